"""Numbers go through the whole program unchanged.

Whatever `extract` gives, the ledger writes, reads and shows, exactly.
"""

from __future__ import annotations

import decimal
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claims.decimals import CONTEXT, LARGEST_EXPONENT, MOST_DIGITS, is_statable
from claims.ledger.cells import decimal as in_cell
from claims.ledger.ledger import Ledger
from claims.ledger.rows import claim_from_row, claim_row
from claims.ledger.validate import validate
from claims.model import Document
from claims.text.extract import extract
from tests.attack.driving import run

LARGE = "The fund holds 123,456,789,012,345,678,901,234,567,890 dollars, the minister said."
SHOWING = (
    ("list",), ("list", "--json"), ("list", "--sort", "value"), ("stats",), ("audit",),
    ("validate",), ("export", "csv"), ("export", "jsonl"), ("export", "xlsx", "-o", "out.xlsx"),
    ("report", "-o", "report.html"),
)  # fmt: skip

_scale = st.sampled_from(
    ["", " hundred", " thousand", " million", " billion", " trillion", " dozen", "bn", "m", "k"]
)
_digits = st.one_of(
    st.integers(0, 10**45).map(lambda number: f"{number:,}"),
    st.integers(0, 10**120).map(str),
    st.decimals(-(10**40), 10**40, allow_nan=False, places=12).map(lambda number: f"{number:,f}"),
    st.sampled_from(
        [
            "one",
            "a",
            "ninety-nine",
            "half a",
            "two and a half",
            "1/3",
            "¾",
            "1e9",
            "0." + "0" * 120 + "1",
        ]
    ),
)
_behind = st.sampled_from(
    ["", "st", "th", "%", " percent", " dollars", " per cent of voters", " kilometres", "-strong"]
)
_number = st.tuples(_digits, st.lists(_scale, max_size=14).map("".join), _behind).map("".join)
_sentence = st.tuples(
    st.sampled_from(
        [
            "The army said {} died.",
            "Prices rose from {} to {}.",
            "More than {} or {}, {}.",
            "${} and £{}.",
        ]
    ),
    st.lists(_number, min_size=3, max_size=3),
).map(lambda drawn: drawn[0].format(*drawn[1]))


@settings(max_examples=80)
@given(_sentence)
@example(f"It was the {'9' * 29}st day.")
@example("one" + " billion" * 12 + " dollars")
@example("one hundred billion billion billion billion dollars")
@example(LARGE)
@example("9" * 5_000 + "st of " + "9" * 5_000 + " dollars")
def test_whatever_is_extracted_is_written_and_read_exactly(text: str) -> None:
    with decimal.localcontext(
        decimal.Context()
    ):  # as a library's caller has it: 28 digits, everything raises
        for claim in extract(text):
            assert claim.low is None or claim.high is None or claim.low <= claim.high
            row = claim_row(claim)
            again = claim_from_row(row)
            assert (again.value, again.upper) == (claim.value, claim.upper)
            for end in (claim.value, claim.upper):
                assert end is None or in_cell(f"{end:f}") == end


def test_a_number_of_thirty_digits_is_stored_as_it_is_written() -> None:
    [claim] = extract(LARGE)
    assert claim_row(claim)["value"] == "123456789012345678901234567890"


@pytest.mark.slow
def test_every_verb_shows_every_number_that_is_logged(tmp_path: Path, full: bool) -> None:
    texts = [
        "The debt is one hundred billion billion billion billion dollars, or 12 dollars, the "
        "bank said.",
        "It was the 99999999999999999999999999999st of 27 towns.",
        "one"
        + " billion" * 12
        + " people and one"
        + " billion" * 11
        + " people fled, the army said.",
        LARGE,
        "Rates fell from 0."
        + "0" * 50
        + "1 percent to 0."
        + "0" * 90
        + "1 percent, and 3 of 7 banks closed.",
        "1"
        + "0" * 99
        + " dollars and 1"
        + "0" * 100
        + " dollars were lost; 9"
        + "9" * 99
        + " dollars were found.",
    ]
    Ledger.create(tmp_path / "ledger")
    for at, text in enumerate(texts):
        (tmp_path / f"{at}.txt").write_text(text)
        assert run(tmp_path, "add", f"{at}.txt", "--title", f"number {at}").code == 0, text
    assert validate(tmp_path / "ledger") == []
    claims = Ledger.open(tmp_path).claims
    assert len(claims) > 8
    for verb in (*SHOWING, *(("show", claim.claim_id) for claim in claims)):
        assert run(tmp_path, *verb).code in (0, 1), verb


def test_what_no_news_could_state_is_no_number() -> None:
    for text in (
        "1e101",
        f"1{'0' * 101}",
        "0." + "0" * 101 + "1",
        "1." + "1" * 102,
        "NaN",
        "-Infinity",
    ):
        assert in_cell(text) is None
        assert not is_statable(Decimal(text))
    assert is_statable(Decimal(10) ** LARGEST_EXPONENT)
    assert extract(f"They lost {'9' * 200} dollars.") == []


def test_sums_and_products_of_the_largest_numbers_are_exact() -> None:
    with decimal.localcontext(CONTEXT):
        large, small = Decimal("9" * MOST_DIGITS), Decimal("1e-100")
        assert (large + small) - large == small
        assert large * large // large == large


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_sentence)
def test_whatever_is_logged_is_valid(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    ledger = Ledger.create(tmp_path_factory.mktemp("numbers"))
    document = Document(text=text, title="numbers", retrieved_at="2024-05-01T08:00:00Z")
    ledger.add(document, extract(document))
    assert validate(ledger.folder) == []
