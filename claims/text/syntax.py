"""The grammar of a text's words, worked out sentence by sentence and only where somebody asks.

`Syntax(text)` is made once per document and handed to every step of extraction: it knows the
sentences at once, and tags and chunks a sentence the first time it is parsed. Offsets are always
into the document's text.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from claims.model import Span
from claims.text.chunks import is_finite, is_passive, noun_phrases, verb_groups
from claims.text.links import link
from claims.text.sentences import paragraphs, sentences
from claims.text.tagger import tagger
from claims.text.tokens import tokenize, words


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark; `text` is exactly what stands at [start, end)."""

    start: int
    end: int
    text: str
    tag: str  # the tag set is listed in claims/text/tagger.py


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A base noun phrase as half-open token indices, with the index of its head token."""

    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries as half-open token indices.

    `subject` and `object` are indices into the sentence's `noun_phrases`, None where there is none.
    """

    first: int
    last: int
    head: int
    finite: bool
    passive: bool
    subject: int | None = None
    object: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One parsed sentence."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    noun_phrases: tuple[NounPhrase, ...]
    verb_groups: tuple[VerbGroup, ...]


class Syntax:
    """Sentences of a text, parsed on demand and remembered."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs: list[Span] = paragraphs(text)
        self.sentences: list[Span] = sentences(text)
        self._starts = [sentence.start for sentence in self.sentences]
        self._parsed: dict[int, Sentence] = {}

    def sentence_index(self, offset: int) -> int:
        """Return the index of the sentence that holds this offset (or the last one before it)."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def parse(self, index: int) -> Sentence:
        """Tag and chunk one sentence.

        >>> sentence = Syntax("The mayor of Paris, who won in 2020, said 40 had died.").parse(0)
        >>> verb = sentence.verb_groups[1]
        >>> sentence.tokens[verb.head].text, sentence.tokens[sentence.noun_phrases[verb.subject].head].text
        ('said', 'mayor')
        """
        if index not in self._parsed:
            self._parsed[index] = self._parse(self.sentences[index])
        return self._parsed[index]

    def _parse(self, span: Span) -> Sentence:
        spans = tokenize(self.text, span)
        tagged = words(self.text, spans)
        tags = tagger().tag(tagged)
        tokens = tuple(Token(*span, self.text[slice(*span)], tag) for span, tag in zip(spans, tags, strict=True))
        phrases = noun_phrases(tagged, tags)
        groups = verb_groups(tags, phrases)
        links = link(tagged, tags, phrases, groups)
        return Sentence(
            *span,
            tokens,
            tuple(NounPhrase(*phrase) for phrase in phrases),
            tuple(
                VerbGroup(*group, is_finite(tags, group), is_passive(tagged, tags, group), subject, object_)
                for group, (subject, object_) in zip(groups, links, strict=True)
            ),
        )
