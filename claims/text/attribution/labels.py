"""Find the paragraphs that a label gives to a speaker.

For example "NOVY: Growth.", "Q: Why?", "Poll: 40 percent want change".

In comes a text with its paragraphs, out goes the frame of a labelled paragraph. Labels in capitals,
in double brackets ("((Ann Lee)) Growth.") and those of posts ("RT @AnnLee: 40 dead", "40 dead — Ann
Lee (@AnnLee)") always count; labels in small letters count in a headline, before a quotation, or
where the text has several, as a transcript does. A word that announces something ("Update:") is no
label (`claims/data/speech/announcements.txt`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from claims.model import Span
from claims.text.attribution.frames import Frame
from claims.text.grammar.lexicon import marks
from claims.text.speech.cues import CueClass, find_noun_cue

_LABEL = re.compile(
    r"""
    ["“]?(?P<name>
        [A-Z][A-Z.'’\-]+ (?:\s+[A-Z][A-Z.'’\-]*){0,3} (?:,\s[^:,\n]{1,40})?  # "SARAH LIND, HOST"
        (?:\s\([A-Z][^()\n]{1,20}\))?                                           # "S. LIND (CNN)"
      | [QA]                                                              # questions and answers
      | [A-Z][\w.'’-]* (?:\s[A-Z][\w.'’-]*){0,4} (?:\s\([^()\n]{1,20}\))?  # "Rep. Ann Lee (R-Va.)"
    )
    :(?=\s|["“])
    """,
    re.VERBOSE,
)
_BRACKETED = re.compile(r"\s*\(\((?P<name>[A-Z][^()\n]{1,60})\)\)\s?:?")  # "((Ann Lee)) Growth."
_POST = re.compile(r"[\"“]?(?:RT\s|rt\s)?@(?P<name>\w{2,30}):(?=\s)")  # "RT @AnnLee: 40 dead"
# "— Ann Lee (@AnnLee) May 3"
_SIGNED = re.compile(r"[—–-]{1,2}\s?(?P<name>[A-Z][^()\n]{1,50}?)\s\(@\w{2,30}\)")
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
    return frozenset(marks("speech/announcements"))


class Labels:
    """The labels of one text."""

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        self.text = text
        self.paragraphs = paragraphs
        found = self._each(_LABEL.match)
        bracketed = self._each(_BRACKETED.match)
        # once each: every number of a paragraph asks, and a text may be one paragraph of megabytes
        self._signed = self._each(_SIGNED.search)
        names = [match["name"] for match in found if match]
        self._in_capitals = sum(map(str.isupper, names))
        self.is_transcript = any(bracketed) or _is_repeated(names)
        spoken = [self._speaker(match, index) for index, match in enumerate(found)]
        self._found = list(map(_first, bracketed, self._each(_POST.match), spoken))

    def _each(
        self, find: Callable[[str, int, int], re.Match[str] | None]
    ) -> list[re.Match[str] | None]:
        """Return what is found in each paragraph."""
        return [find(self.text, start, end) for start, end in self.paragraphs]

    def _speaker(self, match: re.Match[str] | None, paragraph: int) -> re.Match[str] | None:
        """Return a label that names a speaker, and announces nothing."""
        if match is None or _is_announcement(match["name"]):
            return None
        says = _SENTENCE.search(self.text, match.end(), self.paragraphs[paragraph].end)
        return match if says and self._is_speaker(match, paragraph) else None

    def _is_speaker(self, match: re.Match[str], paragraph: int) -> bool:
        """Tell a speaker from a place ("SELBY: ...") and from the topic of a headline."""
        name = match["name"]
        if name.isupper() and len(name) > 1:
            return not self._is_dateline(match, paragraph)
        is_quoted = self.text[match.end() : match.end() + 2].strip()[:1] in ('"', "“")
        return is_quoted or (self.is_transcript if paragraph else self._is_in_text(name))

    def _is_in_text(self, name: str) -> bool:
        """Tell a speaker before a headline: a poll or report, or whom the text names again."""
        noun = find_noun_cue(name)
        is_source = noun is not None and noun.is_source
        return is_source or self.text.count(name.split()[-1]) > 1

    def _is_dateline(self, match: re.Match[str], paragraph: int) -> bool:
        """Tell the place before an article from one of several who speak.

        For example "SELBY: The council ...".
        """
        if match["name"].endswith(")"):  # "SELBY (AP):", but "S. LIND (CNN):"
            return "." not in match["name"].split()[0]
        is_alone = self._in_capitals == 1 and " " not in match["name"]
        return is_alone and paragraph < _BODY_STARTS and len(self.paragraphs) > _BODY_STARTS

    def _is_question(self, paragraph: int) -> bool:
        """Tell a paragraph that ends with a question."""
        return self.text[self.paragraphs[paragraph].end - 1] == "?"

    def frame(self, paragraph: int) -> Frame | None:
        """Return the frame of a labelled or signed paragraph.

        In a transcript also of those that follow it.
        """
        start, end = self.paragraphs[paragraph]
        if signed := self._signed[paragraph]:
            return _frame(signed, Span(start, signed.start()))
        if match := self._found[paragraph]:
            return _frame(match, Span(max(match.end(), start), end))
        before = self._label_before(paragraph) if self.is_transcript else None
        return _frame(before, Span(start, end)) if before else None

    def _label_before(self, paragraph: int) -> re.Match[str] | None:
        """Return the label whose speaker goes on in a paragraph.

        Nobody goes on after a question, nor after a headline.
        """
        for labelled in range(paragraph - 1, max(paragraph - _LONGEST_SPEECH, 0), -1):
            if match := self._found[labelled]:
                return None if self._is_question(labelled) else match
        return None


def _first(*found: re.Match[str] | None) -> re.Match[str] | None:
    """Return the first of several matches, None where there is none."""
    return next(filter(None, found), None)


def _is_announcement(name: str) -> bool:
    """Tell a word that announces something: "Update", "Weather update"."""
    return not _announcements().isdisjoint((name.lower(), name.lower().rpartition(" ")[2]))


def _is_repeated(names: Sequence[str]) -> bool:
    """Tell the labels of a transcript: there are several in small letters, and one comes again."""
    small = Counter(name for name in names if not name.isupper())
    return small.total() >= _FEWEST and max(small.values()) > 1


def _frame(label: re.Match[str], content: Span) -> Frame:
    """Return the frame of a label, whose last or first mark is the cue."""
    at = label.start() if content.end == label.start() else label.end() - 1
    return Frame(Span(at, at + 1), Span(*label.span("name")), (content,), CueClass.SAYING)
