"""`review`: work through claims in a full-screen view."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING

import click

from claims.cli.console import narrate
from claims.cli.options import conditions, filter_options, ledger_option
from claims.ledger.git import repository as git
from claims.ledger.layout import CLAIMS
from claims.ledger.ledger import Ledger

if TYPE_CHECKING:
    from claims.views.review.session import Session

# seconds of reading before the screen opens: most ledgers are read then, and the order is the last
AT_ONCE = 0.4
# bytes of claims.csv, some 15,000 claims: more is never read in that time, and the screen opens
# before any of it is waited for
AT_MOST = 4 * 2**20


@click.command("review")
@click.option("--by", metavar="NAME", help="Who signs; git's user.name if left out.")
@filter_options
@ledger_option
def review_command(ledger: Ledger, by: str | None) -> None:
    r"""Work through claims in a full-screen view: the queue, the article, the claim and its checks.

    Open claims come first, those most worth checking before the others. Every decision is written
    at once; ? shows the keys.

    \b
    claimbook review
    claimbook review --status unverified --claimant samer --by "Ann Reuter"
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            "review needs a terminal; `claimbook list` and `claimbook check` work without one"
        )
    from claims.views.review.desk import LedgerDesk
    from claims.views.review.screen import ReviewApp  # textual is slow to load
    from claims.views.review.session import Session

    by = by or git.user(ledger.folder)[0]
    if not by:
        raise click.UsageError("who signs? give --by, or set git's user.name")
    desk = LedgerDesk(ledger, by, conditions(), is_patient=False)
    session = Session(desk)
    read_ahead(ledger, session)
    ReviewApp(session, desk).run()
    narrate(session.progress)


def read_ahead(ledger: Ledger, session: Session) -> None:
    """Read before the screen opens, where the whole ledger may be read in no time."""
    if (ledger.folder / CLAIMS).stat().st_size > AT_MOST:
        return
    end = monotonic() + AT_ONCE
    session.lineup.read_on(lambda: monotonic() > end)
