"""Find whose a document is: the words that name the owner of a report, a survey, a set of figures.

In come a text, its names and the place of a mention whose noun is something issued
(`speech/nouns.txt`); out goes the span of its owner: "[an NFO] report", "[the ministry's] latest
figures", "a survey by [Norden Research]", "data [the force] released". None where the mention names
nobody. A place or a people before the noun owns nothing ("a Selby poll" is one held there), nor a
platform ("a Twitter post"), and a person only with a possessive ("the Novak report" may be about
him).
"""

from __future__ import annotations

import re
from functools import cache

from claims.model import Span
from claims.text.actors.kinds import listed
from claims.text.actors.named_actors import NamedActors
from claims.text.grammar import lexicon
from claims.text.grammar.syntax import Syntax
from claims.text.speech.cues import find_noun_cue, words

# Between an owner's name and the noun: "'s latest", " situational", ", the fullest so far" not
_OWNED = re.compile(r"(?P<possessive>[’']s?)?(?:\s[a-z][\w-]*){0,3}\s")
# "the ministry's", "its"
_POSSESSOR = re.compile(
    r"(?:(?P<whose>[Tt]he(?:\s[\w-]+){1,4}?|[Pp]olice|[Oo]fficials)[’']s?"
    r"|(?P<pronoun>[Ii]ts|[Tt]heir|[Hh]is|[Hh]er))\s"
)
_BODY_BEFORE = re.compile(r"\b(?P<body>[a-z-]+)\s$")  # "a [government] report"
# "a report [released on Monday by] the ministry", "figures from"
_BY = re.compile(r"(?:\s[\w-]+){0,4}?\s(?:by|from)\s(?=[A-Z]|the\s|police)")
_OF = re.compile(r"\sof\s(?=[A-Z]|the\s[A-Z])")
_TITLED = re.compile(r"[’']s?\s[\"“]")
_PUBLISHED = re.compile(r"\s(?:[a-z]+\s){0,3}?in\s(?=[A-Z]|the\s[A-Z])")


@cache
def _issued() -> re.Pattern[str]:
    """A clause behind a document that says who issued it: "data [the force released]"."""
    return re.compile(
        rf"""
        \s(?:that\s|which\s)?(?P<by>(?:the|[A-Z])[\w’'-]*(?:\s[\w’'-]+){{0,3}}?)
        \s(?:has\s|had\s)?(?:{lexicon.pattern("names/words", "issuing")})\b
        """,
        re.VERBOSE,
    )


def is_issued(noun: str) -> bool:
    """Tell a noun that speaks for whoever issues it: "report", "figures".

    >>> is_issued("figures"), is_issued("panel")
    (True, False)
    """
    cue = find_noun_cue(noun)
    return cue is not None and cue.is_issued


class Documents:
    """The documents of a text, with their owners."""

    def __init__(self, syntax: Syntax, by_name: NamedActors) -> None:
        self.text = syntax.text
        self.syntax = syntax
        self.by_name = by_name

    def owner(self, start: int, end: int) -> Span | None:
        """Return the owner of the document that the words [start, end) of a mention end with."""
        noun = self.text.rfind(" ", start, end) + 1
        return self.author(end) or self._before(start, noun) or self._body_before(start, noun)

    def titled(self, start: int, end: int) -> Span | None:
        """Return the owner in a mention at [start, end) of a document with a title.

        For example "[the NFO]'s "Advisory 25"".
        """
        title = _TITLED.search(self.text, start, end)
        at = self.by_name.before(title.start()) - 1 if title else -1
        if title is None or at < 0 or self.by_name.names[at].end != title.start():
            return None
        return self.by_name.names[at].span

    def teller(self, start: int, end: int) -> Span | None:
        """Return who speaks in the document that the words [start, end) introduce.

        For example "In a report, the NFO said".
        """
        if not self.text.endswith(("in ", "In "), 0, start):
            return None
        sentence = self.syntax.parse(self.syntax.sentence_index(start))
        verb = sentence.verb_of(sentence.token_at(end - 1))
        subject = sentence.verb_groups[verb].subject if verb is not None else None
        if subject is None:
            return None
        phrase = sentence.noun_phrases[subject]
        return Span(sentence.tokens[phrase.first].start, sentence.tokens[phrase.last - 1].end)

    def author(self, end: int) -> Span | None:
        """Return the owner who follows a document's noun that ends here.

        For example "a report released on Monday by Novak".
        """
        if by := _BY.match(self.text, end):
            return self._phrase_at(by.end())
        if body := self._body_of(end):
            return body
        issued = _issued().match(self.text, end)
        return Span(*issued.span("by")) if issued else None

    def _body_of(self, end: int) -> Span | None:
        """Return the body behind "of": "a report of [the Norden Flood Office]"."""
        of = _OF.match(self.text, end)
        at = self._name_at(of.end()) if of else None
        if at is None or self.by_name.of_names[at].kind != "organisation":
            return None
        return self.by_name.names[at].span

    def journal(self, end: int) -> Span | None:
        """Return where a document's noun that ends here says it was published.

        For example "a study in the Journal of Moths".
        """
        published = _PUBLISHED.match(self.text, end)
        at = self._name_at(published.end()) if published else None
        if at is None or self.by_name.of_names[at].kind in ("place", "person", "people"):
            return None
        return self.by_name.names[at].span

    def _before(self, start: int, noun: int) -> Span | None:
        """Return the owner before a document's noun.

        For example "an [NFO] report", "[the ministry]'s figures", "[its] data".
        """
        if possessor := _POSSESSOR.match(self.text, start, noun):
            return Span(*possessor.span("whose" if possessor["whose"] else "pronoun"))
        at = self.by_name.before(noun) - 1
        if at < 0 or self.by_name.names[at].start < start:
            return None
        name = self.by_name.names[at]
        return (
            name.span if self._is_owner(at, _OWNED.fullmatch(self.text, name.end, noun)) else None
        )

    def _is_owner(self, at: int, between: re.Match[str] | None) -> bool:
        """Tell a name that owns the noun behind it, by what stands between; a person with "'s"."""
        name, kind = self.by_name.names[at], self.by_name.of_names[at].kind
        if between is None or name.text.lower() in words("platform"):
            return False
        is_named_so = kind not in ("person", "place", "people") or name.text.isupper()
        return is_named_so or between["possessive"] is not None

    def _body_before(self, start: int, noun: int) -> Span | None:
        """Return the body that a document's noun has before it: "a [government] report"."""
        before = _BODY_BEFORE.search(self.text, start, noun)
        if before is None or listed("organisations").get(before["body"]) not in ("noun", "any"):
            return None
        return Span(*before.span("body"))

    def _name_at(self, offset: int) -> int | None:
        """Return the index of the name that starts here, behind "the" if that does."""
        return self.by_name.at(offset + len("the ") * self.text.startswith("the ", offset))

    def _phrase_at(self, offset: int) -> Span | None:
        """Return the noun phrase that starts here, or a name that is longer.

        For example "[the Ministry of Works]".
        """
        at = self._name_at(offset)
        named = offset if at is None else self.by_name.names[at].end
        end = max(named, self._phrase_end(offset))
        return Span(offset, end) if end > offset else None

    def _phrase_end(self, offset: int) -> int:
        """Return where the noun phrase at an offset ends, the offset itself where there is none."""
        sentence = self.syntax.parse(self.syntax.sentence_index(offset))
        phrase = sentence.noun_phrase_at(sentence.token_at(offset))
        if phrase is None:
            return offset
        return sentence.tokens[sentence.noun_phrases[phrase].last - 1].end
