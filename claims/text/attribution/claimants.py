"""Give a mention of a source the fullest name that the article has for it.

In comes a text's syntax with its quotations, and the span of a mention; out goes a name: "he", "the
general" and "Samer" become "General Samer", "the WHO" the World Health Organization. A mention with a name of its
own keeps to it, without titles; what cannot be resolved stays the mention as it stands, up to its first
comma. Nothing is guessed from outside the article. The whole text is read once, on the first question.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from claims.model import Span
from claims.text.attribution.cues import find_verb_cue
from claims.text.attribution.names import Name, find_names, listed
from claims.text.attribution.quotations import Quotation
from claims.text.grammar.syntax import Syntax

_PRONOUN = re.compile(r"\b(?:(?P<m>he|him|his|himself)|(?P<f>she|her|hers|herself))\b", re.IGNORECASE)
_CORE_END = re.compile(r"\s*(?:,(?!\d)|[;(—–])|\s-\s|\s(?:who|whose|which|that)\b")
_HEAD_END = re.compile(
    r"\s(?:of|in|at|for|from|with|on|by|to|about|near|inside|outside|among|against|between|after|before|under|over|like"
    r"|speaking|citing|familiar|close|involved|released|conducted|published|polled|led|named|called)\b"
)
_LIST = re.compile(r"[^,]+(?:, (?!an? )[^,]+){1,5},? and [^,]+")  # "Growers, traders and the port"
_DETERMINER = re.compile(r"(?:the|an?|this|that|these|those|his|her|its|their|our|both)\s+", re.IGNORECASE)
_APPOSED = re.compile(r",\s*(?:(?:an?|the|his|her|its|their)\s+)?([^,.;:\"“”]{2,80})")
_NAMED = re.compile(r"\b(?:named|called)\s+")
_PLACED = re.compile(r"\b(?:in|at|near|from|to|on|across)\s+(?:the\s+)?$")
_GOVERNED = re.compile(r"(?:\b(?:of|by|with|for|to|about|against|from|in|at|near|on|and|than)|[’']s)\s+(?:the\s+)?$")
_WORD_AFTER = re.compile(r"(?:, [^,.]{1,80},)?[\s,]*(?:also |then |later |has |had )?([a-z]+)")
_WORD_BEFORE = re.compile(r"([a-z]+)\s+(?:[\w.’'-]+\s+){0,3}$")
# how fast a person fades from one sentence to the next, and what a mention weighs
_FADE = 0.55
_SPEAKS, _OPENS, _NAMED_ONLY, _GOVERNED_ONLY = 4.0, 3.0, 1.5, 0.7
_RECENT = 12  # persons that a pronoun chooses from
_LOOK_BACK = 200  # mentions that a description looks back over


@dataclass
class Entity:
    """A person or body, with the forms of its name and where they stand."""

    forms: Counter[str] = field(default_factory=Counter)
    roles: set[str] = field(default_factory=set)
    genders: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    weight: float = 0.0
    sentence: int = 0

    @property
    def name(self) -> str:
        """Return the fullest form: most words, then the one used most."""
        return max(self.forms, key=lambda form: (not form.isupper(), len(form.split()), self.forms[form], form))

    @property
    def gender(self) -> str:
        """Return "m", "f", or "" where nothing tells."""
        return self.genders.most_common(1)[0][0] if self.genders else ""

    @property
    def kind(self) -> str:
        """Return "person", "organisation" or ""."""
        return self.kinds.most_common(1)[0][0] if self.kinds else ""


class Claimants:
    """The names of one text, and who each mention of a source is."""

    def __init__(self, syntax: Syntax, quotations: Sequence[Quotation]) -> None:
        self.text = syntax.text
        self.syntax = syntax
        self._quoted = [(quotation.start, quotation.end) for quotation in quotations]

    def resolve(self, mention: Span, antecedent: Span | None = None) -> str:
        """Return the fullest name that the text gives for a mention."""
        if antecedent is not None:
            return self.resolve(antecedent)
        words = self.text[slice(*mention)]
        if _PRONOUN.fullmatch(words):
            entity = self._persons_meant.get(mention.start)
            return entity.name if entity else words
        end = _CORE_END.search(words)
        core = words[: end.start()] if end else words
        head = core[: found.start()] if (found := _HEAD_END.search(core)) else core
        if " and " in head:
            return core  # two sources are not one of them
        if _LIST.fullmatch(words) and self._named(mention.start, mention.start + len(head)) is None:
            return words
        if entity := self._named(mention.start, mention.start + len(head)):
            return entity.name
        if end and (entity := self._apposed(Span(mention.start + end.start(), mention.end))):
            return entity.name
        return self._described(mention.start, head) or core

    @cached_property
    def _names(self) -> list[Name]:
        return find_names(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [name.start for name in self._names]

    @cached_property
    def _entities(self) -> list[Entity | None]:
        """The entity of each name, in text order."""
        full: dict[tuple[str, ...], Entity] = {}
        by_last: dict[str, list[Entity]] = {}
        keys = [tuple(word.casefold() for word in name.text.split()) for name in self._names]
        for name, key in zip(self._names, keys, strict=True):
            words = _without_title(key)
            if len(words) < 2:
                continue
            whole = (words[0], _surname(words)) if name.kind == "person" else words
            if whole not in full:
                full[whole] = Entity()
                for part in _short_forms(words, name.kind):
                    by_last.setdefault(part, []).append(full[whole])
            _add(full[whole], name, self.text)
        found: list[Entity | None] = []
        for name, key in zip(self._names, keys, strict=True):
            words = _without_title(key)
            if len(words) >= 2:
                whole = (words[0], _surname(words)) if name.kind == "person" else words
                found.append(full[whole])
                continue
            choices = [
                e for e in by_last.get(words[0], []) if not (name.gender and e.gender and e.gender != name.gender)
            ]
            if choices:
                # the one introduced first, unless another is named far more often
                first = choices[0]
                best = max(choices, key=lambda e: sum(e.forms.values()))
                entity = best if sum(best.forms.values()) > 2 * sum(first.forms.values()) else first
                _add(entity, name, self.text, is_short=True)
            else:
                entity = full.setdefault(words, Entity())
                _add(entity, name, self.text)
            found.append(entity)
        return found

    def _named(self, start: int, end: int) -> Entity | None:
        """Return the entity whose name ends the words [start, end)."""
        index = bisect_right(self._starts, end) - 1
        while index >= 0 and self._names[index].end > start:
            name = self._names[index]
            ending = self.text[name.end : end] if name.end <= end else ""
            if name.start >= start and ending.strip("'’s.") == "" and name.end >= end - 3:
                return self._entities[index]
            if name.start < start or name.end < end - 3:
                return None
            index -= 1
        return None

    def _apposed(self, rest: Span) -> Entity | None:
        """Return the person named after the comma: "the prosecutor, Adeel Rahman"."""
        text = self.text
        apposition = re.compile(r"\W*").match(text, rest.start, rest.end)
        start = apposition.end() if apposition else rest.start
        if found := _NAMED.search(text, start, rest.end):
            start = found.end()
        index = bisect_left(self._starts, start)
        if index < len(self._names) and self._names[index].end <= rest.end:
            name, entity = self._names[index], self._entities[index]
            between = text[start : name.start]
            if re.fullmatch(r"(?:[a-z][\w’'-]* ){0,3}", between) and "them " not in between and "who " not in between:
                return entity if entity and entity.kind == "person" else None
        return None

    def _described(self, offset: int, head: str) -> str:
        """Return the name that "the general", "the ministry", "the company" stand for; "" where there is none."""
        determiner = _DETERMINER.match(head)
        noun = head[determiner.end() :].lower() if determiner else ""
        noun = re.sub(r"^[\w.’'-]+-based ", "", noun)
        kind = listed("organisations").get(noun, "")
        if not noun or (" " in noun and not kind) or head.lower().startswith(("a ", "an ")):
            return ""
        is_role = noun in listed("roles") or noun in listed("titles") or re.fullmatch(r"\d+-year-old", noun)
        before = bisect_left(self._starts, offset)
        sentence_start = self.syntax.sentences[self.syntax.sentence_index(offset)].start
        for index in range(before - 1, max(before - _LOOK_BACK, -1), -1):
            name, entity = self._names[index], self._entities[index]
            if entity is None:
                continue
            if kind and noun in (word.casefold() for word in entity.name.split()) and len(entity.name.split()) > 1:
                return entity.name
            if is_role and entity.kind == "person" and (noun in entity.roles or noun[0].isdigit()):
                return entity.name
            is_placed = _PLACED.search(self.text, max(0, name.start - 12), name.start)
            is_numbered = self.text[name.end : name.end + 2].strip().isdigit()
            is_body = entity.kind == "organisation" or (not entity.kind and name.start > sentence_start)
            if kind == "any" and is_body and not is_placed and not is_numbered:
                return entity.name
        return self._first_described(offset, noun) if kind or is_role else ""

    def _first_described(self, offset: int, noun: str) -> str:
        """Return the first description with this noun, when it says more: "the interior ministry"."""
        first = re.compile(
            rf"\b((?:the|an?|its|his|her|their)\s+)((?:[\w’'-]+ ){{0,3}}){re.escape(noun)}\b(?!-)", re.IGNORECASE
        ).search(self.text, 0, offset)
        return first[0] if first and first[2] else ""

    @cached_property
    def _persons_meant(self) -> dict[int, Entity]:
        """Who each "he" and "she" outside quotations is, by its offset.

        One pass over the text: a mention gives its person weight, more where the person speaks or opens the
        sentence; the weight fades from sentence to sentence; a pronoun is the weightiest of its gender, and
        a mention itself.
        """
        meant: dict[int, Entity] = {}
        recent: list[Entity] = []
        for offset, index, gender in self._mentions():
            sentence = self.syntax.sentence_index(offset)
            if index is None:
                fitting = [e for e in recent if e.gender in (gender, "") and e.kind != "organisation"]
                if not fitting:
                    continue
                entity = max(fitting, key=lambda e: _faded(e, sentence) * (1.0 if e.gender or e.kind else 0.6))
                meant[offset] = entity
                entity.genders[gender] += 1
                weight = _OPENS
            else:
                found = self._entities[index]
                if found is None or found.kind == "organisation":
                    continue
                entity = found
                weight = self._weight(self._names[index], sentence)
            entity.weight, entity.sentence = _faded(entity, sentence) + weight, sentence
            recent = [*[e for e in recent if e is not entity][-_RECENT:], entity]
        return meant

    def _mentions(self) -> Iterator[tuple[int, int | None, str]]:
        """Yield the names and pronouns outside quotations: offset, index of the name or None, gender of the pronoun."""
        pronouns = ((m.start(), None, "m" if m["m"] else "f") for m in _PRONOUN.finditer(self.text))
        names = ((name.start, index, "") for index, name in enumerate(self._names))
        starts = [start for start, _ in self._quoted]
        for offset, index, gender in sorted([*pronouns, *names], key=lambda mention: mention[0]):
            at = bisect_right(starts, offset) - 1
            if at < 0 or offset >= self._quoted[at][1]:
                yield offset, index, gender

    def _weight(self, name: Name, sentence: int) -> float:
        after = _WORD_AFTER.match(self.text, name.end)
        before = _WORD_BEFORE.search(self.text, max(0, name.start - 60), name.start)
        for word in (after[1] if after else "", before[1] if before else ""):
            cue = find_verb_cue([word], 0) if word else None
            if cue is not None and "quote" in cue.takes:
                return _SPEAKS
        owns = self.text[name.end : name.end + 2] in ("'s", "’s")
        if owns or _GOVERNED.search(self.text, max(0, name.start - 12), name.start):
            return _GOVERNED_ONLY
        return _OPENS if name.start - self.syntax.sentences[sentence].start < 25 else _NAMED_ONLY


def _faded(entity: Entity, sentence: int) -> float:
    return entity.weight * _FADE ** max(sentence - entity.sentence, 0)


def _without_title(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if len(words) == 2 and words[0].rstrip(".") in listed("titles") else words


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words if word not in ("of", "the", "for", "and"))


def _short_forms(words: tuple[str, ...], kind: str) -> set[str]:
    """Return the single words by which a name of several may be called again."""
    if kind == "person":
        return {words[0], _surname(words)}
    rest_is_form = all(listed("organisations").get(word) == "part" for word in words[1:])  # "Ardent Foods": "Ardent"
    return {words[-1], _initials(words)} | ({words[0]} if rest_is_form else set())


def _surname(words: tuple[str, ...]) -> str:
    return words[-2] if len(words) > 2 and words[-1].rstrip(".") in ("jr", "sr", "ii", "iii", "iv") else words[-1]


def _add(entity: Entity, name: Name, text: str, *, is_short: bool = False) -> None:
    entity.forms[name.text.split()[-1] if is_short else name.text] += 1
    entity.roles.update(name.roles)
    if name.gender:
        entity.genders[name.gender] += 3
    if name.kind:
        entity.kinds[name.kind] += 1
    if apposed := _APPOSED.match(text, name.end):
        entity.roles.update(
            word for word in apposed[1].lower().split() if word in listed("roles") or word in listed("titles")
        )
