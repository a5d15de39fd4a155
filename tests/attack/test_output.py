"""What cannot be written ends in one line and its exit code.

Devices are written through; odd names are names.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from claims.ledger.ledger import Ledger
from claims.ledger.validate import validate
from claims.text.documents.dates import iso_date
from tests.attack.driving import run
from tests.conftest import ROOT
from tests.samples import sample

LONG = "Rebels took 27 towns, the army said. " * 250  # its rows fill more than a pipe holds
pytestmark = pytest.mark.skipif(os.name == "nt", reason="devices of Unix")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    sample(tmp_path / "ledger")
    (tmp_path / "long.txt").write_text(LONG)
    (tmp_path / "small.txt").write_text("The army took 27 towns.\n")
    return tmp_path


def shell(folder: Path, command: str) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHON": sys.executable}
    script = f'claimbook() {{ "$PYTHON" -m claims "$@"; }}; {command}'
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment, capture_output=True, check=False
    )


@pytest.mark.parametrize("verb", [("list",), ("list", "--json"), ("export", "csv")])
def test_a_full_disk_under_the_output_is_said(desk: Path, verb: tuple[str, ...]) -> None:
    ended = shell(desk, f"claimbook {' '.join(verb)} > /dev/full")
    assert ended.returncode == 2
    assert ended.stderr.decode().splitlines()[-1:] == [
        "claimbook: cannot write the output: no space left on device"
    ]


def test_a_reader_who_goes_away_needs_no_message(desk: Path) -> None:
    ended = shell(
        desk, "claimbook extract long.txt --json | head -1 > /dev/null; echo ${PIPESTATUS[0]}"
    )
    assert (ended.stdout, ended.stderr) == (b"141\n", b"")


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_are_no_fault_and_get_into_no_file(desk: Path, closed: str) -> None:
    assert shell(desk, f"claimbook list {closed}").returncode == 0
    assert shell(desk, f"claimbook add small.txt {closed}").returncode == 0
    if "<&-" in closed:
        assert shell(desk, f"claimbook add - {closed}").returncode == 2
    assert validate(desk / "ledger") == []


def test_devices_and_pipes_are_written_through(desk: Path) -> None:
    os.mkfifo(desk / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((desk / "pipe").read_bytes()))
    reader.start()
    assert run(desk, "export", "csv", "-o", "pipe").code == 0
    reader.join(10)
    head, _, rows = read[0].partition(b"\n")
    assert head.startswith(b"\xef\xbb\xbf")
    assert b"claim_id" in head
    assert len(rows.splitlines()) == 3
    assert (desk / "pipe").is_fifo()
    assert run(desk, "export", "csv", "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()
    assert "no space left" in run(desk, "report", "-o", "/dev/full").stderr


def test_an_output_that_is_a_circle_of_links_is_said(desk: Path) -> None:
    (desk / "a").symlink_to("b")
    (desk / "b").symlink_to("a")
    ended = run(desk, "export", "csv", "-o", "a")
    assert ended.code == 2
    assert ended.stderr.startswith("claimbook: cannot write a: ")


def test_a_working_folder_that_is_gone(desk: Path) -> None:
    ended = shell(
        desk,
        "mkdir gone; cd gone; rmdir ../gone; claimbook list; echo $?; claimbook extract x.txt; "
        "echo $?",
    )
    assert ended.stdout == b"2\n2\n"
    assert b"the folder that this runs in is gone" in ended.stderr
    assert b"Traceback" not in ended.stderr


@pytest.mark.parametrize("limit", ["9" * 20, "-1", "1.5", ""])
def test_a_limit_beyond_counting_is_refused(desk: Path, limit: str) -> None:
    assert run(desk, "list", "--limit", limit).code == 2
    assert run(desk, "stats", "--limit", limit).code == 2


def test_names_of_files_that_are_no_unicode(desk: Path) -> None:
    odd = os.fsdecode(b"caf\xe9.txt")
    (desk / odd).write_text("The mayor said 12 houses burned.\n")
    assert run(desk, "add", odd).code == 0
    for verb in (
        ("list",),
        ("list", "--json"),
        ("export", "jsonl"),
        ("export", "xlsx", "-o", "out.xlsx"),
        ("stats",),
    ):
        assert run(desk, *verb).code == 0, verb
    assert run(desk, "report", "-o", "report.html").code == 0
    assert validate(desk / "ledger") == []
    assert run(desk, "check", "--where", "value=12", "--status", "verified", "--by", odd).code == 2


def test_signs_that_xml_cannot_hold_are_written_as_escapes(desk: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    (desk / "odd.txt").write_text("The mayor\uffff said 12 \ufffe houses burned.\n")
    assert run(desk, "add", "odd.txt", "--title", "odd \uffff \x01").code in (0, 2)
    assert run(desk, "export", "xlsx", "-o", "out.xlsx").code == 0
    assert openpyxl.load_workbook(desk / "out.xlsx").sheetnames


REFUSED_DOCUMENTS = (
    ("--url", "http://a b"),
    ("--url", "http://"),
    ("--archive-url", "ftp://x"),
    ("--published", "2999-01-01"),
    ("--published", "0000-13-99"),
)
REFUSED_CHECKS = (
    ("--evidence", "http://"),
    ("--archive", "https://a b"),
    ("--by", "\u200b"),
    ("--by", " "),
)


@pytest.mark.parametrize("option", REFUSED_DOCUMENTS)
def test_what_validate_would_reject_is_refused_with_a_document(
    desk: Path, option: tuple[str, str]
) -> None:
    assert run(desk, "add", "small.txt", *option).code == 2
    assert validate(desk / "ledger") == []
    assert len(Ledger.open(desk).documents) == 1


@pytest.mark.parametrize("option", REFUSED_CHECKS)
def test_what_validate_would_reject_is_refused_with_a_check(
    desk: Path, option: tuple[str, str]
) -> None:
    before = (desk / "ledger" / "checks" / "ben.csv").read_bytes()
    by = () if option[0] == "--by" else ("--by", "Ben")
    assert run(desk, "check", "--where", "value>=1", "--status", "verified", *by, *option).code == 2
    assert (desk / "ledger" / "checks" / "ben.csv").read_bytes() == before


def test_a_moment_that_the_calendar_lacks_in_utc_is_no_date() -> None:
    assert iso_date("0001-01-01T00:00:00+14:00") == ""
    assert iso_date("9999-12-31T23:59:59-12:00") == ""
