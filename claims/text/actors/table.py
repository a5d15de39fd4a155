"""The actors of an article: the persons and bodies in it, and which of them a mention means.

`Actors(syntax)` is made once for a text and asked about spans in it: `named` returns the actor that
"he", "the general", "Samer" or "the WHO" means, or None where the article names nobody; `resolve`
returns the fullest name, or the mention's own words up to its first comma. Nothing is guessed from
outside the article. The text is read on the first question, not before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from claims.model import Span
from claims.text.actors.actor import Actor
from claims.text.actors.descriptions import Descriptions
from claims.text.actors.documents import Documents, is_issued
from claims.text.actors.focus import GENDERS, Focus
from claims.text.actors.kinds import is_role, is_title, listed
from claims.text.actors.named_actors import NamedActors
from claims.text.actors.names import find_names
from claims.text.actors.pronouns import LONGEST_CHAIN, NEUTER, PLURAL, Pronouns
from claims.text.grammar.syntax import Syntax
from claims.text.speech.quotations import Quotation, find_quotations

_CORE_END = re.compile(
    r"\s*(?:,(?!\d|\s(?:19|20)\d\d\s[A-Za-z])|[;(—–])|\s-\s|\s(?:who|whose|which|that)\b"
)
_HEAD_END = re.compile(
    r"""
    \s(?:
        of|in|at|for|from|with|on|by|to|about|near|inside|outside|among|against|between|after
      | before|under|over|like
      | speaking|citing|familiar|close|involved|polled|led|named|called
      | released|conducted|published|presented|issued|filed|commissioned   # "a survey [published]"
      | the\s\w+\s\w+ed | (?:it|they)\s\w+ed                    # "figures [the force issued]"
      | out | (?:this|last)\s(?:week|weekend|month|year|spring|summer|autumn|winter)
    )\b
    """,
    re.VERBOSE,
)
# "the report [yesterday]"
_DAY = re.compile(r"\s(?:yesterday|today|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$")
_LIST = re.compile(r"[^,]+(?:, (?!an? )[^,]+){1,5},? and [^,]+")  # "Growers, traders and the port"
# ", [the former mayor] Ann Lee", but no clause: ", which Reuters asked"
_BEFORE_NAME = re.compile(
    r"(?:(?!(?:who|whose|whom|which|that|where|when|as|them)\b)[a-z][\w’'-]* ){0,3}"
)
_POSSESSIVE = re.compile(r"[’']s$")
_QUOTE = re.compile(r"[\"“”]|''")
_NAMED = re.compile(r"\b(?:named|called)\s+")
_OFFICE = re.compile(r" (?:for|of) (?:the )?(?P<place>(?:\w+ ){1,3}?)(?=[A-Z])")
_EMPLOYED = re.compile(r"(?:, [^,.;:\n]{2,40})? (?:of|at|from|with) (?:the )?(?:[a-z]+ ){0,3}")
_DEFINITE = re.compile(
    r"(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose)(?:\s[a-z-]+){0,2}?\s(?P<noun>[a-z-]+)(?=$|\s|,)"
)
_INITIALS = re.compile(r"[A-Z]{2,3}")  # of a person, before a colon: "AL: Growth."


class Actors:
    """The actors of one text, and whom each mention means.

    >>> text = "General Omar Samer came. He said 40 tanks were lost, and the ministry agreed."
    >>> actors = Actors(Syntax(text))
    >>> actors.named(Span(25, 27)).name
    'Omar Samer'
    >>> actors.named(Span(57, 69)) is None, actors.resolve(Span(57, 69))
    (True, 'the ministry')
    """

    def __init__(self, syntax: Syntax) -> None:
        self.text = syntax.text
        self.syntax = syntax
        self._answers: dict[tuple[Span, Span | None], Actor | None] = {}

    @cached_property
    def quotations(self) -> Sequence[Quotation]:
        """The quotations of the text, whose words belong to another conversation."""
        return find_quotations(self.text, self.syntax.paragraphs)

    def all(self) -> list[Actor]:
        """Return the actors that the text names, in the order of their first mention."""
        return list(dict.fromkeys(self._by_name.of_names))

    def named(self, mention: Span, antecedent: Span | None = None) -> Actor | None:
        """Return the actor that a mention means, None where the text gives it no name.

        A mention is a noun phrase with all that belongs to it, or a pronoun. A "who" or "which" has
        its noun phrase as `antecedent`.
        """
        if (mention, antecedent) not in self._answers:
            self._answers[mention, antecedent] = self._answer(mention, antecedent)
        return self._answers[mention, antecedent]

    def _answer(self, mention: Span, antecedent: Span | None) -> Actor | None:
        if antecedent is not None and self.text[slice(*mention)].lower() == "who":
            employee = self._employee(antecedent.start)
            if employee is not None:
                return employee
        return self._named(antecedent or mention, 0)

    def resolve(self, mention: Span, antecedent: Span | None = None) -> str:
        """Return the fullest name of a mention, or else its words up to the first comma."""
        actor = self.named(mention, antecedent)
        return actor.name if actor else self._core(antecedent or mention)

    def is_stand_in(self, mention: Span, antecedent: Span | None = None) -> bool:
        """Tell a pronoun, or a description without the actor's name: "the ministry"."""
        start, end = antecedent or mention
        if self._words(mention).lower() in GENDERS.keys() | NEUTER | PLURAL:
            return True
        if (actor := self.named(mention, antecedent)) is None:
            return self._is_back_reference(start, end)
        names = range(self._by_name.before(start), self._by_name.before(end))
        return not any(self._by_name.of_names[index] is actor for index in names)

    def _is_back_reference(self, start: int, end: int) -> bool:
        """Tell a definite phrase whose noun came before.

        For example "the advisory" after "a new advisory".
        """
        phrase = _DEFINITE.match(self.text, start, end)
        return (
            phrase is not None
            and re.search(rf"\b{phrase['noun']}\b", self.text[:start]) is not None
        )

    def _core(self, mention: Span) -> str:
        words = self._words(mention)
        end = _CORE_END.search(words)
        is_list = _LIST.fullmatch(words) and not (end and " and " in words[: end.start()])
        return words if end is None or not end.start() or is_list else words[: end.start()]

    def _words(self, mention: Span) -> str:
        return _POSSESSIVE.sub("", self.text[slice(*mention)])

    def _employee(self, offset: int) -> Actor | None:
        """Return the person before a body in "Ann Lee of the brokerage Kessel & Co, who"."""
        index = self._by_name.before(offset + 1) - 1
        if index < 1 or self._by_name.of_names[index].kind == "person":
            return None
        person, body = self._by_name.names[index - 1 : index + 1]
        if body.end <= offset or not _EMPLOYED.fullmatch(self.text, person.end, body.start):
            return None
        return (
            self._by_name.of_names[index - 1]
            if self._by_name.of_names[index - 1].personality
            else None
        )

    def _named(self, mention: Span, depth: int) -> Actor | None:
        words = self._words(mention)
        if gender := GENDERS.get(words.lower()):
            return self._focus.person(mention.start, gender)
        if words.lower() in ("it", "they"):
            return self._pronouns.meant(mention, depth)
        end = _CORE_END.search(words)
        core = words[: end.start()] if end else words
        head = _DAY.sub("", core[: self._head_end(mention.start, core)])
        if " and " in head or len(_QUOTE.findall(head)) % 2:
            # two sources are not one of them, nor is half a title ("his book “The Art")
            return self._by_name.named_in_full(mention.start, mention.start + len(head))
        own = self._own(mention, words, head)
        if own is None:
            return self._by_others(mention, head, core, depth)
        is_office = len(head) < len(core) and is_title(own.name.lower().split()[-1])
        return self._after_office(mention.start, head, core) if is_office else own

    def _by_others(self, mention: Span, head: str, core: str, depth: int) -> Actor | None:
        """Return the actor whom other words of the text name."""
        words = self._words(mention)
        if _LIST.fullmatch(words):
            return None
        apposed = Span(mention.start + len(core), mention.end)
        noun = head.rpartition(" ")[2].lower()
        return (
            self._issuer(mention, len(head), depth)
            or (self._apposed(apposed, noun) if len(core) < len(words) else None)
            or self._after_office(mention.start, head, core)
            or self._descriptions.named(mention.start, head)
        )

    def _own(self, mention: Span, words: str, head: str) -> Actor | None:
        """Return the actor whose own name or initials the head of a mention is."""
        initials = self._by_name.with_initials(words) if _INITIALS.fullmatch(words) else None
        return initials or self._by_name.ending(mention.start, mention.start + len(head))

    def _issuer(self, mention: Span, length: int, depth: int) -> Actor | None:
        """Return whose the document is that a mention names.

        For example "an NFO report", "the ministry's figures".
        """
        start = mention.start
        is_document = is_issued(self.text[start : start + length].rpartition(" ")[2])
        owner = self._documents.titled(start, start + length)
        if owner is None and is_document:
            owner = self._documents.owner(start, start + length)
        if owner is None or depth >= LONGEST_CHAIN:
            return None
        if (
            owner.start < mention.end < owner.end
        ):  # "Estimates by [the Orton government] state": the verb is no noun
            owner = Span(owner.start, mention.end)
        words = self.text[slice(*owner)]
        if words.lower() in ("its", "their"):
            return self._pronouns.meant(owner, depth + 1)
        if actor := self._named(owner, depth + 1):
            return actor
        if words.lower() in GENDERS:
            return None
        if owner.end + 1 == start + length - len(
            self.text[start : start + length].rpartition(" ")[2]
        ):
            return self._descriptions.named(owner.start, f"the {words}")  # "[government] data"
        return self._descriptions.called(words)

    def _after_office(self, start: int, head: str, core: str) -> Actor | None:
        """Return the person at the end of "the cabinet member for transport Ann Lee".

        "A spokesman for mayor Ann Lee" is another.
        """
        role = head.rpartition(" ")[2].lower()
        between = _OFFICE.match(core, len(head))
        actor = (
            self._by_name.ending(start + len(head), start + len(core))
            if between and is_role(role)
            else None
        )
        if between is None or actor is None or not actor.personality:
            return None
        is_titled = any(is_role(word.lower()) for word in between["place"].split())
        return None if is_titled else actor

    def _head_end(self, start: int, core: str) -> int:
        """Return where the head of a mention ends.

        For example "the mayor [of Selby]", but not within "Ministry of Health".
        """
        for found in _HEAD_END.finditer(core):
            last = self._by_name.before(start + found.start()) - 1
            if last < 0 or self._by_name.names[last].end <= start + found.start():
                return found.start()
        return len(core)

    @cached_property
    def _pronouns(self) -> Pronouns:
        text, by_name, focus = self.text, self._by_name, self._focus
        return Pronouns(text, by_name, focus, self._descriptions, self._named, self._described)

    def _described(self, mention: Span) -> Actor | None:
        """Make an actor of the words of a mention."""
        words = self._core(mention)
        return Actor.described(words) if words.strip() else None

    @cached_property
    def _by_name(self) -> NamedActors:
        return NamedActors(self.text, find_names(self.text))

    @cached_property
    def _documents(self) -> Documents:
        return Documents(self.syntax, self._by_name)

    @cached_property
    def _focus(self) -> Focus:
        return Focus(self.syntax, self.quotations, self._by_name)

    @cached_property
    def _descriptions(self) -> Descriptions:
        return Descriptions(self.text, self._by_name, self._focus, self._documents)

    def _apposed(self, rest: Span, noun: str) -> Actor | None:
        """Return who is named after the comma.

        For example "the prosecutor, Adeel Rahman", "the operator, Ardent Power".
        """
        text, by_name = self.text, self._by_name
        apposition = re.compile(r"\W*").match(text, rest.start, rest.end)
        start = apposition.end() if apposition else rest.start
        if found := _NAMED.search(text, start, rest.end):
            start = found.end()
        index = bisect_left(by_name.starts, start)
        if index == len(by_name.names) or by_name.names[index].end > rest.end:
            return None
        if not _BEFORE_NAME.fullmatch(text, start, by_name.names[index].start):
            return None
        actor = by_name.of_names[index]
        is_meant = (
            actor.may_be_body
            if noun in listed("organisations")
            else actor.personality >= 1 + (not is_role(noun))
        )
        return actor if is_meant else None
