"""Rules for changes: percentages, points, multiples and margins that do not fit the two numbers beside them.

One sentence in, flags out. Only claims that stand in a fixed order with nothing but function words between them are
compared; whatever is phrased more freely is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.model import Flag
from claims.numbers.bounds import HUNDRED, Bounds, change, plain, severity, size
from claims.numbers.moves import Move, moves, pairs
from claims.numbers.sentences import Sentence, Spot
from claims.numbers.words import factors, pattern

# "from 200 to 150, a | 30 percent drop", "..., or | 25 percent", "... (| 25 percent)"
_THEN = re.compile(r"\s*[,;:–—-]?\s*(?:(?P<article>an?|the|its)|or|i\.e\.|\()\s*(?:of\s+)?", re.IGNORECASE)
# "from 1,210 to 1,480, an increase of | 22 percent"
_NOUN_FIRST = re.compile(r"\s*[,;:(–—-]?\s*(?:or\s+)?an?\s+(?P<noun>[a-z]+)\s+of\s+", re.IGNORECASE)
# "rose 20 percent | to 150 euros from 100 euros", "fell 25 percent, | from 200 to 150"
_FIRST = re.compile(r"\s*,?\s*(?:from|to)\s+", re.IGNORECASE)
_MARGIN_FIRST = re.compile(r"\s*[,:(–—-]\s*")
_SCORE = re.compile(r"\s+(?:to|versus|vs\.?)\s+|\s*[-–—]\s*", re.IGNORECASE)
_BY = re.compile(r"\bby\s+$", re.IGNORECASE)
_MORE_THAN = re.compile(r"\b(?:more than|over|at least)\s+$", re.IGNORECASE)
_ABOUT = re.compile(r"\s*(?:in\s+\w+\s*)?,?\s*(?:from|to)\s+$", re.IGNORECASE)
_ROUNDED_PERCENT = Decimal("0.5")  # "25 percent" is written for 24.6, and for 25.4
_POINTS = frozenset({"percentage point", "point"})
_TOLERATED_FACTOR = Decimal("0.25")
_TOLERATED_MARGIN = Decimal(1)  # two rounded shares can differ from their rounded difference by one


def check_percent_change(sentence: Sentence) -> Iterator[Flag]:
    """Compare "a P percent rise" with the two numbers that it is said of, and points with percent of percentages."""
    for move in moves(sentence):
        for spot, noun in _percents_of(move, sentence):
            if spot.claim.unit in _POINTS:
                yield from _points(move, spot)
            else:
                yield from _percent(move, spot)
                yield from _direction(move, spot, noun)


def _percents_of(move: Move, sentence: Sentence) -> Iterator[tuple[Spot, str]]:
    """Yield the shares that stand right after or before a change, with the noun that calls it a rise or a fall."""
    for spot in sentence.spots:
        if spot.claim.dimension not in ("share", "points") or spot.claim.value is None:
            continue
        gap = sentence.text[move.end : spot.start]
        named = _NOUN_FIRST.fullmatch(gap) if spot.start >= move.end else None
        if named and pattern("rise", "fall").fullmatch(named["noun"]):
            yield spot, named["noun"].lower()
        elif spot.start >= move.end and (joint := _THEN.fullmatch(gap)):
            noun = pattern("rise", "fall").match(sentence.after(spot)[:24].lstrip(" -"))
            if noun or not joint["article"]:
                yield spot, noun[0].lower() if noun else ""
        elif spot.end <= move.start and _FIRST.fullmatch(sentence.text[spot.end : move.start]):
            yield spot, ""


def _percent(move: Move, stated: Spot) -> Iterator[Flag]:
    def comparison(rounded: bool) -> tuple[Bounds, Bounds] | None:
        found, said = change(move.old.bounds(rounded), move.new.bounds(rounded)), stated.bounds(rounded)
        return None if found is None or said is None else (size(found).widened(_ROUNDED_PERCENT), size(said))

    level = severity(comparison)
    if not level:
        return
    percent = _change(move.old.value, move.new.value)
    sum_of = f"({plain(move.new.value)} − {plain(move.old.value)}) / {plain(move.old.value)} = {plain(percent)}%"
    points = abs(move.new.value - move.old.value)
    said = stated.bounds()
    if move.dimension == "share" and said and size(said).meets(Bounds(points, points).widened(_ROUNDED_PERCENT)):
        yield _flag(
            "percent for points",
            "error",
            f'"{stated.claim.surface}" is the difference in percentage points, not in percent',
            f"{plain(move.new.value)} − {plain(move.old.value)} = {plain(points)} points; {sum_of}",
            move,
            stated,
        )
    else:
        message = f'"{stated.claim.surface}" does not fit a change from {move.old.surface} to {move.new.surface}'
        yield _flag("percent change", level, message, f"{sum_of}, the text says {stated.claim.surface}", move, stated)


def _points(move: Move, stated: Spot) -> Iterator[Flag]:
    said = stated.bounds()
    difference = abs(move.new.value - move.old.value)
    near = Bounds(difference, difference).widened(_TOLERATED_MARGIN)
    if move.dimension == "share" and said and not size(said).meets(near):
        message = f'"{stated.claim.surface}" does not fit a change from {move.old.surface} to {move.new.surface}'
        shown = f"{plain(move.new.value)} − {plain(move.old.value)} = {plain(difference)} points"
        yield _flag("points", "error", message, shown, move, stated)


def _direction(move: Move, stated: Spot, noun: str) -> Iterator[Flag]:
    rises = move.new.value > move.old.value
    said = "rise" if pattern("rise").fullmatch(noun) else "fall"
    if noun and move.new.value != move.old.value and (said == "rise") != rises:
        message = f'"{noun}", but the number {"rises" if rises else "falls"}'
        shown = f"{plain(move.old.value)} → {plain(move.new.value)}"
        yield _flag("direction", "error", message, shown, move, stated)


def check_multiple(sentence: Sentence) -> Iterator[Flag]:
    """Compare "doubled from A to B" with B / A; a quarter either way is how loosely the verbs are used."""
    for move in moves(sentence):
        before = sentence.text[: move.start]
        verbs = list(pattern(*{f"times:{factor}" for factor in factors().values()}).finditer(before))
        if not verbs or not _ABOUT.fullmatch(before[verbs[-1].end() :]) or move.old.value <= 0:
            continue
        factor = factors()[verbs[-1][0].lower()]
        found = move.new.value / move.old.value
        low, high = factor * (1 - _TOLERATED_FACTOR), factor * (1 + _TOLERATED_FACTOR)
        if _MORE_THAN.search(before[: verbs[-1].start()]):
            low, high = (factor, Decimal("Infinity")) if factor > 1 else (Decimal(0), factor)
        if not low <= found <= high:
            message = f'"{verbs[-1][0]}" does not fit a change from {move.old.surface} to {move.new.surface}'
            shown = f"{plain(move.new.value)} / {plain(move.old.value)} = {plain(found)}"
            yield _flag("multiple", "warning", message, shown, move)


def check_margin(sentence: Sentence) -> Iterator[Flag]:
    """Compare "by N points, A to B" and "A to B, an N-point lead" with the difference of A and B."""
    for score in pairs(sentence, _SCORE):
        for spot in sentence.spots:
            if spot.claim.unit in _POINTS and spot.claim.value is not None and _is_margin(sentence, score, spot):
                yield from _margin(sentence, score, spot)


def _is_margin(sentence: Sentence, score: Move, margin: Spot) -> bool:
    if margin.end <= score.start:
        gap = sentence.text[margin.end : score.start]
        return bool(_MARGIN_FIRST.fullmatch(gap) and _BY.search(sentence.before(margin)))
    joint = _THEN.fullmatch(sentence.text[score.end : margin.start]) if score.end <= margin.start else None
    return bool(joint and joint["article"] and pattern("lead").match(sentence.after(margin).lstrip(" -")))


def _margin(sentence: Sentence, score: Move, margin: Spot) -> Iterator[Flag]:
    first, second = score.old.value, score.new.value
    difference = abs(first - second)
    said = margin.bounds()
    if said and not size(said).meets(Bounds(difference, difference).widened(_TOLERATED_MARGIN)):
        shown = f"{plain(max(first, second))} − {plain(min(first, second))} = {plain(difference)}"
        message = f'"{margin.claim.surface}" does not fit {sentence.text[score.start : score.end]}'
        yield _flag("margin", "error", message, f"{shown}, the text says {margin.claim.surface}", score, margin)


def _change(old: Decimal, new: Decimal) -> Decimal:
    return (new - old) / old * HUNDRED


def _flag(rule: str, severity: str, message: str, arithmetic: str, move: Move, *others: Spot) -> Flag:
    ids = dict.fromkeys(spot.claim.claim_id for spot in (move.old.spot, move.new.spot, *others))
    return Flag(rule, severity, message, arithmetic, tuple(ids))
