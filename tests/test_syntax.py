"""The grammar of sentences of our own.

Subjects, objects, what hangs on what, and how far it reaches.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import extract
from claims.text.grammar.syntax import Sentence, Syntax
from claims.text.grammar.tagger import Tagger
from claims.text.quantities.find import find_quantities

# A verb that the treebanks do not have, or that looks like a participle or an adverb; a long way to
# the subject
GAP = pytest.mark.xfail


def parse(text: str) -> Sentence:
    return Syntax(text).parse(0)


def words(sentence: Sentence, first: int, last: int) -> str:
    return " ".join(token.text for token in sentence.tokens[first:last])


def linked(sentence: Sentence, head: str) -> tuple[str | None, str | None]:
    """Return the head words of subject and object of the verb with this word."""
    verb = next(verb for verb in sentence.verb_groups if sentence.tokens[verb.head].text == head)
    return tuple(  # type: ignore[return-value]
        None if phrase is None else sentence.tokens[sentence.noun_phrases[phrase].head].text
        for phrase in (verb.subject, verb.object)
    )


@pytest.mark.parametrize(
    ("text", "verb", "subject", "object_"),
    [
        ("The ministry counted 40 dead goats.", "counted", "ministry", "goats"),
        ("The mayor of the town signed the order.", "signed", "mayor", "order"),
        ("Ana Cole, the mayor of Rome, signed the order.", "signed", "Cole", "order"),
        ("The mayor, who won in 2020, signed the order.", "signed", "mayor", "order"),
        ("The mayor, who won in 2020, signed the order.", "won", "who", None),
        ("The group that sank the boat apologised.", "sank", "that", "boat"),
        ("The group that sank the boat apologised.", "apologised", "group", None),
        ("A report published on Monday said prices fell.", "said", "report", None),
        ("A report published on Monday said prices fell.", "fell", "prices", None),
        pytest.param(
            "The bank and its rivals raised rates.", "raised", "rivals", "rates", marks=GAP
        ),
        ("She arrived late and left early.", "left", "She", None),
        ('"It rained," said Peter Lang.', "said", "Lang", None),
        ('"It rained," he said.', "said", "he", None),
        pytest.param("Did the minister resign?", "resign", "minister", None, marks=GAP),
        ("The men were not seen by anyone.", "seen", "men", None),
        pytest.param(
            "Farmers in the north who lost cattle want money.",
            "want",
            "Farmers",
            "money",
            marks=GAP,
        ),
        ("The firm wants to sell 500 shops.", "sell", "firm", "shops"),
        ("Citing a survey, the paper said rents rose.", "said", "paper", None),
        ("The 12 towns that were hit have no water.", "have", "towns", "water"),
        pytest.param(
            "Nearly 60 percent of voters back the plan.", "back", "percent", "plan", marks=GAP
        ),
    ],
)
def test_links_subject_and_object(
    text: str, verb: str, subject: str | None, object_: str | None
) -> None:
    assert linked(parse(text), verb) == (subject, object_)


@pytest.mark.parametrize(
    ("text", "finite", "passive"),
    [
        ("They have been seen.", True, True),
        ("They have seen it.", True, False),
        ("They'd never seen it.", True, False),
        ("They are seeing it.", True, False),
        ("The order was signed.", True, True),
    ],
)
def test_tells_finite_and_passive_verbs(text: str, finite: bool, passive: bool) -> None:
    verb = parse(text).verb_groups[-1]
    assert (verb.finite, verb.passive) == (finite, passive)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("The city's 5,000 poorest people left.", ["The city 's 5,000 poorest people"]),
        ("A 15-year-old boy left on May 5.", ["A 15 - year - old boy", "May 5"]),
        (
            "More than 60 people paid at least $1.5 million.",
            ["More than 60 people", "at least $ 1.5 million"],
        ),
        ("All the men and both of them left.", ["All the men", "both", "them"]),
    ],
)
def test_finds_base_noun_phrases(text: str, phrases: list[str]) -> None:
    sentence = parse(text)
    assert [
        words(sentence, phrase.first, phrase.last) for phrase in sentence.noun_phrases
    ] == phrases


def test_reaches_over_all_that_hangs_on_a_noun() -> None:
    text = "The mayor of Rome, who won in 2020, said that 40 people in the city had died."
    sentence = parse(text)
    assert words(sentence, *sentence.extent(0)) == "The mayor of Rome , who won in 2020"
    people = sentence.chunk_at(sentence.token_at(text.index("40")))
    assert people is not None
    assert words(sentence, *sentence.extent(people)) == "40 people in the city"


def test_finds_the_verb_above_a_word_and_the_noun_that_a_clause_describes() -> None:
    sentence = parse("The group that sank two boats in the bay apologised.")
    verb = sentence.verb_of(8)  # "bay"
    assert verb is not None
    assert sentence.tokens[sentence.verb_groups[verb].head].text == "sank"
    antecedent = sentence.antecedent(verb)
    assert antecedent is not None
    assert (
        words(
            sentence,
            sentence.noun_phrases[antecedent].first,
            sentence.noun_phrases[antecedent].last,
        )
        == "The group"
    )


@given(
    st.text(max_size=150)
    | st.text(st.sampled_from('The mayor, who said "40 died" of it. -(\'s'), max_size=150)
)
def test_parses_any_text_into_trees(text: str) -> None:
    syntax = Syntax(text)
    for i in range(len(syntax.sentences)):
        sentence = syntax.parse(i)
        assert all(text[token.start : token.end] == token.text for token in sentence.tokens)
        assert len(sentence.arcs) == len(sentence.chunks)
        for at, arc in enumerate(sentence.arcs):
            seen = {at}
            while arc.governor >= 0:
                assert arc.governor not in seen
                seen.add(arc.governor)
                arc = sentence.arcs[arc.governor]


def test_a_sentence_without_quantities_is_tagged_but_not_parsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # whoever asks for a tree meets an error
    monkeypatch.setattr("claims.text.grammar.syntax.parser", None)
    sentence = Syntax("The bridge opened in 2012.").parse(0)
    assert [token.tag for token in sentence.tokens] == ["DT", "NN", "VBD", "IN", "CD", "."]
    assert len(sentence.chunks) == 3
    assert find_quantities(Syntax("The bridge opened in 2012 and was closed on 5 May.")) == []


def test_sentences_before_are_tagged_only_where_one_may_go_on_with_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tagged: list[list[str]] = []
    tag = Tagger.tag

    def noted(tagger: Tagger, words: list[str]) -> list[str]:
        tagged.append(words)
        return tag(tagger, words)

    monkeypatch.setattr(Tagger, "tag", noted)
    said = "The mayor said it had rained."
    extract(f"{said} Floods have reached 27 towns.")
    assert tagged == [["Floods", "have", "reached", "27", "towns", "."]]
    extract(f"{said} Of these, 40 recovered.")
    assert [*said.removesuffix(".").split(), "."] in tagged


def test_the_same_text_parses_the_same_again() -> None:
    text = "Quandrell claims that 40 Blorvic shares, which fell on Monday, were sold."
    first = Syntax(text).parse(0)
    Syntax("Something else was said, and claims fell.").parse(0)
    assert Syntax(text).parse(0) == first
