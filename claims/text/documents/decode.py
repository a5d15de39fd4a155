"""Bytes in, normalised text out: UTF-8, UTF-16, UTF-32 and Windows-1252.

Binary and broken content is refused. Nothing is guessed beyond that: a wrong code page turns "£"
and dashes into letters without any error, and the numbers beside them change their meaning.
"""

from __future__ import annotations

import codecs
import re

from claims.errors import UnreadableDocument
from claims.text.documents.raw import Raw

_MARKS = (  # byte order marks; UTF-32 first, since its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_EIGHT_BIT = re.compile(rb"[\x80-\xff]")
# Windows-1252 in European prose: marks ("‘ ’ – £ ½") anywhere, or accented letters at most two in a
# row; Cyrillic or Greek code pages show as long runs of accented letters instead.
_LETTER_RUN = re.compile(rb"[\xc0-\xd6\xd8-\xf6\xf8-\xff]{3,}")
# Mac Roman has its quotation marks and accents where Windows-1252 has capitals: "donÕt", "cafŽ". No
# capital follows a small letter in prose.
_CAPITAL_INSIDE = re.compile(rb"[a-z\xdf-\xf6\xf8-\xff][\x8a\x8c\x8e\x9f\xc0-\xd6\xd8-\xde]")
_UNUSED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_SAMPLE = 4096
_FAMILIES = ("cp", "iso8859", "koi8", "mac", "gb", "big5", "shift", "euc")


def decode(raw: Raw) -> str:
    """Return the text in the encoding that its bytes prove, or in the one declared, normalised.

    Raises:
        UnreadableDocument: the content is empty, binary, broken UTF-8 or in some other encoding.
    """
    content = raw.content
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return normalise(_strictly(raw, encoding))
    if b"\0" in content:
        return normalise(_strictly(raw, _wide_encoding(raw)))
    try:
        return normalise(content.decode())
    except UnicodeDecodeError as error:
        return normalise(_strictly(raw, _eight_bit_encoding(raw, error)))


def normalise(text: str) -> str:
    r"""Return the text as it is stored.

    A clean UTF-8 file with LF line ends already is that, byte for byte.

    Every line end (CR LF, CR, form feed, U+0085, U+2028 and the like) becomes LF; every other
    control character except the tab, and every code point that no text can hold, becomes one space.
    All else stays as written.

    >>> normalise("60\u00a0%\r\nof\x1b[1m Daraa")
    '60\xa0%\nof [1m Daraa'
    """
    return _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", text))


def _strictly(raw: Raw, encoding: str) -> str:
    try:
        return raw.content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            raw.place, f"starts as {encoding.upper()} but breaks off at byte {error.start}"
        ) from None


def _wide_encoding(raw: Raw) -> str:
    """Tell UTF-16 without a mark from binary: in European text every second byte of it is zero."""
    sample = raw.content[:_SAMPLE]
    zeros_even, zeros_odd = sample[::2].count(0), sample[1::2].count(0)
    most = max(len(sample) // 2 * 0.7, 1)
    if zeros_even == 0 and zeros_odd > most:
        return "utf-16-le"
    if zeros_odd == 0 and zeros_even > most:
        return "utf-16-be"
    raise UnreadableDocument(
        raw.place, "is binary, not text; give the article as text, HTML, PDF or DOCX"
    )


def _eight_bit_encoding(raw: Raw, error: UnicodeDecodeError) -> str:
    """Return the encoding that is declared, or Windows-1252 where the bytes look like it."""
    content = raw.content
    if raw.charset and (declared := _known(raw.charset)):
        return declared
    rest = _MULTIBYTE.sub(b"", content)
    strays = len(_EIGHT_BIT.findall(rest))
    if len(content) - len(rest) > 2 * strays:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableDocument(
            raw.place,
            f"is damaged UTF-8: byte 0x{content[error.start]:02X} on line {line} fits nothing; "
            "save it again as UTF-8",
        )
    if not _is_windows_1252(content, strays):
        raise UnreadableDocument(
            raw.place, "is in no encoding I can tell for sure; save it as UTF-8"
        )
    return "cp1252"


def _is_windows_1252(content: bytes, strays: int) -> bool:
    """Tell European prose in Windows-1252, with so many bytes that are no ASCII."""
    if strays > len(content) // 3 or _UNUSED_1252.search(content):
        return False
    odd = (len(pattern.findall(content)) for pattern in (_LETTER_RUN, _CAPITAL_INSIDE))
    return max(odd) <= strays // 20


def _known(charset: str) -> str:
    """Return a declared character encoding's name if it is one.

    The WHATWG rule reads Latin-1 as Windows-1252.
    """
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return ""
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return name if name.startswith(_FAMILIES) else ""
