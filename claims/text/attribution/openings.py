"""Find where the content of a verb of saying starts behind it.

In comes the row of a sentence (`row`) with the unit behind the verb, its cue and its source, out
goes the unit where the content starts: behind adverbs, times and whoever is told, at what the verb
takes. None where nothing starts that the verb takes ("the paper has 40 reporters").
"""

from __future__ import annotations

from collections.abc import Callable

from claims.text.attribution.mentions import Mention
from claims.text.attribution.row import Row
from claims.text.attribution.sources import is_share, is_source_noun
from claims.text.grammar.shapes import Shape
from claims.text.speech.cues import CueClass, VerbCue, words

_ADVERBIAL = Shape(
    "ADV",
    "ADJ PREP NOUN|TIME &THAT|WHICH",
    "TIME !VERB",
    "PREP NOUN|TIME !VERB",  # in a statement
    ", ADV? PREP NOUN|TIME , &THAT",
    "- ~-|;|QUOTE+12 - &THAT",  # - it was in May - that
    ", &THAT",
)
_HEARER = Shape(  # told reporters in Selby on Friday that
    "NOUN ( PREP NOUN|TIME | AND NOUN | ADV|TIME | , PREP? NOUN|TIME , )*?"
    " ( &THAT|NOUN|WHICH|INF|QUOTE|: | &( , QUOTE ) )"
)
_TIME = Shape("( PREP? TIME ,? | ADV , )*")  # before the subject: "On Sunday,"
_SET_OFF = Shape(", &NOUN|ADJ ( COUNTED | ~VERB* VERB )")
_SPEECH = Shape(",? :? QUOTE", ":")
# A clause without "that": a subject with what belongs to it, then its verb. Each alternative starts
# with units of its own or gives nothing back ("++"), so that the time stays bounded on any text.
_CLAUSE = Shape(
    "( ADV|TIME|AND|ADJ|OTHER | PREP NOUN|TIME )* NOUN|PART"  # in May the number
    " ( NOUN|ADV|TIME|ADJ|PART"  # of those killed, also
    " | PREP ADV|ADJ|PART*+ NOUN|TIME"  # of cars
    " | ,? AND ADV|ADJ*+ NOUN"  # and vans
    " | INF NOUN|TIME?+"  # to be moved
    " | , ~,|VERB|AND|WHICH|QUOTE*+ ,"  # , most of them old,
    " | ,? WHICH ~VERB|QUOTE*+ VERB ~VERB|,|QUOTE*+ ,?+"  # , which had stood there for years,
    " | OPEN ~OPEN|CLOSE*+ CLOSE"  # (D-Vt.)
    " )* VERB|PART"
)
_INFINITIVE = Shape("INF", "PREP QUOTE")
_OBJECT = Shape("NOUN|ADV|ADJ|PART")
_AMOUNT = Shape("BOUND &COUNTED NOUN")  # between 40 and 50, at least 85
_HOLDS_AMOUNT = Shape("~VERB|,|;|:|THAT|WHICH*? !VERB|,|;|:|THAT|WHICH COUNTED")
# What stands at a level or under a charge: "her losses", "approval of the mayor in May", "two men,
# Roe and Fell,"
_LEVELLED = "NOUN NOUN|ADJ* ( , ~,|VERB|PREP|QUOTE*+ , )? ( PREP NOUN|TIME|PART|ADJ+ )*?"
_PUT_AT = Shape(
    "NOUN &NOUN COUNTED",  # had the storm 120 miles off Selby
    f"{_LEVELLED} &PREP LEVEL &COUNTED|SHARE NOUN",  # put the toll at 40, at half of the voters
)
_WITH = Shape(f"{_LEVELLED} &PREP with NOUN|TIME|PART|ADJ")
_COUNTED_WHICH = Shape("COUNTED WHICH")  # the 40 that officials expect
# What anything that somebody "says" may start with
_SAYABLE = ("NOUN", "TIME", "ADV", "AND", "ADJ", "PART", "PREP", "OTHER")


def content_start(row: Row, after: int, cue: VerbCue, source: Mention) -> int | None:
    """Return the unit where the content starts of a verb that `after` is the next unit to."""
    at = _after_time(row, source, skip_adverbials(row, after), after)
    if at > after and row.kind(at) == "WHICH" and _is_tag(row, source):
        return None  # '"...," she said at a rally that drew 1,400'
    hearer = _HEARER.at(row.line, at) if "hearer" in cue.takes else None
    if hearer is not None:
        return hearer.last
    return at if _is_start(row, at, cue, source) else None


def _is_start(row: Row, at: int, cue: VerbCue, source: Mention) -> bool:
    """Tell what a verb takes as its content; behind the last word nothing is."""
    if at >= len(row):
        return False
    return any(taken in cue.takes and starts(row, at, cue, source) for taken, starts in _STARTS)


def skip_adverbials(row: Row, index: int) -> int:
    """Return the first unit from `index` on that is no adverb, time or place."""
    while adverbial := _ADVERBIAL.at(row.line, index):
        is_number = row.kind(index) == "PREP" and is_amount(row, index)
        if is_number or _is_distributed(row, index):
            break
        index = adverbial.last
    return index


