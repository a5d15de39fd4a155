"""`edit`, `new` and `split`: correct what was read of claims.

Every correction is marked, signed, and kept with why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click
from click.shell_completion import CompletionItem
from rich.table import Table
from rich.text import Text

from claims.byhand import claim_at, part_of
from claims.cli import bulk
from claims.cli.console import counted, narrate, results
from claims.cli.options import ledger_option, where_option
from claims.cli.words import complete_documents, complete_ids
from claims.ledger import corrections
from claims.ledger.corrections import Correction
from claims.ledger.ledger import Ledger
from claims.ledger.rows import claim_row
from claims.ledger.schema import CLAIMS, DOCUMENTS
from claims.meaning import doubts
from claims.views.safe import safe


def _complete_edits(
    context: click.Context, parameter: click.Parameter, begun: str
) -> list[CompletionItem]:
    """Return the fields that can be corrected once one is begun, else ids."""
    fields = [
        CompletionItem(f"{name}=", help="a field")
        for name in corrections.EDITABLE
        if name.startswith(begun)
    ]
    return complete_ids(context, parameter, begun) + fields


@click.command("edit")
@click.argument(
    "words",
    metavar="[ID]... FIELD=VALUE...",
    nargs=-1,
    required=True,
    shell_complete=_complete_edits,
)
@bulk.why_option
@bulk.by_option
@bulk.bulk_options
@where_option
@ledger_option
def edit_command(
    ledger: Ledger, words: tuple[str, ...], why: str, by: str | None, dry_run: bool, yes: bool
) -> None:
    r"""Correct fields of claims, by ID or all that meet --where.

    A value is checked like everything in the ledger; FIELD= empties it. Corrected fields are
    marked: no later reading of the article overwrites them. A status given to other words is
    outdated then. `claimbook undo` takes it back.

    \b
    claimbook edit k4f2 unit=person claimant="Ministry of Health"
    claimbook edit --where "claimant=They" claimant= --why "no name" --dry-run
    """
    ids, cells = _parted(words)
    if not cells:
        raise click.UsageError("what is to change? give FIELD=VALUE, such as unit=person")
    signer = bulk.signer(ledger, by)
    meant = bulk.meant(ledger, ids)
    planned = corrections.plan(ledger, dict.fromkeys(meant, cells), doubts)
    if not planned:
        narrate("nothing to change: the claims say so already")
        return
    preview(planned)
    if (dry_run or bulk.has_to_ask(meant, yes)) and not bulk.go_on(len(planned), "change", dry_run):
        return
    corrections.correct(ledger, planned, signer, why)
    narrate(f"{signer} corrected {counted(len(planned), 'claim')}; `claimbook undo` takes it back")


@click.command("new")
@click.argument("document", shell_complete=complete_documents)
@click.argument("cells", metavar="[FIELD=VALUE]...", nargs=-1)
@click.option(
    "--quote", required=True, metavar="WORDS", help="Words of the article with the number in them."
)
@bulk.why_option
@bulk.by_option
@click.option("--dry-run", is_flag=True, help="Show what would be logged, and change nothing.")
@ledger_option
def new_command(
    ledger: Ledger,
    document: str,
    cells: tuple[str, ...],
    quote: str,
    why: str,
    by: str | None,
    dry_run: bool,
) -> None:
    r"""Log a number of DOCUMENT that was missed, by its words.

    The words are found in the stored text and read; any field can be given beside. With
    surface=WORDS the number's exact words are said, where --quote holds several numbers.

    \b
    claimbook new camp-floods --quote "1720 were discharged" unit=person
    """
    signer = bulk.signer(ledger, by)
    _, given = _parted(cells)
    key = document_meant(ledger, document)
    claim = claim_at(ledger, key, quote, given)
    told = [name for name in given if name != "surface"]
    if dry_run:
        preview([Correction(dict.fromkeys(CLAIMS.columns, ""), claim_row(claim))])
        narrate("would log it; nothing was changed")
        return
    logged = corrections.log_claim(ledger, claim, signer, why, told, doubts)
    bulk.show(ledger, [logged.claim_id])
    narrate(f"{signer} logged 1 claim in {key}")


@click.command("split")
@click.argument("claim", metavar="ID", shell_complete=complete_ids)
@click.argument("parts", metavar="WORDS WORDS...", nargs=-1, required=True)
@bulk.why_option
@bulk.by_option
@ledger_option
def split_command(
    ledger: Ledger, claim: str, parts: tuple[str, ...], why: str, by: str | None
) -> None:
    r"""Make claims of the parts of one that holds several, and withdraw it.

    Each part is given by its exact WORDS.

    Who said it, when and where is taken over; value and unit are read from each part's words.

    \b
    claimbook split k4f2 "fourteen" "31"
    """
    signer = bulk.signer(ledger, by)
    [claim_id] = ledger.resolve([claim])
    whole = ledger.claim(claim_id)
    news = corrections.split(
        ledger, claim_id, [part_of(ledger, whole, words) for words in parts], signer, why, doubts
    )
    bulk.show(ledger, [claim_id, *(new.claim_id for new in news)])
    narrate(f"{signer} split 1 claim into {len(news)}")


def _parted(words: Iterable[str]) -> tuple[list[str], dict[str, str]]:
    """Tell ids from corrections, which have a "=" in them."""
    ids: list[str] = []
    cells: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if equals:
            cells[name.strip()] = value
        else:
            ids.append(word)
    return ids, cells


def document_meant(ledger: Ledger, words: str) -> str:
    """Return the id of the document that is meant by its id or the beginning of it."""
    keys = [row["document_id"] for row in ledger.rows(DOCUMENTS)]
    if words in keys:
        return words
    found = [key for key in keys if key.startswith(words)]
    if len(found) == 1:
        return found[0]
    some = f": {', '.join(found[:3])}" if found else ""
    raise click.UsageError(
        f'"{words}" names {len(found) or "no"} document{"s" * (len(found) > 1)} of the ledger{some}'
    )


def preview(planned: Sequence[Correction]) -> None:
    """Print what would change, one line a cell; too many are only counted."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("id", style="cyan", no_wrap=True)
    for name in ("field", "before", "now"):
        table.add_column(name, overflow="fold")
    for correction in planned[: bulk.SHOWN]:
        for name, (before, after) in correction.cells.items():
            key = correction.claim_id[: bulk.ID_LENGTH] or "(new)"
            table.add_row(Text(key), name, Text(safe(before)), Text(safe(after)))
    results().print(table)
