"""What checkers found.

The current status of claims from their checks, and new checks in their one form.

Checks are only ever added. A status is never stored: the latest status of each checker counts, as
long as the claim has the words that it was given to, and where final statuses differ the claim is
disputed, whoever was last. Rows and claims in, standings out; writing checks is the ledger's part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from claims.errors import LedgerError
from claims.ledger.evidence import FORMS, is_sound
from claims.ledger.identity import person
from claims.ledger.verdicts import changes_since, given_to, is_same_sentence
from claims.model import STATUSES, Check, Claim, Status


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a claim, the one that awaits a second checker, and each checker's latest.

    Where the claim changed under its verdict the status is `outdated`, and `was` is the one that
    the verdict gave, `given` the numbers it was given to, `changed` what changed since.
    `is_read_anew` means that the article still has the sentence, and that the program or a person
    reads it otherwise now.
    """

    status: Status = Status.UNVERIFIED
    awaiting: Status | None = None
    latest: Mapping[str, Status] | None = None  # by checker, in the words they sign with
    was: Status | None = None
    given: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    is_read_anew: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether somebody is still needed.

        Nobody has come to a verdict, or they differ, or it was on other words.
        """
        return self.was is not None or STATUSES[self.status].is_open


UNCHECKED = Standing()


class Vote(NamedTuple):
    """The latest status of one checker on one claim, and the words that it was given to."""

    at: str
    by: str
    status: Status
    checked: str


def votes(rows: Iterable[Mapping[str, str]]) -> dict[str, list[Vote]]:
    """Return what counts of some checks: for every claim the latest status of each checker.

    Raises `LedgerError` on a status that is none.
    """
    latest: dict[str, dict[str, Vote]] = {}
    for row in rows:
        if not row["status"]:
            continue
        by_checker = latest.setdefault(row["claim_id"], {})
        checker = person(row["by"])
        if checker not in by_checker or by_checker[checker].at <= row["at"]:
            by_checker[checker] = Vote(row["at"], row["by"], _status(row["status"]), row["checked"])
    return {claim_id: list(given.values()) for claim_id, given in latest.items()}


def standing_of(given: Sequence[Vote], claim: Claim, two_person: bool = False) -> Standing:
    """Return where a claim stands as it is now: the one place that computes a status.

    A final status that was given to other words than the claim has now speaks for it no longer.
    Where nobody has given one to the words as they are, the claim is `outdated`. `withdrawn` is
    about the row and not about its words: it holds, whoever else has signed, until somebody signs
    another status after it.
    """
    last = max(given, key=lambda vote: (vote.at, vote.by))
    if last.status is Status.WITHDRAWN:
        return Standing(Status.WITHDRAWN, latest=_by_checker(given))
    given = [vote for vote in given if vote.status is not Status.WITHDRAWN]
    latest = _by_checker(given)
    overtaken = _overtaken(given, claim)
    valid = _by_checker(vote for vote in given if vote not in overtaken)
    has_verdict = any(STATUSES[status].is_final for status in valid.values())
    if has_verdict or not overtaken:
        return replace(standing(valid, two_person), latest=latest)
    return replace(_outdated(overtaken, claim, two_person), latest=latest)


def _outdated(overtaken: Mapping[Vote, Sequence[str]], claim: Claim, two_person: bool) -> Standing:
    """Return where a claim stands whose verdicts were all given to other words."""
    before = standing(_by_checker(overtaken), two_person)
    numbers = (given_to(vote.checked).number for vote in overtaken if vote.checked)
    return Standing(
        status=Status.OUTDATED,
        was=before.awaiting or before.status,
        given=tuple(dict.fromkeys(numbers)),
        changed=tuple(dict.fromkeys(chain.from_iterable(overtaken.values()))),
        is_read_anew=all(is_same_sentence(vote.checked, claim) for vote in overtaken),
    )


def _by_checker(given: Iterable[Vote]) -> dict[str, Status]:
    return {vote.by: vote.status for vote in given}


def _overtaken(given: Iterable[Vote], claim: Claim) -> dict[Vote, Sequence[str]]:
    """Return the final votes that were given to other words, with what changed since."""
    final = [vote for vote in given if STATUSES[vote.status].is_final]
    return {vote: changes for vote in final if (changes := changes_since(vote.checked, claim))}


def _status(word: str) -> Status:
    try:
        return Status(word)
    except ValueError as error:
        raise LedgerError(f"checks: {error}; run `claimbook validate`") from error


def standing(latest: Mapping[str, Status], two_person: bool = False) -> Standing:
    """Return what the latest statuses of the checkers make together.

    >>> standing({"Ann": Status.VERIFIED, "Ben": Status.FALSE}).status.value
    'disputed'
    >>> standing({"Ann": Status.VERIFIED, "Ben": Status.CHECKING}).status.value
    'verified'
    >>> one = standing({"Ann": Status.VERIFIED}, two_person=True)
    >>> one.status.value, one.awaiting.value
    ('checking', 'verified')
    """
    final = [status for status in latest.values() if STATUSES[status].is_final]
    if len(set(final)) > 1:
        return Standing(Status.DISPUTED, latest=latest)
    if not final:
        begun = Status.CHECKING in latest.values()
        return Standing(Status.CHECKING if begun else Status.UNVERIFIED, latest=latest)
    if two_person and STATUSES[final[0]].needs_two and len(final) < 2:
        return Standing(Status.CHECKING, awaiting=final[0], latest=latest)
    return Standing(final[0], latest=latest)


def sound(check: Check) -> Check:
    """Return the check; raise `LedgerError` where it says nothing or lacks a reason."""
    says_more = check.note or check.evidence_url or check.evidence_quote
    if check.status is None and not says_more:
        raise LedgerError("a check needs a status, a note or evidence")
    if check.status and STATUSES[check.status].needs_reason and check.reason is None:
        raise LedgerError(f"status {check.status} needs a reason, such as --reason overstated")
    if check.reason and check.status is None:
        raise LedgerError("a reason needs a status")
    _refuse_addresses(check)
    return check


def _refuse_addresses(check: Check) -> None:
    if not is_sound(check.evidence_url):
        raise LedgerError(
            f'"{check.evidence_url}" is no web address and no other evidence: give {FORMS}'
        )
    if check.archive_url and not check.archive_url.startswith(("http://", "https://")):
        raise LedgerError(
            f'"{check.archive_url}" is no web address: it starts with https:// or http://'
        )
