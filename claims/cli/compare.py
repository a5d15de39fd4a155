"""`compare` says what articles say about one thing, `timeline` how a figure developed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from claims.cli.console import counted, is_plain, narrate, results
from claims.cli.options import conditions, filter_options, ledger_option
from claims.cli.progress import track
from claims.cli.words import OneOf, complete_ids
from claims.ledger.identity import short_length
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CLAIMS
from claims.model import Claim, Flag
from claims.numbers.archive import source_of
from claims.numbers.audit import audit_desk
from claims.numbers.compare import Accord, Group
from claims.numbers.desk import Desk, Source
from claims.numbers.gathering import Gathered, gathered, groups
from claims.numbers.ledger_desk import desk_of
from claims.numbers.timeline import developed, of_claims, points
from claims.views.jsonlines import claim_record, json_line


@click.command("compare")
@click.argument("ids", metavar="[ID]...", nargs=-1, shell_complete=complete_ids)
@click.option(
    "--accord",
    type=OneOf([accord.value for accord in Accord], "accord"),
    multiple=True,
    help="Only groups whose values stand so to each other.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a group, one a line.")
@filter_options
@ledger_option
def compare_command(
    ledger: Ledger, ids: tuple[str, ...], accord: tuple[str, ...], as_json: bool
) -> int:
    r"""Group claims on one thing over articles, and say whether their values agree.

    Sources of one origin count once. With conditions such as --since, the articles in which a claim
    meets them are compared, and the groups of such claims shown. Ends with 1 where there is a
    conflict. `claimbook link` corrects a group: what is linked --as same, repeats, contradicts or
    updates is joined, what is linked --as differs is parted.

    \b
    claimbook compare
    claimbook compare k4f2
    claimbook compare --accord conflict --since 2024-05
    """
    sought = frozenset(ledger.resolve(ids))
    number = conflicts = 0
    with source_of(ledger, conditions(), track) as source:
        show = _printer(ledger, source, as_json)
        for one in gathered(source):
            has_sought = not sought or any(claim.claim_id in sought for claim in one.group.claims)
            if has_sought and (not accord or one.group.accord in accord):
                number += 1
                conflicts += one.group.accord is Accord.CONFLICT
                show(one)
    told = f"{counted(number, 'group')}, {counted(conflicts, 'conflict')}"
    narrate(told if number else "nothing to compare")
    return 1 if conflicts else 0


def _printer(ledger: Ledger, source: Source, as_json: bool) -> Callable[[Gathered], None]:
    """Return what prints a group, as a line or as a table."""
    if as_json:
        return lambda one: click.echo(json_line(_record(one.group, one.desk(source.bare))))
    from claims.views.groups import group_table  # rich is slow to load, and lines do not need it

    length = ledger.id_length()
    console = results()
    return lambda one: console.print(group_table(one.group, one.desk(source.bare), length), "")


@click.command("timeline")
@click.argument("ids", metavar="[ID]...", nargs=-1, shell_complete=complete_ids)
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object a claim, in order of time."
)
@ledger_option
def timeline_command(ledger: Ledger, ids: tuple[str, ...], as_json: bool) -> int:
    r"""Show how a figure developed: who said what when, with a small chart.

    Without an ID: every figure that was told on several days. Ends with 1 where the audit flags one
    of them, such as a toll that falls.

    \b
    claimbook timeline k4f2
    """
    desk = desk_of(ledger)
    every = groups(desk)
    found = _asked(ledger, every, ids) if ids else developed(every, desk)
    shown = {claim.claim_id for group in found for claim in group.claims}
    flags = [flag for flag in audit_desk(desk) if _is_about(flag, shown)]
    if as_json:
        for group in found:
            name = {"group": group.claims[0].claim_id}
            for point in points(group, desk):
                click.echo(json_line(_line(point.claim, desk) | name))
    else:
        _print_timelines(ledger, desk, found, flags)
    narrate(counted(len(found), "figure") if found else "no figure was told on several days")
    return 1 if flags else 0


def _print_timelines(
    ledger: Ledger, desk: Desk, found: Sequence[Group], flags: Sequence[Flag]
) -> None:
    from claims.views.flags import flags_table  # rich is slow to load
    from claims.views.groups import timeline_table

    console, length = results(), short_length(ledger.claim_ids())
    for group in found:
        console.print(timeline_table(group, desk, length), "")
    if flags:
        spoken_of = {claim_id for flag in flags for claim_id in flag.claim_ids}
        rows = ledger.rows_by_key(CLAIMS, spoken_of)
        console.print(flags_table(flags, rows, length, is_plain(console)))


def _is_about(flag: Flag, shown: set[str]) -> bool:
    """Tell whether a flag is about several claims of a figure, or an edit of one."""
    among = len(shown.intersection(flag.claim_ids))
    return among > 1 or (among == 1 and flag.rule == "number edited")


def _asked(ledger: Ledger, found: Sequence[Group], ids: Sequence[str]) -> list[Group]:
    """Return the groups of the claims that were asked for, all where none was."""
    return of_claims(found, ledger.resolve(ids)) if ids else list(found)


def _record(group: Group, desk: Desk) -> dict[str, object]:
    return {
        "accord": group.accord.value,
        "independent": group.independent,
        "origins": list(group.origins),
        "claims": [_line(claim, desk) for claim in group.claims],
    }


def _line(claim: Claim, desk: Desk) -> dict[str, object]:
    document = desk.document(claim)
    return claim_record(claim) | {
        "publisher": document.publisher,
        "published": document.published,
        "origin": document.origin,
    }
