"""`export` writes the ledger in other tools' formats."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from claims.cli.console import counted, narrate
from claims.cli.files import write_file
from claims.cli.options import conditions, filter_options, ledger_option, sort_option
from claims.cli.progress import track
from claims.cli.words import OneOf
from claims.ledger.filters import number as number_of
from claims.ledger.ledger import Ledger
from claims.views.export.claimreview import Reviewer, published
from claims.views.export.formats import ALIASES, FORMATS, Wishes
from claims.views.export.selection import TABLES, gather

DATASET = "dataset"  # a folder, and so none of the formats that are written as one file
_NAMED = {
    **{name: form.words for name, form in FORMATS.items()},
    DATASET: "a folder of Parquet that is read as a ledger",
}
_LISTED = "\n".join(f"{name:<12} {words}" for name, words in _NAMED.items())


@click.command(
    "export",
    help=f"""Write claims with their checks in a format that other tools read.

\b
{_LISTED}

\b
claimbook export xlsx -o claims.xlsx
claimbook export csv --table checks --since 2024-05 > checks.csv
claimbook export dataset -o claims-2024 && claimbook list --ledger claims-2024 --claimant ministry
claimbook export claimreview --publisher "The Desk" --review-url 'https://desk.example/{{claim_id}}'
""",
)
@click.argument("name", metavar="FORMAT", type=OneOf(_NAMED, "format", ALIASES))
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Where to write."
)
@click.option(
    "--table",
    type=OneOf(TABLES, "table"),
    help="Which table csv and parquet hold: claims if left out.",
)
@click.option("--publisher", default="", help="claimreview: who publishes the reviews.")
@click.option(
    "--publisher-url", default="", metavar="URL", help="claimreview: the publisher's own site."
)
@click.option(
    "--review-url",
    default="",
    metavar="URL",
    help="claimreview: where a review stands, with {claim_id}.",
)
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
    """Write a selection of the ledger to a file or stdout.

    The help text is made from the formats.
    """
    if name == DATASET:
        _export_dataset(ledger, output)
        return
    if table and not FORMATS[name].is_one_table:
        raise click.UsageError(
            f"--table is for csv and parquet; {name} holds all that belongs together"
        )
    if output is None and not FORMATS[name].is_text and sys.stdout.isatty():
        raise click.UsageError(f"{name} is no text for a terminal: give -o FILE")
    reviewer = Reviewer(publisher, review_url, publisher_url)
    wishes = Wishes(table or "claims", reviewer, ledger.settings.labels)
    selection = gather(ledger, conditions(), sort, partial(track, doing=f"writing {name}"))
    contents = FORMATS[name].contents(selection, wishes)
    if output:
        write_file(output, contents, ledger)
    else:
        sys.stdout.buffer.writelines(contents)
    where = f" in {output.as_posix()}" if output else ""
    if name == "claimreview":
        where = f", {counted(sum(1 for _ in published(selection)), 'review')} of them{where}"
    narrate(counted(len(selection.found), "claim") + where)


def _export_dataset(ledger: Ledger, output: Path | None) -> None:
    if output is None:
        raise click.UsageError("a dataset is a folder: give -o FOLDER")
    if conditions():
        raise click.UsageError("a dataset holds the whole ledger: filter where you read it")
    from claims.ledger.dataset.write import write_dataset

    number = write_dataset(ledger, output, partial(track, doing="writing", total=number_of(ledger)))
    narrate(f"{counted(number, 'claim')} in {output.as_posix()}")
