"""Versions of data files: a short hash over names and contents, the same on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from lagebild.codebook.actors import ACTORS


def _hash(paths: Iterable[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def codebook_version() -> str:
    """Version of ontology, actors and places."""
    folder = ACTORS.parent
    return _hash([*folder.glob("*.toml"), *folder.glob("events/*.toml"), *folder.glob("*.csv"), *ACTORS.glob("*.csv")], folder)


@cache
def rules_version(folder: Path) -> str:
    """Version of a language's words and rules."""
    return _hash([*folder.glob("*.toml"), *folder.glob("events/*.toml"), *folder.glob("*.csv"), *folder.glob("events/*.toml")], folder)


@cache
def model_version(folder: Path) -> str:
    """Version of a shipped parser."""
    return _hash([path for path in folder.rglob("*") if path.is_file()], folder)
