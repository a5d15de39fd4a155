"""A row of a sheet that cannot be taken in.

The field it fails at and why, which becomes a problem with its line.
"""

from __future__ import annotations

from collections.abc import Mapping

from claims.model import Problem


class Refused(Exception):
    """Why a row is not taken in; caught where its line is known."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field

    def problem(self, file: str, line: int, columns: Mapping[str, str]) -> Problem:
        """Return the problem, with the field in the sheet's own words."""
        return Problem(file, line, columns.get(self.field, self.field), str(self))
