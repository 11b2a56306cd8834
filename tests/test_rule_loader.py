"""The loader refuses what is not a rule, and says which file, which rule and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from lagebild.errors import RuleError
from lagebild.languages import load_rules
from lagebild.languages.checks import undefined_sectors

GOOD = """
type = "CONSULT"
[[rule]]
id = "de.consult.x"
verb = ["treffen"]
actor = ["subject"]
[[rule.example]]
text = "Die Minister trafen sich."
[[rule.counter]]
text = "Er traf ins Tor."
"""


def load(folder: Path, text: str) -> None:
    (folder / "consult.toml").write_text(text, encoding="utf8")
    load_rules(folder)


def test_a_complete_rule_loads(tmp_path: Path) -> None:
    load(tmp_path, GOOD)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('[[rule.example]]\ntext = "Die Minister trafen sich."\n', ""), "without an example"),
        (('[[rule.counter]]\ntext = "Er traf ins Tor."\n', ""), "without a counter-example"),
        (("verb = [", "verbs = ["), "unknown field 'verbs'"),
        (('actor = ["subject"]', 'actor = ["subjekt"]'), "unknown slot 'subjekt'"),
        (('actor = ["subject"]', 'actor = ["subject"]\nwith = { "komplement:attribute" = ["ANY"] }'), "unknown slot 'komplement:attribute'"),
        (('verb = ["treffen"]', 'verb = ["treffen"]\nnoun = ["Treffen"]'), "exactly one of"),
        (('verb = ["treffen"]', "verb = []"), "at least one word"),
        (('type = "CONSULT"', "type = CONSULT"), "not valid TOML"),
        (('actor = ["subject"]', 'actor = ["subject"]\nwith = { object = "ACTOR" }'), "must be a list"),
    ],
)
def test_refusals_name_file_and_rule(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    with pytest.raises(RuleError, match=message) as caught:
        load(tmp_path, GOOD.replace(*change))
    assert "consult.toml" in str(caught.value)


def test_a_sector_that_no_role_has_is_found(tmp_path: Path) -> None:
    (tmp_path / "consult.toml").write_text(GOOD.replace('actor = ["subject"]', 'with = { object = ["ACTOR:GOV|GOVV"] }'), encoding="utf8")
    (rule,) = load_rules(tmp_path)[0].rules
    assert ["'GOVV'" in one for one in undefined_sectors(rule, frozenset({"GOV"}))] == [True]


def test_an_id_is_used_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD, encoding="utf8")
    (tmp_path / "b.toml").write_text(GOOD, encoding="utf8")
    with pytest.raises(RuleError, match=r"used in a\.toml already"):
        load_rules(tmp_path)


def test_rules_may_ask_for_the_modal_verb_and_its_reading(tmp_path: Path) -> None:
    load(tmp_path, GOOD.replace('actor = ["subject"]', 'with = { modal = ["sollen"], reading = ["hearsay"] }\nactor = ["subject"]'))
