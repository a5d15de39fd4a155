"""What the weights say of each word of a sentence, without spelling its features.

In come the weights of a model; out come totals of the features of `tag_features`, the same as
adding them up one by one. A word knows the weights of its own features in each of the five places
around a decision, added up, and those of its pairs with a neighbour by that neighbour; so a
decision is a few additions and look-ups in small tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from claims.text.grammar.perceptron import Tables, Totals, Weights
from claims.text.grammar.tag_features import Decision, Judge, State, of_clause, of_shapes, of_tags
from claims.text.grammar.vocabulary import Word


class WeighedWord(NamedTuple):
    """A word with the totals of its features in each place, and the rows of its pairs."""

    form: str
    tags: tuple[str, ...]
    kind: str
    shape: str
    as_before2: int
    as_before: int
    as_word: int
    as_after: int
    as_after2: int
    form_before: Mapping[str, int]  # rows of this form with the form behind it
    form_around: Mapping[str, int]  # with the form after the next
    form_after: Mapping[str, int]  # as the word to tag, with the form behind it
    form_kind: Mapping[str, int]  # and with the kind behind it
    kind_before: Mapping[str, int]
    kind_around: Mapping[str, int]
    kind_after: Mapping[str, int]  # as the word behind, with the kind after it


class _Past(NamedTuple):
    """The total of the tags already chosen, and their rows with words."""

    total: int
    last: Mapping[str, int]
    last_two: Mapping[str, int]
    verb: Mapping[str, int]
    kinds: Mapping[str, int]


class TagWeights(dict[tuple[str, str, str], _Past]):
    """The weights of a tagger, laid out; by the last two tags and the tag of the last verb."""

    def __init__(self, weights: Weights[str]) -> None:
        super().__init__()
        self.weights = weights
        self._rows = Tables(weights.rows)
        self._clauses = Totals(weights, of_clause)
        self._shapes = Totals(weights, of_shapes)

    def weigh(self, word: Word) -> WeighedWord:
        """Look up what the weights say of a word."""
        form, tags, kind, shape, seen = word
        rows, total = self._rows, self.weights.total
        return WeighedWord(
            form,
            tags,
            kind,
            shape,
            total(seen[0]),
            total(seen[1]),
            total(seen[2]),
            total(seen[3]),
            total(seen[4]),
            rows[f"w-1w {form}"],
            rows[f"w-1w+1 {form}"],
            rows[f"ww+1 {form}"],
            rows[f"wk+1 {form}"],
            rows[f"k-1k {kind}"],
            rows[f"k-1k+1 {kind}"],
            rows[f"k+1k+2 {kind}"],
        )

    def judge(self, decision: Decision[WeighedWord]) -> Judge:
        """Return how well each tag of a word goes on from a state."""
        before2, before, word, after, after2, auxiliary, verb, in_capitals = decision
        form, kind, kind_behind = word.form, word.kind, after.kind
        around = (
            before2.as_before2
            + before.as_before
            + word.as_word
            + after.as_after
            + after2.as_after2
            + self._clauses[auxiliary, verb, kind]
            + self._shapes[in_capitals, before.shape, word.shape, after.shape]
            + before.kind_around.get(kind_behind, 0)
            + after.kind_after.get(after2.kind, 0)
            + word.form_kind.get(kind_behind, 0)
            + before.kind_before.get(kind, 0)
            + before.form_before.get(form, 0)
            + word.form_after.get(after.form, 0)
            + before.form_around.get(after.form, 0)
        )

        def scores(state: State) -> list[int]:
            chosen, last, last_two, verbs, kinds = self[state[1:4]]
            row = (
                around
                + chosen
                + last.get(form, 0)
                + last_two.get(form, 0)
                + verbs.get(form, 0)
                + kinds.get(kind_behind, 0)
            )
            return self.weights.scores(row, word.tags)

        return scores

    def __missing__(self, chosen: tuple[str, str, str]) -> _Past:
        """Look up what the weights say behind tags that are met for the first time."""
        last, last2, verb = chosen
        rows = self._rows
        past = self[chosen] = _Past(
            self.weights.total(of_tags(*chosen)),
            rows[f"tw {last}"],
            rows[f"ttw {last2} {last}"],
            rows[f"vw {verb}"],
            rows[f"tk+1 {last}"],
        )
        return past
