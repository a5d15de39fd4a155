"""`withdraw`, `restore` and `undo`: take claims out of the work and back in.

`undo` takes back one's own last entry.
"""

from __future__ import annotations

import click

from claims.cli import bulk
from claims.cli.console import counted, narrate
from claims.cli.options import ledger_option, where_option
from claims.cli.words import complete_ids
from claims.ledger import drafts
from claims.ledger.ledger import Ledger
from claims.ledger.undo import plan_undo, undo
from claims.model import Status
from claims.views.safe import safe

_ids = click.argument("ids", metavar="[ID]...", nargs=-1, shell_complete=complete_ids)


@click.command("withdraw")
@_ids
@bulk.why_option
@click.option(
    "--force",
    is_flag=True,
    help="Withdraw claims with a finished verdict too, where many are meant.",
)
@bulk.by_option
@bulk.bulk_options
@where_option
@ledger_option
def withdraw_command(
    ledger: Ledger,
    ids: tuple[str, ...],
    why: str,
    force: bool,
    by: str | None,
    dry_run: bool,
    yes: bool,
) -> None:
    r"""Say that rows are no claims: duplicates, or logged by mistake. The rows stay.

    `restore` brings them back.

    \b
    claimbook withdraw k4f2 --why "the headline again"
    """
    signer = bulk.signer(ledger, by)
    meant = bulk.meant(ledger, ids)
    if not force:
        bulk.refuse_to_lower(ledger, meant, Status.WITHDRAWN)
    if bulk.confirm(ledger, meant, "withdraw", dry_run, yes):
        ledger.sign(drafts.withdrawals(meant, signer, why))
        bulk.show(ledger, meant)
        narrate(f"{signer} withdrew {counted(len(meant), 'claim')}")


@click.command("restore")
@_ids
@bulk.why_option
@bulk.by_option
@bulk.bulk_options
@where_option
@ledger_option
def restore_command(
    ledger: Ledger, ids: tuple[str, ...], why: str, by: str | None, dry_run: bool, yes: bool
) -> None:
    r"""Make withdrawn rows claims again, each with the status that you had given before, if any.

    \b
    claimbook restore k4f2
    """
    signer = bulk.signer(ledger, by)
    meant = bulk.meant(ledger, ids)
    restored = drafts.restorations(ledger, meant, signer, why)
    if bulk.confirm(ledger, meant, "restore", dry_run, yes):
        ledger.sign(restored)
        bulk.show(ledger, meant)
        narrate(f"{signer} restored {counted(len(meant), 'claim')}")


@click.command("undo")
@bulk.by_option
@click.option("--dry-run", is_flag=True, help="Show what would be taken back, and change nothing.")
@ledger_option
def undo_command(ledger: Ledger, by: str | None, dry_run: bool) -> None:
    r"""Take back what you signed last: a check, an edit, a link, an assignment; a bulk step as one.

    Nothing is removed: what stood before is signed again. A second undo takes the first one back.

    \b
    claimbook undo
    """
    signer = bulk.signer(ledger, by)
    last = plan_undo(ledger, signer)
    for words in last.words[: bulk.SHOWN]:
        click.echo(safe(words))
    number = counted(len(last.words), "signature")
    if dry_run:
        narrate(f"would take back {number} of {last.at}; nothing was changed")
        return
    undo(ledger, last, signer)
    narrate(f"{signer} took back {number} of {last.at}")
