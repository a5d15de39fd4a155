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

from claims.model import Span
from claims.text.clauses.carried import Carried
from claims.text.grammar.clauses import Clause, Tie
from claims.text.grammar.syntax import Sentence, Token
from claims.text.grammar.tagger import NOUNS, VERBS

_LONGEST_BRACKET = 8  # tokens
# chunks of a clause on either side of the number: prose has fewer, and a list of a thousand numbers
# must not be told a thousand times
_FARTHEST = 40
LONGEST = 20  # words that are kept; what is filled in comes on top
_COMPLETING = frozenset({Tie.INFINITIVE, Tie.CONTENT})
_RESTRICTING = frozenset({Tie.REDUCED, Tie.RELATIVE})
_OPENERS = frozenset({"CC", "SC", "WDT", "WP", "WRB"})
_ENDS = frozenset({"CC", "SC", "IN", "DT", "TO", "WDT", "WP"})
TELLING = NOUNS | VERBS | {"PRP", "CD", "JJ", "$", "EX", "RP"}
_CLOSING = frozenset({")", "]"})
_MEANT = "%$£€"  # marks that belong to a number
_BESIDE = frozenset({"appos", "para"})


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
    if described is not None:
        chunks = [described, carried.chunk]
    else:
        chunks = _shortened(carried, clause, _kept_chunks(carried, clause, cut))
    kept = set(carried.own)
    for at in chunks:
        kept.update(_tokens(carried, at))
    kept |= _list_prepositions(carried) | _around_brackets(carried)
    tokens = carried.sentence.tokens
    own = {*carried.own, *_tokens(carried, carried.chunk)}
    said = [token for token in sorted(kept) if token in own or not _is_within(tokens[token], cut)]
    return _trimmed(carried, _without_scraps(carried, list(_inside(said))))


def _person(carried: Carried) -> int | None:
    """Return the noun that an age stands beside: "[Ann Lee], 39, of Leeds"."""
    if carried.quantity.dimension != "age":
        return None
    chunks, tokens = carried.sentence.chunks, carried.sentence.tokens
    first = chunks[carried.chunk].first
    before = (
        carried.sentence.chunk_at(first - 2)
        if first > 1 and tokens[first - 1].text in (",", "(")
        else None
    )
    return before if before is not None and chunks[before].is_noun_phrase else None


def _without_scraps(carried: Carried, kept: Sequence[int]) -> list[int]:
    """Leave out stretches that say nothing once their neighbours are gone: "as well", "and"."""
    tokens = carried.sentence.tokens
    runs: list[list[int]] = []
    for token in kept:
        if runs and runs[-1][-1] == token - 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    return [
        token
        for run in runs
        if any(tokens[at].tag in TELLING or carried.first <= at < carried.last for at in run)
        for token in run
    ]


def _tokens(carried: Carried, chunk: int) -> range:
    return range(carried.sentence.chunks[chunk].first, carried.sentence.chunks[chunk].last)


def _is_cut(carried: Carried, chunk: int, cut: Sequence[Span]) -> bool:
    """Tell whether the head of a chunk is among the words that tell who says it."""
    return _is_within(carried.sentence.tokens[carried.sentence.chunks[chunk].head], cut)


def _is_within(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start < token.end and token.start < span.end for span in spans)


def _kept_chunks(carried: Carried, clause: Clause, cut: Sequence[Span]) -> list[int]:
    """Return the chunks of the clause, and of the clauses without which it is not whole."""
    arcs = carried.sentence.arcs
    needed = _needed(carried)
    parts = _parts(carried, clause, needed)
    needed |= {part.head for part in parts if not _is_cut(carried, part.head, cut)}
    dropped = set(_chunks_cut(carried, cut)) - needed
    dropped |= {arcs[at].governor for at in dropped if arcs[at].relation == "case"} - needed
    # what the cue's verb tells stays: "reported [5 cases] [in Rome]"
    telling = {part.head for part in parts}
    kept: list[int] = []
    for part in parts:
        for at in _near(carried, part):
            over = arcs[at].governor
            if at not in needed and (over in dropped - telling or _is_aside(carried, at, needed)):
                dropped.add(at)
            elif at not in dropped:
                kept.append(at)
    return sorted(kept)


def _near(carried: Carried, clause: Clause) -> Iterable[int]:
    """Return the chunks of a clause, of one without end those around the number.

    With subject and verb.
    """
    if len(clause.chunks) <= 2 * _FARTHEST:
        return clause.chunks
    here = bisect_left(clause.chunks, carried.chunk)
    near = clause.chunks[max(0, here - _FARTHEST) : here + _FARTHEST]
    telling = {clause.head, clause.subject} & set(clause.chunks)
    return sorted({*near, *(at for at in telling if at is not None)})


def _chunks_cut(carried: Carried, cut: Sequence[Span]) -> Iterator[int]:
    """Yield the chunks whose heads are among the words that tell who says it."""
    sentence = carried.sentence
    for span in cut:
        first, last = sentence.token_after(span.start), sentence.token_from(span.end)
        for at in sentence.chunks_within(first, last):
            if first <= sentence.chunks[at].head < last:
                yield at


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
    return [carried.sentence.tokens[token].tag for token in _tokens(carried, chunk)]


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
    clauses, arcs = carried.sentence.clauses, carried.sentence.arcs
    parts = [clause]
    for part in parts:
        for below in clauses.below(part):
            over = arcs[below.head].governor
            is_completing = below.tie in _COMPLETING and (
                over == part.head or over in needed or carried.clause is below
            )
            is_restricting = (
                below.tie in _RESTRICTING and over in needed and not _is_after_comma(carried, below)
            )
            if is_completing or is_restricting or carried.clause is below:
                parts.append(below)
    return parts


