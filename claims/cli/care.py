"""`validate` and `doctor`: what is wrong with a ledger's files, and what is missing around them."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path

import click

from claims.cli.console import counted, narrate, say_completed
from claims.cli.options import ledger_folder_option, ledger_option
from claims.cli.progress import track
from claims.ledger import layout
from claims.ledger.ledger import Ledger
from claims.views.jsonlines import json_line
from claims.views.safe import safe


@click.command("validate")
@click.option(
    "--fix",
    is_flag=True,
    help="First write every table in canonical form, and fill new columns; no cell changes.",
)
@click.option(
    "--history",
    is_flag=True,
    help="Also go through git: did anything ever disappear, who committed what?",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@ledger_option
def validate_command(ledger: Ledger, fix: bool, history: bool, as_json: bool) -> int:
    """Report every problem of a ledger's files as FILE:LINE: field: what was seen and what to do.

    Ends with 1 where there is one. `claimbook help git` says what --history proves and what not.
    """
    from claims.meaning import validate

    if fix:
        _fix(ledger)
    problems = validate(ledger.folder)
    if history:
        from claims.ledger.git.proof import prove

        proof = prove(ledger.folder, partial(track, doing="reading history"))
        problems += proof.problems
        if not proof.problems:
            narrate(proof.statement)
    for problem in problems:
        click.echo(json_line(asdict(problem)) if as_json else safe(str(problem)))
    narrate(counted(len(problems), "problem") if problems else "no problems")
    return 1 if problems else 0


def _fix(ledger: Ledger) -> None:
    """Write every table in canonical form, then fill columns that an older claimbook left out."""
    from claims.intake import complete
    from claims.ledger.repair import repair

    for name in repair(ledger.store):
        narrate(f"wrote {ledger.store.label(name)} in canonical form")
    say_completed(complete(ledger, partial(track, doing="completing")))


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@ledger_folder_option
def doctor_command(ledger: Path | None, as_json: bool) -> int:
    """Say what is missing around a ledger, in words, and what to do about it.

    Ends with 1 where something is missing.
    """
    from claims.ledger.doctor import examine

    # not opened: what a stranger left in it is to be named, and not refused
    findings = examine(layout.ledger_in(ledger) if ledger else layout.find(Path()))
    for finding in findings:
        if as_json:
            click.echo(json_line(asdict(finding)))
            continue
        mark = "missing" if finding.is_missing else "note" if finding.is_note else "ok"
        click.echo(f"{mark:7}  {safe(finding.words)}")
        if finding.remedy:
            click.echo(f"         -> {safe(finding.remedy)}")
    return 1 if any(finding.is_missing for finding in findings) else 0
