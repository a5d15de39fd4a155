"""Cells that a spreadsheet would run instead of showing.

Text in, harmless text out, and back again without loss.

Excel and LibreOffice take a cell that begins with one of `= + - @` for a formula, a text file's
quotes notwithstanding; where the list separator is a semicolon they also find such a beginning in
the middle of a cell. An apostrophe before it makes it text (OWASP, CSV Injection). The ledger's own
files stay lossless: only an export for spreadsheets does this. Plain numbers, which begin with a
sign and are harmless, stay numbers.
"""

from __future__ import annotations

import re

# Where a cell or, after a separator, a false one begins; the full-width signs count in East Asian
# versions.
_START = r"(?P<before> \A | [;\t\r\n] [\"\s]* )"
_SIGN = r"(?= [=+\-@＝＋－＠\t\r\n\x00] )"
_RISKY = re.compile(rf"{_START} (?P<quotes>'*) {_SIGN}", re.VERBOSE)
_GUARDED = re.compile(rf"{_START} ' (?P<quotes>'*) {_SIGN}", re.VERBOSE)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def neutralise(cell: str) -> str:
    """Return the cell with an apostrophe before whatever would be run.

    >>> neutralise("=1+1"), neutralise("-5.2"), neutralise("-5.2%")
    ("'=1+1", '-5.2', "'-5.2%")
    """
    return cell if _NUMBER.fullmatch(cell) else _RISKY.sub(r"\g<before>'\g<quotes>", cell)


def restore(cell: str) -> str:
    """Return what `neutralise` was given.

    >>> restore(neutralise("'=1+1; -2")) == "'=1+1; -2"
    True
    """
    return _GUARDED.sub(r"\g<before>\g<quotes>", cell)
