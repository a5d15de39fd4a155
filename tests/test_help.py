"""The pages of `claimbook help`: listed, shown, and as spelled in the texts that point to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from claims.cli import VERBS
from claims.cli.help import PAGES
from claims.ledger.conditions import CLOSED, FIELDS, MEANINGS
from claims.views.columns import COLUMNS
from claims.views.export.formats import FORMATS
from claims.views.review.keys import GROUPS
from tests.conftest import ROOT, Run

LISTED = re.compile(r"^- \[(?P<topic>\w+)\]\((?P=topic)\.md\).*", re.MULTILINE)
TOPICS = {page.stem for page in PAGES.glob("*.md")}


def _topics() -> list[Path]:
    return [page for page in PAGES.glob("*.md") if page.stem != "index"]


def _purpose(page: Path) -> str:
    """Return what stands behind the colon of a page's title."""
    title = page.read_text("utf-8").partition("\n")[0]
    return title.partition(": ")[2] or title.lstrip("# ")


def test_the_index_tells_what_each_page_is_for(update: bool):
    """A page's title is written once; `--update` writes it into the index."""
    index = PAGES / "index.md"
    written = index.read_text("utf-8")
    lines = {page.stem: f"- [{page.stem}]({page.name}): {_purpose(page)}" for page in _topics()}
    if update:
        written = LISTED.sub(lambda found: lines[found["topic"]], written)
        index.write_text(written, "utf-8")
    assert sorted(found[0] for found in LISTED.finditer(written)) == sorted(lines.values())


def test_help_alone_shows_the_index(run: Run):
    assert run("help").stdout == (PAGES / "index.md").read_text("utf-8")


def test_the_page_on_commands_tells_every_verb(update: bool):
    page = PAGES / "commands.md"
    rows = "".join(f"| `{verb}` | {line} |\n" for verb, (_, line) in VERBS.items())
    written = page.read_text("utf-8")
    if update:
        head = r"(?<=\| verb \| what it does \|\n\|---\|---\|\n)(?:\|.*\n)*"
        written = re.sub(head, lambda _: rows, written)
        page.write_text(written, "utf-8")
    assert f"\n|---|---|\n{rows}\n" in written


def test_every_link_of_a_page_leads_somewhere():
    """Links of the pages stay within them, so that they work in the site too.

    Those of the README stay within the project.
    """
    for page in (*PAGES.glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[\w-]+)?\)", page.read_text("utf-8")):
            assert (page.parent / target).is_file(), f"{page.name}: {target}"
            assert page.parent != PAGES or "/" not in target, f"{page.name}: {target}"


OF_CODE = (ROOT / "CONTRIBUTING.md", *(PAGES / f"{name}.md" for name in ("extending", "way")))
"""Pages that show the way through the code; the others are about ledgers and name few files."""


@pytest.mark.parametrize("page", [*PAGES.glob("*.md"), *OF_CODE[:1]], ids=lambda page: page.stem)
def test_the_files_of_the_project_that_a_page_names_exist(page: Path):
    for written in re.findall(r"`((?:claims|tests|seeds)/[\w./-]*)`", page.read_text("utf-8")):
        assert (ROOT / written).exists(), f"{page.name}: {written}"


@pytest.mark.parametrize("page", OF_CODE, ids=lambda page: page.stem)
def test_the_modules_that_a_page_on_the_code_names_exist(page: Path):
    """They stand as `text/actors`, or as `formats.py` and (`tagger`) beside the last such place."""
    places = (ROOT, ROOT / "claims", ROOT / "claims" / "data", ROOT / "claims" / "text")
    for line in page.read_text("utf-8").splitlines():
        beside: Path | None = None
        for alone, written in re.findall(r"(\(?)`([\w./-]+)`", line):
            if "/" in written.strip("/"):
                found = _found(written, places)
                assert found, f"{page.name}: {written}"
                beside = found if found.is_dir() else found.parent
            elif beside and (written.endswith(".py") or alone):
                assert _found(written, (beside,)), f"{page.name}: {written} in {beside}"


@pytest.mark.parametrize("page", OF_CODE, ids=lambda page: page.stem)
def test_the_names_that_a_page_on_the_code_has_of_a_file_stand_in_it(page: Path):
    """As in "its line in `VERBS` of `claims/cli/__init__.py`"."""
    for names, file in re.findall(
        r"((?:`\w+`(?: and )?)+) (?:of|in) `(claims/[\w./]+\.py)`", page.read_text("utf-8")
    ):
        source = (ROOT / file).read_text("utf-8")
        for name in re.findall(r"\w+", names.replace(" and ", " ")):
            assert re.search(rf"^(?:class )?{name}\b", source, re.MULTILINE), f"{file}: {name}"


def _found(written: str, places: Iterable[Path]) -> Path | None:
    both = (place / name for place in places for name in (written, f"{written}.py"))
    return next((path for path in both if path.exists()), None)


def test_a_topic_goes_into_a_pipe_as_it_was_written(run: Run):
    assert run("help", "audit").stdout == (PAGES / "audit.md").read_text("utf-8")


def test_a_wrong_topic_suggests_the_right_one(run: Run):
    done = run("help", "documnts")
    assert done.returncode == 2
    assert 'did you mean "documents"?' in done.stderr


def test_every_topic_that_is_pointed_to_exists():
    for path in [*ROOT.glob("claims/**/*.py"), *ROOT.glob("claims/help/*.md"), ROOT / "README.md"]:
        for topic in re.findall(r"claimbook help ([a-z]+)", path.read_text("utf-8")):
            assert topic in TOPICS, f"{path}: claimbook help {topic}"


def test_the_page_on_review_tells_every_key():
    written = (PAGES / "review.md").read_text("utf-8")
    for key in (key for keys in GROUPS.values() for key in keys):
        names = " ".join(f"`{name}`" for name in key.names.replace("question_mark", "?").split(","))
        assert f"| {names} | {key.sentence} |" in written


def test_the_page_on_export_tells_every_format():
    written = (PAGES / "export.md").read_text("utf-8")
    for name, form in FORMATS.items():
        assert f"| `{name}` | {form.words} |" in written


def test_the_page_on_the_ledger_tells_every_field(update: bool):
    """A column is declared in the schema and told nowhere else.

    `--update` writes it into the page.
    """
    page = PAGES / "ledger.md"
    rows = [f"| `{name}` | {_held(name)} |" for name in dict.fromkeys((*FIELDS, *COLUMNS))]
    table = "\n".join(("| field | holds |", "|---|---|", *rows))
    written = page.read_text("utf-8")
    if update:
        written = re.sub(r"\| field \| holds \|\n(?:\|.*\n)*", lambda _: f"{table}\n", written)
        page.write_text(written, "utf-8")
    assert f"\n\n{table}\n\n" in written


def _held(name: str) -> str:
    meaning = MEANINGS[name] if name in MEANINGS else COLUMNS[name].meaning
    words = " ".join(f"`{word}`" for word in CLOSED.get(name, ()))
    return f"{meaning}: {words}" if words else meaning
