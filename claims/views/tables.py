"""Claims as a listing for the terminal.

Found claims in, text and tables out that read well from 80 columns on.

Claims stand article by article below a heading with its title, publisher and date; each row leads
with the claim in words. On a narrow terminal who said it and where it stands come below the words,
so that these have room. Every cell is text from outside and passes through `safe`; long cells wrap,
and only an article's title is ever cut off. The status is given in words, and colour only repeats
it; where no style shows, signs set the number off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from claims.ledger.checks import Standing
from claims.ledger.conditions import Found
from claims.model import STATUSES, Basis, Status
from claims.views.columns import COLUMNS, LISTED, row_amount
from claims.views.safe import safe
from claims.views.wording import wording

OWN_VOICE = "(own voice)"  # the outlet itself says it
UNNAMED = "(not named)"
NARROW = 100  # columns below which claimant and status stand under the words
WIDE = 120  # columns from which there is room to name the article in each row
_NO_LABELS: Mapping[Status, str] = {}
_BELOW = ("claimant", "status")  # the words, where the terminal is narrow
_GAP = 2  # cells between columns
# cells of columns that do not wrap well; others wrap at theirs
_MOST = {"claim_id": 13, "number": 14, "status": 18}


@dataclass(frozen=True, slots=True)
class Layout:
    """How claims are listed.

    `width` is the terminal's, `id_length` the characters that tell the ledger's claims apart,
    `labels` what the desk calls a status; `is_plain` sets numbers off by signs, and `by_article`
    puts a heading over each article's claims. `notices` are lines below the words of a claim.
    """

    width: int
    id_length: int
    labels: Mapping[Status, str] = field(default_factory=dict)
    columns: Sequence[str] = LISTED
    is_plain: bool = False
    by_article: bool = True
    notices: Mapping[str, Sequence[str]] = field(default_factory=dict)


def listing(found: Iterable[Found], layout: Layout) -> RenderableType:
    """Return claims as a listing, in their order."""
    claims = list(found)
    has_usual_columns = tuple(layout.columns) == LISTED
    is_narrow = has_usual_columns and layout.width < NARROW
    names = _beside(layout.columns) if is_narrow else list(layout.columns)
    rows = [[_cell(claim, name, layout, is_narrow) for name in names] for claim in claims]
    widths = _widths(names, rows, layout)
    if not layout.by_article:
        return _table(names, rows, widths, has_labels=True)
    labels = [] if has_usual_columns else [_table(names, [], widths, has_labels=True)]
    parts: list[RenderableType] = [*labels]
    for document_id, pairs in _by_article(claims, rows):
        parts += [Text()] if parts else []
        if over := heading(pairs[0][0].document, document_id):
            parts.append(over)
        parts.append(_table(names, [cells for _, cells in pairs], widths, has_labels=False))
    return Group(*parts)


def _beside(columns: Iterable[str]) -> list[str]:
    """Return the columns that stay beside the words on a narrow terminal."""
    return [name for name in columns if name not in _BELOW]


def _by_article(
    claims: Iterable[Found], rows: Iterable[list[Text]]
) -> Iterator[tuple[str, list[tuple[Found, list[Text]]]]]:
    """Yield the claims of each article, with what is shown of them."""
    pairs = zip(claims, rows, strict=True)
    for document_id, group in groupby(pairs, key=lambda pair: pair[0].row["document_id"]):
        yield document_id, list(group)


def heading(document: Mapping[str, str], document_id: str) -> Text:
    """Return the line over the claims of an article: its title, publisher and date.

    It is empty where the article has none of them.
    """
    facts = [safe(fact) for fact in (document["publisher"], document["published"][:10]) if fact]
    title = Text(safe(document["title"] or document_id or document["path"]), style="bold")
    return title.append("".join(f" · {fact}" for fact in facts), style="not bold dim")


def statement(row: Mapping[str, str], is_plain: bool = False) -> Text:
    """Return the claim of a row in words with its number set off, by signs where no style shows."""
    line = wording(row)
    if is_plain:
        return Text(safe(line.marked()))
    return Text.assemble(safe(line.before), (safe(line.number), "bold underline"), safe(line.after))


def told(row: Mapping[str, str], is_plain: bool = False) -> Text:
    """Return a claim and who said it on one line.

    Without a statement, return its number and what that is about.
    """
    if row["statement"]:
        line = statement(row, is_plain)
    else:
        unit = "" if row["unit"] == "percent" else f" {row['unit']}"
        line = Text(safe(row_amount(row) + unit)).append(
            f" · {safe(row['about'])}" if row["about"] else ""
        )
    return line.append(" · ").append_text(claimant(row))


def claimant(row: Mapping[str, str]) -> Text:
    """Return whom the document credits, and what a reader must know of it.

    That is whether they deny or ask it, and whether the claim is theirs only because an account
    goes on, or a stand-in was taken for their name: a desk reads that once more. What a person
    corrected needs no such remark.
    """
    named = safe(row["claimant"] or row["source"])
    text = Text(named) if named else Text(UNNAMED if row["cue"] else OWN_VOICE, style="dim")
    is_corrected = {"claimant", "source"}.intersection(row["edited"].split())
    if row["attribution"] in (Basis.CARRIED, Basis.RESOLVED) and not is_corrected:
        text.append(f" ({row['attribution']})", style="dim")
    return (
        text if row["stance"] == "asserted" else text.append(f" ({row['stance']})", style="italic")
    )


def status(standing: Standing, labels: Mapping[Status, str] = _NO_LABELS) -> Text:
    """Return a status in the desk's words, with its sign.

    A status that awaits a second checker says so.
    """
    shown = standing.awaiting or standing.status
    traits = STATUSES[shown]
    text = Text(f"{traits.sign} {safe(labels.get(shown, shown.value))}", style=traits.colour)
    return text.append(" (1 of 2)", style="default") if standing.awaiting else text


def remark(found: Found) -> Text:
    """Return what a status alone would hide.

    It is which status the claim had before it changed, and that the claim is gone.
    """
    text = Text(style="bold")
    if found.standing.was:
        text.append(f"\nwas {found.standing.was}")
    return text.append("\ngone from the text") if found.row["gone"] else text


def _cell(claim: Found, name: str, layout: Layout, is_narrow: bool) -> Text:
    if name == "claim_id":
        return Text(claim.row["claim_id"][: layout.id_length])
    if name == "claimant":
        return claimant(claim.row)
    if name == "status":
        return status(claim.standing, layout.labels).append_text(remark(claim))
    if name == "statement":
        words = statement(claim.row, layout.is_plain)
        if is_narrow:
            words.append("\n").append_text(_below(claim, layout))
        for line in layout.notices.get(claim.row["claim_id"], ()):
            words.append(f"\n{safe(line)}", style="yellow")
        return words
    return Text(safe(COLUMNS[name].cell(claim)))


def _below(claim: Found, layout: Layout) -> Text:
    """Return who said a claim and where it stands, for the line below its words."""
    notes = remark(claim).plain.replace("\n", " · ")
    below = Text.assemble(claimant(claim.row), " · ", status(claim.standing, layout.labels))
    return below.append(notes, style="bold")


def _widths(names: Sequence[str], rows: Sequence[Sequence[Text]], layout: Layout) -> list[int]:
    """Return the widths of the columns: what their cells need, as far as that reads well.

    The column of words takes what is left.
    """
    has_labels = not layout.by_article or tuple(layout.columns) != LISTED
    needed, widths = [], []
    for place, name in enumerate(names):
        longest = max((line.cell_len for row in rows for line in row[place].split()), default=0)
        label = len(COLUMNS[name].label) if has_labels else 0
        needed.append(max(longest, label))
        most = _MOST.get(name) or min(COLUMNS[name].width, layout.width // 5)
        widths.append(max(min(longest, most), label))
    left = layout.width - sum(widths) - _GAP * (len(names) - 1)
    for place in sorted(range(len(names)), key=lambda place: names[place] != "statement"):
        more = max(min(needed[place] - widths[place], left), 0)
        widths[place] += more
        left -= more
    return widths


def _table(
    names: Sequence[str], rows: Iterable[Sequence[Text]], widths: Sequence[int], has_labels: bool
) -> Table:
    table = Table(
        box=None,
        pad_edge=False,
        padding=(0, _GAP, 0, 0),
        header_style="bold",
        show_header=has_labels,
    )
    for name, width in zip(names, widths, strict=True):
        is_number = name == "number" or COLUMNS[name].type in ("integer", "number")
        table.add_column(
            COLUMNS[name].label,
            style="cyan" if name == "claim_id" else "",
            justify="right" if is_number else "left",
            width=width,
            overflow="ellipsis"
            if name == "title"
            else "fold",  # it only says again which article this is
            no_wrap=name == "title",
        )
    for cells in rows:
        table.add_row(*cells)
    return table
