"""Put the names of a text together to the people and bodies that they name.

In come the names of a text in text order, out goes an `Actor` for each: "Samer", "Mr. Samer" and
"General Omar Samer" are one, whose name is its fullest form. A short form that fits several is the
one introduced first, unless another is named far more often. Nothing is guessed from outside the
text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from claims.text.actors.actor import Actor
from claims.text.actors.kinds import (
    apposition,
    is_body,
    is_people,
    is_role,
    listed,
    word_before,
    words_of,
)
from claims.text.actors.names import Name
from claims.text.actors.short_forms import key, short_forms, whole

_BESIDE_WORD = re.compile(r"[^\W\d_]+(?:\.[A-Z])?")
# What belongs to a name: "Vermont's governor, [Ann Lee]"; "[Ann Lee] (D-Vt.)", "of Vermont", ", the
# mayor of Selby,"
_BEFORE = re.compile(r"(?:[\w’'.-]+ ){1,3}(?:[\w’'-]+, )?$")
_AFTER = re.compile(r"\s\([^()]{1,20}\)|\sof(?: [A-Z][\w’'-]*){1,3}|,\s[^,.;:]{2,60}(?=[,.])")
_BESIDE = 40  # characters
_LOOK_BACK = 200  # names that a description looks back over
_LONGEST_HEADLINE = 150  # characters
_GENDERED = 3  # what a name tells of a gender, against 1 for a pronoun


class NamedActors:
    """The actors of a text, by the names that stand in it."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self.text = text
        self.names = names
        self.starts = [name.start for name in names]
        self._full: dict[tuple[str, ...], Actor] = {}
        self._by_part: dict[tuple[str, ...], list[Actor]] = {}
        self._by_short: dict[str, Actor] = {}  # "nfo", which the text spells out
        self._words_beside: dict[Actor, set[str]] = {}
        self._headline = _headline_end(text)
        keyed = [(name, key(name)) for name in names]
        self._placed = _places(keyed)
        for name, words in keyed:
            if len(words) > 1:
                self._add_full(name, words)
        self.of_names = [self._find(name, words) for name, words in keyed]

    def _add_full(self, name: Name, words: tuple[str, ...]) -> None:
        """Add a name of several words, with the forms by which it may be called again."""
        spelt, first = whole(name, words), self._first(name)
        if spelt not in self._full:
            self._full[spelt] = Actor(first=first)
            for part in short_forms(words, name, self._placed):
                self._by_part.setdefault(part, []).append(self._full[spelt])
        actor = self._full[spelt]
        if name.short:
            self._by_short.setdefault(name.short.casefold(), actor)
        actor.first = min(first, actor.first)
        self._add(actor, name)

    def _find(self, name: Name, words: tuple[str, ...]) -> Actor:
        """Return the actor of a name, which may be the short form of another."""
        own = self._full.get(whole(name, words))
        longer = self._spelt_out(words) or self._longer(name, words, own)
        if longer is not None:
            self._add(longer, name, is_short=True)
            return longer
        if own is None:
            own = self._full[words] = Actor(first=self._first(name))
        if len(words) == 1:
            self._add(own, name)
        return own

    def _spelt_out(self, words: tuple[str, ...]) -> Actor | None:
        """Return the actor whose name the text spells out for these letters."""
        return self._by_short.get(words[0]) if len(words) == 1 else None

    def _longer(self, name: Name, words: tuple[str, ...], own: Actor | None) -> Actor | None:
        """Return the actor whose longer name these words are short for.

        Of several it is the one introduced first, unless another is named far more often.
        """
        choices = [
            actor
            for actor in self._by_part.get(words, ())
            if actor.is_before(own) and self._may_be(actor, name, words)
        ]
        persons = [actor for actor in choices if actor.kind == "person"]  # not "Team Novak"
        return _first_or_most_used(persons or choices) if choices else None

    def _may_be(self, actor: Actor, name: Name, words: tuple[str, ...]) -> bool:
        """Tell whether a short name may be that of an actor who is told before, or starts so."""
        if name.roles and not actor.may_have_gender(name.gender):
            return False  # "Mr. Lee" is no woman
        is_told = actor.first <= name.start or self._is_in_heading(name)
        return is_told or actor.kind == "person" or actor.starts_with(words)

    def _first(self, name: Name) -> int:
        """Return where a sentence first has a name; a heading has it last of all."""
        return len(self.text) if self._is_in_heading(name) else name.start

    def _is_in_heading(self, name: Name) -> bool:
        """Tell a name in a heading, where people have a short form before their names are told."""
        return name.in_heading or name.start < self._headline

    def _add(self, actor: Actor, name: Name, *, is_short: bool = False) -> None:
        """Add a mention of an actor, with what the words around it say."""
        actor.forms[name.text.split()[-1] if is_short else name.text] += 1
        actor.roles.update(_in_full(role) for role in name.roles)
        actor.mentions.append(name)
        if name.gender and (name.roles or not is_short):  # a surname may be somebody's given name
            actor.genders[name.gender] += _GENDERED
        # "Ms. Green" speaks for a person, but Green alone for no party, nor Washington for a place
        actor.clues.update({"person": name.clues.get("person", 0)} if is_short else name.clues)
        _describe(actor, word_before(self.text, name.start), apposition(self.text, name.end))

    def with_role(self, noun: str, modifiers: Sequence[str], offset: int) -> list[Actor]:
        """Return the persons with a role who are named before an offset, the last one first.

        Beside their names must stand what the modifiers say of them ("the foreign minister"); a
        place may be missing where no other has the role ("the Vermont senator").
        """
        said = _said(modifiers)
        having = self._having(noun, said, offset)
        fitting = [actor for actor in having if said <= self._beside(actor)]
        if fitting or len(having) > 1:
            return fitting
        is_placed = said.isdisjoint(word for word in modifiers if word.islower())
        return having if is_placed else []

    def _having(self, noun: str, said: Collection[str], offset: int) -> list[Actor]:
        """Return the persons with a role, of whom this is said, the last one first."""
        role, named = _in_full(noun), dict.fromkeys(self.last_named(offset))
        return [actor for actor in named if _has_role(actor, role, {noun, *said})]

    def last_named(self, offset: int) -> Iterator[Actor]:
        """Yield the actors of the names before an offset, the last one first."""
        before = self.before(offset)
        return reversed(self.of_names[max(before - _LOOK_BACK, 0) : before])

    def _beside(self, actor: Actor) -> set[str]:
        """Return the words beside the name of an actor, and those of its roles: "vermont"."""
        if actor not in self._words_beside:
            words = self._words_beside[actor] = set[str]()
            for name in actor.mentions:
                words.update(name.roles, self._around(name))
        return self._words_beside[actor]

    def _around(self, name: Name) -> Iterator[str]:
        """Yield the words that belong to a name, before it and after it, in full."""
        before = _BEFORE.search(self.text, max(0, name.start - _BESIDE), name.start)
        for found in filter(None, (before, _AFTER.match(self.text, name.end))):
            for word in _BESIDE_WORD.findall(found[0]):
                yield _in_full(word.lower())

    def with_initials(self, letters: str) -> Actor | None:
        """Return the only person with these initials, whom a transcript calls by them."""
        persons = [actor for actor in self._full.values() if actor.kind == "person"]
        found = {actor for actor in persons if actor.initials == letters}
        return found.pop() if len(found) == 1 else None

    def before(self, offset: int) -> int:
        """Return how many names start before an offset."""
        return bisect_right(self.starts, offset - 1)

    def at(self, offset: int) -> int | None:
        """Return the index of the name that starts at an offset, None where none does."""
        index = self.before(offset)
        return index if offset in self.starts[index : index + 1] else None

    def ending(self, start: int, end: int) -> Actor | None:
        """Return the actor whose name ends the words [start, end)."""
        index = self._ending(start, end)
        return None if index is None else self.of_names[index]

    def named_in_full(self, start: int, end: int) -> Actor | None:
        """Return the actor whose name the words [start, end) are.

        Not that of the last of several.
        """
        index = self._ending(start, end)
        if index is None:
            return None
        is_whole = self.text[start : self.names[index].start].strip() in ("", "the", "The")
        return self.of_names[index] if is_whole else None

    def _ending(self, start: int, end: int) -> int | None:
        """Return the index of the last name in the words [start, end) if it ends them."""
        for index in range(bisect_right(self.starts, end) - 1, -1, -1):
            name = self.names[index]
            if name.start < start or name.end < end - len("’s."):
                return None
            if not self.text[name.end : end].strip("'’s."):
                return index
        return None


