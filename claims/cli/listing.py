"""`list`: claims that meet conditions, as a table or in lines. Nothing here changes a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

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
    is_table = not (as_json or as_csv)
    meant = _Meant(ledger, mine, sort, is_hiding=is_table and not every)
    most = limit or None
    if as_json:
        _print_records(ledger, meant.found(most), is_noticing)
    elif as_csv:
        _print_lines(meant.found(most), columns or (*CLAIMS.columns, "status"))
    else:
        most = ROWS if limit is None else most
        _print_table(meant, most, columns or LISTED, is_noticing)


class _Meant:
    """The claims that a command line means, in their order, and how many there are."""

    def __init__(self, ledger: Ledger, mine: bool, sort: str, is_hiding: bool) -> None:
        asked = conditions()
        self.hiding = _hiding(asked) if is_hiding else []
        if mine:
            me = checker_slug(git.user(ledger.folder)[0])
            asked = [Condition.of("assignee", "=", [me]), *asked]
        self.ledger, self.is_sorted = ledger, bool(sort or mine)
        self._asked, self._mine, self._sort = asked, mine, sort

    def found(self, most: int | None) -> Iterator[Found]:
        """Return at most so many of them.

        The order "most worth checking first" is worked out from the numbers.
        """
        wanted = [*self._asked, *self.hiding]
        if self._mine:
            found = select(self.ledger, wanted, self._sort or "due")
            return islice((claim for claim in found if claim.standing.is_open), most)
        if self._sort.lstrip("-") == WORTH:
            found = select(self.ledger, wanted)
            return islice(_by_worth(list(found), is_rising=self._sort.startswith("-")), most)
        return select(self.ledger, wanted, self._sort, most)

    def number(self) -> int:
        """Return how many there are."""
        return self._number([*self._asked, *self.hiding])

    def number_with_hidden(self) -> int:
        """Return how many there would be if nothing were left out unasked."""
        return self._number(self._asked)

    def _number(self, wanted: Sequence[Condition]) -> int:
        if self._mine:
            return sum(claim.standing.is_open for claim in select(self.ledger, wanted))
        return number(self.ledger, wanted)


def _print_records(ledger: Ledger, found: Iterator[Found], is_noticing: bool) -> None:
    for record in _noticed_records(ledger, found) if is_noticing else map(found_record, found):
        click.echo(json_line(record))


def _print_lines(found: Iterable[Found], columns: Sequence[str]) -> None:
    _echo_line(columns)
    for claim in found:
        _echo_line([COLUMNS[name].cell(claim) for name in columns])


def _print_table(
    meant: _Meant, most: int | None, columns: tuple[str, ...], is_noticing: bool
) -> None:
    """Show claims; say how many there are, and how many were left out unasked."""
    shown = list(meant.found(most))
    if shown:
        notices = _noticed_by_claim(meant.ledger, shown) if is_noticing else {}
        _print(meant.ledger, shown, columns, meant.is_sorted, notices)
    there_are = len(shown) if len(shown) != most else meant.number()
    _tell_number(len(shown), there_are)
    if meant.hiding and (hidden := meant.number_with_hidden() - there_are):
        narrate(f"{counted(hidden, 'claim')} withdrawn or gone left out: --all shows all")


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
