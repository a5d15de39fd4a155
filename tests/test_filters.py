"""Conditions pick the claims that they say, and refuse what says nothing.

What is refused stands in tests/errors/conditions.txt.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from claims.errors import LedgerError, UnknownClaim
from claims.ledger.canonical import Header
from claims.ledger.conditions import Condition
from claims.ledger.filters import number, pick, select
from claims.ledger.ledger import Ledger
from claims.model import Modifier
from tests.made import make
from tests.samples import ARTICLE, CLAIMS, TOWNS, sample

SECOND = replace(
    ARTICLE,
    text=ARTICLE.text + "\n",
    title="Harvest",
    path="harvest.txt",
    url="https://example.org/harvest",
    published="2024-06-02",
    retrieved_at="2024-06-03T08:00:00Z",
)
RANGE = replace(
    TOWNS,
    value=Decimal(2000000),
    upper=Decimal(5000000),
    modifier=Modifier.BETWEEN,
    unit="tonne",
    about="wheat from the Plain",
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    ledger = sample(tmp_path_factory.mktemp("ledger"))
    ledger.add(SECOND, [RANGE, CLAIMS[0]])
    return ledger


@pytest.mark.parametrize(
    ("conditions", "units"),
    [
        ("", "tonne shell town village shell"),
        ("unit=town", "town"),
        ("unit = TOWN", "town"),
        ("unit!=shell", "tonne town village"),
        ("unit~ll", "shell village shell"),
        ("unit!~ll", "tonne town"),
        ("value=27", "town village"),
        ("value=27.0", "town village"),
        ("value>27", "tonne shell shell"),
        ("value>=3,000,000", "tonne"),
        ("value<=2500000; value>1000000", "tonne"),
        ("upper=", "shell town village shell"),
        ("status=verified", "town"),
        ("status=verified,false", "town shell"),
        ("status!=unverified", "town shell"),
        ("claimant~MAYOR", "shell shell"),
        ("claimant=", "tonne town village"),
        ("text~plain", "tonne"),
        ("text~rebels", "tonne town village"),
        ("document~harvest", "tonne shell"),
        ("document~example.org", "tonne shell"),
        ("published>=2024-05", "tonne shell"),
        ("published<=2024-04", "town village shell"),
        ("published<2024-04-30", ""),
        ("url=", "town village shell"),
        ("modifier=between,approximate; document~valley", "shell"),
    ],
)
def test_conditions_pick_what_they_say(ledger: Ledger, conditions: str, units: str) -> None:
    parsed = [Condition.parse(text) for text in conditions.split(";") if text]
    assert " ".join(found.row["unit"] for found in select(ledger, parsed)) == units


@pytest.mark.parametrize(
    ("sort", "units"),
    [
        ("value", "town village shell shell tonne"),
        ("-value", "tonne shell shell town village"),
        ("unit", "shell shell tonne town village"),
        ("status", "tonne shell village town shell"),
        ("-published", "tonne shell town village shell"),
        ("upper", "tonne shell town village shell"),  # claims without one come last
        ("-upper", "tonne shell town village shell"),
    ],
)
def test_claims_are_sorted_by_a_field(ledger: Ledger, sort: str, units: str) -> None:
    assert " ".join(found.row["unit"] for found in select(ledger, (), sort)) == units


@pytest.mark.parametrize(
    "text", ["", "unit", "=x", "unit==", "nothing=1", "value>x", "status=verifed", "a b=c"]
)
def test_conditions_that_mean_nothing_are_refused(ledger: Ledger, text: str) -> None:
    if text == "unit==":
        assert list(select(ledger, [Condition.parse(text)])) == []  # a unit called "="
    else:
        with pytest.raises(LedgerError):
            Condition.parse(text)


def test_claims_are_picked_by_id_in_the_order_asked_for(ledger: Ledger, tmp_path: Path) -> None:
    ids = [claim.claim_id for claim in ledger.claims]
    assert [found.row["claim_id"] for found in pick(ledger, [ids[3], ids[0]])] == [ids[3], ids[0]]
    with pytest.raises(UnknownClaim):
        pick(ledger, ["kaaaa"])


@pytest.fixture
def worked_on(tmp_path: Path) -> Ledger:
    """A ledger in which some claims have checks, and two have gone."""
    ledger = make(tmp_path / "ledger", documents=3, each=6, checked=0.4)
    table = ledger.folder / "claims.csv"
    head, *rows = table.read_text("utf-8").splitlines()
    rows[4], rows[11] = rows[4] + "2024-10-09T08:00:00Z", rows[11] + "2024-10-09T08:00:00Z"
    table.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return Ledger.open(ledger.folder)


@pytest.mark.parametrize(
    "conditions",
    [
        (),
        ("status!=withdrawn", "gone="),
        ("status=unverified",),
        ("status!=unverified", "gone="),
        ("gone~2024",),
        ("status!=unverified", "unit=percent"),
    ],
)
def test_claims_are_counted_as_they_are_picked(worked_on: Ledger, conditions: tuple[str, ...]):
    asked = [Condition.parse(condition) for condition in conditions]
    assert number(worked_on, asked) == len(list(select(worked_on, asked))) > 0


def test_counting_parses_only_claims_that_were_worked_on(
    worked_on: Ledger, monkeypatch: pytest.MonkeyPatch
):
    parsed: list[bytes] = []
    read = Header.row

    def watched(header: Header, line: bytes, at: int) -> dict[str, str]:
        parsed.append(line)
        return read(header, line, at)

    monkeypatch.setattr(Header, "row", watched)
    checked = {check.claim_id for check in worked_on.checks}
    worked_on_claims = len(list(worked_on.claim_ids()))
    parsed.clear()
    number(worked_on, [Condition.parse("status!=withdrawn"), Condition.parse("gone=")])
    assert (
        len(checked) <= len([line for line in parsed if line.startswith(b"k")]) <= len(checked) + 2
    )
    assert len(checked) + 2 < worked_on_claims


@pytest.mark.parametrize("conditions", [(), ("unit=percent",), ("publisher~courier",)])
def test_the_first_claims_are_those_of_the_whole_list(
    worked_on: Ledger, conditions: tuple[str, ...]
):
    asked = [Condition.parse(condition) for condition in conditions]
    assert list(select(worked_on, asked, "", 3)) == list(select(worked_on, asked))[:3]
