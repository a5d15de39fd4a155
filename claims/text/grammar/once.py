"""What is read off a sentence again and again, worked out the first time only.

In comes a function and what it is asked about; out goes its answer, kept with the thing that it was
read off. For what each number of a sentence asks anew, so that ten thousand numbers do not look ten
thousand times over the same words. Whoever asks must not change the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Once:
    """A thing that does not change, and so gives the same answer each time.

    >>> class Sentence(Once, str): pass
    >>> Sentence("five and six").once(lambda sentence, word: sentence.count(word), "and")
    1
    """

    @cached_property
    def _answers(self) -> dict[tuple[Any, ...], Any]:
        return {}

    def once(
        self,
        read: Callable[Concatenate[Self, Asked], Answer],
        *asked: Asked.args,
        **options: Asked.kwargs,
    ) -> Answer:
        """Return what a function says of this, asked the same before or not."""
        key = (read, *asked, *options.items())
        if key not in self._answers:
            self._answers[key] = read(self, *asked, **options)
        answer: Answer = self._answers[key]
        return answer