def _is_distributed(row: Row, index: int) -> bool:
    """Tell a time that what follows is said of: "said [each year] of education costs"."""
    return row.kind(index) == "TIME" and row.words(index + 1) == ["of"]


def is_amount(row: Row, index: int) -> bool:
    """Tell a preposition and a number that together are an amount.

    For example "between 40 and 50", "at least 85".
    """
    return _AMOUNT.at(row.line, index) is not None


def _after_time(row: Row, source: Mention, at: int, after: int) -> int:
    """Step over the comma that some writers set before content.

    For example "The army said on Sunday, 40 were infected".
    """
    is_timed = at > after and _TIME.fills(row.line, 0, source.first) is not None
    return at + 1 if is_timed and _SET_OFF.at(row.line, at) else at


def _is_tag(row: Row, source: Mention) -> bool:
    """Tell a verb of saying behind what was said: '"...," he said'."""
    return row.kind(source.first - 1) == "QUOTE"


def _is_speech(row: Row, at: int, cue: VerbCue, source: Mention) -> bool:
    return _SPEECH.at(row.line, at) is not None


def _is_clause(row: Row, at: int, cue: VerbCue, source: Mention) -> bool:
    """Tell what opens a clause that somebody says, with "that" or without."""
    kind = row.kind(at)
    if kind in ("THAT", "WHICH"):
        return row.opening(at) not in words("conjunction")
    if kind == "VERB":
        return _is_gap(row, cue, source)
    if kind == "PREP" and not is_amount(row, at):
        return False
    return _is_sayable(kind, row, cue, source) or _is_bare_clause(row, at, cue)


def _is_sayable(kind: str, row: Row, cue: VerbCue, source: Mention) -> bool:
    """Tell what anybody may say in his own words."""
    return cue.verb == "say" and kind in _SAYABLE and not _is_tag(row, source)


def _is_bare_clause(row: Row, at: int, cue: VerbCue) -> bool:
    """Tell a clause without "that", or a share alone: "found an astonishing 73 percent"."""
    return _is_found_share(row, at, cue) or _CLAUSE.at(row.line, at) is not None


def _is_gap(row: Row, cue: VerbCue, source: Mention) -> bool:
    """Tell a verb whose subject is what the clause of saying belongs to.

    For example "a plan that officials say [will cost] 40", but not "the 40 that officials expect
    [are] gone".
    """
    is_relative = row.kind(source.first - 1) == "WHICH"
    before = source.first - 2
    is_expected = "object" in cue.takes and before >= 0 and _COUNTED_WHICH.at(row.line, before)
    return is_relative and not is_expected


def _is_found_share(row: Row, at: int, cue: VerbCue) -> bool:
    """Tell a share that a study finds: "found an astonishing 73 percent"."""
    is_finding = row.kind(at) == "NOUN" and cue.kind is CueClass.FINDING
    return is_finding and is_share(row, at)


def _is_infinitive(row: Row, at: int, cue: VerbCue, source: Mention) -> bool:
    return _INFINITIVE.at(row.line, at) is not None


def _is_object(row: Row, at: int, cue: VerbCue, source: Mention) -> bool:
    """Tell an object; of what is promised or wanted only a number can be checked.

    For example "offered the city 30 million crowns", not "offered advice, which took 2 years".
    """
    is_empty = cue.kind is CueClass.INTENDING and not _HOLDS_AMOUNT.at(row.line, at)
    return not is_empty and (_OBJECT.at(row.line, at) is not None or is_amount(row, at))


def _is_put_at(row: Row, at: int, cue: VerbCue, source: Mention) -> bool:
    """Tell "the toll at 40", or an amount beside its noun; not "put a band on a bird at Selby"."""
    return _PUT_AT.at(row.line, at) is not None


def _is_charge(row: Row, at: int, cue: VerbCue, source: Mention) -> bool:
    """Tell "charged two men with fraud"."""
    return _WITH.at(row.line, at) is not None


def _is_tally(row: Row, at: int, cue: VerbCue, source: Mention) -> bool:
    """Tell whether a source says something of somebody.

    For example "the poll has Roe at 42", not "the paper has 40 reporters".
    """
    if row.kind(at) not in ("NOUN", "OTHER") or not _has_findings(row, source, cue):
        return False
    return cue.verb != "have" or _is_somebody(row, at) or _is_put_at(row, at, cue, source)


def _is_somebody(row: Row, at: int) -> bool:
    """Tell a name or a pronoun, and also "Yes" and "No"."""
    opening = row.tokens[row.units[at].first]
    return opening.text[0].isupper() or opening.tag == "PRP"


def _has_findings(row: Row, source: Mention, cue: VerbCue) -> bool:
    """Tell a poll or a report; so may "it" be with "showed", but not with "gave" or "had"."""
    first = source.antecedent[0] if source.antecedent else source.first
    is_pronoun = "clause" in cue.takes and row.closing(first) in ("it", "they")
    return is_pronoun or is_source_noun(row, first)


# What tells the content of a verb, by what the verb takes
_STARTS: tuple[tuple[str, Callable[[Row, int, VerbCue, Mention], bool]], ...] = (
    ("quote", _is_speech),
    ("clause", _is_clause),
    ("infinitive", _is_infinitive),
    ("object", _is_object),
    ("at", _is_put_at),
    ("with", _is_charge),
    ("tally", _is_tally),
)
