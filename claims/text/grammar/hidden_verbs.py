"""Find the verbs of saying that the tagger took for nouns: "[Lang estimates] that he spent 40".

In come the words of a sentence with their tags, out go the tags with those verbs set right. English
has no clause without a verb, so a noun phrase in a clause that has none so far may hide one: a noun
that is also a form of a verb of saying (`speech/verbs.txt`), right behind its subject, with what
looks like something said behind it. What stands in doubt is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from claims.text.grammar.chunks import Chunk, chunk
from claims.text.grammar.lexicon import listed, marks, nouns_with, verbs_taking
from claims.text.grammar.tagger import FINITE, NOUNS

_MISTAKEN = frozenset({"NNS", "VBN", "NN"})  # what a verb of saying is taken for
_SUBJECTS = NOUNS | {"PRP"}
_BEFORE_VERB = _SUBJECTS | {",", '"', "``", "''"}
_CLOSING = frozenset({"”", '"', "''", "’"})
_CLAUSE_ENDS = frozenset({",", ":", "SC", "CC", "WDT", "WP", "WP$", "WRB", '"', "``", "''"})
_OPENS_OBJECT = frozenset({"NNP", "DT", "PRP$", "CD", "$"})
_OPENS_CLAUSE = frozenset({"PRP", "EX", ":", "WRB"})
_SPEAKING_MARKS = frozenset({"NNP", "NNS"})


@cache
def _times() -> frozenset[str]:
    return frozenset(marks("time/nouns"))


class _Phrase(NamedTuple):
    """A noun phrase [first, last) of a sentence that may hide a verb."""

    words: Sequence[str]
    tags: Sequence[str]
    first: int
    last: int

    def tag(self, at: int) -> str:
        """Return the tag of a word, empty outside the sentence."""
        return self.tags[at] if 0 <= at < len(self.tags) else ""

    def word(self, at: int) -> str:
        """Return a word in small letters, empty outside the sentence."""
        return self.words[at].lower() if 0 <= at < len(self.words) else ""

    @property
    def is_set_off(self) -> bool:
        """Whether a quotation ends right before the phrase."""
        return self.word(self.first - 1) in _CLOSING


def unhide_verbs(words: Sequence[str], tags: Sequence[str]) -> list[str]:
    """Return the tags with the hidden verbs of saying set right.

    >>> unhide_verbs("Lang estimates that 40 died".split(), ["NNP", "NNS", "SC", "CD", "VBD"])
    ['NNP', 'VBZ', 'SC', 'CD', 'VBD']
    """
    mended = list(tags)
    if any(
        tag in _MISTAKEN and tags[at - 1] in _BEFORE_VERB and _is_verb(words[at])
        for at, tag in enumerate(tags)
    ):
        for phrase in _phrases(words, tags):
            at = _hidden(phrase)
            if at is not None:
                mended[at] = _VERB_TAGS[tags[at]]
    return mended


_VERB_TAGS = {"NNS": "VBZ", "VBN": "VBD", "NN": "VBP"}


def _is_verb(word: str) -> bool:
    """Tell whether this may be a form of a verb of saying."""
    small = word.lower()
    return small in verbs_taking("clause") or small in verbs_taking("quote")


def _phrases(words: Sequence[str], tags: Sequence[str]) -> Iterator[_Phrase]:
    """Yield the noun phrases of clauses that have no verb so far.

    Those that open with a time, too.
    """
    starts: dict[int, Chunk] = {}
    for each in chunk(words, tags):
        if each.is_noun_phrase:
            starts[each.first + each.prepositions] = each
        elif each.is_verb_group:
            starts[each.first] = each
    at = 0
    has_verb = False  # since the clause began
    while at < len(words):
        found = starts.get(at)
        if found is None:
            is_end = tags[at] in _CLAUSE_ENDS or words[at].lower() == "that"
            has_verb = has_verb and not is_end
            at += 1
            continue
        if found.is_noun_phrase and (not has_verb or words[at].lower() in _times()):
            yield _Phrase(words, tags, at, found.last)
        has_verb = has_verb or found.kind == "VF"
        at = found.last


def _hidden(phrase: _Phrase) -> int | None:
    """Return where a verb of saying hides in a noun phrase."""
    first, last = phrase.first, phrase.last
    if phrase.word(first - 2) == "according":
        return None  # "according to [the agency report]" has no subject
    if last - first > 1 and (_is_hidden_past(phrase) or _is_inverted(phrase)):
        return first
    return next((at for at in range(first + 1, last) if _is_verb_of_subject(phrase, at)), None)


def _is_hidden_past(phrase: _Phrase) -> bool:
    """Tell whether the past tense is taken for an adjective.

    For example "the advisory [indicated] strong winds were near".
    """
    first = phrase.first
    is_past = phrase.tags[first] == "VBN" and phrase.tag(first - 1) in _SUBJECTS
    return (
        is_past
        and phrase.tag(phrase.last) in FINITE
        and phrase.word(first) in verbs_taking("clause")
    )


def _is_inverted(phrase: _Phrase) -> bool:
    """Tell whether a phrase starts with the verb of what was said.

    '"...," [adds] Mrs Lang', "..., [reckons] Lang".
    """
    first = phrase.first
    is_named = phrase.tag(first + 1) == "NNP" and phrase.word(first + 1) not in _times()
    is_after = phrase.is_set_off or (phrase.word(first - 1) == "," and is_named)
    is_verb = phrase.tags[first] == "NNS" and phrase.word(first) in verbs_taking("quote")
    return is_verb and is_after


def _is_verb_of_subject(phrase: _Phrase, at: int) -> bool:
    """Tell whether this word is the verb of the noun before it.

    For example "Lang [estimates] that", "one study [found] Lang would pay".
    """
    is_candidate = phrase.tags[at] in _MISTAKEN and phrase.tag(at - 1) in _SUBJECTS
    if not is_candidate or phrase.word(at) not in verbs_taking("clause"):
        return False
    if at + 1 < phrase.last:  # "found Lang would pay", but not "the report card"
        is_report = phrase.word(at).startswith("report")
        return phrase.tag(at + 1) in _OPENS_OBJECT and not is_report
    if phrase.tag(at + 1) in ("", "."):
        return _ends_tag(phrase, at)
    if phrase.tag(at + 1) == ",":
        return phrase.is_set_off
    return _opens_clause(phrase, at)


def _ends_tag(phrase: _Phrase, verb: int) -> bool:
    """Tell whether a verb ends a sentence after what was said.

    '"...," Lang [answers].', "..., official data [show].".
    """
    before = phrase.tag(phrase.first - 1)
    subject = phrase.word(verb - 1)
    is_speaker = phrase.tag(verb - 1) in _SPEAKING_MARKS or subject == "police"
    is_subject = before == "," and (is_speaker or subject in nouns_with("source"))
    # "..., papers filed [Friday show]."
    is_after_time = before in ("VBN", "VBD") and subject in _times()
    return phrase.is_set_off or is_subject or is_after_time


def _opens_clause(phrase: _Phrase, verb: int) -> bool:
    """Tell whether what somebody said starts behind a verb.

    For example "Lang estimates [that he]", "the Post reports [a captain]".
    """
    following, after = phrase.tag(verb + 1), phrase.tag(verb + 2)
    if phrase.word(verb + 1) == "that":
        return not after.startswith(("V", "X", "M"))
    is_about = phrase.word(verb + 1) in listed("speech/words", "about") and after == "CD"
    is_named = phrase.tags[verb] == "NNS" and phrase.tag(verb - 1) == "NNP"
    is_shown = following == "IN" and phrase.word(verb) == "shows"
    is_object = is_named and following in ("DT", "CD")
    return following in _OPENS_CLAUSE or is_about or is_object or is_shown
