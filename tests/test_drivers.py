"""The drivers under real git.

Every command that merges, every place a repository can be in, and what goes wrong.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from claims.errors import GitError
from claims.ledger.git import drivers
from claims.ledger.git.drivers import GUARD_CALL, install, uninstall
from tests.simulated import Clone, Rows, claims, claims_text, two_branches

BASE = claims(30, 3)
ONE, TWO, *_ = BASE
LISTING = "claims.csv.conflicts.csv"


def edited(**cells: dict[str, str]) -> Rows:
    return {key: row | cells.get(key, {}) for key, row in BASE.items()}


@pytest.fixture
def disagreeing(tmp_path: Path) -> Clone:
    """Return a clone whose branch `there` has another value for ONE, and a new claimant for TWO."""
    ours = edited(**{ONE: {"value": "27"}})
    theirs = edited(**{ONE: {"value": "37"}, TWO: {"claimant": "Captain Amal"}})
    return two_branches(Clone(tmp_path / "clone"), ours, theirs, BASE)


MERGING = {
    "merge": ("merge there", "commit -q -m done"),
    "rebase": ("rebase -q main there", "rebase --continue"),
    "cherry-pick": ("cherry-pick there", "cherry-pick --continue"),
}


@pytest.mark.parametrize("how", MERGING)
def test_conflicts_are_listed_and_commits_refused_until_decided(
    disagreeing: Clone, how: str
) -> None:
    clone = disagreeing
    start, go_on = (command.split() for command in MERGING[how])
    said = clone.git(*start, allowed=(1,))
    assert f'{ONE} value: "27" here, "37" there' in said
    assert clone.claims_text() == claims_text(
        edited(**{ONE: {"value": "27"}, TWO: {"claimant": "Captain Amal"}})
    )
    assert (
        clone.ledger / LISTING
    ).read_text() == f"id,field,base,ours,theirs\n{ONE},value,2,27,37\n"

    clone.git("add", "-A")
    assert "undecided conflicts" in clone.git(*go_on, allowed=(1,))
    assert "undecided conflicts" in clone.git("commit", "--no-verify", "-m", "anyway", allowed=(1,))

    decided = clone.claimbook("merge", "--resolve", f"{ONE}=theirs")
    assert decided.returncode == 0, decided.stderr
    clone.git("add", "-A")
    clone.git(*go_on)
    committed = clone.git("show", "HEAD:ledger/claims.csv")
    assert committed == claims_text(
        edited(**{ONE: {"value": "37"}, TWO: {"claimant": "Captain Amal"}})
    )
    assert clone.git("status", "--porcelain") == ""


def test_stash_pop(disagreeing: Clone) -> None:
    clone = disagreeing
    clone.git("checkout", "-q", "main~1")
    clone.write_claims(edited(**{ONE: {"value": "37"}, TWO: {"claimant": "Captain Amal"}}))
    clone.git("stash", "-q")
    clone.git("checkout", "-q", "main")
    clone.git("stash", "pop", allowed=(1,))
    assert clone.claims_text() == claims_text(
        edited(**{ONE: {"value": "27"}, TWO: {"claimant": "Captain Amal"}})
    )
    assert f"{ONE},value,2,27,37\n" in (clone.ledger / LISTING).read_text()


def test_a_rebase_that_drops_a_commit_leaves_the_list(tmp_path: Path) -> None:
    """Where all of a commit is in conflict and ours is kept unseen, git drops the commit.

    It asks no hook.
    """
    clone = two_branches(
        Clone(tmp_path / "clone"),
        edited(**{ONE: {"value": "27"}}),
        edited(**{ONE: {"value": "37"}}),
        BASE,
    )
    clone.git("rebase", "-q", "main", "there", allowed=(1,))
    clone.git("add", "-A")
    clone.git("rebase", "--continue")
    assert f"{ONE},value,2,27,37\n" in (clone.ledger / LISTING).read_text()
    assert "undecided conflicts" in clone.git("commit", "--allow-empty", "-m", "next", allowed=(1,))


def test_merge_tree_only_asks(disagreeing: Clone) -> None:
    """`git merge-tree` says what a merge would give.

    A list of conflicts would block commits for nothing.
    """
    clone = disagreeing
    tree, *_ = clone.git("merge-tree", "--write-tree", "main", "there", allowed=(1,)).splitlines()
    merged = clone.git("show", f"{tree}:ledger/claims.csv")
    assert merged == claims_text(
        edited(**{ONE: {"value": "27"}, TWO: {"claimant": "Captain Amal"}})
    )
    assert not (clone.ledger / LISTING).exists()
    assert clone.git("status", "--porcelain", "--ignored") == ""


def test_a_merge_given_up_leaves_a_list_that_says_so(disagreeing: Clone) -> None:
    clone = disagreeing
    clone.git("merge", "there", allowed=(1,))
    clone.git("merge", "--abort")
    said = clone.git("commit", "--allow-empty", "-m", "other work", allowed=(1,))
    assert (
        "left over from a merge that you gave up? then delete ledger/claims.csv.conflicts.csv"
        in said
    )
    (clone.ledger / LISTING).unlink()
    clone.git("commit", "-q", "--allow-empty", "-m", "other work")


def test_checkout_merge_does_the_merge_again_with_drivers_installed_late(
    disagreeing: Clone,
) -> None:
    clone = disagreeing
    uninstall(clone.ledger)
    clone.git("checkout", "-q", "--", ".gitattributes")
    clone.git("merge", "there", allowed=(1,))
    assert "<<<<<<< " in clone.claims_text()
    install(clone.ledger)
    clone.git("checkout", "--merge", "--", "ledger/claims.csv")
    assert clone.claims_text() == claims_text(
        edited(**{ONE: {"value": "27"}, TWO: {"claimant": "Captain Amal"}})
    )
    assert (clone.ledger / LISTING).exists()


def test_criss_cross_merges_compare_what_each_side_decided(tmp_path: Path) -> None:
    """Both branches merged each other and decided differently.

    The base of the last merge is a merge itself.
    """
    clone = two_branches(
        Clone(tmp_path / "clone"),
        edited(**{ONE: {"value": "27"}}),
        edited(**{ONE: {"value": "37"}}),
        BASE,
    )
    clone.git("tag", "was")
    for branch, other, decision in (("main", "there", "=ours"), ("there", "was", ".value=47")):
        clone.git("checkout", "-q", branch)
        clone.git("merge", "-q", other, allowed=(1,))
        assert clone.claimbook("merge", "--resolve", f"{ONE}{decision}").returncode == 0
        clone.commit(f"decided on {branch}")
    clone.git("checkout", "-q", "main")
    clone.git("merge", "-q", "there", allowed=(1,))
    listed = (clone.ledger / LISTING).read_text().splitlines()
    assert [line.split(",", 2)[:2] + line.split(",")[-2:] for line in listed[1:]] == [
        [ONE, "value", "27", "47"]
    ]


# -- what cannot be merged by cell, and drivers that do not answer


@pytest.mark.parametrize(
    "text",
    [
        "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 12\n",
        "claim_id,document_id,start\nk{},bridge,1\n",
        'claim_id,document_id\n"k{}\n',
    ],
    ids=["LFS pointer", "missing columns", "unclosed quote"],
)
def test_what_is_no_table_gets_markers(tmp_path: Path, text: str) -> None:
    clone = two_branches(
        Clone(tmp_path / "clone"),
        edited(**{ONE: {"value": "27"}}),
        edited(**{ONE: {"value": "37"}}),
        BASE,
    )
    for branch in ("there", "main"):
        clone.git("checkout", "-q", branch)
        (clone.ledger / "claims.csv").write_text(text.format(f"on-{branch}"))
        clone.commit("broken")
    said = clone.git("merge", "there", allowed=(1,))
    assert "not merged by cell, but line by line" in said
    merged = clone.claims_text()
    assert merged.count("<<<<<<< ours") == 1
    assert "on-main" in merged
    assert "on-there" in merged
    assert not (clone.ledger / LISTING).exists()
    clone.git("add", "-A")
    assert "conflict markers" in clone.git("commit", "-m", "x", allowed=(1,))


def test_without_its_command_the_driver_leaves_markers_and_diff_the_plain_lines(
    disagreeing: Clone,
) -> None:
    clone = disagreeing
    for name, value in drivers.settings().items():
        clone.git("config", name, value.replace(sys.executable, "/gone/bin/python"))
    assert "-k0" not in clone.git("diff", "main~1", "main")
    assert f"+{ONE},article-aa,100,107,2 towns,,27," in clone.git("diff", "main~1", "main").replace(
        '"', ""
    )
    clone.git("merge", "there", allowed=(1,))
    text = clone.claims_text()
    assert "<<<<<<< ours" in text
    assert ",27," in text
    assert ",37," in text


def test_killed_at_any_instant_the_merge_is_complete_or_has_markers(
    tmp_path: Path, full: bool
) -> None:
    """A driver killed with -9 must not pass for one that decided.

    Git then sets markers around what both sides have.
    """
    ours = edited(**{ONE: {"value": "27"}})
    theirs = edited(**{ONE: {"value": "37"}, TWO: {"claimant": "Captain Amal"}})
    clone = two_branches(Clone(tmp_path / "clone"), ours, theirs, BASE)
    killing = tmp_path / "killing"
    killing.write_text(
        f'#!/bin/sh\n{sys.executable} "$@" & driver=$!\n'
        '(sleep "$AFTER"; kill -9 $driver) >/dev/null 2>&1 & killer=$!\n'
        "wait $driver; status=$?; kill $killer; exit $status\n"
    )
    killing.chmod(0o755)
    name = "merge.claimbook.driver"
    clone.git("config", name, drivers.settings()[name].replace(sys.executable, str(killing)))
    listed = f"id,field,base,ours,theirs\n{ONE},value,2,27,37\n"
    by_cell = claims_text(edited(**{ONE: {"value": "27"}, TWO: {"claimant": "Captain Amal"}}))

    def merged_by_cell(killed_after: float) -> bool:
        clone.git("merge", "there", allowed=(1,), AFTER=f"{killed_after:.4f}")
        text = clone.claims_text()
        is_whole = "<<<<<<< ours" not in text
        if is_whole:
            assert text == by_cell
            assert (clone.ledger / LISTING).read_text() == listed
        else:
            assert all(part in text for part in (",27,", ",37,", "Captain Amal"))
        clone.git("reset", "-q", "--hard")
        assert clone.git("status", "--porcelain") == ""
        (clone.ledger / LISTING).unlink(missing_ok=True)
        return is_whole

    begun = time.monotonic()
    assert merged_by_cell(20)
    longest = time.monotonic() - begun
    count = 200 if full else 12
    outcomes = [merged_by_cell(longest * instant / count) for instant in range(count)]
    assert False in outcomes


# -- where a repository can be, and what is in it already


@pytest.mark.parametrize(
    "name", ["my ledger", "a*b[c]", 'quo"te', "#ledger", "!x", "ä/ledger", "."]
)
def test_any_folder_name(tmp_path: Path, name: str) -> None:
    clone = Clone(tmp_path / "the clone", ledger=name)
    two_branches(
        clone, edited(**{ONE: {"about": "here"}}), edited(**{TWO: {"about": "there"}}), BASE
    )
    clone.git("merge", "-q", "there")
    assert clone.claims_text() == claims_text(
        edited(**{ONE: {"about": "here"}, TWO: {"about": "there"}})
    )
    attributes = (clone.top / ".gitattributes").read_text()
    assert install(clone.ledger)
    assert (clone.top / ".gitattributes").read_text() == attributes


def test_a_linked_worktree_and_a_bare_clone(disagreeing: Clone, tmp_path: Path) -> None:
    clone = disagreeing
    clone.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "side tree"), "main")
    clone.git("-C", str(tmp_path / "side tree"), "merge", "there", allowed=(1,))
    assert (tmp_path / "side tree/ledger" / LISTING).exists()
    assert not (clone.ledger / LISTING).exists()
    said = clone.git("-C", str(tmp_path / "side tree"), "commit", "-a", "-m", "x", allowed=(1,))
    assert "undecided conflicts" in said

    clone.git("clone", "-q", "--bare", str(clone.top), str(tmp_path / "bare.git"))
    clone.git(
        "-C",
        str(tmp_path / "bare.git"),
        "merge-tree",
        "--write-tree",
        "main",
        "origin/there",
        allowed=(0, 1, 128),
    )
    with pytest.raises(GitError, match="bare repository"):
        install(tmp_path / "bare.git")


def test_a_submodule(tmp_path: Path) -> None:
    inner = Clone(tmp_path / "inner")
    inner.write_claims(BASE)
    inner.commit("base")
    outer = Clone(tmp_path / "outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner.top), "desk")
    install(outer.top / "desk/ledger")
    assert (outer.top / "desk/.gitattributes").exists()
    assert not (outer.top / ".gitattributes").exists()
    assert "merge-driver" in outer.git("-C", "desk", "config", "merge.claimbook.driver")
    assert outer.git("config", "merge.claimbook.driver", allowed=(1,)) == ""


def test_uninstall_leaves_everything_as_it_was(tmp_path: Path) -> None:
    clone = Clone(tmp_path / "clone")
    clone.write_claims(BASE)
    (clone.top / ".gitattributes").write_text("*.png binary\n")
    before = everything_in(clone.top)
    install(clone.ledger)
    assert everything_in(clone.top) != before
    uninstall(clone.ledger)
    assert everything_in(clone.top) == before


def everything_in(top: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(top)): path.read_bytes() for path in top.rglob("*") if path.is_file()
    }


def test_a_hook_that_is_there_is_left_alone(tmp_path: Path) -> None:
    clone = Clone(tmp_path / "clone")
    clone.write_claims(BASE)
    hook = clone.top / ".git/hooks/prepare-commit-msg"
    hook.write_text("#!/bin/sh\necho mine\n")
    assert GUARD_CALL in "".join(install(clone.ledger))
    assert hook.read_text() == "#!/bin/sh\necho mine\n"
    hook.write_text(f"#!/bin/sh\n{GUARD_CALL}\n")
    assert GUARD_CALL not in "".join(install(clone.ledger))
    uninstall(clone.ledger)
    assert hook.exists()


def test_hooks_kept_elsewhere_are_left_alone(tmp_path: Path) -> None:
    """core.hooksPath often names a folder that all repositories of a machine share."""
    clone = Clone(tmp_path / "clone")
    clone.write_claims(BASE)
    (tmp_path / "shared").mkdir()
    clone.git("config", "core.hooksPath", str(tmp_path / "shared"))
    assert GUARD_CALL in "".join(install(clone.ledger))
    assert not any((tmp_path / "shared").iterdir())


def test_the_repository_s_own_code_is_not_run(disagreeing: Clone) -> None:
    """A folder `claims` at the top of the repository must not be what Python imports.

    Git starts drivers there.
    """
    package = disagreeing.top / "claims"
    package.mkdir()
    for name in ("__init__.py", "__main__.py"):
        (package / name).write_text("raise SystemExit(0)\n")
    assert f'{ONE} value: "27" here' in disagreeing.git("merge", "there", allowed=(1,))


# -- reading


@pytest.mark.parametrize("command", ["diff main~1 main", "log -p -1 main", "show main"])
def test_git_shows_claim_and_field(disagreeing: Clone, command: str) -> None:
    shown = disagreeing.git(*command.split())
    changed = [line for line in shown.splitlines() if line.startswith(("-k", "+k"))]
    assert changed == [f"-{ONE} value        2", f"+{ONE} value        27"]


def test_git_shows_new_and_removed_claims(disagreeing: Clone) -> None:
    clone = disagreeing
    clone.write_claims({key: row for key, row in BASE.items() if key != TWO})
    shown = clone.git("diff", "main~1")
    assert f"-{TWO} surface      3 towns\n" in shown
    assert f'-{TWO} quote        Officer 1 said, "3 towns, no more", on Monday.\n' in shown
    assert not any(line.startswith("+k") for line in shown.splitlines())


def test_git_shows_a_broken_file_as_it_is(disagreeing: Clone) -> None:
    (disagreeing.ledger / "claims.csv").write_text("claim_id,document_id\nbroken\n")
    shown = disagreeing.git("diff")
    assert "+claim_id,document_id\n+broken\n" in shown
    assert f"-{ONE} surface " in shown
