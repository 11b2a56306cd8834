"""Subject, accusative and dative by case, number and valency, and the cases that a phrase leaves open."""

from __future__ import annotations

import pytest

from lagebild.analysis.agreement import Agreement
from lagebild.analysis.cases import CaseReader
from lagebild.analysis.morphology import Tagged
from lagebild.analysis.parser import Tree, Words
from lagebild.analysis.verbs import VerbForms
from lagebild.languages import load_language
from lagebild.languages.roles import Roles

LANGUAGE = load_language("de")
CASES = CaseReader(LANGUAGE.toml("nouns"))
AGREEMENT = Agreement(CASES, VerbForms(LANGUAGE.toml("verbs")), Roles(LANGUAGE.folder / "roles.csv"))


def phrase(text: str, tag: str, lemma: str) -> set[str]:
    words = text.split()
    tagged = [*(Tagged("ART", word) for word in words[:-1]), Tagged(tag, lemma)]
    labels = ["det"] * (len(words) - 1) + ["nsubj"]
    head = len(words) - 1
    return {one[:3] for one in CASES.readings(words, tagged, labels, head, range(head))}


@pytest.mark.parametrize(
    ("text", "tag", "lemma", "cases"),
    [
        ("der Regierung", "NN", "Regierung", {"dat", "gen"}),
        ("der Minister", "NN", "Minister", {"nom", "gen"}),
        ("den Häftlingen", "NN", "Häftling", {"dat"}),
        ("den Präsidenten", "NN", "Präsident", {"acc", "dat"}),
        ("den Angriff", "NN", "Angriff", {"acc"}),
        ("dem Land", "NN", "Land", {"dat"}),
        ("die Stadt", "NN", "Stadt", {"nom", "acc"}),
        ("seinen Posten", "NN", "Posten", {"acc", "dat"}),
        ("ihn", "PPER", "er", {"acc"}),
    ],
)
def test_cases_of_a_phrase(text: str, tag: str, lemma: str, cases: set[str]) -> None:
    assert phrase(text, tag, lemma) == cases


def corrected(text: str, tags: list[tuple[str, str]], heads: list[int], labels: list[str]) -> tuple[str, ...]:
    words = Words(tuple(text.split()), (True,) * len(tags), tuple(Tagged(*one) for one in tags))
    return AGREEMENT.correct(words, Tree(tuple(heads), tuple(labels))).labels


def test_feminine_der_is_no_subject() -> None:
    tags = [("ART", "der"), ("NN", "Opposition"), ("VV(FIN)", "drohen"), ("ART", "ein"), ("NN", "Verbot")]
    labels = corrected("Der Opposition droht ein Verbot", tags, [1, 2, 2, 4, 2], ["det", "nsubj", "root", "det", "obj"])
    assert labels == ("det", "obl:arg", "root", "det", "nsubj")


def test_the_subject_agrees_with_its_verb() -> None:
    tags = [("ART", "der"), ("NN", "Sanktion"), ("VV(FIN)", "verhängen"), ("ART", "der"), ("NN", "Sicherheitsrat")]
    labels = corrected("Die Sanktionen verhängte der Sicherheitsrat", tags, [1, 2, 2, 4, 2], ["det", "nsubj", "root", "det", "obl:arg"])
    assert labels == ("det", "obj", "root", "det", "nsubj")


def test_what_the_parser_got_right_stays() -> None:
    tags = [("ART", "der"), ("NN", "Regierung"), ("VV(FIN)", "kritisieren"), ("ART", "der"), ("NN", "Partei")]
    labels = ["det", "nsubj", "root", "det", "obj"]
    assert corrected("Die Regierung kritisierte die Partei", tags, [1, 2, 2, 4, 2], labels) == tuple(labels)
