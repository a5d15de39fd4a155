"""`add` reads documents, extracts their claims and logs what is new; `extract` does the same without a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from itertools import islice
from typing import TypeVar, cast

import click

from claims.cli.console import counted, narrate, results
from claims.cli.options import ledger_option
from claims.cli.progress import track
from claims.errors import UnreadableDocument
from claims.intake import Intake, log_documents
from claims.ledger.checks import UNCHECKED
from claims.ledger.filters import Found
from claims.ledger.identity import identify, short_length
from claims.ledger.ledger import Ledger
from claims.ledger.rows import claim_row, document_row
from claims.ledger.schema import DOCUMENTS
from claims.model import Claim, Document
from claims.text.documents import Given, Skipped, expand, read_each
from claims.text.documents.dates import iso_date
from claims.text.extract import extract
from claims.views.jsonlines import claim_record, json_line

Command = TypeVar("Command", bound=Callable[..., object])

_GIVEN = (
    ("--title", "The headline."),
    ("--publisher", "The outlet that published it."),
    ("--author", "The byline."),
    ("--published", "The date of publication, such as 2018-06-14: periods like 'last week' are counted from it."),
    ("--url", "Where it was published; the same address again is the same document."),
    ("--archive-url", "Where an archived copy stands."),
    ("--language", "Its language, such as en."),
    ("--origin", "The agency that a copy comes from."),
)
_OF_ONE = ("title", "url", "archive_url")  # cannot be true of two documents


def _source_options(command: Command) -> Command:
    for option, words in reversed(_GIVEN):
        check = _date if option == "--published" else None
        command = click.option(option, default="", help=words, callback=check)(command)
    command = click.option("--allow-private", is_flag=True, help="Also fetch from this machine and its network.")(
        command
    )
    return click.argument("sources", nargs=-1, required=True)(command)


def _date(_context: click.Context, _option: click.Parameter, written: str) -> str:
    if written and not iso_date(written):
        raise click.BadParameter(f'"{written}" is no date I can be sure of; write it as 2018-06-14')
    return iso_date(written)


@click.command("add")
@_source_options
@click.option(
    "--as", "document_id", metavar="ID", default="", help="It is a new edition of this document of the ledger."
)
@click.option("--no-text", is_flag=True, help="Keep no copy of the text in the ledger.")
@click.option("--json", "as_json", is_flag=True, help="Print what is new or changed as one JSON object a line.")
@ledger_option
def add_command(
    ledger: Ledger,
    sources: tuple[str, ...],
    document_id: str,
    no_text: bool,
    as_json: bool,
    allow_private: bool,
    **given: str,
) -> int:
    r"""Read SOURCES, extract their claims and log what is new.

    SOURCES are files, folders, http(s) addresses, or - for standard input: plain text, Markdown, HTML, PDF, DOCX, or
    JSON Lines of {"text": ..., "title": ..., "published": ...}. An edited article keeps its claims' ids.

    \b
    claimbook add articles/ --publisher "The Daily Example"
    claimbook add https://example.org/story
    """
    if document_id:
        ledger.row(DOCUMENTS, document_id)  # an unknown id is an error before anything is read
    reading = _Reading(sources, given, allow_private, document_id)
    told = [name for name, value in given.items() if value]
    logged = list(log_documents(ledger, reading, told=told, keep_texts=False if no_text else None))
    if as_json:
        for record in _records(logged):
            click.echo(json_line(record))
    else:
        _show(ledger, logged)
    return reading.exit_code


@click.command("extract")
@_source_options
@click.option("--json", "as_json", is_flag=True, help="Print every quantity as one JSON object a line.")
def extract_command(sources: tuple[str, ...], as_json: bool, allow_private: bool, **given: str) -> int:
    r"""Show the claims of SOURCES with who said them, without a ledger.

    SOURCES are the same as for `add`. The table leaves out quantities that only frame a claim, --json has them too.

    \b
    claimbook extract article.html
    curl -s https://example.org/story | claimbook extract - --json
    """
    reading = _Reading(sources, given, allow_private)
    for document in reading:
        claims = identify(extract(document), document.document_id)
        if as_json:
            for claim in claims:
                click.echo(json_line(claim_record(claim)))
        elif shown := [claim for claim in claims if claim.checkable]:
            _print_claims([(document, claim) for claim in shown], short_length(claim.claim_id for claim in shown))
        narrate(f"{_name(document)}: {counted(sum(claim.checkable for claim in claims), 'claim')}")
    return reading.exit_code


class _Reading:
    """The documents of the sources one by one; what cannot be read is said on stderr, and the others are still done."""

    def __init__(
        self, sources: Sequence[str], given: dict[str, str], allow_private: bool, document_id: str = ""
    ) -> None:
        self._places = expand(sources)
        self._given = cast(Given, given)
        self._one = next((name for name in _OF_ONE if given[name]), "as" if document_id else "")
        self._allow_private = allow_private
        self._document_id = document_id
        self.exit_code = 0

    def __iter__(self) -> Iterator[Document]:
        documents = self._documents()
        if self._one:  # nothing is logged before it is certain that there is only one
            first = list(islice(documents, 2))
            if len(first) > 1:
                option = self._one.replace("_", "-")
                raise click.UsageError(f"--{option} is about one document, and there are more: add them one by one")
            yield from first
        yield from documents

    def _documents(self) -> Iterator[Document]:
        for found in track(self._found(), "reading", self._total()):
            if isinstance(found, Document):
                yield replace(found, document_id=self._document_id)
            else:
                self._say(found)

    def _found(self) -> Iterator[Document | UnreadableDocument | Skipped]:
        for place in self._places:
            if isinstance(place, str):
                yield from read_each(place, allow_private=self._allow_private, **self._given)
            else:
                yield place

    def _total(self) -> int | None:
        has_many = any(isinstance(place, str) and place.endswith((".jsonl", ".ndjson")) for place in self._places)
        return None if has_many else len(self._places)

    def _say(self, found: UnreadableDocument | Skipped) -> None:
        if isinstance(found, UnreadableDocument):
            self.exit_code = found.exit_code
            narrate(f"claimbook: {found}")
        else:
            narrate(f"skipped {found.place}: {found.why}")


def _show(ledger: Ledger, logged: Sequence[Intake]) -> None:
    from claims.views.editions import changes_table  # rich is slow to load

    length = short_length(ledger.claim_ids())
    _print_claims([(intake.document, claim) for intake in logged for claim in intake.claims], length)
    for intake in logged:
        changed = changes_table(intake.fields, intake.changes, ledger.standing, length)
        if changed.row_count:
            results().print(changed)
        narrate(f"{intake.document.document_id}: {_summary(intake)}")


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
    from claims.views.tables import claims_table

    found = [Found(claim_row(claim), UNCHECKED, document_row(document)) for document, claim in claims]
    if found:
        console = results()
        console.print(claims_table(found, console.width, id_length))


def _records(logged: Iterable[Intake]) -> Iterator[dict[str, object]]:
    """Yield an object for each new claim, with all its fields, and for each change of an edited article."""
    for intake in logged:
        key = intake.document.document_id
        for claim in intake.claims:
            yield {"change": "new"} | claim_record(claim)
        for field in intake.fields:
            yield {"change": "document", "document_id": key, **field._asdict()}
        for change in intake.changes:
            if change.kind != "new":
                told = {name: value for name, value in asdict(change).items() if name not in ("kind", "claim")}
                yield {"change": change.kind, "document_id": key, "claim_id": change.claim.claim_id} | told
