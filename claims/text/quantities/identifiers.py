"""Digits that are part of a name, by what is glued to them.

For example "F-16", "5th", "777F", "@user2016", "401(k)", "[12]".

In comes a reading; out comes whether its digits belong to a word, an ordinal, an address, a
telephone number, a list mark or a citation. It looks at letters and marks alone: the words around
are read by `numbered_names.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.text.grammar.lexicon import listed
from claims.text.quantities.number_words import number_words
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.written import Form

_ORDINAL_ENDING = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
_DECADE_ENDING = re.compile(r"['’]?s(?![a-z])")  # the 1990s, in her 40s
_NAME_ENDING = re.compile(
    r"""
    \(\w\)            # 401(k)
    | \.\d            # version 10.3.2
    | -[A-Z](?!\w)    # Form 10-K
    | (?P<title>-[A-Z][a-z])  # "The 40-Year Itch", the slug "UPDATE 2-Bayer"
    """,
    re.VERBOSE,
)
_IDENTIFIER = re.compile(
    r"""
    \+\d[\d ().-]{7,}\d                                    # +1 212 555 0199
    | \(\d{2,5}\)[ .-]?\d{3,4}[ .-]?\d{3,4}                 # (212) 555-0199
    | (?<![\w$£€.,])\d{3}[.-]\d{3}[.-]\d{4}(?!\d)           # 212-555-0199
    | (?<![\w$£€.,])\d+(?:[-‐]\d+){2,}(?!\d)                # 978-3-16-148410-0, 2018-05-17
    | \b(?:UTC|GMT)[ ]?[-+−–][ ]?\d{1,4}(?!\d)              # UTC+0900
    | \b[A-Z]{3,}[ ]\d{1,2}(?=-[A-Z][a-z])                   # UPDATE 2-Bayer
    | \b\d{1,3}[ ]                                          # 18 U.S.C. 924
      (?:U\.?S\.?C?|C\.?F\.?R|S\.?[ ]?Ct|F\.[ ]?(?:2d|3d|4th|Supp))
      \.?[ ](?:§{1,2}[ ]?)?\d+
    | \b[A-Z]{2},?[ ]\d{5}(?!\d|,\d)                        # Albany, NY 12207
    | (?i:\b(?:call|phone|tel|telephone|dial|fax|at)[.:]?)[ ]\d{3}-\d{4}(?!\d)  # call 555-0199
    """,
    re.VERBOSE,
)
_LONGEST_IDENTIFIER = 20
_ADDRESS = re.compile(r"(?:://|www\.|@)[^\s<>()]*$")  # https://example.org/2016/02/17043
_LONGEST_ADDRESS = 200
_LONG_ID = re.compile(r"\d{10,}")  # nobody writes ten digits without commas to be read
_TAG = re.compile(r"<[a-z/!][^<>]*$")
_RESOLUTION = re.compile(r"(?:[248]K|(?:480|576|720|1080|1440|2160)[pi])(?!\w)")  # 4K video, 1080p
_SPACED_HYPHEN = re.compile(r"[A-Z]{2,}[ ]-$")  # COVID -19
_WORD_BEFORE = re.compile(r"\w+$")
_RANGE_END = re.compile(r"\d+[a-z]{0,2}")
_SLASH_BEFORE = re.compile(r"\d[/:]$")
_SLASH_BEHIND = re.compile(r"[/:]\d")

_LIST_MARK = re.compile(r"[.)][ \t]+(?=[^\W\d])")


def is_ordinal(passage: Passage, reading: Reading) -> bool:
    """Tell "5th" and "21st", but not "12st", which is a weight."""
    ending = _ORDINAL_ENDING.match(passage.text, reading.number.end)
    if ending is None or ending.group() != "st":
        return ending is not None
    return reading.value % 10 == 1 and reading.value % 100 != 11


def is_decade(passage: Passage, reading: Reading) -> bool:
    """Tell "the 1990s" and "her 40s"."""
    is_plain = reading.form is Form.DIGITS and not reading.unit
    return is_plain and _DECADE_ENDING.match(passage.text, reading.end) is not None


def is_slashed(passage: Passage, reading: Reading) -> bool:
    """Tell "9/11", "2016/17" and "10:30", of which no part is a quantity."""
    if reading.money_sign:  # "$7/$9"
        return False
    text, start, end = passage.text, reading.start, reading.end
    if _SLASH_BEFORE.search(text, max(start - 2, 0), start):
        return True
    return not reading.unit and _SLASH_BEHIND.match(text, end) is not None


def is_part_of_name(passage: Passage, reading: Reading) -> bool:
    """Tell digits glued to letters, and those of telephone numbers and the like."""
    return any(_names_around(passage, reading))


def _names_around(passage: Passage, reading: Reading) -> Iterator[bool]:
    """Yield what makes digits a part of something longer, what is soonest told first."""
    text, start, end = passage.text, reading.start, reading.end
    is_plain = reading.form is Form.DIGITS
    yield _is_glued_before(passage, reading)
    yield _ADDRESS.search(text, max(passage.start, start - _LONGEST_ADDRESS), start) is not None
    yield _is_glued_behind(passage, reading)
    yield _RESOLUTION.match(text, start) is not None
    if is_plain and not reading.unit:
        yield _LONG_ID.match(text, start) is not None
        yield _is_in_tag(text, end)
    yield is_plain and _is_in_identifier(passage, reading)


def _is_glued_behind(passage: Passage, reading: Reading) -> bool:
    """Tell "401(k)", "Form 10-K" and "777F" from "30,000emails", where a space is missing."""
    text, end = passage.text, reading.end
    if _has_name_ending(passage, end) or _is_completed(text, end):
        return True
    is_glued = _is_letter(text[end : end + 1]) and not text[end - 1].isalpha()
    return is_glued and "," not in passage.written(reading)


def _is_letter(mark: str) -> bool:
    return mark.isalpha() or mark == "_"


def _has_name_ending(passage: Passage, end: int) -> bool:
    ending = _NAME_ENDING.match(passage.text, end)
    return ending is not None and not (ending["title"] and passage.is_headline())


def is_mark(passage: Passage, reading: Reading) -> bool:
    """Tell the number of a list entry, "1. Name" or "3) Name", or of a note, "(2.)" or "[12]"."""
    text, start, end = passage.text, reading.start, reading.end
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if _is_bracketed(before, after):
        return True
    if before.endswith(" ") and after.startswith(")") and _opens_item(passage, reading):
        return True
    return reading.form is Form.DIGITS and _is_list_mark(text, start - before.endswith("("), end)


def _is_list_mark(text: str, first: int, end: int) -> bool:
    """Tell "1. Name" where it opens a line."""
    opens_line = first == 0 or text[first - 1] == "\n"
    return opens_line and _LIST_MARK.match(text, end) is not None


def _is_bracketed(before: str, after: str) -> bool:
    """Tell "[12]", "(2.)" and the second of "(1)(2)"."""
    if before == ")(":
        return True
    return (before[-1:], after[:1]) == ("[", "]") or (before[-1:], after) == ("(", ".)")


def _is_glued_before(passage: Passage, reading: Reading) -> bool:
    """Tell "F-16", "B2", "@user2016" and "COVID -19" from the other end of a range, "5k-20k"."""
    text, at = passage.text, reading.start
    if _is_behind_spaced_hyphen(passage, reading):
        return True
    if at == 0 or text[at - 1].isspace():
        return False
    if _is_of_word(text, at - 1):
        return True
    is_joined = at == reading.number.start and text[at - 2 : at - 1].isalnum()
    return is_joined and _is_joint_of_name(passage, at - 1)


def _is_behind_spaced_hyphen(passage: Passage, reading: Reading) -> bool:
    """Tell the 19 of "COVID -19"."""
    first = max(passage.start, reading.start - 8)
    found = _SPACED_HYPHEN.search(passage.text, first, reading.number.start)
    return found is not None and not reading.unit


def _is_of_word(text: str, at: int) -> bool:
    """Tell letters, digits and the marks of names: "B2", "@2016"."""
    return text[at].isalnum() or text[at] in "_@#&" or _is_completed(text, at)


def _is_joint_of_name(passage: Passage, at: int) -> bool:
    """Tell the mark in "F-16" and "No.5"."""
    mark = passage.text[at]
    return mark in ".'’" or (mark in "-‐‑" and _is_hyphened_name(passage, at))


def _is_completed(text: str, bracket: int) -> bool:
    """Tell the bracket of "[19]84", a year that an editor has completed."""
    before, after = text[max(0, bracket - 1) : bracket], text[bracket + 1 : bracket + 2]
    return text[bracket : bracket + 1] == "]" and before.isdigit() and after.isdigit()


def _is_hyphened_name(passage: Passage, hyphen: int) -> bool:
    """Tell the "F" of "F-16" from the first end of "5k-20k" and from "minus-5"."""
    found = _WORD_BEFORE.search(passage.before(hyphen, 20))
    word = found.group() if found else ""
    if not word or _RANGE_END.fullmatch(word) or word in listed("numbers/labels", "prefix"):
        return False
    known = number_words().get(word)
    return known is None or known.kind in ("letter", "short")  # "K-12" is no range


def _opens_item(passage: Passage, reading: Reading) -> bool:
    """Tell "1) the first, 2) the second" from the end of a bracket.

    In a sentence, no bracket is open there.
    """
    before = passage.text[passage.start : reading.start]
    return reading.form is Form.DIGITS and reading.value < 20 and before.count("(") == 0


def _is_in_tag(text: str, end: int) -> bool:
    """Tell a number within markup that was left in the text: `<tweet id="123">`."""
    closing = text.find(">", end, end + 200)
    return closing >= 0 and _TAG.search(text, max(0, end - 200), end) is not None


def _is_in_identifier(passage: Passage, reading: Reading) -> bool:
    start = max(passage.start, reading.start - _LONGEST_IDENTIFIER)
    end = min(passage.end, reading.end + _LONGEST_IDENTIFIER)
    found = _IDENTIFIER.finditer(passage.text, start, end)
    return any(number.start() <= reading.number.start < number.end() for number in found)
