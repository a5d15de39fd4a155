"""Find the paragraphs that a label gives to a speaker: "NOVY: Growth.", "Q: Why?", "Poll: 40 percent want change".

In comes a text with its paragraphs, out goes the frame of a labelled paragraph. Labels in capitals always
count; labels in small letters count in a headline, before a quotation, or where the text has several, as a
transcript does. A word that announces something ("Update:") is no label (`claims/data/cues_labels.txt`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from claims.data import entries
from claims.model import Span
from claims.text.attribution.cues import CueClass, find_noun_cue
from claims.text.attribution.frames import Frame

_LABEL = re.compile(
    r"""
    ["“]?(?P<name>
        [A-Z][A-Z.'’\-]+ (?:\s+[A-Z][A-Z.'’\-]*){0,3} (?:,\s[^:,\n]{1,40})?  # "SARAH LIND, HOST"
      | [QA]                                                              # questions and answers
      | [A-Z][\w.'’-]* (?:\s[A-Z][\w.'’-]*){0,4} (?:\s\([^()\n]{1,20}\))?    # "Rep. Ann Lee (R-Va.)"
    )
    :(?=\s|["“])
    """,
    re.VERBOSE,
)
# "Lang: 2,316." is an entry of a list; somebody's words have words in small letters
_SENTENCE = re.compile(r"[a-z]{2}")
# so many labels in small letters make a transcript
_FEWEST = 3
# paragraphs that a speaker in a transcript may go on for without a new label
_LONGEST_SPEECH = 4
# the first paragraph of an article is its headline or its dateline
_BODY_STARTS = 2


@cache
def _announcements() -> frozenset[str]:
    return frozenset(entries("cues_labels.txt"))


class Labels:
    """The labels of one text."""

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        self.text = text
        self.paragraphs = paragraphs
        found = [_LABEL.match(text, start, end) for start, end in paragraphs]
        names = [match["name"] for match in found if match and not match["name"].isupper()]
        self._in_capitals = sum(match is not None and match["name"].isupper() for match in found)
        self.is_transcript = len(names) >= _FEWEST and max(Counter(names).values()) > 1
        self._found = [match if match and self._is_speaker(match, index) else None for index, match in enumerate(found)]

    def _is_speaker(self, match: re.Match[str], paragraph: int) -> bool:
        name = match["name"]
        if name.lower() in _announcements() or not _SENTENCE.search(
            self.text, match.end(), self.paragraphs[paragraph].end
        ):
            return False
        if name.isupper() and len(name) > 1:
            return not self._is_dateline(match, paragraph)
        noun = find_noun_cue(name)
        is_quoted = self.text[match.end() : match.end() + 2].strip()[:1] in ('"', "“")
        if paragraph == 0 and not is_quoted:
            return (noun is not None and noun.is_source) or self.text.count(name.split()[-1]) > 1
        return self.is_transcript or is_quoted

    def _is_dateline(self, match: re.Match[str], paragraph: int) -> bool:
        """Is this the place before an article ("SELBY: The council ..."), and not one of several who speak?"""
        if match["name"].endswith(")"):  # "SELBY (AP):"
            return True
        is_alone = self._in_capitals == 1 and " " not in match["name"]
        return is_alone and paragraph < _BODY_STARTS and len(self.paragraphs) > _BODY_STARTS

    def frame(self, paragraph: int) -> Frame | None:
        """Return the frame of a labelled paragraph; in a transcript also of those that follow it."""
        for labelled in range(paragraph, max(paragraph - _LONGEST_SPEECH, -1), -1):
            if labelled == 0 and paragraph > 0:
                return None  # a headline's
            match = self._found[labelled]
            if match is not None:
                start, end = self.paragraphs[paragraph]
                content = Span(max(match.end(), start), end)
                return Frame(Span(match.end() - 1, match.end()), Span(*match.span("name")), (content,), CueClass.SAYING)
            if not self.is_transcript:
                return None
        return None
