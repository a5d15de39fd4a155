"""Text for people and programs that read lines: JSON Lines and Markdown.

A selection in, lines out. JSON keeps everything of a claim with its document and its checks.
Markdown is for reading in a repository or an issue: one heading an article, one table row a claim,
every check below it; text from outside is escaped, so that it is shown and never markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from claims.ledger.evidence import sources
from claims.ledger.filters import Found
from claims.ledger.rows import claim_from_row
from claims.model import STATUSES, Status
from claims.views.columns import leading_first, row_amount
from claims.views.export.selection import Row, Selection
from claims.views.jsonlines import claim_record, json_line
from claims.views.safe import safe
from claims.views.tables import OWN_VOICE, UNNAMED
from claims.views.wording import wording

# What Markdown or HTML could take for markup in the middle of a line; a backslash before it makes
# it plain.
_MARKUP = re.compile(r"[\\`*_\[\]<>#|~$&]")

_BREAKS_LINK = re.compile(r"[<>\s]")


def json_lines(selection: Selection) -> Iterator[str]:
    """Yield one object a claim: its fields, status, document and checks."""
    for claim in selection:
        record = claim_record(claim_from_row(claim.row), claim.standing) | {
            "number": row_amount(claim.row)
        }
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
                _status(claim, labels),
                _statement(claim.row),
                _claimant(claim.row),
                _plain(row_amount(claim.row)),
            )
            yield f"| {' | '.join(cells)} |\n"
        for claim in claims:
            checks = selection.checks.get(claim.row["claim_id"], ())
            if checks:
                yield f"\n{_statement(claim.row)}\n\n"
                yield from (f"- {_check(check, labels)}\n" for check in checks)


def _heading(claim: Found) -> Iterator[str]:
    document = claim.document
    yield f"## {_plain(document['title'] or claim.row['document_id'])}\n\n"
    facts = [
        _plain(document[name]) for name in ("publisher", "author", "published") if document[name]
    ]
    facts += [_link(document["url"])] if document["url"] else []
    yield " · ".join(facts) + "\n\n" if facts else ""


def _statement(row: Row) -> str:
    """Return a claim in words with its number in bold."""
    line = wording(row)
    number = f"**{_plain(line.number)}**" if line.number else ""
    return f"{_plain(line.before)}{number}{_plain(line.after)}"


def _claimant(row: Row) -> str:
    name = row["claimant"] or row["source"]
    return _plain(name or (UNNAMED if row["cue"] else OWN_VOICE))


def _status(claim: Found, labels: Mapping[Status, str]) -> str:
    shown = claim.standing.awaiting or claim.standing.status
    words = f"{STATUSES[shown].sign} {_plain(labels.get(shown, shown.value))}"
    since = f" ({_plain(claim.standing.since)})" if claim.standing.since else ""
    return words + (" (1 of 2)" if claim.standing.awaiting else since)


def _check(check: Row, labels: Mapping[Status, str]) -> str:
    status = labels.get(Status(check["status"]), check["status"]) if check["status"] else "note"
    reason = f" ({_plain(check['reason'].replace('_', ' '))})" if check["reason"] else ""
    evidence = [
        _link(source)
        for source in (*sources(check["evidence_url"]), check["archive_url"])
        if source
    ]
    quoted = [f"“{_plain(check['evidence_quote'])}”"] if check["evidence_quote"] else []
    parts = [
        f"{check['at'][:10]} {_plain(check['by'])}: **{_plain(status)}**{reason}",
        _plain(check["note"]),
    ]
    return " · ".join(filter(None, [*parts, *evidence, *quoted]))


def _plain(text: str) -> str:
    r"""Return text that Markdown shows as it is.

    >>> print(_plain("[27](x) <b>*towns*"))
    \[27\](x) \<b\>\*towns\*
    """
    return _MARKUP.sub(r"\\\g<0>", safe(text))


def _link(url: str) -> str:
    """Return a web address as a link, and anything else as text."""
    if not url.startswith(("https://", "http://")):
        return _plain(url)
    return f"<{_BREAKS_LINK.sub(lambda found: f'%{ord(found[0]):02X}', safe(url))}>"
