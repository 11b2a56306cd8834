"""Wire formats to reports."""

from lagebild.intake.reports import decode, parse_published, read_inputs

__all__ = ["decode", "parse_published", "read_inputs"]
