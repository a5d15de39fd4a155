"""Find what a verb of saying covers: the content that starts after it, or what it stands beside.

In comes the row of a sentence (`clauses`) with the place of the verb, its cue and its source, out
go the spans of the sentence that the verb speaks for. None where it speaks for nothing ("she said
so").
"""

from __future__ import annotations

import re

from claims.model import Span
from claims.text.attribution.clauses import Row
from claims.text.attribution.endings import QUOTED, content_end, passive_end
from claims.text.attribution.frames import stretches
from claims.text.attribution.mentions import Mention, is_share, is_source_noun
from claims.text.attribution.subjects import subject_before
from claims.text.speech.cues import CueClass, VerbCue, words

# Adverbs, time and place that stand between a verb and its content: "said in a statement on Friday
# that", "said - it was in May - that"
_ADVERBIAL = re.compile(
    r"R|JP[NT](?=[SW])|T(?!V)|P[NT](?!V)|,R?P[NT],(?=S)|-[^-;\"]{1,12}-(?=S)|,(?=S)"
)
# "told reporters in Selby on Friday that"
_HEARER = re.compile(r'N(?:P[NT]|CN|[RT]|,P?[NT],)*?(?=[SNWI":]|,")')
_NEW_CLAUSE = re.compile(r"(?:[;:-]|,C?)(?:R|P?T)*$")  # before the subject of a clause of its own
_FINITE = re.compile(r"V|^[^V]*GP")  # a clause before it: "X fell", "40 according to police"
TOLD_OPENINGS = frozenset(("that", "of", "about"))  # "was told by Weir [of 40 dead]"
_BEFORE_PARTICIPLE = re.compile(r"N(?:C?N|PN)*$")
_TIME = re.compile(r"(?:P?T,?|R,)*")  # before the subject: "On Sunday,"
_SPEECH = re.compile(r',?:?"|:')
# A clause without "that": a subject with what belongs to it, then its verb. Each alternative starts
# with letters of its own or gives nothing back ("+"), so that the time stays bounded on any text.
_CLAUSE = re.compile(
    r"""
    (?:[RTCJo]|P[NT])* [NG]               # "in May the number"
    (?:
        [NRTJG]                           # "of those killed", "also"
      | P[RJG]*+[NT]                      # "of cars"
      | ,?C[RJ]*+N                        # "and vans"
      | I[NT]?+                           # "to be moved"
      | ,[^,VCW"]*+,                      # ", most of them old,"
      | ,?W[^V"]*+V[^V,"]*+,?+            # ", which had stood there for years,"
      | \([^()]*+\)                       # "(D-Vt.)"
    )*
    [VG]
    """,
    re.VERBOSE,
)
# What stands at a level or under a charge: "her losses", "approval of the mayor in May", "two men,
# Roe and Fell,"
_LEVELLED = re.compile(r'N[NJ]*(?:,[^,VP"]*+,)?(?:P[NTGJ]+)*')
_PHRASE = re.compile(r"[^V,;:SW]*")
_SUBJECT_ONLY = re.compile(r'N[^V"]*,')
_INFINITIVE = re.compile(r"[RT]*I")
# "He left, she said, [because ...]", but not "..., she said, who had seen it", "..., she said, and
# rain fell"
_RESUMES = re.compile(r"[,;-](?!W|CR*[NP][^,;V]*V)")


def skip_adverbials(row: Row, index: int) -> int:
    """Return the first unit from `index` on that is no adverb, time or place."""
    while adverbial := _ADVERBIAL.match(row.shape, index):
        if row.shape[index] == "P" and is_amount(row, index):
            break
        if row.shape[index : index + 2] == "TP" and row.words(index + 1) == ["of"]:
            break  # "said each year of education costs"
        index = adverbial.end()
    return index


def is_amount(row: Row, index: int) -> bool:
    """Do a preposition and a number stand here that together are an amount?

    For example "between 40 and 50", "at least 85".
    """
    if row.words(index)[0] not in words("bound") or row.shape[index + 1 : index + 2] != "N":
        return False
    return _counts(row, index + 1)


def content_after(row: Row, after: int, cue: VerbCue, source: Mention) -> tuple[Span, ...]:
    """Return the content that follows a verb, or nothing; `after` is the unit after the verb."""
    start = _content_start(row, after, cue, source)
    return (
        () if start is None else stretches(row, start, content_end(row, after, cue, start, source))
    )


def content_after_agent(
    row: Row, verb: int, agent: Mention, cue: VerbCue, *, is_said: bool
) -> tuple[Span, ...]:
    """Return what is said by an agent.

    For example "he was told by Weir [of 36 dead]", "[it was put at 40] by the army".

    Nothing where somebody is told nothing: "he was told by Weir to leave".
    """
    at = agent.last
    if at < len(row.units) and row.words(at)[0] not in TOLD_OPENINGS:
        at = skip_adverbials(row, at)
    follows = row.words(at)[0] if at < len(row.units) else ""
    if follows == "that" or ("hearer" in cue.takes and follows in TOLD_OPENINGS):
        return stretches(row, at, passive_end(row, verb))
    if not cue.takes & {"object", "at", "of"} and cue.kind is not CueClass.ASKING and not is_said:
        return ()
    first = _clause_start(row, verb)
    before = (Span(row.start(first), row.end(agent.first - 1)),)
    return (*before, *stretches(row, agent.last, passive_end(row, agent.last)))


