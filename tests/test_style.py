"""What the linters do not hold: how functions are named that answer yes or no."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

QUESTIONS = ("is_", "are_", "has_", "have_", "may_", "can_", "was_", "were_", "does_")
# Verbs of doing, which return whether it was done or may go on.
DOING = {
    "_attempt", "confirm", "copy", "find", "go_on", "go_to", "press", "read_on", "take", "to_open",
}  # fmt: skip
READING = ROOT / "claims" / "text"
DONE_OF_IT = (READING / "documents", READING / "training")


def _modules() -> Iterator[Path]:
    for path in (ROOT / "claims").rglob("*.py"):
        if not path.is_relative_to(READING) or any(map(path.is_relative_to, DONE_OF_IT)):
            yield path


def test_what_answers_yes_or_no_is_named_as_a_question() -> None:
    """`is_open`, `has_source`, `may_be_one`; a bare `has` asks whether a thing is in another."""
    named = [
        (path.relative_to(ROOT).as_posix(), node.name)
        for path in _modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.returns is not None
        and ast.unparse(node.returns) == "bool"
        and not node.name.startswith("__")
    ]
    assert len(named) > 100
    others = [
        f"{path}: {name}"
        for path, name in named
        if not name.lstrip("_").startswith(QUESTIONS) and name not in {"has", *DOING}
    ]
    assert others == []


def test_what_answers_yes_or_no_says_what_it_tells() -> None:
    """One mood for all: "Tell whether a claim is open", of a property "Whether it is open"."""
    others = [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno} {first}"
        for path in (ROOT / "claims").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.name.lstrip("_").startswith(QUESTIONS)
        and (first := (ast.get_docstring(node) or "Tell").splitlines()[0])
        and not first.startswith(("Tell", "Whether"))
    ]
    assert others == []
