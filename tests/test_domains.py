"""Reports on sport, films or phones yield no politics, unless a party of politics takes part; political reports keep all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lagebild.errors import RuleError
from lagebild.languages import load_language
from lagebild.languages.domains import read_domains
from lagebild.pipeline import CodedReport

Code = Callable[[str], CodedReport]

MATCH = (
    "Der Trainer stellte die Mannschaft vor dem Auswärtsspiel um. In der Halbzeit forderte er mehr Druck vom Mittelfeld. "
    "Der Torwart der Gäste verteidigte den Trainer. Nach dem Elfmeter kritisierte der Torjäger den Schiedsrichter. Die Liga bleibt spannend."
)
FILM = (
    "Der Regisseur erzählt in seinem neuen Film von zwei Brüdern. Ein Fachblatt kritisierte den Schluss. "
    "Die Hauptrolle spielt ein junger Schauspieler vom Theater. Das Drehbuch verzichtet auf jede Erklärung. Im Kino läuft der Film ab Freitag."
)
BURGLARY = (
    "Einbrecher sind in der Nacht in ein Juweliergeschäft eingestiegen. Die Polizei nahm einen der Räuber am Morgen fest. "
    "Kriminalisten fanden das Diebesgut in einer Garage. Die Beute war in einem Koffer versteckt."
)


def reasons(pipeline: Any, report: CodedReport) -> list[str]:
    found = pipeline.parts.coder.candidates(report.document)
    return [one.dropped for sentence in found for one in sentence if one.dropped is not None]


@pytest.mark.parametrize(("text", "domain"), [(MATCH, "sport"), (FILM, "culture"), (BURGLARY, "crime")])
def test_what_is_told_of_other_fields_is_no_politics(pipeline: Any, coded: Code, text: str, domain: str) -> None:
    report = coded(text)
    assert report.events == ()
    assert f"told in a report on {domain}, and no party of politics takes part" in reasons(pipeline, report)


def test_a_minister_is_political_in_a_report_on_sport(coded: Code) -> None:
    events = coded(MATCH + " Die Innenministerin forderte den Verband auf, das Stadion zu räumen.").events
    assert [(event.type, event.actors[0].text) for event in events] == [("REQUEST", "Die Innenministerin")]


def test_a_state_is_a_team_in_sport_but_not_in_culture(coded: Code) -> None:
    assert coded(MATCH + " Norwegen traf in Oslo auf Island.").events == ()
    assert [event.type for event in coded(FILM + " Norwegen kritisierte Island.").events] == ["ACCUSE"]


def test_a_word_of_sport_does_not_make_a_political_report_sport(coded: Code) -> None:
    text = (
        "Die Regierung in Oslo lehnte das Turnier in Island ab. Der Außenminister kritisierte den Verband. "
        "Die Polizei nahm vor dem Stadion zwei Demonstranten fest. Das Parlament forderte Aufklärung."
    )
    assert {event.type for event in coded(text).events} >= {"REJECT", "ACCUSE", "COERCE", "REQUEST"}


def test_a_long_paragraph_is_judged_by_itself(coded: Code) -> None:
    politics = "Die Regierung in Oslo lehnte neue Gespräche ab. Die Opposition kritisierte den Minister. " * 5
    sport = (MATCH + " ") * 2
    events = coded(f"{politics.strip()}\n\n{sport.strip()}").events
    assert events
    assert all(event.trigger.start < len(politics) for event in events)


def test_war_as_a_mere_date_is_no_attack(pipeline: Any, coded: Code) -> None:
    report = coded("Vor dem Krieg arbeitete er als Lehrer.")
    assert report.events == ()
    assert reasons(pipeline, report) == ["a mere reference in time: no participant, moment or place"]


def test_an_argument_is_no_meeting(coded: Code) -> None:
    assert coded("Die Ministerin führte die Kosten des Umbaus ins Treffen.").events == ()


def test_german_domains_name_known_sectors() -> None:
    from lagebild.codebook import load_ontology

    domains = load_language("de").domains
    home = frozenset(sector for sectors in domains.home.values() for sector in sectors)
    assert domains.politics | domains.parties | home <= load_ontology().sectors


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"politics": []}, "politics: list at least one sector"),
        ({"sport": {"words": ["Tor"]}}, "rule sport: a domain has words, countries and home, and nothing else"),
        ({"sport": {"words": [], "countries": True, "home": []}}, "rule sport: words must list at least one word"),
        ({"flood": {"words": ["Flut"], "countries": True, "home": [], "disasters": ["Flut"]}}, "rule flood: casualties and disasters belong together"),
        ({"film": {"words": ["tor"], "countries": True, "home": []}}, "rule film: 'tor' is a word of sport already; keep it in one place"),
    ],
)
def test_a_wrong_table_is_refused(change: dict[str, Any], says: str) -> None:
    table = {"politics": ["GOV"], "parties": ["GOV"], "sport": {"words": ["Tor"], "countries": False, "home": []}}
    with pytest.raises(RuleError, match=says):
        read_domains("domains.toml", {**table, **change})
