"""Who and where: what a mention in the text was resolved to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a party, with the actor they were resolved to as of the report's date.

    `start`/`end` are code points of the report; `country` is an ISO 3166 alpha-3 code or KOS, UNO, EUR, IGO, NGO, MNC, IMG, ISM,
    None if unknown; `sector` a PLOVER sector code, None for a bare country. `how` says which step resolved it.
    """

    start: int
    end: int
    text: str
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    wikidata: str | None = None
    how: str = ""
    kind: str = "actor"
    """actor | person | role (a bare role word: "Soldaten") | group ("westliche Staaten") | name (unknown to the tables) | compound (its first part) |
    adjective (of origin) | opposed ("antiamerikanisch")"""
    carried: bool = False
    """Whether the phrase is a quantity, an act or a thing of the party ("der Bericht der OSZE", "Hunderte Demonstranten")."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event took place; coordinates in decimal degrees (WGS 84), None where only the name is known."""

    start: int
    end: int
    text: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: str | None = None
    kind: str = ""
    """Of a name: city | country | country-part | region | water | landmark | name (unknown to the tables); else noun ("der Stadt") | adverb ("dort")."""
    preposition: str | None = None
    """The word of place that leads the phrase; "von" after a word of place ("südlich von") is read as that word. None for a bare phrase."""
