"""An installed spaCy pipeline as parser: `spacy:de_core_news_lg`, or the folder of a pipeline of one's own.

spaCy gets our words, so tokens stay ours; its tags, lemmas and entities are not used. Its labels may be of Universal Dependencies or of TIGER.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lagebild.analysis.label_schemes import LabelSchemes, Scheme
from lagebild.analysis.parser import Tree, Words
from lagebild.errors import ParserError
from lagebild.languages import Language

UNUSED = ("ner", "lemmatizer", "trainable_lemmatizer")
"""Components that cost time and say nothing about the tree."""


class SpacyParser:
    """Loaded once; `name` has the pipeline's name and version and spaCy's version."""

    def __init__(self, pipeline: Any, language: Language, asked: str | None = None) -> None:
        """From a pipeline in memory; `asked` is what errors call it. Raises `ParserError` if it is for another language or has no parser."""
        from spacy.about import __version__

        meta = pipeline.meta
        self._asked = asked or f"spaCy pipeline {meta['name']}"
        if pipeline.lang != language.code:
            raise ParserError(self._asked, f"it is for the language {pipeline.lang!r}", f"name a pipeline for {language.code!r}")
        self.name = f"spacy:{meta['lang']}_{meta['name']} {meta['version']} (spaCy {__version__})"
        self._pipeline, self._schemes = pipeline, LabelSchemes(language)
        self._scheme: Scheme | None = None
        if pipeline.has_pipe("parser"):
            self._scheme = self._schemes.scheme(self._asked, filter(None, pipeline.get_pipe("parser").labels))
        elif not self._run([Words(("Es", "regnet", "."), (True, False, False), ())])[0].has_annotation("DEP"):
            has = ", ".join(pipeline.pipe_names) or "no components"
            raise ParserError(self._asked, f"it has no parser ({has})", "name a pipeline with a dependency parser, such as de_core_news_lg")

    @classmethod
    def load(cls, name: str, language: Language) -> SpacyParser:
        """The installed pipeline of that name, or the one in that folder. Raises `ParserError` if there is none, or if it does not fit."""
        import spacy

        asked = f"parser spacy:{name}"
        try:
            pipeline: Any = spacy.load(name, exclude=UNUSED)
        except OSError as error:
            remedy = f"install it (python -m spacy download {name}), or name the folder of a pipeline; `python -m spacy info` lists what is there"
            raise ParserError(asked, f"spaCy has no such pipeline installed ({str(error).splitlines()[0]})", remedy) from error
        except (ImportError, ValueError, KeyError) as error:
            remedy = "install the version of the pipeline that is made for this spaCy (python -m spacy validate)"
            raise ParserError(asked, f"spaCy cannot load it: {error}", remedy) from error
        return cls(pipeline, language, asked)

    def parse(self, sentences: Sequence[Words]) -> list[Tree]:
        """One tree for each sentence, in order. Raises `ParserError` for tokens that are no longer ours and for unknown labels."""
        return [
            self._schemes.convert(self._asked, words, [token.head.i for token in doc], [token.dep_ or "dep" for token in doc], self._scheme)
            for words, doc in zip(sentences, self._run(sentences), strict=True)
        ]

    def _run(self, sentences: Sequence[Words]) -> list[Any]:
        from spacy.tokens import Doc

        # Sentences are known: no token but the first may start one.
        docs = [
            Doc(self._pipeline.vocab, words=list(one.words), spaces=list(one.spaces), sent_starts=[token == 0 for token in range(len(one.words))])
            for one in sentences
        ]
        return list(self._pipeline.pipe(docs))
