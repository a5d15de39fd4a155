"""Make frames of polls, reports and plans that a sentence speaks "in" or "under".

In comes the row of a sentence (`row`) with the place of a noun phrase, out come the frames of "in a
survey of 1,050 households, 64 percent ...", "In a report of the board, 143 houses were damaged",
"Under the mayor's plan, 40 schools would close". Where a verb says who speaks, a report does not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from claims.text.attribution.frames import Frame, Place, around, stretches
from claims.text.attribution.mentions import Mention, mention_after
from claims.text.attribution.row import Row
from claims.text.attribution.sources import is_share
from claims.text.grammar.shapes import Shape
from claims.text.speech.cues import CueClass, NounCue, words

_CLAUSE_OPENS = Shape(",? AND|THAT &( ~;|,*40 VERB )")
_SERIES = Shape("; ADV|AND*")
_STATED = Shape("~,* comma=, ~VERB* VERB")


def poll_frames(row: Row, index: int, noun: NounCue, *, is_told: bool) -> Iterator[Frame]:
    """Yield the frames of a noun phrase that names a poll or a report.

    `is_told` where a verb names who says something.
    """
    if row.head(index).text.lower() in words("poll") | words("average"):
        yield from _in_poll(row, index)
    elif not is_told and _is_issued(noun):
        yield from _in_report(row, index)


def _is_issued(noun: NounCue) -> bool:
    """Tell a document that speaks for whoever issued it."""
    is_spoken = noun.kind is CueClass.SAYING and noun.noun != "report"
    return noun.is_issued and not is_spoken


def _in_poll(row: Row, index: int) -> Iterator[Frame]:
    """Yield the frame of "in a survey of 1,050 households, 64 percent ..."."""
    first = _poll_start(row, index)
    mention = mention_after(row, first) if row.words(first - 1) == ["in"] else None
    if mention is None or mention.last <= index:
        return
    opens = first == 1
    if _is_poll_meant(row, first, index, mention.last, opens=opens):
        start, end = (0, series_end(row, mention.last)) if opens else clause_bounds(row, index)
        regions = around(row, Mention(first - 1, mention.last), start, end)
        source = row.span(first, mention.last)
        yield Frame(row.span(first - 1, first), source, regions, CueClass.FINDING, Place.BESIDE)


def _poll_start(row: Row, index: int) -> int:
    """Return where a poll's name starts: "a Herald | city poll", but "in Selby [the average]"."""
    first = index
    while row.kind(first - 1) == "NOUN" and not row.is_opened(first):
        first -= 1
    return first


def _is_poll_meant(row: Row, first: int, index: int, last: int, *, opens: bool) -> bool:
    """Tell one certain poll from "leads in the polls", "sat in the study of his house"."""
    is_named = _is_named(row, first, index)
    if not is_named and row.head(index).text.lower() in words("average"):  # "on average"
        return False
    return opens or (row.head(index).tag != "NNS" and (is_named or _is_one(row, first, last)))


def _is_one(row: Row, first: int, last: int) -> bool:
    """Tell one poll by its article: "in a poll", "in the survey," at the end of its clause."""
    article = row.opening(first)
    return article in words("single") or (article == "the" and row.kind(last) in (",", ".", ";"))


def _is_named(row: Row, first: int, index: int) -> bool:
    """Tell a poll with a name before its noun."""
    tokens = row.tokens[row.units[first].first : row.units[index].head]
    return any(token.tag == "NNP" for token in tokens)


def _in_report(row: Row, index: int) -> Iterator[Frame]:
    """Yield the frame of "In a report of the board, 143 houses were damaged".

    Nobody else says so there.
    """
    if index != 1 or row.words(0) != ["in"] or _is_several(row, index):
        return
    end = series_end(row, index)
    mention, stated = mention_after(row, index), _STATED.at(row.line, index, end)
    if mention is not None and stated is not None:
        comma = stated.at("comma")
        source = row.span(1, min(mention.last, comma))
        regions = stretches(row, comma + 1, end)
        yield Frame(row.span(0, 1), source, regions, CueClass.FINDING, Place.BESIDE)


def _is_several(row: Row, index: int) -> bool:
    """Tell documents of nobody in particular: "in other results"."""
    tags = {token.tag for token in row.tokens[: row.units[index].last]}
    return row.head(index).tag == "NNS" and "NNP" not in tags


def under_plan(row: Row, index: int) -> Iterator[Frame]:
    """Yield the frame of "Under the mayor's plan, 40 schools would close".

    Whoever says so is the outer source.
    """
    mention = mention_after(row, index)
    opens = index == 1 or row.kind(index - 2) in (",", "THAT")
    if row.words(index - 1) != ["under"] or not opens or mention is None:
        return
    # what follows the comma is the clause, no apposition
    last = min(mention.last, row.find(",", index))
    regions = around(row, Mention(index - 1, last), *clause_bounds(row, index))
    source = row.span(index, last)
    yield Frame(row.span(index - 1, index), source, regions, CueClass.INTENDING, Place.CITED)


def series_end(row: Row, index: int) -> int:
    """Return where a poll stops speaking: at a semicolon that no further share stands behind."""
    for stop in _SERIES.each(row.line, index):
        if stop.last == len(row) or not is_share(row, stop.last):
            return stop.first
    return len(row)


def clause_bounds(row: Row, index: int, opens: Shape = _CLAUSE_OPENS) -> tuple[int, int]:
    """Return the units [first, last) of the clause that a unit stands in."""
    bounds = [0, *(opening.last for opening in opens.each(row.line)), len(row)]
    at = bisect_right(bounds, index)
    return bounds[at - 1], bounds[at]
