"""Noun phrases of a sentence as the text has them, seen from a number in its clause.

In comes a quantity in its clause with a chunk; out go the words of its phrase with what belongs to
it ("exports of rice to China"), without preposition, article and number. Nothing is decided here
about which phrase a number is about.
"""

from __future__ import annotations

from claims.text.clauses.carried import Carried
from claims.text.grammar.chunks import MARKS, Chunk
from claims.text.grammar.lexicon import listed
from claims.text.grammar.syntax import Sentence
from claims.text.periods.words import is_time_word
from claims.text.speech.cues import CueClass, find_verb_cue

PRONOUNS = frozenset({"PRP", "WP", "WDT", "EX", "WP$", "DT"})
_LONGEST = 9  # words of a phrase
_COMPLEMENTS = 3  # phrases with a preposition that are kept behind a noun
_LEADING = frozenset({"DT", "PDT", "PRP$", "WDT", "WP$", "POS"})
_COMPARING = frozenset({"more", "fewer", "less"})  # "31 percent more [whales]"
_PARTING = MARKS | {"CC", "CD", "SC", "$"}
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
    start, last = start_of(carried, chunk, first), chunk
    while last < chunk + _COMPLEMENTS and _is_complement(carried, last + 1):
        last += 1
    end = carried.sentence.chunks[last].last
    return words(carried, _with_name(carried, start), _with_label(carried, end))


def _is_complement(carried: Carried, chunk: int) -> bool:
    """Tell whether a phrase tells which is meant by the noun right before it, and is no number."""
    chunks = carried.sentence.chunks
    if chunk >= len(chunks) or not _belongs_to_before(carried, chunk):
        return False
    is_own = chunks[chunk].first < carried.last and carried.first < chunks[chunk].last
    return not is_own and is_thing(carried, chunk)


def _belongs_to_before(carried: Carried, chunk: int) -> bool:
    """Tell whether a preposition ties a phrase to the one right before it."""
    before, at = carried.sentence.chunks[chunk - 1 : chunk + 1]
    is_next = before.last == at.first and at.prepositions > 0
    return is_next and carried.words(chunk)[0] in about_words("belongs")


def outer(carried: Carried, chunk: int) -> int:
    """Return the noun that a phrase right behind it belongs to.

    For example "its [stake] in the mine" for the mine.
    """
    while chunk > 0 and _belongs_to_before(carried, chunk) and is_thing(carried, chunk - 1):
        chunk -= 1
    return chunk


def start_of(carried: Carried, chunk: int, first: int | None = None) -> int:
    """Return where a noun phrase names something.

    That is behind its prepositions, articles, owners' pronouns and numbers.
    """
    at = carried.sentence.chunks[chunk]
    start = at.first + at.prepositions if first is None else first
    while start < at.head and _is_leading(carried, start):
        start += 1
    return start


def _is_leading(carried: Carried, token: int) -> bool:
    """Tell articles, owners' pronouns, numbers and "more"."""
    if token in carried.measures:
        return True
    return carried.tag_at(token) in _LEADING or carried.text_at(token) in _COMPARING


def _with_name(carried: Carried, first: int) -> int:
    """Take in the name whose number begins a phrase: "the [Nifty] 50 index"."""
    is_label = carried.tag_at(first) == "CD" and carried.tag_at(first - 1) in ("NNP", "NN")
    return first - is_label


def _with_label(carried: Carried, last: int) -> int:
    """Take in the number that ends a name.

    For example "the Nifty [50] gained"; but no number that is counted.
    """
    is_label = carried.tag_at(last) == "CD" and last not in carried.measures
    return last + (is_label and carried.tag_at(last - 1) in ("NNP", "NNPS"))


def end_of(carried: Carried, first: int, least: int) -> int:
    """Return where a phrase ends.

    At a mark, a verb of another clause or another number, and when it gets too long.
    """
    tokens, last = carried.sentence.tokens, least
    longest = min(first + _LONGEST, len(tokens))
    while last < longest and tokens[last].tag not in _PARTING and last not in carried.own:
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
    head = sentence.tokens[sentence.chunks[chunk].head]
    word = head.text.lower()
    if word in ("time", "times") and _is_kind_of_time(sentence, sentence.chunks[chunk]):
        return False
    is_year = head.tag == "CD" and len(word) == 4
    return is_year or is_time_word(head.text) or word in about_words("sitting")


def _is_kind_of_time(sentence: Sentence, phrase: Chunk) -> bool:
    """Tell "cooking times", which do not say when."""
    is_compound = phrase.head > phrase.first
    return is_compound and sentence.tokens[phrase.head - 1].tag in ("NN", "VBG")


def is_thing(carried: Carried, chunk: int) -> bool:
    """Tell whether a phrase has a noun, and is no pronoun, no time and no other number."""
    at = carried.sentence.chunks[chunk]
    tag = carried.sentence.tokens[at.head].tag
    if not at.is_noun_phrase or tag in PRONOUNS or tag == "$":
        return False
    return at.head not in carried.measures and not is_time(carried.sentence, chunk)


def owner(carried: Carried) -> str:
    """Return the owner inside a number's own phrase.

    For example "[the plant]'s 40 workers", "two of [Parker]'s deputies".
    """
    for at in sorted({carried.chunk, carried.sentence.chunk_at(carried.last - 1) or 0}):
        chunk = carried.sentence.chunks[at]
        within = range(chunk.first, min(chunk.last, carried.last))
        mark = next((token for token in within if carried.tag_at(token) == "POS"), None)
        if mark is not None:
            return words(carried, _behind_leading(carried, chunk, mark), mark)
    return ""


def _behind_leading(carried: Carried, phrase: Chunk, last: int) -> int:
    """Return where the name of an owner begins."""
    first = phrase.first + phrase.prepositions
    while first < last and carried.tag_at(first) in _LEADING:
        first += 1
    return first


def is_telling(verb: str) -> bool:
    """Tell whether a verb only tells of its object.

    For example "report", "confirm". But "plan" does something.
    """
    cue = find_verb_cue([verb], 0)
    return cue is not None and cue.kind is not CueClass.INTENDING and cue.takes != {"tally"}
