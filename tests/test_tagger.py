"""The tagger on sentences of our own.

Words that are verb or noun, past or participle, by what stands around them.
"""

import pytest

from claims.text.grammar.tag_features import START, advance, decisions, features, history
from claims.text.grammar.tag_weights import TagWeights
from claims.text.grammar.tagger import tagger
from claims.text.grammar.vocabulary import EDGE, form, mark_tag, shape


@pytest.mark.parametrize(
    ("sentence", "word", "tag"),
    [
        ("The ministry reports two new deaths .", "reports", "VBZ"),
        ("Two reports of the ministry were late .", "reports", "NNS"),
        ("A charity claims that 40 boats sank .", "claims", "VBZ"),
        ("Their claims about prices were wrong .", "claims", "NNS"),
        ("Farmers accused the bank of fraud .", "accused", "VBD"),
        ("The bank has since been accused of fraud .", "accused", "VBN"),
        ("Prices have risen , officials said .", "have", "XP"),
        ("Officials have two houses .", "have", "VBP"),
        ("She said that it rained .", "that", "SC"),
        ("She read that book .", "that", "DT"),
        ("He wants to sell it to Spain .", "sell", "VB"),
    ],
)
def test_tags_by_context(sentence: str, word: str, tag: str) -> None:
    words = sentence.split()
    assert tagger().tag(words)[words.index(word)] == tag


def test_tags_do_not_depend_on_what_was_tagged_before() -> None:
    words = ["Blorvic", "shares", "plunged", "4", "%", "as", "Quandrell", "claims", "fraud", "."]
    before = tagger().tag(words)
    tagger().tag(["claims", "Claims", "CLAIMS", "plunged", "Quandrell"])
    assert tagger().tag(words) == before


def test_reads_marks_without_the_model() -> None:
    assert [mark_tag(mark) for mark in (",", "…", "—", "-", "“", "€", "☂", "'", "n't")] == [
        ",", ".", ":", "HYPH", '"', "$", "SYM", None, None,
    ]  # fmt: skip


def test_describes_words_by_shape_and_form() -> None:
    words = ("a", "cat", "Cat", "NATO", "iPad", "1990", "5th", "F16", "U.S.")
    assert [shape(word) for word in words] == ["a", "a", "Aa", "AA", "aA", "0", "0a", "A0", "A-"]
    assert form("O’Neill’s") == "o'neill's"


def test_laid_out_weights_add_up_to_those_of_the_spelt_features() -> None:
    sentence = "Blorvic shares that the city claims to hold fell 4 % , its mayor said Monday ."
    tokens = sentence.split(" ")
    model = tagger()
    spelt = decisions(model.describe(tokens), EDGE)
    weighed = TagWeights(model.weights)
    edge, words = weighed.weigh(EDGE), [weighed.weigh(word) for word in model.describe(tokens)]
    state = START
    for decision, laid_out in zip(spelt, decisions(words, edge), strict=True):
        if decision and laid_out:
            total = model.weights.total((*features(decision), *history(state, decision)))
            expected = model.weights.scores(total, decision.word.tags)
            assert weighed.judge(laid_out)(state) == expected
            state = advance(state, decision.word.tags[-1])
        else:
            state = advance(state, "NN")
