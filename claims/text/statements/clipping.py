"""Which words of a sentence say what is claimed of a number.

In comes a quantity in its clause, with the spans of who says it; out go the tokens to keep, in
order: the clause with its subject, verb, objects and circumstances, but no other clause beside it,
no apposition, no other member of the number's list, and no word of the attribution. Where it is
still too long, circumstances go, the farthest from the number first. The words themselves are never
changed here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from claims.model import Span
from claims.text.clauses.carried import Carried
from claims.text.grammar.clauses import Clause, Tie
from claims.text.grammar.syntax import Sentence, Token
from claims.text.statements.trimming import around_brackets, tokens_of, trimmed

# chunks of a clause on either side of the number: prose has fewer, and a list of a thousand numbers
# must not be told a thousand times
_FARTHEST = 40
LONGEST = 20  # words that are kept; what is filled in comes on top
_COMPLETING = frozenset({Tie.INFINITIVE, Tie.CONTENT})
_RESTRICTING = frozenset({Tie.REDUCED, Tie.RELATIVE})
_BESIDE = frozenset({"appos", "para"})
_OPTIONAL = ("obl", "mod", "x")


def clause_told(carried: Carried, cut: Sequence[Span]) -> Clause:
    """Return the smallest clause that can be told by itself.

    An infinitive says nothing without what it completes: "it plans to sell 40" is told whole, but
    "promised to sell 40" by its infinitive where the promise is the attribution. The same for "by
    selling 40".
    """
    clause = carried.clause
    clauses = carried.sentence.clauses
    while clause.tie is Tie.INFINITIVE or _is_behind_preposition(carried, clause):
        above = clauses.above(clause)
        if above is None or _is_cut(carried, above.head, cut):
            return clause
        clause = above
    return clause


def _is_behind_preposition(carried: Carried, clause: Clause) -> bool:
    """Tell whether a participle is a noun to what stands before it.

    For example "of selling 40", "by selling 40".
    """
    first = carried.sentence.chunks[clause.head].first
    is_led = first > 0 and carried.sentence.tokens[first - 1].tag in ("IN", "SC")
    return is_led and not clause.is_finite and not clause.has_own_subject


def kept_tokens(carried: Carried, clause: Clause, cut: Sequence[Span]) -> list[int]:
    """Return the tokens of a statement, in order, as indices into the sentence."""
    described = _person(carried)
    kept = set(carried.own)
    if described is None:
        chunks = _shortened(carried, clause, _kept_chunks(carried, clause, cut))
        kept.update(*(tokens_of(carried, at) for at in chunks))
    else:
        kept.update(tokens_of(carried, carried.chunk), tokens_of(carried, described))
        # "identified [as] Ann Lee, 39"
        kept.difference_update(_prepositions_of(carried, described))
    kept |= _list_prepositions(carried) | around_brackets(carried)
    return trimmed(carried, _without_source(carried, kept, cut))


def _without_source(carried: Carried, kept: Iterable[int], cut: Sequence[Span]) -> list[int]:
    """Leave out the words that tell who says it, but for those of the number itself."""
    own = {*carried.own, *tokens_of(carried, carried.chunk)}
    tokens = carried.sentence.tokens
    return [token for token in sorted(kept) if token in own or not _is_within(tokens[token], cut)]


def _list_prepositions(carried: Carried) -> set[int]:
    """Return the preposition of a list whose first members are left out.

    For example "[in] 5 towns and 3 villages".
    """
    arcs, chunks = carried.sentence.arcs, carried.sentence.chunks
    at, kept = carried.chunk, set[int]()
    while _is_member(carried, at) and not chunks[carried.chunk].prepositions:
        at = arcs[at].governor
        kept.update(_prepositions_of(carried, at))
    return kept


def _prepositions_of(carried: Carried, chunk: int) -> range:
    """Return the tokens of a phrase's prepositions: "[out of] the car"."""
    at = carried.sentence.chunks[chunk]
    return range(at.first, at.first + at.prepositions)


