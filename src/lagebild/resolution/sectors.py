"""What the parties are: the sector of a role word, by itself, by the body it belongs to, or by whose colleague it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lagebild.analysis.phrases import attributes
from lagebild.languages.roles import Role, Roles
from lagebild.model import Mention, Sentence
from lagebild.resolution.compounds import CompoundReader
from lagebild.resolution.context import Memory
from lagebild.resolution.origins import NO_CONTEXT
from lagebild.resolution.pronouns import antecedent

FORMER = "ELI"
GOVERNMENT = "GOV"
_AS_A_WHOLE = frozenset({"UNO", "IGO", "NGO"})
"""Bodies whose parts and speakers have no sector, as they have none themselves; who holds an office in them has that of the office."""
_SPEAKERS = frozenset({"spokesperson", "representative", "member"})


class SectorReader:
    """Reads sectors for the resolver, which gives `nominal` to resolve the noun phrases in attributes."""

    def __init__(self, roles: Roles, compounds: CompoundReader, data: dict[str, Any], nominal: Callable[[Sentence, int, Memory], Mention | None]) -> None:
        self._roles = roles
        self._compounds = compounds
        self._former = tuple(data["former"])
        self._former_prefixes = tuple(data["former_prefixes"])
        self._delegates = frozenset(word.lower() for word in data["delegates"])
        self._colleagues = frozenset(word.lower() for word in data["colleagues"])
        self._prevailing: dict[str, list[str]] = data["prevailing"]
        self._presided: dict[str, list[str]] = data["presided"]
        self._placeless: dict[str, str] = data["placeless"]
        self._pronouns: dict[str, Any] = data["pronouns"]
        self._nominal = nominal

    def of_role(self, sentence: Sentence, head: int, role: Role, country: str | None, memory: Memory) -> str | None:
        """The sector of somebody or something with a role word; whoever speaks without a body speaks for a government."""
        if self.former(sentence, head):
            return FORMER
        if role.lemma.lower() in self._colleagues and (own := self._of_whose_colleague(sentence, head, memory)) is not None:
            return own
        if country is None and role.kind != "institution" and role.sector in self._placeless:
            return self._placeless[role.sector]
        related = self._related(sentence, head, memory) if role.sector is None or role.kind != "institution" else None
        if country in _AS_A_WHOLE and (role.office is None or role.office in _SPEAKERS) and role.sector in (None, GOVERNMENT):
            return None
        if role.sector is not None and role.sector in self._presided and role.kind != "institution":
            body = self._of_body(sentence, head, memory)
            if body is not None and body.sector in self._presided[role.sector]:
                return body.sector
        if role.sector is not None:
            return related if related in self._prevailing.get(role.sector, ()) else role.sector
        return related or (GOVERNMENT if role.kind == "person" and (role.office in _SPEAKERS or self._of_state(sentence, head, memory)) else None)

    def of_delegates(self, sentence: Sentence, head: int, country: str | None, memory: Memory) -> str | None:
        """The sector of "Vertreter", "Delegation": that of the body they belong to; a state's are its government's."""
        if sentence.tokens[head].lemma.lower() not in self._delegates:
            return None
        return self._related(sentence, head, memory) or (GOVERNMENT if country is not None and country not in NO_CONTEXT else None)

    def former(self, sentence: Sentence, head: int) -> bool:
        """Whether an office is said to be a former one."""
        if sentence.tokens[head].text.startswith(self._former_prefixes):
            return True
        # The lemma of "frühere" is "früh", so the form counts too.
        adjectives = [sentence.tokens[c] for c in sentence.children[head] if sentence.tokens[c].label == "amod"]
        return any(one.lemma.lower().startswith(self._former) or one.text.lower().startswith(self._former) for one in adjectives)

    def _of_state(self, sentence: Sentence, head: int, memory: Memory) -> bool:
        """Whether a word says of which state somebody is ("Serbenführer", "der iranische Führer"), rather than the report around it."""
        token = sentence.tokens[head]
        if self._compounds.origin(token.text, token.parts) is not None:
            return True
        here = memory.mentions[-1] if memory.mentions else {}
        return any(child in here and here[child].kind == "adjective" for child in sentence.children[head])

    def _of_whose_colleague(self, sentence: Sentence, head: int, memory: Memory) -> str | None:
        owner = next((child for child in sentence.children[head] if sentence.tokens[child].tag.startswith("PPOSAT")), None)
        found = antecedent(sentence, owner, memory.mentions, self._pronouns) if owner is not None else None
        return found.sector if found is not None else None

    def _of_body(self, sentence: Sentence, head: int, memory: Memory) -> Mention | None:
        """The body that an office belongs to by its genitive or "von"."""
        for child, prep in attributes(sentence, head):
            if prep in (None, "von") and (found := memory.mentions[-1].get(child) or self._nominal(sentence, child, memory)) is not None:
                return found
        return None

    def _related(self, sentence: Sentence, head: int, memory: Memory) -> str | None:
        """Sector of the body that a relational role belongs to ("Sprecher der Rebellen", "Polizeisprecher")."""
        if (body := self._of_body(sentence, head, memory)) is not None:
            return body.sector
        parts = sentence.tokens[head].parts
        first = sentence.tokens[head].text.split("-")[0] if "-" in sentence.tokens[head].text else (parts[0].capitalize() if parts else "")
        role = self._roles.find(first, first) if first else None
        if role is not None:
            return role.sector
        origin = self._compounds.origin(sentence.tokens[head].text, parts)
        return origin[1] if origin else None
