"""Put the names of a text together to the people and bodies that they name.

In come the names of a text in text order, out goes an `Actor` for each: "Samer", "Mr. Samer" and
"General Omar Samer" are one, whose name is its fullest form. A short form that fits several is the
one introduced first, unless another is named far more often. Nothing is guessed from outside the
text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from claims.text.actors.actor import Actor, surname_of
from claims.text.actors.kinds import (
    apposition,
    is_body,
    is_common,
    is_people,
    is_role,
    listed,
    word_before,
)
from claims.text.actors.names import Name
from claims.text.grammar.tagger import tagger
from claims.text.speech.cues import words as words_of

_BESIDE_WORD = re.compile(r"[^\W\d_]+(?:\.[A-Z])?")
# What belongs to a name: "Vermont's governor, [Ann Lee]"; "[Ann Lee] (D-Vt.)", "of Vermont", ", the
# mayor of Selby,"
_BEFORE = re.compile(r"(?:[\w’'.-]+ ){1,3}(?:[\w’'-]+, )?$")
_AFTER = re.compile(r"\s\([^()]{1,20}\)|\sof(?: [A-Z][\w’'-]*){1,3}|,\s[^,.;:]{2,60}(?=[,.])")
_DEPUTIES = frozenset(("deputy", "vice", "assistant"))  # a deputy governor is no governor
_ARTICLE = re.compile(r"^[Tt]he\s+$")
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
        self._keys = [
            _without_title(tuple(word.casefold() for word in name.text.split())) for name in names
        ]
        self._full: dict[tuple[str, ...], Actor] = {}
        self._by_part: dict[tuple[str, ...], list[Actor]] = {}
        self._by_short: dict[str, Actor] = {}  # "nfo", which the text spells out
        self._words_beside: dict[Actor, set[str]] = {}
        self._headline = _headline_end(text)
        self._placed = {
            words[0]
            for name, words in zip(names, self._keys, strict=True)
            if len(words) == 1 and name.clues.get("place")
        }
        for name, words in zip(names, self._keys, strict=True):
            if len(words) > 1:
                self._add_full(name, words)
        self.of_names = [
            self._find(name, words) for name, words in zip(names, self._keys, strict=True)
        ]

    def _add_full(self, name: Name, words: tuple[str, ...]) -> None:
        whole, first = _whole(name, words), self._first(name)
        if whole not in self._full:
            self._full[whole] = Actor(first=first)
            for part in _short_forms(words, name, self._placed):
                self._by_part.setdefault(part, []).append(self._full[whole])
        if name.short:
            self._by_short.setdefault(name.short.casefold(), self._full[whole])
        self._full[whole].first = min(first, self._full[whole].first)
        self._add(self._full[whole], name)

    def _find(self, name: Name, words: tuple[str, ...]) -> Actor:
        """Return the actor of a name, which may be the short form of another."""
        spelt_out = self._by_short.get(words[0]) if len(words) == 1 else None
        own = self._full.get(_whole(name, words))
        longer = spelt_out or self._longer(name, words, own)
        if longer is not None:
            self._add(longer, name, is_short=True)
            return longer
        if own is None:
            own = self._full[words] = Actor(first=self._first(name))
        if len(words) == 1:
            self._add(own, name)
        return own

    def _longer(self, name: Name, words: tuple[str, ...], own: Actor | None) -> Actor | None:
        """Return the actor whose longer name these words are short for.

        Of several it is the one introduced first, unless another is named far more often.
        """
        choices = [
            actor
            for actor in self._by_part.get(words, ())
            if (own is None or actor.first < own.first) and self._may_be(actor, name, words)
        ]
        persons = [actor for actor in choices if actor.kind == "person"]
        choices = persons or choices  # not "Team Novak"
        if not choices:
            return None
        most_used = max(choices, key=lambda actor: actor.uses)
        return most_used if most_used.uses > 2 * choices[0].uses else choices[0]

    def _may_be(self, actor: Actor, name: Name, words: tuple[str, ...]) -> bool:
        """Tell whether a short name may be that of an actor who is told before, or starts so."""
        is_titled = bool(name.gender and name.roles)  # "Mr. Lee" is no woman
        if is_titled and actor.gender not in ("", name.gender):
            return False
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
        if is_body(before := word_before(self.text, name.start)):
            actor.bodies.add(before)
        _describe(actor, apposition(self.text, name.end))

    def with_role(self, noun: str, modifiers: Sequence[str], offset: int) -> list[Actor]:
        """Return the persons with a role who are named before an offset, the last one first.

        Beside their names must stand what the modifiers say of them ("the foreign minister"); a
        place may be missing where no other has the role ("the Vermont senator").
        """
        said = {_in_full(word.lower()) for word in modifiers if not is_people([word.lower()])}
        said -= listed("plain").keys()
        named = dict.fromkeys(self.last_named(offset))
        found = [actor for actor in named if _has_role(actor, _in_full(noun), said | {noun})]
        fitting = [actor for actor in found if said <= self._beside(actor)]
        is_only = len(found) == 1 and not said & {word for word in modifiers if word.islower()}
        return fitting or (found if is_only else [])

    def last_named(self, offset: int) -> Iterator[Actor]:
        """Yield the actors of the names before an offset, the last one first."""
        before = self.before(offset)
        return reversed(self.of_names[max(before - _LOOK_BACK, 0) : before])

    def _beside(self, actor: Actor) -> set[str]:
        """Return the words beside the name of an actor, and those of its roles: "vermont"."""
        if actor in self._words_beside:
            return self._words_beside[actor]
        words = self._words_beside[actor] = set[str]()
        for name in actor.mentions:
            words.update(name.roles)
            before = _BEFORE.search(self.text, max(0, name.start - _BESIDE), name.start)
            for found in (before, _AFTER.match(self.text, name.end)):
                words.update(
                    _in_full(word.lower())
                    for word in _BESIDE_WORD.findall(found[0] if found else "")
                )
        return words

    def with_initials(self, letters: str) -> Actor | None:
        """Return the only person with these initials, whom a transcript calls by them."""
        found = {
            actor
            for actor in self._full.values()
            if actor.kind == "person" and "".join(word[0] for word in actor.name.split()) == letters
        }
        return found.pop() if len(found) == 1 else None

    def before(self, offset: int) -> int:
        """Return how many names start before an offset."""
        return bisect_right(self.starts, offset - 1)

    def ending(self, start: int, end: int) -> Actor | None:
        """Return the actor whose name ends the words [start, end)."""
        index = self._ending(start, end)
        return None if index is None else self.of_names[index]

    def named_in_full(self, start: int, end: int) -> Actor | None:
        """Return the actor whose name the words [start, end) are.

        Not that of the last of several.
        """
        index = self._ending(start, end)
        is_whole = index is not None and not _ARTICLE.sub(
            "", self.text[start : self.names[index].start]
        )
        return self.of_names[index] if index is not None and is_whole else None

    def _ending(self, start: int, end: int) -> int | None:
        for index in range(bisect_right(self.starts, end) - 1, -1, -1):
            name = self.names[index]
            if name.end <= start or name.start < start or name.end < end - len("’s."):
                return None
            if self.text[name.end : end].strip("'’s.") == "":
                return index
        return None


def _describe(actor: Actor, apposed: Sequence[str]) -> None:
    """Add what an apposition says of an actor: "Novak, [a lawyer]", "Novak, [a Swiss lender]"."""
    if not apposed:
        return
    if is_role(apposed[-1]):
        actor.roles.update(_in_full(word) for word in apposed if is_role(word))
    elif listed("organisations").get(apposed[-1], "part") != "part":
        actor.bodies.add(apposed[-1])


def _has_role(actor: Actor, role: str, said: Collection[str]) -> bool:
    """Tell a person with a role; a deputy must be said to be one."""
    is_person = actor.kind == "person" and role in actor.roles
    return is_person and (actor.roles & _DEPUTIES).issubset(said)


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


def _whole(name: Name, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return what makes a full name the same again: of a person the first and the last word."""
    return (words[0], surname_of(words)) if name.kind == "person" and len(words) > 1 else words


