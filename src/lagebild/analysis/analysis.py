"""Report in, analysed document out: sentences, tokens, parse, frames."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, cast

from lagebild.analysis.agreement import Agreement
from lagebild.analysis.cases import CaseReader
from lagebild.analysis.clause import Clause
from lagebild.analysis.clause_words import ClauseWords
from lagebild.analysis.clauses import ClauseBuilder
from lagebild.analysis.heads import HeadRepair
from lagebild.analysis.morphology import Morphology, Tagged, capitals
from lagebild.analysis.nominals import build_nominal
from lagebild.analysis.parser import Parser, Tree, Words
from lagebild.analysis.parser_choice import load_parser
from lagebild.analysis.raising import raise_participles
from lagebild.analysis.sentences import Boundary, SentenceSplitter, dateline_end
from lagebild.analysis.verbs import VerbForms
from lagebild.languages import Language, load_language
from lagebild.model import Document, Frame, Report, Sentence, Token

HANTA_MODELS = {"de": "morphmodel_ger.pgz"}
DATELINES = 3
"""Sentences that may begin with a dateline: the first, or one after headlines that came with the text."""
LONGEST_SENTENCE = 160
"""Tokens; a longer "sentence" is a table or a list and is kept, but not parsed."""


class Analysis:
    """Everything that turns the text of one language into frames, loaded once per process."""

    def __init__(self, language: Language, parser: Parser | None = None) -> None:
        import spacy

        self.language = language
        self._splitter = SentenceSplitter(language.toml("sentences"))
        self._tokenizer: Any = spacy.blank(language.code).tokenizer
        self._morphology = Morphology(HANTA_MODELS[language.code])
        self.parser: Parser = parser or load_parser(None, language)
        forms = VerbForms(language.toml("verbs"))
        cases = CaseReader(language.toml("nouns"))
        self._words = ClauseWords.of(language)
        self._heads = HeadRepair(cases, forms, self._words)
        self._agreement = Agreement(cases, forms, self._words.roles)
        self._clauses = ClauseBuilder(forms, self._words, self._morphology)

    def analyse(self, report: Report) -> Document:
        """Sentences, tokens and frames of a report; offsets are code points of `report.text`."""
        boundaries = self._splitter.split(report.text)
        words = [self._spell(report.text, boundary, dateline=index < DATELINES) for index, boundary in enumerate(boundaries)]
        parsed = [index for index, (one, _) in enumerate(words) if 0 < len(one.words) <= LONGEST_SENTENCE]
        trees = dict(zip(parsed, self.trees([words[index][0] for index in parsed]), strict=True))
        sentences = tuple(self._sentence(number, boundary, words[number][0], words[number][1], trees.get(number)) for number, boundary in enumerate(boundaries))
        frames = tuple(self._frames(sentence) for sentence in sentences)
        long = tuple(
            f"sentence {number} ({boundaries[number].start}-{boundaries[number].end}) has {len(one.words)} tokens and was not coded; "
            f"divide what has more than {LONGEST_SENTENCE}"
            for number, (one, _) in enumerate(words)
            if len(one.words) > LONGEST_SENTENCE
        )
        return Document(report, sentences, frames, warnings=long)

    def trees(self, sentences: Sequence[Words]) -> list[Tree]:
        """The parser's trees, set right where case, number, valency and German passives speak against them."""
        parsed = self.parser.parse(sentences) if sentences else []
        return [self._repaired(words, tree) for words, tree in zip(sentences, parsed, strict=True)]

    def _repaired(self, words: Words, tree: Tree) -> Tree:
        return self._agreement.correct(words, self._heads.correct(words, raise_participles(words, tree, self._words)))

    def _spell(self, text: str, boundary: Boundary, *, dateline: bool) -> tuple[Words, tuple[int, ...]]:
        """The sentence's words for the parser and their offsets; a dateline is left out."""
        start = dateline_end(text, boundary.start, boundary.end) if dateline else boundary.start
        doc = self._tokenizer(text[start : boundary.end])
        tokens = [token for token in doc if not token.is_space]
        surface = tuple(token.text for token in tokens)
        # Cross-heads are in capitals; tagger and parser know the ordinary spelling ("JOHNSON" -> "Johnson").
        seen = tuple(self._ordinary(word) for word in surface) if boundary.heading else surface
        tagged = tuple(self._morphology.tag(seen)) if seen else ()
        if not self._words.tags.keys().isdisjoint(seen):
            tagged = tuple(Tagged(self._words.tags[word], word) if word in self._words.tags else one for word, one in zip(seen, tagged, strict=True))
        return Words(seen, tuple(bool(token.whitespace_) for token in tokens), tagged), tuple(start + token.idx for token in tokens)

    def _ordinary(self, word: str) -> str:
        """A word of an upper-case cross-head in ordinary spelling, of the same length: names and nouns capitalised, others small."""
        if not word.isupper() or len(word) < 2 or len(word.lower()) != len(word):
            return word
        if self._morphology.is_function_word(word.lower()) or (len(word) > 3 and "-" not in word and self._morphology.is_verb(word.lower())):
            return word.lower()
        return word if len(word) <= 3 else "-".join(part.capitalize() if len(part) > 3 else part for part in word.split("-"))

    def _sentence(self, number: int, boundary: Boundary, words: Words, offsets: tuple[int, ...], tree: Tree | None) -> Sentence:
        if tree is None:
            tree = Tree(tuple(range(len(words.words))), ("dep",) * len(words.words))
        children: list[list[int]] = [[] for _ in words.words]
        for index, head in enumerate(tree.heads):
            if head != index:
                children[head].append(index)
        tokens = tuple(
            Token(
                start=offset,
                end=offset + len(word),
                text=word,
                tag=tagged.tag,
                lemma=capitals(word, tagged),
                head=head,
                label=label,
                parts=self._parts(word, tagged.tag),
            )
            for word, offset, tagged, head, label in zip(words.words, offsets, words.tagged, tree.heads, tree.labels, strict=True)
        )
        kind = "heading" if boundary.heading else "body"
        return Sentence(number, boundary.start, boundary.end, cast(Any, kind), boundary.paragraph, tokens, tuple(map(tuple, children)))

    def _parts(self, word: str, tag: str) -> tuple[str, ...]:
        if not tag.startswith("NN") or len(word) < 7:
            return ()
        parts = self._morphology.parts(word)
        return parts if len(parts) > 1 else ()

    def _frames(self, sentence: Sentence) -> tuple[Frame, ...]:
        clauses = self._clauses.build(sentence)
        nominal = [
            build_nominal(sentence, index, clauses, self._words)
            for index, token in enumerate(sentence.tokens)
            if token.tag.startswith("NN") and token.text[0].isupper() and token.label not in ("flat", "punct")
        ]
        ordered = sorted([*clauses.values(), *nominal], key=lambda clause: (clause.head, clause.kind == "noun"))
        numbers = {id(clause): number for number, clause in enumerate(ordered)}
        by_token: dict[int, Clause] = {clause.head: clause for clause in nominal}
        by_token.update(clauses)
        return tuple(_freeze(sentence, clause, numbers, by_token) for clause in ordered)


