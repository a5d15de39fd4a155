"""`audit`: warn where numbers do not add up or disagree."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import click

from claims.cli import bulk
from claims.cli.console import counted, is_plain, narrate, results
from claims.cli.options import conditions, filters, ledger_folder_option, opened
from claims.cli.progress import track
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
from claims.numbers.archive import source_of
from claims.numbers.audit import audit, audit_desk, flagged
from claims.numbers.ledger_desk import desk_of, with_earlier
from claims.views.jsonlines import json_line

_SEVERITIES = ("error", "warning", "info")
_SHOWN = 500  # of a table: nobody reads more, and laying out takes its time


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
@filters("--status", "--document", "--claimant", "--unit", "--text", "--until")
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

    With conditions such as --claimant, it reads the articles in which a claim meets them, and tells
    what it finds about such claims. Nothing is changed: a flag is a question, and `claimbook check`
    signs the answer. Ends with 1 where there is a flag. `claimbook help audit` explains each rule;
    claimbook.toml switches rules off.

    \b
    claimbook audit --severity warning
    claimbook audit draft.md
    claimbook audit --since main
    claimbook audit --claimant ministry --where "published>=2024-05"
    claimbook audit --dismiss f3kq --note "the rest are under 18 and not asked"
    """
    _refuse_contradictions(sources, since or dismiss or conditions(), as_json and markdown)
    if dismiss:
        here = opened(ledger)
        return _dismiss(here, list(_found(here, ledger, since)), dismiss, by, note)
    audited = _of_files(sources) if sources else _of_ledger(ledger, since)
    wanted = _SEVERITIES[: _SEVERITIES.index(severity) + 1]
    flags = (flag for flag in audited.flags if flag.severity in wanted)
    show = _print_lines if as_json else _print_comment if markdown else _print_table
    number = show(flags, audited)
    if not number:
        narrate("nothing to flag")
    return 1 if number else audited.code


def _refuse_contradictions(sources: Sequence[str], of_ledger: object, two_forms: bool) -> None:
    if two_forms:
        raise click.UsageError("--json and --markdown are two forms: choose one")
    if sources and of_ledger:
        raise click.UsageError(
            "--since, --dismiss and conditions are about a ledger: leave out the files"
        )


@dataclass(frozen=True, slots=True)
class _Audited:
    """What was found, the rows of claims by id, how long ids are, and the exit code of reading."""

    flags: Iterable[Flag]
    rows_of: Callable[[Collection[str]], Mapping[str, Mapping[str, str]]]
    id_length: Callable[[], int]
    code: int = 0

    def rows(self, flags: Iterable[Flag]) -> Mapping[str, Mapping[str, str]]:
        """Return the rows of the claims that flags speak of."""
        return self.rows_of({claim_id for flag in flags for claim_id in flag.claim_ids})


def _of_ledger(folder: Path | None, since: str) -> _Audited:
    """Return what does not fit in a ledger, without what was a flag at an earlier version."""
    ledger = opened(folder)
    flags = _found(ledger, folder, since)
    return _Audited(flags, partial(ledger.rows_by_key, CLAIMS), ledger.id_length)


def _found(ledger: Ledger, folder: Path | None, since: str) -> Iterable[Flag]:
    """Return the flags that were none at a revision, all of them without one.

    The numbers that were edited since the revision are told too.
    """
    if not since:
        with source_of(ledger, conditions(), track) as source:
            return flagged(source)
    with version(since, folder) as before:
        known = {flag_id(flag) for flag in audit_desk(desk_of(before, conditions=conditions()))}
        desk = with_earlier(desk_of(ledger, conditions=conditions()), before, f"at {since}")
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
    flags = audit(claims, documents)
    return _Audited(flags, lambda _: rows, partial(short_length, rows), reading.finish())


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


def _print_lines(flags: Iterable[Flag], _: _Audited) -> int:
    number = 0
    for flag in flags:
        click.echo(json_line({"flag": flag_id(flag)} | asdict(flag)))
        number += 1
    return _told(number, number)


def _print_comment(flags: Iterable[Flag], audited: _Audited) -> int:
    from claims.views.comment import flags_comment

    found = list(flags)
    click.echo("\n".join(flags_comment(found, audited.rows(found))))
    return _told(len(found), len(found))


def _print_table(flags: Iterable[Flag], audited: _Audited) -> int:
    remaining = iter(flags)
    shown = list(islice(remaining, _SHOWN))
    if shown:
        from claims.views.flags import flags_table  # rich is slow to load, and lines need it not

        console = results()
        rows = audited.rows(shown)
        console.print(flags_table(shown, rows, audited.id_length(), is_plain(console)))
    return _told(len(shown), len(shown) + sum(1 for _ in remaining))


def _told(shown: int, number: int) -> int:
    """Say how many flags there are, and return it."""
    counts = counted(number, "flag")
    if number:
        narrate(f"{shown:,} of {counts}; --json prints all" if number > shown else counts)
    return number
