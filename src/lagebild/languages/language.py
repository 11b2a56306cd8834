"""A language as data: everything in its folder, read once and checked.

A language folder holds the same file names in every language (`languages/de/`): sentences, verbs, status, speech, moments and calendar as TOML,
roles as CSV, `events/` with the coding rules, `parser/` with the shipped weights.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from lagebild.languages.domains import Domains, read_domains
from lagebild.languages.rules import Rule, TypeRules, load_rules

LANGUAGES = ("de",)


@dataclass(frozen=True)
class Language:
    """One language folder. Attributes are read lazily: a command that needs no rules does not pay for them."""

    code: str
    folder: Path

    def toml(self, name: str) -> dict[str, Any]:
        """The parsed file `<name>.toml` of the folder."""
        with (self.folder / f"{name}.toml").open("rb") as file:
            return tomllib.load(file)

    @cached_property
    def speech(self) -> dict[str, Any]:
        """Reporting verbs, nouns and prepositions (`speech.toml`)."""
        return self.toml("speech")

    @cached_property
    def status(self) -> dict[str, Any]:
        """Cues of event status (`status.toml`)."""
        return self.toml("status")

    @cached_property
    def domains(self) -> Domains:
        """Fields of life that are no politics (`domains.toml`)."""
        return read_domains("domains.toml", self.toml("domains"))

    @cached_property
    def types(self) -> tuple[TypeRules, ...]:
        """The coding rules, one entry for each file of `events/`, sorted by file name."""
        return load_rules(self.folder / "events")

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All coding rules in file order."""
        return tuple(rule for one in self.types for rule in one.rules)


@cache
def load_language(code: str) -> Language:
    """The language folder for an ISO 639-1 code; raises `KeyError` for a language that Lagebild does not have."""
    if code not in LANGUAGES:
        raise KeyError(code)
    return Language(code, Path(str(files("lagebild.languages"))) / code)
