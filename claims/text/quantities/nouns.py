"""The noun that a number counts: "600 air strikes" are air strikes.

In comes a parsed sentence and the place right after a number; out go the
words of the noun phrase and the kind it names, in the singular: the head with its own adjectives
and nouns, without articles, numbers and whoever owns it ("two of the south's towns" -> "town").
Refuses to guess: where no noun follows, there is None. How far the phrase reaches is for
`noun_runs.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.text.grammar.plurals import singular
from claims.text.grammar.syntax import Sentence, Token
from claims.text.quantities.noun_runs import (
    IS_OF_PHRASE,
    end_of_run,
    noun_phrase,
    opens_phrase,
)
from claims.text.quantities.noun_words import HYPHENS, NounWord, is_listed, joined
from claims.text.quantities.number_words import number_words

_LONGEST_OWNER = 5  # words, with the "'s" behind them
_LONGEST = 12  # words looked at after a number; longer noun phrases are not written in news
_ENDINGS = re.compile(r"(?P<VBN>..ed)$|(?P<VBG>..ing)$|(?P<JJ>.(?:al|ic|ous|ive|ful|less))$")
_ONE = frozenset(("one", "1"))
_SUPERLATIVES = frozenset(("most", "least"))
# What may stand between "of", or an owner, and the kind: "of all the four most recent", "of the
# firm's five".
_DETERMINING = frozenset(("DT", "PDT", "PRP$", "CD", "RB", "RBS", "RBR", "IN", '"'))


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """The words of a counted noun in the text, and the kind they name in the singular."""

    start: int
    end: int
    kind: str


def counted_noun(sentence: Sentence, start: int, is_part: bool = False) -> CountedNoun | None:
    """Read the noun phrase that begins at the offset `start`, right after a number.

    A hyphen at `start` takes the word glued to it alone ("80-page report" -> "page"). `is_part`
    says that the number is a part of what follows, as it is before "of" ("half the city's schools"
    -> "school").

    >>> from claims.text.grammar.syntax import Syntax
    >>> sentence = Syntax("They carried out 600 air strikes on 27 of the south's towns.").parse(0)
    >>> counted_noun(sentence, 20)
    CountedNoun(start=21, end=32, kind='air strike')
    >>> counted_noun(sentence, 38).kind
    'town'
    """
    at = sentence.token_from(start)
    tokens = sentence.tokens[at : at + 2 * _LONGEST]
    if _begins_with_hyphen(tokens, start):
        return _glued(tokens)
    words = _unquoted(list(joined(tokens)), start)
    is_one = _is_one_before(sentence, start)
    is_one_of = is_one and _is_of(words[:1])
    phrase = noun_phrase(_skip_to_phrase(words, is_part), is_one and not is_one_of)
    return _named(phrase) if phrase and _may_be_counted(phrase[-1], is_one_of) else None


def _begins_with_hyphen(tokens: Sequence[Token], start: int) -> bool:
    return bool(tokens) and tokens[0].start == start and tokens[0].text in HYPHENS


def _is_of(words: Sequence[NounWord]) -> bool:
    return [word.small for word in words] == ["of"]


def _unquoted(words: Sequence[NounWord], start: int) -> Sequence[NounWord]:
    """Leave out the quotation mark behind a number: "dozens" of agents."""
    is_closing = bool(words) and words[0].is_quote and words[0].start == start
    return words[1:] if is_closing else words


def _is_one_before(sentence: Sentence, start: int) -> bool:
    """Tell whether the number that ends at an offset is "one"."""
    last = sentence.token_after(start - 1)
    before = sentence.tokens[last] if last < len(sentence.tokens) else None
    return before is not None and before.end == start and before.text.lower() in _ONE


def _may_be_counted(head: NounWord, is_one_of: bool) -> bool:
    """Tell things from "one of the thousands who came" and "an age, one of peace and calm"."""
    if number_words().get(head.small, ("",))[0] in ("scale", "vague"):
        return False
    return not is_one_of or head.is_plural or head.is_people


def _named(phrase: Sequence[NounWord]) -> CountedNoun:
    """Return the noun whose last word is its head."""
    head = phrase[-1]
    kind = "person" if head.is_people else singular(head.text)
    words = [*(word.text for word in phrase[:-1]), kind]
    return CountedNoun(phrase[0].start, head.end, " ".join(words))


def _glued(tokens: Sequence[Token]) -> CountedNoun | None:
    """Read the noun that a hyphen ties to its number.

    For example "an 80-page report", but "a three-dimensional view".
    """
    at = 3 if _skips_one(tokens) else 1
    glued = tokens[: at + 1]
    if len(glued) <= at or not _is_unbroken(glued) or not _is_glued_noun(glued[-1]):
        return None
    return CountedNoun(glued[-1].start, glued[-1].end, singular(glued[-1].text))


def _skips_one(tokens: Sequence[Token]) -> bool:
    """Tell "13-straight-day", where another word stands between the number and its noun."""
    return len(tokens) > 3 and tokens[2].text in HYPHENS and is_listed("skip", tokens[1].text)


def _is_unbroken(tokens: Sequence[Token]) -> bool:
    return all(left.end == right.start for left, right in pairwise(tokens))


def _is_glued_noun(word: Token) -> bool:
    """Tell a noun from an adjective and from words with which the sentence goes on."""
    is_small = is_listed("skip", word.text) or is_listed("linking", word.text)
    return word.text.isalpha() and not is_small and not _is_adjective(word)


def _is_adjective(word: Token) -> bool:
    """Tell an adjective or participle by its ending, whatever verb or word its tag makes of it."""
    return not word.tag.startswith("NN") and _ENDINGS.search(word.text.lower()) is not None


def _skip_to_phrase(words: Sequence[NounWord], is_part: bool) -> Sequence[NounWord]:
    """Leave out "more", "of the", "of Johnson's", "of the four".

    They say which ones, not what they are.
    """
    at = end_of_run(words, 0, _adds)
    if is_part:
        return _skip_determiners(words[at:])
    if _is_of(words[at : at + 1]):
        return _skip_determiners(words[at + 1 :])
    return words[at : at + _LONGEST]


def _skip_determiners(words: Sequence[NounWord]) -> Sequence[NounWord]:
    """Leave out "the" and "Johnson's four", and all of "them", which names nothing."""
    if _is_pronoun(words):
        return []
    at = _behind_owner(words, end_of_run(words, 0, _determines))
    return words[at : at + _LONGEST]


def _adds(word: NounWord) -> bool:
    """Tell what adds to a number and is no part of what it counts: "27 more towns"."""
    return is_listed("skip", word.small) or word.small in _SUPERLATIVES


def _is_pronoun(words: Sequence[NounWord]) -> bool:
    """Tell "five of them", which names nothing, from "five of those towns"."""
    is_one = bool(words) and is_listed("pronoun", words[0].small)
    return is_one and not opens_phrase(words[1:])


def _determines(word: NounWord) -> bool:
    return word.tag in _DETERMINING or _adds(word) or word.small in number_words()


def _behind_owner(words: Sequence[NounWord], at: int) -> int:
    """Return where the kind begins behind its owner: "(Johnson's four) sons"."""
    near = words[: at + _LONGEST_OWNER]
    owner = end_of_run(near, at, IS_OF_PHRASE)
    if owner == len(near) or near[owner].tag != "POS":
        return at
    return end_of_run(words, owner + 1, _determines)
