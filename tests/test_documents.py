"""Reading documents.

What is found in each format, which text is stored, and what is refused in which words.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claims
from claims.errors import UnreadableDocument
from claims.model import Document
from claims.text.documents import Skipped, read_all
from claims.text.documents.dates import iso_date
from claims.text.documents.decode import normalise

PAGES = Path(__file__).parent / "documents"
ROOT = Path(__file__).parent.parent


def refusal(place: str | Path, **given: str) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        claims.read(place, **given)
    return str(refused.value)


# --- plain text and encodings


def test_a_clean_text_file_is_stored_byte_for_byte():
    seed = next((ROOT / "seeds").glob("*.txt"))
    document = claims.read(seed)
    assert document.text.encode() == seed.read_bytes()
    assert document.sha256 == hashlib.sha256(seed.read_bytes()).hexdigest()
    assert (
        document.title
        == "Syrian and Russian forces relaunch Daraa offensive after talks with rebels collapse"
    )


SENTENCE = "The “Mill” lost £4m – and 220 jobs in Café Noël."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "iso8859-1"],
)
def test_encodings_are_read_right(tmp_path, encoding):
    sentence = (
        SENTENCE if encoding != "iso8859-1" else "The mill lost £4m and 220 jobs in Café Noël."
    )
    path = tmp_path / "a.txt"
    path.write_bytes(f"{sentence}\r\nMore.\r\n".encode(encoding))
    assert claims.read(path).text == f"{sentence}\nMore.\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\n", "holds no text"),
        (b"\x7fELF\0\1\2\3\0\0\0abc" * 9, "is binary"),
        (
            "The café, the mill and the quay – all “closed”.".encode() + b" caf\xe9",
            "damaged UTF-8: byte 0xE9 on line 1",
        ),
        ("Потери составили 27 человек".encode("cp1251"), "no encoding I can tell for sure"),
        ("The mill didn’t lose 27 jobs.".encode("mac_roman"), "no encoding I can tell for sure"),
        ("Le café a perdu 27 emplois.".encode("mac_roman"), "no encoding I can tell for sure"),
        ("£4m, 220 jobs".encode("utf-16") + b"\x00", "breaks off"),
        (b"%PDF-1.7 nothing else", "PDF that cannot be read"),
        (b"PK\x03\x04 nothing else", "Word document that cannot be read"),
    ],
)
def test_what_is_no_text_is_refused_in_words(tmp_path, content, words):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    message = refusal(path)
    assert message.startswith(f"{path}: ")
    assert words in message


def test_line_ends_and_controls_are_normalised_and_all_else_kept():
    assert normalise("a\r\nb\rc\u2028d\x85e\x0cf") == "a\nb\nc\nd\ne\nf"
    assert normalise("a\0b\x1b[2Jc\x9bd") == "a b [2Jc d"
    kept = "tab\t nbsp\u00a0 bidi\u202e joiner\u200d emoji 👩\u200d🚒 é e\u0301 ﬁ ½"
    assert normalise(kept) == kept


def test_a_normalised_text_survives_every_way_of_splitting_lines():
    text = normalise("".join(map(chr, range(0x3000))))
    assert text.splitlines() == text.split("\n")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Mill to close\n\nThe mill closes.\n", "Mill to close"),
        ("\n\nMill to close\n\nThe mill closes.\n", "Mill to close"),
        ("The mill closes.\n\nMore later.\n", ""),  # a sentence, not a headline
        ("Ministers in talks with U.S.\n\nMore later.\n", "Ministers in talks with U.S."),
        ("Only one line", ""),
        ("The mill on the river\nwill close in May.\n", ""),  # hard-wrapped body
        (
            "Mill to close\n" + "The mill on the river will close in May. " * 4 + "\n",
            "Mill to close",
        ),
        ("x" * 201 + "\n\nBody.\n", ""),
    ],
)
def test_the_headline_of_plain_text(tmp_path, text, title):
    path = tmp_path / "a.txt"
    path.write_text(text)
    assert claims.read(path).title == title


# --- HTML


def test_json_ld_comes_first():
    document = claims.read(PAGES / "newsarticle.html")
    assert document.title == "Rebels retreat from 27 towns"
    assert document.author == "Jane Q. Doe; Omar Haddad"
    assert document.publisher == "The Daily Example"
    assert document.published == "2018-06-30T08:30:00-04:00"
    assert document.url == "https://daily.example/2018/rebels"
    assert document.language == "en"
    assert document.text == (
        "Rebels retreat from 27 towns\n\n"
        "The army said on Saturday that it had retaken 27 towns in the south of the province "
        "after two weeks of "
        "talks.\n\n"
        "Around 600 air strikes were counted by observers, who said that more than 12,400 people "
        "had fled.\n"
    )


def test_json_ld_graph_with_references():
    document = claims.read(PAGES / "graph.html")
    assert (document.author, document.publisher) == ("Mary O'Neill", "Coast Post")
    assert document.published == "2021-03-02T06:00:00+00:00"
    assert document.url == "https://coastpost.example/ferries"
    assert document.text.endswith(
        "Passengers stranded: about 2,300\n\nPort | Sailings\n\nNorth quay | 12\n"
    )


def test_a_page_without_metadata():
    document = claims.read(PAGES / "byline.html")
    assert document.title == "Mill to close with loss of 220 jobs"
    assert document.text.startswith("Mill to close with loss of 220 jobs\n\n")
    assert document.published == "2019-05-04"
    assert "nearly £4 million in each of the past three years" in document.text


def test_a_hostile_page_gives_only_its_article():
    document = claims.read(PAGES / "hostile.html")
    assert document.url == ""  # javascript: is no address
    assert document.published == ""  # "yesterday" is no date
    assert "14 houses" in document.text
    assert "9 houses" in document.text
    assert not any(number in document.text for number in ("1000000", "99px", "77"))
    assert "\x1b" not in document.text + document.title


@pytest.mark.parametrize(
    "script",
    [
        "[" * 200_000,
        '{"a":' * 50_000,
        '{"@graph": 5}',
        "null",
        '{"@type": {}, "author": [[]]}',
        "9" * 5000,
    ],
)
def test_broken_json_ld_is_passed_over(tmp_path, script):
    page = (PAGES / "byline.html").read_text(encoding="utf-8")
    path = tmp_path / "a.html"
    path.write_text(
        page.replace("<head>", f'<head><script type="application/ld+json">{script}</script>'),
        encoding="utf-8",
    )
    assert claims.read(path).title == "Mill to close with loss of 220 jobs"


def test_a_page_in_its_declared_encoding(tmp_path):
    words = "Убытки завода составили 4 миллиона рублей за каждый из трёх последних лет"
    article = f"<article>{f'<p>{words}, сказали владельцы.</p>' * 3}</article>"
    path = tmp_path / "a.html"
    page = f'<html><meta charset="windows-1251"><body>{article}</body>'
    path.write_bytes(page.encode("cp1251"))
    assert "4 миллиона рублей" in claims.read(path).text


def test_a_page_without_an_article_is_refused(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    assert "holds no article" in refusal(path)


# --- Markdown, JSON Lines, PDF, DOCX


def test_markdown_front_matter_and_markup():
    document = claims.read(PAGES / "post.md")
    assert document.title == "Ferry strike enters third week"
    assert document.published == "2021-03-02T06:00:00+01:00"
    assert (document.author, document.publisher) == ("Mary O'Neill", "Coast Post")
    assert document.url == "https://coastpost.example/2021/03/02/ferries"
    assert document.text == (
        "Ferry strike enters third week\n\nThe union says 340 of its 412 members have stopped "
        "work.\n\n"
        "Crossings cancelled: 96\n\nPassengers stranded: about 2,300\n\nPort | Sailings\n\nNorth "
        "quay | 12\n"
    )


def test_markdown_heading_is_the_title_and_stands_once(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# Mill to close\n\nIt lost `220` jobs.\n")
    document = claims.read(path)
    assert (document.title, document.text) == (
        "Mill to close",
        "Mill to close\n\nIt lost 220 jobs.\n",
    )


def test_json_lines_give_a_document_or_a_reason_for_every_line(tmp_path):
    path = tmp_path / "news.jsonl"
    lines = [
        json.dumps(
            {"text": "It lost 220 jobs.", "title": "Mill", "published": "2019-05-04", "id": "mill"}
        ),
        "{broken",
        json.dumps({"title": "no text"}),
        "",
        json.dumps(
            {
                "text": "It lost 9 jobs.\r\n",
                "date": "4 May 2019",
                "sitename": "Post",
                "author": None,
                "x": 1,
            }
        ),
        json.dumps({"text": "It lost 9 jobs.", "published": "yesterday"}),
        json.dumps({"text": "It lost 9 jobs.", "author": ["A"]}),
        '{"text": "\\ud800 lone"}',
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    first, broken, textless, second, dateless, listed, lone = read_all([path])
    assert isinstance(first, Document)
    assert (first.text, first.title, first.published) == ("It lost 220 jobs.", "Mill", "2019-05-04")
    assert first.path == f"{path.as_posix()}#mill"
    assert isinstance(second, Document)
    assert (second.text, second.published, second.publisher) == (
        "It lost 9 jobs.\n",
        "2019-05-04",
        "Post",
    )
    assert second.path.endswith("news.jsonl#5")
    assert isinstance(lone, Document)
    assert lone.text.encode() == b"  lone"
    for reason, words in (
        (broken, ":2: is not JSON"),
        (textless, ":3: is no"),
        (dateless, "published"),
        (listed, "author"),
    ):
        assert isinstance(reason, UnreadableDocument)
        assert words in str(reason)
    assert "not one" in refusal(path) or "JSON" in refusal(path)


def pdf(*pages: list[tuple[int, int, str]]) -> bytes:
    """Write a PDF by hand: for each page its lines as (height above the foot, size, words)."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    for number, lines in enumerate(pages):
        shown = "".join(
            f"BT /F1 {size} Tf 50 {height} Td ({words}) Tj ET\n" for height, size, words in lines
        )
        font = "<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {4 + 2 * number} 0 R"
            f" /Resources << /Font {font} >> >>",
            f"<< /Length {len(shown)} >>\nstream\n{shown}endstream",
        ]
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(len(pages)))
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size, start = len(objects) + 1, len(out)
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    out += f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("ascii")


