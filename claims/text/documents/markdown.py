"""Markdown in, `Document` out: metadata from the front matter, and the text without its markup.

The markup goes because addresses in links and numbered lists are full of digits that nobody states.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from claims.model import Document
from claims.text.documents.dates import iso_date
from claims.text.documents.decode import decode, normalise
from claims.text.documents.given import is_web_address
from claims.text.documents.names import METADATA_NAMES, FieldName
from claims.text.documents.plain import headline, with_headline
from claims.text.documents.raw import Raw

if TYPE_CHECKING:
    from markdown_it.token import Token

_YAML = re.compile(r"---[ \t]*\n(?P<matter>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<matter>(?:.*\n)*?)\+\+\+[ \t]*(?:\n|$)")
_LONGEST_MATTER = 20_000
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}
# "title: Rebels retreat", "author: 'Jane Q. Doe'"; nested YAML is indented and so does not match
_YAML_LINE = re.compile(r"(?P<key>[A-Za-z_]+)[ \t]*:[ \t]*(?P<value>.*)")
_QUOTED = re.compile(r"(?P<mark>[\"'])(?P<inside>.*)(?P=mark)", re.DOTALL)


def read_markdown(raw: Raw) -> Document:
    """Read Markdown.

    The headline is the front matter's title, else a first heading, else as in plain text.
    """
    fields, marked = front_matter(decode(raw))
    # "&#27;" is a control character only now
    heading, body = map(normalise, without_markup(marked))
    title = fields.pop("title", "") or heading or headline(body)
    url = fields.pop("url", "")
    return Document(
        text=with_headline(title, body),
        title=title,
        publisher=fields.get("publisher", ""),
        author=fields.get("author", ""),
        published=iso_date(fields.get("published", "")),
        language=fields.get("language", ""),
        url=raw.url or (url if is_web_address(url) else ""),
        path=raw.path,
    )


def front_matter(text: str) -> tuple[dict[FieldName, str], str]:
    r"""Split the YAML or TOML block at the top of a text from the rest; only flat values are read.

    >>> front_matter("---\ntitle: Rebels retreat\n---\nText")
    ({'title': 'Rebels retreat'}, 'Text')
    """
    head = text[:_LONGEST_MATTER]
    for block, read in ((_YAML, _of_yaml), (_TOML, _of_toml)):
        if match := block.match(head):
            return _known(read(match["matter"])), text[match.end() :]
    return {}, text


def _known(values: Sequence[tuple[str, str]]) -> dict[FieldName, str]:
    """Return the values that are fields of a document; of two for one field, the first counts."""
    small = [(key.lower(), value) for key, value in reversed(values)]
    return {METADATA_NAMES[key]: value for key, value in small if key in METADATA_NAMES}


def _of_yaml(matter: str) -> list[tuple[str, str]]:
    lines = _YAML_LINE.finditer(matter)
    return [(line["key"], _unquoted(line["value"].strip())) for line in lines]


def _of_toml(matter: str) -> list[tuple[str, str]]:
    try:
        return [(key, str(value)) for key, value in tomllib.loads(matter).items()]
    # no TOML, a number of thousands of digits, or one list in another
    except (ValueError, RecursionError):
        return []


def without_markup(text: str) -> tuple[str, str]:
    r"""Return the first heading, if the text opens with one, and the text without markup.

    Blank lines part its blocks.

    >>> without_markup("# Rebels retreat\n\nThe army **retook** [27 towns](https://example.org/1).")
    ('Rebels retreat', 'Rebels retreat\n\nThe army retook 27 towns.')
    """
    from markdown_it import MarkdownIt  # a tenth of a second that only Markdown should cost

    tokens = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table").parse(text)
    blocks = list(_blocks(tokens))
    opened_by, first = blocks[0] if blocks else ("", "")
    heading = " ".join(first.split()) if opened_by == "heading_open" else ""
    return heading, "\n\n".join(block for _, block in blocks if block)


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Yield the blocks of a text, each with the type of what opened it."""
    cells: list[str] = []
    opened_by = ""
    for token in tokens:
        if token.type == "tr_close":
            yield opened_by, " | ".join(cells)
            cells = []
        elif token.type in ("code_block", "fence"):
            yield opened_by, token.content.strip()
        elif token.type == "inline" and opened_by in ("th_open", "td_open"):
            cells.append(_words(token))
        elif token.type == "inline":
            yield opened_by, _words(token)
        opened_by = token.type


def _words(inline: Token) -> str:
    """Return the words of a block, without what marks them."""
    return "".join(map(_piece, inline.children or ())).strip()


def _piece(token: Token) -> str:
    """Return what a piece of a block adds to its words: a mark adds nothing, a break a space."""
    if token.type in ("text", "code_inline"):
        return token.content
    return _BREAKS.get(token.type, "")


def _unquoted(value: str) -> str:
    """Return a value of YAML without its quotation marks or brackets."""
    quoted = _QUOTED.fullmatch(value)
    return quoted["inside"] if quoted else value.strip("[]")
