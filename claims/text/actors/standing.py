"""Tell what a mention is in its sentence: how much it weighs, and what the subjects are.

In come a parsed sentence (`claims.text.grammar.syntax`) and a chunk of it, out goes the weight of
the noun phrase for `scene`: most where it speaks, less where it is a subject, is named elsewhere,
or stands behind a preposition.
"""

from __future__ import annotations

from typing import NamedTuple

from claims.model import Span
from claims.text.actors.names import Name
from claims.text.actors.scene import GOVERNED, NAMED, SPEAKS, SUBJECT
from claims.text.grammar.chunks import Chunk
from claims.text.grammar.syntax import Sentence, Token, VerbGroup
from claims.text.speech.cues import CueClass, find_verb_cue

_NO_NOUNS = ("WDT", "WP", "EX", "DT")


class Subject(NamedTuple):
    """The subject of a finite verb: where it stands, its last noun, and whether it is plural.

    It is joined where several are one subject: "[the mayor and the police] fled".
    """

    span: Span
    noun: str
    is_plural: bool
    is_joined: bool = False

    @property
    def is_it(self) -> bool:
        """Tell "it", and "they" of one."""
        return self.noun in ("it", "they") and not self.is_plural

    @property
    def is_they(self) -> bool:
        """Tell "they", and "it" joined to others."""
        return self.noun in ("it", "they") and self.is_plural


def subjects_in(sentence: Sentence) -> list[Subject]:
    """Return the subjects of a sentence's finite verbs, in order."""
    finite = (verb for verb in sentence.verb_groups if verb.finite)
    return sorted({found for verb in finite if (found := _subject(sentence, verb))})


def _subject(sentence: Sentence, verb: VerbGroup) -> Subject | None:
    """Return the subject of a verb, with all that is joined to it; a relative pronoun is none."""
    if verb.subject is None:
        return None
    phrase = sentence.noun_phrases[verb.subject]
    joined = sentence.dependents(phrase.chunk, "conj")
    last = sentence.chunks[joined[-1] if joined else phrase.chunk]
    head = sentence.tokens[last.head]
    if _is_no_noun(head) or (joined and not _is_member(last, verb)):
        return None
    span = Span(sentence.tokens[phrase.first].start, sentence.tokens[last.last - 1].end)
    return Subject(span, head.text.lower(), bool(joined) or _is_plural(head), bool(joined))


def _is_plural(head: Token) -> bool:
    return head.tag in ("NNS", "NNPS") or head.text.lower() == "they"


def _is_no_noun(head: Token) -> bool:
    """Tell a pronoun that stands for a noun before it, or for none."""
    return head.tag in _NO_NOUNS or head.text.lower() == "that"


def _is_member(chunk: Chunk, verb: VerbGroup) -> bool:
    """Tell what may be the last of several subjects of a verb: a noun before it."""
    return chunk.last <= verb.first and chunk.is_noun_phrase


def weight_of(sentence: Sentence, chunk: int) -> float:
    """Return the weight of a noun phrase; an apposition is what its noun is."""
    chunk = _explained(sentence, chunk)
    if sentence.chunks[chunk].kind == "PP":
        return SPEAKS if _is_credited(sentence, chunk) else GOVERNED
    governor, relation = sentence.arcs[chunk]
    if governor < 0 or relation not in ("subj", "obj"):
        return NAMED
    speech = _speech(sentence, governor)
    if relation == "subj":
        return SPEAKS if speech else SUBJECT
    return SPEAKS if speech is CueClass.ASKING else NAMED  # who is asked speaks next


def _speech(sentence: Sentence, verb: int) -> CueClass | None:
    """Return the class of a verb that a quotation may go with."""
    cue = find_verb_cue(sentence.words, sentence.chunks[verb].head)
    return cue.kind if cue is not None and "quote" in cue.takes else None


def _explained(sentence: Sentence, chunk: int) -> int:
    """Return the noun phrase that a chain of appositions explains, or the chunk itself."""
    arc = sentence.arcs[chunk]
    while arc.relation == "appos" and arc.governor >= 0:
        chunk, arc = arc.governor, sentence.arcs[arc.governor]
    return chunk


def _is_credited(sentence: Sentence, chunk: int) -> bool:
    """Tell whom "according to" credits."""
    first = sentence.chunks[chunk].first
    return first > 0 and sentence.tokens[first - 1].text.lower() == "according"


def with_title(sentence: Sentence, chunk: int, name: Name) -> int:
    """Return the chunk that the title of a name heads, where that is another.

    For example "[Minister] for Health Ann Lee".
    """
    governor = sentence.arcs[chunk].governor
    if sentence.chunks[chunk].kind != "PP" or governor < 0:
        return chunk
    title = sentence.tokens[sentence.chunks[governor].head].text.lower()
    return governor if title in name.roles else chunk


def is_past(sentence: Sentence, chunk: int) -> bool:
    """Tell the subject of a verb in the past tense."""
    governor, relation = sentence.arcs[chunk]
    if relation != "subj" or governor < 0:
        return False
    return sentence.tokens[sentence.chunks[governor].head].tag == "VBD"
