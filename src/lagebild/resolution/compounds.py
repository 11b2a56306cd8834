"""The party that the first part of a compound names: "US-Soldaten", "Kreml-Sprecher", "Talibankämpfer", "Bundeskanzler", "SPD-Chef"."""

from __future__ import annotations

from collections.abc import Mapping

from lagebild.codebook import NameIndex

SHORTEST_JOINED = 5
"""A first part without a hyphen counts as a name only from this length on: "Sudanreise" is one, "Maiausflug" is not."""


class CompoundReader:
    """Built once over the codebook's names and a table of first parts that stand for a state ("bundes", "us")."""

    def __init__(self, names: NameIndex, table: Mapping[str, str]) -> None:
        self._names = names
        self._table = table

    def origin(self, text: str, parts: tuple[str, ...]) -> tuple[str, str | None] | None:
        """Country and sector named by the first part of a word; None if it names nobody. `parts` are the stems of a joined compound."""
        first = text.split("-")[0] if "-" in text[1:-1] else (parts[0] if parts else "")
        if not first:
            return None
        if first.lower() in self._table:
            return self._table[first.lower()], None
        for word in (first, first.capitalize(), first.removesuffix("s").capitalize()):
            found = self._names.find([word])
            if found and not found[0][2].offices:
                name = found[0][2]
                if name.state is not None and ("-" in text or len(first) >= SHORTEST_JOINED):
                    return name.state.id, None
                if name.organisation is not None and name.organisation.country and ("-" in text or len(first) >= SHORTEST_JOINED):
                    return name.organisation.country, name.organisation.sector
        state = self._names.demonym(first.capitalize()) if "-" not in text else None
        if state is not None:
            return state.id, None
        return ("DEU", None) if parts and text.startswith("Bundes") and len(text) > 9 else None

    def party(self, text: str) -> str | None:
        """Country of the party before a hyphen ("SPD-Chef" -> DEU)."""
        if "-" not in text[1:-1]:
            return None
        found = self._names.find([text.split("-")[0]])
        organisation = found[0][2].organisation if found else None
        return organisation.country if organisation is not None and organisation.kind == "party" else None
