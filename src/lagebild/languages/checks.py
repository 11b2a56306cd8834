"""Consistency of a language folder: rules that name real types, statuses and modes, ids that tell their type."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.languages.domains import Domains
from lagebild.languages.language import Language
from lagebild.languages.roles import Roles
from lagebild.languages.rules import Rule

STATUSES = frozenset({"actual", "future", "hypothetical", "negated", "historical"})
TYPES = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST"}) | frozenset(
    {"SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)


STATES = frozenset({"clause", "bare", "nominal", "phrase", "passive"})
"""What `analysis/tiger.py` knows of a word besides its tag."""


def check_language(language: Language) -> list[str]:
    """Findings, one line each; raises `RuleError` or `CodebookError` for a file that cannot be loaded."""
    for name in (
        "sentences",
        "verbs",
        "nouns",
        "clauses",
        "status",
        "speech",
        "moments",
        "calendar",
        "actors",
        "participants",
        "places",
        "topics",
        "language",
        "labels_ud",
        "labels_tiger",
    ):
        language.toml(name)
    sectors = Roles(language.folder / "roles.csv").sectors
    rules = [finding for rule in language.rules for finding in (*_rule(rule, language.code), *undefined_sectors(rule, sectors))]
    return [*rules, *_duplicates(language), *_labels(language)]


def undefined_sectors(rule: Rule, known: frozenset[str]) -> Iterator[str]:
    """Findings for conditions on sectors that no role has: such a condition would never hold."""
    for slot, fillers in (*rule.required, *rule.forbidden):
        for sector in sorted({one for filler in fillers for one in filler.sectors} - known):
            yield f"{rule.file}, {rule.id}: {sector!r} in the condition on {slot} is no sector of any role; use one of {', '.join(sorted(known))}"


def _domains(domains: Domains, known: frozenset[str]) -> Iterator[str]:
    """Findings for sectors that no role has: nobody would ever be of them."""
    for sector in sorted(domains.politics.union(domains.parties, *domains.home.values()) - known):
        yield f"domains.toml: {sector!r} is no sector of any role; use one of {', '.join(sorted(known))}"


def _rule(rule: Rule, code: str) -> Iterator[str]:
    where = f"{rule.file}, {rule.id}"
    if rule.type not in TYPES:
        yield f"{where}: {rule.type} is no event type"
    if not rule.id.startswith(f"{code}.{rule.type.lower()}."):
        yield f"{where}: the id must begin with {code}.{rule.type.lower()}."
    if rule.status is not None and rule.status not in STATUSES:
        yield f"{where}: {rule.status!r} is no status; use one of {', '.join(sorted(STATUSES))}"
    for example in rule.examples:
        for side in ("actors", "recipients"):
            for words in example.get(side, ()):
                if words not in example["text"]:
                    yield f"{where}: {words!r} does not stand in the example {example['text']!r}"


def _labels(language: Language) -> Iterator[str]:
    """Findings for label tables that lead to a label which the clause layer does not know, or name a group of tags that is not there."""
    ud, tiger = language.toml("labels_ud"), language.toml("labels_tiger")
    known = frozenset(ud["reduced"])
    targets = [("labels_ud.toml", key, label) for key, label in ud["labels"].items()]
    targets += [("labels_tiger.toml", key, label) for key, label in tiger["labels"].items()]
    targets += [("labels_tiger.toml", "/".join(one["tiger"]), one["reduced"]) for one in tiger["rule"]]
    for file, key, label in targets:
        if label not in known:
            yield f"{file}, {key}: {label!r} is no reduced label; use one of {', '.join(sorted(known))}"
    kinds = frozenset(tiger["groups"]) | STATES
    for one in tiger["rule"]:
        for kind in sorted({*one.get("own", ()), *one.get("head", ())} - kinds):
            yield f"labels_tiger.toml, {'/'.join(one['tiger'])}: {kind!r} is no group of tags and no state; use one of {', '.join(sorted(kinds))}"
        for label in sorted(set(one["tiger"]) - set(tiger["labels"])):
            yield f"labels_tiger.toml: {label!r} has a rule, but no line under [labels]; add one"


def _duplicates(language: Language) -> Iterator[str]:
    seen: dict[tuple[object, ...], str] = {}
    for rule in language.rules:
        for anchor in rule.anchors:
            key = (rule.kind, anchor, rule.type, rule.required, rule.forbidden)
            if key in seen and seen[key] != rule.id:
                yield f"{rule.file}, {rule.id}: {anchor!r} stands under the same conditions in {seen[key]}; keep one"
            seen[key] = rule.id
