"""Find the phrases that say whose a poll, a campaign or a ministry is.

For example "the Herald poll", "a report by Novak".

In come a text and the actors of its names, out go by their noun the phrases with a name before it,
those whose document is by somebody, and, without words, those of nobody in particular ("a new
poll"). One reading of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import NamedTuple

from claims.text.actors.actor import Actor
from claims.text.actors.documents import Documents, is_issued
from claims.text.actors.kinds import listed
from claims.text.actors.named_actors import NamedActors
from claims.text.speech.cues import find_noun_cue

_AFTER_NAME = re.compile(r"(?:[’']s?)?((?:\s[a-z][\w-]*){1,3})")
_INTRODUCED = re.compile(
    r"\b(?:[Aa]n?|[Aa]nother|[Oo]ne|separate)(?=(?P<words>(?:\s[\w.%-]+){1,5}))"
)
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
    """A phrase at [offset, end) that a noun may stand for, as it is shown.

    Without words, one of nobody's.

    `actor` is who issued it, where it is a document.
    """

    offset: int
    end: int
    words: str
    actor: Actor | None = None


class NamedPhrases:
    """The phrases of a text, by the noun that may stand for them."""

    def __init__(self, text: str, actors: NamedActors, documents: Documents) -> None:
        self.text = text
        self.actors = actors
        self.documents = documents
        found: dict[str, list[Phrase]] = defaultdict(list)
        self._add_named(found)
        self._add_introduced(found)
        self._phrases = {
            noun: sorted(
                (p for alike in _ALIKE.get(noun, (noun,)) for p in found.get(alike, ())), key=_place
            )
            for noun in {*found, *_ALIKE}
        }

        self._introduced = {
            noun: next((phrase.offset for phrase in phrases if not phrase.words), len(text))
            for noun, phrases in self._phrases.items()
        }

    def before(self, offset: int, noun: str, count: int) -> list[Phrase]:
        """Return the last phrases before an offset that a noun may stand for.

        The nearest first, at most so many.
        """
        phrases = self._phrases.get(noun, [])
        end = bisect_left(phrases, offset, key=_place)
        return phrases[max(0, end - count) : end][::-1]

    def only(self, noun: str) -> str:
        """Return the words of the one phrase with a name that the whole text has for a noun.

        Else "".
        """
        words = {phrase.words for phrase in self._phrases.get(noun, ()) if phrase.words}
        return words.pop() if len(words) == 1 else ""

    def is_introduced(self, offset: int, noun: str) -> bool:
        """Tell whether somebody without a name has come in before as such: "a billionaire"."""
        return self._introduced.get(noun, offset) < offset

    def _add_named(self, found: dict[str, list[Phrase]]) -> None:
        """Add "the Herald [editorial] board"."""
        for name, actor in zip(self.actors.names, self.actors.of_names, strict=True):
            after = _AFTER_NAME.match(self.text, name.end)
            words = after[1].split() if after else []
            for count, noun in enumerate(words, 1):
                if noun in listed("openers"):
                    break
                if _is_describable(noun):
                    shown = (
                        f"{actor.surname if noun in OWNED else name.text} {' '.join(words[:count])}"
                    )
                    end = self.text.index(noun, name.end) + len(noun)
                    owner = self.documents.owner(name.start, end) if is_issued(noun) else None
                    found[noun].append(Phrase(name.start, end, shown, actor if owner else None))
                    break

    def _add_introduced(self, found: dict[str, list[Phrase]]) -> None:
        """Add "a new poll", with its author where one follows."""
        for introduced in _INTRODUCED.finditer(self.text):
            words = introduced["words"].split()
            noun = next((word for word in words if word[0].isupper() or _is_describable(word)), "")
            if noun.islower() and noun not in OWNED:
                end = self.text.index(noun, introduced.end()) + len(noun)
                found[noun].append(self._introduced_as(introduced.start(), noun, end))

    def _introduced_as(self, start: int, noun: str, end: int) -> Phrase:
        """Return the phrase of "a new poll", whose author or journal follows."""
        owner = self.documents.author(end) if is_issued(noun) else None
        if owner is not None:
            return Phrase(start, end, self.text[slice(*owner)], self.actors.ending(*owner))
        teller = self.documents.teller(start, end) if is_issued(noun) else None
        if teller is not None and (actor := self.actors.ending(*teller)):
            return Phrase(start, end, actor.name, actor)
        journal = self.documents.journal(end) if is_issued(noun) else None
        return Phrase(start, end, self.text[end - len(noun) : journal.end] if journal else "")


def _place(phrase: Phrase) -> int:
    return phrase.offset


def _is_describable(noun: str) -> bool:
    cue = find_noun_cue(noun)
    is_listed = (
        noun in OWNED or noun in listed("epithets") or listed("organisations").get(noun) == "noun"
    )
    return is_listed or (cue is not None and cue.is_source)
