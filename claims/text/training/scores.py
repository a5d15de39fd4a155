"""Score the tagger and the parser on treebank sentences they have not seen.

In come sentences with their right trees, out goes one line of figures. A base noun phrase is right
when both its ends are; a subject, when the subject that the treebank gives a finite verb lies in
the noun phrase that was linked to it. Subjects that a verb shares with the one before it ("came and
[saw]") count neither way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.text.grammar.chunks import Chunk, chunk
from claims.text.grammar.parser import Parser
from claims.text.grammar.subjects import link_verbs
from claims.text.grammar.tagger import FINITE, VERBS, Tagger
from claims.text.grammar.transitions import Arc
from claims.text.training.treebanks import TreeSentence
from claims.text.training.trees import chunk_arcs


@dataclass
class Count:
    """How many were found, how many there are, and how many of both are the same."""

    found: int = 0
    expected: int = 0
    agreed: int = 0

    def add(self, found: set[object], expected: set[object]) -> None:
        """Compare two sets."""
        self.found += len(found)
        self.expected += len(expected)
        self.agreed += len(found & expected)

    @property
    def both(self) -> float:
        """The harmonic mean of precision and recall (F1) in percent.

        It is plain accuracy where as many were found as there are.
        """
        return 200 * self.agreed / max(self.found + self.expected, 1)

    def __str__(self) -> str:
        """Give precision, recall and F1 in percent."""
        precision, recall = self.agreed / max(self.found, 1), self.agreed / max(self.expected, 1)
        return f"P {100 * precision:.1f} R {100 * recall:.1f} F1 {self.both:.1f}"


def score(sentences: Sequence[TreeSentence], tagger: Tagger, parser: Parser) -> str:
    """Tag and parse sentences, and say how much of it is right."""
    tags, governors, finite, phrases, subjects = Count(), Count(), Count(), Count(), Count()
    for sentence in sentences:
        words = [token.form for token in sentence]
        tagged = tagger.tag(words)
        chunks = chunk(words, tagged)
        arcs = parser.parse(words, tagged, chunks)
        tags.add(set(enumerate(tagged)), {(i, token.tag) for i, token in enumerate(sentence)})
        governors.add(
            {(i, arc.governor) for i, arc in enumerate(arcs)},
            {(i, arc.governor) for i, arc in enumerate(chunk_arcs(sentence, chunks))},
        )
        finite.add(
            {i for i, tag in enumerate(tagged) if tag in FINITE},
            {i for i, token in enumerate(sentence) if token.tag in FINITE},
        )
        phrases.add(
            {(c.first + c.prepositions, c.last) for c in chunks if c.is_noun_phrase},
            _phrases(sentence),
        )
        right = _subjects(sentence)
        subjects.add(_linked(sentence, chunks, arcs, right), set(right.items()))
    return (
        f"tags {tags.both:.2f}; finite verbs {finite}; base noun phrases {phrases}; subjects "
        f"{subjects}; "
        f"governors of chunks {governors.both:.1f}"
    )


def _linked(
    sentence: TreeSentence, chunks: Sequence[Chunk], arcs: Sequence[Arc], right: dict[int, int]
) -> set[object]:
    """Return the subjects that the parser found, as verb and subject.

    A link is right if the verb's right subject lies in the noun phrase that it leads to.
    """
    found: set[object] = set()
    for i, link in link_verbs(chunks, arcs).items():
        verbs = range(chunks[i].first, chunks[i].last)
        known = [verb for verb in verbs if verb in right]
        if link.subject is None or not link.finite:
            continue
        if known and chunks[link.subject].first <= right[known[-1]] < chunks[link.subject].last:
            found.add((known[-1], right[known[-1]]))
        elif known or not any(_is_conjoined(sentence, verb) for verb in verbs):
            found.add((chunks[i].head, "wrong"))
    return found


_BEFORE_NOUN = frozenset(
    {"det", "amod", "nummod", "compound", "flat", "goeswith", "advmod", "nmod:poss", "nmod:desc"}
)


def _phrases(sentence: TreeSentence) -> set[object]:
    """Return the base noun phrases of a tree.

    Each is a noun or pronoun with the modifiers that touch it.
    """
    members: list[set[int]] = [{i} for i in range(len(sentence))]
    inner = set()
    for i in sorted(range(len(sentence)), key=lambda i: -_depth(sentence, i)):
        token = sentence[i]
        modifies = (
            token.relation in _BEFORE_NOUN or token.relation.partition(":")[0] in _BEFORE_NOUN
        )
        if token.head >= 0 and (modifies or token.tag in ("POS", "HYPH")):
            members[token.head] |= members[i]
            inner.add(i)
    found: set[object] = set()
    for i, token in enumerate(sentence):
        if i in inner or not token.tag.startswith(
            ("NN", "PRP", "WP", "WDT", "CD", "$", "EX", "FW")
        ):
            continue
        first, last = i, i + 1
        while first - 1 in members[i]:
            first -= 1
        while last in members[i]:
            last += 1
        found.add((first, last))
    return found


def _depth(sentence: TreeSentence, i: int) -> int:
    depth = 0
    while i >= 0 and depth <= len(sentence):
        i = sentence[i].head
        depth += 1
    return depth


def _subjects(sentence: TreeSentence) -> dict[int, int]:
    """Return the subject of each finite verb; of "she is happy", the verb is "is"."""
    found = {}
    for i, token in enumerate(sentence):
        if token.relation.partition(":")[0] != "nsubj":
            continue
        verb = token.head
        helpers = [
            j
            for j, other in enumerate(sentence)
            if other.head == verb and other.relation[:3] in ("aux", "cop")
        ]
        copulas = [j for j in helpers if sentence[j].relation == "cop"]
        if any(sentence[j].tag in FINITE for j in [verb, *helpers]) and (
            copulas or sentence[verb].tag in VERBS
        ):
            found[copulas[0] if copulas else verb] = i
    return found


def _is_conjoined(sentence: TreeSentence, verb: int) -> bool:
    token = sentence[verb]
    if token.relation == "cop":
        token = sentence[token.head]
    return token.relation == "conj"
