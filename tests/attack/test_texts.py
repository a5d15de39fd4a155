"""Whatever a text holds, it is extracted without a fault.

The ledger then writes, reads, shows and validates it. `--full` tries a million texts in two
processes. A text that fails is named by its number: `tests.attack.texts.text(NUMBER)` gives it
back.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from claims.ledger.agreement import misplaced
from claims.ledger.canonical import format_row, format_table, read_table
from claims.ledger.entries import plan
from claims.ledger.ledger import Ledger
from claims.ledger.row_faults import row_faults
from claims.ledger.rows import claim_from_row, claim_row
from claims.ledger.schema import CLAIMS
from claims.ledger.validate import validate
from claims.model import Claim, Document
from claims.text.documents.decode import normalise
from claims.text.extract import extract
from claims.views.safe import safe
from tests.attack import texts
from tests.attack.crowd import attempts
from tests.attack.driving import REVIEWS, run

HEADER = b"".join(format_table([], CLAIMS))
BATCH = 5_000  # texts of which some become a ledger that every verb shows
LOGGED = 120
SHOWING: tuple[tuple[str, ...], ...] = (
    ("list",),
    ("list", "--json"),
    ("list", "--sort", "value", "--where", "value>=10"),
    ("stats",),
    ("audit",),
    ("compare",),
    ("timeline",),
    ("actors",),
    ("export", "csv"),
    REVIEWS,
    ("export", "xlsx", "-o", "out.xlsx"),
    ("report", "-o", "report.html"),
)


def document(number: int) -> Document:
    """The document of a text, as a reader of files would hand it on."""
    return Document(
        text=normalise(texts.text(number)),
        title=texts.text(number)[:40].encode("utf-8", "replace").decode(),
        published=texts.published(number),
        retrieved_at="2024-05-01T08:00:00Z",
        path=f"{number}.txt",
    )


def try_text(number: int) -> tuple[Document, list[Claim]]:
    """Take one text from its words to the line of a ledger and back.

    Whatever does not hold is an assertion.
    """
    raw = texts.text(number)
    if raw != normalise(raw):  # signs that no document keeps, but a caller of `extract` may have
        extract(raw)
    found = document(number)
    claims = extract(found)
    for claim in claims:
        assert found.text[claim.start : claim.end] == claim.surface
        assert claim.low is None or claim.high is None or claim.low <= claim.high
        assert safe(claim.statement).isprintable() or "\u200d" in claim.statement
    for claim in plan(found, claims, None, []).claims:
        try_claim(claim, found.text)
    return found, claims


def try_claim(claim: Claim, text: str) -> None:
    """Write a claim, read it again, and hold it to the rules of the ledger."""
    row = claim_row(claim)
    [(_, read)] = read_table([HEADER, format_row(row, CLAIMS)], CLAIMS, "claims.csv")
    assert read == row
    again = claim_from_row(read)
    assert claim_row(again) == row
    assert (again.value, again.upper, again.chain) == (claim.value, claim.upper, claim.chain)
    assert list(row_faults(read, CLAIMS)) == []
    assert list(misplaced(read, text)) == []


def try_batch(numbers: range, folder: Path) -> int:
    """Try texts, log some of them and show these by one verb after the other.

    Return how many claims there were.
    """
    found = []
    for number in numbers:
        try:
            found.append(try_text(number))
        except Exception as error:
            raise AssertionError(f"text {number}: {texts.text(number)!r}") from error
    claims = sum(len(read) for _, read in found)
    logged = [
        (document, read)
        for document, read in found
        if document.text.strip() and document.published < document.retrieved_at
    ][:LOGGED]
    ledger = Ledger.create(folder / "ledger")
    ledger.add_all(logged)
    assert validate(ledger.folder) == []
    for verb in SHOWING if numbers.start % (10 * BATCH) == 0 else SHOWING[:2]:
        assert run(folder, *verb).code in (0, 1), (numbers, verb)
    for claim_id in islice(ledger.claim_ids(), 2):
        assert run(folder, "show", claim_id).code == 0
    return claims


def try_batch_apart(place: Path, numbers: range) -> int:
    """Try a batch in a folder of its own, which is gone afterwards."""
    folder = place / str(numbers.start)
    folder.mkdir()
    try:
        return try_batch(numbers, folder)
    finally:
        shutil.rmtree(folder)


def batches(count: int) -> Iterator[range]:
    return (range(at, min(at + BATCH, count)) for at in range(0, count, BATCH))


@pytest.mark.slow
def test_any_text_is_written_read_shown_and_valid(tmp_path: Path, full: bool) -> None:
    if not full:
        assert try_batch(range(500), tmp_path) > 300
        return
    claims, faults = 0, []
    work = partial(try_batch_apart, tmp_path)
    for done, (found, fault) in enumerate(attempts(work, batches(1_000_000)), start=1):
        claims += found or 0
        faults += [fault] if fault else []
        print(f"{done * BATCH:,} texts, {claims:,} claims {fault}", flush=True)
    assert not faults
    assert claims > 500_000


def test_texts_come_back_by_their_number_and_are_of_all_kinds() -> None:
    made = [texts.text(number) for number in range(400)]
    assert made == [texts.text(number) for number in range(400)]
    assert len(set(made)) > 390
    assert len(texts.patterns()) > 50
    assert sum(map(len, texts.lexicons())) > 5_000
    assert len(texts.signs()) == 30  # the classes of Unicode
