"""Names that stay: ids of claims, documents, checks and checkers, computed from content alone.

The same content gets the same id on every machine, so two people who log the same claim log the
same row. An id starts with a letter that is no hex digit and is written in base32: all-hex ids such
as 12345e678901 become "inf" in spreadsheets and data frames.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from claims.errors import LedgerError
from claims.ledger.schema import DOCUMENTS, Table
from claims.model import Claim, Document, Span

_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")  # "27", "1,200.5"
_DOCUMENT_ID = re.compile(
    next(field.pattern for field in DOCUMENTS.fields if field.name == "document_id")
)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
# 5 bits a character: 20 million claims, which a million documents hold, collide with a chance of 2
# in 10 million (a million documents of 4 in 10 thousand million), and where they do it is refused.
# Ids that are there already stay.
ID_LENGTH = 14
FORMER_ID_LENGTH = 12  # of version 0.1.0
SLUG_HASH = 8  # characters: the file is named by it, and the person by the name in its lines
_PLAIN_NAME = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
# of the title's words in a document id: readable in a column, short enough for a file name
SLUG_LENGTH = 40


def claim_id(document_id: str, before: str, after: str, ordinal: int = 0) -> str:
    """Return the id of a claim from its place: the words of its quote before and after the number.

    The number itself is no part of it, and all other numerals are masked, so an id does not change
    when an editor changes a number. Neither is anything that a better program may read otherwise,
    such as the hedge, the unit, the claimant, or which other numbers were found. `ordinal` counts
    the claims of the document that are equal in this.

    >>> old = claim_id("daraa-x2k", "They took ", " towns in 3 days.")
    >>> old == claim_id("daraa-x2k", "They took ", " towns in 4 days.")
    True
    """
    return "k" + _digest(document_id, masked(before), masked(after), str(ordinal))[:ID_LENGTH]


def identify(claims: Iterable[Claim], document_id: str, text: str = "") -> list[Claim]:
    """Return the claims of one document, in text order, with their ids filled in.

    Without the text, a number whose words stand twice in one sentence is told from the other by its
    order alone.
    """
    seen: Counter[tuple[str, str]] = Counter()
    named = []
    for claim in sorted(claims, key=lambda claim: (claim.start, claim.end)):
        around = around_number(claim, text)
        own = claim_id(document_id, *around, seen[around])
        seen[around] += 1
        named.append(replace(claim, claim_id=own, document_id=document_id))
    return named


def with_free_id(claim: Claim, taken: Collection[str], text: str = "") -> Claim:
    """Return a claim of a document with its id, or with the first of its ids that is not taken.

    Raises `LedgerError` where all are taken, so many ids of one place being one.
    """
    if claim.claim_id and claim.claim_id not in taken:
        return claim
    around = around_number(claim, text)
    for ordinal in range(len(taken) + 1):
        own = claim_id(claim.document_id, *around, ordinal)
        if own not in taken:
            return replace(claim, claim_id=own)
    raise LedgerError(f'"{claim.surface}" of {claim.document_id} gets no id that is not taken')


def around_number(claim: Claim, text: str = "") -> tuple[str, str]:
    """Return the words of a claim's quote before its number and after it.

    >>> around_number(Claim(start=0, end=14, surface="about 27 towns", value=None,
    ...     quote="about 27 towns fell."))
    ('about ', ' towns fell.')
    """
    at = place_in_quote(claim, text)
    first, last = _number_in_surface(claim)
    return claim.quote[: at + first], claim.quote[at + last :]


def place_in_quote(claim: Claim, text: str = "") -> int:
    """Return where a claim's words begin in its quote.

    Where the quote holds them twice, the text decides.
    """
    reach = len(claim.quote)
    at = text.rfind(claim.quote, max(0, claim.end - reach), claim.start + reach)
    return claim.start - at if at >= 0 else max(claim.quote.find(claim.surface), 0)


def _number_in_surface(claim: Claim) -> tuple[int, int]:
    """Return the span of the number in the claim's words.

    It is that of its digits, else of its own words, else of all words.

    A claim that was read from a ledger does not know its number, and two numbers can stand in its
    words.
    """
    own = claim.number or Span(claim.start, claim.end)
    first, last = own.start - claim.start, own.end - claim.start
    digits = _NUMERAL.search(claim.surface, first, last)
    return digits.span() if digits else (first, last)


def masked(words: str) -> str:
    """Return words with a sign in the place of each numeral."""
    return _NUMERAL.sub("#", words)


def short_length(claim_ids: Iterable[str]) -> int:
    """Return how many characters tell all these ids apart.

    Two are added, so that they last while the ledger grows.

    >>> short_length(["kaaaab", "kaaabb", "kbbbbb"])
    7
    """
    ids = set(claim_ids)
    length = 3
    while len({claim_id[:length] for claim_id in ids}) < len(ids):
        length += 1
    return length + 2


def document_id(document: Document) -> str:
    """Return words of the title and a hash of what the document is: its address, else its text.

    >>> strikes = Document(text="", title="Über 600 strikes – again", url="https://example.org/1")
    >>> document_id(strikes)
    'uber-600-strikes-again-gjgnxv7ygh7bzp'
    """
    return _document_id(document, document.url or document.text)


def apart_id(document: Document) -> str:
    """Return an id for a document that a person calls another one.

    Its address, text or path is known, and would name the one that is there.
    """
    return _document_id(document, document.url, document.path, document.text)


def _document_id(document: Document, *told: str) -> str:
    words = slug(document.title) or slug(PurePosixPath(document.path).stem) or "document"
    if len(words) > SLUG_LENGTH:
        words = words[: SLUG_LENGTH + 1].rpartition("-")[0] or words[:SLUG_LENGTH]
    return f"{words}-{_digest(*told)[:ID_LENGTH]}"


def is_document_id(text: str) -> bool:
    """Tell whether a text can be a document id, and so the name of a file."""
    return _DOCUMENT_ID.fullmatch(text) is not None


def entry_id(row: Mapping[str, str], table: Table) -> str:
    """Return the id of a signed entry from its other cells.

    An entry that is written twice is one; a rewritten one shows.

    Empty cells are left out, so that a column that a later version adds changes no id.
    """
    said = sorted((name, cell) for name, cell in row.items() if cell and name != table.key)
    return table.key[0] + _digest(*(f"{name}={cell}" for name, cell in said))[:ID_LENGTH]


def is_entry_id(row: Mapping[str, str], table: Table) -> bool:
    """Tell whether an entry has the id of what it says.

    Ids of version 0.1.0 were the beginning of today's.
    """
    given, own = row[table.key], entry_id(row, table)
    return given == own or (len(given) == 1 + FORMER_ID_LENGTH and own.startswith(given))


def person(name: str) -> str:
    """Return what makes a name one person's.

    That is its letters, whatever their case and the space around them.

    >>> person(" Ann  Lee") == person("ann lee"), person("Øystein") == person("Ystein")
    (True, False)
    """
    return " ".join(unicodedata.normalize("NFC", name).lower().split())


def checker_slug(name: str) -> str:
    """Return the file name of a checker, one for each person, on every disk.

    Words of plain Latin letters and digits are joined by hyphens. Whatever that would lose (other
    letters, signs, a great length, a name that Windows keeps for devices) is told by a hash after
    two hyphens, which no words make.

    >>> [checker_slug(name) for name in ("Ann Lee", "ann lee", "Ann O'Neill", "Con")]
    ['ann-lee', 'ann-lee', 'ann-o-neill--xb6vnpkr', 'con--yih3ncqs']
    """
    key = person(name)
    plain = key.replace(" ", "-")
    if _PLAIN_NAME.fullmatch(key) and len(plain) <= SLUG_LENGTH and not _DEVICE.fullmatch(plain):
        return plain
    return f"{slug(key)[:SLUG_LENGTH].strip('-') or 'checker'}--{_digest(key)[:SLUG_HASH]}"


def former_slug(name: str) -> str:
    """Return the file name that versions before gave a checker: some people had one together."""
    return slug(name) or f"checker-{_digest(name.casefold())[:6]}"


def slug(text: str) -> str:
    """Return the text's Latin letters and digits in lower case, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", plain).strip("-")


def _digest(*parts: str) -> str:
    # the length before each part keeps ("ab", "c") and ("a", "bc") apart
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return (
        base64.b32encode(hashlib.sha256(joined.encode("utf-8", "surrogatepass")).digest())
        .decode()
        .lower()
    )
