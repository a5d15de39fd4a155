"""Shares and multiples.

For example "one in five", "nine out of every ten", "two thirds of voters", "twice as many",
"threefold".

In come the readings of a sentence; out they go with "A in B" merged into the share A/B, with the
dimension "share" on fractions of something, and "multiple" on how many times as much. A share has
no unit: the noun that it is a share of is what it is about.
"""

from __future__ import annotations

import re

from claims.model import Span
from claims.text.quantities.digits import divide, is_whole
from claims.text.quantities.numerals import Form
from claims.text.quantities.reading import Passage, Reading
from claims.text.quantities.units import unit_named

_PARTS = (Form.FRACTION, Form.ARTICLE)
_IN = re.compile(
    r"[ ](?:in|out[ ]of)[ ](?P<every>every[ ])?|[ ]of[ ](?P<of_every>every[ ])|-in-|[ "
    r"](?P<over>over)[ ]"
)
_BARE_AFTER = re.compile(r"[ ]?[.,;:)]|[ ](?!of\b|to\b)|$")
_WICKETS_BEFORE = re.compile(r"\d for $")  # 329 for 8 in 50 overs
_TIMES_AS = re.compile(
    r"""
    [ ](?: as | more | less | the | higher | larger | bigger | greater | faster | longer | lower | better | worse
      | stronger | its | their | his | her | that | what | over | earnings | book | sales | revenue | profits? | normal
      | annual | ebitda | turnover | salary | income | gdp | forward | expected
      | last[ ][a-z]+['’]s      # three times last year's, but "three times last year"
    )\b
    """,
    re.VERBOSE,
)


def join_shares(passage: Passage, readings: list[Reading]) -> list[Reading]:
    """Merge "one in five" into one share."""
    joined: list[Reading] = []
    for reading in readings:
        if joined and _is_share(passage, joined[-1], reading):
            left = joined[-1]
            left.value, left.form = divide(left.value, reading.value), Form.FRACTION
            left.number = Span(left.number.start, reading.number.end)
            left.noun, left.end = reading.noun or left.noun, reading.end
            left.dimension = "share"
        else:
            joined.append(reading)
    return joined


def _is_share(passage: Passage, left: Reading, right: Reading) -> bool:
    if (
        left.unit
        or right.unit
        or left.form not in (Form.WORDS, Form.DIGITS)
        or left.upper
        or right.upper
    ):
        return False
    if _has_noun_between(passage, left, right):
        return True
    link = _IN.fullmatch(passage.folded, left.end, right.start)
    if link is None or right.value == 0 or not is_whole(left.value) or not is_whole(right.value):
        return False
    if link["over"]:  # "one over three"
        return right.noun is None and passage.end - right.end <= 1
    if not 0 < left.value < right.value or _WICKETS_BEFORE.search(passage.before(left.start, 12)):
        return False
    if link.group() == " out of " and _is_set(passage, left, right):
        return False
    is_round = right.value in (10, 100, 1000) or " out of " in link.group()
    return (
        is_round
        or left.form == right.form
        or bool(link["every"] or link["of_every"])
        or left.value == 1
    )


def _is_set(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell things that were counted out from a share.

    "17 out of 18 of the districts" from "nine out of ten".
    """
    is_base = right.value <= 10 or right.value in (100, 1000, 10_000)
    is_definite = passage.folded.startswith(
        (" of the ", " of its ", " of their ", " of those "), right.end
    )
    return is_definite or (not is_base and left.value > 1)


def _has_noun_between(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell "one household in five" and "two people in ten" from "one man in a group of five"."""
    if (
        left.noun is None
        or right.noun is not None
        or left.form is not Form.WORDS
        or not left.value < right.value
    ):
        return False
    is_bare = _BARE_AFTER.match(passage.folded, right.end, passage.end) is not None
    return is_bare and passage.folded[left.noun.end : right.start] in (
        " in ",
        " in every ",
        " out of ",
    )


def name_dimension(passage: Passage, reading: Reading) -> None:
    """Mark fractions of something as shares.

    And "three times as many" and "threefold" as multiples.
    """
    if reading.form is Form.MULTIPLE:
        reading.unit, reading.dimension = "time", "multiple"
    elif reading.unit == "time":
        # not "4x", "tenfold"
        is_word = passage.folded.endswith(("time", "times"), reading.start, reading.end)
        is_count = is_word and not _TIMES_AS.match(passage.folded, reading.end)
        reading.dimension = "count" if is_count else "multiple"
    elif 0 < reading.value < 1 and reading.form in _PARTS and reading.dimension in ("", "count"):
        reading.dimension = "share"
    is_halved = (
        reading.form is Form.ARTICLE
        and reading.noun is not None
        and reading.noun.start == reading.number.end + 1
    )
    if (
        reading.dimension == "share"
        and reading.form in _PARTS
        and not is_halved
        and unit_named(reading.unit) is None
    ):
        reading.unit = ""  # two thirds of the island are no islands
