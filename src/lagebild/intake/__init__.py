"""Wire formats to reports."""

from lagebild.intake.reports import parse_published, read_inputs

__all__ = ["parse_published", "read_inputs"]
