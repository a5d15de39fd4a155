"""Write the statement of a claim.

Its clause in the article's own words, and in brackets what the line does not tell.

In come a quantity in its clause, who says it, and a way to name pronouns; out goes one line, "[The
army] has retaken 27 towns". Outside the brackets stands nothing but words of the article in their
order; " … " marks where words in the middle are left out. The line always holds the number as the
article has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.model import Attribution, Span
from claims.text.actors.kinds import is_role, listed
from claims.text.clauses.carried import RELATIVES, Carried
from claims.text.clauses.counted import Naming
from claims.text.grammar.clauses import Clause
from claims.text.grammar.plurals import plural, singular
from claims.text.statements.clipping import clause_told, kept_tokens
from claims.text.statements.trimming import TELLING, tokens_of

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
    if not _tells_something(carried, tokens):
        cut = []  # "guidelines call for 2%": better with who says it than with nothing told
        tokens = kept_tokens(carried, clause, cut)
    opening = _opening(carried, clause, tokens, text, cut, naming)
    filled = dict(_pronouns(carried, clause, tokens, naming, opening))
    claimant = attribution.claimant if attribution else ""
    explained = _description(carried, clause, tokens, naming, claimant)
    return _line(carried, tokens, filled, explained, opening)


def _tells_something(carried: Carried, tokens: Sequence[int]) -> bool:
    """Tell whether words beside the number itself are left."""
    others = set(tokens).difference(carried.own)
    return any(carried.tag_at(token) in TELLING for token in others)


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
    subject = carried.told_of(clause) if _is_told(carried, clause, tokens) else None
    if subject is None or not set(tokens).isdisjoint(tokens_of(carried, subject)):
        return ""
    span = _span_of(carried, subject)
    is_cut = any(part.start < span.end and span.start < part.end for part in cut)
    return naming(span) if is_cut or _is_pronoun(carried, subject) else text[slice(*span)]


def _is_pronoun(carried: Carried, chunk: int) -> bool:
    at = carried.sentence.chunks[chunk]
    words = carried.words(chunk)[at.prepositions :]
    return len(words) == 1 and words[0] in _PRONOUNS


def _is_told(carried: Carried, clause: Clause, tokens: Sequence[int]) -> bool:
    """Tell whether the verb of a clause is among the kept words."""
    return clause.has_verb and _first_of(carried, clause.head) in tokens


def _pronouns(
    carried: Carried, clause: Clause, tokens: Sequence[int], naming: Naming, opening: str
) -> Iterator[tuple[int, str]]:
    """Yield the kept pronouns with who they stand for.

    Who the line names already needs no name again: "Ann Lee won her third race".
    """
    told = {"", _last_word(opening)}
    for token in tokens:
        word = carried.text_at(token)
        if word in _PRONOUNS and token not in carried.own:
            named = naming(_span(carried, token, token + 1))
            if named.lower() != word and _last_word(named) not in told:
                yield token, _as_said(carried, token, named)
            told.add(_last_word(named))
        else:
            yield from _relative(carried, clause, token, naming)
        told.add(word)


def _as_said(carried: Carried, token: int, name: str) -> str:
    """Return a name as its pronoun stands: "her" as "Ann Lee's"."""
    if carried.tag_at(token) != "PRP$":
        return name
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _relative(
    carried: Carried, clause: Clause, token: int, naming: Naming
) -> Iterator[tuple[int, str]]:
    """Yield the relative of a clause that describes a noun, with what stands for it.

    Nothing for the subject, "which", and the noun itself for "one of [which]".
    """
    if clause.antecedent is None:
        return
    if _is_whole(carried, token):
        yield token, _ARTICLE.sub("the ", naming(_span_of(carried, clause.antecedent)))
    elif carried.text_at(token) in RELATIVES and token == _first_of(carried, clause.subject):
        yield token, ""


def _is_whole(carried: Carried, token: int) -> bool:
    """Tell "one of [which]": what the parts are of."""
    return carried.text_at(token - 1) == "of" and carried.text_at(token) in ("which", "whom")


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
    told = set(map(carried.text_at, tokens))
    is_new = named not in ("", claimant) and _last_word(named) not in told
    return {last - 1: named} if is_new else {}


def _is_description(carried: Carried, first: int, last: int) -> bool:
    """Tell whether a noun phrase says what somebody is, and not who: "the agency"."""
    if carried.text_at(first) != "the" or carried.text_at(last) == "of":
        return False  # "the secretary of state"
    return _describes(carried.text_at(last - 1))


def _describes(noun: str) -> bool:
    """Tell whether a person or a body is called by this: "general", "agency"."""
    mark = listed("organisations").get(noun, "part")
    return is_role(noun) or (mark not in ("part", "press") and noun not in _ANYBODY)


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
    halved = _halved_brackets(carried, tokens)
    behind = {carried.last - 1: _left_out_noun(carried)}
    pieces = [_in_brackets(opening)]
    previous: int | None = None
    for token in tokens:
        words = _in_brackets(filled[token]) if token in filled else _word(carried, token)
        if filled.get(token) != "":
            between = _between(carried, previous, token, opening != "")
            pieces += [between, words if token in filled else words.translate(halved)]
        previous = token
        for added in (explained, behind):
            if added.get(token):
                pieces += [" ", _in_brackets(added[token])]
    return _cleaned("".join(pieces))


def _in_brackets(words: str) -> str:
    return f"[{words}]" if words else ""


def _cleaned(line: str) -> str:
    """Take out quotation marks, brackets without a partner, and spaces before marks."""
    line = _QUOTES.sub("", line)
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
    # "kills 17" needs no people to be English
    if quantity.dimension != "count" or quantity.unit in ("", "person"):
        return ""
    modifiers, _, noun = quantity.unit.rpartition(" ")
    if not _named(carried).isdisjoint((noun.lower(), singular(noun).lower())):
        return ""
    many = plural(noun) if quantity.value != 1 else noun
    return f"{modifiers} {many}".strip()


def _named(carried: Carried) -> set[str]:
    """Return the words of a quantity and of its subject, in the singular."""
    subject = carried.clause.subject
    named = () if subject is None else map(singular, carried.words(subject))
    return {*named, *(singular(word).lower() for word in _WORD.findall(carried.quantity.surface))}
