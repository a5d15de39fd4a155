"""Options that several verbs share: which ledger, and which of its claims."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, TypeVar

import click

from claims.cli.console import narrate
from claims.cli.words import (
    OneOf,
    complete_conditions,
    complete_documents,
    complete_fields,
    completer,
)
from claims.errors import LedgerError
from claims.ledger import layout
from claims.ledger.conditions import Condition
from claims.ledger.dataset.layout import is_dataset
from claims.ledger.dataset.read import Dataset
from claims.ledger.git import drivers
from claims.ledger.ledger import Ledger
from claims.model import Status

Command = TypeVar("Command", bound=Callable[..., object])

# how many to show: more than any ledger has, and no more than counting can take
LINES = click.IntRange(0, 10**12)
_GATHERED = "claims.cli.conditions"
# option, field, operator, what it says in --help
_SHORTHANDS = (
    ("--status", "status", "=", "Only claims with this status; several: any of them."),
    (
        "--document",
        "document",
        "~",
        "Only claims of documents with this in their id, title, URL or path.",
    ),
    ("--claimant", "claimant", "~", "Only claims of somebody with this in their name."),
    ("--unit", "unit", "~", "Only claims with this in their unit or counted noun."),
    (
        "--text",
        "text",
        "~",
        "Only claims with this in their words, what they are about, or their sentence.",
    ),
    ("--min", "value", ">=", "Only numbers from this on."),
    ("--max", "value", "<=", "Only numbers up to this."),
    ("--since", "published", ">=", "Only documents published from this date on, such as 2024-05."),
    ("--assignee", "assignee", "~", "Only claims assigned to somebody with this in their name."),
    ("--due", "due", "<=", "Only claims that are due up to this date."),
    ("--until", "published", "<=", "Only documents published up to this date."),
)

_COMPLETED = {
    "claimant": completer("claimant"),
    "unit": completer("unit"),
    "document": complete_documents,
}


def ledger_option(command: Command) -> Command:
    """Give a command the `ledger` that --ledger names.

    Without it, the nearest at or above the current folder.
    """
    return _ledger_option(command, opened)


def ledger_folder_option(command: Command) -> Command:
    """Give a command --ledger as the path `ledger`, for work that needs a ledger only at times.

    `opened` opens it.
    """
    return _ledger_option(command, lambda folder: folder)


def opened(folder: Path | None) -> Ledger:
    """Open the ledger, or the dataset made of one.

    At a terminal, say what keeps it from being merged.
    """
    if folder is not None and is_dataset(folder):
        return Dataset(folder)
    ledger = Ledger.open(folder)
    _keep_typed(ledger)
    if sys.stdout.isatty() and sys.stderr.isatty() and "--json" not in sys.argv:
        if drivers.are_missing(ledger.folder):
            narrate(
                "git merges this ledger line by line, with conflicts that are none: run `claimbook "
                "git install`"
            )
        if any(
            ledger.store.has(name + layout.CONFLICTS) for name in (layout.DOCUMENTS, layout.CLAIMS)
        ):
            narrate("a merge of this ledger is undecided: run `claimbook merge --resolve`")
    return ledger


def _keep_typed(ledger: Ledger) -> None:
    """Mark corrections that somebody typed into claims.csv, and say so."""
    if not ledger.store.was_typed_into(layout.CLAIMS):
        return
    from claims.ledger.typed import keep

    try:
        for _, row, fields in keep(ledger):
            narrate(
                f"kept what was typed into claims.csv: {', '.join(fields)} of {row['claim_id']}"
            )
    except LedgerError as error:  # a ledger that can only be read is still read
        narrate(f"cannot mark what was typed into claims.csv: {error}")


def where_option(command: Command) -> Command:
    """Give a command --where; `conditions` returns what was asked for."""
    return click.option(
        "--where",
        metavar="CONDITION",
        multiple=True,
        expose_value=False,
        shell_complete=complete_conditions,
        callback=lambda context, _option, texts: _gather(context, map(Condition.parse, texts)),
        help="Only claims that meet this, such as status=unverified, value>=60, claimant~samer or "
        "published>=2024-05. "
        "Several must all be met. `claimbook help ledger` lists the fields.",
    )(command)


def filter_options(command: Command) -> Command:
    """Give a command --where and its shorthands; `conditions` returns what was asked for."""
    return _narrowed(command, [option for option, *_ in _SHORTHANDS])


def filters(*options: str) -> Callable[[Command], Command]:
    """Return what gives a command --where and some of its shorthands."""
    return lambda command: _narrowed(command, options)


def _narrowed(command: Command, options: Collection[str]) -> Command:
    for option, field, operator, words in reversed(_SHORTHANDS):
        if option not in options:
            continue
        command = click.option(
            option,
            multiple=True,
            expose_value=False,
            metavar=option.lstrip("-").upper(),
            type=OneOf([status.value for status in Status], "status") if field == "status" else str,
            callback=_shorthand(field, operator),
            shell_complete=_COMPLETED.get(field),
            help=words,
        )(command)
    return where_option(command)


def sort_option(command: Command) -> Command:
    """Give a command the `sort` of --sort."""
    return click.option(
        "--sort",
        metavar="FIELD",
        default="",
        shell_complete=complete_fields,
        help="Sort by a field, -FIELD for the largest first.",
    )(command)


def conditions() -> list[Condition]:
    """Return the conditions that the running command was given."""
    gathered: list[Condition] = click.get_current_context().meta.get(_GATHERED, [])
    return gathered


def _ledger_option(command: Command, convert: Callable[[Path | None], object]) -> Command:
    return click.option(
        "--ledger",
        metavar="FOLDER",
        envvar="CLAIMBOOK_LEDGER",
        type=click.Path(path_type=Path),
        callback=lambda _context, _option, folder: convert(folder),
        help="The ledger to use, instead of the nearest at or above the current folder.",
    )(command)


def _shorthand(
    field: str, operator: str
) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], None]:
    def gather(context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> None:
        if values:
            _gather(context, [Condition.of(field, operator, values)])

    return gather


def _gather(context: click.Context, given: Any) -> None:
    context.meta.setdefault(_GATHERED, []).extend(given)
