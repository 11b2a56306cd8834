"""The fast searches give HanTa's own tags, lemmas and morphemes."""

from __future__ import annotations

import re

import pytest
from HanTa.HanoverTagger import HanoverTagger

from lagebild.analysis.morpheme_search import MorphemeSearch
from lagebild.analysis.morphology import Morphology
from lagebild.languages import load_language

MODEL = "morphmodel_ger.pgz"
SENTENCES: list[str] = [rule.examples[0]["text"] for rule in load_language("de").rules if rule.examples][::12]
"""An example of each twelfth rule: words of all types of event."""
ODD = ["a", "1", "2:1-führung", "%", "...", "ç", "'", "x" * 40, "verteidigungsministeriums", "einhergehend", "ß", "ı"]


@pytest.fixture(scope="module")
def hanta() -> HanoverTagger:
    return HanoverTagger(MODEL)


def test_sentences_are_tagged_and_lemmatised_as_by_hanta(hanta: HanoverTagger) -> None:
    morphology = Morphology(MODEL)
    assert len(SENTENCES) > 80
    for text in SENTENCES:
        words = re.findall(r"\w+|[^\w\s]", text)
        expected = [
            (tag, lemma.replace("ß", "ss") if tag.startswith("NN") and "ß" not in word and "ss" in word else lemma)
            for word, lemma, tag in hanta.tag_sent(words)
        ]
        assert [tuple(one) for one in morphology.tag(words)] == expected, text


def test_words_have_hantas_tags_and_morphemes(hanta: HanoverTagger) -> None:
    search = MorphemeSearch(hanta)
    words = sorted({word.lower() for text in SENTENCES[::4] for word in text.split()} | set(ODD))
    for word in words:
        expected = hanta.analyze_forward(word)
        found = search.tags_of_word(word)
        assert [tag for tag, _ in found] == [tag for tag, _ in expected], word
        assert [score for _, score in found] == pytest.approx([score for _, score in expected]), word
        for tag, _ in expected[:3]:
            assert search.morphemes_of_word(word, -tag) == hanta.analyze_viterbi(word, -tag), word
