"""Small desks in which every writing verb has something to write.

A desk is made once and copied for each attack. A folder in; a folder out with two articles in a
ledger, verdicts of three people, the sheets and files that verbs take in, and the words of one
command line for each of them. No time passes in a desk that is `frozen`: a command that is given
twice writes the same bytes twice.
"""

from __future__ import annotations

import os
import pkgutil
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from importlib import import_module
from pathlib import Path

import claims.cli
import claims.ledger
import claims.ledger.git
import claims.ledger.merging
import claims.numbers
import claims.sheets
import claims.views
from claims.ledger import signing
from claims.ledger.canonical import format_line
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CLAIMS
from tests.attack.driving import REVIEWS, run
from tests.samples import sample

HOUSES = (
    "Of 50 houses on the island, 20 burned and 40 stand, the mayor said.\n\n"
    "The toll rose by 30 percent from 100 people to 150 people, Anna Meyer said. Meyer said 12 "
    "fled.\n"
)
SHEET = (
    "quote,value,url\n"
    "The dam held 40 days.,40,https://a.example/1\n"
    "The wall cost 9 euros.,9,https://a.example/2\n"
)
CHECKS = "claim_id,status,by,note\n{id},verified,Dana,rang them\n{id},checking,Eve,\n"
FILES = {
    "new.txt": "The mayor said 12 houses burned on Friday.\n",
    "proof.txt": "The register of the town lists 27 entries.\n",
    "sheet.csv": SHEET,
}
IDENTITY = ("-c", "user.name=Gus", "-c", "user.email=gus@desk.example", "-c", "gc.auto=0")
LOADED = (
    *(claims.cli, claims.ledger, claims.ledger.git, claims.ledger.merging),
    *(claims.numbers, claims.sheets, claims.views),
)
QUIET = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


@dataclass(frozen=True)
class Verb:
    """A command line, and which desk it is given in.

    Words in capitals stand for the desk's own ids.
    """

    words: tuple[str, ...]
    made: Callable[[Path], object] = lambda desk: None  # what is done to the common desk before


def common(folder: Path) -> Path:
    """Make the desk that most verbs work at."""
    ledger = sample(folder / "ledger")
    texts = FILES | {
        "houses.txt": HOUSES,
        "edited.txt": ledger.documents[0].text.replace("600", "700"),
        "checks.csv": CHECKS.format(id=ledger.claims[0].claim_id),
    }
    for name, content in texts.items():
        (folder / name).write_text(content)
    run(folder, "add", "houses.txt", "--title", "Houses")
    run(folder, *REVIEWS, "-o", "feed.json")
    run(folder, "export", "csv", "-o", "corrected.csv")
    corrected = (folder / "corrected.csv").read_text("utf-8-sig").replace(",village,", ",hamlet,")
    (folder / "corrected.csv").write_text(corrected)
    Ledger.create(folder / "feeds")
    run(folder, "withdraw", named(folder)["VILLAGES"], "--by", "Ben", "--why", "twice")
    return folder


def warmed(folder: Path) -> Path:
    """Make the common desk, and load what any verb loads.

    No copy of this process then has to load it.
    """
    for package in LOADED:
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    desk = common(folder)
    named_there = named(desk)
    for name in ("edit", "rename an actor", "import claims", "import corrections", "dismiss"):
        words = (named_there.get(word, word) for word in VERBS[name].words)
        run(copied(desk, folder.with_name("warming")), *words)
    run(desk, "validate")
    return desk


def edited(desk: Path) -> None:
    """Have an article changed since it was read."""
    (desk / "houses.txt").write_text(HOUSES.replace("12 fled", "19 fled"))


def foreign(desk: Path) -> None:
    """Have a spreadsheet save the claims in its own manner."""
    path = desk / "ledger" / "claims.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))


def typed(desk: Path) -> None:
    """Have somebody type into the claims."""
    path = desk / "ledger" / "claims.csv"
    path.write_text(path.read_text().replace(",town,", ",place,"))


def older(desk: Path) -> None:
    """Have an older claimbook's claims, without the columns that came since."""
    path = desk / "ledger" / "claims.csv"
    new = ("statement", "event", "attribution")
    columns = [name for name in CLAIMS.columns if name not in new]
    rows = list(Ledger.open(desk / "ledger").rows(CLAIMS))
    lines = [columns, *([row[name] for name in columns] for row in rows)]
    path.write_bytes(b"".join(map(format_line, lines)))
    shutil.rmtree(desk / "ledger" / ".claimbook")


def disputed(desk: Path) -> None:
    """Have a merge in which both sides changed one cell, in a clone without the drivers."""
    _git(desk, "init", "-q", "-b", "main", "--template=")
    _commit(desk, "base")
    _git(desk, "checkout", "-q", "-b", "there")
    run(desk, "edit", named(desk)["ID"], "unit=hamlet", "--by", "Ben")
    _commit(desk, "theirs")
    _git(desk, "checkout", "-q", "main")
    run(desk, "edit", named(desk)["ID"], "unit=borough", "--by", "Ann Lee")
    _commit(desk, "ours")
    _git(desk, "merge", "-q", "there", allowed=(1,))


