"""Linguistic knowledge as commented text files, one entry a line, and the one way to read them.

Every file has one form: ``WORDS ; KIND ; WHAT ELSE THERE IS TO SAY``, where "#" starts a comment.
The first field is what stands in a text; what the others say stands at the head of the file. They
lie in folders by what they hold: numbers, units, time, speech, names, places, grammar, checking.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
_COMMENT = re.compile(r"(?:^|\s)#")


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the entries of a file in this folder as their fields.

    All have as many fields as the longest one: what an entry leaves out is empty.

    >>> rows("numbers/numerals")[0]
    ('zero', 'unit', '0', '')
    """
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    entries = [_fields(line) for line in lines if _COMMENT.split(line)[0].strip()]
    width = max(map(len, entries))
    return tuple(entry + ("",) * (width - len(entry)) for entry in entries)


def _fields(line: str) -> tuple[str, ...]:
    return tuple(field.strip() for field in _COMMENT.split(line)[0].split(";"))


def parts(field: str) -> list[str]:
    """Return what a field lists, separated by commas.

    >>> parts("per cent, percentage")
    ['per cent', 'percentage']
    """
    return [part.strip() for part in field.split(",") if part.strip()]
