"""`report` writes a page to look at, `stats` counts; both take the filters of `list`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from claims.cli.console import counted, narrate, results
from claims.cli.files import write_file
from claims.cli.options import LINES, conditions, filter_options, ledger_option
from claims.cli.progress import track
from claims.ledger.conditions import Condition
from claims.ledger.dataset.read import Dataset
from claims.ledger.filters import select
from claims.ledger.ledger import Ledger
from claims.ledger.rows import check_from_row, document_from_row
from claims.ledger.schema import CHECKS, DOCUMENTS
from claims.views.dataset_stats import count_dataset
from claims.views.export.selection import gather
from claims.views.jsonlines import json_line
from claims.views.stats import Counted, Stats, count

HEAVY = 20 << 20  # bytes of a page that browsers are slow with
GROUP = 10  # lines of a group: what fits on a screen with the others


@click.command("stats")
@filter_options
@click.option(
    "--limit", type=LINES, default=GROUP, show_default=True, help="Lines of a group, 0 for all."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@ledger_option
def stats_command(ledger: Ledger, limit: int, as_json: bool) -> None:
    r"""Count statuses, by claimant, document, dimension and month.

    Also who signed what, and what is still open.

    \b
    claimbook stats
    claimbook stats --since 2024-05 --status unverified --limit 0
    claimbook stats --json
    """
    stats = _count(ledger, conditions())
    if as_json:
        from claims.views.counts import counts_record

        click.echo(json_line(counts_record(stats)))
        return
    # rich is slow to load, and a line of JSON does not need it
    from claims.views.counts import counts_page

    if stats.claims:
        console = results()
        console.print(counts_page(stats, ledger.settings.labels, limit, console.width))
    narrate(
        f"{counted(stats.claims, 'claim')} in {counted(stats.documents, 'document')}, "
        f"{stats.open:,} open; "
        f"{counted(stats.checks, 'check')} by {len(stats.by_checker):,}"
    )


def _count(ledger: Ledger, asked: Sequence[Condition]) -> Stats:
    if isinstance(ledger, Dataset):
        return count_dataset(ledger, asked)
    # one by one: a million claims held at once take two gigabytes
    return count(
        (Counted.of(claim.row) for claim in select(ledger, asked)),
        {row["document_id"]: document_from_row(row) for row in ledger.rows(DOCUMENTS)},
        map(check_from_row, ledger.rows(CHECKS)),
        ledger.standing,
    )


@click.command("report")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("report.html"),
    show_default=True,
    help="Where to write; - for stdout.",
)
@click.option(
    "--title", default="Numeric claims and what checkers found", help="The heading of the page."
)
@filter_options
@ledger_option
def report_command(ledger: Ledger, output: Path, title: str) -> None:
    r"""Write one page to look at.

    It has charts, all claims in a table, every article with its claims marked, and all checks.

    The page is one file that needs no network, and reads without a script. The same ledger gives
    the same page.

    \b
    claimbook report
    claimbook report --document census --title "The census" -o census.html
    """
    from claims.numbers.noticing import Noticing  # only reports need the rules and jinja2
    from claims.views.report.page import make_page
    from claims.views.report.render import render

    selection = gather(ledger, conditions(), watch=partial(track, doing="laying out"))
    noticing = Noticing(ledger, partial(track, doing="auditing"))
    page = make_page(title, selection, ledger.text, ledger.settings.labels, noticing)
    if str(output) == "-":
        sys.stdout.buffer.writelines(render(page))
    else:
        write_file(output, render(page), ledger)
        if output.stat().st_size > HEAVY:
            narrate(
                f"a page of {output.stat().st_size >> 20} MB: filters make one that a browser "
                "opens sooner"
            )
    narrate(
        counted(page.stats.claims, "claim")
        + (f" in {output.as_posix()}" if str(output) != "-" else "")
    )
