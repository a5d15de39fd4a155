"""What a text says of one person or body: the forms of its name, roles, gender and kind.

In comes what its mentions show, one after the other; out goes its fullest name and whether a
pronoun or a description may mean it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.text.actors.kinds import CERTAIN, gender_of, is_role, listed, words_of
from claims.text.actors.names import Name


@dataclass(eq=False)
class Actor:
    """A person or body, with the forms of its name and what the text says of it."""

    forms: Counter[str] = field(default_factory=Counter)
    roles: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)  # what the text calls it as a body: "company"
    mentions: list[Name] = field(default_factory=list)
    genders: Counter[str] = field(default_factory=Counter)
    clues: Counter[str] = field(default_factory=Counter)
    first: int = 0  # where a sentence first names it in full

    @classmethod
    def described(cls, words: str) -> Actor:
        """Make an actor without a name of its own: "the Herald poll"."""
        return cls(Counter([words]))

    @classmethod
    def unnamed(cls, words: str, gender: str) -> Actor:
        """Make a person without a name: "one voter"."""
        return cls(
            Counter([words]), genders=Counter([gender] if gender else []), clues=Counter(person=1)
        )

    @property
    def name(self) -> str:
        """Return the fullest form: most words, then the one used most."""
        return max(
            self.forms,
            key=lambda form: (
                not form.isupper(),
                len(form.split()),
                not _is_courteous(form),
                self.forms[form],
                form,
            ),
        )

    @property
    def short_forms(self) -> tuple[str, ...]:
        """Return what else the text calls it, most used first."""
        forms = sorted(self.forms, key=lambda form: (-self.forms[form], form))
        return tuple(form for form in forms if form != self.name)

    @property
    def gender(self) -> str:
        """Return "m", "f", or "" where nothing tells."""
        return self.genders.most_common(1)[0][0] if self.genders else ""

    @property
    def kind(self) -> str:
        """Return "person", "organisation", "place", "people", or "" where nothing tells."""
        return self.clues.most_common(1)[0][0] if self.clues else ""

    def may_be_called(self, noun: str) -> bool:
        """Tell whether "the candidate" may be said of this person.

        The text has no other role for it, and not this very one: an analyst is hardly "the
        candidate", nor the interior minister "the finance minister".
        """
        roles = set(filter(is_role, self.roles)) - listed("courtesies").keys()
        is_new = noun not in roles and roles <= listed("epithets").keys()
        return is_new and self.may_have_gender(gender_of((), (noun,)))

    @property
    def personality(self) -> int:
        """Return how sure it is a person.

        0 not at all, 1 a name like a person's, 2 it acts like one, 3 certain.
        """
        if self.kind not in ("person", ""):
            return 0
        if not self.clues:
            return " " in self.name
        return 3 if self.clues["person"] >= CERTAIN else 2

    @property
    def may_be_body(self) -> bool:
        """Tell an organisation, or what may be one because nothing is certain."""
        return self.kind == "organisation" or (
            self.kind in ("", "person") and self.clues.total() < CERTAIN
        )

    @property
    def surname(self) -> str:
        """Return the word by which the text calls it again."""
        return surname_of(tuple(self.name.split()))

    @property
    def initials(self) -> str:
        """Return the first letters of its name: "AL"."""
        return "".join(word[0] for word in self.name.split())

    def is_before(self, other: Actor | None) -> bool:
        """Tell whether a sentence names it before another, or there is no other."""
        return other is None or self.first < other.first

    def may_have_gender(self, gender: str) -> bool:
        """Tell whether a gender, "" for any, is not another than the text gives it."""
        return not gender or self.gender in ("", gender)

    def starts_with(self, words: Sequence[str]) -> bool:
        """Tell whether its name starts with these words, in small letters."""
        return self.name.casefold().split()[: len(words)] == list(words)

    @property
    def uses(self) -> int:
        """Return how often the text names it in full."""
        return sum(uses for form, uses in self.forms.items() if " " in form)


def surname_of(words: Sequence[str]) -> str:
    """Return the surname of a name's words: the last one, before "Jr."."""
    is_numbered = len(words) > 2 and words[-1].rstrip(".").lower() in words_of("numbered")
    return words[-2] if is_numbered else words[-1]


def _is_courteous(form: str) -> bool:
    """Tell "Mr. Novak" from "General Novak"."""
    return form.partition(" ")[0].rstrip(".").lower() in listed("courtesies")
