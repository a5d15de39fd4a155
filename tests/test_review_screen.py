"""The review screen, driven by keys and the mouse, at several sizes."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Static

from claims.cli import review
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CHECKS
from claims.ledger.validate import validate
from claims.model import Basis, Claim, Document
from claims.numbers.noticing import Notice
from claims.views.review.desk import LedgerDesk
from claims.views.review.keys import GROUPS
from claims.views.review.panes import Article, Queue
from claims.views.review.screen import THEMES, ReviewApp, ReviewScreen, first_theme
from claims.views.review.session import Session
from tests.conftest import ROOT
from tests.made import make

SOURCE = "https://a.example"
Play = Callable[[Pilot[None], Session], Awaitable[None]]


def play(folder: Path, script: Play, size: tuple[int, int] = (100, 30)) -> Session:
    desk = LedgerDesk(Ledger.open(folder), "Ann Reuter")
    session = Session(desk)

    async def run() -> None:
        async with ReviewApp(session, desk).run_test(size=size) as pilot:
            await pilot.pause()
            await script(pilot, session)

    asyncio.run(run())
    return session


def screen_lines(pilot: Pilot[None]) -> list[str]:
    """Return what the terminal shows."""
    compositor = pilot.app.screen._compositor
    return ["".join(segment.text for segment in strip) for strip in compositor.render_strips()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "ledger", documents=3, each=10, checked=0.3).folder


@pytest.mark.parametrize("size", [(80, 24), (140, 40), (40, 12), (200, 60)])
def test_shows_queue_article_and_claim_at_every_size(folder: Path, size: tuple[int, int]) -> None:
    async def script(pilot: Pilot[None], session: Session) -> None:
        for _ in range(4):
            await pilot.press("j")
        await pilot.pause()
        lines = screen_lines(pilot)
        assert len(lines) == size[1]
        shown = "\n".join(lines)
        assert f"{session.lineup.decided} of 30 decided" in lines[0]
        assert sum(line.startswith("►") for line in lines) == 1  # the place in the queue
        assert "►" in "".join(line[1:] for line in lines)  # and in the article
        assert str(session.claim_id) in shown

    play(folder, script, size)


def test_a_session_by_keys_ends_in_the_files(folder: Path) -> None:
    async def script(pilot: Pilot[None], session: Session) -> None:
        await pilot.press("v", *SOURCE, "tab", *"ok", "enter")  # verified, with a note
        # false: reason by its beginning, then a note
        await pilot.press("f", *SOURCE, "tab", *"stal", "tab", *"old", "enter")
        await pilot.press("n", *"why", "enter")
        await pilot.press("c", "s", "u", "tab", "shift+tab", "a", "q")
        assert session.is_over

    session = play(folder, script)
    *_, one, two, three, four, five = (
        row for row in Ledger.open(folder).rows(CHECKS) if row["by"] == "Ann Reuter"
    )
    assert [(row["status"], row["reason"], row["note"]) for row in (one, two, three, four)] == [
        ("verified", "", "ok"),
        ("false", "stale", "old"),
        ("", "", "why"),
        ("checking", "", ""),
    ]
    assert five["note"] == f"takes back {four['check_id']}"
    assert (
        session.lineup.decided
        == Session(LedgerDesk(Ledger.open(folder), "Ann Reuter")).lineup.decided
    )


def test_a_form_says_what_is_wrong_and_escape_writes_nothing(folder: Path) -> None:
    files = {path: path.read_bytes() for path in folder.rglob("*.csv")}

    async def script(pilot: Pilot[None], session: Session) -> None:
        await pilot.press("p", "tab", *"wrong", "enter")
        await pilot.pause()
        assert "may be wrong_unit" in "\n".join(screen_lines(pilot))
        await pilot.press("escape", "j")
        assert session.lineup.position == 1

    play(folder, script)
    assert {path: path.read_bytes() for path in folder.rglob("*.csv")} == files


def test_a_click_in_the_queue_or_on_a_claim_moves_the_focus(folder: Path) -> None:
    async def script(pilot: Pilot[None], session: Session) -> None:
        await pilot.click(Queue, offset=(5, 3))
        assert session.lineup.position == 3
        article = pilot.app.screen.query_one(Article)
        before = session.claim_id
        for y in range(article.size.height):
            for x in range(2, article.size.width - 2, 6):
                await pilot.click(Article, offset=(x, y))
                if session.claim_id != before:
                    return
        pytest.fail("no click on another claim moved the focus")

    play(folder, script)


def test_help_lists_the_keys_and_closes(folder: Path) -> None:
    async def script(pilot: Pilot[None], session: Session) -> None:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Go to the next claim of the queue." in "\n".join(screen_lines(pilot))
        await pilot.press("j", "escape", "j")
        await pilot.pause()
        assert "Go to the next claim of the queue." not in "\n".join(screen_lines(pilot))
        assert session.lineup.position == 1

    play(folder, script)


def test_a_resize_lays_everything_out_again(folder: Path) -> None:
    async def script(pilot: Pilot[None], session: Session) -> None:
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert len(screen_lines(pilot)) == 24
        assert "►" in "".join(line[1:] for line in screen_lines(pilot))

    play(folder, script, size=(140, 40))


def test_themes_change_and_keep_the_words(folder: Path) -> None:
    async def script(pilot: Pilot[None], session: Session) -> None:
        shown = screen_lines(pilot)
        for _ in THEMES:
            await pilot.press("t")
            await pilot.pause()
            assert screen_lines(pilot) == shown

    play(folder, script)


@pytest.mark.parametrize(
    ("said", "theme"), [("", "ansi-dark"), ("15;0", "ansi-dark"), ("0;15", "ansi-light")]
)
def test_takes_the_terminal_at_its_word(said: str, theme: str) -> None:
    assert first_theme({"COLORFGBG": said}) == theme


def test_hostile_text_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    text = "\x1b[2J[bold]It took 27\x1b]0;x\x07 towns[/bold] \u202eevil, [/] said \x9b31mBob."
    start, end = text.index("27"), text.index(" \u202e")
    ledger = Ledger.create(tmp_path / "ledger")
    claim = Claim(
        start=start,
        end=end,
        surface=text[start:end],
        value=None,
        quote=text,
        unit="[/]\x1b",
        claimant="\x1b[H",
    )
    ledger.add(Document(text=text, title="[red]\x1b[2J"), [claim])

    async def script(pilot: Pilot[None], session: Session) -> None:
        shown = "\n".join(screen_lines(pilot))
        assert not set(shown) & set("\x1b\x07\x9b\u202e")
        assert r"27\x1b]0;x\x07 towns[/bold]" in shown
        await pilot.press("v")
        await pilot.press("n", "enter")

    play(ledger.folder, script, size=(140, 40))


def test_an_empty_ledger_has_an_empty_queue(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")

    async def script(pilot: Pilot[None], session: Session) -> None:
        await pilot.press("j", "v", "u", "slash", "l", "escape")
        assert "0 of 0 decided" in str(pilot.app.screen.query_one("#heading", Static).render())

    play(ledger.folder, script)


def test_every_key_reaches_its_action(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(ReviewScreen, "action_act", lambda _screen, action: done.append(action))
    monkeypatch.setattr(Session, "do", lambda _session, action: done.append(action))
    keys = [
        (name, key.action)
        for group in GROUPS.values()
        for key in group
        for name in key.names.split(",")
    ]

    async def script(pilot: Pilot[None], session: Session) -> None:
        for name, _ in keys:
            await pilot.press("slash" if name == "/" else name)

    play(folder, script)
    assert done == [action for _, action in keys]


def test_the_sentence_stays_in_sight_of_the_form(folder: Path) -> None:
    async def script(pilot: Pilot[None], session: Session) -> None:
        for key in ("v", "f", "A", "n", "e"):
            await pilot.press("j", key)
            await pilot.pause()
            shown = "\n".join(screen_lines(pilot))
            assert "►" in shown
            surface = session.desk.row(str(session.claim_id))["surface"]
            assert surface.split()[0] in "".join(
                line[1:] for line in screen_lines(pilot) if line.startswith("▌")
            )
            await pilot.press("escape")

    play(folder, script, size=(80, 24))


def test_a_burst_of_keys_goes_where_it_was_typed(folder: Path) -> None:
    """All keys wait in the terminal's buffer before the first is read.

    So they do from a macro or over a slow line.
    """
    burst = "fhttps://a.example/q?v=1\tov\tsaid so\rvhttp://b.example\r"

    async def script(pilot: Pilot[None], session: Session) -> None:
        names = {"\t": "tab", "\r": "enter"}
        for character in burst:
            key = names.get(character) or _character_to_key(character)
            pilot.app.post_message(Key(key, None if character in names else character))
        await pilot.pause()
        await pilot.pause()

    play(folder, script)
    *_, first, second = (
        row for row in Ledger.open(folder).rows(CHECKS) if row["by"] == "Ann Reuter"
    )
    assert [first[name] for name in ("status", "evidence_url", "reason", "note")] == [
        "false",
        "https://a.example/q?v=1",
        "overstated",
        "said so",
    ]
    assert (second["status"], second["evidence_url"]) == ("verified", "http://b.example")


def test_escape_and_a_key_right_behind_it_are_two_keys(folder: Path) -> None:
    async def script(pilot: Pilot[None], session: Session) -> None:
        for key in (Key("v", "v"), Key("x", "x"), Key("alt+j", "j")):
            pilot.app.post_message(key)
        await pilot.pause()
        assert (session.form, session.lineup.position) == (None, 1)

    play(folder, script)


def test_an_address_is_pasted_clean_and_never_taken_for_keys(folder: Path) -> None:
    async def script(pilot: Pilot[None], session: Session) -> None:
        pilot.app.post_message(Paste("vfq\n"))
        await pilot.pause()
        assert not session.is_over
        assert session.form is None
        pilot.app.post_message(Key("v", "v"))
        pilot.app.post_message(Paste(" <https://a.example/x>\r\n"))
        await pilot.pause()
        await pilot.press("enter")

    play(folder, script)
    *_, row = (row for row in Ledger.open(folder).rows(CHECKS) if row["by"] == "Ann Reuter")
    assert row["evidence_url"] == "https://a.example/x"


def test_a_click_while_a_form_is_open_changes_nothing(folder: Path) -> None:
    async def script(pilot: Pilot[None], session: Session) -> None:
        before = session.claim_id
        await pilot.press("v", *"https://a.example")
        await pilot.click(Queue, offset=(5, 2))
        await pilot.click("Footer", offset=(2, 0))
        assert session.form is not None
        await pilot.press("enter")
        *_, row = (row for row in Ledger.open(folder).rows(CHECKS) if row["by"] == "Ann Reuter")
        assert row["claim_id"] == before

    play(folder, script, size=(140, 40))


def test_the_queue_shows_the_claim_in_words(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    quote = (
        "According to the regional office, after a long night of counting, 27 towns had no water."
    )
    start = quote.index("27")
    claim = Claim(
        start=start,
        end=start + 8,
        surface="27 towns",
        value=None,
        quote=quote,
        claimant="the office",
    )
    ledger.add(Document(text=quote, title="Water"), [claim])

    async def script(pilot: Pilot[None], session: Session) -> None:
        await pilot.pause()
        [line] = [line for line in screen_lines(pilot) if line.startswith("►")]
        assert "27 towns had no water" in line
        assert line.rstrip().endswith("  the office")

    play(ledger.folder, script, size=(80, 24))


def test_a_claimant_who_is_carried_on_from_another_sentence_is_marked(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    text = "The mayor said the dam held. Two hundred homes were dry."
    carried = Claim(
        start=29,
        end=46,
        surface="Two hundred homes",
        value=None,
        quote=text[29:],
        source="The mayor",
        claimant="the mayor",
        attribution=Basis.CARRIED,
    )
    ledger.add(Document(text=text, title="Dam"), [carried])

    async def script(pilot: Pilot[None], session: Session) -> None:
        await pilot.pause()
        [line] = [line for line in screen_lines(pilot) if line.startswith("►")]
        assert line.rstrip().endswith("  ↳ the mayor")
        shown = "\n".join(screen_lines(pilot))
        assert "said by the mayor (carried over from a sentence before)" in shown

    play(ledger.folder, script, size=(80, 24))


def test_ten_claims_take_less_than_a_hundred_keys(tmp_path: Path) -> None:
    """What an article takes apart from what is typed.

    Six verdicts with their evidence, two corrections, a note, the rest of an article.
    """
    folder = make(tmp_path / "ledger", documents=1, each=14, checked=0).folder
    keys: list[str] = []

    async def script(pilot: Pilot[None], session: Session) -> None:
        async def press(*pressed: str) -> None:
            keys.extend(pressed)
            await pilot.press(*pressed)

        def paste(text: str) -> None:
            pilot.app.post_message(Paste(text))

        for number in range(6):
            await press("v" if number % 2 else "f")
            paste(f"https://a.example/{number}")
            if not number % 2:
                await press("tab", *"ov")
            await press("enter")
        for letter, text in (("u", "house"), ("c", "the mayor")):
            await press("e", letter, "ctrl+u")
            paste(text)
            await press("enter", "j")
        await press("n")
        paste("ask the office")
        await press("enter", "A")
        paste("https://a.example/all")
        await press("enter")

    session = play(folder, script)
    assert session.lineup.decided == 14
    assert len(keys) < 50


@pytest.mark.parametrize(("at_most", "is_read"), [(0, False), (2**20, True)])
def test_only_a_ledger_that_can_be_read_at_once_is_read_before_the_screen_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_most: int, is_read: bool
) -> None:
    monkeypatch.setattr(review, "AT_MOST", at_most)
    monkeypatch.setattr(review, "AT_ONCE", 600)
    ledger = make(tmp_path / "ledger", documents=15, each=10)
    desk = LedgerDesk(ledger, "Ann Reuter", is_patient=False)
    review.read_ahead(ledger, Session(desk))
    assert (desk.is_read, desk.count) == (is_read, 150 if is_read else 100)


def test_a_large_ledger_opens_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noticed_when_read: list[bool] = []
    notice = LedgerDesk.notice

    def noted(desk: LedgerDesk, claim_id: str) -> Notice:
        noticed_when_read.append(desk.is_read)
        return notice(desk, claim_id)

    monkeypatch.setattr(LedgerDesk, "notice", noted)
    ledger = make(tmp_path / "ledger", documents=60, each=10, checked=0.4)
    desk = LedgerDesk(ledger, "Ann Reuter", is_patient=False)
    session = Session(desk)
    assert len(session.lineup.queue) == 100
    assert not desk.is_read

    async def run() -> None:
        async with ReviewApp(session, desk).run_test(size=(80, 24)) as pilot:
            await pilot.press("c")  # signed while the rest is read
            for _ in range(400):
                if desk.is_read:
                    break
                await pilot.pause(0.02)
            await pilot.pause()
            assert "most worth checking first" in screen_lines(pilot)[0]

    asyncio.run(run())
    assert noticed_when_read
    assert all(noticed_when_read)  # nothing that looks through all of it keeps it from opening
    again = LedgerDesk(Ledger.open(ledger.folder), "Ann Reuter")
    assert desk.order((), True) == again.order((), True)
    assert [desk.standing(claim_id) for claim_id in session.lineup.queue] == [
        again.standing(each) for each in session.lineup.queue
    ]
    assert [desk.checks(claim_id) for claim_id in session.lineup.queue] == [
        again.checks(each) for each in session.lineup.queue
    ]


def test_the_seed_is_reviewed_from_the_first_claim_to_the_last(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "ledger", tmp_path / "ledger"))
    claims = len(Ledger.open(folder).claims)

    async def script(pilot: Pilot[None], session: Session) -> None:
        assert session.progress == f"0 of {claims} decided"
        for number in range(claims):
            await pilot.press("vfx"[number % 3], *"https://a.example", "tab")
            if number % 3 == 1:
                await pilot.press(*"overst", "tab")
            await pilot.press(*"read", "enter")
        await pilot.pause()
        assert "nothing else is open" in "\n".join(screen_lines(pilot))
        assert session.progress == f"{claims} of {claims} decided"

    play(folder, script, size=(80, 24))
    ledger = Ledger.open(folder)
    assert {ledger.status(claim_id).value for claim_id in ledger.claim_ids()} == {
        "verified",
        "false",
        "unverifiable",
    }
    assert validate(folder) == []
