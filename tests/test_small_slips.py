"""Small things that cost a desk time.

A missing file's cause comes first, a proof without a list of checkers, completion.
"""

from __future__ import annotations

from pathlib import Path

from claims.ledger.git.proof import prove
from claims.ledger.validate import validate
from tests.made import make
from tests.samples import sample
from tests.simulated import Clone
from tests.test_command_line import complete


def test_a_missing_table_is_one_problem(tmp_path: Path) -> None:
    ledger = make(tmp_path / "ledger", documents=5, each=4)
    (ledger.folder / "documents.csv").unlink()
    [problem] = validate(ledger.folder)
    assert problem.message.startswith("is missing: restore it with git")


def test_a_set_up_without_a_list_of_checkers_has_no_problems_and_says_what_it_left_out(
    tmp_path: Path,
) -> None:
    clone = Clone(tmp_path / "clone")
    sample(clone.ledger)
    clone.commit("log")
    proof = prove(clone.ledger)
    assert proof.problems == []
    assert (
        "who committed it is not compared: [checkers] in claimbook.toml is empty" in proof.statement
    )


def test_the_shell_completes_fields_values_and_documents(tmp_path: Path) -> None:
    ledger = make(tmp_path / "ledger", documents=4, each=8)
    key = ledger.documents[0].document_id
    assert "claimant" in complete("list --where clai", tmp_path)
    assert "villager" in complete("list --unit vill", tmp_path)
    assert key in complete(f"new {key[:3]}", tmp_path)
    assert complete("list --unit vill", Path("/")) == []
