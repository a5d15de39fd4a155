"""What a pronoun stands for beside a number: a person or body, or the thing that the article told of before.

In come a text's `Syntax`, a way to name persons and bodies, and what earlier numbers were about, in
text order; out goes a name, or the pronoun itself where nothing is sure. Who speaks is never a thing
that is measured: in "the agency said it was of magnitude 7.0" the quake was.
"""

from __future__ import annotations

from collections.abc import Callable

from claims.model import Span
from claims.text.clauses.carried import Carried
from claims.text.clauses.shares import population
from claims.text.clauses.wording import about_words, is_telling
from claims.text.grammar.clauses import Clause, Role, Tie
from claims.text.grammar.lemmas import lemma
from claims.text.grammar.syntax import Sentence, Syntax
from claims.text.grammar.tagger import NOUNS

_MANY = {"it": False, "its": False, "they": True, "their": True}
# a body has none of these, or is not what has them
_OF_THINGS = frozenset({"magnitude", "speed", "mass", "temperature", "energy", "area", "volume"})
_OF_THINGS_THAT_ARE = frozenset({"length", "time"})  # "it is 40 km away", but "it advanced 40 km"
_BACK = 4  # sentences
_LONGEST = 8  # words of a name
_PRONOUNS = frozenset({"PRP", "WP", "WDT", "EX", "DT"})


class Things:
    """The things of a text that pronouns may stand for.

    >>> from claims.text.clauses.carried import carried
    >>> from claims.text.quantities.find import find_quantities
    >>> syntax = Syntax("Phanfone hit Cebu. It also forced 58,000 men to flee.")
    >>> [seat] = carried(find_quantities(syntax), syntax)
    >>> Things(syntax, lambda span: "it", lambda span: False).meant(seat, Span(19, 21))
    'Phanfone'
    """

    def __init__(
        self, syntax: Syntax, naming: Callable[[Span], str], is_person: Callable[[Span], bool]
    ) -> None:
        self._syntax, self._naming, self._is_person = syntax, naming, is_person
        self._measured: dict[str, list[tuple[int, str]]] = {}
        self._by_pronoun: dict[int, str] = {}
        self._counted: tuple[int, str] = (0, "")  # the last things that shares may be of

    def remember(self, carried: Carried, about: str) -> None:
        """Keep what a number is about, for the pronouns and the shares behind it."""
        if told := population(carried):
            self._counted = carried.first_offset, told
        if about:
            self._measured.setdefault(carried.quantity.unit, []).append(
                (carried.first_offset, about)
            )

    def shared(self, carried: Carried) -> str:
        """Return what a share is of that names nothing itself: "47% of [voters] ... Seven percent were undecided"."""
        offset, told = self._counted
        is_share = carried.quantity.dimension == "share" and carried.role is Role.SUBJECT
        index = self._syntax.sentence_index(carried.first_offset)
        is_near = index - self._syntax.sentence_index(offset) <= _BACK
        return told if is_share and is_near else ""

    def meant(self, carried: Carried, mention: Span) -> str:
        """Return what a mention in the sentence of a number stands for, or its own words."""
        word = self._syntax.text[mention.start : mention.end].lower()
        if word not in _MANY:
            return self._naming(mention)
        told_of = self._told_of(carried, mention, word)
        if _tells_of_thing(carried, mention):
            is_timed = carried.quantity.dimension == "time"  # "it has been four months"
            thing = self._last_measured(carried) or ("" if is_timed else told_of) or ""
            self._by_pronoun[mention.start] = thing
            return thing or word
        if carried.verb(carried.clause) in about_words("harming") and told_of is not None:
            return told_of or word  # "the agency said the quake hit Cebu. It killed 40"
        named = self._naming(mention)
        return named if named.lower() != word else told_of or word

    def _last_measured(self, carried: Carried) -> str:
        """Return what was last measured in the unit of a number, shortly before it."""
        index = self._syntax.sentence_index(carried.first_offset)
        for offset, about in reversed(self._measured.get(carried.quantity.unit, ())):
            if offset < carried.first_offset:
                is_near = index - self._syntax.sentence_index(offset) <= _BACK
                return _owner_of_measure(about) if is_near else ""
        return ""

    def _told_of(self, carried: Carried, mention: Span, word: str) -> str | None:
        """Return the subject before a pronoun that is one: of a clause before it, or of the sentence before.

        "" where that is a report whose own subject is not known, None where nothing is told.
        """
        sentence = carried.sentence
        at = sentence.chunk_at(sentence.token_at(mention.start))
        if at is None or word in ("its", "their"):
            return None
        own = sentence.clauses.of(at)
        if own.subject != at or own.tie in (Tie.BESIDE, Tie.RELATIVE):
            return None
        if own.tie is not Tie.CONTENT:
            before = [c for c in sentence.clauses.all if c.head < at and c.has_own_subject]
            if before:
                return self._agreeing(sentence, before[-1], _MANY[word]) or None
        elif self._may_speak_of_itself(sentence, own, _MANY[word]):
            return None
        return self._told_before(sentence, word)

    def _may_speak_of_itself(self, sentence: Sentence, told: Clause, is_many: bool) -> bool:
        """Tell whether a pronoun in a report may be who reports: never in "[officials] said [it] killed 9"."""
        report = sentence.clauses.above(told)
        if report is None or report.subject is None:
            return True
        head = sentence.tokens[sentence.chunks[report.subject].head]
        is_list = bool(sentence.dependents(report.subject, "conj"))
        if head.tag not in ("NN", "NNS", "NNP"):
            return True
        is_group = head.tag == "NN" and is_many  # "the army said they had left"
        is_alike = is_many is (is_list or head.tag == "NNS")
        return is_group or (
            is_alike and not (not is_many and self._is_person(_whole(sentence, report.subject)))
        )

    def _told_before(self, sentence: Sentence, word: str) -> str | None:
        """Return the subject of the sentence before, in its paragraph or alone in the one above, as news is written."""
        index = self._syntax.sentence_index(sentence.start)
        if index == 0 or (self._opens_paragraph(index) and not self._opens_paragraph(index - 1)):
            return None
        last = self._syntax.parse(index - 1)
        main = [c for c in last.clauses.all if c.has_own_subject and c.tie is Tie.MAIN]
        if len(main) != 1:
            return None
        said = [c for c in last.clauses.below(main[0]) if c.tie is Tie.CONTENT]
        if not said and _is_report(last, main[0]):
            return ""
        return self._agreeing(last, said[0] if said else main[0], _MANY[word]) or None

    def _opens_paragraph(self, index: int) -> bool:
        """Tell whether a sentence is the first of its paragraph."""
        start = self._syntax.sentences[index].start
        return start == 0 or self._syntax.text[:start].endswith("\n\n")

    def _agreeing(self, sentence: Sentence, clause: Clause, is_many: bool) -> str:
        """Return the subject of a clause where a pronoun can stand for it."""
        if clause.subject is None:
            return ""
        chunk = sentence.chunks[clause.subject]
        head = sentence.tokens[chunk.head]
        is_list = bool(sentence.dependents(clause.subject, "conj"))
        is_plural = is_list or head.tag in ("NNS", "NNPS")
        span = _whole(sentence, clause.subject)
        is_fit = is_plural is is_many and not is_list and chunk.last - chunk.first <= _LONGEST
        if head.tag in _PRONOUNS:
            offset = sentence.tokens[chunk.head].start
            return self._measured_at(offset) if not is_many else ""
        if head.tag not in NOUNS or chunk.prepositions or not is_fit or self._is_person(span):
            return ""
        return self._syntax.text[span.start : span.end]

    def _measured_at(self, offset: int) -> str:
        """Return what the number behind a pronoun was about: "[it] was of magnitude 7.0" told of the quake."""
        return self._by_pronoun.get(offset, "")


