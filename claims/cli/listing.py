"""`list`: claims that meet conditions, as a table or in lines. Nothing here changes a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import click

from claims.cli.console import counted, is_plain, narrate, results
from claims.cli.options import LINES, conditions, filter_options, ledger_option, sort_option
from claims.cli.progress import track
from claims.cli.words import ColumnNames
from claims.ledger.canonical import format_line
from claims.ledger.conditions import Condition, Found
from claims.ledger.filters import number, select
from claims.ledger.git import repository as git
from claims.ledger.identity import checker_slug
from claims.ledger.ledger import Ledger
from claims.ledger.rows import claim_from_row
from claims.ledger.schema import CLAIMS
from claims.model import Status
from claims.views.columns import COLUMNS, LISTED
from claims.views.jsonlines import found_record, json_line, noticed_record

if TYPE_CHECKING:
    pass

WORTH = "worth"  # an order that no column holds
ROWS = 500  # of a table at a time: nobody reads more, and laying out takes its time


@click.command("list")
@filter_options
@click.option(
    "--mine",
    is_flag=True,
    help="Only open claims that are assigned to you; those due first come first.",
)
@sort_option
@click.option(
    "--columns",
    type=ColumnNames(),
    metavar="NAME,...",
    help="Show these columns: `claimbook help ledger`.",
)
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="Also show claims that were withdrawn or are gone from their text.",
)
@click.option(
    "--limit", type=LINES, help=f"Show at most this many, 0 for all. A table shows {ROWS}."
)
@click.option(
    "--flags",
    "is_noticing",
    is_flag=True,
    help="Say of each claim what does not fit, and what was checked before.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option(
    "--csv", "as_csv", is_flag=True, help="Print CSV in the ledger's own form, with the status."
)
@ledger_option
def list_command(
    ledger: Ledger,
    mine: bool,
    sort: str,
    columns: tuple[str, ...] | None,
    every: bool,
    limit: int | None,
    is_noticing: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    r"""List claims article by article, filtered and sorted.

    Claims that were withdrawn or are gone from their text are left out of the table unless a
    condition asks for them.

    \b
    claimbook list --status unverified --claimant samer
    claimbook list --where "value>=1000" --where "unit~strike" --sort -value
    claimbook list --status unverified --sort worth
    claimbook list --mine --due 2024-05-31
    claimbook list --columns id,number,unit,period,place
    claimbook list --document census --flags
    """
    if is_noticing and as_csv:
        raise click.UsageError("the ledger's own form has no flags: --json and the table have them")
    most = limit or (None if limit == 0 or as_json or as_csv else ROWS)
    hiding = [] if every or as_json or as_csv else _hiding(conditions())
    found, wanted = _found(ledger, mine, sort, most, hiding)
    if as_json:
        records = _noticed_records(ledger, found) if is_noticing else map(found_record, found)
        for record in records:
            click.echo(json_line(record))
    elif as_csv:
        _print_lines(found, columns or (*CLAIMS.columns, "status"))
    else:
        shown = list(found)
        if shown:
            notices = _noticed_by_claim(ledger, shown) if is_noticing else {}
            _print(ledger, shown, columns or LISTED, bool(sort or mine), notices)
        there_are = len(shown) if len(shown) != most else _number(ledger, wanted, mine)
        _tell_number(len(shown), there_are)
        if hiding and (hidden := _number(ledger, wanted[: -len(hiding)], mine) - there_are):
            narrate(f"{counted(hidden, 'claim')} withdrawn or gone left out: --all shows all")


def _print_lines(found: Iterable[Found], columns: Sequence[str]) -> None:
    _echo_line(columns)
    for claim in found:
        _echo_line([COLUMNS[name].cell(claim) for name in columns])


def _tell_number(shown: int, there_are: int) -> None:
    counts = counted(there_are, "claim")
    narrate(f"{shown:,} of {counts}; --limit 0 shows all" if there_are > shown else counts)


def _hiding(wanted: Sequence[Condition]) -> list[Condition]:
    """Return conditions that leave out claims which are nobody's work any more.

    There are none where a condition asks for such claims.
    """
    asked = {condition.field for condition in wanted}
    hiding = []
    if not asked.intersection({"status", "claim_id"}):
        hiding.append(Condition.of("status", "!=", [Status.WITHDRAWN]))
    if not asked.intersection({"gone", "claim_id"}):
        hiding.append(Condition.of("gone", "=", [""]))
    return hiding


def _print(
    ledger: Ledger,
    found: Sequence[Found],
    columns: tuple[str, ...],
    is_sorted: bool,
    notices: Mapping[str, Sequence[str]],
) -> None:
    # rich is slow to load, and lines do not need it
    from claims.views.tables import WIDE, Layout, listing

    console = results()
    if is_sorted and columns == LISTED and console.width >= WIDE:
        columns += ("title",)
    if notices and "statement" not in columns:
        columns += ("statement",)  # what is noticed stands below the words
    layout = Layout(
        console.width,
        ledger.id_length(),
        ledger.settings.labels,
        columns,
        is_plain=is_plain(console),
        by_article=not is_sorted,
        notices=notices,
    )
    console.print(listing(found, layout))


def _noticed_by_claim(ledger: Ledger, found: Sequence[Found]) -> dict[str, list[str]]:
    """Return the lines that say what there is to notice, by claim; say what was not looked for."""
    from claims.numbers.noticing import Noticing
    from claims.views.noticed import notice_lines

    noticing = Noticing(ledger, partial(track, doing="auditing"))
    notices = noticing.notices(found)
    for words in noticing.left_out:
        narrate(words)
    return {claim_id: list(notice_lines(notice)) for claim_id, notice in notices.items()}


def _noticed_records(ledger: Ledger, found: Iterator[Found]) -> Iterator[dict[str, object]]:
    """Yield claims with what there is to notice about them, some articles at a time."""
    from claims.numbers.noticing import NOTHING, Noticing

    noticing = Noticing(ledger)
    for words in noticing.left_out:
        narrate(words)
    while some := list(islice(found, ROWS)):
        notices = noticing.notices(some)
        for claim in some:
            notice = notices.get(claim.row["claim_id"], NOTHING)
            yield found_record(claim) | noticed_record(notice)


def _found(
    ledger: Ledger, mine: bool, sort: str, most: int | None, hiding: Sequence[Condition] = ()
) -> tuple[Iterator[Found], list[Condition]]:
    """Return the claims to list and the conditions that they meet.

    The order "most worth checking first" is worked out from the numbers.
    """
    wanted = [*conditions(), *hiding]
    if mine:
        wanted = [
            Condition.of("assignee", "=", [checker_slug(git.user(ledger.folder)[0])]),
            *wanted,
        ]
        found = select(ledger, wanted, sort or "due")
        return islice((claim for claim in found if claim.standing.is_open), most), wanted
    if sort.lstrip("-") == WORTH:
        return islice(
            _by_worth(list(select(ledger, wanted)), is_rising=sort.startswith("-")), most
        ), wanted
    return select(ledger, wanted, sort, most), wanted


def _number(ledger: Ledger, wanted: Sequence[Condition], mine: bool) -> int:
    return (
        sum(claim.standing.is_open for claim in select(ledger, wanted))
        if mine
        else number(ledger, wanted)
    )


def _by_worth(found: Sequence[Found], is_rising: bool) -> list[Found]:
    from claims.numbers.worth import Repeats, worth  # no other order needs its words

    claims = [claim_from_row(claim.row) for claim in found]
    repeats = Repeats(claims)
    scores = [
        worth(claim, each.document["title"], repeats.others(claim)).score
        for claim, each in zip(claims, found, strict=True)
    ]
    order = sorted(range(len(found)), key=lambda at: scores[at] if is_rising else -scores[at])
    return [found[at] for at in order]


def _echo_line(cells: Iterable[str]) -> None:
    click.echo(format_line(cells), nl=False)
