"""Trees of other parsers: TIGER and full Universal Dependencies become the reduced trees that the clause layer reads."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.analysis.label_schemes import LabelSchemes
from lagebild.analysis.morphology import Morphology, Tagged
from lagebild.analysis.parser import Words
from lagebild.errors import ParserError
from lagebild.languages import Language, load_language
from lagebild.languages.checks import check_language

DATA = Path(__file__).parent / "data"
TIGER = tomllib.loads((DATA / "tiger.toml").read_text(encoding="utf8"))["case"]
UNIVERSAL = tomllib.loads((DATA / "universal.toml").read_text(encoding="utf8"))["case"]
SCHEMES = LabelSchemes(load_language("de"))
TIGER_LABELS = sorted(load_language("de").toml("labels_tiger")["labels"])


@pytest.fixture(scope="module")
def morphology() -> Morphology:
    return Morphology("morphmodel_ger.pgz")


def words_of(words: list[str], morphology: Morphology) -> Words:
    return Words(tuple(words), (True,) * len(words), tuple(morphology.tag(words)))


def columns(line: str) -> list[list[str]]:
    return [one.split() for one in line.split(" | ")]


@pytest.mark.parametrize("case", [("tiger", one) for one in TIGER] + [("ud", one) for one in UNIVERSAL], ids=lambda case: f"{case[0]}-{case[1]['why'][:40]}")
def test_tree_is_reduced(case: tuple[str, dict[str, str]], morphology: Morphology) -> None:
    scheme, one = case
    given_columns = columns(one["tiger" if scheme == "tiger" else "ud"])
    words = words_of([word for word, _, _ in given_columns], morphology)
    heads = [int(head) - 1 if head != "0" else token for token, (_, head, _) in enumerate(given_columns)]
    tree = SCHEMES.convert("test", words, heads, [label for _, _, label in given_columns])
    found = [
        f"{word} {0 if head == token else head + 1} {label}" for token, (word, head, label) in enumerate(zip(words.words, tree.heads, tree.labels, strict=True))
    ]
    assert found == [f"{word} {head} {label}" for word, (head, label) in zip(words.words, columns(one["reduced"]), strict=True)]


def test_enough_sentences_of_tiger() -> None:
    assert len(TIGER) >= 25


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from(TIGER_LABELS), st.sampled_from(["NN", "NE", "VA(FIN)", "VV(PP)", "APPR", "KON", "PPER"])),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_the_labels_a_tree_stays_a_tree(tokens: list[tuple[int, str, str]]) -> None:
    words = Words(("wort",) * len(tokens), (True,) * len(tokens), tuple(Tagged(tag, "sein") for _, _, tag in tokens))
    # A head further left, so that the input is a tree; the first token is the root.
    heads = [number % token if token else 0 for token, (number, _, _) in enumerate(tokens)]
    tree = SCHEMES.convert("test", words, heads, [label for _, label, _ in tokens], "tiger")
    roots = [token for token, head in enumerate(tree.heads) if head == token]
    assert len(roots) == 1
    assert tree.labels[roots[0]] == "root"
    for token in range(len(tokens)):
        steps = 0
        while tree.heads[token] != token:
            token, steps = tree.heads[token], steps + 1
            assert steps <= len(tokens)


def test_several_roots_are_joined_at_the_finite_verb(morphology: Morphology) -> None:
    words = words_of(["Oslo", "Norwegen", "verhandelt", "."], morphology)
    tree = SCHEMES.convert("test", words, [0, 2, 2, 3], ["ROOT", "sb", "ROOT", "punct"])
    assert (tree.heads, tree.labels) == ((2, 2, 2, 2), ("dep", "nsubj", "root", "punct"))


@pytest.mark.parametrize(
    ("heads", "labels", "message"),
    [
        ([0, 0, 0], ["ROOT", "quatsch", "oa"], "quatsch are neither of Universal Dependencies nor of TIGER"),
        ([1, 1, 1], ["sb", "ROOT", "obj"], "mixes labels"),
        ([1, 0, 0], ["sb", "oa", "oa"], "no tree"),
        ([0], ["ROOT"], "1 tokens of the 3 words"),
    ],
)
def test_what_cannot_be_read_is_refused(heads: list[int], labels: list[str], message: str, morphology: Morphology) -> None:
    with pytest.raises(ParserError, match=message):
        SCHEMES.convert("test", words_of(["Norwegen", "unterstützt", "Island"], morphology), heads, labels)


def test_check_finds_what_is_wrong_in_a_table(tmp_path: Path) -> None:
    folder = load_language("de").folder
    for path in [*folder.glob("*.toml"), *folder.glob("*.csv")]:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "events").symlink_to(folder / "events")
    table = (tmp_path / "labels_tiger.toml").read_text(encoding="utf8")
    table = table.replace('sb = "nsubj"', 'sb = "subject"').replace('own = ["reflexive"]', 'own = ["rückbezüglich"]')
    (tmp_path / "labels_tiger.toml").write_text(table, encoding="utf8")
    findings = check_language(Language("de", tmp_path))
    assert [finding.split(";")[0] for finding in findings] == [
        "labels_tiger.toml, sb: 'subject' is no reduced label",
        "labels_tiger.toml, oa: 'rückbezüglich' is no group of tags and no state",
    ]