def _whole(sentence: Sentence, chunk: int) -> Span:
    """Return where a chunk stands in the text."""
    at = sentence.chunks[chunk]
    return Span(sentence.tokens[at.first].start, sentence.tokens[at.last - 1].end)


def _is_report(sentence: Sentence, clause: Clause) -> bool:
    """Tell whether a clause is a report: what it tells of, and not who tells it, goes on behind it."""
    verb = sentence.tokens[sentence.chunks[clause.head].head]
    return clause.has_verb and not clause.is_passive and is_telling(lemma(verb.text, verb.tag))


def _tells_of_thing(carried: Carried, mention: Span) -> bool:
    """Tell whether a pronoun is what a number measures by a measure that no body has."""
    sentence, clause = carried.sentence, carried.clause
    if clause.subject is None:
        return False
    chunk = sentence.chunks[clause.subject]
    is_subject = chunk.first <= sentence.token_at(mention.start) < chunk.last
    dimension = carried.quantity.dimension
    is_state = carried.verb(clause) in about_words("measuring")
    is_physical = dimension in _OF_THINGS or (is_state and dimension in _OF_THINGS_THAT_ARE)
    return is_subject and is_physical


def _owner_of_measure(about: str) -> str:
    """Return whose a measure is: "the earthquake" of "magnitude of the earthquake"."""
    measure, of, owner = about.partition(" of ")
    if of and measure.rpartition(" ")[2].lower() in about_words("measure"):
        return owner
    return about if about[0].isupper() or about.endswith("s") else f"the {about}"
