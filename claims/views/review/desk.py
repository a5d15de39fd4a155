"""A ledger as the review screen needs it: opened once, looked up at once, written through at once.

Claims, their documents and their checks are held by id, so that moving about reads no file but the text of an article.
Decisions go straight to the ledger, and only what they change is worked out again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from claims.ledger.checks import UNCHECKED, Standing, Vote, standing_of, votes
from claims.ledger.corrections import correct, plan
from claims.ledger.filters import Condition, Found
from claims.ledger.ledger import Ledger
from claims.ledger.rows import check_from_row, claim_from_row, claim_row, entry_row
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS
from claims.ledger.verdicts import changes_since
from claims.model import STATUSES, Check, Claim, EvidenceKind, Reason, Status
from claims.numbers.worth import Repeats, Worth, worth

_TEXTS = 64  # articles kept at hand
Watch = Callable[[Iterable[dict[str, str]]], Iterator[dict[str, str]]]


class LedgerDesk:
    """The desk of one checker at one ledger; `watch` sees the claims go by while they are read, for a progress bar."""

    def __init__(self, ledger: Ledger, by: str, given: Iterable[Condition] = (), watch: Watch = iter) -> None:
        self.by = by
        self._watch = watch
        self.given = tuple(given)  # met by every claim of every queue
        self.labels = ledger.settings.labels
        self._ledger = ledger
        self._read()

    def reload(self) -> None:
        """Read the whole ledger again."""
        self._ledger = Ledger.open(self._ledger.folder)
        self._read()

    def _read(self) -> None:
        self._claims = {claim.claim_id: claim for claim in map(claim_from_row, self._watch(self._ledger.rows(CLAIMS)))}
        self._documents = {row["document_id"]: row for row in self._ledger.rows(DOCUMENTS)}
        self._checks: dict[str, list[Check]] = defaultdict(list)
        signed = list(self._ledger.rows(CHECKS))
        for row in signed:
            self._checks[row["claim_id"]].append(check_from_row(row))
        for checks in self._checks.values():
            checks.sort(key=lambda check: check.at)
        self._standings = {
            claim_id: self._stands(claim_id, given)
            for claim_id, given in votes(signed).items()
            if claim_id in self._claims
        }
        self._in_document: dict[str, list[str]] = defaultdict(list)
        for claim in self._claims.values():
            self._in_document[claim.document_id].append(claim.claim_id)
        self._repeats = Repeats(self._claims.values())
        self._scores: dict[str, int] = {}
        self._text = lru_cache(maxsize=_TEXTS)(self._ledger.text)

    def order(self, wanted: str, by_worth: bool) -> Sequence[str]:
        """Return the claims that also meet these conditions (`status=unverified; value>=1000`), open ones first.

        Raises `LedgerError` on a condition that is none.
        """
        conditions = map(Condition.parse, filter(str.strip, wanted.split(";")))
        tests = [condition.test() for condition in (*self.given, *conditions)]
        found = list(self._claims)
        if tests:
            found = [claim_id for claim_id in found if all(test(self.found(claim_id)) for test in tests)]
        if by_worth:
            # those that need nobody come last as they stand: working out their worth would only take time
            needed = {claim_id for claim_id in found if self.is_open(claim_id)}
            found.sort(key=lambda claim_id: self._place(claim_id) if claim_id in needed else (2, 0))
        return found

    def row(self, claim_id: str) -> Mapping[str, str]:
        """Return the cells of a claim."""
        return claim_row(self._claims[claim_id])

    def status(self, claim_id: str) -> Status:
        """Return where a claim stands."""
        return self.standing(claim_id).status

    def standing(self, claim_id: str) -> Standing:
        """Return where a claim stands, with what awaits a second checker."""
        return self._standings.get(claim_id, UNCHECKED)

    def is_open(self, claim_id: str) -> bool:
        """Return whether the claim needs this checker.

        One that awaits a second checker is done for the first; one that changed under its verdict needs everybody
        again.
        """
        standing = self.standing(claim_id)
        if standing.was:
            return True
        own = (standing.latest or {}).get(self.by)
        return STATUSES[standing.status].is_open and not (standing.awaiting and own == standing.awaiting)

    def checks(self, claim_id: str) -> Sequence[Check]:
        """Return the checks of a claim in order of time."""
        return self._checks.get(claim_id, ())

    def worth(self, claim_id: str) -> Worth:
        """Return why a claim is worth checking."""
        claim = self._claims[claim_id]
        return worth(claim, self._documents[claim.document_id]["title"], self._repeats.others(claim))

    def describe(self, claim_id: str) -> tuple[Status, str, str]:
        """Return a claim's status, words and claimant."""
        claim = self._claims[claim_id]
        return self.status(claim_id), claim.surface, claim.claimant or claim.source or ""

    def source(self, claim_id: str) -> str:
        """Return the heading of the claim's article."""
        document = self._documents[self._claims[claim_id].document_id]
        names = (document["title"] or document["document_id"], document["publisher"], document["published"][:10])
        return " · ".join(filter(None, names))

    def article(self, claim_id: str) -> tuple[str, list[Claim]]:
        """Return the claim's article and all claims in it; where texts are not kept, its quote and itself."""
        claim = self._claims[claim_id]
        if text := self._text(claim.document_id):
            return text, [self._claims[each] for each in self._in_document[claim.document_id]]
        start = max(claim.quote.find(claim.surface), 0)
        end = start + len(claim.surface)
        return claim.quote, [replace(claim, start=start, end=end, source_start=None, source_end=None)]

    def own(self, claim_id: str) -> Mapping[str, str]:
        """Return the cells that would sign again the status which this checker's checks give the claim now.

        A status that was given to other words is not given again.
        """
        given = [check for check in self.checks(claim_id) if check.by == self.by and check.status]
        if not given or not given[-1].status or changes_since(given[-1].checked, self._claims[claim_id]):
            return {"status": Status.UNVERIFIED.value}
        return {"status": given[-1].status.value, "reason": given[-1].reason.value if given[-1].reason else ""}

    def sign(self, claim_id: str, cells: Mapping[str, str]) -> Check:
        """Append a check to the ledger."""
        draft = Check(
            check_id="",
            claim_id=claim_id,
            at="",
            by=self.by,
            status=Status(cells["status"]) if cells.get("status") else None,
            reason=Reason(cells["reason"]) if cells.get("reason") else None,
            note=cells.get("note", ""),
            evidence_url=cells.get("evidence_url", ""),
            evidence_kind=EvidenceKind(cells.get("evidence_kind", "")),
            evidence_quote=cells.get("evidence_quote", ""),
            archive_url=cells.get("archive_url", ""),
        )
        [check] = self._ledger.sign([draft])
        self._checks[claim_id].append(check)
        self._restand(claim_id)
        return check

    def edit(self, claim_id: str, cells: Mapping[str, str]) -> None:
        """Correct cells of a claim; with `edited` among them, take a correction back."""
        fields = {name: cell for name, cell in cells.items() if name != "edited"}
        marks = {claim_id: cells["edited"]} if "edited" in cells else {}
        correct(self._ledger, plan(self._ledger, {claim_id: fields}), self.by, marks=marks)
        self._claims[claim_id] = self._ledger.claim(claim_id)
        self._scores.pop(claim_id, None)
        self._restand(claim_id)

    def found(self, claim_id: str) -> Found:
        """Return a claim with where it stands and its document."""
        claim = self._claims[claim_id]
        return Found(claim_row(claim), self.standing(claim_id), self._documents[claim.document_id])

    def _restand(self, claim_id: str) -> None:
        """Work out again where one claim stands."""
        for given in votes(map(entry_row, self._checks[claim_id])).values():
            self._standings[claim_id] = self._stands(claim_id, given)

    def _stands(self, claim_id: str, given: Sequence[Vote]) -> Standing:
        return standing_of(given, self._claims[claim_id], self._ledger.settings.two_person)

    def _place(self, claim_id: str) -> tuple[int, int]:
        """Return where an open claim belongs: first those that changed under their verdict, then by worth."""
        return (0 if self.standing(claim_id).was else 1, -self._score(claim_id))

    def _score(self, claim_id: str) -> int:
        if claim_id not in self._scores:
            self._scores[claim_id] = self.worth(claim_id).score
        return self._scores[claim_id]
