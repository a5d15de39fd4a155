"""The audit: what each rule flags and, as important, what it leaves alone."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import claims
from claims.ledger.ledger import Ledger
from claims.model import Claim, Document, Modifier, Stance, Trend
from claims.numbers.signature import cosine
from tests.conftest import Run
from tests.tables import cases, rows


@pytest.mark.parametrize("case", cases("audit"))
def test_flags_of_one_text(case):
    flags = claims.audit(claims.extract(case["text"]))
    expected = [(case["rule"], case["severity"])] if case["rule"] else []
    assert [(flag.rule, flag.severity) for flag in flags] == expected
    assert all(any(sign in flag.arithmetic for sign in "=>→≠") for flag in flags)


# --- across documents, with claims as extraction would make them


def claim(surface: str, document_id: str, **fields: object) -> Claim:
    found = {
        "value": Decimal(27),
        "unit": "town",
        "dimension": "count",
        "about": "towns of Daraa",
        "quote": f"{surface}.",
    }
    return Claim(
        start=90, end=90 + len(surface), surface=surface, document_id=document_id, **found | fields
    )


def ledger_of(folder, **articles: tuple[str, list[Claim]]) -> Ledger:
    """Make a ledger of articles: NAME=(date, claims)."""
    ledger = Ledger.create(folder / "ledger")
    for name, (published, found) in articles.items():
        text = f"{name}\n\n{'x' * 88}" + " ".join(one.quote for one in found)
        document = Document(
            text=text, document_id=name, publisher=name.title(), published=published, path=name
        )
        ledger.add(document, found)
    return ledger


def rules(ledger: Ledger) -> list[str]:
    return [flag.rule for flag in claims.audit(ledger)]


def pair(
    folder, one: Claim, other: Claim, days: tuple[str, str] = ("2018-06-30", "2018-07-01")
) -> list[str]:
    return rules(ledger_of(folder, post=(days[0], [one]), times=(days[1], [other])))


def test_two_outlets_with_two_values(tmp_path):
    ledger = ledger_of(
        tmp_path,
        post=("2018-06-30", [claim("27 towns", "post")]),
        times=("2018-07-01", [claim("72 towns", "times", value=Decimal(72))]),
    )
    [flag] = claims.audit(ledger)
    assert flag.rule == "two values"
    assert flag.message == "there are 27 towns (Post, 2018-06-30) and 72 towns (Times, 2018-07-01)"
    assert flag.claim_ids == tuple(one.claim_id for one in ledger.claims)


@pytest.mark.parametrize(
    "fields",
    [
        {"about": "towns of Homs"},
        {"unit": "village"},
        {"period_start": "2018-06-01", "period_end": "2018-07-01", "period": "in June"},
        {"period": "last year"},
        {"trend": Trend.RISE},
        {"stance": Stance.DENIED},
        {"dimension": "share"},
    ],
)
def test_what_is_not_the_same_thing_may_differ(tmp_path, fields):
    assert (
        pair(
            tmp_path,
            claim("27 towns", "post"),
            claim("72 towns", "times", value=Decimal(72), **fields),
        )
        == []
    )


def test_what_is_said_in_other_words_without_a_name_is_not_compared(tmp_path):
    one = claim("27 towns", "post", about="towns", quote="27 towns voted for the dam.")
    other = claim(
        "72 towns", "times", value=Decimal(72), about="towns", quote="72 towns lie under water."
    )
    assert pair(tmp_path, one, other) == []


@pytest.mark.parametrize("fields", [{"place": "Daraa"}, {"claimant": "Samer", "source": "Samer"}])
def test_what_one_of_them_leaves_out_parts_no_claims(tmp_path, fields):
    other = claim("72 towns", "times", value=Decimal(72), **fields)
    assert pair(tmp_path, claim("27 towns", "post"), other) == ["two values"]


def test_what_was_published_far_apart_may_differ(tmp_path):
    one, other = claim("27 towns", "post"), claim("72 towns", "times", value=Decimal(72))
    assert pair(tmp_path, one, other, ("2018-06-30", "2018-07-30")) == []


def test_what_hedges_allow_does_not_disagree(tmp_path):
    one, other = (
        claim("27 towns", "post"),
        claim("about 28 towns", "times", value=Decimal(28), modifier=Modifier.APPROXIMATE),
    )
    assert pair(tmp_path, one, other) == []


def test_the_setting_for_about_is_used(tmp_path):
    one, other = (
        claim("27 towns", "post"),
        claim("about 28 towns", "times", value=Decimal(28), modifier=Modifier.APPROXIMATE),
    )
    ledger = ledger_of(tmp_path, post=("2018-06-30", [one]), times=("2018-06-30", [other]))
    (ledger.folder / "claimbook.toml").write_text("[intervals]\napproximate = 0.01\n")
    assert rules(Ledger.open(ledger.folder)) == ["two values"]


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("270", "scale slip"),
        ("27000", "scale slip"),
        ("27000000", "scale slip"),
        ("28", "two values"),
        ("13540", "two values"),
    ],
)
def test_slips_of_scale(tmp_path, value, rule):
    assert pair(
        tmp_path, claim("27 towns", "post"), claim("x towns", "times", value=Decimal(value))
    ) == [rule]


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("1354", "digit slip"),
        ("1845", "digit slip"),
        ("1453", "two values"),
        ("13450", "scale slip"),
    ],
)
def test_slips_of_digits(tmp_path, value, rule):
    one = claim("1,345 towns", "post", value=Decimal(1345))
    assert pair(tmp_path, one, claim("x towns", "times", value=Decimal(value))) == [rule]


def test_a_lost_hedge(tmp_path):
    said = {"claimant": "Samer", "source": "Samer"}
    hedged = claim("at least 27 towns", "post", modifier=Modifier.AT_LEAST, **said)
    flat = claim("27 towns", "times", **said)
    assert pair(tmp_path, hedged, flat) == ["hedge lost"]
    assert (
        pair(
            tmp_path / "turned",
            replace(flat, document_id="post"),
            replace(hedged, document_id="times"),
        )
        == []
    )


def test_a_lost_source(tmp_path):
    said = {
        "claimant": "Samer",
        "source": "Samer",
        "cue": "said",
        "quote": "270 towns were retaken, Samer said.",
    }
    credited = claim("270 towns", "post", value=Decimal(270), **said)
    own = claim("270 towns", "times", value=Decimal(270), quote="270 towns were retaken.")
    assert pair(tmp_path, credited, own) == ["source lost"]
    small = [replace(one, value=Decimal(27)) for one in (credited, own)]
    assert pair(tmp_path / "small", *small) == []  # 27 is 27 by chance


def test_a_toll_that_falls(tmp_path):
    toll = {
        "unit": "death",
        "about": "deaths in Moore",
        "quote": "The death toll rose to 91 deaths.",
    }
    before = claim("91 deaths", "post", value=Decimal(91), **toll)
    after = claim(
        "24 deaths", "times", value=Decimal(24), **toll | {"quote": "The toll is 24 deaths."}
    )
    assert pair(tmp_path, before, after, ("2013-05-20", "2013-06-20")) == ["toll falls"]
    low, high = replace(after, document_id="post"), replace(before, document_id="times")
    assert pair(tmp_path / "rising", low, high, ("2013-05-20", "2013-06-20")) == []


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        (
            "Mill fire kills 70 workers\n\nThe fire killed at least 17 workers, police said.\n",
            ["headline and body"],
        ),
        ("Mill fire kills 17 workers\n\nThe fire killed at least 17 workers, police said.\n", []),
        (
            "Mill fire kills 70 workers\n\nThe fire killed 68 workers, police said.\n",
            [],
        ),  # headlines round
        ("Mill fire kills 70 workers\n\nThe fire burned for 17 hours.\n", []),
        (
            "Mill fire kills 70 workers\n\nIt killed 17 workers on Monday, 53 workers since, and "
            "70 workers in all.\n",
            [],
        ),
    ],
)
def test_the_headline_and_its_article(tmp_path, text, flagged):
    ledger = Ledger.create(tmp_path / "ledger")
    document = Document(
        text=text, title=text.partition("\n")[0], document_id="mill", path="mill.txt"
    )
    ledger.add(document, claims.extract(document))
    assert rules(ledger) == flagged


def test_claims_whose_words_are_gone_are_left_out(tmp_path):
    one, other = claim("27 towns", "post"), claim("72 towns", "times", value=Decimal(72))
    ledger = ledger_of(tmp_path, post=("2018-06-30", [one]), times=("2018-06-30", [other]))
    ledger.revise(replace(ledger.documents[1], text="Nothing is said any more."), [])
    assert rules(ledger) == []


def test_every_rule_is_explained():
    page = (Path(claims.__file__).parent / "help" / "audit.md").read_text(encoding="utf-8")
    named = {case["rule"] for case in rows("audit")} - {""}
    named |= {
        "headline and body",
        "two values",
        "scale slip",
        "digit slip",
        "hedge lost",
        "source lost",
        "toll falls",
    }
    assert [rule for rule in sorted(named) if f"| {rule} |" not in page] == []


def test_likeness_does_not_hang_on_the_order_of_words():
    """Python draws the order of its sets anew in each run: flags must not depend on it."""
    words = [f"{letter}{number}" for letter in "abc" for number in range(12)]
    weights = {word: 1 / (place + 3) for place, word in enumerate(words)}
    turned = [
        {word: weights[word] for word in (*words[at:], *words[:at])} for at in range(len(words))
    ]
    assert len({cosine(weights, each) for each in turned}) == 1
    assert len({cosine(each, each) for each in turned}) == 1


# --- the command


def test_the_command_shows_the_arithmetic_and_ends_with_1(tmp_path, run: Run):
    Ledger.create(tmp_path / "ledger")
    (tmp_path / "a.txt").write_text("Officials counted 41 deaths: 30 in Aleppo and 12 in Idlib.")
    run("add", "a.txt")
    done = run("audit")
    assert done.returncode == 1
    assert "30 + 12 = 42, the text says 41 deaths" in done.stdout
    assert done.stderr == "1 flag\n"
    flag = json.loads(run("audit", "--json").stdout)
    assert flag["claim_ids"] == [one.claim_id for one in Ledger.open(tmp_path).claims]


def test_the_command_is_quiet_where_all_fits(tmp_path, run: Run):
    Ledger.create(tmp_path / "ledger")
    done = run("audit")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "nothing to flag\n")
