"""Find how far the mention of a source reaches: its noun phrase with all that belongs to it.

In comes the row of a sentence (`clauses`) and the place of a cue in it, out goes the range of
units that name the source: "the Hamra Observatory, a monitoring group that relies on volunteers,"
before "put the toll at 112", "Peter Lang, an analyst at Bank Vontal" after "said". None where nobody is
named there. The grammar is written over the shapes of `clauses`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.text.attribution.clauses import Row
from claims.text.attribution.cues import VerbCue, find_noun_cue, find_verb_cue, words

# A subject is looked for at most this many units before its verb, so that no sentence costs more than its length.
REACH = 40

# "who asked not to be named", "that it released in May", "who says he left", "who swims and trains 25 miles away"
_RELATIVE = r'W[^,;"VW]*+V(?:S?N++V|[^,;"VW]*?CR?V)?[^,;"VW]*+'
# Possessive quantifiers ("++") keep the time of these patterns bounded on any text.
# What may stand between a subject's noun and its verb
_SUBJECT = re.compile(
    rf"""
    N+
    (?:
      (?P<list> (?: ,[RJ]*N++(?:P[JR]*N)*+ ){{1,6}} ,?C[RJ]*N )   # "Growers[, traders and the port]"
    | P[RJC]*(?:N+|T) | P[GJ]     # "of the Marine Institute", "in Bergen", "of those surveyed"
    | T                           # "a poll this week"
    | C[RJ]*[NG]                  # "and its rivals"
    | G[RP]*+[NTJ]?+ | IP?+[NT]?+   # "led by Tamsin Oduya", "speaking anonymously", "to be named"
    | [RJ]                        # "alone", "familiar (with)"
    | \([^()]*\)                  # "(D-Vt.)"
    | -[^-;"VW]{{1,40}}-            # "- a local farmer -"
    | {_RELATIVE}
    | V(?:R|T|P(?:N++|T))++       # "released Wednesday" before another verb
    | (?: , (?: [^,;:"VW]++ | [^,;:"VW]*+{_RELATIVE} ) )+ (?:,|(?<=\)))   # ", a monitor that relies on volunteers,"
    )*
    """,
    re.VERBOSE,
)
# Time and manner between the subject and the verb, which do not belong to the mention
_BETWEEN = re.compile(r"(?:P?T|R|,)+$")
# After the noun phrase in "said Peter Lang, an analyst at Bank Vontal, who ..."
_WORDS = r'(?:[^,;:"VW.]|"[^"]{1,12}")*'  # with a word or two in quotation marks
_BRACKET = re.compile(r"\([^(),;V]{1,10}\)")  # "(R-Va.)", "(then the minister of works)"
_TITLE = re.compile(r'"[^"V]{1,10}"')  # 'his book "The Long Road"'
_POLL_TIME = re.compile(r"[oPR]?T")  # "a poll last week", "a poll out Monday"
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


class Mention(NamedTuple):
    """The units [first, last) that name a source; `antecedent` is what a relative pronoun stands for."""

    first: int
    last: int
    antecedent: tuple[int, int] | None = None


def subject_before(row: Row, verb: int) -> Mention | None:
    """Find the mention that is the subject of the verb group at unit `verb`, before it."""
    end = verb
    while end > 0 and row.shape[end - 1] == "S" and row.words(end - 1) == ["as"]:  # "a transcript as follows"
        end -= 1
    # not the time of a participle before: "A survey released [last week] showed"
    while end > 0 and row.shape[end - 1] in "RT" and row.shape[end - 2 : end - 1] not in ("P", "V"):
        end -= 1
    if end and row.shape[end - 1] == "W":
        return _relative(row, end - 1)
    if end and row.shape[end - 1] == "C":  # "said 40 had died and [added]" has its subject from before
        return None
    low = max(0, end - REACH)
    for first in range(low, end):
        if row.shape[first] != "N" or not _may_start(row, first, verb):
            continue
        found = _SUBJECT.fullmatch(row.shape, first, end)
        if found is None or (found["list"] and row.relation(row.shape.index("N", found.start("list"))) != "conj"):
            continue
        # "Lang shot back in a letter stating": a verb between is a participle only where another verb follows
        if row.shape[verb] == "V" or "V" not in re.sub(r"W[^V]*V", "", row.shape[first:end]):
            return _trimmed(row, _apposed_to(row, first), _with_time(row, first, end, verb))
    return None


def _apposed_to(row: Row, first: int) -> int:
    """Return where a subject starts whose apposition lacks its second comma: "[Ann Lee,] the head of it said"."""
    is_apposed = first > 1 and row.shape[first - 2 : first] == "N," and row.relation(first) == "appos"
    return first - 2 if is_apposed and row.relation(first - 2) == "subj" else first


def _with_time(row: Row, first: int, end: int, verb: int) -> int:
    """Return the end of a subject with the time that belongs to a poll: "a poll [last week]", "a poll [out Monday]"."""
    time = _POLL_TIME.fullmatch(row.shape, end, verb)
    is_its = time is not None and is_source_noun(row, first) and (verb - end == 1 or row.words(end) == ["out"])
    return verb if is_its else end


def parsed_subject(row: Row, verb: int) -> Mention | None:
    """Return the subject that the tree gives a verb, before it."""
    group = row.units[verb].verb
    if group is None or group.subject is None:
        return None
    phrase = row.sentence.noun_phrases[group.subject]
    first = row.unit_at(phrase.first)
    last = row.unit_at(row.sentence.extent(phrase.chunk)[1] - 1) + 1
    if row.shape[first] != "N" or not first < last <= verb:
        return None
    return Mention(first, last)


def _relative(row: Row, pronoun: int) -> Mention | None:
    """Return the mention "who" or "which" with the noun phrase before it."""
    if row.head(pronoun).text.lower() not in ("who", "which", "that"):
        return None
    noun = pronoun - 1
    while noun >= 0 and row.shape[noun] in ",T-":
        noun -= 1
    if noun < 0 or row.shape[noun] != "N":
        return None
    while (
        noun >= 2
        and row.shape[noun - 1] == "P"
        and row.shape[noun - 2] == "N"
        and row.words(noun - 1)[0] in words("belongs")
    ):
        noun -= 2
    return Mention(pronoun, pronoun + 1, (noun, pronoun))


def _may_start(row: Row, first: int, verb: int) -> bool:
    """Can the subject of a verb start at this unit, seen from what stands before it?"""
    if first == 0:
        return True
    kind = row.shape[first - 1]
    if kind == "P":
        if row.words(first - 1)[0] not in words("admits-subject"):
            return False
        # "As a part of the deal, Oduya said"
        parsed = parsed_subject(row, verb)
        return row.shape[verb] != "V" or (parsed.first == first if parsed else "," not in row.shape[first:verb])
    if kind in "VGI":
        cue = find_verb_cue([token.text for token in row.tokens], row.units[first - 1].head)
        return cue is not None and "clause" in cue.takes
    return True


def _trimmed(row: Row, first: int, end: int) -> Mention:
    """Leave out what the verb owns: "the ministry [on Tuesday] said", "the agency[, citing police,] said"."""
    for index in range(first + 1, end - 1):
        kind = row.shape[index + 1]
        if row.shape[index] != "," or "-" in row.shape[first:index]:
            continue
        if row.words(index + 1)[0] in words("aside") and row.shape[index + 2 : index + 3] == ",":
            return Mention(first, index)  # "Lind, however, said"
        if (kind == "G" and participle_cue(row, index + 1)) or (
            kind == "P" and row.words(index + 1)[0] in words("interruption")
        ):
            return Mention(first, index)
    if row.shape[end - 1] == ",":
        return Mention(first, end - 1)
    if is_source_noun(row, first):  # "a Herald poll last week"
        return Mention(first, end)
    between = _BETWEEN.search(row.shape, first + 1, end)
    return Mention(first, between.start() if between and row.shape[between.start() - 1] != "G" else end)


def mention_after(row: Row, index: int) -> Mention | None:
    """Find the mention that starts at unit `index`, after a verb ("said Peter Lang") or "according to"."""
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


def is_source_noun(row: Row, index: int) -> bool:
    """Is this unit something that states things itself: a poll, a report?"""
    noun = find_noun_cue(row.head(index).text)
    return noun is not None and noun.is_source


def is_share(row: Row, index: int) -> bool:
    """Is this unit a share of those asked ("74 percent said"), who are what a poll counts and not its source?"""
    if row.words(index)[-1] in words("share"):
        return True
    is_partitive = row.shape[index + 1 : index + 2] == "P" and row.words(index + 1) == ["of"]  # "two of the officers"
    return row.head(index).tag == "CD" and not is_partitive


def is_pronoun(row: Row, index: int) -> bool:
    """Is this unit a pronoun ("he", "they")?"""
    return row.head(index).tag == "PRP"


def _noun_end(row: Row, index: int) -> int:
    """Return the end of a noun phrase, together with names that stand right after it ("police | spokesman Al Roe")."""
    last = index + 1
    while row.shape[last : last + 1] == "N" and not is_pronoun(row, last) and row.shape[last + 1 : last + 2] != "V":
        last += 1
    return last


def _is_name(row: Row, index: int) -> bool:
    return row.head(index).tag in ("NNP", "NNPS")


def _without_commas(row: Row, index: int) -> int:
    """Return the end of a noun phrase with its prepositional phrases, participles and brackets."""
    last = _noun_end(row, index)
    named = _is_name(row, index) and find_noun_cue(row.head(index).text) is None
    shape = row.shape
    while last < len(shape):
        kind, following = shape[last], shape[last + 1 : last + 2]
        belongs = kind == "P" and following in ("N", "T") and _belongs(row, last, named)
        joined = kind == "C" and following == "N" and shape[last + 2 : last + 3] not in ("V", "R")
        if belongs or joined:
            last = _noun_end(row, last + 1)
        elif not named and (kind == "G" or _is_reduced(row, last)) and participle_cue(row, last) is None:
            participle = re.compile("[GV]R?(?:[NT]|PT)?").match(shape, last)
            last = participle.end() if participle else last + 1
        elif kind == "J" and following == "P":  # "people familiar with the talks"
            last = _noun_end(row, last + 2) if shape[last + 2 : last + 3] == "N" else last + 1
        elif kind == "J" and following in ("W", ",", "."):  # "a campaign official who", taken for an adjective
            last += 1
        elif kind + following == "NV" and row.relation(last + 1) == "rel":  # "a paper he released in May"
            clause = re.compile("NV(?:P?[NT])?").match(shape, last)
            last = clause.end() if clause else last + 1
        elif (time := _POLL_TIME.match(shape, last)) and not named and (kind == "T" or row.words(last) == ["out"]):
            if not is_source_noun(row, index) and shape[time.end() : time.end() + 1] != "P":
                break
            last = time.end()
        elif bracket := _BRACKET.match(shape, last):
            last = bracket.end()
        elif kind == '"' and not named and (title := _TITLE.match(shape, last)):
            last = title.end() + shape.startswith("N", title.end())  # 'the "Clean Water" paper'
        elif kind == "W" and row.words(last)[0] in ("who", "that") and not named:
            clause = re.compile(r"W[^,;\".]*").match(shape, last)
            last = clause.end() if clause else last + 1
        else:
            break
    return last


def _is_reduced(row: Row, verb: int) -> bool:
    """Is this verb a participle or a relative clause: "in a poll [released] Monday", "papers she [filed] in May"?"""
    unit = row.units[verb]
    is_past = row.shape[verb] == "V" and unit.last - unit.first == 1 and row.head(verb).tag == "VBD"
    return is_past and row.shape[verb + 1 : verb + 2] in ("T", "P", ".", ",")


def participle_cue(row: Row, index: int) -> VerbCue | None:
    """Return the cue that a participle is: "according to police, citing ..." starts something new."""
    token = row.head(index)
    return find_verb_cue([t.text for t in row.tokens], row.units[index].head) if token.text.endswith("ing") else None


def _belongs(row: Row, preposition: int, named: bool) -> bool:
    """Does a prepositional phrase belong to the noun phrase before it, or to the verb ("said X in a statement")?"""
    word = row.words(preposition)[0]
    if row.shape[preposition + 1] == "T":
        return False
    if not named:
        return word not in words("circumstance")
    return word in words("belongs") or (word in words("belongs-to-name") and _is_name(row, preposition + 1))


def _is_apposition(row: Row, noun: int, first: int, end: int) -> bool:
    """Do the units [first, end) after a comma belong to the noun phrase before it?"""
    kind = row.shape[first]
    if kind == "W":
        return row.words(first)[0] in ("who", "whose", "which")
    if kind == "G":
        is_closed = is_source_noun(row, noun) and row.shape[end : end + 1] == ","
        return row.words(first)[0] in words("manner") or (is_closed and row.head(first).tag == "VBN")
    if kind == "P":
        return row.words(first)[0] in ("of", "from")
    name = first if kind == "J" else row.shape.index("N", first)
    relation = row.relation(name)
    opening = row.tokens[row.units[name].first]
    is_age = end == first + 1 and len(row.words(first)) == 1 and opening.tag == "CD"  # "Peter Lang, 58,"
    is_count = is_share(row, name) or (opening.tag == "CD" and opening.text != "one")  # "one of the largest unions"
    if is_pronoun(row, name) or relation in ("subj", "expl") or (is_count and not is_age):
        return False  # "According to police, 40 cars burned"
    is_plural = row.head(noun).tag == "NNS" or row.words(noun)[-1] == "police"
    if opening.text in ("a", "an") and is_plural:
        return False  # "two are missing, according to police, a man and his wife"
    if is_source_noun(row, noun) and not (row.shape[first - 2] == "N" and _is_name(row, first - 2)):
        return False  # "in a poll last week, the worst showing in a year"
    return relation == "appos" or row.shape[end : end + 1] not in ("V", "R", "C")
