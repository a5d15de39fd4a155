"""A quantity in its clause: the verb that carries it, its role there, and the words around it.

In come the quantities of a text with its `Syntax`; out goes for each a `Carried`, made once, which
all that is read from the clause (event, about, place, period, statement) asks. It decides nothing
about meaning.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from claims.model import Quantity
from claims.text.grammar.chunks import Chunk
from claims.text.grammar.clauses import Clause, Role, Tie
from claims.text.grammar.lemmas import lemma
from claims.text.grammar.syntax import Sentence, Syntax
from claims.text.grammar.tagger import VERBS

RELATIVES = frozenset({"who", "which", "that"})
_PARTICLE = "RP"
_NAMES = frozenset({"NNP", "NNPS"})
_ARTICLES = frozenset({"a", "an", "the"})
_JOINTS = frozenset({",", ";", "and", "or", "plus", "&"})


@dataclass(frozen=True)
class Carried:
    """A quantity in its sentence, with its seat in the clause that carries it.

    Its tokens are [first, last). `chunk` holds the numeral; `way` leads from it up to what hangs on
    the verb of `clause`.
    """

    quantity: Quantity
    sentence: Sentence
    first: int
    last: int
    chunk: int
    clause: Clause
    role: Role
    way: tuple[int, ...]
    measures: frozenset[int] = frozenset()  # the tokens of all measures of the sentence
    lead: Carried | None = None  # the first number of the list that it goes on with

    @property
    def own(self) -> range:
        """The tokens of the quantity itself."""
        return range(self.first, self.last)

    @property
    def first_offset(self) -> int:
        """Where the number stands in the text."""
        return self.quantity.number.start

    @property
    def is_in_brackets(self) -> bool:
        """Tell whether a bracket opens right before the quantity."""
        return self.text_at(self.first - 1) == "("

    def upward(self) -> Iterator[Clause]:
        """Yield the clause of the quantity and those above it, the nearest first."""
        clause: Clause | None = self.clause
        while clause is not None:
            yield clause
            clause = self.sentence.clauses.above(clause)

    def text_at(self, token: int) -> str:
        """Return a word of the sentence in small letters, "" beyond its ends."""
        tokens = self.sentence.tokens
        return tokens[token].text.lower() if 0 <= token < len(tokens) else ""

    def tag_at(self, token: int) -> str:
        """Return the tag of a token, "" beyond the ends of the sentence."""
        tokens = self.sentence.tokens
        return tokens[token].tag if 0 <= token < len(tokens) else ""

    def words(self, chunk: int) -> list[str]:
        """Return the words of a chunk in small letters."""
        at = self.sentence.chunks[chunk]
        return [word.lower() for word in self.sentence.words[at.first : at.last]]

    def head_word(self, chunk: int) -> str:
        """Return the head of a chunk in small letters: its noun, or its verb."""
        return self.sentence.words[self.sentence.chunks[chunk].head].lower()

    def tag(self, chunk: int) -> str:
        """Return the tag of a chunk's head."""
        return self.sentence.tokens[self.sentence.chunks[chunk].head].tag

    def relation(self, chunk: int) -> str:
        """Return how a chunk hangs on its governor."""
        return self.sentence.arcs[chunk].relation

    def below(self, chunk: int, *ties: Tie) -> list[Clause]:
        """Return the clauses of these kinds that hang on a chunk ("[people] living there")."""
        hanging = self.sentence.clauses.on(chunk)
        return [clause for clause in hanging if not ties or clause.tie in ties]

    def told_of(self, clause: Clause) -> int | None:
        """Return the chunk that a clause says something of, None where there is none.

        Where the subject is "who" or "which", that is the noun it stands for; a "which" that stands
        for no noun goes to the subject of the clause above.
        """
        subject = clause.subject
        if clause.antecedent is not None and (
            clause.tie is Tie.REDUCED or self._is_relative(subject)
        ):
            return self._meant(clause.antecedent, subject)
        if subject is None or not self._is_relative(subject):
            return subject
        # "the blaze, [which] broke out and destroyed 40 barns"
        relative = self.sentence.clauses.of(subject)
        if relative.antecedent is not None:
            return relative.antecedent
        above = self.sentence.clauses.above(relative)
        return None if above is None else above.subject

    def _meant(self, antecedent: int, subject: int | None) -> int:
        """Return who a "who" stands for: "[Ann Lee] from Leeds, who won", and not the town."""
        if self._is_named_whole(antecedent):
            return self._described(antecedent)
        governor = self.sentence.arcs[antecedent].governor
        if governor < 0 or not self.sentence.chunks[governor].is_noun_phrase:
            return antecedent
        is_who = subject is not None and self.head_word(subject) == "who"
        is_passed = self._is_place(antecedent) if is_who else self._has_name_beside(antecedent)
        return governor if is_passed else antecedent

    def _is_place(self, chunk: int) -> bool:
        """Tell whether a noun only says where the one above it is from: "Ann Lee [from Leeds]"."""
        return self.sentence.chunks[chunk].prepositions > 0 and self.tag(chunk) in _NAMES

    def _has_name_beside(self, chunk: int) -> bool:
        """Tell whether a name explains a noun: "a house for [the singer], Ann Dole, which ..."."""
        return any(self.tag(at) == "NNP" for at in self.sentence.dependents(chunk, "appos"))

    def _is_named_whole(self, chunk: int) -> bool:
        """Tell whether a clause would say which of a name is meant: "[Leeds] that lost 9"."""
        last = self.sentence.chunks[chunk].last
        is_restricted = self.sentence.words[last : last + 1] == ["that"]
        return is_restricted and self.tag(chunk) in _NAMES

    def _described(self, name: int) -> int:
        """Return the noun with an article above a name.

        For example "[a shooting] of protesters in Leeds, England that left".
        """
        at = name
        while at >= 0:
            chunk = self.sentence.chunks[at]
            opening = self.sentence.words[chunk.first + chunk.prepositions].lower()
            if chunk.is_noun_phrase and opening in _ARTICLES:
                return at
            at = self.sentence.arcs[at].governor
        return name

    def _is_relative(self, chunk: int | None) -> bool:
        return chunk is None or self.head_word(chunk) in RELATIVES

    def verb(self, clause: Clause) -> str:
        """Return the lemma of a clause's verb with its particle: "carry out".

        "" for a clause without a verb.
        """
        if not clause.has_verb:
            return ""
        return self.sentence.once(_verb, clause.head)


