"""A ledger as the review screen needs it: opened once, looked up at once, written through at once.

Claims, their documents and their checks are held by id (`holdings`), so that moving about reads no
file but the text of an article. Decisions go straight to the ledger, and only what they change is
worked out again. While a large ledger is still being read, the desk knows its first claims, in the
order of the articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from claims.ledger import renaming
from claims.ledger.assignments import NOBODY, assigned
from claims.ledger.checks import UNCHECKED, Standing, Vote, standing_of, votes
from claims.ledger.conditions import Condition, Found
from claims.ledger.corrections import correct, plan
from claims.ledger.drafts import confirmations, taken_back
from claims.ledger.evidence import Copy, refuse_without_evidence
from claims.ledger.identity import checker_slug
from claims.ledger.ledger import Ledger
from claims.ledger.rows import claim_row, entry_row
from claims.model import STATUSES, Basis, Check, Claim, Status
from claims.numbers.worth import Worth, worth
from claims.views.review.answers import as_checks
from claims.views.review.holdings import SLICE, Holdings
from claims.views.review.pen import Pen
from claims.views.wording import Wording, wording

if TYPE_CHECKING:
    from claims.numbers.noticing import Notice, Noticing

_TEXTS = 64  # articles kept at hand


class QueueLine(NamedTuple):
    """One claim in the queue."""

    status: Status
    statement: Wording
    claimant: str
    is_carried: bool  # nobody is named where it stands: the account of a sentence before goes on
    is_mine: bool  # assigned to the reviewer


class LedgerDesk:
    """The desk of one checker at one ledger.

    An `is_patient` desk reads the whole ledger first; for others `read_on` reads a part at a time.
    """

    def __init__(
        self, ledger: Ledger, by: str, given: Iterable[Condition] = (), is_patient: bool = True
    ) -> None:
        self.by = by
        self.given = tuple(given)  # met by every claim of every queue
        self.labels = ledger.settings.labels
        self._open(ledger)
        while is_patient and self.read_on():
            pass

    def reload(self) -> None:
        """Read the whole ledger again."""
        self._open(Ledger.open(self._ledger.folder))
        while self.read_on():
            pass

    def read_on(self) -> bool:
        """Read some more; tell whether there may be more."""
        return next(self._steps, None) is not None

    @property
    def is_read(self) -> bool:
        """Whether all of the ledger is read."""
        return self._is_read

    @property
    def count(self) -> int:
        """How many claims are read."""
        return len(self._claims)

    def _open(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._held = Holdings(ledger)
        self._claims, self._documents, self._checks = (
            self._held.claims,
            self._held.documents,
            self._held.checks,
        )
        self._assigned = assigned(ledger)
        self._standings: dict[str, Standing] = {}
        self._scores: dict[str, int] = {}
        self._text = lru_cache(maxsize=_TEXTS)(ledger.text)
        self._look_anew()
        self._is_read = False
        self._steps = self._reading()
        for claim_id in list(self._checks):
            self._restand(claim_id)

    def _reading(self) -> Iterator[bool]:
        """Read the rest, then work out all that the order of a whole queue needs."""
        for _ in self._held.steps():
            yield True
        for number, claim_id in enumerate(list(self._checks)):
            self._restand(claim_id)
            if number % SLICE == 0:
                yield True
        for number, claim_id in enumerate(list(self._claims)):
            if self.is_open(claim_id):
                self._score(claim_id)
            if number % SLICE == 0:
                yield True
        self._is_read = True

    def order(self, wanted: Sequence[Condition], by_worth: bool) -> Sequence[str]:
        """Return the claims that also meet these conditions, open ones first."""
        tests = [condition.test() for condition in (*self.given, *wanted)]
        found = list(self._claims)
        if tests:
            found = [
                claim_id for claim_id in found if all(test(self.found(claim_id)) for test in tests)
            ]
        if by_worth and self._is_read:
            # those that need nobody come last as they stand: working out their worth would only
            # take time
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
        """Tell whether the claim needs this checker.

        One that awaits a second checker is done for the first; one that changed under its verdict
        needs everybody again.
        """
        standing = self.standing(claim_id)
        if standing.was:
            return True
        own = (standing.latest or {}).get(self.by)
        return STATUSES[standing.status].is_open and not (
            standing.awaiting and own == standing.awaiting
        )

    def is_mine(self, claim_id: str) -> bool:
        """Tell whether the claim is assigned to this checker."""
        to = self.assignment(claim_id)["to"]
        return bool(to) and checker_slug(to) == checker_slug(self.by)

    def assignment(self, claim_id: str) -> Mapping[str, str]:
        """Return who is to check a claim and until when; empty cells where nobody is."""
        return self._assigned.get(claim_id, NOBODY)

    def checks(self, claim_id: str) -> Sequence[Check]:
        """Return the checks of a claim in order of time."""
        return self._checks.get(claim_id, ())

    def worth(self, claim_id: str) -> Worth:
        """Return why a claim is worth checking."""
        claim = self._claims[claim_id]
        return worth(
            claim, self._documents[claim.document_id]["title"], self._held.repeats.others(claim)
        )

    def notice(self, claim_id: str) -> Notice:
        """Return what does not fit about a claim, and what was checked before."""
        from claims.numbers.noticing import NOTHING

        document_id = self._claims[claim_id].document_id
        if document_id not in self._notices:
            article = [self.found(each) for each in self._held.in_document[document_id]]
            self._notices[document_id] = self._noticing.notices(article, article)
        return self._notices[document_id].get(claim_id, NOTHING)

    @property
    def left_out(self) -> Sequence[str]:
        """What `notice` does not look for in a ledger as large as this one."""
        return self._noticing.left_out

    @cached_property
    def _noticing(self) -> Noticing:
        # the words of the rules are slow to load, and a large ledger is shown before it is noticed
        from claims.numbers.noticing import Noticing

        return Noticing(self._ledger)

    def _look_anew(self) -> None:
        """Forget what was noticed: claims may have changed."""
        self.__dict__.pop("_noticing", None)
        self._notices: dict[str, Mapping[str, Notice]] = {}

    def line(self, claim_id: str) -> QueueLine:
        """Return a claim as the queue shows it."""
        claim = self._claims[claim_id]
        is_carried = claim.attribution is Basis.CARRIED
        name = claim.claimant or claim.source or ""
        return QueueLine(
            self.status(claim_id),
            wording(claim_row(claim)),
            name,
            is_carried,
            self.is_mine(claim_id),
        )

    def rest(self, claim_id: str) -> Sequence[str]:
        """Return the open claims of the claim's article, in text order.

        Those that changed under a verdict are left out.
        """
        article = self._held.in_document[self._claims[claim_id].document_id]
        return [each for each in article if self.is_open(each) and not self.standing(each).was]

    def source(self, claim_id: str) -> str:
        """Return the heading of the claim's article.

        It begins with what the text does not say, because the line may be cut.
        """
        document = self._documents[self._claims[claim_id].document_id]
        names = (
            document["publisher"],
            document["published"][:10],
            document["title"] or document["document_id"],
        )
        return " · ".join(filter(None, names))

    def article(self, claim_id: str) -> tuple[str, list[Claim]]:
        """Return the claim's article and all claims in it.

        Where texts are not kept, return its quote and the claim itself.
        """
        claim = self._claims[claim_id]
        if text := self._text(claim.document_id):
            return text, [self._claims[each] for each in self._held.in_document[claim.document_id]]
        start = max(claim.quote.find(claim.surface), 0)
        end = start + len(claim.surface)
        return claim.quote, [
            replace(claim, start=start, end=end, source_start=None, source_end=None)
        ]

    def sign(self, drafts: Mapping[str, Mapping[str, str]]) -> Sequence[Check]:
        """Append a check to each of some claims, as one change of the ledger.

        Raises `LedgerError` where what was given as a source is none, and `LacksEvidence` where a
        status needs one.
        """
        signed = as_checks(drafts, self.by, self._documents)
        for check in signed.checks:
            refuse_without_evidence(check, self._ledger.settings.need_evidence)
        return self._signed(signed.checks, signed.copies)

    def is_evidence_needed(self, status: Status) -> bool:
        """Tell whether a status is not given without evidence."""
        return status in self._ledger.settings.need_evidence

    def take_back(self, checks: Sequence[Check]) -> None:
        """Append what takes some checks back: what their signer had said of the claims before."""
        self._signed(taken_back(self._ledger, checks))

    def confirm(self, claim_id: str) -> Check:
        """Sign that the verdict still holds for a claim that changed under it.

        Raise `LedgerError` if it did not.
        """
        [draft] = confirmations(self._ledger, [claim_id], self.by)
        [check] = self._signed([draft])
        return check

    def _signed(self, drafts: Sequence[Check], copies: Sequence[Copy] = ()) -> Sequence[Check]:
        checks = self._ledger.sign(drafts, copies)
        self._noticing.forget_verdicts()
        self._notices.clear()
        for claim_id in self._held.put(checks):
            self._restand(claim_id)
        return checks

    def namesakes(self, claim_id: str) -> Sequence[str]:
        """Return the claims of the claim's article that are credited to its claimant."""
        claim = self._claims[claim_id]
        article = [self._claims[each] for each in self._held.in_document[claim.document_id]]
        return [
            each.claim_id for each in article if each.claimant == claim.claimant and not each.gone
        ]

    def renamed(self, claim_id: str, name: str) -> Mapping[str, Mapping[str, str]]:
        """Return the cells by claim that give the claim's claimant another name in its article."""
        claim = self._claims[claim_id]
        planned = renaming.plan(self._ledger, claim.document_id, claim.claimant, name)
        return {
            correction.claim_id: {column: after for column, (_, after) in correction.cells.items()}
            for correction in planned
        }

    def edit(self, changes: Mapping[str, Mapping[str, str]]) -> None:
        """Correct cells of claims, all or none.

        With `edited` among them, take a correction back.
        """
        fields = {
            claim_id: {name: cell for name, cell in cells.items() if name != "edited"}
            for claim_id, cells in changes.items()
        }
        marks = {
            claim_id: cells["edited"] for claim_id, cells in changes.items() if "edited" in cells
        }
        correct(self._ledger, plan(self._ledger, fields), self.by, marks=marks)
        self._look_anew()
        for claim_id in changes:
            self._claims[claim_id] = self._ledger.claim(claim_id)
            self._scores.pop(claim_id, None)
            self._restand(claim_id)

    @property
    def pen(self) -> Pen:
        """What writes beside verdicts; `reload` reads what it wrote."""
        return Pen(self._ledger, self.by)

    def found(self, claim_id: str) -> Found:
        """Return a claim with where it stands and its document."""
        claim = self._claims[claim_id]
        return Found(claim_row(claim), self.standing(claim_id), self._documents[claim.document_id])

    def _restand(self, claim_id: str) -> None:
        """Work out again where one claim stands."""
        for given in (
            votes(map(entry_row, self._checks[claim_id])).values()
            if claim_id in self._claims
            else ()
        ):
            self._standings[claim_id] = self._stands(claim_id, given)

    def _stands(self, claim_id: str, given: Sequence[Vote]) -> Standing:
        return standing_of(given, self._claims[claim_id], self._ledger.settings.two_person)

    def _place(self, claim_id: str) -> tuple[int, int]:
        """Return where an open claim belongs in the queue.

        Those that changed under their verdict come first, then the most worth checking.
        """
        return (0 if self.standing(claim_id).was else 1, -self._score(claim_id))

    def _score(self, claim_id: str) -> int:
        if claim_id not in self._scores:
            self._scores[claim_id] = self.worth(claim_id).score
        return self._scores[claim_id]
