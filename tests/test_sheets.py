"""Sheets that desks keep, taken into a ledger."""

from __future__ import annotations

import csv
import random
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import hypothesis
import openpyxl
import pytest
from hypothesis import strategies as st

from claims.errors import ClaimbookError
from claims.ledger.corrections import correct, plan
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CHECKS, CLAIMS
from claims.ledger.undo import plan_undo, undo
from claims.ledger.validate import validate
from claims.model import Check, Claim, Document, Status
from claims.sheets import checks as check_rows
from claims.sheets import taking, workbook
from claims.sheets.fingerprint import Exported, fingerprint, is_same
from claims.sheets.mapping import map_columns
from claims.sheets.sheet import read_sheet
from claims.sheets.taken import Taken, write_taken
from claims.sheets.verdicts import verdicts
from claims.views.export.formats import FORMATS, Wishes
from claims.views.export.selection import gather
from tests.conftest import Run
from tests.made import make

TEXT = (
    "The army took 27 towns and 5 villages. “Prices rose 4 percent,” the minister said. "
    "Prices rose 4 percent.\n"
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger.create(tmp_path / "ledger")
    spans = {"27 towns": (14, 22), "5 villages": (27, 37)}
    claims = [
        Claim(
            start=start,
            end=end,
            surface=surface,
            value=None,
            quote="The army took 27 towns and 5 villages.",
        )
        for surface, (start, end) in spans.items()
    ]
    start = TEXT.index("4 percent")
    said = "“Prices rose 4 percent,” the minister said."
    claims.append(Claim(start=start, end=start + 9, surface="4 percent", value=None, quote=said))
    ledger.add(Document(text=TEXT, title="Towns", url="https://news.example/1"), claims)
    return asking_no_evidence(ledger)


def asking_no_evidence(ledger: Ledger) -> Ledger:
    """Let a desk take verdicts in without evidence, as most sheets of the tests have them."""
    (ledger.folder / "claimbook.toml").write_text("[rules]\nneed_evidence = []\n", "utf-8")
    return Ledger.open(ledger.folder)


def sheet(tmp_path: Path, *rows: list[str], name: str = "desk.csv") -> Path:
    path = tmp_path / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def read_checks(
    path: Path, ledger: Ledger, *given: str, said: tuple[str, ...] = ()
) -> check_rows.ChecksFound:
    read = read_sheet(path)
    columns = map_columns(read.header, check_rows.FIELDS, given)
    return check_rows.checks_in(
        read, columns, ledger, verdicts(ledger.settings.labels, said), "Ann"
    )


def test_checks_come_in_by_quote_in_a_desks_own_words(ledger: Ledger, tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        ["Statement", "Figure", "Ruling", "Why", "Checked on", "Evidence", "Colour"],
        [
            "the army took 27 towns  and 5 villages.",
            "27 towns",
            "Exaggerated",
            "counted 20",
            "31 May 2024",
            "",
            "red",
        ],
        [
            '"Prices rose 4 percent," the minister said.',
            "",
            "TRUE",
            "",
            "2024-06-01 09:30 +0200",
            "https://x.example",
            "",
        ],
        ["The army took 27 towns and 5 villages.", "5 villages", "", "", "", "", "blue"],
    )
    found = read_checks(path, ledger, "quote=Statement", "status=Ruling", "note=Why")
    assert (found.problems, found.blank, found.known) == ((), 1, 0)
    first, second = found.drafts
    assert (first.status, first.reason, first.note, first.at) == (
        "partly",
        "overstated",
        "counted 20",
        "2024-05-31T00:00:00Z",
    )
    assert (second.status, second.at, second.evidence_url) == (
        "verified",
        "2024-06-01T07:30:00Z",
        "https://x.example",
    )
    ledger.sign(found.drafts)
    again = read_checks(
        path, Ledger.open(ledger.folder), "quote=Statement", "status=Ruling", "note=Why"
    )
    assert (again.drafts, again.known) == ((), 2)
    assert validate(ledger.folder) == []


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        (
            {"quote": "The army took 27 towns and 5 villages."},
            "Claim",
            'is the quote of 2 claims ("27 towns", "5 villages")',
        ),
        ({"quote": "Nobody said this."}, "Claim", "is the quote of no claim"),
        ({"quote": ""}, "Claim", "says no claim"),
        ({"status": "dubious"}, "Verdict", '"dubious" is no verdict I know'),
        (
            {"status": "Mostly false"},
            "Verdict",
            'needs a reason: fill in a column reason, or say --verdict "Mostly false=',
        ),
        ({"status": "false", "reason": "bad"}, "reason", '"bad" is none of overstated'),
        ({"at": "03/04/2024"}, "at", "is no date I can be sure of"),
        (
            {"evidence_url": "file:///etc/passwd"},
            "evidence_url",
            "is no evidence that can be taken from a sheet",
        ),
        ({"evidence_kind": "hearsay"}, "evidence_kind", "is none of primary, secondary"),
        ({"claim_id": "kzzzz"}, "claim_id", 'no claim "kzzzz"'),
    ],
)
def test_a_row_that_cannot_come_in_is_named_with_its_line(
    ledger: Ledger, tmp_path: Path, row: dict[str, str], column: str, message: str
) -> None:
    header = ["claim_id", "Claim", "Verdict", "reason", "at", "evidence_url", "evidence_kind"]
    fields = ["claim_id", "quote", "status", "reason", "at", "evidence_url", "evidence_kind"]
    good = {"quote": "“Prices rose 4 percent,” the minister said.", "status": "true"}
    path = sheet(
        tmp_path,
        header,
        *([each.get(field, "") for field in fields] for each in (good, good | row)),
    )
    found = read_checks(path, ledger)
    [problem] = found.problems
    assert len(found.drafts) == 1
    assert (problem.line, problem.field) == (3, column)
    assert message in problem.message


