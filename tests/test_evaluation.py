"""`lagebild evaluate`: figures of an invented gold folder, the same figures as the normative scorer, and messages for bad input."""

from __future__ import annotations

import importlib.util
import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lagebild.cli.main import cli, main
from lagebild.errors import InputError
from lagebild.evaluation import Evaluation, evaluate, mistakes, read_gold, read_predictions
from lagebild.evaluation.annotation import Annotation, overlap, same_source
from lagebild.evaluation.figures import FIGURES, SHARES, pairs
from tests.conftest import SHARED

GOLD = Path(__file__).parent / "data" / "gold"
PREDICTIONS = GOLD / "predictions.jsonl"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["evaluate", *arguments])


def figures(folder: Path, predictions: Path) -> Evaluation:
    gold = read_gold(folder)
    return evaluate(gold.reports, gold.events, [one.annotation for one in read_predictions(predictions, gold)[0]])


def test_figures_of_the_invented_folder() -> None:
    """Nine gold events, ten coded: three do not match; of the seven matched one lacks its mode, one its source, one has another last day."""
    found = figures(GOLD, PREDICTIONS)
    assert (found.reports, found.gold, found.coded) == (3, 9, 10)
    assert [found.rates[name].hits for name in FIGURES] == [7, 5, 5]
    assert found.rates["event"].precision == 7 / 10
    assert found.rates["event"].recall == 7 / 9
    assert found.rates["event"].f1 == pytest.approx(14 / 19)
    assert {name: (share.right, share.matched) for name, share in found.shares.items()} == {
        "status": (7, 7),
        "mode": (6, 7),
        "attribution": (6, 7),
        "date": (2, 3),
        "place": (2, 2),
    }
    assert found.types["REJECT"][:3] == (2, 2, 1)
    assert found.statuses["historical"][:3] == (1, 1, 1)
    assert found.confusions == (("REJECT", "ACCUSE", 1),)


def test_the_pair_that_agrees_most_is_matched() -> None:
    """Two events of one sentence and type: the second coded one has actors, status and mode of the gold event."""

    def event(actors: str, status: str) -> Annotation:
        return Annotation("a", 0, "REJECT", None, status, frozenset({actors}), frozenset(), None, None, None, "wies")

    gold = [event("NOR", "actual")]
    assert pairs(gold, [event("ISL", "negated"), event("NOR", "actual")]) == [(0, 1)]
    assert pairs(gold, [event("NOR", "negated"), event("ISL", "actual")]) == [(0, 0)]


def test_names_overlap_by_a_word_of_three_letters() -> None:
    assert overlap("der Polizei", "die Polizei")
    assert overlap("Oslo", "in Oslo")
    assert not overlap("in Oslo", "in Rom")
    assert same_source(None, None)
    assert not same_source(None, "unspecified")
    assert not same_source("unspecified", "der Polizei")


def test_a_gold_file_scored_against_itself_is_perfect() -> None:
    found = figures(GOLD, GOLD / "events.jsonl")
    assert found.rates["full"].f1 == 1.0
    assert found.rates["full"].interval == (1.0, 1.0)
    assert all(share.value == 1.0 for share in found.shares.values())


def test_mistakes_name_sentence_and_rule() -> None:
    gold = read_gold(GOLD)
    found = mistakes(gold, read_predictions(PREDICTIONS, gold)[0], {}, None)
    assert [(one.missed, one.annotation.type) for one in found] == [
        (True, "REJECT"),
        (True, "SUPPORT"),
        (False, "ACCUSE"),
        (False, "REJECT"),
        (False, "RETREAT"),
    ]
    assert found[0].sentence == "Die Regierung in Oslo wies den Vorwurf der Überfischung zurück."
    assert found[0].reasons == ("coded as ACCUSE by de.accuse.weisen",)
    assert found[2].reasons[1] == "gold has REJECT here"


def test_evaluate_codes_the_folder_itself() -> None:
    result = run(str(GOLD), "--format", "json")
    assert result.exit_code == 0, result.output
    figures_found = json.loads(result.stdout)
    assert figures_found["reports"] == 3
    assert figures_found["event"]["recall"] >= 0.8
    assert figures_found["types"]["THREATEN"]["hits"] == 1


