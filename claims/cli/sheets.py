"""`import` takes in sheets and feeds.

A desk's own sheets, corrected exports of ours, and ClaimReview feeds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli.console import counted, narrate
from claims.cli.options import ledger_option
from claims.cli.words import OneOf
from claims.errors import ClaimbookError
from claims.ledger.git import repository as git
from claims.ledger.ledger import Ledger
from claims.model import Problem, Reason
from claims.views.export.selection import gather
from claims.views.safe import safe

if TYPE_CHECKING:
    from claims.sheets.sheet import Sheet
    from claims.sheets.taking import Wishes


@click.command("import")
@click.argument("kind", type=OneOf(("checks", "claims", "claimreview"), "kind of row"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--map", "given", metavar="FIELD=COLUMN", multiple=True, help="Which column is which field."
)
@click.option(
    "--verdict", "said", metavar="WORD=STATUS", multiple=True, help="What a verdict means to us."
)
@click.option(
    "--reason",
    metavar="REASON",
    type=OneOf([reason.value for reason in Reason], "reason"),
    help="Why, for rows that are partly right or false and give no reason.",
)
@click.option(
    "--sheet",
    "name",
    metavar="NAME",
    default="",
    help="The sheet of a workbook; the first if left out.",
)
@click.option("--by", metavar="NAME", help="Who signs; git's user.name if left out.")
@click.option(
    "--why",
    metavar="WORDS",
    default="",
    help="claims: why, for the history; the file's name if left out.",
)
@click.option(
    "--force",
    is_flag=True,
    help="claims: take the sheet's word also where the ledger has newer work.",
)
@click.option("--dry-run", is_flag=True, help="Say what would come in, and change nothing.")
@ledger_option
def import_command(
    ledger: Ledger,
    kind: str,
    file: Path,
    given: tuple[str, ...],
    said: tuple[str, ...],
    reason: str | None,
    name: str,
    by: str | None,
    why: str,
    force: bool,
    dry_run: bool,
) -> int:
    r"""Take in checks or claims from a CSV or XLSX file, or a ClaimReview feed.

    The file is a desk's own, or an export of ours that was worked in.

    Of an exported sheet of claims the changed cells become corrections and checks, rows without an
    id new claims, and what was changed in the ledger since is never overwritten unasked. Columns
    are found by their names, or by --map. Every row that cannot be taken in is named with what to
    do about it; the others come in, and what the ledger has already is not taken in twice. Ends
    with 1 if a row was refused.

    \b
    claimbook export xlsx -o claims.xlsx     (correct it, then:)
    claimbook import claims claims.xlsx --dry-run
    claimbook import checks desk.xlsx --map quote=Statement --map status=Ruling
    claimbook import claimreview feed.json --ledger checked/
    """
    if kind == "claimreview":
        return _import_feed(ledger, file, said, dry_run)
    from claims.sheets.sheet import read_sheet  # extraction and units are slow to load
    from claims.sheets.taking import Wishes
    from claims.sheets.verdicts import verdicts

    sheet = read_sheet(file, name)
    words = verdicts(ledger.settings.labels, said)
    signer = by or git.user(ledger.folder)[0]
    wishes = Wishes(words, signer, Reason(reason) if reason else None, force)
    if kind == "checks":
        counts, problems = _import_checks(ledger, sheet, given, wishes, dry_run)
    else:
        why = why or f"from {file.name}"
        counts, problems = _import_claims(ledger, sheet, given, wishes, dry_run, why)
    narrate(f"{'would take in' if dry_run else 'took in'} {counts}; {problems:,} refused")
    return 1 if problems else 0


def _import_checks(
    ledger: Ledger, sheet: Sheet, given: Sequence[str], wishes: Wishes, dry_run: bool
) -> tuple[str, int]:
    """Return what was taken in, in words, and how many rows were not."""
    from claims.sheets.checks import FIELDS, checks_in
    from claims.sheets.mapping import map_columns

    columns = map_columns(sheet.header, FIELDS, given)
    found = checks_in(sheet, columns, ledger, wishes.words, wishes.by, wishes.reason)
    _told(found.problems, columns.of.items(), columns.ignored)
    if not dry_run and found.drafts:
        ledger.sign(found.drafts)
    counts = f"{counted(len(found.drafts), 'check')}; {found.known:,} known, {found.blank:,} blank"
    return counts, len(found.problems)


def _import_claims(
    ledger: Ledger, sheet: Sheet, given: Sequence[str], wishes: Wishes, dry_run: bool, why: str
) -> tuple[str, int]:
    """Return what was taken in, in words, and how many rows were not."""
    from claims.sheets.mapping import map_columns
    from claims.sheets.taken import write_taken
    from claims.sheets.taking import FIELDS, take

    columns = map_columns(sheet.header, FIELDS, given)
    now = {row["claim_id"]: row for row in gather(ledger).rows("claims")}
    taken = take(sheet, columns, ledger, now, wishes)
    for line, change in taken.lines():
        click.echo(safe(f"{sheet.file}:{line}: {change}"))
    _told(taken.problems, columns.of.items(), columns.ignored)
    if not dry_run:
        if not wishes.by.strip():
            raise ClaimbookError("who signs? give --by, or set git's user.name")
        write_taken(ledger, taken, wishes.by, why)
    numbers = (
        (taken.corrections, "correction"),
        (taken.news, "new claim"),
        (taken.checks, "check"),
    )
    counts = ", ".join(counted(len(changed), what) for changed, what in numbers)
    return f"{counts}; {taken.same:,} the same", len(taken.problems)


def _import_feed(ledger: Ledger, file: Path, said: tuple[str, ...], dry_run: bool) -> int:
    from claims.sheets.claimreview import log_feed, read_feed
    from claims.sheets.verdicts import verdicts

    feed = read_feed(file, verdicts(ledger.settings.labels, said))
    for problem in feed.problems:
        click.echo(safe(str(problem)))
    new = 0 if dry_run else log_feed(ledger, feed)
    read = counted(len(feed.reviews), "review")
    taken = f"would take in {read}" if dry_run else f"took in {read}, {new:,} of them new"
    narrate(f"{taken}; {len(feed.problems):,} refused")
    return 1 if feed.problems else 0


def _told(
    problems: Iterable[Problem], columns: Iterable[tuple[str, str]], ignored: tuple[str, ...]
) -> None:
    for problem in problems:
        click.echo(safe(str(problem)))
    renamed = [f"{field} from {column}" for field, column in columns if field != column]
    own = sum(field == column for field, column in columns)
    narrate(
        "read "
        + ", ".join(filter(None, (counted(own, "column") + " by name" if own else "", *renamed)))
    )
    if ignored:
        narrate(f"left out {', '.join(ignored)}: --map FIELD=COLUMN takes a column in")
