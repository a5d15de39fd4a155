"""`export` writes the ledger in other tools' formats; `import` takes in what a desk already keeps in sheets."""

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
from claims.ledger.git import repository as git
from claims.ledger.ledger import Ledger
from claims.model import Reason
from claims.views.export.claimreview import Reviewer, published
from claims.views.export.formats import ALIASES, FORMATS, Wishes
from claims.views.export.selection import TABLES, gather
from claims.views.safe import safe

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
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Where to write.")
@click.option("--table", type=OneOf(TABLES, "table"), help="Which table csv and parquet hold: claims if left out.")
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
    if name == DATASET:
        _export_dataset(ledger, output)
        return
    if table and not FORMATS[name].is_one_table:
        raise click.UsageError(f"--table is for csv and parquet; {name} holds all that belongs together")
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


@click.command("import")
@click.argument("kind", type=OneOf(("checks", "claims"), "kind of row"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--map", "given", metavar="FIELD=COLUMN", multiple=True, help="Which column is which field.")
@click.option("--verdict", "said", metavar="WORD=STATUS", multiple=True, help="checks: what a verdict means to us.")
@click.option(
    "--reason",
    metavar="REASON",
    type=OneOf([reason.value for reason in Reason], "reason"),
    help="checks: why, for rows that are partly right or false and give no reason.",
)
@click.option("--sheet", "name", metavar="NAME", default="", help="The sheet of a workbook; the first if left out.")
@click.option("--by", metavar="NAME", help="checks: who signs rows that name nobody; git's user.name if left out.")
@click.option("--dry-run", is_flag=True, help="Say what would come in, and change nothing.")
@ledger_option
def import_command(
    ledger: Ledger,
    kind: str,
    file: Path,
    given: tuple[str, ...],
    said: tuple[str, ...],
    reason: str | None,
    name: str,
    by: str | None,
    dry_run: bool,
) -> int:
    r"""Take in checks or claims from a CSV or XLSX file that a desk already keeps.

    Columns are found by their names, or by --map. Every row that cannot be taken in is named with what to do about
    it; the others come in, and what the ledger has already is not taken in twice. Ends with 1 if a row was refused.

    \b
    claimbook import checks desk.xlsx --map quote=Statement --map status=Ruling --dry-run
    claimbook import checks desk.csv --verdict "Bogus=false overstated"
    claimbook import claims desk.csv --map quote=Statement --map claimant=Speaker
    """
    from claims.sheets.mapping import map_columns  # extraction and units are slow to load
    from claims.sheets.sheet import read_sheet

    sheet = read_sheet(file, name)
    if kind == "checks":
        from claims.sheets import checks
        from claims.sheets.verdicts import verdicts

        columns = map_columns(sheet.header, checks.FIELDS, given)
        because = Reason(reason) if reason else None
        signer = by or git.user(ledger.folder)[0]
        found = checks.checks_in(sheet, columns, ledger, verdicts(ledger.settings.labels, said), signer, because)
        problems = found.problems
        count = f"{counted(len(found.drafts), 'check')}; {found.known:,} known, {found.blank:,} blank"
        if not dry_run and found.drafts:
            ledger.sign(found.drafts)
    else:
        from claims.sheets import claims

        columns = map_columns(sheet.header, claims.FIELDS, given)
        stated = claims.claims_in(sheet, columns, ledger)
        problems = stated.problems
        number = sum(len(each) for _, each in stated.documents)
        count = f"{counted(number, 'claim')} of {counted(len(stated.documents), 'document')}"
        if not dry_run:
            count += f", {claims.log_claims(ledger, stated):,} of them new"
    for problem in problems:
        click.echo(safe(str(problem)))
    narrate("read " + ", ".join(f"{field} from {column}" for field, column in columns.of.items()))
    if columns.ignored:
        narrate(f"left out {', '.join(columns.ignored)}: --map FIELD=COLUMN takes a column in")
    narrate(f"{'would take in' if dry_run else 'took in'} {count}; {len(problems):,} refused")
    return 1 if problems else 0
