"""Names of places: what they can mean, and cities found by how their name sounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from lagebild.codebook.cities import Cities, Spelling, load_city_lines
from lagebild.codebook.places import check_places, load_gazetteer
from lagebild.errors import CodebookError
from lagebild.languages import load_language


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(load_language("de").toml("places")["spelling"])


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Dschalalabad", "Jalalabad"),
        ("Chimki", "Khimki"),
        ("Hawidscha", "Al Hawijah"),
        ("Adschdabija", "Ajdabiya"),
        ("Peschawar", "Peshawar"),
        ("Salamija", "As Salamīyah"),
    ],
)
def test_transliterations_fall_together(spelling: Spelling, german: str, english: str) -> None:
    assert spelling.key(german) == spelling.key(english)


@pytest.mark.parametrize(("one", "other"), [("Kassel", "Kastel"), ("Homs", "Hama"), ("Basra", "Bosra"), ("Nimrus", "Nimrud")])
def test_different_names_stay_apart(spelling: Spelling, one: str, other: str) -> None:
    assert spelling.key(one) != spelling.key(other)


def test_a_city_is_found_within_its_country_only(spelling: Spelling) -> None:
    cities = Cities(load_city_lines(), spelling)
    found = cities.within("Horliwka", "UKR")
    assert found is not None
    assert (found.geonames, found.country) == ("707753", "UKR")
    assert cities.within("Horliwka", "FRA") is None


def test_large_cities_need_no_country(spelling: Spelling) -> None:
    cities = Cities(load_city_lines(), spelling)
    assert cities.large("Kleinrotterode") is None
    found = cities.large("Karaganda") or cities.large("Guadalajara")
    assert found is not None


def test_a_name_keeps_all_its_meanings_best_known_first() -> None:
    found = load_gazetteer().meanings(["In", "Frankfurt", "(", "Oder", ")"], 1)
    assert found is not None
    assert (found[0], found[1][0].geonames) == (4, "2925535")
    found = load_gazetteer().meanings(["Tripoli"], 0)
    assert found is not None
    assert [place.country for place in found[1]] == ["LBY", "LBN"]


def test_genitives_of_names_in_several_words() -> None:
    found = load_gazetteer().meanings(["des", "Roten", "Meeres"], 1)
    assert found is not None
    assert found[1][0].name == "Rotes Meer"


def test_every_row_of_the_table_is_sound() -> None:
    assert list(check_places()) == []


def test_a_wrong_row_is_named(tmp_path: Path) -> None:
    table = tmp_path / "places.csv"
    table.write_text("name,names,country,lat,lon,geonames,kind,population\nNirgendwo,,XYZ,95.0,10.0,,planet,\n", encoding="utf8")
    findings = list(check_places(table))
    assert len(findings) == 3
    assert all("line 2" in finding for finding in findings)


def test_another_table_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "cities.csv"
    table.write_text("name,country\nOslo,NOR\n", encoding="utf8")
    with pytest.raises(CodebookError):
        load_city_lines(table)
