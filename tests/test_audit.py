"""The audit: what each rule flags and, as important, what it leaves alone."""

from __future__ import annotations

import pytest

import claims
from tests.tables import cases


@pytest.mark.parametrize("case", cases("audit"))
def test_flags_of_one_text(case):
    flags = claims.audit(claims.extract(case["text"]))
    expected = [(case["rule"], case["severity"])] if case["rule"] else []
    assert [(flag.rule, flag.severity) for flag in flags] == expected
    assert all(any(sign in flag.arithmetic for sign in "=>→") for flag in flags)
