"""What a number counts or measures, and what restricts it.

That is "Daraa province" for "60 percent of Daraa province". In come the quantities of a text in
their clauses; out goes for each the phrase as the text has it, without its article, or nothing
where the sentence does not say ("it costs $5"). For a measure that is the noun it belongs to: what
follows "of", the noun it stands before ("a $5 million fund"), the noun it is tied to ("a price of
$4"), or else the subject of its verb ("unemployment rose to 5%"). A counted noun is its own
measure, so there stands what restricts it: the set it is part of, or who has or does it ("the abbey
has 60 monks").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from claims.text.clauses.carried import Carried, is_count, is_part
from claims.text.clauses.counted import Naming, restriction
from claims.text.clauses.measured import measured
from claims.text.clauses.things import Things

_NEAR = 4  # numbers looked at on either side
_BEFORE_SECOND = (("or",), (",", "or"), ("(",), (",",))


def about(seats: Sequence[Carried], things: Things) -> list[str]:
    """Return what each quantity of a text is about, in the order given.

    >>> from claims.text.clauses.carried import carried
    >>> from claims.text.grammar.syntax import Syntax
    >>> from claims.text.quantities.find import find_quantities
    >>> syntax = Syntax("Exports of rice rose 3% to $2 billion, and the port has 40 cranes.")
    >>> things = Things(syntax, lambda mention: "", lambda mention: False)
    >>> about(carried(find_quantities(syntax), syntax), things)
    ['Exports of rice', 'Exports of rice', 'port']
    """
    found: list[str] = []
    for _, group in groupby(seats, key=lambda seat: seat.sentence.start):
        together = list(group)
        for at, seat in enumerate(together):
            if at > 0 and _is_second_form(seat, together[at - 1]):
                own = found[-1]
            else:
                own = _about(seat, together[max(0, at - _NEAR) : at + _NEAR], things)
            found.append(own or things.shared(seat))
            things.remember(seat, found[-1])
    return found


def _is_second_form(seat: Carried, before: Carried) -> bool:
    """Tell the second form of an amount.

    For example "80 km (50 miles)", "three in four voters, or 76%", "a third of it, 34%,".
    """
    between = tuple(map(seat.text_at, range(before.last, seat.first)))
    if between not in _BEFORE_SECOND or seat.text_at(seat.last) == "of":
        return False
    if "or" in between:
        return not is_count(seat.quantity)
    return between == ("(",) or _is_share_again(seat, before)


def _is_share_again(seat: Carried, before: Carried) -> bool:
    """Tell "a third of it, 34%,"."""
    is_percent = is_part(before.quantity) and seat.quantity.unit == "percent"
    return is_percent and seat.text_at(seat.last) == ","


def _about(seat: Carried, together: Sequence[Carried], things: Things) -> str:
    naming: Naming = partial(things.meant, seat)
    if is_count(seat.quantity):
        return restriction(seat, naming)
    return measured(seat, together, naming)
