"""`help`: explain a topic from the pages in `claims/help/`; in a terminal with its headings and tables laid out."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

import claims
from claims.cli.console import results

PAGES = Path(claims.__file__).parent / "help"


@click.command("help")
@click.argument("topic", default="")
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
        near = get_close_matches(topic, pages, 1)
        meant = f'did you mean "{near[0]}"?' if near else f"there are {', '.join(pages)}"
        raise click.UsageError(f'"{topic}" is no topic: {meant}', context)
    written = pages[topic].read_text("utf-8")
    console = results()
    if not console.is_terminal:
        click.echo(written, nl=False)
        return
    from rich.markdown import Markdown  # only a terminal lays pages out

    console.print(Markdown(written))
