"""The settings of a ledger, from its claimbook.toml: text in, one value out.

Refused, naming the file: what is no TOML, unknown names, and values of the wrong kind.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import resources

from claims.errors import LedgerError, unknown
from claims.intervals import APPROXIMATE_WIDTH
from claims.ledger.cells import decimal
from claims.model import Status

NEED_EVIDENCE = frozenset({Status.VERIFIED, Status.PARTLY, Status.FALSE})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a desk can decide about its ledger."""

    two_person: bool = False
    keep_texts: bool = True
    approximate: Decimal = APPROXIMATE_WIDTH
    seconds: int = 60  # for reading one document
    megabytes: int = 2_048
    need_evidence: frozenset[Status] = NEED_EVIDENCE
    labels: Mapping[Status, str] = field(default_factory=dict)
    checked_before: tuple[
        str, ...
    ] = ()  # folders of other ledgers whose verdicts count as earlier ones
    rules_off: frozenset[str] = frozenset()  # of the audit, by their names
    # e-mail addresses by name of the checks file
    checkers: Mapping[str, frozenset[str]] = field(default_factory=dict)


_MOST = 1_000_000  # seconds or megabytes
LONGEST = 1_000_000  # characters: thousands of checkers with their addresses


_SECTIONS: dict[str, tuple[str, ...] | None] = {
    "rules": ("two_person", "keep_texts", "need_evidence"),
    "intervals": ("approximate",),
    "reading": ("seconds", "megabytes"),
    "audit": ("off",),
    "checked": ("ledgers",),
    "labels": tuple(status.value for status in Status),
    "checkers": None,  # the desk's own names
}


def default_text() -> str:
    """Return the commented file that a new ledger starts with."""
    return resources.files("claims.data").joinpath("claimbook.toml").read_text("utf-8")


def parse_settings(text: str, file: str) -> Settings:
    r"""Return the settings of a file.

    Raise `LedgerError` with the section and name of the first fault.

    >>> parse_settings("[rules]\ntwo_person = true", "claimbook.toml").two_person
    True
    """
    if len(text) > LONGEST:
        raise LedgerError(
            f"{file}: has {len(text):,} characters, and settings need no more than {LONGEST:,}"
        )
    try:
        written = tomllib.loads(text)
    except (
        ValueError,
        RecursionError,
    ) as error:  # no TOML, a number of thousands of digits, or one list in another
        raise LedgerError(f"{file}: {_short(str(error))}") from error
    for section, entries in written.items():
        _known(section, tuple(_SECTIONS), file, "section")
        if not isinstance(entries, dict):
            raise LedgerError(f"{file}: write [{section}] on a line of its own")
        if names := _SECTIONS[section]:
            for name in entries:
                _known(name, names, file, f"setting of [{section}]")
    rules = written.get("rules", {})
    for name, value in rules.items():
        if name != "need_evidence" and not isinstance(value, bool):
            raise LedgerError(f"{file}: {name} is true or false, not {_short(repr(value))}")
    return Settings(
        two_person=rules.get("two_person", False),
        keep_texts=rules.get("keep_texts", True),
        **_limits(written.get("reading", {}), file),
        approximate=_width(written.get("intervals", {}), file),
        need_evidence=_statuses(rules.get("need_evidence", sorted(NEED_EVIDENCE)), file),
        checked_before=_names(written.get("checked", {}), "ledgers", "folders", file),
        rules_off=frozenset(_names(written.get("audit", {}), "off", "rules", file)),
        labels={
            Status(name): _label(name, label, file)
            for name, label in written.get("labels", {}).items()
        },
        checkers={
            name: _addresses(name, given, file)
            for name, given in written.get("checkers", {}).items()
        },
    )


def _known(name: str, names: tuple[str, ...], file: str, kind: str) -> None:
    if name not in names:
        raise LedgerError(f"{file}: {unknown(name, names, kind)}")


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}..."


def _width(intervals: Mapping[str, object], file: str) -> Decimal:
    value = intervals.get("approximate", str(APPROXIMATE_WIDTH))
    width = decimal(str(value))
    if width is None or not 0 <= width < 1:
        raise LedgerError(
            f'{file}: approximate is a share from 0 to 1 such as "0.10", not {_short(repr(value))}'
        )
    return width


def _limits(reading: Mapping[str, object], file: str) -> dict[str, int]:
    for name, value in reading.items():
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= _MOST:
            raise LedgerError(
                f"{file}: {name} is a whole number from 1 to {_MOST:,}, not {_short(repr(value))}"
            )
    return {name: value for name, value in reading.items() if isinstance(value, int)}


def _statuses(given: object, file: str) -> frozenset[Status]:
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        raise LedgerError(
            f'{file}: need_evidence is a list such as ["verified", "false"], not '
            f"{_short(repr(given))}"
        )
    for name in given:
        _known(name, tuple(Status), file, "status")
    return frozenset(map(Status, given))


def _names(section: Mapping[str, object], setting: str, kind: str, file: str) -> tuple[str, ...]:
    """Return a list of names; which names there are is known to those who use them."""
    named = section.get(setting, [])
    if not isinstance(named, list) or not all(isinstance(name, str) for name in named):
        raise LedgerError(
            f'{file}: {setting} is a list of {kind} in quotes such as ["..."], not {named!r}'
        )
    return tuple(named)


def _label(name: str, label: object, file: str) -> str:
    if not isinstance(label, str) or not label.strip():
        raise LedgerError(
            f"{file}: the label of {name} is a text in quotes, not {_short(repr(label))}"
        )
    return label


def _addresses(name: str, given: object, file: str) -> frozenset[str]:
    addresses = given if isinstance(given, list) else [given]
    if not addresses or not all(
        isinstance(address, str) and "@" in address for address in addresses
    ):
        raise LedgerError(
            f"{file}: the checker {name} has e-mail addresses in quotes, not {_short(repr(given))}"
        )
    return frozenset(str(address).casefold() for address in addresses)
