"""Parsers that the user names instead of the shipped one: spaCy pipelines made here by hand, and a module that answers as Stanza does."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from lagebild import __version__
from lagebild.analysis import load_parser
from lagebild.analysis.morphology import Morphology, Tagged
from lagebild.analysis.parser import Words
from lagebild.analysis.parser_spacy import SpacyParser
from lagebild.analysis.parser_stanza import StanzaParser
from lagebild.cli.main import main
from lagebild.errors import ParserError
from lagebild.languages import load_language

GERMAN = load_language("de")
TEXT = "Die norwegische Regierung hat am Montag die Rebellen in Bergen angegriffen."
TREES = {
    # Heads count from 1, 0 is the root; words as our tokenizer divides TEXT.
    "tiger": "3 nk|3 nk|4 sb|0 ROOT|4 mo|5 nk|8 nk|11 oa|11 mo|9 nk|4 oc|4 punct",
    "ud": "3 det|3 amod|11 nsubj|11 aux|6 case|11 obl:tmod|8 det|11 obj|10 case|11 obl|0 root|11 punct",
}
REDUCED = ("det", "amod", "nsubj", "aux", "case", "obl", "det", "obj", "case", "obl", "root", "punct")


def annotate(doc: Doc, tree: str) -> Doc:
    """Set the tree of a sentence of TEXT's length; any other sentence becomes a row of words below its first."""
    pairs = [one.split() for one in tree.split("|")]
    if len(pairs) != len(doc):
        pairs = [["0", "ROOT"], *(["1", "punct"] for _ in list(doc)[1:])]
    for token, (head, label) in zip(doc, pairs, strict=True):
        token.head, token.dep_ = (token if head == "0" else doc[int(head) - 1]), label
    return doc


@Pipeline.component("lagebild_test_tiger")
def tiger(doc: Doc) -> Doc:
    return annotate(doc, TREES["tiger"])


@Pipeline.component("lagebild_test_ud")
def ud(doc: Doc) -> Doc:
    return annotate(doc, TREES["ud"])


@Pipeline.component("lagebild_test_unknown")
def unknown(doc: Doc) -> Doc:
    return annotate(doc, TREES["ud"].replace("obl:tmod", "wann"))


@Pipeline.component("lagebild_test_merging")
def merging(doc: Doc) -> Doc:
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:2])
    return doc


def pipeline(*components: str, language: str = "de", name: str = "hand") -> Any:
    made = spacy.blank(language, meta={"name": name, "version": "1.2.3"})
    for component in components:
        made.add_pipe(component)
    return made


def words() -> Words:
    found = list(spacy.blank("de")(TEXT))
    return Words(tuple(token.text for token in found), tuple(bool(token.whitespace_) for token in found), tagged([token.text for token in found]))


def tagged(words: list[str]) -> tuple[Tagged, ...]:
    return tuple(Morphology("morphmodel_ger.pgz").tag(words))


@pytest.mark.parametrize("scheme", ["tiger", "ud"])
def test_a_pipeline_with_labels_of_either_scheme(scheme: str) -> None:
    parser = SpacyParser(pipeline(f"lagebild_test_{scheme}"), GERMAN)
    assert parser.name == f"spacy:de_hand 1.2.3 (spaCy {spacy.__version__})"
    given = words()
    first, second = parser.parse([given, given])
    assert first == second
    assert first.labels == REDUCED
    heads = "Regierung Regierung angegriffen angegriffen Montag angegriffen Rebellen angegriffen Bergen angegriffen angegriffen angegriffen"
    assert [given.words[head] for head in first.heads] == heads.split()


def test_a_trained_component_declares_its_labels() -> None:
    made = pipeline()
    component = made.add_pipe("parser")
    component.add_label("sb")
    component.add_label("quatsch")
    with pytest.raises(ParserError, match="quatsch are neither"):
        SpacyParser(made, GERMAN)


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda: pipeline(), "it has no parser \\(no components\\); name a pipeline with a dependency parser"),
        (lambda: pipeline("sentencizer"), "it has no parser \\(sentencizer\\)"),
        (lambda: pipeline("lagebild_test_ud", language="en"), "it is for the language 'en'"),
    ],
)
def test_pipelines_that_cannot_parse_german(made: Any, message: str) -> None:
    with pytest.raises(ParserError, match=message):
        SpacyParser(made(), GERMAN)


