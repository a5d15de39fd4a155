"""The `claimbook` command: a click group whose verbs are loaded only when called.

Only this package prints and exits. stdout is the result, stderr the narration; exit codes are
0 fine, 1 problems or differences or conflicts, 2 wrong use, unreadable input or output that cannot
be written, 130 interrupted, 141 where the reader of a pipe went away, which needs no message.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from decimal import setcontext
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from claims import __version__
from claims.decimals import CONTEXT
from claims.errors import ClaimbookError, unknown
from claims.views.safe import safe

# as shells say of a program that a closed pipe ended: 128 and the number of SIGPIPE
READER_GONE = 141
FAULT = "something is wrong in claimbook itself"

# verb -> (module, one line for the list of commands); the function has the verb's name with "-" as
# "_"
VERBS: dict[str, tuple[str, str]] = {
    "init": ("claims.cli.start", "Start a ledger here and connect it to git."),
    "add": ("claims.cli.add", "Read documents, extract their claims and log what is new."),
    "refresh": (
        "claims.cli.refresh",
        "Read all documents again; say which checked numbers changed.",
    ),
    "extract": ("claims.cli.extract", "Show the claims of documents without a ledger."),
    "list": ("claims.cli.listing", "List claims, filtered and sorted."),
    "show": ("claims.cli.show", "Show one claim in its paragraph with its checks."),
    "check": ("claims.cli.check", "Sign a status on claims."),
    "note": ("claims.cli.check", "Sign a note on claims."),
    "edit": ("claims.cli.correct", "Correct fields of claims."),
    "new": ("claims.cli.correct", "Log a number that was missed, by its words."),
    "split": ("claims.cli.correct", "Make claims of the parts of one."),
    "withdraw": ("claims.cli.retract", "Say that rows are no claims."),
    "restore": ("claims.cli.retract", "Make withdrawn rows claims again."),
    "undo": ("claims.cli.retract", "Take back what you signed last."),
    "link": ("claims.cli.relate", "Say what claims are to each other."),
    "actors": ("claims.cli.actors", "Show who acts in an article, and rename or merge them."),
    "assign": ("claims.cli.relate", "Say who is to check claims, and until when."),
    "review": ("claims.cli.review", "Work through claims in a full-screen view."),
    "diff": ("claims.cli.diff", "Say what changed between two versions of a ledger."),
    "log": ("claims.cli.versions", "Tell the story of a claim or the ledger through git."),
    "merge": ("claims.cli.versions", "Merge ledgers per cell and resolve conflicts."),
    "audit": ("claims.cli.audit", "Warn where numbers do not add up or disagree."),
    "compare": (
        "claims.cli.compare",
        "Group claims on one thing over articles, and say whether they agree.",
    ),
    "timeline": ("claims.cli.compare", "Show how a figure developed, who said what when."),
    "validate": ("claims.cli.care", "Report every problem of a ledger's files."),
    "doctor": ("claims.cli.care", "Say what is missing around a ledger, in words."),
    "git": ("claims.cli.git", "Install or remove the git drivers."),
    "export": ("claims.cli.share", "Write the ledger in other tools' formats."),
    "import": ("claims.cli.sheets", "Take in sheets: a desk's own, or corrected exports."),
    "report": ("claims.cli.report", "Write one self-contained page about the ledger."),
    "stats": ("claims.cli.report", "Count statuses, claimants, checkers and what is open."),
    "completion": (
        "claims.cli.completion",
        "Teach a shell to complete verbs, values and claim ids.",
    ),
    "help": ("claims.cli.help", "Explain a topic: the ledger, statuses, git and more."),
}


class _ReaderGone(Exception):
    """Whoever read the output has had enough."""


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command: click.Command = getattr(import_module(VERBS[cmd_name][0]), f"{cmd_name}_command")
        # docstrings are raw; click wants the character
        command.help = (command.help or "").replace(r"\b", "\b")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if (
            args
            and args[0] not in VERBS
            and not args[0].startswith("-")
            and not ctx.resilient_parsing
        ):
            ctx.fail(unknown(args[0], VERBS, "command"))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()  # while a closed pipe or a full disk can still be told
            return done
        except BrokenPipeError as error:
            # click would end with 1, which says that something differs
            raise _ReaderGone from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(verb, line) for verb, (_, line) in VERBS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="claimbook")
def claimbook() -> None:
    """Extract every numeric claim from news, log it, check it, and keep it in git."""


def main() -> NoReturn:
    """Run the command; every failure ends as one clear message and its exit code."""
    setcontext(CONTEXT.copy())
    _open_closed_streams()
    _speak_unicode()
    sys.exit(_ended())


def _ended() -> int:
    """Run the command, say on stderr why it failed if it did, and return its exit code."""
    try:
        code = claimbook.main(prog_name="claimbook", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        return _said(error.show, 2)
    except (click.Abort, KeyboardInterrupt):
        return _said(lambda: click.echo("interrupted", err=True), 130)
    except ClaimbookError as error:
        return _refused(str(error), error.exit_code)  # it may quote text from outside
    except _ReaderGone:
        return _hushed(READER_GONE)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else "cannot write the output: "
        return _refused(f"{place}{(error.strerror or str(error)).lower()}", 2)
    except MemoryError:
        return _refused("there is not enough memory for this: give less at a time", 2)
    except Exception as error:
        if "CLAIMBOOK_DEBUG" in os.environ:
            raise
        return _refused(
            f"{FAULT} ({type(error).__name__}: {error}): `claimbook help security` says whom to "
            "tell",
            2,
        )


def _refused(message: str, code: int) -> int:
    return _said(lambda: click.echo(f"claimbook: {safe(message)}", err=True), code)


def _said(say: Callable[[], object], code: int) -> int:
    with suppress(OSError):
        say()
        sys.stderr.flush()
    return _hushed(code)


def _hushed(code: int) -> int:
    """Return the code, and keep Python from writing at its end where nothing can be written."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return code


def _open_closed_streams() -> None:
    """Open what the caller closed, so that no file of a ledger gets the number of a stream."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # it stays open for the whole run
            nothing = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115
            setattr(sys, name, nothing)


def _speak_unicode() -> None:
    """Write UTF-8 into pipes, as every reader of JSON and CSV expects.

    A sign that a terminal does not have is no error.

    Windows gives a pipe the code page of the country, in which half of the signs of the statuses do
    not exist.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            into_pipe = not stream.isatty() and "PYTHONIOENCODING" not in os.environ
            stream.reconfigure(encoding="utf-8" if into_pipe else None, errors="replace")
