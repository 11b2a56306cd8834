"""The parser by the name that a user gives: `spacy:PIPELINE`, `stanza:PACKAGE`; without a name, the one that the wheel carries."""

from __future__ import annotations

from lagebild.analysis.graph_parser import GraphParser
from lagebild.analysis.parser import Parser
from lagebild.errors import ParserError
from lagebild.languages import Language

KINDS = ("spacy", "stanza")


def load_parser(name: str | None, language: Language) -> Parser:
    """The parser of that name. Raises `ParserError` if the name has another form, or if that parser is not installed or does not fit."""
    if name is None:
        return GraphParser(language.folder / "parser", language.code)
    kind, _, rest = name.partition(":")
    if kind not in KINDS or not rest:
        raise ParserError(f"parser {name!r}", "this is no name of a parser", "write spacy:PIPELINE (spacy:de_core_news_lg) or stanza:PACKAGE (stanza:gsd)")
    # Imported here, so that nobody pays for an adapter who does not use it.
    if kind == "spacy":
        from lagebild.analysis.parser_spacy import SpacyParser

        return SpacyParser.load(rest, language)
    from lagebild.analysis.parser_stanza import StanzaParser

    return StanzaParser(rest, language)