def test_unknown_labels_and_merged_tokens_are_refused() -> None:
    with pytest.raises(ParserError, match="labels wann are neither"):
        SpacyParser(pipeline("lagebild_test_unknown"), GERMAN).parse([words()])
    with pytest.raises(ParserError, match="it made 11 tokens of the 12 words"):
        SpacyParser(pipeline("lagebild_test_ud", "lagebild_test_merging"), GERMAN).parse([words()])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("spacy:de_there_is_none", "no such pipeline installed .*; install it"),
        ("de_core_news_lg", "no name of a parser; write spacy:PIPELINE"),
        ("spacy:", "no name of a parser"),
        ("malt:de", "no name of a parser"),
    ],
)
def test_names_that_lead_nowhere(name: str, message: str) -> None:
    with pytest.raises(ParserError, match=message):
        load_parser(name, GERMAN)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_the_command_line_codes_with_a_named_pipeline(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline("lagebild_test_tiger").to_disk(tmp_path / "hand")
    report = tmp_path / "meldung.txt"
    report.write_text(TEXT, encoding="utf8")
    arguments = ("code", str(report), "--date", "2022-01-31", "--format", "jsonl")
    code, out, _ = run(capsys, *arguments, "--parser", f"spacy:{tmp_path / 'hand'}")
    assert code == 0
    record = json.loads(out)
    assert (record["type"], record["actors"][0]["country"]) == ("ASSAULT", "NOR")
    assert record["versions"]["model"] == f"spacy:de_hand 1.2.3 (spaCy {spacy.__version__})"
    assert record["versions"]["lagebild"] == __version__
    monkeypatch.setenv("LAGEBILD_PARSER", f"spacy:{tmp_path / 'hand'}")
    assert run(capsys, *arguments)[1] == out
    code, out, err = run(capsys, *arguments, "--parser", "spacy:de_there_is_none")
    assert (code, out) == (6, "")
    assert err.startswith("lagebild: parser spacy:de_there_is_none: ")


class FakeStanza(ModuleType):
    """Answers as Stanza 1.x does: `Pipeline(...)` gives something that turns lists of words into sentences of tokens of words."""

    __version__ = "1.10.0"

    def __init__(self, tree: str) -> None:
        super().__init__("stanza")
        self.tree, self.settings = tree, {}

    def Pipeline(self, **settings: Any) -> Any:  # noqa: N802 - Stanza's name
        if settings["package"] != "gsd":
            raise FileNotFoundError("Resources file not found")
        self.settings = settings
        return lambda sentences: SimpleNamespace(sentences=[self.sentence(one) for one in sentences])

    def sentence(self, words: list[str]) -> Any:
        """A tree written "word head label", words of one token joined by "+" in `tree` as "an+dem"."""
        tokens, number = [], 0
        for group in self.tree.split("|"):
            parts = []
            for part in group.split("+"):
                number += 1
                head, label = part.split()
                parts.append(SimpleNamespace(id=number, head=int(head), deprel=label))
            tokens.append(SimpleNamespace(words=parts))
        assert len(tokens) == len(words)
        return SimpleNamespace(tokens=tokens)


def test_stanza(monkeypatch: pytest.MonkeyPatch) -> None:
    # "am" is two words here: an (case) and dem (det), so that heads behind it count one more.
    fake = FakeStanza("3 det|3 amod|12 nsubj|12 aux|7 case+7 det|12 obl:tmod|9 det|12 obj|11 case|12 obl|0 root|12 punct")
    monkeypatch.setitem(sys.modules, "stanza", fake)
    parser = load_parser("stanza:gsd", GERMAN)
    assert isinstance(parser, StanzaParser)
    assert parser.name == "stanza:de_gsd 1.10.0"
    assert fake.settings["tokenize_pretokenized"] is True
    assert fake.settings["download_method"] is None
    given = words()
    tree = parser.parse([given])[0]
    assert tree.labels == REDUCED
    assert given.words[tree.heads[4]] == "Montag"
    assert parser.parse([]) == []


def test_stanza_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "stanza", None)
    with pytest.raises(ParserError, match=r"Stanza is not installed; install it: pip install 'lagebild\[stanza\]'"):
        load_parser("stanza:gsd", GERMAN)


def test_stanza_without_its_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "stanza", FakeStanza(""))
    with pytest.raises(ParserError, match=r"cannot load it: Resources file not found; download its models: .*package='hdt'"):
        load_parser("stanza:hdt", GERMAN)
