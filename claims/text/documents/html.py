"""HTML pages in, `Document` out: metadata from JSON-LD and meta tags first, the body by trafilatura.

Nothing of the page is run or fetched. The text is the headline and the paragraphs of the body; menus, advertisements,
captions and comments are left out as far as trafilatura can tell them.
"""

from __future__ import annotations

import re
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

_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]{1,40})""", re.I)
# meta names by field, best first; `property` and `name` are read alike since sites mix them up
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title"),
    "publisher": ("og:site_name", "dc.publisher", "citation_journal_title", "application-name"),
    "author": ("author", "dc.creator", "article:author", "parsely-author", "citation_author"),
    "published": ("article:published_time", "date", "dc.date", "parsely-pub-date", "pubdate", "citation_date"),
    "url": ("og:url",),
    "language": ("og:locale", "dc.language"),
}


def read_html(raw: Raw) -> Document:
    """Read a page.

    Raises:
        UnreadableDocument: trafilatura is not installed, or there is no article in the page.
    """
    try:
        import trafilatura  # a fifth of a second that only pages should cost
    except ImportError:
        raise UnreadableDocument(raw.place, "HTML needs an extra: pip install 'claimbook[web]'") from None
    charset = raw.charset or _declared_charset(raw.content)
    source = decode(Raw(raw.place, raw.content, charset=charset))
    tree = trafilatura.load_html(source)
    if tree is None:
        raise UnreadableDocument(raw.place, "is no HTML page")
    structured = article_fields(_json_ld(tree))
    meta = _meta_fields(tree)
    found = trafilatura.bare_extraction(tree, url=raw.url or None, include_comments=False, as_dict=True)
    guessed = found if isinstance(found, dict) else {}

    def best(field: str, guess: str = "") -> str:
        found = structured.get(field) or meta.get(field) or guessed.get(guess or field) or ""
        return " ".join(normalise(str(found)).split())

    lines = (line.strip() for line in normalise(guessed.get("text") or structured.get("body", "")).split("\n"))
    body = "\n\n".join(line for line in lines if line)
    if not body:
        raise UnreadableDocument(raw.place, "holds no article that can be told from the rest of the page")
    title = best("title")
    dates = (structured.get("published", ""), meta.get("published", ""), str(guessed.get("date") or ""))
    return Document(
        text=with_headline(title, body),
        title=title,
        publisher=best("publisher", "sitename"),
        author=best("author"),
        published=next(filter(None, map(iso_date, dates)), ""),
        language=best("language")[:2].lower(),
        url=raw.url or next(filter(is_web_address, (_canonical(tree), best("url"))), ""),
        path=raw.path,
    )


def _declared_charset(content: bytes) -> str:
    match = _CHARSET.search(content[:4096])
    return match[1].decode("ascii") if match else ""


def _json_ld(tree: HtmlElement) -> list[str]:
    return [
        script.text for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower() and script.text
    ]


def _meta_fields(tree: HtmlElement) -> dict[str, str]:
    content: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").strip().lower()
        content.setdefault(name, (meta.get("content") or "").strip())
    fields = {field: next((content[name] for name in names if content.get(name)), "") for field, names in _META.items()}
    if is_web_address(fields["author"]):  # Open Graph's article:author is a profile page more often than a name
        fields["author"] = ""
    fields["language"] = tree.get("lang") or fields["language"]
    return fields


def _canonical(tree: HtmlElement) -> str:
    return next(
        (link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), ""
    )