def test_pdf_lines_become_paragraphs(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(
        pdf(
            [
                (770, 9, "11/22/26, 5:37 PM"),  # what a browser prints on every page
                (740, 24, "Ferry strike enters"),
                (712, 24, "third week"),
                (
                    680,
                    12,
                    "The union says that 340 of its 412 members at the northern port have stop-",
                ),
                (666, 12, "ped work, and that another forty will join them before the end of the"),
                (652, 12, "week."),
                (626, 12, "About 2,300 passengers were stranded, and the company"),
                (60, 10, "Page 1 of 2"),
            ],
            [
                (740, 12, "said it had cancelled 96 crossings since the start of the strike."),
                (60, 10, "Page 2 of 2"),
            ],
        )
    )
    document = claims.read(path)
    assert document.title == "Ferry strike enters third week"
    assert document.text == (
        "Ferry strike enters third week\n\n"
        "The union says that 340 of its 412 members at the northern port have stopped work, and "
        "that another forty will"
        " join them before the end of the week.\n\n"
        "About 2,300 passengers were stranded, and the company said it had cancelled 96 "
        "crossings since the start of"
        " the strike.\n"
    )


def test_a_scan_is_refused(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([]))
    assert "perhaps a scan" in refusal(path)


def test_docx_paragraphs_and_tables_in_order(tmp_path):
    docx = pytest.importorskip("docx")
    word = docx.Document()
    word.add_heading("Mill to close")
    word.add_paragraph("It lost 220 jobs.")
    table = word.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "North", "12"
    word.add_paragraph("More follows.")
    word.save(tmp_path / "a.docx")
    document = claims.read(tmp_path / "a.docx")
    assert document.title == "Mill to close"
    assert document.text == "Mill to close\n\nIt lost 220 jobs.\n\nNorth | 12\n\nMore follows.\n"
    assert document.author == ""  # python-docx wrote itself there


def test_an_archive_that_is_no_word_document_or_a_bomb(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "27 towns")
    assert "no Word document" in refusal(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (300 << 20))
    assert "unpacks to 300 MB" in refusal(path)


@pytest.mark.parametrize(
    ("name", "module", "words"), [("a.pdf", "pypdf", "office"), ("b.html", "trafilatura", "web")]
)
def test_a_missing_extra_is_named(tmp_path, monkeypatch, name, module, words):
    monkeypatch.setitem(sys.modules, module, None)
    path = tmp_path / name
    path.write_bytes(
        pdf([(700, 12, "27 towns")]) if name.endswith("pdf") else b"<html><p>27 towns</p>"
    )
    assert f"pip install 'claimbook[{words}]'" in refusal(path)


# --- files, folders, standard input, given fields


def test_a_folder_is_read_in_order_and_says_what_it_skips(tmp_path):
    for name in (
        "b.txt",
        "A.txt",
        "sub/c.md",
        "sub/deep/d.txt",
        ".git/e.txt",
        "book/claimbook.toml",
        "book/texts/f.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{name} has 27 towns")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    found = list(read_all([tmp_path]))
    assert [Path(one.path).name for one in found if isinstance(one, Document)] == [
        "A.txt",
        "b.txt",
        "c.md",
        "d.txt",
    ]
    skipped = {Path(one.place).name: one.why for one in found if isinstance(one, Skipped)}
    assert skipped == {
        ".git": "hidden",
        "book": "a ledger",
        "link.txt": "a link",
        "loop": "a link",
        "photo.jpg": "no document format is called .jpg",
    }


def test_one_bad_document_does_not_stop_the_others(tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"\0\1\2")
    (tmp_path / "good.txt").write_text("27 towns")
    (tmp_path / "empty").mkdir()
    arguments = [
        tmp_path / "missing.txt",
        tmp_path / "bad.txt",
        tmp_path / "empty",
        "gopher://x/",
        tmp_path / "good.txt",
    ]
    *bad, good = read_all(arguments)
    assert [type(one) for one in bad] == [UnreadableDocument] * 4
    assert "holds no document" in str(bad[2])
    assert isinstance(good, Document)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_devices_and_folders_are_no_documents(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert "a named pipe" in refusal(tmp_path / "pipe.txt")
    assert "a device" in refusal("/dev/null")
    assert "read_all" in refusal(tmp_path)
    (tmp_path / "to-zero").symlink_to("/dev/zero")
    assert "a device" in refusal(tmp_path / "to-zero")
    assert [type(one) for one in read_all([tmp_path])] == [UnreadableDocument, Skipped]


def test_a_named_link_is_followed(tmp_path):
    (tmp_path / "a.txt").write_text("27 towns")
    (tmp_path / "link").symlink_to("a.txt")
    assert claims.read(tmp_path / "link").text == "27 towns"


def test_huge_files_are_refused_without_being_read(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # sparse: takes no room
    assert "larger than 32 MB" in refusal(path)


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"Mill to close\n\nIt lost 220 jobs.\n", "Mill to close"),
        ((PAGES / "newsarticle.html").read_bytes(), "Rebels retreat from 27 towns"),
        (b'{"text": "It lost 220 jobs.", "title": "From JSON"}\n', "From JSON"),
    ],
)
def test_standard_input_is_told_apart_by_its_content(monkeypatch, content, title):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    document = claims.read("-")
    assert (document.title, document.path) == (title, "")


