"""One report: what happened. Frames and rules to events with status, attribution, mode, moment and place."""

from lagebild.coding.coder import Candidate, Coder

__all__ = ["Candidate", "Coder"]
