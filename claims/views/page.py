"""One claim on one page for the terminal.

In its paragraph, who said it, its checks in order, its document.

A found claim with its text and checks in, lines of rich text out. Text from outside is cut at its
spans and made safe; where a reader sees no colour, the claim stands between » and « in its
paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claims.decimals import CONTEXT
from claims.ledger.conditions import Found
from claims.ledger.evidence import sources
from claims.ledger.rows import claim_from_row
from claims.ledger.schema import CLAIMS
from claims.ledger.verdicts import changes_since
from claims.model import STATUSES, Check, Claim, Status
from claims.views.columns import COLUMNS, row_amount
from claims.views.safe import safe
from claims.views.since import overtaken, since
from claims.views.tables import claimant, statement, status

# columns that the page tells in words of its own, or that say nothing to a reader; all others are
# shown as they are
_TOLD_OTHERWISE = frozenset(
    {
        "claim_id",
        "document_id",
        "start",
        "end",
        "surface",
        "statement",
        "value",
        "upper",
        "modifier",
        "trend",
        "unit",
    }
    | {
        "period",
        "period_start",
        "period_end",
        "source",
        "source_start",
        "source_end",
        "cue",
        "claimant",
        "chain",
    }
    | {"stance", "attribution", "type", "quote", "edited", "gone"}
)
_AS_THEY_ARE = tuple(name for name in CLAIMS.columns if name not in _TOLD_OTHERWISE)


def claim_page(
    found: Found, text: str, checks: Sequence[Check], labels: Mapping[Status, str], marked: bool
) -> RenderableType:
    """Return the page; `marked` puts » and « around the claim in its paragraph."""
    claim = claim_from_row(found.row)
    top = _heading(found.row, marked).append("   ").append_text(status(found.standing, labels))
    was = since(found.standing)
    top.append(f" ({safe(was)})" if was else "", style="not bold")
    parts: list[RenderableType] = [top, Text(claim.claim_id, style="cyan"), Text()]
    parts += [_indented(paragraph(claim, text, marked)), Text()]
    parts.append(_facts(_said(found.row, claim)))
    parts += [Text("\nchecks", style="bold"), *_checks(claim, checks, labels)]
    parts += [Text("\ndocument", style="bold"), _facts(_origin(found.document))]
    return Group(*parts)


def _heading(row: Mapping[str, str], marked: bool) -> Text:
    """Return the claim in words; its number and what that is about where it has no statement."""
    if row["statement"]:
        return statement(row, marked)
    return Text.assemble(
        (safe(_counted(row)), "bold"), f" · {safe(row['about'])}" if row["about"] else ""
    )


def _counted(row: Mapping[str, str]) -> str:
    """Return the number with its unit, which a percent sign holds already."""
    return row_amount(row) + (f" {row['unit']}" if row["unit"] not in ("", "percent") else "")


def paragraph(claim: Claim, text: str, marked: bool) -> Text:
    """Return the paragraph of a claim, with the claim and its attribution highlighted.

    Where there is no text, return the quote.
    """
    if text[claim.start : claim.end] != claim.surface:
        return Text(safe(claim.quote))
    first = text.rfind("\n", 0, claim.start) + 1
    last = text.find("\n", claim.end)
    last = len(text) if last < 0 else last
    spans = [(claim.start, claim.end, "bold reverse")]
    if claim.source_start is not None and claim.source_end is not None:
        spans.append((claim.source_start, claim.source_end, "underline"))
    shown = Text()
    at = first
    for start, end, style in sorted(spans):
        if start < at or end > last:
            continue  # the source stands in another paragraph
        shown.append(safe(text[at:start]))
        words = safe(text[start:end])
        shown.append(f"»{words}«" if marked and start == claim.start else words, style=style)
        at = end
    return shown.append(safe(text[at:last]))


def _said(row: Mapping[str, str], claim: Claim) -> Iterator[tuple[str, Text]]:
    who = claimant(row)
    if claim.source and claim.source != claim.claimant:
        who.append(f'  mentioned as "{safe(claim.source)}"', style="dim")
    if claim.cue:
        who.append(f'  by "{safe(claim.cue)}"', style="dim")
    yield "claimant", who
    if len(claim.chain) > 1:
        yield "passed on", Text(" > ".join(safe(mention) for mention in claim.chain))
    yield "number", Text(safe(_counted(row)))
    if claim.low != claim.high:
        yield "allows", Text(_allowed(claim.low, claim.high))
    if claim.period:
        dates = (
            f" ({claim.period_start} to before {claim.period_end})" if claim.period_start else ""
        )
        yield "period", Text(safe(claim.period + dates))
    for name in _AS_THEY_ARE:
        yield COLUMNS[name].label, Text(safe(row[name]))
    yield "corrected", Text(safe(", ".join(claim.edited)))
    yield "gone", Text(safe(f"from the text read on {claim.gone}") if claim.gone else "")


def _allowed(low: Decimal | None, high: Decimal | None) -> str:
    if low is None or high is None:
        return f"up to {_digits(high)}" if low is None else f"{_digits(low)} or more"
    return f"{_digits(low)} to {_digits(high)}"


def _digits(number: Decimal | None) -> str:
    return "" if number is None else format(number.normalize(CONTEXT), ",f")


def _origin(document: Mapping[str, str]) -> Iterator[tuple[str, Text]]:
    for name in (
        "document_id",
        "title",
        "publisher",
        "author",
        "published",
        "origin",
        "url",
        "archive_url",
        "path",
    ):
        yield name.replace("_", " "), Text(safe(document[name]))


def _facts(facts: Iterable[tuple[str, Text]]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, fact in facts:
        if fact.plain:
            table.add_row(name, fact)
    return _indented(table)


def _checks(
    claim: Claim, checks: Sequence[Check], labels: Mapping[Status, str]
) -> Iterator[RenderableType]:
    if not checks:
        yield _indented(Text("none yet", style="dim"))
    for check in checks:
        line = Text.assemble((safe(check.at), "dim"), "  ", safe(check.by), "  ")
        if check.status:
            look = STATUSES[check.status]
            line.append(
                f"{look.sign} {safe(labels.get(check.status, check.status.value))}",
                style=look.colour,
            )
        if check.reason:
            line.append(f" ({check.reason.value.replace('_', ' ')})")
        if check.status and (changed := changes_since(check.checked, claim)):
            line.append(f"  {safe(overtaken(check.checked, changed))}", style="bold")
        yield _indented(line)
        kind = f"{check.evidence_kind.value} evidence: " if check.evidence_kind else "evidence: "
        quoted = f'"{check.evidence_quote}"' if check.evidence_quote else ""
        borne_out = [kind + source for source in sources(check.evidence_url)]
        for words in (check.note, *borne_out, quoted, check.archive_url):
            for written in words.splitlines():
                yield _indented(Text(safe(written)), 6)


def _indented(shown: RenderableType, columns: int = 2) -> RenderableType:
    return Padding(shown, (0, 0, 0, columns), expand=False)
