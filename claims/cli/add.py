"""`add` reads documents, extracts their claims and logs what is new; `extract` does the same without a ledger."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal

import click

from claims.errors import UnreadableDocument
from claims.intake import Intake, log_documents
from claims.ledger.ledger import Ledger
from claims.model import Claim, Document
from claims.text.documents import read_all
from claims.text.extract import extract
from claims.views.safe import safe


@click.command("add")
@click.argument("sources", nargs=-1, required=True)
@click.option("--ledger", "folder", type=click.Path(), help="The ledger's folder; by default the nearest one.")
def add_command(sources: tuple[str, ...], folder: str | None) -> int:
    """Read SOURCES (files, folders, "-", addresses), extract their claims and log what is new."""
    reading = _Reading(sources)
    for intake in log_documents(Ledger.open(folder), reading.documents()):
        _say(intake)
    return 2 if reading.failed else 0


@click.command("extract")
@click.argument("sources", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def extract_command(sources: tuple[str, ...], as_json: bool) -> int:
    """Show every quantity of SOURCES with who said it, without a ledger."""
    reading = _Reading(sources)
    for document in reading.documents():
        for claim in extract(document):
            click.echo(json.dumps(_plain(claim), ensure_ascii=False) if as_json else _line(claim))
    return 2 if reading.failed else 0


class _Reading:
    """Documents one by one; what cannot be read is said on stderr, and the others are still done."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._sources = sources
        self.failed = False

    def documents(self) -> Iterator[Document]:
        for found in read_all(self._sources):
            if isinstance(found, Document):
                yield found
                continue
            self.failed |= isinstance(found, UnreadableDocument)
            print(f"claimbook: {found}", file=sys.stderr)


def _say(intake: Intake) -> None:
    for claim in intake.claims:
        click.echo(_line(claim))
    counted = f"{len(intake.claims)} new, {intake.known} known"
    click.echo(f"{intake.document.document_id}: {counted}", err=True)


def _line(claim: Claim) -> str:
    return safe(f"{claim.claim_id[:6]} {claim.surface}: {claim.claimant or 'the outlet'}").strip()


def _plain(claim: Claim) -> dict[str, object]:
    return {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in asdict(claim).items()}
