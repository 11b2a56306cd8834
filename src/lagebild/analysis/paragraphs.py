"""Divide a text into paragraphs and cross-heads by its line breaks, before sentences are looked for.

A blank line always divides. A single line break may be one of a text wrapped at a fixed width, where sentences run on over it, or the end
of a paragraph, a headline, a line of a list: the lines on both sides decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_LINE = re.compile(r"[^\n\r\u2028\u2029]*(?:\r\n|[\n\r\u2028\u2029]|$)")
SHORT, WIDE = 45, 120
"""Characters: a shorter line was not broken for want of room; a text with a longer line is not wrapped at all."""

Range = tuple[int, int]


def paragraphs(text: str, divides: Callable[[Range, Range], bool]) -> Iterator[tuple[int, int, bool]]:
    """Ranges of paragraphs and cross-heads: (start, end, heading), trimmed of white space.

    `divides` is asked about two neighbouring lines of which nothing here says that a sentence cannot run on over their line break.
    """
    block: list[Range] = []
    for match in _LINE.finditer(text):
        raw = match.group()
        if raw == "" and match.start() == len(text):
            break
        body = raw.strip()
        start = match.start() + (len(raw) - len(raw.lstrip()))
        line = (start, start + len(body))
        if not body or is_heading(body):
            if block:
                yield block[0][0], block[-1][1], False
                block = []
            if body:
                yield *line, True
            continue
        if block and (_line_closes(text[slice(*block[-1])], body) or divides(block[-1], line)):
            yield block[0][0], block[-1][1], False
            block = []
        block.append(line)
    if block:
        yield block[0][0], block[-1][1], False


def is_heading(line: str) -> bool:
    """An upper-case cross-head: "GEWERKSCHAFTEN KÜNDIGEN WEITERE STREIKS AN"."""
    letters = [c for c in line if c.isalpha()]
    return len(letters) >= 8 and line[-1] not in ".,;" and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def _line_closes(line: str, following: str) -> bool:
    """Whether the line break after `line` ends a paragraph whatever the words: after final marks, a short line, in a text that is not wrapped."""
    if line[-1] in '!?…:“”"»«)':
        return True
    if line[-1] == "," or following[0].islower():
        return False
    return len(line) < SHORT or len(line) > WIDE or len(following) > WIDE
