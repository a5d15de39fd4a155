"""The help pages as a site.

They are built strictly, so that a broken link or a docstring that nobody can read is an error.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claims.cli.help import PAGES
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


def test_site_has_every_page_in_the_order_of_the_guide(site: Path):
    written = (site / "index.html").read_text("utf-8")
    begun = written.index("md-nav__list")
    places = [
        written.index(f'href="{page.stem}/"', begun)
        for page in PAGES.glob("*.md")
        if page.stem != "index"
    ]
    assert len(set(places)) == len(places)
    assert written.index('href="session/"') < written.index('href="way/"')


def test_reference_is_made_from_the_docstrings(site: Path):
    written = (site / "reference" / "index.html").read_text("utf-8")
    for name in ("claims.text.extract.extract", "claims.model.Claim", "claims.frames.spark_schema"):
        assert f'id="{name}"' in written


def test_nothing_is_fetched_from_elsewhere(site: Path):
    for page in site.rglob("*.html"):
        written = page.read_text("utf-8")
        for load in ('src="http', 'rel="stylesheet" href="http', 'rel="preconnect"'):
            assert load not in written, page
