"""Words from a closed list on the command line, and what the shell completes: the same lists behind both."""

from __future__ import annotations

from typing import Any

import click
from click.shell_completion import CompletionItem

from claims.errors import ClaimbookError, unknown
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CLAIMS

COMPLETED = 50  # ids that are worth showing after Tab


class OneOf(click.Choice[str]):
    """One of a closed list of words; a word that is none of them is answered with the nearest."""

    def __init__(self, words: Any, kind: str) -> None:
        super().__init__(words)
        self._kind = kind

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Say which word was probably meant."""
        return unknown(str(value), self.choices, self._kind)


def complete_ids(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the ids of the ledger that begin like this, each with its claim's words."""
    try:
        ledger = context.params.get("ledger") or Ledger.open()
        rows = ledger.rows(CLAIMS)
        found = []
        for row in rows:
            if row["claim_id"].startswith(begun):
                found.append(CompletionItem(row["claim_id"], help=row["surface"]))
                if len(found) == COMPLETED:
                    break
    except ClaimbookError:
        return []  # a shell that completes has no place for messages
    return found
