"""What bears a check out: sources as people give them in, one cell of a check out, and back.

A source is a web address, a file (copied into evidence/ in the ledger under its digest and name, or
referred to by its path), a document of the ledger, or a call, mail or visit with a name and a date.
Several are joined by " | ". Refused: what is none of these, with what to write instead, and files
that cannot be copied.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from claims.errors import LacksEvidence, LedgerError
from claims.ledger import layout
from claims.ledger.identity import slug
from claims.ledger.schema import SOURCE
from claims.ledger.store import Change, Store
from claims.model import Check, Status

LARGEST = 64 * 2**20  # bytes of a file that is copied: hosts refuse 100 MiB
DIGITS = 16  # of a digest: enough to tell a desk's files apart
_BETWEEN = " | "
_TALK = re.compile(r"(?P<kind>call|mail|visit):\s*(?P<name>\S.*?)[,\s]+(?P<date>\d{4}-\d{2}-\d{2})")
_WEB = ("https://", "http://")
FORMS = (
    "an address (https://...), a file that is there, document:ID, file:PATH (relative) for one "
    "only referred to, or "
    "call:NAME 2024-05-31 (mail:, visit:)"
)


class Copy(NamedTuple):
    """A file that is to be copied into the ledger, and its name there."""

    name: str
    content: bytes


class Sources(NamedTuple):
    """Sources as a check keeps them, and the files that have to be copied for it."""

    cell: str
    copies: tuple[Copy, ...] = ()


def read_sources(given: Iterable[str], documents: Collection[str] = ()) -> Sources:
    """Read sources as people give them; `documents` are the ids of the ledger's.

    >>> read_sources(["https://example.org/map", "call: Anna Meyer, 2024-05-31"]).cell
    'https://example.org/map | call:Anna Meyer 2024-05-31'
    """
    cells, copies = [], []
    for text in filter(None, map(str.strip, given)):
        found = _source(text, documents)
        cells.append(found if isinstance(found, str) else found.name)
        copies += [] if isinstance(found, str) else [found]
    return Sources(_BETWEEN.join(dict.fromkeys(cells)), tuple(copies))


def read_cell(cell: str, documents: Collection[str] = (), may_copy: bool = True) -> Sources:
    """Read sources as people write them into one cell, with "|" between.

    No file is copied where that is not allowed: a sheet that comes from outside must not bring the
    files of this machine into a ledger.

    >>> read_cell("mail: Anna Meyer, 2024-05-31 | https://example.org/map").cell
    'mail:Anna Meyer 2024-05-31 | https://example.org/map'
    """
    if may_copy:
        return read_sources(cell.split("|"), documents)
    texts = filter(None, map(str.strip, cell.split("|")))
    return Sources(_BETWEEN.join(dict.fromkeys(_named(text, documents) for text in texts)))


def keep_copies(change: Change, store: Store, copies: Iterable[Copy]) -> None:
    """Copy files into the ledger.

    One that is there already has the same content, because its name has its digest.
    """
    for copy in {copy.name: copy for copy in copies}.values():
        if not store.has(copy.name):
            change.write(copy.name, [copy.content])


def sources(cell: str) -> list[str]:
    """Return the sources of a check."""
    return [source for source in cell.split(_BETWEEN) if source]


def addresses(cell: str) -> list[str]:
    """Return those sources of a check that a reader of the web can open.

    >>> addresses("https://example.org/map | call:Anna Meyer 2024-05-31")
    ['https://example.org/map']
    """
    return [source for source in sources(cell) if source.startswith(_WEB)]


def is_sound(cell: str) -> bool:
    """Tell whether every source of a cell has one of the forms there are."""
    return all(re.fullmatch(SOURCE, source) for source in sources(cell))


def refuse_without_evidence(check: Check, needed: Collection[Status]) -> None:
    """Raise `LacksEvidence` where a check has none and its status needs some.

    `needed` is what the settings say. It is asked of every verdict that is given; not of those that
    are given again, when one is confirmed, restored or what followed it is taken back.
    """
    has_evidence = check.evidence_url or check.evidence_quote or check.archive_url
    if check.status in needed and not has_evidence:
        raise LacksEvidence(
            f"{check.status} needs evidence: {FORMS}; `need_evidence` in {layout.SETTINGS} says "
            "which statuses do"
        )


def copied_faults(store: Store, cell: str, documents: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with the files and documents that a check refers to."""
    for source in sources(cell):
        is_copied = source.startswith(f"{layout.EVIDENCE}/")
        if is_copied and not store.has(source):
            yield f"{source} is not in the ledger: restore it with git"
        elif is_copied and not _is_as_copied(store, source):
            yield f"{source} is not what was copied, by the digest in its name: restore it with git"
        elif source.startswith("document:") and source.removeprefix("document:") not in documents:
            yield f'"{source}" is no document of this ledger: correct it with a new check'


def _is_as_copied(store: Store, source: str) -> bool:
    """Tell whether a copied file still has the content that its name tells of."""
    digest = hashlib.sha256()
    for line in store.lines(source):
        digest.update(line)
    return source.removeprefix(f"{layout.EVIDENCE}/").startswith(digest.hexdigest()[:DIGITS])


def _named(text: str, documents: Collection[str]) -> str:
    """Return a source that is no file to be copied, as a check keeps it."""
    found = _written(text, documents)
    if found is None and text.startswith(f"{layout.EVIDENCE}/"):
        found = text  # a copy that the ledger has already
    if found is None:
        raise LedgerError(
            f'"{text}" is no evidence that can be taken from a sheet: give an address '
            "(https://...), document:ID, file:PATH (relative), or call:NAME 2024-05-31; "
            "`claimbook check --evidence` copies files"
        )
    return found


def _source(text: str, documents: Collection[str]) -> str | Copy:
    found = _written(text, documents)
    if found is None and Path(text).is_file():
        return _copy(Path(text))
    if found is None:
        raise LedgerError(f'"{text}" is no web address and no other evidence: give {FORMS}')
    return found


def _written(text: str, documents: Collection[str]) -> str | None:
    """Return a source that is told in words as a check keeps it, None where it is none of these."""
    if text.startswith(_WEB):
        if re.search(r"\s", text):
            raise LedgerError(f'"{text}" has a space in it: an address has none')
        return text.replace("|", "%7C")
    if talk := _TALK.fullmatch(text):
        return f"{talk['kind']}:{talk['name'].replace('|', '/')} {talk['date']}"
    key = text.removeprefix("document:")
    if key in documents:
        return f"document:{key}"
    if text.startswith("file:") and re.fullmatch(SOURCE, text):
        return text
    return None


def _copy(path: Path) -> Copy:
    try:
        if path.stat().st_size > LARGEST:
            raise LedgerError(f"{path} is larger than 64 MiB: refer to it with file:{path}")
        content = path.read_bytes()
    except OSError as error:
        raise LedgerError(
            f"cannot read {path}: {(error.strerror or str(error)).lower()}"
        ) from error
    name = "-".join(
        filter(None, (hashlib.sha256(content).hexdigest()[:DIGITS], slug(path.stem)[:40]))
    )
    suffix = re.sub(r"[^a-z0-9.]", "", path.suffix.casefold())
    return Copy(f"{layout.EVIDENCE}/{name}{suffix}", content)
