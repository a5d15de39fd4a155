"""`refresh`: read all documents again, and say which checked numbers changed."""

from __future__ import annotations

import click

from claims.cli.console import counted, narrate
from claims.cli.logged import show_logged
from claims.cli.options import ledger_option
from claims.cli.progress import track
from claims.cli.words import complete_documents
from claims.ledger.ledger import Ledger
from claims.refresh import PAUSE, refresh, rows_of


@click.command("refresh")
@click.argument("documents", nargs=-1, shell_complete=complete_documents)
@click.option("--allow-private", is_flag=True, help="Also fetch from this machine and its network.")
@click.option(
    "--pause",
    type=click.FloatRange(0),
    default=PAUSE,
    show_default=True,
    help="Seconds between requests to a host.",
)
@ledger_option
def refresh_command(
    ledger: Ledger, documents: tuple[str, ...], allow_private: bool, pause: float
) -> int:
    r"""Read all DOCUMENTS of the ledger (all if none is named) again from their files or addresses.

    Ends with 1 when a number changed that somebody had checked, so that a timer can ring; what
    cannot be read is told and the others are still done.

    \b
    claimbook refresh
    claimbook refresh camp-floods --pause 5
    """
    rows = [
        row for row in rows_of(ledger) if not documents or row["document_id"].startswith(documents)
    ]
    if documents and not rows:
        raise click.UsageError(f"no document of the ledger begins with {' or '.join(documents)}")
    before = _overtaken(ledger)
    logged = []
    unread = unchanged = 0
    for found in track(
        refresh(ledger, rows, allow_private=allow_private, pause=pause), "reading again", len(rows)
    ):
        if found.is_fault:
            unread += 1
            narrate(f"{found.document_id}: {found.why}")
        elif found.intake is None or not found.intake.has_news:
            unchanged += 1
        else:
            logged.append(found.intake)
    show_logged(ledger, logged)
    overtaken = _overtaken(ledger) - before
    narrate(
        f"{counted(len(logged), 'document')} edited, {unchanged:,} unchanged, {unread:,} not read; "
        f"{counted(len(overtaken), 'checked claim')} changed"
    )
    if overtaken:
        narrate("`claimbook list --status outdated` lists them")
    return 1 if overtaken else 2 if unread and not logged and not unchanged else 0


def _overtaken(ledger: Ledger) -> set[str]:
    """Return the claims that changed since somebody gave a verdict on them."""
    return {key for key, standing in ledger.standings.items() if standing.was}