def test_given_fields_win_over_found_ones():
    document = claims.read(
        PAGES / "newsarticle.html",
        title="Given",
        published="30 June 2018",
        archive_url="https://web.archive.example/1",
    )
    assert (document.title, document.published) == ("Given", "2018-06-30")
    assert document.archive_url == "https://web.archive.example/1"
    assert document.author == "Jane Q. Doe; Omar Haddad"
    assert "write it as 2018-06-14" in refusal(PAGES / "post.md", published="03/04/2018")
    assert "does not start with http" in refusal(PAGES / "post.md", url="file:///etc/passwd")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2018-06-14", "2018-06-14"),
        ("20180614", "2018-06-14"),
        ("2018-06-14T12:30:00.123Z", "2018-06-14T12:30:00+00:00"),
        ("2018-06-14 08:30", "2018-06-14T08:30:00"),
        ("2018-06-14T08:30:00-04:00", "2018-06-14T08:30:00-04:00"),
        ("Thursday, June 14th, 2018", "2018-06-14"),
        ("14 Jun. 2018", "2018-06-14"),
        ("Thu, 14 Jun 2018 08:30:00 +0100", "2018-06-14T08:30:00+01:00"),
        ("14/06/2018", ""),
        ("2018-02-30", ""),
        ("June 2018", ""),
        ("soon", ""),
        ("9" * 10_000, ""),
    ],
)
def test_dates_are_read_or_left_empty(written, iso):
    assert iso_date(written) == iso


