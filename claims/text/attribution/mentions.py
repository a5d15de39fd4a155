"""Find how far the mention of a source reaches that follows its cue.

Its noun phrase with all that belongs to it.

In comes the row of a sentence (`clauses`) and the place after a cue in it, out goes the range of
units that name the source: "Peter Lang, an analyst at Bank Vontal" after "said", "a poll of 1,204
voters released Monday" after "according to". None where nobody is named there. The mention before a
verb is found by `subjects`. The grammar is written over the shapes of `clauses`; whether a noun
after a comma is an apposition or the subject of what follows is asked of the tree.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.text.actors.kinds import is_people, is_role, listed
from claims.text.attribution.clauses import Row
from claims.text.speech.cues import VerbCue, find_noun_cue, find_verb_cue, words

# After the noun phrase in "said Peter Lang, an analyst at Bank Vontal, who ..."
_WORDS = r'(?:[^,;:"VW.]|"[^"]{1,12}")*'  # with a word or two in quotation marks
_BRACKET = re.compile(r"\([^(),;V]{1,10}\)")  # "(R-Va.)", "(then the minister of works)"
_TITLE = re.compile(r'"[^"V]{1,10}"')  # 'his book "The Long Road"'
POLL_TIME = re.compile(r"[oPR]?T")  # "a poll last week", "a poll out Monday"
_CLAUSE = r'W(?:[^,;".]|"[^"]{1,12}")*'
_APPOSITION = re.compile(
    rf"""
    ,(?: (?:[RJ]*N|J(?=P)){_WORDS}(?:{_CLAUSE})? # ", an analyst at Bank Vontal who follows steel"
      | {_CLAUSE}                    # ", who works for Bank Vontal"
      | P[NT](?=[,."]){_WORDS}       # ", of Quarry Lane"
      | G{_WORDS}                    # ", speaking on condition of anonymity"
    )
    """,
    re.VERBOSE,
)

_PARTICIPLE = re.compile("[GV]R?(?:[NT]|PT)?")  # "released Monday", "conducted in May"
_REDUCED = re.compile("NV(?:P?[NT])?")  # "he released in May"
_RELATIVE = re.compile(r"W[^,;\".]*")
_AMOUNTS = ("CD", "$", "RB", "IN", "JJR")  # "40 miles", "about 40 miles", "more than 40 miles"
_NAMES = re.compile(r"N(?:[/N]*N)?")  # "the Herald / Selby Times | tracking poll"


class Mention(NamedTuple):
    """The units [first, last) that name a source.

    `antecedent` is what a relative pronoun stands for.
    """

    first: int
    last: int
    antecedent: tuple[int, int] | None = None


def mention_after(row: Row, index: int) -> Mention | None:
    """Find the mention that starts at unit `index`.

    It stands after a verb ("said Peter Lang") or "according to".
    """
    if index < len(row.shape) and row.shape[index] in "RJ":
        index += 1
    if index >= len(row.shape) or row.shape[index] != "N":
        return None
    last = _without_commas(row, index)
    if is_pronoun(row, index):
        return Mention(index, index + 1)
    while apposition := _APPOSITION.match(row.shape, last):
        if not _is_apposition(row, index, last + 1, apposition.end()):
            break
        last = apposition.end()
    return Mention(index, last)


def agent_after(
    row: Row, index: int, openings: frozenset[str] = frozenset({"that"})
) -> Mention | None:
    """Find the mention after "by", which ends where its content starts.

    For example "a report by the bank [that 40 died]".

    `openings` are the words that its content may open with: "was told by Weir [of 40 dead]".
    """
    mention = mention_after(row, index)
    if mention is None:
        return None
    # "valued by police [at 2 million euros]"
    ends = (
        at
        for at in range(mention.first + 1, mention.last)
        if row.words(at)[0] in words("level") | openings
    )
    return Mention(mention.first, next(ends, mention.last))


def is_source_noun(row: Row, index: int) -> bool:
    """Is this unit something that states things itself: a poll, a report?"""
    names = _NAMES.match(row.shape, index)
    nouns = (
        find_noun_cue(row.head(unit).text)
        for unit in range(index, names.end() if names else index + 1)
    )
    return any(noun is not None and noun.is_source for noun in nouns)


def can_state(row: Row, index: int) -> bool:
    """Can this noun phrase be cited as a source?

    A name, a person, a body, a document, but no reason.
    """
    head = row.head(index)
    noun = head.text.lower()
    is_known = is_role(noun) or is_role(noun.removesuffix("s")) or find_noun_cue(noun) is not None
    is_body = (
        listed("organisations").get(
            noun, listed("organisations").get(noun.removesuffix("s"), "part")
        )
        != "part"
    )
    return head.tag in ("NNP", "NNPS", "PRP") or is_known or is_body or is_people([noun])


def is_share(row: Row, index: int) -> bool:
    """Is this unit a share of those asked ("74 percent said")?

    They are what a poll counts, and not its source.
    """
    if row.words(index)[-1] in words("share"):
        return True
    # "two of the officers"
    is_partitive = row.shape[index + 1 : index + 2] == "P" and row.words(index + 1) == ["of"]
    return row.head(index).tag == "CD" and not is_partitive


def is_pronoun(row: Row, index: int) -> bool:
    """Is this unit a pronoun ("he", "they")?"""
    return row.head(index).tag == "PRP"


def _noun_end(row: Row, index: int) -> int:
    """Return the end of a noun phrase.

    Names that stand right after it are part of it ("police | spokesman Al Roe").
    """
    last = index + 1
    while row.shape[last : last + 1] == "N" and _goes_on(row, last):
        last += 1
    return last


def _goes_on(row: Row, index: int) -> bool:
    """Does a noun phrase go on with the one before it?

    No pronoun, no amount, and not the subject of a verb.
    """
    opens_amount = row.tokens[row.units[index].first].tag in _AMOUNTS
    return (
        not opens_amount and not is_pronoun(row, index) and row.shape[index + 1 : index + 2] != "V"
    )


def _is_name(row: Row, index: int) -> bool:
    return row.head(index).tag in ("NNP", "NNPS")


class _Source(NamedTuple):
    """The noun phrase at unit `first` that a mention starts with.

    `named` where it is somebody's name.
    """

    first: int
    named: bool


def _without_commas(row: Row, index: int) -> int:
    """Return the end of a noun phrase with its prepositional phrases, participles and brackets."""
    last = _noun_end(row, index)
    is_new = row.words(index)[0] in words("indefinite")  # "one Republican involved in the talks"
    named = _is_name(row, index) and not is_new and find_noun_cue(row.head(index).text) is None
    source = _Source(index, named)
    while last < len(row.units):
        ends = (reach(row, source, last) for reach in _REACHES)
        further = next((end for end in ends if end), 0)
        if not further:
            break
        last = further
    return last


def _phrase_end(row: Row, source: _Source, at: int) -> int:
    """Return the end of a prepositional phrase or a joined noun at a unit.

    For example "[of Selby]", "[and its rivals]"; else 0.
    """
    kind, following = row.shape[at], row.shape[at + 1 : at + 2]
    belongs = kind == "P" and following in ("N", "T") and _belongs(row, at, source.named)
    joined = kind == "C" and following == "N" and row.shape[at + 2 : at + 3] not in ("V", "R")
    return _noun_end(row, at + 1) if belongs or joined else 0


def _participle_end(row: Row, source: _Source, at: int) -> int:
    """Return the end of a participle at a unit: "a poll [conducted in May]"; else 0."""
    is_its = not source.named and (_is_participle(row, at) or _is_reduced(row, at))
    if not is_its or participle_cue(row, at) is not None:
        return 0
    participle = _PARTICIPLE.match(row.shape, at)
    return participle.end() if participle else at + 1


def _adjective_end(row: Row, source: _Source, at: int) -> int:
    """Return the end of an adjective behind its noun.

    For example "people [familiar with the talks]"; else 0.
    """
    if row.shape[at] != "J":
        return 0
    following = row.shape[at + 1 : at + 2]
    if following == "P":
        return _noun_end(row, at + 2) if row.shape[at + 2 : at + 3] == "N" else at + 1
    # "a campaign official who", taken for an adjective
    return at + 1 if following in ("W", ",", ".") else 0


def _reduced_clause_end(row: Row, source: _Source, at: int) -> int:
    """Return the end of a relative clause without its pronoun.

    For example "a paper [he released in May]"; else 0.
    """
    if row.shape[at : at + 2] != "NV" or row.relation(at + 1) != "rel":
        return 0
    clause = _REDUCED.match(row.shape, at)
    return clause.end() if clause else at + 1


def _poll_time_end(row: Row, source: _Source, at: int) -> int:
    """Return the end of the time of a poll: "a poll [out Monday]"; else 0."""
    time = POLL_TIME.match(row.shape, at)
    if time is None or source.named or not (row.shape[at] == "T" or row.words(at) == ["out"]):
        return 0
    is_its = is_source_noun(row, source.first) or row.shape[time.end() : time.end() + 1] == "P"
    return time.end() if is_its else 0


def _bracket_end(row: Row, source: _Source, at: int) -> int:
    """Return the end of a bracket at a unit: "Ann Lee [(R-Va.)]"; else 0."""
    bracket = _BRACKET.match(row.shape, at)
    return bracket.end() if bracket else 0


def _title_end(row: Row, source: _Source, at: int) -> int:
    """Return the end of a title in quotation marks: 'the ["Clean Water" paper]'; else 0."""
    title = None if source.named else _TITLE.match(row.shape, at)
    return title.end() + row.shape.startswith("N", title.end()) if title else 0


def _relative_end(row: Row, source: _Source, at: int) -> int:
    """Return the end of a relative clause at a unit: "a clerk [who saw it]"; else 0."""
    is_its = row.shape[at] == "W" and row.words(at)[0] in ("who", "that") and not source.named
    clause = _RELATIVE.match(row.shape, at) if is_its else None
    return clause.end() if clause else 0


# What may belong to a noun phrase behind it, in the order in which it is tried
_REACHES = (
    _phrase_end,
    _participle_end,
    _adjective_end,
    _reduced_clause_end,
    _poll_time_end,
    _bracket_end,
    _title_end,
    _relative_end,
)


def _is_participle(row: Row, index: int) -> bool:
    """Is this a participle, and not the only verb of its sentence?

    For example "Crews, according to police [recovered] 40".
    """
    is_main = (
        "V" not in row.shape
        and row.words(index)[-1].endswith("ed")
        and row.shape[index + 1 : index + 2] == "N"
    )
    return row.shape[index] == "G" and not is_main


def _is_reduced(row: Row, verb: int) -> bool:
    """Is this verb a participle or a relative clause?

    For example "in a poll [released] Monday", "papers she [filed] in May".
    """
    unit = row.units[verb]
    is_past = row.shape[verb] == "V" and unit.last - unit.first == 1 and row.head(verb).tag == "VBD"
    return is_past and row.shape[verb + 1 : verb + 2] in ("T", "P", ".", ",")


def participle_cue(row: Row, index: int) -> VerbCue | None:
    """Return the cue that a participle is.

    For example "according to police, citing ..." starts something new.
    """
    token = row.head(index)
    return (
        find_verb_cue([t.text for t in row.tokens], row.units[index].head)
        if token.text.endswith("ing")
        else None
    )


def _belongs(row: Row, preposition: int, named: bool) -> bool:
    """Does a prepositional phrase belong to the noun phrase before it?

    It may be the verb's: "said X in a statement".
    """
    word = row.words(preposition)[0]
    if row.shape[preposition + 1] == "T":
        return False
    if not named:
        return word not in words("circumstance")
    return word in words("belongs") or (
        word in words("belongs-to-name") and _is_name(row, preposition + 1)
    )


def _is_apposition(row: Row, noun: int, first: int, end: int) -> bool:
    """Do the units [first, end) after a comma belong to the noun phrase before it?"""
    kind, word = row.shape[first], row.words(first)[0]
    if kind == "W":
        return word in ("who", "whose", "which")
    if kind == "G":
        is_closed = is_source_noun(row, noun) and row.shape[end : end + 1] == ","
        return word in words("manner") or (is_closed and row.head(first).tag == "VBN")
    if kind == "P":
        return word in ("of", "from")
    name = first if kind == "J" else row.shape.index("N", first)
    if _opens_something_new(row, noun, name) and not _is_age(row, first, end):
        return False
    # "in a poll last week, the worst showing in a year"
    is_poll_of_nobody = is_source_noun(row, noun) and not (
        row.shape[first - 2] == "N" and _is_name(row, first - 2)
    )
    is_closed = row.shape[end : end + 1] not in ("V", "R", "C")
    return not is_poll_of_nobody and (row.relation(name) == "appos" or is_closed)


def _opens_something_new(row: Row, noun: int, name: int) -> bool:
    """Is a noun after a comma a subject, an amount, or one where there were several?"""
    opening = row.tokens[row.units[name].first]
    is_subject = is_pronoun(row, name) or row.relation(name) in ("subj", "expl")
    # "According to police, 40 cars burned", but "one of the largest unions"
    is_count = is_share(row, name) or (opening.tag == "CD" and opening.text != "one")
    is_plural = row.head(noun).tag == "NNS" or row.words(noun)[-1] == "police"
    # "two are missing, according to police, a man and his wife"
    return is_subject or is_count or (is_plural and opening.text in ("a", "an"))


def _is_age(row: Row, first: int, end: int) -> bool:
    """Are these units an age: "Peter Lang[, 58,]"?"""
    is_alone = end == first + 1 and len(row.words(first)) == 1
    return is_alone and row.tokens[row.units[first].first].tag == "CD"
