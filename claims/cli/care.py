"""`validate` and `doctor`: what is wrong with a ledger's files, and what is missing around them."""

from __future__ import annotations

from dataclasses import asdict

import click

from claims.cli.console import narrate
from claims.cli.options import ledger_option
from claims.ledger.ledger import Ledger
from claims.views.jsonlines import json_line
from claims.views.safe import safe


@click.command("validate")
@click.option("--fix", is_flag=True, help="First write every table in canonical form; no cell changes what it says.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@ledger_option
def validate_command(ledger: Ledger, fix: bool, as_json: bool) -> int:
    """Report every problem of a ledger's files as FILE:LINE: field: what was seen and what to do.

    Ends with 1 where there is one.
    """
    from claims.ledger.validate import validate

    if fix:
        from claims.ledger.repair import repair

        for name in repair(ledger.store):
            narrate(f"wrote {ledger.store.label(name)} in canonical form")
    problems = validate(ledger.folder)
    for problem in problems:
        click.echo(json_line(asdict(problem)) if as_json else safe(str(problem)))
    narrate(f"{len(problems)} problem{'s' if len(problems) != 1 else ''}" if problems else "no problems")
    return 1 if problems else 0
