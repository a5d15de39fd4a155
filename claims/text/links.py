"""Link each verb group of a sentence to its subject and object.

In come the words, tags and chunks of a sentence; out goes for each verb group the index of the noun
phrase that is its subject and of the one that is its object, None where there is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.text.chunks import Chunk, is_finite

_SKIPPED = frozenset({"RB", "RBR", "RBS", '"', ")", "SYM"})


def link(
    words: Sequence[str], tags: Sequence[str], phrases: Sequence[Chunk], groups: Sequence[Chunk]
) -> list[tuple[int | None, int | None]]:
    """Return (subject, object) for each verb group."""
    starts = {phrase.first: i for i, phrase in enumerate(phrases)}
    ends = {phrase.last: i for i, phrase in enumerate(phrases)}
    verb_ends = {group.last: i for i, group in enumerate(groups)}
    links: list[tuple[int | None, int | None]] = []
    for group in groups:
        subject = None
        if is_finite(tags, group):
            subject = _subject(tags, phrases, groups, links, group, ends, verb_ends)
        after = starts.get(group.last)
        if subject is None and after is not None and _is_inverted(tags, group) and is_finite(tags, group):
            links.append((after, None))
        else:
            links.append((subject, after))
    return links


def _subject(
    tags: Sequence[str],
    phrases: Sequence[Chunk],
    groups: Sequence[Chunk],
    links: Sequence[tuple[int | None, int | None]],
    group: Chunk,
    ends: dict[int, int],
    verb_ends: dict[int, int],
) -> int | None:
    """Walk left from a verb over what may stand between it and its subject."""
    found = None
    i = group.first
    commas = 0
    while i > 0:
        tag = tags[i - 1]
        if i in ends:
            phrase = phrases[ends[i]]
            found = ends[i]
            before = tags[phrase.first - 1] if phrase.first else ""
            if before in ("IN", "TO"):
                i = phrase.first - 1
                continue
            if before == "," and commas:
                i, commas = phrase.first - 1, 0
                continue
            return found
        if tag == ",":
            commas += 1
        elif tag == "CC" and i - 1 in ends and found is None:
            verb = next((n for n in range(len(links) - 1, -1, -1) if is_finite(tags, groups[n])), None)
            return links[verb][0] if verb is not None else None
        elif i in verb_ends and commas:
            # a clause between commas: "the mayor, who won, said"
            verb = verb_ends[i]
            inner = links[verb][0]
            i = phrases[inner].first if inner is not None else groups[verb].first
            while i > 0 and tags[i - 1] in ("IN", "SC", ","):
                i -= 1
            commas = 0
            continue
        elif tag not in _SKIPPED:
            return found if tag not in ("CC", "SC") else None
        i -= 1
    return found


def _is_inverted(tags: Sequence[str], group: Chunk) -> bool:
    """Does the verb follow a quotation ('..., said Smith')?"""
    return group.first > 0 and tags[group.first - 1] in (",", '"', ".")
