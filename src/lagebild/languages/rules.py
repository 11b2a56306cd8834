"""Coding rules as data: the records of `events/*.toml` and the loader that refuses what is not a rule.

The format is described in docs/rules.md. Every message of `RuleError` names file, rule and remedy.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lagebild.errors import RuleError

RULE_KEYS = frozenset(
    {"id", "verb", "noun", "adjective", "modal", "except", "with", "without", "actor", "recipient", "mode", "status", "opaque", "example", "counter", "gloss"}
)
EXAMPLE_KEYS = frozenset({"text", "trigger", "actors", "recipients", "mode", "status", "published"})
COUNTER_KEYS = frozenset({"text", "why"})
MODE_KEYS = frozenset({"name", "trigger", "words"})
SLOTS = frozenset(
    {
        "subject",
        "object",
        "dative",
        "genitive",
        "reflexive",
        "clause",
        "complement",
        "adverb",
        "possessive",
        "adjective",
        "compound",
        "verb",
        "negation",
        "modal",
        "reading",
    }
)


@dataclass(frozen=True, slots=True)
class Filler:
    """One allowed filler of a slot: a class (ACTOR, POWER, NOACTOR, ANY, NONE), an actor of certain sectors (`person`: a person among them),
    or a lemma; `bare` forbids compounds."""

    word: str
    bare: bool = False
    sectors: frozenset[str] = frozenset()
    person: bool = False

    @property
    def is_class(self) -> bool:
        return self.word in {"ACTOR", "POWER", "NOACTOR", "ANY", "NONE"}


@dataclass(frozen=True, slots=True)
class ModeCue:
    """Words that give a type its mode: stems of the trigger, or words among arguments and content."""

    name: str
    trigger: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A lexical anchor in a construction; see docs/rules.md for each field."""

    id: str
    file: str
    type: str
    kind: str
    """verb | noun | adjective | modal"""
    anchors: tuple[str, ...]
    exceptions: frozenset[str]
    required: tuple[tuple[str, tuple[Filler, ...]], ...]
    forbidden: tuple[tuple[str, tuple[Filler, ...]], ...]
    actor: tuple[tuple[str, ...], ...]
    recipient: tuple[tuple[str, ...], ...]
    mode: str | None
    """None where the type's mode cues decide; "" where the rule says that there is none."""
    status: str | None
    opaque: bool
    examples: tuple[dict[str, Any], ...]
    counters: tuple[dict[str, Any], ...]

    @property
    def specificity(self) -> tuple[int, int]:
        """More conditions first; lexical conditions weigh more than classes."""
        lexical = sum(all(not filler.is_class for filler in fillers) for _, fillers in self.required)
        return 2 * lexical + len(self.required), len(self.forbidden)


@dataclass(frozen=True, slots=True)
class TypeRules:
    """One rule file: its event type, mode cues and rules."""

    file: str
    type: str
    modes: tuple[ModeCue, ...]
    rules: tuple[Rule, ...]


def load_rules(folder: Path) -> tuple[TypeRules, ...]:
    """All rule files of a folder in the order of their names. Raises `RuleError` for the first thing that is wrong."""
    seen: dict[str, str] = {}
    out = []
    for path in sorted(folder.glob("*.toml")):
        one = _load_file(path)
        for rule in one.rules:
            if rule.id in seen:
                raise RuleError(path.name, rule.id, f"the id is used in {seen[rule.id]} already; choose another, ids are never shared")
            seen[rule.id] = path.name
        out.append(one)
    return tuple(out)


