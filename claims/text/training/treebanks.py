"""Read Universal Dependencies treebanks for training.

CoNLL-U files in, sentences with our tags out.

The files are named in `claims.text.training`. Multiword and empty nodes are left out. The tag set
is that of `claims.text.grammar.tagger`.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from claims.text.grammar.tokens import dash
from claims.text.grammar.vocabulary import mark_tag

_AUXILIARIES = {
    "VBD": "XD",
    "VBZ": "XZ",
    "VBP": "XP",
    "VB": "XB",
    "VBN": "XN",
    "VBG": "XG",
    "MD": "MD",
}
_RENAMED = {"ADD": "NNP", "LS": "CD", "NFP": "SYM", "HYPH": "SYM", "``": "SYM", "''": "SYM"}
# Parts of words, list marks, addresses and foreign words by their universal tag
_LEFTOVERS = {
    "NOUN": "NN",
    "PROPN": "NNP",
    "ADJ": "JJ",
    "ADV": "RB",
    "VERB": "VB",
    "ADP": "IN",
    "NUM": "CD",
}


class TreeToken(NamedTuple):
    """One token of a treebank sentence; `head` is an index into the sentence, -1 at the root."""

    form: str
    tag: str
    head: int
    relation: str


TreeSentence = list[TreeToken]


def read_treebank(path: Path) -> Iterator[TreeSentence]:
    """Yield the sentences of one CoNLL-U file, gzipped or plain."""
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for block in text.decode("utf-8").split("\n\n"):
        rows = list(_rows(block))
        if rows:
            yield _sentence(rows)


def _rows(block: str) -> Iterator[list[str]]:
    """Yield the tokens of a sentence, without comments, multiword and empty nodes."""
    for line in block.split("\n"):
        row = line.split("\t")
        if row[0].isdigit():
            yield row


def _sentence(rows: list[list[str]]) -> TreeSentence:
    return [
        TreeToken(form, _tag(form, row, rows), int(row[6]) - 1, row[7])
        for form, row in zip(_forms(rows), rows, strict=True)
    ]


def _forms(rows: list[list[str]]) -> list[str]:
    """Return the words, with hyphens and dashes as `claims.text.grammar.tokens.words` has them."""
    forms = [row[1] for row in rows]
    for i in range(1, len(rows) - 1):
        if forms[i] in ("-", "–"):
            joins = "SpaceAfter=No" in rows[i - 1][9] and "SpaceAfter=No" in rows[i][9]
            forms[i] = dash(forms[i], joins, forms[i - 1], forms[i + 1])
    return forms


def _tag(form: str, row: list[str], rows: list[list[str]]) -> str:
    """Return the tag of a token in our tag set."""
    mark = mark_tag(form)
    if mark:
        return mark
    universal, tag = row[3], row[4]
    if form in ("'", "’"):
        return "POS" if tag == "POS" else '"'
    if universal == "AUX":
        return _AUXILIARIES.get(tag, "XB")
    if (universal, tag) == ("SCONJ", "IN"):
        return _tag_of_joint(row, rows)
    if _is_left_over(universal, tag):
        return _LEFTOVERS.get(universal, "FW")
    return _RENAMED.get(tag, tag)


def _tag_of_joint(row: list[str], rows: list[list[str]]) -> str:
    """Return IN for the "by" of "by creating", SC for "that" and "because".

    "by" is a preposition to the words around it, whatever comes of it in the tree.
    """
    head = int(row[6])
    return "IN" if head and rows[head - 1][4] == "VBG" else "SC"


def _is_left_over(universal: str, tag: str) -> bool:
    """Tell parts of words, foreign words and what nobody knows."""
    is_unknown = universal == "X" and tag not in ("NN", "NNS", "NNP")
    return is_unknown or tag in ("GW", "AFX", "FW", "X")
