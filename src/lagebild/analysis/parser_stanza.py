"""Stanza (Qi et al. 2020, ACL) as parser: `stanza:gsd` or `stanza:hdt`, its models downloaded before. Needs the extra `lagebild[stanza]`.

Stanza gets our words as they are; where it still divides one ("im" into "in" and "dem"), the tree is folded back onto our words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lagebild.analysis.label_schemes import LabelSchemes
from lagebild.analysis.parser import Tree, Words
from lagebild.errors import ParserError
from lagebild.languages import Language


class StanzaParser:
    """Loaded once; `name` has the package and Stanza's version. Never downloads; runs on the CPU, where results repeat."""

    def __init__(self, package: str, language: Language) -> None:
        asked = f"parser stanza:{package}"
        try:
            import stanza
        except ImportError as error:
            raise ParserError(asked, "Stanza is not installed", "install it: pip install 'lagebild[stanza]'") from error
        try:
            self._pipeline: Any = stanza.Pipeline(
                lang=language.code,
                package=package,
                processors="tokenize,pos,lemma,depparse",
                tokenize_pretokenized=True,
                download_method=None,
                use_gpu=False,
                verbose=False,
            )
        except Exception as error:  # Stanza and PyTorch raise many kinds here; all mean that this pipeline cannot be had.
            remedy = f"download its models: python -c \"import stanza; stanza.download('{language.code}', package='{package}')\""
            raise ParserError(asked, f"Stanza cannot load it: {str(error).strip() or type(error).__name__}", remedy) from error
        self._asked, self._schemes = asked, LabelSchemes(language)
        self.name = f"stanza:{language.code}_{package} {stanza.__version__}"

    def parse(self, sentences: Sequence[Words]) -> list[Tree]:
        """One tree for each sentence, in order. Raises `ParserError` if Stanza divides sentences anew or has unknown labels."""
        if not sentences:
            return []
        found = self._pipeline([list(one.words) for one in sentences]).sentences
        if len(found) != len(sentences):
            raise ParserError(self._asked, f"it made {len(found)} sentences of {len(sentences)}", "use a version of Stanza that keeps given sentences")
        return [self._schemes.convert(self._asked, words, *_folded(one), "ud") for words, one in zip(sentences, found, strict=True)]


def _folded(sentence: Any) -> tuple[list[int], list[str]]:
    """Heads and labels of tokens: a token of several words stands where that one of them stands whose head is outside the token."""
    token_of = {word.id: number for number, token in enumerate(sentence.tokens) for word in token.words}
    heads, labels = [], []
    for number, token in enumerate(sentence.tokens):
        top = next((word for word in token.words if word.head == 0 or token_of[word.head] != number), token.words[0])
        heads.append(number if top.head == 0 else token_of[top.head])
        labels.append("root" if top.head == 0 else top.deprel or "dep")
    return heads, labels