# --- hostile content


@pytest.mark.parametrize(
    "page",
    [
        "<html><body "
        + " ".join(f"a{n}=1" for n in range(200_000))
        + ">PARAGRAPHS",  # quadratic in the parser
        "<html><body x='>' " + " ".join(f"a{n}=1" for n in range(200_000)) + ">PARAGRAPHS",
        "<html><body>" + "<div>" * 100_000 + "PARAGRAPHS",
        "<html><title>" + "x" * 1_000_000 + "</title><article>PARAGRAPHS",
        "<html><head><base href='javascript:1'></head><article>PARAGRAPHS",
        "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b "
        "'&a;&a;&a;&a;'>]><article>&b;&b;PARAGRAPHS",
        '<?xml version="1.0" encoding="utf-16"?><html><article>PARAGRAPHS',
        '<html><meta charset="utf-7"><article>PARAGRAPHS',
    ],
)
def test_hostile_pages_give_their_article_or_a_refusal(tmp_path, page):
    paragraph = (
        "<p>The army said on Saturday that it had retaken 27 towns in the south of the "
        "province.</p>"
    )
    path = tmp_path / "a.html"
    path.write_text(page.replace("PARAGRAPHS", paragraph), encoding="utf-8")
    [found] = read_all([path])
    if isinstance(found, Document):
        assert "27 towns" in found.text
        assert len(found.title) < 1_000
    else:
        assert "holds no article" in str(found)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([".txt", ".md", ".html", ".jsonl", ".pdf", ".docx"]),
    st.sampled_from(
        [
            b"",
            b"%PDF-1.4\n",
            b"PK\x03\x04",
            b"<html><p>",
            b"---\ntitle: x\n---\n",
            b"\xff\xfe",
            b'{"text": "',
        ]
    ),
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")),
    ),
)
def test_any_bytes_are_read_or_refused(suffix, start, rest):
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(start + rest)
        for found in read_all([path]):
            if isinstance(found, Document):
                assert found.text.strip()
                assert normalise(found.text) == found.text
                assert found.text.encode()
            else:
                assert isinstance(found, UnreadableDocument)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=4)), min_size=1, max_size=8))
def test_a_damaged_pdf_is_read_or_refused(damage):
    content = bytearray(
        pdf([(700, 12, "Around 600 air strikes were counted."), (680, 12, "It took 27 towns.")])
    )
    for place, piece in damage:
        content[place % len(content) : place % len(content) + len(piece)] = piece
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(content)
        [found] = read_all([path])
        assert isinstance(found, Document | UnreadableDocument)
