"""The article that a page describes in JSON-LD: script contents in, fields of a document out.

Read by the vocabulary of https://schema.org/NewsArticle and its kin. Broken or hostile scripts give
nothing, never an error.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

_ARTICLES = frozenset(
    {
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
        "ReviewNewsArticle",
        "AskPublicNewsArticle",
        "Article",
        "BlogPosting",
        "LiveBlogPosting",
        "Report",
        "ScholarlyArticle",
        "SocialMediaPosting",
    }
)
_MOST_NODES = 10_000
_HOLDERS = ("mainEntity", "@graph")


def article_fields(scripts: Iterable[str]) -> dict[str, str]:
    """Return what the first article described says of itself.

    It may give title, author, publisher, published, url, language and body.
    """
    nodes = list(chain.from_iterable(map(_nodes, scripts)))
    article = next(filter(_is_article, nodes), None)
    if article is None:
        return {}
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    return {
        "title": _text(article.get("headline")) or _text(article.get("name")),
        "author": "; ".join(_names(article.get("author"), named)),
        "publisher": "; ".join(_names(article.get("publisher"), named)),
        "published": _text(article.get("datePublished")),
        "url": _text(article.get("url")) or _id(article.get("mainEntityOfPage")),
        "language": _text(article.get("inLanguage")),
        "body": _text(article.get("articleBody")),
    }


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a script that can stand for a thing of their own.

    They stand at the top, in lists or in @graph.
    """
    try:
        waiting = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
        waiting.extend(_within(node))


def _within(node: object) -> Iterator[Any]:
    """Return what a node holds that can hold things in turn, the last one first."""
    if isinstance(node, list):
        return reversed(node)
    held = map(node.get, _HOLDERS) if isinstance(node, dict) else ()
    return (each for each in held if isinstance(each, dict | list))


def _is_article(node: dict[str, Any]) -> bool:
    """Tell a node of a type that is an article."""
    return any(isinstance(kind, str) and kind in _ARTICLES for kind in _listed(node.get("@type")))


def _listed(value: object) -> list[Any]:
    """Return a value as a list: single ones come without."""
    return value if isinstance(value, list) else [value]


def _names(value: object, named: dict[str, dict[str, Any]]) -> list[str]:
    """Return the names of people or bodies.

    They are written as text, as objects, or as references into @graph.
    """
    names = (_name(one, named) for one in _listed(value))
    return list(dict.fromkeys(filter(None, names)))


def _name(value: object, named: dict[str, dict[str, Any]]) -> str:
    if isinstance(value, dict):
        value = value.get("name") or named.get(_id(value), {}).get("name")
    return _text(value).strip()


def _id(value: object) -> str:
    return _text(value.get("@id")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str:
    if isinstance(value, list):  # single values wrapped in a list are common
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""
