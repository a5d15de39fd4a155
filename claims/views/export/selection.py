"""What an export holds.

A ledger and conditions in, claims with their checks and documents out, as three tables.

The claims table is wide: status, statement, claimant and number first, then all of the claim, its
latest check and its document, because that is the sheet that people sort and filter. The tables of
checks and documents hold what belongs to these claims and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claims.ledger.conditions import Condition, Found
from claims.ledger.filters import select
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS
from claims.views.columns import COLUMNS as COLUMNS_OF_CLAIMS
from claims.views.columns import leading_first

_WORKED_OUT = ("status", "number", "awaiting", "was")
_OF_CHECK = ("checked_at", "checked_by", "reason", "note", "evidence_url")
_OF_DOCUMENT = ("title", "publisher", "published", "url")
TABLES = ("claims", "checks", "documents")
COLUMNS: dict[str, tuple[str, ...]] = {
    "claims": leading_first((*CLAIMS.columns, *_WORKED_OUT, *_OF_CHECK, *_OF_DOCUMENT)),
    "checks": CHECKS.columns,
    "documents": DOCUMENTS.columns,
}
TYPES = {field.name: field.type for table in (DOCUMENTS, CHECKS, CLAIMS) for field in table.fields}

Row = Mapping[str, str]
Watch = Callable[[Sequence[Found]], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Selection:
    """Claims as found, and the rows of their checks by claim, earliest first.

    `watch` sees the claims go by while they are written, for a progress bar.
    """

    found: Sequence[Found]
    checks: Mapping[str, Sequence[Row]]
    watch: Watch = iter

    def __iter__(self) -> Iterator[Found]:
        """Yield the claims, watched."""
        return self.watch(self.found)

    def rows(self, table: str) -> Iterator[Row]:
        """Yield the rows of one of the three tables."""
        if table == "checks":
            for claim in self.found:
                yield from self.checks.get(claim.row["claim_id"], ())
        elif table == "documents":
            seen = {claim.row["document_id"]: claim.document for claim in self.found}
            yield from (document for document in seen.values() if document["document_id"])
        else:
            yield from map(self._wide, self)

    def _wide(self, claim: Found) -> Row:
        given = [check for check in self.checks.get(claim.row["claim_id"], ()) if check["status"]]
        latest = given[-1] if given else dict.fromkeys(CHECKS.columns, "")
        return {
            **claim.row,
            "checked_at": latest["at"],
            "checked_by": latest["by"],
            **{name: latest[name] for name in ("reason", "note", "evidence_url")},
            **{name: COLUMNS_OF_CLAIMS[name].cell(claim) for name in (*_WORKED_OUT, *_OF_DOCUMENT)},
        }


def gather(
    ledger: Ledger, conditions: Iterable[Condition] = (), sort: str = "", watch: Watch = iter
) -> Selection:
    """Return the claims of a ledger that meet all conditions, with their checks."""
    found = list(select(ledger, conditions, sort))
    wanted = {claim.row["claim_id"] for claim in found}
    checks: defaultdict[str, list[Row]] = defaultdict(list)
    for check in ledger.rows(CHECKS):
        if check["claim_id"] in wanted:
            checks[check["claim_id"]].append(check)
    for signed in checks.values():
        signed.sort(key=lambda check: check["at"])
    return Selection(found, checks, watch)
