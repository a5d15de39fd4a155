"""Where commands print: results on stdout, narration on stderr.

Plain text into pipes and with NO_COLOR.
"""

from __future__ import annotations

import click
from rich.console import Console

from claims.ledger.completing import Completion
from claims.views.safe import safe


class _Results(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the command line, which ends with the exit code for this."""
        raise BrokenPipeError


def results() -> Console:
    """Return the console for what a command was asked for."""
    return _Results(highlight=False, markup=False, emoji=False)


def is_plain(console: Console) -> bool:
    """Tell whether no style shows: in pipes, files, and where people want no colour."""
    return not console.is_terminal or bool(console.no_color)


def narrate(line: str) -> None:
    """Say one line about the work."""
    click.echo(safe(line), err=True)


def counted(number: int, noun: str) -> str:
    """Return a number of things in words: `1 claim`, `2,000 claims`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def say_completed(told: Completion) -> None:
    """Say how many claims had new columns filled, and how many could not."""
    if told.filled:
        narrate(f"filled new columns of {counted(told.filled, 'claim')}")
    if told.without_text:
        narrate(
            f"{counted(told.without_text, 'claim')} stay without them: the ledger keeps no text of "
            "their documents"
        )
