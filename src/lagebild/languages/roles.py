"""Role words: nouns that give a participant its sector ("Außenminister" GOV, "Demonstrant" CVL)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lagebild.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Role:
    """One row of `roles.csv`; kind is person, group or institution. A relational role ("Sprecher") has no sector of its own.

    `countries` are those that alone have such an office or body ("Kanzler"), the usual one first.
    """

    lemma: str
    sector: str | None
    kind: str
    office: str | None
    countries: tuple[str, ...] = ()


class Roles:
    """Role words by lemma; a compound has the role of its longest known tail ("Parteichef" before "Chef")."""

    def __init__(self, path: Path) -> None:
        self._roles: dict[str, Role] = {}
        with path.open(encoding="utf8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                if not row.get("lemma") or row.get("countries") is None:
                    raise CodebookError(path.name, f"line {number}", "lemma must be filled and each row have six cells")
                role = Role(row["lemma"], row["sector"] or None, row["kind"], row["office"] or None, tuple(filter(None, row["countries"].split("|"))))
                self._roles.setdefault(row["lemma"].lower(), role)
                if row.get("feminine"):
                    self._roles.setdefault(row["feminine"].lower(), role)
        self.find = lru_cache(maxsize=50_000)(self._find)

    @property
    def sectors(self) -> frozenset[str]:
        """All sectors that some role has."""
        return frozenset(role.sector for role in self._roles.values() if role.sector)

    @property
    def countries(self) -> frozenset[str]:
        """All countries that some role names."""
        return frozenset(country for role in self._roles.values() for country in role.countries)

    def _find(self, lemma: str, text: str) -> Role | None:
        """The role of a noun, by its lemma or form; None if the word is no role."""
        for word in (lemma.lower(), text.lower()):
            for form in _forms(word):
                for start in range(len(form) - 2):
                    role = self._roles.get(form[start:])
                    # A tail must leave a real first part, and short tails ("Rat", "Amt") only count after a hyphen or a linking -s-.
                    if role is not None and (
                        start == 0 or (start >= 3 and (len(form) - start >= 5 or form[start - 1] in "-s")) or form[start - 1 : start] == "-"
                    ):
                        # A row without a kind blocks a false tail ("Datenbank" is no bank).
                        return role if role.kind else None
        return None


def _forms(word: str) -> tuple[str, ...]:
    """The word and its base forms: feminine -in(nen), weak and plural endings."""
    forms = [word]
    for ending in ("innen", "in", "en", "n", "s", "es", "e", "er", "ern"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            forms.append(word[: len(word) - len(ending)])
    if word.endswith(("er", "en", "em", "es")):
        forms.append(word[:-2] + "e")
    return tuple(dict.fromkeys(forms))
