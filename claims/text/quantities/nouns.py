"""The noun that a number counts: "600 air strikes" are air strikes.

In comes a parsed sentence and the place right after a number; out go the
words of the noun phrase and the kind it names, in the singular: the head with its own adjectives
and nouns, without articles, numbers and whoever owns it ("two of the south's towns" -> "town").
Refuses to guess: where no noun follows, there is None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from claims.text.grammar.lexicon import listed
from claims.text.grammar.plurals import is_plural, singular
from claims.text.grammar.syntax import Sentence, Token
from claims.text.quantities.number_words import number_words

_LONGEST = 12  # words looked at after a number; longer noun phrases are not written in news
_HYPHENS = frozenset("-‐‑")
_ENDINGS = re.compile(r"(?P<VBN>..ed)$|(?P<VBG>..ing)$|(?P<JJ>.(?:al|ic|ous|ive|ful|less))$")
_ONE = frozenset(("one", "1"))
_QUOTES = frozenset(('"', "“", "”", "''", "``", "‘", "’", "'"))
_SUPERLATIVES = frozenset(("most", "least"))
_PARTED_BY = frozenset(("of", "between", "under", "over", "from"))
_JOINING = frozenset(("and", "&", "or", "but", ","))
# What may stand between "of", or an owner, and the kind: "of all the four most recent", "of the
# firm's five".
_DETERMINING = frozenset(("DT", "PDT", "PRP$", "CD", "RB", "RBS", "RBR", "IN"))
_ADVERBS = frozenset(("RB", "RBR", "RBS"))


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """The words of a counted noun in the text, and the kind they name in the singular."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Word:
    """A token, or several joined by hyphens."""

    start: int
    end: int
    text: str
    tag: str

    @property
    def small(self) -> str:
        return self.text.lower()

    @property
    def is_noun(self) -> bool:
        # "four congressmen"
        is_missed = self.tag == "CD" and self.is_plural and self.small not in number_words()
        return (self.tag.startswith("NN") or is_missed) and not _is("naming", self.small)

    @property
    def is_quote(self) -> bool:
        return self.text in _QUOTES

    @property
    def is_plural(self) -> bool:
        return is_plural(self.text)

    @property
    def is_modifier(self) -> bool:
        """Adjectives and participles, which need a noun behind them.

        Taggers confuse "displaced" with a past tense.
        """
        is_participle = self.tag in ("VBN", "VBG") or (
            self.tag == "VBD" and not _is("linking", self.small)
        )
        # winner-take-all
        is_compound = "-" in self.text and self.text[0].isalpha() and not self.tag.startswith("NN")
        return self.tag.startswith("JJ") or self.tag == "FW" or is_participle or is_compound


def _is(kind: str, word: str) -> bool:
    return word in listed("numbers/counted_nouns", kind)


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
    tokens = _following(sentence, start)
    if tokens and tokens[0].text in _HYPHENS and tokens[0].start == start:
        return _glued(tokens)
    words = list(_joined(tokens))
    if words and words[0].is_quote and words[0].start == start:
        del words[0]  # "dozens" of agents
    last = sentence.token_after(start - 1)
    before = sentence.tokens[last] if last < len(sentence.tokens) else None
    is_one = before is not None and before.end == start and before.text.lower() in _ONE
    is_one_of = is_one and bool(words) and words[0].small == "of"
    phrase = _phrase(_skip_to_phrase(words, is_part), one=is_one and not is_one_of)
    if not phrase or number_words().get(phrase[-1].small, ("",))[0] in ("scale", "vague"):
        return None  # "one of the thousands who came"
    if is_one_of and not (phrase[-1].is_plural or _is("people", phrase[-1].small)):
        return None  # "an age, one of peace and calm"
    head = "person" if _is("people", phrase[-1].small) else singular(phrase[-1].text)
    kind = " ".join([*(word.text for word in phrase[:-1]), head])
    return CountedNoun(phrase[0].start, phrase[-1].end, kind)


def _glued(tokens: list[Token]) -> CountedNoun | None:
    """Read the noun that a hyphen ties to its number.

    For example "an 80-page report", but "a three-dimensional view".
    """
    # 13-straight-day
    at = 3 if len(tokens) > 3 and _is("skip", tokens[1].text) and tokens[2].text in _HYPHENS else 1
    word = tokens[at] if len(tokens) > at else tokens[0]
    is_adjective = _ENDINGS.search(word.text.lower()) is not None and not word.tag.startswith("NN")
    is_noun = (
        word.text.isalpha()
        and not is_adjective
        and not (_is("skip", word.text) or _is("linking", word.text))
    )
    is_glued = all(left.end == right.start for left, right in pairwise(tokens[: at + 1]))
    return CountedNoun(word.start, word.end, singular(word.text)) if is_noun and is_glued else None


def _following(sentence: Sentence, start: int) -> list[Token]:
    at = sentence.token_from(start)
    return list(sentence.tokens[at : at + 2 * _LONGEST])


def _joined(tokens: list[Token]) -> Iterator[_Word]:
    """Put "first-team" back together; the last part says what the whole is."""
    at = 0
    while at < len(tokens):
        last = at
        while (
            last + 2 < len(tokens)
            and tokens[last + 1].text in _HYPHENS
            and tokens[last].end == tokens[last + 1].start
            and tokens[last + 1].end == tokens[last + 2].start
        ):
            last += 2
        if last == at:
            yield _Word(*tokens[at])
        else:
            words = tokens[at : last + 1]
            yield _Word(
                words[0].start, words[-1].end, "".join([word.text for word in words]), words[-1].tag
            )
        at = last + 1


