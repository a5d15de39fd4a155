"""Words from a closed list on the command line, and what the shell completes.

The same lists stand behind both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click
from click.shell_completion import CompletionItem

from claims.errors import ClaimbookError, unknown
from claims.ledger.conditions import CLOSED, FIELDS, MEANINGS
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CLAIMS, DOCUMENTS, Table
from claims.views.columns import COLUMNS, LISTED

_NO_ALIASES: Mapping[str, str] = {}
COMPLETED = 50  # words that are worth showing after Tab


class OneOf(click.Choice[str]):
    """One of a closed list of words.

    A word that is none of them is answered with the nearest. `aliases` are other spellings that are
    taken too: "md" for "markdown".
    """

    def __init__(self, words: Any, kind: str, aliases: Mapping[str, str] = _NO_ALIASES) -> None:
        super().__init__(words)
        self._kind = kind
        self._aliases = aliases

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word that is meant."""
        return super().convert(self._aliases.get(value, value), param, ctx)

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Say which word was probably meant."""
        return unknown(str(value), self.choices, self._kind)


class ColumnNames(click.ParamType[tuple[str, ...]]):
    """Names of columns with commas between them; each that is none is answered with the nearest."""

    name = "columns"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return the names."""
        if isinstance(value, tuple):
            return value
        by_label = {column.label: name for name, column in COLUMNS.items()}
        words = (word for written in value.split(",") if (word := written.strip().casefold()))
        names = tuple(dict.fromkeys(by_label.get(word, word.replace(" ", "_")) for word in words))
        for name in names:
            if name not in COLUMNS:
                self.fail(unknown(name, COLUMNS, "column"), param, ctx)
        return names or LISTED

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return what the last name can become."""
        before, comma, begun = incomplete.rpartition(",")
        return [
            CompletionItem(f"{before}{comma}{column.name}", help=column.meaning)
            for column in COLUMNS.values()
            if column.name.startswith(begun)
        ]


def completer(column: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Return what completes with the words that claims have in a column."""

    def complete(
        context: click.Context, _parameter: click.Parameter, begun: str
    ) -> list[CompletionItem]:
        return _from_ledger(context, CLAIMS, lambda row: (row[column], ""), begun)

    return complete


def complete_ids(
    context: click.Context, _parameter: click.Parameter, begun: str
) -> list[CompletionItem]:
    """Return the ids of the ledger that begin like this, each with its claim's words."""
    return _from_ledger(
        context, CLAIMS, lambda row: (row["claim_id"], row["statement"] or row["surface"]), begun
    )


def complete_documents(
    context: click.Context, _parameter: click.Parameter, begun: str
) -> list[CompletionItem]:
    """Return the ids of documents that begin like this, each with its title."""
    return _from_ledger(context, DOCUMENTS, lambda row: (row["document_id"], row["title"]), begun)


def complete_fields(
    _context: click.Context, _parameter: click.Parameter, begun: str
) -> list[CompletionItem]:
    """Return the fields that begin like this."""
    return [CompletionItem(name, help=_meaning(name)) for name in FIELDS if name.startswith(begun)]


def complete_conditions(
    _context: click.Context, _parameter: click.Parameter, begun: str
) -> list[CompletionItem]:
    """Return the fields that a condition can begin with.

    After "=" return the words of a closed list.
    """
    name, equals, word = begun.partition("=")
    if not equals:
        return complete_fields(_context, _parameter, begun)
    return [
        CompletionItem(f"{name}={value}")
        for value in CLOSED.get(name, ())
        if value.startswith(word)
    ]


def _meaning(name: str) -> str:
    return MEANINGS[name] if name in MEANINGS else COLUMNS[name].meaning


def _from_ledger(
    context: click.Context,
    table: Table,
    told: Callable[[Mapping[str, str]], tuple[str, str]],
    begun: str,
) -> list[CompletionItem]:
    """Return the first words in a ledger's rows that begin like this, each with its help.

    Upper and lower case count as the same.
    """
    found: dict[str, str] = {}
    try:
        ledger = context.params.get("ledger") or Ledger.open()
        for row in ledger.rows(table):
            word, help_text = told(row)
            if word and word.casefold().startswith(begun.casefold()):
                found.setdefault(word, help_text)
                if len(found) == COMPLETED:
                    break
    except ClaimbookError:
        return []  # a shell that completes has no place for messages
    return [CompletionItem(word, help=help_text or None) for word, help_text in found.items()]