def test_a_desk_can_say_what_its_verdicts_mean(ledger: Ledger, tmp_path: Path) -> None:
    path = sheet(
        tmp_path, ["quote", "verdict"], ["“Prices rose 4 percent,” the minister said.", "Bogus"]
    )
    [draft] = read_checks(path, ledger, said=("Bogus=false stale",)).drafts
    assert (draft.status, draft.reason, draft.by) == (Status.FALSE, "stale", "Ann")
    with pytest.raises(ClaimbookError, match="a status is one of unverified"):
        read_checks(path, ledger, said=("Bogus=rubbish",))


def test_rows_that_give_no_reason_take_the_one_for_all(
    ledger: Ledger, tmp_path: Path, run: Run
) -> None:
    path = sheet(
        tmp_path,
        ["quote", "surface", "verdict", "reason"],
        ["The army took 27 towns and 5 villages.", "27 towns", "Mostly false", ""],
        ["The army took 27 towns and 5 villages.", "5 villages", "False", "stale"],
        ["“Prices rose 4 percent,” the minister said.", "", "true", ""],
    )
    command = ("import", "checks", path, "--by", "Ann", "--ledger", ledger.folder)
    assert "--reason REASON for all such rows" in run(*command, "--dry-run").stdout
    assert run(*command, "--reason", "overstated").returncode == 0
    signed = sorted((row["status"], row["reason"]) for row in ledger.rows(CHECKS))
    assert signed == [("false", "overstated"), ("false", "stale"), ("verified", "")]


def test_every_verdict_of_the_lexicon_can_be_signed_or_asks_for_a_reason() -> None:
    assert {verdict.status for verdict in verdicts({}).values()} == set(Status)


@pytest.mark.parametrize("name", ["csv", "xlsx"])
@pytest.mark.parametrize("table", ["checks", "claims"])
def test_our_own_exports_come_back_as_known(tmp_path: Path, name: str, table: str) -> None:
    ledger = make(tmp_path / "ledger", documents=2, each=8, checked=0.8)
    path = tmp_path / f"export.{name}"
    path.write_bytes(b"".join(FORMATS[name].contents(gather(ledger), Wishes(table))))
    read = read_sheet(path, table if name == "xlsx" else "")
    columns = map_columns(read.header, check_rows.FIELDS, ())
    found = check_rows.checks_in(read, columns, ledger, verdicts({}), "Ann")
    assert (found.drafts, found.problems) == ((), ())
    assert found.known + found.blank == len(read.rows)


def test_a_verdict_filled_into_our_own_export_comes_in(tmp_path: Path) -> None:
    ledger = asking_no_evidence(make(tmp_path / "ledger", documents=1, each=4, checked=0))
    path = tmp_path / "export.csv"
    path.write_bytes(b"".join(FORMATS["csv"].contents(gather(ledger), Wishes())))
    path.write_text(path.read_text("utf-8-sig").replace("unverified", "verified", 1), "utf-8")
    [draft] = read_checks(path, ledger).drafts
    assert (draft.claim_id, draft.status) == (next(iter(ledger.claim_ids())), "verified")