def _skip_to_phrase(words: list[_Word], is_part: bool) -> list[_Word]:
    """Leave out "more", "of the", "of Johnson's", "of the four".

    They say which ones, not what they are.
    """
    at = _end_of_run(words, 0, lambda word: _is("skip", word.small) or word.small in _SUPERLATIVES)
    if is_part or (at < len(words) and words[at].small == "of"):
        at += not is_part
        if (
            at < len(words)
            and _is("pronoun", words[at].small)
            and not _opens_phrase(words[at + 1 :])
        ):
            return []
        at = _end_of_run(words, at, _determines)
        owner = next(
            (i for i, word in enumerate(words[at : at + 5], at) if word.tag == "POS"), None
        )
        if owner is not None and all(word.is_noun or word.is_modifier for word in words[at:owner]):
            at = _end_of_run(words, owner + 1, _determines)
    return words[at : at + _LONGEST]


def _determines(word: _Word) -> bool:
    return (
        word.tag in _DETERMINING
        or word.tag == '"'
        or _is("skip", word.small)
        or word.small in _SUPERLATIVES | number_words().keys()
    )


def _end_of_run(words: list[_Word], at: int, belongs: Callable[[_Word], bool]) -> int:
    while at < len(words) and belongs(words[at]):
        at += 1
    return at


def _opens_phrase(words: list[_Word]) -> bool:
    return bool(words) and (words[0].is_noun or words[0].is_modifier)


def _phrase(words: list[_Word], one: bool) -> list[_Word]:
    """Return the modifiers and the head at the beginning of `words`, or nothing.

    `one` expects no plural.
    """
    run: list[_Word] = []
    is_quoted = False
    for at, word in enumerate(words):
        after = words[at + 1 :]
        is_told = word.tag == "VBD" and any(other.is_noun for other in run)  # "one source said"
        is_parted = (
            _is("parting", word.small)
            and bool(after)
            and after[0].small in _PARTED_BY | number_words().keys()
        )
        if is_told or is_parted or (run and run[-1].is_noun and _is_head(run[-1], word, one)):
            break
        if word.tag == "VBZ" and not one and word.is_plural and not _is("linking", word.small):
            # "six ticket offices": after a number of things no verb ends in -s
            run.append(replace(word, tag="NNS"))
        elif word.tag == "VB" and run and run[-1].tag in _ADVERBS:
            # "two starkly disparate views": no verb stands behind such an adverb
            run.append(replace(word, tag="JJ"))
        elif (
            word.is_noun
            or word.is_modifier
            or _heightens(run, word, after)
            or _joins(run, word, after, one)
        ):
            run.append(word)
        elif word.is_quote and _opens_phrase(after) and (is_quoted or not _could_end(run)):
            is_quoted = True  # 27 "at-large" delegates, but one song "Snow"
        else:
            break
    while run and not run[-1].is_noun:
        if len(run) == 1 and _is("people", run[0].small):
            return run  # "12 wounded"
        run.pop()
    nouns = [at for at, word in enumerate(run) if word.is_noun]
    plurals = [at for at in nouns if run[at].is_plural]
    if plurals:
        return run[: plurals[-1] + 1]
    if not one and run and run[0].tag == "VBG" and run[-1].tag == "NNP":
        return []  # one of three facing Smith
    if not one and nouns and run[nouns[0]].tag == "NN":
        return run[: nouns[0] + 1]  # "12 page report": a number of pages
    return run


def _is_head(noun: _Word, after: _Word, one: bool) -> bool:
    """Tell whether a noun ends its phrase, whatever follows it."""
    if one and not noun.is_plural:
        return after.tag in ("NNS", "NNPS")  # "one horse cheats"
    is_name = noun.tag == "NNP" and after.is_noun  # "five Dallas police officers"
    # "12 students wearing masks"
    return noun.is_plural and not is_name and not _is("modifying", noun.small)


def _could_end(run: list[_Word]) -> bool:
    """Tell whether a quotation mark may stand behind the phrase, and not within it."""
    return bool(run) and (run[-1].is_noun or run[-1].tag == "VBD")


def _heightens(run: list[_Word], word: _Word, after: list[_Word]) -> bool:
    is_next = _opens_phrase(after) or (
        bool(after) and after[0].tag == "VB" and _opens_phrase(after[1:])
    )
    return word.tag in _ADVERBS and is_next and not (run and run[-1].is_noun)


def _joins(run: list[_Word], word: _Word, after: list[_Word], one: bool) -> bool:
    """Tell whether a word joins two modifiers of one noun.

    For example "digital and physical sales", "oil and gas wells".
    """
    if not run or word.text not in _JOINING:
        return False
    before = run[-1]
    after = after[_end_of_run(after, 0, lambda word: word.tag in _ADVERBS) :]
    ends = _end_of_run(
        after, 0, lambda word: word.is_modifier or (word.is_noun and not word.is_plural)
    )
    is_plural_next = ends < len(after) and after[ends].is_noun
    if before.is_noun and not before.tag.startswith("NNP"):
        return (
            is_plural_next
            and ends > 0
            and not one
            and not before.is_plural
            and word.text in ("and", "&", "or")
        )
    if (
        not (before.is_modifier or before.tag.startswith("NNP"))
        or not after[:1]
        or after[0].is_plural
    ):
        return False
    is_pair = word.text != "," and before.is_modifier and after[0].is_modifier
    is_alike = is_pair or after[0].tag[:2] == before.tag[:2]
    return is_alike and len(after) > 1 and (_opens_phrase(after[1:]) or after[1].text in _JOINING)
