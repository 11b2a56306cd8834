"""Dependency parsing: the `Parser` protocol, and the compact spaCy parser that the wheel carries.

Labels are the reduced Universal Dependencies set of `docs/reference/analysis.md`; heads count tokens of the same sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from lagebild.analysis.morphology import Tagged


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence as the parser sees it: words, whether a space follows each, and HanTa's tag and lemma for each."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tagged: tuple[Tagged, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """Heads (the root points to itself) and labels, one for each word."""

    heads: tuple[int, ...]
    labels: tuple[str, ...]


class Parser(Protocol):
    """What the analysis needs of a parser. Implementations must give the same trees for the same list of sentences."""

    name: str

    def parse(self, sentences: Sequence[Words]) -> list[Tree]:
        """One tree for each sentence, in order."""
        ...


class ShippedParser:
    """The parser trained by `training/train_parser.py`; loads in well under a second, needs no download."""

    def __init__(self, folder: Path, language: str) -> None:
        # spaCy costs 0.7 s to import; nothing but the analysis may pay for it.
        import spacy
        from spacy.attrs import DEP, HEAD
        from spacy.tokens import Doc

        if not (folder / "config.cfg").is_file():
            raise FileNotFoundError(f"no parser in {folder}: the installation is incomplete, reinstall lagebild")
        nlp: Any = spacy.load(folder, exclude=["tokenizer"])
        self.name = f"lagebild-{language}-parser"
        self._pipe, self._vocab, self._doc, self._columns = nlp.get_pipe("parser"), nlp.vocab, Doc, [HEAD, DEP]

    def parse(self, sentences: Sequence[Words]) -> list[Tree]:
        """Parse the sentences as one batch; the caller passes one report at a time, so that results never depend on its neighbours."""
        docs = [
            self._doc(
                self._vocab,
                words=list(one.words),
                spaces=list(one.spaces),
                tags=[t.tag for t in one.tagged],
                lemmas=[t.lemma for t in one.tagged],
                sent_starts=[True, *[False] * (len(one.words) - 1)],
            )
            for one in sentences
        ]
        trees = []
        for doc in self._pipe.pipe(docs, batch_size=max(1, len(docs))):
            table = doc.to_array(self._columns)
            # HEAD is stored as an offset in an unsigned 64-bit column.
            heads = tuple(index + int(offset) for index, offset in enumerate(table[:, 0].astype("int64").tolist()))
            labels = tuple(self._vocab.strings[int(label)].lower() if label else "dep" for label in table[:, 1].tolist())
            trees.append(Tree(heads, labels))
        return trees
