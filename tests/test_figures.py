"""Figures over time.

The same lines in the terminal and the report, and numbers that were edited in their source.
"""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

import claims
from claims.ledger.ledger import Ledger
from claims.model import Check, Document, Status
from claims.numbers.audit import audit
from claims.numbers.gathering import groups
from claims.numbers.ledger_desk import desk_of
from claims.numbers.noticing import Noticing
from claims.views.export.selection import gather
from claims.views.figures import figure
from claims.views.report.charts import CHART_HEIGHT, CHART_WIDTH, figure_spots
from claims.views.report.page import make_page
from claims.views.report.render import render
from tests.conftest import Run

SAID = (
    "LUMA - {} miners died when the Brenna shaft of the Kolt mine flooded, "
    "the mine rescue service said.\n"
)


def document(outlet: str, day: str, number: str) -> Document:
    text = f"Mine floods\n\n{SAID.format(number)}"
    return Document(text=text, publisher=outlet, published=day, path=f"{outlet}.txt")


def logged(ledger: Ledger, *articles: tuple[str, str, str]) -> None:
    for article in articles:
        ledger.add(document(*article), claims.extract(document(*article)))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger.create(tmp_path / "ledger")
    logged(
        made,
        ("Post", "2022-03-01", "Eleven"),
        ("Herald", "2022-03-05", "At least 14"),
        ("Times", "2022-03-17", "22"),
    )
    return made


def test_the_terminal_and_the_report_draw_the_same_figure(ledger: Ledger, run: Run) -> None:
    told = run("timeline", COLUMNS="160").stdout
    page = make_page("", gather(ledger), ledger.text, ledger.settings.labels, Noticing(ledger))
    html = b"".join(render(page)).decode()
    [chart] = page.figures
    for line in chart.figure.lines:
        for words in (*line.told, line.step):
            assert words in told
            assert words in html
    assert [line.step for line in chart.figure.lines] == ["", "+3", "+8"]
    assert html.count('<svg class="course"') == 1


def test_the_chart_has_room_for_days_and_open_ends(ledger: Ledger) -> None:
    desk = desk_of(ledger)
    [group] = groups(desk)
    first, second, last = figure_spots(figure(group, desk))
    assert (first.x, second.x, last.x) == (0, CHART_WIDTH / 4, CHART_WIDTH)
    assert last.y == 0 < second.y < first.y == CHART_HEIGHT / 2
    assert second.top == 0  # "at least 14" has no upper end
    assert first.top == first.y


def test_a_report_links_only_to_claims_that_it_holds(ledger: Ledger) -> None:
    whole = gather(ledger)
    part = replace(whole, found=whole.found[:1])
    page = make_page("", part, ledger.text, ledger.settings.labels, Noticing(ledger))
    html = b"".join(render(page)).decode()
    section = html.partition('id="figures"')[2].partition("</section>")[0]
    assert section.count('<a href="#') == 1
    assert section.count("<tr>") == 1 + 3


def test_a_ledger_without_figures_has_no_such_part(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "one")
    logged(ledger, ("Post", "2022-03-01", "Eleven"))
    page = make_page("", gather(ledger), ledger.text, ledger.settings.labels, Noticing(ledger))
    assert b'id="figures"' not in b"".join(render(page))


def checked(ledger: Ledger, claim_id: str) -> None:
    draft = Check(check_id="", claim_id=claim_id, at="", by="Ann", status=Status.VERIFIED)
    ledger.sign([replace(draft, evidence_url="https://mine.example")])


def edited(ledger: Ledger, number: str) -> Ledger:
    """Read the article of the Times again after its outlet changed the number."""
    new = document("Times", "2022-03-17", number)
    was = next(row for row in ledger.documents if row.publisher == "Times")
    new = replace(new, document_id=was.document_id)
    ledger.revise(new, claims.extract(new))
    return Ledger.open(ledger.folder)


def of_times(ledger: Ledger) -> str:
    [claim] = [claim for claim in ledger.claims if claim.value == 22]
    return claim.claim_id


def test_a_number_that_was_edited_after_it_was_checked_is_flagged(ledger: Ledger, run: Run) -> None:
    claim_id = of_times(ledger)
    checked(ledger, claim_id)
    after = edited(ledger, "29")
    [flag] = audit(after)
    assert (flag.rule, flag.claim_ids) == ("number edited", (claim_id,))
    assert (
        flag.message
        == 'Times, 2022-03-17 had 22 miner when it was checked, and now has "29 miners"'
    )
    told = run("timeline", claim_id, COLUMNS="160")
    assert "22 miner → 29 miner" in told.stdout
    assert told.returncode == 1
    checked(after, claim_id)
    assert audit(Ledger.open(after.folder)) == []


def test_what_a_person_corrects_is_no_edit_of_the_source(ledger: Ledger, run: Run) -> None:
    claim_id = of_times(ledger)
    checked(ledger, claim_id)
    run("edit", claim_id, "value=23", "--by", "Ann", "--why", "misread")
    assert [flag.rule for flag in audit(Ledger.open(ledger.folder))] == []


def test_an_audit_since_a_revision_has_numbers_edited_since(ledger: Ledger, run: Run) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", *words], cwd=ledger.folder, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "start")
    edited(ledger, "29")
    assert run("audit").stdout == ""
    told = run("audit", "--since", "HEAD", COLUMNS="160")
    assert "had 22 miner at HEAD" in " ".join(told.stdout.split())
    assert told.returncode == 1
