"""The agency that an article is a copy of: where papers say so, and where they only quote it."""

import pytest

from claims.model import Document
from claims.text.documents.given import with_given
from claims.text.documents.origin import find_origin


@pytest.mark.parametrize(
    ("text", "origin", "why"),
    [
        (
            "Quake\n\nPORT MARLOW, March 3 (Reuters) - A quake struck.",
            "Reuters",
            "dateline with a date",
        ),
        ("Quake\n\nSELBY (AP) — A quake struck.", "AP", "dateline with a long dash"),
        ("Quake\n\nPARIS (AFP) – A quake struck.", "AFP", "dateline with a short dash"),
        ("Quake\n\nVARESK, March 3. /TASS/. A quake struck.", "TASS", "the agency between strokes"),
        ("Quake\n\nBy The Associated Press\n\nA quake struck.", "AP", "byline"),
        ("Quake\n\nA quake struck.\n\n© 2026 AFP", "AFP", "copyright line"),
        (
            "Quake\n\nA quake struck.\n\n(Reporting by Ana Velt; Editing by Joe Marr)",
            "Reuters",
            "credit of one agency's form",
        ),
        ("Quake\n\nA quake struck.\n\n(Xinhua)", "Xinhua", "credit in brackets"),
        ("Quake\n\nThe mayor told Reuters that 40 had died.", "", "an agency that is quoted"),
        ("Quake\n\nThe club (AP Rovers) won.", "", "initials that only look alike"),
        ("", "", "nothing"),
    ],
)
def test_origin(text: str, origin: str, why: str) -> None:
    assert find_origin(text) == origin, why


def test_what_a_person_gives_wins() -> None:
    document = Document(text="SELBY (AP) - A quake struck.")
    assert with_given(document, "a.txt", {}).origin == "AP"
    assert with_given(document, "a.txt", {"origin": "Reuters"}).origin == "Reuters"