def _freeze(sentence: Sentence, clause: Clause, numbers: dict[int, int], by_token: dict[int, Clause]) -> Frame:
    parent, slot = _governor(sentence, clause, by_token)
    return Frame(
        number=numbers[id(clause)],
        sentence=sentence.number,
        kind=cast(Any, clause.kind),
        head=clause.head,
        lemma=clause.lemma,
        trigger=clause.trigger,
        slots=MappingProxyType({name: tuple(fillers) for name, fillers in clause.slots.items()}),
        voice=cast(Any, clause.voice),
        tense=cast(Any, clause.tense),
        mood=cast(Any, clause.mood),
        modal=clause.modal,
        modal_token=clause.modal_token,
        reading=cast(Any, clause.reading),
        negation=clause.negation,
        embedding=cast(Any, clause.embedding),
        marker=clause.marker,
        marker_token=clause.marker_token,
        parent=numbers[id(parent)] if parent is not None else None,
        parent_slot=slot,
        finite=clause.finite,
    )


def _governor(sentence: Sentence, clause: Clause, by_token: dict[int, Clause]) -> tuple[Clause | None, str | None]:
    """The nearest frame above a frame, and the slot of it in which the frame stands."""
    token = clause.parent_token
    below = clause.head
    while token is not None:
        parent = by_token.get(token)
        if parent is not None and parent is not clause:
            slot = clause.parent_slot if token == clause.parent_token and clause.parent_slot else None
            if slot is None:
                slot = next((name for name, fillers in parent.slots.items() if any(filler.head == below for filler in fillers)), None)
            return parent, slot
        below = token
        head = sentence.tokens[token].head
        token = head if head != token else None
    return None, None


@cache
def load_analysis(code: str, parser: str | None = None) -> Analysis:
    """The analysis of a language, loaded once per process, with the parser of that name. Raises `ParserError` if it cannot be used."""
    language = load_language(code)
    return Analysis(language, load_parser(parser, language))
