"""Verbs about versions of a ledger: compare, merge, and tell its story through git."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import partial
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path

import click

from claims.cli.options import ledger_folder_option, ledger_option, opened
from claims.cli.progress import track
from claims.errors import UnknownClaim
from claims.ledger.git.repository import Commit
from claims.ledger.git.story import Event, tell
from claims.ledger.ledger import Ledger
from claims.ledger.merging.conflicts import Conflict, choose, decide, undecided
from claims.ledger.merging.decisions import ROW
from claims.ledger.merging.lines import Merge
from claims.ledger.store import Store
from claims.views.jsonlines import json_line
from claims.views.merges import combined_line, conflict_line
from claims.views.safe import safe

_ASKED = {"o": "ours", "t": "theirs"}


@click.command()
@click.argument("words", nargs=-1, metavar="[BASE OURS THEIRS | ID=CHOICE...]")
@click.option(
    "--resolve",
    is_flag=True,
    help="Decide the conflicts that a merge left, one by one or by ID=CHOICE.",
)
@click.option(
    "--ours", "side", flag_value="ours", help="With --resolve: keep ours in all that is left."
)
@click.option(
    "--theirs", "side", flag_value="theirs", help="With --resolve: take theirs in all that is left."
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="Write the merge of three files here."
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print the undecided conflicts, one object a line."
)
@ledger_folder_option
def merge_command(
    words: tuple[str, ...],
    resolve: bool,
    side: str | None,
    output: Path | None,
    as_json: bool,
    ledger: Path | None,
) -> int:
    r"""Merge ledgers per cell and resolve conflicts.

    Without words it merges what git left with conflict markers in the ledger, as a clone without
    the drivers does. With --resolve it asks about every conflict, or takes decisions as words:

    \b
    claimbook merge --resolve k4m2=theirs k7x9.value=37
    claimbook merge --resolve --ours

    With three files it prints their merge and touches nothing.
    """
    if resolve:
        return _resolve(opened(ledger).store, words, side, as_json)
    if side or (words and len(words) != 3):
        raise click.UsageError("give BASE OURS THEIRS, or --resolve to decide conflicts")
    if words:
        return _merge_three(words, output)
    return _merge_unmerged(opened(ledger).store)


def _merge_three(files: tuple[str, ...], output: Path | None) -> int:
    from claims.ledger.merging.files import merge, replace

    outcome = merge(*files)
    if output:
        replace(output, outcome.lines)
    else:
        sys.stdout.buffer.writelines(outcome.lines)
    _report(outcome)
    for conflict in outcome.conflicts:
        click.echo(conflict_line(conflict), err=True)
    return 1 if outcome.conflicts else 0


def _merge_unmerged(store: Store) -> int:
    from claims.ledger.merging.files import merge_unmerged

    outcomes = merge_unmerged(store.folder)
    for name, outcome in outcomes.items():
        _report(outcome)
        then = "decide the conflicts, then " if outcome.conflicts else ""
        click.echo(f"{store.label(name)}: merged by cell: {then}`git add` it")
    if not outcomes:
        click.echo("nothing to merge: no file of the ledger has conflict markers", err=True)
    return _left(store)


def _report(outcome: Merge) -> None:
    for row in outcome.combined:
        click.echo(combined_line(row), err=True)


def _resolve(store: Store, words: Iterable[str], side: str | None, as_json: bool) -> int:
    open_conflicts = undecided(store)
    listed = [conflict for conflicts in open_conflicts.values() for conflict in conflicts]
    if as_json:
        for conflict in listed:
            click.echo(json_line(asdict(conflict)))
        return 1 if listed else 0
    decided = _decided(listed, words, side)
    for name, conflicts in open_conflicts.items():
        mine = {conflict: decided[conflict] for conflict in conflicts if conflict in decided}
        if mine and not decide(store, name, mine):
            click.echo(f"{store.label(name)}: all conflicts are decided: `git add` it and go on")
    return _left(store)


def _decided(
    conflicts: Sequence[Conflict], words: Iterable[str], side: str | None
) -> dict[Conflict, str]:
    """Return what conflicts are to hold, as the words say, a side has it, or a person answers."""
    decided = choose(conflicts, words)
    if side:
        return {conflict: getattr(conflict, side) for conflict in conflicts} | decided
    if not decided and sys.stdin.isatty():
        return _ask(conflicts)
    return decided


def _ask(conflicts: Iterable[Conflict]) -> dict[Conflict, str]:
    """Ask about conflicts until they are through or the answer is q."""
    decided = {}
    for conflict in conflicts:
        click.echo(f"\n{conflict.id} {conflict.field}   before: {safe(conflict.base)}")
        click.echo(f"  o  ours    {safe(conflict.ours) or '(nothing)'}")
        click.echo(f"  t  theirs  {safe(conflict.theirs) or '(nothing)'}")
        allowed = ["o", "t", "s", "q"] if conflict.field == ROW else ["o", "t", "e", "s", "q"]
        answer = click.prompt(
            "  o, t, s to skip, q to stop" + (", e to edit" if "e" in allowed else ""),
            type=click.Choice(allowed),
        )
        if answer == "q":
            break
        if answer == "e":
            decided[conflict] = click.prompt("  text", default=conflict.ours)
        elif answer != "s":
            decided[conflict] = getattr(conflict, _ASKED[answer])
    return decided


def _left(store: Store) -> int:
    conflicts = [conflict for conflicts in undecided(store).values() for conflict in conflicts]
    for conflict in conflicts:
        click.echo(conflict_line(conflict))
    if conflicts:
        click.echo(
            "decide with `claimbook merge --resolve`: --ours, --theirs, or ID=ours, ID=theirs, "
            "ID.FIELD=TEXT",
            err=True,
        )
    return 1 if conflicts else 0


@click.command()
@click.argument("claim", required=False, metavar="[ID]")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=20,
    show_default=True,
    help="Commits to show, 0 for all.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one event a line.")
@ledger_option
def log_command(ledger: Ledger, claim: str | None, limit: int, as_json: bool) -> None:
    r"""Tell the story of a claim or the ledger through git.

    With an ID: when the claim was logged, what was corrected from what to what, and every check, by
    whom and when, oldest first, also where files were renamed or sorted again. Without: what each
    commit did, newest first.

    \b
    claimbook log k4m2
    claimbook log --limit 5
    """
    from claims.ledger.git.history import History

    with History.of(ledger.folder) as history:
        watch = partial(track, doing="reading history", total=len(history.commits) + 1)
        claim_id = _claim_id(ledger, claim) if claim else ""
        commits = groupby(tell(history, claim_id, watch), attrgetter("commit"))
        told = deque(
            ((commit, list(events)) for commit, events in commits),
            maxlen=None if claim else limit or None,
        )
    if claim and not told:
        raise UnknownClaim(f'no claim "{claim}" in the ledger or its history')
    for commit, events in told if claim else reversed(told):
        if as_json:
            _print_records(events)
        else:
            _print_commit(commit, events, at_length=bool(claim))


def _print_records(events: Iterable[Event]) -> None:
    from claims.views.story import event_record

    for event in events:
        click.echo(json_line(event_record(event)))


def _print_commit(commit: Commit, events: Sequence[Event], at_length: bool) -> None:
    from claims.views.story import commit_line, event_lines, summary_lines

    click.echo(commit_line(commit))
    lines = chain.from_iterable(map(event_lines, events)) if at_length else summary_lines(events)
    for line in lines:
        click.echo(f"  {line}")


def _claim_id(ledger: Ledger, claim: str) -> str:
    try:
        return ledger.resolve([claim])[0]
    except UnknownClaim:
        return claim  # perhaps it went: history knows
