"""How numbers are reckoned with, from the text to the file and back.

One context, and the largest number that is one.

Python's own context keeps 28 digits and raises where more are needed, so that a number of an
article could be rounded in one place and refused in another. Here every number that can be stated
is exact, and what cannot is none of news.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

LARGEST_EXPONENT = 100  # the universe has some 10^80 atoms
MOST_DIGITS = 100
# Products and sums of two numbers of these sizes are exact: a sum can have as many digits as lie
# between their ends.
CONTEXT = Context(prec=4 * MOST_DIGITS, traps=[DivisionByZero, InvalidOperation, Overflow])


def is_statable(number: Decimal) -> bool:
    """Tell whether a number is one that news could state and a ledger holds.

    >>> is_statable(Decimal(10) ** 100), is_statable(Decimal("1e101")), is_statable(Decimal("NaN"))
    (True, False, False)
    """
    if not number.is_finite() or abs(number.adjusted()) > LARGEST_EXPONENT:
        return False
    return len(number.as_tuple().digits) <= MOST_DIGITS + 1


def exactly(function: Callable[P, R]) -> Callable[P, R]:
    """Have a function reckon in `CONTEXT`, whatever context its caller has."""

    @wraps(function)
    def inner(*arguments: P.args, **options: P.kwargs) -> R:
        with localcontext(CONTEXT):
            return function(*arguments, **options)

    return inner