def _person(carried: Carried) -> int | None:
    """Return the noun that an age stands beside: "[Ann Lee], 39, of Leeds"."""
    first = carried.sentence.chunks[carried.chunk].first
    is_beside = carried.quantity.dimension == "age" and first > 1
    if not is_beside or carried.text_at(first - 1) not in (",", "("):
        return None
    before = carried.sentence.chunk_at(first - 2)
    is_noun = before is not None and carried.sentence.chunks[before].is_noun_phrase
    return before if is_noun else None


def _is_cut(carried: Carried, chunk: int, cut: Sequence[Span]) -> bool:
    """Tell whether the head of a chunk is among the words that tell who says it."""
    return _is_within(carried.sentence.tokens[carried.sentence.chunks[chunk].head], cut)


def _is_within(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start < token.end and token.start < span.end for span in spans)


def _kept_chunks(carried: Carried, clause: Clause, cut: Sequence[Span]) -> list[int]:
    """Return the chunks of the clause, and of the clauses without which it is not whole."""
    needed = _needed(carried)
    parts = _parts(carried, clause, needed)
    needed |= {part.head for part in parts if not _is_cut(carried, part.head, cut)}
    dropped = _dropped(carried, cut, needed)
    # what the cue's verb tells stays: "reported [5 cases] [in Rome]"
    telling = {part.head for part in parts}
    kept = set[int]()
    for at in chain.from_iterable(_near(carried, part) for part in parts):
        if at not in needed and _is_left_out(carried, at, needed, dropped, telling):
            dropped.add(at)
        else:
            kept.add(at)
    kept -= dropped
    return sorted(at for at in kept if not _joins_nothing(carried, at, kept))


def _dropped(carried: Carried, cut: Sequence[Span], needed: set[int]) -> set[int]:
    """Return the chunks that tell who says it, "according to" too."""
    arcs = carried.sentence.arcs
    dropped = set(_chunks_cut(carried, cut)) - needed
    leading = {arcs[at].governor for at in dropped if arcs[at].relation == "case"}
    return dropped | (leading.union(_sources(carried)) - needed)


def _is_left_out(
    carried: Carried, chunk: int, needed: set[int], dropped: set[int], telling: set[int]
) -> bool:
    """Tell whether a chunk goes with what it belongs to, or can go by itself."""
    goes_with = carried.sentence.arcs[chunk].governor in dropped - telling
    is_of_member = chunk - 1 in dropped and _completes_member(carried, chunk)
    return goes_with or is_of_member or _is_aside(carried, chunk, needed)


def _completes_member(carried: Carried, chunk: int) -> bool:
    """Tell whether an adjective completes a member of a list: "4 dead and 9 [homeless]"."""
    return carried.tag(chunk) == "JJ" and _is_member(carried, chunk - 1)


def _joins_nothing(carried: Carried, chunk: int, kept: set[int]) -> bool:
    """Tell whether a word only joins a member of a list that is left out."""
    over = carried.sentence.arcs[chunk].governor
    return carried.relation(chunk) == "cc" and over not in kept and _is_member(carried, over)


def _near(carried: Carried, clause: Clause) -> Iterable[int]:
    """Return the chunks of a clause, of one without end those around the number.

    With subject and verb.
    """
    if len(clause.chunks) <= 2 * _FARTHEST:
        return clause.chunks
    here = bisect_left(clause.chunks, carried.chunk)
    near = clause.chunks[max(0, here - _FARTHEST) : here + _FARTHEST]
    telling = (at for at in clause.chunks if at in (clause.head, clause.subject))
    return sorted({*near, *telling})


def _chunks_cut(carried: Carried, cut: Sequence[Span]) -> Iterator[int]:
    """Yield the chunks whose heads are among the words that tell who says it."""
    sentence = carried.sentence
    for span in cut:
        first, last = sentence.token_after(span.start), sentence.token_from(span.end)
        for at in sentence.chunks_within(first, last):
            if first <= sentence.chunks[at].head < last:
                yield at