def _verb(sentence: Sentence, head: int) -> str:
    """Return the lemma of a verb with its first particle."""
    at = sentence.chunks[head].head
    particles = (
        sentence.words[sentence.chunks[below].head].lower()
        for below in sentence.dependents(head)
        if sentence.tokens[sentence.chunks[below].head].tag == _PARTICLE
        and sentence.clauses.of(below).head == head
    )
    verb = lemma(sentence.words[at].lower(), sentence.tokens[at].tag)
    return " ".join([verb, *islice(particles, 1)])


def carried(quantities: Sequence[Quantity], syntax: Syntax) -> list[Carried]:
    """Seat each quantity of a text in the clause that carries it.

    >>> from claims.text.quantities.find import find_quantities
    >>> syntax = Syntax("The army has retaken 27 towns, killing 40 men.")
    >>> seats = carried(find_quantities(syntax), syntax)
    >>> [(seat.verb(seat.clause), seat.role.value) for seat in seats]
    [('retake', 'object'), ('kill', 'object')]
    """
    found: list[Carried] = []
    for quantity in quantities:
        own = _carried(quantity, syntax.parse(syntax.sentence_index(quantity.number.start)))
        found.append(_in_list(own, found[-1]) if found else own)
    by_sentence = groupby(found, key=lambda each: each.sentence.start)
    return [each for _, group in by_sentence for each in _with_measures(list(group))]


def _with_measures(together: Sequence[Carried]) -> list[Carried]:
    """Return the quantities of a sentence, each knowing the tokens of all measures there."""
    measures = frozenset(_measures(together))
    return [replace(each, measures=measures) for each in together]


def is_count(quantity: Quantity) -> bool:
    """Tell whether a quantity counts a noun ("60 monks") and does not measure."""
    return quantity.dimension == "count" and quantity.unit != ""


def is_part(quantity: Quantity) -> bool:
    """Tell whether a quantity is a share of a kind that it names itself: "half the barns"."""
    return (
        quantity.dimension == "share" and quantity.unit == "" and quantity.end > quantity.number.end
    )


def _measures(together: Sequence[Carried]) -> Iterator[int]:
    """Yield the tokens that are part of a measure: "[5 percent]", but only "[60]" of "60 monks"."""
    for each in together:
        number = each.sentence.token_at(each.quantity.number.end - 1) + 1
        if is_count(each.quantity) or is_part(each.quantity):
            yield from range(each.first, number)
        elif each.sentence.words[each.last - 1].lower() not in ("old", "olds"):  # a person
            words = each.sentence.words[number : each.last]
            last = number + words.index("of") if "of" in words else each.last
            yield from range(each.first, last)


def _is_item(own: Carried, before: Carried) -> bool:
    """Tell whether a number goes on with the list of the one before it.

    For example "21 hurt in Davao, [36] in Cotabato and 7", "60 mph ([95 km/h])".
    """
    tokens = own.sentence.tokens
    is_bracketed = own.first > 0 and tokens[own.first - 1].text == "("
    if is_bracketed and before.last >= own.first - 1:
        return True
    has_verb = any(token.tag in VERBS for token in tokens[before.last : own.first])
    is_free = own.role is not Role.SUBJECT and own.last > before.last
    return is_free and not has_verb and _is_joined(own)


def _is_joined(own: Carried) -> bool:
    """Tell whether a comma or a word of joining stands right before a number."""
    return own.first > 0 and own.sentence.tokens[own.first - 1].text.lower() in _JOINTS


def _in_list(own: Carried, before: Carried) -> Carried:
    """Return a quantity with the seat of the one before it, where it goes on with its list."""
    if before.sentence is not own.sentence or not _is_item(own, before):
        return own
    way = (own.chunk, *before.way[1:])
    lead = before.lead or before
    return replace(own, clause=before.clause, role=before.role, way=way, lead=lead)


def _carried(quantity: Quantity, sentence: Sentence) -> Carried:
    first = sentence.token_after(quantity.start)
    last = max(first + 1, sentence.token_from(quantity.end))
    number = sentence.token_after(quantity.number.start)
    chunk = _nearest_chunk(sentence, number, last)
    seat = sentence.clauses.seat(chunk)
    return Carried(quantity, sentence, first, last, chunk, seat.clause, seat.role, seat.way)


def _nearest_chunk(sentence: Sentence, number: int, last: int) -> int:
    """Return the chunk that holds the number.

    A mark between chunks, as "(", gives the next one of the quantity.
    """
    for token in range(number, last):
        found = sentence.chunk_at(token)
        if found is not None:
            return found
    return max(bisect_right(sentence.chunks, number, key=_first) - 1, 0)


def _first(chunk: Chunk) -> int:
    return chunk.first
