"""Find how far the mention of a source reaches that is the subject of a verb of saying.

In comes the row of a sentence (`clauses`) and the place of a verb in it, out goes the range of
units before the verb that name who speaks: "the Hamra Observatory, a monitoring group that relies
on volunteers," before "put the toll at 112". None where nobody is named there. The grammar is
written over the shapes of `clauses`; the tree says where a list starts, and which noun is the
subject after a preposition.
"""

from __future__ import annotations

import re

from claims.text.attribution.clauses import Row
from claims.text.attribution.mentions import POLL_TIME, Mention, is_source_noun, participle_cue
from claims.text.speech.cues import find_verb_cue, words

# A subject is looked for at most this many units before its verb, so that no sentence costs more
# than its length.
REACH = 40

_NOMINATIVES = (["he"], ["she"], ["they"], ["we"], ["i"])
# "who asked not to be named", "that it released in May", "who says he left", "who swims and trains
# 25 miles away"
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
_VERBS = re.compile(rf"{_RELATIVE}|V")  # those of relative clauses, and others
# Time and manner between the subject and the verb, which do not belong to the mention
_BETWEEN = re.compile(r"(?:P?T|R|,)+$")


def subject_before(row: Row, verb: int) -> Mention | None:
    """Find the mention that is the subject of the verb group at unit `verb`, before it."""
    end = _subject_end(row, verb)
    before = row.shape[end - 1] if end else ""
    if before == "W":
        return _relative(row, end - 1)
    if before == "C":  # "said 40 had died and [added]" has its subject from before
        return None
    if _stands_alone(row, end):
        return Mention(end - 1, end)
    low = max(0, end - REACH)
    starts = (at for at in range(low, end) if row.shape[at] == "N" and _may_start(row, at, verb))
    first = next((at for at in starts if _is_subject(row, at, end, verb)), None)
    if first is None:
        return None
    return _trimmed(row, _apposed_to(row, first), _with_time(row, first, end, verb))


def _subject_end(row: Row, verb: int) -> int:
    """Return where the subject of a verb ends.

    Before "as" and the adverbs and times that are the verb's.
    """
    end = verb
    while end and row.shape[end - 1] == "S" and row.words(end - 1) == ["as"]:
        end -= 1  # "a transcript as follows"
    # not the time of a participle before: "A survey released [last week] showed"
    while end and row.shape[end - 1] in "RT" and row.shape[end - 2 : end - 1] not in ("P", "V"):
        end -= 1
    return end


def _stands_alone(row: Row, end: int) -> bool:
    """Is a noun phrase a subject by itself?

    For example "Outside court [he] said", "a claim [the company] denied".
    """
    if not end or row.shape[end - 1] != "N":
        return False
    is_bound = row.shape[end - 2 : end] == "NN" and row.opens_phrase(end - 1)
    return is_bound or row.words(end - 1) in _NOMINATIVES


def _is_subject(row: Row, first: int, end: int, verb: int) -> bool:
    """Are the units [first, end) a noun phrase with what belongs to it, and no clause?"""
    found = _SUBJECT.fullmatch(row.shape, first, end)
    if found is None:
        return False
    listed = row.shape.index("N", found.start("list")) if found["list"] else None
    is_list = listed is None or row.relation(listed) == "conj"
    return is_list and not _holds_clause(row, first, end, verb)


def _holds_clause(row: Row, first: int, end: int, verb: int) -> bool:
    """Do the units [first, end) before a verb hold another clause?

    Participles and relative clauses alone are none.
    """
    verbs = [
        first + found.start() for found in _VERBS.finditer(row.shape[first:end]) if found[0] == "V"
    ]
    if (
        row.shape[verb] != "V"
    ):  # "Lang shot back in a letter stating": what is taken for a participle has a verb of its own
        return bool(verbs)
    return any(
        _is_no_participle(row, index) for index in verbs if "W" not in row.shape[first:index]
    )


def _is_no_participle(row: Row, verb: int) -> bool:
    """Is this a verb in the present ("the toll is higher")?

    But no "has" that stands apart, or one in the passive.
    """
    is_present = row.head(verb).tag in ("XZ", "XP", "VBZ", "VBP") and row.words(verb)[-1] not in (
        "has",
        "have",
    )
    return is_present or row.words(verb)[0] in ("was", "were")


def _apposed_to(row: Row, first: int) -> int:
    """Return where a subject starts whose apposition lacks its second comma.

    For example "[Ann Lee,] the head of it said".
    """
    is_apposed = (
        first > 1 and row.shape[first - 2 : first] == "N," and row.relation(first) == "appos"
    )
    return first - 2 if is_apposed and row.relation(first - 2) == "subj" else first


def _with_time(row: Row, first: int, end: int, verb: int) -> int:
    """Return the end of a subject with the time that belongs to a poll.

    For example "a poll [last week]", "a poll [out Monday]".
    """
    time = POLL_TIME.fullmatch(row.shape, end, verb)
    is_its = (
        time is not None
        and is_source_noun(row, first)
        and (verb - end == 1 or row.words(end) == ["out"])
    )
    return verb if is_its else end


def parsed_subject(row: Row, verb: int) -> Mention | None:
    """Return the subject that the tree gives a verb, before it."""
    group = row.units[verb].verb
    if group is None or group.subject is None:
        return None
    phrase = row.sentence.noun_phrases[group.subject]
    first = row.unit_at(phrase.first)
    if (
        first
        and row.shape[first - 1] == "P"
        and row.words(first - 1)[0] not in words("admits-subject")
    ):
        return None
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
        return row.shape[verb] != "V" or (
            parsed.first == first if parsed else "," not in row.shape[first:verb]
        )
    if kind in "VGI":
        cue = find_verb_cue(row.sentence.words, row.units[first - 1].head)
        return cue is not None and "clause" in cue.takes
    return True


def _trimmed(row: Row, first: int, end: int) -> Mention:
    """Leave out what the verb owns.

    For example "the ministry [on Tuesday] said", "the agency[, citing police,] said".
    """
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
    return Mention(
        first, between.start() if between and row.shape[between.start() - 1] not in "GV" else end
    )
