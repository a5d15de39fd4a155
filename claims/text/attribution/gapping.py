"""Find the sources that share the verb of another.

For example "The ministry put the toll at 40, [the army at 60]".

In come the row of a sentence (`row`) and the frame of a cue, out go that frame without the
clauses that leave its verb out, and a frame for each of them. Where the verb has more than a bare
amount ("says eight, the army nine") only a body or a person shares it: in "the firm put sales at 40
million, profit at 9 million" both amounts are the firm's.
"""

from __future__ import annotations

from claims.model import Span
from claims.text.actors.kinds import is_role, listed
from claims.text.attribution.frames import Frame, Place
from claims.text.attribution.row import Row
from claims.text.grammar.rules import Found
from claims.text.grammar.shapes import Shape

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
    end = shared[0][0].start
    regions = tuple(Span(a, min(b, end)) for a, b in frame.regions if a < end)
    others = (
        frame._replace(source=source, regions=(amount,), antecedent=None)
        for source, amount in shared
    )
    return [frame._replace(regions=regions), *others]


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
    last = row.units[at].last
    if "amount" in clause:
        amount_at = clause.at("amount")
        amount = row.span(amount_at, amount_at + 1)
        is_amount = row.tokens[row.units[amount_at].first].tag in _AMOUNTS
    else:  # "the coast guard 31" is one noun phrase
        last -= 1
        amount = Span(row.tokens[last].start, row.tokens[last].end)
        is_amount = row.tokens[last].tag == "CD"
    tokens = row.tokens[row.units[at].first : last]
    is_source = bool(tokens) and not any(token.tag == "CD" for token in tokens)
    # "families 52", taken for a verb
    is_noun = row.kind(at) == "NOUN" or row.head(at).tag == "VBZ"
    if not (is_amount and is_source and is_noun):
        return None
    is_speaker = is_bare or _is_speaker(tokens[-1].text.lower())
    return (Span(tokens[0].start, tokens[-1].end), amount) if is_speaker else None


def _is_speaker(noun: str) -> bool:
    """Tell a body or a person, who alone share more than a bare amount."""
    is_body = listed("organisations").get(noun, "part") != "part"
    return is_body or is_role(noun.removesuffix("s"))
