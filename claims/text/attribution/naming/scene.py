"""Weigh who is present at a point of a text: the persons and bodies mentioned shortly before it.

In come mentions in text order, each with its weight, and the ends of sentences; out goes the person that "he" or
"she" stands for there, or the body that "the company" does. None where nobody fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.text.attribution.naming.entity import Entity
from claims.text.attribution.naming.kinds import listed

SPEAKS, SUBJECT, NAMED, GOVERNED, MODIFIES = 4.0, 3.0, 1.5, 0.7, 0.3  # what a mention weighs
_FADE = 0.55  # what is left of a weight in the next sentence
_KEPT = 0.35  # what is left of it beside a new mention, so that who was long spoken of gives way
_LEAST = 0.3  # a body that was no more than named two sentences ago is not "the company"
_CLEAR = 0.5  # a subject two sentences ago
_PERSONALITY = (0.0, 0.4, 0.9, 1.0)  # how a weight counts for a person by what shows that it is one


class Presence(NamedTuple):
    """A mention of somebody at an offset; without `entity`, it stands for whom "m" or "f" or a noun may mean."""

    offset: int
    entity: Entity | None
    stands_for: str
    weight: float


@dataclass
class Scene:
    """The weights of everybody present, the genders that pronouns gave them, and who has done anything."""

    weights: dict[Entity, float] = field(default_factory=dict)
    genders: dict[Entity, str] = field(default_factory=dict)
    acting: set[Entity] = field(default_factory=set)

    def fade(self) -> None:
        """End a sentence."""
        self.weights = {entity: weight * _FADE for entity, weight in self.weights.items()}

    def enter(self, presence: Presence, others: Sequence[Entity]) -> None:
        """Add a mention; a pronoun and a noun count for whom they stand for, which is none of the others."""
        entity, noun = presence.entity, presence.stands_for
        if entity is None and noun in ("m", "f"):
            entity = self.person(noun, others)
            if entity is not None:
                self.genders.setdefault(entity, noun)
        elif entity is None:
            entity = self.called(noun) if noun in listed("epithets") else self.body(noun)
        if entity is not None:
            self.weights[entity] = presence.weight + _KEPT * self.weights.get(entity, 0)
            if presence.weight >= SUBJECT:
                self.acting.add(entity)

    def person(self, gender: str, others: Sequence[Entity] = ()) -> Entity | None:
        """Return the weightiest person of a gender, of any for "", who is none of the others."""
        fitting = {
            entity: weight * _PERSONALITY[entity.personality]
            for entity, weight in self.weights.items()
            if entity.personality > (entity not in self.acting)  # a name like a person's must also act like one
            and entity not in others
            and (not gender or (entity.gender or self.genders.get(entity, "")) in (gender, ""))
        }
        return max(fitting, key=lambda entity: fitting[entity], default=None)

    def called(self, noun: str) -> Entity | None:
        """Return the person who alone may be "the candidate": well ahead of all others that may."""
        fitting = [entity for entity in self.weights if entity.personality == 3 and entity.may_be_called(noun)]
        fitting.sort(key=lambda entity: -self.weights[entity])
        lead, *behind = [*(self.weights[entity] for entity in fitting), 0.0]
        return fitting[0] if lead >= _CLEAR and lead > 2 * behind[0] else None

    def body(self, noun: str) -> Entity | None:
        """Return the weightiest body that a noun may stand for."""
        (entity, weight), (_, behind), *_ = [*self._bodies(noun), (None, 0.0), (None, 0.0)]
        is_alone = entity is not None and entity.kind == "organisation" and weight > 2 * behind
        return entity if weight >= _LEAST or is_alone else None

    def clear_body(self, noun: str) -> Entity | None:
        """Return the body that alone a noun may stand for: well ahead of all others."""
        (entity, weight), (_, behind), *_ = [*self._bodies(noun), (None, 0.0), (None, 0.0)]
        return entity if weight >= _LEAST and weight > 2 * behind else None

    def _bodies(self, noun: str) -> list[tuple[Entity | None, float]]:
        """Return the bodies that a noun may stand for with their weights, the weightiest first."""
        fitting = [
            (entity, weight * _fitness(entity, noun))
            for entity, weight in self.weights.items()
            if entity.kind == "organisation" or entity in self.acting
        ]
        return sorted(fitting, key=lambda pair: -pair[1])


def _fitness(entity: Entity, noun: str) -> float:
    """Return how well a body fits "the company": one that the text calls so fits best, one of another kind hardly."""
    if not entity.may_be_body:
        return 0
    if noun in entity.bodies:
        return 4
    mark = listed("organisations")
    marks = {mark.get(word) for word in entity.name.casefold().split()}
    match mark.get(noun):
        case "body":
            fit = 2.0 if any(mark.get(body) == "body" for body in entity.bodies) else 1.0
        case "outlet":
            fit = 2.0 if "press" in marks else 0.0
        case "noun":
            return 0  # nothing is "the bank" that is not called so
        case _:
            fit = 0.1 if entity.bodies or marks & {"noun", "press"} else 1.0
    return fit * (1 if entity.kind == "organisation" else 0.2 if " " in entity.name else 0.4)
