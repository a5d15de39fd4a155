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
from functools import cache, cached_property

from claims.model import Span
from claims.text.actors.actor import Actor
from claims.text.actors.cores import (
    Mention,
    core_of,
    head_ends,
    is_list,
    up_to_comma,
    without_day,
    without_possessive,
)
from claims.text.actors.descriptions import Descriptions
from claims.text.actors.documents import Documents, is_issued
from claims.text.actors.focus import Focus
from claims.text.actors.kinds import is_role, is_title, listed, pronoun_gender
from claims.text.actors.named_actors import NamedActors
from claims.text.actors.names import find_names
from claims.text.actors.pronouns import LONGEST_CHAIN, Pronouns
from claims.text.grammar import lexicon
from claims.text.grammar.syntax import Syntax
from claims.text.speech.quotations import Quotation, find_quotations

_NAMED = re.compile(r"\b(?:named|called)\s+")
_MARKS = re.compile(r"\W*")
_OFFICE = re.compile(r" (?:for|of) (?:the )?(?P<place>(?:\w+ ){1,3}?)(?=[A-Z])")
_EMPLOYED = re.compile(r"(?:, [^,.;:\n]{2,40})? (?:of|at|from|with) (?:the )?(?:[a-z]+ ){0,3}")
_DEFINITE = re.compile(
    r"(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose)(?:\s[a-z-]+){0,2}?\s(?P<noun>[a-z-]+)(?=$|\s|,)"
)
_INITIALS = re.compile(r"[A-Z]{2,3}")  # of a person, before a colon: "AL: Growth."


