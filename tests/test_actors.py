"""The actors of an article: who a text names, by which short forms, and `claimbook actors`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from claims import extract
from claims.cli.help import PAGES
from claims.ledger.ledger import Ledger
from claims.model import Basis, Span
from claims.text.actors.acronyms import definitions
from claims.text.actors.table import Actors
from claims.text.grammar.syntax import Syntax

Run = Callable[..., "CompletedProcess[str]"]
ARTICLE = (
    "The valley is under water\n\n"
    "The Norden Flood Office (NFO) met on Monday. An NFO report lists 143 houses. "
    "Ten shops closed, the agency said.\n\n"
    "Mayor Ann Lee said 40 people had left. Lee denied that 12 had died. Officials said 30 roads "
    "were closed.\n"
)


def actors_of(text: str) -> Actors:
    return Actors(Syntax(text))


def test_an_actor_has_its_fullest_name_and_its_short_forms() -> None:
    named = {actor.name: actor.short_forms for actor in actors_of(ARTICLE).all()}
    assert named["Norden Flood Office"] == ("NFO",)
    assert named["Ann Lee"] == ("Lee",)


def test_a_mention_of_nobody_named_has_no_actor() -> None:
    start = ARTICLE.index("Officials")
    assert actors_of(ARTICLE).named(Span(start, start + 9)) is None


def test_the_owner_of_a_document_may_stand_outside_its_mention() -> None:
    text = "A survey published on Thursday by the Vale Institute had Yes at 40 percent."
    assert actors_of(text).resolve(Span(0, 8)) == "Vale Institute"


@pytest.mark.parametrize(
    ("words", "stands_in"),
    [("the agency", True), ("Lee denied", False), ("An NFO report", False), ("Officials", False)],
)
def test_a_stand_in_has_no_name_of_its_own(words: str, stands_in: bool) -> None:
    start = ARTICLE.index(words)
    mention = Span(start, start + len(words.removesuffix(" denied")))
    assert actors_of(ARTICLE).is_stand_in(mention) is stands_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Vale Health and Safety Board (VHSB) met", ["VHSB"]),
        ("the VHSB (Vale Health and Safety Board) met", ["VHSB"]),
        ("Senator Ann Lee (R-Va.) met", []),
        ("the port (Selby) fell", []),
        ("the Ministry of Works (closed on Monday) met", []),
        ("(NFO)" * 2000, []),
    ],
)
def test_brackets_define_what_their_letters_spell(text: str, expected: list[str]) -> None:
    assert [text[slice(*found.short)] for found in definitions(text)] == expected


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Forty people left.", Basis.NONE),
        ("The Vale Board said 40 people left.", Basis.STATED),
        ("It was reported that 40 people left.", Basis.STATED),
        ("Ann Lee came. She said 40 people left.", Basis.RESOLVED),
        ("The Vale Board met. The board said 40 people left.", Basis.RESOLVED),
        ("The Vale Board counted 40 boats. Seven more are missing.", Basis.CARRIED),
        ("“We lost nets,” said Ann Lee. “We lost 40 boats.”", Basis.CARRIED),
    ],
)
def test_a_claim_tells_how_it_is_tied_to_its_source(text: str, basis: Basis) -> None:
    assert extract(text)[-1].attribution is basis


EXAMPLES = re.findall(
    r"^\| ([^|]*\*\*[^|]*) \|([^|]*)\|([^|]*)\|$",
    (PAGES / "attribution.md").read_text("utf-8"),
    re.MULTILINE,
)


@pytest.mark.parametrize(("example", "chain", "claimant"), EXAMPLES)
def test_the_examples_of_chains_are_what_comes_out(example: str, chain: str, claimant: str) -> None:
    number = example.split("**")[1]
    [claim] = (claim for claim in extract(example.replace("**", "")) if number in claim.surface)
    assert (" > ".join(claim.chain), claim.claimant) == (chain.strip(), claimant.strip())


def test_the_page_has_twelve_examples_of_chains() -> None:
    assert len(EXAMPLES) == 12


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(ARTICLE, encoding="utf-8")
    said(run("init"))
    said(run("add", "a.txt"))
    return run


def said(done: CompletedProcess[str], code: int = 0) -> str:
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def claimants() -> dict[str, str]:
    return {claim.surface: claim.claimant for claim in Ledger.open().claims}


def test_the_verb_counts_what_each_actor_is_credited_with(desk: Run) -> None:
    found = [
        json.loads(line)
        for line in said(desk("actors", "--json")).splitlines()
        if line.startswith("{")
    ]
    credited = {actor["name"]: (actor["numbers"], actor["short_forms"]) for actor in found}
    assert credited["Norden Flood Office"] == (2, ["NFO"])
    assert credited["Ann Lee"] == (2, ["Lee"])
    assert credited["Officials"] == (1, [])
    assert "Norden Flood Office" in said(desk("actors", "the-valley"))


def test_a_renamed_actor_keeps_its_name_when_the_article_is_read_again(desk: Run) -> None:
    said(
        desk(
            "actors",
            "the-valley",
            "--rename",
            "Norden Flood Office",
            "Flood Office of Norden",
            "--by",
            "Ann",
        )
    )
    longer = ARTICLE.replace("the agency said.", "the agency said. Six mills closed, the NFO said.")
    Path("a.txt").write_text(longer, encoding="utf-8")
    said(desk("add", "a.txt"))
    assert claimants()["143 houses"] == claimants()["Six mills"] == "Flood Office of Norden"
    assert "no problems" in said(desk("validate"))


def test_two_actors_are_made_one_and_taken_back(desk: Run) -> None:
    before = claimants()
    said(
        desk("actors", "the-valley", "--rename", "Officials", "Norden Flood Office", "--by", "Ann")
    )
    assert list(claimants().values()).count("Norden Flood Office") == 3
    said(desk("undo", "--by", "Ann"))
    assert claimants() == before


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("the-valley", "--rename", "Oficials", "Lee"), 2, 'did you mean "Officials"?'),
        (("the-valley", "--rename", "Officials", " "), 2, "the new name is empty"),
        (("--rename", "Officials", "Lee"), 2, "in which article?"),
        (("nowhere",), 2, '"nowhere" names no document'),
    ],
)
def test_what_cannot_be_renamed_is_refused(
    desk: Run, arguments: tuple[str, ...], code: int, message: str
) -> None:
    assert message in said(desk("actors", *arguments, "--by", "Ann"), code)


def test_one_corrected_claim_among_several_is_no_rename(desk: Run) -> None:
    key = next(claim.claim_id for claim in Ledger.open().claims if claim.surface == "143 houses")
    said(desk("edit", key, "claimant=Flood Office", "--by", "Ann"))
    longer = ARTICLE.replace("the agency said.", "the agency said. Six mills closed, the NFO said.")
    Path("a.txt").write_text(longer, encoding="utf-8")
    said(desk("add", "a.txt"))
    assert claimants()["Six mills"] == "Norden Flood Office"
