"""Spelled numbers that count nothing: the pronoun "one", "twice" and "half" said of no amount.

In comes a reading in its sentence with the signs beside it; out comes whether it is a pronoun, a
multiple or a share.
"""

from __future__ import annotations

from claims.text.quantities.dated import CHANGE
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.words import Signs
from claims.text.quantities.written import Form

SPELLED_SIGNS = Signs(
    # the other one, a positive one
    that_one=(
        "the|this|that|which|each|every|any|no|same|another|other|a|an|some n=NUM",
        "new|big|good|negative|positive|last|next|first n=NUM",
    ),
    any_one=("no|any|every|each|which n=NUM",),
    one_day=(
        "n=NUM day|time|thing|another|way|by|after",
        "n=NUM '|'s",
        "n=NUM - !W",
        "n=NUM - NUM|CD",
    ),
    of=("n=NUM of",),
    # one to two, one in every five, ten to one
    paired=(
        "n=NUM ,? -? to|or|in|over -? every? NUM|CD",
        "n=NUM ,? -? out of -? every? NUM|CD",
        "NUM|CD -? to -? n=NUM",
    ),
    harmed=("HARM ( at least )? n=NUM &.|,|;|and|other|others|more|END",),  # killed one and
    the=("the|these|those|all n=NUM",),
    # the three of them, the two-thirds, the three $5 million prizes, the three or six months
    counted=("n=NUM of|-", "n=NUM IN-MONEY", "n=NUM or|to NUM|CD"),
    part=(
        "by|about|around|nearly|almost|than|over|under|up|down|least|to|from|only|just n=NUM",
        "shy|short of n=NUM",
    ),
    changed=(f"{CHANGE} n=NUM",),
    half_of=(
        "n=NUM of|as|the|its|his|her|their|all|that|this|those|these|our|my|your|a|an|to",
        "n=NUM W 's|'",
    ),
    # a third of them, a third fewer, a quarter off, a quarter to a third
    share_of=(
        "n=NUM of|off|more|less|fewer|higher|lower|larger|smaller|bigger|cheaper|faster",
        "n=NUM to|or a|an|one|two|half|ARTICLE|ONE",
    ),
    half_time=(
        "first|second|other|final|last|latter|better|early|past|this|that n=NUM",
        "top|bottom|upper|lower|front|back|northern|southern|eastern|western n=NUM",
    ),
    multiple=(
        "n=NUM as many|much|likely|often",
        "n=NUM as W -? W? as",
        "n=NUM the|its|their|his|her|that|what|this|those|last|our|my",
    ),
)


def is_pronoun(passage: Passage, reading: Reading, signs: set[str]) -> bool:
    """Tell a pronoun from a count.

    "The two met", "the one", "one can see" from "one of the men", "just one area".
    """
    if _is_answer(passage, reading):
        return True
    if reading.noun is None and _is_the(signs):
        return reading.value == 1 or not _leads_to_noun(passage, reading)
    return reading.value == 1 and "paired" not in signs and _is_pronoun_one(reading, signs)


def _is_answer(passage: Passage, reading: Reading) -> bool:
    """Tell "Two, we will rebuild."."""
    is_first = reading.value <= 10 and not passage.before(reading.start)
    return is_first and passage.after(reading.number.end, 2) == ", "


def _is_the(signs: set[str]) -> bool:
    return "the" in signs and "counted" not in signs


def _leads_to_noun(passage: Passage, reading: Reading) -> bool:
    """Tell "the two most prominent women" from "the two met"."""
    return passage.tag_after(reading.end).startswith(("JJ", "NN", "RBS"))


def _is_pronoun_one(reading: Reading, signs: set[str]) -> bool:
    """Tell "the other one" and "one day" from "killed one and injured eight"."""
    if reading.noun is None and "harmed" in signs:
        return False
    if "of" in signs:
        return "any_one" in signs
    return reading.noun is None or not signs.isdisjoint(("that_one", "one_day"))


def is_multiple(passage: Passage, reading: Reading, signs: set[str]) -> bool:
    """Tell "twice as many", "threefold" and "double the price" from "told him twice"."""
    is_fold = passage.folded.endswith("fold", reading.start, reading.end)
    return "multiple" in signs or (is_fold and not passage.after(reading.end, 1).isalnum())


def is_share(passage: Passage, reading: Reading, signs: set[str]) -> bool:
    """Tell a share ("fell by a third", "half the crew") from an ordinal ("a third man")."""
    if passage.folded[slice(*reading.number)] == "half":  # "cut in half" counts nothing
        return "half_time" not in signs and not signs.isdisjoint(("half_of", "part"))
    is_sure = reading.form is not Form.ARTICLE or reading.value >= 1
    return is_sure or "share_of" in signs or _is_part(passage, reading, signs)


def _is_part(passage: Passage, reading: Reading, signs: set[str]) -> bool:
    """Tell the part "a third" from the third of many."""
    if "part" in signs and _is_alone_or_many(passage, reading):
        return True  # "less than a third", but "from a third party"
    written = passage.folded[slice(*reading.number)]
    if reading.noun is not None:
        return written.endswith("half") and _is_half_of(passage, reading)
    is_moment = written.endswith("quarter")
    return not is_moment and ("changed" in signs or not _goes_on(passage, reading))


def _is_half_of(passage: Passage, reading: Reading) -> bool:
    """Tell "a half turn" from "a half-measure"."""
    is_apart = passage.after(reading.number.end, 1) == " "
    return is_apart and not passage.is_plural(reading.noun)


def _is_alone_or_many(passage: Passage, reading: Reading) -> bool:
    return reading.noun is None or passage.is_plural(reading.noun)


def _goes_on(passage: Passage, reading: Reading) -> bool:
    """Tell whether a comma or a word follows."""
    after = passage.after(reading.number.end, 2)
    return after.startswith(",") or (after.startswith(" ") and after[1:].isalpha())
