"""Find who says what within one sentence: each cue with its source and the words it covers.

In comes the row of a sentence (`claims.text.clauses`), out come its frames. A frame's `regions` are the
spans of the sentence that the cue speaks for; the source's own mention is never part of them. Frames
may lie within each other's regions ("Reuters said the ministry had reported ..."); which of them
credits a number is for `claims.text.attribution` to choose. Quotations are for `claims.text.speakers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from claims.model import Span
from claims.text.clauses import Row
from claims.text.cues import CueClass, NounCue, VerbCue, find_noun_cue, find_verb_cue, phrase_cues
from claims.text.mentions import Mention, is_source_noun, mention_after, subject_before

# Adverbs, time and place that stand between a verb and its content: "said in a statement on Friday that"
_ADVERBIAL = re.compile(r"(?:R|T|P[NT](?!V)|,(?=S))*")
# verbs of not saying: what follows them is not stated
_UNSAID = frozenset(["decline", "refuse", "fail", "decide", "try"])
_HEDGES = frozenset(["between", "over", "under", "around", "about", "nearly"])
_SUBORDINATE = frozenset(
    (
        "while",
        "as",
        "although",
        "though",
        "when",
        "if",
        "after",
        "before",
        "because",
        "since",
        "even",
        "whereas",
        "once",
    )
)
# where the content of a verb ends: at the main clause, at the next clause, at the next verb or subordinate clause
_MAIN_CLAUSE = re.compile(r",(?=[^V,]*V)")
_NEXT_CLAUSE = re.compile(r";|,C(?=N[^,;]*V)|,C(?=[RT]*V)")
_NEXT_PHRASE = re.compile(r";|,?C(?=R*V)|,S")
_SHARES = frozenset(["percent", "%", "half", "third", "thirds", "quarter", "quarters", "majority"])
_NOBODY = frozenset(("nobody", "none", "no one", "no-one", "nothing", "there"))


class Frame(NamedTuple):
    """One cue with its source (None: nobody named), and the stretches of text it speaks for.

    `antecedent` is what the source stands for where it is a relative pronoun. `aside` is set where
    the cue stands beside what it credits ("..., police said"), not above it ("police said that ...").
    """

    cue: Span
    source: Span | None
    regions: tuple[Span, ...]
    kind: CueClass
    negated: bool = False
    antecedent: Span | None = None
    aside: bool = False
    citing: bool = False

    def covers(self, span: Span) -> bool:
        """Does the cue speak for this span?"""
        return any(region.start <= span.start and span.end <= region.end for region in self.regions)


def find_frames(row: Row) -> list[Frame]:
    """Find the frames of a sentence, in the order of their cues."""
    frames = [*_verb_frames(row), *_phrase_frames(row), *_noun_frames(row)]
    return sorted((frame for frame in frames if frame.regions), key=lambda frame: frame.cue)


def _verb_frames(row: Row) -> Iterator[Frame]:
    words = [token.text for token in row.tokens]
    for index, unit in enumerate(row.units):
        if unit.kind not in "VGI":
            continue
        cue = find_verb_cue(words, unit.head)
        if cue is None:
            continue
        if unit.verb and unit.verb.passive:
            yield from _passive(row, index, cue)
        else:
            yield from _active(row, index, cue)


def _active(row: Row, index: int, cue: VerbCue) -> Iterator[Frame]:
    source, follows = _subject(row, index, cue)
    if (
        source is None
        or _is_share(row, source)
        or _NOBODY & {" ".join(row.words(source.first)), row.words(source.first)[-1]}
    ):
        return
    after = source.last if follows else index + 1 + bool(cue.particle)
    content = None if follows else _content(row, after, index, cue, source)
    aside = content is None and (follows or _stands_aside(row, source, after, cue))
    regions: tuple[Span, ...] = ()
    if content is not None:
        regions = (Span(content, _clause_end(row, after, cue, content, source)),)
    elif aside and {"clause", "quote", "hearer"} & cue.takes:
        first = min(index, source.first)
        regions = _beside(row, first, max(after, index + 1))
    if regions:
        yield Frame(
            row.span(index, index + 1 + bool(cue.particle)),
            row.span(source.first, source.last),
            regions,
            cue.kind,
            _is_negated(row, index),
            row.span(*source.antecedent) if source.antecedent else None,
            content is None,
        )


def _is_share(row: Row, source: Mention) -> bool:
    """Is it a share of those asked ("74 percent said"), who are what a poll counts and not its source?"""
    first, last_word = source.first, row.words(source.first)[-1]
    if last_word in _SHARES:
        return True
    is_bare = row.head(first).tag == "CD" and row.shape[first + 1 : first + 2] == "P"
    return row.head(first).tag == "CD" and not (is_bare and row.words(first + 1) == ["of"])


def _stands_aside(row: Row, source: Mention, after: int, cue: VerbCue) -> bool:
    """Is the clause set off from what it credits: "40 died, police said on Monday.", "as police said"?"""
    before = row.shape[source.first - 1] if source.first else ""
    if before == '"':
        return True
    set_off = before in ',-"(' or (before == "S" and row.words(source.first - 1) == ["as"])
    if "hearer" in cue.takes and row.shape[after : after + 1] == "N":
        after += 1
    skip = _ADVERBIAL.match(row.shape, after)
    following = row.shape[skip.end() if skip else after :][:1]
    return set_off and following in ',-.;:)"'


def _subject(row: Row, index: int, cue: VerbCue) -> tuple[Mention | None, bool]:
    """Find the source of an active verb, and whether it follows the verb ("said Lang")."""
    shape = row.shape
    unit = row.units[index]
    saying = row.head(index).text.lower().endswith("ing")
    inverts = index > 0 and shape[index - 1] in '",' and {"quote", "clause"} & cue.takes
    if inverts and unit.kind in "VG" and not saying:
        after = mention_after(row, index + 1)
        if (
            after is not None
            and not _is_subject(row, after.last)
            and (shape[index - 1] == '"' or not _has_subject(row, index))
        ):
            return after, True
    if unit.kind == "V" or (unit.kind == "G" and not saying and _has_content(row, index + 1)):
        found = subject_before(row, index)
        if found is None and unit.kind == "V":
            found = _inherited(row, index)
        return found, False
    if unit.kind == "G" and saying:
        return _participle_subject(row, index), False
    if unit.kind == "I" and index and shape[index - 1] in "VN":
        verb = index - 1 if shape[index - 1] == "V" else index - 2
        if verb >= 0 and shape[verb] == "V" and _lemma(row, verb) not in _UNSAID:
            return subject_before(row, verb), False
    return None, False


def _lemma(row: Row, index: int) -> str:
    return re.sub(r"(?:ed|es|s|d)$", "", row.head(index).text.lower())


def _is_subject(row: Row, index: int) -> bool:
    return row.shape[index : index + 1] == "V"


def _has_subject(row: Row, index: int) -> bool:
    return subject_before(row, index) is not None


def _has_content(row: Row, index: int) -> bool:
    return re.compile(r"[RT]*[NSW]").match(row.shape, index) is not None


def _inherited(row: Row, index: int) -> Mention | None:
    """Return the subject of the verb before: "said 40 had died and added that ..."."""
    if not re.search(r"(?:C|,)R*$", row.shape[:index]):
        return None
    for verb in range(index - 1, -1, -1):
        if row.shape[verb] == "V" and (found := subject_before(row, verb)) and found.antecedent is None:
            return found
    return None


def _participle_subject(row: Row, index: int) -> Mention | None:
    """Find who is "saying": the noun before it, or the subject of the main verb."""
    before = row.shape[index - 1 : index]
    if before and before in "NR" and (found := subject_before(row, index)):
        return found
    for verb in range(index - 1, -1, -1):
        if row.shape[verb] == "V" and (found := subject_before(row, verb)):
            return found
    if index == 0 or row.shape[index - 1] in "SP":
        for verb in range(index + 1, len(row.units)):
            if row.shape[verb] == "V":
                return subject_before(row, verb)
    return None


def _content(row: Row, after: int, index: int, cue: VerbCue, source: Mention) -> int | None:
    """Return where the content after the verb starts, None where there is none."""
    shape = row.shape
    skip = _ADVERBIAL.match(shape, after)
    at = skip.end() if skip else after
    if "hearer" in cue.takes and shape[at : at + 1] == "N":
        hearer = at + 1
        while shape[hearer : hearer + 2] in ("PN", "PT", "CN") or shape[hearer : hearer + 1] in ("R", "T"):
            hearer += 2 if shape[hearer] in "PC" else 1
        if re.compile(r'[SNW":]|,"').match(shape, hearer):
            return row.start(hearer)
    following = shape[at : at + 1]
    if "quote" in cue.takes and re.compile(r',?:?"|:').match(shape, at):
        return row.start(at)
    if "clause" in cue.takes:
        if following in ("S", "W") and row.words(at)[0] not in (
            "as",
            "because",
            "when",
            "where",
            "while",
            "after",
            "before",
        ):
            return row.start(at)
        if (
            following
            and following in "NTRCJGo"
            and (cue.verb == "say" or re.compile(r'[^;"]*?[VG]').match(shape, at + 1))
        ):
            return row.start(at)
    if "clause" in cue.takes and following == "V" and source.first and shape[source.first - 1] == "W":
        return row.start(at)  # "a plan that officials say will cost 40"
    if "infinitive" in cue.takes and following == "I":
        return row.start(at)
    if "object" in cue.takes and following and following in "NRJG":
        return row.start(at)
    if "object" in cue.takes and following == "P" and row.words(at)[0] in _HEDGES and shape[at + 1 : at + 2] == "N":
        return row.start(at)
    if "at" in cue.takes and following == "N":
        object_end = re.compile(r"N(?:PN)*?(?=P)").match(shape, at)
        if object_end and row.words(object_end.end())[0] in ("at", "above", "below", "under", "over"):
            return row.start(at)
    if "tally" in cue.takes and following == "N" and is_source_noun(row, source.first):
        return row.start(at)
    return None


def _clause_end(row: Row, after: int, cue: VerbCue, content: int, source: Mention) -> int:
    """Return where the content after the verb ends: with the sentence, unless another main clause follows."""
    if source.first and row.shape[source.first - 1] in "SW" and row.words(source.first - 1)[0] in _SUBORDINATE:
        closing = _MAIN_CLAUSE.search(row.shape, after)  # "While X claimed 40[, Y said 50]"
    elif "clause" in cue.takes:
        closing = _NEXT_CLAUSE.search(row.shape, after)
    else:
        closing = _NEXT_PHRASE.search(row.shape, after)
    if closing and row.start(closing.start()) > content and '"' not in row.shape[after : closing.start()]:
        return row.start(closing.start())
    return row.sentence.end


def _beside(row: Row, first: int, last: int) -> tuple[Span, ...]:
    """Return the text before the units [first, last), and after them where the sentence goes on after a comma."""
    regions = []
    if first > 0:
        regions.append(Span(row.start(0), row.end(first - 1)))
    skip = _ADVERBIAL.match(row.shape, last)
    at = skip.end() if skip else last
    if first and row.shape[first - 1] == '"':
        # '"...," she said at the school, which opened 40 years ago': only what is quoted again is hers
        at = row.shape.find('"', last)
        if at > 0:
            regions.append(Span(row.start(at), row.sentence.end))
    elif row.shape[at : at + 1] in (",", "-") and row.shape[at + 1 : at + 2] not in ("C", "S", "W"):
        regions.append(Span(row.start(at), row.sentence.end))
    return tuple(regions)


def _is_negated(row: Row, index: int) -> bool:
    unit = row.units[index]
    return any(token.text.lower() in ("not", "n't", "n’t", "never") for token in row.tokens[unit.first : unit.last])


def _passive(row: Row, index: int, cue: VerbCue) -> Iterator[Frame]:
    """Frames of "it was reported that", "40 are believed to have died", "was put at 40 by the UN"."""
    if not cue.takes & {"clause", "at"} or cue.kind == CueClass.INTENDING or row.units[index].kind != "V":
        return
    shape = row.shape
    agent = next((i for i in range(index + 1, len(shape)) if shape[i] == "P" and row.words(i)[0] == "by"), None)
    source = mention_after(row, agent + 1) if agent is not None else None
    following = re.compile(r"[RT]*").match(shape, index + 1)
    at = following.end() if following else index + 1
    says = shape[at : at + 1] == "I" or (shape[at : at + 1] == "S" and _is_empty_it(row, index))
    if source is not None:
        yield Frame(
            row.span(index, index + 1), row.span(source.first, source.last), _around(row, source), cue.kind, aside=True
        )
    elif says and "clause" in cue.takes:
        yield Frame(row.span(index, index + 1), None, (Span(row.start(0), row.sentence.end),), cue.kind, aside=True)


def _is_empty_it(row: Row, index: int) -> bool:
    return index > 0 and row.words(index - 1) == ["it"]


def _opening(row: Row, index: int) -> int:
    """Return the unit where a phrase's content starts: after "that" in "The AP said that, according to ...", or 0."""
    before = index - (index > 0 and row.shape[index - 1] == ",")
    return index if before and row.shape[before - 1] in "SW" and row.words(before - 1) == ["that"] else 0


