"""`list` and `show`: look at claims. Nothing here changes a ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import click

from claims.cli.console import counted, is_plain, narrate, results
from claims.cli.options import LINES, conditions, filter_options, ledger_option, sort_option
from claims.cli.progress import track
from claims.cli.words import ColumnNames, complete_ids
from claims.ledger.canonical import format_line
from claims.ledger.filters import Condition, Found, number, pick, select
from claims.ledger.git import repository as git
from claims.ledger.identity import checker_slug
from claims.ledger.ledger import Ledger
from claims.ledger.rows import claim_from_row
from claims.ledger.schema import CHECKS, CLAIMS
from claims.ledger.signing import entries_about
from claims.model import Status
from claims.views.columns import COLUMNS, LISTED
from claims.views.jsonlines import claim_record, json_line, noticed_record
from claims.views.signed import signed_lines

if TYPE_CHECKING:
    from claims.numbers.noticing import Notice

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
        records = _noticed_records(ledger, found) if is_noticing else map(_record, found)
        for record in records:
            click.echo(json_line(record))
    elif as_csv:
        shown = columns or (*CLAIMS.columns, "status")
        _echo_line(shown)
        for claim in found:
            _echo_line(tuple(COLUMNS[name].cell(claim) for name in shown))
    else:
        shown_claims = list(found)
        if shown_claims:
            notices = _noticed_by_claim(ledger, shown_claims) if is_noticing else {}
            _print(ledger, shown_claims, columns or LISTED, bool(sort or mine), notices)
        there_are = (
            len(shown_claims) if len(shown_claims) != most else _number(ledger, wanted, mine)
        )
        counts = counted(there_are, "claim")
        narrate(
            f"{len(shown_claims):,} of {counts}; --limit 0 shows all"
            if there_are > len(shown_claims)
            else counts
        )
        if hiding and (hidden := _number(ledger, wanted[: -len(hiding)], mine) - there_are):
            narrate(f"{counted(hidden, 'claim')} withdrawn or gone left out: --all shows all")


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
        claim_id = found.row["claim_id"]
        checks = ledger.checks_of(claim_id)
        signed = entries_about(ledger.store, claim_id)
        if as_json:
            others = {table.name: rows for table, rows in signed.items() if table is not CHECKS}
            told: dict[str, object] = {
                "document": found.document,
                "checks": [asdict(check) for check in checks],
                **others,
            }
            told |= noticed_record(notices.get(claim_id, NOTHING))
            click.echo(json_line(_record(found) | told))
            continue
        from claims.views.page import claim_page

        console = results()
        if place:
            console.rule()
        text = ledger.text(found.row["document_id"])
        console.print(claim_page(found, text, checks, ledger.settings.labels, is_plain(console)))
        for heading, noticed in _noticed_lines(notices.get(claim_id, NOTHING)):
            console.print(f"\n{heading}", style="bold")
            for line in noticed:
                console.print(f"  {line}", soft_wrap=True)
        lines = list(signed_lines(signed, claim_id))
        if lines:
            console.print("\nalso signed", style="bold")
        for line in lines:
            console.print(f"  {line}", soft_wrap=True)


def _noticed_lines(notice: Notice) -> Iterator[tuple[str, list[str]]]:
    """Yield what there is to notice about a claim as lines under their headings."""
    from claims.views.noticed import flag_line, known_line

    for heading, lines in (
        ("does not fit", map(flag_line, notice.flags)),
        ("checked before", map(known_line, notice.known)),
    ):
        told = list(lines)
        if told:
            yield heading, told


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
            yield _record(claim) | noticed_record(notice)


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


def _record(found: Found) -> dict[str, object]:
    return claim_record(claim_from_row(found.row), found.standing)


def _echo_line(cells: tuple[str, ...]) -> None:
    click.echo(format_line(cells), nl=False)
