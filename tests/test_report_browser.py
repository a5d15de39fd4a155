"""The report in a real browser: it opens, narrows, sorts, prints, and stays quiet."""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

from claims.ledger.ledger import Ledger
from claims.model import Claim, Document
from claims.numbers.noticing import Noticing
from claims.views.export.selection import gather
from claims.views.report.page import make_page
from claims.views.report.render import render
from tests.made import make
from tests.test_report import HOSTILE

HAS_BROWSER = bool(shutil.which("chromium") and shutil.which("chromedriver"))
# A build has installed a browser: there it is a failure when it cannot be found, and no reason to
# look away.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not HAS_BROWSER and not os.environ.get("CI"), reason="needs Chromium"),
]
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Open = Callable[..., webdriver.Chrome]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    assert HAS_BROWSER, "no chromium and chromedriver on the path"
    options = Options()
    options.binary_location = str(shutil.which("chromium"))
    for argument in (*QUIET, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    yield driver
    driver.quit()


@pytest.fixture
def open_page(browser: webdriver.Chrome, tmp_path: Path) -> Iterator[Open]:
    def opened(ledger: Ledger, width: int = 1280, script: bool = True) -> webdriver.Chrome:
        file = tmp_path / "report.html"
        page = make_page(
            "Claims", gather(ledger), ledger.text, ledger.settings.labels, Noticing(ledger)
        )
        file.write_bytes(b"".join(render(page)))
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not script})
        browser.get(file.as_uri())
        return browser

    yield opened
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert browser.get_log("browser") == []


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Forty documents, as a desk has after some weeks."""
    return make(tmp_path_factory.mktemp("browser") / "ledger", documents=40, each=12, checked=0.5)


def shown(browser: webdriver.Chrome) -> list[list[str]]:
    """Return the cells of the rows in view."""
    return browser.execute_script(
        "return [...document.querySelectorAll('#table tr[data-status]')].filter(r => !r.hidden)"
        ".map(r => [...r.cells].map(c => c.textContent.trim()))"
    )


def test_filters_narrow_the_table_and_say_how_far(ledger: Ledger, open_page: Open) -> None:
    browser = open_page(ledger)
    output = browser.find_element(By.ID, "filter-count")
    assert output.text == "480 of 480 claims"
    Select(browser.find_element(By.ID, "filter-status")).select_by_value("false")
    rows = shown(browser)
    assert {row[0] for row in rows} == {"✗ false"}
    assert output.text == f"{len(rows)} of 480 claims"
    assert len(rows) == sum(ledger.status(claim_id) == "false" for claim_id in ledger.claim_ids())
    headings = browser.find_elements(By.CSS_SELECTOR, ".group")
    # articles without such a claim are out of sight
    assert 0 < sum(heading.is_displayed() for heading in headings) < 40
    Select(browser.find_element(By.ID, "filter-claimant")).select_by_visible_text(
        "Mayor Ida Brandt"
    )
    browser.find_element(By.ID, "filter-words").send_keys("PERCENT rents")
    assert all(
        row[2] == "Mayor Ida Brandt" and "percent" in row[1] and "Rents" in row[1]
        for row in shown(browser)
    )
    browser.find_element(By.CSS_SELECTOR, "button[type=reset]").click()
    # a form is empty only after its reset event, so the page filters a moment later
    WebDriverWait(browser, 10).until(lambda _: len(shown(browser)) == 480)


def test_claims_can_be_ordered_and_put_back(ledger: Ledger, open_page: Open) -> None:
    browser = open_page(ledger)
    before = shown(browser)
    order = Select(browser.find_element(By.ID, "order"))
    order.select_by_value("worth")
    worth = [int(row[4].removeprefix("worth ")) for row in shown(browser)]
    assert worth == sorted(worth, reverse=True)
    assert "day" in shown(browser)[0][1]  # out of its article a claim names it
    order.select_by_value("claimant")
    names = [row[2].casefold() for row in shown(browser)]
    assert names == sorted(names)
    order.select_by_value("")
    assert shown(browser) == before


def test_links_lead_from_the_table_to_the_note_and_to_the_words(
    ledger: Ledger, open_page: Open
) -> None:
    browser = open_page(ledger)
    browser.find_element(By.CSS_SELECTOR, "#table .claim a").click()
    target = browser.execute_script("return document.querySelector(':target').className")
    assert target.startswith("note")
    browser.find_element(By.CSS_SELECTOR, ".note:target .ref").click()
    assert browser.execute_script("return document.querySelector(':target').className").startswith(
        "mark"
    )


@pytest.mark.parametrize("width", [320, 390, 800, 1400])
def test_every_width_shows_what_a_reader_needs(open_page: Open, tmp_path: Path, width: int) -> None:
    browser = open_page(make(tmp_path / "ledger", documents=3, each=6, checked=1), width)
    for kind in (".status", ".claim", ".who", ".evidence", ".worth"):
        cells = browser.find_elements(By.CSS_SELECTOR, f"#table td{kind}")
        assert len(cells) == 18
        assert all(cell.is_displayed() and cell.text for cell in cells), kind
    assert all(
        heading.is_displayed()
        for heading in browser.find_elements(By.CSS_SELECTOR, ".group, .note .said")
    )


@pytest.mark.parametrize(("width", "is_beside"), [(390, False), (800, False), (1400, True)])
def test_notes_stand_in_the_margin_where_there_is_one(
    open_page: Open, tmp_path: Path, width: int, is_beside: bool
) -> None:
    browser = open_page(make(tmp_path / "ledger", documents=3, each=6, checked=1), width)
    browser.execute_script(  # what is out of sight has no place yet
        "for (const article of document.querySelectorAll('article')) "
        "article.style.contentVisibility = 'visible'"
    )
    boxes = browser.execute_script(
        "return [...document.querySelectorAll('.paragraph')].map(paragraph => ["
        "paragraph.querySelector(':scope > p, :scope > header').getBoundingClientRect(),"
        "[...paragraph.querySelectorAll('.note')].map(note => note.getBoundingClientRect())])"
    )
    for words, notes in boxes:
        for note in notes:
            assert note["left"] > words["right"] if is_beside else note["top"] >= words["bottom"]
    [notes] = [[note for _, notes in boxes for note in notes]]
    assert all(one["bottom"] <= two["top"] for one, two in pairwise(notes))


def test_nothing_scrolls_within_the_page(ledger: Ledger, open_page: Open) -> None:
    browser = open_page(ledger)
    assert not browser.execute_script(
        "return [...document.querySelectorAll('main, main *')].filter(element => "
        "/auto|scroll/.test(getComputedStyle(element).overflowX + "
        "getComputedStyle(element).overflowY)).length"
    )


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_is_wider_than_the_window(ledger: Ledger, open_page: Open, width: int) -> None:
    browser = open_page(ledger, width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_reads_without_script(ledger: Ledger, open_page: Open) -> None:
    browser = open_page(ledger, script=False)
    assert not browser.find_element(By.ID, "filters").is_displayed()
    assert browser.find_element(By.CSS_SELECTOR, "#table .claim a").is_displayed()
    assert browser.find_element(By.CSS_SELECTOR, "article .mark sup").is_displayed()


def test_prints_every_claim(open_page: Open, tmp_path: Path) -> None:
    ledger = make(tmp_path / "ledger", documents=2, each=6)
    browser = open_page(ledger)
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})
    file = tmp_path / "report.pdf"
    file.write_bytes(base64.b64decode(printed["data"]))
    text = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert all(claim_id in text for claim_id in ledger.claim_ids())
    assert "Clear" not in text
    assert all(name in text for name in ("worth checking ", "unit ", "Claimant", "Evidence"))


def test_hostile_text_does_nothing(open_page: Open, tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    start = HOSTILE.index("27")
    claim = Claim(
        start=start,
        end=start + 8,
        surface="27 towns",
        value=None,
        quote=HOSTILE,
        about=HOSTILE,
        claimant=HOSTILE,
    )
    ledger.add(Document(text=HOSTILE, title=HOSTILE, url="https://example.org/1"), [claim])
    # no command takes such an address, but a ledger may come from anywhere
    written = ledger.folder / "documents.csv"
    written.write_text(
        written.read_text("utf-8").replace("https://example.org/1", "javascript:alert(1)"), "utf-8"
    )
    browser = open_page(Ledger.open(ledger.folder), 390)
    assert browser.execute_script("return document.scripts.length") == 1
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 390
    assert "<script>alert(1)</script>" in browser.find_element(By.TAG_NAME, "article").text


def test_everything_has_a_name_for_a_screen_reader(open_page: Open, tmp_path: Path) -> None:
    browser = open_page(make(tmp_path / "ledger", documents=2, each=6))
    named = (
        "button",
        "link",
        "searchbox",
        "combobox",
        "region",
        "image",
        "article",
        "heading",
        "search",
    )

    def nodes() -> list[tuple[str, str]]:
        tree = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        shown = [
            (node["role"]["value"], node.get("name", {}))
            for node in tree
            if not node.get("ignored")
        ]
        return [(role, name.get("value", "").strip()) for role, name in shown if role in named]

    # the tree is built a moment after the page
    WebDriverWait(browser, 20).until(lambda _: {role for role, _ in nodes()} == set(named))
    WebDriverWait(browser, 20).until(lambda _: all(name for _, name in nodes()))
