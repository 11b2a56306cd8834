"""The event ontology: PLOVER's types and modes with scores, and the reduction that its exports prescribe."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from lagebild.errors import CodebookError
from lagebild.model import Reduced, Status

FOLDER = Path(str(files("lagebild.codebook")))


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the 16 types; `modes` maps a mode's name to its score and CAMEO code."""

    name: str
    quad: int
    score: float
    label_de: str
    label_en: str
    opaque: bool
    recipient_required: bool
    cameo: str | None
    cameo_future: str | None
    modes: Mapping[str, tuple[float, str | None]]
    definition_de: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """All types, the sectors, and the words that indicate a context."""

    types: Mapping[str, EventType]
    sectors: frozenset[str]
    contexts: Mapping[str, frozenset[str]]

    def score(self, type_name: str, mode: str | None) -> float:
        """PLOVER's score of a type and mode; always keyed by both (arrest means opposite things under THREATEN and COERCE)."""
        event_type = self.types[type_name]
        return event_type.modes[mode][0] if mode is not None and mode in event_type.modes else event_type.score

    def reduce(self, type_name: str, mode: str | None, status: Status) -> Reduced:
        """PLOVER 2.0's form for exports: planned CONSULT, SUPPORT, COOPERATE and AID are AGREE, planned RETREAT is CONCEDE,
        an ASSAULT only threatened stays as it is (the threat is an event of its own here)."""
        if status == "future" and type_name in ("CONSULT", "SUPPORT", "COOPERATE", "AID"):
            type_name, mode = "AGREE", None
        elif status == "future" and type_name == "RETREAT":
            type_name, mode = "CONCEDE", None
        return Reduced(type_name, mode, self.types[type_name].quad, self.score(type_name, mode))

    def cameo(self, type_name: str, mode: str | None, status: Status) -> str | None:
        """The CAMEO code for exports, from (type, mode, status)."""
        event_type = self.types[type_name]
        if status == "future" and event_type.cameo_future:
            return event_type.cameo_future
        return (event_type.modes[mode][1] if mode is not None and mode in event_type.modes else None) or event_type.cameo


def _read(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((FOLDER / name).read_text(encoding="utf8"))
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(name, "-", f"not valid TOML: {error}") from error


@cache
def load_ontology() -> Ontology:
    """The shipped ontology, read once per process; raises `CodebookError` naming the entry that is wrong."""
    types = {}
    for path in sorted((FOLDER / "events").glob("*.toml")):
        entry = _read(f"events/{path.name}")
        try:
            modes = {mode: (float(table["score"]), table.get("cameo")) for mode, table in entry.get("modes", {}).items()}
            types[entry["name"]] = EventType(
                name=entry["name"],
                quad=entry["quad"],
                score=float(entry["score"]),
                label_de=entry["name_de"],
                label_en=entry["name_en"],
                opaque=entry["opaque"],
                recipient_required=entry["recipient_required"],
                cameo=entry.get("cameo"),
                cameo_future=entry.get("cameo_future"),
                modes=modes,
                definition_de=entry["definition_de"],
            )
        except KeyError as error:
            raise CodebookError(path.name, "-", f"the key {error} is missing") from error
    contexts = {name: frozenset(word.lower() for word in entry.get("words", ())) for name, entry in _read("contexts.toml").items()}
    return Ontology(types, frozenset(_read("sectors.toml")), contexts)
