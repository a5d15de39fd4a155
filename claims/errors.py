"""Everything claimbook raises.

One named error per failure, each with one clear message for a person.

The message says where, what was seen and what to do. `ClaimbookError` is caught once, by the
command line, printed on stderr and turned into its `exit_code`. Faults in ledger data are
`model.Problem` values, not errors.
"""

from __future__ import annotations

from collections.abc import Iterable


class ClaimbookError(Exception):
    """Base of all errors; `exit_code` is what the command line ends with."""

    exit_code = 2


class UnreadableDocument(ClaimbookError):
    """A document that is missing, empty, binary, broken or in an unknown format or encoding.

    `place` says which.
    """

    def __init__(self, place: str, message: str) -> None:
        super().__init__(f"{place}: {message}")
        self.place = place
        self.message = message

    def __reduce__(self) -> tuple[type[UnreadableDocument], tuple[str, str]]:
        """Say how another process makes the same error."""
        return type(self), (self.place, self.message)


class LedgerError(ClaimbookError):
    """A ledger that is missing, malformed, locked, or changed underneath."""


class LacksEvidence(LedgerError):
    """A verdict that this desk does not give without evidence."""


class AmbiguousDocument(LedgerError):
    """A document whose address, text and path do not name one document of the ledger.

    A person must say which.
    """


class UnreadableEntry(ClaimbookError):
    """An entry of a word list of `claims.data` that does not say what its file asks for."""


class UnknownClaim(ClaimbookError):
    """A claim id that names no claim, or a prefix that names several."""


class GitError(ClaimbookError):
    """git is missing, this is no repository, or a revision is unknown."""


def unknown(word: str, words: Iterable[str], kind: str) -> str:
    """Return what to say of a word that is none of those there are.

    It names the nearest one, else all of them.

    >>> unknown("verifed", ["verified", "false"], "status")
    '"verifed" is no status: did you mean "verified"?'
    >>> unknown("gibberish", ["verified", "false"], "status")
    '"gibberish" is no status: there are verified, false'
    """
    from difflib import get_close_matches  # only a message pays for it

    words = tuple(words)
    near = get_close_matches(word.casefold(), words, 1)
    return f'"{word}" is no {kind}: ' + (
        f'did you mean "{near[0]}"?' if near else f"there are {', '.join(words)}"
    )
