"""What was found when somebody looked around a ledger, in the one form that `doctor` shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, in words, and what to do where it is not fine.

    A note says what may stay as it is.
    """

    words: str
    remedy: str = ""
    is_note: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether something should be done."""
        return bool(self.remedy) and not self.is_note
