"""Score the tagger and the parser on treebank sentences they have not seen.

In come sentences with their right trees, out goes one line of figures. A base noun phrase is right
when both its ends are; a subject, when the subject that the treebank gives a finite verb lies in
the noun phrase that was linked to it. Subjects that a verb shares with the one before it ("came and
[saw]") count neither way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claims.text.grammar.chunks import Chunk, chunk
from claims.text.grammar.parser import Parser
from claims.text.grammar.subjects import link_verbs
from claims.text.grammar.tagger import FINITE, VERBS, Tagger
from claims.text.grammar.transitions import Arc
from claims.text.training.treebanks import TreeSentence, TreeToken
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


@dataclass
class Counts:
    """What of some sentences was found right: of their tags, phrases and trees."""

    tags: Count = field(default_factory=Count)
    governors: Count = field(default_factory=Count)
    finite: Count = field(default_factory=Count)
    phrases: Count = field(default_factory=Count)
    subjects: Count = field(default_factory=Count)

    def add_tags(self, tagged: Sequence[str], right: Sequence[str]) -> None:
        """Compare the tags of a sentence with the right ones."""
        self.tags.add(set(enumerate(tagged)), set(enumerate(right)))
        self.finite.add(_finite(tagged), _finite(right))

    def add_tree(
        self, sentence: TreeSentence, chunks: Sequence[Chunk], arcs: Sequence[Arc]
    ) -> None:
        """Compare the chunks of a sentence and their arcs with its tree."""
        self.governors.add(_governors(arcs), _governors(chunk_arcs(sentence, chunks)))
        found = {(c.first + c.prepositions, c.last) for c in chunks if c.is_noun_phrase}
        self.phrases.add(set(found), _phrases(sentence))
        right = _subjects(sentence)
        self.subjects.add(_linked(sentence, chunks, arcs, right), set(right.items()))

    def __str__(self) -> str:
        """Give all figures in one line."""
        return (
            f"tags {self.tags.both:.2f}; finite verbs {self.finite}; "
            f"base noun phrases {self.phrases}; subjects {self.subjects}; "
            f"governors of chunks {self.governors.both:.1f}"
        )


def score(sentences: Sequence[TreeSentence], tagger: Tagger, parser: Parser) -> str:
    """Tag and parse sentences, and say how much of it is right."""
    counts = Counts()
    for sentence in sentences:
        words = [token.form for token in sentence]
        tagged = tagger.tag(words)
        chunks = chunk(words, tagged)
        counts.add_tags(tagged, [token.tag for token in sentence])
        counts.add_tree(sentence, chunks, parser.parse(words, tagged, chunks))
    return str(counts)


def _finite(tags: Iterable[str]) -> set[object]:
    """Return which tags are of finite verbs, by index."""
    return {i for i, tag in enumerate(tags) if tag in FINITE}


def _governors(arcs: Iterable[Arc]) -> set[object]:
    return {(i, arc.governor) for i, arc in enumerate(arcs)}


def _linked(
    sentence: TreeSentence, chunks: Sequence[Chunk], arcs: Sequence[Arc], right: dict[int, int]
) -> set[object]:
    """Return the subjects that the parser found, as verb and subject.

    A link is right if the verb's right subject lies in the noun phrase that it leads to.
    """
    found: set[object] = set()
    for i, link in link_verbs(chunks, arcs).items():
        if link.subject is not None and link.finite:
            found |= _judged(sentence, chunks[i], chunks[link.subject], right)
    return found


def _judged(
    sentence: TreeSentence, group: Chunk, subject: Chunk, right: dict[int, int]
) -> set[object]:
    """Return a verb with its right subject where that was found, with "wrong" where it was not.

    Nothing for a verb without a subject of its own in the tree, which it shares with another.
    """
    verbs = range(group.first, group.last)
    known = [verb for verb in verbs if verb in right]
    if known and subject.first <= right[known[-1]] < subject.last:
        return {(known[-1], right[known[-1]])}
    is_shared = not known and any(_is_conjoined(sentence, verb) for verb in verbs)
    return set() if is_shared else {(group.head, "wrong")}


_HEADS = ("NN", "PRP", "WP", "WDT", "CD", "$", "EX", "FW")
_BEFORE_NOUN = frozenset(
    {"det", "amod", "nummod", "compound", "flat", "goeswith", "advmod", "nmod:poss", "nmod:desc"}
)


def _phrases(sentence: TreeSentence) -> set[object]:
    """Return the base noun phrases of a tree.

    Each is a noun or pronoun with the modifiers that touch it.
    """
    members: list[set[int]] = [{i} for i in range(len(sentence))]
    inner = {i for i, token in enumerate(sentence) if _is_inner(token)}
    for i in sorted(inner, key=lambda i: (-_depth(sentence, i), i)):
        members[sentence[i].head] |= members[i]
    heads = [i for i, token in enumerate(sentence) if token.tag.startswith(_HEADS)]
    return {_around(i, members[i]) for i in heads if i not in inner}


def _is_inner(token: TreeToken) -> bool:
    """Tell whether a token belongs to the base noun phrase of its head."""
    kinds = {token.relation, token.relation.partition(":")[0]}
    modifies = token.tag in ("POS", "HYPH") or not _BEFORE_NOUN.isdisjoint(kinds)
    return token.head >= 0 and modifies


def _around(head: int, members: set[int]) -> tuple[int, int]:
    """Return the stretch of members that touch their head, as [first, last)."""
    first, last = head, head + 1
    while first - 1 in members:
        first -= 1
    while last in members:
        last += 1
    return first, last


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
        if token.relation.partition(":")[0] == "nsubj":
            verb = _finite_verb(sentence, token.head)
            found.update({} if verb is None else {verb: i})
    return found


def _finite_verb(sentence: TreeSentence, head: int) -> int | None:
    """Return the verb of a clause by its head, None where no part of it is finite."""
    helpers = [i for i, token in enumerate(sentence) if _is_helper(token, head)]
    if not _finite(sentence[i].tag for i in (head, *helpers)):
        return None
    copulas = (i for i in helpers if sentence[i].relation == "cop")
    return next(copulas, head if sentence[head].tag in VERBS else None)


def _is_helper(token: TreeToken, head: int) -> bool:
    return token.head == head and token.relation[:3] in ("aux", "cop")


def _is_conjoined(sentence: TreeSentence, verb: int) -> bool:
    token = sentence[verb]
    if token.relation == "cop":
        token = sentence[token.head]
    return token.relation == "conj"
