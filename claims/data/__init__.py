"""Linguistic knowledge as commented text files, one entry a line, and the one way to read them.

Every file has one form: ``WORDS ; KIND ; WHAT ELSE THERE IS TO SAY``, where "#" starts a comment.
The first field is what stands in a text; what the others say stands at the head of the file. They
lie in folders by what they hold: numbers, units, time, speech, names, places, grammar, checking.
An entry that cannot be read stops whoever reads the file, with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from claims.errors import UnreadableEntry

FOLDER = Path(__file__).parent
_COMMENT = re.compile(r"(?:^|\s)#")


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the entries of a file in this folder as their fields.

    All have as many fields as the longest one: what an entry leaves out is empty.

    >>> rows("numbers/numerals")[0]
    ('zero', 'unit', '0', '')
    """
    entries = [entry for _, entry in _numbered(name)]
    width = max(map(len, entries))
    return tuple(entry + ("",) * (width - len(entry)) for entry in entries)


@contextmanager
def read_entries(name: str, fields: int) -> Iterator[Iterator[tuple[str, ...]]]:
    """Give the entries of a file one by one, each with so many fields; see `rows`.

    Raises `UnreadableEntry` where the one that was given last has more of them, or where whoever
    reads it can make nothing of it.
    """
    number = 0

    def entries() -> Iterator[tuple[str, ...]]:
        nonlocal number
        for at, entry in _numbered(name):
            number = at
            if len(entry) > fields:
                raise ValueError(f"it has {len(entry)} fields, and {fields} are the most")
            yield entry + ("",) * (fields - len(entry))

    try:
        yield entries()
    except (ValueError, KeyError, ArithmeticError) as fault:
        line = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()[number - 1]
        raise UnreadableEntry(
            f'claims/data/{name}.txt:{number}: "{line.strip()}" cannot be read: {_why(fault)}; the '
            "head of the file says what a line holds"
        ) from fault


def _why(fault: Exception) -> str:
    if isinstance(fault, ArithmeticError):
        return "a number is missing"
    return f"{fault} is not known" if isinstance(fault, KeyError) else str(fault)


def _numbered(name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the entries of a file as they are, with their lines."""
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        stated = _COMMENT.split(line)[0] if "#" in line else line
        if stated.strip():
            yield number, _fields(stated)


def _fields(line: str) -> tuple[str, ...]:
    return tuple(map(str.strip, line.split(";")))


def parts(field: str) -> list[str]:
    """Return what a field lists, separated by commas.

    >>> parts("per cent, percentage")
    ['per cent', 'percentage']
    """
    return [part.strip() for part in field.split(",") if part.strip()]
