"""`export` writes the ledger in other tools' formats; `import` takes in what a desk already keeps in sheets."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claims.cli.console import narrate
from claims.cli.files import write_file
from claims.cli.options import conditions, filter_options, ledger_option, sort_option
from claims.ledger.ledger import Ledger
from claims.views.export.claimreview import Reviewer
from claims.views.export.formats import FORMATS, Wishes, contents
from claims.views.export.selection import TABLES, gather

_LISTED = "\n".join(f"{name:<12} {form.words}" for name, form in FORMATS.items())


@click.command(
    "export",
    help=f"""Write claims with their checks in a format that other tools read.

\b
{_LISTED}

\b
claimbook export xlsx -o claims.xlsx
claimbook export csv --table checks --since 2024-05 > checks.csv
claimbook export claimreview --publisher "The Desk" --review-url 'https://desk.example/{{claim_id}}'
""",
)
@click.argument("name", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Where to write.")
@click.option("--table", type=click.Choice(TABLES), help="Which table csv and parquet hold: claims if left out.")
@click.option("--publisher", default="", help="claimreview: who publishes the reviews.")
@click.option("--publisher-url", default="", metavar="URL", help="claimreview: the publisher's own site.")
@click.option("--review-url", default="", metavar="URL", help="claimreview: where a review stands, with {claim_id}.")
@filter_options
@sort_option
@ledger_option
def export_command(
    ledger: Ledger,
    name: str,
    output: Path | None,
    table: str | None,
    publisher: str,
    publisher_url: str,
    review_url: str,
    sort: str,
) -> None:
    """Write a selection of the ledger to a file or stdout; the help text is made from the formats."""
    if table and not FORMATS[name].is_one_table:
        raise click.UsageError(f"--table is for csv and parquet; {name} holds all that belongs together")
    if output is None and not FORMATS[name].is_text and sys.stdout.isatty():
        raise click.UsageError(f"{name} is no text for a terminal: give -o FILE")
    reviewer = Reviewer(publisher, review_url, publisher_url)
    wishes = Wishes(table or "claims", reviewer, ledger.settings.labels)
    selection = gather(ledger, conditions(), sort)
    if output:
        write_file(output, contents(name, selection, wishes), ledger)
    else:
        sys.stdout.buffer.writelines(contents(name, selection, wishes))
    narrate(f"{len(selection.found):,} claims" + (f" in {output.as_posix()}" if output else ""))
