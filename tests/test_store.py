"""The store: whole or not at all, superseded codings, locks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lagebild.errors import StoreError, StoreLocked
from lagebild.export import event_record
from lagebild.model import Report
from lagebild.pipeline import Pipeline
from lagebild.store import Store
from tests.conftest import MONDAY

TEXT = "Die Regierung in Wien kritisierte am Montag die Entscheidung Ungarns."


@pytest.fixture
def records(pipeline: Pipeline) -> list[dict[str, Any]]:
    return [event_record(event) for event in pipeline.code(Report("a", MONDAY, TEXT)).events]


def test_a_new_version_supersedes(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    report = Report("a", MONDAY, TEXT)
    with Store(tmp_path / "s.duckdb") as store:
        assert store.add(report, records, {"rules": "1"})
        assert not store.add(report, records, {"rules": "1"})
        assert store.add(report, [], {"rules": "2"})
        assert list(store.events()) == []
        assert store.counts() == (1, 0)


def test_a_failed_write_leaves_nothing(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    broken = [{**records[0], "date": {"start": "no date", "end": "no date"}}]
    with Store(tmp_path / "s.duckdb") as store:
        with pytest.raises(ValueError, match="invalid literal"):
            store.add(Report("a", MONDAY, TEXT), broken, {"rules": "1"})
        assert store.counts() == (0, 0)


def test_the_store_survives_closing(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    path = tmp_path / "s.duckdb"
    with Store(path) as store:
        store.add(Report("a", MONDAY, TEXT), records, {"rules": "1"})
    with Store(path, read_only=True) as store:
        assert [record["id"] for record in store.events()] == [record["id"] for record in records]
        assert store.text_of("a") == TEXT


def test_a_locked_store_says_who_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    script = f"import sys; from lagebild.store import Store; s = Store({str(path)!r}); print('open', flush=True); sys.stdin.read()"
    holder = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdin is not None
    try:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StoreLocked, match=f"process {holder.pid} holds the store"):
            Store(path)
    finally:
        holder.stdin.close()
        holder.wait(timeout=10)
        holder.stdout.close()


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(tmp_path / "none" / "s.duckdb")
