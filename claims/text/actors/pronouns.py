"""Find what "it" and "they" stand for: a body, a report or persons that were just spoken of.

In comes a mention of "it", "its", "they" or "their"; the subjects before it are asked in turn, the
nearest first. Nothing that stands between may be what it means: one subject that does not fit ends
the search, but for an "it" that says something, which passes over what cannot speak.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from claims.model import Span
from claims.text.actors.actor import Actor
from claims.text.actors.descriptions import Descriptions
from claims.text.actors.documents import is_issued
from claims.text.actors.focus import Focus
from claims.text.actors.kinds import is_people, is_role, is_speaking, listed
from claims.text.actors.named_actors import NamedActors
from claims.text.actors.standing import Subject
from claims.text.grammar import lexicon
from claims.text.speech.cues import CueClass, find_noun_cue, find_verb_cue

LONGEST_CHAIN = 4  # "it" that stands for an "it" before it
_SPOKE_BEFORE = 2  # sentences before "it said" in which it has spoken or been spoken of
_VERB_AFTER = re.compile(r" (?:(?:also|has|had|later|then|now) )*(?P<verb>[a-z]+)")


class Pronouns:
    """What the pronouns of bodies and groups stand for in a text.

    `named` returns the actor that a mention means, at so many steps from the question; `described`
    makes one of the words of a mention.
    """

    def __init__(
        self,
        text: str,
        actors: NamedActors,
        focus: Focus,
        descriptions: Descriptions,
        named: Callable[[Span, int], Actor | None],
        described: Callable[[Span], Actor | None],
    ) -> None:
        self.text = text
        self.actors = actors
        self.focus = focus
        self.descriptions = descriptions
        self.named = named
        self.described = described

    def meant(self, mention: Span, depth: int) -> Actor | None:
        """Return what "it" or "they" stands for."""
        word = self.text[mention.start : mention.end].lower()
        if word in lexicon.listed("names/pronouns", "plural"):
            return self._group(mention, depth)
        speaks = self._is_stating(mention, word)
        for subject in self.focus.subjects(mention.start, _SPOKE_BEFORE if speaks else 1):
            if subject.is_it or self._is_body(subject):
                return self._one(subject, mention, depth)
            issuer = self._issuer(subject, depth) if speaks else None
            if issuer or not speaks:
                return issuer
        return None

    def _one(self, subject: Subject, mention: Span, depth: int) -> Actor | None:
        """Return the body that a subject is, whom "it" calls again."""
        if subject.is_it:
            return self._chained(subject, depth)
        # "a poll by Norden Research" is Norden Research
        called = self.descriptions.named(mention.start, f"the {subject.noun}")
        return called or self._spoken_of(subject, depth)

    def _group(self, mention: Span, depth: int) -> Actor | None:
        """Return the persons or bodies that "they" stands for."""
        told = (one for one in self.focus.subjects(mention.start, 1) if not self._is_passed(one))
        subject = next(told, None)
        if subject is None:
            return None
        if subject.is_they:
            return self._chained(subject, depth)
        return self._several(subject, depth) if self._are_several(subject) else None

    def _is_passed(self, subject: Subject) -> bool:
        """Tell what "they" passes over: "[reports] say they fled"."""
        return not subject.is_they and not self._are_several(subject) and _is_source(subject)

    def _several(self, subject: Subject, depth: int) -> Actor | None:
        """Return several who are one subject; of "Ann Lee, her sons" the first is no "they"."""
        group = self._spoken_of(subject, depth)
        is_cut = subject.is_joined and group is not None and " and " not in group.name
        return None if is_cut else group

    def _chained(self, subject: Subject, depth: int) -> Actor | None:
        """Return what a pronoun stands for that the pronoun before it stands for."""
        return self.meant(subject.span, depth + 1) if depth < LONGEST_CHAIN else None

    def _spoken_of(self, subject: Subject, depth: int) -> Actor | None:
        """Return the actor that a subject is, by its name or by its words."""
        one = None if subject.is_joined else self.named(subject.span, depth + 1)
        return one or self.described(subject.span)

    def _issuer(self, subject: Subject, depth: int) -> Actor | None:
        """Return who issued the documents before: "Figures from the bank put it at 40. It said"."""
        is_document = subject.is_plural and is_issued(subject.noun)
        return self.named(subject.span, depth + 1) if is_document else None

    def _is_stating(self, mention: Span, word: str) -> bool:
        """Tell an "it" that states something: "it said", "it put the toll at 40", "its figures"."""
        if word == "its" or is_speaking(self.text, mention.start, mention.end):
            return True
        after = _VERB_AFTER.match(self.text, mention.end)
        cue = find_verb_cue([after["verb"]], 0) if after else None
        return cue is not None and cue.kind is not CueClass.INTENDING

    def _are_several(self, subject: Subject) -> bool:
        """Tell a subject that "they" may stand for: "the Democrats", "researchers"."""
        actor = self.actors.ending(*subject.span)
        if actor is None:
            return subject.is_plural and _is_group(subject)
        if actor.kind == "organisation":  # "the Selby Police", "the Armed Forces"
            return subject.is_plural or subject.noun == "police"
        is_joined = subject.is_joined  # "Ann Lee and Bob Hall"
        return is_joined or (subject.is_plural and _is_group(subject))

    def _is_body(self, subject: Subject) -> bool:
        """Tell a subject that "it" may stand for: "Ardent Foods", "the ministry", "a poll"."""
        if actor := self.actors.ending(*subject.span):
            return actor.kind == "organisation"
        is_named = subject.noun in listed("organisations") or _is_source(subject)
        return is_named and not subject.is_plural


def _is_group(subject: Subject) -> bool:
    """Tell persons or bodies, and not what tells of them: "voters", "ministries", no "reports"."""
    one = subject.noun.removesuffix("s")
    if is_people([subject.noun]) or is_role(one):
        return True
    is_body = not listed("organisations").keys().isdisjoint({subject.noun, one})
    return is_body and not _is_source(subject)


def _is_source(subject: Subject) -> bool:
    """Tell something that tells and does nothing: "[reports] say they fled"."""
    cue = find_noun_cue(subject.noun)
    return cue is not None and cue.is_source
