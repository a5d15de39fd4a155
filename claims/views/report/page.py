"""What the report shows, worked out before anything is drawn: a selection and its texts in, one page as values out.

Everything that the template needs to decide is decided here: which words are marked, which status in which words, what
is left out because it is empty. Texts stay as they are; `render` makes them safe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from claims.ledger.checks import is_overtaken
from claims.ledger.filters import Found
from claims.ledger.rows import check_from_row, claim_from_row, document_from_row
from claims.model import Check, Claim, Status
from claims.numbers.worth import Part, Repeats, worth
from claims.views.export.selection import Row, Selection
from claims.views.marks import Mark, by_paragraph, pieces
from claims.views.report import charts
from claims.views.stats import Stats, claimant, count
from claims.views.statuses import LOOKS
from claims.views.tables import remark, row_amount


@dataclass(frozen=True, slots=True)
class Label:
    """A status as it is shown: its own name, its sign, the desk's words, and what those words leave out."""

    status: str
    sign: str
    words: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SignedCheck:
    """One check of a claim; `label` is None for a note."""

    check: Check
    label: Label | None
    is_overtaken: bool


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """One claim with everything there is to say about it."""

    claim: Claim
    label: Label
    amount: str
    claimant: str
    facts: tuple[tuple[str, str], ...]
    score: int
    reasons: tuple[Part, ...]
    checks: tuple[SignedCheck, ...]
    document: Row
    is_marked: bool  # its words are marked in the article


@dataclass(frozen=True, slots=True)
class Words:
    """A run of an article's words; those of a claim have its card."""

    text: str
    card: ClaimCard | None = None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article: its row, its paragraphs, and its claims in text order."""

    document: Row
    document_id: str
    paragraphs: tuple[tuple[Words, ...], ...]
    cards: tuple[ClaimCard, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report."""

    title: str
    stats: Stats
    labels: Sequence[Label]  # of all statuses that the page shows
    meanings: Mapping[str, str]
    statuses: Sequence[charts.Bar]
    claimants: Sequence[charts.Bar]
    columns: Sequence[charts.Column]
    articles: Sequence[ArticlePage]

    @property
    def cards(self) -> Iterator[ClaimCard]:
        """All claims, article by article."""
        for article in self.articles:
            yield from article.cards


def make_page(title: str, selection: Selection, text: Callable[[str], str], labels: Mapping[Status, str]) -> Page:
    """Put the page together; `text` returns the stored text of a document, "" where it is not kept."""
    claims = [claim_from_row(found.row) for found in selection.found]
    standings = {found.row["claim_id"]: found.standing.status for found in selection.found}
    documents = {row["document_id"]: document_from_row(row) for row in selection.rows("documents")}
    stats = count(claims, documents, map(check_from_row, selection.rows("checks")), standings.__getitem__)
    repeats = Repeats(claims)
    articles = []
    for document_id, group in groupby(selection, key=lambda found: found.row["document_id"]):
        found = list(group)
        stored = text(document_id)
        cards = [_card(each, selection, repeats, labels, stored) for each in found]
        paragraphs = tuple(_paragraphs(stored, cards)) if stored else tuple(_quotes(cards))
        articles.append(ArticlePage(found[0].document, document_id, paragraphs, tuple(cards)))
    return Page(
        title=title,
        stats=stats,
        labels=[_label(status, labels) for status in Status if stats.statuses[status]],
        meanings={status.value: look.meaning for status, look in LOOKS.items()},
        statuses=charts.status_bars(stats),
        claimants=charts.claimant_bars(stats),
        columns=charts.time_columns(stats),
        articles=articles,
    )


def _card(found: Found, selection: Selection, repeats: Repeats, labels: Mapping[Status, str], text: str) -> ClaimCard:
    claim = claim_from_row(found.row)
    merit = worth(claim, found.document["title"], repeats.others(claim))
    left_out = remark(found).plain.strip().replace("\n", ", ")
    if found.standing.awaiting:
        left_out = ", ".join(filter(None, ("1 of 2 checkers", left_out)))
    return ClaimCard(
        claim=claim,
        label=_label(found.standing.awaiting or found.standing.status, labels, left_out),
        amount=row_amount(found.row),
        claimant=claimant(claim),
        facts=tuple((name, fact) for name, fact in _facts(claim) if fact),
        score=merit.score,
        reasons=merit.parts,
        checks=tuple(_signed(row, claim, labels) for row in selection.checks.get(claim.claim_id, ())),
        document=found.document,
        is_marked=text[claim.start : claim.end] == claim.surface,
    )


def _facts(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "unit", claim.unit
    yield "about", claim.about
    yield "trend", claim.trend.value
    dates = " to before ".join(filter(None, (claim.period_start, claim.period_end)))
    yield "period", f"{claim.period} ({dates})" if claim.period and dates else claim.period or dates
    yield "place", claim.place
    yield "said by", claimant(claim)
    yield "mentioned as", claim.source if claim.source and claim.source != claim.claimant else ""
    yield "in the words", claim.cue
    yield "passed on", " > ".join(claim.chain) if len(claim.chain) > 1 else ""
    yield "stance", claim.stance.value if claim.stance != "asserted" else ""
    yield "corrected", ", ".join(claim.edited)
    yield "gone since", claim.gone[:10]


def _signed(row: Row, claim: Claim, labels: Mapping[Status, str]) -> SignedCheck:
    check = check_from_row(row)
    return SignedCheck(check, _label(check.status, labels) if check.status else None, is_overtaken(check, claim))


def _label(status: Status, labels: Mapping[Status, str], left_out: str = "") -> Label:
    return Label(status.value, LOOKS[status].sign, labels.get(status, status.value), left_out)


def _paragraphs(text: str, cards: Sequence[ClaimCard]) -> Iterator[tuple[Words, ...]]:
    """Yield the paragraphs of an article, cut at its claims."""
    by_id = {card.claim.claim_id: card for card in cards}
    marks = [Mark(card.claim.start, card.claim.end, card.claim.claim_id) for card in cards if card.is_marked]
    for at, paragraph, inside in by_paragraph(text, marks):
        if paragraph.strip():
            cut = pieces(paragraph, at, inside)
            yield tuple(Words(piece.text, by_id.get(piece.kind)) for piece in cut if piece.text)


def _quotes(cards: Sequence[ClaimCard]) -> Iterator[tuple[Words, ...]]:
    """Yield the quotes in place of a text that is not kept."""
    for quote in dict.fromkeys(card.claim.quote for card in cards):
        yield (Words(quote),)
