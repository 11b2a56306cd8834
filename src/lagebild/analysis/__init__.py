"""Text to parsed sentences and frames: the only package that knows spaCy, Stanza and HanTa."""

from lagebild.analysis.analysis import Analysis, load_analysis
from lagebild.analysis.graph_parser import GraphParser
from lagebild.analysis.parser import Parser, Tree, Words
from lagebild.analysis.parser_choice import load_parser

__all__ = ["Analysis", "GraphParser", "Parser", "Tree", "Words", "load_analysis", "load_parser"]
