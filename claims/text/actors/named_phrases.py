"""Find the phrases that say whose a poll, a campaign or a ministry is.

For example "the Herald poll", "a report by Novak".

In come a text and the actors of its names, out go by their noun the phrases with a name before it,
those whose document is by somebody, and, without words, those of nobody in particular ("a new
poll"). One reading of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from claims.text.actors.actor import Actor
from claims.text.actors.documents import Documents, is_issued
from claims.text.actors.kinds import called, listed, words_of
from claims.text.actors.named_actors import NamedActors
from claims.text.actors.names import Name
from claims.text.speech.cues import find_noun_cue

_AFTER_NAME = re.compile(r"(?:[’']s?)?((?:\s[a-z][\w-]*){1,3})")
_INTRODUCED = re.compile(
    r"\b(?:[Aa]n?|[Aa]nother|[Oo]ne|separate)(?=(?P<words>(?:\s[\w.%-]+){1,5}))"
)


class Phrase(NamedTuple):
    """A phrase at [offset, end) that a noun may stand for, as it is shown.

    Without words, one of nobody's.

    `actor` is who issued it, where it is a document.
    """

    offset: int
    end: int
    words: str
    actor: Actor | None = None


class NamedPhrases:
    """The phrases of a text, by the noun that may stand for them."""

    def __init__(self, text: str, actors: NamedActors, documents: Documents) -> None:
        self.text = text
        self.actors = actors
        self.documents = documents
        found: dict[str, list[Phrase]] = defaultdict(list)
        for noun, phrase in chain(self._named(), self._introduced_ones()):
            found[noun].append(phrase)
        self._phrases = {noun: _alike(found, noun) for noun in {*found, *called("document")}}
        self._introduced = {
            noun: next((phrase.offset for phrase in phrases if not phrase.words), len(text))
            for noun, phrases in self._phrases.items()
        }

    def before(self, offset: int, noun: str, count: int) -> list[Phrase]:
        """Return the last phrases before an offset that a noun may stand for.

        The nearest first, at most so many.
        """
        phrases = self._phrases.get(noun, [])
        end = bisect_left(phrases, offset, key=_place)
        return phrases[max(0, end - count) : end][::-1]

    def only(self, noun: str) -> str:
        """Return the words of the one phrase with a name that the whole text has for a noun.

        Else "".
        """
        words = {phrase.words for phrase in self._phrases.get(noun, ()) if phrase.words}
        return words.pop() if len(words) == 1 else ""

    def is_introduced(self, offset: int, noun: str) -> bool:
        """Tell whether somebody without a name has come in before as such: "a billionaire"."""
        return self._introduced.get(noun, offset) < offset

    def _named(self) -> Iterator[tuple[str, Phrase]]:
        """Yield "the Herald [editorial] board" with its noun."""
        for name, actor in zip(self.actors.names, self.actors.of_names, strict=True):
            after = _AFTER_NAME.match(self.text, name.end)
            words = _described(after[1].split() if after else [])
            if words:
                yield words[-1], self._phrase_of(name, actor, words)

    def _phrase_of(self, name: Name, actor: Actor, words: Sequence[str]) -> Phrase:
        """Return the phrase of a name and the words behind it, up to a noun."""
        noun = words[-1]
        end = self.text.index(noun, name.end) + len(noun)
        owner = self.documents.owner(name.start, end) if is_issued(noun) else None
        named = actor.surname if noun in words_of("owned") else name.text
        return Phrase(name.start, end, " ".join((named, *words)), actor if owner else None)

    def _introduced_ones(self) -> Iterator[tuple[str, Phrase]]:
        """Yield "a new poll" with its noun, and with its author where one follows."""
        for introduced in _INTRODUCED.finditer(self.text):
            words = introduced["words"].split()
            noun = next((word for word in words if word[0].isupper() or _is_describable(word)), "")
            if noun.islower() and noun not in words_of("owned"):
                end = self.text.index(noun, introduced.end()) + len(noun)
                yield noun, self._introduced_as(introduced.start(), noun, end)

    def _introduced_as(self, start: int, noun: str, end: int) -> Phrase:
        """Return the phrase of "a new poll", whose author or journal follows."""
        if not is_issued(noun):
            return Phrase(start, end, "")
        if owner := self.documents.author(end):
            return Phrase(start, end, self.text[slice(*owner)], self.actors.ending(*owner))
        teller = self.documents.teller(start, end)
        if teller is not None and (actor := self.actors.ending(*teller)):
            return Phrase(start, end, actor.name, actor)
        journal = self.documents.journal(end)
        return Phrase(start, end, self.text[end - len(noun) : journal.end] if journal else "")


def _place(phrase: Phrase) -> int:
    return phrase.offset


def _alike(found: Mapping[str, Sequence[Phrase]], noun: str) -> list[Phrase]:
    """Return the phrases with a noun, or with another for the same document, in order."""
    nouns = called("document").get(noun, (noun,))
    return sorted(chain.from_iterable(found.get(each, ()) for each in nouns), key=_place)


def _described(words: Sequence[str]) -> Sequence[str]:
    """Return the words behind a name up to the first noun that makes it a phrase, if there is one.

    >>> _described(["editorial", "board", "said"])
    ['editorial', 'board']
    """
    ends = (
        at for at, word in enumerate(words) if word in listed("openers") or _is_describable(word)
    )
    end = next(ends, None)
    return () if end is None or words[end] in listed("openers") else words[: end + 1]


def _is_describable(noun: str) -> bool:
    """Tell a noun by which a phrase with a name in it may be called again."""
    if noun in words_of("owned") or noun in listed("epithets"):
        return True
    cue = find_noun_cue(noun)
    return (cue is not None and cue.is_source) or listed("organisations").get(noun) == "noun"
