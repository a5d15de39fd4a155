import sys
import unicodedata

import pytest

from claims.views.safe import safe


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [bold] :warning: text", "plain [bold] :warning: text"),
        ("two\nlines\tand a\rreturn", "two⏎lines⇥and a␍return"),
        ("\x1b[2J\x1b]0;title\x07", r"\x1b[2J\x1b]0;title\x07"),
        ("\x9b31m", r"\x9b31m"),
        ("a\u202eb\u2066c", r"a\u202eb\u2066c"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("line\u2028paragraph\u2029next\x85", r"line\u2028paragraph\u2029next\x85"),
        ("tag \U000e0041", r"tag \U000e0041"),
        ("lone \ud800", r"lone \ud800"),
        ("10\u00a0000\u202fkm", "10\u00a0000\u202fkm"),
        ("👩\u200d🚒 ❤️\u200d🔥 🇬🇧 👍🏽", "👩\u200d🚒 ❤️\u200d🔥 🇬🇧 👍🏽"),
        ("6\u200d00", r"6\u200d00"),
    ],
)
def test_shows_what_a_terminal_would_obey_or_hide(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_leaves_no_character_that_is_not_printable() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    left = {c for c in safe(every) if not c.isprintable() and unicodedata.category(c) != "Zs"}
    assert left == set()
