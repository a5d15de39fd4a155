"""A sheet taken into a ledger: its rows and the ledger as it stands in, one planned step out.

A row that names a claim, by its id or by its words, corrects it where it says otherwise and gives a
verdict where it has one; another row is a new claim. All of it goes through the same functions as
the verbs, and nothing is written here: see `taken`. A row that cannot be taken in is a problem with
its line, and keeps nothing else out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from claims.errors import ClaimbookError, UnknownClaim
from claims.ledger.batch import faults_of, newborn
from claims.ledger.corrections import EDITABLE, FOLLOWS, Correction, planned, typed
from claims.ledger.identity import document_id, with_free_id
from claims.ledger.ledger import Ledger
from claims.ledger.rows import claim_from_row, claim_row
from claims.ledger.schema import CLAIMS
from claims.model import STATUSES, Check, Claim, Document, Reason, Status
from claims.sheets.articles import WHERE, Cells, Row, articles
from claims.sheets.checks import KnownChecks, finding
from claims.sheets.differences import SIGNED, VERDICT, Differences, differences
from claims.sheets.fingerprint import COLUMN
from claims.sheets.mapping import Columns
from claims.sheets.refusal import Refused
from claims.sheets.sheet import Sheet
from claims.sheets.stated import Statements
from claims.sheets.taken import Taken
from claims.sheets.verdicts import Verdict

FIELDS = tuple(
    dict.fromkeys(
        (
            "claim_id",
            "quote",
            *EDITABLE,
            *WHERE,
            *VERDICT,
            *SIGNED,
            "awaiting",
            "was",
            COLUMN,
            *sorted(FOLLOWS),
        )
    )
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a sheet is taken in.

    It says what verdicts mean, who signs, why where a row does not say, and whether newer work
    gives way.
    """

    words: Mapping[str, Verdict]
    by: str
    reason: Reason | None = None
    is_forced: bool = False


def take(
    sheet: Sheet, columns: Columns, ledger: Ledger, now: Mapping[str, Cells], wishes: Wishes
) -> Taken:
    """Plan what a sheet changes, and change nothing.

    `now` has all claims of the ledger as they would be exported, by id. Raises `ClaimbookError`
    where the sheet has no column that says which claim.
    """
    if not {"claim_id", "quote"} & set(columns.of):
        raise ClaimbookError(
            f"{sheet.file}: no column is the quote: map one, as --map quote=Statement"
        )
    return _Taker(sheet, columns, ledger, now, wishes).taken()


