"""Make frames of the verbs of a sentence that say who stated something.

In comes the row of a sentence (`row`), out comes a frame for each verb of the lexicon that has both
a source and something it speaks for: "police said that 40 died", "40 died, said Peter Lang", "the
poll put support at 40", "noting that 40 had died", "40 are believed to have died". A verb that only
looks like one is passed over. Who the source is, `speaking` finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile

from claims.model import Span
from claims.text.attribution.beside import beside, bound, bound_without_pronoun, is_set_off
from claims.text.attribution.contents import (
    content_after,
    content_after_agent,
    content_of_passive,
    described,
)
from claims.text.attribution.frames import Frame, Place
from claims.text.attribution.mentions import Mention, agent_after
from claims.text.attribution.row import Row
from claims.text.attribution.sources import can_state, is_share, is_source_noun
from claims.text.attribution.speaking import inverted_subject, subject_of
from claims.text.grammar.shapes import Shape
from claims.text.speech.cues import CueClass, VerbCue, find_verb_cue, words

_BY = Shape("&PREP by NOUN")
_OF_NOUN = Shape("&PREP of NOUN")
# What an object says of these verbs: with it they state nothing
_IDLE_WITH = {
    "claim": "claimed",  # "the fire claimed 40 lives"
    "record": "played",  # "the band recorded four albums"
    "post": "earned",  # "the firm posted a profit of 9 million"
    "admit": "pleaded",  # "he admitted nine counts of fraud"
    "deny": "pleaded",
}
_VERBAL = frozenset(("VERB", "PART", "INF"))
_ENDING = frozenset(("VERB", ",", ";", "WHICH"))  # what no agent stands behind
_SPOKEN = frozenset(("clause", "quote", "hearer"))
_STATED = frozenset(("clause", "at", "hearer", "of"))


def reporting_frames(row: Row) -> Iterator[Frame]:
    """Yield the frames of the verbs of a sentence."""
    for index, unit in enumerate(row.units):
        cue = _cue(row, index) if unit.kind in _VERBAL else None
        if cue is not None:
            read = _passive if _is_passive(row, index, cue) else _active
            frame = read(row, index, cue)
            if frame is not None and frame.regions:
                yield frame


def _cue(row: Row, index: int) -> VerbCue | None:
    """Return the cue that a verb is."""
    unit, tokens = row.units[index], row.sentence.words
    # "agreed to a pact" has its particle, "agreed to pay" has none
    seen = tokens[: unit.last] if row.kind(index + 1) == "INF" else tokens
    cue = find_verb_cue(seen, unit.head)
    return None if cue and not cue.particle and _is_phrasal(row, index) else cue


def _is_phrasal(row: Row, verb: int) -> bool:
    """Tell whether a particle makes another verb of this one: "wrote off", "put away"."""
    return row.kind(verb + 1) == "OTHER" and row.head(verb + 1).tag == "RP"


def _is_passive(row: Row, index: int, cue: VerbCue) -> bool:
    group = row.units[index].verb
    if group is None or not group.passive:
        return False
    if row.kind(index) == "PART":
        return _is_passive_participle(row, index, cue)
    # "40 more are called for", but "who's called for 40 more"
    return not (cue.particle and row.kind(index + 2) == "NOUN")


def _is_passive_participle(row: Row, index: int, cue: VerbCue) -> bool:
    """Tell a participle of what somebody said.

    For example "40 deaths [reported] by the hospital", "the crater, [thought] to be 40 metres
    wide,", "a man [accused] of stealing 40", but not "firms [agreed] to pay 40".
    """
    if "object" in cue.takes and _BY.at(row.line, index + 1):
        return True
    if row.kind(index + 1) == "INF":
        return "infinitive" not in cue.takes or cue.kind is CueClass.ESTIMATING
    return "of" in cue.takes and row.kind(index + 1) == "PREP"


def _active(row: Row, index: int, cue: VerbCue) -> Frame | None:
    after = index + 1 + bool(cue.particle)
    inverted = inverted_subject(row, index, cue)
    source = inverted or subject_of(row, index, cue)
    if source is None or not _is_stated(row, index, source, cue):
        return None
    if inverted:
        place, regions = _set_off(row, index, max(after, source.last), source, cue)
    else:
        place, regions = _content(row, index, after, source, cue)
    return Frame(
        cue=row.span(index, after),
        source=row.span(source.first, source.last),
        regions=regions,
        kind=cue.kind,
        place=place,
        negated=not words("negation").isdisjoint(row.words(index)),
        antecedent=row.span(*source.antecedent) if source.antecedent else None,
    )


def _content(
    row: Row, index: int, after: int, source: Mention, cue: VerbCue
) -> tuple[Place, tuple[Span, ...]]:
    """Return what a verb speaks for behind it, beside it, or in the clause that it stands in."""
    if regions := content_after(row, after, cue, source):
        return Place.ABOVE, regions
    if is_set_off(row, source, after, cue):
        return _set_off(row, index, after, source, cue)
    return Place.BOUND, bound(row, source) or bound_without_pronoun(row, source, after)


def _set_off(
    row: Row, index: int, last: int, source: Mention, cue: VerbCue
) -> tuple[Place, tuple[Span, ...]]:
    """Return what a verb speaks for that is set off with its source."""
    is_spoken = not cue.takes.isdisjoint(_SPOKEN)
    return Place.BESIDE, beside(row, min(index, source.first), last) if is_spoken else ()


def _is_stated(row: Row, index: int, source: Mention, cue: VerbCue) -> bool:
    """Tell whether somebody has stated something with this verb."""
    if is_share(row, source.first) or _is_nobody(row, source, cue):
        return False
    return not _is_unreal(row, index) and not _is_idle(row, index, cue, source)


def _is_idle(row: Row, verb: int, cue: VerbCue, source: Mention) -> bool:
    """Tell a verb of saying in another sense: "the fire claimed 40 lives"."""
    at = verb + 1
    if row.kind(at) != "NOUN":
        return False
    if cue.verb in _IDLE_WITH:
        return not words(_IDLE_WITH[cue.verb]).isdisjoint(_object(row, at))
    return cue.verb in _IDLE and _IDLE[cue.verb](row, at, source)


def _shows_nothing(row: Row, at: int, source: Mention) -> bool:
    """Tell "showed no sign of it", but not of a poll."""
    return row.opening(at) == "no" and not is_source_noun(row, source.first)


def _is_length(row: Row, at: int, source: Mention) -> bool:
    """Tell how long the subject itself is: "the panel measures [18 inches]"."""
    return row.tags(at)[0] == "CD" and row.closing(at) in words("length")


# What tells the object with which a verb states nothing
_IDLE: Mapping[str, Callable[[Row, int, Mention], bool]] = {
    "show": _shows_nothing,
    "measure": _is_length,
}


def _object(row: Row, index: int) -> tuple[str, ...]:
    """Return the last words of an object that starts here, and of what it is "of".

    For example "[counts] of [fraud]".
    """
    is_of = _OF_NOUN.at(row.line, index + 1)
    return (row.closing(index), row.closing(index + 2) if is_of else "")


def _is_unreal(row: Row, verb: int) -> bool:
    """Tell a verb with which nothing has been stated: "critics might claim", "should be noted"."""
    return not words("unreal").isdisjoint(row.words(verb))


def _is_nobody(row: Row, source: Mention, cue: VerbCue) -> bool:
    """Tell a subject that says nothing: "nobody", "you" in "you know", what goes on and wants."""
    phrase = row.words(source.first)
    if phrase[-1] in words("nobody") or phrase == ["no", "one"]:
        return True
    is_filler = phrase == ["you"] and cue.verb in words("filler")
    return is_filler or _is_process(row, source, cue)


def _is_process(row: Row, source: Mention, cue: VerbCue) -> bool:
    """Tell something that goes on and wants nothing.

    For example "[mandatory sentencing] calls for 20 years".
    """
    if cue.kind is not CueClass.INTENDING and cue.particle != "for":
        return False
    head = row.head(source.first)
    is_doing = head.tag == "NN" and head.text.endswith("ing")
    return is_doing and not can_state(row, source.first)


def _passive(row: Row, index: int, cue: VerbCue) -> Frame | None:
    """Make the frame of a passive.

    "it was reported that", "40 are believed to have died", "was put at 40 by the UN".
    """
    is_stated = cue.kind is not CueClass.INTENDING and not cue.takes.isdisjoint(_STATED)
    if not is_stated or _is_unreal(row, index):
        return None
    verb = row.span(index, index + 1)
    content = content_of_passive(row, index, cue)
    source = _agent(row, index, cue)
    if source is None:
        return Frame(verb, None, content, cue.kind, Place.BESIDE)
    if row.kind(index) == "PART" and not content:  # "40 were reported by"
        content_by = described(row, index)
    else:  # "was told by the firm that", not "written by"
        content_by = content_after_agent(row, index, source, cue, is_said=bool(content))
    return Frame(verb, row.span(source.first, source.last), content_by, cue.kind)


def _agent(row: Row, index: int, cue: VerbCue) -> Mention | None:
    """Find who it was reported by."""
    openings = words("told") if "hearer" in cue.takes else frozenset({"that"})
    within = takewhile(lambda at: row.kind(at) not in _ENDING, range(index + 1, len(row)))
    by = next((at for at in within if row.words(at) == ["by"] and row.kind(at) == "PREP"), None)
    return None if by is None else agent_after(row, by + 1, openings)
