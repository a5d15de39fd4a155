"""Claims on one thing over several articles.

Groups, corrections of groups, figures over time, and what was checked before.
"""

from __future__ import annotations

import json

import pytest

import claims
from claims.errors import LedgerError
from claims.ledger.dismissals import flag_id
from claims.ledger.identity import identify
from claims.ledger.ledger import Ledger
from claims.ledger.links import link
from claims.model import Document, Relation
from claims.numbers.audit import audit
from claims.numbers.checked_before import Match, Verdict, known
from claims.numbers.compare import Accord
from claims.numbers.gathering import groups
from claims.numbers.ledger_desk import desk_of
from claims.sheets.claimreview import read_feed
from claims.sheets.verdicts import verdicts
from tests.conftest import Run

POST = """Ferry sinks in the Luma Strait

PORT HALILI - The ferry Aurora sank in the Luma Strait on Sunday, and 37 passengers drowned, \
the coast guard said.

The Aurora carried 140 passengers when it left Port Halili.
"""
TIMES = """Aurora goes down off Port Halili

PORT HALILI - At least 39 passengers drowned when the ferry Aurora sank in the Luma Strait, \
the harbour master said.

Port Halili has 12,000 inhabitants.
"""
LATER = """Toll of the Aurora rises

PORT HALILI - The number of passengers who drowned when the ferry Aurora sank in the Luma Strait \
rose to 52.
"""


def ledger_of(folder, *articles: tuple[str, str, str]) -> Ledger:
    """Make a ledger of (outlet, date, text)."""
    ledger = Ledger.create(folder / "ledger")
    for outlet, published, text in articles:
        document = Document(
            text=text,
            title=text.partition("\n")[0],
            publisher=outlet,
            published=published,
            path=f"{outlet}.txt",
        )
        ledger.add(document, claims.extract(document))
    return ledger


def drowned(ledger: Ledger) -> list[str]:
    """Return the ids of the claims of the drowned, by day."""
    days = {document.document_id: document.published for document in ledger.documents}
    found = [claim for claim in ledger.claims if claim.value in (37, 39, 52)]
    return [claim.claim_id for claim in sorted(found, key=lambda claim: days[claim.document_id])]


def test_two_outlets_count_the_same_dead(tmp_path):
    ledger = ledger_of(tmp_path, ("Post", "2019-05-06", POST), ("Times", "2019-05-06", TIMES))
    [group] = groups(desk_of(ledger))
    assert {claim.surface for claim in group.claims} == {"37 passengers", "At least 39 passengers"}
    assert group.accord is Accord.CONFLICT
    assert group.independent == 2


def test_articles_without_a_date_have_no_later_one(tmp_path):
    said = POST.replace(
        " on Sunday, and 37 passengers drowned", ", and 37 passengers drowned on Sunday"
    )
    ledger = ledger_of(tmp_path, ("Post", "", said), ("Times", "", TIMES))
    [group] = groups(desk_of(ledger))
    assert group.accord is Accord.CONFLICT


def test_a_later_number_is_an_update(tmp_path):
    ledger = ledger_of(tmp_path, ("Post", "2019-05-06", POST), ("Courier", "2019-05-14", LATER))
    [group] = groups(desk_of(ledger))
    assert group.accord is Accord.UPDATES


def test_two_outlets_that_quote_one_body_are_one_source(tmp_path):
    copied = POST.replace("Ferry sinks", "Ferry lost")
    ledger = ledger_of(
        tmp_path, ("Post", "2019-05-06", POST), ("Lake Courier", "2019-05-06", copied)
    )
    every = groups(desk_of(ledger))
    assert {group.accord for group in every} == {Accord.AGREE}
    assert [group.independent for group in every if group.claims[0].value == 37] == [1]


def test_what_people_link_is_joined_and_what_they_part_stays_apart(tmp_path):
    ledger = ledger_of(tmp_path, ("Post", "2019-05-06", POST), ("Times", "2019-05-06", TIMES))
    dead, others = (
        drowned(ledger),
        [claim.claim_id for claim in ledger.claims if claim.value in (140, 12000)],
    )
    link(ledger, dead[0], [dead[1]], Relation.DIFFERS, "Ann")
    assert groups(desk_of(ledger)) == []
    link(ledger, others[0], [others[1]], Relation.SAME, "Ann")
    [group] = groups(desk_of(ledger))
    assert {claim.claim_id for claim in group.claims} == set(others)


