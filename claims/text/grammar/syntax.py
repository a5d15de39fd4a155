"""The grammar of a text's words, worked out sentence by sentence and only where somebody asks.

`Syntax(text)` is made once per document and handed to every step of extraction: it knows the
sentences at once, tags a sentence the first time it is asked for, and finds its chunks and its tree
when these are: many a number turns out to be no quantity, and then nobody asks. Offsets are always
into the document's text; tokens, chunks, noun phrases and verb groups are named by their index.

A `Sentence` is read on four levels: its tokens with their tags (`claims.text.grammar.tagger`); its
chunks (`claims.text.grammar.chunks`), of which the noun phrases and verb groups are listed once
more by themselves; the tree over the chunks (`claims.text.grammar.parser`), which its methods walk;
and the clauses that these make (`claims.text.grammar.clauses`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from claims.model import Span
from claims.text.grammar.chunks import Chunk, chunk, is_passive
from claims.text.grammar.clauses import Clauses, Seat
from claims.text.grammar.mending import mend_tags
from claims.text.grammar.once import Once
from claims.text.grammar.parser import parser
from claims.text.grammar.rehanging import mend_arcs
from claims.text.grammar.sentences import paragraphs, sentences
from claims.text.grammar.subjects import link_verbs
from claims.text.grammar.tagger import tagger
from claims.text.grammar.tokens import tokenize, words
from claims.text.grammar.transitions import Arc


class Token(NamedTuple):
    """One word or mark; `text` is exactly what stands at [start, end)."""

    start: int
    end: int
    text: str
    tag: str  # the tag set is listed in claims/text/grammar/tagger.py


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A base noun phrase as half-open token indices, with its head token and its chunk."""

    first: int
    last: int
    head: int
    chunk: int = -1


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries as half-open token indices.

    `subject` and `object` are indices into the sentence's `noun_phrases`, None where there is none.
    A verb joined to another by "and" has its subject, and a participle or infinitive that of the
    verb or noun it belongs to. `finite` and `passive` also where the auxiliary stands apart ("did
    he say").
    """

    first: int
    last: int
    head: int
    finite: bool
    passive: bool
    subject: int | None = None
    object: int | None = None
    chunk: int = -1


@dataclass(frozen=True)
class Sentence(Once):
    """One tagged sentence. Its chunks and its tree are worked out when somebody asks for them."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    words: list[str]  # the tokens as tagger and parser read them

    @cached_property
    def chunks(self) -> list[Chunk]:
        """The chunks of the sentence in order."""
        return chunk(self.words, self._tags)

    @cached_property
    def arcs(self) -> list[Arc]:
        """The governor and relation of each chunk."""
        return mend_arcs(
            self.words, self._tags, self.chunks, parser().parse(self.words, self._tags, self.chunks)
        )

    @cached_property
    def clauses(self) -> Clauses:
        """The clauses that the chunks make."""
        return Clauses(self.words, self._tags, self.chunks, self.arcs)

    @cached_property
    def noun_phrases(self) -> tuple[NounPhrase, ...]:
        """The noun phrases among the chunks."""
        return tuple(
            NounPhrase(chunk.first + chunk.prepositions, chunk.last, chunk.head, i)
            for i, chunk in enumerate(self.chunks)
            if chunk.is_noun_phrase
        )

    @cached_property
    def verb_groups(self) -> tuple[VerbGroup, ...]:
        """The verb groups among the chunks."""
        order = self._phrase_indices
        groups = []
        for i, link in link_verbs(self.chunks, self.arcs).items():
            first, last, head, *_ = group = self.chunks[i]
            subject = None if link.subject is None else order[link.subject]
            object_ = None if link.object is None else order[link.object]
            passive = is_passive(self.words, self._tags, group)
            groups.append(VerbGroup(first, last, head, link.finite, passive, subject, object_, i))
        return tuple(groups)

    @cached_property
    def _tags(self) -> list[str]:
        return [token.tag for token in self.tokens]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [token.end for token in self.tokens]

    @cached_property
    def _firsts(self) -> list[int]:
        return [chunk.first for chunk in self.chunks]

    @cached_property
    def _extents(self) -> list[tuple[int, int]]:
        """The chunks [first, last) that hang on each chunk, itself among them."""
        extents = [(i, i + 1) for i in range(len(self.chunks))]
        from_above = [i for i, arc in enumerate(self.arcs) if arc.governor < 0]
        for i in from_above:
            from_above += self._dependents[i]
        for i in reversed(from_above):
            at = self.arcs[i].governor
            if at >= 0:
                extents[at] = (
                    min(extents[at][0], extents[i][0]),
                    max(extents[at][1], extents[i][1]),
                )
        return extents

    @cached_property
    def _dependents(self) -> list[list[int]]:
        """The chunks that hang directly on each chunk, in order."""
        dependents: list[list[int]] = [[] for _ in self.chunks]
        for i, arc in enumerate(self.arcs):
            if arc.governor >= 0:
                dependents[arc.governor].append(i)
        return dependents

    @cached_property
    def _phrase_indices(self) -> dict[int, int]:
        """The index of each noun phrase by that of its chunk."""
        return {phrase.chunk: i for i, phrase in enumerate(self.noun_phrases)}

    @cached_property
    def _verb_indices(self) -> dict[int, int]:
        """The index of each verb group by that of its chunk."""
        return {verb.chunk: i for i, verb in enumerate(self.verb_groups)}

    def token_at(self, offset: int) -> int:
        """Return the index of the token at an offset of the text (or the last one before it)."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def token_from(self, offset: int) -> int:
        """Return the index of the first token that starts at an offset or after it.

        How many there are where none does.
        """
        return bisect_left(self._starts, offset)

    def token_after(self, offset: int) -> int:
        """Return the index of the first token that ends after an offset, or how many there are."""
        return bisect_right(self._ends, offset)

    def chunk_at(self, token: int) -> int | None:
        """Return the index of the chunk that holds a token, None for a mark between chunks."""
        i = bisect_right(self._firsts, token) - 1
        return i if i >= 0 and token < self.chunks[i].last else None

    def chunk_from(self, token: int) -> int | None:
        """Return the index of the chunk that begins with a token, None where none does."""
        i = self.chunk_at(token)
        return i if i is not None and self.chunks[i].first == token else None

    def noun_phrase_at(self, token: int) -> int | None:
        """Return the index of the noun phrase that holds a token, None where none does."""
        chunk = self.chunk_at(token)
        if chunk is None or token < self.chunks[chunk].first + self.chunks[chunk].prepositions:
            return None
        return self.phrase_of(chunk)

    def dependents(self, chunk: int, *relations: str) -> list[int]:
        """Return the chunks that hang directly on a chunk, in order; with relations, only those."""
        dependents = self._dependents[chunk]
        return [i for i in dependents if not relations or self.arcs[i].relation in relations]

    def chunks_within(self, first: int, last: int) -> range:
        """Return the chunks that hold any of the tokens [first, last)."""
        begin = max(bisect_right(self._firsts, first) - 1, 0)
        if begin < len(self.chunks) and self.chunks[begin].last <= first:
            begin += 1
        return range(begin, max(begin, bisect_left(self._firsts, last)))

    def extent(self, chunk: int) -> tuple[int, int]:
        """Return the tokens [first, last) of a chunk with all that hangs on it.

        Marks at the edges are left out.

        >>> sentence = Syntax("The mayor of Paris, who won in 2020, said 40 had died.").parse(0)
        >>> first, last = sentence.extent(sentence.chunk_at(1))
        >>> " ".join(token.text for token in sentence.tokens[first:last])
        'The mayor of Paris , who won in 2020'
        """
        first, last = self._extents[chunk]
        return self.chunks[first].first, self.chunks[last - 1].last

    def seat(self, token: int) -> Seat | None:
        """Return where the phrase that holds a token sits in its clause, None for a mark.

        >>> sentence = Syntax("Police said the storm brought gusts of 60 mph.").parse(0)
        >>> place = sentence.seat(7)
        >>> sentence.words[sentence.chunks[place.clause.head].head], place.role.value
        ('brought', 'object')
        """
        chunk = self.chunk_at(token)
        return None if chunk is None else self.clauses.seat(chunk)

    def verb_of(self, token: int) -> int | None:
        """Return the index of the verb group that governs a token: its own, or the next above it.

        >>> sentence = Syntax("She said that 40 people in the city had died.").parse(0)
        >>> verb = sentence.verb_groups[sentence.verb_of(6)]
        >>> sentence.tokens[verb.head].text
        'died'
        """
        chunk = self.chunk_at(token)
        while chunk is not None and chunk >= 0:
            if chunk in self._verb_indices and self.arcs[chunk].relation != "aux":
                return self._verb_indices[chunk]
            chunk = self.arcs[chunk].governor
        return None

    def antecedent(self, verb: int) -> int | None:
        """Return the noun phrase that a clause describes, by its verb: "the man who [left]"."""
        arc = self.arcs[self.verb_groups[verb].chunk]
        return self.phrase_of(arc.governor) if arc.relation == "rel" else None

    def phrase_of(self, chunk: int) -> int | None:
        """Return the index of the noun phrase that a chunk is, None where it is none."""
        return self._phrase_indices.get(chunk)


class Syntax:
    """Sentences of a text, parsed on demand and remembered."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs: list[Span] = paragraphs(text)
        self.sentences: list[Span] = sentences(text, self.paragraphs)
        self._starts = [sentence.start for sentence in self.sentences]
        self._parsed: dict[int, Sentence] = {}

    def sentence_index(self, offset: int) -> int:
        """Return the index of the sentence that holds this offset (or the last one before it)."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def parse(self, index: int) -> Sentence:
        """Tag one sentence, ready to be chunked and parsed.

        >>> sentence = Syntax("The mayor of Paris, who won in 2020, said 40 had died.").parse(0)
        >>> verb = sentence.verb_groups[1]
        >>> subject = sentence.noun_phrases[verb.subject]
        >>> sentence.tokens[verb.head].text, sentence.tokens[subject.head].text
        ('said', 'mayor')
        """
        if index not in self._parsed:
            self._parsed[index] = self._parse(self.sentences[index])
        return self._parsed[index]

    def _parse(self, span: Span) -> Sentence:
        spans = tokenize(self.text, span)
        read = words(self.text, spans)
        tagged = zip(spans, mend_tags(read, tagger().tag(read)), strict=True)
        tokens = [Token(start, end, self.text[start:end], tag) for (start, end), tag in tagged]
        return Sentence(*span, tuple(tokens), read)
