"""`add`: read documents, extract their claims and log what is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import partial

import click

from claims.bulk import Origin
from claims.cli.console import narrate, say_completed
from claims.cli.copies import tell_near_copies, tell_twins
from claims.cli.logged import show_logged
from claims.cli.options import ledger_option
from claims.cli.progress import track
from claims.cli.reading import Reading, source_options
from claims.copies import Copies
from claims.errors import LedgerError
from claims.intake import Intake, complete, log_documents
from claims.ledger.ledger import Ledger
from claims.ledger.schema import DOCUMENTS
from claims.text.documents.limits import Limits
from claims.views.jsonlines import claim_record, json_line

_SHOWN = 500  # claims in one table: more come in a further one


@click.command("add")
@source_options
@click.option(
    "--as",
    "document_id",
    metavar="ID",
    default="",
    help="It is a new edition of this document of the ledger.",
)
@click.option(
    "--new",
    "is_new",
    is_flag=True,
    help="It is another document than the one with its address or path.",
)
@click.option("--no-text", is_flag=True, help="Keep no copy of the text in the ledger.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print what is new or changed as one JSON object a line.",
)
@click.option(
    "--resume",
    is_flag=True,
    help="Pass over what the ledger has: after an interruption, only the rest.",
)
@ledger_option
def add_command(
    ledger: Ledger,
    sources: tuple[str, ...],
    document_id: str,
    is_new: bool,
    no_text: bool,
    as_json: bool,
    resume: bool,
    allow_private: bool,
    jobs: int,
    **given: str,
) -> int:
    r"""Read SOURCES, extract their claims and log what is new.

    SOURCES are files, folders, patterns, http(s) addresses, or - for standard input: plain text,
    Markdown, HTML, PDF, DOCX, or JSON Lines, Parquet and WARC of many documents. An edited article
    keeps its claims' ids.

    \b
    claimbook add articles/ --publisher "The Daily Example"
    claimbook add https://example.org/story
    claimbook add "archive/2024-*.jsonl" --jobs 8 --resume
    """
    if document_id:
        ledger.row(DOCUMENTS, document_id)  # an unknown id is an error before anything is read
    if document_id and is_new:
        raise click.UsageError("--as and --new say opposite things")
    _complete(ledger)
    done = frozenset(map(_origin, ledger.rows(DOCUMENTS))) if resume else frozenset()
    limits = Limits(ledger.settings.seconds, ledger.settings.megabytes)
    reading = Reading(sources, given, allow_private, jobs, document_id, done, limits)
    told = [name for name, value in given.items() if value]
    keep_texts = False if no_text else None
    answers = log_documents(
        ledger, reading, told=told, keep_texts=keep_texts, read=reading.claims, as_new=is_new
    )
    logged = _without_refusals(answers, reading)
    if as_json:
        for record in _records(logged):
            click.echo(json_line(record))
    else:
        copies = Copies(ledger)
        for some in _tables(logged):
            show_logged(ledger, some)
            tell_near_copies(copies, some)
            if document_id:
                tell_twins(ledger, some)
    return reading.finish()


def _complete(ledger: Ledger) -> None:
    """Fill the columns that the claimbook which wrote the ledger did not have."""
    if missing := ledger.missing_columns():
        narrate(
            f"an older claimbook wrote this ledger, without {', '.join(missing)}: filling them in"
        )
        say_completed(complete(ledger, partial(track, doing="completing")))


def _origin(row: Mapping[str, str]) -> Origin:
    return row["sha256"], row["url"]


def _without_refusals(
    answers: Iterable[Intake | LedgerError], reading: Reading
) -> Iterator[Intake]:
    """Yield what was logged, and say of the rest why it was not."""
    for answer in answers:
        if isinstance(answer, LedgerError):
            reading.refuse(answer)
        else:
            yield answer


def _tables(logged: Iterable[Intake]) -> Iterator[list[Intake]]:
    """Yield documents that are shown together: all of them, or as many as a table holds."""
    some: list[Intake] = []
    size = 0
    for intake in logged:
        some.append(intake)
        size += 1 + len(intake.claims)
        if size >= _SHOWN:
            yield some
            some, size = [], 0
    if some:
        yield some


def _records(logged: Iterable[Intake]) -> Iterator[dict[str, object]]:
    """Yield an object for each new claim and for each change of an edited article."""
    for intake in logged:
        key = intake.document.document_id
        for claim in intake.claims:
            yield {"change": "new"} | claim_record(claim)
        for field in intake.fields:
            yield {"change": "document", "document_id": key, **field._asdict()}
        for change in intake.changes:
            if change.kind != "new":
                told = {
                    name: value
                    for name, value in asdict(change).items()
                    if name not in ("kind", "claim")
                }
                yield {
                    "change": change.kind,
                    "document_id": key,
                    "claim_id": change.claim.claim_id,
                } | told
