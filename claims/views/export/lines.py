"""Text for people and programs that read lines: JSON Lines and Markdown.

A selection in, lines out. JSON keeps everything of a claim with its document and its checks.
Markdown is for reading in a repository or an issue: one heading an article, one table row a claim,
every check below it; text from outside is escaped, so that it is shown and never markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from claims.ledger.conditions import Found
from claims.model import Status
from claims.views import markdown as words
from claims.views.columns import leading_first, row_amount
from claims.views.export.selection import Selection
from claims.views.jsonlines import found_record, json_line


def json_lines(selection: Selection) -> Iterator[str]:
    """Yield one object a claim: its fields, status, document and checks."""
    for claim in selection:
        record = found_record(claim) | {"number": row_amount(claim.row)}
        record = {name: record[name] for name in leading_first(record)}
        checks = [dict(check) for check in selection.checks.get(claim.row["claim_id"], ())]
        yield json_line(record | {"document": claim.document, "checks": checks}) + "\n"


def markdown(selection: Selection, labels: Mapping[Status, str]) -> Iterator[str]:
    """Yield the claims article by article."""
    for number, (_, group) in enumerate(
        groupby(selection, key=lambda claim: claim.row["document_id"])
    ):
        claims = list(group)
        yield "\n" if number else ""
        yield from _heading(claims[0])
        yield "| status | claim | claimant | number |\n|---|---|---|---|\n"
        for claim in claims:
            cells = (
                words.status(claim.standing, labels),
                words.statement(claim.row),
                words.claimant(claim.row),
                words.plain(row_amount(claim.row)),
            )
            yield f"| {' | '.join(cells)} |\n"
        for claim in claims:
            checks = selection.checks.get(claim.row["claim_id"], ())
            if checks:
                yield f"\n{words.statement(claim.row)}\n\n"
                yield from (f"- {words.check(check, labels)}\n" for check in checks)


def _heading(claim: Found) -> Iterator[str]:
    document = claim.document
    yield f"## {words.plain(document['title'] or claim.row['document_id'])}\n\n"
    facts = [
        words.plain(document[name])
        for name in ("publisher", "author", "published")
        if document[name]
    ]
    facts += [words.link(document["url"])] if document["url"] else []
    yield " · ".join(facts) + "\n\n" if facts else ""
