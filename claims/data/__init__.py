"""Linguistic knowledge as commented text files, one entry a line, and the one way to read them."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parent


def entries(name: str) -> list[str]:
    """Return the entries of a file in this folder: its lines without comments ("# ...") and blank lines."""
    lines = (re.split(r"(?:^|\s)#", line)[0].strip() for line in (FOLDER / name).read_text("utf-8").splitlines())
    return [line for line in lines if line]
