"""Text to parsed sentences and frames: the only package that knows spaCy and HanTa."""

from lagebild.analysis.analysis import Analysis, load_analysis
from lagebild.analysis.graph_parser import GraphParser
from lagebild.analysis.parser import Parser, Tree, Words

__all__ = ["Analysis", "GraphParser", "Parser", "Tree", "Words", "load_analysis"]
