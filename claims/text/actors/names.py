"""Find the names of people and organisations in a text, without parsing it.

In comes a text, out go its names in text order: capitalised words that stand together, without the
titles before them ("Interior Minister Dana Holub" is Dana Holub), each marked as a person, an
organisation or unknown, with the pronoun's gender where title, given name or role tell it. It knows
no list of persons; given names, titles and the words of organisations are data
(`claims/data/names/*.txt`). It takes time linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from claims.model import Span
from claims.text.actors.acronyms import definitions
from claims.text.actors.headings import datelines, heading_lines, known_parts
from claims.text.actors.kinds import LIKELY, clues, gender_of, listed, role_before
from claims.text.actors.runs import POSSESSIVE, Seen, Word, plain, runs, see, trimmed, words_in

_ABBREVIATED = ("Jr", "Sr", "Inc", "Corp", "Ltd", "Co", "Bros")
_DATELINES = 20  # more than a paper's digest has
_LONGEST = 6  # words of a name
_LONGEST_DEFINED = 12  # words of a name whose initials the text spells out
_DEFINITIONS = 40  # more than an article has


@dataclass(frozen=True, slots=True)
class Name:
    """A name at [start, end).

    `text` leaves out titles, `roles` are the words before it that say what it is.

    `gender` is "m", "f" or "". `clues` holds what speaks for each kind: "person", "organisation",
    "place", "people". `short` is the short form that the text gives for it in brackets: "NFO".
    """

    start: int
    end: int
    text: str
    roles: tuple[str, ...]
    gender: str
    clues: Mapping[str, int]
    in_heading: bool = False
    short: str = ""

    @property
    def kind(self) -> str:
        """Return the kind that most speaks for, "" where nothing does."""
        return max(self.clues, key=lambda kind: self.clues[kind], default="")

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.start, self.end)


def find_names(text: str) -> list[Name]:
    """Find the names of a text.

    >>> text = "Interior Minister Dana Holub met General Samer in the World Bank."
    >>> [name.text for name in find_names(text)]
    ['Dana Holub', 'General Samer', 'World Bank']
    """
    defined = _Defined(text)
    body, in_headings = _parted(text, defined.outside(runs(text)))
    seen = see(text, body)
    seen = seen._replace(words=seen.words | defined.short_forms)
    names = [name for run in body if (name := _name(text, run, seen))]
    names += defined.names(seen)
    names += list(_in_headings(text, in_headings, names, seen))
    return sorted(names, key=lambda name: name.start)


def _parted(text: str, found: Iterable[list[Word]]) -> tuple[list[list[Word]], list[list[Word]]]:
    """Part the runs of a text from those of its headings, without those of its datelines."""
    headings = heading_lines(text)
    placed = datelines(text)[:_DATELINES]
    body: list[list[Word]] = []
    in_headings: list[list[Word]] = []
    for run in found:
        start = run[0].start()
        if not _is_within(placed, start):
            (in_headings if _is_within(headings, start) else body).append(run)
    return body, in_headings


def _is_within(spans: Sequence[Span], offset: int) -> bool:
    """Tell whether one of these spans, which stand in order, holds an offset."""
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return at >= 0 and offset < spans[at].end


def _in_headings(
    text: str, found: Iterable[list[Word]], names: Iterable[Name], seen: Seen
) -> Iterator[Name]:
    """Yield what in headings is a name of the text, by a form that a heading may call it."""
    forms = set(chain.from_iterable(map(_forms, names)))
    for run in found:
        for first, last in known_parts([plain(word) for word in run], forms):
            if name := _name(text, run[first:last], seen):
                yield replace(name, in_heading=True)


class _Defined:
    """The long forms that the brackets of a text define, wherever they stand in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(islice(definitions(text), _DEFINITIONS))
        self._short = {text[slice(*long)]: text[slice(*short)] for long, short in found}
        forms = "|".join(re.escape(long) for long in sorted(self._short, key=len, reverse=True))
        self._spans = (
            [Span(*long.span()) for long in re.finditer(rf"\b(?:{forms})", text)] if forms else []
        )

    @property
    def short_forms(self) -> frozenset[str]:
        """The short forms that are defined, in small letters: names wherever they stand."""
        return frozenset(short.lower() for short in self._short.values())

    def outside(self, found: Iterable[list[Word]]) -> Iterator[list[Word]]:
        """Yield runs without those that stand in a long form.

        Without what they share with one, too.
        """
        for run in found:
            words = [word for word in run if not _is_within(self._spans, word.start())]
            if words:
                yield words

    def names(self, seen: Seen) -> Iterator[Name]:
        """Yield the names that long forms are."""
        for span in self._spans:
            words = words_in(self.text, span)
            if name := _name(self.text, words, seen, longest=_LONGEST_DEFINED):
                yield self._spelt_out(name, span)

    def _spelt_out(self, name: Name, span: Span) -> Name:
        """Return a name as the whole of its long form, which is of a body."""
        long = self.text[slice(*span)]
        clues = Counter(name.clues) + Counter(organisation=LIKELY)
        short = self._short[long]
        return replace(name, start=span.start, end=span.end, text=long, clues=clues, short=short)


