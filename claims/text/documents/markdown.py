"""Markdown in, `Document` out: metadata from the front matter, and the text without its markup.

The markup goes because addresses in links and numbered lists are full of digits that nobody states.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
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
# "title: Rebels retreat", "author: 'Jane Q. Doe'"; nested YAML is indented and so does not match
_YAML_LINE = re.compile(r"(?P<key>[A-Za-z_]+)[ \t]*:[ \t]*(?P<value>.*)")


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
    if match := _YAML.match(head):
        pairs = [
            (line["key"], line["value"].strip()) for line in _YAML_LINE.finditer(match["matter"])
        ]
        values: list[tuple[str, str]] = [(key, _unquoted(value)) for key, value in pairs]
    elif match := _TOML.match(head):
        try:
            values = [(key, str(value)) for key, value in tomllib.loads(match["matter"]).items()]
        # no TOML, a number of thousands of digits, or one list in another
        except (
            ValueError,
            RecursionError,
        ):
            values = []
    else:
        return {}, text
    fields = {
        METADATA_NAMES[key.lower()]: value
        for key, value in reversed(values)
        if key.lower() in METADATA_NAMES
    }
    return fields, text[match.end() :]


def without_markup(text: str) -> tuple[str, str]:
    r"""Return the first heading, if the text opens with one, and the text without markup.

    Blank lines part its blocks.

    >>> without_markup("# Rebels retreat\n\nThe army **retook** [27 towns](https://example.org/1).")
    ('Rebels retreat', 'Rebels retreat\n\nThe army retook 27 towns.')
    """
    from markdown_it import MarkdownIt  # a tenth of a second that only Markdown should cost

    tokens = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table").parse(text)
    heading = ""
    blocks: list[str] = []
    cells: list[str] = []
    for position, token in enumerate(tokens):
        if token.type == "tr_close":
            blocks.append(" | ".join(cells))
            cells = []
        elif token.type in ("code_block", "fence"):
            blocks.append(token.content.strip())
        elif token.type == "inline":
            words = _words(token.children or ()).strip()
            opened_by = tokens[position - 1].type
            if opened_by in ("th_open", "td_open"):
                cells.append(words)
                continue
            if opened_by == "heading_open" and not blocks:
                heading = " ".join(words.split())
            blocks.append(words)
    return heading, "\n\n".join(block for block in blocks if block)


def _words(tokens: Iterable[Token]) -> str:
    pieces = {"text": None, "code_inline": None, "softbreak": " ", "hardbreak": "\n"}
    return "".join(pieces[token.type] or token.content for token in tokens if token.type in pieces)


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value.strip("[]")
