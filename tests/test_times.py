"""`lagebild times`: TIMEX3 inline, JSONL with offsets, a table; values that need more than one expression."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from lagebild.cli.main import cli
from lagebild.model import Report
from lagebild.pipeline import load_pipeline

TEXT = (
    "Oslo (LB) - Der Minister will am Dienstag um 9.30 Uhr New Yorker Ortszeit mit Rom & Wien reden. "
    "Seit rund drei Jahren liegt der Plan vor. Vom 3. bis 5. Mai tagt der Rat, danach jeden Montag."
)


def run(*arguments: str, given: bytes | str | None = None) -> Result:
    return CliRunner().invoke(cli, ["times", *arguments], input=given)


def times_of(text: str, day: str = "2022-01-31") -> dict[str, str]:
    """Expression to value."""
    found = load_pipeline("de").times(Report("a", datetime.fromisoformat(day).replace(tzinfo=UTC), text, language="de"))
    return {text[one.expression.start : one.expression.end]: one.moment.value if one.moment else "" for one in found}


def test_timex3_is_valid_xml_and_keeps_the_text() -> None:
    result = run("-", "--date", "2022-01-31", given=TEXT)
    assert result.exit_code == 0
    root = ET.fromstring(result.stdout.encode())
    body = root.find("TEXT")
    assert body is not None
    assert "".join(body.itertext()) == TEXT
    marked = [(one.text, one.get("tid"), one.get("type"), one.get("value"), one.get("mod")) for one in body.iter("TIMEX3")]
    assert marked == [
        ("Dienstag", "t1", "DATE", "2022-02-01", None),
        ("9.30 Uhr New Yorker Ortszeit", "t2", "TIME", "2022-02-01T09:30-05:00", None),
        ("rund drei Jahren", "t3", "DURATION", "P3Y", "APPROX"),
        ("3.", "t4", "DATE", "2022-05-03", None),
        ("5. Mai", "t5", "DATE", "2022-05-05", None),
        ("jeden Montag", "t6", "SET", "XXXX-WXX-1", None),
    ]
    created = root.find("DCT/TIMEX3")
    assert created is not None
    assert (created.get("tid"), created.get("value"), created.get("functionInDocument")) == ("t0", "2022-01-31", "CREATION_TIME")


def test_characters_that_no_xml_may_hold_leave_offsets_alone() -> None:
    result = run("-", "--date", "2022-01-31", given="Der Rat\x07 tagt am Dienstag.")
    body = ET.fromstring(result.stdout.encode()).find("TEXT")
    assert body is not None
    assert "".join(body.itertext()) == "Der Rat\ufffd tagt am Dienstag."


def test_several_reports_share_one_root() -> None:
    lines = "\n".join(json.dumps({"id": name, "published": "2022-01-31", "text": "Der Rat tagt am Dienstag."}) for name in "ab")
    root = ET.fromstring(run("-", given=lines).stdout.encode())
    assert root.tag == "corpus"
    assert [one.findtext("DOCID") for one in root] == ["a", "b"]


def test_jsonl_offsets() -> None:
    result = run("-", "--date", "2022-01-31", "--format", "jsonl", given=TEXT)
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [TEXT[one["start"] : one["end"]] for one in records] == [one["text"] for one in records]
    assert (records[0]["from"], records[0]["to"], records[0]["direction"]) == ("2022-02-01", "2022-02-01", "future")
    assert (records[2]["from"], records[2]["to"]) == ("2019-01-31", "2022-01-31")


def test_table() -> None:
    result = run("-", "--date", "2022-01-31", "--format", "table", "--lang", "en", given=TEXT)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].split() == ["Offsets", "Expression", "Type", "Value", "from", "to", "Direction"]
    assert "P3Y APPROX" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "given", "says"), [(["-"], TEXT, "--date"), (["fehlt.txt"], None, "cannot be read"), (["-", "--date", "2022-01-31"], "", "is empty")]
)
def test_inputs_that_cannot_be_read(arguments: list[str], given: str | None, says: str) -> None:
    result = run(*arguments, given=given)
    assert result.exit_code == 4
    assert says in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(("day", "offset"), [("2022-03-10", "-05:00"), ("2022-03-20", "-04:00"), ("2022-07-01", "-04:00"), ("2022-11-10", "-05:00")])
def test_summer_time_of_the_place(day: str, offset: str) -> None:
    values = times_of("Heute um 16 Uhr New Yorker Ortszeit sprach der Gesandte.", day)
    assert values["16 Uhr New Yorker Ortszeit"] == f"{day}T16:00{offset}"


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("Am Freitag kam es zum Streit. Am Tag darauf trat er zurück.", "Tag darauf", "2022-01-29"),
        ("Am Freitag kam es zum Streit. Am Abend trat er zurück.", "Abend", "2022-01-28TEV"),
        ("Am Freitag kam es zum Streit. Um 20 Uhr trat er zurück.", "20 Uhr", "2022-01-28T20:00"),
        ("Am 3. Mai 2019 kam es zum Streit. Im selben Jahr trat er zurück.", "selben Jahr", "2019"),
        ("Der Rat tagte im März vergangenen Jahres.", "März vergangenen Jahres", "2021-03"),
        ("Er kam am Freitag vergangener Woche.", "Freitag vergangener Woche", "2022-01-28"),
        ("Der Rat tagt zweimal im Jahr.", "zweimal im Jahr", "P1Y"),
        ("Der Streit dauerte den ganzen Tag.", "den ganzen Tag", "P1D"),
        ("Er verhandelt seit über zehn Jahren.", "über zehn Jahren", "P10Y"),
        ("Das Gestein ist vor rund vier Milliarden Jahren entstanden.", "rund vier Milliarden Jahren", "P4000000000Y"),
        ("Es begann in den frühen Neunzigerjahren.", "den frühen Neunzigerjahren", "199"),
        ("Der Marsch war am Muttertag.", "Muttertag", "2021-05-09"),
        ("Am Volkstrauertag schwiegen die Waffen.", "Volkstrauertag", "2021-11-14"),
        ("Die Sitzung begann um halb acht.", "halb acht", "2022-01-31T07:30"),
        ("Die Saison 2013/14 war lang.", "Die Saison 2013/14", "2013/2014"),
        ("Der Vertrag stammt aus dem Jahr 1215.", "dem Jahr 1215", "1215"),
        ("Nach 2:47 Stunden war Schluss.", "2:47 Stunden", "PT2H47M"),
        ("Der Rat tagte im ersten Quartal des vergangenen Jahres.", "ersten Quartal des vergangenen Jahres", "2021-Q1"),
        ("Er amtierte im 19. und 20. Jahrhundert.", "19.", "18"),
    ],
)
def test_value(text: str, expression: str, value: str) -> None:
    assert times_of(text).get(expression) == value


@pytest.mark.parametrize(
    "text",
    [
        "Das Spiel ist ab zwölf Jahren frei.",
        "Kinder zwischen sechs und elf Jahren dürfen mit.",
        "Jugendliche bis 15 Jahre zahlen nichts.",
        "Der 48-Jährige schwieg.",
        "Josef Sommer schwieg.",
        "Die Kamera PM1633a verkauft sich gut.",
    ],
)
def test_no_time_expression(text: str) -> None:
    assert times_of(text) == {}


def test_today_in_a_long_text_without_days_is_the_present_age() -> None:
    filler = "Die Bauern des Tals erzählen gern von ihren Kühen und vom Käse. " * 30
    assert times_of(f"Heute leben hier noch vierzig Familien. {filler}")["Heute"] == "PRESENT_REF"
    assert times_of("Heute leben hier noch vierzig Familien.")["Heute"] == "2022-01-31"
