"""Make frames of the nouns and phrases of a sentence that name a source without a verb of saying.

In comes the row of a sentence (`row`), out come the frames of "according to the ministry", "by the
army's count", "the minister's claim that", "citing police", and of "reportedly", which names
nobody. Polls, reports and plans that somebody speaks "in" or "under" are read by `polls`.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Span
from claims.text.attribution.frames import Frame, Place, around, stretches
from claims.text.attribution.mentions import Mention, agent_after, mention_after
from claims.text.attribution.polls import clause_bounds, poll_frames, series_end, under_plan
from claims.text.attribution.row import Row
from claims.text.attribution.sources import can_state, owner_of
from claims.text.attribution.subjects import subject_before
from claims.text.grammar.shapes import Shape
from claims.text.speech.cues import (
    CueClass,
    NounCue,
    PhraseCue,
    find_noun_cue,
    phrase_cues,
    words,
)

# What follows a noun that somebody states: "the claim that", "an estimate of"
_AMOUNT_FOLLOWS = {
    CueClass.ESTIMATING: frozenset(("of", "at", "by", "to", "for")),
    CueClass.INTENDING: frozenset[str](),
}
_OF = frozenset(("of", "at"))
_CLAUSE_FOLLOWS = Shape("THAT|INF|:", "&WHICH that")
_ITEM = Shape("~,|;+")
# also ", reportedly built by", and "; crews reportedly"
_PART_OPENS = Shape(";", ",? AND|THAT &( ~;|,*40 VERB )", ", &( ADV? PART )")
_EQUATED = Shape("VERB NOUN|PREP")
_ON_DAY = Shape("PREP? TIME ,")  # By reports on Saturday, 40 left
_OF_NOUN = Shape("&PREP of NOUN")


def crediting_frames(row: Row, *, is_told: bool) -> Iterator[Frame]:
    """Yield the frames of the nouns and phrases of a sentence.

    `is_told` where a verb names who says something.
    """
    yield from _phrases(row)
    for index in row.nouns:
        yield from _of_noun(row, index, is_told=is_told)


def _of_noun(row: Row, index: int, *, is_told: bool) -> Iterator[Frame]:
    """Yield the frames of one noun phrase."""
    word = row.head(index).text.lower()
    noun = find_noun_cue(word)
    if noun is not None:
        yield from _stated(row, index, noun)
        yield from poll_frames(row, index, noun, is_told=is_told)
    if word in words("provision"):
        yield from under_plan(row, index)
    yield from _rumoured(row, index)


def _phrases(row: Row) -> Iterator[Frame]:
    """Yield the frames of "according to" and the other phrases of `speech/phrases.txt`."""
    known = phrase_cues()
    spoken = tuple(token.text.lower() for token in row.tokens)
    for at, word in enumerate(spoken):
        here = (cue for cue in known.get(word, ()) if cue.stands_at(spoken, at))
        if cue := next(here, None):
            yield from _phrase(row, at, cue)


def _phrase(row: Row, at: int, cue: PhraseCue) -> Iterator[Frame]:
    last = at + len(cue.words) - 1
    span = Span(row.tokens[at].start, row.tokens[last].end)
    first_unit = row.unit_at(at)
    match cue.role:
        case "anonymous":
            regions = stretches(row, *_reported_part(row, first_unit))
            yield Frame(span, None, regions, cue.kind, Place.BESIDE)
        case "opening" if first_unit:
            return  # "40 miles per hour"
        case "possessor":
            yield from _by_count(row, first_unit, span)
        case _:
            yield from _according(row, Mention(first_unit, row.unit_at(last) + 1), span, cue)


def _reported_part(row: Row, adverb: int) -> tuple[int, int]:
    """Return the units that "reportedly" speaks for.

    Its part of the sentence, or what follows it: "the man of 28 stabbed reportedly [several
    people]".
    """
    is_of_object = row.kind(adverb - 1) in ("VERB", "PART") and row.kind(adverb + 1) == "NOUN"
    first = adverb if is_of_object else clause_bounds(row, adverb, _PART_OPENS)[0]
    return first, clause_bounds(row, adverb)[1]


def _according(row: Row, phrase: Mention, cue: Span, known: PhraseCue) -> Iterator[Frame]:
    """Yield the frame of "according to the ministry", "citing police"."""
    source = mention_after(row, phrase.last)
    is_cited = known.role == "citing"
    if source is None or (is_cited and not can_state(row, source.first)):
        return
    mention = Mention(phrase.first, source.last)
    regions = _set_into(row, mention)
    place = Place.CITED if is_cited else Place.BESIDE
    if regions:
        place = Place.BOUND
    else:
        regions = around(row, mention, _opening(row, phrase.first))
    yield Frame(cue, row.span(source.first, source.last), regions, known.kind, place)


def _set_into(row: Row, mention: Mention) -> tuple[Span, ...]:
    """Return what a phrase between commas speaks for that is set into a list or a clause.

    "62 dead, including, according to police, [54 children]", "5 died and, by early reports, [30
    were hurt]".
    """
    if row.kind(mention.first - 1) != "," or row.kind(mention.last) != ",":
        return ()
    before, behind = mention.first - 2, mention.last + 1
    if row.closing(before) == "including":
        return _next_item(row, behind)
    is_within = before > 0 and _is_open(row, before)
    return stretches(row, behind, series_end(row, mention.last)) if is_within else ()


def _next_item(row: Row, index: int) -> tuple[Span, ...]:
    """Return the member of a list that starts at a unit."""
    item = _ITEM.at(row.line, index)
    return stretches(row, index, item.last) if item else ()


def _is_open(row: Row, index: int) -> bool:
    """Tell what a clause goes on behind: "and[, by early reports,] 30 were hurt"."""
    return row.kind(index) == "AND" or row.closing(index) in ("had", "has", "have")


def _opening(row: Row, index: int) -> int:
    """Return the unit where the content of a phrase starts: a "that" before it, or the sentence.

    "The AP said that, [according to police], 40 died": not the AP's "said".
    """
    before = index - (row.kind(index - 1) == ",")
    is_that = row.kind(before - 1) in ("THAT", "WHICH") and row.words(before - 1) == ["that"]
    return index if is_that else 0


def _by_count(row: Row, unit: int, cue: Span) -> Iterator[Frame]:
    """Yield the frame of "by the agency's count", "in his view", "by one estimate"."""
    noun = _counting_noun(row, unit)
    owner = _counter(row, unit) if noun else None
    if noun is None or owner is None:
        return
    mention = Mention(unit, unit + 2)
    own = _set_into(row, mention)
    place = Place.BOUND if own else Place.BESIDE
    yield Frame(cue, owner, own or around(row, mention), noun.kind, place)


def _counting_noun(row: Row, unit: int) -> NounCue | None:
    """Return the noun of what somebody states behind "by", or of what he estimates behind "in"."""
    noun = find_noun_cue(row.head(unit + 1).text) if row.kind(unit + 1) == "NOUN" else None
    if noun is None or not noun.is_content:
        return None
    is_by = row.words(unit) == ["by"]
    return noun if is_by or noun.kind is CueClass.ESTIMATING else None


def _counter(row: Row, unit: int) -> Span | None:
    """Return whose count it is, which may be the noun itself: "by [one estimate]"."""
    owner = owner_of(row, unit + 1)
    if row.words(unit) != ["by"]:
        return owner
    is_unnamed = row.opening(unit + 1) in words("unnamed")
    is_itself = is_unnamed or (owner is None and _is_bare_plural(row, unit))
    return row.span(unit + 1, unit + 2) if is_itself else owner


def _is_bare_plural(row: Row, unit: int) -> bool:
    """Tell "by" and a noun that are set off.

    For example "40, by early reports, left", but not "was outraged by reports of it".
    """
    if row.kind(unit - 1) in ("VERB", "PART") or row.tags(unit + 1)[0] in ("DT", "PRP$"):
        return False
    return row.head(unit + 1).tag == "NNS" and _is_closed(row, unit)


def _is_closed(row: Row, unit: int) -> bool:
    """Tell "by" and a noun before a mark, or at the head of a sentence before its day."""
    if row.kind(unit + 2) in ("", ",", ".", "-", ";", "CLOSE"):
        return True
    return unit == 0 and _ON_DAY.at(row.line, unit + 2) is not None


def _stated(row: Row, index: int, noun: NounCue) -> Iterator[Frame]:
    """Yield the frame of a noun of saying with "that".

    "the minister's claim that 40 died", "claims by the rebels that", "voiced fears that".
    """
    if not noun.is_content or index + 1 >= len(row):
        return
    is_by = row.words(index + 1) in (["by"], ["from"])
    if is_by and (agent := agent_after(row, index + 2)):
        yield from _stated_by(row, index, agent, noun)
    else:
        yield from _stated_after(row, index, noun)


def _stated_after(row: Row, index: int, noun: NounCue) -> Iterator[Frame]:
    """Yield the frame of "the minister's claim that 40 died", "voiced fears that"."""
    after = index + 1
    after += row.kind(after) == "TIME"  # "the city's pledge [last year] to"
    is_equated = _is_equated(row, after, noun)
    content = stretches(row, after + is_equated, len(row))
    owner = owner_of(row, index)
    if owner and (is_equated or _is_content_start(row, after, noun)):
        yield Frame(_head_span(row, index), owner, content, noun.kind)
    elif row.words(after) == ["that"]:
        yield from _unowned(row, index, noun, content)


def _head_span(row: Row, index: int) -> Span:
    head = row.head(index)
    return Span(head.start, head.end)


def _stated_by(row: Row, index: int, agent: Mention, noun: NounCue) -> Iterator[Frame]:
    """Yield the frame of "claims by the rebels that"."""
    if _is_content_start(row, agent.last + (row.kind(agent.last) == ","), noun):
        content = stretches(row, agent.last, len(row))
        yield Frame(_head_span(row, index), row.span(agent.first, agent.last), content, noun.kind)


def _unowned(row: Row, index: int, noun: NounCue, content: tuple[Span, ...]) -> Iterator[Frame]:
    """Yield the frame of "voiced fears that 40 died" and "the claim that 40 died".

    Whose it is stands only there.
    """
    source = subject_before(row, index - 1) if row.kind(index - 1) == "VERB" else None
    if source is not None:
        is_nobody = row.closing(source.first) in words("nobody")
        named = None if is_nobody else row.span(source.first, source.last)
        kind = CueClass.DENYING if _is_denying(row, index - 1) else noun.kind
        yield Frame(row.span(index - 1, index + 1), named, content, kind)
    elif noun.kind is CueClass.CLAIMING:
        # "The claim that 40 died was withdrawn": somebody's, and not the outlet's
        yield Frame(_head_span(row, index), None, content, noun.kind, Place.CITED)


def _is_denying(row: Row, verb: int) -> bool:
    """Tell a verb that denies what a noun states: "[dismissed] reports that"."""
    cue = row.verb_cue(verb)
    return cue is not None and cue.kind is CueClass.DENYING


def _is_equated(row: Row, at: int, noun: NounCue) -> bool:
    """Tell an estimate before what it is: "The ministry's estimate [is] 40"."""
    is_be = row.closing(at) in words("be") and _EQUATED.at(row.line, at) is not None
    return noun.kind is CueClass.ESTIMATING and is_be


def _is_content_start(row: Row, at: int, noun: NounCue) -> bool:
    """Tell where the content of a noun starts: "the claim [that]", "an estimate [of]"."""
    if row.kind(at) == "PREP":
        return row.opening(at) in _AMOUNT_FOLLOWS.get(noun.kind, _OF)
    return _CLAUSE_FOLLOWS.at(row.line, at) is not None


def _rumoured(row: Row, index: int) -> Iterator[Frame]:
    """Yield the frame of "a [reported] 40 dead", "a [reported] total of 40".

    Somebody says so, and nobody is named.
    """
    unit = row.units[index]
    before = row.tokens[unit.first : unit.head]
    cue = next((token for token in before if token.text.lower() in words("rumoured")), None)
    if cue is None:
        return
    last = index + 3 if _OF_NOUN.at(row.line, index + 1) else index + 1
    region = Span(cue.end, row.end(last - 1))
    yield Frame(Span(cue.start, cue.end), None, (region,), CueClass.SAYING, Place.CITED)
