"""Find how far what somebody says goes.

To the end of the sentence, or to where it is somebody else's.

In comes the row of a sentence (`row`) with the cue and the unit where its content starts, out
goes the unit where the content ends: before the main clause ("While X claimed 40, Y fell"), the
verb of the noun that a participle describes, another speaker ("Roe said 40 died, police said 50
did") or a clause with a subject of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claims.text.attribution.mentions import Mention
from claims.text.attribution.row import Row
from claims.text.attribution.sources import is_share, is_source_noun
from claims.text.grammar.rules import Found
from claims.text.grammar.shapes import Shape
from claims.text.speech.cues import VerbCue, words

QUOTED = Shape("QUOTE ~QUOTE*+ QUOTE?")
# What comes before a source whose clause the main one follows
_OPENING = Shape("~VERB* THAT|WHICH|PREP")  # "[While] Roe claimed"
# "[After] arguing that 40 left, Roe said", "[With polls] showing"
_BEFORE_PARTICIPLE = Shape("AND? ADV? ,? PREP|THAT? NOUN?")
# What follows content and is not its own
_MAIN_CLAUSE = Shape(", QUOTE? &( ~VERB|,|QUOTE* VERB )")  # ", Fell said"
_MAIN_VERB = Shape(", &( ADV* VERB )")  # ", left"
_JOINED = ", AND &( ( ADV | TIME | PREP NOUN|TIME ,? )* NOUN ~,|;* VERB )"
_NEXT_CLAUSE = Shape(_JOINED)  # ", and Fell left", ", but on Monday it was extended"
_ASIDE_CLAUSE = Shape(_JOINED, ", THAT|PREP &( NOUN ~,|;* VERB )")  # also ", after Fell left"
_NEXT_PHRASE = Shape(";", ",? AND &( ADV* VERB )", ", THAT")  # "and left", ", because"
# ", the mayor of Selby said"
_SPEAKER = Shape(", AND? speaker=NOUN ( PREP NOUN|TIME )*+ VERB &NOUN|THAT|WHICH")
_OPENING_ADVERBIAL = Shape("THAT|WHICH? PREP|ADV|TIME ~VERB*")  # "that in May"
# Relations by which a participle's clause hangs under the noun that it describes
_HANGS = ("rel", "obl", "conj")


def content_end(row: Row, after: int, cue: VerbCue, start: int, source: Mention) -> int:
    """Return where content that starts at `start` ends.

    With the sentence, unless another main clause follows.
    """
    if row.kind(start) == "QUOTE" and "clause" not in cue.takes:
        closed = QUOTED.at(row.line, start)  # "what Roe called 'the old model' cost 40"
        return closed.last if closed else len(row)
    main = _verb_of_described(row, _verb(after, cue), start)
    return _own_end(row, after, cue, start, source) if main is None else main


def _own_end(row: Row, after: int, cue: VerbCue, start: int, source: Mention) -> int:
    """Return where content ends before another clause or speaker, else the end of the sentence."""
    behind = (_closing(row, after, cue, source), _next_speaker(row, start, source))
    closing = _earliest(behind, start)
    return len(row) if closing is None or _is_in_marks(row, after, closing) else closing.first


def _verb(after: int, cue: VerbCue) -> int:
    """Return the unit of a verb with whose particle the units before `after` end."""
    return after - 1 - bool(cue.particle)


def _earliest(found: Iterable[Found | None], start: int = -1) -> Found | None:
    """Return what stands first behind a unit."""
    behind = (one for one in found if one and one.first > start)
    return min(behind, key=lambda one: one.first, default=None)


def _is_in_marks(row: Row, after: int, closing: Found) -> bool:
    """Tell what stands behind a quotation mark that is still open: it is the content's own."""
    return sum(row.kind(at) == "QUOTE" for at in range(after, closing.last)) % 2 == 1


def passive_end(row: Row, verb: int, *, is_relative: bool = False) -> int:
    """Return where what nobody in particular says ends.

    For example "The fund, which is expected to grow by 40[, fell]".
    """
    if is_relative:
        found = _MAIN_VERB.first(row.line, verb)
    else:
        ends = _ASIDE_CLAUSE.each(row.line, verb)
        found = next((end for end in ends if _is_clause(row, end.first + 1)), None)
    return found.first if found else len(row)


def _is_clause(row: Row, opening: int) -> bool:
    """Tell a clause by its first word: "but it fell", "after it fell", not "in Selby it fell"."""
    return row.kind(opening) != "PREP" or row.opening(opening) in words("subordinate")


