"""Which document of a ledger a document is.

All that log ask here, whatever source it came from.

A document and the rows of documents.csv in; the row that it is an edition or a copy of out, None
where it is new. Its address decides, where it has none its text, then its path. Refused with a
question: an address or a path under which the ledger has another article, or several, because a
guess would declare every claim of one of them gone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from claims.errors import AmbiguousDocument
from claims.model import Document

Row = Mapping[str, str]

# The share of the words of five letters and more of the shorter text that the other has too. Of
# 20,000 pairs of different news articles (of 215 of Wikinews) 97 in 100 have less; an edition, or
# quotes of an article, have most.
ALIKE = 1 / 3
_WORD = re.compile(r"[^\W\d_]{5,}")
_NAMED_BY = ("document_id", "url", "sha256", "path")
_TOLD_APART_BY = ("title", "publisher", "published")


class Known:
    """The documents of a ledger, to be found by what names them.

    `text` gives the stored text of one, "" where it is not kept.
    """

    def __init__(self, rows: Iterable[Row], text: Callable[[str], str]) -> None:
        self._text = text
        self._rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in rows:
            self.remember(row)

    def remember(self, row: Row) -> None:
        """Take note of a document that is about to be in the ledger."""
        for name in _NAMED_BY:
            if row[name]:
                self._rows[name, row[name]].append(row)

    def by_id(self, document_id: str) -> Row | None:
        """Return the document with this id."""
        return next(iter(self._rows.get(("document_id", document_id), ())), None)

    def with_text_of(self, document: Document) -> list[str]:
        """Return the ids of the documents that have the very text of this one."""
        return [row["document_id"] for row in self._with("sha256", document.sha256)]

    def has_path(self, path: str) -> bool:
        """Tell whether a document was logged from this path."""
        return bool(self._with("path", path))

    def find(self, document: Document) -> Row | None:
        """Return the row of the document in the ledger, None where it is new.

        Raises `AmbiguousDocument` where its address, text and path do not name one article.
        """
        if document.document_id:
            return self.by_id(document.document_id)
        copies = [
            row for row in self._with("sha256", document.sha256) if _may_be_one(row, document)
        ]
        if document.url and (same := self._with("url", document.url)):
            return next((row for row in copies if row in same), None) or self._edition(
                document, same, "url"
            )
        if copies:
            return self._copy(document, copies)
        same = self._with("path", document.path) if document.path else []
        return self._edition(document, same, "path") if same else None

    def _with(self, name: str, value: str) -> list[Row]:
        return self._rows.get((name, value), [])

    def _copy(self, document: Document, copies: list[Row]) -> Row:
        """Return the document that has this very text; the same path before another."""
        row = next((row for row in copies if row["path"] == document.path), copies[0])
        given = [
            name
            for name in _TOLD_APART_BY
            if row[name] and getattr(document, name) not in ("", row[name])
        ]
        if given and row["path"] != document.path:
            name = given[0]
            raise _question(
                document,
                row,
                f'has the same text, and {name} "{row[name]}" instead of '
                f'"{getattr(document, name)}"',
            )
        return row

    def _edition(self, document: Document, same: list[Row], name: str) -> Row:
        """Return the document of this address or path, if this can be an edition of it."""
        row, shown = same[0], getattr(document, name)
        if len(same) > 1:
            keys = " and ".join(row["document_id"] for row in same)
            raise _question(document, row, f"and others have the {name} {shown}: {keys}")
        if document.url and row["url"] and row["url"] != document.url:
            raise _question(document, row, f"has the path {shown} too, and the url {row['url']}")
        has_its_title = bool(row["title"]) and row["title"] == document.title
        if not has_its_title and is_another_article(self._text(row["document_id"]), document.text):
            raise _question(document, row, f"has the {name} {shown} too, and is another article")
        return row


def is_another_article(text: str, other: str) -> bool:
    """Tell whether two texts have so little in common that neither can be an edition of the other.

    A text that was not kept, or of a few words, tells nothing.

    >>> said = "Rescue workers searched flooded villages along the river, the ministry said."
    >>> is_another_article(said, said.replace("Monday", "Tuesday").replace("villages", "towns"))
    False
    >>> is_another_article(said,
    ...     "Shares fell after the central bank raised interest rates to five percent again.")
    True
    """
    words, others = _words(text), _words(other)
    if min(len(words), len(others)) < 5:
        return False
    return len(words & others) < ALIKE * min(len(words), len(others))


def _may_be_one(row: Row, document: Document) -> bool:
    """Tell whether copies of a text can be one document: what stands at two addresses are two."""
    return not (row["url"] and document.url) or row["url"] == document.url


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def _question(document: Document, row: Row, seen: str) -> AmbiguousDocument:
    place = document.path or document.url or document.title or "standard input"
    return AmbiguousDocument(
        f"{place}: {row['document_id']} {seen}: say --as {row['document_id']} if this is a new "
        "edition of it, "
        "--new if it is another document"
    )
