"""HTML pages in, `Document` out.

Metadata from JSON-LD and meta tags first, the body by trafilatura.

Nothing of the page is run or fetched. The text is the headline and the paragraphs of the body;
menus, advertisements, captions and comments are left out as far as trafilatura can tell them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import TYPE_CHECKING

from claims.errors import UnreadableDocument
from claims.model import Document
from claims.text.documents.dates import iso_date
from claims.text.documents.decode import decode, normalise
from claims.text.documents.given import is_web_address
from claims.text.documents.jsonld import article_fields
from claims.text.documents.plain import with_headline
from claims.text.documents.raw import Raw

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]{1,40})""", re.I
)
# meta names by field, best first; `property` and `name` are read alike since sites mix them up
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title"),
    "publisher": ("og:site_name", "dc.publisher", "citation_journal_title", "application-name"),
    "author": ("author", "dc.creator", "article:author", "parsely-author", "citation_author"),
    "published": (
        "article:published_time",
        "date",
        "dc.date",
        "parsely-pub-date",
        "pubdate",
        "citation_date",
    ),
    "url": ("og:url",),
    "language": ("og:locale", "dc.language"),
}


# the elements of trafilatura's own tree (TEI names) that hold text of their own line
_BLOCKS = frozenset(("p", "head", "item", "list", "quote", "table", "row", "div", "code", "ab"))
_SHORTEST_ARTICLE = 40  # characters; a page with less is a menu or an error
# fields that trafilatura guesses, with its names for them
_GUESSES = {
    "title": "title",
    "author": "author",
    "published": "date",
    "publisher": "sitename",
    "url": "url",
    "language": "language",
}
_TAG = re.compile(r"""<(?P<name>[a-zA-Z][\w-]*)(?:[^<>"']+|"[^"]*"|'[^']*')*>?""")
_LONGEST_TAG = 10_000  # characters, enough for any tag but those with a whole picture inside
_LONGEST_FIELD = 1_000  # characters; what is longer is no title and no name
_REFERENCE = re.compile(r"&#(?:[xX]0*(?P<hex>[0-9a-fA-F]{1,6})|0*(?P<decimal>[0-9]{1,7}));?")


def read_html(raw: Raw) -> Document:
    """Read a page.

    Raises:
        UnreadableDocument: trafilatura is not installed, or there is no article in the page.
    """
    tree = _tree(raw)
    fields = _Fields(article_fields(_json_ld(tree)), _meta_fields(tree))
    blocks = _body(tree, raw, fields)
    body = "\n\n".join(filter(None, (" ".join(normalise(block).split()) for block in blocks)))
    if len(body) < _SHORTEST_ARTICLE:
        raise UnreadableDocument(
            raw.place, "holds no article that can be told from the rest of the page"
        )
    title = fields.best("title")
    return Document(
        text=with_headline(title, body),
        title=title,
        publisher=fields.best("publisher"),
        author=fields.best("author"),
        published=next(filter(None, map(iso_date, fields.each("published"))), ""),
        language=fields.best("language")[:2].lower(),
        url=raw.url or next(filter(is_web_address, (_canonical(tree), fields.best("url"))), ""),
        path=raw.path,
    )


def _tree(raw: Raw) -> HtmlElement:
    """Return the elements of a page, without what its parser could choke on."""
    try:
        import trafilatura  # a fifth of a second that only pages should cost
    except ImportError:
        raise UnreadableDocument(
            raw.place, "HTML needs an extra: pip install 'claimbook[web]'"
        ) from None
    charset = raw.charset or _declared_charset(raw.content)
    source = decode(Raw(raw.place, raw.content, charset=charset))
    tree = trafilatura.load_html(_TAG.sub(_bounded, _REFERENCE.sub(_harmless, source)))
    if tree is None:
        raise UnreadableDocument(raw.place, "is no HTML page")
    return tree


class _Fields:
    """What a page says of its article: in JSON-LD, in meta tags, and as trafilatura guesses."""

    def __init__(self, structured: dict[str, str], meta: dict[str, str]) -> None:
        self.structured = structured
        self._told = [structured, meta]

    def add_guesses(self, found: object) -> None:
        """Add what trafilatura found, which counts where the page itself says nothing."""
        names = _GUESSES.items()
        self._told.append({field: str(getattr(found, name, None) or "") for field, name in names})

    def each(self, field: str) -> list[str]:
        """Return what each says of a field, the surest first; "" where it says nothing."""
        return [told.get(field, "") for told in self._told]

    def best(self, field: str) -> str:
        """Return the surest that is said of a field, in one line; nothing that is too long."""
        value = next(filter(None, self.each(field)), "")
        return " ".join(normalise(value).split()) if len(value) <= _LONGEST_FIELD else ""


