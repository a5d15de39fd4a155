"""Scores, votes and records: "won 3-2", "beat them by 45 points to 24", "a 51-49 vote".

In come the two numbers of a pair, or the reading that they were joined to; out comes whether they
tell a contest. They are whole and count nothing else, and words of contests stand beside them.
"""

from __future__ import annotations

from claims.text.grammar.lexicon import listed
from claims.text.grammar.shapes import Shape
from claims.text.quantities.changes import has_change
from claims.text.quantities.digits import is_whole
from claims.text.quantities.levels import is_from
from claims.text.quantities.passages import Passage, Reading

_LARGEST = 1000
_BEFORE, _BEHIND = 40, 30  # characters within which a word of contests counts
_TALLY = Shape("W - for|of - W")  # went 3-for-4


def is_told_score(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell "won by 45 points to 24" from "rose 45 points to 3,024", where "to" joins the two."""
    if not _counts_scored(left) or right.unit or right.money_sign:
        return False
    return _is_countable(right) and not has_change(passage, left.start - 60, left.start)


def _counts_scored(reading: Reading) -> bool:
    """Tell whether a number counts what scores count: points, goals, votes."""
    noun = reading.bare_noun
    return (reading.unit if noun is None else noun.kind) in listed("numbers/neighbours", "scored")


def is_score(passage: Passage, pair: Reading) -> bool:
    """Tell "won 3-2" and "a 51-49 vote" from "5-10 people", "fell from 12 to 3"."""
    if pair.unit or not _is_countable(pair) or is_from(passage, pair):
        return False
    return _looks_like_score(passage, pair) or is_told_of_contest(passage, pair, _BEHIND)


def is_told_of_contest(passage: Passage, reading: Reading, behind: int = 0) -> bool:
    """Tell whether a word of contests stands before a reading, or that near `behind` it."""
    before = passage.has_near("SCORE", reading.start - _BEFORE, reading.start)
    return before or passage.has_near("SCORE", reading.end, reading.end + behind)


def _is_countable(reading: Reading) -> bool:
    """Tell whether its numbers are whole, and none larger than scores are."""
    ends = (reading.value, reading.value if reading.upper is None else reading.upper)
    return all(is_whole(end) and 0 <= end < _LARGEST for end in ends)


def _looks_like_score(passage: Passage, pair: Reading) -> bool:
    """Tell a record ("(3-2)"), a tally ("3-for-4") and a pair that does not rise ("3-2")."""
    is_falling = pair.upper is not None and pair.value >= pair.upper
    is_record = (passage.mark_before(pair), passage.mark_behind(pair)) == ("(", ")")
    return is_falling or is_record or _TALLY.between(passage.words, *pair.number) is not None