@pytest.mark.parametrize(
    ("content", "header", "first"),
    [
        (
            b"\xef\xbb\xbfclaim;note\r\n27;a, b\r\n",
            ("claim", "note"),
            (2, {"claim": "27", "note": "a, b"}),
        ),
        (b"sep=|\nclaim|note\n27|x\n", ("claim", "note"), (3, {"claim": "27", "note": "x"})),
        (
            b'claim,note\n\n\'=1+1,"two\nlines"\n',
            ("claim", "note"),
            (3, {"claim": "=1+1", "note": "two\nlines"}),
        ),
        (
            "claim\tnote\n27\t“x”\n".encode("utf-16"),
            ("claim", "note"),
            (2, {"claim": "27", "note": "“x”"}),
        ),
        (b"claim,note\nC:\\new\n", ("claim", "note"), (2, {"claim": "C:\\new", "note": ""})),
        (b"claim,note,,\n27,x,,\n", ("claim", "note"), (2, {"claim": "27", "note": "x"})),
    ],
)
def test_reads_csv_as_spreadsheets_write_it(
    tmp_path: Path, content: bytes, header: tuple[str, ...], first: tuple[int, dict[str, str]]
) -> None:
    path = tmp_path / "desk.csv"
    path.write_bytes(content)
    read = read_sheet(path)
    assert (read.header, read.rows[0]) == (header, first)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,a\n1,2\n", 'names "a" twice'),
        (b"a,,b\n1,2,3\n", "has no name for column 2"),
        (b"a,b\n1,2,3\n", "desk.csv:2: has 3 cells, the first line 2"),
        (b'a,b\n1,"2\n', "desk.csv:2: unexpected end of data"),
        (b"\n\n", "is empty"),
    ],
)
def test_refuses_a_sheet_that_cannot_be_read_in_one_way(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "desk.csv"
    path.write_bytes(content)
    with pytest.raises(ClaimbookError, match=message):
        read_sheet(path)


def test_reads_a_workbook_as_a_reader_sees_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["day", "moment", "count", "share", "exact", "yes"])
    page.append([date(2024, 5, 31), datetime(2024, 5, 31, 9, 30), 1_200_000, 0.6, 2.50, True])
    page["D2"].number_format = "0%"
    book.create_sheet("second").append(["other"])
    path = tmp_path / "desk.xlsx"
    book.save(path)
    [(line, row)] = read_sheet(path).rows
    assert (line, list(row.values())) == (
        2,
        ["2024-05-31", "2024-05-31T09:30:00", "1200000", "60%", "2.5", "True"],
    )
    assert read_sheet(path, "second").header == ("other",)
    with pytest.raises(ClaimbookError, match='has no sheet "third": there are Sheet, second'):
        read_sheet(path, "third")
    path.write_bytes(b"PK nothing")
    with pytest.raises(ClaimbookError, match="is no workbook"):
        read_sheet(path)


def take_claims(path: Path, ledger: Ledger, *given: str, force: bool = False) -> Taken:
    read = read_sheet(path)
    now = {row["claim_id"]: row for row in gather(ledger).rows("claims")}
    wishes = taking.Wishes(verdicts(ledger.settings.labels), "Ann", is_forced=force)
    return taking.take(read, map_columns(read.header, taking.FIELDS, given), ledger, now, wishes)


def import_claims(
    path: Path, ledger: Ledger, *given: str, force: bool = False
) -> tuple[int, int, int]:
    """Take a sheet in and hold the ledger to be valid.

    Return how many claims were corrected, new and checked.
    """
    taken = take_claims(path, ledger, *given, force=force)
    write_taken(ledger, taken, "Ann", "from a sheet")
    assert validate(ledger.folder) == []
    return len(taken.corrections), len(taken.news), len(taken.checks)


