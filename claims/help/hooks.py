"""Hooks of the site.

The order of its pages from index.md, and the Python reference from docstrings.

Read by mkdocs alone (`mkdocs.yml`); the program shows the same pages without it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import claims

INDEX = Path(__file__).with_name("index.md")
REFERENCE = "reference.md"
MODULES = ("claims.model", "claims.intervals", "claims.frames", "claims.errors")
_GROUP = re.compile(r"^## (?P<title>.+)\n(?P<list>(?:\n*- .+)+)", re.MULTILINE)
_PAGE = re.compile(r"\((?P<page>\w+\.md)\)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Set the pages in the groups of index.md, the reference after them."""
    groups: list[Any] = [
        {group["title"]: _PAGE.findall(group["list"])}
        for group in _GROUP.finditer(INDEX.read_text("utf-8"))
    ]
    config.nav = ["index.md", *groups, {"Python reference": REFERENCE}]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the reference: what `import claims` gives, then the modules whose names it hands out."""
    face = [f"{_home(name)}.{name}" for name in claims.__all__ if _home(name) not in MODULES]
    entries = [f"::: {path}" for path in (*face, *MODULES)]
    written = "\n\n".join(("# Python reference", *entries)) + "\n"
    files.append(File.generated(config, REFERENCE, content=written))
    return files


def _home(name: str) -> str:
    return str(getattr(claims, name).__module__)
