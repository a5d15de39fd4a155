"""Follow who is present in a text.

Whom "he", "she", "it" and "they" stand for, and who was last spoken of.

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
from typing import NamedTuple

from claims.model import Span
from claims.text.actors.actor import Actor
from claims.text.actors.kinds import gender_of, is_body, is_role, is_speaking, listed
from claims.text.actors.named_actors import NamedActors
from claims.text.actors.names import Name
from claims.text.actors.scene import GOVERNED, MODIFIES, NAMED, SPEAKS, SUBJECT, Presence, Scene
from claims.text.grammar.syntax import NounPhrase, Sentence, Syntax
from claims.text.speech.cues import CueClass, find_verb_cue
from claims.text.speech.quotations import Quotation

# The pronouns of a person, with their gender
GENDERS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
_MOST = 60  # mentions of one sentence
_WINDOW = 8  # sentences that are looked back over
_BELONGING = re.compile(r" (?:for|of|at|from|with) (?:the )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*")
_APPOSED_NAME = re.compile(r"(?: (?:of|for|at|in) [^,.;:\n]{2,40})?, (?=[A-Z])")
_CLAUSE = re.compile(r"[^,.;:\"“”—–()\n]{0,60}")
_INDEFINITE = frozenset(("a", "an", "one", "another"))


class Subject(NamedTuple):
    """The subject of a finite verb: where it stands, its last noun, and whether it is plural.

    It is joined where several are one subject: "[the mayor and the police] fled".
    """

    span: Span
    noun: str
    is_plural: bool
    is_joined: bool = False


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
        """Return the body most present before an offset.

        "The company" or another noun may stand for it.
        """
        return self._scene(offset).body(noun)

    def clear_body(self, offset: int, noun: str) -> Actor | None:
        """Return the body that "the Swiss parts maker" must be.

        Well ahead of all others present.
        """
        return self._scene(offset).clear_body(noun)

    def most_present(self, offset: int, actors: Sequence[Actor]) -> Actor | None:
        """Return which of these is most present before an offset, None where none is."""
        weights = self._scene(offset).weights
        best = max(actors, key=lambda actor: weights.get(actor, 0), default=None)
        return best if best in weights else None

    def subjects(self, offset: int, sentences: int) -> Iterator[Subject]:
        """Yield the subjects before an offset, nearest first.

        Of its sentence backwards, then of so many before it.
        """
        at = self.syntax.sentence_index(offset)
        for index in range(at, max(at - sentences - 1, -1), -1):
            spoken = self.syntax.parse(index).once(_subjects)
            subjects = [s for s in spoken if s.span.end <= offset]
            free = [s for s in subjects if self._quotation(s.span.start) == self._quotation(offset)]
            yield from reversed(free) if index == at else free

    def is_one_phrase(self, start: int, end: int) -> bool:
        """Do the words [start, end) all stand in noun phrases?

        With no verb or preposition among them.
        """
        sentence = self.syntax.parse(self.syntax.sentence_index(start))
        within = range(sentence.token_at(start), sentence.token_at(end - 1) + 1)
        words = [
            at
            for at in within
            if sentence.tokens[at].text[0].isalnum() and sentence.tokens[at].tag != "VBG"
        ]
        return all(sentence.noun_phrase_at(at) is not None for at in words)

    def _scene(self, offset: int) -> Scene:
        """Return who is present before an offset."""
        scene = Scene()
        last = self.syntax.sentence_index(offset)
        for index in range(max(last - _WINDOW, 0), last + 1):
            if not self._is_all_quoted(index):
                scene.fade()
            presences = self._presences(index)
            count = bisect_left(presences, offset, key=lambda presence: presence.offset)
            for presence in presences[max(0, count - _MOST) : count]:
                scene.enter(presence, () if presence.actor else self._named_after(presence.offset))
        return scene

    def _named_after(self, pronoun: int) -> Sequence[Actor]:
        """Return whom the words after a pronoun name, up to the next comma or mark."""
        clause = _CLAUSE.match(self.text, pronoun)
        end = clause.end() if clause else pronoun
        return self.actors.of_names[self.actors.before(pronoun) : self.actors.before(end)]

    def _quotation(self, offset: int) -> int:
        """Return the number of the quotation that an offset stands in.

        -1 where it stands in none.
        """
        at = bisect_right(self._quoted, offset, key=lambda quoted: quoted[0]) - 1
        return at if at >= 0 and offset < self._quoted[at][1] else -1

    def _is_all_quoted(self, index: int) -> bool:
        start, end = self.syntax.sentences[index]
        return self._quotation(start) == self._quotation(end - 1) >= 0

    def _presences(self, index: int) -> list[Presence]:
        if index not in self._read and self._is_all_quoted(index):
            self._read[
                index
            ] = []  # nobody is present in what others say, and the sentence need not be parsed
        if index not in self._read:
            found = [
                p
                for p in self._in_sentence(self.syntax.parse(index))
                if self._quotation(p.offset) < 0
            ]
            self._read[index] = sorted(found, key=lambda presence: presence.offset)
        return self._read[index]

    def _in_sentence(self, sentence: Sentence) -> Iterator[Presence]:
        """Yield whoever a sentence mentions.

        Names, pronouns, and persons or bodies described ("one voter").
        """
        tokens = sentence.tokens
        heads = {phrase.head: phrase.chunk for phrase in sentence.noun_phrases}
        named: set[int] = set()
        for index in range(self.actors.before(sentence.start), self.actors.before(sentence.end)):
            name = self.actors.names[index]
            named.add(sentence.token_at(name.end - 1))
            yield Presence(
                name.start, self.actors.of_names[index], "", self._weight_of(name, sentence, heads)
            )
        for phrase in sentence.noun_phrases:
            weight = _weight(sentence, phrase.chunk)
            for at in range(phrase.first, phrase.last):
                if gender := GENDERS.get(tokens[at].text.lower()):
                    yield Presence(
                        tokens[at].start, None, gender, weight if at == phrase.head else GOVERNED
                    )
            if phrase.head not in named and phrase.first != phrase.head:
                yield from self._described(sentence, phrase, weight)

    def _is_named(self, end: int) -> bool:
        """Is who a phrase describes named behind it: "the lead author[, Dr Freya Lindholm,] said"?"""
        named = _APPOSED_NAME.match(self.text, end)
        at = self.actors.before(named.end()) if named else 0
        return named is not None and named.end() in self.actors.starts[at : at + 1]

    def _weight_of(self, name: Name, sentence: Sentence, heads: Mapping[int, int]) -> float:
        """Return the weight of a name.

        `heads` are the chunks of the tokens that head a noun phrase.
        """
        last = sentence.token_at(name.end - 1)
        if last in heads:
            weight = _weight(sentence, _with_title(sentence, heads[last], name))
        elif sentence.chunk_at(last) not in heads.values():
            weight = SUBJECT if name.start == sentence.start else NAMED
        elif name.start == sentence.start:
            # "Novak's plan is": nearly the subject; "Novak plans": a verb taken for a noun
            weight = NAMED
        else:
            weight = GOVERNED if self.text[name.end : name.end + 2] in ("'s", "’s") else MODIFIES
        return (
            SPEAKS if weight >= NAMED and is_speaking(self.text, name.start, name.end) else weight
        )

    def _described(
        self, sentence: Sentence, phrase: NounPhrase, weight: float
    ) -> Iterator[Presence]:
        """Yield whom a phrase without a name describes.

        For example "the general" of the text, or "a voter" who is new.
        """
        words = [token.text for token in sentence.tokens[phrase.first : phrase.head + 1]]
        start, end = sentence.tokens[phrase.first].start, sentence.tokens[phrase.head].end
        noun = words[-1].lower()
        if words[0].lower() in _INDEFINITE and is_role(noun):
            # "A spokesman, Karel Novy, said" has a name; "a student has to pay" is nobody
            if sentence.dependents(phrase.chunk, "appos") or not (
                weight == SPEAKS or _is_past(sentence, phrase.chunk)
            ):
                return
            belonging = _BELONGING.match(self.text, end)
            described = self.text[start : belonging.end() if belonging else end]
            yield Presence(start, Actor.unnamed(described, gender_of((), (noun,))), "", weight)
        elif is_role(noun) and (known := self.actors.with_role(noun, words[1:-1], start)):
            yield Presence(start, known[0], "", weight)
        elif words[0].lower() == "the" and (
            is_body(" ".join(words[1:]).lower()) or noun in listed("epithets")
        ):
            yield Presence(start, None, noun, weight)
        elif (
            words[0].lower() == "the"
            and noun not in listed("courtesies")
            and is_role(noun)
            and weight >= SUBJECT
            and not self._is_named(end)
        ):
            if noun not in self._unnamed:
                self._unnamed[noun] = Actor.unnamed(self.text[start:end], gender_of((), (noun,)))
            yield Presence(start, self._unnamed[noun], "", weight)


def _with_title(sentence: Sentence, chunk: int, name: Name) -> int:
    """Return the chunk that the title of a name heads, where that is another.

    For example "[Minister] for Health Ann Lee".
    """
    governor = sentence.arcs[chunk].governor
    if sentence.chunks[chunk].kind != "PP" or governor < 0:
        return chunk
    return (
        governor
        if sentence.tokens[sentence.chunks[governor].head].text.lower() in name.roles
        else chunk
    )


def _weight(sentence: Sentence, chunk: int) -> float:
    """Return the weight of a noun phrase by what it is in its sentence.

    An apposition is what its noun is.
    """
    arc = sentence.arcs[chunk]
    while arc.relation == "appos" and arc.governor >= 0:
        chunk, arc = arc.governor, sentence.arcs[arc.governor]
    if sentence.chunks[chunk].kind == "PP":
        first = sentence.chunks[chunk].first
        is_credited = first > 0 and sentence.tokens[first - 1].text.lower() == "according"
        return SPEAKS if is_credited else GOVERNED
    if arc.relation not in ("subj", "obj") or arc.governor < 0:
        return NAMED
    cue = find_verb_cue(sentence.words, sentence.chunks[arc.governor].head)
    if arc.relation == "obj":  # who is asked speaks next
        return (
            SPEAKS
            if cue is not None and cue.kind is CueClass.ASKING and "quote" in cue.takes
            else NAMED
        )
    return SPEAKS if cue is not None and "quote" in cue.takes else SUBJECT


def _is_past(sentence: Sentence, chunk: int) -> bool:
    """Is this the subject of a verb in the past tense?"""
    governor, relation = sentence.arcs[chunk]
    return (
        relation == "subj"
        and governor >= 0
        and sentence.tokens[sentence.chunks[governor].head].tag == "VBD"
    )


def _subjects(sentence: Sentence) -> list[Subject]:
    """Return the subjects of a sentence's finite verbs, in order."""
    found = []
    for verb in sentence.verb_groups:
        if verb.finite and verb.subject is not None:
            phrase = sentence.noun_phrases[verb.subject]
            joined = sentence.dependents(phrase.chunk, "conj")
            last = sentence.chunks[joined[-1] if joined else phrase.chunk]
            head = sentence.tokens[last.head]
            span = Span(sentence.tokens[phrase.first].start, sentence.tokens[last.last - 1].end)
            is_plural = head.tag in ("NNS", "NNPS") or head.text.lower() == "they"
            is_relative = head.tag in ("WDT", "WP", "EX", "DT") or head.text.lower() == "that"
            is_one = last.last <= verb.first and last.is_noun_phrase
            if not is_relative and (is_one or not joined):
                found.append(
                    Subject(span, head.text.lower(), is_plural or bool(joined), bool(joined))
                )
    return sorted(set(found))
