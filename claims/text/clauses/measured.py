"""What an amount measures: what it is of, the noun it stands before or is tied to, or what its clause tells of.

In comes a measure in its clause; out goes the phrase as the text has it, or nothing where the
sentence does not say. A length of time belongs to the noun it stands before ("a two-day visit") or
to whatever lasts so long.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.text.clauses.carried import Carried, is_count, is_part
from claims.text.clauses.counted import Naming, subject
from claims.text.clauses.tied import beside, chunk_behind, over_bracket, preposition, tied
from claims.text.clauses.wording import about_words, is_thing, noun, outer, owner, words
from claims.text.grammar.clauses import Role
from claims.text.grammar.plurals import singular
from claims.text.grammar.tagger import NOUNS

_FRAMED = 8  # phrases between "among women" and a share
_BEFORE_FRAME = frozenset({",", ";", ":", "—", "and", "but", "while", "that"})
_OF_OBJECT = frozenset({"by", "to", "at", "as", "from", "for"})  # "cut grants [by] $5"
_MOVED = frozenset({"up", "down"})
_BEFORE_NOUN = frozenset({"JJ", "JJR", "NN", "NNS", "VBN"})


def measured(carried: Carried, together: Sequence[Carried], naming: Naming) -> str:
    """Return what a measure is about; `together` are the numbers around it in its sentence."""
    dimension = carried.quantity.dimension
    is_spelt = dimension == "age" and "-" not in carried.quantity.surface
    if is_spelt and preposition(carried) == "of" and (found := tied(carried)):
        return found  # "a man of 58 lives here"
    if dimension == "time":
        return (
            described(carried)
            or owner(carried)
            or beside(carried)
            or _whole(carried)
            or (tied(carried) if preposition(carried) == "of" else "")
            or ("" if _is_before_verb(carried) else _by_role(carried, naming))
            or _of_measured_subject(carried, together)
        )
    return (
        _within(carried)
        or _whole(carried)
        or described(carried)
        or _described_after(carried, together)
        or owner(carried)
        or _moved(carried, together)
        or _removed_from(carried)
        or tied(carried)
        or _each(carried, together)
        or beside(carried)
        or (_population(carried, together) if carried.role is Role.SUBJECT else "")
        or _goes_to(carried)
        or _by_role(carried, naming)
        or _of_measured_subject(carried, together)
        or _population(carried, together)
        or _leads_to(carried)
        or tied(carried, is_any=True)
    )


def described(carried: Carried) -> str:
    """Return the noun that an amount stands before: "a $5 million [fund]", "a 25% [tax on cars]"."""
    tokens, start = carried.sentence.tokens, over_bracket(carried)
    if start < len(tokens) and tokens[start].tag == "HYPH":
        start += 1
    at = carried.sentence.chunk_at(start)
    if at is None or not (
        at == carried.sentence.chunk_at(carried.last - 1) or _goes_on(carried, at, start)
    ):
        return ""
    # "Tin 4% Zinc 2%"
    is_listed = (
        tokens[start].text[0].isupper()
        and carried.first > 0
        and tokens[carried.first - 1].tag in (*NOUNS, "CD")
    )
    is_noun = (
        carried.sentence.chunks[at].head >= start
        and carried.tag(at) in NOUNS
        and is_thing(carried, at)
    )
    return noun(carried, at, start) if is_noun and not is_listed else ""


def _goes_on(carried: Carried, chunk: int, start: int) -> bool:
    """Tell whether the phrase behind an amount goes on with its own: "a 4 percent [fixed rate]"."""
    is_next = carried.sentence.chunks[chunk].first == start
    tags = _BEFORE_NOUN if preposition(carried) != "of" else _BEFORE_NOUN - {"VBN"}
    return is_next and carried.sentence.tokens[start].tag in tags and carried.tag(chunk) in NOUNS


def _described_after(carried: Carried, together: Sequence[Carried]) -> str:
    """Read the noun that the next of two joined amounts stands before: "$1 or $2 [coins]"."""
    words = carried.sentence.words
    joined = (
        other
        for other in together
        if other.first == carried.last + 1 and words[carried.last].lower() in ("and", "or", "to")
    )
    return next((described(other) for other in joined), "")


def _within(carried: Carried) -> str:
    """Read what a quantity's own words say it is of: "half the barns", "12 tonnes of coal a day"."""
    sentence, quantity = carried.sentence, carried.quantity
    number = sentence.token_at(quantity.number.end - 1)
    units = quantity.unit.split()
    for token in range(number + 1, carried.last):
        at = sentence.chunk_at(token)
        if sentence.words[token].lower() == "of" and at is not None:
            named = {singular(word) for word in carried.words(at)}
            if is_part(quantity) or named.isdisjoint(units):
                return _own_noun(carried, at, token + 1)
    at = sentence.chunk_at(carried.last - 1)
    return _own_noun(carried, at, number + 1) if is_part(quantity) and at is not None else ""


