"""The noun that a number counts: "600 air strikes" are air strikes.

In comes a parsed sentence and the place right after a number; out go the
words of the noun phrase and the kind it names, in the singular: the head with its own adjectives
and nouns, without articles, numbers and whoever owns it ("two of the south's towns" -> "town").
Refuses to guess: where no noun follows, there is None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from claims.text.grammar.plurals import singular
from claims.text.grammar.syntax import Sentence, Token
from claims.text.quantities.noun_words import HYPHENS, NounWord, is_listed, joined
from claims.text.quantities.number_words import number_words

_LONGEST = 12  # words looked at after a number; longer noun phrases are not written in news
_ENDINGS = re.compile(r"(?P<VBN>..ed)$|(?P<VBG>..ing)$|(?P<JJ>.(?:al|ic|ous|ive|ful|less))$")
_ONE = frozenset(("one", "1"))
_SUPERLATIVES = frozenset(("most", "least"))
_PARTED_BY = frozenset(("of", "between", "under", "over", "from"))
_JOINING = frozenset(("and", "&", "or", "but", ","))
_AND_OR = frozenset(("and", "&", "or"))
# What may stand between "of", or an owner, and the kind: "of all the four most recent", "of the
# firm's five".
_DETERMINING = frozenset(("DT", "PDT", "PRP$", "CD", "RB", "RBS", "RBR", "IN", '"'))
_ADVERBS = frozenset(("RB", "RBR", "RBS"))


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
    if tokens and tokens[0].text in HYPHENS and tokens[0].start == start:
        return _glued(tokens)
    words = _unquoted(list(joined(tokens)), start)
    is_one = _is_one_before(sentence, start)
    is_one_of = is_one and bool(words) and words[0].small == "of"
    phrase = _phrase(_skip_to_phrase(words, is_part), one=is_one and not is_one_of)
    return _named(phrase) if phrase and _may_be_counted(phrase[-1], is_one_of) else None


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
    return not is_one_of or head.is_plural or is_listed("people", head.small)


def _named(phrase: Sequence[NounWord]) -> CountedNoun:
    """Return the noun whose last word is its head."""
    head = phrase[-1]
    kind = "person" if is_listed("people", head.small) else singular(head.text)
    words = [*(word.text for word in phrase[:-1]), kind]
    return CountedNoun(phrase[0].start, head.end, " ".join(words))


def _glued(tokens: Sequence[Token]) -> CountedNoun | None:
    """Read the noun that a hyphen ties to its number.

    For example "an 80-page report", but "a three-dimensional view".
    """
    # 13-straight-day
    is_skipped = len(tokens) > 3 and is_listed("skip", tokens[1].text)
    at = 3 if is_skipped and tokens[2].text in HYPHENS else 1
    word = tokens[at] if len(tokens) > at else tokens[0]
    is_glued = all(left.end == right.start for left, right in pairwise(tokens[: at + 1]))
    if not is_glued or not _is_glued_noun(word):
        return None
    return CountedNoun(word.start, word.end, singular(word.text))


def _is_glued_noun(word: Token) -> bool:
    """Tell a noun from an adjective and from words with which the sentence goes on."""
    is_adjective = _ENDINGS.search(word.text.lower()) is not None and not word.tag.startswith("NN")
    is_small = is_listed("skip", word.text) or is_listed("linking", word.text)
    return word.text.isalpha() and not is_adjective and not is_small


def _skip_to_phrase(words: Sequence[NounWord], is_part: bool) -> Sequence[NounWord]:
    """Leave out "more", "of the", "of Johnson's", "of the four".

    They say which ones, not what they are.
    """
    at = _end_of_run(words, 0, _adds)
    has_of = at < len(words) and words[at].small == "of"
    if is_part or has_of:
        at += not is_part
        if _is_pronoun(words[at:]):
            return []
        at = _end_of_run(words, at, _determines)
        at = _behind_owner(words, at)
    return words[at : at + _LONGEST]


def _adds(word: NounWord) -> bool:
    """Tell what adds to a number and is no part of what it counts: "27 more towns"."""
    return is_listed("skip", word.small) or word.small in _SUPERLATIVES


def _is_pronoun(words: Sequence[NounWord]) -> bool:
    """Tell "five of them", which names nothing, from "five of those towns"."""
    is_one = bool(words) and is_listed("pronoun", words[0].small)
    return is_one and not _opens_phrase(words[1:])


def _determines(word: NounWord) -> bool:
    return word.tag in _DETERMINING or _adds(word) or word.small in number_words()


def _behind_owner(words: Sequence[NounWord], at: int) -> int:
    """Return where the kind begins behind its owner: "(Johnson's four) sons"."""
    near = words[at : at + 5]
    owner = next((i for i, word in enumerate(near) if word.tag == "POS"), None)
    if owner is None or not all(word.is_noun or word.is_modifier for word in near[:owner]):
        return at
    return _end_of_run(words, at + owner + 1, _determines)


def _end_of_run(words: Sequence[NounWord], at: int, belongs: Callable[[NounWord], bool]) -> int:
    while at < len(words) and belongs(words[at]):
        at += 1
    return at


def _opens_phrase(words: Sequence[NounWord]) -> bool:
    return bool(words) and (words[0].is_noun or words[0].is_modifier)


def _phrase(words: Sequence[NounWord], one: bool) -> list[NounWord]:
    """Return the modifiers and the head at the beginning of `words`, or nothing.

    `one` expects no plural.
    """
    run = _run(words, one)
    while run and not run[-1].is_noun:
        if len(run) == 1 and is_listed("people", run[0].small):
            return run  # "12 wounded"
        run.pop()
    return _up_to_head(run, one) if run else run


def _run(words: Sequence[NounWord], one: bool) -> list[NounWord]:
    """Return the nouns and modifiers that follow each other, up to where the phrase must end."""
    run: list[NounWord] = []
    is_quoted = False
    for at, word in enumerate(words):
        after = words[at + 1 :]
        if _ends_before(run, word, after, one):
            break
        taken = _taken(run, word, after, one)
        if taken is not None:
            run.append(taken)
        elif word.is_quote and _opens_phrase(after) and (is_quoted or not _could_end(run)):
            is_quoted = True  # 27 "at-large" delegates, but one song "Snow"
        else:
            break
    return run


def _ends_before(
    run: Sequence[NounWord], word: NounWord, after: Sequence[NounWord], one: bool
) -> bool:
    """Tell whether the phrase ends before a word, whatever that may be by itself."""
    if word.tag == "VBD" and any(other.is_noun for other in run):  # "one source said"
        return True
    if _is_parted(word, after):
        return True
    return bool(run) and run[-1].is_noun and _is_head(run[-1], word, one)


def _is_parted(word: NounWord, after: Sequence[NounWord]) -> bool:
    """Tell an adjective that is said of a number: "nine shy of it", "two aged 14"."""
    if not after or not is_listed("parting", word.small):
        return False
    return after[0].small in _PARTED_BY or after[0].small in number_words()


def _taken(
    run: Sequence[NounWord], word: NounWord, after: Sequence[NounWord], one: bool
) -> NounWord | None:
    """Return a word as the noun or modifier that it is behind these, None where it is neither."""
    if not one and _is_plural_tagged_verb(word):
        return replace(word, tag="NNS")
    if word.tag == "VB" and run and run[-1].tag in _ADVERBS:
        # "two starkly disparate views": no verb stands behind such an adverb
        return replace(word, tag="JJ")
    belongs = word.is_noun or word.is_modifier or _heightens(run, word, after)
    return word if belongs or _joins(run, word, after, one) else None


def _is_plural_tagged_verb(word: NounWord) -> bool:
    """Tell "six ticket offices": after a number of things no verb ends in -s."""
    return word.tag == "VBZ" and word.is_plural and not is_listed("linking", word.small)


def _up_to_head(run: list[NounWord], one: bool) -> list[NounWord]:
    """Cut a run that ends with a noun behind its head."""
    nouns = [at for at, word in enumerate(run) if word.is_noun]
    plurals = [at for at in nouns if run[at].is_plural]
    if plurals:
        return run[: plurals[-1] + 1]
    if one:
        return run
    if run[0].tag == "VBG" and run[-1].tag == "NNP":
        return []  # one of three facing Smith
    # "12 page report": a number of pages
    return run[: nouns[0] + 1] if run[nouns[0]].tag == "NN" else run


def _is_head(noun: NounWord, after: NounWord, one: bool) -> bool:
    """Tell whether a noun ends its phrase, whatever follows it."""
    if one and not noun.is_plural:
        return after.tag in ("NNS", "NNPS")  # "one horse cheats"
    is_name = noun.tag == "NNP" and after.is_noun  # "five Dallas police officers"
    # "12 students wearing masks"
    return noun.is_plural and not is_name and not is_listed("modifying", noun.small)


def _could_end(run: Sequence[NounWord]) -> bool:
    """Tell whether a quotation mark may stand behind the phrase, and not within it."""
    return bool(run) and (run[-1].is_noun or run[-1].tag == "VBD")


def _heightens(run: Sequence[NounWord], word: NounWord, after: Sequence[NounWord]) -> bool:
    """Tell the adverb of a modifier: "three [highly] paid managers"."""
    if word.tag not in _ADVERBS or (run and run[-1].is_noun):
        return False
    is_verb_next = bool(after) and after[0].tag == "VB"
    return _opens_phrase(after) or (is_verb_next and _opens_phrase(after[1:]))


def _joins(run: Sequence[NounWord], word: NounWord, after: Sequence[NounWord], one: bool) -> bool:
    """Tell whether a word joins two modifiers of one noun.

    For example "digital and physical sales", "oil and gas wells".
    """
    if not run or word.text not in _JOINING:
        return False
    before = run[-1]
    after = after[_end_of_run(after, 0, lambda word: word.tag in _ADVERBS) :]
    if not before.is_noun or before.tag.startswith("NNP"):
        return _joins_modifiers(before, word, after)
    may_join = word.text in _AND_OR and not one and not before.is_plural
    return may_join and _leads_to_plural(after)


def _leads_to_plural(words: Sequence[NounWord]) -> bool:
    """Tell the "gas wells" of "oil and gas wells"."""
    ends = _end_of_run(words, 0, lambda word: word.is_modifier or _is_singular(word))
    return 0 < ends < len(words) and words[ends].is_noun


def _is_singular(word: NounWord) -> bool:
    return word.is_noun and not word.is_plural


def _joins_modifiers(before: NounWord, word: NounWord, after: Sequence[NounWord]) -> bool:
    """Tell "digital and physical sales" and "three Leeds and York players"."""
    is_first = before.is_modifier or before.tag.startswith("NNP")
    if not is_first or len(after) < 2 or after[0].is_plural:
        return False
    is_pair = word.text != "," and before.is_modifier and after[0].is_modifier
    is_alike = is_pair or after[0].tag[:2] == before.tag[:2]
    return is_alike and (_opens_phrase(after[1:]) or after[1].text in _JOINING)
