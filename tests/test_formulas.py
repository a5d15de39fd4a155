import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.sheets.formulas import neutralise, restore

CELLS = st.text(alphabet="'=+-@;\t\r\n\" a1.＝\x00")


@pytest.mark.parametrize(
    ("cell", "harmless"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+49 30 1234", "'+49 30 1234"),
        ("-5.2%", "'-5.2%"),
        ("-5.2", "-5.2"),
        ("+12", "+12"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("\t=1", "'\t'=1"),
        ("see; =1+1", "see; '=1+1"),
        ('x;"=1"', 'x;"\'=1"'),
        ("a - b = c", "a - b = c"),
        ("", ""),
    ],
)
def test_puts_an_apostrophe_before_what_would_be_run(cell: str, harmless: str) -> None:
    assert neutralise(cell) == harmless


@given(CELLS)
def test_restores_exactly(cell: str) -> None:
    assert restore(neutralise(cell)) == cell


@given(CELLS)
def test_leaves_nothing_to_run(cell: str) -> None:
    safe = neutralise(cell)
    assert re.fullmatch(r"[+-]?\d+(\.\d+)?", safe) or not re.search(r"(\A|;[\"\s]*)[=+\-@]", safe)
