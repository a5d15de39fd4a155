"""Everything the ledger holds about one claim, for the foot of the review screen.

Cells and checks in, text out.

Fields that are empty are not shown; a field that a person corrected says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.text import Text

from claims.ledger.assignments import NOBODY
from claims.ledger.conditions import Found
from claims.ledger.verdicts import in_words
from claims.model import STATUSES, Basis, Check, Status
from claims.numbers.worth import Worth
from claims.views.columns import row_amount
from claims.views.safe import safe
from claims.views.since import since
from claims.views.tables import status

_LABEL = "dim"


def claim_facts(
    found: Found,
    worth: Worth,
    labels: Mapping[Status, str],
    assignment: Mapping[str, str] = NOBODY,
    notices: Iterable[str] = (),
) -> Text:
    """Return the claim's fields, who said it, why it is worth checking, and who is to check it.

    What there is to notice about it comes first.
    """
    row = found.row
    text = Text.assemble((safe(row["surface"]), "bold"), "  ", status(found.standing, labels))
    text.append(", gone from the text" if row["gone"] else "", "bold")
    text.append(f"  {safe(row['claim_id'])}", _LABEL)
    if found.standing.was:
        text.append(f"\n{safe(since(found.standing))}: {in_words(found.standing.changed)}", "bold")
        text.append(" · h if it still holds", _LABEL)
    for words in notices:
        text.append(f"\n{safe(words)}", "yellow")
    for line in _lines(row, worth, assignment):
        shown = [(label, value) for label, value in line if value]
        for number, (label, value) in enumerate(shown):
            text.append("   " if number else "\n").append(f"{label} ", _LABEL).append(safe(value))
    return text


def _lines(
    row: Mapping[str, str], worth: Worth, assignment: Mapping[str, str]
) -> Iterator[list[tuple[str, str]]]:
    """Yield what stands on each line: labels with their values, which may be empty."""
    numeric = [(name, row[name]) for name in ("trend", "unit", "dimension", "type")]
    yield [("number", row_amount(row)), *numeric]
    yield [(name, row.get(name, "")) for name in ("event", "about", "place")]
    yield [("period", _period(row)), ("stance", row["stance"].removeprefix("asserted"))]
    yield [("said by", _said(row)), ("through", _chain(row))]
    parts = ", ".join(f"{part.name} +{part.points}" for part in worth.parts)
    yield [("worth", f"{worth.score}: {parts}")]
    until = assignment["due"] if assignment["to"] else ""
    yield [("assigned to", assignment["to"]), ("until", until)]
    yield [("corrected", row["edited"].replace(" ", ", "))]


def check_lines(checks: Iterable[Check], labels: Mapping[Status, str]) -> Text:
    """Return the checks, latest last, with their evidence."""
    text = Text()
    for check in checks:
        text.append("\n" if text else "").append(
            f"{safe(check.at[:16].replace('T', ' '))} ", _LABEL
        )
        text.append(f"{safe(check.by)} ")
        if check.status:
            look = STATUSES[check.status]
            text.append(
                f"{look.sign} {safe(labels.get(check.status, check.status.value))} ", look.colour
            )
        if check.reason:
            text.append(f"({check.reason.value.replace('_', ' ')}) ")
        text.append(safe(check.note))
        for words in (
            check.evidence_kind.value,
            check.evidence_url,
            check.evidence_quote,
            check.archive_url,
        ):
            if words:
                text.append(" · ", _LABEL).append(safe(words))
    return text or Text("no checks yet", _LABEL)


def _period(row: Mapping[str, str]) -> str:
    dates = " to ".join(filter(None, (row["period_start"], row["period_end"])))
    return f"{row['period']} ({dates})" if row["period"] and dates else row["period"] or dates


def _said(row: Mapping[str, str]) -> str:
    name = row["claimant"] or row["source"]
    if not name:
        return f"somebody not named ({row['cue']})" if row["cue"] else "the outlet itself"
    carried = (
        "carried over from a sentence before" if row.get("attribution") == Basis.CARRIED else ""
    )
    mention = row["source"] if row["source"].casefold() != name.casefold() else ""
    words = ", ".join(filter(None, (mention, row["cue"], carried)))
    return f"{name} ({words})" if words else name


def _chain(row: Mapping[str, str]) -> str:
    return row["chain"] if " > " in row["chain"] else ""
