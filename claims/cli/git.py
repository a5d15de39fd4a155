"""`claimbook git`: connect a ledger to git, and the commands that git then calls."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claims.errors import ClaimbookError
from claims.ledger import layout
from claims.ledger.git import drivers
from claims.views.merges import combined_line, conflict_line
from claims.views.safe import safe

_FOLDER = click.argument("folder", required=False, type=click.Path(path_type=Path))
_FILE = click.Path(path_type=Path)


@click.group()
def git_command() -> None:
    """Install or remove the git drivers.

    They make git show a ledger by claim and field and merge it by cell. They belong to one clone:
    git copies .gitattributes to others, but never a driver.
    """


@git_command.command()
@_FOLDER
def install(folder: Path | None) -> None:
    """Connect the ledger in FOLDER (default: the one here) to its repository."""
    for line in drivers.install(_ledger(folder)):
        click.echo(safe(line))


@git_command.command()
@_FOLDER
def uninstall(folder: Path | None) -> None:
    """Take the drivers, the hook and the lines in .gitattributes away again."""
    for line in drivers.uninstall(_ledger(folder)):
        click.echo(line)


@git_command.command("merge-driver", hidden=True)
@click.argument("base", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.argument("name")
@click.option("--ancestor", is_flag=True)
def merge_driver(base: Path, ours: Path, theirs: Path, name: str, ancestor: bool) -> None:
    """Merge as git asks a driver to; any end but 0 and UNDECIDED makes git merge line by line."""
    from claims.ledger.merging.files import answer_git

    try:
        outcome = answer_git(base, ours, theirs, name, is_ancestor=ancestor)
    except ClaimbookError as error:
        click.echo(
            f"claimbook: {safe(name)}: not merged by cell, but line by line: {safe(str(error))}",
            err=True,
        )
        sys.exit(2)
    for line in (*map(combined_line, outcome.combined), *map(conflict_line, outcome.conflicts)):
        click.echo(f"claimbook: {safe(name)}: {line}", err=True)
    if outcome.conflicts:
        click.echo("claimbook: decide with `claimbook merge --resolve`", err=True)
        sys.exit(drivers.UNDECIDED)


def _ledger(folder: Path | None) -> Path:
    return layout.ledger_in(folder) if folder else layout.find(Path())
