"""Fields of life that are no politics (`domains.toml`): the words that tell them, and whose part in them makes an act political all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lagebild.errors import RuleError

KEYS = frozenset({"words", "countries", "home"})
OPTIONAL = frozenset({"disasters", "casualties"})
SECTORS = ("politics", "parties")


@dataclass(frozen=True, slots=True)
class Domains:
    """Words in lower case to the name of their domain."""

    words: dict[str, str]
    bare: frozenset[str]
    """Words that do not count as the last part of a compound."""
    politics: frozenset[str]
    """Sectors that show that a report is on politics."""
    parties: frozenset[str]
    """Sectors of parties whose acts are political in any domain."""
    stateless: frozenset[str]
    """Domains in which the bare name of a state is a team."""
    home: dict[str, frozenset[str]]
    """Sectors at home in a domain: they make neither a report nor an act of theirs political."""

    fateful: frozenset[str]
    """Domains of what nobody does: who dies there, be it a soldier, is nobody's victim."""
    disasters: frozenset[str]
    """Nouns of what kills and is no attack; compounds count by their last part."""
    casualties: frozenset[str]
    """Lemmas that only say who died or was hurt."""

    def of(self, lemma: str, text: str, parts: tuple[str, ...]) -> str | None:
        """The domain of a noun, by its lemma, its form, or the last part of a compound; all lower case."""
        found = self.words.get(lemma) or self.words.get(text)
        if found is None and parts and parts[-1] not in self.bare:
            found = self.words.get(parts[-1])
        return found


def read_domains(file: str, table: dict[str, Any]) -> Domains:
    """Check and index the parsed table. Raises `RuleError` naming the entry and the remedy."""
    for key in SECTORS:
        if not isinstance(table.get(key), list) or not table[key] or not all(isinstance(one, str) for one in table[key]):
            raise RuleError(file, key, "list at least one sector")
    words: dict[str, str] = {}
    bare: set[str] = set()
    stateless: set[str] = set()
    home: dict[str, frozenset[str]] = {}
    fateful: set[str] = set()
    disasters: set[str] = set()
    casualties: set[str] = set()
    for name, entry in table.items():
        if name in SECTORS:
            continue
        if not isinstance(entry, dict) or set(entry) - OPTIONAL != KEYS:
            raise RuleError(file, name, "a domain has words, countries and home, and nothing else")
        if OPTIONAL & set(entry):
            if not set(entry) >= OPTIONAL:
                raise RuleError(file, name, f"{' and '.join(sorted(OPTIONAL))} belong together: list both or none")
            fateful.add(name)
            disasters |= {word.lower() for word in entry["disasters"]}
            casualties |= {word.lower() for word in entry["casualties"]}
        if not entry["words"] or not isinstance(entry["countries"], bool) or not isinstance(entry["home"], list):
            raise RuleError(file, name, "words must list at least one word, countries is true or false, home lists sectors")
        home[name] = frozenset(entry["home"])
        if not entry["countries"]:
            stateless.add(name)
        for listed in entry["words"]:
            word = listed.removeprefix("=").lower()
            if word in words:
                raise RuleError(file, name, f"{listed!r} is a word of {words[word]} already; keep it in one place")
            words[word] = name
            if listed.startswith("="):
                bare.add(word)
    return Domains(
        words,
        frozenset(bare),
        frozenset(table["politics"]),
        frozenset(table["parties"]),
        frozenset(stateless),
        home,
        frozenset(fateful),
        frozenset(disasters),
        frozenset(casualties),
    )
