"""`audit`: warn where numbers do not add up or disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from claims.cli import bulk
from claims.cli.console import counted, is_plain, narrate, results
from claims.cli.options import ledger_folder_option, opened
from claims.cli.words import OneOf
from claims.errors import UnknownClaim, unknown
from claims.ledger import dismissals
from claims.ledger.dismissals import flag_id
from claims.ledger.git.revisions import version
from claims.ledger.identity import identify, short_length
from claims.ledger.ledger import Ledger
from claims.ledger.rows import claim_row
from claims.ledger.schema import CLAIMS
from claims.model import Claim, Document, Flag
from claims.numbers.audit import audit, audit_desk, desk_of, with_earlier
from claims.views.jsonlines import json_line

_SEVERITIES = ("error", "warning", "info")


@click.command("audit")
@click.argument("sources", nargs=-1)
@click.option(
    "--severity",
    type=OneOf(_SEVERITIES, "severity"),
    default="info",
    help="Leave out what is less severe.",
)
@click.option(
    "--since",
    metavar="REV",
    default="",
    help="Only what was no flag at this revision of git, or folder.",
)
@click.option(
    "--dismiss",
    metavar="FLAG",
    default="",
    help="Show this flag no more, by its id; say why with --note.",
)
@click.option("--note", default="", help="Why a flag is none.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--markdown", is_flag=True, help="Print a comment for a pull request.")
@bulk.by_option
@ledger_folder_option
def audit_command(
    ledger: Path | None,
    sources: tuple[str, ...],
    severity: str,
    since: str,
    dismiss: str,
    note: str,
    as_json: bool,
    markdown: bool,
    by: str | None,
) -> int:
    r"""Warn where numbers do not add up or disagree, with the arithmetic.

    It looks at a ledger, or at SOURCES without one.

    Nothing is changed: a flag is a question, and `claimbook check` signs the answer. Ends with 1
    where there is a flag. `claimbook help audit` explains each rule; claimbook.toml switches rules
    off.

    \b
    claimbook audit --severity warning
    claimbook audit draft.md
    claimbook audit --since main
    claimbook audit --dismiss f3kq --note "the rest are under 18 and not asked"
    """
    _refuse_contradictions(sources, since or dismiss, as_json and markdown)
    if dismiss:
        here = opened(ledger)
        return _dismiss(here, _found(here, ledger, since), dismiss, by, note)
    audited = _of_files(sources) if sources else _of_ledger(ledger, since)
    wanted = _SEVERITIES[: _SEVERITIES.index(severity) + 1]
    flags = [flag for flag in audited.flags if flag.severity in wanted]
    if as_json:
        _print_records(flags)
    elif markdown:
        _print_comment(flags, audited)
    elif flags:
        _show(flags, audited)
    narrate(counted(len(flags), "flag") if flags else "nothing to flag")
    return 1 if flags else audited.code


def _refuse_contradictions(sources: Sequence[str], of_ledger: str, two_forms: bool) -> None:
    if two_forms:
        raise click.UsageError("--json and --markdown are two forms: choose one")
    if sources and of_ledger:
        raise click.UsageError("--since and --dismiss are about a ledger: leave out the files")


@dataclass(frozen=True, slots=True)
class _Audited:
    """What was found, the rows that it speaks of by id, all ids, and the exit code of reading."""

    flags: Sequence[Flag]
    rows: Mapping[str, Mapping[str, str]]
    ids: Iterable[str]
    code: int = 0


def _of_ledger(folder: Path | None, since: str) -> _Audited:
    """Return what does not fit in a ledger, without what was a flag at an earlier version."""
    ledger = opened(folder)
    flags = _found(ledger, folder, since)
    spoken_of = {claim_id for flag in flags for claim_id in flag.claim_ids}
    return _Audited(flags, ledger.rows_by_key(CLAIMS, spoken_of), ledger.claim_ids())


def _found(ledger: Ledger, folder: Path | None, since: str) -> list[Flag]:
    """Return the flags that were none at a revision, all of them without one.

    The numbers that were edited since the revision are told too.
    """
    if not since:
        return audit(ledger)
    with version(since, folder) as before:
        known = {flag_id(flag) for flag in audit(before)}
        desk = with_earlier(desk_of(ledger), before, f"at {since}")
    return [flag for flag in audit_desk(desk) if flag_id(flag) not in known]


def _of_files(sources: Sequence[str]) -> _Audited:
    """Return what does not fit in documents of no ledger."""
    from claims.cli.reading import Reading, no_details

    reading = Reading(sources, no_details(), allow_private=False)
    claims: list[Claim] = []
    documents: list[Document] = []
    for document in reading:
        found = [claim for claim in reading.claims(document) if claim.checkable]
        claims += identify(found, document.document_id)
        documents.append(document)
    rows = {claim.claim_id: claim_row(claim) for claim in claims}
    return _Audited(audit(claims, documents), rows, rows, reading.finish())


def _dismiss(ledger: Ledger, flags: Sequence[Flag], sought: str, by: str | None, note: str) -> int:
    found = [flag for flag in flags if flag_id(flag).startswith(sought)]
    if len(found) != 1:
        ids = [flag_id(flag) for flag in flags]
        raise UnknownClaim(
            unknown(sought, ids, "flag")
            if not found
            else f'"{sought}" is the start of several flags'
        )
    signed = dismissals.dismiss(ledger, found[0], bulk.signer(ledger, by), note)
    click.echo(f"{signed.flag} is shown no more: {signed.arithmetic}")
    return 0


def _print_records(flags: Iterable[Flag]) -> None:
    for flag in flags:
        click.echo(json_line({"flag": flag_id(flag)} | asdict(flag)))


def _print_comment(flags: Sequence[Flag], audited: _Audited) -> None:
    from claims.views.comment import flags_comment

    click.echo("\n".join(flags_comment(flags, audited.rows)))


def _show(flags: Sequence[Flag], audited: _Audited) -> None:
    from claims.views.flags import flags_table  # rich is slow to load, and lines do not need it

    console = results()
    id_length = short_length(audited.ids)
    console.print(flags_table(flags, audited.rows, id_length, is_plain(console)))
