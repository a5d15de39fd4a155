"""What the queue is limited to: limits in words and by key in, conditions out.

A limit by key is lifted by the same key. What `claimbook list` understands can be typed as well; all limits hold
together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from claims.ledger.filters import Condition

OPEN = "open"
_BY_KEY: Mapping[str, str] = {"article": "document_id", "claimant": "claimant"}


@dataclass(slots=True)
class Limits:
    """The limits of a queue: `wanted` as typed, the others by their names."""

    wanted: str = ""
    by_key: dict[str, Condition] = field(default_factory=dict)
    only_open: bool = False

    def toggle(self, name: str, row: Mapping[str, str]) -> None:
        """Limit the queue to what a claim has in common with others, by its article or its claimant, or lift that."""
        if name == OPEN:
            self.only_open = not self.only_open
        elif name in self.by_key:
            del self.by_key[name]
        else:
            column = _BY_KEY[name]
            value = row[column] or (row["source"] if column == "claimant" else "")
            self.by_key[name] = Condition.of(column, "=", (value,))

    def lift(self) -> None:
        """Lift them all."""
        self.wanted, self.only_open = "", False
        self.by_key.clear()

    def conditions(self) -> list[Condition]:
        """Return the conditions; raise `LedgerError` where what was typed is none."""
        typed = [Condition.parse(words) for words in self.wanted.split(";") if words.strip()]
        return [*typed, *self.by_key.values()]

    def words(self) -> Iterator[str]:
        """Yield each limit as it is shown."""
        if self.wanted:
            yield self.wanted
        for name, condition in self.by_key.items():
            yield f"{name} {condition.values[0] or '(own voice)'}"
        if self.only_open:
            yield "open"
