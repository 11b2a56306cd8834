"""Trees of other parsers, with full Universal Dependencies or TIGER labels, as trees with the reduced labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from lagebild.analysis.parser import Tree, Words
from lagebild.analysis.tiger import TigerConverter
from lagebild.analysis.universal import UniversalConverter
from lagebild.errors import ParserError
from lagebild.languages import Language

Scheme = Literal["ud", "tiger"]


class LabelSchemes:
    """Tells the label sets of parsers apart and converts their trees, by the tables of a language (`labels_ud.toml`, `labels_tiger.toml`)."""

    def __init__(self, language: Language) -> None:
        self._folder = f"languages/{language.code}"
        self._ud = UniversalConverter(language.toml("labels_ud"))
        self._tiger = TigerConverter(language.toml("labels_tiger"))

    def scheme(self, parser: str, labels: Iterable[str]) -> Scheme:
        """Which scheme labels belong to; those of both ("punct") decide nothing, and without others it is "ud".

        Raises `ParserError` if a label is in no table, or labels are of both.
        """
        given = sorted(set(labels))
        if all(self._ud.knows(label) for label in given):
            return "ud"
        if all(self._tiger.knows(label) for label in given):
            return "tiger"
        unknown = [label for label in given if not self._ud.knows(label) and not self._tiger.knows(label)]
        if unknown:
            what = f"its labels {', '.join(unknown)} are neither of Universal Dependencies nor of TIGER"
        else:
            what = f"it mixes labels of Universal Dependencies with those of TIGER: {', '.join(given)}"
        remedy = f"name a pipeline with one of the two label sets, or add the labels to {self._folder}/labels_ud.toml or labels_tiger.toml"
        raise ParserError(parser, what, remedy)

    def convert(self, parser: str, words: Words, heads: Sequence[int], labels: Sequence[str], scheme: Scheme | None = None) -> Tree:
        """One tree with reduced labels from heads (a root points to itself) and labels, one for each word.

        Several roots are joined: the first with a finite verb, or the first, stays. Raises `ParserError` for heads that are no tree, and for unknown labels.
        """
        sentence = repr(" ".join(words.words)[:60])
        if not len(words.words) == len(heads) == len(labels):
            what = f"it made {len(heads)} tokens of the {len(words.words)} words of {sentence}"
            raise ParserError(parser, what, "name a pipeline without components that merge or split tokens")
        if any(not 0 <= head < len(heads) for head in heads) or not _leads_to_roots(heads):
            raise ParserError(parser, f"its heads of {sentence} are no tree", "name another pipeline")
        joined, given = _one_root(words, heads, labels)
        converter = self._ud if (scheme or self.scheme(parser, given)) == "ud" else self._tiger
        if not all(converter.knows(label) for label in given):
            # Labels that the pipeline did not declare.
            converter = self._ud if self.scheme(parser, given) == "ud" else self._tiger
        return converter.convert(words, joined, given)


def _leads_to_roots(heads: Sequence[int]) -> bool:
    for token in range(len(heads)):
        at, steps = token, 0
        while heads[at] != at:
            at, steps = heads[at], steps + 1
            if steps > len(heads):
                return False
    return True


def _one_root(words: Words, heads: Sequence[int], labels: Sequence[str]) -> tuple[list[int], list[str]]:
    """Heads and labels with one root, the first finite verb, verb or word among the roots; the others hang on it as "dep", which both schemes have."""
    roots = [token for token, head in enumerate(heads) if head == token]
    tags = [tagged.tag for tagged in words.tagged]
    top = min(roots, key=lambda token: (not tags[token].endswith("(FIN)"), not tags[token].startswith("V"), token))
    joined, given = list(heads), list(labels)
    for root in roots:
        joined[root] = top
        given[root] = "root" if root == top else "punct" if tags[root].startswith("$") else "dep"
    return joined, given
