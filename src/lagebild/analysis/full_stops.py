"""Whether a full stop ends its sentence: abbreviations, titles, initials, ordinals, Roman numerals, months. Words are data (`sentences.toml`)."""

from __future__ import annotations

import re
from typing import Any

_LETTERS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_NUMBER = re.compile(r"(?:\d{1,3}\.?[-–/])?(\d{1,3})")
_ROMAN = re.compile(r"[IVX]+")
_DAY = re.compile(r"\d{1,2}\.")
_BEFORE_WORD = "(\"„“‚»«'["
SHORTEST_WORD = 5
"""Letters: a small word this long that is no known abbreviation is an ordinary word, so its stop ends the sentence whatever follows."""


class FullStops:
    """Judges one full stop at a time by the word it follows, the word before that, and the word after it."""

    def __init__(self, data: dict[str, Any]) -> None:
        # "z. B." is looked up as "z.b", however it is spaced.
        self._abbreviations = frozenset(word.replace(" ", "") for word in data["abbreviations"])
        self._may_end = frozenset(data["may_end"])
        self._titles = frozenset(data["titles"])
        self._before_number = frozenset(data["before_number"])
        self._months = frozenset(data["months"])
        self._after_ordinal = frozenset(data["after_ordinal"])
        self._before_ordinal = frozenset(data["before_ordinal"])
        self._particles = frozenset(data["particles"])
        self._after_dot = frozenset(data["after_dot"])
        self._openers = frozenset(data["openers"])

    def opens(self, word: str) -> bool:
        """Whether a capitalised word opens sentences and never continues a phrase."""
        return word in self._openers

    def in_address(self, word: str) -> bool:
        """Whether a capitalised word directly after a stop is the end of an address or a site's name ("Spiegel.Online")."""
        return word in self._after_dot

    def ends(self, text: str, start: int, at: int, upcoming: str) -> bool:
        """Whether the stop at offset `at` ends the sentence that began at `start`; `upcoming` is the next word, "" if none is."""
        word, before = _two_words(text, start, at)
        known = self._abbreviation(word, before, upcoming)
        if known is not None:
            return known
        if _LETTERS.fullmatch(word) and (len(word) == 1 or "." in word):
            # An initial ("W. Amsel"), "U.S.", or a part of an abbreviation ("v. Chr.").
            return upcoming in self._openers
        if number := _NUMBER.fullmatch(word):
            return self._number_ends(number[1], before.lower(), upcoming)
        if word in self._months and upcoming[:1].isdigit():
            return not _DAY.fullmatch(before)
        if _ROMAN.fullmatch(word):
            return upcoming in self._openers
        return True

    def ends_before_small(self, text: str, start: int, at: int) -> bool:
        """Whether the stop at offset `at` ends the sentence although a small letter follows: only after an ordinary word."""
        word, before = _two_words(text, start, at)
        if word in self._particles:
            return True
        return len(word) >= SHORTEST_WORD and word.isalpha() and word.islower() and self._abbreviation(word, before, "") is None

    def _abbreviation(self, word: str, before: str, upcoming: str) -> bool | None:
        """Whether the stop after an abbreviation ends the sentence; None if the word is none."""
        last = word.rpartition("-")[2]
        if last in self._titles:
            # No name looks like "Der": where it follows, "Gen" was a noun.
            return upcoming in self._openers
        lower = last.lower()
        if lower in self._before_number:
            # "Art. 5", but "Verträge dieser Art. Offiziell ..."
            return False if upcoming[:1].isdigit() or _ROMAN.fullmatch(upcoming) else None
        for form in (before.lower() + lower if before.endswith(".") else lower, lower):
            if form in self._abbreviations:
                return form in self._may_end and upcoming in self._openers
        return None

    def _number_ends(self, number: str, before: str, upcoming: str) -> bool:
        if upcoming in self._after_ordinal:
            return False
        if len(number) == 3:
            return True
        if upcoming.isdigit():
            return False
        return before not in self._before_ordinal or upcoming in self._openers


def _two_words(text: str, start: int, at: int) -> tuple[str, str]:
    """The word that ends at offset `at`, and the one before it, not looking before `start`."""
    pieces = text[max(start, at - 80) : at].rsplit(maxsplit=2)
    word = pieces[-1] if pieces and not text[at - 1].isspace() else ""
    return word.lstrip(_BEFORE_WORD), pieces[-2].lstrip(_BEFORE_WORD) if len(pieces) > 1 and word else ""
