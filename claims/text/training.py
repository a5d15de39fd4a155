"""Train the models of `claims/data/grammar` from a folder of treebanks: `python -m claims.text.training FOLDER`.

Reads `ewt-train.conllu.gz`, `ewt-dev.conllu.gz`, `gum-clean-train.conllu.gz` and `gum-clean-dev.conllu.gz`
in the folder and writes `tagger.json.gz`; the same files always give the same models, byte for byte. With
`--score` it writes nothing: it reads the test parts and prints how right the models of the project are on
them. Where the treebanks are published, what they may be used for, and the figures are in
`claims/help/tagger.md`.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from claims.data import FOLDER
from claims.text.perceptron import Learner, write_model
from claims.text.tagger import (
    FINITE,
    START,
    Lexicon,
    State,
    Tagger,
    advance,
    decisions,
    form,
    history,
    mark_tag,
    search,
    shape,
    tagger,
)
from claims.text.treebanks import TreeSentence, read_treebank

TRAINING_FILES = tuple(f"{bank}-{part}.conllu.gz" for bank in ("ewt", "gum-clean") for part in ("train", "dev"))
TEST_FILES = ("ewt-test.conllu.gz", "gum-clean-test.conllu.gz")

EPOCHS = 6
# A word enters the lexicon, and a feature the model, when it was seen this often.
_OFTEN_ENOUGH = 3
_FEATURE_OFTEN_ENOUGH = 5

# Forms of a word that look the same, so that one seen as the first may turn up as the second
_ALIKE = (("VB", "VBP"), ("VBZ", "NNS"), ("VBD", "VBN"), ("VBG", "NN"), ("NN", "NNP"))


def learn_lexicon(sentences: Sequence[TreeSentence]) -> Lexicon:
    """Collect the tags of frequent words, and of all others by shape and ending."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for token in sentence:
            if not mark_tag(token.form):
                seen[form(token.form)][token.tag] += 1
    words = {word: _allowed(word, tags) for word, tags in seen.items() if tags.total() >= _OFTEN_ENOUGH}
    endings: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for token in sentence:
            word = form(token.form)
            if word not in words and not mark_tag(token.form):
                for length in range(4):
                    endings[f"{shape(token.form)} {word[len(word) - length :]}"][token.tag] += 1
    return Lexicon(
        words,
        {
            ending: tuple(sorted(tag for tag, count in tags.items() if count >= max(2, tags.total() / 250)))
            for ending, tags in endings.items()
            if tags.total() >= 20
        },
    )


def _allowed(word: str, tags: Counter[str]) -> tuple[str, ...]:
    """Return the tags a frequent word may have: those seen, and of rarer words also their look-alikes."""
    total = tags.total()
    allowed = {tag for tag, count in tags.items() if count >= total / 500}
    if total < 50:
        for pair in _ALIKE:
            if allowed.intersection(pair) and not (pair == ("VBD", "VBN") and not word.endswith("ed")):
                if pair == ("VBG", "NN") and not word.endswith("ing"):
                    continue
                if pair == ("VBZ", "NNS") and not word.endswith("s"):
                    continue
                allowed.update(pair)
    return tuple(sorted(allowed))


def train_tagger(sentences: Sequence[TreeSentence]) -> Tagger:
    """Learn a tagger from sentences with their right tags."""
    lexicon = learn_lexicon(sentences)
    trained = Tagger(lexicon, {})
    learner = Learner(_frequent_features(trained, sentences))
    order = list(range(len(sentences)))
    shuffle = random.Random(1)
    for _ in range(EPOCHS):
        shuffle.shuffle(order)
        for i in order:
            learner.next_example()
            _learn_sentence(trained, learner, sentences[i])
    trained.weights = learner.averaged()
    return trained


def _frequent_features(trained: Tagger, sentences: Sequence[TreeSentence]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for sentence in sentences:
        words = trained.describe([token.form for token in sentence])
        state = START
        for token, decision in zip(sentence, decisions(words), strict=True):
            if decision:
                counts.update(decision.features)
                counts.update(history(state, decision))
            state = advance(state, token.tag, 0)
    return frozenset(feature for feature, count in counts.items() if count >= _FEATURE_OFTEN_ENOUGH)


def _learn_sentence(trained: Tagger, learner: Learner, sentence: TreeSentence) -> None:
    words = trained.describe([token.form for token in sentence])
    to_decide = list(decisions(words))
    guessed = search(words, to_decide, learner.rows)
    # a tag that the lexicon rules out cannot be learnt
    right = [
        token.tag if token.tag in word.tags else guess
        for token, word, guess in zip(sentence, words, guessed, strict=True)
    ]
    if right == guessed:
        return
    right_state, guessed_state = START, START
    for decision, tag, guess in zip(to_decide, right, guessed, strict=True):
        if decision and (tag != guess or _differ(right_state, guessed_state)):
            for feature in (*decision.features, *history(right_state, decision)):
                learner.change(feature, tag, 1)
            for feature in (*decision.features, *history(guessed_state, decision)):
                learner.change(feature, guess, -1)
        right_state, guessed_state = advance(right_state, tag, 0), advance(guessed_state, guess, 0)


def _differ(one: State, other: State) -> bool:
    return one[1:4] != other[1:4]


def read_all(folder: Path, names: Sequence[str]) -> list[TreeSentence]:
    """Read several treebank files of a folder."""
    return [sentence for name in names for sentence in read_treebank(folder / name)]


def score_tagger(trained: Tagger, sentences: Sequence[TreeSentence]) -> str:
    """Say how many tags are right, and how well finite verbs are found."""
    right = total = found = expected = agreed = 0
    for sentence in sentences:
        for token, tag in zip(sentence, trained.tag([token.form for token in sentence]), strict=True):
            total += 1
            right += token.tag == tag
            found += tag in FINITE
            expected += token.tag in FINITE
            agreed += tag in FINITE and token.tag in FINITE
    return f"tags right {100 * right / total:.2f}, finite verbs F1 {200 * agreed / (found + expected):.2f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write the models, or score those of the project."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of treebanks")
    parser.add_argument("--to", type=Path, default=FOLDER / "grammar", help="folder to write the models to")
    parser.add_argument("--score", action="store_true", help="score the project's models on the test parts")
    options = parser.parse_args(arguments)
    if options.score:
        for name in TEST_FILES:
            print(f"{name}: {score_tagger(tagger(), read_all(options.folder, [name]))}")
        return
    trained = train_tagger(read_all(options.folder, TRAINING_FILES))
    lexicon = [{word: " ".join(tags) for word, tags in part.items()} for part in trained.lexicon]
    write_model(options.to / "tagger.json.gz", {"lexicon": lexicon, "weights": trained.weights})


if __name__ == "__main__":
    main()
