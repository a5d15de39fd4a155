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

from claims.model import Span
from claims.text.actors.kinds import listed
from claims.text.actors.named_actors import NamedActors
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
_ISSUED = re.compile(
    r"\s(?:that\s|which\s)?(?P<by>(?:the|[A-Z])[\w’'-]*(?:\s[\w’'-]+){0,3}?)\s"
    r"(?:has\s|had\s)?(?:released|published|issued|compiled|collected|gathered|posted"
    r"|circulated|filed)\b"
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
        index = self.by_name.before(title.start()) - 1 if title else -1
        is_owner = (
            index >= 0 and title is not None and self.by_name.names[index].end == title.start()
        )
        return (
            Span(self.by_name.names[index].start, self.by_name.names[index].end)
            if is_owner
            else None
        )

    def teller(self, start: int, end: int) -> Span | None:
        """Return who speaks in the document that the words [start, end) introduce.

        For example "In a report, the NFO said".
        """
        if not self.text[:start].endswith(("in ", "In ")):
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
        of = _OF.match(self.text, end)
        at = self._name_at(of.end()) if of else None
        if at is not None and self.by_name.of_names[at].kind == "organisation":
            return Span(self.by_name.names[at].start, self.by_name.names[at].end)
        issued = _ISSUED.match(self.text, end)
        return Span(*issued.span("by")) if issued else None

    def journal(self, end: int) -> Span | None:
        """Return where a document's noun that ends here says it was published.

        For example "a study in the Journal of Moths".
        """
        published = _PUBLISHED.match(self.text, end)
        at = self._name_at(published.end()) if published else None
        if at is None or self.by_name.of_names[at].kind in ("place", "person", "people"):
            return None
        return Span(self.by_name.names[at].start, self.by_name.names[at].end)

    def _before(self, start: int, noun: int) -> Span | None:
        """Return the owner before a document's noun.

        For example "an [NFO] report", "[the ministry]'s figures", "[its] data".
        """
        possessor = _POSSESSOR.match(self.text, start, noun)
        if possessor and possessor["whose"]:
            return Span(*possessor.span("whose"))
        if possessor:
            return Span(*possessor.span("pronoun"))
        index = self.by_name.before(noun) - 1
        if index < 0 or self.by_name.names[index].start < start:
            return None
        name, actor = self.by_name.names[index], self.by_name.of_names[index]
        between = _OWNED.fullmatch(self.text, name.end, noun)
        if between is None or name.text.lower() in words("platform"):
            return None
        is_named_so = actor.kind not in ("person", "place", "people") or name.text.isupper()
        is_owner = between["possessive"] is not None or is_named_so
        return Span(name.start, name.end) if is_owner else None

    def _body_before(self, start: int, noun: int) -> Span | None:
        """Return the body that a document's noun has before it: "a [government] report"."""
        before = _BODY_BEFORE.search(self.text, start, noun)
        is_body = before is not None and listed("organisations").get(before["body"]) in (
            "noun",
            "any",
        )
        return Span(*before.span("body")) if before and is_body else None

    def _name_at(self, offset: int) -> int | None:
        start = offset + (4 if self.text.startswith("the ", offset) else 0)
        index = self.by_name.before(start)
        is_there = index < len(self.by_name.starts) and self.by_name.starts[index] == start
        return index if is_there else None

    def _phrase_at(self, offset: int) -> Span | None:
        """Return the noun phrase that starts here, or a name that is longer.

        For example "[the Ministry of Works]".
        """
        at = self._name_at(offset)
        named = offset if at is None else self.by_name.names[at].end
        sentence = self.syntax.parse(self.syntax.sentence_index(offset))
        token = sentence.token_at(offset)
        phrase = next((p for p in sentence.noun_phrases if p.first <= token < p.last), None)
        end = max(named, sentence.tokens[phrase.last - 1].end if phrase else named)
        return Span(offset, end) if end > offset else None
