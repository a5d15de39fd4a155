"""Follow who is present in a text: whom "he" and "she" stand for, and who was last spoken of.

In come a text's syntax with its quotations and the actors of its names; out goes whoever is most
present before an offset. Every mention gives weight, most where it speaks or is a subject; the
weight fades from sentence to sentence. Words within quotations belong to another conversation and
count for nothing outside it. Only the sentences shortly before the question are parsed, so a
question costs the same in any text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from claims.model import Span
from claims.text.actors.actor import Actor
from claims.text.actors.kinds import (
    gender_of,
    is_body,
    is_role,
    is_speaking,
    listed,
    pronoun_gender,
)
from claims.text.actors.named_actors import NamedActors
from claims.text.actors.names import Name
from claims.text.actors.scene import GOVERNED, MODIFIES, NAMED, SPEAKS, SUBJECT, Presence, Scene
from claims.text.actors.standing import Subject, is_past, subjects_in, weight_of, with_title
from claims.text.grammar.syntax import NounPhrase, Sentence, Syntax, Token
from claims.text.speech.cues import words as words_of
from claims.text.speech.quotations import Quotation

_OWNING = ("'s", "’s")
_MOST = 60  # mentions of one sentence
_WINDOW = 8  # sentences that are looked back over
_BELONGING = re.compile(r" (?:for|of|at|from|with) (?:the )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*")
_APPOSED_NAME = re.compile(r"(?: (?:of|for|at|in) [^,.;:\n]{2,40})?, (?=[A-Z])")
_CLAUSE = re.compile(r"[^,.;:\"“”—–()\n]{0,60}")


class Focus:
    """Who is present where in a text."""

    def __init__(
        self, syntax: Syntax, quotations: Sequence[Quotation], actors: NamedActors
    ) -> None:
        self.syntax = syntax
        self.text = syntax.text
        self.actors = actors
        self._quoted = [(quotation.start, quotation.end) for quotation in quotations]
        self._unnamed: dict[str, Actor] = {}  # "the witness", by the noun
        self._read: dict[int, list[Presence]] = {}

    def person(self, offset: int, gender: str) -> Actor | None:
        """Return the person who is most present before a pronoun at an offset, of its gender.

        In "he told Novak" he is not Novak: nobody whom the words after a pronoun name is meant by
        it.
        """
        return self._scene(offset).person(gender, self._named_after(offset))

    def called(self, offset: int, noun: str) -> Actor | None:
        """Return the person who alone may be "the candidate" before an offset."""
        return self._scene(offset).called(noun)

    def body(self, offset: int, noun: str) -> Actor | None:
        """Return the body most present before an offset that "the company" may stand for."""
        return self._scene(offset).body(noun)

    def clear_body(self, offset: int, noun: str) -> Actor | None:
        """Return the body that "the Swiss parts maker" must be: it is well ahead of all others."""
        return self._scene(offset).clear_body(noun)

    def most_present(self, offset: int, actors: Sequence[Actor]) -> Actor | None:
        """Return which of these is most present before an offset, None where none is."""
        weights = self._scene(offset).weights
        best = max(actors, key=lambda actor: weights.get(actor, 0), default=None)
        return best if best in weights else None

    def subjects(self, offset: int, sentences: int) -> Iterator[Subject]:
        """Yield the subjects before an offset: of its sentence backwards, then of others before."""
        at = self.syntax.sentence_index(offset)
        yield from reversed(self._free_subjects(at, offset))
        for index in range(at - 1, max(at - sentences - 1, -1), -1):
            yield from self._free_subjects(index, offset)

    def _free_subjects(self, index: int, offset: int) -> list[Subject]:
        """Return the subjects of a sentence before an offset that stand in the same quotation."""
        quotation = self._quotation(offset)
        return [
            subject
            for subject in self.syntax.parse(index).once(subjects_in)
            if subject.span.end <= offset and self._quotation(subject.span.start) == quotation
        ]

    def is_one_phrase(self, start: int, end: int) -> bool:
        """Tell words that all stand in noun phrases, with no verb or preposition among them."""
        sentence = self.syntax.parse(self.syntax.sentence_index(start))
        within = range(sentence.token_at(start), sentence.token_at(end - 1) + 1)
        words = (at for at in within if _needs_phrase(sentence.tokens[at]))
        return None not in map(sentence.noun_phrase_at, words)

    def _scene(self, offset: int) -> Scene:
        """Return who is present before an offset."""
        scene = Scene()
        last = self.syntax.sentence_index(offset)
        for index in range(max(last - _WINDOW, 0), last + 1):
            if not self._is_all_quoted(index):
                scene.fade(is_paragraph=self._is_paragraph_start(index))
            for presence in self._presences_before(index, offset):
                scene.enter(presence, () if presence.actor else self._named_after(presence.offset))
        return scene

    def _presences_before(self, index: int, offset: int) -> Sequence[Presence]:
        """Return the last mentions of a sentence before an offset."""
        presences = self._presences(index)
        count = bisect_left(presences, offset, key=lambda presence: presence.offset)
        return presences[max(0, count - _MOST) : count]

    def _is_paragraph_start(self, index: int) -> bool:
        """Tell a sentence with which a paragraph begins that is not the first."""
        sentences = self.syntax.sentences
        return index > 0 and "\n" in self.text[sentences[index - 1].end : sentences[index].start]

    def _named_after(self, pronoun: int) -> Sequence[Actor]:
        """Return whom the words after a pronoun name, up to the next comma or mark."""
        clause = _CLAUSE.match(self.text, pronoun)
        end = clause.end() if clause else pronoun
        return self.actors.of_names[self.actors.before(pronoun) : self.actors.before(end)]

    def _quotation(self, offset: int) -> int:
        """Return the number of the quotation that an offset stands in, -1 where it is in none."""
        at = bisect_right(self._quoted, offset, key=lambda quoted: quoted[0]) - 1
        return at if at >= 0 and offset < self._quoted[at][1] else -1

    def _is_all_quoted(self, index: int) -> bool:
        start, end = self.syntax.sentences[index]
        return self._quotation(start) == self._quotation(end - 1) >= 0

    def _presences(self, index: int) -> list[Presence]:
        if index not in self._read:
            # nobody is present in what others say, and the sentence need not be parsed
            is_quoted = self._is_all_quoted(index)
            found = () if is_quoted else self._in_sentence(self.syntax.parse(index))
            free = (presence for presence in found if self._quotation(presence.offset) < 0)
            self._read[index] = sorted(free, key=lambda presence: presence.offset)
        return self._read[index]

    def _in_sentence(self, sentence: Sentence) -> Iterator[Presence]:
        """Yield whoever a sentence mentions: by name, by pronoun, or described ("one voter")."""
        heads = {phrase.head: phrase.chunk for phrase in sentence.noun_phrases}
        named: set[int] = set()
        for index in range(self.actors.before(sentence.start), self.actors.before(sentence.end)):
            name, actor = self.actors.names[index], self.actors.of_names[index]
            named.add(sentence.token_at(name.end - 1))
            yield Presence(name.start, actor, "", self._weight_of(name, sentence, heads))
        for phrase in sentence.noun_phrases:
            weight = weight_of(sentence, phrase.chunk)
            yield from _pronouns(sentence, phrase, weight)
            if phrase.head not in named and phrase.first != phrase.head:
                yield from self._described(sentence, phrase, weight)

    def _weight_of(self, name: Name, sentence: Sentence, heads: Mapping[int, int]) -> float:
        """Return the weight of a name; `heads` are the chunks of noun phrases by their heads."""
        weight = self._weight_by_place(name, sentence, heads)
        is_speaker = weight >= NAMED and is_speaking(self.text, name.start, name.end)
        return SPEAKS if is_speaker else weight

    def _weight_by_place(self, name: Name, sentence: Sentence, heads: Mapping[int, int]) -> float:
        last = sentence.token_at(name.end - 1)
        if last in heads:
            return weight_of(sentence, with_title(sentence, heads[last], name))
        opens = name.start == sentence.start
        if sentence.chunk_at(last) not in heads.values():
            return SUBJECT if opens else NAMED
        if opens:
            # "Novak's plan is": nearly the subject; "Novak plans": a verb taken for a noun
            return NAMED
        return GOVERNED if self.text.startswith(_OWNING, name.end) else MODIFIES

    def _described(
        self, sentence: Sentence, phrase: NounPhrase, weight: float
    ) -> Iterator[Presence]:
        """Yield whom a phrase without a name describes.

        For example "the general" of the text, or "a voter" who is new.
        """
        first, *words = (token.text for token in sentence.tokens[phrase.first : phrase.head + 1])
        span = Span(sentence.tokens[phrase.first].start, sentence.tokens[phrase.head].end)
        if first.lower() in words_of("single") and is_role(words[-1].lower()):
            if weight == SPEAKS or is_past(sentence, phrase.chunk):
                yield from self._newcomer(sentence, phrase, weight)
        elif known := self._known(words, span.start):
            yield Presence(span.start, known, "", weight)
        elif first.lower() == "the":
            yield from self._referred(span, words, weight)

    def _known(self, words: Sequence[str], offset: int) -> Actor | None:
        """Return the last person with the role that a phrase ends with: "the foreign minister"."""
        noun = words[-1].lower()
        having = self.actors.with_role(noun, words[:-1], offset) if is_role(noun) else ()
        return next(iter(having), None)

    def _newcomer(
        self, sentence: Sentence, phrase: NounPhrase, weight: float
    ) -> Iterator[Presence]:
        """Yield who comes in without a name: "a voter said"; "a student has to pay" is nobody.

        "A spokesman, Karel Novy, said" has a name.
        """
        if sentence.dependents(phrase.chunk, "appos"):
            return
        start, head = sentence.tokens[phrase.first].start, sentence.tokens[phrase.head]
        belonging = _BELONGING.match(self.text, head.end)
        described = self.text[start : belonging.end() if belonging else head.end]
        gender = gender_of((), (head.text.lower(),))
        yield Presence(start, Actor.unnamed(described, gender), "", weight)

    def _referred(self, span: Span, words: Sequence[str], weight: float) -> Iterator[Presence]:
        """Yield whom "the company", "the candidate" or "the witness" stands for."""
        noun = words[-1].lower()
        if is_body(" ".join(words).lower()) or noun in listed("epithets"):
            yield Presence(span.start, None, noun, weight)
        elif weight >= SUBJECT and self._is_unnamed(noun, span.end):
            yield Presence(span.start, self._nameless(noun, span), "", weight)

    def _nameless(self, noun: str, span: Span) -> Actor:
        """Return the one person without a name whom the text calls by a noun."""
        if noun not in self._unnamed:
            gender = gender_of((), (noun,))
            self._unnamed[noun] = Actor.unnamed(self.text[slice(*span)], gender)
        return self._unnamed[noun]

    def _is_unnamed(self, noun: str, end: int) -> bool:
        """Tell a role of somebody who has no name behind it.

        "The lead author[, Dr Freya Lindholm,] said" has one.
        """
        if not is_role(noun) or noun in listed("courtesies"):
            return False
        named = _APPOSED_NAME.match(self.text, end)
        return named is None or self.actors.at(named.end()) is None


def _needs_phrase(token: Token) -> bool:
    """Tell a word that stands in a noun phrase if it is part of one; a participle may not."""
    return token.text[0].isalnum() and token.tag != "VBG"


def _pronouns(sentence: Sentence, phrase: NounPhrase, weight: float) -> Iterator[Presence]:
    """Yield the pronouns of persons in a noun phrase; "his" in it weighs less than "he"."""
    for at in range(phrase.first, phrase.last):
        token = sentence.tokens[at]
        if gender := pronoun_gender(token.text):
            yield Presence(token.start, None, gender, weight if at == phrase.head else GOVERNED)
