"""The actor tables: what `lagebild check` finds in them, and that the shipped ones are as complete as they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lagebild.codebook import load_names
from lagebild.codebook.actors import first_day, last_day, load_offices, load_states, load_territories
from lagebild.codebook.checks import check_codebook, check_roles
from lagebild.codebook.governments import governs, load_governments
from lagebild.codebook.terms import check_terms, load_terms, load_vacancies
from lagebild.errors import CodebookError
from lagebild.languages import load_language

HEADER = "name,names,office,country,sector,from,to,wikidata,source\n"


def _findings(tmp_path: Path, rows: str, vacancies: str = "") -> list[str]:
    persons, reasons = tmp_path / "persons.csv", tmp_path / "vacancies.csv"
    persons.write_text(HEADER + rows, encoding="utf8")
    reasons.write_text("country,chain,from,to,kind,why\n" + vacancies, encoding="utf8")
    return list(check_terms(load_terms(persons), load_vacancies(reasons), ["AAA"]))


def test_the_shipped_tables_are_in_order() -> None:
    assert check_codebook() == []
    assert list(check_roles(load_language("de"))) == []


def test_a_hole_between_two_heads_of_state_is_found_with_its_line(tmp_path: Path) -> None:
    rows = "Ada Eins,,president,AAA,GOV,2004,2010-03,,own\nBo Zwei,,president,AAA,GOV,2010-09-01,,,own\n"
    (finding,) = _findings(tmp_path, rows)
    assert "persons.csv, line 3" in finding
    assert "nobody from 2010-03-31 to 2010-09-01" in finding
    assert _findings(tmp_path, rows, "AAA,state,2010-03,2010-08,vacant,no majority\n") == []


def test_dates_that_may_touch_are_no_hole(tmp_path: Path) -> None:
    assert _findings(tmp_path, "Ada Eins,,president,AAA,GOV,2004,2010,,own\nBo Zwei,,president,AAA,GOV,2010,,,own\n") == []


def test_two_holders_at_once_are_found_with_both_lines(tmp_path: Path) -> None:
    rows = "Ada Eins,,prime minister,AAA,GOV,2004,2011-06-01,,own\nBo Zwei,,chancellor,AAA,GOV,2010-09-01,,,own\n"
    (finding,) = _findings(tmp_path, rows)
    assert "lines 2 and 3" in finding
    assert "both Ada Eins and Bo Zwei" in finding
    assert _findings(tmp_path, rows, "AAA,government,2010-09-01,2011-06-01,several,civil war\n") == []


def test_an_office_left_without_successor_is_found(tmp_path: Path) -> None:
    (finding,) = _findings(tmp_path, "Ada Eins,,king,AAA,GOV,1990,2015,,own\n")
    assert "nobody since 2015-12-31" in finding


def test_a_country_without_heads_is_found(tmp_path: Path) -> None:
    (finding,) = _findings(tmp_path, "Ada Eins,,president,BBB,GOV,1990,,,own\n")
    assert "AAA has neither" in finding


def test_a_vacancy_without_reason_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="line 2"):
        _findings(tmp_path, "", "AAA,state,2010,2011,vacant,\n")


def test_countries_and_offices_are_as_many_as_promised() -> None:
    codes = {state.id for state in load_states()} | {one.names.id for one in load_territories()}
    assert len(codes) >= 220
    assert len(load_offices()) >= 4000


@pytest.mark.parametrize(
    ("name", "code"),
    [("Grönland", "GRL"), ("Westsahara", "ESH"), ("Macau", "MAC"), ("Hongkong", "HKG"), ("Abchasien", "GEO"), ("Nordzypern", "CYP"), ("Taiwan", "TWN")],
)
def test_territories_carry_their_code(name: str, code: str) -> None:
    ((_, _, meaning),) = load_names().find(name.split())
    assert meaning.state is not None
    assert meaning.state.id == code


def test_a_territory_does_not_hide_its_state() -> None:
    assert load_names().states["GEO"].name == "Georgien"


def test_times_in_government() -> None:
    assert governs("deu-spd", date(2022, 1, 31))
    assert not governs("deu-spd", date(2012, 1, 31))
    assert governs("usa-democrats", date(2010, 1, 31))
    assert not governs("usa-democrats", date(2005, 1, 31))
    assert len(load_governments()) > 300


def test_a_prefix_of_a_date_is_the_whole_time() -> None:
    assert (first_day("2013-02"), last_day("2013-02")) == (date(2013, 2, 1), date(2013, 2, 28))
    assert (first_day(""), last_day("")) == (date.min, date.max)
