"""The word lists: an entry that cannot be read is told with its line, whoever reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

import claims.data
from claims.errors import UnreadableEntry
from claims.numbers import words
from claims.text.quantities import hedges, number_words, symbols, units
from claims.text.speech import cues


@pytest.mark.parametrize(
    ("file", "line", "read", "message"),
    [
        ("numbers/hedges", "as it were ; roughly ; left", hedges._hedges, "'roughly' is not a"),
        ("numbers/numerals", "umpteen ; vague", number_words.number_words, "a number is missing"),
        ("units/currencies", "zorkmid ; ZRK ; ; Z ; $", units._table, "5 fields, and 4 are"),
        ("units/units", "wend ; length ; 3 ; ; ; x", units._table, "'x' is not known"),
        ("units/symbols", "w ; wend ; long", symbols._cued_symbols, 'no unit "wend"'),
        ("speech/verbs", "vouchsafe ; sayign ; clause", cues._verbs, "'sayign' is not a"),
        ("speech/nouns", "say-so ; sayign ; source", cues._nouns, "'sayign' is not a"),
        ("speech/phrases", "in short ; sayign", cues.phrase_cues, "'sayign' is not a"),
        ("checking/audit", "tenfold ; factor ; 10x", words._kinds, "a number is missing"),
    ],
)
def test_an_entry_that_cannot_be_read_says_file_and_line(
    file: str,
    line: str,
    read: Callable[[], object],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "data"
    copytree(claims.data.FOLDER, folder)
    path = folder / f"{file}.txt"
    number = len(path.read_text("utf-8").splitlines()) + 1
    with path.open("a", encoding="utf-8") as written:
        written.write(f"{line}\n")
    monkeypatch.setattr(claims.data, "FOLDER", folder)
    anew = getattr(read, "__wrapped__")  # noqa: B009 (mypy knows no attribute of that name)
    with pytest.raises(UnreadableEntry) as fault:
        anew()
    assert f'claims/data/{file}.txt:{number}: "{line}" cannot be read: ' in str(fault.value)
    assert message in str(fault.value)
