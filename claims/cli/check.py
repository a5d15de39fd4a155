"""`check` and `note`: sign what was found about claims. Checks are only ever added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import click

from claims.cli import bulk
from claims.cli.console import counted, narrate
from claims.cli.options import ledger_option, where_option
from claims.cli.words import OneOf, complete_ids
from claims.ledger.drafts import confirmations
from claims.ledger.evidence import Copy, Sources, read_sources, refuse_without_evidence
from claims.ledger.ledger import Ledger
from claims.ledger.schema import DOCUMENTS
from claims.model import Check, EvidenceKind, Reason, Status

_STATUSES = [status.value for status in Status]
_REASONS = [reason.value for reason in Reason]
_KINDS = [kind.value for kind in EvidenceKind if kind]


@click.command("check")
@click.argument("ids", metavar="[ID]...", nargs=-1, shell_complete=complete_ids)
@click.option("--status", type=OneOf(_STATUSES, "status"), help="What it is now.")
@click.option(
    "--confirm", is_flag=True, help="The verdict still holds for claims that changed under it."
)
@click.option("--reason", type=OneOf(_REASONS, "reason"), help="Needed with partly and false.")
@click.option("--note", default="", help="What was found, in words.")
@click.option(
    "--evidence",
    "evidence",
    metavar="SOURCE",
    multiple=True,
    help=(
        "What bears it out: an address, a file (copied into the ledger), document:ID, call:NAME "
        "DATE; several times."
    ),
)
@click.option(
    "--kind", type=OneOf(_KINDS, "kind of evidence"), help="The thing itself, or a report on it."
)
@click.option(
    "--quote", "evidence_quote", metavar="WORDS", default="", help="The words of the evidence."
)
@click.option(
    "--archive", "archive_url", metavar="URL", default="", help="An archived copy of the evidence."
)
@click.option(
    "--force", is_flag=True, help="Lower finished verdicts too, where many claims are meant."
)
@bulk.by_option
@bulk.bulk_options
@where_option
@ledger_option
def check_command(
    ledger: Ledger,
    ids: tuple[str, ...],
    status: str | None,
    confirm: bool,
    reason: str | None,
    note: str,
    evidence: tuple[str, ...],
    kind: str | None,
    evidence_quote: str,
    archive_url: str,
    force: bool,
    by: str | None,
    dry_run: bool,
    yes: bool,
) -> None:
    r"""Sign a status on claims, by ID or all that meet --where.

    \b
    claimbook check k4f2 --status verified --evidence https://example.org/census
    claimbook check k4f2 --status false --reason overstated --evidence file.pdf
    claimbook check k4f2 --status verified --evidence "call:Ann Lee 2024-05-31"
    claimbook check --where "document~census-2021" --status checking
    claimbook check k4f2 --confirm
    """
    signer = bulk.signer(ledger, by)
    _refuse_contradictions(confirm, status, (reason, note, evidence, evidence_quote, archive_url))
    meant = bulk.meant(ledger, ids)
    sources = _sources(ledger, evidence)
    if confirm:
        drafts = confirmations(ledger, meant, signer)
    else:
        draft = Check(
            check_id="",
            claim_id="",
            at="",
            by=signer,
            status=Status(status or ""),
            reason=Reason(reason) if reason else None,
            note=note,
            evidence_url=sources.cell,
            evidence_kind=EvidenceKind(kind or ""),
            evidence_quote=evidence_quote,
            archive_url=archive_url,
        )
        drafts = [replace(draft, claim_id=claim_id) for claim_id in meant]
        if not force:
            bulk.refuse_to_lower(ledger, meant, Status(status or ""))
    drafts = ledger.given(drafts)  # what cannot be signed is refused before anybody is asked
    if not confirm:
        refuse_without_evidence(drafts[0], ledger.settings.need_evidence)
    if bulk.confirm(ledger, meant, f"sign {status or 'their verdicts again'} on", dry_run, yes):
        _sign(ledger, meant, drafts, signer, sources.copies)


def _refuse_contradictions(confirm: bool, status: str | None, said: Iterable[object]) -> None:
    if confirm == bool(status):
        raise click.UsageError(
            "give --status, or --confirm where the verdict still holds after a change"
        )
    if confirm and any(said):
        raise click.UsageError(
            "--confirm repeats the verdict as it was: give --status to say something else"
        )


def _sources(ledger: Ledger, evidence: Sequence[str]) -> Sources:
    documents = {row["document_id"] for row in ledger.rows(DOCUMENTS)} if evidence else ()
    return read_sources(evidence, documents)


@click.command("note")
@click.argument(
    "arguments", metavar="[ID]... NOTE", nargs=-1, required=True, shell_complete=complete_ids
)
@bulk.by_option
@where_option
@ledger_option
def note_command(ledger: Ledger, arguments: tuple[str, ...], by: str | None) -> None:
    r"""Sign a note on claims, by ID or all that meet --where.

    \b
    claimbook note k4f2 "rang the ministry, they ring back on Monday"
    """
    *ids, note = arguments
    signer = bulk.signer(ledger, by)
    meant = bulk.meant(ledger, ids)
    draft = Check(check_id="", claim_id="", at="", by=signer, note=note)
    _sign(ledger, meant, [replace(draft, claim_id=claim_id) for claim_id in meant], signer)


def _sign(
    ledger: Ledger,
    meant: Sequence[str],
    drafts: Sequence[Check],
    by: str,
    copies: Sequence[Copy] = (),
) -> None:
    """Sign checks, and show where their claims stand now."""
    ledger.sign(drafts, copies)
    bulk.show(ledger, meant)
    narrate(f"{by} signed {counted(len(meant), 'claim')}")
