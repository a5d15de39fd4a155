"""Find what belongs to a noun phrase behind it, up to the first comma that is not its own.

In comes the row of a sentence (`row`) and the place of a noun phrase in it, out goes the unit where
it ends with its prepositional phrases ("the mayor [of Selby]"), participles ("a poll [conducted in
May]"), relative clauses, times, brackets and titles.
"""

from __future__ import annotations

from typing import NamedTuple

from claims.text.attribution.row import Row
from claims.text.attribution.sources import is_name, is_pronoun, is_source_noun
from claims.text.grammar.shapes import Shape
from claims.text.speech.cues import VerbCue, find_noun_cue, words

POLL_TIME = Shape("OTHER|PREP|ADV? TIME")  # "a poll last week", "a poll out Monday"
_PREPOSITIONAL = Shape("PREP NOUN|TIME")
_JOINED = Shape("AND NOUN !VERB|ADV")
# "released Monday", "conducted in May"
_PARTICIPLE = Shape("PART|VERB ADV? ( NOUN|TIME | PREP TIME )?")
_FAMILIAR = Shape("ADJ PREP NOUN?")
_BARE_ADJECTIVE = Shape("ADJ &WHICH|,|.")
_REDUCED = Shape("NOUN VERB ( PREP? NOUN|TIME )?")  # he released in May
_BRACKET = Shape("OPEN ~OPEN|CLOSE|,|;|VERB+10 CLOSE")  # "(R-Va.)", "(then the minister of works)"
_TITLE = Shape("QUOTE ~QUOTE|VERB+10 QUOTE NOUN?")  # his book "The Long Road"
_RELATIVE = Shape("&WHICH who|that ~,|;|QUOTE|.*")
_ONLY_VERB = Shape("PART NOUN")
_AMOUNTS = ("CD", "$", "RB", "IN", "JJR")  # "40 miles", "about 40 miles", "more than 40 miles"


class _Source(NamedTuple):
    """The noun phrase at unit `first`, which is `named` where it is somebody's name."""

    first: int
    named: bool


def end_with_belongings(row: Row, index: int) -> int:
    """Return the end of a noun phrase with all that belongs to it and follows no comma."""
    source = _Source(index, _is_somebody(row, index))
    last = _noun_end(row, index)
    while further := _further(row, source, last):
        last = further
    return last


def _is_somebody(row: Row, index: int) -> bool:
    """Tell a name, but not "one Republican involved in the talks", nor "a Herald poll"."""
    is_new = row.opening(index) in words("indefinite")
    return is_name(row, index) and not is_new and find_noun_cue(row.head(index).text) is None


def _further(row: Row, source: _Source, at: int) -> int:
    """Return the end of what belongs to a noun phrase that ends here, 0 where nothing does."""
    if at >= len(row):
        return 0
    return next((end for reach in _REACHES if (end := reach(row, source, at))), 0)


def _noun_end(row: Row, index: int) -> int:
    """Return the end of a noun phrase.

    Names that stand right after it are part of it ("police | spokesman Al Roe").
    """
    last = index + 1
    while row.kind(last) == "NOUN" and _is_continued(row, last):
        last += 1
    return last


def _is_continued(row: Row, index: int) -> bool:
    """Tell a noun phrase that goes on with the one before it.

    It is no pronoun, no amount, and not the subject of a verb.
    """
    is_amount = row.tokens[row.units[index].first].tag in _AMOUNTS
    return not is_amount and not is_pronoun(row, index) and row.kind(index + 1) != "VERB"


def _phrase_end(row: Row, source: _Source, at: int) -> int:
    """Return the end of a prepositional phrase or a joined noun at a unit, else 0.

    For example "[of Selby]", "[and its rivals]".
    """
    is_its = _PREPOSITIONAL.at(row.line, at) and _is_belonging(row, at, source.named)
    return _noun_end(row, at + 1) if is_its or _JOINED.at(row.line, at) else 0


