"""Checks from a sheet.

Mapped rows and a ledger in, checks to sign and a problem for every refused row out.

A row names its claim by id, or by its quote (and, where that is not enough, the number's words and
the article). Its verdict is read by `verdicts`, its date must be one that can be read in one way
only. A check that the ledger has already is counted and not signed again, so a sheet can be
imported as often as it grows. A verdict that needs evidence and has none is refused. Nothing is
written here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar

from claims.errors import ClaimbookError, LacksEvidence, LedgerError, UnknownClaim
from claims.ledger.checks import sound
from claims.ledger.evidence import copied_faults, read_cell, refuse_without_evidence
from claims.ledger.identity import person
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CLAIMS, DOCUMENTS
from claims.model import STATUSES, Check, EvidenceKind, Problem, Reason, Status
from claims.sheets.differences import VERDICT
from claims.sheets.mapping import Columns
from claims.sheets.refusal import Refused
from claims.sheets.sheet import Sheet
from claims.sheets.verdicts import Verdict
from claims.text.documents.dates import iso_date

Word = TypeVar("Word", Reason, EvidenceKind)
_WHICH = ("claim_id", "quote", "surface", "document_id", "url", "title")
FIELDS = (*_WHICH, *VERDICT, "at", "by", "checked")
_NO_REASON = (
    '"{0}" is {1}, which needs a reason: fill in a column reason, or say --verdict "{0}={1} '
    'REASON", '
    "or --reason REASON for all such rows"
)
_QUOTES = str.maketrans("“”„«»‘’", '"""""\'\'')


@dataclass(frozen=True, slots=True)
class ChecksFound:
    """Checks to sign, how many rows said nothing new, and what is wrong with the others."""

    drafts: tuple[Check, ...]
    blank: int
    known: int
    problems: tuple[Problem, ...]


def checks_in(
    sheet: Sheet,
    columns: Columns,
    ledger: Ledger,
    words: Mapping[str, Verdict],
    by: str,
    reason: Reason | None = None,
) -> ChecksFound:
    """Read the checks of a sheet.

    `words` says what verdicts mean, `by` who signs rows that name nobody, and `reason` why a claim
    is partly right or false where neither the verdict's word nor a column says it. Raises
    `ClaimbookError` where the sheet has no column that tells which claim or none that tells what
    was found.
    """
    if not {"claim_id", "quote"} & set(columns.of):
        raise ClaimbookError(
            f"{sheet.file}: no column says which claim: map claim_id or quote, as --map quote=Claim"
        )
    if not set(VERDICT) & set(columns.of):
        raise ClaimbookError(
            f"{sheet.file}: no column says what was found: map status or note, as --map "
            "note=Finding"
        )
    claims, known = _Claims(ledger), KnownChecks(ledger)
    drafts: list[Check] = []
    problems: list[Problem] = []
    blank = old = 0
    for line, row in sheet.rows:
        cells = dict.fromkeys(FIELDS, "") | columns.cells(row)
        try:
            found = finding(cells, words, by, reason)
            if found is None:
                blank += 1
                continue
            draft = known.new(replace(found, claim_id=claims.named(cells)))
        except Refused as refused:
            problems.append(refused.problem(sheet.file, line, columns.of))
            continue
        except ClaimbookError as error:
            problems.append(Problem(sheet.file, line, "", str(error)))
            continue
        if draft is None:
            old += 1
        else:
            known.add(draft)
            drafts.append(draft)
    return ChecksFound(tuple(drafts), blank, old, tuple(problems))


