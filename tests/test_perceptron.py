"""Rows of weights in whole numbers.

What is added up field by field is what the weights add up to.
"""

from hypothesis import given
from hypothesis import strategies as st

from claims.text.grammar.perceptron import Totals, Weights

CHOICES = ("JJ", "NN", "VB", "XP")
ROWS = st.lists(st.dictionaries(st.sampled_from(CHOICES), st.integers(-127, 127)), max_size=250)


@given(ROWS)
def test_adds_up_every_choice_by_itself(rows: list[dict[str, int]]) -> None:
    weights = Weights(CHOICES)
    weights.rows.update({f"feature {i}": weights.row(row) for i, row in enumerate(rows)})
    expected = [sum(row.get(choice, 0) for row in rows) for choice in CHOICES]
    features = ["one that no row is for", *weights.rows]
    assert weights.scores(weights.total(features), CHOICES) == expected
    assert weights.scores(Totals(weights)[tuple(features)], CHOICES) == expected
    assert weights.best(weights.total(features), CHOICES) == CHOICES[expected.index(max(expected))]


def test_the_extremes_fit_into_a_field() -> None:
    weights = Weights(CHOICES)
    weights.rows.update(
        {f"feature {i}": weights.row({"JJ": -127, "NN": 127, "XP": -127}) for i in range(250)}
    )
    assert weights.scores(weights.total(weights.rows), CHOICES) == [-31750, 31750, 0, -31750]