def test_a_flag_that_was_dismissed_stays_so_until_it_is_taken_back(tmp_path, run: Run):
    ledger_of(
        tmp_path,
        (
            "Post",
            "2019-05-06",
            "Count\n\nOfficials counted 41 deaths: 30 in Aleppo and 12 in Idlib.\n",
        ),
    )
    [flag] = audit(Ledger.open(tmp_path))
    refused = run("audit", "--dismiss", flag_id(flag), "--by", "Ann")
    assert refused.returncode == 2
    assert "--note" in refused.stderr
    done = run(
        "audit", "--dismiss", flag_id(flag)[:5], "--by", "Ann", "--note", "one died on the way"
    )
    assert (done.returncode, done.stdout) == (
        0,
        f"{flag_id(flag)} is shown no more: parts and total: {flag.arithmetic}\n",
    )
    assert run("audit").returncode == 0
    assert run("validate").returncode == 0
    assert run("undo", "--by", "Ann").returncode == 0
    assert run("audit").returncode == 1


def test_a_rule_can_be_switched_off(tmp_path):
    text = "Count\n\nOfficials counted 41 deaths: 30 in Aleppo and 12 in Idlib.\n"
    ledger = ledger_of(tmp_path, ("Post", "2019-05-06", text))
    (ledger.folder / "claimbook.toml").write_text('[audit]\noff = ["parts and total"]\n')
    assert audit(Ledger.open(ledger.folder)) == []
    (ledger.folder / "claimbook.toml").write_text('[audit]\noff = ["parts and totals"]\n')
    with pytest.raises(LedgerError, match=r"parts and totals.*parts and total"):
        audit(Ledger.open(ledger.folder))


def test_the_audit_of_files_needs_no_ledger(tmp_path, run: Run):
    (tmp_path / "draft.txt").write_text(
        "Officials counted 41 deaths: 30 in Aleppo and 12 in Idlib."
    )
    done = run("audit", "draft.txt", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["arithmetic"] == "30 + 12 = 42, the text says 41 deaths"
    assert run("audit", "draft.txt", "--since", "HEAD").returncode == 2


def test_only_what_a_change_brings(tmp_path, run: Run):
    one, two = (
        "Officials counted 41 deaths: 30 in Aleppo and 12 in Idlib.",
        "The fire killed 9 people, including 14 men.",
    )
    before = ledger_of(tmp_path / "before", ("Post", "2019-05-06", one))
    after = ledger_of(tmp_path / "after", ("Post", "2019-05-06", one), ("Times", "2019-05-06", two))
    done = run("audit", "--ledger", after.folder, "--since", before.folder, "--json")
    assert [json.loads(line)["rule"] for line in done.stdout.splitlines()] == ["part above whole"]


def test_the_commands_show_groups_and_figures(tmp_path, run: Run):
    ledger = ledger_of(
        tmp_path,
        ("Post", "2019-05-06", POST),
        ("Times", "2019-05-06", TIMES),
        ("Courier", "2019-05-14", LATER),
    )
    first = drowned(ledger)[0]
    compared = run("compare", first)
    assert compared.returncode == 1
    assert "conflict" in compared.stdout
    assert "3 documents, 3 independent" in compared.stdout
    line = json.loads(run("compare", first, "--json").stdout)
    assert {claim["surface"] for claim in line["claims"]} >= {
        "37 passengers",
        "At least 39 passengers",
    }
    told = run("timeline", first)
    assert [word for word in ("37 passengers", "+15", "█") if word not in told.stdout] == []
    assert len(run("timeline", first, "--json").stdout.splitlines()) == 3


def test_what_was_checked_before(tmp_path):
    ledger = ledger_of(tmp_path, ("Post", "2019-05-06", POST))
    earlier = next(claim for claim in ledger.claims if claim.value == 37)
    verdicts = [Verdict(earlier, ledger.documents[0], "false", "2019-05-08", "Ann")]
    again = Document(
        text=TIMES, title=TIMES.partition("\n")[0], document_id="times", published="2019-05-06"
    )
    new = identify(claims.extract(again), "times")
    [(claim_id, [match])] = known(new, [again], verdicts).items()
    assert (
        next(claim for claim in new if claim.claim_id == claim_id).surface
        == "At least 39 passengers"
    )
    assert match.match is Match.NUMBER
    assert match.verdict.rating == "false"


# --- what was checked before

FEED = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "ClaimReview",
            "claimReviewed": (
                "At least 39 passengers drowned when the ferry Aurora sank in the Luma Strait."
            ),
            "itemReviewed": {
                "@type": "Claim",
                "author": {"name": "The harbour master"},
                "datePublished": "2019-05-06",
            },
            "author": {"@type": "Organization", "name": "Strait Facts"},
            "datePublished": "2019-05-09",
            "url": "https://facts.example/aurora",
            "reviewRating": {"alternateName": "False"},
        },
        {
            "@type": "ClaimReview",
            "claimReviewed": "The Aurora carried 140 passengers.",
            "author": {"name": "Strait Facts"},
            "url": "https://facts.example/140",
            "reviewRating": {"alternateName": "True"},
        },
        {
            "@type": "ClaimReview",
            "claimReviewed": "The sea is blue.",
            "author": {"name": "X"},
            "url": "https://x.example",
        },
        {
            "@type": "ClaimReview",
            "claimReviewed": "It cost $4 million.",
            "author": {"name": "X"},
            "url": "facts",
        },
    ],
}