def _around(row: Row, mention: Mention, opening: int = 0) -> tuple[Span, ...]:
    regions = []
    if mention.first > opening:
        regions.append(Span(row.start(opening), row.end(mention.first - 1)))
    if mention.last < len(row.units):
        regions.append(Span(row.start(mention.last), row.sentence.end))
    return tuple(regions)


def _phrase_frames(row: Row) -> Iterator[Frame]:
    words = [token.text.lower() for token in row.tokens]
    for at, word in enumerate(words):
        for cue in phrase_cues().get(word, ()):
            if tuple(words[at : at + len(cue.words)]) != cue.words:
                continue
            unit = row.unit_at(at)
            last = row.unit_at(at + len(cue.words) - 1)
            span = Span(row.tokens[at].start, row.tokens[at + len(cue.words) - 1].end)
            if cue.role == "anonymous":
                yield Frame(span, None, (Span(row.start(0), row.sentence.end),), cue.kind, aside=True)
            elif cue.role == "possessor":
                yield from _by_count(row, unit, span)
            elif cue.role in ("before", "citing") and (source := mention_after(row, last + 1)):
                around = _around(row, Mention(unit, source.last), _opening(row, unit))
                mention = row.span(source.first, source.last)
                yield Frame(span, mention, around, cue.kind, aside=True, citing=cue.role == "citing")
            break


