"""`add` reads documents, extracts their claims and logs what is new.

`extract` does the same without a ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

import click

from claims.bulk import Extracted, Origin
from claims.cli.console import counted, is_plain, narrate, results, say_completed
from claims.cli.copies import tell_near_copies, tell_twins
from claims.cli.options import ledger_option
from claims.cli.progress import track
from claims.cli.reading import Reading, source_options
from claims.cli.resumable import ResumableFile
from claims.cli.words import OneOf
from claims.errors import LedgerError
from claims.intake import Intake, complete, log_documents
from claims.ledger.checks import UNCHECKED
from claims.ledger.filters import Found
from claims.ledger.identity import document_id, identify, short_length
from claims.ledger.ledger import Ledger
from claims.ledger.rows import claim_row, document_row
from claims.ledger.schema import DOCUMENTS
from claims.model import Claim, Document
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
    if missing := ledger.missing_columns():
        narrate(
            f"an older claimbook wrote this ledger, without {', '.join(missing)}: filling them in"
        )
        say_completed(complete(ledger, partial(track, doing="completing")))
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
        for some in _tables(logged):
            show_logged(ledger, some)
            tell_near_copies(ledger, some)
            if document_id:
                tell_twins(ledger, some)
    return reading.finish()


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


@click.command("extract")
@source_options
@click.option(
    "--json", "as_json", is_flag=True, help="Print every quantity as one JSON object a line."
)
@click.option(
    "-o", "--out", metavar="FILE", default="", help="Write JSON there; dask: a folder or s3://..."
)
@click.option(
    "--resume", is_flag=True, help="Go on with FILE where an interrupted command left off."
)
@click.option(
    "--engine",
    type=OneOf(("processes", "dask"), "engine"),
    default="processes",
    help="Who does the work.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    default="",
    help="dask: the scheduler; without it one is started here.",
)
def extract_command(
    sources: tuple[str, ...],
    as_json: bool,
    out: str,
    resume: bool,
    engine: str,
    scheduler: str,
    allow_private: bool,
    jobs: int,
    **given: str,
) -> int:
    r"""Show the claims of SOURCES with who said them, without a ledger.

    SOURCES are the same as for `add`. The table leaves out quantities that only frame a claim, JSON
    has them too.

    \b
    claimbook extract article.html
    curl -s https://example.org/story | claimbook extract - --json
    claimbook extract archive/ --jobs 8 --out claims.jsonl --resume
    claimbook extract "archive/*.parquet" --engine dask --scheduler tcp://head:8786 --out
    s3://desk/claims
    """
    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler is for --engine dask")
    if engine == "dask":
        return _on_cluster(
            sources, out, resume, scheduler, jobs, [name for name, value in given.items() if value]
        )
    if resume and not out:
        raise click.UsageError("--resume goes on with a file: give --out FILE")
    reading = Reading(sources, given, allow_private, jobs)
    if out:
        _write(reading, Path(out), resume)
        return reading.finish()
    for document in reading:
        claims = identify(reading.claims(document), document_id(document), document.text)
        if as_json:
            for claim in claims:
                click.echo(json_line(claim_record(claim)))
        elif shown := [claim for claim in claims if claim.checkable]:
            _print_claims(
                [(document, claim) for claim in shown],
                short_length(claim.claim_id for claim in shown),
            )
        narrate(f"{_name(document)}: {counted(sum(claim.checkable for claim in claims), 'claim')}")
    return reading.finish()


def _on_cluster(
    sources: Sequence[str], out: str, resume: bool, scheduler: str, jobs: int, given: Sequence[str]
) -> int:
    """Write a folder of Parquet; stderr says what was refused."""
    from claims.cluster import Job, cluster  # needs pyarrow and fsspec, and pandas behind them

    if not out:
        raise click.UsageError("--engine dask writes a folder of Parquet: give --out FOLDER")
    if given:
        raise click.UsageError(
            f"--{given[0]} is not for --engine dask: put it into the sources as a column"
        )
    job = Job(sources, out, resume)
    documents = claims = refused = 0
    with cluster(scheduler, jobs) as client:
        for done in track(job.run(client), "extracting", len(job.waiting)):
            documents, claims, refused = (
                documents + done.documents,
                claims + done.claims,
                refused + done.refused,
            )
            for reason in done.reasons:
                narrate(f"claimbook: {reason}")
    if known := len(job.parts) - len(job.waiting):
        narrate(f"passed over {counted(known, 'part')} that {out} has")
    narrate(
        f"{counted(claims, 'claim')} of {counted(documents, 'document')} in {out}; {refused:,} "
        "refused"
    )
    return 2 if refused else 0


def _write(reading: Reading, out: Path, resume: bool) -> None:
    """Write a JSON line for each quantity.

    The document has the id that it would have in a ledger.
    """
    documents = claims = 0
    with ResumableFile(out, resume) as file:
        for outcome in reading.outcomes(file.rest(reading.pieces())):
            if isinstance(outcome.found, Extracted):
                documents += 1
                document = outcome.found.document
                for claim in identify(outcome.found.claims, document_id(document), document.text):
                    claims += 1
                    file.write(f"{json_line(claim_record(claim))}\n".encode())
            file.mark(outcome.place)
    narrate(f"{counted(claims, 'number')} of {counted(documents, 'document')} in {out.as_posix()}")


def show_logged(ledger: Ledger, logged: Sequence[Intake]) -> None:
    """Print new claims and what an edit changed, and say for each document how much that was."""
    from claims.views.editions import changes_table  # rich is slow to load

    length = short_length(ledger.claim_ids())
    _print_claims(
        [(intake.document, claim) for intake in logged for claim in intake.claims], length
    )
    _show_known(ledger, logged, length)
    for intake in logged:
        changed = changes_table(intake.fields, intake.changes, ledger.standing, length)
        if changed.row_count:
            results().print(changed)
        narrate(f"{intake.document.document_id}: {_summary(intake)}")


def _show_known(ledger: Ledger, logged: Sequence[Intake], id_length: int) -> None:
    """Point out what the new claims say that was checked before."""
    new = [
        Found(claim_row(claim), UNCHECKED, document_row(intake.document))
        for intake in logged
        for claim in intake.claims
    ]
    if not new:
        return
    from claims.numbers.noticing import Noticing  # the words of the rules are slow to load
    from claims.views.noticed import KNOWN, known_line

    noticing = Noticing(ledger)
    for claim_id, known in noticing.known(new).items():
        line = f"{KNOWN} {claim_id[:id_length]} checked before, {known_line(known[0])}"
        results().print(line, soft_wrap=True)
    if noticing.has_too_many_verdicts:
        narrate(noticing.left_out[-1])


def _summary(intake: Intake) -> str:
    if intake.is_new:
        return counted(len(intake.claims), "claim")
    if not intake.changes and not intake.fields and not intake.claims:
        return f"nothing new, {counted(intake.known, 'claim')} known"
    if not intake.changes:
        return "described anew"
    return f"edited, {counted(len(intake.claims), 'new claim')}, {intake.known} known"


def _name(document: Document) -> str:
    return document.path or document.url or document.title or "standard input"


def _print_claims(claims: Iterable[tuple[Document, Claim]], id_length: int) -> None:
    from claims.views.tables import Layout, listing

    found = [
        Found(claim_row(claim), UNCHECKED, document_row(document)) for document, claim in claims
    ]
    if found:
        console = results()
        console.print(listing(found, Layout(console.width, id_length, is_plain=is_plain(console))))


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
