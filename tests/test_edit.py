from pathlib import Path

import pytest

from claims.errors import LedgerError, UnknownClaim
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CLAIMS
from claims.model import Claim, Document


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger.create(tmp_path / "ledger")
    text = "It took 27 towns and 5 villages."
    claims = [
        Claim(start=8, end=16, surface="27 towns", value=None, unit="town", quote=text),
        Claim(start=21, end=31, surface="5 villages", value=None, unit="village", quote=text),
    ]
    ledger.add(Document(text=text, title="Towns"), claims)
    return ledger


def test_a_correction_changes_one_row_and_marks_its_fields(ledger: Ledger) -> None:
    first, second = ledger.rows(CLAIMS)
    ledger.edit(first["claim_id"], {"unit": "settlement"})
    ledger.edit(first["claim_id"], {"value": "27", "unit": "place"})
    assert list(ledger.rows(CLAIMS)) == [{**first, "value": "27", "unit": "place", "edited": "unit value"}, second]


def test_taking_a_correction_back_gives_the_same_bytes(ledger: Ledger) -> None:
    file = ledger.folder / "claims.csv"
    before, row = file.read_bytes(), next(ledger.rows(CLAIMS))
    ledger.edit(row["claim_id"], {"place": "Daraa, Syria"})
    assert file.read_bytes() != before
    ledger.edit(row["claim_id"], {"place": row["place"]}, edited=row["edited"])
    assert file.read_bytes() == before


def test_refuses_what_the_column_cannot_hold_and_changes_nothing(ledger: Ledger) -> None:
    file = ledger.folder / "claims.csv"
    before, row = file.read_bytes(), next(ledger.rows(CLAIMS))
    for cells in ({"value": "twelve"}, {"modifier": "roughly"}):
        with pytest.raises(LedgerError, match=next(iter(cells))):
            ledger.edit(row["claim_id"], cells)
    with pytest.raises(UnknownClaim):
        ledger.edit("knothere", {"unit": "town"})
    assert file.read_bytes() == before
