"""Find the name behind a description: "the Vermont senator", "the ministry", "the company", "the poll".

In come the entities of a text and who is present in it, and the words of a description; out goes the name that the
text has for what they describe, "" where it has none or where it says of several that they are such.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from claims.text.attribution.cues import find_noun_cue
from claims.text.attribution.entities import Entities
from claims.text.attribution.focus import Focus
from claims.text.attribution.kinds import is_body, is_role, listed

_DETERMINER = re.compile(r"(?P<word>the|this|that|his|her|its|their|our)\s+", re.IGNORECASE)
_AGE = re.compile(r"\d+-year-old")
_AFTER_NAME = re.compile(r"(?:[’']s?)?((?:\s[a-z][\w-]*){1,3})")
_INTRODUCED = re.compile(r"\b(?:[Aa]n?|[Aa]nother|[Oo]ne|separate)(?=(?P<words>(?:\s[\w.%-]+){1,5}))")
_BY = re.compile(r"(?:\s[\w-]+){0,4}?\s(?:by|from)\s(?:the\s)?(?=[A-Z])")  # "a report [released on Monday by] Novak"
_OWNED = frozenset(("campaign", "administration"))  # by a person: "the Holub campaign"
# Documents that may be called by each other's names
_ALIKE = {
    "poll": ("poll", "survey"),
    "survey": ("survey", "poll", "study"),
    "study": ("study", "report", "survey", "analysis"),
    "report": ("report", "study", "analysis", "paper"),
    "analysis": ("analysis", "report", "study"),
    "paper": ("paper", "report", "study"),
}


class _Phrase(NamedTuple):
    """A phrase with a name before its noun at an offset: "the Herald editorial board"; without words, one unnamed."""

    offset: int
    end: int
    words: str


class Descriptions:
    """What the descriptions of a text stand for."""

    def __init__(self, text: str, entities: Entities, focus: Focus) -> None:
        self.text = text
        self.entities = entities
        self.focus = focus
        self._described: dict[str, re.Match[str] | None] = {}

    def resolve(self, offset: int, head: str) -> str:
        """Return the name for a description with these words at an offset, "" where there is none."""
        if head.rpartition(" ")[2] in _ALIKE and (author := self._author(offset + len(head))):
            return author
        determiner = _DETERMINER.match(head)
        if determiner is None:
            return ""
        words = re.sub(r"[\w.’'-]+-(?:based|led) ", "", head[determiner.end() :]).split()
        while len(words) > 1 and words[0].lower() in listed("plain"):
            words = words[1:]
        if not words or words[-1] != words[-1].lower():
            return ""
        owner = determiner["word"].lower()
        if owner in ("his", "her"):
            return self._owned(offset, words, owner)
        if owner not in ("the", "this", "that"):
            return ""
        if _AGE.fullmatch(" ".join(words)):
            return self._last_person(offset)
        if is_role(words[-1]):
            person = self._person(offset, words) or self._first_described(offset, words)
            return person or self._body_in_focus(offset, words)
        return (
            self._named_body(offset, words)
            or self._fuller(offset, words)
            or self._body_in_focus(offset, words)
            or self._first_described(offset, words)
        )

    def _owned(self, offset: int, words: list[str], owner: str) -> str:
        if len(words) > 1 or words[0] not in _OWNED:
            return ""
        person = self.focus.person(offset, "m" if owner == "his" else "f")
        return f"{person.surname} {words[0]}" if person else ""

    def _person(self, offset: int, words: list[str]) -> str:
        """Return the person with a role, of several the one most present."""
        having = self.entities.with_role(words[-1], words[:-1], offset)
        present = max(having, key=lambda entity: self.focus.weight(offset, entity), default=None)
        if present is not None and self.focus.weight(offset, present):
            return present.name
        if words[-1] not in listed("epithets") or any(not phrase.words for phrase in self._before(offset, words[-1])):
            called = None  # nobody's other name, or somebody's who came in as "a billionaire"
        else:
            called = self.focus.called(offset, words[-1])
        return called.name if called else present.name if present else ""

    def _last_person(self, offset: int) -> str:
        before = self.entities.of_names[: self.entities.before(offset)][-_LOOK_BACK:]
        return next((entity.name for entity in reversed(before) if entity.kind == "person"), "")

    def _named_body(self, offset: int, words: list[str]) -> str:
        """Return the last body with the noun in its name: "the ministry"."""
        noun, modifiers = words[-1], {word.casefold() for word in words[:-1]}
        if noun not in listed("organisations"):
            return ""
        before = self.entities.before(offset)
        for index in range(before - 1, max(before - _LOOK_BACK, -1), -1):
            parts = self.entities.of_names[index].name.casefold().split()
            if noun in parts and len(parts) > 1 and modifiers <= set(parts):
                return self.entities.of_names[index].name
        return ""

    def _fuller(self, offset: int, words: list[str]) -> str:
        """Return the last phrase with this noun and a name in it: "the Herald poll"."""
        noun, modifiers = words[-1], set(words[:-1])
        for phrase in reversed(self._before(offset, noun)):
            if not phrase.words:
                return ""  # "a poll" of nobody in particular
            if modifiers <= set(phrase.words.split()[:-1]) and self.focus.is_one_phrase(phrase.offset, phrase.end):
                return phrase.words
        anywhere = {phrase.words for phrase in self._phrases.get(noun, ())} if words[0] in _OWNED else set()
        return anywhere.pop() if len(anywhere) == 1 else ""

    def _before(self, offset: int, noun: str) -> list[_Phrase]:
        """Return the phrases before an offset that a noun may stand for."""
        phrases = sorted(phrase for alike in _ALIKE.get(noun, (noun,)) for phrase in self._phrases.get(alike, ()))
        return phrases[: bisect_left(phrases, (offset,))]

    def _first_described(self, offset: int, words: list[str]) -> str:
        """Return the first description with this noun, when it says more: "the interior ministry"."""
        if len(words) > 1 or words[0] in _OWNED or not (is_role(words[0]) or words[0] in listed("organisations")):
            return ""
        if words[0] not in self._described:
            self._described[words[0]] = re.compile(
                rf"\b(?:the|an?)\s+(?:(?!dozen)[\w’'-]+ ){{1,3}}{re.escape(words[0])}\b(?!-)", re.IGNORECASE
            ).search(self.text)
        first = self._described[words[0]]
        is_before = first is not None and first.end() <= offset
        return first[0] if first and is_before and self.focus.is_one_phrase(*first.span()) else ""

    @cached_property
    def _phrases(self) -> dict[str, list[_Phrase]]:
        """The phrases with a name before a noun, by the noun."""
        found = defaultdict(list)
        text = self.text
        for name, entity in zip(self.entities.names, self.entities.of_names, strict=True):
            if after := _AFTER_NAME.match(text, name.end):
                words = after[1].split()
                for count, noun in enumerate(words, 1):
                    if noun in listed("openers"):
                        break
                    if _is_describable(noun):
                        shown = f"{entity.surname if noun in _OWNED else name.text} {' '.join(words[:count])}"
                        end = text.index(noun, name.end) + len(noun)
                        found[noun].append(_Phrase(name.start, end, shown))
                        break
        for introduced in _INTRODUCED.finditer(text):
            words = introduced["words"].split()
            at = next((at for at, word in enumerate(words) if word[0].isupper() or _is_describable(word)), -1)
            if at >= 0 and words[at].islower() and words[at] not in _OWNED:
                end = text.index(words[at], introduced.end()) + len(words[at])
                author = self._author(end) if words[at] in _ALIKE else ""
                found[words[at]].append(_Phrase(introduced.start(), introduced.end(), author))
        return {noun: sorted(phrases) for noun, phrases in found.items()}

    def _author(self, end: int) -> str:
        """Return who a document is by, right after its noun."""
        by = _BY.match(self.text, end)
        index = bisect_left(self.entities.starts, by.end()) if by else -1
        is_named = by is not None and self.entities.starts[index : index + 1] == [by.end()]
        return self.entities.of_names[index].name if is_named else ""

    def _body_in_focus(self, offset: int, words: list[str]) -> str:
        """Return the body most present for "the company", "the group"."""
        if is_body(" ".join(words)) or listed("organisations").get(words[0]) == "noun":
            body = self.focus.body(offset, words[-1])
        elif listed("organisations").get(words[-1]) == "any":  # "the Swiss parts maker"
            body = self.focus.clear_body(offset, words[-1])
        else:
            body = None
        return body.name if body else ""


_LOOK_BACK = 200  # names that a description looks back over


def _is_describable(noun: str) -> bool:
    cue = find_noun_cue(noun)
    return (
        noun in _OWNED
        or noun in listed("epithets")
        or listed("organisations").get(noun) == "noun"
        or (cue is not None and cue.is_source)
    )
