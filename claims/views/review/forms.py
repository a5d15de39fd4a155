"""What the review screen asks before it writes.

A claim in, blanks to fill in, and the values that were meant out.

A form is plain data. Choices are typed by any beginning that leaves one ("ov" is "overstated");
`read` returns the full values, or one sentence for every blank that cannot be read, and nothing is
written until there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from claims.ledger.schema import CLAIMS, Field
from claims.model import STATUSES, EvidenceKind, Reason, Relation, Status

# What a person may correct. The words and their place are what the article says, and the id hangs
# on them.
_CORRECTABLE = {
    "statement",
    "value",
    "upper",
    "modifier",
    "trend",
    "unit",
    "dimension",
    "event",
    "about",
    "period",
}
_CORRECTABLE |= {"period_start", "period_end", "place", "claimant", "stance", "type"}
# leave the others their first letter
_RARELY = {"upper", "dimension", "period_start", "period_end", "stance", "type"}
EDITABLE = tuple(field for field in CLAIMS.fields if field.name in _CORRECTABLE)
NEEDS_NO_FORM = frozenset(status for status, traits in STATUSES.items() if not traits.is_final)

_SOURCES = "https://… · a file · document:ID · call:NAME 2024-05-31 · | between several"


@dataclass(frozen=True, slots=True)
class Blank:
    """One value to fill in; `choices` closes the list of values."""

    name: str
    label: str
    value: str = ""
    choices: tuple[str, ...] = ()
    is_required: bool = False
    is_number: bool = False
    is_starred: bool = False  # shown as needed: what needs it is asked by the ledger
    hint: str = ""  # what can be typed, where that is no closed list


@dataclass(frozen=True, slots=True)
class Form:
    """Blanks under a title; `action` says what happens with them."""

    action: str
    title: str
    blanks: tuple[Blank, ...]

    def read(self, typed: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """Return the values by name, and what is wrong with those that cannot be read."""
        values, faults = {}, {}
        for blank in self.blanks:
            value = typed.get(blank.name, "").strip()
            found = matching(value, blank.choices) if value and blank.choices else [value]
            if len(found) == 1:
                value = found[0]
            elif found:
                faults[blank.name] = f'"{value}" may be {", ".join(found)}: type more of it'
            else:
                faults[blank.name] = f'"{value}" is none of {", ".join(blank.choices)}'
            if not value and blank.is_required:
                faults[blank.name] = "is needed" + (
                    f": one of {', '.join(blank.choices)}" if blank.choices else ""
                )
            if value and blank.is_number and not _is_number(value):
                faults[blank.name] = (
                    f'"{value}" is no number: write it in digits, as 1200000 or 2.5'
                )
            values[blank.name] = value
        return values, faults


def matching(typed: str, choices: tuple[str, ...]) -> list[str]:
    """Return the choices that begin with what was typed, or the one that equals it.

    >>> matching("wrong_p", ("wrong_period", "wrong_population", "stale"))
    ['wrong_period', 'wrong_population']
    """
    sought = typed.casefold().replace(" ", "_")
    return (
        [sought]
        if sought in choices
        else [choice for choice in choices if choice.startswith(sought)]
    )


def status_form(status: Status, about: str, is_evidence_needed: bool = False) -> Form:
    """Ask for what a status needs.

    Where the evidence stands is asked first, then why the number is not right.
    """
    reason = Blank(
        "reason", "Reason", choices=tuple(Reason), is_required=STATUSES[status].needs_reason
    )
    return Form(
        status.value,
        f"{status.value.capitalize()}: {about}",
        (
            Blank("evidence_url", "Evidence", is_starred=is_evidence_needed, hint=_SOURCES),
            *((reason,) if STATUSES[status].needs_reason else ()),
            Blank("note", "Note"),
            Blank(
                "evidence_kind",
                "Evidence kind",
                choices=tuple(kind.value for kind in EvidenceKind if kind),
            ),
            Blank("evidence_quote", "Evidence quote"),
            Blank("archive_url", "Archived copy"),
        ),
    )


def note_form(surface: str) -> Form:
    """Ask for a note."""
    return Form("note", f"Note: {surface}", (Blank("note", "Note", is_required=True),))


def edit_form(row: Mapping[str, str], name: str) -> Form:
    """Ask for one corrected field, filled in as it stands."""
    field = next(field for field in EDITABLE if field.name == name)
    return Form(
        "edit",
        f"Correct {name.replace('_', ' ')} of: {row['surface']}",
        (_blank(field, row[name]),),
    )


def rename_form(name: str, count: int) -> Form:
    """Ask for the name that all of a claimant's numbers in an article shall have."""
    numbers = "1 number" if count == 1 else f"{count} numbers"
    blank = Blank("claimant", "Name, or another actor's", name, is_required=True)
    return Form("rename", f"Credit the {numbers} of {name} in this article to", (blank,))


def field_letters() -> dict[str, str]:
    """Return the letter that picks each field that can be corrected.

    It is the first letter of its name that is free.

    >>> field_letters()["v"], field_letters()["u"]
    ('value', 'unit')
    """
    letters: dict[str, str] = {}
    for name in sorted((field.name for field in EDITABLE), key=lambda name: name in _RARELY):
        own = [*name.replace("_", ""), *"abcdefghijklmnopqrstuvwxyz"]
        letters[next(letter for letter in own if letter not in letters)] = name
    return letters


def new_form() -> Form:
    """Ask for the words of a number that was missed."""
    return Form(
        "new",
        "Log a number of this article that was missed",
        (
            Blank("quote", "Words", is_required=True, hint="words of the article with the number"),
            Blank("surface", "The number's", hint="its own words, where the others hold several"),
        ),
    )


def split_form(surface: str) -> Form:
    """Ask for the parts of a claim."""
    hint = "the exact words of each part, with | between"
    return Form(
        "split", f"Split: {surface}", (Blank("parts", "Parts", surface, (), True, hint=hint),)
    )


def link_form(surface: str) -> Form:
    """Ask for another claim, and what this one is to it."""
    relations = tuple(relation.value for relation in Relation)
    return Form(
        "link",
        f"Link: {surface}",
        (
            Blank("other", "Other claim", is_required=True, hint="its id, or the beginning of it"),
            Blank("relation", "It is (same)", choices=relations),
        ),
    )


def search_form() -> Form:
    """Ask for words to find."""
    return Form("search", "Find in the queue", (Blank("words", "Words"),))


def filter_form(wanted: str) -> Form:
    """Ask which claims the queue shall hold."""
    return Form(
        "filter", "Limit the queue, as in `claimbook list`", (Blank("wanted", "Filters", wanted),)
    )


def _blank(field: Field, value: str) -> Blank:
    return Blank(
        field.name,
        field.name.replace("_", " ").capitalize(),
        value,
        choices=field.enum,
        is_required=field.required,
        is_number=field.type == "number",
    )


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False