def _load_file(path: Path) -> TypeRules:
    try:
        data = tomllib.loads(path.read_text(encoding="utf8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(path.name, "-", f"not valid TOML: {error}") from error
    unknown = set(data) - {"type", "opaque", "mode", "rule"}
    if unknown:
        raise RuleError(path.name, "-", f"unknown field {sorted(unknown)[0]!r}; a rule file has type, opaque, [[mode]] and [[rule]]")
    if not isinstance(data.get("type"), str):
        raise RuleError(path.name, "-", 'the first line must be type = "..."')
    modes = []
    for mode in data.get("mode", []):
        if set(mode) - MODE_KEYS or "name" not in mode:
            raise RuleError(path.name, str(mode.get("name", "-")), "a [[mode]] has name, trigger and words")
        modes.append(ModeCue(mode["name"], frozenset(w.lower() for w in mode.get("trigger", [])), frozenset(w.lower() for w in mode.get("words", []))))
    rules = tuple(_rule(path.name, data["type"], bool(data.get("opaque", False)), entry) for entry in data.get("rule", []))
    return TypeRules(path.name, data["type"], tuple(modes), rules)


def _rule(file: str, event_type: str, opaque: bool, entry: dict[str, Any]) -> Rule:
    name = str(entry.get("id", "-"))
    unknown = set(entry) - RULE_KEYS
    if unknown:
        raise RuleError(file, name, f"unknown field {sorted(unknown)[0]!r}; allowed are {', '.join(sorted(RULE_KEYS))}")
    kinds = [kind for kind in ("verb", "noun", "adjective", "modal") if kind in entry]
    if len(kinds) != 1:
        raise RuleError(file, name, "give exactly one of verb, noun, adjective, modal")
    if not entry.get("example"):
        raise RuleError(file, name, "add an [[rule.example]]: a rule without an example is not loaded")
    if not entry.get("counter"):
        raise RuleError(file, name, "add a [[rule.counter]]: a rule without a counter-example is not loaded")
    for examples, keys in ((entry["example"], EXAMPLE_KEYS), (entry["counter"], COUNTER_KEYS)):
        for one in examples:
            if set(one) - keys or "text" not in one:
                raise RuleError(file, name, f"an example has only {', '.join(sorted(keys))}; found {sorted(set(one) - keys) or 'no text'}")
    anchors = entry[kinds[0]]
    if not anchors or not all(isinstance(anchor, str) and anchor for anchor in anchors):
        raise RuleError(file, name, f"{kinds[0]} must list at least one word")
    return Rule(
        id=name,
        file=file,
        type=event_type,
        kind=kinds[0],
        anchors=tuple(anchors),
        exceptions=frozenset(word.lower() for word in entry.get("except", [])),
        required=_conditions(file, name, entry.get("with", {})),
        forbidden=_conditions(file, name, entry.get("without", {})),
        actor=_slots(file, name, entry.get("actor", [])),
        recipient=_slots(file, name, entry.get("recipient", [])),
        mode=entry.get("mode"),
        status=entry.get("status"),
        opaque=entry.get("opaque", opaque),
        examples=tuple(entry["example"]),
        counters=tuple(entry["counter"]),
    )


def _conditions(file: str, rule: str, table: dict[str, list[str]]) -> tuple[tuple[str, tuple[Filler, ...]], ...]:
    out = []
    for slot, words in table.items():
        _check_slot(file, rule, slot)
        if isinstance(words, str):
            raise RuleError(file, rule, f"the condition on {slot} must be a list")
        out.append((slot, tuple(_filler(word) for word in words)))
    return tuple(out)


def _filler(word: str) -> Filler:
    for prefix in ("ACTOR:", "PERSON:"):
        if word.startswith(prefix):
            return Filler(word, sectors=frozenset(word.removeprefix(prefix).split("|")), person=prefix == "PERSON:")
    return Filler(word[1:], bare=True) if word.startswith("=") else Filler(word)


def _slots(file: str, rule: str, slots: list[str]) -> tuple[tuple[str, ...], ...]:
    out = []
    for slot in slots:
        names = tuple(name.strip() for name in slot.split("|"))
        for name in names:
            _check_slot(file, rule, name)
        out.append(names)
    return tuple(out)


def _check_slot(file: str, rule: str, slot: str) -> None:
    base = slot.removesuffix(":attribute")
    if base not in SLOTS and not (base.startswith("pp:") and len(base) > 3):
        raise RuleError(file, rule, f"unknown slot {slot!r}; slots are {', '.join(sorted(SLOTS))}, pp:<preposition>, each also with :attribute")
