"""What the queue is limited to: limits in words and by key in, conditions out.

A limit by key is lifted by the same key. What `claimbook list` understands can be typed as well;
all limits hold together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from claims.ledger.conditions import Condition

OPEN, MINE = "open", "mine"  # limits that no condition on a row can say
_BY_KEY: Mapping[str, str] = {"article": "document_id", "claimant": "claimant"}


@dataclass(slots=True)
class Limits:
    """The limits of a queue: `wanted` as typed, the others by their names."""

    wanted: str = ""
    by_key: dict[str, Condition] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)  # of `OPEN` and `MINE`

    def toggle(self, name: str, row: Mapping[str, str]) -> None:
        """Limit the queue, or lift the limit.

        It can hold open claims, one's own, or those of a claim's article or claimant.
        """
        if name in (OPEN, MINE):
            self.others ^= {name}
        elif name in self.by_key:
            del self.by_key[name]
        else:
            column = _BY_KEY[name]
            value = row[column] or (row["source"] if column == "claimant" else "")
            self.by_key[name] = Condition.of(column, "=", (value,))

    def lift(self) -> None:
        """Lift them all."""
        self.wanted = ""
        self.by_key.clear()
        self.others.clear()

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
        yield from sorted(self.others)