def test_claims_of_a_new_article_come_in_with_what_the_desk_knows(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    path = sheet(
        tmp_path,
        ["Statement", "Number", "Speaker", "Link", "Publication date", "unit"],
        [
            "Unemployment fell to 4.1% in May.",
            "4.1%",
            "Minister Ruth Adeyemi",
            "https://a.example",
            "3 June 2024",
            "",
        ],
        [
            "We built 1,200 homes and 30 schools.",
            "1,200",
            "Minister Ruth Adeyemi",
            "https://a.example",
            "",
            "house",
        ],
    )
    assert import_claims(path, ledger, "quote=Statement", "value=Number", "claimant=Speaker") == (
        0,
        2,
        0,
    )
    first, second = Ledger.open(ledger.folder).rows(CLAIMS)
    assert (first["value"], first["claimant"], first["quote"]) == (
        "4.1",
        "Minister Ruth Adeyemi",
        "Unemployment fell to 4.1% in May.",
    )
    assert (second["value"], second["unit"]) == ("1200", "house")
    assert {"claimant", "unit"} <= set(second["edited"].split())
    [document] = ledger.documents
    assert (document.published, document.url, document.path) == (
        "2024-06-03",
        "https://a.example",
        "desk.csv#https://a.example",
    )
    assert validate(ledger.folder) == []


def test_a_sheet_that_grew_adds_only_what_is_new(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    header, first, second = (
        ["quote", "url"],
        ["It built 30 schools.", "https://a.example"],
        ["It cut 40 jobs.", "https://a.example"],
    )
    assert import_claims(sheet(tmp_path, header, first), ledger) == (0, 1, 0)
    [before] = ledger.rows(CLAIMS)
    assert import_claims(sheet(tmp_path, header, first), ledger) == (0, 0, 0)
    assert import_claims(sheet(tmp_path, header, second, first), ledger) == (0, 1, 0)
    rows = list(Ledger.open(ledger.folder).rows(CLAIMS))
    assert (len(rows), rows[0]) == (2, before)
    assert validate(ledger.folder) == []


def test_the_articles_of_a_sheet_stay_apart(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    path = sheet(
        tmp_path,
        ["quote", "url", "title"],
        ["It built 30 schools.", "https://a.example", "Schools"],
        ["It cut 40 jobs.", "https://b.example", "Jobs"],
        ["It bought 50 buses.", "", "Buses"],
        ["It sold 60 trams.", "", "Schools"],  # the headline of the first
        ["It lost 70 boats.", "https://c.example", "Jobs"],  # the same headline elsewhere
        ["It kept 80 goats.", "", ""],
    )
    assert import_claims(path, ledger) == (0, 6, 0)
    before = sorted((document.url, document.title, document.text) for document in ledger.documents)
    assert before == [
        ("", "Buses", "It bought 50 buses.\n"),
        ("", "Quotes from desk.csv", "It kept 80 goats.\n"),
        ("https://a.example", "Schools", "It built 30 schools.\n\nIt sold 60 trams.\n"),
        ("https://b.example", "Jobs", "It cut 40 jobs.\n"),
        ("https://c.example", "Jobs", "It lost 70 boats.\n"),
    ]
    assert import_claims(path, ledger) == (0, 0, 0)
    assert len(Ledger.open(ledger.folder).documents) == 5
    assert validate(ledger.folder) == []


def test_a_verified_claim_keeps_its_article_when_a_sheet_adds_another(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    header = ["quote", "url"]
    first = sheet(tmp_path, header, ["It built 30 schools.", "https://a.example"])
    import_claims(first, ledger)
    [claim] = ledger.claims
    ledger.sign(
        [Check(check_id="", claim_id=claim.claim_id, at="", by="Ann", status=Status.VERIFIED)]
    )
    second = sheet(tmp_path, header, ["It cut 40 jobs.", "https://b.example"])
    import_claims(second, ledger)
    ledger = Ledger.open(ledger.folder)
    [kept] = [each for each in ledger.claims if each.claim_id == claim.claim_id]
    [document] = [each for each in ledger.documents if each.document_id == kept.document_id]
    assert (document.url, document.text, kept.gone) == (
        "https://a.example",
        "It built 30 schools.\n",
        "",
    )


def test_checks_from_a_sheet_stay_on_the_number_they_were_given_to(tmp_path: Path) -> None:
    ledger = make(tmp_path / "ledger", documents=1, each=4, checked=1)
    path = tmp_path / "checks.csv"
    path.write_bytes(b"".join(FORMATS["csv"].contents(gather(ledger), Wishes("checks"))))
    before = sorted(map(str, ledger.checks))
    first = ledger.claims[0]
    [document] = ledger.documents
    changed = first.surface.replace(re.findall(r"\d[\d,]*", first.surface)[0], "999")
    edited = replace(document, text=document.text.replace(first.surface, changed, 1))
    claims = [
        replace(claim, surface=changed, value=None) if claim == first else claim
        for claim in ledger.claims[:1]
    ]
    ledger.revise(edited, claims)
    for file in (ledger.folder / "checks").iterdir():
        file.unlink()
    ledger = Ledger.open(ledger.folder)
    ledger.sign(read_checks(path, ledger).drafts)
    assert sorted(map(str, ledger.checks)) == before
    assert ledger.standing(first.claim_id).was


def test_claims_of_a_known_article_are_found_in_its_text(ledger: Ledger, tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        ["quote", "surface", "title"],
        ["Prices rose 4 percent.", "4 percent", "Towns"],
        ["The army took 27 towns and 5 villages.", "27 towns", "Towns"],
        ["The army took 28 towns.", "28 towns", "Towns"],
        ["The army took 27 towns and 5 villages.", "", "Towns"],
        ["The army took 27 towns and 5 villages.", "army", "Towns"],
    )
    found = take_claims(path, ledger)
    assert [(problem.line, problem.field) for problem in found.problems] == [
        (4, "quote"),
        (5, "quote"),
        (6, "quote"),
    ]
    assert "say which, with surface or value" in found.problems[1].message
    before = len(list(ledger.rows(CLAIMS)))
    write_taken(ledger, found, "Ann", "")
    assert len(list(Ledger.open(ledger.folder).rows(CLAIMS))) > before
    assert validate(ledger.folder) == []


def test_mapping_says_what_is_wrong_with_it() -> None:
    header = ("Claim", "Verdict", "Colour")
    columns = map_columns(header, check_rows.FIELDS, ())
    assert (columns.of, columns.ignored) == ({"quote": "Claim", "status": "Verdict"}, ("Colour",))
    for given, message in (
        (("statos=Verdict",), 'did you mean "status"?'),
        (("status=Verdikt",), 'did you mean "Verdict"?'),
        (("status",), "write --map FIELD=COLUMN"),
        (("status=Verdict", "status=Colour"), "is mapped twice"),
    ):
        with pytest.raises(ClaimbookError) as refused:
            map_columns(header, check_rows.FIELDS, given)
        assert message in str(refused.value)


def test_a_dry_run_changes_nothing_and_the_command_names_refused_rows(
    ledger: Ledger, tmp_path: Path, run: Run
) -> None:
    path = sheet(
        tmp_path,
        ["quote", "verdict", "colour"],
        ["“Prices rose 4 percent,” the minister said.", "true", "red"],
        ["Nobody said \x1b[2J this.", "true", "red"],
    )
    dry = run("import", "checks", path, "--by", "Ann", "--dry-run", "--ledger", ledger.folder)
    assert list(ledger.rows(CHECKS)) == []
    done = run("import", "checks", path, "--by", "Ann", "--ledger", ledger.folder)
    assert len(list(ledger.rows(CHECKS))) == 1
    assert (dry.returncode, done.returncode, dry.stdout) == (1, 1, done.stdout)
    assert f"{path}:3: quote: is the quote of no claim" in done.stdout
    assert "would take in 1 check; 0 known, 0 blank; 1 refused" in dry.stderr
    assert "left out colour" in done.stderr
    again = run("import", "checks", path, "--by", "Ann", "--ledger", ledger.folder)
    assert "took in 0 checks; 1 known" in again.stderr


def test_a_workbook_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "UNPACKED", 1 << 20)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", bytes(2 << 20))
    with pytest.raises(ClaimbookError, match="unpacks to 2 MB: more than 1 MB"):
        read_sheet(path)


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {part.filename: packed.read(part.filename) for part in packed.infolist()}


def workbook_of(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


def broken_parts(content: bytes, chance: random.Random) -> Iterator[bytes]:
    """Yield what can be made of a part of a workbook."""
    yield from (
        b"",
        content[: len(content) // 2],
        b"\xff\x00",
        b"<a/>",
        content.replace(b"note 1", "\uffff".encode()),
    )
    for _ in range(30):
        spoiled = bytearray(content)
        for _ in range(chance.randrange(1, 5)):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(32, 127)
        yield bytes(spoiled)


def test_a_broken_workbook_gets_one_message_and_no_traceback(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (
        ["claim_id", "note", "status"],
        ["kabc", "note 1", 1.5],
        ["kabd", "note 2", date(2024, 5, 31)],
    ):
        page.append(row)
    path = tmp_path / "desk.xlsx"
    book.save(path)
    whole, chance = parts_of(path), random.Random(5)
    refused = []
    for name, content in whole.items():
        spoiled: list[dict[str, bytes]] = [
            {**whole, name: broken} for broken in broken_parts(content, chance)
        ]
        for parts in (*spoiled, {other: whole[other] for other in whole if other != name}):
            try:
                read_sheet(workbook_of(path, parts))
            except ClaimbookError as error:
                refused.append(str(error))
    assert len(refused) > 100
    assert all(message.startswith(str(path)) for message in refused)
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(
        ClaimbookError,
        match=r"is no workbook that can be read: .*: save it again as \.xlsx or as \.csv",
    ):
        read_sheet(path)


def test_a_sheet_of_endless_cells_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_CELLS", 10_000)
    path = tmp_path / "desk.xlsx"
    book = openpyxl.Workbook()
    book.save(path)
    parts = parts_of(path)
    name = "xl/worksheets/sheet1.xml"
    row = b'<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[name] = re.sub(rb"<sheetData */>|<sheetData></sheetData>", row, parts[name])
    with pytest.raises(ClaimbookError, match="more than 10,000 cells"):
        read_sheet(workbook_of(path, parts))


def test_a_workbook_that_tells_a_wrong_size_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "desk.xlsx"
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (["claim_id", "note"], ["kabc", "one"], ["kabd", "two"]):
        page.append(row)
    book.save(path)
    parts = parts_of(path)
    name = "xl/worksheets/sheet1.xml"
    parts[name] = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', parts[name])
    assert [row["note"] for _, row in read_sheet(workbook_of(path, parts)).rows] == ["one", "two"]


def test_what_xml_cannot_hold_comes_back_from_a_workbook(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    text = "It took 27\uffff towns\ufffe.\n"
    ledger.add(
        Document(text=text, title="T"),
        [Claim(start=8, end=10, surface="27", value=None, quote=text.strip())],
    )
    path = tmp_path / "export.xlsx"
    path.write_bytes(b"".join(FORMATS["xlsx"].contents(gather(ledger), Wishes())))
    [(_, row)] = read_sheet(path, "claims").rows
    assert row["quote"] == text.strip()


def exported(ledger: Ledger, path: Path) -> list[dict[str, str]]:
    """Export the claims to a sheet, and return its rows to be changed."""
    path.write_bytes(b"".join(FORMATS["csv"].contents(gather(ledger), Wishes())))
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def written(rows: list[dict[str, str]], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def desk(tmp_path: Path) -> Ledger:
    return asking_no_evidence(make(tmp_path / "ledger", documents=2, each=6, checked=0))


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_an_untouched_export_of_claims_changes_nothing(tmp_path: Path, name: str) -> None:
    ledger = make(tmp_path / "ledger", documents=2, each=8, checked=0.8)
    path = tmp_path / f"export.{name}"
    path.write_bytes(b"".join(FORMATS[name].contents(gather(ledger), Wishes())))
    taken = take_claims(path, ledger)
    assert (taken.corrections, taken.news, taken.checks, taken.problems) == ({}, {}, {}, [])
    assert taken.same == 16


def test_changed_cells_become_corrections_and_checks(desk: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    rows = exported(desk, path)
    rows[0] |= {"unit": "house", "claimant": "The mayor", "period_start": "2024-01-01", "about": ""}
    rows[1] |= {
        "status": "Mostly false",
        "reason": "stale",
        "note": "old",
        "evidence_url": "https://a.example",
    }
    rows[2] |= {"note": "ask them"}
    rows[3] |= {"value": "1,234", "status": "true"}
    assert import_claims(written(rows, path), desk) == (2, 0, 3)
    ledger = Ledger.open(desk.folder)
    first = ledger.row(CLAIMS, rows[0]["claim_id"])
    assert [first[name] for name in ("unit", "claimant", "period_start", "about")] == [
        "house",
        "The mayor",
        "2024-01-01",
        "",
    ]
    assert set(first["edited"].split()) == {"unit", "claimant", "period_start", "about"}
    [check] = ledger.checks_of(rows[1]["claim_id"])
    assert (check.status, check.reason, check.note, check.by) == ("false", "stale", "old", "Ann")
    [note] = ledger.checks_of(rows[2]["claim_id"])
    assert (note.status, note.note) == (None, "ask them")
    # the verdict is on the claim as the same row corrects it
    assert (
        ledger.row(CLAIMS, rows[3]["claim_id"])["value"],
        ledger.status(rows[3]["claim_id"]),
    ) == (
        "1234",
        "verified",
    )
    assert import_claims(path, ledger) == (0, 0, 0)  # the same sheet again


def test_a_verdict_without_the_evidence_it_needs_is_listed_and_not_taken(
    desk: Ledger, tmp_path: Path
) -> None:
    (desk.folder / "claimbook.toml").unlink()  # the default: verified, partly and false
    desk = Ledger.open(desk.folder)
    path = tmp_path / "export.csv"
    rows = exported(desk, path)
    rows[0] |= {"status": "verified", "evidence_url": "call:Ida Brandt 2024-05-31"}
    rows[1] |= {"status": "verified"}
    rows[2] |= {"status": "unverifiable"}
    taken = take_claims(written(rows, path), desk)
    assert [check.status for check in taken.checks.values()] == ["verified", "unverifiable"]
    [problem] = taken.problems
    assert (problem.line, problem.field) == (3, "evidence_url")
    assert problem.message.startswith("verified needs evidence: an address")
    own = sheet(
        tmp_path,
        ["claim_id", "status", "evidence_quote"],
        [rows[1]["claim_id"], "true", ""],
        [rows[2]["claim_id"], "true", "the minutes say so"],
    )
    found = read_checks(own, desk)
    assert [check.claim_id for check in found.drafts] == [rows[2]["claim_id"]]
    assert [(problem.line, problem.field) for problem in found.problems] == [(2, "evidence_url")]


def test_evidence_in_a_sheet_is_read_as_check_reads_it_and_no_file_is_copied(
    desk: Ledger, tmp_path: Path
) -> None:
    first = desk.documents[0]
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(b"of this machine")
    cells = {
        "call: Ida Brandt, 2024-05-31 | https://a.example": "",
        first.document_id: "",
        "file:shared/minutes.pdf": "",
        str(secret): "is no evidence that can be taken from a sheet",
        "document:nowhere": "is no evidence that can be taken from a sheet",
        "evidence/0123456789abcdef-minutes.pdf": "is not in the ledger",
    }
    told = [
        [claim_id, "true", cell] for claim_id, cell in zip(desk.claim_ids(), cells, strict=False)
    ]
    found = read_checks(sheet(tmp_path, ["claim_id", "status", "evidence_url"], *told), desk)
    assert [check.evidence_url for check in found.drafts] == [
        "call:Ida Brandt 2024-05-31 | https://a.example",
        f"document:{first.document_id}",
        "file:shared/minutes.pdf",
    ]
    for problem, message in zip(found.problems, filter(None, cells.values()), strict=True):
        assert (problem.field, message in problem.message) == ("evidence_url", True)


def test_a_verdict_that_the_ledger_has_is_no_new_one(desk: Ledger, tmp_path: Path) -> None:
    path = sheet(tmp_path, ["claim_id", "status"], [next(desk.claim_ids()), "true"])
    desk.sign(read_checks(path, desk).drafts)
    (desk.folder / "claimbook.toml").unlink()
    again = read_checks(path, Ledger.open(desk.folder))
    assert (again.drafts, again.known, again.problems) == ((), 1, ())


def test_cells_changed_in_a_workbook_come_back(desk: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    path.write_bytes(b"".join(FORMATS["xlsx"].contents(gather(desk), Wishes())))
    book = openpyxl.load_workbook(path)
    page = book["claims"]
    place = {cell.value: cell.column for cell in page[1]}
    page.cell(2, place["value"]).value = 1720
    page.cell(2, place["claimant"]).value = "=1+1 is no formula"
    page.cell(2, place["claimant"]).data_type = "s"
    page.cell(3, place["status"]).value = "verified"
    page.cell(3, place["checked_at"]).value = date(2024, 5, 31)
    page.delete_cols(place["unit"])
    book.save(path)
    assert import_claims(path, desk) == (1, 0, 1)
    ledger = Ledger.open(desk.folder)
    first, second = ledger.claims[:2]
    assert (first.value, first.claimant, first.unit) == (
        1720,
        "=1+1 is no formula",
        desk.claims[0].unit,
    )
    [check] = ledger.checks
    assert (check.claim_id, check.status, check.at) == (
        second.claim_id,
        "verified",
        "2024-05-31T00:00:00Z",
    )


def test_what_was_changed_in_the_ledger_since_is_kept_and_what_both_changed_is_listed(
    desk: Ledger, tmp_path: Path
) -> None:
    path = tmp_path / "export.csv"
    rows = exported(desk, path)
    ids = [row["claim_id"] for row in rows]
    correct(desk, plan(desk, {ids[0]: {"unit": "barn"}, ids[1]: {"unit": "barn"}}), "Ben Osei")
    desk.sign([Check(check_id="", claim_id=ids[2], at="", by="Ben Osei", status=Status.VERIFIED)])
    rows[0] |= {"place": "Lindau"}
    rows[1] |= {"unit": "house"}
    rows[2] |= {"status": "false", "reason": "stale", "note": "no"}
    path = written(rows, path)
    taken = take_claims(path, desk)
    assert [(problem.line, problem.field) for problem in taken.problems] == [
        (3, "unit"),
        (4, "status"),
    ]
    assert '"house" here, "barn" in the ledger' in taken.problems[0].message
    assert import_claims(path, desk) == (1, 0, 0)
    ledger = Ledger.open(desk.folder)
    assert [ledger.row(CLAIMS, key)["unit"] for key in ids[:2]] == ["barn", "barn"]
    assert (ledger.row(CLAIMS, ids[0])["place"], ledger.status(ids[2])) == ("Lindau", "verified")
    assert import_claims(path, ledger, force=True) == (1, 0, 1)
    ledger = Ledger.open(desk.folder)
    assert (ledger.row(CLAIMS, ids[1])["unit"], ledger.status(ids[2])) == ("house", "disputed")


def test_a_desks_own_sheet_does_not_go_before_a_signed_correction(
    desk: Ledger, tmp_path: Path
) -> None:
    first, second = desk.claims[:2]
    correct(desk, plan(desk, {first.claim_id: {"unit": "barn"}}), "Ben Osei")
    path = sheet(
        tmp_path,
        ["claim_id", "unit", "about"],
        [first.claim_id, "house", ""],
        [second.claim_id, "house", ""],
    )
    taken = take_claims(path, desk)
    assert [(problem.line, problem.field) for problem in taken.problems] == [(2, "unit")]
    assert import_claims(path, desk) == (1, 0, 0)
    # an empty cell says nothing
    assert Ledger.open(desk.folder).row(CLAIMS, second.claim_id)["about"] == second.about


def test_rows_that_were_added_become_claims_whose_ids_never_collide(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    text = (
        "Of 1720 people two persons died and two persons fled. "
        "Later two persons died and two persons fled.\n"
    )
    start = text.index("two persons fled")
    quote = text[: text.index(" Later")]
    claim = Claim(
        start=start,
        end=start + 11,
        surface="two persons",
        value=Decimal(2),
        unit="person",
        quote=quote,
    )
    ledger.add(Document(text=text, title="Camp", url="https://a.example"), [claim])
    path = tmp_path / "export.csv"
    rows = exported(ledger, path)
    empty = dict.fromkeys(rows[0], "")
    first = empty | {"quote": quote, "url": "https://a.example", "unit": "person", "status": "true"}
    first |= {"evidence_url": "https://b.example"}
    rows += [
        first | {"surface": "1720", "value": "1720"},
        first | {"surface": "two persons died", "value": "2"},
    ]
    assert import_claims(written(rows, path), ledger) == (0, 2, 2)
    ledger = Ledger.open(tmp_path / "ledger")
    camp, died, fled = ledger.claims
    assert [each.start for each in (camp, died, fled)] == [3, text.index("two"), start]
    assert len({each.claim_id for each in ledger.claims}) == 3
    assert (camp.value, camp.unit, ledger.status(camp.claim_id)) == (1720, "person", "verified")
    assert (fled.claim_id, ledger.status(fled.claim_id)) == (rows[0]["claim_id"], "unverified")
    assert import_claims(path, ledger) == (0, 0, 0)


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"value": "many"}, "value", "is no number"),
        ({"modifier": "perhaps"}, "modifier", "is none of these"),
        ({"period_start": "3/4/2024"}, "period_start", "is no day of the calendar"),
        ({"surface": "999 zebras"}, "", "does not stand in the article"),
        ({"start": "7"}, "start", "follows from other cells"),
        ({"title": "Another"}, "title", "is of the article"),
        ({"status": "dubious"}, "status", "is no verdict I know"),
        ({"status": "false"}, "status", "needs a reason"),
        ({"claim_id": "kzzzz"}, "claim_id", "leave the id of a new claim empty"),
    ],
)
def test_a_cell_that_cannot_be_is_named_and_keeps_nothing_else_out(
    desk: Ledger, tmp_path: Path, cells: dict[str, str], column: str, message: str
) -> None:
    path = tmp_path / "export.csv"
    rows = exported(desk, path)
    rows[0] |= cells
    rows[1] |= {"unit": "house"}
    path = written(rows, path)
    before = (desk.folder / "claims.csv").read_bytes()
    taken = take_claims(path, desk)
    [problem] = taken.problems
    assert (problem.line, problem.field) == (2, column)
    assert message in problem.message
    assert (desk.folder / "claims.csv").read_bytes() == before
    assert import_claims(path, desk) == (1, 0, 0)


def test_a_claim_told_twice_is_refused_the_second_time(desk: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    rows = exported(desk, path)
    rows.append(rows[0] | {"unit": "house"})
    [problem] = take_claims(written(rows, path), desk).problems
    assert (problem.line, problem.message) == (
        len(rows) + 1,
        "is told on line 2 already: keep one row",
    )


def test_a_new_claim_told_twice_is_logged_once_and_said(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    row = ["It built 30 schools.", "https://a.example"]
    taken = take_claims(sheet(tmp_path, ["quote", "url"], row, row), ledger)
    assert [words for _, words in taken.lines()] == [
        'the article "" with its quotes',
        f'new claim "30 schools" in {next(iter(taken.news.values())).after["document_id"]}',
    ]
    [problem] = taken.problems
    assert (problem.line, problem.message) == (3, "is told on line 2 already: keep one row")


def test_a_desks_own_row_is_signed_by_whom_it_names(desk: Ledger, tmp_path: Path) -> None:
    claim_id = desk.claims[0].claim_id
    desk.sign([Check(check_id="", claim_id=claim_id, at="", by="Ben Osei", status=Status.CHECKING)])
    path = sheet(tmp_path, ["claim_id", "status", "checked_by"], [claim_id, "true", "Ben Osei"])
    assert import_claims(path, desk) == (0, 0, 1)
    assert [check.by for check in Ledger.open(desk.folder).checks_of(claim_id)] == [
        "Ben Osei",
        "Ben Osei",
    ]
    assert import_claims(path, Ledger.open(desk.folder)) == (0, 0, 0)


def test_columns_may_be_left_out_and_moved(desk: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    rows = exported(desk, path)
    rows[4]["place"] = "Lindau"
    kept = [
        {name: row[name] for name in ("place", "as_exported", "status", "claim_id")} for row in rows
    ]
    assert import_claims(written(kept, path), desk) == (1, 0, 0)


def test_a_dry_run_tells_exactly_what_is_done_then(desk: Ledger, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "export.csv"
    rows = exported(desk, path)
    unit = rows[0]["unit"]
    rows[0]["unit"] = "house"
    rows[1] |= {"status": "verified", "evidence_url": "https://a.example"}
    rows[2]["value"] = "many"
    written(rows, path)
    command = ("import", "claims", path, "--by", "Ann", "--ledger", desk.folder)
    files = {file: file.read_bytes() for file in desk.folder.rglob("*.csv")}
    dry = run(*command, "--dry-run")
    assert {file: file.read_bytes() for file in desk.folder.rglob("*.csv")} == files
    done = run(*command)
    assert (dry.returncode, done.returncode, dry.stdout) == (1, 1, done.stdout)
    assert f'{rows[0]["claim_id"]}: unit: "{unit}" -> "house"' in dry.stdout
    assert f"{rows[1]['claim_id']}: verified: https://a.example, signed by Ann" in dry.stdout
    assert "would take in 1 correction, 0 new claims, 1 check; 9 the same; 1 refused" in dry.stderr
    assert "took in 1 correction, 0 new claims, 1 check; 9 the same; 1 refused" in done.stderr


def test_one_import_is_one_step_back(desk: Ledger, tmp_path: Path) -> None:
    before = (desk.folder / "claims.csv").read_bytes()
    path = tmp_path / "export.csv"
    rows = exported(desk, path)
    rows[0]["unit"] = "house"
    rows[1]["status"] = "verified"
    import_claims(written(rows, path), desk)
    undo(desk, plan_undo(desk, "Ann"), "Ann")
    ledger = Ledger.open(desk.folder)
    assert (desk.folder / "claims.csv").read_bytes() == before
    assert ledger.status(rows[1]["claim_id"]) == "unverified"


@hypothesis.given(
    one=st.dictionaries(st.sampled_from(CLAIMS.columns), st.text(max_size=8), min_size=3),
    column=st.sampled_from(CLAIMS.columns),
    text=st.text(max_size=8),
)
def test_a_row_knows_what_it_had(one: dict[str, str], column: str, text: str) -> None:
    row = Exported(fingerprint(one, one))
    assert all(row.has_held(name, cell) for name, cell in one.items())
    assert row.has_held(column, text) == (column in one and is_same(column, one[column], text))
