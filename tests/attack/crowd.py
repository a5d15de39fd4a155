"""Two copies of this process that share a long attack.

Something to do and the numbers to do it with; out comes for each number, in order, what came of it
or what went wrong. A copy is replaced after a while, so that none grows.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
COPIES = 2
TASKS_OF_A_COPY = 20


def attempts(
    work: Callable[[Item], Result], items: Iterable[Item]
) -> Iterator[tuple[Result | None, str]]:
    """Yield what each item comes to with "", or None with the traceback."""
    with get_context("fork").Pool(COPIES, maxtasksperchild=TASKS_OF_A_COPY) as pool:
        yield from pool.imap(partial(_attempt, work), items)


def _attempt(work: Callable[[Item], Result], item: Item) -> tuple[Result | None, str]:
    try:
        return work(item), ""
    except Exception:
        return None, traceback.format_exc()