class _Taker:
    """Plans row by row."""

    def __init__(
        self,
        sheet: Sheet,
        columns: Columns,
        ledger: Ledger,
        now: Mapping[str, Cells],
        wishes: Wishes,
    ) -> None:
        self._file, self._columns, self._ledger, self._now, self._wishes = (
            sheet.file,
            columns,
            ledger,
            now,
            wishes,
        )
        self._rows = [
            (line, dict.fromkeys(FIELDS, "") | columns.cells(row)) for line, row in sheet.rows
        ]
        self._known = KnownChecks(ledger)
        self._told: dict[str, int] = {}  # the line that a claim was told on
        self._taken = Taken()

    def taken(self) -> Taken:
        """Return the plan."""
        others: list[Row] = []
        for line, cells in self._rows:
            if not cells["claim_id"]:
                others.append((line, cells))
                continue
            try:
                claim_id = cells["claim_id"]
                [claim_id] = (
                    [claim_id] if claim_id in self._now else self._ledger.resolve([claim_id])
                )
            except UnknownClaim as error:
                self._refuse(
                    line, Refused("claim_id", f"{error}: leave the id of a new claim empty")
                )
            else:
                self._compare(line, cells, claim_id)
        for document, batch in articles(self._ledger, others, self._file):
            self._article(document, batch)
        self._drop_unsound()
        self._taken.problems.sort(key=lambda problem: problem.line)
        return self._taken

    def _article(self, document: Document, rows: Sequence[Row]) -> None:
        """Plan what rows without an id state of one article."""
        known = self._ledger.known(document)
        key = known.document_id if known else document.document_id or document_id(document)
        logged = self._ledger.claims_of(key) if known else []
        stated = Statements(replace(document, document_id=key))
        taken, had = {claim.claim_id for claim in logged}, len(logged)
        for line, cells in rows:
            try:
                claim = replace(stated.claim(cells), document_id=key, checkable=True)
                if there := _same_place(claim, logged):
                    self._compare(line, cells, there.claim_id)
                else:
                    new = self._new(line, cells, with_free_id(claim, taken))
                    taken.add(new.claim_id)
                    logged.append(new)
            except Refused as refused:
                self._refuse(line, refused)
        is_changed = known is None or known.sha256 != document.sha256
        if len(logged) > had and is_changed:
            self._taken.documents[rows[0][0]] = replace(document, document_id=key)

    def _compare(self, line: int, cells: Cells, claim_id: str) -> None:
        """Plan what a row says otherwise of a claim that the ledger has."""
        if claim_id in self._told:
            self._refuse(
                line,
                Refused(
                    "claim_id", f"is told on line {self._told[claim_id]} already: keep one row"
                ),
            )
            return
        self._told[claim_id] = line
        now = self._now[claim_id]
        found = differences(cells, now, self._columns.of, self._wishes.is_forced)
        for refused in found.refused:
            self._refuse(line, refused)
        try:
            correction = planned(
                {name: now[name] for name in CLAIMS.columns}, found.corrected, self._ledger
            )
            check = self._check(cells, found, claim_id)
        except Refused as refused:
            self._refuse(line, refused)
            return
        except ClaimbookError as error:
            self._refuse(line, Refused("", str(error)))
            return
        if correction.cells:
            self._taken.corrections[line] = correction
        if check:
            self._taken.checks[line] = check
        self._taken.same += not (correction.cells or check or found.refused)

    def _check(self, cells: Cells, found: Differences, claim_id: str) -> Check | None:
        """Return the check that a row gives.

        It is a verdict with the evidence of the row, or a note alone.
        """
        said = {name: found.verdict.get(name, "") for name in (*VERDICT, *SIGNED)}
        if not cells[COLUMN]:  # a desk's own row means who and when it names
            said |= {name: cells[name] for name in SIGNED}
        if not any(said[name] for name in VERDICT):
            return None
        is_verdict = bool(said["status"] or said["reason"])
        if is_verdict:
            said |= {name: cells[name] for name in ("status", "evidence_url", "evidence_kind")}
            verdict = self._wishes.words.get(cells["status"].casefold())
            # any other reason belongs to the verdict before
            if verdict and STATUSES[verdict.status].needs_reason:
                said["reason"] = cells["reason"]
        return self._finding(said, claim_id, is_verdict)

    def _finding(self, said: Cells, claim_id: str, is_verdict: bool) -> Check | None:
        wishes = self._wishes
        draft = finding({**said, "checked": ""}, wishes.words, wishes.by, wishes.reason)
        if draft is None and is_verdict:  # "unverified" takes one's own verdict back
            draft = Check(
                check_id="",
                claim_id="",
                at="",
                by=said["by"] or wishes.by,
                status=Status.UNVERIFIED,
            )
        return self._known.new(replace(draft, claim_id=claim_id)) if draft else None

    def _new(self, line: int, cells: Cells, claim: Claim) -> Claim:
        """Plan a claim that the ledger does not have."""
        row = claim_row(claim)
        told = {
            name: typed(name, cells[name])
            for name in EDITABLE
            if cells[name] and name not in ("quote", "surface")
        }
        changed = {
            name: cell for name, cell in told.items() if cell.casefold() != row[name].casefold()
        }
        marks = " ".join(dict.fromkeys(("surface", "quote", *changed)))
        new = Correction(newborn(claim).before, {**row, **changed, "edited": marks})
        try:
            check = self._finding(
                {name: cells[name] for name in (*VERDICT, *SIGNED)}, claim.claim_id, False
            )
            stated = claim_from_row(new.after)
        except Refused:
            raise
        except ClaimbookError as error:
            raise Refused("", str(error)) from None
        self._taken.news[line] = new
        self._told[claim.claim_id] = line
        if check:
            self._taken.checks[line] = check
        return stated

    def _drop_unsound(self) -> None:
        """Keep out what the ledger could not hold, or what a row says that its article does not."""
        taken = self._taken
        texts = {document.document_id: document.text for document in taken.documents.values()}
        for line, name, message in list(
            faults_of(self._ledger, {**taken.corrections, **taken.news}, texts)
        ):
            self._refuse(line, Refused(name, message))
            for group in (taken.corrections, taken.news, taken.checks):
                group.pop(line, None)

    def _refuse(self, line: int, refused: Refused) -> None:
        self._taken.problems.append(refused.problem(self._file, line, self._columns.of))


def _same_place(claim: Claim, logged: Iterable[Claim]) -> Claim | None:
    """Return the first logged claim that shares words with this one in the article."""
    living = (old for old in logged if not old.gone)
    return next((old for old in living if old.start < claim.end and claim.start < old.end), None)