def population(carried: Carried) -> str:
    """Return the many that a number tells of and that a share behind it may be of: "40% of [voters]", "1,180 [adults]"."""
    if carried.quantity.dimension == "share":
        return _within(carried) or _whole(carried)
    noun = carried.sentence.tokens[carried.last - 1]
    is_many = is_count(carried.quantity) and noun.tag == "NNS"
    is_where = carried.role is Role.CIRCUMSTANCE  # "adults at 52 [clinics]"
    return noun.text if is_many and not is_where else ""


def _own_noun(carried: Carried, chunk: int, first: int) -> str:
    """Return a noun among a quantity's own words, without what leads to it."""
    tokens = carried.sentence.tokens
    head = carried.sentence.chunks[chunk].head
    while first < head and tokens[first].tag in ("DT", "PDT", "PRP$", "CD", "IN", "WDT"):
        first += 1
    return words(carried, first, head + 1) if is_thing(carried, chunk) else ""


def _whole(carried: Carried) -> str:
    """Read what a share or an amount is of: "60 percent [of the province]", "$1 billion [in gains]"."""
    at = chunk_behind(carried)
    if at is None or not is_thing(carried, at):
        return ""
    word = carried.words(at)[0]
    if word == "in" and carried.quantity.dimension == "money":
        is_known = carried.tag(at) in ("NN", "NNS") and carried.head_word(at) not in about_words(
            "manner"
        )
        return noun(carried, at) if is_known else ""
    if carried.quantity.dimension == "multiple" and carried.sentence.chunks[at].prepositions == 0:
        return noun(carried, at)  # "12 times [the brightness]"
    is_served = carried.quantity.dimension == "time" and carried.head_word(at) in about_words(
        "manner"
    )
    if is_served:
        return ""  # "four years of prison" are the prisoner's
    is_among = word == "among" and carried.quantity.dimension == "share"
    return noun(carried, at) if is_among or word in ("of", "worth") else ""


def _moved(carried: Carried, together: Sequence[Carried]) -> str:
    """Read what moved, where no verb says so: "[shares of Ardent] up 9 per cent to $84"."""
    words, first = carried.sentence.words, carried.first
    before = next((each for each in together if each.last == first - 1), None)
    if before is not None and words[first - 1].lower() == "to":
        return _moved(before, ())
    at = carried.sentence.chunk_at(first - 2) if first > 1 else None
    is_moved = words[first - 1].lower() in _MOVED and at is not None and is_thing(carried, at)
    return noun(carried, outer(carried, at)) if at is not None and is_moved else ""


def _removed_from(carried: Carried) -> str:
    """Read what an amount is taken from: "cut $3 million [from its budget]", "$50 [off the price]"."""
    at = chunk_behind(carried)
    if at is None or not is_thing(carried, at):
        return ""
    word = carried.words(at)[0]
    verb = carried.head_word(carried.clause.head) if carried.clause.has_verb else ""
    is_removed = word == "from" and verb in about_words("removing")
    return noun(carried, at) if is_removed or word == "off" else ""


def _each(carried: Carried, together: Sequence[Carried]) -> str:
    """Read what one of two amounts goes to: "$5 [for adults] and $3 [for children]"."""
    leading = [at for at in (carried, *together) if _leading_to(at) == "for"]
    at = chunk_behind(carried)
    is_one = len(leading) > 2 and carried in leading and at is not None and is_thing(carried, at)
    return noun(carried, at) if is_one and at is not None else ""


