"""Find the name behind a description: "the Vermont senator", "the ministry", "the company", "the poll".

In come the entities of a text and who is present in it, and the words of a description; out goes the name that the
text has for what they describe, "" where it has none or where it says of several that they are such.
"""

from __future__ import annotations

import re
from functools import cached_property

from claims.text.attribution.naming.entities import Entities
from claims.text.attribution.naming.focus import Focus
from claims.text.attribution.naming.kinds import is_body, is_role, listed
from claims.text.attribution.naming.named_phrases import OWNED, NamedPhrases, is_document

_DETERMINER = re.compile(r"(?P<word>the|this|that|his|her|its|their|our)\s+", re.IGNORECASE)
_AGE = re.compile(r"\d+-year-old")
_PANELS = ("committee", "commission", "subcommittee")
_LOOK_BACK = 200  # names that a description looks back over
_PHRASES = 20  # phrases with its noun that it looks back over


class Descriptions:
    """What the descriptions of a text stand for."""

    def __init__(self, text: str, entities: Entities, focus: Focus) -> None:
        self.text = text
        self.entities = entities
        self.focus = focus
        self._described: dict[str, re.Match[str] | None] = {}

    def resolve(self, offset: int, head: str) -> str:
        """Return the name for a description with these words at an offset, "" where there is none."""
        if is_document(head.rpartition(" ")[2]) and (author := self._phrases.author(offset + len(head))):
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
        if len(words) > 1 or words[0] not in OWNED:
            return ""
        person = self.focus.person(offset, "m" if owner == "his" else "f")
        return f"{person.surname} {words[0]}" if person else ""

    def _person(self, offset: int, words: list[str]) -> str:
        """Return the person with a role, of several the one most present."""
        noun = words[-1]
        having = self.entities.with_role(noun, words[:-1], offset)
        if present := self.focus.most_present(offset, having):
            return present.name
        # "the billionaire" is nobody's other name where "a billionaire" came in
        if noun in listed("epithets") and not self._phrases.is_introduced(offset, noun):
            called = self.focus.called(offset, noun)
            if called is not None:
                return called.name
        return having[0].name if having else ""

    def _last_person(self, offset: int) -> str:
        before = self.entities.before(offset)
        named = self.entities.of_names[max(0, before - _LOOK_BACK) : before]
        return next((entity.name for entity in reversed(named) if entity.kind == "person"), "")

    def _named_body(self, offset: int, words: list[str]) -> str:
        """Return the last body with the noun in its name: "the ministry"."""
        noun, modifiers = words[-1], {word.casefold() for word in words[:-1]}
        if noun not in listed("organisations"):
            return ""
        nouns = {noun, *_PANELS} if noun == "panel" else {noun}
        before = self.entities.before(offset)
        for index in range(before - 1, max(before - _LOOK_BACK, -1), -1):
            parts = self.entities.of_names[index].name.casefold().split()
            if len(parts) > 1 and modifiers <= set(parts) and not nouns.isdisjoint(parts):
                return self.entities.of_names[index].name
        return ""

    def _fuller(self, offset: int, words: list[str]) -> str:
        """Return the last phrase with this noun and a name in it: "the Herald poll"."""
        noun, modifiers = words[-1], set(words[:-1])
        for phrase in self._phrases.before(offset, noun, _PHRASES):
            if not phrase.words:
                return ""  # "a poll" of nobody in particular
            if modifiers <= set(phrase.words.split()[:-1]) and self.focus.is_one_phrase(phrase.offset, phrase.end):
                return phrase.words
        return self._phrases.only(noun) if words[0] in OWNED else ""

    def _first_described(self, offset: int, words: list[str]) -> str:
        """Return the first description with this noun, when it says more: "the interior ministry"."""
        noun = words[0]
        is_described = is_role(noun) or (noun in listed("organisations") and noun not in OWNED)
        if len(words) > 1 or is_document(noun) or not is_described:
            return ""
        if noun not in self._described:
            self._described[noun] = re.compile(
                rf"\b(?:the|an?)\s+(?:(?!dozen)[\w’'-]+ ){{1,3}}{re.escape(noun)}\b(?!-)", re.IGNORECASE
            ).search(self.text)
        first = self._described[noun]
        is_before = first is not None and first.end() <= offset
        return first[0] if first and is_before and self.focus.is_one_phrase(*first.span()) else ""

    @cached_property
    def _phrases(self) -> NamedPhrases:
        return NamedPhrases(self.text, self.entities)

    def _body_in_focus(self, offset: int, words: list[str]) -> str:
        """Return the body most present for "the company", "the group"."""
        if is_body(" ".join(words)) or listed("organisations").get(words[0]) == "noun":
            body = self.focus.body(offset, words[-1])
        elif listed("organisations").get(words[-1]) == "any":  # "the Swiss parts maker"
            body = self.focus.clear_body(offset, words[-1])
        else:
            body = None
        return body.name if body else ""
