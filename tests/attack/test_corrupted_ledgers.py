"""Whatever a ledger's files hold, every verb ends in one clear message.

No status changes silently.
"""

# mypy: disable-error-code="misc"
# The damages bind what the seed chose as defaults of their lambdas, whose types nobody can infer.

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claims.errors import LedgerError
from claims.ledger.canonical import format_table, read_table
from claims.ledger.ledger import Ledger
from claims.ledger.row_faults import row_faults
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS, TABLES, Table
from claims.ledger.settings import parse_settings
from claims.ledger.validate import validate
from tests.attack.driving import REVIEWS, run
from tests.samples import sample

CLAIM = "claims.csv"
FILES = (CLAIM, "documents.csv", "checks/ann-lee.csv", "claimbook.toml", "datapackage.json")
NASTY = (
    "", "abc", "-1", "1e999", "9" * 30, "NaN", "-Infinity", "\\x", "\\u12", "0001-01-01",
    "abcd-ef-gh", "0000-13-99", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "../../x", "a/b",
    "\u202e", '"', ",", "k", "http://a b", "=1+1",
)  # fmt: skip
VERBS: tuple[tuple[str, ...], ...] = (
    ("list",),
    ("list", "--json"),
    ("list", "--sort", "published", "--where", "value>=1"),
    ("show", "k"),
    ("stats",),
    ("audit",),
    ("validate",),
    ("validate", "--fix"),
    ("report", "-o", "../report.html"),
    ("export", "csv"),
    REVIEWS,
    ("export", "xlsx", "-o", "../out.xlsx"),
    ("diff", "other"),
    ("log",),
    ("doctor",),
    ("check", "--where", "value>=1", "--status", "verified", "--by", "Ann Lee"),
    ("add", "article.txt"),
    ("merge",),
)
SHOWING = (
    ("list",),
    ("show", "ID"),
    ("stats",),
    ("export", "csv"),
    ("report", "-o", "../report.html"),
)
STATUS_PARTS = ("checks", "checks/ann-lee.csv", "claimbook.toml")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    sample(folder / "ledger")
    shutil.copytree(folder / "ledger", folder / "other")
    (folder / "article.txt").write_text("The mayor said 12 houses burned on Friday.\n")
    return folder


def damages(rng: random.Random) -> Iterator[tuple[str, Callable[[Path], object]]]:
    """Every way of damaging a file, without end, in an order that the seed decides."""
    while True:
        name = rng.choice(FILES)
        at, byte = rng.random(), rng.randrange(256)
        yield rng.choice(
            [
                (f"{name} is gone", lambda path, name=name: (path / name).unlink()),
                (f"{name} is empty", lambda path, name=name: (path / name).write_bytes(b"")),
                (f"{name} is a folder", lambda path, name=name: _folder(path / name)),
                (f"{name} is a link", lambda path, name=name: _link(path / name)),
                (f"{name} is a pipe", lambda path, name=name: _pipe(path / name)),
                (
                    f"{name} is cut at {at:.2f}",
                    lambda path, name=name, at=at: _cut(path / name, at),
                ),
                (
                    f"{name} has {byte} at {at:.2f}",
                    lambda path, name=name, at=at, byte=byte: _put(path / name, at, byte),
                ),
                (f"{name} has CRLF", lambda path, name=name: _replace(path / name, b"\n", b"\r\n")),
                (
                    f"{name} has a BOM",
                    lambda path, name=name: _prepend(path / name, b"\xef\xbb\xbf"),
                ),
                (
                    f"{name} has markers",
                    lambda path, name=name: _prepend(path / name, b"<<<<<<< ours\n"),
                ),
                (f"{name} is UTF-16", lambda path, name=name: _utf16(path / name)),
                (
                    f"{name} stands twice",
                    lambda path, name=name: (path / name).write_bytes(
                        (path / name).read_bytes() * 2
                    ),
                ),
                (f"{name} has NULs", lambda path, name=name: _prepend(path / name, b"\0" * 100)),
                *_cells(rng),
            ]
        )


def _cells(rng: random.Random) -> Iterator[tuple[str, Callable[[Path], object]]]:
    table, value = rng.choice(FILLED), rng.choice(NASTY)
    name = "checks/ann-lee.csv" if table is CHECKS else f"{table.name}.csv"
    column = rng.choice(table.columns)
    for _ in range(12):  # as likely as all other ways together
        yield f'{name}: {column} is "{value}"', lambda path: _set(path / name, table, column, value)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link(path: Path) -> None:
    path.rename(path.with_name("moved"))
    path.symlink_to("moved")


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _cut(path: Path, at: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * at)])


def _put(path: Path, at: float, byte: int) -> None:
    content = bytearray(path.read_bytes())
    content[int(len(content) * at)] = byte
    path.write_bytes(content)


def _replace(path: Path, old: bytes, new: bytes) -> None:
    path.write_bytes(path.read_bytes().replace(old, new))


def _prepend(path: Path, content: bytes) -> None:
    path.write_bytes(content + path.read_bytes())


def _utf16(path: Path) -> None:
    path.write_bytes(path.read_bytes().decode().encode("utf-16"))


def _set(path: Path, table: Table, column: str, value: str) -> None:
    rows = [row for _, row in read_table(path.read_bytes().splitlines(keepends=True), table, "")]
    rows[-1][column] = value
    path.write_bytes(b"".join(format_table(rows, table)))


def test_a_claim_whose_document_is_lost_is_named_and_not_completed(desk: Path) -> None:
    ledger = desk / "ledger"
    (ledger / "documents.csv").write_bytes(b"".join(format_table([], DOCUMENTS)))
    _set(ledger / "claims.csv", CLAIMS, "statement", "")
    ended = run(desk, "validate", "--fix")
    assert ended.code == 1
    assert "is in no row of documents.csv" in ended.stdout