def test_errors_say_what_the_coder_had(tmp_path: Path) -> None:
    """A gold event that no rule can code is missed with a reason, and what is coded without gold is invented by a named rule."""
    shutil.copytree(GOLD, tmp_path / "gold")
    lines = [json.loads(line) for line in (GOLD / "events.jsonl").read_text(encoding="utf8").splitlines()]
    lines[0]["type"], lines[0]["mode"] = "AID", None
    (tmp_path / "gold" / "events.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf8")
    result = run(str(tmp_path / "gold"), "--errors")
    assert result.exit_code == 0, result.output
    assert "missed  AID actual [drohte] a1:0" in result.stdout
    assert "because coded as THREATEN by de.threaten." in result.stdout
    assert "invented  THREATEN/restrict actual" in result.stdout


def test_predictions_of_unknown_reports_are_told_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(PREDICTIONS.read_text(encoding="utf8").replace('"doc": "a3"', '"doc": "b9"'), encoding="utf8")
    result = run(str(GOLD), str(path))
    assert result.exit_code == 0
    assert "2 events of the report 'b9', which gold does not have, were left out" in result.stderr
    assert "9 gold events, 8 coded" in result.stdout


def edited(folder: Path, name: str, number: int, **changes: Any) -> None:
    """Change a line of a gold file; a value of ... removes the field."""
    path = folder / name
    lines = path.read_text(encoding="utf8").splitlines()
    record = {**json.loads(lines[number]), **changes}
    lines[number] = json.dumps({key: value for key, value in record.items() if value is not ...})
    path.write_text("\n".join(lines) + "\n", encoding="utf8")


@pytest.mark.parametrize(
    ("name", "number", "changes", "says"),
    [
        ("docs.jsonl", 0, {"text": ...}, "docs.jsonl, line 1: lacks the field 'text'; write one JSON object a line"),
        ("docs.jsonl", 1, {"date": "gestern"}, "the date 'gestern' is not ISO 8601"),
        ("docs.jsonl", 1, {"sentences": [[0, 9000]]}, "the sentence [0, 9000] does not fit the text"),
        ("docs.jsonl", 1, {"doc": "a1"}, "the report 'a1' is in the file twice"),
        ("docs.jsonl", 1, {"sentences": "keine"}, "the field 'sentences' is 'keine', not a list"),
        ("events.jsonl", 0, {"type": "PARTY"}, "events.jsonl, line 1: 'PARTY' is no event type; the types are"),
        ("events.jsonl", 0, {"mode": "arrestieren"}, "'arrestieren' is no mode of THREATEN"),
        ("events.jsonl", 2, {"status": "vielleicht"}, "'vielleicht' is no status; the statuses are actual"),
        ("events.jsonl", 2, {"source": ...}, "events.jsonl, line 3: lacks the field 'source'"),
        ("events.jsonl", 2, {"doc": "a7"}, "the report 'a7' is not in docs.jsonl"),
        ("events.jsonl", 2, {"s": 17}, "has no sentence 17"),
        ("events.jsonl", 0, {"actors": [{"text": "Grönland", "country": "GRL"}]}, "actors 'Grönland' does not stand in sentence 0"),
        ("events.jsonl", 0, {"actors": [{"text": "Island"}]}, "lacks the field 'actors.country'"),
        ("events.jsonl", 3, {"place": "Reykjavík"}, "place 'Reykjavík' does not stand in sentence 3"),
        ("predictions.jsonl", 0, {"trigger": {"text": "drohte"}}, "predictions.jsonl, line 1: lacks the field 'trigger.start'"),
        ("predictions.jsonl", 0, {"trigger": {"start": 8, "end": 14, "text": "drohte"}}, "trigger is 'drohte', but 8 to 14 of the report 'a1' is 'rohte '"),
        ("predictions.jsonl", 0, {"trigger": {"start": 99999}}, "the trigger begins at 99999, outside the text"),
        ("predictions.jsonl", 1, {"type": "WEISEN"}, "predictions.jsonl, line 2: 'WEISEN' is no event type"),
        ("predictions.jsonl", 1, {"date": "2031"}, "the field 'date' is '2031', not an object or null"),
    ],
)
def test_bad_input_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, number: int, changes: dict[str, Any], says: str) -> None:
    folder = tmp_path / "gold"
    shutil.copytree(GOLD, folder)
    edited(folder, name, number, **changes)
    with pytest.raises(SystemExit) as caught:
        main(["evaluate", str(folder), str(folder / "predictions.jsonl")])
    assert caught.value.code == 4
    error = capsys.readouterr().err
    assert says in error
    assert ";" in error


