"""`actors`: who acts in the ledger's articles.

It also gives one name to whoever stands there under two.
"""

from __future__ import annotations

from dataclasses import asdict

import click

from claims.cli import bulk
from claims.cli.console import counted, narrate, results
from claims.cli.correct import document_meant, preview
from claims.cli.options import ledger_option
from claims.ledger import corrections, renaming
from claims.ledger.ledger import Ledger
from claims.ledger.schema import DOCUMENTS
from claims.views.jsonlines import json_line


@click.command("actors")
@click.argument("document", required=False)
@click.option(
    "--rename",
    "renamed",
    nargs=2,
    metavar="NAME NEW",
    help=(
        "Credit all that NAME says in DOCUMENT to NEW; where NEW is an actor too, the two are one "
        "then."
    ),
)
@bulk.why_option
@bulk.by_option
@bulk.bulk_options
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@ledger_option
def actors_command(
    ledger: Ledger,
    document: str | None,
    renamed: tuple[str, str] | None,
    why: str,
    by: str | None,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    r"""Show who acts in an article: their other names, and how many numbers each is credited with.

    Without DOCUMENT, of every article. A renamed actor keeps the new name when the article is read
    again, also for numbers that come in later. `claimbook undo` takes it back.

    \b
    claimbook actors camp-floods
    claimbook actors camp-floods --rename "the agency" "National Flood Office"
    """
    if renamed:
        if document is None:
            raise click.UsageError(
                "in which article? give DOCUMENT: a name may be somebody else's in another"
            )
        _rename(ledger, document_meant(ledger, document), renamed, why, by, dry_run, yes)
        return
    keys = (
        [document_meant(ledger, document)]
        if document
        else [row["document_id"] for row in ledger.rows(DOCUMENTS)]
    )
    for key in keys:
        _show(ledger, key, as_json)


def _show(ledger: Ledger, key: str, as_json: bool) -> None:
    # rich and the grammar are slow to load
    from claims.views.actors import actors_table, credited_actors

    found = credited_actors(
        ledger.text(key), [claim.claimant for claim in ledger.claims_of(key) if not claim.gone]
    )
    if as_json:
        for actor in found:
            click.echo(json_line({"document_id": key, **asdict(actor)}))
        return
    if found:
        results().print(actors_table(found))
    numbers = sum(actor.numbers for actor in found)
    narrate(f"{key}: {counted(len(found), 'actor')}, credited with {counted(numbers, 'number')}")


def _rename(
    ledger: Ledger,
    key: str,
    names: tuple[str, str],
    why: str,
    by: str | None,
    dry_run: bool,
    yes: bool,
) -> None:
    signer = bulk.signer(ledger, by)
    planned = renaming.plan(ledger, key, *names)
    preview(planned)
    meant = [correction.claim_id for correction in planned]
    if (dry_run or bulk.has_to_ask(meant, yes)) and not bulk.go_on(len(planned), "change", dry_run):
        return
    corrections.correct(ledger, planned, signer, why)
    narrate(
        f"{signer} renamed the claimant of {counted(len(planned), 'claim')}; `claimbook undo` "
        "takes it back"
    )