def _holds_clause(carried: Carried, clause: Clause) -> bool:
    """Tell whether a clause is the number's own.

    Or stands between it and the clause that is told.
    """
    at: Clause | None = carried.clause
    while at is not None and at is not clause:
        at = carried.sentence.clauses.above(at)
    return at is clause


def _is_after_comma(carried: Carried, clause: Clause) -> bool:
    first = min(carried.sentence.chunks[at].first for at in clause.chunks)
    return first > 0 and carried.sentence.tokens[first - 1].text in (",", "(", "—", "–")


def _shortened(carried: Carried, clause: Clause, chunks: list[int]) -> list[int]:
    """Leave out circumstances until the rest is short enough.

    The farthest from the number go first.
    """
    needed = _needed(carried) | {clause.head, clause.subject, clause.object}
    kept = set(chunks)
    length = sum(len(_tokens(carried, chunk)) for chunk in kept)
    optional = sorted(
        (at for at in chunks if at not in needed and carried.relation(at) in ("obl", "mod", "x")),
        key=lambda at: -abs(at - carried.chunk),
    )
    for at in optional:
        if length <= LONGEST:
            break
        gone = carried.sentence.once(_with_dependents, at)
        if gone.isdisjoint(needed):
            length -= sum(len(_tokens(carried, chunk)) for chunk in kept & gone)
            kept -= gone
    return sorted(kept)


def _with_dependents(sentence: Sentence, chunk: int) -> frozenset[int]:
    """Return a chunk with what hangs on it, and on those behind it in turn."""
    gone = [chunk]
    for over in gone:
        gone += [at for at in sentence.dependents(over) if over == chunk or at > over]
    return frozenset(gone)


def _list_prepositions(carried: Carried) -> set[int]:
    """Return the preposition of a list whose first members are left out.

    For example "[in] 5 towns and 3 villages".
    """
    arcs, chunks = carried.sentence.arcs, carried.sentence.chunks
    at, kept = carried.chunk, set[int]()
    while _is_member(carried, at) and not chunks[carried.chunk].prepositions:
        at = arcs[at].governor
        kept.update(range(chunks[at].first, chunks[at].first + chunks[at].prepositions))
    return kept


def _around_brackets(carried: Carried) -> set[int]:
    """Return the noun phrase that a second form in brackets parts.

    For example "a [18 foot (5 metre) storm surge]".
    """
    words = carried.sentence.words
    opening = next(
        (at for at in range(carried.first, min(carried.last + 1, len(words))) if words[at] == "("),
        None,
    )
    if opening is None and carried.first and words[carried.first - 1] == "(":
        opening = carried.first - 1
    if opening is None:
        return set()
    closing = next(
        (
            at
            for at in range(opening, min(opening + _LONGEST_BRACKET, len(words)))
            if words[at] == ")"
        ),
        None,
    )
    if closing is None:
        return set()
    before, after = carried.sentence.chunk_at(opening - 1), carried.sentence.chunk_at(closing + 1)
    kept = set(range(opening, closing + 1))
    kept.update(_tokens(carried, before) if before is not None else ())
    kept.update(
        _tokens(carried, after) if after is not None and _is_bare_noun(carried, after) else ()
    )
    return kept


def _is_bare_noun(carried: Carried, chunk: int) -> bool:
    """Tell whether a noun phrase has no article of its own.

    It then goes on with the one before the brackets.
    """
    at = carried.sentence.chunks[chunk]
    return at.kind == "NP" and carried.sentence.tokens[at.first].tag in ("NN", "NNS", "JJ")


def _trimmed(carried: Carried, words: list[int]) -> list[int]:
    """Leave out what only joined the clause to others at its beginning or end."""
    tokens = carried.sentence.tokens
    while words and words[0] < carried.first and _opens(carried, words[0]):
        del words[0]
    while words and words[-1] >= carried.last and _dangles(carried, words[-1]):
        del words[-1]
    if (
        len(words) > 1
        and words[-1] >= carried.last
        and tokens[words[-1]].tag == "RB"
        and tokens[words[-2]].tag == "CC"
    ):
        del words[-2:]  # "millions of bullets, [and even]"
        return _trimmed(carried, words)
    if words and words[-1] + 1 < len(tokens) and tokens[words[-1] + 1].text in _CLOSING:
        words.append(words[-1] + 1)
    return words


def _dangles(carried: Carried, token: int) -> bool:
    """Tell whether the last word leads to what is left out: "of", but not "one vote [against]."."""
    tokens = carried.sentence.tokens
    is_last = token + 1 >= len(tokens) or _is_mark(tokens[token + 1].text)
    return (tokens[token].tag in _ENDS and not is_last) or _is_mark(tokens[token].text)


def _opens(carried: Carried, token: int) -> bool:
    """Tell whether a word only ties its clause to another: "and", "because", "in which"."""
    tokens = carried.sentence.tokens
    is_before_relative = tokens[token].tag == "IN" and tokens[token + 1].tag in ("WDT", "WP")
    return tokens[token].tag in _OPENERS or is_before_relative or _is_mark(tokens[token].text)


def _inside(kept: Sequence[int]) -> Iterable[int]:
    for at, token in enumerate(kept):
        yield token
        if at + 1 < len(kept) and kept[at + 1] == token + 2:
            yield token + 1  # one mark between two kept words


def _is_mark(text: str) -> bool:
    return not any(letter.isalnum() or letter in _MEANT for letter in text)
