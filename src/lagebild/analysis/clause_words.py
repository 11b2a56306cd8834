"""The words of `clauses.toml`, from which the clause layer reads what a clause is; loaded once per language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lagebild.languages import Language
from lagebild.languages.roles import Roles


@dataclass(frozen=True)
class ClauseWords:
    """All words in small letters. Fields are named and explained as the keys of `clauses.toml`."""

    negators: frozenset[str]
    negative_determiners: tuple[str, ...]
    negative_parts: frozenset[str]
    negated_nouns: frozenset[str]
    negative_pronouns: frozenset[str]
    not_negated: frozenset[str]
    negated_adverbs: frozenset[str]
    correction: str
    without: frozenset[str]
    never_particles: frozenset[str]
    only_particles: dict[str, tuple[str, ...]]
    embedding: dict[str, str]
    purpose_openers: frozenset[str]
    quantity: frozenset[str]
    conditional_forms: frozenset[str]
    lemmas: dict[str, str]
    tags: dict[str, str]
    separating: frozenset[str]
    never_agents: frozenset[str]
    acting_endings: tuple[str, ...]
    recipient_passive: frozenset[str]
    like_infinitive: tuple[str, ...]
    with_perfect: dict[str, str]
    konjunktiv2: dict[str, str]
    past: dict[str, str]
    not_hearsay: frozenset[str]
    other_subject: frozenset[str]
    named_by_next: frozenset[str]
    roles: Roles

    @classmethod
    def of(cls, language: Language) -> ClauseWords:
        """Raises `KeyError` for a table that the file lacks."""
        data: dict[str, Any] = language.toml("clauses")
        particles, agents, readings = data["particles"], data["agents"], data["readings"]
        return cls(
            negators=frozenset(data["negators"]),
            negative_determiners=tuple(data["negative_determiners"]),
            negative_parts=frozenset(data["negative_parts"]),
            negated_nouns=frozenset(data["negated_nouns"]),
            negative_pronouns=frozenset(data["negative_pronouns"]),
            not_negated=frozenset(data["not_negated"]),
            negated_adverbs=frozenset(data["negated_adverbs"]),
            correction=data["correction"],
            without=frozenset(data["without"]),
            never_particles=frozenset(particles["never"]),
            only_particles={particle: tuple(verbs) for particle, verbs in particles["only"].items()},
            embedding=dict(data["embedding"]),
            purpose_openers=frozenset(data["openers"]["purpose"]),
            quantity=frozenset(data["openers"]["quantity"]),
            conditional_forms=frozenset(data["openers"]["conditional"]),
            lemmas=dict(data["lemmas"]),
            tags=dict(data["tags"]),
            separating=frozenset(agents["separating"]),
            never_agents=frozenset(agents["never"]),
            acting_endings=tuple(agents["endings"]),
            recipient_passive=frozenset(data["passive"]["recipient"]),
            like_infinitive=tuple(data["passive"]["like_infinitive"]),
            with_perfect=dict(readings["with_perfect"]),
            konjunktiv2=dict(readings["konjunktiv2"]),
            past=dict(readings["past"]),
            not_hearsay=frozenset(readings["not_hearsay"]),
            other_subject=frozenset(word.lower() for word in data["control"]["other_subject"]),
            named_by_next=frozenset(word.lower() for word in data["apposition"]["named_by_next"]),
            roles=Roles(language.folder / "roles.csv"),
        )
