"""`refresh`: read all documents again, and say which checked numbers changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import click

from claims.cli.console import counted, narrate
from claims.cli.logged import show_logged
from claims.cli.options import ledger_option
from claims.cli.progress import track
from claims.cli.words import complete_documents
from claims.intake import Intake
from claims.ledger.ledger import Ledger
from claims.refresh import PAUSE, Refreshed, refresh, rows_of


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
    answers = refresh(ledger, rows, allow_private=allow_private, pause=pause)
    read = _Reread.of(track(answers, "reading again", len(rows)))
    show_logged(ledger, read.edited)
    overtaken = _overtaken(ledger) - before
    narrate(
        f"{counted(len(read.edited), 'document')} edited, {read.unchanged:,} unchanged, "
        f"{read.unread:,} not read; {counted(len(overtaken), 'checked claim')} changed"
    )
    if overtaken:
        narrate("`claimbook list --status outdated` lists them")
        return 1
    return 2 if read.is_all_unread else 0


@dataclass(slots=True)
class _Reread:
    """What came of reading documents again."""

    edited: list[Intake] = field(default_factory=list)
    unchanged: int = 0
    unread: int = 0

    @classmethod
    def of(cls, answers: Iterable[Refreshed]) -> _Reread:
        """Count what comes, and say of each document that was not read why."""
        read = cls()
        for answer in answers:
            if answer.is_fault:
                read.unread += 1
                narrate(f"{answer.document_id}: {answer.why}")
            elif answer.intake is None or not answer.intake.has_news:
                read.unchanged += 1
            else:
                read.edited.append(answer.intake)
        return read

    @property
    def is_all_unread(self) -> bool:
        """Tell whether there were documents, and none of them could be read."""
        return bool(self.unread) and not self.edited and not self.unchanged


def _overtaken(ledger: Ledger) -> set[str]:
    """Return the claims that changed since somebody gave a verdict on them."""
    return {key for key, standing in ledger.standings.items() if standing.was}