def _body(tree: HtmlElement, raw: Raw, fields: _Fields) -> Iterable[str]:
    """Return the blocks of the article, and add to its fields what trafilatura guesses of it."""
    import trafilatura
    from trafilatura.settings import Document as Extracted
    from trafilatura.settings import use_config

    settings = use_config()
    # below its usual 250 characters it flattens the whole page, captions and all; news in brief is
    # shorter than that
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(_SHORTEST_ARTICLE))
    found = trafilatura.bare_extraction(
        tree, url=raw.url or None, include_comments=False, with_metadata=True, config=settings
    )
    fields.add_guesses(found)
    if isinstance(found, Extracted):
        return _blocks(found.body)
    return fields.structured.get("body", "").split("\n")


def _bounded(tag: re.Match[str]) -> str:
    """Cut a monstrous tag down to its name.

    The parser compares each attribute with all others of the tag.
    """
    return tag[0] if len(tag[0]) <= _LONGEST_TAG else f"<{tag['name']}>"


def _harmless(reference: re.Match[str]) -> str:
    """Resolve a reference to a control character, which the XML inside trafilatura cannot hold.

    "&#146;" is an apostrophe by the HTML standard's table; "&#27;" is nothing that a text needs.
    """
    code = int(reference["hex"], 16) if reference["hex"] else int(reference["decimal"])
    if 31 < code < 127 or code > 159:
        return reference[0]
    # without the thousands of zeros that can stand before it
    return normalise(unescape(f"&#{code};")) or " "


def _blocks(element: HtmlElement) -> Iterator[str]:
    """Yield the paragraphs, headings, list items and table rows of the body, in order.

    The body is what trafilatura found.
    """
    if element.tag == "row":
        yield " | ".join(" ".join(_text(cell).split()) for cell in element)
    elif _BLOCKS.isdisjoint(child.tag for child in element):
        yield _text(element)
    else:
        yield from _inner_blocks(element)


def _inner_blocks(element: HtmlElement) -> Iterator[str]:
    """Yield the blocks of an element that holds others, and the text between them."""
    yield element.text or ""
    for child in element:
        yield from _blocks(child)
        yield child.tail or ""


def _text(element: HtmlElement) -> str:
    pieces = [element.text or ""]
    for child in element:
        pieces += [" " if child.tag == "lb" else _text(child), child.tail or ""]
    return "".join(pieces)


def _declared_charset(content: bytes) -> str:
    match = _CHARSET.search(content[:4096])
    return match[1].decode("ascii") if match else ""


def _json_ld(tree: HtmlElement) -> list[str]:
    return [script.text for script in tree.iter("script") if _is_json_ld(script)]


def _is_json_ld(script: HtmlElement) -> bool:
    """Tell a script that holds data of the page, and is not empty."""
    return "ld+json" in (script.get("type") or "").lower() and bool(script.text)


def _meta_fields(tree: HtmlElement) -> dict[str, str]:
    """Return what the meta tags of a page say of its article."""
    content = _meta_content(tree)
    fields = {
        field: next(filter(None, map(content.get, names)), "") for field, names in _META.items()
    }
    # Open Graph's article:author is a profile page more often than a name
    if is_web_address(fields["author"]):
        fields["author"] = ""
    fields["language"] = tree.get("lang") or fields["language"]
    return fields


def _meta_content(tree: HtmlElement) -> dict[str, str]:
    """Return what each meta tag holds by its name, of several the first."""
    content: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").strip().lower()
        content.setdefault(name, (meta.get("content") or "").strip())
    return content


def _canonical(tree: HtmlElement) -> str:
    """Return the address that a page names as its own."""
    links = filter(_is_canonical, tree.iter("link"))
    return next((link.get("href") or "" for link in links), "")


def _is_canonical(link: HtmlElement) -> bool:
    return (link.get("rel") or "").lower() == "canonical"
