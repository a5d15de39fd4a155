"""Print which units quantulum3 knows and `units.txt` does not.

Run `python -m tests.benchmarks.quantulum_units`. Out come lines in the form of `units.txt`, with
"?" for the factor, which quantulum3 does not have. Run it when quantulum3 is updated; the run time
of claimbook does not import it, for its start takes over a second.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from claims.text.quantities.units import symbol_after, word_after

LANGUAGE = "_lang/en_US"


class QuantulumUnit(NamedTuple):
    """A unit as quantulum3 has it."""

    name: str
    entity: str
    surfaces: tuple[str, ...]
    symbols: tuple[str, ...]


def quantulum_units() -> Iterator[QuantulumUnit]:
    """Yield the units of the installed quantulum3, without their SI prefixes."""
    table = json.loads((files("quantulum3") / "units.json").read_text("utf-8"))
    for name, entry in table.items():
        yield QuantulumUnit(
            name,
            entry.get("entity", ""),
            tuple(entry.get("surfaces", ())),
            tuple(entry.get("symbols", ())),
        )


def is_known(unit: QuantulumUnit) -> bool:
    """Tell whether our own tables read this unit by its name, a surface or a symbol.

    They are `units.txt` and `currencies.txt`.
    """
    spelled = (word_after(word.lower(), 0) for word in (unit.name, *unit.surfaces))
    if any(found is not None for found in spelled):
        return True
    return any(symbol_after(symbol, 0, glued=True) is not None for symbol in unit.symbols)


def main() -> None:
    """Print the units that the table lacks."""
    for unit in quantulum_units():
        if not is_known(unit):
            print(
                unit.name,
                unit.entity,
                "?",
                ", ".join(unit.surfaces),
                ", ".join(unit.symbols),
                sep=" ; ",
            )


if __name__ == "__main__":
    main()
