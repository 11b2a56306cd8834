"""`lagebild actors import`: foreign actor lists into the form of the actor tables."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lagebild.cli.main import cli
from lagebild.codebook.actors import load_offices, load_organisations
from lagebild.codebook.importers import read_petrarch, read_wikidata
from lagebild.errors import InputError

DATA = Path(__file__).parent / "data"
WIKIDATA, PETRARCH = DATA / "actors.wikidata.json", DATA / "actors.petrarch.txt"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["actors", "import", *map(str, arguments)])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def test_offices_of_wikidata_have_dates_as_precise_as_the_source() -> None:
    first, second = read_wikidata(WIKIDATA).persons
    assert first == {
        "name": "Ada Beispiel", "names": "Ada Example|A. Beispiel", "office": "foreign minister", "country": "NOR", "sector": "GOV",
        "from": "2005-10-17", "to": "2009", "wikidata": "Q900010", "source": "wikidata",
    }  # fmt: skip
    assert (second["name"], second["office"], second["country"], second["from"], second["to"]) == ("Bo Pattern", "president", "ISL", "2012-06", "")


def test_organisations_of_wikidata() -> None:
    party, council = read_wikidata(WIKIDATA).organisations
    assert (party["id"], party["kind"], party["country"], party["sector"], party["from"]) == ("nor-nordische-probepartei", "party", "NOR", "PTY", "1998")
    assert (council["kind"], council["country"], council["sector"]) == ("igo", "IGO", "")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (6, "'champion of the village fair' is no office"),
        (7, "the office Q900099 has no label in the file; add its item"),
        (8, "holds no office (P39)"),
        (11, "has no country (P17)"),
        (12, "is no JSON"),
    ],
)
def test_what_wikidata_leaves_out_is_told_with_its_line(line: int, words: str) -> None:
    assert any(f"line {line}" in finding and words in finding for finding in read_wikidata(WIKIDATA).findings)


def test_wikidata_as_gzip_as_one_line_and_as_entities(tmp_path: Path) -> None:
    lines = WIKIDATA.read_text(encoding="utf8").splitlines()[1:-2]
    items = [json.loads(line.rstrip(",")) for line in lines]
    packed, one_line, entities = tmp_path / "slice.json.gz", tmp_path / "array.json", tmp_path / "entities.json"
    packed.write_bytes(gzip.compress("\n".join(lines).encode()))
    one_line.write_text(json.dumps(items), encoding="utf8")
    entities.write_text(json.dumps({"entities": {item["id"]: item for item in items}}), encoding="utf8")
    expected = read_wikidata(WIKIDATA).persons
    assert [read_wikidata(path).persons for path in (packed, one_line, entities)] == [expected] * 3


def test_dates_of_petrarch() -> None:
    persons = read_petrarch(PETRARCH).persons
    times = [(row["sector"], row["from"], row["to"]) for row in persons if row["name"] == "Ada Beispiel"]
    assert times == [("", "", "1995-05-31"), ("GOV", "1995-06-01", "1999-08-15"), ("ELI", "1999-08-16", "")]
    assert persons[0]["names"] == "A. Beispiel|Minister Beispiel"
    assert [row["sector"] for row in persons if row["name"] == "Bo Muster"] == ["PTY", "GOV", "ELI"]


def test_names_without_dates_are_organisations_of_petrarch() -> None:
    found = {row["id"]: (row["name"], row["names"], row["kind"], row["country"], row["sector"]) for row in read_petrarch(PETRARCH).organisations}
    assert found["nor-nordland-rowing-union"] == ("Nordland Rowing Union", "N.R.U.", "union", "NOR", "LAB")
    assert found["igo-harbour-council"] == ("Harbour Council", "", "igo", "IGO", "")
    assert not any("norway" in name for name in found)


@pytest.mark.parametrize(
    ("line", "words"), [(20, "no country begins 'DRGREB'"), (21, "is no code with dates"), (22, "SNG"), (23, "has no code"), (24, "a bracket is not closed")]
)
def test_what_petrarch_leaves_out_is_told_with_its_line(line: int, words: str) -> None:
    assert any(f"line {line}:" in finding and words in finding for finding in read_petrarch(PETRARCH).findings)


@pytest.mark.parametrize("form", ["wikidata", "petrarch"])
def test_imported_tables_load_like_the_shipped_ones(tmp_path: Path, form: str) -> None:
    result = run(form, WIKIDATA if form == "wikidata" else PETRARCH, "--out", tmp_path / "mine")
    assert result.exit_code == 3
    assert "findings; wrote" in result.stderr
    assert len(load_offices(tmp_path / "mine" / "persons.csv")) == len(_rows(tmp_path / "mine" / "persons.csv")) > 0
    assert len(load_organisations(tmp_path / "mine" / "organisations.csv")) > 0


def test_tables_are_never_replaced_unasked(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("RIVER_GUARD [NORMIL]\n", encoding="utf8")
    assert run("petrarch", path, "--out", tmp_path).exit_code == 0
    assert isinstance(run("petrarch", path, "--out", tmp_path).exception, InputError)
    assert run("petrarch", path, "--out", tmp_path, "--replace").exit_code == 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.json", b"", "holds no Wikidata item"),
        ("b.json.gz", b"no gzip", "is no complete gzip file"),
        ("c.json", b'{"id": "Q1", "labels": {"de": {"value": "\xff"}}}', "is no UTF-8 text"),
    ],
)
def test_files_that_are_no_items_are_refused(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=words):
        read_wikidata(tmp_path / name)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="name a file that can be read"):
        read_petrarch(tmp_path / "none.txt")


def test_a_text_without_entries_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("# only a comment\n", encoding="utf8")
    with pytest.raises(InputError, match="holds no entry"):
        read_petrarch(path)


@pytest.mark.parametrize("arguments", [("import", "--help"), ("import", "wikidata", "--help"), ("import", "petrarch", "--help")])
def test_help_says_what_is_read(arguments: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, ["actors", *arguments])
    assert result.exit_code == 0
    assert "persons.csv" in result.output or "office held" in result.output
