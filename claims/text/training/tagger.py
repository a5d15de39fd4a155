"""Learn a tagger from treebank sentences.

Its lexicon by counting, its weights by correcting mistakes.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from claims.text.grammar.perceptron import Learner, Weights, frequent
from claims.text.grammar.tag_features import (
    START,
    Decision,
    Judge,
    State,
    advance,
    decisions,
    features,
    history,
)
from claims.text.grammar.tagger import Tagger, search
from claims.text.grammar.vocabulary import EDGE, Lexicon, Word, form, mark_tag, shape
from claims.text.training.treebanks import TreeSentence, TreeToken

ROUNDS = 6
# A word enters the lexicon, and a feature the model, when it was seen this often.
_OFTEN_ENOUGH = 3
_FEATURE_OFTEN_ENOUGH = 5

# Forms of a word that look the same, so that one seen as the first may turn up as the second, with
# how such words end
_ALIKE = {
    ("VB", "VBP"): "",
    ("VBZ", "NNS"): "s",
    ("VBD", "VBN"): "ed",
    ("VBG", "NN"): "ing",
    ("NN", "NNP"): "",
}


def learn_lexicon(sentences: Sequence[TreeSentence]) -> Lexicon:
    """Collect the tags of frequent words, and of all others by shape and ending."""
    tokens = [token for token in chain.from_iterable(sentences) if not mark_tag(token.form)]
    seen = _tags_by((form(token.form), token.tag) for token in tokens)
    words = {word: _allowed(word, tags) for word, tags in seen.items() if _is_frequent(tags)}
    others = (token for token in tokens if form(token.form) not in words)
    return Lexicon(words, _learn_endings(others))


def _is_frequent(tags: Counter[str]) -> bool:
    return tags.total() >= _OFTEN_ENOUGH


def _tags_by(pairs: Iterable[tuple[str, str]]) -> dict[str, Counter[str]]:
    """Count the tags of each word or ending."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for known, tag in pairs:
        seen[known][tag] += 1
    return seen


def _learn_endings(tokens: Iterable[TreeToken]) -> dict[str, tuple[str, ...]]:
    """Return the tags of words by their shape and ending, where these are frequent."""
    seen = _tags_by((ending, token.tag) for token in tokens for ending in _endings(token.form))
    return {ending: _common(tags) for ending, tags in seen.items() if tags.total() >= 20}


def _endings(written: str) -> Iterator[str]:
    """Yield the shape of a word with its last letters, of which there are none to three."""
    word = form(written)
    for length in range(4):
        yield f"{shape(written)} {word[len(word) - length :]}"


def _common(tags: Counter[str]) -> tuple[str, ...]:
    """Return the tags that are no mistake of the treebank."""
    least = max(2, tags.total() / 250)
    return tuple(sorted(tag for tag, count in tags.items() if count >= least))


def _allowed(word: str, tags: Counter[str]) -> tuple[str, ...]:
    """Return the tags that a frequent word may have.

    They are those seen with it, and for rarer words also the tags that look alike (`_ALIKE`).
    """
    total = tags.total()
    allowed = {tag for tag, count in tags.items() if count >= total / 500}
    if total < 50:
        for pair in _look_alikes(word):
            allowed.update(() if allowed.isdisjoint(pair) else pair)
    return tuple(sorted(allowed))


def _look_alikes(word: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of tags whose words look the same, of words that end so."""
    return (pair for pair, ending in _ALIKE.items() if word.endswith(ending))


def train_tagger(sentences: Sequence[TreeSentence]) -> Tagger:
    """Learn a tagger from sentences with their right tags."""
    lexicon = learn_lexicon(sentences)
    trained = Tagger(lexicon, Weights([]))
    learner = Learner(lexicon.tags(), _frequent_features(trained, sentences))
    order = list(range(len(sentences)))
    shuffle = random.Random(1)
    for _ in range(ROUNDS):
        shuffle.shuffle(order)
        for i in order:
            learner.next_example()
            _learn_sentence(trained, learner, sentences[i])
    return Tagger(lexicon, learner.averaged())


def _frequent_features(trained: Tagger, sentences: Sequence[TreeSentence]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for sentence in sentences:
        words = trained.describe([token.form for token in sentence])
        state = START
        for token, decision in zip(sentence, decisions(words, EDGE), strict=True):
            if decision:
                counts.update(features(decision))
                counts.update(history(state, decision))
            state = advance(state, token.tag)
    return frequent(counts, _FEATURE_OFTEN_ENOUGH)


def _learn_sentence(trained: Tagger, learner: Learner[str], sentence: TreeSentence) -> None:
    words = trained.describe([token.form for token in sentence])
    to_decide = list(decisions(words, EDGE))
    guessed = _guess(words, to_decide, learner.weights)
    # a tag that the lexicon rules out cannot be learnt
    right = [
        token.tag if token.tag in word.tags else guess
        for token, word, guess in zip(sentence, words, guessed, strict=True)
    ]
    if right != guessed:
        _correct(learner, to_decide, right, guessed)


def _correct(
    learner: Learner[str],
    to_decide: Sequence[Decision[Word] | None],
    right: Sequence[str],
    guessed: Sequence[str],
) -> None:
    """Correct the weights wherever the right tags and the guessed ones part."""
    right_state, guessed_state = START, START
    for decision, tag, guess in zip(to_decide, right, guessed, strict=True):
        is_other = tag != guess or _are_different(right_state, guessed_state)
        if decision and is_other:
            if tag != guess:
                learner.correct(features(decision), tag, guess)
            learner.change(history(right_state, decision), tag, 1)
            learner.change(history(guessed_state, decision), guess, -1)
        right_state, guessed_state = advance(right_state, tag), advance(guessed_state, guess)


def _guess(
    words: Sequence[Word], to_decide: Sequence[Decision[Word] | None], weights: Weights[str]
) -> list[str]:
    """Find the best tags by weights that still change, feature by feature."""

    def judge(decision: Decision[Word]) -> Judge:
        around = weights.total(features(decision))
        return lambda state: weights.scores(
            around + weights.total(history(state, decision)), decision.word.tags
        )

    return search(words, to_decide, judge)


def _are_different(one: State, other: State) -> bool:
    return one[1:4] != other[1:4]
