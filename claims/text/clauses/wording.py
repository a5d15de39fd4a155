"""Noun phrases of a sentence as the text has them, seen from a number in its clause.

In comes a quantity in its clause with a chunk; out go the words of its phrase with what belongs to
it ("exports of rice to China"), without preposition, article and number. Nothing is decided here
about which phrase a number is about.
"""

from __future__ import annotations

from claims.text.clauses.carried import Carried
from claims.text.grammar.lexicon import listed
from claims.text.grammar.syntax import Sentence
from claims.text.periods.words import is_time_word
from claims.text.speech.cues import CueClass, find_verb_cue

PRONOUNS = frozenset({"PRP", "WP", "WDT", "EX", "WP$", "DT"})
_LONGEST = 9  # words of a phrase
_COMPLEMENTS = 3  # phrases with a preposition that are kept behind a noun
_LEADING = frozenset({"DT", "PDT", "PRP$", "WDT", "WP$", "POS"})
_COMPARING = frozenset({"more", "fewer", "less"})  # "31 percent more [whales]"
_ENDS = frozenset({",", ".", ":", "(", ")", '"'})
_DANGLING = frozenset({"IN", "DT", "TO", "WDT", "WP", "RB", "SC", "PRP$"})


def about_words(kind: str) -> frozenset[str]:
    """Return the words that `claims/data/grammar/about.txt` lists as this kind."""
    return listed("grammar/about", kind)


def phrase(carried: Carried, chunk: int) -> str:
    """Return a noun phrase with all that hangs on it, up to a mark or number.

    For example "people living near the plant". "on board" stays whole.
    """
    tokens, at = carried.sentence.tokens, carried.sentence.chunks[chunk]
    _, last = carried.sentence.extent(chunk)
    start = start_of(carried, chunk)
    is_bare = at.last - at.first - at.prepositions == 1 and tokens[at.head].tag == "NN"
    if at.prepositions and is_bare:
        start = at.first  # "on board", "in favour"
    return words(carried, start, min(last, end_of(carried, start, at.last)))


def noun(carried: Carried, chunk: int, first: int | None = None) -> str:
    """Return a noun with the phrases behind it that tell which is meant.

    For example "exports of rice to China". These need not hang on it in the tree: "owns 12% of the
    shares in the port". `first` is the token to begin at, where that is not the phrase's own.
    """
    chunks = carried.sentence.chunks
    start = start_of(carried, chunk, first)
    last = chunk
    for behind in range(chunk + 1, min(chunk + 1 + _COMPLEMENTS, len(chunks))):
        is_tied = carried.words(behind)[0] in about_words("belongs") and chunks[behind].prepositions
        is_next = chunks[behind].first == chunks[last].last
        is_own = chunks[behind].first < carried.last and carried.first < chunks[behind].last
        if is_own or not (is_tied and is_next and is_thing(carried, behind)):
            break
        last = behind
    return words(carried, _with_name(carried, start), _with_label(carried, chunks[last].last))


def outer(carried: Carried, chunk: int) -> int:
    """Return the noun that a phrase right behind it belongs to.

    For example "its [stake] in the mine" for the mine.
    """
    chunks = carried.sentence.chunks
    while chunk > 0 and chunks[chunk].prepositions:
        is_tied = carried.words(chunk)[0] in about_words("belongs")
        is_next = chunks[chunk - 1].last == chunks[chunk].first
        if not (is_tied and is_next and is_thing(carried, chunk - 1)):
            break
        chunk -= 1
    return chunk


def start_of(carried: Carried, chunk: int, first: int | None = None) -> int:
    """Return where a noun phrase names something.

    That is behind its prepositions, articles, owners' pronouns and numbers.
    """
    tokens, at = carried.sentence.tokens, carried.sentence.chunks[chunk]
    start = at.first + at.prepositions if first is None else first
    while start < at.head and (
        tokens[start].tag in _LEADING
        or start in carried.measures
        or tokens[start].text.lower() in _COMPARING
    ):
        start += 1
    return start


def _with_name(carried: Carried, first: int) -> int:
    """Take in the name whose number begins a phrase: "the [Nifty] 50 index"."""
    tokens = carried.sentence.tokens
    is_label = tokens[first].tag == "CD" and first > 0 and tokens[first - 1].tag in ("NNP", "NN")
    return first - 1 if is_label else first


def _with_label(carried: Carried, last: int) -> int:
    """Take in the number that ends a name.

    For example "the Nifty [50] gained"; but no number that is counted.
    """
    tokens = carried.sentence.tokens
    is_label = last < len(tokens) and tokens[last].tag == "CD" and last not in carried.measures
    return last + 1 if is_label and tokens[last - 1].tag in ("NNP", "NNPS") else last


def end_of(carried: Carried, first: int, least: int) -> int:
    """Return where a phrase ends.

    At a mark, a verb of another clause or another number, and when it gets too long.
    """
    tokens = carried.sentence.tokens
    last = least
    while (
        last < len(tokens)
        and last - first < _LONGEST
        and tokens[last].tag not in _ENDS | {"CC", "CD", "SC", "$"}
        and last not in carried.own
    ):
        last += 1
    while last > least and tokens[last - 1].tag in _DANGLING:
        last -= 1
    return last


def words(carried: Carried, first: int, last: int) -> str:
    """Return the tokens [first, last) as the text has them."""
    tokens = carried.sentence.tokens
    if last <= first:
        return ""
    pieces = [tokens[first].text]
    for before, token in zip(tokens[first : last - 1], tokens[first + 1 : last], strict=True):
        pieces += [" " if before.end < token.start else "", token.text]
    return "".join(pieces)


def is_time(sentence: Sentence, chunk: int) -> bool:
    """Tell whether a phrase says when, by its noun.

    For example "on Sunday", but not "in Sunday's election", "cooking times".
    """
    at = sentence.chunks[chunk]
    head = sentence.tokens[at.head]
    is_kind = at.head > at.first and sentence.tokens[at.head - 1].tag in ("NN", "VBG")
    if head.text.lower() in ("time", "times") and is_kind:
        return False
    is_year = head.tag == "CD" and len(head.text) == 4
    return is_year or is_time_word(head.text) or head.text.lower() in about_words("sitting")


def is_thing(carried: Carried, chunk: int) -> bool:
    """Tell whether a phrase has a noun, and is no pronoun, no time and no other number."""
    at, tokens = carried.sentence.chunks[chunk], carried.sentence.tokens
    is_amount = at.head in carried.measures or (tokens[at.head].tag == "$")
    is_named = at.is_noun_phrase and tokens[at.head].tag not in PRONOUNS
    return is_named and not is_amount and not is_time(carried.sentence, chunk)


def owner(carried: Carried) -> str:
    """Return the owner inside a number's own phrase.

    For example "[the plant]'s 40 workers", "two of [Parker]'s deputies".
    """
    tokens, chunks = carried.sentence.tokens, carried.sentence.chunks
    for at in sorted({carried.chunk, carried.sentence.chunk_at(carried.last - 1) or 0}):
        chunk = chunks[at]
        for token in range(chunk.first, min(chunk.last, carried.last)):
            if tokens[token].tag == "POS":
                first = chunk.first + chunk.prepositions
                while first < token and tokens[first].tag in _LEADING:
                    first += 1
                return words(carried, first, token)
    return ""


def is_telling(verb: str) -> bool:
    """Tell whether a verb only tells of its object.

    For example "report", "confirm". But "plan" does something.
    """
    cue = find_verb_cue([verb], 0)
    return cue is not None and cue.kind is not CueClass.INTENDING and cue.takes != {"tally"}