def _leading_to(carried: Carried) -> str:
    at = chunk_behind(carried)
    return "" if at is None else carried.words(at)[0]


def _is_before_verb(carried: Carried) -> bool:
    """Tell whether a time only says when: "nine days later, she died"."""
    return carried.first < carried.sentence.chunks[carried.clause.head].first


def _population(carried: Carried, together: Sequence[Carried]) -> str:
    """Read what the shares of a sentence are of: "70% of adults have a job, and 49% a car", "[among women], 40% said"."""
    if carried.quantity.dimension != "share":
        return ""
    for other in reversed([each for each in together if each.first < carried.first]):
        if other.quantity.dimension == "share" and (found := _within(other) or _whole(other)):
            return found
    for at in range(carried.chunk - 1, max(carried.chunk - _FRAMED, 0) - 1, -1):
        first = carried.sentence.chunks[at].first
        is_fronted = first == 0 or carried.sentence.words[first - 1].lower() in _BEFORE_FRAME
        if is_fronted and carried.words(at)[0] in ("among", "of") and is_thing(carried, at):
            return noun(carried, at)
    return ""


def _by_role(carried: Carried, naming: Naming) -> str:
    """Read what the clause tells of: its object where the amount says how much of it, or else its subject."""
    if carried.role is Role.SUBJECT:
        return ""
    return _of_object(carried) or subject(carried, naming)


def _of_measured_subject(carried: Carried, together: Sequence[Carried]) -> str:
    """Read the noun of a subject that begins with a measure of its own: "the 22-mile (35-km) [ride] took an hour"."""
    at = carried.told_of(carried.clause)
    others = (other for other in together if other is not carried and other.chunk == at)
    return next((described(other) for other in others), "")


def _of_object(carried: Carried) -> str:
    """Read the object that an amount tells of: "cut [grants] by $5", "raised [pay] 5%", "gave [Fox] 44 percent"."""
    at, clause = carried.clause.object, carried.clause
    above = carried.sentence.clauses.above(clause)
    if at is not None and carried.tag(at) == "PRP" and above is not None:
        at = above.object  # "cut its output, lowering it to 90 tonnes"
    if at is None or at in carried.way or not is_thing(carried, at):
        return ""
    if carried.first < carried.sentence.chunks[at].last:
        return ""
    if carried.role is Role.CIRCUMSTANCE and carried.sentence.chunks[carried.way[-1]].prepositions:
        word = carried.words(carried.way[-1])[0]
        dimension = carried.quantity.dimension
        is_own = word == "at" and dimension in ("speed", "age")
        is_lasting = dimension == "time" and word in about_words("lasts")
        is_lasting &= word != "in" or not _is_to_come(carried)
        return noun(carried, at) if (word in _OF_OBJECT or is_lasting) and not is_own else ""
    is_costing = carried.head_word(clause.head) in about_words("costing")
    is_past = carried.sentence.words[carried.last : carried.last + 1] == ["ago"]
    is_beside = (carried.quantity.dimension != "time" or is_past) and not is_costing
    return noun(carried, at) if is_beside else ""


def _is_to_come(carried: Carried) -> bool:
    """Tell whether "in" and a time say when, and not how long it took: "it will feed the grid in nine years"."""
    chunk = carried.sentence.chunks[carried.clause.head]
    verbs = carried.sentence.words[chunk.first : chunk.last]
    return not {verb.lower() for verb in verbs}.isdisjoint(("will", "'ll", "’ll", "shall"))


def _goes_to(carried: Carried) -> str:
    """Read what an amount that a verb has as its object is for: "spent $5 [on horses]", "gave 44 percent [for Fox]"."""
    is_for = carried.role is Role.OBJECT and _leading_to(carried) in ("for", "on")
    return _leads_to(carried) if is_for else ""


def _leads_to(carried: Carried) -> str:
    """Read what an amount goes to: "I paid $5 [for the book]"; but "he ran 5 miles for fun"."""
    at = chunk_behind(carried)
    if carried.quantity.dimension not in ("money", "share", "rate") or at is None:
        return ""
    is_tied = carried.words(at)[0] in about_words("ties") and is_thing(carried, at)
    is_empty = carried.head_word(at) in about_words("through")
    return noun(carried, at) if is_tied and not is_empty else ""
