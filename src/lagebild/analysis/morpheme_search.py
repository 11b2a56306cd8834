"""HanTa's three searches, made fast, with the same results.

HanTa (Wartena 2019, "A Probabilistic Morphology Model for German Lemmatization", KONVENS) asks for each segment of a word and each tag
how likely the morpheme is. Most pairs are impossible. Here the question is turned round: each segment knows its few possible tags, so the
search visits only these. States, pruning, rounding and the order in which equals are visited are HanTa's own (version 1.2), so tags and
lemmas do not change; tests/test_morphology.py holds both against each other. Measured by benchmarks/stages.py.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

import numpy as np

State = tuple[int, int]
"""The last two tags."""
Scores = dict[int, float]
"""Tag -> log probability."""

EMPTY, START, END, UNKNOWN = 0, 1, 2, 3
END_UNKNOWN = -3
LOWEST = -1e6
KEPT_MORPHEMES = 3
"""States of a row that a word's search goes on from, and those less than 1 below the last of them."""
KEPT_WORDS = 5
WHOLE_WORD_PENALTY = 4.6
LONGEST_GUESS = 24
ANY = 0
"""Stands for "whatever end tag" where the tags that may follow are asked for."""
_NOTHING: Scores = {}
Steps = tuple[Scores, list[tuple[int, float]]]
"""What may follow a state: all tags, and those among them that morphemes never seen may have."""
Segment = tuple[Scores, Scores]
"""Scores of the tags that a segment is known to have, and guessed ones."""


