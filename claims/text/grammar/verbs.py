"""The forms of English verbs, by the rules of spelling.

What they get wrong stands in the lexicons beside the verb.
"""

from __future__ import annotations


def forms(verb: str) -> tuple[str, str, str, str, str]:
    """Inflect a regular verb.

    >>> forms("deny")
    ('deny', 'denies', 'denied', 'denied', 'denying')
    """
    if verb.endswith("y") and verb[-2] not in "aeiou":
        past, third = f"{verb[:-1]}ied", f"{verb[:-1]}ies"
    else:
        past = verb + ("d" if verb.endswith("e") else "ed")
        third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return (
        verb,
        third,
        past,
        past,
        (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb) + "ing",
    )