def _without_title(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if len(words) == 2 and words[0].rstrip(".") in listed("titles") else words


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words if word not in ("of", "the", "for", "and"))


def _short_forms(
    words: tuple[str, ...], name: Name, placed: Collection[str]
) -> set[tuple[str, ...]]:
    """Return the forms by which a name of several words may be called again.

    `placed` are the words that the text has as a place.
    """
    if name.short:  # spelt out in the text
        return {(name.short.casefold(),), words[-1:]}
    endings = {words[first:] for first in range(1, len(words))}  # "Daily News", "Garcia Lopez"
    if name.kind == "person":
        return endings | {words[:1], (surname_of(words),)}
    # "Ardent Foods" is Ardent, but the World Bank is no World
    rest_is_form = all(listed("organisations").get(word, "noun") != "noun" for word in words[1:])
    return (
        endings
        | {(_initials(words),)}
        | ({words[:1]} if rest_is_form or _is_coined(words, name, placed) else set())
    )


def _is_coined(words: tuple[str, ...], name: Name, placed: Collection[str]) -> bool:
    """Tell whether the first word of a body's name is its own.

    "Veltra Automotive" is Veltra, the Veldt Institute is Veldt, but Selby Police is not Selby.
    """
    if is_common(words[0]) or words[0] in placed:
        return False
    if len(words) == 2 and words[1] not in listed("organisations"):
        return True
    is_local = not words_of("local").isdisjoint(words[1:])
    return name.kind == "organisation" and not is_local and not tagger().is_word(words[0])
