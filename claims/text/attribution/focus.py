"""Follow who is present in a text: whom "he", "she", "it" and "they" stand for, and who was last spoken of.

In come a text's syntax with its quotations and the entities of its names; out goes whoever is most present before
an offset. Every mention gives weight, most where it speaks or is a subject; the weight fades from sentence to
sentence. Words within quotations belong to another conversation and count for nothing outside it. Only the
sentences shortly before the question are parsed, so a question costs the same in any text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.model import Span
from claims.text.attribution.cues import find_verb_cue
from claims.text.attribution.entities import Entities, Entity
from claims.text.attribution.kinds import gender_of, is_body, is_role, is_speaking, listed
from claims.text.attribution.quotations import Quotation
from claims.text.grammar.syntax import NounPhrase, Sentence, Syntax

_GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_FADE = 0.55  # what is left of a weight in the next sentence
_SPEAKS, _SUBJECT, _NAMED, _GOVERNED, _MODIFIES = 4.0, 3.0, 1.5, 0.7, 0.3
_CLEAR = 0.9  # a subject two sentences ago
_WINDOW = 8  # sentences that are looked back over
_BELONGING = re.compile(r" (?:for|of|at|from|with) (?:the )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*")
_INDEFINITE = frozenset(("a", "an", "one", "another"))


class Presence(NamedTuple):
    """A mention of somebody at an offset; without `entity`, `stands_for` is "m", "f" or a noun ("the company")."""

    offset: int
    entity: Entity | None
    stands_for: str
    weight: float


class Subject(NamedTuple):
    """The subject of a finite verb: where it stands, its noun, and whether it is plural."""

    span: Span
    noun: str
    is_plural: bool


class Focus:
    """Who is present where in a text."""

    def __init__(self, syntax: Syntax, quotations: Sequence[Quotation], entities: Entities) -> None:
        self.syntax = syntax
        self.text = syntax.text
        self.entities = entities
        self._quoted = [(quotation.start, quotation.end) for quotation in quotations]
        self._read: dict[int, list[Presence]] = {}

    def person(self, offset: int, gender: str) -> Entity | None:
        """Return the person who is most present before an offset, of a gender or of any ("")."""
        weights, genders = self._weights(offset)
        return _most_present(weights, genders, gender)

    def clear_person(self, offset: int, gender: str) -> Entity | None:
        """Return the person who is most present before an offset if that is well ahead of all others."""
        weights, genders = self._weights(offset)
        person = _most_present(weights, genders, gender)
        if person is None:
            return None
        lead = weights.pop(person)
        rival = _most_present(weights, genders, gender)
        return person if lead >= _CLEAR and (rival is None or lead >= 2 * weights[rival]) else None

    def body(self, offset: int, noun: str) -> Entity | None:
        """Return the body most present before an offset that "the company" or another noun may stand for."""
        return _most_present_body(self._weights(offset)[0], noun)

    def weight(self, offset: int, entity: Entity) -> float:
        """Return how present an entity is before an offset."""
        return self._weights(offset)[0].get(entity, 0)

    def subject(self, offset: int) -> Subject | None:
        """Return the last subject before an offset, in its sentence or the one before."""
        at = self.syntax.sentence_index(offset)
        for index in range(at, max(at - 2, -1), -1):
            subjects = [s for s in _subjects(self.syntax.parse(index)) if s.span.end <= offset]
            free = [s for s in subjects if self._quotation(s.span.start) == self._quotation(offset)]
            if free:
                return free[-1] if index == at else free[0]
        return None

    def is_one_phrase(self, start: int, end: int) -> bool:
        """Do the words [start, end) all stand in noun phrases, with no verb or preposition among them?"""
        sentence = self.syntax.parse(self.syntax.sentence_index(start))
        wanted = range(sentence.token_at(start), sentence.token_at(end - 1) + 1)
        return all(any(phrase.first <= at < phrase.last for phrase in sentence.noun_phrases) for at in wanted)

    def _weights(self, offset: int) -> tuple[dict[Entity, float], dict[Entity, str]]:
        """Return the weight of everybody before an offset, and the genders that pronouns gave them."""
        weights: dict[Entity, float] = {}
        genders: dict[Entity, str] = {}
        last = self.syntax.sentence_index(offset)
        for index in range(max(last - _WINDOW, 0), last + 1):
            weights = {entity: weight * _FADE for entity, weight in weights.items()}
            for presence in self._presences(index):
                if presence.offset >= offset:
                    break
                entity = presence.entity
                if entity is None and presence.stands_for in _GENDERS.values():
                    entity = _most_present(weights, genders, presence.stands_for)
                    if entity is not None:
                        genders.setdefault(entity, presence.stands_for)
                elif entity is None:
                    entity = _most_present_body(weights, presence.stands_for)
                if entity is not None:
                    weights[entity] = weights.get(entity, 0) + presence.weight
        return weights, genders

    def _quotation(self, offset: int) -> int:
        """Return the number of the quotation that an offset stands in, -1 where it stands in none."""
        at = bisect_right(self._quoted, offset, key=lambda quoted: quoted[0]) - 1
        return at if at >= 0 and offset < self._quoted[at][1] else -1

    def _presences(self, index: int) -> list[Presence]:
        if index not in self._read:
            found = [p for p in self._in_sentence(self.syntax.parse(index)) if self._quotation(p.offset) < 0]
            self._read[index] = sorted(found, key=lambda presence: presence.offset)
        return self._read[index]

    def _in_sentence(self, sentence: Sentence) -> Iterator[Presence]:
        """Yield whoever a sentence mentions: names, pronouns, and persons or bodies described ("one voter")."""
        tokens = sentence.tokens
        heads: dict[int, int] = {}  # the chunk of each token that heads a noun phrase
        named: set[int] = set()
        for phrase in sentence.noun_phrases:
            heads[phrase.head] = phrase.chunk
        for index in range(self.entities.before(sentence.start), self.entities.before(sentence.end)):
            name = self.entities.names[index]
            last = sentence.token_at(name.end - 1)
            if last in heads:
                named.add(last)
                weight = _weight(sentence, heads[last])
            elif sentence.chunk_at(last) in heads.values():
                owns = self.text[name.end : name.end + 2] in ("'s", "’s")
                weight = _GOVERNED if owns else _MODIFIES
                if name.start == sentence.start and not owns:  # its verb may have been taken for a noun
                    weight = _NAMED
            else:
                weight = _SUBJECT if name.start == sentence.start else _NAMED
            if weight > _MODIFIES and is_speaking(self.text, name.start, name.end):
                weight = _SPEAKS
            yield Presence(name.start, self.entities.of_names[index], "", weight)
        for phrase in sentence.noun_phrases:
            weight = _weight(sentence, phrase.chunk)
            for at in range(phrase.first, phrase.last):
                if gender := _GENDERS.get(tokens[at].text.lower()):
                    yield Presence(tokens[at].start, None, gender, weight if at == phrase.head else _GOVERNED)
            if phrase.head not in named and phrase.first != phrase.head:
                yield from self._described(sentence, phrase, weight)

    def _described(self, sentence: Sentence, phrase: NounPhrase, weight: float) -> Iterator[Presence]:
        """Yield whom a phrase without a name describes: "the general" of the text, or "a voter" who is new."""
        words = [token.text for token in sentence.tokens[phrase.first : phrase.head + 1]]
        start, end = sentence.tokens[phrase.first].start, sentence.tokens[phrase.head].end
        noun = words[-1].lower()
        if words[0].lower() in _INDEFINITE and is_role(noun):
            if sentence.dependents(phrase.chunk, "appos"):  # "A spokesman, Karel Novy,"
                return
            belonging = _BELONGING.match(self.text, end)
            described = self.text[start : belonging.end() if belonging else end]
            yield Presence(start, Entity.described(described, gender_of((), (noun,))), "", weight)
        elif is_role(noun) and (known := self.entities.with_role(noun, words[1:-1], start)):
            yield Presence(start, known[0], "", weight)
        elif words[0].lower() == "the" and is_body(" ".join(words[1:]).lower()):
            yield Presence(start, None, noun, weight)


def _weight(sentence: Sentence, chunk: int) -> float:
    """Return the weight of a noun phrase by what it is in its sentence; an apposition is what its noun is."""
    arc = sentence.arcs[chunk]
    while arc.relation == "appos" and arc.governor >= 0:
        chunk, arc = arc.governor, sentence.arcs[arc.governor]
    if sentence.chunks[chunk].kind == "PP":
        return _GOVERNED
    if arc.relation != "subj" or arc.governor < 0:
        return _NAMED
    cue = find_verb_cue([token.text for token in sentence.tokens], sentence.chunks[arc.governor].head)
    return _SPEAKS if cue is not None and "quote" in cue.takes else _SUBJECT


def _subjects(sentence: Sentence) -> list[Subject]:
    """Return the subjects of a sentence's finite verbs, in order."""
    found = []
    for verb in sentence.verb_groups:
        if verb.finite and verb.subject is not None:
            phrase = sentence.noun_phrases[verb.subject]
            head = sentence.tokens[phrase.head]
            span = Span(sentence.tokens[phrase.first].start, sentence.tokens[phrase.last - 1].end)
            is_plural = head.tag in ("NNS", "NNPS") or head.text.lower() == "they"
            if not sentence.dependents(phrase.chunk, "conj"):
                found.append(Subject(span, head.text.lower(), is_plural))
    return sorted(set(found))


