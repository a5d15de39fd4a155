from decimal import Decimal

import pytest

from claims.model import Claim, ClaimType, Modifier, Stance, Trend
from claims.numbers.worth import Repeats, worth


def a_claim(surface: str = "27 towns", number: str = "27", **fields: object) -> Claim:
    base = {
        "start": 900,
        "end": 908,
        "surface": surface,
        "value": Decimal(number),
        "quote": f"It took {surface}.",
    }
    return Claim(**{**base, **fields})


@pytest.mark.parametrize(
    ("claim", "parts"),
    [
        (a_claim(), {}),
        (a_claim(claimant="General Samer", source="he"), {"attributed": 2}),
        (a_claim(source="", cue="it was reported"), {"unnamed": 1}),
        (a_claim(source="the army", stance=Stance.DENIED), {"attributed": 2, "denied": 2}),
        (a_claim(modifier=Modifier.AT_LEAST), {"hedged": 1}),
        (a_claim(start=10), {"lead": 1}),
        (a_claim(trend=Trend.FALL), {"compared": 1}),
        (a_claim(type=ClaimType.COMPARISON), {"compared": 1}),
        (a_claim(quote="At least 27 towns died out, the worst year."), {"harm": 2, "record": 1}),
        (
            a_claim(
                quote="Dozens were killed " + "long before this " * 5 + "when it took 27 towns."
            ),
            {},
        ),
        (a_claim("$3m", "3000000", dimension="money"), {"money": 1, "large": 1}),
        (a_claim("$3bn", "3e9", dimension="money"), {"money": 1, "large": 2}),
        (a_claim("9,999 homes", "9999", dimension="count"), {}),
        (a_claim("no number", "0", value=None), {}),
    ],
)
def test_gives_points_for_what_stands_in_the_claim(claim: Claim, parts: dict[str, int]) -> None:
    found = worth(claim)
    assert {part.name: part.points for part in found.parts} == parts
    assert found.score == sum(parts.values())
    assert all(part.why for part in found.parts)


@pytest.mark.parametrize(
    ("title", "is_headline"),
    [
        ("Army takes 27 towns", True),
        ("27: how the army advanced", True),
        ("Army takes 127 towns", False),
        ("Army takes 27.5 per cent", False),
        ("Army takes 27.", True),
        ("", False),
    ],
)
def test_finds_the_number_in_the_headline(title: str, is_headline: bool) -> None:
    assert [part.name for part in worth(a_claim(), title).parts] == ["headline"] * is_headline


def test_counts_other_documents_that_repeat_a_number() -> None:
    claims = [
        a_claim("600 strikes", "600", unit="strike", document_id="one"),
        a_claim("600 strikes", "600.0", unit="Strike", document_id="two"),
        a_claim("600 strikes", "600", unit="strike", document_id="two", start=950),
        a_claim("600 men", "600", unit="man", document_id="three"),
    ]
    repeats = Repeats(claims)
    assert [repeats.others(claim) for claim in claims] == [1, 1, 1, 0]
    assert worth(claims[0], others=1).parts[-1].why == "1 other document repeats it"
    assert worth(claims[0], others=9).parts[-1].points == 3


def test_small_numbers_repeat_only_about_the_same_thing() -> None:
    one, two, three = (
        a_claim("two people", "2", unit="person", about=about, document_id=about)
        for about in ("people in court", "people at sea", "people at SEA")
    )
    repeats = Repeats([one, two, three])
    assert [repeats.others(claim) for claim in (one, two, three)] == [0, 1, 1]