def test_a_feed_of_reviews_comes_in_as_claims_with_their_verdicts(tmp_path, run: Run):
    Ledger.create(tmp_path / "ledger")
    (tmp_path / "feed.json").write_text(json.dumps(FEED))
    done = run("import", "claimreview", "feed.json")
    assert done.returncode == 1  # two were refused
    assert [line.partition(": ")[2].split(":")[0] for line in done.stdout.splitlines()] == [
        "review 3",
        "review 4",
    ]
    assert done.stderr.splitlines()[-1] == "took in 2 reviews, 2 of them new; 2 refused"
    ledger = Ledger.open(tmp_path)
    by_value = {int(claim.value or 0): claim for claim in ledger.claims}
    assert by_value[39].claimant == "The harbour master"
    assert ledger.status(by_value[140].claim_id) == "verified"
    [check] = ledger.checks_of(by_value[39].claim_id)
    # it says not why, and a reason is not made up
    assert (check.status, check.note) == (None, 'rated "False"')
    assert run("validate").returncode == 0
    assert "0 of them new" in run("import", "claimreview", "feed.json").stderr


def test_an_answer_of_the_fact_check_tools_is_read_too(tmp_path):
    answer = {
        "claims": [
            {
                "text": "The Aurora carried 140 passengers.",
                "claimant": "The owner",
                "claimDate": "2019-05-06T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "Strait Facts"},
                        "url": "https://facts.example/140",
                        "textualRating": "True",
                    }
                ],
            }
        ]
    }
    (tmp_path / "answer.json").write_text(json.dumps(answer))
    [review] = read_feed(tmp_path / "answer.json", verdicts({})).reviews
    assert (review.claims[0].claimant, review.check.status, review.check.by) == (
        "The owner",
        "verified",
        "Strait Facts",
    )
    assert review.document.published.startswith("2019-05-06")


@pytest.mark.parametrize(
    "hostile", ["[" * 100_000, "no json", '{"claimReviewed": 5}', '[[[["x"]]]]', "null"]
)
def test_hostile_feeds_end_in_one_message(tmp_path, run: Run, hostile):
    Ledger.create(tmp_path / "ledger")
    (tmp_path / "feed.json").write_text(hostile)
    done = run("import", "claimreview", "feed.json")
    assert "Traceback" not in done.stderr
    assert run("validate").returncode == 0


def test_add_and_show_point_out_what_was_checked_before(tmp_path, run: Run):
    checked = Ledger.create(tmp_path / "checked")
    (tmp_path / "feed.json").write_text(json.dumps(FEED))
    run("import", "claimreview", "feed.json", "--ledger", checked.folder)
    ledger = Ledger.create(tmp_path / "ledger")
    (ledger.folder / "claimbook.toml").write_text('[checked]\nledgers = ["../checked"]\n')
    (tmp_path / "post.txt").write_text(POST)
    added = run("add", "post.txt", "--published", "2019-05-06")
    told = [line for line in added.stdout.splitlines() if "checked before" in line]
    assert len(told) == 2
    assert 'number differs: "At least 39 passengers"' in told[0]
    assert 'rated "False"' in told[0]
    assert "exact: " in told[1]
    dead = next(claim for claim in Ledger.open(ledger.folder).claims if claim.value == 37)
    shown = run("show", dead.claim_id, "--ledger", ledger.folder)
    assert "checked before" in shown.stdout
    assert "https://facts.example/aurora" in shown.stdout
    record = json.loads(run("show", dead.claim_id, "--json", "--ledger", ledger.folder).stdout)
    assert [each["match"] for each in record["checked_before"]] == ["number differs"]


def test_show_has_what_does_not_fit(tmp_path, run: Run):
    text = "Count\n\nOfficials counted 41 deaths: 30 in Aleppo and 12 in Idlib.\n"
    ledger = ledger_of(tmp_path, ("Post", "2019-05-06", text))
    shown = run("show", ledger.claims[0].claim_id)
    assert "does not fit" in shown.stdout
    assert "30 + 12 = 42" in shown.stdout
