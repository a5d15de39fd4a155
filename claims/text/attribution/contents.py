"""Find what a verb of saying covers: the content behind it, or what nobody in particular says.

In comes the row of a sentence (`row`) with the place of the verb, its cue and its source, out go
the spans of the sentence that the verb speaks for. None where it speaks for nothing ("she said
so"). What stands beside the verb instead is found by `beside`.
"""

from __future__ import annotations

from claims.model import Span
from claims.text.attribution.endings import content_end, passive_end
from claims.text.attribution.frames import stretches
from claims.text.attribution.mentions import Mention
from claims.text.attribution.openings import content_start, skip_adverbials
from claims.text.attribution.row import Row
from claims.text.attribution.subjects import subject_before
from claims.text.grammar.shapes import Shape
from claims.text.speech.cues import CueClass, VerbCue, words

# before the subject of a clause of its own
_NEW_CLAUSE = Shape("( ;|:|- | , AND? ) ( ADV | PREP? TIME )* END")
_FINITE = Shape("VERB", "START ~VERB* PART PREP")  # before: "X fell", "40 according to police"
_BEFORE_PARTICIPLE = Shape("NOUN ( AND? NOUN | PREP NOUN )* END")
_INFINITIVE = Shape("ADV|TIME* INF")


def content_after(row: Row, after: int, cue: VerbCue, source: Mention) -> tuple[Span, ...]:
    """Return the content that follows a verb, or nothing; `after` is the unit after the verb."""
    start = content_start(row, after, cue, source)
    if start is None:
        return ()
    return stretches(row, start, content_end(row, after, cue, start, source))


def content_after_agent(
    row: Row, verb: int, agent: Mention, cue: VerbCue, *, is_said: bool
) -> tuple[Span, ...]:
    """Return what is said by an agent.

    For example "he was told by Weir [of 36 dead]", "[it was put at 40] by the army".

    Nothing where somebody is told nothing: "he was told by Weir to leave".
    """
    at = agent.last
    if row.opening(at) not in words("told"):
        at = skip_adverbials(row, at)
    if _is_told(row, at, cue):
        return stretches(row, at, passive_end(row, verb))
    if not (is_said or _is_stated(cue)):
        return ()
    first = _clause_start(row, verb)
    before = (Span(row.start(first), row.end(agent.first - 1)),)
    return (*before, *stretches(row, agent.last, passive_end(row, agent.last)))


def _is_told(row: Row, at: int, cue: VerbCue) -> bool:
    """Tell what somebody is told: "was told by Weir [of 36 dead]", "[that 36 had died]"."""
    follows = row.opening(at)
    return follows == "that" or ("hearer" in cue.takes and follows in words("told"))


def _is_stated(cue: VerbCue) -> bool:
    """Tell a verb that says of its object what is so."""
    return cue.kind is CueClass.ASKING or not cue.takes.isdisjoint(("object", "at", "of"))


def described(row: Row, participle: int) -> tuple[Span, ...]:
    """Return the noun phrase that a participle describes.

    For example "[40 deaths] reported by the hospital".
    """
    phrase = _BEFORE_PARTICIPLE.first(row.line, 0, participle)
    return (row.span(phrase.first, participle),) if phrase else ()


def _clause_start(row: Row, verb: int) -> int:
    """Return where the clause of a passive starts.

    After a semicolon, or a comma ("..., [it was put").
    """
    subject = subject_before(row, verb)
    if subject is None or subject.antecedent:
        return 0
    opening = _NEW_CLAUSE.first(row.line, 0, subject.first)
    return opening.last if opening and _FINITE.first(row.line, 0, opening.first) else 0


def content_of_passive(row: Row, verb: int, cue: VerbCue) -> tuple[Span, ...]:
    """Return what nobody in particular says.

    For example "it was reported [that 40 died]", "[40] are believed [to have died]".
    """
    at = skip_adverbials(row, verb + 1)
    if _is_passed_on(row, at, verb, cue):
        return stretches(row, at, passive_end(row, verb))
    if not _is_said_to(row, verb, cue):
        return ()
    subject = subject_before(row, verb)
    is_relative = subject is not None and subject.antecedent is not None
    first = subject.first if subject else verb
    return stretches(row, first, passive_end(row, verb, is_relative=is_relative))


def _is_passed_on(row: Row, at: int, verb: int, cue: VerbCue) -> bool:
    """Tell what a passive passes on: "the jury was told [that]", "is accused [of stealing 40]"."""
    if row.words(at) == ["that"]:
        is_it = row.words(verb - 1) == ["it"] and "clause" in cue.takes
        return is_it or "hearer" in cue.takes
    return "of" in cue.takes and row.words(at) == ["of"]


def _is_said_to(row: Row, verb: int, cue: VerbCue) -> bool:
    """Tell "are believed to have died"; "was asked to leave" passes on no statement."""
    is_said = "clause" in cue.takes and "hearer" not in cue.takes
    is_asked = cue.kind is CueClass.ASKING
    return is_said and not is_asked and _INFINITIVE.at(row.line, verb + 1) is not None
