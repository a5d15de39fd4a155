"""Find the name behind a description.

For example "the Vermont senator", "the ministry", "the company", "the poll".

In come the actors of a text and who is present in it, and the words of a description; out goes the
actor that they describe, None where the text has no name for it or says of several that they are
such. A phrase that only says more ("the Herald poll") makes an actor of its own.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice

from claims.text.actors.actor import Actor
from claims.text.actors.documents import Documents, is_issued
from claims.text.actors.focus import Focus
from claims.text.actors.kinds import is_body, is_role, listed
from claims.text.actors.named_actors import NamedActors
from claims.text.actors.named_phrases import OWNED, NamedPhrases

_DETERMINER = re.compile(r"(?P<word>the|this|that|his|her|its|their|our)\s+", re.IGNORECASE)
_OFFICE_OF = re.compile(r"(?P<place>[A-Z]\w+)[’']s? (?P<role>[a-z]+)")
_PLACED_BY = re.compile(r"[\w.’'-]+-(?:based|led) ")  # "the [Selby-based] firm"
_AGE = re.compile(r"\d+-year-old")
# What the name of a body may have for the noun that describes it
_CALLED = {
    "panel": ("panel", "committee", "commission", "subcommittee"),
    "force": ("force", "police", "constabulary"),
}
# Who makes what: the pollster is whose the last poll was
_MAKERS = {"pollster": "poll"}
_PHRASES = 20  # phrases with its noun that it looks back over


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
        owner = determiner["word"].lower()
        if owner in ("his", "her"):
            return self._owned(offset, words, owner)
        return self._definite(offset, words) if owner in ("the", "this", "that") else None

    def _definite(self, offset: int, words: list[str]) -> Actor | None:
        """Return the actor behind "the" and these words.

        A person by role, or a body or document by noun.
        """
        if _AGE.fullmatch(" ".join(words)):
            return self._last_person(offset)
        if maker := self._maker(offset, words[-1]):
            return maker
        if is_role(words[-1]):
            person = self._person(offset, words) or self._first_described(offset, words)
            return person or self._body_in_focus(offset, words)
        return (
            self._named_body(offset, words)
            or self._fuller(offset, words)
            or self._body_in_focus(offset, words)
            or self._first_described(offset, words)
        )

    def called(self, words: str) -> Actor:
        """Return the one actor that has no other name than these words."""
        return self._by_words.setdefault(words, Actor.described(words))

    def _owned(self, offset: int, words: list[str], owner: str) -> Actor | None:
        if len(words) > 1 or words[0] not in OWNED:
            return None
        person = self.focus.person(offset, "m" if owner == "his" else "f")
        return self.called(f"{person.surname} {words[0]}") if person else None

    def _person(self, offset: int, words: list[str]) -> Actor | None:
        """Return the person with a role, of several the one most present."""
        noun = words[-1]
        having = self.actors.with_role(noun, words[:-1], offset)
        if present := self.focus.most_present(offset, having):
            return present
        # "the billionaire" is nobody's other name where "a billionaire" came in
        if noun in listed("epithets") and not self._phrases.is_introduced(offset, noun):
            called = self.focus.called(offset, noun)
            if called is not None:
                return called
        return having[0] if having else None

    def _last_person(self, offset: int) -> Actor | None:
        named = self.actors.last_named(offset)
        return next((actor for actor in named if actor.kind == "person"), None)

    def _named_body(self, offset: int, words: list[str]) -> Actor | None:
        """Return the last body with the noun in its name: "the ministry"."""
        noun, modifiers = words[-1], {word.casefold() for word in words[:-1]}
        if noun not in listed("organisations"):
            return None
        nouns = _CALLED.get(noun, (noun,))
        for actor in self.actors.last_named(offset):
            parts = actor.name.casefold().split()
            if len(parts) > 1 and modifiers <= set(parts) and not set(parts).isdisjoint(nouns):
                return actor
        return None

    def _fuller(self, offset: int, words: list[str]) -> Actor | None:
        """Return the last phrase with this noun and a name in it: "the Herald poll"."""
        noun, modifiers = words[-1], set(words[:-1])
        for phrase in self._phrases.before(offset, noun, _PHRASES):
            if not phrase.words:
                return None  # "a poll" of nobody in particular
            if modifiers <= set(phrase.words.lower().split()) and self.focus.is_one_phrase(
                phrase.offset, phrase.end
            ):
                return phrase.actor or self.called(phrase.words)
        only = self._phrases.only(noun) if words[0] in OWNED else ""
        return self.called(only) if only else None

    def _maker(self, offset: int, noun: str) -> Actor | None:
        """Return whose the last poll was, for "the pollster"."""
        made = self._phrases.before(offset, _MAKERS[noun], _PHRASES) if noun in _MAKERS else ()
        return next((phrase.actor for phrase in made if phrase.actor), None)

    def _first_described(self, offset: int, words: list[str]) -> Actor | None:
        """Return the first description with this noun, when it says more.

        For example "the interior ministry".
        """
        noun = words[0]
        is_described = is_role(noun) or (noun in listed("organisations") and noun not in OWNED)
        if len(words) > 1 or is_issued(noun) or not is_described:
            return None
        if noun not in self._described:
            self._described[noun] = self._search_described(noun)
        first = self._described[noun]
        if first is None or first.end() > offset:
            return None
        return self.called(first[0])

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


def _described(words: str) -> list[str]:
    """Return the words of a description without those that only choose.

    Empty where it ends in a name.
    """
    found = _PLACED_BY.sub("", words).split()
    while len(found) > 1 and found[0].lower() in listed("plain"):
        found = found[1:]
    return found if found and found[-1] == found[-1].lower() else []


def _noun_end(phrase: re.Match[str], noun: str) -> int:
    return phrase.start() + phrase[0].index(noun) + len(noun)
