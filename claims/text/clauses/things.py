"""What a pronoun stands for beside a number.

That is a person or body, or the thing that the article told of before. In come a text's `Syntax`, a
way to name persons and bodies, and what earlier numbers were about, in text order; out goes a name,
or the pronoun itself where nothing is sure. Who speaks is never a thing that is measured: in "the
agency said it was of magnitude 7.0" the quake was.
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

_OWNING = frozenset({"its", "their"})
_PLURAL = frozenset({"NNS", "NNPS"})
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
            measured = self._measured.setdefault(carried.quantity.unit, [])
            measured.append((carried.first_offset, about))

    def shared(self, carried: Carried) -> str:
        """Return what a share is of that names nothing itself.

        For example "47% of [voters] ... Seven percent were undecided".
        """
        offset, told = self._counted
        is_share = carried.quantity.dimension == "share" and carried.role is Role.SUBJECT
        return told if is_share and self._is_near(carried, offset) else ""

    def _is_near(self, carried: Carried, offset: int) -> bool:
        """Tell whether an offset of the text is but a few sentences before a number."""
        index = self._syntax.sentence_index(carried.first_offset)
        return index - self._syntax.sentence_index(offset) <= _BACK

    def meant(self, carried: Carried, mention: Span) -> str:
        """Return what a mention in the sentence of a number stands for, or its own words."""
        word = self._syntax.text[mention.start : mention.end].lower()
        return self._meant(carried, mention, word) if word in _MANY else self._naming(mention)

    def _meant(self, carried: Carried, mention: Span, word: str) -> str:
        """Return what a pronoun stands for, or the pronoun."""
        told_of = self._told_of(carried, mention, word)
        if _tells_of_thing(carried, mention):
            thing = self._measured_thing(carried, told_of)
            self._by_pronoun[mention.start] = thing
            return thing or word
        likely = told_of or word
        if told_of is not None and _tells_of_harm(carried):
            return likely  # "the agency said the quake hit Cebu. It killed 40"
        named = self._naming(mention)
        return named if named.lower() != word else likely

    def _measured_thing(self, carried: Carried, told_of: str | None) -> str:
        """Return the thing that a number measures, where a pronoun stands for it."""
        is_timed = carried.quantity.dimension == "time"  # "it has been four months"
        return self._last_measured(carried) or ("" if told_of is None or is_timed else told_of)

    def _last_measured(self, carried: Carried) -> str:
        """Return what was last measured in the unit of a number, shortly before it."""
        measured = reversed(self._measured.get(carried.quantity.unit, ()))
        before = ((offset, about) for offset, about in measured if offset < carried.first_offset)
        offset, about = next(before, (0, ""))
        return _owner_of_measure(about) if about and self._is_near(carried, offset) else ""

    def _told_of(self, carried: Carried, mention: Span, word: str) -> str | None:
        """Return the subject before a pronoun that is one itself.

        That is the subject of a clause before it, or of the sentence before. "" where that is a
        report whose own subject is not known, None where nothing is told.
        """
        sentence, is_many = carried.sentence, _MANY[word]
        own = None if word in _OWNING else _clause_of_subject(sentence, mention)
        if own is None or own.tie in (Tie.BESIDE, Tie.RELATIVE):
            return None
        if own.tie is Tie.CONTENT:
            is_speaker = self._may_speak_of_itself(sentence, own, is_many)
            return None if is_speaker else self._told_before(sentence, is_many)
        before = _clause_before(sentence, own)
        if before is None:
            return self._told_before(sentence, is_many)
        return self._agreeing(sentence, before, is_many) or None

    def _may_speak_of_itself(self, sentence: Sentence, told: Clause, is_many: bool) -> bool:
        """Tell whether a pronoun in a report may be who reports.

        It never is in "[officials] said [it] killed 9".
        """
        report = sentence.clauses.above(told)
        if report is None or report.subject is None:
            return True
        tag = sentence.tokens[sentence.chunks[report.subject].head].tag
        if tag not in ("NN", "NNS", "NNP"):
            return True
        is_plural = tag == "NNS" or _is_list(sentence, report.subject)
        if is_many:
            return is_plural or tag == "NN"  # "the army said they had left"
        return not is_plural and not self._is_person(_whole(sentence, report.subject))

    def _told_before(self, sentence: Sentence, is_many: bool) -> str | None:
        """Return the subject of the sentence before.

        It stands in the same paragraph, or alone in the one above, as news is written.
        """
        index = self._syntax.sentence_index(sentence.start)
        if not self._goes_on(index):
            return None
        last = self._syntax.parse(index - 1)
        main = _only_main(last)
        return None if main is None else self._told_by(last, main, is_many)

    def _told_by(self, sentence: Sentence, main: Clause, is_many: bool) -> str | None:
        """Return the subject of a main clause, or of what it reports."""
        below = sentence.clauses.below(main)
        said = next((clause for clause in below if clause.tie is Tie.CONTENT), None)
        if said is None and _is_report(sentence, main):
            return ""
        return self._agreeing(sentence, said or main, is_many) or None

    def _goes_on(self, index: int) -> bool:
        """Tell whether a sentence goes on with what the one before it told."""
        if index == 0:
            return False
        return not self._opens_paragraph(index) or self._opens_paragraph(index - 1)

    def _opens_paragraph(self, index: int) -> bool:
        """Tell whether a sentence is the first of its paragraph."""
        start = self._syntax.sentences[index].start
        return start == 0 or self._syntax.text[:start].endswith("\n\n")

    def _agreeing(self, sentence: Sentence, clause: Clause, is_many: bool) -> str:
        """Return the subject of a clause where a pronoun can stand for it."""
        if clause.subject is None:
            return ""
        head = sentence.tokens[sentence.chunks[clause.subject].head]
        if head.tag in _PRONOUNS:  # "[it] was of magnitude 7.0" told of the quake
            return "" if is_many else self._by_pronoun.get(head.start, "")
        return self._name(sentence, clause.subject, is_many)

    def _name(self, sentence: Sentence, chunk: int, is_many: bool) -> str:
        """Return a noun that "it" or "they" can stand for, but no person."""
        span = _whole(sentence, chunk)
        if not _is_fit(sentence, chunk, is_many) or self._is_person(span):
            return ""
        return self._syntax.text[span.start : span.end]


def _whole(sentence: Sentence, chunk: int) -> Span:
    """Return where a chunk stands in the text."""
    at = sentence.chunks[chunk]
    return Span(sentence.tokens[at.first].start, sentence.tokens[at.last - 1].end)


def _clause_of_subject(sentence: Sentence, mention: Span) -> Clause | None:
    """Return the clause whose subject a mention is, None where it is no subject."""
    at = sentence.chunk_at(sentence.token_at(mention.start))
    own = None if at is None else sentence.clauses.of(at)
    return own if own is not None and own.subject == at else None


def _clause_before(sentence: Sentence, clause: Clause) -> Clause | None:
    """Return the last clause before the subject of this one that has a subject of its own."""
    own = clause.subject
    if own is None:
        return None
    told = (each for each in reversed(sentence.clauses.all) if each.has_own_subject)
    return next((each for each in told if each.head < own), None)


def _only_main(sentence: Sentence) -> Clause | None:
    """Return the main clause of a sentence, None where it has two or none."""
    main = [each for each in sentence.clauses.all if each.has_own_subject and each.tie is Tie.MAIN]
    return main[0] if len(main) == 1 else None


def _is_list(sentence: Sentence, chunk: int) -> bool:
    """Tell whether a noun goes on with others: "[Cebu] and Leyte"."""
    return bool(sentence.dependents(chunk, "conj"))


def _is_fit(sentence: Sentence, chunk: int, is_many: bool) -> bool:
    """Tell whether a noun is one or many as its pronoun says, and short enough for a name."""
    at = sentence.chunks[chunk]
    tag = sentence.tokens[at.head].tag
    if tag not in NOUNS or at.prepositions or at.last - at.first > _LONGEST:
        return False
    return is_many is (tag in _PLURAL) and not _is_list(sentence, chunk)


def _is_report(sentence: Sentence, clause: Clause) -> bool:
    """Tell whether a clause reports: what it tells of, and not who tells, goes on behind it."""
    verb = sentence.tokens[sentence.chunks[clause.head].head]
    return clause.has_verb and not clause.is_passive and is_telling(lemma(verb.text, verb.tag))


def _tells_of_thing(carried: Carried, mention: Span) -> bool:
    """Tell whether a pronoun is what a number measures by a measure that no body has."""
    sentence, subject = carried.sentence, carried.clause.subject
    if subject is None:
        return False
    is_subject = sentence.chunk_at(sentence.token_at(mention.start)) == subject
    return is_subject and _is_physical(carried)


def _is_physical(carried: Carried) -> bool:
    """Tell a measure of things: "of magnitude 7", "is 40 km away"; but "advanced 40 km"."""
    dimension = carried.quantity.dimension
    if dimension not in _OF_THINGS_THAT_ARE:
        return dimension in _OF_THINGS
    return carried.verb(carried.clause) in about_words("measuring")


def _tells_of_harm(carried: Carried) -> bool:
    return carried.verb(carried.clause) in about_words("harming")


def _owner_of_measure(about: str) -> str:
    """Return whose a measure is: "the earthquake" of "magnitude of the earthquake"."""
    measure, of, owner = about.partition(" of ")
    if of and measure.rpartition(" ")[2].lower() in about_words("measure"):
        return owner
    is_named = about[0].isupper() or about.endswith("s")
    return about if is_named else f"the {about}"
