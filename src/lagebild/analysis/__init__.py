"""Text to parsed sentences and frames: the only package that knows spaCy and HanTa."""

from lagebild.analysis.analysis import Analysis, load_analysis
from lagebild.analysis.parser import Parser, ShippedParser, Tree, Words

__all__ = ["Analysis", "Parser", "ShippedParser", "Tree", "Words", "load_analysis"]
