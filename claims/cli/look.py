"""`list` and `show`: look at claims. Nothing here changes a ledger."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice

import click

from claims.cli.console import counted, narrate, results
from claims.cli.options import conditions, filter_options, ledger_option, sort_option
from claims.cli.words import complete_ids
from claims.ledger.canonical import format_line
from claims.ledger.filters import Found, pick, select
from claims.ledger.identity import short_length
from claims.ledger.ledger import Ledger
from claims.ledger.rows import claim_from_row
from claims.ledger.schema import CLAIMS
from claims.views.jsonlines import claim_record, json_line

ROWS = 500  # of a table at a time: nobody reads more, and laying out takes its time


@click.command("list")
@filter_options
@sort_option
@click.option("--limit", type=click.IntRange(0), help=f"Show at most this many, 0 for all. A table shows {ROWS}.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV in the ledger's own form, with the status.")
@ledger_option
def list_command(ledger: Ledger, sort: str, limit: int | None, as_json: bool, as_csv: bool) -> None:
    r"""List claims, filtered and sorted.

    \b
    claimbook list --status unverified --claimant samer
    claimbook list --where "value>=1000" --where "unit~strike" --sort -value
    """
    found = select(ledger, conditions(), sort)
    if as_json:
        for claim in islice(found, limit or None):
            click.echo(json_line(_record(claim)))
    elif as_csv:
        columns = CLAIMS.columns
        _echo_line((*columns, "status"))
        for claim in islice(found, limit or None):
            _echo_line((*(claim.row[column] for column in columns), claim.standing.status))
    else:
        from claims.views.tables import claims_table  # rich is slow to load, and lines do not need it

        shown = list(islice(found, ROWS if limit is None else limit or None))
        console = results()
        if shown:
            short = short_length(ledger.claim_ids())
            console.print(claims_table(shown, console.width, short, ledger.settings.labels))
        more = sum(1 for _ in found)
        every = counted(len(shown) + more, "claim")
        narrate(f"{len(shown):,} of {every}; --limit 0 shows all" if more else every)


@click.command("show")
@click.argument("ids", metavar="ID...", nargs=-1, required=True, shell_complete=complete_ids)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, with the checks.")
@ledger_option
def show_command(ledger: Ledger, ids: tuple[str, ...], as_json: bool) -> None:
    r"""Show claims in their paragraph, with who said it, every check, and the document.

    An ID can be cut short as long as it names one claim.

    \b
    claimbook show k4f2
    """
    for place, found in enumerate(pick(ledger, ledger.resolve(ids))):
        checks = ledger.checks_of(found.row["claim_id"])
        if as_json:
            signed = [asdict(check) for check in checks]
            click.echo(json_line(_record(found) | {"document": found.document, "checks": signed}))
            continue
        from claims.views.page import claim_page

        console = results()
        if place:
            console.rule()
        marked = not console.is_terminal or console.no_color
        console.print(claim_page(found, ledger.text(found.row["document_id"]), checks, ledger.settings.labels, marked))


def _record(found: Found) -> dict[str, object]:
    return claim_record(claim_from_row(found.row), found.standing)


def _echo_line(cells: tuple[str, ...]) -> None:
    click.echo(format_line(cells), nl=False)
