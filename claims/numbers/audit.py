"""What the numbers of a ledger say about each other: claims in, flags out, each with its arithmetic.

A flag is a question to a person, never a verdict: nothing is changed and no status is set. The rules are few and
narrow on purpose, since a rule that is wrong half of the time is soon switched off; `claimbook help audit` lists them
with what each of them does not see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from claims.ledger.identity import identify
from claims.ledger.ledger import Ledger
from claims.ledger.rows import document_from_row
from claims.ledger.schema import DOCUMENTS
from claims.model import Claim, Flag
from claims.numbers.changes import check_margin, check_multiple, check_percent_change
from claims.numbers.compare import check_hedge_lost, check_same_thing, check_source_lost, check_toll
from claims.numbers.desk import Desk
from claims.numbers.headline import check_headline
from claims.numbers.parts import check_part_of_whole, check_possible, check_share, check_total
from claims.numbers.plausible import check_conversion, check_range
from claims.numbers.sentences import Sentence, sentences

SENTENCE_RULES: tuple[Callable[[Sentence], Iterator[Flag]], ...] = (
    check_total,
    check_part_of_whole,
    check_share,
    check_possible,
    check_percent_change,
    check_multiple,
    check_margin,
    check_range,
    check_conversion,
)
"""Rules that need no more than one sentence."""


LEDGER_RULES: tuple[Callable[[Sequence[Claim], Desk], Iterator[Flag]], ...] = (
    check_same_thing,
    check_hedge_lost,
    check_source_lost,
    check_toll,
)
"""Rules that compare documents."""


def audit(ledger_or_claims: Ledger | Iterable[Claim]) -> list[Flag]:
    """Return what does not fit, sentence by sentence, then across documents.

    Claims without an id get the one that a ledger would give them.

    >>> from claims.text.extract import extract
    >>> flag, = audit(extract("Officials counted 41 deaths: 30 in Aleppo and 12 in Idlib."))
    >>> flag.rule, flag.arithmetic
    ('parts and total', '30 + 12 = 42, the text says 41 deaths')
    """
    claims, desk = _read(ledger_or_claims)
    flags = [flag for sentence in sentences(claims, desk.width) for rule in SENTENCE_RULES for flag in rule(sentence)]
    for document_id, own in groupby(claims, key=lambda claim: claim.document_id):
        if document_id in desk.documents:
            flags += check_headline(desk.documents[document_id], list(own))
    flags += [flag for rule in LEDGER_RULES for flag in rule(claims, desk)]
    return flags


def _read(source: Ledger | Iterable[Claim]) -> tuple[list[Claim], Desk]:
    if isinstance(source, Ledger):
        described = (document_from_row(row) for row in source.rows(DOCUMENTS))
        living = [claim for claim in source.claims if not claim.gone]
        return living, Desk({document.document_id: document for document in described}, source.settings.approximate)
    return list(_named(source)), Desk()


def _named(claims: Iterable[Claim]) -> Iterator[Claim]:
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.claim_id:
            yield claim
        else:
            by_document.setdefault(claim.document_id, []).append(claim)
    for document_id, found in by_document.items():
        yield from (replace(claim, document_id=document_id) for claim in identify(found, document_id))