class KnownChecks:
    """The checks of a ledger, and those that a sheet has given before.

    They are kept by what makes two checks the same.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._documents = {row["document_id"] for row in ledger.rows(DOCUMENTS)}
        self._dated: set[tuple[object, ...]] = set()
        self._undated: set[tuple[object, ...]] = set()
        for check in ledger.checks:
            self.add(check)
        self._moments = {(check.claim_id, check.at) for check in ledger.checks}

    def add(self, check: Check) -> None:
        """Know one more."""
        self._dated.add((check.at, *_likeness(check)))
        self._undated.add(_likeness(check))

    def new(self, draft: Check) -> Check | None:
        """Return a check of a sheet as the ledger can take it.

        None where the ledger has it already.

        Raises `Refused` where its verdict needs evidence, `LedgerError` where it is not sound.
        """
        check = sound(replace(draft, evidence_url=self._evidence(draft.evidence_url)))
        if self.has(check):
            return None
        try:
            refuse_without_evidence(check, self._ledger.settings.need_evidence)
        except LacksEvidence as lacking:
            raise Refused("evidence_url", str(lacking)) from None
        return check

    def _evidence(self, cell: str) -> str:
        """Return the sources of a cell as a check keeps them; refuse what this ledger has not."""
        try:
            read = read_cell(cell, self._documents, may_copy=False).cell
        except LedgerError as error:
            raise Refused("evidence_url", str(error)) from None
        for fault in copied_faults(self._ledger.store, read, self._documents):
            raise Refused("evidence_url", fault)
        return read

    def has(self, draft: Check) -> bool:
        """Tell whether a check of a sheet is known.

        It is looked for at its moment, or at any moment where the sheet gives none.

        A sheet that was exported here says where the claim stood, which may be more than any one
        check says.
        """
        if not draft.at:
            return _likeness(draft) in self._undated
        is_standing = (draft.claim_id, draft.at) in self._moments
        return (draft.at, *_likeness(draft)) in self._dated or (
            is_standing and draft.status == self._ledger.status(draft.claim_id)
        )


def finding(
    cells: Mapping[str, str], words: Mapping[str, Verdict], by: str, otherwise: Reason | None
) -> Check | None:
    """Return what a row says was found, on no claim yet; None where it says nothing.

    See `checks_in`. Raises `Refused`.
    """
    verdict = _verdict(cells["status"], words)
    is_verdict = verdict.status != Status.UNVERIFIED
    says_more = any(cells[name] for name in ("note", "evidence_url", "evidence_quote"))
    if not is_verdict and not says_more:
        return None
    reason = _reason(cells, verdict, otherwise)
    return Check(
        check_id="",
        claim_id="",
        at=_moment(cells["at"]),
        by=cells["by"] or by,
        status=verdict.status if is_verdict else None,
        reason=reason if is_verdict else None,
        note=cells["note"],
        evidence_url=cells["evidence_url"],
        evidence_kind=_word(EvidenceKind, cells, "evidence_kind"),
        evidence_quote=cells["evidence_quote"],
        archive_url=cells["archive_url"],
        checked=cells["checked"],
    )


def _verdict(cell: str, words: Mapping[str, Verdict]) -> Verdict:
    """Return what a desk's word for a status means; an empty cell is no verdict."""
    if not cell:
        return Verdict(Status.UNVERIFIED)
    known = words.get(cell.casefold())
    if known is None:
        raise Refused("status", f'"{cell}" is no verdict I know: say --verdict "{cell}=STATUS"')
    return known


def _reason(cells: Mapping[str, str], verdict: Verdict, otherwise: Reason | None) -> Reason | None:
    """Return the reason that a row gives, or its verdict, or where one is needed the sheet."""
    reason = _word(Reason, cells, "reason") if cells["reason"] else verdict.reason
    if reason is None and verdict.status and STATUSES[verdict.status].needs_reason:
        if otherwise is None:
            raise Refused("status", _NO_REASON.format(cells["status"], verdict.status))
        return otherwise
    return reason


def _word(kind: type[Word], cells: Mapping[str, str], field: str) -> Word:
    try:
        return kind(cells[field].casefold().replace(" ", "_"))
    except ValueError:
        raise Refused(
            field, f'"{cells[field]}" is none of {", ".join(filter(None, kind))}'
        ) from None


def _moment(text: str) -> str:
    """Return a date as the ledger writes a moment, "" where there is none.

    A time without a zone is UTC.
    """
    if not text:
        return ""
    day = iso_date(text)
    if not day:
        raise Refused("at", f'"{text}" is no date I can be sure of: write it as 2024-05-31')
    moment = datetime.fromisoformat(day)
    return (
        (moment if moment.tzinfo else moment.replace(tzinfo=UTC))
        .astimezone(UTC)
        .strftime("%Y-%m-%dT%H:%M:%SZ")
    )


def _likeness(check: Check) -> tuple[object, ...]:
    """Return what makes two checks the same, their moments aside."""
    found = (check.status, check.reason, check.note, check.evidence_url, check.evidence_quote)
    return (check.claim_id, person(check.by), *found)


class _Claims:
    """The claims of a ledger by what a sheet can name them with."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._documents = {row["document_id"]: row for row in ledger.rows(DOCUMENTS)}
        self._by_quote: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
        for row in ledger.rows(CLAIMS):
            self._by_quote[plain(row["quote"])].append(row)

    def named(self, cells: Mapping[str, str]) -> str:
        """Return the id of the one claim that a row names."""
        if cells["claim_id"]:
            try:
                return self._ledger.resolve([cells["claim_id"]])[0]
            except UnknownClaim as error:
                raise Refused("claim_id", str(error)) from None
        if not cells["quote"]:
            raise Refused("quote", "says no claim: give its id or its quote")
        found = list(self._matching(cells))
        if len(found) == 1:
            return found[0]["claim_id"]
        if not found:
            raise Refused("quote", "is the quote of no claim in the ledger")
        numbers = ", ".join(f'"{row["surface"]}"' for row in found[:5])
        raise Refused(
            "quote",
            f"is the quote of {len(found)} claims ({numbers}): give surface or claim_id too",
        )

    def _matching(self, cells: Mapping[str, str]) -> Iterator[dict[str, str]]:
        for row in self._by_quote[plain(cells["quote"])]:
            document = self._documents[row["document_id"]]
            is_same_place = all(
                plain(document[name]) == plain(cells[name])
                for name in ("url", "title")
                if cells[name]
            )
            is_same_document = cells["document_id"] in ("", row["document_id"])
            if (
                is_same_place
                and is_same_document
                and plain(cells["surface"]) in ("", plain(row["surface"]))
            ):
                yield row


def plain(text: str) -> str:
    """Return a text as people compare it.

    Case, spaces and the kind of its quotation marks do not count.
    """
    return re.sub(r"\s+", " ", text.translate(_QUOTES)).strip(" \"'").casefold()
