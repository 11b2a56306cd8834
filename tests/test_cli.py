"""The command line as a new user meets it: outputs, exit codes, and inputs that are no reports."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lagebild import __version__
from lagebild.cli.main import COMMANDS, cli, main

REPORT = "Oslo (LB) - Der norwegische Außenminister traf am Montag in Oslo seinen isländischen Amtskollegen. Die Regierung lehnte neue Gespräche ab."


def run(*arguments: str, given: bytes | str | None = None) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=given)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "meldung.txt"
    path.write_text(REPORT, encoding="utf8")
    return path


def test_version() -> None:
    assert run("--version").output == f"lagebild {__version__}\n"


def test_version_loads_nothing_heavy() -> None:
    script = (
        "import sys; sys.argv = ['lagebild', '--version']\ntry:\n  from lagebild.cli.main import main; main()\nexcept SystemExit: pass\n"
        "print([m for m in ('spacy', 'numpy', 'duckdb', 'rich', 'onnxruntime') if m in sys.modules])"
    )
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert output.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert len(result.output) > 100


def test_code_as_jsonl(report: Path) -> None:
    result = run("code", str(report), "--date", "2022-01-31", "--format", "jsonl")
    assert result.exit_code == 0
    records = [json.loads(line) for line in result.stdout.splitlines()]
    meeting = next(record for record in records if record["type"] == "CONSULT")
    assert meeting["mode"] == "visit"
    assert [one["country"] for one in meeting["actors"]] == ["ISL"]
    assert [one["country"] for one in meeting["recipients"]] == ["NOR"]
    assert meeting["date"]["start"] == "2022-01-31"
    assert meeting["place"]["text"] == "Oslo"
    assert any(record["type"] == "REJECT" for record in records)


def test_code_as_table(report: Path) -> None:
    result = run("code", str(report), "--date", "2022-01-31")
    assert result.exit_code == 0
    assert "Mo 31.01.2022" in result.stdout
    assert "CONSULT" in result.stdout
    assert "2 Ereignisse in 1 Meldung: 2 berichtet" in result.stdout
    assert "\x1b" not in result.stdout


def test_stdin_takes_text_and_jsonl() -> None:
    assert run("code", "-", "--date", "2022-01-31", "--format", "jsonl", given=REPORT).exit_code == 0
    line = json.dumps({"id": "a", "published": "2022-01-31", "text": REPORT})
    result = run("code", "-", "--format", "jsonl", given=line)
    assert json.loads(result.stdout.splitlines()[0])["doc"] == "a"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("leer.txt", b"", "is empty"),
        ("leer2.txt", b" \n\n ", "is empty"),
        ("bild.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a binary file"),
        ("latin.txt", "Der Außenminister reist nach Österreich.".encode("cp1252"), "is not UTF-8"),
        (
            "english.txt",
            b"The foreign minister said on Monday that the government will not accept the demands of the rebels and that talks are over.",
            "'en', not German",
        ),
        ("kaputt.jsonl", b'{"id": 1, "published": "2022-01-31", "text": ', "is not valid JSON"),
        ("ohne.jsonl", b'{"id": "a", "published": "2022-01-31"}', "lacks a text"),
        ("tag.jsonl", b'{"id": "a", "published": "gestern", "text": "Die Minister trafen sich."}', "is not ISO 8601"),
        ("sprache.jsonl", b'{"id": "a", "published": "2022-01-31", "language": "fr", "text": "Les ministres."}', "'fr', not German"),
    ],
)
def test_bad_input_is_named_and_the_rest_is_coded(tmp_path: Path, report: Path, name: str, content: bytes, says: str) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    alone = run("code", str(bad), "--date", "2022-01-31")
    assert alone.exit_code == 4
    assert str(bad) in alone.stderr
    assert says in alone.stderr
    assert ";" in alone.stderr
    assert alone.stdout == ""
    both = run("code", str(bad), str(report), "--date", "2022-01-31", "--format", "jsonl")
    assert both.exit_code == 3
    assert "CONSULT" in both.stdout


def test_a_missing_date_is_asked_for(report: Path) -> None:
    result = run("code", str(report))
    assert result.exit_code == 4
    assert "--date YYYY-MM-DD" in result.stderr


def test_a_missing_file_is_named() -> None:
    result = run("code", "gibtesnicht.txt", "--date", "2022-01-31")
    assert result.exit_code == 4
    assert "gibtesnicht.txt: cannot be read" in result.stderr


def test_a_wrong_date_is_a_usage_error(report: Path) -> None:
    assert run("code", str(report), "--date", "31.1.2022").exit_code == 2


def test_encoding_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("Der österreichische Außenminister traf am Montag in Wien seinen Amtskollegen.".encode("cp1252"))
    result = run("code", str(path), "--date", "2022-01-31", "--encoding", "cp1252", "--format", "jsonl")
    assert result.exit_code == 0
    assert "österreichische" in result.stdout


def test_explain_shows_why(report: Path) -> None:
    result = run("explain", str(report), "--date", "2022-01-31")
    assert result.exit_code == 0
    for words in ("frame    treffen", "de.consult.", "because", "moment", "NOR"):
        assert words in result.stdout


def test_demo_needs_nothing() -> None:
    result = run("demo")
    assert result.exit_code == 0
    assert result.stdout.count("Ereignisse in 1 Meldung") >= 6


def test_check_is_clean() -> None:
    result = run("check")
    assert result.exit_code == 0, result.output


def test_ingest_twice_changes_nothing(tmp_path: Path, report: Path) -> None:
    store = str(tmp_path / "lage.duckdb")
    first = run("ingest", str(report), "--date", "2022-01-31", "--store", store)
    assert first.exit_code == 0
    assert "1 added, 0 known already" in first.stderr
    listed = run("events", "--store", store, "--format", "jsonl").stdout
    second = run("ingest", str(report), "--date", "2022-01-31", "--store", store)
    assert "0 added, 1 known already" in second.stderr
    assert run("events", "--store", store, "--format", "jsonl").stdout == listed
    assert listed == run("code", str(report), "--date", "2022-01-31", "--format", "jsonl").stdout


def test_ingest_of_bad_input_stores_the_good(tmp_path: Path, report: Path) -> None:
    store = str(tmp_path / "lage.duckdb")
    bad = tmp_path / "leer.txt"
    bad.write_bytes(b"")
    result = run("ingest", str(bad), str(report), "--date", "2022-01-31", "--store", store)
    assert result.exit_code == 3
    assert "holds 1 report" in result.stderr


def test_events_filters(tmp_path: Path, report: Path) -> None:
    store = str(tmp_path / "lage.duckdb")
    run("ingest", str(report), "--date", "2022-01-31", "--store", store)

    def types(*filters: str) -> list[str]:
        return [json.loads(line)["type"] for line in run("events", "--store", store, "--format", "jsonl", *filters).stdout.splitlines()]

    assert types("--type", "consult") == ["CONSULT"]
    assert types("--country", "isl") == ["CONSULT"]
    assert types("--status", "future") == []
    assert types("--from", "2022-02-01") == []
    assert len(types("--to", "2022-01-31")) == 2


def test_events_of_an_unknown_type_names_the_types(tmp_path: Path, report: Path) -> None:
    store = str(tmp_path / "lage.duckdb")
    run("ingest", str(report), "--date", "2022-01-31", "--store", store)
    result = run("events", "--store", store, "--type", "PARTY")
    assert result.exit_code == 2
    assert "CONSULT" in result.stderr


def test_events_without_a_store_says_how_to_make_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["events", "--store", str(tmp_path / "none.duckdb")])
    assert caught.value.code == 1
    assert "lagebild ingest" in capsys.readouterr().err


def test_a_table_taken_for_a_sentence_is_told_and_the_rest_coded(tmp_path: Path) -> None:
    path = tmp_path / "liste.txt"
    path.write_text(REPORT + " " + "die Minister und die Berater und " * 40 + "die Fahrer kamen.", encoding="utf8")
    result = run("code", str(path), "--date", "2022-01-31", "--format", "jsonl")
    assert result.exit_code == 0
    assert "was not coded; divide" in result.stderr
    assert '"type":"CONSULT"' in result.stdout


def test_explain_names_the_condition_that_failed(report: Path) -> None:
    result = run("explain", str(report), "--date", "2022-01-31", "--sentence", "0")
    assert "failed   traf: CONSULT by de.consult.sich-treffen, but the reflexive pronoun must be filled; there is none" in result.stdout
    assert "de.agree.vereinbarung-treffen" not in result.stdout
    assert "rules for phrases with other words:" in result.stdout
    every = run("explain", str(report), "--date", "2022-01-31", "--sentence", "0", "--all")
    assert "de.agree.vereinbarung-treffen, but the object must be 'Vereinbarung' or" in every.stdout
    assert "rules for phrases with other words:" not in every.stdout
    assert every.stdout.count("failed   ") > result.stdout.count("failed   ")
