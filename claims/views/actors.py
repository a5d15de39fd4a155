"""The actors of an article as a table.

It says who is there, under which other names, and how many numbers each states.

In come an article's text and the claimants of its claims, out go its actors in the order of their
first mention, then whoever is credited without a name ("officials"), and a rich table of them. A
place, a people and a name of no known kind are shown only where they are credited.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from claims.text.actors.actor import Actor
from claims.text.actors.table import Actors
from claims.text.grammar.syntax import Syntax
from claims.views.safe import safe

# kinds that are shown though nobody credits them with a number
_ALWAYS = ("person", "organisation")


@dataclass(frozen=True, slots=True)
class CreditedActor:
    """An actor of an article: its fullest name, what it is, its other names, roles and numbers."""

    name: str
    kind: str
    short_forms: tuple[str, ...]
    roles: tuple[str, ...]
    numbers: int


def credited_actors(text: str, claimants: Iterable[str]) -> list[CreditedActor]:
    """Return the actors of a text, with how many of these claimants each of them is.

    >>> text = "Ann Lee, the mayor of Selby, spoke. Lee said 40 had left."
    >>> credited_actors(text, ["Ann Lee", "officials"])[0]
    CreditedActor(name='Ann Lee', kind='person', short_forms=('Lee',), roles=('mayor',), numbers=1)
    """
    counted = Counter(claimant for claimant in claimants if claimant)
    found = list(_named(text, counted))
    names = {actor.name for actor in found}
    return found + [
        CreditedActor(name, "", (), (), n) for name, n in counted.items() if name not in names
    ]


def _named(text: str, counted: Counter[str]) -> Iterator[CreditedActor]:
    by_name: dict[str, Actor] = {}
    for actor in Actors(Syntax(text)).all():
        by_name.setdefault(actor.name, actor)
    for name, actor in by_name.items():
        if counted[name] or actor.kind in _ALWAYS:
            roles = tuple(sorted(actor.roles | actor.bodies))
            yield CreditedActor(name, actor.kind, actor.short_forms, roles, counted[name])


def actors_table(actors: Sequence[CreditedActor]) -> Table:
    """Return the actors as a table."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("numbers", justify="right", no_wrap=True)
    for name in ("actor", "kind", "also called", "said to be"):
        table.add_column(name, overflow="fold")
    for actor in actors:
        table.add_row(
            str(actor.numbers or ""),
            *(
                Text(safe(cell))
                for cell in (
                    actor.name,
                    actor.kind,
                    ", ".join(actor.short_forms),
                    ", ".join(actor.roles),
                )
            ),
        )
    return table
