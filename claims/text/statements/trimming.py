"""What is mended at the edges of a statement once its words are chosen.

In come a quantity in its clause and the tokens that are kept, in order; out go those of them that
say something, with the marks between them and the whole of a bracket that a number stands in or
before, but no "and" at the front and no "of" at the end. Which clauses and phrases are kept is for
`clipping.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.text.clauses.carried import Carried
from claims.text.grammar.tagger import NOUNS, VERBS

_LONGEST_BRACKET = 8  # tokens
_OPENERS = frozenset({"CC", "SC", "WDT", "WP", "WRB"})
_ENDS = frozenset({"CC", "SC", "IN", "DT", "TO", "WDT", "WP"})
TELLING = NOUNS | VERBS | {"PRP", "CD", "JJ", "$", "EX", "RP"}
_CLOSING = frozenset({")", "]"})
_MEANT = "%$£€"  # marks that belong to a number


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
    behind = carried.sentence.tokens[words[-1] + 1 : words[-1] + 2] if words else ()
    is_closed = any(token.text in _CLOSING for token in behind)
    return [*words, words[-1] + 1] if is_closed else words


def _cut_end(carried: Carried, words: list[int]) -> None:
    """Take off the last words that only lead to what is left out."""
    while words and words[-1] >= carried.last and _dangles(carried, words[-1]):
        del words[-1]


def _is_joint_and_adverb(carried: Carried, words: Sequence[int]) -> bool:
    """Tell whether the last words behind a number are a joint and an adverb: "and even"."""
    if len(words) < 2 or words[-1] < carried.last:
        return False
    joint, adverb = (carried.sentence.tokens[word].tag for word in words[-2:])
    return joint == "CC" and adverb == "RB"


def _without_scraps(carried: Carried, kept: Sequence[int]) -> list[int]:
    """Leave out stretches that say nothing once their neighbours are gone: "as well", "and"."""
    tokens = carried.sentence.tokens
    runs: list[list[int]] = []
    for token in kept:
        if runs and runs[-1][-1] == token - 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    return [
        token
        for run in runs
        if any(tokens[at].tag in TELLING or carried.first <= at < carried.last for at in run)
        for token in run
    ]


def _dangles(carried: Carried, token: int) -> bool:
    """Tell whether the last word leads to what is left out: "of", but not "one vote [against]."."""
    tokens = carried.sentence.tokens
    is_last = token + 1 >= len(tokens) or _is_mark(tokens[token + 1].text)
    return (tokens[token].tag in _ENDS and not is_last) or _is_mark(tokens[token].text)


def _opens(carried: Carried, token: int) -> bool:
    """Tell whether a word only ties its clause to another: "and", "because", "in which"."""
    tokens = carried.sentence.tokens
    is_before_relative = tokens[token].tag == "IN" and tokens[token + 1].tag in ("WDT", "WP")
    return tokens[token].tag in _OPENERS or is_before_relative or _is_mark(tokens[token].text)


def _inside(kept: Sequence[int]) -> Iterable[int]:
    for at, token in enumerate(kept):
        yield token
        if at + 1 < len(kept) and kept[at + 1] == token + 2:
            yield token + 1  # one mark between two kept words


def _is_mark(text: str) -> bool:
    return not any(letter.isalnum() or letter in _MEANT for letter in text)


def around_brackets(carried: Carried) -> set[int]:
    """Return the noun phrase that a second form in brackets parts.

    For example "a [18 foot (5 metre) storm surge]".
    """
    opening = _opening_bracket(carried)
    closing = None if opening is None else _closing_bracket(carried, opening)
    if opening is None or closing is None:
        return set()
    kept = set(range(opening, closing + 1))
    before, after = carried.sentence.chunk_at(opening - 1), carried.sentence.chunk_at(closing + 1)
    if before is not None:
        kept.update(tokens_of(carried, before))
    if after is not None and _is_bare_noun(carried, after):
        kept.update(tokens_of(carried, after))
    return kept


def _opening_bracket(carried: Carried) -> int | None:
    """Return the bracket within a quantity, right behind it or right before it."""
    words = carried.sentence.words
    behind = range(carried.first, min(carried.last + 1, len(words)))
    return next((at for at in (*behind, carried.first - 1) if at >= 0 and words[at] == "("), None)


def _closing_bracket(carried: Carried, opening: int) -> int | None:
    """Return where a short bracket ends."""
    words = carried.sentence.words
    inside = range(opening, min(opening + _LONGEST_BRACKET, len(words)))
    return next((at for at in inside if words[at] == ")"), None)


def _is_bare_noun(carried: Carried, chunk: int) -> bool:
    """Tell whether a noun phrase has no article of its own.

    It then goes on with the one before the brackets.
    """
    at = carried.sentence.chunks[chunk]
    return at.kind == "NP" and carried.sentence.tokens[at.first].tag in ("NN", "NNS", "JJ")