def _most_present(weights: dict[Entity, float], genders: dict[Entity, str], gender: str) -> Entity | None:
    """Return the weightiest person of a gender, of any for ""."""
    fitting = {
        entity: weight
        for entity, weight in weights.items()
        if entity.kind == "person" and (not gender or (entity.gender or genders.get(entity, "")) in (gender, ""))
    }
    return max(fitting, key=lambda entity: fitting[entity], default=None)


def _most_present_body(weights: dict[Entity, float], noun: str) -> Entity | None:
    """Return the weightiest body that a noun may stand for."""
    fitting = {entity: weight * _fitness(entity, noun) for entity, weight in weights.items()}
    best = max(fitting, key=lambda entity: fitting[entity], default=None)
    return best if best is not None and fitting[best] > 0 else None


def _fitness(entity: Entity, noun: str) -> float:
    """Return how well a body fits "the company": one that the text calls so fits best, one of another kind hardly."""
    if not entity.may_be_body:
        return 0
    if noun in entity.bodies:
        return 4
    is_public = any(listed("organisations").get(word) == "noun" for word in entity.name.casefold().split())
    is_other = entity.bodies or (is_public and listed("organisations").get(noun) != "body")
    certainty = 1 if entity.kind == "organisation" else 0.2 if " " in entity.name else 0.4
    return (0.3 if is_other else 1) * certainty
