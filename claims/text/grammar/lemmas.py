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
# after these the base had an "e"
_WITH_E = re.compile(
    r"""
    (?: [uv]|c                     # rescu-ed, sav-ed, danc-ed
      | [^s]s|[^tz]z               # clos-ed, leas-ed, seiz-ed; but miss-ed, waltz-ed, buzz-ed
      | [^eo]at|[^aeo]ut           # evacuat-ed, execut-ed; but treat-ed, shout-ed
      | [^aeiouylrw]l              # settl-ed
      | [adir]g|eng|ung            # manag-ed, judg-ed, oblig-ed, merg-ed, aveng-ed, plung-ed
      | [^eo]ak|[^o]ok             # forsak-ed, evok-ed; but leak-ed, look-ed
      | [^aeou]ir|[^aeo]ur|[^aeo]um  # requir-ed, injur-ed, assum-ed
      | lleg                       # alleg-ed
    )$
    """,
    re.VERBOSE,
)
# hop-ed, us-ed: a short base with one consonant had an "e"
_SHORT = re.compile(r"^[^aeiou]*[aeiouy][^aeiouwxy]$")
_WITH_ES = re.compile(r"(?:ss|x|zz|ch|sh)es$")  # passes, taxes, buzzes, reaches, pushes
_STEM = re.compile(r"(?:ing|ed)$")
_SAID = re.compile(r"[aeiouy].|.[aeiouy]")  # a stem that can be said alone: "us", but not "th"

_PREFIXES = ("", "re", "over", "under", "out", "un", "mis", "with", "fore")  # retaken, foresaw


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
    for ending in ("ies", "ied"):
        if verb.endswith(ending) and len(verb) > 4:
            return f"{verb[:-3]}y"
    if _WITH_ES.search(verb):
        return verb[:-2]
    if verb.endswith("s") and not verb.endswith(("ss", "us", "is")):
        return verb[:-1]
    stem = _STEM.sub("", verb)
    return _base(stem) if stem != verb and _SAID.search(stem) else verb


def _base(stem: str) -> str:
    """Return the base whose ending "ed" or "ing" was taken off: "plann" -> "plan"."""
    if _DOUBLED.search(stem):
        return stem[:-1]
    return f"{stem}e" if _WITH_E.search(stem) or _SHORT.search(stem) else stem
