"""A word of a sentence with its tag, beside the words and tags around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

BEFORE_NOUN = frozenset({"CD", "JJ", "POS", "PRP$"})  # tags of what only a noun can follow


class TaggedWord(NamedTuple):
    """A word of a sentence with its tag, beside the tags around it as they are mended so far."""

    words: Sequence[str]
    tags: Sequence[str]
    at: int
    is_verbless: bool  # no finite verb in the whole sentence, as it was tagged

    @property
    def tag(self) -> str:
        """Its own tag."""
        return self.tags[self.at]

    @property
    def small(self) -> str:
        """The word in small letters."""
        return self.words[self.at].lower()

    def tag_at(self, step: int) -> str:
        """Return the tag so many words on, or back; empty outside the sentence."""
        at = self.at + step
        return self.tags[at] if 0 <= at < len(self.tags) else ""

    def word_at(self, step: int) -> str:
        """Return the word so many words on, or back, in small letters; empty outside."""
        at = self.at + step
        return self.words[at].lower() if 0 <= at < len(self.words) else ""

    @property
    def is_capitalised(self) -> bool:
        """Whether it is written with one capital, at its front."""
        return self.words[self.at].istitle()
