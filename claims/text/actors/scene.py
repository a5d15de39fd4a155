"""Weigh who is present at a point of a text: the persons and bodies mentioned shortly before it.

In come mentions in text order, each with its weight, and the ends of sentences; out goes the person
that "he" or "she" stands for there, or the body that "the company" does. None where nobody fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.text.actors.actor import Actor
from claims.text.actors.kinds import listed

SPEAKS, SUBJECT, NAMED, GOVERNED, MODIFIES = 4.0, 3.0, 1.5, 0.7, 0.3  # what a mention weighs
_FADE = 0.55  # what is left of a weight in the next sentence
_EARLIER = 0.25  # how a weight counts for "he" in the next paragraph
_KEPT = 0.35  # what is left of it beside a new mention, so that who was long spoken of gives way
_LEAST = 0.3  # a body that was no more than named two sentences ago is not "the company"
_CLEAR = 0.5  # a subject two sentences ago
_PERSONALITY = (0.0, 0.4, 0.9, 1.0)  # how a weight counts for a person by what shows that it is one


class Presence(NamedTuple):
    """A mention of somebody at an offset.

    Without `actor`, it stands for whom "m" or "f" or a noun may mean.
    """

    offset: int
    actor: Actor | None
    stands_for: str
    weight: float


@dataclass
class Scene:
    """The weights of everybody present.

    The genders that pronouns gave them, and who has done anything.
    """

    weights: dict[Actor, float] = field(default_factory=dict)
    genders: dict[Actor, str] = field(default_factory=dict)
    acting: set[Actor] = field(default_factory=set)
    paragraph: int = 0
    named_in: dict[Actor, int] = field(default_factory=dict)  # the last paragraph with them

    def fade(self, *, is_paragraph: bool = False) -> None:
        """End a sentence, and where it is the last one of it, a paragraph."""
        self.weights = {actor: weight * _FADE for actor, weight in self.weights.items()}
        self.paragraph += is_paragraph

    def enter(self, presence: Presence, others: Sequence[Actor]) -> None:
        """Add a mention.

        A pronoun and a noun count for whom they stand for, which is none of the others.
        """
        actor = presence.actor or self._meant(presence.stands_for, others)
        if actor is None:
            return
        self.weights[actor] = presence.weight + _KEPT * self.weights.get(actor, 0)
        self.named_in[actor] = self.paragraph
        if presence.weight >= SUBJECT:
            self.acting.add(actor)

    def _meant(self, word: str, others: Sequence[Actor]) -> Actor | None:
        """Return whom a gender or a noun stands for here."""
        if word not in ("m", "f"):
            return self.called(word) if word in listed("epithets") else self.body(word)
        person = self.person(word, others)
        if person is not None:
            self.genders.setdefault(person, word)
        return person

    def person(self, gender: str, others: Sequence[Actor] = ()) -> Actor | None:
        """Return the weightiest person of a gender, of any for "", who is none of the others."""
        fitting = {
            actor: weight * _PERSONALITY[actor.personality] * self._nearness(actor)
            for actor, weight in self.weights.items()
            if actor not in others and self._may_be_person(actor, gender)
        }
        return max(fitting, key=lambda actor: fitting[actor], default=None)

    def _nearness(self, actor: Actor) -> float:
        """Return how a weight counts for a person of an earlier paragraph.

        A paragraph is about whom it names, before whoever spoke in the one above.
        """
        return _EARLIER ** (self.paragraph - self.named_in[actor])

    def _may_be_person(self, actor: Actor, gender: str) -> bool:
        """Tell whether "he" or "she" may mean an actor.

        One with a name like a person's must also act like one.
        """
        if actor.personality <= (actor not in self.acting):
            return False
        known = actor.gender or self.genders.get(actor, "")
        return not gender or known in (gender, "")

    def called(self, noun: str) -> Actor | None:
        """Return the person who alone may be "the candidate": well ahead of all others that may."""
        fitting = [
            (actor, weight)
            for actor, weight in self.weights.items()
            if actor.personality == 3 and actor.may_be_called(noun)
        ]
        (actor, weight), behind = _leading(fitting)
        return actor if weight >= _CLEAR and weight > 2 * behind else None

    def body(self, noun: str) -> Actor | None:
        """Return the weightiest body that a noun may stand for."""
        (actor, weight), behind = _leading(self._bodies(noun))
        is_alone = actor is not None and actor.kind == "organisation" and weight > 2 * behind
        return actor if weight >= _LEAST or is_alone else None

    def clear_body(self, noun: str) -> Actor | None:
        """Return the body that alone a noun may stand for: well ahead of all others."""
        (actor, weight), behind = _leading(self._bodies(noun))
        return actor if weight >= _LEAST and weight > 2 * behind else None

    def _bodies(self, noun: str) -> list[tuple[Actor, float]]:
        """Return the bodies that a noun may stand for with their weights."""
        return [
            (actor, weight * _fitness(actor, noun))
            for actor, weight in self.weights.items()
            if actor.kind == "organisation" or actor in self.acting
        ]


def _leading(weighed: Sequence[tuple[Actor, float]]) -> tuple[tuple[Actor | None, float], float]:
    """Return the weightiest with its weight, and the weight of the next one behind it."""
    ordered = sorted(weighed, key=lambda pair: -pair[1])
    first, (_, behind), *_ = [*ordered, (None, 0.0), (None, 0.0)]
    return first, behind


def _fitness(actor: Actor, noun: str) -> float:
    """Return how well a body fits "the company".

    One that the text calls so fits best, one of another kind hardly.
    """
    if not actor.may_be_body:
        return 0
    if noun in actor.bodies:
        return 4
    fit = _fit(actor, listed("organisations").get(noun))
    if actor.kind == "organisation":
        return fit
    return fit * (0.2 if " " in actor.name else 0.4)


def _fit(actor: Actor, mark: str | None) -> float:
    """Return how well a body fits a noun with such a mark, that it is not called by."""
    if mark == "noun":
        return 0  # nothing is "the bank" that is not called so
    named = _marks(actor.name.casefold().split())
    if mark == "outlet":
        return 2.0 if "press" in named else 0.0
    if mark == "body":
        return 2.0 if "body" in _marks(actor.bodies) else 1.0
    is_other = bool(actor.bodies) or not named.isdisjoint(("noun", "press"))
    return 0.1 if is_other else 1.0


def _marks(words: Iterable[str]) -> set[str | None]:
    """Return which words of organisations these are."""
    return set(map(listed("organisations").get, words))
