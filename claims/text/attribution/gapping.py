"""Find the sources that share the verb of another.

For example "The ministry put the toll at 40, [the army at 60]".

In come the row of a sentence (`row`) and the frame of a cue, out go that frame without the
clauses that leave its verb out, and a frame for each of them. Where the verb has more than a bare
amount ("says eight, the army nine") only a body or a person shares it: in "the firm put sales at 40
million, profit at 9 million" both amounts are the firm's.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.model import Span
from claims.text.attribution.frames import Frame, Place
from claims.text.attribution.row import Row
from claims.text.attribution.sources import is_speaker_noun
from claims.text.attribution.units import Unit
from claims.text.grammar.rules import Found
from claims.text.grammar.shapes import Shape
from claims.text.grammar.syntax import Token

# At the end of a sentence: "[, the army at 60]", "[, the coast guard 31, and families 52]"
# or before a clause with a verb of its own: "[, the army 60], and families have counted 90"
_GAPPED = Shape(
    "( ( , AND? | AND ) ( NOUN PREP? NOUN? | VERB NOUN ) )+"
    " ( &.|;|END | &( , AND NOUN|VERB ~,|;* VERB ) )"
)
_CLAUSE = Shape("( , AND? | AND ) source=NOUN|VERB ( PREP? amount=NOUN )?")
_BARE = Shape("NOUN")  # put it at 40: the amount alone
_LEVELLED = Shape("NOUN PREP NOUN")  # put the toll at 40
_AMOUNTS = ("CD", "$", "RB", "IN", "JJR")


def with_gapped(row: Row, frame: Frame) -> list[Frame]:
    """Return a frame, with the frames of those who share its verb."""
    shared = _sharers(row, frame) if frame.source and frame.place is Place.ABOVE else []
    if not shared or not frame.covers(Span(shared[0][0].start, shared[0][1].end)):
        return [frame]
    own = frame._replace(regions=frame.within(Span(0, shared[0][0].start)))
    return [
        own,
        *(
            frame._replace(source=source, regions=(amount,), antecedent=None)
            for source, amount in shared
        ),
    ]


def _sharers(row: Row, frame: Frame) -> list[tuple[Span, Span]]:
    """Return source and amount of each clause that leaves out the verb of a frame."""
    first = row.unit_from(frame.cue.end)
    tail = _GAPPED.first(row.line, first)
    if tail is None:
        return []
    is_bare = _BARE.fills(row.line, first, tail.first) is not None
    if not is_bare and not _LEVELLED.fills(row.line, first, tail.first):
        return []
    clauses = _CLAUSE.each(row.line, tail.first, tail.last)
    return [found for clause in clauses if (found := _shared(row, clause, is_bare))]


def _shared(row: Row, clause: Found, is_bare: bool) -> tuple[Span, Span] | None:
    """Return source and amount of a clause without a verb, where it has both."""
    at = clause.at("source")
    last, amount = _amount(row, clause, row.units[at])
    tokens = row.tokens[row.units[at].first : last]
    if amount is None or not _is_source(row, at, tokens):
        return None
    is_speaker = is_bare or is_speaker_noun(tokens[-1].text.lower())
    return (Span(tokens[0].start, tokens[-1].end), amount) if is_speaker else None


def _amount(row: Row, clause: Found, source: Unit) -> tuple[int, Span | None]:
    """Return the token at which the source of a clause ends, and its amount if it has one."""
    if "amount" in clause:
        at = clause.at("amount")
        is_amount = row.tokens[row.units[at].first].tag in _AMOUNTS
        return source.last, row.span(at, at + 1) if is_amount else None
    last = source.last - 1  # "the coast guard 31" is one noun phrase
    number = row.tokens[last]
    return last, Span(number.start, number.end) if number.tag == "CD" else None


def _is_source(row: Row, at: int, tokens: Sequence[Token]) -> bool:
    """Tell a noun phrase without a number; "families 52" is taken for a verb."""
    is_noun = row.kind(at) == "NOUN" or row.head(at).tag == "VBZ"
    return is_noun and bool(tokens) and all(token.tag != "CD" for token in tokens)
