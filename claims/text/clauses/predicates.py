"""The verbs of a sentence and whom or what they say something of, seen from its quantities.

In comes a sentence as `Phrases`; out goes for a verb its subject, also where the parse alone does
not give it: across infinitives ("asked the firm to pay"), participles ("with zinc losing 3%"),
relatives ("the dam, which holds") and pronouns of the same sentence. It does not decide whether a
quantity is about a subject at all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from claims.text.clauses.phrases import Phrases, listed
from claims.text.grammar.plurals import is_plural
from claims.text.grammar.syntax import NounPhrase, VerbGroup
from claims.text.grammar.tagger import FINITE, VERBS
from claims.text.speech.cues import find_noun_cue

_LONGEST_CLAUSE = 10  # words of a relative clause


class Predicates(Phrases):
    """A sentence with its quantities and verbs; everything is told by token index."""

    def verb_before(self, index: int) -> VerbGroup | None:
        """Return the last verb group that ends at or before a token."""
        at = bisect_right(self.verbs, index, key=lambda verb: verb.last) - 1
        return self.verbs[at] if at >= 0 else None

    def object_of(self, verb: VerbGroup) -> NounPhrase | None:
        """Return the object that the parse gives a verb."""
        return None if verb.object is None else self._parsed[verb.object]

    def _at(self, verb: VerbGroup) -> int:
        """Return the index of a verb of the sentence."""
        return bisect_left(self.verbs, verb.first, key=_first)

    def changed_by(self, verb: VerbGroup) -> NounPhrase | None:
        """Return what a verb changes: its object, or where that is "it" the object of the verb before."""
        for other in reversed(self.verbs[: self._at(verb) + 1]):
            changed = self.object_of(other)
            if changed is None or not self.is_pronoun(changed):
                return changed
        return None

    def is_subject(self, first: int, last: int) -> bool:
        """Tell whether an amount is itself the subject of a verb: "49% live alone"."""
        if self.tag(last) in VERBS - {"VBN", "VBG"}:
            return True
        heads = self.once(_heads_of_subjects)
        at = bisect_left(heads, first)
        return self.small(last) != "," and at < len(heads) and heads[at] < last

    def subject_of(self, verb: VerbGroup) -> NounPhrase | None:
        """Return the noun phrase that a verb says something of, also across infinitives, relatives and pronouns."""
        at = self._at(verb)
        if (explained := self._explained(at)) is not None:
            return explained
        if self.tag(verb.first) == "TO" and self.small(verb.head) in listed("ending"):
            return self._main_subject(at)  # "shed most of its gains to close at 12"
        subject = (
            self._asked(at)
            or self._of_participle(at)
            or self._subject_given(verb)
            or self._subject_around(at)
        )
        if (
            subject is not None
            and self.is_time(subject)
            and self.small(subject.first) in ("a", "an")
        ):
            subject = (
                self._nearest_before(subject.first) or subject
            )  # "sales at shops open a year rose"
        if subject is None:
            return None
        if not self._is_own(subject, at) and (opening := self._opening(at)) is not None:
            return self.whole(opening)
        if (
            not self.words(subject)
            and (beside := self.noun_before(verb.first)) is not None
            and self.words(beside)
        ):
            return self.whole(beside)
        if (named := self.antecedent(subject)) is not None:
            return named
        return self._reference(subject, at) or self.whole(subject, by=listed("belongs"))

    def antecedent(self, pronoun: NounPhrase) -> NounPhrase | None:
        """Return what "who", "which" or "that" stands for, None for any other noun phrase."""
        if self.tag(pronoun.head) not in ("WDT", "WP") and self.small(pronoun.head) != "that":
            return None
        index = pronoun.first
        while self.small(index - 1) in (",", "of", "in", "with"):
            index -= 1
        noun = self.noun_before(index)
        if (
            noun is not None
            and self.small(pronoun.head) == "which"
            and self.small(noun.first - 1) == ","
        ):
            before = self.noun_before(
                noun.first - 1
            )  # "a house for the singer, Ann Dole, which cost $3"
            is_name = all(self.tag(at) == "NNP" for at in range(noun.first, noun.last))
            return (
                self.whole(before, by=listed("belongs"))
                if is_name and before is not None
                else self.whole(noun)
            )
        return self.whole(noun) if noun else self._nearest_before(index)

    def relative_clause(self, index: int) -> str:
        """Return the clause that a relative pronoun opens, up to a comma or an amount: "who lost their jobs"."""
        end, verbs = index + 1, 0
        while end < min(len(self.tokens), index + _LONGEST_CLAUSE) and self.tag(end) not in (
            ",",
            ".",
            ":",
            "CC",
        ):
            verbs += self.tag(end) in FINITE
            if verbs > 1 or end in self._in_amount or self.small(end) in ("who", "which"):
                break
            end += 1
        cut = self.noun_at(end - 1)
        end = end if cut is None or self._holds_amount(cut) else max(end, cut.last)
        while end > index and self.tag(end - 1) in ("IN", "DT", "TO", "RB"):
            end -= 1
        return (
            self.text[self.tokens[index].start : self.tokens[end - 1].end]
            if end > index + 1
            else ""
        )

    def _subject_given(self, verb: VerbGroup) -> NounPhrase | None:
        if verb.subject is None:
            return None
        subject = self._parsed[verb.subject]
        return subject if subject.first < subject.last else self._parsed[verb.subject - 1]

    def _asked(self, at: int) -> NounPhrase | None:
        """Return the object that a verb completes: "asked [the firm] to pay", "suggest [the firm], a dealer, paid"."""
        verb = self.verbs[at]
        before = self.noun_before(verb.first)
        is_object = before is not None and at > 0 and self.object_of(self.verbs[at - 1]) == before
        if is_object and not verb.finite and before is not None and self.words(before):
            return before
        arc = self.sentence.arcs[verb.chunk]
        over = next((other for other in self.verbs[:at] if other.chunk == arc.governor), None)
        if arc.relation != "comp" or over is None or (verb.finite and verb.subject is not None):
            return None
        given = self.object_of(over)
        is_between = given is not None and over.last <= given.first and given.last <= verb.first
        return given if is_between and given is not None and not self.is_pronoun(given) else None

    def _of_participle(self, at: int) -> NounPhrase | None:
        """Return the subject of "with zinc losing 3%", and of "while losing", "having lost": that of the main verb."""
        verb, before = self.verbs[at], self.noun_before(self.verbs[at].first)
        if (
            self.tag(verb.first) == "VBN"
            and before is not None
            and self.is_thing(before)
            and self.words(before)
        ):
            return before  # "adults aged 40"
        if self.tag(verb.first) not in ("VBG", "XG"):
            return None
        if before is not None and self.small(before.first - 1) == "with":
            return before
        if self.tag(verb.first) == "VBG" and self.small(verb.first - 1) not in listed("opens"):
            return None
        return self._main_subject(at)

    def _main_subject(self, at: int) -> NounPhrase | None:
        """Return the subject of the last finite verb before another."""
        given = (self._subject_given(other) for other in reversed(self.verbs[:at]) if other.finite)
        return next((subject for subject in given if subject is not None), None)

    def _is_own(self, subject: NounPhrase, at: int) -> bool:
        """Tell whether no other finite verb stands between a subject and a verb."""
        return not any(verb.finite and subject.last <= verb.first for verb in self.verbs[:at])

    def _opening(self, at: int) -> NounPhrase | None:
        """Return the noun phrase with which a verb's clause opens: "while zinc, last year's worst metal, fell"."""
        verb = self.verbs[at]
        begin = next((other.last for other in reversed(self.verbs[:at]) if other.finite), 0)
        for index in reversed(range(begin, verb.first)):
            noun = self.noun_from(index + 1) if self.small(index) in listed("opens") else None
            if noun is not None and noun.last <= verb.first and noun.head not in self._in_amount:
                return None if self.is_time(noun) else noun
        return None

    def _explained(self, at: int) -> NounPhrase | None:
        """Return the noun before an apposition and a verb: "papers say tin, last year's worst metal, fell"."""
        verb, index = self.verbs[at], self.verbs[at].first
        while self.tag(index - 1) == "RB":
            index -= 1
        other = (
            self.noun_before(index - 1) if verb.finite and self.small(index - 1) == "," else None
        )
        own = self.sentence.dependents(verb.chunk, "subj")
        if other is not None and own and own[0] != other.chunk:
            return None
        noun = (
            self.noun_before(other.first - 1)
            if other is not None and self.small(other.first - 1) == ","
            else None
        )
        return (
            self.whole(noun, by=listed("belongs"))
            if noun is not None and self.is_thing(noun)
            else None
        )

    def _reference(self, pronoun: NounPhrase, at: int) -> NounPhrase | None:
        """Return whom "it" or "they" means: the subject of an earlier verb of the sentence, if it can be."""
        word = self.small(pronoun.head)
        if word not in ("it", "he", "she", "they"):
            return None
        for verb in reversed(self.verbs[:at]):
            subject = self._subject_given(verb) if verb.finite else None
            if subject is None or self.is_pronoun(subject):
                continue
            name, many = (
                self.tokens[subject.head].text[0].isupper(),
                is_plural(self.small(subject.head)),
            )
            if find_noun_cue(self.small(subject.head)):
                return None  # "reports say they fled": not the reports
            return subject if name or (many == (word == "they")) else None
        return None

    def _subject_around(self, at: int) -> NounPhrase | None:
        """Look for a subject where the parse gives none: what was asked to do it, the verbs before, a name."""
        while at >= 0:
            verb = self.verbs[at]
            if (given := self._subject_given(verb)) is not None:
                return given
            before = self.noun_before(verb.first)
            if (
                self.tag(verb.first) in ("VBG", "VBN")
                and before is not None
                and not self.is_time(before)
            ):
                return before
            at -= 1
        return self._nearest_before(self.verbs[0].first)

    def _nearest_before(self, index: int) -> NounPhrase | None:
        before = [noun for noun in self.nouns if noun.last <= index and not self.is_time(noun)]
        if (
            not before
            and self.tokens[index - 1 : index]
            and self.tokens[index - 1].text[0].isupper()
        ):
            return NounPhrase(
                index - 1, index, index - 1
            )  # a name the tagger does not know: "Solana fell"
        return self.whole(before[-1]) if before else None


def _first(verb: VerbGroup) -> int:
    return verb.first


def _heads_of_subjects(phrases: Predicates) -> list[int]:
    """Return the heads of the noun phrases that the parse gives verbs as subjects, in order."""
    given = (
        phrases._subject_given(verb)
        for verb in phrases.verbs
        if phrases.small(verb.first - 1) != ","
    )
    return sorted(noun.head for noun in given if noun is not None)
