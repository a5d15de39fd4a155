"""Tell by which shorter forms a name may be called again.

In come the words of a name in small letters, and what the text has as a place; out go its last
words, its initials, and its first word where that is its own: "Veltra Automotive" is Veltra, but
Selby Police is not Selby.
"""

from __future__ import annotations

from collections.abc import Collection

from claims.text.actors.actor import surname_of
from claims.text.actors.kinds import is_common, listed, words_of
from claims.text.actors.names import Name
from claims.text.grammar.tagger import tagger
from claims.text.speech.cues import words as cue_words


def whole(name: Name, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return what makes a full name the same again: of a person the first and the last word."""
    return (words[0], surname_of(words)) if name.kind == "person" and len(words) > 1 else words


def key(name: Name) -> tuple[str, ...]:
    """Return the words of a name in small letters, without the title of a surname."""
    words = tuple(word.casefold() for word in name.text.split())
    is_titled = len(words) == 2 and words[0].rstrip(".") in listed("titles")
    return words[1:] if is_titled else words


def _initials(words: tuple[str, ...]) -> str:
    unlettered = words_of("unlettered")
    return "".join(word[0] for word in words if word not in unlettered)


def short_forms(
    words: tuple[str, ...], name: Name, placed: Collection[str]
) -> set[tuple[str, ...]]:
    """Return the forms by which a name of several words may be called again.

    `placed` are the words that the text has as a place.
    """
    if name.short:  # spelt out in the text
        return {(name.short.casefold(),), words[-1:]}
    endings = {words[first:] for first in range(1, len(words))}  # "Daily News", "Garcia Lopez"
    if name.kind == "person":
        return endings | {words[:1], (surname_of(words),)}
    own = {words[:1]} if _has_own_word(words, name, placed) else set()
    return endings | {(_initials(words),)} | own


def _has_own_word(words: tuple[str, ...], name: Name, placed: Collection[str]) -> bool:
    """Tell whether the first word of a name is enough.

    "Ardent Foods" is Ardent, but the World Bank is no World.
    """
    rest = (listed("organisations").get(word, "noun") for word in words[1:])
    return "noun" not in rest or _is_coined(words, name, placed)


def _is_coined(words: tuple[str, ...], name: Name, placed: Collection[str]) -> bool:
    """Tell whether the first word of a body's name is its own.

    "Veltra Automotive" is Veltra, the Veldt Institute is Veldt, but Selby Police is not Selby.
    """
    if is_common(words[0]) or words[0] in placed:
        return False
    if len(words) == 2 and words[1] not in listed("organisations"):
        return True
    is_wide = name.kind == "organisation" and cue_words("local").isdisjoint(words[1:])
    return is_wide and not tagger().is_word(words[0])
