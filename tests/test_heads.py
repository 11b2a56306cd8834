"""Repair of heads on trees made by hand: what German rules out is put right, what it allows stays."""

from __future__ import annotations

import pytest

from lagebild.analysis.cases import CaseReader
from lagebild.analysis.clause_words import ClauseWords
from lagebild.analysis.heads import HeadRepair
from lagebild.analysis.morphology import Morphology
from lagebild.analysis.parser import Tree, Words
from lagebild.analysis.verbs import VerbForms
from lagebild.languages import load_language

CASES = {
    "object beside a prepositional phrase": (
        "Er/2/nsubj nahm/2/root von/5/case dem/5/det Gesetz/2/obl Abstand/5/appos",
        {"Abstand": ("nahm", "obj")},
    ),
    "measures are named by what follows": ("Er/2/nsubj kam/2/root mit/4/case Tonnen/2/obl Getreide/4/appos", {}),
    "object beside a genitive": (
        "Das/2/det Land/3/nsubj leistete/3/root den/5/det Opfern/3/obl:arg des/7/det Bebens/5/nmod Hilfe/7/appos",
        {"Hilfe": ("leistete", "obj")},
    ),
    "a verb has one object": ("Sie/2/nsubj nahmen/2/root von/4/case Partnern/2/obl Geld/4/appos Waffen/2/obj", {}),
    "a name in -s is a genitive": ("Die/2/det Exporte/4/nsubj Deutschlands/2/appos stiegen/4/root", {"Deutschlands": ("Exporte", "nmod")}),
    "a name after a title is none": ("Kanzlerin/3/nsubj Merkel/1/appos sprach/3/root", {}),
    "a bare name after a noun is an apposition": (
        "Die/2/det Stadt/5/nsubj:pass Palmyra/2/nmod wurde/5/aux:pass erobert/5/root",
        {"Palmyra": ("Stadt", "appos")},
    ),
    "a name with its preposition stays": ("Die/2/det Stadt/5/nsubj in/4/case Syrien/2/nmod fiel/5/root", {}),
    "the preposition is the name's": (
        "Sie/6/nsubj haben/6/aux mit/5/case Israel/5/nmod Informationen/6/obl ausgetauscht/6/root",
        {"mit": ("Israel", "case"), "Israel": ("ausgetauscht", "obl"), "Informationen": ("ausgetauscht", "obj")},
    ),
    "a genitive before its noun stays": ("Sie/6/nsubj haben/6/aux mit/5/case Israels/5/nmod Regierung/6/obl gesprochen/6/root", {}),
    "a dative is no genitive": (
        "Viele/2/nsubj stimmten/2/root der/4/det Abgeordneten/1/nmod dem/6/det Vertrag/4/nmod zu/2/compound:prt",
        {"Vertrag": ("stimmten", "obl:arg")},
    ),
    "a genitive is no dative": ("Viele/2/nsubj stimmten/2/root für/5/case den/5/det Text/2/obl des/7/det Vertrags/5/nmod", {}),
}


@pytest.mark.parametrize("name", CASES)
def test_repair(name: str) -> None:
    language = load_language("de")
    repair = HeadRepair(CaseReader(language.toml("nouns")), VerbForms(language.toml("verbs")), ClauseWords.of(language))
    text, changed = CASES[name]
    rows = [row.split("/") for row in text.split()]
    surface = tuple(row[0] for row in rows)
    words = Words(surface, (True,) * len(rows), tuple(Morphology("morphmodel_ger.pgz").tag(surface)))
    tree = Tree(tuple(int(row[1]) - 1 for row in rows), tuple(row[2] for row in rows))
    expected = {word: changed.get(word, (surface[head], label)) for word, head, label in zip(surface, tree.heads, tree.labels, strict=True)}
    repaired = repair.correct(words, tree)
    assert {word: (surface[head], label) for word, head, label in zip(surface, repaired.heads, repaired.labels, strict=True)} == expected
    assert changed or repaired is tree
