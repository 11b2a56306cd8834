"""Reading a parsed sentence: dependents by label, prepositions, coordination. Token numbers count within the sentence."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.model import Sentence

CONTRACTED = {
    "am": "an",
    "ans": "an",
    "im": "in",
    "ins": "in",
    "zum": "zu",
    "zur": "zu",
    "beim": "bei",
    "vom": "von",
    "aufs": "auf",
    "fürs": "für",
    "übers": "über",
    "ums": "um",
    "durchs": "durch",
    "unterm": "unter",
    "überm": "über",
    "hinterm": "hinter",
    "vors": "vor",
    "vorm": "vor",
    "seitens": "von",
    "gegenüber": "gegenüber",
    "mittels": "mit",
    "mitsamt": "mit",
    "samt": "mit",
    "mithilfe": "mit",
}
NOMINAL_TAGS = ("NN", "NE", "NNA", "NNI", "FM", "CARD", "PPER", "PDS", "PIS", "PRELS", "PWS", "PPOSS", "TRUNC", "PRF", "XY")


def dependents(sentence: Sentence, token: int, *labels: str) -> Iterator[int]:
    """Numbers of the token's dependents that carry one of the labels, ascending."""
    tokens = sentence.tokens
    return (child for child in sentence.children[token] if tokens[child].label in labels)


def preposition(sentence: Sentence, token: int) -> str | None:
    """The preposition (or postposition) that governs a noun, lower case, without its article ("zum" -> "zu"); None if bare."""
    for child in dependents(sentence, token, "case"):
        word = sentence.tokens[child].text.lower()
        return CONTRACTED.get(word, word)
    return None


def coordinated(sentence: Sentence, token: int) -> list[int]:
    """A noun and the nouns coordinated with it ("Polen, Estland und die USA"), ascending; conjoined clauses are left out."""
    found = [token]
    for child in dependents(sentence, token, "conj"):
        if sentence.tokens[child].tag.startswith(NOMINAL_TAGS) or sentence.tokens[child].tag.startswith("ADJ"):
            found += coordinated(sentence, child)
    return sorted(found)


def is_relative(sentence: Sentence, token: int) -> bool:
    """Whether the token is a relative pronoun or stands in a phrase with a relative determiner ("dessen Partei")."""
    tag = sentence.tokens[token].tag
    if tag.startswith("PREL"):
        return True
    return any(sentence.tokens[child].tag.startswith("PRELAT") for child in sentence.children[token])
