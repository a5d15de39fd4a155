"""The tables of cases themselves: every row has a family, a reason and an id of its own."""

from __future__ import annotations

import pytest

from tests.tables import TABLES, rows


@pytest.mark.parametrize("name", TABLES)
def test_every_case_says_what_it_is_for(name: str):
    for case in rows(name):
        assert case["family"], case["id"]
        assert case["why"], case["id"]


def test_a_new_row_renames_no_other():
    """Ids hang on what goes in alone: not on the line, and not on what is expected."""
    ids = [case["id"] for case in rows("quantities")]
    assert "digits: the-stadium-holds-1-250-fans d2485a" in ids
