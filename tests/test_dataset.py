"""A dataset answers as the ledger that it was made of: the same filters, the same output."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import claims.numbers.archive as archive_module
from claims.errors import ClaimbookError, LedgerError
from claims.ledger.assignments import assign
from claims.ledger.conditions import FIELDS, Condition
from claims.ledger.dataset.layout import ID_LENGTH, MARK
from claims.ledger.dataset.read import Dataset
from claims.ledger.dataset.write import write_dataset
from claims.ledger.filters import number, select
from claims.ledger.ledger import Ledger
from claims.ledger.links import link
from claims.ledger.schema import TABLES
from claims.model import Check, Claim, Document, Modifier, Relation, Status
from claims.numbers import gathering, pairing
from claims.numbers.archive import Archive, source_of
from claims.numbers.audit import audit, audit_desk
from claims.numbers.desk import Desk
from claims.numbers.gathering import gathered
from claims.numbers.ledger_desk import desk_of
from claims.text.extract import extract
from tests.conftest import Run
from tests.made import make

CONDITIONS = (
    "status=unverified",
    "status=verified,false",
    "status!=unverified",
    "value>=60",
    "value<60",
    "value=12",
    "value!=12",
    "value>=1,000",
    "upper=",
    "upper>5",
    "start<200",
    "claimant~MAYOR",
    "claimant=straße",
    "claimant=",
    "claimant!~mayor",
    "unit~o",
    "text~river",
    "text!~river",
    "document~lindau",
    "title~FLOOD",
    "published>=2024-05",
    "published<2024-05-10",
    "published=",
    "publisher=",
    "document_id~a",
    "modifier=approximate,more_than",
    "quote~%",
    "quote~'",
    "dimension=money",
    "about>m",
    "url~example",
    "assignee=ann-reuter",
    "assignee~ANN",
    "assignee=",
    "due<=2024-06-01",
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ledger, Dataset]:
    folder = tmp_path_factory.mktemp("both")
    ledger = make(folder / "ledger", documents=30, each=12, seed=3)
    odd = Document(
        text="GROSSE STRASSE: it's 5% — “12”, 43–5.", title="Odd 'one' \\ %", path="odd.txt"
    )
    values = {"modifier": Modifier.EXACT, "quote": odd.text, "source": "Straße", "cue": "said"}
    ledger.add(
        odd,
        [
            Claim(start=21, end=23, surface="5%", value=Decimal("5"), unit="percent", **values),
            Claim(start=27, end=29, surface="12", value=None, claimant="ΣΊΣΥΦΟΣ", **values),
        ],
    )
    keys = [claim.claim_id for claim in ledger.claims]
    assign(ledger, keys[:9], "Ann Reuter", "Ben Osei", "2024-05-31")
    unchecked = next(key for key in keys if ledger.status(key) is Status.UNVERIFIED)
    other_words = Check(
        claim_id=unchecked,
        check_id="",
        at="",
        by="Ben Osei",
        status=Status.VERIFIED,
        checked="exact 9 ox",
    )
    ledger.sign([other_words])
    assert ledger.status(unchecked) is Status.OUTDATED
    write_dataset(ledger, folder / "dataset")
    return ledger, Dataset(folder / "dataset")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_rows_are_the_same(both: tuple[Ledger, Dataset], table):
    ledger, dataset = both
    assert list(dataset.rows(table)) == list(ledger.rows(table))


@pytest.mark.parametrize(
    "sort", ["", "value", "-value", "claimant", "-published", "status", "-start", "title"]
)
def test_orders_are_the_same(both: tuple[Ledger, Dataset], sort: str):
    ledger, dataset = both
    assert list(select(dataset, (), sort)) == list(select(ledger, (), sort))
    assert list(select(dataset, (), sort, 7)) == list(select(ledger, (), sort, 7))


@pytest.mark.parametrize("text", CONDITIONS)
def test_conditions_find_the_same(both: tuple[Ledger, Dataset], text: str):
    ledger, dataset = both
    condition = [Condition.parse(text)]
    assert list(select(dataset, condition)) == list(select(ledger, condition))
    assert number(dataset, condition) == number(ledger, condition)


def test_every_field_can_be_asked_for(both: tuple[Ledger, Dataset]):
    ledger, dataset = both
    for field in FIELDS:
        for operator in "=", "~", ">=":
            condition = [Condition(field, operator, ("1",))]
            assert list(select(dataset, condition)) == list(select(ledger, condition)), field


def test_both_conditions_must_be_met(both: tuple[Ledger, Dataset]):
    ledger, dataset = both
    asked = [Condition.parse(text) for text in ("value>=20", "status=unverified", "text~river")]
    found = list(select(ledger, asked, "-value"))
    assert found
    assert list(select(dataset, asked, "-value")) == found


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("list", "--limit", "5", "--sort", "-value"),
        ("list", "--json", "--claimant", "mayor"),
        ("list", "--csv", "--min", "50"),
        ("stats",),
        ("stats", "--json", "--status", "unverified", "--since", "2024"),
        ("audit", "--json"),
        ("audit", "--severity", "warning"),
        ("audit", "--json", "--claimant", "mayor", "--where", "published>=2024-03"),
        ("audit", "--json", "--status", "unverified"),
        ("compare",),
        ("compare", "--json", "--unit", "percent", "--since", "2024-03"),
        ("compare", "--json", "--accord", "conflict"),
        ("export", "jsonl"),
    ],
    ids=" ".join,
)
def test_verbs_print_the_same(both: tuple[Ledger, Dataset], run: Run, arguments: tuple[str, ...]):
    ledger, dataset = both
    first, second = (run(*arguments, "--ledger", one.folder) for one in (ledger, dataset))
    assert first.stdout
    assert (second.stdout, second.returncode) == (first.stdout, first.returncode)
    assert second.stderr == first.stderr


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ledger, Dataset]:
    """Return a ledger of reports that outlets took from each other, with what people made of it."""
    folder = tmp_path_factory.mktemp("copies")
    ledger = Ledger.create(folder / "ledger")
    ledger.add_all(list(_reports()))
    keys = [claim.claim_id for claim in ledger.claims]
    link(ledger, keys[0], [keys[9]], Relation.SAME, "Ann")
    link(ledger, keys[3], [keys[6]], Relation.DIFFERS, "Ann")
    write_dataset(ledger, folder / "dataset")
    return ledger, Dataset(folder / "dataset")


def _reports() -> Iterator[tuple[Document, list[Claim]]]:
    chance = random.Random(5)
    for place in range(60):
        event = place // 3  # told by three outlets, who know more the later they print it
        port, ship = (f"{name}{'abcdefghij'[event % 10]}{event // 10}" for name in ("Ost", "Mar"))
        died, hurt = 12 + event + place % 3, chance.choice((40, 400))
        text = (
            f"The ferry {ship} sank off {port} in a storm, killing {died} people, rescuers said. "
            f"The fall injured {hurt} passengers of the ferry {ship}, the port of {port} reported."
        )
        if place % 7 == 0:
            text += (
                f" The ferry {ship} sank off {port} in a storm, killing 95 people, rescuers said."
            )
        document = Document(
            text=text,
            title=f"Ferry sinks off {port}",
            publisher=("Post", "Courier", "Echo")[place % 3],
            published=f"2024-05-{1 + place % 9:02}",
            path=f"{place}.txt",
        )
        yield document, [claim for claim in extract(document) if claim.checkable]


@pytest.mark.parametrize("asked", [(), ("title~osta",), ("published<2024-05-06",)])
def test_an_archive_is_audited_and_compared_as_its_ledger(
    copies: tuple[Ledger, Dataset], asked: tuple[str, ...]
):
    ledger, dataset = copies
    conditions = [Condition.parse(each) for each in asked]
    with source_of(ledger, conditions) as desk, source_of(dataset, conditions) as archive:
        flags = audit_desk(desk)
        assert flags
        assert audit_desk(archive) == flags
    with source_of(ledger, conditions) as desk, source_of(dataset, conditions) as archive:
        found = list(gathered(desk))
        assert found
        assert list(gathered(archive)) == found


def test_no_more_articles_lie_on_a_desk_than_a_few(
    copies: tuple[Ledger, Dataset], monkeypatch: pytest.MonkeyPatch
):
    ledger, dataset = copies
    for module, name, most in (
        (archive_module, "_ON_A_DESK", 7),
        (archive_module, "_PAIRS", 5),
        (gathering, "_TOGETHER", 2),
        (pairing, "_SLICE", 11),
        (pairing, "_ROWS", 3),
    ):
        monkeypatch.setattr(module, name, most)
    seen: list[int] = []

    class Watched(Archive):
        def _desk(self, asides: Sequence[Any]) -> Desk:
            seen.append(len(asides))
            return super()._desk(asides)

    with closing(Archive(dataset)) as archive:
        assert [len(desk.documents) for desk in archive.desks()] == [7] * 8 + [4]
    with closing(Watched(dataset)) as archive:
        assert audit_desk(archive) == audit(ledger)
    with closing(Watched(dataset)) as archive:
        assert list(gathered(archive)) == list(gathered(desk_of(ledger)))
    assert max(seen) <= 15


def test_a_narrowed_audit_tells_what_the_whole_tells_of_those_claims(
    copies: tuple[Ledger, Dataset],
):
    ledger, _ = copies
    asked = [Condition.parse("title~osta0")]
    keys = {found.row["claim_id"] for found in select(ledger, asked)}
    with source_of(ledger, asked) as source:
        narrowed = audit_desk(source)
    assert narrowed
    assert all(keys.intersection(flag.claim_ids) for flag in narrowed)
    whole = [flag for flag in audit(ledger) if keys.issuperset(flag.claim_ids)]
    assert {flag.rule for flag in narrowed} == {flag.rule for flag in whole}


def test_single_claims_are_found(both: tuple[Ledger, Dataset]):
    ledger, dataset = both
    key = ledger.claims[5].claim_id
    assert dataset.resolve([key[:9]]) == [key]
    assert dataset.id_length() == ledger.id_length()
    assert dataset.claim(key) == ledger.claim(key)
    assert dataset.checks_of(key) == ledger.checks_of(key)
    with pytest.raises(ClaimbookError, match="no claim"):
        dataset.resolve(["kzzzzzz"])
    with pytest.raises(ClaimbookError, match="names"):
        dataset.resolve(["k"])


def test_a_dataset_that_does_not_say_how_long_ids_are_counts_them(both: tuple[Ledger, Dataset]):
    ledger, dataset = both
    mark = dataset.folder / MARK
    told = json.loads(mark.read_text("utf-8"))
    assert told[ID_LENGTH] == ledger.id_length()
    older = {name: value for name, value in told.items() if name != ID_LENGTH}
    mark.write_text(json.dumps(older), "utf-8")
    try:
        assert Dataset(dataset.folder).id_length() == ledger.id_length()
    finally:
        mark.write_text(json.dumps(told), "utf-8")


def test_a_dataset_is_parted_by_month(both: tuple[Ledger, Dataset]):
    ledger, dataset = both
    months = {path.name for path in (dataset.folder / "claims").iterdir()}
    assert "month=undated" in months
    assert months == {
        f"month={document.published[:7] or 'undated'}" for document in ledger.documents
    }


def test_a_dataset_is_made_by_a_command_and_replaces_only_a_dataset(tmp_path: Path, run: Run):
    made = make(tmp_path / "ledger", documents=2, each=3)
    for _ in range(2):
        done = run("export", "dataset", "-o", "out")
        assert (done.returncode, done.stderr) == (0, f"{len(made.claims)} claims in out\n")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("dear", "utf-8")
    refused = run("export", "dataset", "-o", "full")
    assert refused.returncode == 2
    assert "is no dataset and not empty" in refused.stderr
    assert (tmp_path / "full" / "thesis.txt").exists()
    assert run("export", "dataset", "-o", "x", "--min", "5").returncode == 2


def test_a_dataset_is_not_changed(both: tuple[Ledger, Dataset]):
    _, dataset = both
    with pytest.raises(LedgerError, match="export it anew"):
        assign(dataset, [next(dataset.claim_ids())], "Ann", "Ben")


def test_an_empty_ledger_makes_an_empty_dataset(tmp_path: Path):
    write_dataset(Ledger.create(tmp_path / "ledger"), tmp_path / "out")
    dataset = Dataset(tmp_path / "out")
    assert list(select(dataset)) == []
    assert number(dataset) == 0
    assert dataset.claims == []


def test_a_dataset_of_a_later_form_is_refused(tmp_path: Path):
    write_dataset(Ledger.create(tmp_path / "ledger"), tmp_path / "out")
    (tmp_path / "out" / "dataset.json").write_text(json.dumps({"form": 99}), "utf-8")
    with pytest.raises(LedgerError, match="form 99"):
        Dataset(tmp_path / "out")
