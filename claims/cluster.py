"""An archive through extraction on a Dask cluster.

Parquet and JSON Lines in, a folder of Parquet with the claims out.

The sources are cut into parts once, by row group or by some megabytes of lines. Each part becomes
one file, named by its place in the plan and written in one step, with the same bytes whoever writes
it and how often. So a worker that dies in the middle loses and doubles nothing: its part is done
again by another. A part that kills every worker which tries it is named, and all the others are
still done.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from io import BytesIO
from pathlib import Path, PurePath
from typing import Any
from uuid import uuid4

from claims.errors import ClaimbookError, UnreadableDocument
from claims.frames import arrow_schema, extract_frame
from claims.ledger.identity import document_id
from claims.model import Document
from claims.text.documents import expand
from claims.text.documents.columnar import plain_row, readable_columns
from claims.text.documents.jsonlines import document_of, read_line

PLAN = "_plan.json"
_PART_BYTES = 4_000_000  # of JSON Lines: about 20 seconds' work
_PATIENCE = 15  # seconds until a scheduler answers
_MOST_NAMED = 20  # documents of a part that could not be read: the others are counted


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a source that one task reads.

    It is a row group of a Parquet file, or a number of lines of a file of JSON Lines.
    """

    number: int
    path: str
    start: int  # the row group, or the first byte
    end: int  # the byte after the last; 0 for a row group
    first: int  # number of its first row or line in the file

    @property
    def file(self) -> str:
        """The name of its claims."""
        return f"part-{self.number:06}.parquet"


@dataclass(frozen=True, slots=True)
class Done:
    """How many documents and claims a part had, and which documents could not be read."""

    part: Part
    documents: int = 0
    claims: int = 0
    refused: int = 0
    reasons: tuple[str, ...] = ()


def plan(sources: Iterable[str]) -> list[Part]:
    """Cut Parquet and JSON Lines files, and folders and patterns of them, into parts.

    Raises:
        ClaimbookError: a source is neither, or cannot be read.
    """
    parts: list[Part] = []
    for place in expand(sources):
        if isinstance(place, UnreadableDocument):
            raise place
        if isinstance(place, str):
            stretches = (
                _row_groups(place) if place.lower().endswith(".parquet") else _stretches(place)
            )
            for stretch in stretches:
                parts.append(Part(len(parts), place, *stretch))
    return parts


def _row_groups(place: str) -> Iterator[tuple[int, int, int]]:
    from pyarrow import ArrowException
    from pyarrow.parquet import read_metadata

    try:
        metadata = read_metadata(place)
    except (OSError, ArrowException) as error:
        raise UnreadableDocument(place, f"is no Parquet file that can be read: {error}") from None
    first = 1
    for group in range(metadata.num_row_groups):
        yield group, 0, first
        first += metadata.row_group(group).num_rows


def _stretches(place: str) -> Iterator[tuple[int, int, int]]:
    if not place.lower().endswith((".jsonl", ".ndjson")):
        raise UnreadableDocument(place, "is neither Parquet nor JSON Lines, which a cluster reads")
    with Path(place).open("rb") as file:
        start, at, first, number = 0, 0, 1, 1
        for line in file:
            number += 1
            at += len(line)
            if at - start >= _PART_BYTES:
                yield start, at, first
                start, first = at, number
        if at > start:
            yield start, at, first


def extract_part(part: Part, out: str) -> Done:
    """Extract one part and write its file in `out`.

    Any process on any machine that sees both can do it.
    """
    import pandas
    import pyarrow
    from pyarrow import parquet

    documents, reasons, refused = _documents(part)
    known = [
        (each.text, each.title, each.published, each.url, document_id(each)) for each in documents
    ]
    frame = pandas.DataFrame(
        known, columns=["text", "title", "published", "url", "document_id"], dtype="str"
    )
    claims = extract_frame(frame)
    content = BytesIO()
    parquet.write_table(
        pyarrow.Table.from_pandas(claims, arrow_schema(), preserve_index=False), content
    )
    _write(out, part.file, content.getvalue())
    return Done(part, len(documents), len(claims), refused, tuple(reasons))


