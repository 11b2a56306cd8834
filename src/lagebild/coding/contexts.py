"""PLOVER's contexts: which of the 37 topics the paragraph of an event speaks of, by the words of `codebook/contexts.toml`."""

from __future__ import annotations

from collections.abc import Mapping

from lagebild.model import Document


class ContextReader:
    """Words to contexts, remembered per paragraph of the last document."""

    def __init__(self, contexts: Mapping[str, frozenset[str]]) -> None:
        self._by_word: dict[str, list[str]] = {}
        for name, words in contexts.items():
            for word in words:
                self._by_word.setdefault(word, []).append(name)
        self._document: Document | None = None
        self._seen: dict[int, tuple[str, ...]] = {}

    def read(self, document: Document, paragraph: int) -> tuple[str, ...]:
        """Contexts of a paragraph, most indicative first, at most four."""
        if document is not self._document:
            self._document, self._seen = document, {}
        if paragraph not in self._seen:
            counts: dict[str, int] = {}
            for sentence in document.sentences:
                if sentence.paragraph != paragraph:
                    continue
                for token in sentence.tokens:
                    for word in {token.lemma.lower(), *token.parts[-1:]}:
                        for name in self._by_word.get(word, ()):
                            counts[name] = counts.get(name, 0) + 1
            self._seen[paragraph] = tuple(sorted(counts, key=lambda name: (-counts[name], name))[:4])
        return self._seen[paragraph]