@cache
def _before_name() -> re.Pattern[str]:
    """What may stand between a comma and a name: ", [the former mayor] Ann Lee", but no clause."""
    clause = lexicon.pattern("names/words", "no-description")
    return re.compile(rf"(?:(?!(?:{clause})\b)[a-z][\w’'-]* ){{0,3}}")


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
        if antecedent is None:
            return self._named(mention, 0)
        is_who = self.text[slice(*mention)].lower() == "who"
        employee = self._employee(antecedent.start) if is_who else None
        return employee or self._named(antecedent, 0)

    def resolve(self, mention: Span, antecedent: Span | None = None) -> str:
        """Return the fullest name of a mention, or else its words up to the first comma."""
        actor = self.named(mention, antecedent)
        return actor.name if actor else self._core(antecedent or mention)

    def is_stand_in(self, mention: Span, antecedent: Span | None = None) -> bool:
        """Tell a pronoun, or a description without the actor's name: "the ministry"."""
        start, end = antecedent or mention
        if self._words(mention).lower() in lexicon.marks("names/pronouns"):
            return True
        if (actor := self.named(mention, antecedent)) is None:
            return self._is_back_reference(start, end)
        within = slice(self._by_name.before(start), self._by_name.before(end))
        return actor not in self._by_name.of_names[within]

    def _is_back_reference(self, start: int, end: int) -> bool:
        """Tell a definite phrase whose noun came before.

        For example "the advisory" after "a new advisory".
        """
        phrase = _DEFINITE.match(self.text, start, end)
        if phrase is None:
            return False
        return re.search(rf"\b{phrase['noun']}\b", self.text[:start]) is not None

    def _core(self, mention: Span) -> str:
        """Return the words of a mention up to the first comma; of a list, all."""
        return core_of(self._words(mention))

    def _words(self, mention: Span) -> str:
        return without_possessive(self.text[slice(*mention)])

    def _employee(self, offset: int) -> Actor | None:
        """Return the person before a body in "Ann Lee of the brokerage Kessel & Co, who"."""
        at = self._by_name.before(offset + 1) - 1
        if at < 1 or self._by_name.of_names[at].kind == "person":
            return None
        person, body = self._by_name.names[at - 1 : at + 1]
        if body.end <= offset or not _EMPLOYED.fullmatch(self.text, person.end, body.start):
            return None
        return _if_person(self._by_name.of_names[at - 1])

    def _named(self, span: Span, depth: int) -> Actor | None:
        words = self._words(span)
        if gender := pronoun_gender(words):
            return self._focus.person(span.start, gender)
        if words.lower() in ("it", "they"):
            return self._pronouns.meant(span, depth)
        mention = self._parted(span, words)
        if not mention.is_whole:
            return self._by_name.named_in_full(mention.start, mention.head_end)
        own = self._own(mention)
        if own is None:
            return self._by_others(mention, depth)
        is_office = mention.head != mention.core and is_title(own.name.lower().split()[-1])
        return self._after_office(mention) if is_office else own

    def _parted(self, span: Span, words: str) -> Mention:
        """Part the words of a mention into its core and its head."""
        core = up_to_comma(words)
        head = core[: self._head_end(span.start, core)]
        return Mention(span, words, core, without_day(head))

    def _by_others(self, mention: Mention, depth: int) -> Actor | None:
        """Return the actor whom other words of the text name."""
        if is_list(mention.words):
            return None
        return (
            self._issuer(mention, depth)
            or self._apposed(mention)
            or self._after_office(mention)
            or self._descriptions.named(mention.start, mention.head)
        )

    def _own(self, mention: Mention) -> Actor | None:
        """Return the actor whose own name or initials the head of a mention is."""
        words = mention.words
        initials = self._by_name.with_initials(words) if _INITIALS.fullmatch(words) else None
        return initials or self._by_name.ending(mention.start, mention.head_end)

    def _issuer(self, mention: Mention, depth: int) -> Actor | None:
        """Return whose the document is that a mention names.

        For example "an NFO report", "the ministry's figures".
        """
        owner = self._owner(mention) if depth < LONGEST_CHAIN else None
        if owner is None:
            return None
        words = self.text[slice(*owner)]
        if words.lower() in ("its", "their"):
            return self._pronouns.meant(owner, depth + 1)
        if actor := self._named(owner, depth + 1):
            return actor
        if pronoun_gender(words):
            return None
        if owner.end + 1 == mention.head_end - len(mention.noun):
            return self._descriptions.named(owner.start, f"the {words}")  # "[government] data"
        return self._descriptions.called(words)

    def _owner(self, mention: Mention) -> Span | None:
        """Return the owner of the document that a mention names."""
        start, end = mention.start, mention.head_end
        owner = self._documents.titled(start, end)
        if owner is None and is_issued(mention.noun):
            owner = self._documents.owner(start, end)
        if owner is not None and owner.start < mention.span.end < owner.end:
            # "Estimates by [the Orton government] state": the verb is no noun
            return Span(owner.start, mention.span.end)
        return owner

    def _after_office(self, mention: Mention) -> Actor | None:
        """Return the person at the end of "the cabinet member for transport Ann Lee".

        "A spokesman for mayor Ann Lee" is another.
        """
        office = _OFFICE.match(mention.core, len(mention.head))
        if office is None or not is_role(mention.noun.lower()):
            return None
        if any(is_role(word.lower()) for word in office["place"].split()):
            return None
        return _if_person(self._by_name.ending(mention.head_end, mention.core_end))

    def _head_end(self, start: int, core: str) -> int:
        """Return where the head of a mention ends.

        For example "the mayor [of Selby]", but not within "Ministry of Health".
        """
        return next(
            (end for end in head_ends(core) if not self._is_in_name(start + end)), len(core)
        )

    def _is_in_name(self, offset: int) -> bool:
        """Tell an offset that a name goes on over."""
        last = self._by_name.before(offset) - 1
        return last >= 0 and self._by_name.names[last].end > offset

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

    def _apposed(self, mention: Mention) -> Actor | None:
        """Return who is named after the comma.

        For example "the prosecutor, Adeel Rahman", "the operator, Ardent Power".
        """
        end = mention.span.end
        start = self._apposition(mention)
        at = bisect_left(self._by_name.starts, start)
        name = next(iter(self._by_name.names[at : at + 1]), None)
        if (
            name is None
            or name.end > end
            or not _before_name().fullmatch(self.text, start, name.start)
        ):
            return None
        actor = self._by_name.of_names[at]
        return actor if _may_be(actor, mention.noun.lower()) else None

    def _apposition(self, mention: Mention) -> int:
        """Return where the words behind the comma start, behind "named" where that stands there."""
        if len(mention.core) == len(mention.words):
            return mention.span.end
        marks = _MARKS.match(self.text, mention.core_end, mention.span.end)
        start = marks.end() if marks else mention.core_end
        named = _NAMED.search(self.text, start, mention.span.end)
        return named.end() if named else start


def _if_person(actor: Actor | None) -> Actor | None:
    return actor if actor is not None and actor.personality else None


def _may_be(actor: Actor, noun: str) -> bool:
    """Tell whether a noun may describe an actor: a body, or a person, surely so without a role."""
    if noun in listed("organisations"):
        return actor.may_be_body
    return actor.personality >= (1 if is_role(noun) else 2)