def _describe(actor: Actor, before: str, apposed: Sequence[str]) -> None:
    """Add what the words around a name say of an actor.

    For example "[the lender] Novak", "Novak, [a lawyer]", "Novak, [a Swiss lender]".
    """
    if is_body(before):
        actor.bodies.add(before)
    noun = apposed[-1] if apposed else ""
    if is_role(noun):
        actor.roles.update(map(_in_full, filter(is_role, apposed)))
    elif listed("organisations").get(noun, "part") != "part":
        actor.bodies.add(noun)


def _first_or_most_used(actors: Sequence[Actor]) -> Actor:
    """Return the first of several actors, unless another is named far more often."""
    most_used = max(actors, key=lambda actor: actor.uses)
    return most_used if most_used.uses > 2 * actors[0].uses else actors[0]


def _said(modifiers: Sequence[str]) -> set[str]:
    """Return what modifiers say of a person, in full: no people and no word that only chooses."""
    small = (word.lower() for word in modifiers)
    return {_in_full(word) for word in small if not is_people([word])} - listed("plain").keys()


def _has_role(actor: Actor, role: str, said: Collection[str]) -> bool:
    """Tell a person with a role; a deputy must be said to be one."""
    is_person = actor.kind == "person" and role in actor.roles
    return is_person and (actor.roles & words_of("deputy")).issubset(said)


def _headline_end(text: str) -> int:
    """Return where the headline of an article ends.

    A first line without a full stop; 0 where none is.
    """
    end = text.find("\n")
    is_headline = 0 < end < _LONGEST_HEADLINE and text[end - 1] not in '.!?:”"'
    return end if is_headline else 0


def _in_full(word: str) -> str:
    """Return what a title or a state is short for.

    >>> _in_full("gov"), _in_full("vt")
    ('governor', 'vermont')
    """
    return listed("abbreviated").get(word, word)


def _places(keyed: Iterable[tuple[Name, tuple[str, ...]]]) -> set[str]:
    """Return the words that a text has as a place."""
    return {words[0] for name, words in keyed if len(words) == 1 and name.clues.get("place")}
