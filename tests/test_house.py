"""The house keeps its own rules: file sizes, names, nothing of this machine, documents that name every command."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from lagebild.cli.main import COMMANDS
from tests.conftest import ROOT

LONGEST = 400
FORBIDDEN_NAMES = {"utils", "util", "helpers", "common", "core", "manager", "engine"}
LARGEST = 15_000_000


def tracked() -> list[Path]:
    try:
        names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_source_files_stay_readable() -> None:
    long = {
        path.name: count
        for path in tracked()
        if path.suffix in {".py", ".toml"} and (count := len(path.read_text(encoding="utf8").splitlines())) > LONGEST and "data" not in path.parts
    }
    assert long == {}


def test_modules_have_names_of_the_domain() -> None:
    assert [path for path in tracked() if path.suffix == ".py" and path.stem in FORBIDDEN_NAMES] == []


def test_nothing_too_large_is_committed() -> None:
    assert [path.name for path in tracked() if path.stat().st_size > LARGEST] == []


def test_no_path_of_a_machine() -> None:
    pattern = re.compile(r"/(?:work|root|home|tmp)/[a-z]")
    texts = [path for path in tracked() if path.suffix in {".py", ".md", ".toml", ".csv", ".cff", ".txt", ".jsonl"} or path.name in {"Makefile", "run"}]
    assert [path.name for path in texts if path.name != "test_house.py" and pattern.search(path.read_text(encoding="utf8"))] == []


def test_readme_names_every_command_and_stays_short() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf8")
    assert [command for command in COMMANDS if f"lagebild {command}" not in text] == []
    assert len(text.splitlines()) <= 120


def test_changelog_names_the_version() -> None:
    from lagebild import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf8")