def _is_belonging(row: Row, preposition: int, named: bool) -> bool:
    """Tell whether a prepositional phrase belongs to the noun phrase before it.

    It may be the verb's: "said X in a statement".
    """
    word = row.opening(preposition)
    if row.kind(preposition + 1) == "TIME":
        return False
    if not named:
        return word not in words("circumstance")
    is_its = word in words("belongs-to-name") and is_name(row, preposition + 1)
    return is_its or word in words("belongs")


def _participle_end(row: Row, source: _Source, at: int) -> int:
    """Return the end of a participle at a unit: "a poll [conducted in May]"; else 0."""
    is_its = not source.named and (_is_participle(row, at) or _is_reduced(row, at))
    if not is_its or participle_cue(row, at) is not None:
        return 0
    participle = _PARTICIPLE.at(row.line, at)
    return participle.last if participle else at + 1


def _is_participle(row: Row, index: int) -> bool:
    """Tell a participle from the only verb of its sentence.

    For example "Crews, according to police [recovered] 40".
    """
    if row.kind(index) != "PART":
        return False
    is_past = row.closing(index).endswith("ed") and _ONLY_VERB.at(row.line, index) is not None
    return not (is_past and row.find("VERB") == len(row))


def _is_reduced(row: Row, verb: int) -> bool:
    """Tell a verb that is a participle, or a relative clause.

    For example "in a poll [released] Monday", "papers she [filed] in May".
    """
    if row.kind(verb) != "VERB" or len(row.words(verb)) > 1 or row.head(verb).tag != "VBD":
        return False
    return row.kind(verb + 1) in ("TIME", "PREP", ".", ",")


def participle_cue(row: Row, index: int) -> VerbCue | None:
    """Return the cue that a participle is.

    For example "according to police, citing ..." starts something new.
    """
    return row.verb_cue(index) if row.head(index).text.endswith("ing") else None


def _adjective_end(row: Row, source: _Source, at: int) -> int:
    """Return the end of an adjective behind its noun, else 0.

    For example "people [familiar with the talks]"; "a campaign official who" is taken for one.
    """
    familiar = _FAMILIAR.at(row.line, at)
    if familiar is None:
        return at + 1 if _BARE_ADJECTIVE.at(row.line, at) else 0
    return _noun_end(row, at + 2) if row.kind(at + 2) == "NOUN" else at + 1


def _reduced_clause_end(row: Row, source: _Source, at: int) -> int:
    """Return the end of a relative clause without its pronoun, else 0.

    For example "a paper [he released in May]".
    """
    clause = _REDUCED.at(row.line, at)
    return clause.last if clause and row.relation(at + 1) == "rel" else 0


def _poll_time_end(row: Row, source: _Source, at: int) -> int:
    """Return the end of the time of a poll: "a poll [out Monday]"; else 0."""
    is_timed = row.kind(at) == "TIME" or row.words(at) == ["out"]
    time = POLL_TIME.at(row.line, at) if is_timed and not source.named else None
    if time is None:
        return 0
    return time.last if row.kind(time.last) == "PREP" or is_source_noun(row, source.first) else 0


def _bracket_end(row: Row, source: _Source, at: int) -> int:
    """Return the end of a bracket at a unit: "Ann Lee [(R-Va.)]"; else 0."""
    bracket = _BRACKET.at(row.line, at)
    return bracket.last if bracket else 0


def _title_end(row: Row, source: _Source, at: int) -> int:
    """Return the end of a title in quotation marks: 'the ["Clean Water" paper]'; else 0."""
    title = None if source.named else _TITLE.at(row.line, at)
    return title.last if title else 0


def _relative_end(row: Row, source: _Source, at: int) -> int:
    """Return the end of a relative clause at a unit: "a clerk [who saw it]"; else 0."""
    clause = None if source.named else _RELATIVE.at(row.line, at)
    return clause.last if clause else 0


# What may belong to a noun phrase behind it, in the order in which it is tried
_REACHES = (
    _phrase_end,
    _participle_end,
    _adjective_end,
    _reduced_clause_end,
    _poll_time_end,
    _bracket_end,
    _title_end,
    _relative_end,
)
