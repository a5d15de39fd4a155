"""Words for Markdown: cells of the ledger in, text out that a page or a comment shows as it is.

Text from outside is escaped, so that it is never markup, and no name in it calls a person or an
issue of the host. A claim, who said it, its status and a check read the same wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from claims.ledger.checks import Standing
from claims.ledger.evidence import sources
from claims.model import STATUSES, Status
from claims.views.safe import safe
from claims.views.since import since
from claims.views.tables import OWN_VOICE, UNNAMED
from claims.views.wording import wording

# What Markdown or HTML could take for markup in the middle of a line; a backslash before it makes
# it plain.
_MARKUP = re.compile(r"[\\`*_\[\]<>#|~$&]")
# "@name" and "#12" send word to a person or an issue on most hosts, escaped or not; a space of no
# width after the sign prevents it.
_CALLS = re.compile(r"(@|\\#)(?=\w)")
_NO_WIDTH = "&#8203;"
_BREAKS_LINK = re.compile(r"[<>\s]")


def plain(text: str) -> str:
    r"""Return text that Markdown shows as it is.

    >>> print(plain("[27](x) <b>*towns*"))
    \[27\](x) \<b\>\*towns\*
    >>> print(plain("@desk"))
    @&#8203;desk
    """
    return _CALLS.sub(rf"\g<1>{_NO_WIDTH}", _MARKUP.sub(r"\\\g<0>", safe(text)))


def link(url: str) -> str:
    """Return a web address as a link, and anything else as text."""
    if not url.startswith(("https://", "http://")):
        return plain(url)
    return f"<{_BREAKS_LINK.sub(lambda found: f'%{ord(found[0]):02X}', safe(url))}>"


def statement(row: Mapping[str, str]) -> str:
    """Return a claim in words with its number in bold."""
    line = wording(row)
    number = f"**{plain(line.number)}**" if line.number else ""
    return f"{plain(line.before)}{number}{plain(line.after)}"


def claimant(row: Mapping[str, str]) -> str:
    """Return who is credited with the claim of a row."""
    name = row["claimant"] or row["source"]
    return plain(name or (UNNAMED if row["cue"] else OWN_VOICE))


def status(standing: Standing, labels: Mapping[Status, str]) -> str:
    """Return a status with its sign, in the desk's words, and what must be known beside it."""
    shown = standing.awaiting or standing.status
    words = f"{STATUSES[shown].sign} {plain(labels.get(shown, shown.value))}"
    was = since(standing)
    was = f" ({plain(was)})" if was else ""
    return words + (" (1 of 2)" if standing.awaiting else was)


def check(row: Mapping[str, str], labels: Mapping[Status, str]) -> str:
    """Return a check on one line: when, who, what was found, and on what evidence."""
    found = labels.get(Status(row["status"]), row["status"]) if row["status"] else "note"
    reason = f" ({plain(row['reason'].replace('_', ' '))})" if row["reason"] else ""
    evidence = [
        link(source) for source in (*sources(row["evidence_url"]), row["archive_url"]) if source
    ]
    quoted = [f"“{plain(row['evidence_quote'])}”"] if row["evidence_quote"] else []
    signed = f"{row['at'][:10]} {plain(row['by'])}: **{plain(found)}**{reason}"
    return " · ".join(filter(None, [signed, plain(row["note"]), *evidence, *quoted]))
