"""Find how far the mention of a source reaches that is the subject of a verb of saying.

In comes the row of a sentence (`row`) and the place of a verb in it, out goes the range of units
before the verb that name who speaks: "the Hamra Observatory, a monitoring group that relies on
volunteers," before "put the toll at 112". None where nobody is named there. The tree says where a
list starts, and which noun is the subject after a preposition.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.text.attribution.belonging import POLL_TIME, participle_cue
from claims.text.attribution.mentions import Mention
from claims.text.attribution.row import Row
from claims.text.attribution.sources import is_source_noun
from claims.text.grammar.shapes import Shape
from claims.text.speech.cues import words

# A subject is looked for at most this many units before its verb, so that no sentence costs more
# than its length.
REACH = 40

_NOMINATIVES = (["he"], ["she"], ["they"], ["we"], ["i"])
_MORE = "~,|;|QUOTE|VERB|WHICH"
_STOP = ",|;|:|QUOTE|VERB|WHICH"
# "who asked not to be named", "that it released in May", "who says he left", "who swims and trains"
_RELATIVE_VERBS = f"WHICH {_MORE}*+ VERB ( THAT? NOUN++ VERB | ~,|;|QUOTE|VERB*? AND ADV? VERB )?"
_RELATIVE = f"{_RELATIVE_VERBS} {_MORE}*+"
_ASIDE = f", ( ~{_STOP}++ | ~{_STOP}*+ {_RELATIVE} )"
# A noun with what may stand between it and its verb. "++" keeps the time bounded on any text.
_SUBJECT = Shape(
    "NOUN+ ("
    " , ADV|ADJ* listed=NOUN NOUN*+ ( PREP ADJ|ADV* NOUN )*+"  # Growers, traders of Selby
    " ( , ADV|ADJ* NOUN++ ( PREP ADJ|ADV* NOUN )*+ )*5 ,? AND ADV|ADJ* NOUN"  # and the port
    " | PREP ADV|ADJ|AND* ( NOUN+ | TIME ) | PREP PART|ADJ"  # in Bergen, of those surveyed
    " | TIME"  # a poll this week
    " | AND ADV|ADJ* NOUN|PART"  # and its rivals
    " | PART ADV|PREP*+ NOUN|TIME|ADJ?+"  # led by Tamsin Oduya, speaking anonymously
    " | INF PREP?+ NOUN|TIME?+"  # to be named
    " | ADV|ADJ"  # alone, familiar (with)
    " | OPEN ~OPEN|CLOSE* CLOSE"  # (D-Vt.)
    " | - ~-|;|QUOTE|VERB|WHICH+40 -"  # - a local farmer -
    f" | {_RELATIVE}"
    " | VERB ( ADV | TIME | PREP ( NOUN++ | TIME ) )++"  # released Wednesday, before another verb
    f" | ( {_ASIDE} )+ ,"  # , a monitor that relies on volunteers,
    f" | ( {_ASIDE} )* , ~{_STOP}*? ( {_RELATIVE_VERBS} {_MORE}*? )? CLOSE &{_STOP}|END"
    " )*"
)
_VERBS = Shape(_RELATIVE, "VERB")  # those of relative clauses, and others
# Time and manner between the subject and the verb, which do not belong to the mention
_BETWEEN = Shape("( PREP? TIME | ADV | , )+ END")
_APPOSED = Shape("NOUN ,")
_PRESENT = ("XZ", "XP", "VBZ", "VBP")


def subject_before(row: Row, verb: int) -> Mention | None:
    """Find the mention that is the subject of the verb group at unit `verb`, before it."""
    end = _subject_end(row, verb)
    before = row.kind(end - 1)
    if before == "WHICH":
        return _relative(row, end - 1)
    if before == "AND":  # "said 40 had died and [added]" has its subject from before
        return None
    if _is_alone(row, end):
        return Mention(end - 1, end)
    first = next(_starts(row, end, verb), None)
    if first is None:
        return None
    return _trimmed(row, _apposed_to(row, first), _with_time(row, first, end, verb))


def _starts(row: Row, end: int, verb: int) -> Iterator[int]:
    """Yield the units where a subject that ends at a unit may start, from the left."""
    for at in range(max(0, end - REACH), end):
        if row.kind(at) == "NOUN" and _may_start(row, at, verb) and _is_subject(row, at, end, verb):
            yield at


def _subject_end(row: Row, verb: int) -> int:
    """Return where the subject of a verb ends, before "as" and the adverbs and times of it."""
    end = verb
    while row.kind(end - 1) == "THAT" and row.words(end - 1) == ["as"]:
        end -= 1  # "a transcript as follows"
    # not the time of a participle before: "A survey released [last week] showed"
    while row.kind(end - 1) in ("ADV", "TIME") and row.kind(end - 2) not in ("PREP", "VERB"):
        end -= 1
    return end


def _is_alone(row: Row, end: int) -> bool:
    """Tell a noun phrase that is a subject by itself.

    For example "Outside court [he] said", "a claim [the company] denied".
    """
    if row.kind(end - 1) != "NOUN":
        return False
    is_bound = row.kind(end - 2) == "NOUN" and row.is_opened(end - 1)
    return is_bound or row.words(end - 1) in _NOMINATIVES


def _is_subject(row: Row, first: int, end: int, verb: int) -> bool:
    """Tell units [first, end) that are a noun phrase with what belongs to it, and no clause."""
    found = _SUBJECT.fills(row.line, first, end)
    if found is None:
        return False
    is_list = "listed" not in found or row.relation(found.at("listed")) == "conj"
    return is_list and not _has_clause(row, first, end, verb)


def _has_clause(row: Row, first: int, end: int, verb: int) -> bool:
    """Tell whether the units [first, end) before a verb hold another clause.

    Participles and relative clauses alone are none.
    """
    found = (one.first for one in _VERBS.each(row.line, first, end))
    verbs = [at for at in found if row.kind(at) == "VERB"]
    if row.kind(verb) != "VERB":
        # "Lang shot back in a letter stating": what is taken for a participle has its own verb
        return bool(verbs)
    return any(_is_main(row, first, at) for at in verbs)


def _is_main(row: Row, first: int, verb: int) -> bool:
    """Tell a verb that is no participle and in no relative clause from a unit on."""
    return "WHICH" not in row.kinds(first, verb) and _is_no_participle(row, verb)


def _is_no_participle(row: Row, verb: int) -> bool:
    """Tell a verb in the present ("the toll is higher"), or in the passive.

    No "has" that stands apart.
    """
    is_present = row.head(verb).tag in _PRESENT and row.closing(verb) not in ("has", "have")
    return is_present or row.opening(verb) in ("was", "were")


def _apposed_to(row: Row, first: int) -> int:
    """Return where a subject starts whose apposition lacks its second comma.

    For example "[Ann Lee,] the head of it said".
    """
    if first < 2 or not _APPOSED.fills(row.line, first - 2, first):
        return first
    is_apposed = row.relation(first) == "appos" and row.relation(first - 2) == "subj"
    return first - 2 if is_apposed else first


def _with_time(row: Row, first: int, end: int, verb: int) -> int:
    """Return the end of a subject with the time that belongs to a poll.

    For example "a poll [last week]", "a poll [out Monday]".
    """
    is_timed = verb - end == 1 or row.words(end) == ["out"]
    is_its = is_timed and POLL_TIME.fills(row.line, end, verb) and is_source_noun(row, first)
    return verb if is_its else end


def parsed_subject(row: Row, verb: int) -> Mention | None:
    """Return the subject that the tree gives a verb, before it."""
    group = row.units[verb].verb
    if group is None or group.subject is None:
        return None
    phrase = row.sentence.noun_phrases[group.subject]
    first = row.unit_at(phrase.first)
    last = row.unit_at(row.sentence.extent(phrase.chunk)[1] - 1) + 1
    is_before = row.kind(first) == "NOUN" and first < last <= verb
    return Mention(first, last) if is_before and not _is_under(row, first - 1) else None


def _is_under(row: Row, preposition: int) -> bool:
    """Tell a preposition after which no subject starts."""
    return row.kind(preposition) == "PREP" and not _may_precede_subject(row, preposition)


def _may_precede_subject(row: Row, preposition: int) -> bool:
    """Tell a preposition after which a subject may start: "[with] officials saying"."""
    return row.opening(preposition) in words("admits-subject")


def _relative(row: Row, pronoun: int) -> Mention | None:
    """Return the mention "who" or "which" with the noun phrase before it."""
    if row.head(pronoun).text.lower() not in words("subject-pronoun"):
        return None
    noun = pronoun - 1
    while row.kind(noun) in (",", "TIME", "-"):
        noun -= 1
    if row.kind(noun) != "NOUN":
        return None
    while row.kind(noun - 2) == "NOUN" and _is_belonging(row, noun - 1):
        noun -= 2
    return Mention(pronoun, pronoun + 1, (noun, pronoun))


def _is_belonging(row: Row, preposition: int) -> bool:
    """Tell a preposition whose phrase always belongs to what is before it: "mayor [of] Selby"."""
    return row.kind(preposition) == "PREP" and row.opening(preposition) in words("belongs")


def _may_start(row: Row, first: int, verb: int) -> bool:
    """Tell whether the subject of a verb can start at a unit, seen from what stands before it."""
    kind = row.kind(first - 1)
    if kind == "PREP":
        return _may_precede_subject(row, first - 1) and _is_governed(row, first, verb)
    if kind in ("VERB", "PART", "INF"):
        cue = row.verb_cue(first - 1)
        return cue is not None and "clause" in cue.takes
    return True


def _is_governed(row: Row, first: int, verb: int) -> bool:
    """Tell whether a noun behind a preposition may still be the subject of a verb.

    Not in "As [a part] of the deal, Oduya said".
    """
    if row.kind(verb) != "VERB":
        return True
    parsed = parsed_subject(row, verb)
    return parsed.first == first if parsed else "," not in row.kinds(first, verb)


def _trimmed(row: Row, first: int, end: int) -> Mention:
    """Leave out what the verb owns.

    For example "the ministry [on Tuesday] said", "the agency[, citing police,] said".
    """
    interruption = next(_interruptions(row, first, end), None)
    if interruption is not None:
        return Mention(first, interruption)
    if row.kind(end - 1) == ",":
        return Mention(first, end - 1)
    if is_source_noun(row, first):  # "a Herald poll last week"
        return Mention(first, end)
    return Mention(first, _before_time(row, first, end))


def _interruptions(row: Row, first: int, end: int) -> Iterator[int]:
    """Yield the commas within a subject, up to a dash, behind which something interrupts it."""
    for at in range(first + 1, end - 1):
        if row.kind(at - 1) == "-":
            return
        if row.kind(at) == "," and _is_interruption(row, at + 1):
            yield at


def _before_time(row: Row, first: int, end: int) -> int:
    """Return where a subject ends before the time and manner that belong to its verb."""
    between = _BETWEEN.first(row.line, first + 1, end)
    is_verbs = between is not None and row.kind(between.first - 1) not in ("PART", "VERB")
    return between.first if between and is_verbs else end


def _is_interruption(row: Row, index: int) -> bool:
    """Tell what behind a comma belongs to the sentence, and not to the source before it.

    For example "Lind[, however,] said", "Lind[, citing police,] said", "Lind[, in turn,] said".
    """
    word, kind = row.opening(index), row.kind(index)
    if kind == "PART" and participle_cue(row, index):
        return True
    if kind == "PREP" and word in words("interruption"):
        return True
    return word in words("aside") and row.kind(index + 1) == ","
