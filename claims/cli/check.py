"""`check` and `note`: sign what was found about claims. Checks are only ever added."""

from __future__ import annotations

from dataclasses import replace

import click

from claims.cli.console import counted, narrate, results
from claims.cli.options import conditions, ledger_option, where_option
from claims.cli.words import OneOf, complete_ids
from claims.errors import UnknownClaim
from claims.ledger import git
from claims.ledger.filters import pick, select
from claims.ledger.ledger import Ledger
from claims.model import Check, EvidenceKind, Reason, Status

_STATUSES = [status.value for status in Status]
_REASONS = [reason.value for reason in Reason]
_KINDS = [kind.value for kind in EvidenceKind if kind]
_ID_LENGTH = 8  # shown of an id; to find the shortest that will do, all would have to be read
_SHOWN = 500  # claims signed at once that are shown one by one

_by = click.option("--by", metavar="NAME", help="Who signs; git's user.name if left out.")


@click.command("check")
@click.argument("ids", metavar="[ID]...", nargs=-1, shell_complete=complete_ids)
@click.option("--status", required=True, type=OneOf(_STATUSES, "status"), help="What it is now.")
@click.option("--reason", type=OneOf(_REASONS, "reason"), help="Needed with partly and false.")
@click.option("--note", default="", help="What was found, in words.")
@click.option("--evidence", "evidence_url", metavar="URL", default="", help="Where the evidence stands.")
@click.option("--kind", type=OneOf(_KINDS, "kind of evidence"), help="The thing itself, or a report on it.")
@click.option("--quote", "evidence_quote", metavar="WORDS", default="", help="The words of the evidence.")
@click.option("--archive", "archive_url", metavar="URL", default="", help="An archived copy of the evidence.")
@_by
@where_option
@ledger_option
def check_command(
    ledger: Ledger,
    ids: tuple[str, ...],
    status: str,
    reason: str | None,
    note: str,
    evidence_url: str,
    kind: str | None,
    evidence_quote: str,
    archive_url: str,
    by: str | None,
) -> None:
    r"""Sign a status on claims, by ID or all that meet --where.

    \b
    claimbook check k4f2 --status verified --evidence https://example.org/census --kind primary
    claimbook check --where "document~census-2021" --status checking
    """
    draft = Check(
        check_id="",
        claim_id="",
        at="",
        by=by or git.user(ledger.folder)[0],
        status=Status(status),
        reason=Reason(reason) if reason else None,
        note=note,
        evidence_url=evidence_url,
        evidence_kind=EvidenceKind(kind or ""),
        evidence_quote=evidence_quote,
        archive_url=archive_url,
    )
    _sign(ledger, ids, draft)


@click.command("note")
@click.argument("arguments", metavar="[ID]... NOTE", nargs=-1, required=True, shell_complete=complete_ids)
@_by
@where_option
@ledger_option
def note_command(ledger: Ledger, arguments: tuple[str, ...], by: str | None) -> None:
    r"""Sign a note on claims, by ID or all that meet --where.

    \b
    claimbook note k4f2 "rang the ministry, they ring back on Monday"
    """
    *ids, note = arguments
    by = by or git.user(ledger.folder)[0]
    _sign(ledger, tuple(ids), Check(check_id="", claim_id="", at="", by=by, note=note))


def _sign(ledger: Ledger, ids: tuple[str, ...], draft: Check) -> None:
    """Sign the draft on every claim that is meant, and show where they stand now."""
    from claims.views.tables import claims_table  # after the options are known to be right

    if not ids and not conditions():
        raise click.UsageError("which claims? give ids, or --where")
    meant = dict.fromkeys(ledger.resolve(ids))
    if conditions():
        meant |= dict.fromkeys(found.row["claim_id"] for found in select(ledger, conditions()))
    if not meant:
        raise UnknownClaim("no claim meets --where: nothing was signed")
    ledger.sign(replace(draft, claim_id=claim_id) for claim_id in meant)
    if len(meant) <= _SHOWN:
        console = results()
        console.print(claims_table(pick(ledger, meant), console.width, _ID_LENGTH, ledger.settings.labels))
    narrate(f"{draft.by} signed {counted(len(meant), 'claim')}")
