"""Split a report into sentences, as code point ranges of the text as received.

Decides where a sentence ends: full stops of abbreviations, ordinals and initials do not; a quotation mark that closes after the
full stop belongs to the sentence; an upper-case cross-head is a sentence of its own; a blank line always ends one. It does not
tokenise. A dateline ("Washington/Berlin (Reuters) - ") stays part of the first sentence; `dateline_end` tells where it stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_STOP = re.compile(r"""(?P<mark>[.!?…]+)(?P<closing>["“”»«'’)\]]*)(?=(?P<space>\s+|$))""")
_OPENING = "\"„“‚'‘»«(["
_DATELINE = re.compile(
    r"""(?P<places>[A-ZÄÖÜ][\w.'’-]+(?:[\ /][\w.'’-]+){0,4}(?:\s*[,/]\s*[A-ZÄÖÜ][\w.'’\ -]{1,30}){0,3})  # Washington/Berlin
    (?:,\s\d{1,2}\.\s?\w+\.?(?:\s\d{4})?)?              # , 31. Januar
    (?P<agency>\s?\([\w./\s-]{2,30}\))?                  # (Reuters)
    \s?[-–—]{1,2}\s(?=["„»]?[A-ZÄÖÜ0-9])""",
    re.VERBOSE,
)
_ROMAN = re.compile(r"[IVX]+$")


@dataclass(frozen=True, slots=True)
class Boundary:
    """One sentence: offsets in code points, whether it is a cross-head, and the number of its paragraph."""

    start: int
    end: int
    heading: bool
    paragraph: int


class SentenceSplitter:
    """Built once from a language's `sentences.toml`."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._abbreviations = frozenset(data["abbreviations"])
        self._after_ordinal = frozenset(data["after_ordinal"])
        self._before_ordinal = frozenset(data["before_ordinal"])
        self._openers = frozenset(data["openers"])

    def split(self, text: str) -> list[Boundary]:
        """All sentences of `text` in order; ranges never overlap and never begin or end with white space."""
        return [
            Boundary(start, end, heading, number)
            for number, (begin, stop, heading) in enumerate(_paragraphs(text))
            for start, end in ([(begin, stop)] if heading else self._sentences(text, begin, stop))
        ]

    def _sentences(self, text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
        start = begin
        for match in _STOP.finditer(text, begin, stop):
            end = match.end()
            if end >= stop:
                break
            closing = match["closing"]
            if not self._ends(text, start, match, stop):
                continue
            # A straight quotation mark after the stop closes a quotation only if one is open; otherwise it opens the next sentence.
            if closing == '"' and text.count('"', start, match.end("mark")) % 2 == 0:
                end = match.end("mark")
            yield start, end
            start = end
            while start < stop and text[start].isspace():
                start += 1
        if start < stop:
            yield start, stop

    def _ends(self, text: str, start: int, match: re.Match[str], stop: int) -> bool:
        following = match.end("space") if match["space"] else stop
        if following >= stop:
            return True
        upcoming = text[following]
        after = text[following + 1] if following + 1 < stop else ""
        capital = upcoming.isupper() or upcoming.isdigit() or (upcoming in _OPENING and not (after.islower() and upcoming != "("))
        if not capital and upcoming not in "-–—":
            return False
        if upcoming in "-–—" and not (following + 2 < stop and text[following + 2].isupper() and match["closing"]):
            return False
        if match["mark"] != "." or match["closing"]:
            return True
        word_start = match.start()
        while word_start > start and not text[word_start - 1].isspace():
            word_start -= 1
        word = text[word_start : match.start()].lstrip("(\"„“‚»«'")
        upcoming_word = re.match(r"\w+", text[following:stop])
        return self._stop_ends(word, text[start:word_start].split()[-1:], upcoming_word.group() if upcoming_word else "")

    def _stop_ends(self, word: str, before: list[str], upcoming: str) -> bool:
        """Whether the full stop after `word` ends the sentence, given the words around it."""
        lower = word.lower()
        if lower in self._abbreviations:
            # "usw." and "etc." do end sentences when an unmistakable opener follows.
            return lower in {"usw", "etc", "v.chr", "n.chr"} and upcoming in self._openers
        if len(word) == 1 and word.isalpha():
            # An initial ("W. Amsel") or the first half of an abbreviation ("z. B.").
            return (word.islower() and len(upcoming) > 1) or upcoming in self._openers
        if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):
            return upcoming in self._openers
        if word.isdigit() and len(word) <= 2:
            if upcoming in self._after_ordinal or upcoming.isdigit():
                return False
            return not before or before[0].lower() not in self._before_ordinal or upcoming in self._openers
        if _ROMAN.match(word):
            return upcoming in self._openers
        return True


def dateline_end(text: str, start: int, end: int) -> int:
    """Offset where the dateline at the head of the sentence `text[start:end]` stops, `start` if there is none."""
    match = _DATELINE.match(text, start, min(end, start + 110))
    if match is None or (match["agency"] is None and len(match["places"].split()) > 4):
        return start
    return match.end()


def _paragraphs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Ranges of paragraphs and cross-heads: (start, end, heading), trimmed of white space."""
    block: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n\r\u2028\u2029]*(?:\r\n|[\n\r\u2028\u2029]|$)", text):
        raw = line.group()
        if raw == "" and line.start() == len(text):
            break
        body = raw.strip()
        start = line.start() + (len(raw) - len(raw.lstrip()))
        end = start + len(body)
        if not body or _is_heading(body):
            if block:
                yield block[0][0], block[-1][1], False
                block = []
            if body:
                yield start, end, True
            continue
        if block and _line_closes(text[block[-1][0] : block[-1][1]]):
            yield block[0][0], block[-1][1], False
            block = []
        block.append((start, end))
    if block:
        yield block[0][0], block[-1][1], False


def _line_closes(line: str) -> bool:
    """Whether a line break after `line` ends a paragraph: it does after final punctuation and after a short line."""
    return line[-1] in '.!?…:“”"»«)' or len(line) < 45


def _is_heading(line: str) -> bool:
    """An upper-case cross-head: "GEWERKSCHAFTEN KÜNDIGEN WEITERE STREIKS AN"."""
    letters = [c for c in line if c.isalpha()]
    return len(letters) >= 8 and line[-1] not in ".,;" and sum(c.isupper() for c in letters) >= 0.9 * len(letters)
