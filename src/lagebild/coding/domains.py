"""What is no politics although its words could be: "Angriff" in a match report, "fordern" in a film review.

A report, or a long paragraph of it, whose sentences mostly speak of such a field is of that field. Whether an act told there counts, its participants
decide: a minister, a court, an army, a union, a state.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lagebild.languages.domains import Domains
from lagebild.model import Document, Mention, Sentence

FEWEST_SENTENCES = 2
"""So many sentences must hold a word of a domain; one can be a figure of speech."""
SMALLEST_SHARE = 0.15
"""And so large a share of the sentences. Measured: reports on politics stay far below, reports on sport, film or phones are above."""
WEIGHT = 1.5
"""A sentence on a domain weighs so much against one with a party of politics: a court or a ministry stands in many a report on companies."""
SMALLEST_POLITICS = 0.12
"""A report with a smaller share of sentences in which a party of politics stands is none on politics (measured: those have 0.2 at least) ..."""
FEWEST_TO_TELL = 6
"""... if it has so many sentences; of fewer nothing can be told."""
PRIVATE = "private life"
"""The verdict on a report that names no domain and hardly a party of politics."""
LONG_PARAGRAPH = 8
"""A paragraph of so many sentences is judged by itself; shorter ones with their report."""
_POWERS = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "ISM"})
"""Country codes of organisations whose acts are political anywhere."""


Told = tuple[str | None, frozenset[str]]
"""Of a sentence: the domain that its nouns name, and the sectors of politics whose parties stand in it."""


class DomainReader:
    """Built once over a language's domains."""

    def __init__(self, domains: Domains) -> None:
        self._domains = domains

    def read(self, document: Document) -> list[str | None]:
        """For each sentence the domain that it is told in, None where that is politics or anything else that is reported."""
        told = [self._told(document, sentence) for sentence in document.sentences]
        whole = self._verdict(told) or _private(told)
        paragraphs: dict[int, list[int]] = {}
        for sentence in document.sentences:
            paragraphs.setdefault(sentence.paragraph, []).append(sentence.number)
        out: list[str | None] = [whole] * len(told)
        for numbers in paragraphs.values():
            if len(numbers) >= LONG_PARAGRAPH:
                part = [told[number] for number in numbers]
                verdict = self._verdict(part) or (whole if _politics(part) < SMALLEST_POLITICS * len(part) else None)
                for number in numbers:
                    out[number] = verdict
        return out

    def _told(self, document: Document, sentence: Sentence) -> Told:
        found: Counter[str] = Counter()
        inside = set()
        for number, token in enumerate(sentence.tokens):
            if token.tag.startswith(("N", "FM")):
                domain = self._domains.of(token.lemma.lower(), token.text.lower(), token.parts)
                if domain is not None:
                    found[domain] += 1
                    inside.add(number)
        mentions = document.mentions[sentence.number] if document.mentions else {}
        sectors = {
            one.sector
            for head, one in mentions.items()
            if one.sector in self._domains.politics and head not in inside and one.kind != "compound" and not one.how.startswith("pronoun")
        }
        return (min(found, key=lambda name: (-found[name], name)) if found else None), frozenset(sector for sector in sectors if sector)

    def _verdict(self, told: list[Told]) -> str | None:
        """The domain of some sentences, if enough of them name one, and not many more have a party of politics in them."""
        counts = Counter(domain for domain, _ in told if domain is not None)
        total = counts.total()
        if total < FEWEST_SENTENCES or total < SMALLEST_SHARE * len(told):
            return None
        domain = min(counts, key=lambda name: (-counts[name], name))
        return domain if WEIGHT * total > _politics(told, self._domains.home[domain]) else None

    def is_fate(self, domain: str) -> bool:
        """Whether what is told in a domain is nobody's deed."""
        return domain in self._domains.fateful

    def tells_disaster(self, sentence: Sentence) -> bool:
        """Whether a sentence names something that kills and is no attack."""
        nouns = (token for token in sentence.tokens if token.tag.startswith("N"))
        disasters = self._domains.disasters
        return any(
            token.lemma.lower() in disasters or token.text.lower() in disasters or (token.parts[-1:] and token.parts[-1] in disasters) for token in nouns
        )

    def is_casualty(self, lemma: str) -> bool:
        """Whether a word only says who died or was hurt."""
        return lemma.lower() in self._domains.casualties

    def is_political(self, domain: str, participants: Iterable[Mention]) -> bool:
        """Whether a party of politics takes part in an act told in a domain."""
        return any(self._is_party(domain, one) for one in participants)

    def _is_party(self, domain: str, one: Mention) -> bool:
        if (one.sector in self._domains.parties and one.sector not in self._domains.home.get(domain, ())) or one.country in _POWERS:
            return True
        state = one.sector is None and one.country is not None and one.kind in ("actor", "group")
        return state and domain not in self._domains.stateless


def _private(told: list[Told]) -> str | None:
    """The verdict on a whole report in which hardly a party of politics stands."""
    return PRIVATE if len(told) >= FEWEST_TO_TELL and _politics(told) < SMALLEST_POLITICS * len(told) else None


def _politics(told: list[Told], home: frozenset[str] = frozenset()) -> int:
    """Sentences with a party of politics, without the sectors that are at home in a domain."""
    return sum(bool(sectors - home) for _, sectors in told)
