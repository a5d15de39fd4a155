"""Write the statement of a claim.

Its clause in the article's own words, and in brackets what the line does not tell.

In come a quantity in its clause, who says it, and a way to name pronouns; out goes one line, "[The
army] has retaken 27 towns". Outside the brackets stands nothing but words of the article in their
order; " … " marks where words in the middle are left out. The line always holds the number as the
article has it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.model import Attribution, Span
from claims.text.actors.kinds import is_role, listed
from claims.text.clauses.carried import RELATIVES, Carried
from claims.text.clauses.counted import Naming
from claims.text.grammar.clauses import Clause
from claims.text.grammar.plurals import plural, singular
from claims.text.statements.clipping import clause_told, kept_tokens
from claims.text.statements.trimming import TELLING

_GAP = " … "
_PRONOUNS = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})
_WORD = re.compile(r"[^\W\d_]+")
_QUOTES = re.compile(r"[\"“”«»]")
_SPACE_BEFORE = re.compile(r"\s+([,.;:!?)\]])")
_ARTICLE = re.compile(r"^[Tt]he ")
_ANYBODY = frozenset({"group", "body"})  # too many may be called so
_MOST_FILLED = 8  # words in a bracket


def statement(carried: Carried, text: str, attribution: Attribution | None, naming: Naming) -> str:
    """Return the claim in one line.

    >>> from claims.text.clauses.carried import carried
    >>> from claims.text.grammar.syntax import Syntax
    >>> from claims.text.quantities.find import find_quantities
    >>> syntax = Syntax("The army has retaken 27 towns, killing 40 men.")
    >>> [statement(each, syntax.text, None,
    ...     lambda span: "") for each in carried(find_quantities(syntax), syntax)]
    ['The army has retaken 27 towns', '[The army] killing 40 men']
    """
    if carried.quantity.end > carried.sentence.end:
        return carried.quantity.surface  # no sentence holds "4 . 300" whole
    cut = _said_by(attribution)
    clause = clause_told(carried, cut)
    tokens = kept_tokens(carried, clause, cut)
    if not any(
        carried.sentence.tokens[at].tag in TELLING for at in tokens if at not in carried.own
    ):
        cut = []  # "guidelines call for 2%": better with who says it than with nothing told
        tokens = kept_tokens(carried, clause, cut)
    opening = _opening(carried, clause, tokens, text, cut, naming)
    filled = dict(_pronouns(carried, clause, tokens, naming, opening))
    claimant = attribution.claimant if attribution else ""
    explained = _description(carried, clause, tokens, naming, claimant)
    return _line(carried, tokens, filled, explained, opening)


def _said_by(attribution: Attribution | None) -> list[Span]:
    """Return the words that the row tells elsewhere: who says it, and by what verb.

    Where nobody is named, nothing else tells that it is hearsay, and the words stay: "the farm [is
    believed] to have 40 cows".
    """
    if attribution is None or attribution.source is None:
        return []
    return [attribution.source, attribution.cue, *attribution.chain]


def _opening(
    carried: Carried,
    clause: Clause,
    tokens: Sequence[int],
    text: str,
    cut: Sequence[Span],
    naming: Naming,
) -> str:
    """Return the subject that the kept words lack.

    For example "[The army] killing 40 men", "[the mayor] has 40 cows".
    """
    subject = carried.told_of(clause)
    if subject is None or not clause.has_verb or _first_of(carried, clause.head) not in tokens:
        return ""
    chunk = carried.sentence.chunks[subject]
    if not set(tokens).isdisjoint(range(chunk.first, chunk.last)):
        return ""
    span = _span(carried, chunk.first + chunk.prepositions, chunk.last)
    if any(part.start < span.end and span.start < part.end for part in cut):
        return naming(span)
    words = carried.sentence.words[chunk.first + chunk.prepositions : chunk.last]
    if len(words) == 1 and words[0].lower() in _PRONOUNS:
        return naming(span)
    return text[slice(*span)]


def _pronouns(
    carried: Carried, clause: Clause, tokens: Sequence[int], naming: Naming, opening: str
) -> list[tuple[int, str]]:
    """Return the kept pronouns with who they stand for.

    Who the line names already needs no name again: "Ann Lee won her third race".
    """
    found: list[tuple[int, str]] = []
    told = {_last_word(opening)}
    for token in tokens:
        word = carried.sentence.words[token].lower()
        if word in _PRONOUNS and token not in carried.own:
            named = naming(_span(carried, token, token + 1))
            last = _last_word(named)
            if named and named.lower() != word and last not in told:
                is_owner = carried.sentence.tokens[token].tag == "PRP$"
                found.append((token, _owned(named) if is_owner else named))
            told.add(last)
        elif clause.antecedent is not None and _is_whole(carried, token):
            whole = naming(_span_of(carried, clause.antecedent))
            found.append((token, _ARTICLE.sub("the ", whole)))
        elif (
            word in RELATIVES
            and clause.antecedent is not None
            and token == _first_of(carried, clause.subject)
        ):
            found.append((token, ""))
        told.add(word)
    return found


def _is_whole(carried: Carried, token: int) -> bool:
    """Tell "one of [which]": what the parts are of."""
    words = [word.lower() for word in carried.sentence.words[token - 1 : token + 1]]
    return words in (["of", "which"], ["of", "whom"])


def _last_word(name: str) -> str:
    return name.rpartition(" ")[2].lower()


def _description(
    carried: Carried, clause: Clause, tokens: Sequence[int], naming: Naming, claimant: str
) -> dict[int, str]:
    """Return the name behind a subject that only describes.

    For example "the agency [Norden Flood Office] lost 12 boats".

    By the token that it stands behind; nothing where the claimant itself is the subject.
    """
    if clause.subject is None or clause.subject in carried.way:
        return {}
    chunk = carried.sentence.chunks[clause.subject]
    first, last = chunk.first + chunk.prepositions, chunk.last
    if not {first, last - 1} <= set(tokens) or not _is_description(carried, first, last):
        return {}
    named = _ARTICLE.sub("", naming(_span(carried, first, last)))
    told = {carried.sentence.words[token].lower() for token in tokens}
    is_told = named == claimant or _last_word(named) in told
    return {} if is_told or not named else {last - 1: named}


def _is_description(carried: Carried, first: int, last: int) -> bool:
    """Tell whether a noun phrase says what somebody is, and not who: "the agency"."""
    words = carried.sentence.words
    is_whole = words[last : last + 1] != ["of"]  # not "the secretary of state"
    return is_whole and words[first].lower() == "the" and _describes(words[last - 1].lower())


def _describes(noun: str) -> bool:
    """Tell whether a person or a body is called by this: "general", "agency"."""
    mark = listed("organisations").get(noun, "part")
    return is_role(noun) or (mark not in ("part", "press") and noun not in _ANYBODY)


def _owned(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _first_of(carried: Carried, chunk: int | None) -> int:
    return -1 if chunk is None else carried.sentence.chunks[chunk].first


def _span_of(carried: Carried, chunk: int) -> Span:
    at = carried.sentence.chunks[chunk]
    return _span(carried, at.first + at.prepositions, at.last)


def _span(carried: Carried, first: int, last: int) -> Span:
    return Span(carried.sentence.tokens[first].start, carried.sentence.tokens[last - 1].end)


def _line(
    carried: Carried,
    tokens: Sequence[int],
    filled: dict[int, str],
    explained: dict[int, str],
    opening: str,
) -> str:
    """Join the kept words as the text has them.

    With what is filled in, and explained behind them.
    """
    pieces = [f"[{opening}]"] if opening else []
    halved = _halved_brackets(carried, tokens)
    noun = _left_out_noun(carried)
    previous: int | None = None
    for token in tokens:
        is_filled = token in filled
        words = f"[{filled[token]}]" if filled.get(token) else ""
        if not is_filled:
            words = _word(carried, token).translate(halved)
        if words or not is_filled:
            pieces += [_between(carried, previous, token, bool(pieces)), words]
        previous = token
        if token in explained:
            pieces += [" ", f"[{explained[token]}]"]
        if token == carried.last - 1 and noun:
            pieces += [" ", f"[{noun}]"]
    line = _QUOTES.sub("", "".join(pieces))
    if line.count("(") != line.count(")"):
        line = line.replace("(", "").replace(")", "")
    return _SPACE_BEFORE.sub(r"\1", " ".join(line.split()))


def _halved_brackets(carried: Carried, tokens: Sequence[int]) -> dict[int, None]:
    """Return the article's square brackets, to be left out where one of a pair is not kept.

    With both of them a reader sees what is filled in, by us or by the article.
    """
    kept = "".join(_word(carried, token) for token in tokens)
    is_halved = kept.count("[") != kept.count("]")
    return dict.fromkeys(map(ord, "[]")) if is_halved else {}


def _word(carried: Carried, token: int) -> str:
    return carried.sentence.tokens[token].text


def _between(carried: Carried, previous: int | None, token: int, is_inside: bool) -> str:
    if previous is None:
        return " " if is_inside else ""
    if token > previous + 1:
        return _GAP
    tokens = carried.sentence.tokens
    return " " if tokens[previous].end < tokens[token].start else ""


def _left_out_noun(carried: Carried) -> str:
    """Return the counted noun that the line lacks.

    For example "another five [towns]", but "the death toll rose to 41".
    """
    quantity = carried.quantity
    if quantity.dimension != "count" or quantity.unit in (
        "",
        "person",
    ):  # "kills 17" needs no people to be English
        return ""
    noun = quantity.unit.rpartition(" ")[2]
    subject = carried.clause.subject
    named = set() if subject is None else {singular(word) for word in carried.words(subject)}
    named |= {singular(word).lower() for word in _WORD.findall(quantity.surface)}
    if noun.lower() in named or singular(noun).lower() in named:
        return ""
    many = plural(noun) if quantity.value != 1 else noun
    return f"{quantity.unit.rpartition(' ')[0]} {many}".strip()
