"""Train the models of `claims/data/grammar`, or score them.

`python -m claims.text.training FOLDER [--score]`.

Reads `ewt-train.conllu.gz`, `ewt-dev.conllu.gz`, `gum-clean-train.conllu.gz` and
`gum-clean-dev.conllu.gz` in the folder and writes `tagger.json.gz` and `parser.json.gz`; the same
files always give the same models, byte for byte. The parser learns from tags that a tagger gave to
sentences it had not seen, so that it gets used to wrong ones. With `--score` nothing is written:
the test parts are read, and how right the project's models are on them is printed. Where the
treebanks are published is in `claims/help/tagger.md`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from claims.data import FOLDER
from claims.text.grammar.parser import Parser, parser
from claims.text.grammar.perceptron import pack, write_model
from claims.text.grammar.tagger import Tagger, tagger
from claims.text.training.parser import train_parser
from claims.text.training.scores import score
from claims.text.training.tagger import train_tagger
from claims.text.training.treebanks import TreeSentence, read_treebank

TRAINING_FILES = tuple(
    f"{bank}-{part}.conllu.gz" for bank in ("ewt", "gum-clean") for part in ("train", "dev")
)
TEST_FILES = ("ewt-test.conllu.gz", "gum-clean-test.conllu.gz")
FOLDS = 4
_FOLD_STRETCH = 50  # sentences in a row that stay together, so that a fold lacks whole documents


def read_all(folder: Path, names: Sequence[str]) -> list[TreeSentence]:
    """Read several treebank files of a folder."""
    return [sentence for name in names for sentence in read_treebank(folder / name)]


def tag_unseen(sentences: Sequence[TreeSentence], fold: int) -> dict[int, list[str]]:
    """Tag one fold of the sentences with a tagger trained on the others."""
    held = [i for i in range(len(sentences)) if i // _FOLD_STRETCH % FOLDS == fold]
    kept = set(range(len(sentences))).difference(held)
    trained = train_tagger([sentences[i] for i in sorted(kept)])
    return {i: trained.tag([token.form for token in sentences[i]]) for i in held}


def save_tagger(trained: Tagger, folder: Path) -> None:
    """Write a tagger's lexicon and weights."""
    lexicon = [{word: " ".join(tags) for word, tags in part.items()} for part in trained.lexicon]
    write_model(folder / "tagger.json.gz", {"lexicon": lexicon, "weights": pack(trained.weights)})


def save_parser(learnt: Parser, folder: Path) -> None:
    """Write a parser's weights."""
    write_model(
        folder / "parser.json.gz",
        {"moves": pack(learnt.moves), "relations": pack(learnt.relations)},
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write the models, or score those of the project."""
    options_parser = argparse.ArgumentParser(
        prog="python -m claims.text.training",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options_parser.add_argument("folder", type=Path, help="folder of treebanks")
    options_parser.add_argument(
        "--to", type=Path, default=FOLDER / "grammar", help="folder to write the models to"
    )
    options_parser.add_argument(
        "--score", action="store_true", help="score the project's models on the test parts"
    )
    options = options_parser.parse_args(arguments)
    if options.score:
        for name in TEST_FILES:
            print(f"{name}: {score(read_all(options.folder, [name]), tagger(), parser())}")
        return
    sentences = read_all(options.folder, TRAINING_FILES)
    with ProcessPoolExecutor() as pool:
        folds = [pool.submit(tag_unseen, sentences, fold) for fold in range(FOLDS)]
        trained = pool.submit(train_tagger, sentences)
        tags = {i: tagged for fold in folds for i, tagged in fold.result().items()}
    learnt = train_parser(sentences, [tags[i] for i in range(len(sentences))])
    save_tagger(trained.result(), options.to)
    save_parser(learnt, options.to)


if __name__ == "__main__":
    main()
