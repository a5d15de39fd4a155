"""Many documents through extraction.

Pieces in, their documents with their claims out, in the order of the pieces.

`jobs` processes share the work, each with its own models, and the result is the same for any number
of them. What is in memory is what they are at, whatever the number of documents. A document that
kills its process (by its size, or by a library that crashes) is named and left out, and all the
others are still done.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process

from claims.errors import UnreadableDocument, UnreadableEntry
from claims.model import Claim, Document
from claims.text.documents import Given, Piece, Skipped
from claims.text.documents.limits import Limits
from claims.text.documents.pieces import LIMITS
from claims.text.extract import extract

# Sent to a process at once: less than a second's work of articles, and large files one by one.
CHUNK = 16  # pieces
_CHUNK_BYTES = 500_000
_AHEAD = 4  # chunks for each process that are under way or wait to be taken

Source = Piece | UnreadableDocument | Skipped
Origin = tuple[str, str]


def origin(document: Document) -> Origin:
    """Return the digest of a document's text, its address and its path.

    Each of them tells that it was read before.
    """
    return document.sha256, document.url


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document as read, with every quantity in it."""

    document: Document
    claims: list[Claim]


@dataclass(frozen=True, slots=True)
class Known:
    """A document that was done before."""

    place: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one piece, and how many bytes of the sources that was."""

    place: str
    size: int
    found: Extracted | Known | UnreadableDocument | Skipped


@dataclass(frozen=True, slots=True)
class _Work:
    """What is done with a piece.

    `given` is known of all documents, `done` are those that were done before.
    """

    given: Given
    done: Collection[Origin]
    limits: Limits = LIMITS

    def outcome(self, source: Source) -> Outcome:
        if not isinstance(source, Piece):
            return Outcome(source.place, 0, source)
        return Outcome(source.place, source.size, self._found(source))

    def _found(self, piece: Piece) -> Extracted | Known | UnreadableDocument:
        document = piece.document(self.given, self.limits)
        if isinstance(document, UnreadableDocument):
            return document
        if self.done and origin(document) in self.done:
            return Known(piece.place)
        try:
            return Extracted(document, extract(document))
        except UnreadableEntry:  # a word list that somebody edited is wrong for all documents
            raise
        except Exception as error:  # a fault of ours, which must not stop a night's work
            fault = (
                f"cannot be extracted, which is a fault of claimbook: {type(error).__name__}: "
                f"{error}"
            )
            return UnreadableDocument(piece.place, fault)


def extract_each(
    sources: Iterable[Source],
    given: Given,
    jobs: int = 1,
    done: Collection[Origin] = frozenset(),
    limits: Limits = LIMITS,
) -> Iterator[Outcome]:
    """Read and extract pieces in their order, in this process or in several others.

    Args:
        sources: pieces, as `documents.pieces` cuts them; what is no piece is passed on.
        given: fields of the documents that are known better than what is found in them.
        jobs: how many processes; 1 starts none.
        done: documents that are read and not extracted, because they were before.
        limits: what reading one of them may take.
    """
    work = _Work(given, done, limits)
    if jobs == 1:
        yield from map(work.outcome, sources)
    else:
        yield from _Pool(jobs, work).outcomes(sources)


def _chunks(sources: Iterable[Source]) -> Iterator[list[Source]]:
    chunk: list[Source] = []
    size = 0
    for source in sources:
        chunk.append(source)
        size += source.size if isinstance(source, Piece) else 0
        if len(chunk) == CHUNK or size > _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


class _Pool:
    """Processes that take chunks of pieces.

    When one dies, its chunk is done again piece by piece.
    """

    def __init__(self, jobs: int, work: _Work) -> None:
        self._jobs = jobs
        self._work = work

    def outcomes(self, sources: Iterable[Source]) -> Iterator[Outcome]:
        pool = self._start(self._jobs)
        under_way: deque[_UnderWay] = deque()
        try:
            for chunk in _chunks(sources):
                under_way.append((chunk, pool.submit(_outcomes, chunk)))
                if len(under_way) == self._jobs * _AHEAD:
                    pool, found = self._next(pool, under_way)
                    yield from found
            while under_way:
                pool, found = self._next(pool, under_way)
                yield from found
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _next(
        self, pool: ProcessPoolExecutor, under_way: deque[_UnderWay]
    ) -> tuple[ProcessPoolExecutor, list[Outcome]]:
        """Return what became of the oldest chunk, with a new pool where the old one is broken."""
        chunk, future = under_way.popleft()
        try:
            return pool, future.result()
        except BrokenProcessPool:
            found = list(self._one_by_one(chunk))
            pool.shutdown(wait=False)
            pool = self._start(self._jobs)
            # whatever was under way went down with the process
            waiting = [chunk for chunk, _ in under_way]
            under_way.clear()
            under_way.extend((chunk, pool.submit(_outcomes, chunk)) for chunk in waiting)
            return pool, found

    def _one_by_one(self, chunk: Sequence[Source]) -> Iterator[Outcome]:
        """Do the pieces of a chunk one by one.

        Only the one that kills a process is then left out.
        """
        alone = self._start(1)
        for source in chunk:
            try:
                yield from alone.submit(_outcomes, [source]).result()
            except BrokenProcessPool:
                size = source.size if isinstance(source, Piece) else 0
                died = UnreadableDocument(source.place, "the process that read it died of it")
                yield Outcome(source.place, size, died)
                alone.shutdown(wait=False)
                alone = self._start(1)
        alone.shutdown(wait=False)

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        # "spawn" behaves alike on all systems, and copies no thread or lock of this process
        return ProcessPoolExecutor(
            jobs, get_context("spawn"), initializer=_prepare, initargs=(self._work,)
        )


_UnderWay = tuple[list[Source], "Future[list[Outcome]]"]
_working: list[_Work] = []  # in a process of the pool: its work


def _prepare(work: _Work) -> None:
    """Leave Ctrl-C to the process that started this one, and end with it, however it ends."""
    _working.append(work)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _outcomes(sources: Sequence[Source]) -> list[Outcome]:
    return [_working[0].outcome(source) for source in sources]
