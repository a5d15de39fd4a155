"""The lemma of a verb: "retaken" -> "retake", "killing" -> "kill".

In comes a verb form as the text has it; out goes its base form in small letters. Regular forms are
undone by the rules of English spelling; what they get wrong stands in
`claims/data/grammar/lemmas.txt`. A word that is no verb comes back changed as if it were one: ask
only for verbs.
"""

from __future__ import annotations

import re
from functools import cache

from claims.text.grammar.lexicon import marks

# planned, hopping; but killed, passed, buzzed
_DOUBLED = re.compile(r"(?<=[aeiouy])([bgkmnprt])\1$")
# after these the base had an "e": rescu-ed, seiz-ed, settl-ed, clos-ed, merg-ed, evacuat-ed,
# requir-ed, assum-ed
_WITH_E = re.compile(
    r"(?:[uv]|[^sa]s|c|z|[^eo]at|[^aeiouylrw]l|[dr]g|eng|[^aeou]ir|[^aeo]ur|[^aeo]um|[^aeo]ut|pos|lleg)$"
)
# hop-ed, us-ed: a short base with one consonant had an "e"
_SHORT = re.compile(r"^[^aeiou]*[aeiouy][^aeiouwxy]$")

_PREFIXES = ("", "re", "over", "under", "out", "un", "mis", "with")  # retaken, overthrown


@cache
def _exceptions() -> dict[str, str]:
    return marks("grammar/lemmas")


@cache
def lemma(verb: str, tag: str = "") -> str:
    """Return the base form of a verb.

    A tag that says it is one already ("VB", "VBP") leaves the word as it is.

    >>> [lemma(verb) for verb in ("Retaken", "killing", "carries", "planned", "rescued", "fell",
    ...     "is")]
    ['retake', 'kill', 'carry', 'plan', 'rescue', 'fall', 'be']
    """
    small = verb.lower()
    for prefix in _PREFIXES:
        base = _exceptions().get(small.removeprefix(prefix)) if small.startswith(prefix) else None
        if base:
            return prefix + base
    return small if tag in ("VB", "VBP") else regular(small)


def is_irregular_past(verb: str) -> bool:
    """Tell whether a word is the past of an irregular verb, by its spelling.

    For example "lost", "won", "fell".
    """
    base = _exceptions().get(verb, verb)
    return base != verb and not verb.endswith(("ing", "s", "ed"))


def regular(verb: str) -> str:
    """Return what the rules of spelling alone make of a verb form."""
    if verb.endswith("ies") and len(verb) > 4:
        return verb[:-3] + "y"
    if re.search(r"(?:ss|x|zz|ch|sh)es$", verb):
        return verb[:-2]
    if verb.endswith("s") and not verb.endswith(("ss", "us", "is")):
        return verb[:-1]
    if verb.endswith("ied") and len(verb) > 4:
        return verb[:-3] + "y"
    stem = verb[:-3] if verb.endswith("ing") else verb[:-2] if verb.endswith("ed") else ""
    if len(stem) < 2 or not re.search("[aeiouy]", stem):
        return verb
    if _DOUBLED.search(stem):
        return stem[:-1]
    return stem + "e" if _WITH_E.search(stem) or _SHORT.search(stem) else stem
