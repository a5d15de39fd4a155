"""What the report shows, worked out before anything is drawn.

A selection and its texts in, one page as values out.

Each article is cut into paragraphs, each with the words of its claims marked and the cards of those
claims beside it. Where texts are not kept the quotes stand for them, marked the same way. Texts
stay as they are; `render` makes them safe.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from claims.ledger.conditions import Found
from claims.ledger.rows import check_from_row, claim_from_row, document_from_row
from claims.model import STATUSES, Status
from claims.numbers.desk import Desk
from claims.numbers.gathering import groups
from claims.numbers.noticing import Noticing
from claims.numbers.timeline import developed, of_claims
from claims.views.export.selection import Row, Selection
from claims.views.figures import Figure, figure
from claims.views.marks import PLAIN, Mark, by_paragraph, pieces
from claims.views.report import charts
from claims.views.report.cards import CardMaker, ClaimCard, Label
from claims.views.stats import Stats, count


@dataclass(frozen=True, slots=True)
class Words:
    """A run of an article's words; those of a claim have its card."""

    text: str
    card: ClaimCard | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article and the claims that are made in it, in text order."""

    words: tuple[Words, ...]
    cards: tuple[ClaimCard, ...] = ()

    @property
    def text(self) -> str:
        """The paragraph as the article has it."""
        return "".join(words.text for words in self.words)


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article of the report.

    It has its row, its title, its paragraphs, and the claims that its text no longer has.

    The title is the first paragraph where the text begins with it, so that nothing is said twice.
    """

    document: Row
    document_id: str
    title: Paragraph
    paragraphs: tuple[Paragraph, ...]
    gone: tuple[ClaimCard, ...]
    cards: tuple[ClaimCard, ...]
    marked: frozenset[str]  # ids of the claims whose words are marked


@dataclass(frozen=True, slots=True)
class FigureChart:
    """A figure that was told on several days, with its chart."""

    figure: Figure
    spots: Sequence[charts.Spot]


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
    figures: Sequence[FigureChart]
    shown: Collection[str]  # ids of the claims of the page
    left_out: Sequence[str]  # what nobody looked for, because there is too much of it


def make_page(
    title: str,
    selection: Selection,
    text: Callable[[str], str],
    labels: Mapping[Status, str],
    noticing: Noticing,
) -> Page:
    """Put the page together.

    `text` returns the stored text of a document, "" where it is not kept.
    """
    claims = [claim_from_row(found.row) for found in selection.found]
    standings = {found.row["claim_id"]: found.standing for found in selection.found}
    documents = {row["document_id"]: document_from_row(row) for row in selection.rows("documents")}
    stats = count(
        claims, documents, map(check_from_row, selection.rows("checks")), standings.__getitem__
    )
    maker = CardMaker(selection, claims, labels, noticing.notices(selection.found))
    return Page(
        title=title,
        stats=stats,
        labels=[maker.label(status) for status in Status if stats.statuses[status]],
        meanings={status.value: look.meaning for status, look in STATUSES.items()},
        statuses=charts.status_bars(stats),
        claimants=charts.claimant_bars(stats),
        columns=charts.time_columns(stats),
        articles=[
            _article(list(group), text(document_id), maker)
            for document_id, group in groupby(selection, key=lambda found: found.row["document_id"])
        ],
        figures=[
            FigureChart(each, charts.figure_spots(each))
            for each in _figures(noticing.desk, standings)
        ],
        shown=standings.keys(),
        left_out=noticing.left_out,
    )


def _figures(desk: Desk | None, claim_ids: Iterable[str]) -> Iterator[Figure]:
    """Yield the figures over time that claims of the page are part of."""
    if desk:
        for group in of_claims(developed(groups(desk), desk), claim_ids):
            yield figure(group, desk)


def _article(found: Sequence[Found], text: str, maker: CardMaker) -> ArticlePage:
    document, document_id = found[0].document, found[0].row["document_id"]
    in_order = sorted(found, key=lambda each: int(each.row["start"]))
    cards = [maker.card(each, number) for number, each in enumerate(in_order, 1)]
    there = [
        card for card in cards if text[card.claim.start : card.claim.end] == card.claim.surface
    ]
    paragraphs = list(_paragraphs(text, there) if text else _quotes(cards))
    shown = {card.number for paragraph in paragraphs for card in paragraph.cards}
    title = document["title"] or document_id
    is_titled = bool(paragraphs) and paragraphs[0].text.split() == title.split()
    return ArticlePage(
        document=document,
        document_id=document_id,
        title=paragraphs[0] if is_titled else Paragraph((Words(title),)),
        paragraphs=tuple(paragraphs[is_titled:]),
        gone=tuple(card for card in cards if card.number not in shown),
        cards=tuple(cards),
        marked=frozenset(_marked(paragraphs)),
    )


def _paragraphs(text: str, cards: Sequence[ClaimCard]) -> Iterator[Paragraph]:
    """Yield the paragraphs of an article, cut at its claims."""
    by_id = {card.claim.claim_id: card for card in cards}
    marks = [Mark(card.claim.start, card.claim.end, card.claim.claim_id) for card in cards]
    starts = [card.claim.start for card in cards]
    for at, paragraph, inside in by_paragraph(text, marks):
        if paragraph.strip():
            made = cards[bisect_left(starts, at) : bisect_left(starts, at + len(paragraph))]
            yield Paragraph(tuple(_words(paragraph, at, inside, by_id)), tuple(made))


def _quotes(cards: Sequence[ClaimCard]) -> Iterator[Paragraph]:
    """Yield the quotes in place of a text that is not kept.

    Each comes once, cut at the claims made in it.
    """
    for quote, group in _by_quote(cards).items():
        marks, at = [], 0
        for card in group:
            start = quote.find(card.claim.surface, at)
            if start >= 0:
                at = start + len(card.claim.surface)
                marks.append(Mark(start, at, card.claim.claim_id))
        by_id = {card.claim.claim_id: card for card in group}
        yield Paragraph(tuple(_words(quote, 0, marks, by_id)), tuple(group))


def _by_quote(cards: Iterable[ClaimCard]) -> dict[str, list[ClaimCard]]:
    quotes: dict[str, list[ClaimCard]] = {}
    for card in cards:
        quotes.setdefault(card.claim.quote, []).append(card)
    return quotes


def _words(
    paragraph: str, at: int, marks: Iterable[Mark], by_id: Mapping[str, ClaimCard]
) -> Iterator[Words]:
    for piece in pieces(paragraph, at, marks):
        if piece.text:
            yield Words(piece.text, None if piece.kind == PLAIN else by_id[piece.kind])


def _marked(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        for words in paragraph.words:
            if words.card:
                yield words.card.claim.claim_id
