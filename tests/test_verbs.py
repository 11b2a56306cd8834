"""Tense and mood of finite forms."""

from __future__ import annotations

import pytest

from lagebild.analysis.verbs import VerbForms
from lagebild.languages import load_language

FORMS = VerbForms(load_language("de").toml("verbs"))


@pytest.mark.parametrize(
    ("form", "lemma", "reading"),
    [
        ("angreife", "angreifen", ("present", "konjunktiv1")),
        ("greift", "greifen", ("present", "indicative")),
        ("griffen", "greifen", ("past", "indicative")),
        ("griffe", "greifen", ("present", "indicative")),
        ("kämen", "kommen", ("present", "konjunktiv2")),
        ("erhöhe", "erhöhen", ("present", "konjunktiv1")),
        ("erhöhte", "erhöhen", ("past", "indicative")),
        ("arbeitete", "arbeiten", ("past", "indicative")),
        ("arbeitet", "arbeiten", ("present", "indicative")),
        ("bereite", "bereiten", ("present", "konjunktiv1")),
        ("sei", "sein", ("present", "konjunktiv1")),
        ("hätten", "haben", ("present", "konjunktiv2")),
        ("habe", "haben", ("present", "konjunktiv1")),
        ("würde", "werden", ("present", "konjunktiv2")),
        ("wurde", "werden", ("past", "indicative")),
        ("sollte", "sollen", ("past", "indicative")),
        ("empfing", "empfangen", ("past", "indicative")),
        ("stieß", "stoßen", ("past", "indicative")),
        ("lehnte", "lehnen", ("past", "indicative")),
        ("unterzeichneten", "unterzeichnen", ("past", "indicative")),
        ("warne", "warnen", ("present", "konjunktiv1")),
        ("beantragte", "beantragen", ("past", "indicative")),
        ("begleiteten", "begleiten", ("past", "indicative")),
        ("halte", "halten", ("present", "konjunktiv1")),
        ("dementiert", "dementieren", ("present", "indicative")),
    ],
)
def test_reading(form: str, lemma: str, reading: tuple[str, str]) -> None:
    assert FORMS.reading(form, lemma) == reading
