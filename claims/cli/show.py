"""`show`: claims in their paragraph, with everything that was signed or is to notice about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from claims.cli.console import is_plain, results
from claims.cli.options import ledger_option
from claims.cli.words import complete_ids
from claims.ledger.conditions import Found
from claims.ledger.filters import pick
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CHECKS
from claims.ledger.signing import entries_about
from claims.views.jsonlines import found_record, json_line, noticed_record
from claims.views.signed import signed_lines

if TYPE_CHECKING:
    from claims.numbers.noticing import Notice


@click.command("show")
@click.argument("ids", metavar="ID...", nargs=-1, required=True, shell_complete=complete_ids)
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object a line, with the checks."
)
@ledger_option
def show_command(ledger: Ledger, ids: tuple[str, ...], as_json: bool) -> None:
    r"""Show claims in their paragraph, with who said it, every check, and the document.

    An ID can be cut short as long as it names one claim.

    \b
    claimbook show k4f2
    """
    # the words of the rules are slow to load
    from claims.numbers.noticing import NOTHING, Noticing

    every = pick(ledger, ledger.resolve(ids))
    notices = Noticing(ledger).notices(every)
    for place, found in enumerate(every):
        notice = notices.get(found.row["claim_id"], NOTHING)
        if as_json:
            click.echo(json_line(_record(ledger, found) | noticed_record(notice)))
        else:
            if place:
                results().rule()
            _print(ledger, found, notice)


def _record(ledger: Ledger, found: Found) -> dict[str, object]:
    """Return a claim with its document and all that was signed about it."""
    claim_id = found.row["claim_id"]
    signed = entries_about(ledger.store, claim_id)
    return found_record(found) | {
        "document": found.document,
        "checks": [asdict(check) for check in ledger.checks_of(claim_id)],
        **{table.name: rows for table, rows in signed.items() if table is not CHECKS},
    }


def _print(ledger: Ledger, found: Found, notice: Notice) -> None:
    from claims.views.page import claim_page  # rich is slow to load

    console = results()
    claim_id = found.row["claim_id"]
    text, checks = ledger.text(found.row["document_id"]), ledger.checks_of(claim_id)
    console.print(claim_page(found, text, checks, ledger.settings.labels, is_plain(console)))
    signed = list(signed_lines(entries_about(ledger.store, claim_id), claim_id))
    for heading, lines in (*_noticed_lines(notice), ("also signed", signed)):
        if lines:
            console.print(f"\n{heading}", style="bold")
        for line in lines:
            console.print(f"  {line}", soft_wrap=True)


def _noticed_lines(notice: Notice) -> Iterator[tuple[str, list[str]]]:
    """Yield what there is to notice about a claim as lines under their headings."""
    from claims.views.noticed import flag_line, known_line

    yield "does not fit", list(map(flag_line, notice.flags))
    yield "checked before", list(map(known_line, notice.known))
