"""What a table of a ledger is: columns, rules across a row, and the patterns that tables share.

Plain data, which the modules beside this one fill in. It reads nothing and refuses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

WEB = r"https?://\S+"
WEB_FORM = "a web address: write https://..."


@dataclass(frozen=True, slots=True)
class Field:
    """One column: Frictionless names for type and constraints."""

    name: str
    type: str  # string, integer, number, date, datetime
    description: str
    required: bool = False
    pattern: str = ""
    form: str = ""  # the pattern in words, for people
    enum: tuple[str, ...] = ()
    since: str = ""  # the version of claimbook that added it; older ledgers do not have it
    label: str = ""  # its heading for people, where that is not the name
    width: int = 14  # characters that read well in a table or a sheet
    # its place among the first columns of what is exported; 0 for where the file has it
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """What the cells of one row must be to each other.

    Where it does not hold, `field` is at fault.
    """

    field: str
    columns: tuple[str, ...]
    holds: Callable[..., bool]  # of the cells of these columns
    message: str


# one table is itself: comparing columns took half of a validation
@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One kind of file: its columns in their fixed order, its key, and rules across a row.

    With a `folder`, it has one file a person there, which is only ever added to; its key is the
    entry's own id.
    """

    name: str
    key: str
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()
    folder: str = ""
    columns: tuple[str, ...] = field(init=False)  # their names in file order

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", tuple(field.name for field in self.fields))


def values(words: type[StrEnum]) -> tuple[str, ...]:
    """Return the words of a closed list that say something, as cells hold them."""
    return tuple(word.value for word in words if word.value)
