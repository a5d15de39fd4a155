"""What is mended at the edges of a statement once its words are chosen.

In come a quantity in its clause and the tokens that are kept, in order; out go those of them that
say something, with the marks between them and the whole of a bracket that a number stands in or
before, but no "and" at the front and no "of" at the end. Which clauses and phrases are kept is for
`clipping.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from claims.text.clauses.carried import Carried
from claims.text.grammar.tagger import NOUNS, VERBS

_LONGEST_BRACKET = 8  # tokens
_OPENERS = frozenset({"CC", "SC", "WDT", "WP", "WRB"})
_ENDS = frozenset({"CC", "SC", "IN", "DT", "TO", "WDT", "WP"})
TELLING = NOUNS | VERBS | {"PRP", "CD", "JJ", "$", "EX", "RP"}
_CLOSING = frozenset({")", "]"})
_MEANT = frozenset("%$£€")  # marks that belong to a number


def tokens_of(carried: Carried, chunk: int) -> range:
    """Return the tokens of a chunk."""
    return range(carried.sentence.chunks[chunk].first, carried.sentence.chunks[chunk].last)


def trimmed(carried: Carried, kept: Sequence[int]) -> list[int]:
    """Return the kept tokens without what only joined them to what is left out."""
    words = _without_scraps(carried, list(_inside(kept)))
    while words and words[0] < carried.first and _opens(carried, words[0]):
        del words[0]
    _cut_end(carried, words)
    while _is_joint_and_adverb(carried, words):
        del words[-2:]  # "millions of bullets, [and even]"
        _cut_end(carried, words)
    closing = [token + 1 for token in words[-1:] if carried.text_at(token + 1) in _CLOSING]
    return [*words, *closing]


def _cut_end(carried: Carried, words: list[int]) -> None:
    """Take off the last words that only lead to what is left out."""
    while words and words[-1] >= carried.last and _dangles(carried, words[-1]):
        del words[-1]


def _is_joint_and_adverb(carried: Carried, words: Sequence[int]) -> bool:
    """Tell whether the last words behind a number are a joint and an adverb: "and even"."""
    if len(words) < 2 or words[-1] < carried.last:
        return False
    return [carried.tag_at(word) for word in words[-2:]] == ["CC", "RB"]


def _without_scraps(carried: Carried, kept: Sequence[int]) -> list[int]:
    """Leave out stretches that say nothing once their neighbours are gone: "as well", "and"."""
    telling = partial(_tells, carried)
    return [token for run in _runs(kept) if any(map(telling, run)) for token in run]


def _tells(carried: Carried, token: int) -> bool:
    return token in carried.own or carried.tag_at(token) in TELLING


def _runs(kept: Sequence[int]) -> list[list[int]]:
    """Return the stretches of tokens with no gap in them."""
    runs: list[list[int]] = []
    for token in kept:
        if runs and runs[-1][-1] == token - 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _dangles(carried: Carried, token: int) -> bool:
    """Tell whether the last word leads to what is left out: "of", but not "one vote [against]."."""
    if _is_mark(carried.text_at(token)):
        return True
    return carried.tag_at(token) in _ENDS and not _is_mark(carried.text_at(token + 1))


def _opens(carried: Carried, token: int) -> bool:
    """Tell whether a word only ties its clause to another: "and", "because", "in which"."""
    tag = carried.tag_at(token)
    is_before_relative = tag == "IN" and carried.tag_at(token + 1) in ("WDT", "WP")
    return tag in _OPENERS or is_before_relative or _is_mark(carried.text_at(token))


def _inside(kept: Sequence[int]) -> Iterable[int]:
    for at, token in enumerate(kept):
        yield token
        if at + 1 < len(kept) and kept[at + 1] == token + 2:
            yield token + 1  # one mark between two kept words


def _is_mark(text: str) -> bool:
    return not any(map(str.isalnum, text)) and _MEANT.isdisjoint(text)


def around_brackets(carried: Carried) -> set[int]:
    """Return the noun phrase that a second form in brackets parts.

    For example "a [18 foot (5 metre) storm surge]".
    """
    opening = _opening_bracket(carried)
    closing = None if opening is None else _closing_bracket(carried, opening)
    if opening is None or closing is None:
        return set()
    return {*range(opening, closing + 1), *_parted(carried, opening, closing)}


def _parted(carried: Carried, opening: int, closing: int) -> Iterator[int]:
    """Yield the tokens of the phrase before brackets, and of what goes on with it behind them."""
    before, after = (carried.sentence.chunk_at(at) for at in (opening - 1, closing + 1))
    if before is not None:
        yield from tokens_of(carried, before)
    if after is not None and _is_bare_noun(carried, after):
        yield from tokens_of(carried, after)


def _opening_bracket(carried: Carried) -> int | None:
    """Return the bracket within a quantity, right behind it or right before it."""
    places = (*range(carried.first, carried.last + 1), carried.first - 1)
    return next((at for at in places if carried.text_at(at) == "("), None)


def _closing_bracket(carried: Carried, opening: int) -> int | None:
    """Return where a short bracket ends."""
    inside = range(opening, opening + _LONGEST_BRACKET)
    return next((at for at in inside if carried.text_at(at) == ")"), None)


def _is_bare_noun(carried: Carried, chunk: int) -> bool:
    """Tell whether a noun phrase has no article of its own.

    It then goes on with the one before the brackets.
    """
    at = carried.sentence.chunks[chunk]
    return at.kind == "NP" and carried.sentence.tokens[at.first].tag in ("NN", "NNS", "JJ")
