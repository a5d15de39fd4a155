"""`init`: start a ledger and connect it to git."""

from __future__ import annotations

from pathlib import Path

import click

from claims.cli.console import narrate
from claims.errors import GitError
from claims.ledger import layout
from claims.ledger.git import drivers
from claims.ledger.ledger import Ledger


@click.command("init")
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False))
def init_command(folder: Path) -> None:
    """Start a ledger in FOLDER/ledger and connect it to the git repository around it.

    FOLDER is the current one if it is left out.

    What is already there stays as it is, so it can be repeated after a clone.
    """
    place = folder / "ledger"
    had = (place / layout.CLAIMS).exists()
    ledger = Ledger.create(place)
    narrate(f"{'there is a ledger' if had else 'started a ledger'} in {ledger.folder.as_posix()}/")
    try:
        for line in drivers.install(ledger.folder):
            narrate(line)
    except GitError as error:
        narrate(f"not connected to git: {error}")
        narrate("after `git init` run `claimbook git install`")
