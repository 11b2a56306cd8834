"""The figures on gold reports stay above their floors (tests/gold/floors.toml); no floor is ever lowered."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

FLOORS = tomllib.loads((Path(__file__).parent / "gold" / "floors.toml").read_text(encoding="utf8"))


@pytest.fixture(scope="module")
def results() -> dict[str, dict[str, Any]]:
    gold = ROOT.parent / "shared" / "gold"
    if not (gold / "score.py").is_file():
        pytest.skip("the gold reports are not beside the project (../shared/gold): the figures cannot be taken")
    spec = importlib.util.spec_from_file_location("scores", ROOT / "benchmarks" / "scores.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, dict[str, Any]] = module.measure(gold)
    return found


@pytest.mark.shared
@pytest.mark.xdist_group("gold")
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_floors(results: dict[str, dict[str, Any]], name: str) -> None:
    for figure, floor in FLOORS[name].items():
        value = results[name][figure]
        assert (value[2] if isinstance(value, tuple) else value) >= floor, figure
