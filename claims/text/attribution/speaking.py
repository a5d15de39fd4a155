"""Find who speaks with a verb of saying: its subject before it, behind it, or elsewhere.

In comes the row of a sentence (`row`) with the place of a verb and its cue, out goes the mention of
its source: "[the ministry] said", '"...," said [Peter Lang]', "[He] left, saying", "[Roe] is quick
to point out". None where nobody is named, or where nothing was said ("is expected to report").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from claims.text.attribution.mentions import Mention, mention_after
from claims.text.attribution.row import Row
from claims.text.attribution.subjects import parsed_subject, subject_before
from claims.text.grammar.shapes import Shape
from claims.text.speech.cues import CueClass, VerbCue, words

_CONTENT_FOLLOWS = Shape(
    "ADV|TIME* ( NOUN|THAT|WHICH | ,|:? QUOTE )",
    "( ADV|TIME | PREP NOUN|TIME )* THAT",
)
_TAG_ENDS = Shape("ADV|TIME* ,|.")
_AFTER_COMMA = Shape(", NOUN ADV? END")
_JOINED = Shape("AND|, ADV* END")  # said 40 had died and [added]
# the head of a sentence or of what stands after a comma
_OPENS = Shape("( START | , ) AND? ADV? PREP|THAT? END")
_GOVERNING = Shape("VERB NOUN|ADJ|OTHER|PREP|ADV? END")  # is quick [to point out]
_REACH = 3  # verbs after a participle that may be the main one
_ENDINGS = ("s", "d", "es", "ed")


def inverted_subject(row: Row, index: int, cue: VerbCue) -> Mention | None:
    """Find the source after the verb: '"...," said Peter Lang, an analyst'."""
    if row.kind(index - 1) not in ("QUOTE", ",") or not _may_be_inverted(row, index, cue):
        return None
    after = mention_after(row, index + 1)
    return after if after and _is_inverted(row, index, after) else None


def _is_inverted(row: Row, index: int, subject: Mention) -> bool:
    """Tell a subject behind its verb.

    No verb stands behind it, and behind what ends in a comma no other subject stands before it.
    """
    if row.kind(subject.last) == "VERB":
        return False
    return row.kind(index - 1) == "QUOTE" or subject_before(row, index) is None


def _may_be_inverted(row: Row, index: int, cue: VerbCue) -> bool:
    """Tell a verb that may stand before its subject: no "saying", "having said", "to say"."""
    if row.kind(index) == "INF" or _is_saying(row, index) or row.opening(index) == "having":
        return False
    return not cue.takes.isdisjoint(("quote", "clause"))


def subject_of(row: Row, index: int, cue: VerbCue) -> Mention | None:
    """Find the source of a verb before it."""
    match row.kind(index):
        case "VERB":
            own = subject_before(row, index)
            return own or _shared_subject(row, index) or parsed_subject(row, index)
        case "PART":
            return _subject_of_participle(row, index)
        case "INF" if cue.kind in (CueClass.SAYING, CueClass.CLAIMING):
            return _infinitive_subject(row, index)
    return None


def _subject_of_participle(row: Row, index: int) -> Mention | None:
    if _is_saying(row, index):
        return _participle_subject(row, index)
    # "the panel which met in May put the toll at 40", taken for a participle
    return subject_before(row, index) if _is_finite(row, index) else None


def _is_saying(row: Row, index: int) -> bool:
    """Tell "saying" from "said"."""
    return row.head(index).text.lower().endswith("ing")


def _is_finite(row: Row, verb: int) -> bool:
    """Tell the past tense that was taken for a participle.

    For example "Roe reported 40 cases", "40 died, [officials said], on Monday", "what experts
    estimated was 40".
    """
    is_asked = row.kinds(max(0, verb - 2), verb) == ["WHICH", "NOUN"]
    if is_asked or _CONTENT_FOLLOWS.at(row.line, verb + 1) or row.find("VERB") == len(row):
        return True
    is_set_off = _AFTER_COMMA.first(row.line, 0, verb) is not None
    return is_set_off and _TAG_ENDS.at(row.line, verb + 1) is not None


def _shared_subject(row: Row, index: int) -> Mention | None:
    """Return the source of the verb of saying before: "said 40 had died and added that ..."."""
    if not _JOINED.first(row.line, 0, index):
        return None
    speaking = filter(row.verb_cue, _verbs_before(row, index))
    subjects = _subjects(row, speaking)
    return next((found for found in subjects if found.antecedent is None), None)


def _participle_subject(row: Row, index: int) -> Mention | None:
    """Find who is "saying": the noun before it, or the subject of the main verb."""
    is_beside = row.kind(index - 1) in ("NOUN", "ADV")
    if is_beside and (found := subject_before(row, index)):
        return found
    main = next(_subjects(row, _verbs_before(row, index)), None)
    return main or _following_subject(row, index)


def _following_subject(row: Row, index: int) -> Mention | None:
    """Find the subject of the main clause behind: "Citing police, [the paper] said"."""
    if not _OPENS.first(row.line, max(0, index - 4), index):
        return None
    verbs = islice((at for at in range(index, len(row)) if row.kind(at) == "VERB"), _REACH)
    subjects = _subjects(row, verbs)
    return next((found for found in subjects if row.kind(found.first - 1) == ","), None)


def _subjects(row: Row, verbs: Iterable[int]) -> Iterator[Mention]:
    """Yield the subjects of verbs, of those that have one."""
    return (found for verb in verbs if (found := subject_before(row, verb)))


def _infinitive_subject(row: Row, index: int) -> Mention | None:
    """Find who went on "to say", unless nothing was said.

    For example "is quick to point out", not "is expected to report".
    """
    governing = _GOVERNING.first(row.line, 0, index)
    if governing is None or _is_unsaid(row, governing.first):
        return None
    return subject_before(row, governing.first)


def _is_unsaid(row: Row, verb: int) -> bool:
    """Tell a verb before "to say" after which nothing was said: "declined", "is expected"."""
    group = row.units[verb].verb
    spoken = row.head(verb).text.lower()
    forms = {spoken, *(spoken.removesuffix(ending) for ending in _ENDINGS)}
    is_passive = group is not None and group.passive
    return is_passive or not words("unsaid").isdisjoint(forms)


def _verbs_before(row: Row, index: int) -> Iterator[int]:
    """Yield the finite verbs before a unit, the nearest first."""
    return (verb for verb in range(index - 1, -1, -1) if row.kind(verb) == "VERB")
