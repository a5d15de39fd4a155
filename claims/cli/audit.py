"""`audit`: warn where numbers do not add up or disagree."""

from __future__ import annotations

from dataclasses import asdict

import click

from claims.cli.console import counted, is_plain, narrate, results
from claims.cli.options import ledger_option
from claims.cli.words import OneOf
from claims.ledger.identity import short_length
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CLAIMS
from claims.numbers.audit import audit
from claims.views.jsonlines import json_line

_SEVERITIES = ("error", "warning", "info")


@click.command("audit")
@click.option("--severity", type=OneOf(_SEVERITIES, "severity"), default="info", help="Leave out what is less severe.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@ledger_option
def audit_command(ledger: Ledger, severity: str, as_json: bool) -> int:
    r"""Warn where the numbers of a ledger do not add up or disagree, with the arithmetic.

    Nothing is changed: a flag is a question, and `claimbook check` signs the answer. Ends with 1 where there is a flag.
    `claimbook help audit` explains each rule.

    \b
    claimbook audit --severity warning
    """
    wanted = _SEVERITIES[: _SEVERITIES.index(severity) + 1]
    flags = [flag for flag in audit(ledger) if flag.severity in wanted]
    if as_json:
        for flag in flags:
            click.echo(json_line(asdict(flag)))
    elif flags:
        from claims.views.flags import flags_table  # rich is slow to load, and lines do not need it

        console = results()
        rows = ledger.rows_by_key(CLAIMS, {claim_id for flag in flags for claim_id in flag.claim_ids})
        console.print(flags_table(flags, rows, short_length(ledger.claim_ids()), is_plain(console)))
    narrate(counted(len(flags), "flag") if flags else "nothing to flag")
    return 1 if flags else 0
