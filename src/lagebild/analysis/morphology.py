"""HanTa's tags, lemmas and compound parts, with the word-level results remembered.

HanTa (Wartena 2019, "A Probabilistic Morphology Model for German Lemmatization", KONVENS) is pure Python and
analyses a word form from scratch each time it meets it. News repeats its words, so the two expensive steps,
the tag distribution of a form and its lemma under a tag, are remembered here; the sentence-level Viterbi search
stays HanTa's own. The remembered values are pure functions of form and tag: the cache changes time, never results.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

CACHE_FORMS = 200_000
"""Word forms remembered per cache; about 60 MB when full."""

_FUNCTION_TAGS = ("ART", "APPR", "KO", "P", "VA", "VM", "PTK", "CARD")


class Tagged(NamedTuple):
    """One token's morphology: STTS-like tag as HanTa writes it ("VV(FIN)", "NN") and lemma."""

    tag: str
    lemma: str


def _respelled(word: str, lemma: str) -> str:
    """A noun's lemma in the spelling of the text: HanTa knows many as before 1996 ("Ausschuss" -> Ausschuß)."""
    return lemma.replace("ß", "ss") if "ß" in lemma and "ß" not in word and "ss" in word else lemma


def capitals(word: str, tagged: Tagged) -> str:
    """The lemma of a hyphenated noun with the capitals of the text: HanTa has "Us-angriff" for US-Angriff. The parser is fed HanTa's own."""
    lemma = tagged.lemma
    if "-" not in word or not tagged.tag.startswith("NN"):
        return lemma
    return "".join(sign if index < len(word) and (sign := word[index]).lower() == letter.lower() else letter for index, letter in enumerate(lemma))


class Morphology:
    """HanTa for one language, loaded once and cached by word form.

    `model` is a file name inside the installed HanTa package ("morphmodel_ger.pgz"). Raises `FileNotFoundError`
    if the installed HanTa lacks it.
    """

    def __init__(self, model: str) -> None:
        # Loaded here and not at import: HanTa pulls in numpy, which `lagebild --version` must not pay for.
        from HanTa import HanoverTagger

        if not (Path(HanoverTagger.__file__).parent / model).is_file():
            raise FileNotFoundError(f"HanTa is installed without its model {model!r}; reinstall it: pip install --force-reinstall HanTa")
        tagger: Any = HanoverTagger.HanoverTagger(model)
        forms = lru_cache(maxsize=CACHE_FORMS)(tagger._tag_word)
        lemmas = lru_cache(maxsize=CACHE_FORMS)(tagger._analyze)
        # HanTa's search calls these two methods for each token; both are pure, and the search copies what it gets.
        tagger._tag_word = lambda word, cutoff=5, casesensitive=True, conditional=False: forms(word, cutoff, casesensitive, conditional)
        tagger._analyze = lambda word, pos, taglevel=1: lemmas(word, pos, taglevel)
        self._tagger = tagger
        self.infinitive = lru_cache(maxsize=CACHE_FORMS)(self._infinitive)
        """Infinitive of a past participle ("eingefordert" -> "einfordern"), None if the form is none."""
        self.parts = lru_cache(maxsize=CACHE_FORMS)(self._parts)
        """The stems a compound noun is made of, lower case, left to right ("Truppenabzug" -> truppe, abzug)."""

    def tag(self, words: Sequence[str]) -> list[Tagged]:
        """Tag and lemmatise the words of one sentence, in order; one `Tagged` for each word."""
        return [Tagged(tag, _respelled(word, lemma) if tag.startswith("NN") else lemma) for word, lemma, tag in self._tagger.tag_sent(list(words))]

    def is_function_word(self, word: str) -> bool:
        """Whether a small-letter form is above all an article, preposition, pronoun, conjunction, particle or auxiliary."""
        return self._first_tag(word).startswith(_FUNCTION_TAGS)

    def is_verb(self, word: str) -> bool:
        """Whether a small-letter form is above all a verb or an adverb."""
        return self._first_tag(word).startswith(("VV", "VM", "VA", "ADV", "ADJ(D)"))

    def _first_tag(self, word: str) -> str:
        tags = self._tagger.tag_word(word, cutoff=0, casesensitive=True)
        return str(tags[0][0]) if tags else ""

    def _infinitive(self, participle: str) -> str | None:
        tags = {tag for tag, _ in self._tagger.tag_word(participle, cutoff=20, casesensitive=False)}
        if "VV(PP)" not in tags:
            return None
        lemma: str = self._tagger.analyze(participle, pos="VV(PP)")[0]
        return lemma if lemma.endswith("n") and lemma != participle else None

    def _parts(self, word: str) -> tuple[str, ...]:
        _, morphemes, _ = self._tagger.analyze(word, taglevel=3)
        return tuple(stem for stem, tag in morphemes if tag.startswith(("NN", "NE", "VV", "ADJ", "ACR")))