def _closing(row: Row, after: int, cue: VerbCue, source: Mention) -> Found | None:
    """Find the clause or verb after a content that is not its own."""
    verb = _verb(after, cue)
    if _is_subordinate(row, verb, source):
        return _MAIN_CLAUSE.first(row.line, after)
    if source.antecedent:
        # "X, who claimed 40[, left]", "records that showed 40[, but they differed by 9]"
        return _earliest(shape.first(row.line, after) for shape in (_MAIN_VERB, _NEXT_CLAUSE))
    if cue.takes.isdisjoint(("clause", "hearer")):
        return _NEXT_PHRASE.first(row.line, after)
    is_participle = row.kind(verb) == "PART" and "clause" in cue.takes
    # "He left, noting that 40 had died, but 9 lived"
    return None if is_participle else _next_clause(row, after, source)


def _next_clause(row: Row, after: int, source: Mention) -> Found | None:
    """Find the next clause that the source has not said too."""
    clauses = _NEXT_CLAUSE.each(row.line, after)
    return next((clause for clause in clauses if not _is_its_own(row, clause, source)), None)


def _is_subordinate(row: Row, verb: int, source: Mention) -> bool:
    """Tell a clause of saying that stands before the main one: "[While X claimed 40], Y said 50".

    After its main clause a subordinate one goes on to the end: "It came as a poll put Roe at 40,
    and Fell at 32".
    """
    is_opened = row.opening(source.first - 1) in words("subordinate")
    if is_opened and _OPENING.fills(row.line, 0, source.first):
        return True
    return row.kind(verb) == "PART" and _BEFORE_PARTICIPLE.fills(row.line, 0, verb) is not None


def _is_its_own(row: Row, clause: Found, source: Mention) -> bool:
    """Tell a further clause that the source has said too."""
    return _is_counted(row, clause.last, source) or _is_backshifted(row, clause)


def _is_backshifted(row: Row, clause: Found) -> bool:
    """Tell a clause in the tense of reported speech.

    For example "said 6 were hurt, and 60 houses [had] come down".

    English moves what somebody said one tense back ("have" to "had", "will" to "would"); what the
    outlet adds itself keeps its own tense ("and 60 houses came down").
    """
    return row.opening(row.find("VERB", clause.last)) in words("backshifted")


def _is_counted(row: Row, index: int, source: Mention) -> bool:
    """Tell a share in a poll's own words.

    For example "The poll put Roe at 40, and [9 percent] said they would stay".
    """
    return is_source_noun(row, source.first) and is_share(row, index)


def _next_speaker(row: Row, start: int, source: Mention) -> Found | None:
    """Find where after the content somebody else speaks.

    For example "Roe said 40 died[, police said 50 did]".
    """
    speakers = _SPEAKER.each(row.line, start)
    return next((one for one in speakers if _is_next_speaker(row, start, one, source)), None)


def _is_next_speaker(row: Row, start: int, found: Found, source: Mention) -> bool:
    """Tell somebody with a verb of saying, who is no share that the content counts."""
    cue = row.verb_cue(found.last - 1)
    if cue is None or "quote" not in cue.takes:
        return False
    # "said [that in May], Roe stated 40"
    is_first = _OPENING_ADVERBIAL.fills(row.line, start, found.first) is not None
    return not is_first and not _is_counted(row, found.at("speaker"), source)


def _verb_of_described(row: Row, participle: int, start: int) -> int | None:
    """Return the verb of the subject that a participle describes: "men seeking 40 jobs [left]"."""
    if row.kind(participle) != "PART":
        return None
    if row.kind(start) in ("THAT", "WHICH"):
        # "saying that the firm owed 40 had left": the first verb is the content's
        start = row.find("VERB", start)
    above = set(_governors(row, participle))
    verbs = (at for at in range(start + 1, len(row)) if row.kind(at) == "VERB")
    return next((verb for verb in verbs if _subject_chunk(row, verb) in above), None)


def _subject_chunk(row: Row, index: int) -> int:
    """Return the chunk of a verb's subject, -1 where it has none."""
    verb = row.units[index].verb
    if verb is None or verb.subject is None:
        return -1
    return row.sentence.noun_phrases[verb.subject].chunk


def _governors(row: Row, participle: int) -> Iterator[int]:
    """Yield the chunk of a participle, and what it hangs under."""
    arcs = row.sentence.arcs
    at = row.sentence.chunk_at(row.units[participle].head)
    while at is not None and at >= 0:
        yield at
        at = arcs[at].governor if arcs[at].relation in _HANGS else None
