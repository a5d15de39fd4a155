"""Score the tagger and the parser on treebank sentences they have not seen.

In come sentences with their right trees, out goes one line of figures. A base noun phrase is right when both
its ends are; a subject, when the subject that the treebank gives a finite verb lies in the noun phrase that
was linked to it. Subjects that a verb shares with the one before it ("came and [saw]") count neither way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.text.chunks import chunk
from claims.text.parser import Parser
from claims.text.syntax import link_verbs
from claims.text.tagger import FINITE, VERBS, Tagger
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

    def __str__(self) -> str:
        """Give precision, recall and F1 in percent."""
        precision, recall = self.agreed / max(self.found, 1), self.agreed / max(self.expected, 1)
        both = 2 * precision * recall / max(precision + recall, 1e-9)
        return f"P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * both:.1f}"


@dataclass
class Scores:
    """The counts of all sentences."""

    words: int = 0
    right_tags: int = 0
    chunks: int = 0
    right_governors: int = 0

    def __post_init__(self) -> None:
        self.finite = Count()
        self.phrases = Count()
        self.subjects = Count()


def score(sentences: Sequence[TreeSentence], tagger: Tagger, parser: Parser) -> str:
    """Tag and parse sentences, and say how much of it is right."""
    scores = Scores()
    for number, sentence in enumerate(sentences):
        words = [token.form for token in sentence]
        tags = tagger.tag(words)
        chunks = chunk(words, tags)
        arcs = parser.parse(words, tags, chunks)
        scores.words += len(words)
        scores.right_tags += sum(token.tag == tag for token, tag in zip(sentence, tags, strict=True))
        scores.chunks += len(chunks)
        scores.right_governors += sum(
            arc.governor == right.governor for arc, right in zip(arcs, chunk_arcs(sentence, chunks), strict=True)
        )
        scores.finite.add(
            {i for i, tag in enumerate(tags) if tag in FINITE},
            {i for i, token in enumerate(sentence) if token.tag in FINITE},
        )
        scores.phrases.add({(c.first + c.prepositions, c.last) for c in chunks if c.is_noun_phrase}, _phrases(sentence))
        right_subjects = _subjects(sentence)
        shared = {verb for verb in range(len(sentence)) if _is_conjoined(sentence, verb)} - right_subjects.keys()
        found: set[object] = set()
        for verb, link in link_verbs(chunks, arcs).items():
            if link.subject is None or not link.finite or shared & set(range(chunks[verb].first, chunks[verb].last)):
                continue
            subject = chunks[link.subject]
            verbs = [i for i in range(chunks[verb].first, chunks[verb].last) if i in right_subjects]
            right = right_subjects[verbs[-1]] if verbs else -1
            found.add((verbs[-1], right) if subject.first <= right < subject.last else ("wrong", number, verb))
        scores.subjects.add(found, set(right_subjects.items()))
    return (
        f"tags {100 * scores.right_tags / scores.words:.2f}; finite verbs {scores.finite}; "
        f"base noun phrases {scores.phrases}; subjects {scores.subjects}; "
        f"governors of chunks {100 * scores.right_governors / scores.chunks:.1f}"
    )


_BEFORE_NOUN = frozenset({"det", "amod", "nummod", "compound", "flat", "goeswith", "advmod", "nmod:poss", "nmod:desc"})


def _phrases(sentence: TreeSentence) -> set[object]:
    """Return the base noun phrases of a tree: each noun or pronoun with the modifiers that touch it."""
    members: list[set[int]] = [{i} for i in range(len(sentence))]
    inner = set()
    for i in sorted(range(len(sentence)), key=lambda i: -_depth(sentence, i)):
        token = sentence[i]
        modifies = token.relation in _BEFORE_NOUN or token.relation.partition(":")[0] in _BEFORE_NOUN
        if token.head >= 0 and (modifies or token.tag in ("POS", "HYPH")):
            members[token.head] |= members[i]
            inner.add(i)
    found: set[object] = set()
    for i, token in enumerate(sentence):
        if i in inner or not token.tag.startswith(("NN", "PRP", "WP", "WDT", "CD", "$", "EX", "FW")):
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
        helpers = [j for j, other in enumerate(sentence) if other.head == verb and other.relation[:3] in ("aux", "cop")]
        copulas = [j for j in helpers if sentence[j].relation == "cop"]
        if any(sentence[j].tag in FINITE for j in [verb, *helpers]) and (copulas or sentence[verb].tag in VERBS):
            found[copulas[0] if copulas else verb] = i
    return found


def _is_conjoined(sentence: TreeSentence, verb: int) -> bool:
    token = sentence[verb]
    if token.relation == "cop":
        token = sentence[token.head]
    return token.relation == "conj"
