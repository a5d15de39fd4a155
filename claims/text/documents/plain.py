"""Plain text in, `Document` out; the headline is found by one stated rule or not at all."""

from __future__ import annotations

import re

from claims.model import Document
from claims.text.documents.decode import decode
from claims.text.documents.raw import Raw

_LONGEST_HEADLINE = 200  # characters; a lead paragraph is usually longer
# hard-wrapped text has no line longer than this, so a longer one shows that lines are paragraphs
_WRAPPED_AT = 120
# a full stop closes a sentence, so a line that ends in one is body; "talks with U.S." is an
# abbreviation
_SENTENCE_END = re.compile(r"(?<![A-Z])\.[\"'”’)]*$")


def read_plain(raw: Raw) -> Document:
    """Read plain text."""
    text = decode(raw)
    return Document(text=text, title=headline(text), path=raw.path, url=raw.url)


def headline(text: str) -> str:
    r"""Return the headline of a plain text, empty when its first line is no headline.

    The first line with words is the headline if it has at most 200 characters, does not end in a
    full stop, and stands alone: a blank line or nothing follows, or the lines of the text are whole
    paragraphs.

    >>> headline("Rebels retreat\n\nThe army retook 27 towns.")
    'Rebels retreat'
    >>> headline("The army retook 27 towns.\n\nMore follows.")
    ''
    """
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    is_headline = len(first) <= _LONGEST_HEADLINE and not _SENTENCE_END.search(first)
    return first if is_headline and _is_set_off(rest) else ""


def _is_set_off(rest: str) -> bool:
    """Tell whether a first line is parted from the text behind it, of which there is some."""
    if not rest.strip():
        return False
    following = rest.partition("\n")[0].strip()
    return not following or any(len(line) > _WRAPPED_AT for line in rest.split("\n"))


def with_headline(title: str, body: str) -> str:
    """Put the headline before the body as its own paragraph, unless it stands there already.

    The numbers of a headline are claims too, and often the first to be wrong.
    """
    body = body.strip("\n")
    if not title or " ".join(body[: 2 * len(title)].split()).startswith(" ".join(title.split())):
        return body + "\n"
    return f"{title}\n\n{body}\n"
