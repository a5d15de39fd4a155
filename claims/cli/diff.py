"""`diff`: say what changed between two versions of a ledger."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import chain
from pathlib import Path

import click

from claims.cli.console import is_plain, narrate, results
from claims.ledger.diff import Diff, diff
from claims.ledger.git.revisions import version
from claims.ledger.identity import short_length
from claims.ledger.ledger import Ledger
from claims.views.changes import changes, records
from claims.views.comment import changes_comment
from claims.views.jsonlines import json_line


@click.command("diff")
@click.argument("versions", metavar="[OLD] [NEW]", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--markdown", is_flag=True, help="Print a comment for a pull request.")
@click.option(
    "--ledger",
    "folder",
    metavar="FOLDER",
    envvar="CLAIMBOOK_LEDGER",
    type=click.Path(path_type=Path),
    help=(
        "The ledger whose revisions are meant, instead of the nearest at or above the current "
        "folder."
    ),
)
def diff_command(
    versions: tuple[str, ...], as_json: bool, markdown: bool, folder: Path | None
) -> int:
    r"""Say what changed between two versions of a ledger, claim by claim and field by field.

    A version is a folder or a revision of git. Without any: from the last commit to the files as
    they are; with one: from that to the files as they are. Ends with 0 where nothing changed and
    with 1 where something did.

    \b
    claimbook diff
    claimbook diff v1.0 main
    claimbook diff ../backup/ledger ledger
    claimbook diff origin/main --markdown
    """
    if as_json and markdown:
        raise click.UsageError("--json and --markdown are two forms: choose one")
    if len(versions) > 2:
        raise click.UsageError("a diff has two versions: OLD and NEW")
    with ExitStack() as opened:
        old, *named = [
            opened.enter_context(version(name, folder)) for name in versions or ("HEAD",)
        ]
        new = named[0] if named else Ledger.open(folder)
        found = diff(old, new)
        if as_json:
            for record in records(found):
                click.echo(json_line(record))
        elif markdown:
            click.echo("\n".join(changes_comment(found, new.settings.labels)))
        else:
            _show(found, old, new)
    return 1 if found else 0


def _show(found: Diff, old: Ledger, new: Ledger) -> None:
    if not found:
        narrate("nothing changed")
    console = results()
    short = short_length(chain(old.claim_ids(), new.claim_ids()))
    for line in changes(found, short, new.settings.labels, is_plain(console)):
        console.print(line, soft_wrap=True)
