"""What git tells about a ledger.

The story of a claim and of the ledger, and the proof that nothing was lost.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.errors import GitError
from claims.ledger.git.drivers import install
from claims.ledger.git.history import History
from claims.ledger.git.proof import prove
from claims.ledger.git.story import tell
from claims.ledger.schema import CHECKS, CLAIMS
from tests.simulated import Clone, Rows, check, claims

BASE = claims(12, 3)
ONE, TWO, THREE, *_ = BASE


def edited(**cells: dict[str, str]) -> Rows:
    return {key: row | cells.get(key, {}) for key, row in BASE.items()}


def check_id(number: int, by: str) -> str:
    return check(number, ONE, by)["check_id"]


def story(clone: Clone, claim_id: str = "") -> list[tuple[str, ...]]:
    """Return the events as (subject of the commit, kind, key, changes...)."""
    with History.of(clone.ledger) as history:
        return [
            (
                event.commit.subject,
                event.kind.value,
                event.row[event.table.key],
                *(f"{change.field} {change.old} -> {change.new}" for change in event.changes),
            )
            for event in tell(history, claim_id)
        ]


def problems(clone: Clone) -> list[str]:
    return [problem.message for problem in prove(clone.ledger).problems]


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    clone = Clone(tmp_path / "clone")
    clone.write_claims(BASE)
    (clone.ledger / "claimbook.toml").write_text(
        '[checkers]\nann = "Ann@desk.example"\nben = ["ben@desk.example"]\n'
    )
    install(clone.ledger)
    clone.commit("start")
    return clone


def add_check(clone: Clone, *lines: dict[str, str], author: str, subject: str = "check") -> None:
    clone.write(f"checks/{author}.csv", lines, CHECKS)
    clone.git("add", "-A")
    clone.git("commit", "-q", "-m", subject, "--author", f"{author} <{author}@desk.example>")


def branches(clone: Clone, here: Rows, there: Rows) -> None:
    """Commit `there` on the branch of that name and `here` on main."""
    clone.git("checkout", "-q", "-b", "there")
    clone.write_claims(there)
    clone.commit("there")
    clone.git("checkout", "-q", "main")
    clone.write_claims(here)
    clone.commit("here")


def test_one_claim_across_renames_resorts_branches_and_what_is_not_committed(clone: Clone) -> None:
    clone.write_claims(edited(**{ONE: {"value": "27"}, TWO: {"value": "5"}}))
    clone.commit("correct one")
    clone.write("claims.csv", reversed(edited(**{ONE: {"value": "27"}}).values()), CLAIMS)
    clone.commit("sort it badly")
    (clone.top / "desk").mkdir()
    clone.git("mv", "ledger", "desk/the ledger")
    clone.ledger = clone.top / "desk/the ledger"
    clone.commit("move it")
    clone.git("checkout", "-q", "-b", "side")
    add_check(
        clone,
        check(1, ONE, "ben", "false"),
        check(2, TWO, "ben"),
        author="ben",
        subject="ben checks",
    )
    clone.git("checkout", "-q", "main")
    clone.write_claims(edited(**{ONE: {"value": "27", "claimant": "Captain Amal"}}))
    clone.commit("correct one again")
    clone.git("merge", "-q", "side")
    clone.write("checks/ann.csv", [check(1, ONE, "ann")], CHECKS)
    first, *between, last = story(clone, ONE)
    assert first == ("start", "logged", ONE)
    assert sorted(between) == [
        ("ben checks", "logged", check_id(1, "ben")),
        ("correct one", "changed", ONE, "value 2 -> 27"),
        ("correct one again", "changed", ONE, "claimant Officer 0 -> Captain Amal"),
    ]
    assert last == ("not committed yet", "logged", check_id(1, "ann"))


def test_a_merge_tells_only_what_it_did_itself(clone: Clone) -> None:
    branches(
        clone,
        here=edited(**{ONE: {"value": "27"}, TWO: {"about": "here"}}),
        there=edited(**{ONE: {"value": "37"}, TWO: {"claimant": "Captain Amal"}}),
    )
    clone.git("merge", "-q", "there", allowed=(1,))
    clone.claimbook("merge", "--resolve", f"{ONE}.value=47")
    clone.commit("merged")
    merged = [event for event in story(clone) if event[0] == "merged"]
    assert merged == [
        ("merged", "changed", ONE, "value 27 -> 47", "edited  -> value"),
        ("merged", "combined", TWO),
    ]


def test_rows_that_a_merge_dropped_are_told_though_git_hides_that_side(clone: Clone) -> None:
    """With `-s ours` the merge equals one side.

    Plain `git log -- FILE` does not even look at the other.
    """
    clone.git("checkout", "-q", "-b", "there")
    new = claims(13, 1)
    added = list(new)[-1]
    clone.write_claims(BASE | {added: new[added]})
    clone.commit("there")
    clone.git("checkout", "-q", "main")
    clone.git("commit", "-q", "--allow-empty", "-m", "here")
    clone.git("merge", "-q", "-s", "ours", "-m", "dropped", "there")
    assert story(clone, added) == [("there", "logged", added), ("dropped", "removed", added)]
    assert any(f"{added} disappeared" in problem for problem in problems(clone))


def test_a_row_removed_on_a_branch_is_told_once(clone: Clone) -> None:
    without = {key: row for key, row in BASE.items() if key != TWO}
    branches(clone, here=edited(**{ONE: {"value": "27"}}), there=without)
    clone.git("merge", "-q", "there")
    assert [event for event in story(clone) if event[1] == "removed"] == [("there", "removed", TWO)]


def test_files_broken_in_between_lose_nothing(clone: Clone) -> None:
    text = clone.claims_text()
    (clone.ledger / "claims.csv").write_text(text + "<<<<<<< ours\n")
    clone.git("add", "-A")
    clone.git("-c", "core.hooksPath=/dev/null", "commit", "-q", "-m", "markers")
    (clone.ledger / "claims.csv").write_text(text)
    clone.commit("mended")
    assert {event[0] for event in story(clone)} == {"start"}
    assert problems(clone) == []


def test_columns_that_came_later_are_no_change(clone: Clone) -> None:
    lines = (clone.ledger / "claims.csv").read_text().splitlines()
    # without `edited`, which is empty everywhere
    shorter = [line.rpartition(",")[0] for line in lines]
    (clone.ledger / "claims.csv").write_text("\n".join(shorter) + "\n")
    clone.commit("as an older claimbook wrote it")
    assert {event[0] for event in story(clone)} == {"start"}


def test_the_proof_of_a_clean_history_says_what_it_covers(clone: Clone) -> None:
    add_check(clone, check(1, ONE, "ann"), author="ann")
    add_check(clone, check(1, ONE, "ben"), author="ben")
    add_check(clone, check(1, ONE, "ben"), check(2, TWO, "ben"), author="ben")
    proof = prove(clone.ledger)
    assert proof.problems == []
    assert "4 commits" in proof.statement
    assert "0 documents, 12 claims, 3 checks" in proof.statement


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ([], f"{check_id(1, 'ann')} disappeared in"),
        ([check(1, ONE, "ann", "false")], f"{check_id(1, 'ann')} was rewritten in"),
        (
            [check(1, ONE, "ann"), check(2, TWO, "ben")],
            f'{check_id(2, "ben")} is signed "ben" and stands in the file of',
        ),
    ],
    ids=["a line gone", "a line rewritten", "another's name"],
)
def test_the_proof_finds_tampering_with_checks(
    clone: Clone, tampering: list[dict[str, str]], found: str
) -> None:
    add_check(clone, check(1, ONE, "ann"), author="ann")
    add_check(clone, *tampering, author="ann", subject="tampering")
    (problem,) = problems(clone)
    assert problem.startswith(found)


def test_the_proof_finds_checks_committed_by_others(clone: Clone) -> None:
    clone.write("checks/ann.csv", [check(1, ONE, "ann")], CHECKS)
    clone.git("add", "-A")
    clone.git("commit", "-q", "-m", "for ann", "--author", "ben <ben@desk.example>")
    (problem,) = problems(clone)
    assert problem.startswith(f"{check_id(1, 'ann')} was committed in")
    assert problem.endswith("under ben@desk.example")


def test_the_proof_asks_for_checkers_it_does_not_know(clone: Clone) -> None:
    add_check(clone, check(1, ONE, "carol"), check(2, ONE, "carol"), author="carol")
    (problem,) = problems(clone)
    assert 'add carol = "ADDRESS" to [checkers] in claimbook.toml' in problem


def test_the_proof_does_not_take_a_shallow_clone_for_the_whole_history(
    clone: Clone, tmp_path: Path
) -> None:
    clone.write_claims(edited(**{ONE: {"value": "27"}}))
    clone.commit("more")
    clone.git("clone", "-q", "--depth", "1", f"file://{clone.top}", str(tmp_path / "shallow"))
    (problem,) = prove(tmp_path / "shallow/ledger").problems
    assert "git fetch --unshallow" in problem.message


def test_a_ledger_outside_git_is_told_so(tmp_path: Path) -> None:
    clone = Clone(tmp_path / "clone")
    clone.write_claims(BASE)
    with pytest.raises(GitError, match="nothing is committed here yet"), History.of(clone.ledger):
        pass
