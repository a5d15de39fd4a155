"""The noun that an amount hangs on or stands beside.

For example "a price of $4", "Ann Lee, 2:05:46", "waves over 9 metres high". In comes a measure in
its clause; out goes the noun as the text has it, or nothing. What the clause tells of is for
`measured.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from claims.model import Trend
from claims.text.clauses.carried import Carried
from claims.text.clauses.wording import about_words, is_thing, noun, outer, start_of, words
from claims.text.grammar.plurals import singular
from claims.text.grammar.tagger import NOUNS
from claims.text.quantities.trends import is_change

_QUOTES = frozenset("\"“”'‘’")
_BRACKET = 6  # tokens of a conversion in brackets
_LEADS = frozenset({"of", "worth", "with"})  # words that tie an amount to the noun before them
_LEADING = _LEADS | _QUOTES | {"from", "as"}
_BESIDE = frozenset({"age", "time"})  # what stands by itself beside a name, as the times of races
_AFTER_BESIDE = frozenset({",", ")", ".", "and", ""})
_NOT_PHYSICAL = frozenset({"share", "money", "time", "count", "rate"})


def tied(carried: Carried, *, is_any: bool = False) -> str:
    """Read the noun that an amount hangs on.

    For example "a price [of $4]", "a group [worth $5]", "a rise of 5% [in wages]". With `is_any` a
    noun that only names the measure will do: "a [height] of 9 metres".
    """
    above = (at for at in _above(carried) if is_any or not _is_own(carried, at))
    at = next(above, None)
    return _led_from(carried) if at is None else _changed(carried, at) or _outermost(carried, at)


def _outermost(carried: Carried, chunk: int) -> str:
    return noun(carried, outer(carried, chunk))


def _above(carried: Carried) -> Iterator[int]:
    """Yield the nouns that an amount hangs on, the nearest first."""
    for below, at in pairwise(carried.way):
        if _is_above(carried, below, at) and not is_through(carried, at):
            yield at


def _is_own(carried: Carried, chunk: int) -> bool:
    """Tell whether a noun only says what is measured, or in what: "a [length] of 9 metres"."""
    word = carried.head_word(chunk)
    return word in about_words("dimension") or singular(word) in carried.quantity.unit.split()


def _is_above(carried: Carried, below: int, over: int) -> bool:
    """Tell whether an amount hangs on a noun before it by the phrase below that noun.

    It does not as a member of a list, nor where the noun is its rate: "$210 [a tonne]".
    """
    is_before = carried.sentence.chunks[over].last <= carried.first
    return is_before and carried.relation(below) != "conj" and is_thing(carried, over)


def is_through(carried: Carried, chunk: int) -> bool:
    """Tell whether a noun only says how a number was taken: "an [average] of 50"."""
    return carried.head_word(chunk) in about_words("through")


def beside(carried: Carried) -> str:
    """Read the noun right before an amount that describes it.

    For example "Ann Lee, 2:05:46,", "[waves] over 30 feet high".
    """
    chunks = carried.sentence.chunks
    before = chunks[carried.chunk].first - 1
    is_parted = before > 0 and carried.text_at(before) in (",", "(")
    last = before - is_parted
    at = carried.sentence.chunk_at(last)
    if at is None or chunks[at].last != last + 1:
        return ""
    is_told = _is_describing(carried, is_parted) and _is_noun_of(carried, at)
    return noun(carried, at) if is_told else ""


def _is_noun_of(carried: Carried, chunk: int) -> bool:
    return is_thing(carried, chunk) and not is_through(carried, chunk)


def _is_describing(carried: Carried, is_parted: bool) -> bool:
    """Tell whether an amount describes the noun before it; a mark may part the two."""
    after, dimension = carried.text_at(carried.last), carried.quantity.dimension
    if after in about_words("extent") or _is_hedged(carried):
        return True
    if is_parted:
        return dimension in _BESIDE and after in _AFTER_BESIDE
    return dimension == "age"


def chunk_behind(carried: Carried) -> int | None:
    """Return the chunk right behind a quantity, over its conversion in brackets."""
    return carried.sentence.chunk_from(over_bracket(carried))


def thing_behind(carried: Carried) -> int | None:
    """Return the chunk right behind a quantity where it is a thing."""
    at = chunk_behind(carried)
    return at if at is not None and is_thing(carried, at) else None


def over_bracket(carried: Carried) -> int:
    """Return the token behind a quantity, and behind its conversion.

    For example "80 km (50 miles) [of] road".
    """
    last, behind = carried.last, carried.text_at(carried.last)
    if behind == "(":
        inside = range(last, last + _BRACKET)
        return next((at for at in inside if carried.text_at(at) == ")"), last - 1) + 1
    return last + (behind == ")" and carried.is_in_brackets)


def preposition(carried: Carried) -> str:
    """Return the word that leads to a number, over a quotation mark.

    For example "of", "by"; or the mark or word before it.
    """
    sentence = carried.sentence
    chunk = sentence.chunks[carried.chunk]
    if chunk.prepositions and chunk.first <= carried.first:
        return sentence.words[chunk.first].lower()
    before = carried.first - 1
    before -= before > 0 and sentence.words[before] in _QUOTES
    return sentence.words[before].lower() if before >= 0 else ""


def _led_from(carried: Carried) -> str:
    """Read the noun right before an amount and the word that leads to it.

    Wherever the tree hangs the amount.
    """
    name = "" if carried.clause.has_verb else _name_before(carried)
    return name or (_noun_before(carried, _before_leading(carried)) if _is_led(carried) else "")


def _noun_before(carried: Carried, token: int) -> str:
    """Return the noun that ends with a token before the word that leads to an amount."""
    at = carried.sentence.chunk_at(token)
    if at is None:
        return ""
    if at == carried.chunk and token + 1 < carried.first:
        return words(carried, start_of(carried, at), token + 1)  # "[a group] worth $5"
    ends = carried.sentence.chunks[at].last == token + 1
    return noun(carried, at) if ends and _tells(carried, at) else ""


def _tells(carried: Carried, chunk: int) -> bool:
    return is_thing(carried, chunk) and not _is_empty(carried, chunk)


def _is_led(carried: Carried) -> bool:
    """Tell whether the word before an amount ties it to a noun: "a group [worth] $5"."""
    leading = preposition(carried)
    is_from = leading == "from" and carried.quantity.trend is Trend.NONE
    return leading in _LEADS or (is_from and _is_free(carried))


def _before_leading(carried: Carried) -> int:
    """Return the token before an amount and the words that lead to it."""
    token = carried.first - 1
    while token > 0 and carried.sentence.words[token].lower() in _LEADING:
        token -= 1
    return token


def _is_empty(carried: Carried, chunk: int) -> bool:
    """Tell whether a noun adds nothing to its amount: "an [average] of 4", "a [length] of 9 m"."""
    is_dimension = carried.head_word(chunk) in about_words("dimension")
    return is_dimension or is_through(carried, chunk)


def _name_before(carried: Carried) -> str:
    """Return the name before an amount where no verb stands.

    For example "Tin 4% [Zinc] 2%", "Ann Lee (0.5 WAR)".
    """
    last = carried.first - carried.is_in_brackets
    first = last
    while first and _is_of_name(carried, first - 1):
        first -= 1
    return words(carried, first, last)


def _is_of_name(carried: Carried, token: int) -> bool:
    """Tell whether a token may be of a name: a noun, or a number behind one ("[Nifty 50]")."""
    if token in carried.measures:
        return False
    tokens = carried.sentence.tokens
    if tokens[token].tag == "CD":
        return token > 0 and tokens[token - 1].tag in NOUNS
    return tokens[token].tag in NOUNS and tokens[token].text.isalpha()


def _is_free(carried: Carried) -> bool:
    """Tell whether an amount behind "from" belongs to the noun and not to its verb.

    For example "fines [from $5] to $9".
    """
    is_changed = is_change(carried.head_word(carried.clause.head))
    return not is_changed and carried.clause.object is not None


def _is_hedged(carried: Carried) -> bool:
    """Tell whether a preposition before a physical measure is its hedge.

    For example "earthquakes [over] magnitude 4".
    """
    chunk = carried.sentence.chunks[carried.chunk]
    is_own = chunk.prepositions > 0 and chunk.first in carried.own
    return is_own and carried.quantity.dimension not in _NOT_PHYSICAL


def _changed(carried: Carried, chunk: int) -> str:
    """Read what changed by "a rise of 5% [in wages]"."""
    at = thing_behind(carried) if is_change(carried.head_word(chunk)) else None
    return noun(carried, at) if at is not None and carried.words(at)[0] == "in" else ""