class MorphemeSearch:
    """Built once from a loaded HanTa tagger, whose tables it reads and never changes."""

    def __init__(self, tagger: Any) -> None:
        self._suffixes: Mapping[int, Mapping[str, float]] = tagger.LP_s_t
        self._lengths: Mapping[int, Sequence[float]] = tagger.LP_len_t
        self._open = {tag: tagger.Int_t + once for tag, once in tagger.LP_hapax_t.items() if tag in tagger.LP_s_t}
        # HanTa counts the same endings for all tags.
        self._endings = frozenset.intersection(*(frozenset(suffixes) for suffixes in self._suffixes.values()))
        self._known: dict[str, Scores] = {}
        for tag, morphemes in tagger.LP_m_t.items():
            for morpheme, score in morphemes.items():
                self._known.setdefault(morpheme, {})[tag] = score
        self._longest = max(map(len, self._known))
        self._guesses: dict[tuple[str, int, bool], Scores] = {}
        self._following: Mapping[State, list[tuple[int, float]]] = tagger.LP_trans_nonfinal
        self._steps: dict[tuple[State, int], Steps] = {}
        self._final: Mapping[State, list[tuple[int, float]]] = tagger.LP_trans_final
        self._reachable: Mapping[int, frozenset[int]] = tagger.reachability
        self._words: Mapping[State, Mapping[int, float]] = tagger.LP_trans_word
        # Each pair of tags can be followed by each tag, in one and the same order.
        self._word_tags = [tag for tag in next(iter(self._words.values())) if tag != END]

    def tags_of_word(self, word: str) -> list[tuple[int, float]]:
        """Tags of a lower-case word with their log probabilities, the best first (HanTa's analyze_forward)."""
        table, _ = self._table(word, ANY, strict=False)
        ends: dict[State, float] = {}
        for state, score in table[-1].items():
            for tag, step in self._final.get(state, ()):
                new = (state[1], tag)
                if new not in ends or score + step > ends[new]:
                    ends[new] = score + step
        results: Scores = {}
        for (_, tag), score in ends.items():
            results[-tag] = float(np.logaddexp(results[-tag], score)) if -tag in results else score
        return sorted(results.items(), key=itemgetter(1), reverse=True) or [(UNKNOWN, 0)]

    def morphemes_of_word(self, word: str, target: int) -> list[tuple[int, int]]:
        """Tag and end of each morpheme of a lower-case word whose tag is known; `target` is its end tag (HanTa's analyze_viterbi)."""
        for strict in (True, False):
            found = self._path(word, target, strict=strict)
            if found is not None:
                return found
        return [(UNKNOWN, len(word)), (END_UNKNOWN, len(word) + 1)]

    def _table(self, word: str, target: int, *, strict: bool) -> tuple[list[dict[State, float]], list[dict[State, tuple[State, int]]]]:
        """For each place in a word: the states there with the score of the best way to each, and where that way comes from. `strict` allows
        only morphemes that HanTa knows, `target` only what can lead to this end tag."""
        table: list[dict[State, float]] = [{(EMPTY, START): 0.0}, *({} for _ in word)]
        back: list[dict[State, tuple[State, int]]] = [{} for _ in table]
        for first, row in enumerate(table[:-1]):
            bound = _bound(row, KEPT_MORPHEMES)
            segments: list[Segment] | None = None
            for state, score in row.items():
                if score < bound:
                    continue
                following, unseen = self._followers(state, target)
                if not following:
                    continue
                if segments is None:
                    segments = self._segments(word, first, strict=strict)
                origin, last = (state, first), state[1]
                for place, (known, guessed) in enumerate(segments, first + 1):
                    scores = table[place]
                    for tag, emission in known.items():
                        if tag in following:
                            total = score + following[tag] + emission
                            new = (last, tag)
                            if new not in scores or total > scores[new]:
                                scores[new] = total
                                back[place][new] = origin
                    if guessed:
                        for tag, step in unseen:
                            if tag in guessed and tag not in known:
                                total = score + step + guessed[tag]
                                new = (last, tag)
                                if new not in scores or total > scores[new]:
                                    scores[new] = total
                                    back[place][new] = origin
        return table, back

    def _path(self, word: str, target: int, *, strict: bool) -> list[tuple[int, int]] | None:
        size = len(word)
        table, back = self._table(word, target, strict=strict)
        ends: dict[State, tuple[float, State]] = {}
        for state, score in table[size].items():
            last_step = next((step for tag, step in self._final.get(state, ()) if tag == target), None)
            if last_step is not None:
                new = (state[1], target)
                if new not in ends or score + last_step > ends[new][0]:
                    ends[new] = (score + last_step, state)
        if not ends:
            return None
        _, state = max(ends.values(), key=itemgetter(0))
        path, place = [(target, size + 1)], size
        while place > 0:
            path.append((state[1], place))
            state, place = back[place][state]
        return path[::-1]

    def in_order(self, scores: Mapping[int, float]) -> list[tuple[int, float]]:
        """A word's possible tags in the order in which the search visits them; an empty mapping allows all tags."""
        return [(tag, scores.get(tag, 0.0)) for tag in self._word_tags if not scores or tag in scores]

    def tags_of_sentence(self, words: Sequence[Sequence[tuple[int, float]]]) -> list[int]:
        """The best tags of a sentence, given `in_order` for each word (HanTa's tag_sent_viterbi)."""
        row: dict[State, float] = {(EMPTY, START): 0.0}
        back: list[dict[State, State]] = []
        for possible in words:
            bound = _bound(row, KEPT_WORDS)
            target: dict[State, float] = {}
            pointers: dict[State, State] = {}
            for state, score in row.items():
                if score < bound:
                    continue
                steps = self._words[state]
                last = state[1]
                for tag, emission in possible:
                    total = score + steps[tag] + emission
                    new = (last, tag)
                    if new not in target or total > target[new]:
                        target[new] = total
                        pointers[new] = state
            row = target
            back.append(pointers)
        best, state = -math.inf, (EMPTY, EMPTY)
        for one, score in row.items():
            total = score + self._words[one].get(END, -math.inf)
            if total > best:
                best, state = total, one
        tags = []
        for pointers in reversed(back):
            tags.append(state[1])
            state = pointers[state]
        return tags[::-1]

    def _followers(self, state: State, target: int) -> Steps:
        """What may follow a state on the way to an end tag."""
        key = (state, target)
        found = self._steps.get(key)
        if found is None:
            steps = self._following.get(state, [])
            if target != ANY:
                reachable = self._reachable.get(target, frozenset())
                steps = [(tag, step) for tag, step in steps if tag in reachable]
            found = self._steps[key] = (dict(steps), [(tag, step) for tag, step in steps if tag in self._open])
        return found

    def _segments(self, word: str, first: int, *, strict: bool) -> list[Segment]:
        """For each end after `first`: the tags that the segment may have, with log probabilities."""
        known, size = self._known, len(word)
        if strict:
            return [(known.get(word[first:end], _NOTHING), _NOTHING) for end in range(first + 1, min(size, first + self._longest) + 1)]
        out = []
        for end in range(first + 1, size + 1):
            segment = word[first:end]
            guessed = self._guess(segment, whole=end - first == size) if size < 4 or end - first > 2 else _NOTHING
            out.append((known.get(segment, _NOTHING), guessed))
        return out

    def _guess(self, segment: str, *, whole: bool) -> Scores:
        """Scores of a morpheme that HanTa has never seen, by its last letters and its length; a whole word of this kind is less likely."""
        size = len(segment)
        # The longest known ending that is shorter than the segment.
        for letters in (4, 3, 2, 1):
            if size > letters and segment[-letters:] in self._endings:
                ending = segment[-letters:]
                break
        else:
            ending = ""
        key = (ending, size, whole)
        found = self._guesses.get(key)
        if found is None:
            found = self._guesses[key] = {}
            for tag, base in self._open.items():
                score = base + self._lengths[tag][min(size, LONGEST_GUESS)] + self._suffixes[tag][ending]
                if whole:
                    score -= WHOLE_WORD_PENALTY
                if score > LOWEST:
                    found[tag] = score
        return found


def _bound(row: Mapping[State, float], kept: int) -> float:
    """The score below which states of a row are given up."""
    return sorted(row.values(), reverse=True)[kept] - 1 if len(row) > kept else LOWEST
