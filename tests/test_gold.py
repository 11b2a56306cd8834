"""The figures on gold reports stay above their floors (tests/gold/floors.toml); no floor is ever lowered."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, SHARED

FLOORS = tomllib.loads((Path(__file__).parent / "gold" / "floors.toml").read_text(encoding="utf8"))


@pytest.fixture(scope="module")
def scores() -> Any:
    """The module that takes the published figures, with its results."""
    gold = SHARED / "gold"
    if not gold.is_dir():
        pytest.skip("the gold reports are not beside the project (../shared/gold): the figures cannot be taken")
    spec = importlib.util.spec_from_file_location("scores", ROOT / "benchmarks" / "scores.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, module.measure(gold)


@pytest.mark.shared
@pytest.mark.xdist_group("gold")
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_floors(scores: Any, name: str) -> None:
    module, results = scores
    for figure, floor in FLOORS[name].items():
        assert module.value(results[name], figure) >= floor, figure
