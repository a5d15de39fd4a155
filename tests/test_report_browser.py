"""The report in a real browser: it opens, narrows, sorts, prints, and stays quiet."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from claims.ledger.ledger import Ledger
from claims.model import Claim, Document
from claims.views.export.selection import gather
from claims.views.report.page import make_page
from claims.views.report.render import render
from tests.made import make
from tests.test_report import HOSTILE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (shutil.which("chromium") and shutil.which("chromedriver")), reason="needs Chromium"),
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
        page = make_page("Claims", gather(ledger), ledger.text, ledger.settings.labels)
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
        "return [...document.querySelectorAll('#table tbody tr')].filter(r => !r.hidden)"
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
    Select(browser.find_element(By.ID, "filter-claimant")).select_by_visible_text("Mayor Ida Brandt")
    browser.find_element(By.ID, "filter-words").send_keys("PERCENT rents")
    assert all(row[3] == "Mayor Ida Brandt" and "percent" in row[1] and row[2] == "rents" for row in shown(browser))
    browser.find_element(By.CSS_SELECTOR, "button[type=reset]").click()
    # a form is empty only after its reset event, so the page filters a moment later
    WebDriverWait(browser, 10).until(lambda _: len(shown(browser)) == 480)


def test_headers_sort_by_keyboard_both_ways(ledger: Ledger, open_page: Open) -> None:
    browser = open_page(ledger)
    header = browser.find_element(By.CSS_SELECTOR, "th[data-kind=number]")
    button = header.find_element(By.TAG_NAME, "button")
    button.send_keys(Keys.ENTER)
    rising = [int(row[6]) for row in shown(browser)]
    assert (rising, header.get_attribute("aria-sort")) == (sorted(rising), "ascending")
    button.send_keys(Keys.SPACE)
    assert [int(row[6]) for row in shown(browser)] == sorted(rising, reverse=True)
    assert header.get_attribute("aria-sort") == "descending"


def test_links_lead_from_the_table_to_the_card_and_to_the_words(ledger: Ledger, open_page: Open) -> None:
    browser = open_page(ledger)
    browser.find_element(By.CSS_SELECTOR, "#table tbody a").click()
    target = browser.execute_script("return document.querySelector(':target').className")
    assert target.startswith("card")
    browser.find_element(By.CSS_SELECTOR, ".card:target .id a").click()
    assert browser.execute_script("return document.querySelector(':target').className").startswith("mark")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_is_wider_than_the_window(ledger: Ledger, open_page: Open, width: int) -> None:
    browser = open_page(ledger, width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_reads_without_script(ledger: Ledger, open_page: Open) -> None:
    browser = open_page(ledger, script=False)
    assert not browser.find_element(By.ID, "filters").is_displayed()
    assert browser.find_element(By.CSS_SELECTOR, "#table tbody tr:last-child a").is_displayed()
    assert browser.find_element(By.CSS_SELECTOR, "article .mark small").is_displayed()


def test_prints_every_claim(open_page: Open, tmp_path: Path) -> None:
    ledger = make(tmp_path / "ledger", documents=2, each=6)
    browser = open_page(ledger)
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})
    file = tmp_path / "report.pdf"
    file.write_bytes(base64.b64decode(printed["data"]))
    text = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert all(claim_id in text for claim_id in ledger.claim_ids())
    assert "Clear" not in text


def test_hostile_text_does_nothing(open_page: Open, tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    start = HOSTILE.index("27")
    claim = Claim(
        start=start, end=start + 8, surface="27 towns", value=None, quote=HOSTILE, about=HOSTILE, claimant=HOSTILE
    )
    ledger.add(Document(text=HOSTILE, title=HOSTILE, url="javascript:alert(1)"), [claim])
    browser = open_page(ledger, 390)
    assert browser.execute_script("return document.scripts.length") == 1
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 390
    assert "<script>alert(1)</script>" in browser.find_element(By.TAG_NAME, "article").text


def test_everything_has_a_name_for_a_screen_reader(open_page: Open, tmp_path: Path) -> None:
    browser = open_page(make(tmp_path / "ledger", documents=2, each=6))
    tree = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    named = ("button", "link", "searchbox", "combobox", "region", "image", "article", "heading", "search")
    nodes = [node for node in tree if not node.get("ignored") and node["role"]["value"] in named]
    assert {node["role"]["value"] for node in nodes} == set(named)
    assert [node["role"]["value"] for node in nodes if not node.get("name", {}).get("value", "").strip()] == []
