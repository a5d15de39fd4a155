"""The canonical form of a table, byte for byte: cells to lines and back.

UTF-8 without BOM, LF, a final newline, the columns of the schema in their order, quotes only where
a comma or a quote asks for them, and one record on one physical line: characters that would break a
line, hide or reorder text are written as backslash escapes and read back exactly. Anything else
that is not this form is refused with its line and field. Works on bytes and text only; files, locks
and meaning live elsewhere.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from claims.errors import LedgerError
from claims.ledger.schema import Table
from claims.model import Problem

FIELD_LIMIT = 16 * 2**20  # characters in a cell; csv's own limit of 131,072 refuses long notes
LINE_LIMIT = 64 * 2**20  # bytes in a line: nothing longer is held in memory
csv.field_size_limit(max(csv.field_size_limit(), FIELD_LIMIT))

# Explicit ranges and not Unicode categories: the bytes must not depend on the Python that writes
# them.
# U+200C and U+200D stay: Persian spelling and family emoji need them
_HIDDEN = re.compile(
    "|".join(
        (
            r"\\",
            # control characters, with tab, line feed, carriage return, U+0085
            r"[\x00-\x1f\x7f-\x9f]",
            # invisible: soft hyphen, zero-width spaces, BOM
            r"[\xad\u180e\u200b\u2060-\u2064\ufeff]",
            # direction marks, which reorder what is read
            r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]",
            r"[\u2028\u2029]",  # line and paragraph separators
            # annotations and tags, which carry unseen text
            r"[\ufff9-\ufffb\U000e0000-\U000e007f]",
            r"[\ud800-\udfff]",  # lone surrogates, which UTF-8 cannot hold
        )
    )
)
_ESCAPE = re.compile(r"\\(?:([\\nrt])|x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))|\\.?")
_SHORT = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LONG = {short[1]: character for character, short in _SHORT.items()}
_CELL = re.compile(r'(?:"(?:[^"]|"")*"|[^",]*),')  # one well-formed cell and the comma that ends it
_MARKERS = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")
_TOO_LONG = "the cell is over 16 MiB: shorten it"


class MalformedFile(LedgerError):
    """A table that is not in canonical form; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def escape(text: str) -> str:
    r"""Return the text with every hidden or line-breaking character visible.

    >>> escape("one\ntwo \\ three \u202e")
    'one\\ntwo \\\\ three \\u202e'
    """
    if text.isprintable() and "\\" not in text:  # most cells: nothing hidden is printable
        return text
    return _HIDDEN.sub(_written, text)


def unescape(cell: str) -> str:
    r"""Return what `escape` was given.

    Raise `ValueError` on a backslash that starts no known escape.

    >>> unescape("one\\ntwo")
    'one\ntwo'
    """
    return _ESCAPE.sub(_meant, cell) if "\\" in cell else cell


def format_line(cells: Iterable[str]) -> bytes:
    r"""Return one record as its physical line, with the line feed.

    >>> format_line(["k2a", 'He said "no", twice', ""])
    b'k2a,"He said ""no"", twice",\n'
    """
    return (",".join(map(_quoted, map(escape, cells))) + "\n").encode()


def format_row(row: Mapping[str, str], table: Table) -> bytes:
    """Return the line of a row given by column name; a column that is not there is empty."""
    return format_line([row.get(column, "") for column in table.columns])


def format_table(rows: Iterable[Mapping[str, str]], table: Table) -> Iterator[bytes]:
    """Yield the header and the lines of a whole file."""
    yield format_line(table.columns)
    for row in rows:
        yield format_row(row, table)


