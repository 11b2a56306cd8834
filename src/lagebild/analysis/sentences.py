"""Split a report into sentences, as code point ranges of the text as received.

Decides where a sentence ends: full stops of abbreviations, ordinals and initials do not (`full_stops`); a quotation mark that closes
after the full stop belongs to the sentence; a colon and a semicolon never end one, so what is quoted stays with who said it; an upper-case
cross-head is a sentence of its own; a blank line always ends one (`paragraphs`). It does not tokenise. A dateline
("Washington/Berlin (Reuters) - ") stays part of the first sentence; `dateline_end` tells where it stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lagebild.analysis.full_stops import FullStops
from lagebild.analysis.paragraphs import Range, paragraphs

# The second alternative of the lookahead is a missing space: "Ende.Danach", "Ende.“Danach".
_STOP = re.compile(r"""(?P<mark>[.!?…]+)(?P<closing>["“”»«'’)\]]*)(?:(?=(?P<space>\s+|$))|(?=„?(?P<glued>[A-ZÄÖÜ][a-zäöüß]\w*+)(?![.@/])))""")
_OPENING = "\"„“‚'‘»«`(["
_SIGNS = "§€$£#•*+"
"""Signs that stand before the first word or number of a sentence."""
_WORD = re.compile(r"\w+")
_BEFORE_GLUED = re.compile(r"(?:\d{4}|[^\W\d_]+(?:[-’'][^\W\d_]+)*)[%)“”\"]?")
_DATELINE = re.compile(
    r"""(?P<places>[A-ZÄÖÜ][\w.'’-]+(?:[\ /][\w.'’-]+){0,4}(?:\s*[,/]\s*[A-ZÄÖÜ][\w.'’\ -]{1,30}){0,3})  # Washington/Berlin
    (?:,\s\d{1,2}\.\s?\w+\.?(?:\s\d{4})?)?              # , 31. Januar
    (?P<agency>\s?\([\w./\s-]{2,30}\))?                  # (Reuters)
    \s?[-–—]{1,2}\s(?=["„»]?[A-ZÄÖÜ0-9])""",
    re.VERBOSE,
)


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
        self._stops = FullStops(data)

    def split(self, text: str) -> list[Boundary]:
        """All sentences of `text` in order; ranges never overlap and never begin or end with white space."""

        def divides(line: Range, following: Range) -> bool:
            return self._divides(text, line, following)

        return [
            Boundary(start, end, heading, number)
            for number, (begin, stop, heading) in enumerate(paragraphs(text, divides))
            for start, end in ([(begin, stop)] if heading else self._sentences(text, begin, stop))
        ]

    def _divides(self, text: str, line: Range, following: Range) -> bool:
        """Whether a line break between two lines ends a paragraph: a full stop that ends a sentence does, and so does a dateline after it."""
        if text[line[1] - 1] == ".":
            upcoming = _WORD.match(text, *following)
            return self._stops.ends(text, line[0], line[1] - 1, upcoming.group() if upcoming else "")
        return dateline_end(text, *following) > following[0]

    def _sentences(self, text: str, begin: int, stop: int) -> Iterator[Range]:
        start = begin
        for match in _STOP.finditer(text, begin, stop):
            end = match.end()
            if end >= stop:
                break
            if not (self._glued_ends(text, start, match) if match["glued"] else self._ends(text, start, match, stop)):
                continue
            # A straight quotation mark after the stop closes a quotation only if one is open; otherwise it opens the next sentence.
            if match["closing"] == '"' and text.count('"', start, match.end("mark")) % 2 == 0:
                end = match.end("mark")
            yield start, end
            start = end
            while start < stop and text[start].isspace():
                start += 1
        if start < stop:
            yield start, stop

    def _ends(self, text: str, start: int, match: re.Match[str], stop: int) -> bool:
        """Whether a mark with white space after it ends the sentence that began at `start`."""
        following = match.end("space")
        if following >= stop:
            return True
        if match.start() > start and text[match.start() - 1] in "[(" and match["closing"][:1] in ("]", ")"):
            # "[...]" between sentences belongs to what follows; within one, "der [...] Minister" goes on.
            opener = _WORD.match(text, following, stop)
            return match.start() - 1 > start and opener is not None and self._stops.opens(opener.group())
        upcoming, plain = text[following], match["mark"] == "." and not match["closing"]
        if upcoming.islower():
            # A small letter begins a sentence by mistake only, or in a name ("al-Anbar"); a second one tells a word from a list's "b)".
            return plain and text[following + 1 : following + 2].isalpha() and self._stops.ends_before_small(text, start, match.start())
        after = text[following + 1] if following + 1 < stop else ""
        if upcoming in "-–—":
            return bool(match["closing"]) and text[following + 2 : min(following + 3, stop)].isupper()
        if not (upcoming.isupper() or upcoming.isdigit() or upcoming in _SIGNS or (upcoming in _OPENING and not (after.islower() and upcoming != "("))):
            return False
        if not plain:
            return True
        word = _WORD.match(text, following, stop)
        return self._stops.ends(text, start, match.start(), word.group() if word else "")

    def _glued_ends(self, text: str, start: int, match: re.Match[str]) -> bool:
        """Whether a mark between two words without a space ends a sentence: not in names of sites ("Spiegel.Online")."""
        if match["mark"] not in (".", "!", "?"):
            return False
        if match["closing"]:
            return match["closing"][-1] in '"“”»«'
        word = text[max(start, match.start() - 60) : match.start()].split()[-1:]
        if not word or len(word[0]) < 2 or not _BEFORE_GLUED.fullmatch(word[0].lstrip(_OPENING)):
            return False
        return not self._stops.in_address(match["glued"]) and self._stops.ends(text, start, match.start(), match["glued"])


def dateline_end(text: str, start: int, end: int) -> int:
    """Offset where the dateline at the head of the sentence `text[start:end]` stops, `start` if there is none."""
    match = _DATELINE.match(text, start, min(end, start + 110))
    if match is None or (match["agency"] is None and len(match["places"].split()) > 4):
        return start
    return match.end()
