"""Start to read here: a report in, a coded report out.

`STEPS` is the one ordered tuple of what happens to a report. Each step is a pure function from document to document; the batch engine and
the store run exactly this. Everything that a step needs is loaded once per process and language by `load_pipeline`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from lagebild import __version__
from lagebild.analysis import Analysis, load_analysis
from lagebild.codebook import load_names, load_ontology
from lagebild.codebook.fingerprint import codebook_version, model_version, rules_version
from lagebild.codebook.places import load_gazetteer
from lagebild.coding import Coder
from lagebild.languages import load_language
from lagebild.model import Document, Event, Report
from lagebild.resolution import ActorResolver, Dated, MomentResolver, PlaceResolver


@dataclass(frozen=True, slots=True)
class Parts:
    """What the steps work with, for one language."""

    analysis: Analysis
    actors: ActorResolver
    moments: MomentResolver
    places: PlaceResolver
    coder: Coder


def resolve_actors(parts: Parts, document: Document) -> Document:
    """Who: every phrase that can take part in an event."""
    return parts.actors.resolve(document)


def resolve_moments(parts: Parts, document: Document) -> Document:
    """When: every time expression, by the tense of its clause."""
    return parts.moments.resolve(document)


def resolve_places(parts: Parts, document: Document) -> Document:
    """Where: every phrase of place."""
    return parts.places.resolve(document)


Step = Callable[[Parts, Document], Document]
STEPS: tuple[Step, ...] = (resolve_actors, resolve_moments, resolve_places)
"""What happens between analysis (text to frames) and coding (frames to events), in order."""


@dataclass(frozen=True, slots=True)
class CodedReport:
    """An analysed and resolved document with its events in text order."""

    document: Document
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The steps with what they need, ready to code reports of one language."""

    parts: Parts
    versions: dict[str, str]

    def code(self, report: Report) -> CodedReport:
        """Analyse, resolve and code one report."""
        document = self.parts.analysis.analyse(report)
        for step in STEPS:
            document = step(self.parts, document)
        return CodedReport(document, self.parts.coder.code(document))

    def times(self, report: Report) -> tuple[Dated, ...]:
        """The time expressions of one report with their values, the two ends of a range each for itself; nothing is coded."""
        return self.parts.moments.single(self.parts.analysis.analyse(report))


def load_pipeline(code: str = "de", parser: str | None = None) -> Pipeline:
    """The pipeline of a language, loaded once per process (under two seconds).

    `parser` names another parser than the shipped one ("spacy:de_core_news_lg", "stanza:gsd"); its name and version become the version `model` of
    every record. Raises `ParserError` if it cannot be used.
    """
    return _load_pipeline(code, parser)


@cache
def _load_pipeline(code: str, parser: str | None) -> Pipeline:
    language = load_language(code)
    analysis = load_analysis(code, parser)
    versions = {
        "lagebild": __version__,
        "codebook": codebook_version(),
        "rules": rules_version(language.folder),
        "model": model_version(language.folder / "parser") if parser is None else analysis.parser.name,
    }
    parts = Parts(
        analysis,
        ActorResolver(language, load_names(), load_gazetteer()),
        MomentResolver(language),
        PlaceResolver(language, load_gazetteer(), load_names()),
        Coder(language, load_ontology(), versions),
    )
    return Pipeline(parts, versions)
