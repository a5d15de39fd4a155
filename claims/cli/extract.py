"""`extract`: show the claims of documents, or write them to a file, without a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from claims.bulk import Extracted
from claims.cli.console import counted, narrate
from claims.cli.logged import print_claims
from claims.cli.progress import track
from claims.cli.reading import Reading, source_options
from claims.cli.resumable import ResumableFile
from claims.cli.words import OneOf
from claims.ledger.identity import document_id, identify, short_length
from claims.model import Claim, Document
from claims.views.jsonlines import claim_record, json_line


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
    claimbook extract "archive/*.parquet" --engine dask --out s3://desk/claims
    """
    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler is for --engine dask")
    if engine == "dask":
        told = [name for name, value in given.items() if value]
        return _on_cluster(sources, out, resume, scheduler, jobs, told)
    if resume and not out:
        raise click.UsageError("--resume goes on with a file: give --out FILE")
    reading = Reading(sources, given, allow_private, jobs)
    if out:
        _write(reading, Path(out), resume)
    else:
        _print(reading, as_json)
    return reading.finish()


def _print(reading: Reading, as_json: bool) -> None:
    for document in reading:
        claims = identify(reading.claims(document), document_id(document), document.text)
        checkable = [claim for claim in claims if claim.checkable]
        if as_json:
            _print_records(claims)
        else:
            _print_table(document, checkable)
        narrate(f"{_name(document)}: {counted(len(checkable), 'claim')}")


def _print_records(claims: Iterable[Claim]) -> None:
    for claim in claims:
        click.echo(json_line(claim_record(claim)))


def _print_table(document: Document, claims: Sequence[Claim]) -> None:
    length = short_length(claim.claim_id for claim in claims)
    print_claims([(document, claim) for claim in claims], length)


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


def _name(document: Document) -> str:
    return document.path or document.url or document.title or "standard input"