def _documents(part: Part) -> tuple[list[Document], list[str], int]:
    """Read the documents of a part; what cannot be read is named, and the others are still done."""
    documents: list[Document] = []
    reasons: list[str] = []
    refused = 0
    for read in _rows(part) if part.end == 0 else _lines(part):
        try:
            documents.append(read())
        except UnreadableDocument as error:
            refused += 1
            if len(reasons) < _MOST_NAMED:
                reasons.append(str(error))
    return documents, reasons, refused


def _rows(part: Part) -> Iterator[Callable[[], Document]]:
    from pyarrow.parquet import ParquetFile

    with ParquetFile(part.path) as file:
        table = file.read_row_group(part.start, columns=readable_columns(file, part.path))
    for number, record in enumerate(table.to_pylist(), start=part.first):
        place = f"{part.path}:{number}"
        yield partial(document_of, plain_row(record), place, _posix(part.path), number)


def _lines(part: Part) -> Iterator[Callable[[], Document]]:
    with Path(part.path).open("rb") as file:
        file.seek(part.start)
        for number, line in enumerate(
            file.read(part.end - part.start).splitlines(), start=part.first
        ):
            if line.strip():
                yield partial(read_line, line, f"{part.path}:{number}", _posix(part.path), number)


def _posix(path: str) -> str:
    return PurePath(path).as_posix()


def _write(out: str, name: str, content: bytes) -> None:
    """Write a file in one step: in a folder by renaming it, elsewhere (s3://...) by one upload."""
    import fsspec

    system, folder = fsspec.core.url_to_fs(out)
    if "local" in str(system.protocol):
        draft = Path(folder) / f".{name}.{uuid4().hex}"
        draft.write_bytes(content)
        draft.replace(Path(folder) / name)
    else:
        system.pipe_file(f"{folder}/{name}", content)


class Job:
    """The extraction of some sources into a folder, on the cluster of a Dask client.

    A later job can go on with what an earlier one left.
    """

    def __init__(self, sources: Iterable[str], out: str, resume: bool = False) -> None:
        """Plan the parts.

        Raises `ClaimbookError` where `out` has other parts already, or none can be written.
        """
        import fsspec

        self.out = out
        self.parts = plan(sources)
        self._system, self._folder = fsspec.core.url_to_fs(out)
        written = json.dumps([asdict(part) for part in self.parts]).encode()
        try:
            self._system.makedirs(self._folder, exist_ok=True)
            there = {PurePath(name).name for name in self._system.ls(self._folder, detail=False)}
            if there and not resume:
                raise ClaimbookError(
                    f"{out} is not empty: give another folder, or --resume to go on with it"
                )
            if there and (
                PLAN not in there or self._system.cat_file(f"{self._folder}/{PLAN}") != written
            ):
                raise ClaimbookError(
                    f"{out} was begun with other sources: give the same, or another folder"
                )
            _write(out, PLAN, written)
        except OSError as error:
            raise ClaimbookError(f"cannot write {out}: {error}") from error
        self.waiting = [part for part in self.parts if part.file not in there]

    def run(self, client: Any) -> Iterator[Done]:
        """Extract what is not there yet, and yield what became of each part as it is done."""
        from dask.distributed import as_completed

        futures = {
            client.submit(extract_part, part, self.out, pure=False): part for part in self.waiting
        }
        for future in as_completed(list(futures)):
            part = futures.pop(future)
            error = future.exception()
            if error is None:
                yield future.result()
            else:
                rows = f"{part.path}, from {part.first} on"
                yield Done(
                    part,
                    refused=1,
                    reasons=(f"{rows}: all of it failed: {type(error).__name__}: {error}",),
                )
            future.release()


@contextmanager
def cluster(scheduler: str, jobs: int) -> Iterator[Any]:
    """Connect to a scheduler, or start one here, and yield the client.

    One that is started here has as many workers as `jobs`.
    """
    try:
        from dask.distributed import Client, LocalCluster
    except ImportError:
        raise ClaimbookError("a cluster needs an extra: pip install 'claimbook[dask]'") from None
    try:
        if scheduler:
            with Client(scheduler, timeout=_PATIENCE) as client:
                yield client
        else:
            here = LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)
            with here, Client(here) as client:
                yield client
    except OSError as error:
        raise ClaimbookError(f"no scheduler answers at {scheduler}: {error}") from error
