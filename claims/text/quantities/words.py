"""A sentence with its numbers as words for rules: tags, numbers, and classes of the lexicons.

In come a passage and its readings; out go words for `claims.text.grammar.rules`, where each reading
is one word. A word has its tag for a kind ("NN", "VBD"), and every kind that the named lexicons
list it under, in capitals ("HARM"); all but marks are a W. A reading is a NUM, and a BARE one where
nothing says yet what it counts; its value is its index.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from claims.data import rows
from claims.text.grammar.rules import Word
from claims.text.grammar.verbs import forms
from claims.text.quantities.numerals import Form
from claims.text.quantities.reading import Passage, Reading

_FILLERS = "numbers/fillers"


@cache
def classes(*files: str) -> Mapping[str, dict[str, str]]:
    """Return the kinds of each word of these lexicons, of verbs in all their forms, with the entry that they are of."""
    found: dict[str, dict[str, str]] = {}
    for file in files:
        for word, kind, *rest in rows(file):
            is_verb = kind in ("harm", "suffer", "leave", "hold")
            irregular = rest[0].split() if rest and rest[0] else ()
            for form in {word, *(irregular or forms(word))} if is_verb else {word}:
                found.setdefault(form, {})[kind.upper()] = word
    return found


def words_of(passage: Passage, readings: Sequence[Reading], *files: str) -> list[Word]:
    """Return the words of a sentence with the kinds that these lexicons give them."""
    known = classes(*files, _FILLERS)
    words: list[Word] = []
    at = 0
    for token in passage.parsed().tokens:
        while at < len(readings) and readings[at].end <= token.start:
            at += 1
        if at < len(readings) and readings[at].start < token.end:
            if words and words[-1].kinds.get("NUM") == at:
                continue
            words.append(_number(readings[at], at))
            continue
        small = token.text.lower().replace("’", "'")
        kinds: dict[str, object] = {token.tag: token, **known.get(small, {})}
        if small[0].isalnum():
            kinds["W"] = small
        if token.tag in ("RB", "RBR", "RBS"):
            kinds["SOFT"] = small
        words.append(Word(token.start, token.end, small, kinds))
    return words


def _number(reading: Reading, index: int) -> Word:
    kinds: dict[str, object] = {"NUM": index, "W": index}
    if not reading.unit and reading.dimension in ("", "count"):
        kinds["BARE"] = index
    if reading.dimension == "age":
        kinds["AGE"] = index
    if reading.form is Form.VAGUE:
        kinds["VAGUE"] = index
    return Word(reading.start, reading.end, "#", kinds)
