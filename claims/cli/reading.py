"""The documents of a command's sources, one by one.

Around them stands what every verb that reads needs: progress, limits, and what could not be read.

What cannot be read is said on stderr when it is met, and once more at the end where there was much
in between; the others are still done. Nothing is handed on before it is certain that what a person
said of one document is said of one only.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import TypeVar, cast

import click

from claims.bulk import Extracted, Known, Origin, Outcome, Source, extract_each
from claims.cli.console import counted, narrate
from claims.cli.progress import track
from claims.errors import ClaimbookError
from claims.model import Claim, Document
from claims.text.documents import Given, Skipped, expand, pieces
from claims.text.documents.dates import iso_date
from claims.text.documents.files import size_of
from claims.text.documents.limits import Limits
from claims.text.documents.pieces import LIMITS
from claims.text.extract import extract

Command = TypeVar("Command", bound=Callable[..., object])

_GIVEN = (
    ("--title", "The headline."),
    ("--publisher", "The outlet that published it."),
    ("--author", "The byline."),
    (
        "--published",
        "The date of publication, such as 2018-06-14: periods like 'last week' are counted from "
        "it.",
    ),
    ("--url", "Where it was published; the same address again is the same document."),
    ("--archive-url", "Where an archived copy stands."),
    ("--language", "Its language, such as en."),
    ("--origin", "The agency that a copy comes from."),
)
_OF_ONE = ("title", "url", "archive_url")  # cannot be true of two documents
_MANY = 20  # documents: what is said above so many lines is said again at the end
_MOST_REPEATED = 1_000


def source_options(command: Command) -> Command:
    """Give a command its SOURCES, and the options that say what is known of them."""
    for option, words in reversed(_GIVEN):
        check = _date if option == "--published" else None
        command = click.option(option, default="", help=words, callback=check)(command)
    command = click.option(
        "--allow-private", is_flag=True, help="Also fetch from this machine and its network."
    )(command)
    command = click.option(
        "--jobs",
        type=click.IntRange(1),
        default=1,
        metavar="N",
        help="Processes that share the work; the result is the same.",
    )(command)
    return click.argument("sources", nargs=-1, required=True)(command)


def no_details() -> dict[str, str]:
    """Return what is said of documents where nobody says anything."""
    return {option.lstrip("-").replace("-", "_"): "" for option, _ in _GIVEN}


def _date(_context: click.Context, _option: click.Parameter, written: str) -> str:
    if written and not iso_date(written):
        raise click.BadParameter(f'"{written}" is no date I can be sure of; write it as 2018-06-14')
    return iso_date(written)


class Reading:
    """The documents of the sources, in order.

    `claims` returns what is found in the one just handed out.
    """

    def __init__(
        self,
        sources: Sequence[str],
        given: Mapping[str, str],
        allow_private: bool,
        jobs: int = 1,
        document_id: str = "",
        done: Collection[Origin] = (),
        limits: Limits = LIMITS,
    ) -> None:
        self._sources = sources
        self._given = cast(Given, given)
        self._one = next((name for name in _OF_ONE if given[name]), "as" if document_id else "")
        self._allow_private = allow_private
        self._jobs = jobs
        self._document_id = document_id
        self._done = done
        self._limits = limits
        self._last: Extracted | None = None
        self._refused: list[str] = []
        self._read = self._failed = self._known = 0
        self.exit_code = 0

    def __iter__(self) -> Iterator[Document]:
        documents = self._documents()
        first = list(islice(documents, 2)) if self._one else []
        if len(first) > 1:
            option = self._one.replace("_", "-")
            raise click.UsageError(
                f"--{option} is about one document, and there are more: add them one by one"
            )
        yield from chain(first, documents)

    def claims(self, document: Document) -> list[Claim]:
        """Return the quantities of a document.

        Those of the document that was handed out last are known already.
        """
        last = self._last
        if last and (last.document.text, last.document.published) == (
            document.text,
            document.published,
        ):
            return last.claims
        return extract(document)

    def pieces(self) -> Iterator[Source]:
        """Yield all pieces of the sources."""
        for place in expand(self._sources):
            if isinstance(place, str):
                yield from pieces(place, self._allow_private, self._limits)
            else:
                yield place

    def outcomes(self, sources: Iterable[Source]) -> Iterator[Outcome]:
        """Read and extract pieces, and say what could not be read."""
        found = extract_each(sources, self._given, self._jobs, self._done, self._limits)
        total = self._total() if sys.stderr.isatty() else None
        for outcome in track(found, "reading", total, size=lambda outcome: outcome.size):
            if isinstance(outcome.found, Extracted):
                self._read += 1
            elif isinstance(outcome.found, Known):
                self._known += 1
            else:
                self.refuse(outcome.found)
            yield outcome

    def refuse(self, found: ClaimbookError | Skipped) -> None:
        """Say what is left out; only what was passed over on purpose is no failure."""
        if isinstance(found, Skipped):
            narrate(f"skipped {found.place}: {found.why}")
            return
        self.exit_code = found.exit_code
        self._failed += 1
        if self._failed <= _MOST_REPEATED:
            self._refused.append(str(found))
        narrate(f"claimbook: {found}")

    def finish(self) -> int:
        """Say once more what is left out where it was said long ago, and return the exit code."""
        if self._known:
            narrate(f"passed over {counted(self._known, 'document')} that the ledger has")
        if self._failed and self._read > _MANY:
            narrate(f"{counted(self._failed, 'document')} could not be read:")
            for line in self._refused:
                narrate(f"  {line}")
            if more := self._failed - len(self._refused):
                narrate(f"  and {more:,} more")
        return self.exit_code

    def _documents(self) -> Iterator[Document]:
        for outcome in self.outcomes(self.pieces()):
            if isinstance(outcome.found, Extracted):
                self._last = outcome.found
                yield replace(outcome.found.document, document_id=self._document_id)

    def _total(self) -> int:
        """Return how many bytes the files have."""
        return sum(size_of(place) for place in expand(self._sources) if isinstance(place, str))
