"""Make frames of the nouns and phrases of a sentence that name a source without a verb of saying.

In comes the row of a sentence (`clauses`), out come the frames of "according to the ministry",
"by the army's count", "the minister's claim that", "in a survey of 1,050 households", "citing
police", and of "reportedly", which names nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from claims.model import Span
from claims.text.attribution.clauses import Row
from claims.text.attribution.frames import Frame, Place, around, stretches
from claims.text.attribution.mentions import (
    Mention,
    agent_after,
    can_state,
    is_share,
    mention_after,
)
from claims.text.attribution.subjects import subject_before
from claims.text.speech.cues import (
    CueClass,
    NounCue,
    PhraseCue,
    find_noun_cue,
    find_verb_cue,
    phrase_cues,
    words,
)

# What follows a noun that somebody states: "the claim that", "an estimate of"
_CLAUSE_FOLLOWS = frozenset("SI:")
_AMOUNT_FOLLOWS = {
    CueClass.ESTIMATING: frozenset(("of", "at", "by", "to", "for")),
    CueClass.INTENDING: frozenset[str](),
}
_CLAUSE_OPENS = re.compile(r",?[CS](?=[^;,]{0,40}V)")
_SERIES = re.compile(r";[RC]*")
_ITEM = re.compile(r"[^,;]+")
# also ", reportedly built by", and "; crews reportedly"
_PART_OPENS = re.compile(r";|,?[CS](?=[^;,]{0,40}V)|,(?=R?G)")
_TO_BE = frozenset(("is", "was", "are", "were"))
_OF = frozenset(("of", "at"))


def crediting_frames(row: Row, *, is_told: bool) -> Iterator[Frame]:
    """Yield the frames of the nouns and phrases of a sentence.

    `is_told` where a verb names who says something.
    """
    spoken = [token.text.lower() for token in row.tokens]
    for at, word in enumerate(spoken):
        for cue in phrase_cues().get(word, ()):
            if tuple(spoken[at : at + len(cue.words)]) == cue.words:
                yield from _phrase(row, at, cue)
                break
    for index, unit in enumerate(row.units):
        if unit.kind == "N":
            yield from _of_noun(row, index, is_told=is_told)


def _of_noun(row: Row, index: int, *, is_told: bool) -> Iterator[Frame]:
    """Yield the frames of one noun phrase."""
    if noun := find_noun_cue(row.head(index).text):
        yield from _stated(row, index, noun)
        yield from _in_poll(row, index)
        if (
            not is_told
            and noun.is_issued
            and (noun.kind is not CueClass.SAYING or noun.noun == "report")
        ):
            yield from _in_report(row, index)
    if row.head(index).text.lower() in words("provision"):
        yield from _under(row, index)
    yield from _rumoured(row, index)


def _phrase(row: Row, at: int, cue: PhraseCue) -> Iterator[Frame]:
    last = at + len(cue.words) - 1
    span = Span(row.tokens[at].start, row.tokens[last].end)
    first_unit, last_unit = row.unit_at(at), row.unit_at(last)
    if cue.role == "anonymous":
        first, last = _clause(row, first_unit, _PART_OPENS)[0], _clause(row, first_unit)[1]
        if (
            first_unit
            and row.shape[first_unit - 1] in "VG"
            and row.shape[first_unit + 1 : first_unit + 2] == "N"
        ):
            first = first_unit  # "the man of 28 stabbed reportedly [several people]"
        yield Frame(span, None, stretches(row, first, last), cue.kind, Place.BESIDE)
    elif cue.role == "opening" and first_unit:
        return  # "40 miles per hour"
    elif cue.role == "possessor":
        yield from _by_count(row, first_unit, span)
    elif (source := mention_after(row, last_unit + 1)) and (
        cue.role != "citing" or can_state(row, source.first)
    ):
        place = Place.CITED if cue.role == "citing" else Place.BESIDE
        mention = Mention(first_unit, source.last)
        own = _set_into(row, mention)
        regions = own or around(row, mention, _opening(row, first_unit))
        yield Frame(
            span,
            row.span(source.first, source.last),
            regions,
            cue.kind,
            Place.BOUND if own else place,
        )


def _set_into(row: Row, mention: Mention) -> tuple[Span, ...]:
    """Return what a phrase between commas speaks for.

    It is set into a list, or before its own part of a clause.

    "62 dead, including, according to police, [54 children]", "5 died and, by early reports, [30
    were hurt]".
    """
    if not row.shape.endswith(",", 0, mention.first) or not row.shape.startswith(",", mention.last):
        return ()
    before = mention.first - 2
    if before >= 0 and row.words(before)[-1] == "including":
        item = _ITEM.match(row.shape, mention.last + 1)
        return stretches(row, mention.last + 1, item.end()) if item else ()
    is_part = before > 0 and (
        row.shape[before] == "C" or row.words(before)[-1] in ("had", "has", "have")
    )
    return stretches(row, mention.last + 1, _stop(row, mention.last)) if is_part else ()


def _opening(row: Row, index: int) -> int:
    """Return the unit where a phrase's content starts.

    After "that" in "The AP said that, according to ...", or 0.
    """
    before = index - (index > 0 and row.shape[index - 1] == ",")
    return (
        index
        if before and row.shape[before - 1] in "SW" and row.words(before - 1) == ["that"]
        else 0
    )


def _by_count(row: Row, unit: int, cue: Span) -> Iterator[Frame]:
    """Yield the frame of "by the agency's count", "in his view", "by one estimate"."""
    if row.shape[unit + 1 : unit + 2] != "N":
        return
    noun = find_noun_cue(row.head(unit + 1).text)
    is_by = row.words(unit) == ["by"]
    if noun is None or not noun.is_content or not (is_by or noun.kind is CueClass.ESTIMATING):
        return
    owner = owner_of(row, unit + 1)
    is_bare = owner is None and _is_bare_plural(row, unit)
    if is_by and (row.words(unit + 1)[0] in words("unnamed") or is_bare):
        owner = row.span(unit + 1, unit + 2)
    if owner is not None:
        own = _set_into(row, Mention(unit, unit + 2))
        place = Place.BOUND if own else Place.BESIDE
        yield Frame(cue, owner, own or around(row, Mention(unit, unit + 2)), noun.kind, place)


def _is_bare_plural(row: Row, unit: int) -> bool:
    """Do "by" and a noun stand set off here?

    For example "40, by early reports, left", but not "was outraged by reports of it".
    """
    noun = row.units[unit + 1]
    is_plural = row.head(unit + 1).tag == "NNS" and row.tokens[noun.first].tag not in ("DT", "PRP$")
    is_closed = row.shape[unit + 2 : unit + 3] in ("", ",", ".", "-", ";", ")") or (
        unit == 0
        and row.shape.startswith(("PT,", "T,"), unit + 2)  # "By reports on Saturday, 40 left"
    )
    return is_plural and is_closed and row.shape[unit - 1 : unit] not in ("V", "G")


def owner_of(row: Row, index: int) -> Span | None:
    """Return the owner in "the agency's count" or "his claim"."""
    unit = row.units[index]
    for at in range(unit.head - 1, unit.first - 1, -1):
        token = row.tokens[at]
        if token.tag == "POS" and at > unit.first:
            return Span(row.tokens[unit.first].start, row.tokens[at - 1].end)
        if token.tag == "PRP$":
            return Span(token.start, token.end)
    return None


def _stated(row: Row, index: int, noun: NounCue) -> Iterator[Frame]:
    """Yield the frame of a noun of saying with "that".

    "the minister's claim that 40 died", "claims by the rebels that", "voiced fears that".
    """
    after = index + 1
    if not noun.is_content or after >= len(row.units):
        return
    token = row.head(index)
    cue = Span(token.start, token.end)
    if row.words(after) in (["by"], ["from"]) and (agent := agent_after(row, after + 1)):
        if _opens_content(row, agent.last + row.shape.startswith(",", agent.last), noun):
            content = stretches(row, agent.last, len(row.units))
            yield Frame(cue, row.span(agent.first, agent.last), content, noun.kind)
        return
    after += row.shape[after] == "T"  # "the city's pledge [last year] to"
    is_equated = _is_equated(row, after, noun)
    content = stretches(row, after + is_equated, len(row.units))
    if (is_equated or _opens_content(row, after, noun)) and (owner := owner_of(row, index)):
        yield Frame(cue, owner, content, noun.kind)
    elif after < len(row.units) and row.words(after) == ["that"]:
        yield from _unowned(row, index, noun, content)


def _unowned(row: Row, index: int, noun: NounCue, content: tuple[Span, ...]) -> Iterator[Frame]:
    """Yield the frame of "voiced fears that 40 died" and "the claim that 40 died".

    Whose it is stands only there.
    """
    if row.shape[:index].endswith("V") and (source := subject_before(row, index - 1)):
        verb = find_verb_cue([word.text for word in row.tokens], row.units[index - 1].head)
        # "dismissed reports that"
        kind = CueClass.DENYING if verb and verb.kind is CueClass.DENYING else noun.kind
        named = (
            None
            if row.words(source.first)[-1] in words("nobody")
            else row.span(source.first, source.last)
        )
        yield Frame(row.span(index - 1, index + 1), named, content, kind)
    elif (
        noun.kind is CueClass.CLAIMING
    ):  # "The claim that 40 died was withdrawn": somebody's, and not the outlet's
        token = row.head(index)
        yield Frame(Span(token.start, token.end), None, content, noun.kind, Place.CITED)


def _is_equated(row: Row, at: int, noun: NounCue) -> bool:
    """Does an estimate stand before what it is: "The ministry's estimate [is] 40"?"""
    is_be = row.shape.startswith(("VN", "VP"), at) and row.words(at)[-1] in _TO_BE
    return noun.kind is CueClass.ESTIMATING and is_be


def _opens_content(row: Row, at: int, noun: NounCue) -> bool:
    """Does the content of a noun start here: "the claim [that]", "an estimate [of]"?"""
    opening = row.shape[at : at + 1]
    if opening == "P":
        return row.words(at)[0] in _AMOUNT_FOLLOWS.get(noun.kind, _OF)
    return opening in _CLAUSE_FOLLOWS or (opening == "W" and row.words(at) == ["that"])


def _in_poll(row: Row, index: int) -> Iterator[Frame]:
    """Yield the frame of "in a survey of 1,050 households, 64 percent ..."."""
    head = row.head(index)
    noun = head.text.lower()
    if noun not in words("poll") | words("average"):
        return
    first = index
    # "a Herald | city poll", but "in Selby [the average]"
    while first and row.shape[first - 1] == "N" and not row.opens_phrase(first):
        first -= 1
    mention = mention_after(row, first)
    if not first or row.words(first - 1) != ["in"] or mention is None or mention.last <= index:
        return
    opens = first == 1
    article = row.words(first)[0]
    is_named = any(
        token.tag == "NNP" for token in row.tokens[row.units[first].first : row.units[index].head]
    )
    is_last = article == "the" and row.shape[mention.last : mention.last + 1] in (",", ".", ";")
    # not "leads in the polls", nor "sat in the study of his house"
    if noun in words("average") and not is_named:  # "on average", "in an average year"
        return
    if not opens and (
        head.tag == "NNS" or not (is_named or is_last or article in ("a", "an", "one", "another"))
    ):
        return
    start, end = (0, _stop(row, mention.last)) if opens else _clause(row, index)
    regions = around(row, Mention(first - 1, mention.last), start, end)
    yield Frame(
        row.span(first - 1, first),
        row.span(first, mention.last),
        regions,
        CueClass.FINDING,
        Place.BESIDE,
    )


def _stop(row: Row, index: int) -> int:
    """Return where a poll stops speaking.

    At a semicolon that no further share stands behind, or the end.
    """
    for stop in _SERIES.finditer(row.shape, index):
        if not (stop.end() < len(row.units) and is_share(row, stop.end())):
            return stop.start()
    return len(row.units)


def _in_report(row: Row, index: int) -> Iterator[Frame]:
    """Yield the frame of "In a report of the board, 143 houses were damaged".

    Nobody else says so there.
    """
    mention = mention_after(row, index)
    is_several = row.head(index).tag == "NNS" and "NNP" not in {
        token.tag for token in row.tokens[: row.units[index].last]
    }
    opens = index == 1 and row.words(0) == ["in"] and not is_several  # not "in other results"
    if (
        not opens
        or mention is None
        or row.head(index).text.lower() in words("poll") | words("average")
    ):
        return
    end = _stop(row, index)
    comma = row.shape.find(",", index, end)
    if comma < 0 or "V" not in row.shape[comma:end]:
        return
    last = min(mention.last, comma)
    regions = stretches(row, comma + 1, end)
    yield Frame(row.span(0, 1), row.span(1, last), regions, CueClass.FINDING, Place.BESIDE)


def _rumoured(row: Row, index: int) -> Iterator[Frame]:
    """Yield the frame of "a [reported] 40 dead", "a [reported] total of 40".

    Somebody says so, and nobody is named.
    """
    unit = row.units[index]
    cues = [
        token
        for token in row.tokens[unit.first : unit.head]
        if token.text.lower() in words("rumoured")
    ]
    if not cues:
        return
    is_counted = row.shape.startswith("PN", index + 1) and row.words(index + 1) == ["of"]
    last = index + 3 if is_counted else index + 1
    region = Span(cues[0].end, row.end(last - 1))
    yield Frame(Span(cues[0].start, cues[0].end), None, (region,), CueClass.SAYING, Place.CITED)


def _under(row: Row, index: int) -> Iterator[Frame]:
    """Yield the frame of "Under the mayor's plan, 40 schools would close".

    Whoever says so is the outer source.
    """
    mention = mention_after(row, index)
    at_head = index == 1 or (index > 1 and row.shape[index - 2] in ",S")
    if not index or row.words(index - 1) != ["under"] or not at_head or mention is None:
        return
    comma = row.shape.find(",", index)
    # what follows the comma is the clause, no apposition
    last = min(mention.last, comma) if comma > 0 else mention.last
    regions = around(row, Mention(index - 1, last), *_clause(row, index))
    yield Frame(
        row.span(index - 1, index), row.span(index, last), regions, CueClass.INTENDING, Place.CITED
    )


def _clause(row: Row, index: int, opens: re.Pattern[str] = _CLAUSE_OPENS) -> tuple[int, int]:
    """Return the units of the clause that a unit stands in."""
    bounds = [0, *(bound.end() for bound in opens.finditer(row.shape)), len(row.units)]
    at = bisect_right(bounds, index)
    return bounds[at - 1], bounds[at]
