"""Laws of the canonical form.

Nothing is lost, nothing breaks a line, and hostile bytes raise only the named error.
"""

from __future__ import annotations

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.ledger.canonical import (
    FIELD_LIMIT,
    MalformedFile,
    escape,
    format_line,
    format_table,
    read_table,
    unescape,
)
from claims.ledger.schema import CHECKS

ANY = st.text(st.characters())  # with surrogates, controls, separators and direction marks
HOSTILE = st.sampled_from(
    ['"', ",", "\\", "\\n", "\r", "\n", "\t", "\0", "\x1b[2J", "\u2028", "\u202e", "\ufeff", "=1+1"]
)
CELL = st.one_of(ANY, st.lists(HOSTILE).map("".join))
ROW = st.fixed_dictionaries(dict.fromkeys(CHECKS.columns, CELL))
HEADER = format_line(CHECKS.columns)


def rows(lines: list[bytes]) -> list[dict[str, str]]:
    return [row for _, row in read_table(lines, CHECKS, "checks/ann.csv")]


@given(st.lists(ROW))
def test_any_text_in_cells_comes_back(written: list[dict[str, str]]) -> None:
    assert rows(list(format_table(written, CHECKS))) == written


@given(st.lists(ROW))
def test_reading_a_canonical_file_and_writing_it_gives_the_same_bytes(
    written: list[dict[str, str]],
) -> None:
    lines = list(format_table(written, CHECKS))
    assert list(format_table(rows(lines), CHECKS)) == lines


@given(st.lists(CELL))
def test_a_record_is_one_physical_line_of_visible_text(cells: list[str]) -> None:
    line = format_line(cells)
    assert line.count(b"\n") == 1
    assert len(line.decode().splitlines()) == 1
    assert "\x1b" not in line.decode()


@given(st.lists(CELL, min_size=2))
def test_other_readers_see_the_same_cells_escaped(cells: list[str]) -> None:
    assert next(csv.reader(io.StringIO(format_line(cells).decode(), newline=""))) == [
        escape(cell) for cell in cells
    ]


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"])),
        min_size=2,
    )
)
def test_quotes_stand_where_the_csv_module_puts_them(cells: list[str]) -> None:
    cells = [cell.replace("\\", "") for cell in cells]
    by_csv = io.StringIO()
    csv.writer(by_csv, lineterminator="\n").writerow(cells)
    assert format_line(cells).decode() == by_csv.getvalue()


@given(CELL)
def test_escaping_is_undone(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.lists(st.binary().map(lambda line: line.replace(b"\n", b"") + b"\n")))
@example([b'"\n'])
@example([b"\xff\xfe\n"])
@example([b"a,\x00,\r\r\n"])
def test_hostile_bytes_raise_only_the_named_error(lines: list[bytes]) -> None:
    for content in (lines, [HEADER, *lines]):
        with suppress(MalformedFile):
            rows(content)


@pytest.mark.parametrize("size", [200_000, FIELD_LIMIT])
def test_long_cells_are_kept(size: int) -> None:
    row = dict.fromkeys(CHECKS.columns, "") | {"note": "x" * size}
    assert rows(list(format_table([row], CHECKS))) == [row]


def test_a_cell_over_16_mib_is_refused_by_name() -> None:
    row = dict.fromkeys(CHECKS.columns, "") | {"note": "x" * (FIELD_LIMIT + 1)}
    with pytest.raises(MalformedFile, match=r"ann.csv:2: note: the cell is over 16 MiB"):
        rows(list(format_table([row], CHECKS)))


@pytest.mark.parametrize("known", ["👨‍👩‍👧", "می‌خواهم", "−5.2 %", "naïve", "\u00a0"])
def test_what_people_can_see_is_written_as_it_is(known: str) -> None:
    assert escape(known) == known


def test_no_printable_character_but_the_backslash_is_escaped() -> None:
    """The short way through `escape` looks at nothing but printability."""
    printable = "".join(
        character for character in map(chr, range(0x110000)) if character.isprintable()
    )
    printable = printable.replace("\\", "")
    assert "".join(escape(character) for character in printable) == printable
    assert escape(f"\u00a0{printable}") == f"\u00a0{printable}"  # the long way
