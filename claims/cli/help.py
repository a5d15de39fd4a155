"""`help`: explain a topic from the pages in `claims/help/`, or say what each page is for.

In a terminal with headings and tables laid out; into a pipe as they are written.
"""

from __future__ import annotations

from pathlib import Path

import click

import claims
from claims.cli.console import results
from claims.errors import unknown

PAGES = Path(claims.__file__).parent / "help"


def _topics(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    return sorted(page.stem for page in PAGES.glob(f"{begun}*.md"))


@click.command("help")
@click.argument("topic", default="", shell_complete=_topics)
@click.pass_context
def help_command(context: click.Context, topic: str) -> None:
    """Explain TOPIC, or list the topics. `claimbook VERB --help` explains one verb."""
    pages = {page.stem: page for page in sorted(PAGES.glob("*.md"))}
    topic = topic or "index"
    if topic not in pages:
        raise click.UsageError(unknown(topic, pages, "topic"), context)
    written = pages[topic].read_text("utf-8")
    console = results()
    if not console.is_terminal:
        click.echo(written, nl=False)
        return
    from rich.markdown import Markdown  # only a terminal lays pages out

    console.print(Markdown(written))
