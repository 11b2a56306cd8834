"""Raw text as sentences of words: plain text with a paragraph a line (also gzip), or tables with a word a line."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import spacy

from lagebild.analysis.sentences import SentenceSplitter
from lagebild.languages import load_language
from treebank import read_trees

SHORTEST_PARAGRAPH = 80
"""Shorter ones are headings, forms of address, remarks of a chair."""


def read_text(path: Path, source: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """The words of each sentence. `source["column"]` is the column of the word in a table, absent for plain text; `.conllu` files give their words."""
    if path.suffix == ".conllu":
        yield from (tree.words for tree in read_trees(path))
    elif "column" in source:
        yield from _table(path, source["column"])
    else:
        splitter, tokenizer = SentenceSplitter(load_language("de").toml("sentences")), spacy.blank("de").tokenizer
        with gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else path.open(encoding="utf8") as lines:
            for line in lines:
                text = line.strip()
                if len(text) > SHORTEST_PARAGRAPH:
                    for boundary in splitter.split(text):
                        words = tuple(token.text for token in tokenizer(text[boundary.start : boundary.end]) if not token.is_space)
                        if words:
                            yield words


def _table(path: Path, column: int) -> Iterator[tuple[str, ...]]:
    """An empty line ends a sentence; lines with fewer columns say something about the next sentence."""
    words: list[str] = []
    for line in [*path.read_text(encoding="utf8").splitlines(), ""]:
        cells = line.split("\t") if "\t" in line else line.split()
        if not line.strip():
            if words:
                yield tuple(words)
            words = []
        elif len(cells) > 2 and cells[column] and not cells[0].startswith("#"):
            words.append(cells[column])
