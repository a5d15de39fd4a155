"""Find the name behind a description.

For example "the Vermont senator", "the ministry", "the company", "the poll".

In come the actors of a text and who is present in it, and the words of a description; out goes the
actor that they describe, None where the text has no name for it or says of several that they are
such. A phrase that only says more ("the Herald poll") makes an actor of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from itertools import islice

from claims.text.actors.actor import Actor
from claims.text.actors.documents import Documents, is_issued
from claims.text.actors.focus import Focus
from claims.text.actors.kinds import called, is_body, is_role, listed, words_of
from claims.text.actors.named_actors import NamedActors
from claims.text.actors.named_phrases import NamedPhrases, Phrase

_DETERMINER = re.compile(r"(?P<word>the|this|that|his|her|its|their|our)\s+", re.IGNORECASE)
_OFFICE_OF = re.compile(r"(?P<place>[A-Z]\w+)[’']s? (?P<role>[a-z]+)")
_PLACED_BY = re.compile(r"[\w.’'-]+-(?:based|led) ")  # "the [Selby-based] firm"
_AGE = re.compile(r"\d+-year-old")
# Who makes what: the pollster is whose the last poll was
_MAKERS = {"pollster": "poll"}
_OWNERS = {"his": "m", "her": "f"}
_POINTING = frozenset(("the", "this", "that"))
_PHRASES = 20  # phrases with its noun that it looks back over


Reader = Callable[[int, list[str]], Actor | None]


class Descriptions:
    """What the descriptions of a text stand for."""

    def __init__(self, text: str, actors: NamedActors, focus: Focus, documents: Documents) -> None:
        self.text = text
        self.actors = actors
        self.focus = focus
        self.documents = documents
        self._described: dict[str, re.Match[str] | None] = {}
        self._by_words: dict[str, Actor] = {}

    def named(self, offset: int, head: str) -> Actor | None:
        """Return the actor that a description with these words means at an offset.

        None where it has no name.
        """
        if owned := _OFFICE_OF.fullmatch(head):  # "Selby's governor" is the Selby governor
            words = [owned["place"], owned["role"]]
            return self._person(offset, words) if is_role(owned["role"]) else None
        determiner = _DETERMINER.match(head)
        words = _described(head[determiner.end() :]) if determiner else []
        if determiner is None or not words:
            return None
        first = determiner["word"].lower()
        if first in _OWNERS:
            return self._owned(offset, words, _OWNERS[first])
        return self._definite(offset, words) if first in _POINTING else None

    def _definite(self, offset: int, words: list[str]) -> Actor | None:
        """Return the actor behind "the" and these words.

        A person by role, or a body or document by noun.
        """
        if _AGE.fullmatch(" ".join(words)):
            return self._last_person(offset)
        readers = self._of_persons if is_role(words[-1]) else self._of_bodies
        maker = self._maker(offset, words[-1])
        return maker or next(filter(None, (read(offset, words) for read in readers)), None)

    @property
    def _of_persons(self) -> tuple[Reader, ...]:
        """What a description with a role is tried as, one after the other."""
        return self._person, self._first_described, self._body_in_focus

    @property
    def _of_bodies(self) -> tuple[Reader, ...]:
        """What any other description is tried as, one after the other."""
        return self._named_body, self._fuller, self._body_in_focus, self._first_described

    def called(self, words: str) -> Actor:
        """Return the one actor that has no other name than these words."""
        return self._by_words.setdefault(words, Actor.described(words))

    def _owned(self, offset: int, words: list[str], gender: str) -> Actor | None:
        """Return the campaign or administration of the person whom "his" or "her" means."""
        if len(words) > 1 or words[0] not in words_of("owned"):
            return None
        person = self.focus.person(offset, gender)
        return self.called(f"{person.surname} {words[0]}") if person else None

    def _person(self, offset: int, words: list[str]) -> Actor | None:
        """Return the person with a role, of several the one most present."""
        noun = words[-1]
        having = self.actors.with_role(noun, words[:-1], offset)
        return (
            self.focus.most_present(offset, having)
            or self._known_as(offset, noun)
            or next(iter(having), None)
        )

    def _known_as(self, offset: int, epithet: str) -> Actor | None:
        """Return whom "the billionaire" calls again; nobody where "a billionaire" came in."""
        if epithet not in listed("epithets") or self._phrases.is_introduced(offset, epithet):
            return None
        return self.focus.called(offset, epithet)

    def _last_person(self, offset: int) -> Actor | None:
        named = self.actors.last_named(offset)
        return next((actor for actor in named if actor.kind == "person"), None)

    def _named_body(self, offset: int, words: list[str]) -> Actor | None:
        """Return the last body with the noun in its name: "the ministry"."""
        noun, modifiers = words[-1], {word.casefold() for word in words[:-1]}
        if noun not in listed("organisations"):
            return None
        nouns = called("body").get(noun, (noun,))
        return next(
            (
                actor
                for actor in self.actors.last_named(offset)
                if _is_named_so(actor.name.casefold().split(), modifiers, nouns)
            ),
            None,
        )

    def _fuller(self, offset: int, words: list[str]) -> Actor | None:
        """Return the last phrase with this noun and a name in it: "the Herald poll"."""
        noun, modifiers = words[-1], set(words[:-1])
        for phrase in self._phrases.before(offset, noun, _PHRASES):
            if not phrase.words:
                return None  # "a poll" of nobody in particular
            if self._is_fuller(phrase, modifiers):
                return phrase.actor or self.called(phrase.words)
        only = self._phrases.only(noun) if words[0] in words_of("owned") else ""
        return self.called(only) if only else None

    def _is_fuller(self, phrase: Phrase, modifiers: Collection[str]) -> bool:
        """Tell a phrase with all these words in it, and no verb among them."""
        has_words = set(phrase.words.lower().split()).issuperset(modifiers)
        return has_words and self.focus.is_one_phrase(phrase.offset, phrase.end)

    def _maker(self, offset: int, noun: str) -> Actor | None:
        """Return whose the last poll was, for "the pollster"."""
        if noun not in _MAKERS:
            return None
        made = self._phrases.before(offset, _MAKERS[noun], _PHRASES)
        return next((phrase.actor for phrase in made if phrase.actor), None)

    def _first_described(self, offset: int, words: list[str]) -> Actor | None:
        """Return the first description with this noun, when it says more.

        For example "the interior ministry".
        """
        if len(words) > 1 or not _is_describable(words[0]):
            return None
        noun = words[0]
        if noun not in self._described:
            self._described[noun] = self._search_described(noun)
        first = self._described[noun]
        return self.called(first[0]) if first and first.end() <= offset else None

    def _search_described(self, noun: str) -> re.Match[str] | None:
        """Return the first phrase that says more of a noun.

        For example "the interior ministry", "the government of Samoa".
        """
        described = re.compile(
            rf"""
            \b(?:[Tt]he|[Aa]n?)\s+(?:(?!dozen)[\w’'-]+[ ]){{1,3}}{re.escape(noun)}\b(?!-|[ ][A-Z])
            | \b[Tt]he\s+{re.escape(noun)}[ ]of[ ](?:the[ ])?[A-Z]\w+
            """,
            re.VERBOSE,
        )
        found = islice(described.finditer(self.text), _PHRASES)
        return next(
            (
                phrase
                for phrase in found
                if self.focus.is_one_phrase(phrase.start(), _noun_end(phrase, noun))
            ),
            None,
        )

    @cached_property
    def _phrases(self) -> NamedPhrases:
        return NamedPhrases(self.text, self.actors, self.documents)

    def _body_in_focus(self, offset: int, words: list[str]) -> Actor | None:
        """Return the body most present for "the company", "the group"."""
        if is_body(" ".join(words)) or listed("organisations").get(words[0]) == "noun":
            return self.focus.body(offset, words[-1])
        if listed("organisations").get(words[-1]) == "any":  # "the Swiss parts maker"
            return self.focus.clear_body(offset, words[-1])
        return None


def _is_describable(noun: str) -> bool:
    """Tell the noun of a person or body that an article may have described before."""
    if is_issued(noun):
        return False
    return is_role(noun) or (noun in listed("organisations") and noun not in words_of("owned"))


def _is_named_so(parts: Sequence[str], modifiers: Collection[str], nouns: Collection[str]) -> bool:
    """Tell a name of several words that has all the modifiers and one of the nouns."""
    has_all = len(parts) > 1 and set(parts).issuperset(modifiers)
    return has_all and not set(parts).isdisjoint(nouns)


def _described(words: str) -> list[str]:
    """Return the words of a description without those that only choose.

    Empty where it ends in a name.
    """
    found = _PLACED_BY.sub("", words).split()
    plain = listed("plain")
    first = next((at for at, word in enumerate(found[:-1]) if word.lower() not in plain), -1)
    return found[first:] if found and found[-1] == found[-1].lower() else []


def _noun_end(phrase: re.Match[str], noun: str) -> int:
    return phrase.start() + phrase[0].index(noun) + len(noun)
