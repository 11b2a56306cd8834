"""Is a text in a language that Lagebild codes: by its function words, which need no library and no model."""

from __future__ import annotations

import re
from functools import cache

from lagebild.languages import load_language

FEWEST_WORDS = 12
"""Shorter texts are not judged: a headline may hold no function word at all."""
LEAST_SHARE = 0.06
"""German news has 0.25 and more of its running words in the list; telegraphic agency style stays above 0.1."""


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(words) for code, words in load_language("de").toml("language")["function_words"].items()}


def detect(text: str) -> str | None:
    """ISO 639-1 code of the language whose function words are most frequent; None if the text is too short or none stands out."""
    words = re.findall(r"[^\W\d_]+", text[:20_000].lower())
    if len(words) < FEWEST_WORDS:
        return None
    shares = {code: sum(word in known for word in words) / len(words) for code, known in _function_words().items()}
    best = max(sorted(shares), key=lambda code: shares[code])
    return best if shares[best] >= LEAST_SHARE else "und"