def _forms(name: Name) -> Iterator[tuple[str, ...]]:
    """Yield the forms by which a heading may call a name.

    All of it, and a person's surname or given name.
    """
    words = tuple(word.lower().rstrip(".").replace("’", "'") for word in name.text.split())
    yield words
    if name.kind != "organisation":
        yield words[-1:]
    if words[0] in listed("given"):
        yield words[:1]


def _name(text: str, run: list[Word], seen: Seen, longest: int = _LONGEST) -> Name | None:
    """Make a name of a run of words, without what opens the sentence and without its titles."""
    run = trimmed(text, run, seen)
    if not run or len(run) > longest:
        return None
    end = _end(text, run[-1])
    run = _without_postnominal(run)
    words = tuple(plain(word) for word in run)
    after_titles = _after_titles(run, words)
    if after_titles == len(run) == 1:
        return None
    before = role_before(text, run[0].start())
    roles = tuple(filter(None, (before, *words[:after_titles])))
    # "General Samer" keeps the title, which is all that tells him from others
    is_surname = after_titles > 0 and len(run) - after_titles == 1
    start = run[after_titles - is_surname].start()
    named = words[after_titles:]
    found = clues(text, start, end, named, roles)
    shown = _shown(text[start : _end(text, run[-1])], is_person=found["person"] > 0)
    return Name(run[0].start(), end, shown, roles, gender_of(named, roles), found)


def _without_postnominal(run: list[Word]) -> list[Word]:
    """Return a name without the letters behind it: "Ann Lee [QC]"."""
    has_letters = len(run) > 2 and plain(run[-1]) in listed("postnominals")
    return run[:-1] if has_letters else run


def _shown(name: str, *, is_person: bool) -> str:
    """Return a name as it is shown.

    "KAREL NOVY:" in a transcript is the Karel Novy of the other lines.
    """
    shown = " ".join(name.split())
    return shown.title() if is_person and " " in shown and shown.isupper() else shown


def _end(text: str, last: Word) -> int:
    """Return where the last word of a name ends, without its possessive, with the stop of "Jr."."""
    if last[0] in _ABBREVIATED and text[last.end() : last.end() + 1] == ".":
        return last.end() + 1
    owned = POSSESSIVE.search(last[0])
    return last.end() - len(owned[0] if owned else "")


def _after_titles(run: list[Word], words: tuple[str, ...]) -> int:
    """Return where the titles of a name end.

    A run of nothing but titles has none, if it is more than one.
    """
    if any(POSSESSIVE.search(word[0]) for word in run[:-1]):  # "Selby Sheriff's Office"
        return 0
    titles = listed("titles")
    end = max((i for i, word in enumerate(words, 1) if word in titles), default=0)
    return 0 if end == len(run) > 1 else end