def described(row: Row, participle: int) -> tuple[Span, ...]:
    """Return the noun phrase that a participle describes.

    For example "[40 deaths] reported by the hospital".
    """
    phrase = _BEFORE_PARTICIPLE.search(row.shape, 0, participle)
    return (row.span(phrase.start(), participle),) if phrase else ()


def _clause_start(row: Row, verb: int) -> int:
    """Return where the clause of a passive starts.

    After a semicolon, or a comma ("..., [it was put").
    """
    subject = subject_before(row, verb)
    if subject is None or subject.antecedent or not subject.first:
        return 0
    opening = _NEW_CLAUSE.search(row.shape, 0, subject.first)
    return opening.end() if opening and _FINITE.search(row.shape, 0, opening.start()) else 0


def content_of_passive(row: Row, verb: int, cue: VerbCue) -> tuple[Span, ...]:
    """Return what nobody in particular says.

    For example "it was reported [that 40 died]", "[40] are believed [to have died]".
    """
    at = skip_adverbials(row, verb + 1)
    is_told = "hearer" in cue.takes or (
        verb and row.words(verb - 1) == ["it"] and "clause" in cue.takes
    )
    if is_told and at < len(row.units) and row.words(at) == ["that"]:  # "the jury was told that"
        return stretches(row, at, passive_end(row, verb))
    if (
        "of" in cue.takes and row.shape.startswith("P", at) and row.words(at) == ["of"]
    ):  # "is accused of stealing 40"
        return stretches(row, at, passive_end(row, verb))
    # "was asked to leave", "was advised to" pass on no statement
    is_said = (
        "clause" in cue.takes and "hearer" not in cue.takes and cue.kind is not CueClass.ASKING
    )
    if not is_said or not _INFINITIVE.match(row.shape, verb + 1):
        return ()
    subject = subject_before(row, verb)
    is_relative = subject is not None and subject.antecedent is not None
    return stretches(
        row, subject.first if subject else verb, passive_end(row, verb, is_relative=is_relative)
    )


def _content_start(row: Row, after: int, cue: VerbCue, source: Mention) -> int | None:
    at = _after_time(row, source, skip_adverbials(row, after), after)
    is_tag = source.first > 0 and row.shape[source.first - 1] == '"'
    if is_tag and at > after and row.shape[at : at + 1] == "W":
        return None  # '"...," she said at a rally that drew 1,400'
    if "hearer" in cue.takes and (hearer := _HEARER.match(row.shape, at)):
        return hearer.end()
    if at >= len(row.units):
        return None
    is_content = bool(
        ("quote" in cue.takes and _SPEECH.match(row.shape, at))
        or ("clause" in cue.takes and _starts_clause(row, at, cue, source))
        or ("infinitive" in cue.takes and (row.shape[at] == "I" or row.shape.startswith('P"', at)))
        or ("object" in cue.takes and _starts_object(row, at, cue))
        or ("at" in cue.takes and _is_put_at(row, at))
        or ("with" in cue.takes and _prepositions(row, at, frozenset({"with"})))
        or ("tally" in cue.takes and _starts_tally(row, at, cue, source))
    )
    return at if is_content else None


def _after_time(row: Row, source: Mention, at: int, after: int) -> int:
    """Step over the comma that some writers set before content.

    For example "The army said on Sunday, 40 were infected".
    """
    opens = _TIME.fullmatch(row.shape, 0, source.first) is not None
    is_set = opens and at > after and row.shape.startswith((",N", ",J"), at)
    is_stated = is_set and ("V" in row.shape[at:] or _counts(row, at + 1))
    return at + 1 if is_stated else at


def _starts_clause(row: Row, at: int, cue: VerbCue, source: Mention) -> bool:
    kind = row.shape[at]
    if kind in "SW":
        return row.words(at)[0] not in words("conjunction")
    if (
        kind == "V"
    ):  # "a plan that officials say will cost 40", but not "the 40 that officials expect are gone"
        is_relative = source.first > 0 and row.shape[source.first - 1] == "W"
        return is_relative and not ("object" in cue.takes and _counts(row, source.first - 2))
    if kind == "P" and not is_amount(row, at):
        return False
    if (
        kind == "N" and cue.kind is CueClass.FINDING and is_share(row, at)
    ):  # "found an astonishing 73 percent"
        return True
    # '"...," he said [30 minutes later]'
    is_tag = source.first > 0 and row.shape[source.first - 1] == '"'
    return (cue.verb == "say" and kind in "NTRCJGPo" and not is_tag) or _CLAUSE.match(
        row.shape, at
    ) is not None


def _counts(row: Row, index: int) -> bool:
    unit = row.units[index]
    return any(
        token.tag == "CD" or token.text.lower() in words("magnitude")
        for token in row.tokens[unit.first : unit.last]
    )


