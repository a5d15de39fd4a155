"""The noun phrase that the words behind a number begin with: "600 [air strikes] on the town".

In come the words behind a number; out go its modifiers and its head, which is the last of them. A
run takes in nouns and modifiers one by one up to where the phrase must end, and is then cut behind
its head ("12 [page] report"). What stands before the phrase, and the kind that it names, are for
`nouns.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import attrgetter

from claims.text.quantities.noun_words import NounWord, is_listed
from claims.text.quantities.number_words import number_words

_PARTED_BY = frozenset(("of", "between", "under", "over", "from"))
_JOINING = frozenset(("and", "&", "or", "but", ","))
_AND_OR = frozenset(("and", "&", "or"))
_IS_ADVERB = attrgetter("is_adverb")
_IS_NOUN = attrgetter("is_noun")
_IS_PEOPLE = attrgetter("is_people")
IS_OF_PHRASE = attrgetter("is_of_phrase")


def end_of_run(words: Sequence[NounWord], at: int, belongs: Callable[[NounWord], bool]) -> int:
    """Return where the words from here on stop to be such ones."""
    while at < len(words) and belongs(words[at]):
        at += 1
    return at


def opens_phrase(words: Sequence[NounWord]) -> bool:
    """Tell whether the first of some words is a noun or a modifier."""
    return bool(words) and words[0].is_of_phrase


def noun_phrase(words: Sequence[NounWord], is_one: bool) -> list[NounWord]:
    """Return the modifiers and the head at the beginning of words, or nothing.

    `is_one` expects no plural.
    """
    run = _Run(is_one)
    for at, word in enumerate(words):
        if not run.takes(word, words[at + 1 :]):
            break
    return run.phrase()


class _Run:
    """The nouns and modifiers that followed each other so far."""

    def __init__(self, is_one: bool) -> None:
        self._is_one = is_one
        self._words: list[NounWord] = []
        self._is_quoted = False

    def takes(self, word: NounWord, after: Sequence[NounWord]) -> bool:
        """Take a word in; tell whether it belongs to the phrase."""
        if self._ends_before(word, after):
            return False
        taken = self._as_part(word, after)
        if taken is None:
            return self._takes_quote(word, after)
        self._words.append(taken)
        return True

    def phrase(self) -> list[NounWord]:
        """Return the words up to the head."""
        nouns = self._places(_IS_NOUN)
        if not nouns:
            return list(filter(_IS_PEOPLE, self._words[:1]))  # "12 wounded"
        plurals = [at for at in nouns if self._words[at].is_plural]
        run = self._words[: (plurals or nouns)[-1] + 1]
        return run if plurals or self._is_one else _up_to_singular(run, nouns[0])

    def _places(self, is_such: Callable[[NounWord], bool]) -> list[int]:
        return [at for at, word in enumerate(self._words) if is_such(word)]

    def _ends_before(self, word: NounWord, after: Sequence[NounWord]) -> bool:
        """Tell whether the phrase ends before a word, whatever that may be by itself."""
        is_verb = word.tag == "VBD" and self._has_noun()  # "one source said"
        return is_verb or _is_parted(word, after) or self._is_complete(word)

    def _has_noun(self) -> bool:
        return any(map(_IS_NOUN, self._words))

    def _is_complete(self, after: NounWord) -> bool:
        """Tell whether the last noun ends its phrase, whatever follows it."""
        if not self._ends_with_noun():
            return False
        noun = self._words[-1]
        if self._is_one and not noun.is_plural:
            return after.tag in ("NNS", "NNPS")  # "one horse cheats"
        return noun.is_plural and not _modifies(noun, after)  # "12 students wearing masks"

    def _ends_with_noun(self) -> bool:
        return bool(self._words) and self._words[-1].is_noun

    def _as_part(self, word: NounWord, after: Sequence[NounWord]) -> NounWord | None:
        """Return a word as the noun or modifier that it is here, None where it is neither."""
        if not self._is_one and _is_plural_tagged_verb(word):
            return replace(word, tag="NNS")
        if word.tag == "VB" and self._ends_with_adverb():
            # "two starkly disparate views": no verb stands behind such an adverb
            return replace(word, tag="JJ")
        return word if self._has_place_for(word, after) else None

    def _ends_with_adverb(self) -> bool:
        return bool(self._words) and self._words[-1].is_adverb

    def _has_place_for(self, word: NounWord, after: Sequence[NounWord]) -> bool:
        return (
            word.is_of_phrase or self._is_heightened_by(word, after) or self._goes_on(word, after)
        )

    def _is_heightened_by(self, word: NounWord, after: Sequence[NounWord]) -> bool:
        """Tell the adverb of a modifier: "three [highly] paid managers"."""
        may_heighten = word.is_adverb and not self._ends_with_noun()
        return may_heighten and _leads_to_modifier(after)

    def _goes_on(self, joint: NounWord, after: Sequence[NounWord]) -> bool:
        """Tell whether a word joins two modifiers of one noun.

        For example "digital and physical sales", "oil and gas wells".
        """
        if not self._words or joint.text not in _JOINING:
            return False
        before, behind = self._words[-1], after[end_of_run(after, 0, _IS_ADVERB) :]
        if before.is_noun and not before.is_name:
            return self._joins_nouns(joint) and _leads_to_plural(behind)
        return _joins_modifiers(before, joint, behind)

    def _joins_nouns(self, joint: NounWord) -> bool:
        return joint.text in _AND_OR and not (self._is_one or self._words[-1].is_plural)

    def _takes_quote(self, mark: NounWord, after: Sequence[NounWord]) -> bool:
        """Tell the marks of 27 "at-large" delegates from those of one song "Snow"."""
        is_within = mark.is_quote and opens_phrase(after) and self._may_hold_quote()
        self._is_quoted = self._is_quoted or is_within
        return is_within

    def _may_hold_quote(self) -> bool:
        """Tell whether a quotation mark stands within the phrase and not behind it."""
        could_end = self._ends_with_noun() or (bool(self._words) and self._words[-1].tag == "VBD")
        return self._is_quoted or not could_end


def _up_to_singular(run: list[NounWord], first: int) -> list[NounWord]:
    """Cut a run without a plural behind its first noun: "12 page report" is a number of pages."""
    if run[0].tag == "VBG" and run[-1].tag == "NNP":
        return []  # one of three facing Smith
    return run[: first + 1] if run[first].tag == "NN" else run


def _is_parted(word: NounWord, after: Sequence[NounWord]) -> bool:
    """Tell an adjective that is said of a number: "nine shy of it", "two aged 14"."""
    if not after or not is_listed("parting", word.small):
        return False
    return after[0].small in _PARTED_BY or after[0].small in number_words()


def _is_plural_tagged_verb(word: NounWord) -> bool:
    """Tell "six ticket offices": after a number of things no verb ends in -s."""
    return word.tag == "VBZ" and word.is_plural and not is_listed("linking", word.small)


def _modifies(noun: NounWord, after: NounWord) -> bool:
    """Tell a plural that serves the noun behind it: "five Dallas police officers"."""
    is_name = noun.tag == "NNP" and after.is_noun
    return is_name or is_listed("modifying", noun.small)


def _leads_to_modifier(words: Sequence[NounWord]) -> bool:
    """Tell "paid managers", also where the tagger has a verb for the adjective."""
    is_verb = bool(words) and words[0].tag == "VB"
    return opens_phrase(words) or (is_verb and opens_phrase(words[1:]))


def _leads_to_plural(words: Sequence[NounWord]) -> bool:
    """Tell the "gas wells" of "oil and gas wells"."""
    ends = end_of_run(words, 0, _modifies_in_singular)
    return 0 < ends < len(words) and words[ends].is_noun


def _modifies_in_singular(word: NounWord) -> bool:
    return word.is_modifier or (word.is_noun and not word.is_plural)


def _joins_modifiers(before: NounWord, joint: NounWord, after: Sequence[NounWord]) -> bool:
    """Tell "digital and physical sales" and "three Leeds and York players"."""
    is_first = before.is_modifier or before.is_name
    is_second = is_first and len(after) > 1 and not after[0].is_plural
    return is_second and _are_alike(before, joint, after[0]) and _is_followed(after[1:])


def _are_alike(before: NounWord, joint: NounWord, after: NounWord) -> bool:
    """Tell whether the words on both sides of a joint are of one kind."""
    are_modifiers = before.is_modifier and after.is_modifier
    return before.tag[:2] == after.tag[:2] or (are_modifiers and joint.text != ",")


def _is_followed(words: Sequence[NounWord]) -> bool:
    return opens_phrase(words) or words[0].text in _JOINING
