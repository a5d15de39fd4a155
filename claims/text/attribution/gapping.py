"""Find the sources that share the verb of another.

For example "The ministry put the toll at 40, [the army at 60]".

In come the row of a sentence (`clauses`) and the frame of a cue, out go that frame without the
clauses that leave its verb out, and a frame for each of them. Where the verb has more than a bare
amount ("says eight, the army nine") only a body or a person shares it: in "the firm put sales at 40
million, profit at 9 million" both amounts are the firm's.
"""

from __future__ import annotations

import re

from claims.model import Span
from claims.text.actors.kinds import is_role, listed
from claims.text.attribution.clauses import Row
from claims.text.attribution.frames import Frame, Place

# At the end of a sentence: "[, the army at 60]", "[, the coast guard 31, and families 52]"
# or before a clause with a verb of its own: "[, the army 60], and families have counted 90"
_GAPPED = re.compile(r"(?:(?:,C?|C)(?:NP?N?|VN))+(?=[.;]|,C[NV][^,;]*V|$)")
_CLAUSE = re.compile(r"(?:,C?|C)(?P<source>[NV])(?:P?(?P<amount>N))?")


def with_gapped(row: Row, frame: Frame) -> list[Frame]:
    """Return a frame, with the frames of those who share its verb."""
    first = row.unit_from(frame.cue.end)
    tail = _GAPPED.search(row.shape, first) if frame.source and frame.place is Place.ABOVE else None
    if tail is None:
        return [frame]
    before = row.shape[first : tail.start()]
    is_bare = before == "N"
    if not is_bare and before != "NPN":  # "put [the toll at 40]"
        return [frame]
    clauses = [
        found
        for clause in _CLAUSE.finditer(row.shape, *tail.span())
        if (found := _shared(row, clause, is_bare))
    ]
    if not clauses or not frame.covers(Span(clauses[0][0].start, clauses[0][1].end)):
        return [frame]
    end = clauses[0][0].start
    regions = tuple(Span(a, min(b, end)) for a, b in frame.regions if a < end)
    shared = [
        frame._replace(source=source, regions=(amount,), antecedent=None)
        for source, amount in clauses
    ]
    return [frame._replace(regions=regions), *shared]


def _shared(row: Row, clause: re.Match[str], is_bare: bool) -> tuple[Span, Span] | None:
    """Return source and amount of a clause without a verb, where it has both."""
    source = row.units[clause.start("source")]
    tokens = row.tokens[source.first : source.last]
    if clause["amount"]:
        amount = row.span(clause.start("amount"), clause.end("amount"))
        is_amount = row.tokens[row.units[clause.start("amount")].first].tag in (
            "CD",
            "$",
            "RB",
            "IN",
            "JJR",
        )
    else:  # "the coast guard 31" is one noun phrase
        amount, tokens = Span(tokens[-1].start, tokens[-1].end), tokens[:-1]
        is_amount = row.tokens[source.last - 1].tag == "CD"
    # "families 52", taken for a verb
    is_noun = source.kind == "N" or row.head(clause.start("source")).tag == "VBZ"
    if not is_amount or not tokens or not is_noun or any(token.tag == "CD" for token in tokens):
        return None
    noun = tokens[-1].text.lower()
    is_body = listed("organisations").get(noun, "part") != "part"
    is_speaker = is_bare or is_body or is_role(noun.removesuffix("s"))
    return (Span(tokens[0].start, tokens[-1].end), amount) if is_speaker else None
