"""Which claims a verb means, and what keeps a slip from changing many of them.

There is a preview, a question, and a refusal where verdicts would be lost.

Options in, whole ids out. Several claims are changed at once only after they were shown, at a
terminal also after a yes; a finished verdict among them is lowered only with --force. `undo` takes
a bulk step back as one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

import click

from claims.cli.console import counted, is_plain, narrate, results
from claims.cli.options import conditions
from claims.errors import ClaimbookError, UnknownClaim
from claims.ledger.checks import Standing
from claims.ledger.filters import pick, select
from claims.ledger.git import repository as git
from claims.ledger.ledger import Ledger
from claims.model import STATUSES, Status

Command = TypeVar("Command", bound=Callable[..., object])
ID_LENGTH = 8  # shown of an id; to find the shortest that will do, all would have to be read
SHOWN = 500  # claims changed at once that are shown one by one

by_option = click.option("--by", metavar="NAME", help="Who signs; git's user.name if left out.")
why_option = click.option("--why", default="", help="Why, in words; kept with the signature.")


def bulk_options(command: Command) -> Command:
    """Give a command --dry-run and --yes."""
    command = click.option(
        "--yes", "-y", is_flag=True, help="Do not ask before many claims are changed."
    )(command)
    return click.option(
        "--dry-run", is_flag=True, help="Show what would change, and change nothing."
    )(command)


def signer(ledger: Ledger, by: str | None) -> str:
    """Return who signs: the name given, else git's; refuse to sign for nobody."""
    name = (by or git.user(ledger.folder)[0]).strip()
    if not name:
        raise ClaimbookError("who signs? give --by, or set git's user.name")
    return name


def meant(ledger: Ledger, ids: Sequence[str]) -> list[str]:
    """Return the claims that are meant by their ids and by --where."""
    if not ids and not conditions():
        raise click.UsageError("which claims? give ids, or --where")
    found = dict.fromkeys(ledger.resolve(ids))
    if conditions():
        found |= dict.fromkeys(claim.row["claim_id"] for claim in select(ledger, conditions()))
    if not found:
        raise UnknownClaim("no claim meets --where: nothing was changed")
    return list(found)


def is_bulk(claim_ids: Sequence[str]) -> bool:
    """Tell whether claims were picked by a condition or are several.

    One of them may then be meant by mistake.
    """
    return bool(conditions()) or len(claim_ids) > 1


def refuse_to_lower(ledger: Ledger, claim_ids: Sequence[str], status: Status) -> None:
    """Raise `ClaimbookError` where a bulk step would undo finished verdicts.

    It undoes them by taking claims back to work, or out of the ledger.
    """
    if not is_bulk(claim_ids) or (STATUSES[status].is_final and status is not Status.WITHDRAWN):
        return
    standings = [(claim.row["claim_id"], claim.standing) for claim in pick(ledger, claim_ids)]
    found = [(key, standing) for key, standing in standings if _is_lowered(standing, status)]
    if found:
        some = ", ".join(
            f"{key[:ID_LENGTH]} {standing.awaiting or standing.status}"
            for key, standing in found[:5]
        )
        more = ", ..." if len(found) > 5 else ""
        raise ClaimbookError(
            f"{counted(len(found), 'claim')} of {len(claim_ids):,} would lose a finished verdict "
            f"({some}{more}): add "
            "--where status=unverified to leave them out, or --force to lower them; nothing was "
            "changed"
        )


def has_to_ask(claim_ids: Sequence[str], yes: bool) -> bool:
    """Tell whether to ask about many claims: somebody is there and did not answer already."""
    return is_bulk(claim_ids) and not yes and sys.stdin.isatty()


def confirm(ledger: Ledger, claim_ids: Sequence[str], doing: str, dry_run: bool, yes: bool) -> bool:
    """Show the claims of a bulk step, ask at a terminal, and return whether to go on."""
    if not dry_run and not has_to_ask(claim_ids, yes):
        return True
    show(ledger, claim_ids)
    return go_on(len(claim_ids), doing, dry_run)


def go_on(number: int, doing: str, dry_run: bool) -> bool:
    """Say what a dry run would do, or ask; raise `click.Abort` where the answer is no."""
    if dry_run:
        narrate(f"would {doing} {counted(number, 'claim')}; nothing was changed")
        return False
    click.confirm(f"{doing} {counted(number, 'claim')}?", abort=True, err=True)
    return True


def show(ledger: Ledger, claim_ids: Sequence[str]) -> None:
    """Print claims as they stand now; too many are only counted."""
    from claims.views.tables import Layout, listing  # after the options are known to be right

    if len(claim_ids) <= SHOWN:
        console = results()
        layout = Layout(
            console.width, ID_LENGTH, ledger.settings.labels, is_plain=is_plain(console)
        )
        console.print(listing(pick(ledger, claim_ids), layout))


def _is_lowered(standing: Standing, status: Status) -> bool:
    is_finished = STATUSES[standing.status].is_final or standing.awaiting is not None
    return is_finished and standing.status is not status
