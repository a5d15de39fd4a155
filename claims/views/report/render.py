"""The report's page as HTML: a `Page` in, the pieces of one file out.

Style and script stand in the page, and its content security policy names them by their digests and
allows nothing else: no network, no other script, no inline handler. All text goes through `safe`
and is escaped; only http(s) addresses become links. jinja2's undefined names are errors here.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from claims.views.report.page import Page
from claims.views.safe import safe

_FOLDER = Path(__file__).parent


def render(page: Page) -> Iterator[bytes]:
    """Yield the HTML of a page."""
    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(_FOLDER),
        undefined=StrictUndefined,
        finalize=lambda value: (
            safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value
        ),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["web"] = lambda address: address.startswith(("https://", "http://"))
    style, script = ((_FOLDER / name).read_text("utf-8") for name in ("report.css", "report.js"))
    allowed = (f"style-src {_digest(style)}", f"script-src {_digest(script)}")
    policy = "; ".join(("default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"))
    template = environment.get_template("report.html.j2")
    for chunk in template.generate(
        page=page, style=Markup(style), script=Markup(script), policy=policy
    ):
        yield chunk.encode("utf-8", "backslashreplace")


def _digest(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"
