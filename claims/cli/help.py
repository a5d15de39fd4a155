"""`help`: explain a topic from the pages in `claims/help/`.

In a terminal with its headings and tables laid out.
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
    if not topic:
        click.echo("claimbook help TOPIC, where TOPIC is one of\n")
        for name, page in pages.items():
            title = page.read_text("utf-8").partition("\n")[0].lstrip("# ")
            click.echo(f"  {name:<12}{title.partition(': ')[2] or title}")
        return
    if topic not in pages:
        raise click.UsageError(unknown(topic, pages, "topic"), context)
    written = pages[topic].read_text("utf-8")
    console = results()
    if not console.is_terminal:
        click.echo(written, nl=False)
        return
    from rich.markdown import Markdown  # only a terminal lays pages out

    console.print(Markdown(written))