@pytest.mark.slow
def test_every_verb_answers_a_damaged_ledger_in_words(desk: Path, full: bool) -> None:
    rng = random.Random(14)
    ways = damages(rng)
    for _ in range(20_000 if full else 25):
        name, damage = next(ways)
        victim = desk.with_name("victim")
        shutil.rmtree(victim, ignore_errors=True)
        shutil.copytree(desk, victim)
        damage(victim / "ledger")
        for verb in rng.sample(VERBS, 5):
            try:
                run(victim, *verb)
            except Exception as error:
                raise AssertionError(f"{name}: claimbook {' '.join(verb)}") from error


@pytest.mark.parametrize("part", STATUS_PARTS)
@pytest.mark.parametrize("kind", ["a plain file", "a link", "unreadable", "a folder"])
def test_what_decides_a_status_stops_every_command_that_would_show_one(
    desk: Path, part: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = desk / "ledger" / part
    if kind == "a link":
        _link(place)
    elif kind == "unreadable":
        _forbid(place, monkeypatch)
    elif (kind == "a folder") == place.is_dir():
        pytest.skip("that is what it should be")
    else:
        shutil.rmtree(place) if place.is_dir() else place.unlink()
        place.mkdir() if kind == "a folder" else place.write_text("not a folder\n")
    claim = (desk / "ledger" / "claims.csv").read_text().splitlines()[1].partition(",")[0]
    for verb in SHOWING:
        ended = run(desk, *(claim if word == "ID" else word for word in verb))
        assert ended.code == 2, verb
        assert part.rpartition("/")[2].split(".")[0] in ended.stderr, verb
        assert "unverified" not in ended.stdout
    said = run(desk, "validate")
    assert said.code != 0
    assert part.partition("/")[0] in said.stdout + said.stderr


def _forbid(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse to open something, as the system does for everybody but its administrator."""
    opened, scanned = Path.open, os.scandir

    def refuse(path: object) -> None:
        if Path(os.fspath(path)).resolve() == place.resolve():  # type: ignore[call-overload]
            raise PermissionError(13, "Permission denied", str(path))

    def opening(path: Path, *arguments: object, **options: object) -> object:
        refuse(path)
        return opened(path, *arguments, **options)  # type: ignore[call-overload]

    def scanning(path: object = ".") -> object:
        refuse(path)
        return scanned(path)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", opening)
    monkeypatch.setattr(os, "scandir", scanning)


def test_checks_whose_file_has_another_ending_are_not_passed_over(desk: Path) -> None:
    checks = desk / "ledger" / "checks"
    (checks / "ann-lee.csv").rename(checks / "ann-lee.CSV")
    assert "ann-lee.CSV: the ending is .csv" in run(desk, "list").stderr


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "[rules]\ntwo_person = " + "9" * 5_000,
        "[rules]\ntwo_person = " + "[" * 50 + "]" * 50,
        "[rules]\nkeep_texts = 1979-05-27\n",
        "[intervals]\napproximate = nan\n",
        "[intervals]\napproximate = [[[1]]]\n",
        "[checkers]\nann = {a = 1}\n",
        "[labels]\nverified = 3\n",
        "rules = 3\n",
        "[[rules]]\n",
        "x" * 2_000_000,
        "\0",
    ],
    ids=lambda text: text[:30],
)
def test_hostile_settings_are_refused_in_a_line(text: str, desk: Path) -> None:
    with pytest.raises(LedgerError) as refused:
        parse_settings(text, "claimbook.toml")
    assert len(str(refused.value)) < 300
    (desk / "ledger" / "claimbook.toml").write_text(text)
    assert run(desk, "list").code == 2
    assert run(desk, "validate").code == 1


FILLED = (DOCUMENTS, CLAIMS, CHECKS)  # the tables of which the sample has rows


def row_only(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """What is wrong with a row by itself, and not with what it says of other rows and of texts."""
    others = (
        "is in no row",
        "is also in",
        "is not at",
        "stand",
        "signed",
        "signs in",
        "is not the text",
        "the text is not",
    )
    return {
        (field, message)
        for field, message in found
        if not any(words in message for words in others)
    }


@pytest.mark.slow
def test_one_row_is_judged_as_validate_judges_whole_files(desk: Path, full: bool) -> None:
    rng = random.Random(7)
    for _ in range(2_000 if full else 12):
        table, value = rng.choice(FILLED), rng.choice(NASTY)
        column = rng.choice(table.columns)
        victim = desk.with_name("victim")
        shutil.rmtree(victim, ignore_errors=True)
        shutil.copytree(desk, victim)
        name = "checks/ann-lee.csv" if table is CHECKS else f"{table.name}.csv"
        _set(victim / "ledger" / name, table, column, value)
        rows = read_table(
            (victim / "ledger" / name).read_bytes().splitlines(keepends=True), table, ""
        )
        *_, (line, row) = rows
        told = list(row_faults(row, table))
        found = {
            (problem.field, problem.message)
            for problem in validate(victim / "ledger")
            if problem.line == line and problem.file.endswith(name)
        }
        # a rule is not tried where a cell is wrong
        assert {field for field, _ in told[:1]} <= {field for field, _ in found}, (
            table.name,
            column,
            value,
        )
        assert told or not row_only(found), (table.name, column, value)


def test_the_last_rows_of_the_sample_are_sound(desk: Path) -> None:
    assert validate(desk / "ledger") == []
    assert set(FILLED) <= set(TABLES)
    assert Ledger.open(desk / "ledger").checks
