"""Tag the words of a sentence with their parts of speech.

In comes a sentence as a list of words (`claims.text.grammar.tokens.words`), out goes one tag for
each. The model is `claims/data/grammar/tagger.json.gz`, trained by `claims.text.training`; this
module reads it and never changes it. The same sentence always gets the same tags, whatever was
tagged before.

A word that the model's lexicon knows gets only tags it was seen with; most words have one, and need
no more work. The rest are decided by a beam search from left to right: each tag is scored by
features of the word, of its neighbours, and of the tags already chosen (`tag_features`). The
weights come from an averaged perceptron (Collins 2002, https://aclanthology.org/W02-1001/).

Tags are those of the Penn Treebank as Universal Dependencies gives them for English, with finer
verbs:

    NN NNS NNP NNPS     nouns and names; "%" is NN
    VB VBP VBZ VBD      plain, present, third person, past: "say say says said"
    VBN VBG             participles: "said", "saying"
    XB XP XZ XD XN XG   the same for auxiliaries and the copula: "be are is was been being"
    MD TO               "will can must"; "to" before a verb
    JJ JJR JJS RB RBR RBS RP   adjectives, adverbs, particles ("give up")
    CD DT PDT PRP PRP$ POS EX  numbers, determiners, pronouns, "'s", "there is"
    IN SC CC            prepositions; "that if because", which open a clause; "and but or &"
    WDT WP WP$ WRB      "which that who whose when"
    UH FW               interjections, foreign words
    , . : ( ) " $ SYM   marks: "." also "! ? …", ":" also ";" and dashes, "(" also "[", '"' any
    quote HYPH                the hyphen that joins words
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, cached_property
from operator import itemgetter
from typing import Any

from claims.text.grammar.perceptron import Weights, read_model, unpack
from claims.text.grammar.tag_features import (
    AUXILIARIES,
    FINITE,
    START,
    VERBS,
    Decision,
    Judge,
    Seen,
    State,
    advance,
    decisions,
)
from claims.text.grammar.tag_weights import TagWeights, WeighedWord
from claims.text.grammar.vocabulary import EDGE, Lexicon, Word, describe

__all__ = ["AUXILIARIES", "FINITE", "NOUNS", "VERBS", "Tagger", "search", "tagger"]

BEAM = 3
# A state that is this far behind the best one does not catch up: of 40,000 words of the treebanks'
# test parts no tag changes when such states are given up.
_HOPELESS = 200
# Words seen once need no place in memory for ever; the lexicon's words always fit.
_MOST_WORDS = 40_000

_TOTAL = itemgetter(0)

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NAMES = frozenset({"NNP", "NNPS"})


def search(
    words: Sequence[Seen],
    to_decide: Sequence[Decision[Seen] | None],
    judge: Callable[[Decision[Seen]], Judge],
) -> list[str]:
    """Find the best tags for the words of a sentence.

    `judge` says of a decision how well each tag of the word goes on from a state.
    """
    states = [START]
    for word, decision in zip(words, to_decide, strict=True):
        tags = word.tags
        if decision is None:
            states = _with_tag(states, tags[0])
            continue
        scores = judge(decision)
        ways = [
            (state[0] + score, score, tag, state)
            for state in states
            for score, tag in zip(scores(state), tags, strict=True)
        ]
        ways.sort(key=_TOTAL, reverse=True)
        states = _go_on(ways)
    return _tags(states[0][4])


def _with_tag(states: list[State], tag: str) -> list[State]:
    """Give a word its only tag; of states that then differ only in their past keep the best."""
    if len(states) == 1:
        return [advance(states[0], tag)]
    kept: dict[tuple[str, str, str], State] = {}
    for state in states:
        added = advance(state, tag)
        kept.setdefault(added[1:4], added)
    return list(kept.values())


def _go_on(ways: Sequence[tuple[int, int, str, State]]) -> list[State]:
    """Return the best states after a decision.

    Given the ways to go on from the best to the worst.
    """
    states: dict[tuple[str, str, str], State] = {}
    leader = ways[0][0]
    for total, score, tag, state in ways:
        if total < leader - _HOPELESS:
            break
        added = advance(state, tag, score)
        # of states that differ in their past only, the best one is enough
        states.setdefault(added[1:4], added)
        if len(states) == BEAM:
            break
    return list(states.values())


def _tags(path: tuple[Any, ...]) -> list[str]:
    tags = []
    while path:
        tags.append(path[0])
        path = path[1]
    return tags[::-1]


class Tagger:
    """A model with what it says of the words it met."""

    def __init__(self, lexicon: Lexicon, weights: Weights[str]) -> None:
        self.lexicon = lexicon
        self.weights = weights
        self._words: dict[str, WeighedWord] = {}

    @cached_property
    def _weighed(self) -> TagWeights:
        return TagWeights(self.weights)

    @cached_property
    def _edge(self) -> WeighedWord:
        return self._weighed.weigh(EDGE)

    def describe(self, tokens: Sequence[str]) -> list[Word]:
        """Describe each token by itself."""
        return [describe(token, self.lexicon) for token in tokens]

    def is_word(self, word: str) -> bool:
        """Tell whether a word, in small letters, is known for something else than a name.

        For example "world".
        """
        return not _NAMES.issuperset(self.lexicon.words.get(word, ()))

    def tag(self, tokens: Sequence[str]) -> list[str]:
        """Tag the tokens of one sentence.

        >>> tagger().tag("The ministry reports two deaths .".split())
        ['DT', 'NN', 'VBZ', 'CD', 'NNS', '.']
        """
        words = self._known(tokens)
        return search(words, list(decisions(words, self._edge)), self._weighed.judge)

    def _known(self, tokens: Sequence[str]) -> list[WeighedWord]:
        if len(self._words) > _MOST_WORDS:
            self._words.clear()
        known, weigh = self._words, self._weighed.weigh
        return [
            known.get(token) or known.setdefault(token, weigh(describe(token, self.lexicon)))
            for token in tokens
        ]


@cache
def tagger() -> Tagger:
    """Return the tagger that comes with the project, read on the first call."""
    model = read_model("tagger")
    lexicon = Lexicon(
        *({word: tuple(tags.split()) for word, tags in part.items()} for part in model["lexicon"])
    )
    return Tagger(lexicon, unpack(model["weights"]))
