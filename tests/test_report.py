"""The report's page, taken apart by a parser that is not ours."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from claims.ledger.checks import Standing
from claims.ledger.ledger import Ledger
from claims.model import Check, Claim, Document, Reason, Status
from claims.numbers.gathering import groups
from claims.numbers.ledger_desk import desk_of
from claims.numbers.noticing import Noticing
from claims.numbers.timeline import developed
from claims.views.export.selection import gather
from claims.views.report import render as rendering
from claims.views.report.charts import time_columns
from claims.views.report.page import make_page
from claims.views.report.render import render
from claims.views.stats import count
from tests.conftest import Run
from tests.made import make

HOSTILE = (
    "<script>alert(1)</script> \"27 towns' & <img src=x onerror=alert(2)> {{ 7*7 }} \u202e \x1b[2J "
    + "x" * 400
    + " 28 towns</style></title>"
)


class Page(HTMLParser):
    """Elements with their attributes, and the text of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.texts.append((self._open[-1] if self._open else "", data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def text_of(self, tag: str) -> str:
        return "".join(text for name, text in self.texts if name == tag)


def page_of(ledger: Ledger) -> str:
    page = make_page(
        "Claims", gather(ledger), ledger.text, ledger.settings.labels, Noticing(ledger)
    )
    return b"".join(render(page)).decode()


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return make(tmp_path_factory.mktemp("report") / "ledger", documents=4, each=8, checked=0.6)


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    # no claimbook writes such a ledger; somebody else may
    monkeypatch.setattr("claims.ledger.entries.refuse_document", lambda document: None)
    monkeypatch.setattr("claims.ledger.signing._refuse", lambda draft: None)
    ledger = Ledger.create(tmp_path / "ledger")
    claims = []
    for surface in ("27 towns", "28 towns"):
        start = HOSTILE.index(surface)
        claims.append(
            Claim(
                start=start,
                end=start + 8,
                surface=surface,
                value=None,
                quote=HOSTILE,
                source="<b>he</b>",
                claimant="]]>",
            )
        )
    document = Document(
        text=HOSTILE,
        title="<h1>Evil</h1>",
        url="javascript:alert(3)",
        publisher="a\" onmouseover='x'",
    )
    [added] = ledger.add_all([(document, claims)])
    claim_id = added.claims[0].claim_id
    ledger.sign(
        [
            Check(
                check_id="",
                claim_id=claim_id,
                at="",
                by="<i>",
                status=Status.FALSE,
                reason=Reason.STALE,
                note=HOSTILE,
            )
        ]
    )
    return Ledger.open(ledger.folder)


def test_every_claim_stands_in_the_table_in_its_article_and_beside_it(ledger: Ledger) -> None:
    page = Page(page_of(ledger))
    ids = Counter(attributes["id"] for _, attributes in page.elements if "id" in attributes)
    assert max(ids.values()) == 1
    linked = Counter(link["href"] for link in page.all("a"))
    desk = desk_of(ledger)
    figures = developed(groups(desk), desk)
    in_figures = {claim.claim_id for figure in figures for claim in figure.claims}
    for claim_id in ledger.claim_ids():
        assert {claim_id, f"w-{claim_id}"} <= set(ids)
        # from the table and from the article, and from the figure that it is part of
        assert linked[f"#{claim_id}"] == 2 + (claim_id in in_figures)
        assert linked[f"#w-{claim_id}"] == 1  # from the note beside the article
    assert all(href[1:] in ids for href in linked if href and href.startswith("#"))
    assert len(page.all("article")) == 4
    assert len([row for row in page.all("tr") if "data-status" in row]) == 32


def test_a_row_tells_statement_claimant_status_evidence_and_worth(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    quote = "It took 27 towns, the army said."
    claim = Claim(
        start=8, end=16, surface="27 towns", value=None, quote=quote, source="the army", cue="said"
    )
    [added] = ledger.add_all([(Document(text=quote, title="Towns"), [claim])])
    where = "https://www.records.example/a?b=1"
    ledger.sign(
        [
            Check(
                check_id="", claim_id=added.claims[0].claim_id, at="", by="Ann", evidence_url=where
            ),
            Check(
                check_id="",
                claim_id=added.claims[0].claim_id,
                at="",
                by="Ben",
                status=Status.VERIFIED,
            ),
        ]
    )
    [row] = re.findall(r"<tr data-status.*?</tr>", page_of(Ledger.open(ledger.folder)))
    assert "It took <strong>27 towns</strong>, the army said." in row
    assert ">the army</td>" in row
    assert "✓ </span>verified" in row
    assert f'href="{where}"' in row
    assert ">records.example</a>" in row


def test_marks_carry_their_status_in_words(ledger: Ledger) -> None:
    html = page_of(ledger)
    for claim_id in ledger.claim_ids():
        status = ledger.status(claim_id).value
        assert re.search(
            rf'<a class="mark s-{status}" id="w-{claim_id}"[^>]*>[^<]+<sup>.*?<span '
            rf'class="unseen"> {status}</span>',
            html,
        )


def test_the_articles_read_as_they_were_written(ledger: Ledger) -> None:
    bare = re.sub(r"<sup>.*?</sup>", "", page_of(ledger))
    articles = re.findall(r"<article.*?</article>", bare, re.DOTALL)
    for document, article in zip(ledger.documents, articles, strict=True):
        paragraphs = re.findall(r"^<p>(.*?)</p>$", article, re.DOTALL | re.MULTILINE)
        text = " ".join(
            "".join(text for _, text in Page(paragraph).texts) for paragraph in paragraphs
        )
        assert text.split() == document.text.split()


def test_a_title_that_the_text_begins_with_is_told_once(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    text = "27 towns  fall\n\nThe army took 27 towns in May.\n"
    claims = [
        Claim(start=at, end=at + 8, surface="27 towns", value=None, quote=quote)
        for at, quote in (
            (0, "27 towns  fall"),
            (text.index("took") + 5, "The army took 27 towns in May."),
        )
    ]
    ledger.add(Document(text=text, title="27 towns fall"), claims)
    html = page_of(ledger)
    article = html[html.index(">", html.index("<article")) :]
    assert article.count(" fall") == 1
    assert re.search(r"<h3[^>]*><a class=\"mark[^>]*>27 towns<sup>.*</a>  fall</h3>", article)


def test_claims_that_are_gone_or_overlap_keep_their_note(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    text = "It took 27 towns."
    places = {"27 towns": (8, 16), "towns": (11, 16), "40 villages": (3, 14)}
    claims = [
        Claim(start=start, end=end, surface=surface, value=None, quote=f"{surface}.")
        for surface, (start, end) in places.items()
    ]
    ledger.add(Document(text=text, title="Towns"), claims)
    page = Page(page_of(ledger))
    notes = [
        section for section in page.all("section") if str(section.get("class")).startswith("note")
    ]
    assert len(notes) == 3
    assert len([link for link in page.all("a") if str(link.get("id")).startswith("w-")]) == 1
    ids = {attributes.get("id") for _, attributes in page.elements}
    assert all(link["href"][1:] in ids for link in page.all("a") if link["href"])
    assert page.text_of("h4") == "Claims whose words are no longer in the text"


def test_hostile_text_is_shown_and_nothing_else(hostile: Ledger) -> None:
    html = page_of(hostile)
    page = Page(html)
    assert len(page.all("script")) == len(page.all("style")) == 1
    assert not page.all("img")
    assert not [
        name for _, attributes in page.elements for name in attributes if name.startswith("on")
    ]
    assert "{{ 7*7 }}" in html
    assert not set(html) & set("\u202e\x1b")
    assert not [link for link in page.all("a") if str(link["href"]).startswith("javascript")]
    assert "javascript:alert(3)" in html  # it is told, not followed


def test_the_policy_allows_what_stands_in_the_page_and_nothing_else(hostile: Ledger) -> None:
    html = page_of(hostile)
    [policy] = [
        meta["content"]
        for meta in Page(html).all("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy is not None
    assert "default-src 'none'" in policy
    for tag in ("style", "script"):
        [source] = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_nothing_is_fetched_and_nothing_is_styled_inline(ledger: Ledger) -> None:
    html = page_of(ledger)
    page = Page(html)
    assert not {"src", "srcset", "style", "background"} & {
        name for _, attributes in page.elements for name in attributes
    }
    assert not page.all("link")
    assert not page.all("iframe")
    assert "url(" not in html
    assert "@import" not in html
    outward = [link for link in page.all("a") if not str(link["href"]).startswith("#")]
    assert outward
    assert all(link["rel"] == "noopener noreferrer nofollow" for link in outward)


def test_the_same_ledger_gives_the_same_page(ledger: Ledger) -> None:
    assert page_of(ledger) == page_of(Ledger.open(ledger.folder))


def test_without_stored_texts_the_quotes_are_shown(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    quote = "It took 27 towns."
    claim = Claim(start=8, end=16, surface="27 towns", value=None, quote=quote)
    ledger.add_all([(Document(text=quote, title="Towns"), [claim])], keep_texts=False)
    html = page_of(ledger)
    assert re.search(r"<p>It took <a class=\"mark[^>]*>27 towns<sup>.*</sup></a>.</p>", html)


def test_an_empty_ledger_has_a_page(tmp_path: Path) -> None:
    assert "There are no claims here." in page_of(Ledger.create(tmp_path / "ledger"))


def test_a_desk_sees_its_own_words(tmp_path: Path) -> None:
    ledger = make(tmp_path / "ledger", documents=1, each=4, checked=1)
    labels = "".join(f'{status.value} = "our <b>{status.value}"\n' for status in Status)
    (ledger.folder / "claimbook.toml").write_text(f"[labels]\n{labels}", "utf-8")
    html = page_of(Ledger.open(ledger.folder))
    status = ledger.status(next(ledger.claim_ids())).value
    assert html.count(f"our &lt;b&gt;{status}") > 3
    assert "<b>" not in html


def columns(*published: str) -> list[tuple[str, int]]:
    documents = {
        str(number): Document(text="", published=day) for number, day in enumerate(published)
    }
    claims = [
        Claim(start=0, end=1, surface="1", value=None, document_id=name) for name in documents
    ]
    stats = count(claims, documents, [], lambda _: Standing(Status.FALSE))
    return [(column.name, column.claims) for column in time_columns(stats)]


def test_the_chart_over_time_has_no_gaps() -> None:
    assert columns("2023-11-02", "2024-02-01", "2024-02-28", "") == [
        ("2023-11", 1),
        ("2023-12", 0),
        ("2024-01", 0),
        ("2024-02", 2),
    ]
    assert columns("2010-05-01", "2013-07-01") == [
        ("2010", 1),
        ("2011", 0),
        ("2012", 0),
        ("2013", 1),
    ]
    assert columns("") == []


def contrast(one: str, two: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, 1.4.3)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_can_be_read(scheme: int) -> None:
    style = (Path(rendering.__file__).parent / "report.css").read_text("utf-8")
    block = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", block))
    for status in Status:
        assert contrast(colours[status.value], colours[f"{status.value}-paper"]) >= 4.5, status
    for ink in ("ink", "faint", "link"):
        for paper in ("paper", "panel"):
            assert contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)


def test_the_command_writes_a_file_or_to_a_pipe(ledger: Ledger, tmp_path: Path, run: Run) -> None:
    done = run(
        "report", "--ledger", ledger.folder, "--title", "A <b> title", "--status", "verified"
    )
    html = (tmp_path / "report.html").read_text("utf-8")
    assert (done.returncode, done.stdout) == (0, "")
    assert "<h1>A &lt;b&gt; title</h1>" in html
    piped = run(
        "report",
        "-o",
        "-",
        "--ledger",
        ledger.folder,
        "--title",
        "A <b> title",
        "--status",
        "verified",
    )
    assert piped.stdout == html
