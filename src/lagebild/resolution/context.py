"""Which country a report is speaking of at a given place: what "die Regierung" or "die Polizei" belongs to.

Every mention of a state (name, adjective, people, seat, known person) votes for its country; votes of the same sentence count most,
earlier sentences fade, later ones count little. The weights were chosen on one half of the development reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from lagebild.codebook import Name
from lagebild.model import Mention, Sentence, Token

SAME_SENTENCE = 1.6
FADE = 0.72
LATER = 0.12
WHOLE_REPORT = 0.22
NEARLY_ALL = 0.66
HOME = 3.0
COMPOUND = 0.4
"""The first part of a compound ("US-Truppen") says less of what a report is about than a name does."""
SURVEY_STATES = 5
SURVEY_SHARE = 0.25
"""A report that names so many states, none with this share of the votes, speaks of the world: its "journalists" are nobody's."""
SUBJECT = 1.5
"""A country in the subject, or whose minister is the subject, is spoken of rather than mentioned."""


@dataclass(slots=True)
class CountryContext:
    """Votes by sentence; sentence -1 is the title."""

    votes: dict[int, list[tuple[int, str, float]]] = field(default_factory=dict)
    total: Counter[str] = field(default_factory=Counter)
    home: str | None = None
    """The country of the dateline."""

    def add(self, sentence: int, token: int, country: str, *, subject: bool = False, compound: bool = False) -> None:
        """Count a mention of a state."""
        self.votes.setdefault(sentence, []).append((token, country, COMPOUND if compound else SUBJECT if subject else 1.0))
        if not compound:
            self.total[country] += 1

    def only(self) -> str | None:
        """The country that has nearly all votes of the report, None if it speaks of several."""
        if not self.total:
            return None
        country, votes = min(((c, n) for c, n in self.total.items() if c != "EUR" or len(self.total) == 1), key=lambda item: (-item[1], item[0]))
        return country if votes >= NEARLY_ALL * sum(self.total.values()) else None

    def survey(self) -> bool:
        """Whether the report goes from country to country, so that a word without an origin belongs to none."""
        return len(self.total) >= SURVEY_STATES and max(self.total.values()) < SURVEY_SHARE * sum(self.total.values())

    def alone(self, sentence: int) -> str | None:
        """The only country that a sentence names, None if it names none or several."""
        named = {country for _, country, _ in self.votes.get(sentence, ())}
        return named.pop() if len(named) == 1 else None

    def at(self, sentence: int, token: int, exclude: frozenset[str] = frozenset(), *, only: tuple[str, ...] = ()) -> str | None:
        """The country most spoken of around a token, of those in `only` if any are given; None if the report names none."""
        score: Counter[str] = Counter()
        for number, mentions in self.votes.items():
            distance = sentence - number
            for position, country, importance in mentions:
                if distance == 0:
                    weight = SAME_SENTENCE if position <= token else SAME_SENTENCE / 2
                elif distance > 0:
                    weight = FADE**distance
                else:
                    weight = LATER
                score[country] += weight * importance  # type: ignore[assignment]
        whole = sum(self.total.values())
        for country, count in self.total.items():
            score[country] += WHOLE_REPORT * 10 * count / whole  # type: ignore[assignment]
        if self.home is not None:
            score[self.home] += HOME  # type: ignore[assignment]
        for country in exclude | ({one for one in score if one not in only} if only else set()):
            score.pop(country, None)
        return min(score, key=lambda country: (-score[country], country)) if score else None


@dataclass(slots=True)
class Memory:
    """What a report has said so far: persons by surname, countries by place, mentions by sentence."""

    day: date
    context: CountryContext = field(default_factory=CountryContext)
    persons: dict[str, Mention] = field(default_factory=dict)
    mentions: list[dict[int, Mention]] = field(default_factory=list)
    names: list[list[tuple[int, int, Name]]] = field(default_factory=list)
    sentences: tuple[Sentence, ...] = ()

    def named(self) -> Iterator[tuple[tuple[Token, ...], list[tuple[int, int, Name]]]]:
        """For each sentence its tokens and the names in it."""
        for sentence, found in zip(self.sentences, self.names, strict=False):
            yield sentence.tokens, found
