"""Training on a small treebank of our own.

The same file gives the same models, and they learn it.
"""

import gzip
from pathlib import Path

import pytest

from claims.text.grammar import perceptron
from claims.text.grammar.chunks import chunk
from claims.text.grammar.perceptron import pack, unpack
from claims.text.grammar.tagger import Tagger
from claims.text.grammar.transitions import Arc
from claims.text.training import __main__ as training
from claims.text.training.parser import examples, train_parser
from claims.text.training.tagger import train_tagger
from claims.text.training.treebanks import read_treebank
from claims.text.training.trees import chunk_arcs

SAMPLE = Path(__file__).parent / "treebanks" / "sample.conllu"


def test_reads_tags_and_heads() -> None:
    sentence = next(iter(read_treebank(SAMPLE)))
    assert [(token.form, token.tag, token.head) for token in sentence] == [
        ("The", "DT", 1),
        ("mayor", "NN", 2),
        ("said", "VBD", -1),
        ("that", "SC", 7),
        ("40", "CD", 5),
        ("goats", "NNS", 7),
        ("had", "XD", 7),
        ("died", "VBN", 2),
        (".", ".", 2),
    ]


def test_copula_heads_its_clause() -> None:
    sentence = list(read_treebank(SAMPLE))[1]  # "The well-known mayor is not happy."
    words, tags = [token.form for token in sentence], [token.tag for token in sentence]
    chunks = chunk(words, tags)
    assert [" ".join(words[c.first : c.last]) for c in chunks] == [
        "The well - known mayor",
        "is",
        "not",
        "happy",
    ]
    assert chunk_arcs(sentence, chunks) == [
        Arc(1, "subj"),
        Arc(-1, "root"),
        Arc(3, "mod"),
        Arc(1, "pred"),
    ]


def test_learns_the_sample_and_learns_it_the_same_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(perceptron, "_SMALLEST", 1)  # four sentences give no large weights
    sentences = list(read_treebank(SAMPLE)) * 8
    tagger = train_tagger(sentences)
    assert all(tagger.tag([t.form for t in s]) == [t.tag for t in s] for s in sentences)
    tags = [[token.tag for token in sentence] for sentence in sentences]
    parser = train_parser(sentences, tags)
    for sentence, tagged, example in zip(sentences, tags, examples(sentences, tags), strict=True):
        words = [token.form for token in sentence]
        right = [Arc(-1, "root") if arc.relation == "root" else arc for arc in example.arcs]
        assert parser.parse(words, tagged, chunk(words, tagged)) == right
    again = train_tagger(sentences)
    assert (again.lexicon, again.weights) == (tagger.lexicon, tagger.weights)
    assert train_parser(sentences, tags) == parser


def test_packed_weights_come_back() -> None:
    tagger = train_tagger(list(read_treebank(SAMPLE)) * 8)
    assert unpack(pack(tagger.weights)) == tagger.weights


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in training.TRAINING_FILES:
        (tmp_path / name).write_bytes(gzip.compress(SAMPLE.read_bytes() * 40))
    return tmp_path


def test_the_same_folder_gives_the_same_files(folder: Path) -> None:
    models = []
    for name in ("one", "two"):
        (folder / name).mkdir()
        training.main([str(folder), "--to", str(folder / name)])
        models.append(
            [(folder / name / f"{model}.json.gz").read_bytes() for model in ("tagger", "parser")]
        )
    assert models[0] == models[1]


def test_scores_the_models_of_the_project(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in training.TEST_FILES:
        (folder / name).write_bytes(gzip.compress(SAMPLE.read_bytes()))
    training.main([str(folder), "--score"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == list(training.TEST_FILES)
    assert all("tags 100.00" in line or "tags 9" in line for line in lines)


def test_words_that_only_look_alike_get_every_tag_they_may_have() -> None:
    tagger: Tagger = train_tagger(list(read_treebank(SAMPLE)) * 8)
    assert tagger.lexicon.words["died"] == ("VBD", "VBN")
    assert tagger.lexicon.words["the"] == ("DT",)
