"""Give a mention of a source the fullest name that the article has for it.

In comes a text's syntax with its quotations, and the span of a mention; out goes a name: "he", "the
general" and "Samer" become "General Samer", "the WHO" the World Health Organization. A mention with a name of its
own keeps to it, without titles; what cannot be resolved stays the mention as it stands, up to its first
comma. Nothing is guessed from outside the article. The names are read once, on the first question.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from claims.model import Span
from claims.text.attribution.cues import find_noun_cue
from claims.text.attribution.naming.descriptions import Descriptions
from claims.text.attribution.naming.entities import Entities
from claims.text.attribution.naming.entity import Entity
from claims.text.attribution.naming.focus import GENDERS, Focus, Subject
from claims.text.attribution.naming.kinds import is_people, is_role, is_speaking, listed
from claims.text.attribution.naming.names import find_names
from claims.text.attribution.quotations import Quotation
from claims.text.grammar.syntax import Syntax

_CORE_END = re.compile(r"\s*(?:,(?!\d)|[;(—–])|\s-\s|\s(?:who|whose|which|that)\b")
_HEAD_END = re.compile(
    r"\s(?:of|in|at|for|from|with|on|by|to|about|near|inside|outside|among|against|between|after|before|under|over|like"
    r"|speaking|citing|familiar|close|involved|released|conducted|published|polled|led|named|called)\b"
)
_LIST = re.compile(r"[^,]+(?:, (?!an? )[^,]+){1,5},? and [^,]+")  # "Growers, traders and the port"
# ", [the former mayor] Ann Lee", but no clause: ", which Reuters asked"
_BEFORE_NAME = re.compile(r"(?:(?!(?:who|whose|whom|which|that|where|when|as|them)\b)[a-z][\w’'-]* ){0,3}")
_POSSESSIVE = re.compile(r"[’']s$")
_QUOTE = re.compile(r"[\"“”]|''")
_NAMED = re.compile(r"\b(?:named|called)\s+")
_SPOKE_BEFORE = 2  # sentences before "it said" in which it has spoken or been spoken of
_OFFICE = re.compile(r" (?:for|of) (?:[a-z]+ ){0,2}(?P<last>[a-z]+) (?=[A-Z])")
_EMPLOYED = re.compile(r"(?:, [^,.;:\n]{2,40})? (?:of|at|from|with) (?:the )?(?:[a-z]+ ){0,3}")
_LONGEST_CHAIN = 4  # "it" that stands for an "it" before it


class Claimants:
    """The names of one text, and who each mention of a source is."""

    def __init__(self, syntax: Syntax, quotations: Sequence[Quotation]) -> None:
        self.text = syntax.text
        self.syntax = syntax
        self.quotations = quotations

    def resolve(self, mention: Span, antecedent: Span | None = None) -> str:
        """Return the fullest name that the text gives for a mention; a "who" or "which" has an antecedent."""
        if antecedent is not None and self.text[slice(*mention)].lower() == "who":
            employee = self._employee(antecedent.start)
            if employee is not None:
                return employee.name
        return self._resolve(antecedent or mention, 0)

    def _employee(self, offset: int) -> Entity | None:
        """Return the person before a body in "Ann Lee of the brokerage Kessel & Co, who"."""
        index = self._entities.before(offset + 1) - 1
        if index < 1 or self._entities.of_names[index].kind == "person":
            return None
        person, body = self._entities.names[index - 1 : index + 1]
        if body.end <= offset or not _EMPLOYED.fullmatch(self.text, person.end, body.start):
            return None
        return self._entities.of_names[index - 1] if self._entities.of_names[index - 1].personality else None

    def _resolve(self, mention: Span, depth: int) -> str:
        words = _POSSESSIVE.sub("", self.text[slice(*mention)])
        if gender := GENDERS.get(words.lower()):
            person = self._focus.person(mention.start, gender)
            return person.name if person else words
        if words.lower() in ("it", "they"):
            return self._subject(mention, depth) or words
        end = _CORE_END.search(words)
        core = words[: end.start()] if end else words
        head = core[: self._head_end(mention.start, core)]
        if " and " in head or len(_QUOTE.findall(head)) % 2:
            return core  # two sources are not one of them, nor is half a title ("his book “The Art")
        if entity := self._entities.ending(mention.start, mention.start + len(head)):
            return entity.name
        if _LIST.fullmatch(words):
            return words
        noun = head.rpartition(" ")[2].lower()
        if end and (entity := self._apposed(Span(mention.start + end.start(), mention.end), noun)):
            return entity.name
        if entity := self._after_office(mention.start, head, core):
            return entity.name
        return self._descriptions.resolve(mention.start, head) or core

    def _after_office(self, start: int, head: str, core: str) -> Entity | None:
        """Return the person at the end of "the cabinet member for transport Ann Lee"."""
        between = _OFFICE.match(core, len(head))
        role = head.rpartition(" ")[2].lower()
        if between is None or not is_role(role) or is_role(between["last"]):
            return None  # "a spokesman for mayor Ann Lee" is another
        entity = self._entities.ending(start + between.end(), start + len(core))
        return entity if entity is not None and entity.personality else None

    def _head_end(self, start: int, core: str) -> int:
        """Return where the head of a mention ends: "the mayor [of Selby]", but not within "Ministry of Health"."""
        for found in _HEAD_END.finditer(core):
            last = self._entities.before(start + found.start()) - 1
            if last < 0 or self._entities.names[last].end <= start + found.start():
                return found.start()
        return len(core)

    @cached_property
    def _entities(self) -> Entities:
        return Entities(self.text, find_names(self.text))

    @cached_property
    def _focus(self) -> Focus:
        return Focus(self.syntax, self.quotations, self._entities)

    @cached_property
    def _descriptions(self) -> Descriptions:
        return Descriptions(self.text, self._entities, self._focus)

    def _subject(self, mention: Span, depth: int) -> str:
        """Return what "it" or "they" stands for: a body, a report or persons that were the subject just before.

        An "it" that says something passes over what cannot speak.
        """
        is_plural = self.text[mention.start : mention.end].lower() == "they"
        speaks = not is_plural and is_speaking(self.text, mention.start, mention.end)
        for subject in self._focus.subjects(mention.start, _SPOKE_BEFORE if speaks else 1):
            if subject.noun in ("it", "they") and subject.is_plural == is_plural:
                return self._subject(subject.span, depth + 1) if depth < _LONGEST_CHAIN else ""
            if self._are_several(subject) if is_plural else self._is_body(subject):
                # "a poll by Norden Research" is Norden Research
                name = "" if is_plural else self._descriptions.resolve(mention.start, f"the {subject.noun}")
                return name or self._resolve(subject.span, depth + 1)
            if not speaks:
                return ""
        return ""

    def _are_several(self, subject: Subject) -> bool:
        """May "they" stand for this subject: "the Democrats", "researchers"?"""
        return subject.is_plural and (is_people([subject.noun]) or is_role(subject.noun.removesuffix("s")))

    def _is_body(self, subject: Subject) -> bool:
        """May "it" stand for this subject: "Ardent Foods", "the ministry", "a poll"?"""
        if entity := self._entities.ending(*subject.span):
            return entity.kind == "organisation"
        cue = find_noun_cue(subject.noun)
        is_source = cue is not None and cue.is_source
        return not subject.is_plural and (subject.noun in listed("organisations") or is_source)

    def _apposed(self, rest: Span, noun: str) -> Entity | None:
        """Return who is named after the comma: "the prosecutor, Adeel Rahman", "the operator, Ardent Power"."""
        text, entities = self.text, self._entities
        apposition = re.compile(r"\W*").match(text, rest.start, rest.end)
        start = apposition.end() if apposition else rest.start
        if found := _NAMED.search(text, start, rest.end):
            start = found.end()
        index = bisect_left(entities.starts, start)
        if index == len(entities.names) or entities.names[index].end > rest.end:
            return None
        if not _BEFORE_NAME.fullmatch(text, start, entities.names[index].start):
            return None
        entity = entities.of_names[index]
        is_meant = (
            entity.may_be_body if noun in listed("organisations") else entity.personality >= 1 + (not is_role(noun))
        )
        return entity if is_meant else None
