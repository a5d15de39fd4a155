"""What a number counts or measures, and what restricts it: "60 percent of Daraa province" -> "Daraa province".

In come the quantities of a text with its `Syntax`; out goes for each the phrase as the text has it,
without its article, or nothing where the sentence does not say ("it costs $5"). For a measure that
is the noun it belongs to: what follows "of", the noun it stands before ("a $5 million fund"), the
noun it is tied to ("a price of $4"), or else the subject of its verb ("unemployment rose to 5%"). A
counted noun is its own measure, so there stands what restricts it: the set it is part of, or who
has or does it ("the abbey has 60 monks").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from claims.model import Quantity
from claims.text.clauses.carried import Carried
from claims.text.clauses.counted import Naming, subject
from claims.text.clauses.measured import is_of_subject, measured
from claims.text.clauses.phrases import is_count, is_part
from claims.text.clauses.predicates import Predicates
from claims.text.clauses.restriction import restriction
from claims.text.grammar.syntax import Syntax


def about(
    quantities: Sequence[Quantity], syntax: Syntax, seats: Sequence[Carried], naming: Naming
) -> list[str]:
    """Return what each quantity of a text is about, in the order given.

    >>> from claims.text.clauses.carried import carried
    >>> from claims.text.quantities.find import find_quantities
    >>> syntax = Syntax("Exports of rice rose 3% to $2 billion, and the port has 40 cranes.")
    >>> quantities = find_quantities(syntax)
    >>> about(quantities, syntax, carried(quantities, syntax), lambda mention: "")
    ['Exports of rice', 'Exports of rice', 'port']
    """
    found: list[str] = []
    seated = iter(seats)
    for index, group in groupby(
        quantities, key=lambda quantity: syntax.sentence_index(quantity.number.start)
    ):
        together = list(group)
        phrases = Predicates(syntax.text, syntax.parse(index), together)
        for at, (quantity, (first, last)) in enumerate(zip(together, phrases.amounts, strict=True)):
            again = at > 0 and _is_second_form(phrases, first, last, quantity, together[at - 1])
            seat = next(seated)
            found.append(
                found[-1] if again else _about(phrases, first, last, quantity, seat, naming)
            )
    return found


def _is_second_form(
    phrases: Predicates, first: int, last: int, quantity: Quantity, before: Quantity
) -> bool:
    """Tell the second form of an amount: "80 km (50 miles)", "three in four voters, or 76%", "a third of it, 34%,"."""
    at = first - 1
    mark, behind = phrases.small(at), phrases.small(last)
    if mark == "or" and not is_count(quantity):
        at -= phrases.small(at - 1) == ","
    elif mark != "(" and not (
        mark == behind == "," and is_part(before) and quantity.unit == "percent"
    ):
        return False
    return behind != "of" and phrases.amount_before(at) is not None


def _about(
    phrases: Predicates, first: int, last: int, quantity: Quantity, seat: Carried, naming: Naming
) -> str:
    if first == last:
        return ""
    if is_count(quantity):
        return restriction(phrases, first, last, seat, naming)
    if is_of_subject(seat):
        return subject(seat, naming) or measured(phrases, first, last, quantity)
    is_after_verb = (
        seat.first > seat.sentence.chunks[seat.clause.head].first
    )  # "nine days later, she died"
    return measured(phrases, first, last, quantity) or (
        subject(seat, naming) if is_after_verb else ""
    )
