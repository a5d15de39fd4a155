"""Which article the rows of a sheet are about.

Rows and a ledger in, each article's document with its rows out.

Rows are of one article where they give the same document id, else the same address, else the same
headline; a row with a headline alone joins the rows that give that headline with an address. The
article is one of the ledger when its id, address or headline says so. Otherwise the sheet's quotes
of it become its text, because they are all of it that the desk kept, and grow with the sheet. Two
articles of one sheet are never one: each has a place of its own in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath

from claims.ledger.ledger import Ledger
from claims.ledger.schema import DOCUMENTS
from claims.model import Document
from claims.text.documents.dates import iso_date

WHERE = (
    "document_id",
    "url",
    "title",
    "publisher",
    "author",
    "published",
    "language",
    "origin",
    "archive_url",
)
SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm"})  # of files that are sheets
_BREAK = "\n\n"  # between quotes that make up a text

Cells = Mapping[str, str]
Row = tuple[int, Cells]


def articles(
    ledger: Ledger, rows: Sequence[Row], file: str
) -> Iterator[tuple[Document, list[Row]]]:
    """Yield each article that the rows are about, with its rows.

    It is one of the ledger, or one that the sheet makes.
    """
    addresses, headlines = _addresses(rows), _headlines(ledger)

    def key(row: Row) -> tuple[str, str]:
        return _key(row[1], addresses)

    for named, group in groupby(sorted(rows, key=key), key=key):
        batch = list(group)
        yield _document(ledger, headlines, batch, file, named), batch


def _addresses(rows: Iterable[Row]) -> dict[str, str]:
    """Return the address of each headline that the sheet gives with one address only."""
    given: defaultdict[str, set[str]] = defaultdict(set)
    for _, cells in rows:
        if cells["title"] and cells["url"] and not cells["document_id"]:
            given[cells["title"]].add(cells["url"])
    return {title: next(iter(urls)) for title, urls in given.items() if len(urls) == 1}


def _key(cells: Cells, addresses: Mapping[str, str]) -> tuple[str, str]:
    """Return what tells an article from others: the first of these that a row gives."""
    if cells["document_id"]:
        return "document_id", cells["document_id"]
    if url := cells["url"] or addresses.get(cells["title"], ""):
        return "url", url
    return ("title", cells["title"]) if cells["title"] else ("", "")


def _headlines(ledger: Ledger) -> dict[str, list[Mapping[str, str]]]:
    """Return the documents of the ledger by their headlines."""
    named: defaultdict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in ledger.rows(DOCUMENTS):
        named[row["title"]].append(row)
    return named


def _document(
    ledger: Ledger,
    headlines: Mapping[str, list[Mapping[str, str]]],
    rows: Sequence[Row],
    file: str,
    named: tuple[str, str],
) -> Document:
    """Return the ledger's document, or a new one whose text is the quotes."""
    told = {name: _first_given(rows, name) for name in WHERE}
    told["published"] = iso_date(told["published"])
    sheet = PurePosixPath(file).name
    if not named[0]:
        told["title"] = f"Quotes from {sheet}"
    quotes = dict.fromkeys(cells["quote"] for _, cells in rows if cells["quote"])
    place = f"{sheet}#{named[1]}"  # no file: nothing else is ever read from it
    new = Document(text=_BREAK.join(quotes) + "\n", path=place, **told)
    known = ledger.known(new) or _titled(ledger, headlines, new)
    if known and is_of_quotes(known):
        return _with_quotes(known, quotes)
    return known or new


def _first_given(rows: Iterable[Row], name: str) -> str:
    return next((cells[name] for _, cells in rows if cells[name]), "")


def _with_quotes(document: Document, quotes: Iterable[str]) -> Document:
    """Return a document of quotes with those that it lacks at its end."""
    missing = [quote for quote in quotes if quote not in document.text]
    grown = _BREAK.join([document.text.rstrip("\n"), *missing]) + "\n"
    return replace(document, text=grown) if missing else document


def _titled(
    ledger: Ledger, headlines: Mapping[str, list[Mapping[str, str]]], new: Document
) -> Document | None:
    """Return the one document with this headline.

    Two documents that both have an address are two, whatever their headline.
    """
    named = headlines.get(new.title, []) if new.title and not new.document_id else []
    if len(named) != 1 or (new.url and named[0]["url"]):
        return None
    return ledger.known(Document(text="", document_id=named[0]["document_id"]))


def is_of_quotes(document: Document) -> bool:
    """Tell whether a sheet's quotes are all there is of a document's text.

    >>> is_of_quotes(Document(text="", path="desk.csv#https://a.example"))
    True
    >>> is_of_quotes(Document(text="", path="a.txt"))
    False
    """
    name, at, _ = document.path.partition("#")
    return bool(at) and PurePosixPath(name).suffix.lower() in SUFFIXES
