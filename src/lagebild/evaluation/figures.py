"""The figures: precision, recall and F1 of event mentions, shares of right fields, by type and status, with intervals.

A mention is a sentence and an event type. Gold and coded mentions of one sentence and type are paired one to one, those first that agree in
most of actors, recipients, status and mode, then in the order of the files. Figures are micro-averaged over mentions.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lagebild.evaluation.annotation import Annotation, overlap, same_source, words
from lagebild.model import STATUSES

ROUNDS, LOWER, UPPER = 500, 0.025, 0.975
"""Resamples of the reports, and the ends of the 95 % interval among them."""
SEED = 0

FIGURES = ("event", "roles", "full")
SHARES = ("status", "mode", "attribution", "date", "place")

Pair = tuple[Annotation, Annotation]


class Rate(NamedTuple):
    """Mentions in gold, coded, and both; the interval is that of F1, None where there is nothing to count. Of a single report it is a point."""

    gold: int
    coded: int
    hits: int
    interval: tuple[float, float] | None = None

    @property
    def precision(self) -> float:
        return self.hits / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 without a hit."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.hits else 0.0


class Share(NamedTuple):
    """Matched mentions for which a field is asked, and those of them that have it right."""

    matched: int
    right: int

    @property
    def value(self) -> float:
        """The share; 0 where nothing is matched."""
        return self.right / self.matched if self.matched else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one set of reports."""

    reports: int
    gold: int
    coded: int
    rates: dict[str, Rate]
    """event: sentence and type; roles: and the countries of both sides; full: and the status."""
    shares: dict[str, Share]
    """Of the matched mentions the right status, mode, attribution; date and place where gold has one."""
    types: dict[str, Rate]
    statuses: dict[str, Rate]
    """Mentions of one status: a hit has the sentence, the type and the status right."""
    confusions: tuple[tuple[str, str, int], ...]
    """Gold type, coded type, how often: mentions left unmatched on the same words of one sentence, most frequent first."""


def pairs(gold: Sequence[Annotation], coded: Sequence[Annotation]) -> list[tuple[int, int]]:
    """One-to-one pairs of indices into `gold` and `coded`."""
    groups: dict[tuple[str, int | None, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, one in enumerate(gold):
        groups[one.key][0].append(number)
    for number, one in enumerate(coded):
        groups[one.key][1].append(number)
    found = []
    for wanted, offered in groups.values():
        ranked = sorted(((i, j) for i in wanted for j in offered), key=lambda ij: (-_agreement(gold[ij[0]], coded[ij[1]]), ij))
        used_gold: set[int] = set()
        used_coded: set[int] = set()
        for i, j in ranked:
            if i not in used_gold and j not in used_coded:
                used_gold.add(i)
                used_coded.add(j)
                found.append((i, j))
    return found


def _agreement(one: Annotation, other: Annotation) -> int:
    return (one.actors == other.actors) + (one.recipients == other.recipients) + (one.status == other.status) + (one.mode == other.mode)


def evaluate(names: Iterable[str], gold: Sequence[Annotation], coded: Sequence[Annotation]) -> Evaluation:
    """Figures over the reports called `names`; events of other reports must not be among the arguments."""
    matched = pairs(gold, coded)
    hits = [(gold[i], coded[j]) for i, j in matched]
    roles = [(g, c) for g, c in hits if g.actors == c.actors and g.recipients == c.recipients]
    full = [(g, c) for g, c in roles if g.status == c.status]
    resample = _Resampling(sorted(names))
    types = sorted({one.type for one in gold} | {one.type for one in coded})
    return Evaluation(
        reports=len(resample.names),
        gold=len(gold),
        coded=len(coded),
        rates={name: resample.rate(gold, coded, kept) for name, kept in zip(FIGURES, (hits, roles, full), strict=True)},
        shares=_shares(hits),
        types={
            name: resample.rate([e for e in gold if e.type == name], [e for e in coded if e.type == name], [x for x in hits if x[0].type == name])
            for name in types
        },
        statuses={
            name: resample.rate(
                [e for e in gold if e.status == name], [e for e in coded if e.status == name], [x for x in hits if x[0].status == x[1].status == name]
            )
            for name in STATUSES
        },
        confusions=_confusions(gold, coded, matched),
    )


def _shares(hits: Sequence[Pair]) -> dict[str, Share]:
    dated, placed = [x for x in hits if x[0].date], [x for x in hits if x[0].place]
    return {
        "status": Share(len(hits), sum(g.status == c.status for g, c in hits)),
        "mode": Share(len(hits), sum(g.mode == c.mode for g, c in hits)),
        "attribution": Share(len(hits), sum(same_source(g.source, c.source) for g, c in hits)),
        "date": Share(len(dated), sum(g.date == c.date for g, c in dated)),
        "place": Share(len(placed), sum(bool(g.place and c.place) and overlap(g.place or "", c.place or "") for g, c in placed)),
    }


class _Resampling:
    """Bootstrap over reports: the same seeded resamples for every figure."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        rng = random.Random(SEED)
        self._draws = [Counter(rng.choice(names) for _ in names) for _ in range(ROUNDS)]

    def rate(self, gold: Sequence[Annotation], coded: Sequence[Annotation], hits: Sequence[Pair]) -> Rate:
        """The rate with its 95 % interval of F1."""
        whole = Rate(len(gold), len(coded), len(hits))
        if not (gold or coded):
            return whole
        wanted, offered, found = (Counter(one.doc for one in some) for some in (gold, coded, [g for g, _ in hits]))
        values = sorted(Rate(_total(wanted, draw), _total(offered, draw), _total(found, draw)).f1 for draw in self._draws)
        return whole._replace(interval=(values[int(LOWER * ROUNDS)], values[int(UPPER * ROUNDS)]))


def _total(counts: Counter[str], draw: Counter[str]) -> int:
    return sum(counts[name] * times for name, times in draw.items() if name in counts)


def confused(gold: Sequence[Annotation], coded: Sequence[Annotation], matched: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Unmatched gold events (indices) that were coded as another type: an unmatched coded event on a word of the same trigger, one to one."""
    free = set(range(len(coded))) - {j for _, j in matched}
    by_sentence: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    for j in sorted(free):
        by_sentence[coded[j].doc, coded[j].sentence].append(j)
    taken = {i for i, _ in matched}
    found: dict[int, int] = {}
    for i, one in enumerate(gold):
        if i in taken:
            continue
        offered = by_sentence.get((one.doc, one.sentence), [])
        match = next((j for j in offered if words(coded[j].trigger) & words(one.trigger)), None)
        if match is not None:
            offered.remove(match)
            found[i] = match
    return found


def _confusions(gold: Sequence[Annotation], coded: Sequence[Annotation], matched: Sequence[tuple[int, int]]) -> tuple[tuple[str, str, int], ...]:
    counts = Counter((gold[i].type, coded[j].type) for i, j in confused(gold, coded, matched).items())
    return tuple((wanted, given, count) for (wanted, given), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