def read_table(
    lines: Iterable[bytes], table: Table, file: str
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number, row by column name) for each record, holding one line at a time.

    Raises `MalformedFile` at the first line that is not one whole record.
    """
    numbered = enumerate(lines, start=1)
    _, first = next(numbered, (1, b""))
    header = Header.read(first, table, file)
    for number, line in numbered:
        yield number, header.row(line, number)


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of one file, in the order it has them; reads its records one by one."""

    columns: tuple[str, ...]
    table: Table
    file: str

    @classmethod
    def read(cls, line: bytes, table: Table, file: str) -> Header:
        """Read a first line.

        Columns that may be empty can be missing; unknown ones would be lost, and are refused.
        """
        unread = cls((), table, file)
        if not line:
            raise unread._fault(1, "", "is empty: a header line is needed")
        if line.startswith(b"\xef\xbb\xbf"):
            raise unread._fault(
                1, "", "starts with a byte order mark: save it as UTF-8 without one"
            )
        if line.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in line:
            raise unread._fault(1, "", "is UTF-16 and not UTF-8: save it as UTF-8 with commas")
        columns = tuple(unread._cells(line, 1))
        for index, name in enumerate(columns):
            if name in columns[:index]:
                raise unread._fault(1, name, "the header names this column twice: remove one")
            if name not in table.columns:
                raise unread._fault(1, name, f"is no column of {table.name}: rename or remove it")
        for field in table.fields:
            if field.required and field.name not in columns:
                raise unread._fault(1, field.name, "this column is missing from the header")
        return cls(columns, table, file)

    def row(self, line: bytes, number: int) -> dict[str, str]:
        """Return one record by column name, escapes undone.

        Raise `MalformedFile` where it is not one whole record.
        """
        if line.startswith(_MARKERS):
            raise self._fault(
                number, "", "a conflict marker of git: run `claimbook merge`, or edit it by hand"
            )
        return self.named(self._cells(line, number), number)

    def named(self, cells: list[str], number: int) -> dict[str, str]:
        """Return the cells of one record by column name.

        Raise `MalformedFile` where there are too few or too many.
        """
        if len(cells) != len(self.columns):
            seen = f"the line has {len(cells)} cells, the header {len(self.columns)} columns"
            raise self._fault(number, self._name(min(len(cells), len(self.columns) - 1)), seen)
        row = dict(zip(self.columns, cells, strict=True))
        return (
            row
            if self.columns == self.table.columns
            else dict.fromkeys(self.table.columns, "") | row
        )

    def _cells(self, line: bytes, number: int) -> list[str]:
        if not line.endswith(b"\n"):
            if len(line) >= LINE_LIMIT:
                raise self._fault(number, "", "the line is over 64 MiB: is this a table at all?")
            raise self._fault(
                number,
                "",
                "the last line does not end: complete it, or remove it if it was cut off",
            )
        if line.endswith(b"\r\n"):
            raise self._fault(number, "", "the line ends with CR LF: lines end with LF alone")
        try:
            text = line[:-1].decode()
        except UnicodeDecodeError as error:
            seen = f"byte 0x{line[error.start]:02x} is not UTF-8: save the file as UTF-8"
            raise self._fault(number, self._field_at(line[: error.start].decode()), seen) from error
        try:
            cells = next(csv.reader((text,), strict=True), [""])
        except csv.Error as error:
            raise self._fault(number, self._field_at(text), _why(error, text)) from error
        if len(text) > FIELD_LIMIT:
            longest = max(range(len(cells)), key=lambda index: len(cells[index]))
            if len(cells[longest]) > FIELD_LIMIT:
                raise self._fault(number, self._name(longest), _TOO_LONG)
        if "\\" in text:
            for index, cell in enumerate(cells):
                try:
                    cells[index] = unescape(cell)
                except ValueError as error:
                    raise self._fault(number, self._name(index), str(error)) from error
        return cells

    def _field_at(self, text: str) -> str:
        """Name the column of the first cell here that is not complete, or too long."""
        index = at = 0
        while (cell := _CELL.match(text, at)) and cell.end() - at <= FIELD_LIMIT:
            index, at = index + 1, cell.end()
        return self._name(index)

    def _name(self, index: int) -> str:
        return self.columns[index] if index < len(self.columns) else ""

    def _fault(self, line: int, field: str, message: str) -> MalformedFile:
        return MalformedFile(Problem(self.file, line, field, message))


def _why(error: csv.Error, text: str) -> str:
    if "field limit" in str(error):
        return _TOO_LONG
    if "\r" in text:
        return "a bare carriage return stands in the cell: write it as \\r"
    if "unexpected end" in str(error):
        return (
            "a quote opens and does not close on this line: a line break inside a cell is written "
            "\\n"
        )
    return "text follows a closing quote: a quote inside a cell is doubled"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if "," in cell or '"' in cell else cell


def _written(match: re.Match[str]) -> str:
    character = match[0]
    if character in _SHORT:
        return _SHORT[character]
    code = ord(character)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )


def _meant(match: re.Match[str]) -> str:
    short, *codes = match.groups()
    if short:
        return _LONG[short]
    code = int(next((digits for digits in codes if digits), "ffffffff"), 16)
    if code > 0x10FFFF:
        raise ValueError(f'"{match[0]}" is no escape: write \\\\ for a backslash')
    return chr(code)
