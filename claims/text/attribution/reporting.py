"""Make frames of the verbs of a sentence that say who stated something.

In comes the row of a sentence (`clauses`), out comes a frame for each verb of the lexicon that has
both a source and something it speaks for: "police said that 40 died", "40 died, said Peter Lang",
"the poll put support at 40", "noting that 40 had died", "40 are believed to have died". A verb that
only looks like one is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.text.attribution.clauses import Row
from claims.text.attribution.contents import (
    TOLD_OPENINGS,
    beside,
    bound,
    bound_without_pronoun,
    content_after,
    content_after_agent,
    content_of_passive,
    described,
    is_set_off,
)
from claims.text.attribution.frames import Frame, Place
from claims.text.attribution.mentions import (
    Mention,
    agent_after,
    can_state,
    is_share,
    is_source_noun,
    mention_after,
)
from claims.text.attribution.subjects import parsed_subject, subject_before
from claims.text.speech.cues import CueClass, VerbCue, find_verb_cue, words

_OBJECT_FOLLOWS = re.compile(r'[RT]*(?:[NSW]|[,:]?")|(?:[RT]|P[NT])*S')
# the head of a sentence or of what stands after a comma
_OPENS = re.compile(r"(?:(?<!.)|,)C?R?[PS]?$")
_REACH = 3  # verbs after a participle that may be the main one
# What an object says of these verbs: with it they state nothing
_IDLE_WITH = {
    "claim": "claimed",  # "the fire claimed 40 lives"
    "record": "played",  # "the band recorded four albums"
    "post": "earned",  # "the firm posted a profit of 9 million"
    "admit": "pleaded",  # "he admitted nine counts of fraud"
    "deny": "pleaded",
}
_NOT = frozenset(("not", "n't", "n’t", "never"))


def reporting_frames(row: Row) -> Iterator[Frame]:
    """Yield the frames of the verbs of a sentence."""
    tokens = row.sentence.words
    for index, unit in enumerate(row.units):
        # "agreed to a pact" has its particle, "agreed to pay" has none
        seen = tokens[: unit.last] if row.shape[index + 1 : index + 2] == "I" else tokens
        cue = find_verb_cue(seen, unit.head) if unit.kind in "VGI" else None
        if cue is None or (not cue.particle and _is_phrasal(row, index)):
            continue
        frame = (
            _passive(row, index, cue) if _is_passive(row, index, cue) else _active(row, index, cue)
        )
        if frame is not None and frame.regions:
            yield frame


def _is_passive(row: Row, index: int, cue: VerbCue) -> bool:
    group = row.units[index].verb
    if group is None or not group.passive:
        return False
    if row.shape[index] == "G":
        # "the crater, thought to be 40 metres wide,", "a man accused of stealing 40", but "firms
        # agreed to pay 40"
        is_reckoned = "infinitive" not in cue.takes or cue.kind is CueClass.ESTIMATING
        is_said_to = row.shape.startswith("I", index + 1) and is_reckoned
        if (
            "object" in cue.takes
            and row.shape.startswith("PN", index + 1)
            and row.words(index + 1) == ["by"]
        ):
            return True  # "40 deaths reported by the hospital"
        return is_said_to or ("of" in cue.takes and row.shape.startswith("P", index + 1))
    # "40 more are called for", but "who's called for 40 more"
    return not (cue.particle and row.shape.startswith("N", index + 2))


def _active(row: Row, index: int, cue: VerbCue) -> Frame | None:
    after = index + 1 + bool(cue.particle)
    inverted = _inverted_subject(row, index, cue)
    source = inverted or _subject(row, index, cue)
    if source is None or is_share(row, source.first) or not _states(row, index, source, cue):
        return None
    place = Place.ABOVE
    regions = () if inverted else content_after(row, after, cue, source)
    if not regions and (inverted or is_set_off(row, source, after, cue)):
        place = Place.BESIDE
        is_spoken = cue.takes & {"clause", "quote", "hearer"}
        last = max(after, source.last) if inverted else after
        regions = beside(row, min(index, source.first), last) if is_spoken else ()
    elif not regions:
        place, regions = (
            Place.BOUND,
            bound(row, source) or bound_without_pronoun(row, source, after),
        )
    return Frame(
        cue=row.span(index, after),
        source=row.span(source.first, source.last),
        regions=regions,
        kind=cue.kind,
        place=place,
        negated=any(word in _NOT for word in row.words(index)),
        antecedent=row.span(*source.antecedent) if source.antecedent else None,
    )


def _states(row: Row, index: int, source: Mention, cue: VerbCue) -> bool:
    """Has somebody stated something with this verb?"""
    is_idle = _is_idle(row, index, cue, source)
    return not (_is_unreal(row, index) or _is_nobody(row, source, cue) or is_idle)


def _object(row: Row, index: int) -> tuple[str, ...]:
    """Return the last words of an object that starts here, and of what it is "of".

    For example "[counts] of [fraud]".
    """
    last = row.words(index)[-1]
    is_of = row.shape.startswith("PN", index + 1) and row.words(index + 1) == ["of"]
    return (last, row.words(index + 2)[-1]) if is_of else (last,)


def _is_idle(row: Row, verb: int, cue: VerbCue, source: Mention) -> bool:
    """Is this a verb of saying in another sense?

    For example "the fire claimed 40 lives", "the panel measures 18 inches".
    """
    at = verb + 1
    if row.shape[at : at + 1] != "N":
        return False
    if cue.verb in _IDLE_WITH:
        return any(word in words(_IDLE_WITH[cue.verb]) for word in _object(row, at))
    if cue.verb == "show":  # "showed no sign of it"
        return row.words(at)[0] == "no" and not is_source_noun(row, source.first)
    return (
        cue.verb == "measure"
        and row.tokens[row.units[at].first].tag == "CD"
        and row.words(at)[-1] in words("length")
    )


def _is_phrasal(row: Row, verb: int) -> bool:
    """Does a particle make another verb of this one: "wrote off", "put away"?"""
    return row.shape[verb + 1 : verb + 2] == "o" and row.head(verb + 1).tag == "RP"


def _is_unreal(row: Row, verb: int) -> bool:
    """Has nothing been stated: "critics might claim", "should be noted"?"""
    return not words("unreal").isdisjoint(row.words(verb))


def _is_nobody(row: Row, source: Mention, cue: VerbCue) -> bool:
    phrase = row.words(source.first)
    is_filler = phrase == ["you"] and cue.verb in words("filler")
    return (
        is_filler
        or phrase[-1] in words("nobody")
        or phrase == ["no", "one"]
        or _is_process(row, source, cue)
    )


def _is_process(row: Row, source: Mention, cue: VerbCue) -> bool:
    """Is this something that goes on and wants nothing?

    For example "[mandatory sentencing] calls for 20 years".
    """
    head = row.head(source.first)
    wants = cue.kind is CueClass.INTENDING or cue.particle == "for"
    return (
        wants
        and head.tag == "NN"
        and head.text.endswith("ing")
        and not can_state(row, source.first)
    )


def _is_saying(row: Row, index: int) -> bool:
    return row.head(index).text.lower().endswith("ing")


def _inverted_subject(row: Row, index: int, cue: VerbCue) -> Mention | None:
    """Find the source after the verb: '"...," said Peter Lang, an analyst'."""
    shape = row.shape
    before = shape[index - 1 : index]
    if not before or before not in '",' or not cue.takes & {"quote", "clause"}:
        return None
    if shape[index] not in "VG" or _is_saying(row, index) or row.words(index)[0] == "having":
        return None
    after = mention_after(row, index + 1)
    if after is None or shape[after.last : after.last + 1] == "V":
        return None
    return after if before == '"' or subject_before(row, index) is None else None


def _subject(row: Row, index: int, cue: VerbCue) -> Mention | None:
    """Find the source of a verb before it."""
    kind = row.shape[index]
    if kind == "V":
        return (
            subject_before(row, index) or _shared_subject(row, index) or parsed_subject(row, index)
        )
    if kind == "G" and _is_saying(row, index):
        return _participle_subject(row, index)
    if kind == "G" and _is_finite(row, index):
        # "the panel which met in May put the toll at 40", taken for a participle
        return subject_before(row, index)
    if kind == "I" and cue.kind in (CueClass.SAYING, CueClass.CLAIMING):
        return _infinitive_subject(row, index)
    return None


def _is_finite(row: Row, verb: int) -> bool:
    """Was the past tense taken for a participle?

    For example "Roe reported 40 cases", "40 died, [officials said], on Monday".
    """
    # "what experts estimated was 40"
    if (
        "V" not in row.shape
        or row.shape.endswith("WN", 0, verb)
        or _OBJECT_FOLLOWS.match(row.shape, verb + 1)
    ):
        return True
    return (
        re.match(r"[RT]*[,.]", row.shape[verb + 1 :]) is not None
        and re.search(r",NR?$", row.shape[:verb]) is not None
    )


def _shared_subject(row: Row, index: int) -> Mention | None:
    """Return the source of the verb of saying before: "said 40 had died and added that ..."."""
    if not re.search(r"[C,]R*$", row.shape[:index]):
        return None
    tokens = row.sentence.words
    speaking = (
        verb for verb in _verbs_before(row, index) if find_verb_cue(tokens, row.units[verb].head)
    )
    subjects = (subject_before(row, verb) for verb in speaking)
    return next((found for found in subjects if found and found.antecedent is None), None)


def _participle_subject(row: Row, index: int) -> Mention | None:
    """Find who is "saying": the noun before it, or the subject of the main verb."""
    before = row.shape[index - 1 : index]
    if before and before in "NR" and (found := subject_before(row, index)):
        return found
    for verb in _verbs_before(row, index):
        if found := subject_before(row, verb):
            return found
    if _OPENS.search(row.shape, max(0, index - 4), index):  # "Citing police, the paper said"
        following = [verb for verb in range(index, len(row.units)) if row.shape[verb] == "V"][
            :_REACH
        ]
        subjects = (subject_before(row, verb) for verb in following)
        return next(
            (found for found in subjects if found and row.shape[: found.first].endswith(",")), None
        )
    return None


def _infinitive_subject(row: Row, index: int) -> Mention | None:
    """Find who went on "to say", unless nothing was said.

    For example "is quick to point out", not "is expected to report".
    """
    governing = re.search(r"V[NJoPR]?$", row.shape[:index])
    if governing is None:
        return None
    group = row.units[governing.start()].verb
    verb = row.head(governing.start()).text.lower()
    forms = {verb, *(re.sub(f"{ending}$", "", verb) for ending in ("s", "d", "es", "ed"))}
    is_unsaid = not words("unsaid").isdisjoint(forms) or (group is not None and group.passive)
    return None if is_unsaid else subject_before(row, governing.start())


def _verbs_before(row: Row, index: int) -> Iterator[int]:
    return (verb for verb in range(index - 1, -1, -1) if row.shape[verb] == "V")


def _passive(row: Row, index: int, cue: VerbCue) -> Frame | None:
    """Make the frame of a passive.

    "it was reported that", "40 are believed to have died", "was put at 40 by the UN".
    """
    if (
        not cue.takes & {"clause", "at", "hearer", "of"}
        or cue.kind is CueClass.INTENDING
        or _is_unreal(row, index)
    ):
        return None
    verb = row.span(index, index + 1)
    content = content_of_passive(row, index, cue)
    if source := _agent(row, index, cue):
        # "40 were reported by", "was told by the firm that", not "written by"
        if row.shape[index] == "G" and not content:
            return Frame(verb, row.span(source.first, source.last), described(row, index), cue.kind)
        content_by = content_after_agent(row, index, source, cue, is_said=bool(content))
        return Frame(verb, row.span(source.first, source.last), content_by, cue.kind)
    return Frame(verb, None, content, cue.kind, Place.BESIDE)


def _agent(row: Row, index: int, cue: VerbCue) -> Mention | None:
    """Find who it was reported by."""
    for at in range(index + 1, len(row.units)):
        if row.shape[at] in "V,;W":
            return None
        if row.shape[at] == "P" and row.words(at) == ["by"]:
            return agent_after(
                row, at + 1, TOLD_OPENINGS if "hearer" in cue.takes else frozenset({"that"})
            )
    return None
