"""The direction of a change: "rose 5%", "fell by 300", "up 2%", "a drop of 4 points", "34% higher", "-1.3%".

In comes a reading in its sentence with those before it; its trend is set where a verb, a noun or an
adverb of `numbers/trends.txt` governs it, or a sign does. A level reached ("rose to 50", "fell from
12 to 3") is no change and gets none. It reads across the clause: adverbs, the object and "by" may
stand between ("raised its key rate by 25 basis points").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from claims.model import Trend
from claims.text.grammar.lexicon import any_of, listed
from claims.text.grammar.tagger import VERBS
from claims.text.quantities.particles import belongs_to_verb
from claims.text.quantities.reading import Passage, Reading
from claims.text.quantities.units import CENTS

_FILE = "numbers/trends"
# Between a word of change and its number: adverbs ("sharply", "another"), hedges, "by".
_FILLERS = (
    r"(?:(?:[a-z]+ly|another|a further|further|some|just|only|even|still|by|an?[ ][a-z]+|a|an|the|as much as|over|under"
    r"|more than|less than|up to|about|around|almost|at least|well|far|most recently|on average)[ ]){0,3}?"
)
# Words that end the noun phrase an amount begins: "5% to boost sales", "a 5% stake after the rise".
_LINKING = r"(?:to|and|or|of|in|for|from|after|before|on|by|with|at|as|amid|despite|during|since|when|that|the|an?)"
# With a number of things an adverb needs this before it: they are up 12, but somebody dug up 12.
_IS = r"(?:^|\b(?:is|was|are|were|be|been|ended|closed|stood)[ ]|[,(–—-][ ]?)"
# What a pattern of `_before` cannot do without; looking for it first is much faster.
_NEEDED = {"by": " by ", "noun of": " of "}
_TO_A_LEVEL = re.compile(
    r"\bto[ ](?:just|about|around|only|almost|nearly|as much as|as low as|as high as|a|an)?[ ]?$"
)
_PRICED = frozenset(("share", "points"))
_SAME_CHANGE = re.compile(r",? or |,? \(|, ")
_LISTS = re.compile(r"(?:,|\band|\bby)[ ]$")
# "rose above 50" tells a level, "fell well short of 50" a shortage, "$9 million pumped into" what
# was done.
_LEVEL_WITHIN = re.compile(
    r"(?:well[ ]|far[ ]|just[ ])?(?:above|below|beyond|past|within)\b|.*\b(?:short|shy)[ ]of\b"
)
_NO_CHANGE_BEHIND = re.compile(r"[ ](?:into|short|shy)\b")
_SPAN_BEHIND = re.compile(
    r"[ ](?:before|after|ago|earlier|later|prior|from|since|old)\b"
)  # fell two days before
_PART_BEHIND = re.compile(
    r"[ ](?:of[ ](?!its|their|his|her|our)|to[ ][\d.]+(?:%|[ ]per))"
)  # gained 5% of the vote


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    verbs, prices = any_of(_FILE, "rise", "fall"), any_of(_FILE, "rise_price", "fall_price")
    objects = any_of(_FILE, "rise_price", "fall_price", "rise_object", "fall_object")
    nouns, adverbs = (
        any_of(_FILE, "rise_noun", "fall_noun"),
        any_of(_FILE, "rise_adverb", "fall_adverb"),
    )
    states = any_of(_FILE, "rise_adverb", "fall_adverb", "fall_state")
    comparatives = any_of(_FILE, "rise_comparative", "fall_comparative")
    # The words of an object, but not those of another clause: "increase would be offset by",
    # "rising and lead by".
    few_words = r"(?:[ ](?!(?:and|but|or|would|will|be|is|are|was|were|been|has|have|had|which|that|who|while)\b)"
    few_words += r"[^\s\d.;:!?,–—]+){0,8}?"
    return {
        "verb": re.compile(rf"\b(?P<word>{verbs})[ ]{_FILLERS}$"),  # rose sharply by 5%
        "adverb before": re.compile(rf"\b(?P<word>{adverbs})[ ]{_FILLERS}$"),  # prices up 5%
        "is up": re.compile(
            rf"{_IS}(?P<word>{states})[ ]{_FILLERS}$"
        ),  # membership is up 12, takings are off $9
        "price verb": re.compile(rf"\b(?P<word>{objects})[ ](?!by[ ]){_FILLERS}$"),  # gained 5%
        "by": re.compile(
            rf"\b(?P<word>{verbs}|{prices})\b(?![ ](?:from|to)\b){few_words},?[ ]by[ ]{_FILLERS}$"
        ),
        # a drop of 5%; an increase in sales of 5%
        "noun of": re.compile(
            rf"\b(?P<word>{nouns})s?(?:[ ](?:in|for|to){few_words})?[ ]of[ ]{_FILLERS}$"
        ),
        # a 5% rise; a 5% annual pay rise
        "noun": re.compile(rf"[ -](?:(?!{_LINKING}[ ])[a-z-]+[ ]){{0,2}}(?P<word>{nouns})\b"),
        # 45 points, or 0.6%, higher
        "behind both": re.compile(rf",[ ](?P<word>{comparatives}|up|down)(?![\w-])"),
        "adverb": re.compile(  # 34% higher; 5% up on May, but not "paid £5 up front"
            rf"[ ](?P<word>{comparatives}|(?:up|down)(?=[ ](?:on|from|at|since|compared|year)\b|[.,;)]|$))(?![\w-])"
        ),
    }


def trend(passage: Passage, readings: Sequence[Reading], at: int) -> None:
    """Set the trend of one reading; the readings before it have theirs already."""
    reading = readings[at]
    reading.trend = (
        _before(passage, reading)
        or _after(passage, reading)
        or _by_sign(passage, reading)
        or _shared(passage, readings, at)
    )
    found = _patterns()["behind both"].match(passage.folded, reading.end, passage.end)
    if (
        found is not None
        and at
        and not reading.trend
        and _is_same_change(passage, readings[at - 1], reading)
    ):
        reading.trend = readings[at - 1].trend = _direction(found["word"])


def is_verb_of_change(word: str) -> bool:
    """Tell whether a word in small letters is a form of a verb of change: "rose", "falling"."""
    kinds = (f"{way}{kind}" for way in ("rise", "fall") for kind in ("", "_price", "_object"))
    return any(word in listed(_FILE, kind) for kind in kinds)


def is_change(noun: str) -> bool:
    """Tell whether a noun in small letters names a change: "rise", "cut"."""
    return noun in listed(_FILE, "rise_noun") | listed(_FILE, "fall_noun")


def _before(passage: Passage, reading: Reading) -> Trend:
    before = passage.before(reading.start, 90)
    if _TO_A_LEVEL.search(before) or _is_level(passage, reading):
        return Trend.NONE
    names = ["verb", "by", "noun of", "is up"]
    if reading.dimension in ("share", "points", "money", "rate"):
        names.append("adverb before")
    if _moves_prices(reading):
        names.append("price verb")
    for name in names:
        if _NEEDED.get(name, "") not in before:
            continue
        found = _patterns()[name].search(before)
        if found is not None and not belongs_to_verb(
            before[: found.start("word")].split(), found["word"]
        ):
            return (
                Trend.NONE
                if _is_won(passage, reading, found["word"])
                else _direction(found["word"])
            )
    is_part = passage.after(reading.end, 4) == " of "
    return (
        _by_object(passage, reading) if reading.dimension in _PRICED and not is_part else Trend.NONE
    )


def _is_level(passage: Passage, reading: Reading) -> bool:
    """Tell a level, a shortage or a span of time from a change, whatever verb stands before."""
    after = passage.after(reading.end, 20)
    within = passage.folded[reading.start : reading.number.start]
    is_over = passage.before(reading.start, 6).endswith(" over ")  # climbed over six years
    is_span = reading.dimension == "time" and (is_over or _SPAN_BEHIND.match(after) is not None)
    return (
        is_span
        or _LEVEL_WITHIN.match(within) is not None
        or _NO_CHANGE_BEHIND.match(after) is not None
    )


def _is_won(passage: Passage, reading: Reading, word: str) -> bool:
    """Tell a share of the votes from a change: "gained 5% of the vote", "losing 54% to 46%"."""
    is_contest = (
        word in listed(_FILE, "rise_object") | listed(_FILE, "fall_object")
        and reading.unit == "percent"
    )
    return is_contest and _PART_BEHIND.match(passage.after(reading.end, 20)) is not None


def _by_object(passage: Passage, reading: Reading) -> Trend:
    """Read the verb whose object stands between it and the number: "cut its key rate 25 points"."""
    sentence = passage.parsed()
    token = sentence.token_at(reading.number.start)
    verb, amount = sentence.verb_of(token), sentence.chunk_at(token)
    if verb is None or amount is None:
        return Trend.NONE
    group = sentence.verb_groups[verb]
    run = sentence.chunks[
        group.chunk : amount + 1
    ]  # the verb, its object, what belongs to it, the amount
    is_bare = sentence.tokens[run[-1].first].start >= reading.start if run else False
    is_run = all(left.last == right.first and right.is_noun_phrase for left, right in pairwise(run))
    if not (is_bare and is_run and len(run) > 2 and run[1].kind == "NP"):
        return Trend.NONE
    word = sentence.tokens[group.head].text.lower()
    return _direction(word) if is_verb_of_change(word) else Trend.NONE


def _moves_prices(reading: Reading) -> bool:
    is_small_money = reading.dimension == "money" and (
        reading.unit in CENTS or abs(reading.value) < 100
    )
    return reading.dimension in _PRICED or is_small_money


def _after(passage: Passage, reading: Reading) -> Trend:
    if reading.dimension not in ("share", "points", "money") or not reading.unit:
        return Trend.NONE
    patterns = _patterns()
    found = patterns["noun"].match(passage.folded, reading.end, passage.end)
    found = found or patterns["adverb"].match(passage.folded, reading.end, passage.end)
    return _direction(found["word"]) if found else Trend.NONE


def _by_sign(passage: Passage, reading: Reading) -> Trend:
    """Take a signed percentage or number of points as the change it is in market reports."""
    if reading.dimension not in _PRICED or reading.upper is not None:
        return Trend.NONE
    if reading.value < 0 and not passage.folded[reading.start].isalpha():
        return Trend.FALL
    return Trend.RISE if passage.text[reading.start - 1 : reading.start] == "+" else Trend.NONE


def _shared(passage: Passage, readings: Sequence[Reading], at: int) -> Trend:
    """Give a reading the trend of the one before where they tell one change, or the same change of two things."""
    if not at or not readings[at - 1].trend:
        return Trend.NONE
    left, right = readings[at - 1], readings[at]
    is_shared = (
        _goes_on(passage, left, right)
        if left.unit == right.unit
        else _is_same_change(passage, left, right)
    )
    return left.trend if is_shared else Trend.NONE


def _is_same_change(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell the second form of one change: "up 0.25 points, or 0.01%", "1 degree (1.8 Fahrenheit)"."""
    if right.dimension != left.dimension and not {left.dimension, right.dimension} <= {
        "share",
        "points",
        "money",
    }:
        return False
    same = _SAME_CHANGE.fullmatch(passage.folded, left.end, right.start)
    return same is not None and ("(" not in same.group() or right.dimension == left.dimension)


def _goes_on(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell a change that goes on without its verb: "fell 3% in May, 4% in June and 5% in July"."""
    sentence = passage.parsed()
    if right.dimension not in _PRICED or not _LISTS.search(passage.before(right.start, 6)):
        return False
    between = sentence.tokens[sentence.token_at(left.end - 1) + 1 : sentence.token_at(right.start)]
    behind = sentence.tokens[sentence.token_at(right.end - 1) + 1 :][:1]
    is_own = bool(behind) and (
        behind[0].tag.startswith(("NN", "JJ", "RBR", "HYPH")) or behind[0].text == "of"
    )
    return not is_own and not any(
        token.tag in VERBS or token.text in (".", "to", "from") for token in between
    )


def _direction(word: str) -> Trend:
    word = re.sub(r"\s+", " ", word)
    kinds = ("rise", "rise_price", "rise_object", "rise_noun", "rise_adverb", "rise_comparative")
    is_rise = any(word in listed(_FILE, kind) for kind in kinds)
    return Trend.RISE if is_rise else Trend.FALL
