"""Find how far what somebody says goes.

To the end of the sentence, or to where it is somebody else's.

In comes the row of a sentence (`clauses`) with the cue and the unit where its content starts, out
goes the unit where the content ends: before the main clause ("While X claimed 40, Y fell"), the
verb of the noun that a participle describes, another speaker ("Roe said 40 died, police said 50
did") or a clause with a subject of its own.
"""

from __future__ import annotations

import re

from claims.text.attribution.clauses import Row
from claims.text.attribution.mentions import Mention, is_share, is_source_noun
from claims.text.speech.cues import VerbCue, find_verb_cue, words

QUOTED = re.compile(r'"[^"]*+"?')
# What comes before a source whose clause the main one follows
_OPENING = re.compile(r"[^V]*[SWP]")  # "[While] Roe claimed"
# "[After] arguing that 40 left, Roe said", "[With polls] showing"
_BEFORE_PARTICIPLE = re.compile(r"C?R?,?[PS]?N?")
# What follows content and is not its own
_MAIN_CLAUSE = re.compile(r',"?(?=[^V,"]*V)')  # ", Fell said"
_MAIN_VERB = re.compile(r",(?=R*V)")  # ", left"
# ", and Fell left", ", but on Monday it was extended"; ", after Fell left"
_NEXT_CLAUSE = re.compile(r",C(?=(?:R|T|P[NT],?)*N[^,;]*V)")
_ASIDE_CLAUSE = re.compile(r",C(?=(?:R|T|P[NT],?)*N[^,;]*V)|,[SP](?=N[^,;]*V)")
_NEXT_PHRASE = re.compile(r";|,?C(?=R*V)|,S")  # "and left", ", because"
_SPEAKER = re.compile(r",C?(?P<speaker>N)(?:P[NT])*+V(?=[NSW])")  # ", the mayor of Selby said"
_OPENING_ADVERBIAL = re.compile(r"[SW]?[PRT][^V]*")  # "that in May"


def content_end(row: Row, after: int, cue: VerbCue, start: int, source: Mention) -> int:
    """Return where content that starts at `start` ends.

    With the sentence, unless another main clause follows.
    """
    if row.shape.startswith('"', start) and "clause" not in cue.takes:
        closed = QUOTED.match(row.shape, start)  # "what Roe called 'the old model' cost 40"
        return closed.end() if closed else len(row.units)
    verb = after - 1 - bool(cue.particle)
    if row.shape[verb] == "G" and (main := _verb_of_described(row, verb, start)):
        return main
    closings = (_closing(row, after, cue, source), _next_speaker(row, start, source))
    first = min(
        (found for found in closings if found and found.start() > start),
        key=re.Match.start,
        default=None,
    )
    # a mark that is still open is the content's own
    if first is None or row.shape.count('"', after, first.end()) % 2:
        return len(row.units)
    return first.start()


def passive_end(row: Row, verb: int, *, is_relative: bool = False) -> int:
    """Return where ends what nobody in particular says.

    For example "The fund, which is expected to grow by 40[, fell]".
    """
    if is_relative:
        found = _MAIN_VERB.search(row.shape, verb)
    else:
        found = next(
            (end for end in _ASIDE_CLAUSE.finditer(row.shape, verb) if _opens_clause(row, end)),
            None,
        )
    return found.start() if found else len(row.units)


def _opens_clause(row: Row, opening: re.Match[str]) -> bool:
    """Does a clause open here: ", but it fell", ", after it fell", but not ", in Selby it fell"?"""
    return "P" not in opening[0] or row.words(opening.start() + 1)[0] in words("subordinate")


def _closing(row: Row, after: int, cue: VerbCue, source: Mention) -> re.Match[str] | None:
    """Find the clause or verb after a content that is not its own."""
    verb = after - 1 - bool(cue.particle)
    # after its main clause a subordinate one goes on to the end: "It came as a poll put Roe at 40,
    # and Fell at 32"
    if _OPENING.fullmatch(row.shape, 0, source.first) and row.words(source.first - 1)[0] in words(
        "subordinate"
    ):
        return _MAIN_CLAUSE.search(row.shape, after)  # "While X claimed 40[, Y said 50]"
    if row.shape[verb] == "G" and _BEFORE_PARTICIPLE.fullmatch(row.shape, 0, verb):
        return _MAIN_CLAUSE.search(row.shape, after)
    if (
        source.antecedent
    ):  # "X, who claimed 40[, left]", "records that showed 40[, but they differed by 9]"
        ends = (pattern.search(row.shape, after) for pattern in (_MAIN_VERB, _NEXT_CLAUSE))
        return min((end for end in ends if end), key=re.Match.start, default=None)
    if row.shape[verb] == "G" and "clause" in cue.takes:
        return None  # "He left, noting that 40 had died, but 9 lived"
    if not cue.takes & {"clause", "hearer"}:
        return _NEXT_PHRASE.search(row.shape, after)
    clauses = _NEXT_CLAUSE.finditer(row.shape, after)
    return next(
        (
            found
            for found in clauses
            if not (_is_counted(row, found.end(), source) or _is_backshifted(row, found))
        ),
        None,
    )


def _is_backshifted(row: Row, clause: re.Match[str]) -> bool:
    """Is a clause told in the tense of reported speech?

    For example "said 6 were hurt, and 60 houses [had] come down".

    English moves what somebody said one tense back ("have" to "had", "will" to "would"); what the
    outlet adds itself keeps its own tense ("and 60 houses came down").
    """
    verb = row.shape.find("V", clause.end())
    return verb >= 0 and row.words(verb)[0] in words("backshifted")


def _is_counted(row: Row, index: int, source: Mention) -> bool:
    """Is this a share in a poll's own words?

    For example "The poll put Roe at 40, and [9 percent] said they would stay".
    """
    return is_source_noun(row, source.first) and is_share(row, index)


def _next_speaker(row: Row, start: int, source: Mention) -> re.Match[str] | None:
    """Find where after the content somebody else speaks.

    For example "Roe said 40 died[, police said 50 did]".
    """
    tokens = row.sentence.words
    for found in _SPEAKER.finditer(row.shape, start):
        cue = find_verb_cue(tokens, row.units[found.end() - 1].head)
        # "said [that in May], Roe stated 40"
        is_first = _OPENING_ADVERBIAL.fullmatch(row.shape, start, found.start())
        is_counted = _is_counted(row, found.start("speaker"), source)
        if cue is not None and "quote" in cue.takes and not is_first and not is_counted:
            return found
    return None


def _verb_of_described(row: Row, participle: int, start: int) -> int | None:
    """Return the verb of the subject that a participle describes: "men seeking 40 jobs [left]"."""
    if (
        row.shape[start] in "SW"
    ):  # "saying that the firm owed 40 had left": the first verb is the content's
        start = row.shape.index("V", start) if "V" in row.shape[start:] else len(row.units)
    arcs = row.sentence.arcs
    above = set()
    at = row.sentence.chunk_at(row.units[participle].head)
    while at is not None and at >= 0:
        above.add(at)
        at = arcs[at].governor if arcs[at].relation in ("rel", "obl", "conj") else None
    for index in range(start + 1, len(row.units)):
        verb = row.units[index].verb
        subject = verb.subject if verb and row.shape[index] == "V" else None
        if subject is not None and row.sentence.noun_phrases[subject].chunk in above:
            return index
    return None