def undecided(desk: Path) -> None:
    """Have that merge done by cell, with its conflict listed."""
    disputed(desk)
    run(desk, "merge")


def asked_by_git(desk: Path) -> None:
    """Have three versions of the claims as git lays them out for a driver while it merges."""
    disputed(desk)
    for stage, name in ((1, "base.csv"), (2, "ours.csv"), (3, "theirs.csv")):
        (desk / name).write_text(_git(desk, "show", f":{stage}:ledger/claims.csv"))
    (desk / ".git" / "index.lock").touch()


VERBS: dict[str, Verb] = {
    "init": Verb(("init", "another")),
    "add": Verb(("add", "new.txt")),
    "add many": Verb(("add", "new.txt", "proof.txt", "edited.txt", "--new")),
    "add an edition": Verb(("add", "edited.txt", "--as", "DOCUMENT")),
    "add after typing": Verb(("add", "new.txt"), typed),
    "add to an older ledger": Verb(("add", "new.txt"), older),
    "refresh": Verb(("refresh",), edited),
    "check": Verb(("check", "ID", "--status", "unverifiable", "--by", "Cem")),
    "check with a copy": Verb(
        ("check", "ID", "--status", "verified", "--evidence", "proof.txt", "--by", "Ann Lee")
    ),
    "check many": Verb(
        ("check", "--where", "document~houses", "--status", "checking", "--by", "Cem")
    ),
    "note": Verb(("note", "ID", "rang the ministry", "--by", "Ann Lee")),
    "edit": Verb(("edit", "ID", "unit=village", "--by", "Ben")),
    "new": Verb(("new", "DOCUMENT", "--quote", "two days", "--by", "Cem")),
    "split": Verb(("split", "SHELLS", "600", "two days", "--by", "Ben")),
    "link": Verb(("link", "ID", "SHELLS", "HOUSE", "--as", "contradicts", "--by", "Ben")),
    "assign": Verb(("assign", "ID", "SHELLS", "Dana", "--due", "2027-05-31", "--by", "Ben")),
    "withdraw": Verb(("withdraw", "ID", "--by", "Ben", "--why", "no claim")),
    "restore": Verb(("restore", "VILLAGES", "--by", "Ben")),
    "undo": Verb(("undo", "--by", "Ben")),
    "dismiss": Verb(("audit", "--dismiss", "f", "--by", "Ann Lee", "--note", "rounded")),
    "rename an actor": Verb(
        ("actors", "HOUSES", "--rename", "the mayor", "Mayor Lund", "--by", "Ben")
    ),
    "import checks": Verb(("import", "checks", "checks.csv")),
    "import claims": Verb(("import", "claims", "sheet.csv", "--by", "Ben")),
    "import corrections": Verb(("import", "claims", "corrected.csv", "--by", "Ben")),
    "import claimreview": Verb(("import", "claimreview", "feed.json", "--ledger", "feeds")),
    "validate --fix": Verb(("validate", "--fix"), foreign),
    "complete an older ledger": Verb(("validate", "--fix"), older),
    "merge": Verb(("merge",), disputed),
    "merge --resolve": Verb(("merge", "--resolve", "--theirs"), undecided),
    "merge to a file": Verb(
        ("merge", "base.csv", "ours.csv", "theirs.csv", "-o", "merged.csv"), asked_by_git
    ),
    "the merge driver": Verb(
        ("git", "merge-driver", "base.csv", "ours.csv", "theirs.csv", "ledger/claims.csv"),
        asked_by_git,
    ),
}


def named(desk: Path) -> dict[str, str]:
    """Return what the words in capitals stand for."""
    claims = {claim.surface: claim.claim_id for claim in Ledger.open(desk / "ledger").claims}
    documents = {each.title: each.document_id for each in Ledger.open(desk / "ledger").documents}
    return {
        "ID": claims["27 towns"],
        "VILLAGES": claims["27 villages"],
        "SHELLS": claims["About 600 shells"],
        "DOCUMENT": documents["Shells fall on the valley"],
        "HOUSE": claims.get("20", ""),
        "HOUSES": documents.get("Houses", ""),
    }


def copied(desk: Path, to: Path) -> Path:
    """Return a copy of a desk in the place of an earlier one."""
    shutil.rmtree(to, ignore_errors=True)
    return shutil.copytree(desk, to, symlinks=True)


@contextmanager
def frozen() -> Iterator[None]:
    """Let no time pass inside."""

    class Frozen(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime(2026, 1, 2, 3, 4, 5, tzinfo=tz or UTC)

    clocks = (signing, import_module("claims.text.documents.pieces"))
    for module in clocks:
        module.datetime = Frozen  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for module in clocks:
            module.datetime = datetime  # type: ignore[attr-defined]


def _commit(desk: Path, words: str) -> None:
    _git(desk, "add", "-A")
    _git(desk, "commit", "-q", "-m", words)


def _git(desk: Path, *words: str, allowed: tuple[int, ...] = (0,)) -> str:
    ended = subprocess.run(
        ["git", *IDENTITY, *words],
        cwd=desk,
        env=os.environ | QUIET,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode in allowed, ended.stderr
    return ended.stdout
