"""What tests share: the pipeline, loaded once per process, and the folder of shared data."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lagebild.model import Report
from lagebild.pipeline import CodedReport, Pipeline, load_pipeline

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
MONDAY = datetime(2022, 1, 31, tzinfo=UTC)


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The German pipeline."""
    return load_pipeline("de")


@pytest.fixture(scope="session")
def coded(pipeline: Pipeline):  # type: ignore[no-untyped-def]
    """Codes a text published on Monday 31 January 2022."""

    def code(text: str, title: str | None = None) -> CodedReport:
        return pipeline.code(Report("test", MONDAY, text, title=title))

    return code


@pytest.fixture
def shared() -> Path:
    """The folder ../shared, or a skip that says what is missing."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared with gold reports and treebanks is not beside the project")
    return SHARED
