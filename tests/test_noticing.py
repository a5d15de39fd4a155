"""What there is to notice about a claim.

Every view has the same flags and earlier verdicts, and none that was dismissed.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import claims
from claims.ledger.conditions import Condition
from claims.ledger.dismissals import dismiss
from claims.ledger.filters import select
from claims.ledger.ledger import Ledger
from claims.model import Check, Document, Reason, Status
from claims.numbers import noticing
from claims.numbers.audit import RULES, audit
from claims.numbers.noticing import Noticing
from claims.views.export.selection import gather
from claims.views.report.page import make_page
from claims.views.report.render import render
from claims.views.review.desk import LedgerDesk
from tests.conftest import Run

WEEKLY = (
    "Storm in the hills\n\nThe storm hit 40 farms: 25 in Orla and 18 in Pell.\n\n"
    "The storm tore the roofs off 64 barns in Orla, the district office said.\n"
)
DAILY = (
    "After the storm\n\nThe storm tore the roofs off 46 barns in Orla, the district office said.\n"
)


def ledger_of(folder: Path, **texts: str) -> Ledger:
    ledger = Ledger.create(folder / "ledger")
    for outlet, text in texts.items():
        title = text.partition("\n")[0]
        document = Document(
            text=text, title=title, publisher=outlet, published="2021-10-03", path=f"{outlet}.txt"
        )
        ledger.add(document, claims.extract(document))
    return ledger


def valued(ledger: Ledger, value: int) -> str:
    return next(claim.claim_id for claim in ledger.claims if claim.value == value)


def rejected(ledger: Ledger, claim_id: str) -> None:
    draft = Check(
        check_id="",
        claim_id=claim_id,
        at="",
        by="Ann Lee",
        status=Status.FALSE,
        reason=Reason.OVERSTATED,
        evidence_url="https://a.example",
    )
    ledger.sign([draft])


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = ledger_of(tmp_path, Weekly=WEEKLY, Daily=DAILY)
    rejected(made, valued(made, 64))
    return made


def in_list(ledger: Ledger, run: Run) -> str:
    return run("list", "--flags", COLUMNS="160").stdout


def in_show(ledger: Ledger, run: Run) -> str:
    return "".join(run("show", claim.claim_id, COLUMNS="160").stdout for claim in ledger.claims)


def in_review(ledger: Ledger, run: Run) -> str:
    desk = LedgerDesk(ledger, "Ben")
    from claims.views.noticed import notice_lines

    return "\n".join(
        line for claim in ledger.claims for line in notice_lines(desk.notice(claim.claim_id))
    )


def in_report(ledger: Ledger, run: Run) -> str:
    page = make_page("", gather(ledger), ledger.text, ledger.settings.labels, Noticing(ledger))
    return b"".join(render(page)).decode().replace("&#34;", '"')


VIEWS = (in_list, in_show, in_review, in_report)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_flags_and_what_was_checked_before(view, ledger: Ledger, run: Run) -> None:
    shown = " ".join(view(ledger, run).split())
    assert "25 + 18 = 43, the text says 40 farms" in shown
    assert "two values" in shown
    assert 'number differs: "64 barns" (Weekly, 2021-10-03): false, Ann Lee' in shown


@pytest.mark.parametrize("view", VIEWS)
def test_a_dismissed_flag_is_in_no_view(view, ledger: Ledger, run: Run) -> None:
    flag = next(flag for flag in audit(ledger) if flag.rule == "parts and total")
    dismiss(ledger, flag, "Ann Lee", "three farms lie in both")
    shown = view(Ledger.open(ledger.folder), run)
    assert "the parts do not add up" not in shown
    assert "two values" in shown


def test_a_list_without_the_option_reads_no_rules(ledger: Ledger, run: Run) -> None:
    assert "⚑" not in run("list").stdout


def test_the_list_as_json_has_them(ledger: Ledger, run: Run) -> None:
    records = [json.loads(line) for line in run("list", "--flags", "--json").stdout.splitlines()]
    by_value = {record["value"]: record for record in records}
    assert [flag["rule"] for flag in by_value[40]["flags"]] == ["parts and total"]
    assert [each["match"] for each in by_value[46]["checked_before"]] == ["number differs"]
    assert by_value[64]["checked_before"] == []


def test_the_ledgers_own_form_has_no_flags(ledger: Ledger, run: Run) -> None:
    refused = run("list", "--flags", "--csv")
    assert refused.returncode == 2
    assert "--json" in refused.stderr


def test_what_is_noticed_stands_below_the_words(ledger: Ledger, run: Run) -> None:
    shown = run("list", "--flags", "--columns", "id,number", COLUMNS="160").stdout
    assert "farms: 25 in Orla" in shown
    assert "25 + 18 = 43" in shown


def test_a_view_says_no_more_than_the_audit(ledger: Ledger) -> None:
    found = list(select(ledger))
    noticed = Noticing(ledger).notices(found)
    flags = {flag for notice in noticed.values() for flag in notice.flags}
    assert flags == set(audit(ledger))
    one = list(select(ledger, [Condition.of("value", "=", ["25"])]))
    [notice] = Noticing(ledger).notices(one).values()
    assert [flag.rule for flag in notice.flags] == ["parts and total"]


def test_a_large_ledger_is_not_compared_and_says_so(
    ledger: Ledger, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noticing, "MOST", 2)
    large = Noticing(ledger)
    rules = {
        flag.rule
        for notice in large.notices(list(select(ledger))).values()
        for flag in notice.flags
    }
    assert rules == {"parts and total"}
    assert [words.partition(",")[0] for words in large.left_out] == ["not compared across articles"]


def test_withdrawn_claims_are_not_audited(ledger: Ledger) -> None:
    ledger.sign(
        [
            Check(
                check_id="",
                claim_id=valued(ledger, 25),
                at="",
                by="Ann Lee",
                status=Status.WITHDRAWN,
                note="misread",
            )
        ]
    )
    assert [flag.rule for flag in audit(Ledger.open(ledger.folder))] == ["two values"]


def test_the_review_looks_anew_after_an_edit_and_a_verdict(ledger: Ledger) -> None:
    desk = LedgerDesk(ledger, "Ben")
    farms, barns = valued(ledger, 40), valued(ledger, 46)
    assert [flag.rule for flag in desk.notice(farms).flags] == ["parts and total"]
    assert len(desk.notice(barns).known) == 1
    desk.edit({valued(ledger, 18): {"value": "15"}})
    assert desk.notice(farms).flags == ()
    desk.sign({valued(ledger, 64): {"status": "disputed"}})
    assert [each.verdict.rating for each in desk.notice(barns).known] == ["disputed"]


def test_rules_within_articles_need_no_ledger() -> None:
    across = {name for rule in RULES if not rule.is_within for name in rule.names}
    assert {"two values", "toll falls", "hedge lost", "said twice"} <= across
    assert {"parts and total", "headline and body", "age"}.isdisjoint(across)
