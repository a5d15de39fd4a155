"""The data-frame face: typed columns, nothing guessed, and the same claims as one by one."""

from __future__ import annotations

from pathlib import Path

import pandas
import pytest

from claims import Document, Ledger, extract
from claims.errors import ClaimbookError
from claims.frames import extract_frame
from claims.ledger.schema import CLAIMS

TEXTS = [
    "The army took 27 towns, officials said.",
    "No number here.",
    "Prices rose 2.5% to $4 million.",
]


def test_bulk_extraction_finds_what_single_extraction_finds() -> None:
    frame = extract_frame(
        pandas.DataFrame({"text": TEXTS, "title": ["NA", None, "c"], "unread": [1, 2, 3]})
    )
    assert list(frame.columns) == list(CLAIMS.columns)
    assert list(frame["surface"]) == [claim.surface for text in TEXTS for claim in extract(text)]
    assert frame["value"].dtype == "Float64"
    assert frame["start"].dtype == "Int64"
    assert frame["source"].iloc[0] == "officials"


def test_no_documents_still_have_the_columns() -> None:
    frame = extract_frame(pandas.DataFrame({"text": []}, dtype="str"))
    assert list(frame.columns) == list(CLAIMS.columns)
    assert frame.empty


@pytest.mark.parametrize(
    "frame", [pandas.DataFrame({"body": ["a"]}), pandas.DataFrame({"text": [7]})]
)
def test_refuses_frames_without_text(frame: pandas.DataFrame) -> None:
    with pytest.raises(ClaimbookError, match="text"):
        extract_frame(frame)


def test_a_ledger_as_a_frame_has_the_status(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    document = Document(text=TEXTS[0], title="NA")
    ledger.add(document, extract(document))
    frame = ledger.to_frame()
    assert frame[["surface", "value", "status"]].values.tolist() == [
        ["27 towns", 27.0, "unverified"]
    ]
    assert pandas.isna(frame["upper"].iloc[0])
