import json
from pathlib import Path

import pytest

from claims.ledger.ledger import Ledger
from claims.model import Check, Claim, Document, Status
from claims.views.stats import NONE, OWN_VOICE, UNNAMED, Stats, count
from tests.conftest import Run
from tests.made import make


def stats_of(ledger: Ledger) -> Stats:
    documents = {document.document_id: document for document in ledger.documents}
    return count(ledger.claims, documents, ledger.checks, ledger.standing)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return make(tmp_path_factory.mktemp("stats") / "ledger", documents=5, each=10, checked=0.6)


def test_every_group_counts_every_claim(ledger: Ledger) -> None:
    stats = stats_of(ledger)
    assert stats.claims == 50
    for group in (stats.by_claimant, stats.by_document, stats.by_dimension, stats.by_month):
        assert sum(counted.total() for counted in group.values()) == 50
        statuses = {status: sum(counted[status] for counted in group.values()) for status in Status}
        assert statuses == {status: stats.statuses[status] for status in Status}
    assert (
        sum(kinds.total() for kinds in stats.by_checker.values())
        == stats.checks
        == len(ledger.checks)
    )


def test_what_is_missing_is_counted_under_a_name_that_says_so(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    base = {"value": None, "quote": "27 towns, 28 men, 29 cars, 30 cats"}
    claims = [
        Claim(start=0, end=8, surface="27 towns", **base),
        Claim(start=10, end=16, surface="28 men", source="", cue="it was said", **base),
        Claim(start=18, end=25, surface="29 cars", source="he", **base),
        Claim(
            start=27,
            end=34,
            surface="30 cats",
            claimant="Ann",
            source="she",
            dimension="count",
            **base,
        ),
    ]
    ledger.add(Document(text="27 towns, 28 men, 29 cars, 30 cats"), claims)
    stats = stats_of(ledger)
    assert set(stats.by_claimant) == {OWN_VOICE, UNNAMED, "he", "Ann"}
    assert set(stats.by_dimension) == {NONE, "count"}
    assert set(stats.by_month) == {NONE}


def test_open_counts_what_still_needs_somebody(ledger: Ledger) -> None:
    stats = stats_of(ledger)
    waiting = ("unverified", "checking", "disputed")
    assert stats.open == sum(ledger.status(claim_id) in waiting for claim_id in ledger.claim_ids())


def test_months_stand_in_their_order_and_groups_by_size(ledger: Ledger) -> None:
    stats = stats_of(ledger)
    assert list(stats.by_month) == sorted(stats.by_month)
    sizes = [counted.total() for counted in stats.by_claimant.values()]
    assert sizes == sorted(sizes, reverse=True)


def test_the_command_counts_what_the_filters_let_through(ledger: Ledger, run: Run) -> None:
    ledger.sign(
        [Check(check_id="", claim_id=next(ledger.claim_ids()), at="", by="[2J", note="\x1b[2J")]
    )
    done = run("stats", "--json", "--status", "verified", "--ledger", ledger.folder)
    record = json.loads(done.stdout)
    assert (done.returncode, set(record["statuses"]), record["open"]) == (0, {"verified"}, 0)
    shown = run("stats", "--limit", "2", "--ledger", ledger.folder)
    assert "more: --limit 0 shows all" in shown.stdout
    assert "\x1b" not in shown.stdout
    assert "50 claims in 5 documents" in shown.stderr
