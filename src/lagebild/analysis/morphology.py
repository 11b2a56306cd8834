"""HanTa's tags, lemmas and compound parts, with the word-level results remembered.

HanTa (Wartena 2019, "A Probabilistic Morphology Model for German Lemmatization", KONVENS) is pure Python and analyses a word form from
scratch each time it meets it. Its searches run in `morpheme_search`; and as news repeats its words, the tags of a form and its lemma under
a tag are remembered here. Both change time, never results.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from lagebild.analysis.morpheme_search import UNKNOWN, MorphemeSearch

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
        search = MorphemeSearch(tagger)
        tagger.analyze_forward = lru_cache(maxsize=CACHE_FORMS)(search.tags_of_word)
        tagger.analyze_viterbi = search.morphemes_of_word
        self._tagger, self._search = tagger, search
        self._possible = lru_cache(maxsize=CACHE_FORMS)(self._possible_tags)
        self._tagged = lru_cache(maxsize=CACHE_FORMS)(self._lemmatised)
        self.infinitive = lru_cache(maxsize=CACHE_FORMS)(self._infinitive)
        """Infinitive of a past participle ("eingefordert" -> "einfordern"), None if the form is none."""
        self.parts = lru_cache(maxsize=CACHE_FORMS)(self._parts)
        """The stems a compound noun is made of, lower case, left to right ("Truppenabzug" -> truppe, abzug)."""

    def tag(self, words: Sequence[str]) -> list[Tagged]:
        """Tag and lemmatise the words of one sentence, in order; one `Tagged` for each word."""
        # A capital at the head of a sentence says nothing.
        possible = [self._possible(word, number > 0) for number, word in enumerate(words)]
        return [self._tagged(word, tag) for word, tag in zip(words, self._search.tags_of_sentence(possible), strict=True)]

    def _possible_tags(self, word: str, cased: bool) -> list[tuple[int, float]]:
        tags = dict(self._tagger._tag_word(word, cutoff=5, casesensitive=cased, conditional=True))
        return self._search.in_order({} if tags.keys() == {UNKNOWN} else tags)

    def _lemmatised(self, word: str, number: int) -> Tagged:
        tag: str = self._tagger.int2tag[number]
        lemma: str = self._tagger._analyze(word, number)[0]
        return Tagged(tag, _respelled(word, lemma) if tag.startswith("NN") else lemma)

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
