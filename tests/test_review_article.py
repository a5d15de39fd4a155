import pytest

from claims.model import Claim, Span, Status
from claims.views.marks import Mark, cue_span, quote_span
from claims.views.review.article import FOCUS, claim_marks, lay_out

TEXT = "Reports say 600 strikes hit.\n\n“We took 27 towns,” said Samer. Samer said it twice."


def claim(surface: str, **fields: object) -> Claim:
    start = TEXT.index(surface)
    return Claim(
        start=start,
        end=start + len(surface),
        surface=surface,
        value=None,
        claim_id=surface,
        **fields,
    )


def lines(text: str, marks: list[Mark], width: int) -> list[str]:
    return ["".join(piece.text for piece in line) for line in lay_out(text, marks, width).lines]


def test_every_claim_carries_its_sign_and_the_focus_points_at_itself() -> None:
    samer = TEXT.index("Samer")
    one = claim("600 strikes")
    two = claim("27 towns", source_start=samer, source_end=samer + 5, cue="said")
    marks = claim_marks([(one, Status.FALSE), (two, Status.UNVERIFIED)], two, TEXT)
    assert lines(TEXT, marks, 60) == [
        "Reports say ‹600 strikes\u00a0✗› hit.",
        "",
        "“We took ►27 towns\u00a0?◄,” said Samer. Samer said it twice.",
    ]
    pieces = [(piece.text, piece.kind) for line in lay_out(TEXT, marks, 60).lines for piece in line]
    for piece in (
        ("600", "false"),
        ("said", "cue"),
        ("Samer", "source"),
        ("said", "plain"),
        ("Samer", "plain"),
    ):
        assert piece in pieces


def test_says_which_lines_hold_the_focus_and_its_sentence() -> None:
    two = claim("27 towns", quote="“We took 27 towns,” said Samer.")
    found = lay_out(
        TEXT, claim_marks([(two, Status.CHECKING)], two, TEXT), 20, quote_span(two, TEXT)
    )
    shown = ["".join(piece.text for piece in line) for line in found.lines]
    assert shown == [
        "Reports say 600",
        "strikes hit.",
        "",
        "“We took ►27",
        "towns\u00a0~◄,” said",
        "Samer. Samer said it",
        "twice.",
    ]
    assert (found.focus, found.quoted) == (Span(3, 5), Span(3, 6))


@pytest.mark.parametrize("width", [1, 2, 7, 20, 80])
def test_no_line_is_wider_than_the_pane_and_no_word_is_lost(width: int) -> None:
    text = TEXT + " " + "x" * 90 + " 村の人口は一万二千人 \x1b[2J end"
    shown = lines(text, [Mark(12, 23, FOCUS, "►", "◄")], width)
    from rich.cells import cell_len

    assert max(map(cell_len, shown)) <= max(width, 2)  # a wide character needs two cells
    joined = "".join(shown).replace(" ", "").replace("►", "").replace("◄", "")
    assert joined == text.replace("\x1b", r"\x1b").replace(" ", "").replace("\n", "")


def test_control_characters_are_shown_and_offsets_still_hold() -> None:
    text = "a\x1b[2Jb 27 towns\u202e end"
    start = text.index("27")
    found = lay_out(text, [Mark(start, start + 8, FOCUS)], 80)
    assert [piece.text for line in found.lines for piece in line if piece.kind == FOCUS] == [
        "27",
        " ",
        "towns",
    ]
    assert r"a\x1b[2Jb" in lines(text, [], 80)[0]


def test_of_overlapping_marks_the_focus_stands() -> None:
    marks = [
        Mark(5, 10, FOCUS),
        Mark(0, 7, "false"),
        Mark(8, 12, "partly"),
        Mark(-3, 2, "false"),
        Mark(90, 99, "false"),
    ]
    found = lay_out("0123456789abcdef", marks, 80)
    assert [(piece.text, piece.kind) for piece in found.lines[0]] == [
        ("01234", "plain"),
        ("56789", "focus"),
        ("abcdef", "plain"),
    ]


def test_the_cue_is_the_one_next_to_the_source() -> None:
    first, second = TEXT.index("said"), TEXT.index("said", 55)
    for source_start, start in ((first + 5, first), (second - 6, second)):
        found = cue_span(claim("27 towns", cue="said", source_start=source_start), TEXT)
        assert found == Span(start, start + 4)
    assert cue_span(claim("27 towns", cue="claimed"), TEXT) is None


def test_an_unknown_quote_falls_back_to_the_claim() -> None:
    found = claim("27 towns", quote="Not in this text.")
    assert quote_span(found, TEXT) == Span(found.start, found.end)
