"""The gallery of everything that goes wrong.

Each tests/errors/NAME.txt has the commands that provoke it and what is said. A file starts in a
folder with the ledger of tests/samples.py. Lines that start with "$ " are run, `claimbook` in this
process and all else by the shell; what they print, to either stream, and an exit code that is not
0, stand below them. `pytest --update` writes what is said now.
"""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from claims.cli import main
from tests.samples import sample

GALLERY = sorted((Path(__file__).parent / "errors").glob("*.txt"))


class Printed(io.TextIOWrapper):
    """Both streams of a command, in the order of printing."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)

    @property
    def text(self) -> str:
        return self.buffer.getvalue().decode()  # type: ignore[attr-defined]


def claimbook(arguments: list[str]) -> tuple[str, object]:
    printed = Printed()
    with redirect_stdout(printed), redirect_stderr(printed), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["claimbook", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
    return printed.text, end.value.code


def told(command: str) -> str:
    if command.startswith("claimbook "):
        text, code = claimbook(shlex.split(command)[1:])
    else:
        shell = ["sh", "-c", command]
        ended = subprocess.run(
            shell, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        text, code = ended.stdout, ended.returncode
    return f"$ {command}\n{text}" + (f"exit {code}\n" if code else "")


@pytest.mark.parametrize("case", GALLERY, ids=lambda path: path.stem)
def test_each_error_is_said_in_one_clear_message(
    case: Path, update: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample(tmp_path / "ledger")
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "NO_COLOR": "1",
        "COLUMNS": "100",
        "GIT_CEILING_DIRECTORIES": str(tmp_path.parent),
    }.items():
        monkeypatch.setenv(name, value)
    written = case.read_text("utf-8")
    comments = [line for line in written.splitlines() if line.startswith("#")]
    commands = [line[2:] for line in written.splitlines() if line.startswith("$ ")]
    said = "\n".join([*comments, "".join(told(command) for command in commands)])
    said = said.replace(os.fspath(tmp_path), "FOLDER")
    if update:
        case.write_text(said, "utf-8")
    assert said == written