def _by_count(row: Row, unit: int, span: Span) -> Iterator[Frame]:
    """The frame of "by the agency's count": the owner of the noun is the source."""
    if row.shape[unit + 1 : unit + 2] != "N":
        return
    words = row.words(unit)
    noun = find_noun_cue(row.head(unit + 1).text)
    owner = _owner(row, unit + 1)
    is_view = noun is not None and noun.is_content and (words == ["by"] or noun.kind == CueClass.ESTIMATING)
    if noun is not None and is_view and owner is not None:
        yield Frame(span, owner, _around(row, Mention(unit, unit + 2)), noun.kind, aside=True)


def _owner(row: Row, index: int) -> Span | None:
    """Return the owner in "the agency's count" or "his claim"."""
    unit = row.units[index]
    for at in range(unit.head - 1, unit.first - 1, -1):
        token = row.tokens[at]
        if token.tag == "POS" and at > unit.first:
            return Span(row.tokens[unit.first].start, row.tokens[at - 1].end)
        if token.tag == "PRP$":
            return Span(token.start, token.end)
    return None


def _noun_frames(row: Row) -> Iterator[Frame]:
    for index, unit in enumerate(row.units):
        if unit.kind != "N":
            continue
        noun = find_noun_cue(row.head(index).text)
        if noun is None:
            continue
        yield from _stated(row, index, noun)
        before = row.words(index - 1)[0] if index and row.shape[index - 1] == "P" else ""
        if before in ("in", "on") and noun.is_source and noun.kind == CueClass.FINDING:
            yield from _in_poll(row, index)


def _stated(row: Row, index: int, noun: NounCue) -> Iterator[Frame]:
    """Frames of "the minister's claim that 40 died" and "an estimate of 40 by the agency"."""
    if not noun.is_content:
        return
    token = row.head(index)
    cue = Span(token.start, token.end)
    following = row.shape[index + 1 : index + 2]
    owner = _owner(row, index)
    if owner is not None and (following in ("S", "W", "I", ":") or row.words(index + 1)[:1] == ["of"]):
        yield Frame(cue, owner, (Span(row.end(index), row.sentence.end),), noun.kind)


def _in_poll(row: Row, index: int) -> Iterator[Frame]:
    """Frames of "in a survey of 1,050 households, 64 percent ..."."""
    head = row.head(index).text.lower()
    if head not in ("poll", "polls", "survey", "surveys", "study", "census", "polling"):
        return
    mention = mention_after(row, index)
    if mention is not None:
        around = _around(row, Mention(index - 1, mention.last))
        cue = row.span(index - 1, index)
        yield Frame(cue, row.span(mention.first, mention.last), around, CueClass.FINDING, aside=True)
