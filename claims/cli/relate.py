"""`link` says what claims are to each other, `assign` who works on them.

Both are signed and only ever added to.
"""

from __future__ import annotations

import click

from claims.cli import bulk
from claims.cli.console import counted, narrate
from claims.cli.options import ledger_option, where_option
from claims.cli.words import OneOf, complete_ids
from claims.ledger import assignments, links
from claims.ledger.ledger import Ledger
from claims.model import Relation
from claims.views.signed import LINKED


@click.command("link")
@click.argument("ids", metavar="ID ID...", nargs=-1, required=True, shell_complete=complete_ids)
@click.option(
    "--as",
    "relation",
    type=OneOf([relation.value for relation in Relation], "relation"),
    default=Relation.SAME.value,
    show_default=True,
    help="What the first is to the others; none takes a link back.",
)
@click.option("--note", default="", help="Why, in words.")
@bulk.by_option
@ledger_option
def link_command(
    ledger: Ledger, ids: tuple[str, ...], relation: str, note: str, by: str | None
) -> None:
    r"""Say what a claim is to others: the same, a repeat, a contradiction, an update.

    \b
    claimbook link k4f2 k7x9 --as contradicts --note "39 dead here, 37 there"
    claimbook link k4f2 k7x9 --as none
    """
    if len(ids) < 2:
        raise click.UsageError("a link is between claims: give two ids or more")
    first, *others = ledger.resolve(ids)
    signer = bulk.signer(ledger, by)
    signed = links.link(ledger, first, others, Relation(relation), signer, note)
    for each in signed:
        click.echo(f"{first} {LINKED.get(each.relation, 'is linked no longer to')} {each.other_id}")
    narrate(f"{signer} signed {counted(len(signed), 'link')}")


@click.command("assign")
@click.argument(
    "words", metavar="[ID]... NAME", nargs=-1, required=True, shell_complete=complete_ids
)
@click.option("--due", metavar="DATE", default="", help="Until when, such as 2024-05-31.")
@click.option("--note", default="", help="Why, in words.")
@bulk.by_option
@bulk.bulk_options
@where_option
@ledger_option
def assign_command(
    ledger: Ledger,
    words: tuple[str, ...],
    due: str,
    note: str,
    by: str | None,
    dry_run: bool,
    yes: bool,
) -> None:
    r"""Say who is to check claims, by ID or all that meet --where, and until when.

    An empty NAME gives them back.

    \b
    claimbook assign k4f2 k7x9 "Ann Reuter" --due 2024-05-31
    claimbook assign --where document~census "Ann Reuter"
    claimbook list --mine
    """
    *ids, to = words
    signer = bulk.signer(ledger, by)
    meant = bulk.meant(ledger, ids)
    doing = f"assign to {to.strip()}" if to.strip() else "give back"
    if bulk.confirm(ledger, meant, doing, dry_run, yes):
        assignments.assign(ledger, meant, to.strip(), signer, due, note)
        bulk.show(ledger, meant)
        narrate(
            f"{signer} {'assigned' if to.strip() else 'gave back'} {counted(len(meant), 'claim')}"
        )
