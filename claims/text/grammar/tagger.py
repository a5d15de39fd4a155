"""Tag the words of a sentence with their parts of speech.

In comes a sentence as a list of words (`claims.text.grammar.tokens.words`), out goes one tag for
each. The model is `claims/data/grammar/tagger.json.gz`, trained by `claims.text.training`; this
module reads it and never changes it. The same sentence always gets the same tags, whatever was
tagged before.

A word that the model's lexicon knows gets only tags it was seen with; most words have one, and need
no more work. The rest are decided by a beam search from left to right: each tag is scored by
features of the word, of its neighbours, and of the tags already chosen. The weights come from an
averaged perceptron (Collins 2002, https://aclanthology.org/W02-1001/).

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

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from claims.text.grammar.perceptron import Totals, Weights, read_model, unpack
from claims.text.grammar.vocabulary import EDGE, Lexicon, Word, describe

BEAM = 3
# A state that is this far behind the best one does not catch up: of 40,000 words of the treebanks'
# test parts no tag changes when such states are given up.
_HOPELESS = 200
# Words seen once need no place in memory for ever; the lexicon's words always fit.
_MOST_WORDS = 40_000

FINITE = frozenset({"VBP", "VBZ", "VBD", "MD", "XP", "XZ", "XD"})
AUXILIARIES = frozenset({"MD", "XP", "XZ", "XD", "XB", "XN", "XG"})
VERBS = FINITE | AUXILIARIES | {"VB", "VBN", "VBG"}
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NAMES = frozenset({"NNP", "NNPS"})

_AUXILIARY = {
    **dict.fromkeys(("have", "has", "had", "'ve", "having"), "have"),
    **dict.fromkeys(
        ("be", "is", "are", "was", "were", "am", "been", "being", "'s", "'re", "'m"), "be"
    ),
    **dict.fromkeys(
        ("do", "does", "did", "will", "would", "can", "could", "may", "might", "must"), "plain"
    ),
    **dict.fromkeys(("shall", "should", "'ll", "'d", "to"), "plain"),
}
_CLAUSE_MARKS = frozenset(
    {
        ",",
        ".",
        ";",
        ":",
        "and",
        "but",
        "or",
        "that",
        "who",
        "which",
        "when",
        "where",
        "if",
        "because",
        "while",
    }
)


class Decision(NamedTuple):
    """A word with several possible tags.

    With the features that do not depend on the tags before it.
    """

    word: Word
    kind_after: str
    alone: tuple[tuple[str, ...], ...]  # features that come together again and again
    together: tuple[str, ...]  # features of several words

    @property
    def features(self) -> tuple[str, ...]:
        """All of these features."""
        return (*chain.from_iterable(self.alone), *self.together)


def decisions(words: Sequence[Word]) -> Iterator[Decision | None]:
    """Yield for each word what there is to decide, None where it has one tag only."""
    count = len(words)
    auxiliaries = _auxiliaries_before(words)
    verbs = _verbs_after(words)
    in_capitals = count > 3 and sum(word.shape.startswith("A") for word in words) > 0.7 * count
    padded = [EDGE, EDGE, *words, EDGE, EDGE]
    for i, word in enumerate(words):
        if len(word.tags) < 2:
            yield None
            continue
        before2, before, _, after, after2 = padded[i : i + 5]
        alone = (
            *(before2.seen[0], before.seen[1], word.seen[2], after.seen[3], after2.seen[4]),
            (
                f"aux {auxiliaries[i]} {word.kind}",
                f"auxv {auxiliaries[i]} {verbs[i]} {word.kind}",
                f"shapes {before.shape} {word.shape} {after.shape}",
                f"capitals {in_capitals} {word.shape}",
            ),
        )
        together = (
            f"k-1k+1 {before.kind} {after.kind}",
            f"k+1k+2 {after.kind} {after2.kind}",
            f"wk+1 {word.form} {after.kind}",
            f"k-1k {before.kind} {word.kind}",
            f"w-1w {before.form} {word.form}",
            f"ww+1 {word.form} {after.form}",
            f"w-1w+1 {before.form} {after.form}",
        )
        yield Decision(word, after.kind, alone, together)


def _auxiliaries_before(words: Sequence[Word]) -> list[str]:
    """Say for each word which auxiliary came before it in its clause.

    For example "has recently been [seen]".
    """
    found = []
    auxiliary = "-"
    for word in words:
        found.append(auxiliary)
        if word.form in _AUXILIARY:
            auxiliary = _AUXILIARY[word.form]
        elif word.form in _CLAUSE_MARKS:
            auxiliary = "-"
    return found


def _verbs_after(words: Sequence[Word]) -> list[str]:
    """Say for each word whether a sure finite verb comes after it in its clause.

    For example "the man [charged] with it was".
    """
    found = []
    verb = "-"
    for word in reversed(words):
        found.append(verb)
        if word.tags and FINITE.issuperset(word.tags):
            verb = "verb"
        elif word.form in _CLAUSE_MARKS:
            verb = "-"
    return found[::-1]


# One way to tag the words so far: its score, its last two tags, the tag of its last verb, and its
# path: the last tag with the path before it. A plain tuple, because most of the time goes into
# making them.
State = tuple[int, str, str, str, tuple[Any, ...]]
START: State = (0, "|", "|", "-", ())


def tags_before(last: str, last2: str, verb: str) -> tuple[str, ...]:
    """Return the features of the tags already chosen by themselves."""
    return (f"t {last}", f"tt {last2} {last}", f"vt {verb} {last}")


def tags_with_word(state: State, decision: Decision) -> tuple[str, ...]:
    """Return the features of the tags already chosen beside the word."""
    word = decision.word.form
    _, last, last2, verb, _ = state
    return (
        f"tw {last} {word}",
        f"ttw {last2} {last} {word}",
        f"vw {verb} {word}",
        f"tk+1 {last} {decision.kind_after}",
    )


def history(state: State, decision: Decision) -> tuple[str, ...]:
    """Return all features that look at the tags already chosen."""
    return (*tags_before(*state[1:4]), *tags_with_word(state, decision))


def advance(state: State, tag: str, score: int = 0) -> State:
    """Add a tag to a state, with what it adds to the score."""
    total, last, _, verb, path = state
    return (
        total + score,
        tag,
        last,
        tag if tag in VERBS else "-" if tag == "." else verb,
        (tag, path),
    )


class Known(NamedTuple):
    """Totals of features that come together again and again.

    Of words, and of the tags before them.
    """

    words: Totals[str]
    tags: Totals[str]

    @classmethod
    def of(cls, weights: Weights[str]) -> Known:
        """Begin with none."""
        return cls(Totals(weights), Totals(weights, tags_before))


def search(words: Sequence[Word], to_decide: Sequence[Decision | None], known: Known) -> list[str]:
    """Find the best tags for the words of a sentence."""
    totals, before = known
    weights = totals.weights
    states = [START]
    for word, decision in zip(words, to_decide, strict=True):
        if decision is None:
            states = [advance(state, word.tags[0]) for state in states]
        else:
            own = sum(map(totals.__getitem__, decision.alone), weights.total(decision.together))
            ways = []
            for state in states:
                chosen = before[state[1:4]] + weights.total(tags_with_word(state, decision))
                scores = weights.scores(own + chosen, word.tags)
                ways += [
                    (state[0] + score, score, tag, state)
                    for score, tag in zip(scores, word.tags, strict=True)
                ]
            ways.sort(key=itemgetter(0), reverse=True)
            states = _go_on(ways)
    return _tags(states[0][4])


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
    """A model with the descriptions of the words it met."""

    def __init__(self, lexicon: Lexicon, weights: Weights[str]) -> None:
        self.lexicon = lexicon
        self.weights = weights
        self._words: dict[str, Word] = {}
        self._known = Known.of(weights)

    def describe(self, tokens: Sequence[str]) -> list[Word]:
        """Describe each token by itself."""
        if len(self._words) > _MOST_WORDS:
            self._words.clear()
            self._known.words.clear()
        known = self._words
        return [
            known.get(token) or known.setdefault(token, describe(token, self.lexicon))
            for token in tokens
        ]

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
        words = self.describe(tokens)
        return search(words, list(decisions(words)), self._known)


@cache
def tagger() -> Tagger:
    """Return the tagger that comes with the project, read on the first call."""
    model = read_model("tagger")
    lexicon = Lexicon(
        *({word: tuple(tags.split()) for word, tags in part.items()} for part in model["lexicon"])
    )
    return Tagger(lexicon, unpack(model["weights"]))
