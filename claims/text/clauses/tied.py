"""The noun that an amount hangs on or stands beside: "a price of $4", "Ann Lee, 2:05:46", "waves over 9 metres high".

In comes a measure in its clause; out goes the noun as the text has it, or nothing. What the clause
tells of is for `measured.py`.
"""

from __future__ import annotations

from claims.model import Trend
from claims.text.clauses.carried import Carried
from claims.text.clauses.wording import about_words, is_thing, noun, outer, start_of, words
from claims.text.grammar.plurals import singular
from claims.text.grammar.tagger import NOUNS
from claims.text.quantities.trends import is_change

_QUOTES = frozenset("\"“”'‘’")
_BRACKET = 6  # tokens of a conversion in brackets


def tied(carried: Carried, *, is_any: bool = False) -> str:
    """Read the noun that an amount hangs on: "a price [of $4]", "a group [worth $5]", "a rise of 5% [in wages]"."""
    for below, at in zip(carried.way, carried.way[1:], strict=False):
        word = carried.head_word(at)
        is_empty = word in about_words("through") or (
            not is_any
            and (
                word in about_words("dimension") or singular(word) in carried.quantity.unit.split()
            )
        )
        if is_empty or carried.relation(below) == "conj" or not is_thing(carried, at):
            continue
        if carried.sentence.chunks[at].last > carried.first:
            continue  # "$210 [a tonne]"
        changed = is_change(carried.head_word(at)) and _changed(carried, at)
        return changed or noun(carried, outer(carried, at))
    return _led_from(carried)


def beside(carried: Carried) -> str:
    """Read the noun right before an amount that describes it: "Ann Lee, 2:05:46,", "[waves] over 30 feet high"."""
    tokens, chunks = carried.sentence.tokens, carried.sentence.chunks
    before = chunks[carried.chunk].first - 1
    is_parted = before > 0 and tokens[before].text in (",", "(")
    at = carried.sentence.chunk_at(before - is_parted)
    after = tokens[carried.last].text.lower() if carried.last < len(tokens) else ""
    is_extent = after in about_words("extent")
    is_apposed = is_parted and after in (",", ")", ".", "and", "") and _is_told_beside(carried)
    is_aged = carried.quantity.dimension == "age" and not is_parted
    is_aged |= chunks[carried.chunk].prepositions > 0 and _is_hedged(carried)
    if at is None or not (is_extent or is_apposed or is_aged) or not is_thing(carried, at):
        return ""
    if carried.head_word(at) in about_words("through"):
        return ""  # "at the age of 95"
    return noun(carried, at) if chunks[at].last == before - is_parted + 1 else ""


def chunk_behind(carried: Carried) -> int | None:
    """Return the chunk right behind a quantity, over its conversion in brackets."""
    last = over_bracket(carried)
    at = carried.sentence.chunk_at(last)
    return at if at is not None and carried.sentence.chunks[at].first == last else None


def over_bracket(carried: Carried) -> int:
    """Return the token behind a quantity, and behind its conversion: "80 km (50 miles) [of] road"."""
    tokens, last = carried.sentence.tokens, carried.last
    if last < len(tokens) and tokens[last].text == "(":
        inside = range(last, min(last + _BRACKET, len(tokens)))
        return next((at for at in inside if tokens[at].text == ")"), last - 1) + 1
    is_inside = carried.first > 0 and tokens[carried.first - 1].text == "("
    return last + 1 if is_inside and last < len(tokens) and tokens[last].text == ")" else last


def preposition(carried: Carried) -> str:
    """Return the word that leads to a number, over a quotation mark: "of", "by"; or the mark or word before it."""
    sentence = carried.sentence
    chunk = sentence.chunks[carried.chunk]
    if chunk.prepositions and chunk.first <= carried.first:
        return sentence.words[chunk.first].lower()
    before = carried.first - 1
    before -= before > 0 and sentence.words[before] in _QUOTES
    return sentence.words[before].lower() if before >= 0 else ""


def _led_from(carried: Carried) -> str:
    """Read the noun right before an amount and the word that leads to it, wherever the tree hangs the amount."""
    sentence = carried.sentence
    if not carried.clause.has_verb and (name := _name_before(carried)):
        return name
    leading = ("of", "worth", "with", "from", "as", *_QUOTES)
    is_from = preposition(carried) == "from" and carried.quantity.trend is Trend.NONE
    if preposition(carried) not in ("of", "worth", "with") and not (is_from and _is_free(carried)):
        return ""
    token = carried.first - 1
    while token > 0 and sentence.words[token].lower() in leading:
        token -= 1
    at = sentence.chunk_at(token)
    if at == carried.chunk and token + 1 < carried.first:
        return words(carried, start_of(carried, at), token + 1)  # "[a group] worth $5"
    is_noun = at is not None and sentence.chunks[at].last == token + 1 and is_thing(carried, at)
    is_empty = at is not None and carried.head_word(at) in (
        about_words("through") | about_words("dimension")
    )
    return noun(carried, at) if is_noun and not is_empty and at is not None else ""


def _name_before(carried: Carried) -> str:
    """Return the name before an amount where no verb stands: "Tin 4% [Zinc] 2%", "Ann Lee (0.5 WAR)"."""
    tokens = carried.sentence.tokens
    last = carried.first - (carried.first > 0 and tokens[carried.first - 1].text == "(")
    at = last
    while (
        at
        and at - 1 not in carried.measures
        and (
            (tokens[at - 1].tag in NOUNS and tokens[at - 1].text.isalpha())
            or (tokens[at - 1].tag == "CD" and tokens[at - 2].tag in NOUNS)
        )
    ):
        at -= 1
    return words(carried, at, last)


def _is_free(carried: Carried) -> bool:
    """Tell whether an amount behind "from" belongs to the noun and not to its verb: "fines [from $5] to $9"."""
    is_changed = is_change(carried.head_word(carried.clause.head))
    return not is_changed and carried.clause.object is not None


def _is_hedged(carried: Carried) -> bool:
    """Tell whether a preposition before a physical measure is its hedge: "earthquakes [over] magnitude 4"."""
    is_own = carried.sentence.chunks[carried.chunk].first in carried.own
    return is_own and carried.quantity.dimension not in ("share", "money", "time", "count", "rate")


def _is_told_beside(carried: Carried) -> bool:
    """Tell whether an amount can stand beside a name by itself, as ages and the times of races do."""
    return carried.quantity.dimension in ("age", "time")


def _changed(carried: Carried, change: int) -> str:
    """Read what changed by "a rise of 5% [in wages]"."""
    at = chunk_behind(carried)
    is_in = at is not None and carried.words(at)[0] == "in" and is_thing(carried, at)
    return noun(carried, at) if is_in and at is not None else ""