def test_broken_json_is_named(tmp_path: Path) -> None:
    shutil.copytree(GOLD, tmp_path / "gold")
    with (tmp_path / "gold" / "events.jsonl").open("a", encoding="utf8") as file:
        file.write('{"doc": "a1", \n')
    with pytest.raises(InputError, match=r"events\.jsonl, line 10: is not valid JSON"):
        read_gold(tmp_path / "gold")


def test_missing_folders_and_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nirgends: is no folder; name a folder with docs\.jsonl"):
        read_gold(tmp_path / "nirgends")
    with pytest.raises(InputError, match=r"has no docs\.jsonl"):
        read_gold(tmp_path)
    with pytest.raises(InputError, match=r"fehlt\.jsonl: cannot be read"):
        read_predictions(tmp_path / "fehlt.jsonl", read_gold(GOLD))


def test_no_predictions_are_no_error(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text("", encoding="utf8")
    found = figures(GOLD, tmp_path / "p.jsonl")
    assert found.coded == 0
    assert found.rates["event"].f1 == 0.0


# The normative scorer lies beside the project; both must give the same figures, bit for bit.


@pytest.fixture(scope="module")
def scorer() -> Any:
    """The normative scorer as a module."""
    path = SHARED / "gold" / "score.py"
    if not path.is_file():
        pytest.skip("the normative scorer is not beside the project (../shared/gold/score.py): nothing to agree with")
    spec = importlib.util.spec_from_file_location("normative", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def agree(scorer: Any, folder: Path, predictions: Path) -> None:
    docs, gold = scorer.load_gold(folder)
    lines = [json.loads(line) for line in predictions.read_text(encoding="utf8").splitlines() if line.strip()]
    coded = [one for one in (scorer.from_prediction(line, docs) for line in lines) if one]
    theirs, ours = scorer.figures(gold, coded), figures(folder, predictions)
    assert (ours.gold, ours.coded) == (theirs["gold"], theirs["pred"])
    for name in FIGURES:
        rate = ours.rates[name]
        assert (rate.precision, rate.recall, rate.f1) == theirs[name]
        assert rate.interval == scorer.interval(gold, coded, docs, name)
    for name in SHARES:
        assert ours.shares[name].value == theirs[name], name
    for name, rate in ours.types.items():
        wanted, found = [e for e in gold if e["type"] == name], [e for e in coded if e["type"] == name]
        assert (rate.precision, rate.recall, rate.f1) == scorer.f1(len(scorer.pair(wanted, found)), len(wanted), len(found))


@pytest.mark.shared
def test_agrees_with_the_normative_scorer_on_the_invented_folder(scorer: Any) -> None:
    agree(scorer, GOLD, PREDICTIONS)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["seed", "dev", "dev-wire"])
def test_agrees_with_the_normative_scorer_on_gold_reports(scorer: Any, tmp_path: Path, name: str) -> None:
    """Gold events, some left out and others given another type, status, side, source or day, as a second annotator would."""
    folder = SHARED / "gold" / name
    rng = random.Random(3)
    lines = []
    for line in (folder / "events.jsonl").read_text(encoding="utf8").splitlines():
        event = json.loads(line)
        change = rng.choice(["none", "none", "out", "type", "status", "sides", "source", "mode", "date", "place", "twice"])
        if change == "type":
            event["type"], event["mode"] = "ACCUSE", None
        elif change == "status":
            event["status"] = "hypothetical"
        elif change == "sides":
            event["actors"], event["recipients"] = event["recipients"], event["actors"]
        elif change in ("source", "date", "place", "mode"):
            event[change] = None
        lines += [json.dumps(event)] * {"out": 0, "twice": 2}.get(change, 1)
    path = tmp_path / "second.jsonl"
    path.write_text("\n".join(lines), encoding="utf8")
    agree(scorer, folder, path)


@pytest.mark.shared
def test_agrees_with_the_normative_scorer_on_coded_events(scorer: Any, tmp_path: Path) -> None:
    path = tmp_path / "coded.jsonl"
    result = CliRunner().invoke(cli, ["code", str(SHARED / "gold" / "seed" / "docs.jsonl"), "--format", "jsonl"])
    assert result.exit_code == 0, result.stderr
    path.write_text(result.stdout, encoding="utf8")
    agree(scorer, SHARED / "gold" / "seed", path)
