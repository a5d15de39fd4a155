"""Find the phrases that say whose a poll, a campaign or a ministry is: "the Herald poll", "a report by Novak".

In come a text and the entities of its names, out go by their noun the phrases with a name before it, those whose
document is by somebody, and, without words, those of nobody in particular ("a new poll"). One reading of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import NamedTuple

from claims.text.attribution.cues import find_noun_cue
from claims.text.attribution.naming.entities import Entities
from claims.text.attribution.naming.kinds import listed

_AFTER_NAME = re.compile(r"(?:[’']s?)?((?:\s[a-z][\w-]*){1,3})")
_INTRODUCED = re.compile(r"\b(?:[Aa]n?|[Aa]nother|[Oo]ne|separate)(?=(?P<words>(?:\s[\w.%-]+){1,5}))")
_BY = re.compile(r"(?:\s[\w-]+){0,4}?\s(?:by|from)\s(?:the\s)?(?=[A-Z])")  # "a report [released on Monday by] Novak"
OWNED = frozenset(("campaign", "administration"))  # by a person: "the Holub campaign"
# Documents, with what else each may be called
_ALIKE = {
    "poll": ("poll", "survey"),
    "survey": ("survey", "poll", "study"),
    "study": ("study", "report", "survey", "analysis"),
    "report": ("report", "study", "analysis", "paper"),
    "analysis": ("analysis", "report", "study"),
    "paper": ("paper", "report", "study"),
}


class Phrase(NamedTuple):
    """A phrase at [offset, end) that a noun may stand for, as it is shown; without words, one of nobody's."""

    offset: int
    end: int
    words: str


def is_document(noun: str) -> bool:
    """Is this a poll, a report or the like, which somebody is the author of?"""
    return noun in _ALIKE


class NamedPhrases:
    """The phrases of a text, by the noun that may stand for them."""

    def __init__(self, text: str, entities: Entities) -> None:
        self.text = text
        self.entities = entities
        found: dict[str, list[Phrase]] = defaultdict(list)
        self._add_named(found)
        self._add_introduced(found)
        self._phrases = {
            noun: sorted(phrase for alike in _ALIKE.get(noun, (noun,)) for phrase in found.get(alike, ()))
            for noun in {*found, *_ALIKE}
        }

        self._introduced = {
            noun: next((phrase.offset for phrase in phrases if not phrase.words), len(text))
            for noun, phrases in self._phrases.items()
        }

    def before(self, offset: int, noun: str, count: int) -> list[Phrase]:
        """Return the last phrases before an offset that a noun may stand for, the nearest first, at most so many."""
        phrases = self._phrases.get(noun, [])
        end = bisect_left(phrases, (offset,))
        return phrases[max(0, end - count) : end][::-1]

    def only(self, noun: str) -> str:
        """Return the words of the one phrase with a name that the whole text has for a noun, else ""."""
        words = {phrase.words for phrase in self._phrases.get(noun, ()) if phrase.words}
        return words.pop() if len(words) == 1 else ""

    def is_introduced(self, offset: int, noun: str) -> bool:
        """Has somebody without a name come in before as such: "a billionaire"?"""
        return self._introduced.get(noun, offset) < offset

    def author(self, end: int) -> str:
        """Return who a document is by whose noun ends here, "" where nobody is named."""
        by = _BY.match(self.text, end)
        index = bisect_left(self.entities.starts, by.end()) if by else -1
        is_named = by is not None and self.entities.starts[index : index + 1] == [by.end()]
        return self.entities.of_names[index].name if is_named else ""

    def _add_named(self, found: dict[str, list[Phrase]]) -> None:
        """Add "the Herald [editorial] board"."""
        for name, entity in zip(self.entities.names, self.entities.of_names, strict=True):
            after = _AFTER_NAME.match(self.text, name.end)
            words = after[1].split() if after else []
            for count, noun in enumerate(words, 1):
                if noun in listed("openers"):
                    break
                if _is_describable(noun):
                    shown = f"{entity.surname if noun in OWNED else name.text} {' '.join(words[:count])}"
                    end = self.text.index(noun, name.end) + len(noun)
                    found[noun].append(Phrase(name.start, end, shown))
                    break

    def _add_introduced(self, found: dict[str, list[Phrase]]) -> None:
        """Add "a new poll", with its author where one follows."""
        for introduced in _INTRODUCED.finditer(self.text):
            words = introduced["words"].split()
            noun = next((word for word in words if word[0].isupper() or _is_describable(word)), "")
            if noun.islower() and noun not in OWNED:
                end = self.text.index(noun, introduced.end()) + len(noun)
                author = self.author(end) if is_document(noun) else ""
                found[noun].append(Phrase(introduced.start(), introduced.end(), author))


def _is_describable(noun: str) -> bool:
    cue = find_noun_cue(noun)
    is_listed = noun in OWNED or noun in listed("epithets") or listed("organisations").get(noun) == "noun"
    return is_listed or (cue is not None and cue.is_source)
