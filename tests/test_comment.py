"""What a pull request is told.

The comment on a diff and on an audit, and the workflow that writes it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from claims.ledger.diff import diff
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CLAIMS
from claims.model import Check, Flag, Reason, Status
from claims.views.comment import LIMIT, changes_comment, flags_comment
from tests.conftest import ROOT, Run, program
from tests.samples import TOWNS, sample

WORKFLOW = ROOT / ".github" / "workflows" / "ledger.yml"
PAGE = ROOT / "claims" / "help" / "hosting.md"


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Ledger, Ledger]:
    sample(tmp_path / "old")
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    return Ledger.open(tmp_path / "old"), Ledger.open(tmp_path / "new")


def _edit(ledger: Ledger, old: str, new: str) -> Ledger:
    path = ledger.folder / "claims.csv"
    written = path.read_text("utf-8")
    assert old in written
    path.write_text(written.replace(old, new), "utf-8")
    return Ledger.open(ledger.folder)


def test_nothing_changed_is_said(versions: tuple[Ledger, Ledger]):
    assert list(changes_comment(diff(*versions), {}))[-1] == "Nothing."


def test_a_changed_number_stands_beside_the_old_one_with_the_status_it_ends(
    versions: tuple[Ledger, Ledger],
):
    old, new = versions
    told = "\n".join(changes_comment(diff(old, _edit(new, "27 towns,,27,", "37 towns,,37,")), {}))
    assert "1 changed claim." in told
    assert "| value | 27 | 37 |" in told
    assert re.search(r"\| ✓ verified \| \S+ outdated \(was verified", told)


def test_a_check_is_told_with_who_signed_it(versions: tuple[Ledger, Ledger]):
    old, new = versions
    [towns] = [row["claim_id"] for row in new.rows(CLAIMS) if row["surface"] == TOWNS.surface]
    draft = Check(check_id="", claim_id=towns, at="2024-05-04T09:00:00Z", by="Cem Kaya")
    found = {"status": Status.FALSE, "reason": Reason.STALE, "evidence_url": "https://e.example/"}
    new.sign([replace(draft, note="*sure* @desk", **found)])
    told = "\n".join(changes_comment(diff(old, new), {}))
    assert "1 new check." in told
    assert (
        "- 2024-05-04 Cem Kaya: **false** (stale) · \\*sure\\* @&#8203;desk · <https://e.example/>"
        in told
    )


def test_text_from_outside_is_no_markup_and_calls_nobody(versions: tuple[Ledger, Ledger]):
    old, new = versions
    hostile = "@admin see #12 <img src=x> | [here](http://e.example) `27`"
    told = "\n".join(changes_comment(diff(old, _edit(new, "27 towns,,27,", f"{hostile},,27,")), {}))
    assert "@&#8203;admin see \\#&#8203;12 \\<img src=x\\> \\| \\[here\\]" in told


def test_a_long_comment_says_what_it_leaves_out():
    flags = [Flag("shares", "error", "m" * 500, "a" * 500, ()) for _ in range(200)]
    lines = list(flags_comment(flags, {}))
    assert sum(len(line) + 1 for line in lines) < LIMIT + 200
    left_out = int(re.match(r"(\d+) more lines: `claimbook audit`", lines[-1])[1])  # type: ignore[index]
    assert left_out + sum(line.startswith("- **error**") for line in lines) == 200


def test_two_forms_at_once_are_refused(run: Run, tmp_path: Path):
    sample(tmp_path / "ledger")
    for verb in ("diff", "audit"):
        done = run(verb, "--json", "--markdown")
        assert done.returncode == 2
        assert "choose one" in done.stderr


def test_the_page_holds_the_workflow(update: bool):
    ours = WORKFLOW.read_text("utf-8")
    theirs = ours.replace("pip install --quiet .", "pip install --quiet claimbook")
    assert ours != theirs
    page = PAGE.read_text("utf-8")
    if update:
        page = re.sub(
            r"```yaml\n(?:name: .*?|# .*?)?```",
            lambda _: f"```yaml\n{theirs}```",
            page,
            count=1,
            flags=re.DOTALL,
        )
        PAGE.write_text(page, "utf-8")
    assert f"```yaml\n{theirs}```" in page


def test_the_workflow_comments_what_a_branch_brings(tmp_path: Path):
    """Its steps are run as the host runs them, in a clone whose branch edits an article."""
    comment, summary = tmp_path / "comment.md", tmp_path / "summary.md"
    host = _host(tmp_path, GITHUB_STEP_SUMMARY=str(summary))
    for step in _steps()[1:3]:
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=tmp_path / "clone",
            env=host,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
    assert summary.read_text("utf-8") == comment.read_text("utf-8")
    told = comment.read_text("utf-8")
    assert "1 new document, 4 new claims." in told
    assert "| **At least 400 homes** burned" in told
    assert "What does not add up\n\n- **error** share" in told


def _steps() -> list[dict[str, str]]:
    [job] = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"].values()
    return [step for step in job["steps"] if "run" in step]


def _host(tmp_path: Path, **given: str) -> dict[str, str]:
    """Make a desk's repository with a branch, and clone it as a host does.

    Return the environment of a step.
    """
    programs = program(tmp_path / "bin")
    env = os.environ | {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "GITHUB_BASE_REF": "main",
        "RUNNER_TEMP": str(tmp_path),
        **{
            f"GIT_{who}_{what}": "a@b.example"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
    }
    script = """
        git init --quiet --initial-branch=main desk && cd desk
        echo 'The flood closed 12 roads, Mayor Anna Berg said.' > one.txt
        claimbook init && claimbook add one.txt && git add . && git commit --quiet --message one
        git switch --quiet --create branch
        echo 'At least 400 homes burned and 200 of 300 schools (50 percent) were damaged, Fire \
Chief Ole Dahl said.' > two.txt
        claimbook add two.txt && git add . && git commit --quiet --message two
        cd .. && git clone --quiet --branch branch desk clone
    """
    subprocess.run(["bash", "-ec", script], cwd=tmp_path, env=env, check=True, capture_output=True)
    return env | given
