"""Find the agency that an article is a copy of, from its dateline or its credit.

In comes the text of an article, out goes the agency's name as `claims/data/names/agencies.txt` has
it, or "". Only places where papers put it count: the dateline ("PORT MARLOW, March 3 (Reuters) - A
quake"), the byline ("By The Associated Press") and the credit at the end ("© 2026 AFP"); an agency
that is only quoted is no origin.
"""

from __future__ import annotations

import re
from functools import cache

from claims.data import parts, rows

_HEAD, _TAIL = 1500, 600  # characters that the dateline and the credit are looked for in


@cache
def _agencies() -> dict[str, str]:
    """Each form of a name with the name."""
    found = {}
    for name, forms in rows("names/agencies"):
        found.update(dict.fromkeys(parts(forms), name))
    return found


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    forms = "|".join(sorted(map(re.escape, _agencies()), key=len, reverse=True))
    head = re.compile(
        rf"""
        # "PORT MARLOW, March 3 (Reuters) -"
        ^[^\n]{{0,80}}\((?P<dateline>{forms})\)\s{{0,2}}(?:[-–—:]|--)
        # "VARESK, March 3. /TASS/."
        | ^[^/\n]{{0,80}}/(?P<slashed>{forms})/[.\s]
        # "By The Associated Press"
        | ^(?:By|BY|From|Source:)\s(?P<byline>{forms})[ \t.]*$
        """,
        re.VERBOSE | re.MULTILINE,
    )
    tail = re.compile(
        rf"""
        (?:©|\(c\)|Copyright)\s?(?:\d{{4}}\s)?(?P<copyright>{forms})\b    # "© 2026 AFP"
        | ^[\[(—–-]?\s?(?:Source:\s)?(?P<credit>{forms})[\])]?[ \t.]*$    # "(AP)", "— Reuters"
        | ^\((?:Reporting|Writing)\sby\s[^()\n]{{1,200}}\)                # Reuters' own form
        """,
        re.VERBOSE | re.MULTILINE,
    )
    return head, tail


def find_origin(text: str) -> str:
    r"""Find the agency that an article comes from.

    >>> find_origin("Quake kills 40\n\nPORT MARLOW, March 3 (Reuters) - A quake struck.")
    'Reuters'
    >>> find_origin("The mayor told Reuters that 40 had died.")
    ''
    """
    head, tail = _patterns()
    found = head.search(text[:_HEAD]) or tail.search(text[-_TAIL:])
    if found is None:
        return ""
    # what names nobody is Reuters' own form
    form = next(filter(None, found.groupdict().values()), "Reuters")
    return _agencies().get(form, form)
