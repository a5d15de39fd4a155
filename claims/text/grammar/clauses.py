"""Group the chunks of a sentence into clauses: verbs with who does what to whom.

In come the tokens' words and tags, the chunks and the tree over them; out go the clauses in text
order, each with the clause above it. Each verb makes one, unless it only helps another ("[did] he
say") or leads to a phrase ("[according] to"); a stretch without a verb, such as many a headline, is
a clause of its own whose head is a noun. Every chunk belongs to exactly one clause. What a clause
means is read elsewhere; here stands only how it is built.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from claims.text.grammar.chunks import Chunk, is_passive
from claims.text.grammar.subjects import first_by_governor, shared_subject
from claims.text.grammar.transitions import Arc

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "none"})
_ITEMS = frozenset({"conj", "appos"})
_NO_CLAUSE = frozenset({"aux", "case", "mod"})  # as these, a verb only helps the chunk above it
_HELPS = frozenset({"aux", "mod"})
_ADVERBIAL = frozenset({"adv", "comp"})
# open a clause of another time
OTHER_TIME = frozenset({"after", "before", "since", "until", "once"})
# steps from a phrase to its clause: more is no language, and must not cost more than its length
_LONGEST = 30


class Tie(StrEnum):
    """How a clause hangs on the clause above it."""

    MAIN = "main"  # on nothing
    CONTENT = "content"  # "she said [40 had died]"
    INFINITIVE = "infinitive"  # "it plans [to sell 40]"
    RELATIVE = "relative"  # "the man [who left]"
    REDUCED = "reduced"  # "people [living there]", "the man [shot on Monday]"
    ADVERBIAL = "adverbial"  # "[when it rained], 40 left", "she retired [after selling 40]"
    PARTICIPLE = "participle"  # "it fell, [killing 40]"
    COORDINATE = "coordinate"  # "it killed 5 and [wounded 40]"
    BESIDE = "beside"  # "40 died, [he said]"


class Role(StrEnum):
    """What a phrase is in its clause."""

    HEAD = "head"  # the noun that a clause without a verb is made of
    SUBJECT = "subject"
    OBJECT = "object"
    PREDICATE = "predicate"  # "he is [40]", "60 percent are [women]"
    CIRCUMSTANCE = "circumstance"  # "it fell [by 40 percent]", "it opened [on Monday]"
    OTHER = "other"


_TIES = {"conj": Tie.COORDINATE, "para": Tie.BESIDE}
_SHARED_TIES = frozenset({Tie.COORDINATE, Tie.PARTICIPLE, Tie.INFINITIVE, Tie.REDUCED})
_MOST_SHARING = 6  # clauses
_ROLES = {
    "subj": Role.SUBJECT,
    "obj": Role.OBJECT,
    "pred": Role.PREDICATE,
    "obl": Role.CIRCUMSTANCE,
}


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with what hangs on it.

    Chunks are named by their index in the sentence, tokens as half-open pairs. `head` is the chunk
    of the verb, or of the noun where there is no verb. `subject` is the clause's own subject or the
    one that it shares with the clause above ("it killed 5 and wounded 40"); `has_own_subject` tells
    which. The subject of a relative clause is its pronoun where it has one, and `antecedent` the
    noun that it describes. `above` is the index of the clause that it hangs on. `opener` is the
    word that ties it to that one, in small letters: "because", "when", "after", "by"; "" where
    there is none.
    """

    head: int
    tie: Tie
    above: int | None
    has_verb: bool
    is_finite: bool
    is_passive: bool
    is_negated: bool
    subject: int | None
    has_own_subject: bool
    object: int | None
    antecedent: int | None
    opener: str
    chunks: tuple[int, ...]  # those that belong to it and to no clause below it


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a phrase sits in its clause.

    `way` leads from its chunk over the phrases that it hangs on ("gusts [of 30 mph]": the miles,
    the gusts) to the one that hangs on the head of the clause, and `role` is that last one's.
    """

    clause: Clause
    role: Role
    way: tuple[int, ...]


class Clauses:
    """The clauses of one sentence, in text order, and where each of its chunks sits in them.

    >>> from claims.text.grammar.syntax import Syntax
    >>> sentence = Syntax("Police said the storm killed five.").parse(0)
    >>> [(sentence.words[sentence.chunks[c.head].head], c.tie.value, c.subject, c.object)
    ...  for c in sentence.clauses.all]
    [('said', 'main', 0, None), ('killed', 'content', 2, 4)]
    """

    def __init__(
        self,
        words: Sequence[str],
        tags: Sequence[str],
        chunks: Sequence[Chunk],
        arcs: Sequence[Arc],
    ) -> None:
        self._words, self._tags, self._chunks, self._arcs = words, tags, chunks, arcs
        self._subjects = first_by_governor(arcs, "subj")
        self._with_object = {arc.governor for arc in arcs if arc.relation == "obj"}
        heads = [at for at in range(len(chunks)) if self._is_head(at)]
        self._order = {head: index for index, head in enumerate(heads)}
        self._owners = self._find_owners()
        self.all = tuple(map(self._clause, heads, self._find_members()))

    def of(self, chunk: int) -> Clause:
        """Return the clause that a chunk belongs to."""
        return self.all[self._owners[chunk]]

    def above(self, clause: Clause) -> Clause | None:
        """Return the clause that a clause hangs on, None for one that hangs on nothing."""
        return None if clause.above is None else self.all[clause.above]

    def steps_up(self, below: Clause, to: Clause) -> int | None:
        """Return how many clauses up one stands with which a clause shares its times and places.

        None where it shares them with none. "On Monday it hit the coast, killing 40": what was
        killed was killed on Monday; but what was said on Monday need not have happened then, nor
        what happened after it.
        """
        clause: Clause | None = below
        for steps in range(_MOST_SHARING):
            if clause is to:
                return steps
            clause = (
                self.above(clause) if clause is not None and clause.tie in _SHARED_TIES else None
            )
        return None

    def below(self, clause: Clause) -> list[Clause]:
        """Return the clauses that hang on a clause, in order."""
        return self._below.get(self._owners[clause.head], [])

    def on(self, chunk: int) -> list[Clause]:
        """Return the clauses that hang on a chunk, in order: "[people] living there"."""
        return self._on.get(chunk, [])

    def seat(self, chunk: int) -> Seat:
        """Return where a chunk sits: in which clause, as what, and over which phrases."""
        way = [chunk]
        over = self._arcs[chunk].governor
        while not {way[-1], over} & self._order.keys() and len(way) < _LONGEST:
            way.append(over)
            over = self._arcs[over].governor
        return Seat(self.of(chunk), self._role(way[-1]), tuple(way))

    @cached_property
    def _below(self) -> dict[int, list[Clause]]:
        """The clauses that hang on each clause, by its index."""
        below: dict[int, list[Clause]] = {}
        for clause in self.all:
            if clause.above is not None:
                below.setdefault(clause.above, []).append(clause)
        return below

    @cached_property
    def _on(self) -> dict[int, list[Clause]]:
        """The clauses that hang on each chunk."""
        on: dict[int, list[Clause]] = {}
        for clause in self.all:
            if clause.above is not None:
                on.setdefault(self._arcs[clause.head].governor, []).append(clause)
        return on

    def _role(self, chunk: int) -> Role:
        clause = self.of(chunk)
        relation = self._arcs[chunk].relation
        if chunk == clause.head or (not clause.has_verb and relation in _ITEMS):
            return Role.HEAD
        if clause.has_verb and chunk == clause.subject:
            return Role.SUBJECT
        return _ROLES.get(relation, Role.OTHER)

    def _is_head(self, chunk: int) -> bool:
        governor, relation = self._arcs[chunk]
        if governor < 0:
            return True
        is_clause = relation not in _NO_CLAUSE or (relation == "mod" and chunk in self._with_object)
        return self._chunks[chunk].is_verb_group and is_clause

    def _find_owners(self) -> list[int]:
        """Return for each chunk the index of its clause, following each governor once."""
        owners = [self._order.get(chunk, -1) for chunk in range(len(self._chunks))]
        for chunk in range(len(self._chunks)):
            way = []
            while owners[chunk] < 0:
                way.append(chunk)
                chunk = self._arcs[chunk].governor
            for passed in way:
                owners[passed] = owners[chunk]
        return owners

    def _find_members(self) -> list[tuple[int, ...]]:
        """Return the chunks of each clause, in order."""
        members: list[list[int]] = [[] for _ in self._order]
        for chunk, owner in enumerate(self._owners):
            members[owner].append(chunk)
        return list(map(tuple, members))

    def _clause(self, head: int, members: tuple[int, ...]) -> Clause:
        governor = self._arcs[head].governor
        group = self._chunks[head]
        has_verb = group.is_verb_group
        opener = self._opener(head, members)
        tie = self._tie(head, opener)
        own = self._subjects.get(head)
        describes = tie in (Tie.RELATIVE, Tie.REDUCED) and self._chunks[governor].is_noun_phrase
        return Clause(
            head=head,
            tie=tie,
            above=self._owners[governor] if governor >= 0 else None,
            has_verb=has_verb,
            is_finite=self._is_finite(head, members),
            is_passive=has_verb and is_passive(self._words, self._tags, group),
            is_negated=self._is_negated(head, members),
            subject=shared_subject(head, self._chunks, self._arcs, self._subjects)
            if own is None
            else own,
            has_own_subject=own is not None,
            object=next((at for at in members if self._arcs[at] == (head, "obj")), None),
            antecedent=governor if describes else None,
            opener=opener,
            chunks=members,
        )

    def _is_finite(self, head: int, members: Sequence[int]) -> bool:
        """Tell whether the verb is finite, or an auxiliary apart from it is."""
        helpers = [at for at in members if self._arcs[at] == (head, "aux")]
        return any(self._chunks[at].kind == "VF" for at in (head, *helpers))

    def _is_negated(self, head: int, members: Sequence[int]) -> bool:
        """Tell whether the verb, or a word that helps it, says no."""
        on_head = [at for at in members if self._arcs[at].governor == head]
        helpers = [at for at in on_head if self._arcs[at].relation in _HELPS]
        return any(
            word.lower() in _NEGATIONS
            for at in (head, *helpers)
            for word in self._words[self._chunks[at].first : self._chunks[at].last]
        )

    def _opener(self, head: int, members: Sequence[int]) -> str:
        """Return the word that ties a clause to the one above it.

        Before a noun the parser may take it for a preposition: "[after] two men had died".
        """
        for at in members:
            chunk, arc = self._chunks[at], self._arcs[at]
            is_before = chunk.first < self._chunks[head].first
            if arc.governor == head and is_before:
                is_tying = arc.relation == "mark" or chunk.kind == "WRB"
                is_led = arc.relation == "subj" and chunk.prepositions > 0
                if is_tying or is_led:
                    return self._words[chunk.first].lower()
        return ""

    def _tie(self, head: int, opener: str) -> Tie:
        governor, relation = self._arcs[head]
        if governor < 0:
            return Tie.MAIN
        is_finite = self._chunks[head].kind == "VF"
        if opener in OTHER_TIME and relation in _ADVERBIAL:
            return Tie.ADVERBIAL  # "sentenced after selling 40", "fell after two men had died"
        if self._chunks[head].kind == "VT" and relation != "conj":
            return Tie.INFINITIVE
        if relation == "rel":
            return Tie.RELATIVE if is_finite else Tie.REDUCED
        if relation in _TIES:
            return _TIES[relation]
        if relation == "comp":
            return Tie.CONTENT if is_finite else Tie.INFINITIVE
        return Tie.ADVERBIAL if is_finite else Tie.PARTICIPLE
