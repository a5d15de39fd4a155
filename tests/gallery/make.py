"""Draw the gallery: real screens of real commands as SVG files beside this one.

    python -m tests.gallery.make [FOLDER]

The ledger is made anew from the article in `seeds/` and some of `tests/articles/`, with checks by
two people who do not exist. The pictures need no network: the web font that rich asks for is left
out.
"""

from __future__ import annotations

import asyncio
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

from claims.ledger.conditions import Condition
from claims.ledger.filters import select
from claims.ledger.ledger import Ledger
from claims.model import Check, EvidenceKind, Reason, Status
from claims.views.review.desk import LedgerDesk
from claims.views.review.screen import ReviewApp
from claims.views.review.session import Session

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
# article -> where and when it might have been published
ARTICLES = {
    "seeds/000_b2ddbd084b48e33a.txt": ("", ""),
    "tests/articles/health.txt": ("Coast Courier", "2024-04-09"),
    "tests/articles/crime.txt": ("Harbour Post", "2024-05-02"),
    "tests/articles/politics.txt": ("Harbour Post", "2024-06-17"),
    "tests/articles/business.txt": ("Coast Courier", "2024-06-19"),
}
# commands whose output is drawn, with the columns of the terminal
COMMANDS = {
    "list": (100, ["list", "--document", "syrian"]),
    "list-wide": (140, ["list", "--limit", "16"]),
    "show": (100, ["show", "--where-first"]),
    "stats": (100, ["stats", "--limit", "5"]),
}
# keys pressed in the review screen, with its size
REVIEWS = {
    "review": ((140, 40), []),
    "review-80x24": ((80, 24), ["j"]),
    "review-false": ((100, 30), ["j", "j", "f", *"https://records.example/7", "tab", *"over"]),
    "review-help": ((100, 30), ["question_mark"]),
}


def make(folder: Path) -> None:
    """Draw every picture into a folder."""
    with tempfile.TemporaryDirectory() as place:
        ledger = demo(Path(place))
        first = next(select(ledger, [Condition.parse("surface=more than 60 percent")])).row[
            "claim_id"
        ]
        for name, (columns, arguments) in COMMANDS.items():
            words = [first if word == "--where-first" else word for word in arguments]
            (folder / f"{name}.svg").write_text(
                command_picture(Path(place), columns, words), "utf-8"
            )
        for name, (size, keys) in REVIEWS.items():
            (folder / f"{name}.svg").write_text(
                asyncio.run(review_picture(ledger, size, keys)), "utf-8"
            )


def demo(place: Path) -> Ledger:
    """Make the ledger of the pictures."""
    claimbook(place, "init")
    for name, (publisher, published) in ARTICLES.items():
        file = shutil.copy(ROOT / name, place)
        claimbook(place, "add", Path(file).name, "--publisher", publisher, "--published", published)
    ledger = Ledger.open(place / "ledger")
    found = [claim.row["claim_id"] for claim in select(ledger)]
    record, office = "https://records.example/register", "https://office.example/tables"
    signed = [
        (
            "Ann Reuter",
            Status.VERIFIED,
            None,
            "The register has the same figure.",
            record,
            EvidenceKind.PRIMARY,
        ),
        (
            "Ben Osei",
            Status.FALSE,
            Reason.OVERSTATED,
            "The tables give less than half.",
            office,
            EvidenceKind.PRIMARY,
        ),
        (
            "Ann Reuter",
            Status.PARTLY,
            Reason.WRONG_PERIOD,
            "Right for the year before.",
            office,
            EvidenceKind.PRIMARY,
        ),
        ("Ben Osei", Status.CHECKING, None, "Wrote to the ministry.", "", EvidenceKind.NONE),
        ("Ann Reuter", Status.UNVERIFIABLE, None, "Nobody counts them.", "", EvidenceKind.NONE),
    ]
    drafts = []
    for number, claim_id in enumerate(found[1::3]):
        by, status, reason, note, url, kind = signed[number % len(signed)]
        at = f"2024-06-{1 + number % 28:02}T09:30:00Z"
        drafts.append(
            Check(
                check_id="",
                claim_id=claim_id,
                at=at,
                by=by,
                status=status,
                reason=reason,
                note=note,
                evidence_url=url,
                evidence_kind=kind,
            )
        )
    ledger.sign(drafts)
    return Ledger.open(ledger.folder)


def claimbook(place: Path, *arguments: str, **environment: str) -> str:
    """Run a command and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "claims", *arguments],
        cwd=place,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def command_picture(place: Path, columns: int, arguments: list[str]) -> str:
    """Return a command and its output as SVG."""
    output = claimbook(
        place, *arguments, COLUMNS=str(columns), FORCE_COLOR="1", TERM="xterm-256color"
    )
    console = Console(record=True, width=columns, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ claimbook {' '.join(arguments)}", "bold"))
    console.print(Text.from_ansi(output))
    return plain_font(console.export_svg(title="claimbook"))


async def review_picture(ledger: Ledger, size: tuple[int, int], keys: list[str]) -> str:
    """Return the review screen as SVG after some keys."""
    desk = LedgerDesk(ledger, "Ann Reuter")
    app = ReviewApp(Session(desk), desk)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause(0.3)
        return plain_font(app.export_screenshot(title="claimbook review"))


def plain_font(svg: str) -> str:
    """Leave out fonts that would be fetched."""
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace(
        "Fira Code", "ui-monospace"
    )


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