def _sources(carried: Carried) -> Iterator[int]:
    """Yield the phrases that tell who says something: "[according to investigators]"."""
    for at, arc in enumerate(carried.sentence.arcs):
        if arc.relation == "case" and carried.head_word(at) == "according":
            yield from (at, arc.governor)


def _needed(carried: Carried) -> set[int]:
    """Return the chunks of the number and of what it hangs on.

    Without the members of its list before it.
    """
    arcs = carried.sentence.arcs
    needed = {carried.chunk, *carried.sentence.chunks_within(carried.first, carried.last)}
    for below, above in zip(carried.way, carried.way[1:], strict=False):
        if arcs[below].governor == above and not _is_member(carried, below):
            needed.add(above)
    return needed


def _is_member(carried: Carried, chunk: int) -> bool:
    """Tell whether a chunk is a further member of a list: "5 men, [3 women] and a child"."""
    relation = carried.relation(chunk)
    return relation == "conj" or (relation == "appos" and "CD" in _tags(carried, chunk))


def _tags(carried: Carried, chunk: int) -> list[str]:
    return [carried.sentence.tokens[token].tag for token in tokens_of(carried, chunk)]


def _is_aside(carried: Carried, chunk: int, needed: set[int]) -> bool:
    """Tell whether a chunk can go without changing what is claimed.

    Appositions and other members of a list.
    """
    over = carried.sentence.arcs[chunk].governor
    if carried.relation(chunk) in _BESIDE:
        return True
    return _is_member(carried, chunk) and (over in carried.way or over in needed)


def _parts(carried: Carried, clause: Clause, needed: set[int]) -> list[Clause]:
    """Return the clause and those below it that complete it or restrict the counted things."""
    parts = [clause]
    for part in parts:
        parts += [
            below
            for below in carried.sentence.clauses.below(part)
            if _belongs(carried, part, below, needed)
        ]
    return parts


def _belongs(carried: Carried, part: Clause, below: Clause, needed: set[int]) -> bool:
    """Tell whether a clause is told with the one above it."""
    if below is carried.clause:
        return True
    over = carried.sentence.arcs[below.head].governor
    if below.tie in _COMPLETING:
        return over == part.head or over in needed
    is_restricting = below.tie in _RESTRICTING and over in needed
    return is_restricting and not _is_after_comma(carried, below)


def _is_after_comma(carried: Carried, clause: Clause) -> bool:
    first = min(carried.sentence.chunks[at].first for at in clause.chunks)
    return carried.text_at(first - 1) in (",", "(", "—", "–")


def _shortened(carried: Carried, clause: Clause, chunks: list[int]) -> list[int]:
    """Leave out circumstances until the rest is short enough.

    The farthest from the number go first.
    """
    needed = _needed(carried) | {clause.head, clause.subject, clause.object}
    kept = set(chunks)
    length = _length(carried, kept)
    for at in _circumstances(carried, chunks, needed):
        if length <= LONGEST:
            break
        gone = carried.sentence.once(_with_dependents, at)
        if gone.isdisjoint(needed):
            length -= _length(carried, kept & gone)
            kept -= gone
    return sorted(kept)


def _length(carried: Carried, chunks: Iterable[int]) -> int:
    """Return how many words some chunks have."""
    return sum(len(tokens_of(carried, chunk)) for chunk in chunks)


def _circumstances(carried: Carried, chunks: Iterable[int], needed: set[int | None]) -> list[int]:
    """Return what may be left out, the farthest from the number first."""
    optional = (at for at in chunks if at not in needed and carried.relation(at) in _OPTIONAL)
    return sorted(optional, key=lambda at: -abs(at - carried.chunk))


def _with_dependents(sentence: Sentence, chunk: int) -> frozenset[int]:
    """Return a chunk with what hangs on it, and on those behind it in turn."""
    gone = [chunk]
    for over in gone:
        gone += [at for at in sentence.dependents(over) if over == chunk or at > over]
    return frozenset(gone)