def _starts_object(row: Row, at: int, cue: VerbCue) -> bool:
    # of what is promised or wanted only a number can be checked
    is_empty = cue.kind is CueClass.INTENDING and not _has_amount(row, at)
    return (row.shape[at] in "NRJG" or is_amount(row, at)) and not is_empty


def _has_amount(row: Row, at: int) -> bool:
    """Does an object hold a number?

    For example "offered the city 30 million crowns", not "offered advice, which took 2 years".
    """
    phrase = _PHRASE.match(row.shape, at)
    return phrase is not None and any(_counts(row, index) for index in range(at, phrase.end()))


def _starts_tally(row: Row, at: int, cue: VerbCue, source: Mention) -> bool:
    """Does a source say something of somebody?

    For example "the poll has Roe at 42", not "the paper has 40 reporters".
    """
    if row.shape[at] not in "No" or not _states_things(row, source, cue):
        return False
    opening = row.tokens[row.units[at].first]
    is_named = opening.text[0].isupper() or opening.tag == "PRP"  # also "Yes" and "No"
    return cue.verb != "have" or is_named or _is_put_at(row, at)


def _states_things(row: Row, source: Mention, cue: VerbCue) -> bool:
    """Is a source a poll or a report?

    So may "it" be with "showed", but not with "gave" or "had".
    """
    first = source.antecedent[0] if source.antecedent else source.first
    return is_source_noun(row, first) or (
        "clause" in cue.takes and row.words(first)[-1] in ("it", "they")
    )


def _is_put_at(row: Row, at: int) -> bool:
    """Does "the toll at 40" stand here, or an amount beside its noun?

    For example "had [the storm] [120 miles] off Selby".
    """
    if row.shape.startswith("NN", at) and _counts(row, at + 1):
        return True
    levels = _prepositions(row, at, words("level"))
    return any(_is_level(row, level + 1) for level in levels)  # not "put a band on a bird at Selby"


def _is_level(row: Row, at: int) -> bool:
    """Is this an amount: "put the toll at [40]", "at [half] of the voters"?"""
    return row.shape[at : at + 1] == "N" and (_counts(row, at) or is_share(row, at))


def _prepositions(row: Row, at: int, meant: frozenset[str]) -> list[int]:
    """Return where in a noun phrase with all that belongs to it these stand.

    For example "the toll [at] 40", "two men [with] fraud".
    """
    levelled = _LEVELLED.match(row.shape, at)
    last = levelled.end() if levelled else at
    return [i for i in range(at, last) if row.shape[i] == "P" and row.words(i)[0] in meant]


def is_set_off(row: Row, source: Mention, after: int, cue: VerbCue) -> bool:
    """Is a clause set off from what it credits?

    For example "40 died, police said on Monday.", "as police said".
    """
    before = row.shape[source.first - 1] if source.first else ""
    if before == '"':
        return True
    if not before or not (before in ",-(" or row.words(source.first - 1) == ["as"]):
        return False
    if "hearer" in cue.takes and row.shape[after : after + 1] == "N":
        after += 1
    return (
        row.shape[after : after + 1] == ","
        or row.shape[skip_adverbials(row, after) :][:1] in ',-.;:)"'
    )


def beside(row: Row, first: int, last: int) -> tuple[Span, ...]:
    """Return the text before the units [first, last), and after them.

    The second where the sentence goes on after a comma.
    """
    regions = []
    if first > 0:
        regions.append(Span(row.start(0), row.end(first - 1)))
    if _SUBJECT_ONLY.fullmatch(row.shape, 0, first) and row.shape[last : last + 1] == ",":
        # "The debts, she said, and fines of 300 euros were paid": within a clause it leaves nothing
        # out
        return (*regions, Span(row.start(last), row.sentence.end))
    at = last if row.shape[last : last + 1] == "," else skip_adverbials(row, last)
    if first and row.shape[first - 1] == '"':
        # '"...," she said at the school, which opened 40 years ago': only what is quoted again is
        # hers
        if again := QUOTED.search(row.shape, last):
            regions.append(row.span(*again.span()))
    elif _RESUMES.match(row.shape, at) or (
        row.shape.startswith(",W", at) and row.words(at + 1) == ["when"]
    ):
        regions += stretches(row, at + 1, len(row.units))
    return tuple(regions)


def bound(row: Row, source: Mention) -> tuple[Span, ...]:
    """Return the noun phrase that a relative clause goes with.

    For example "[the 95 percent] that the agency recommends".
    """
    noun = source.first - 2
    if (
        noun < 0
        or row.shape[source.first - 1] != "W"
        or row.words(source.first - 1)[0] not in ("that", "which")
    ):
        return ()
    return (row.span(noun, noun + 1),) if row.shape[noun] == "N" else ()


def bound_without_pronoun(row: Row, source: Mention, after: int) -> tuple[Span, ...]:
    """Return the noun phrase that a clause without "that" goes with.

    For example "[the 38 countries] they said were involved".
    """
    noun = source.first - 1
    is_bound = noun >= 0 and row.shape[noun] == "N" and row.shape[after : after + 1] == "V"
    return (row.span(noun, noun + 1),) if is_bound else ()
