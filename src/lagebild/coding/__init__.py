"""One report: what happened. Frames and rules to events with status, attribution, mode, moment and place."""

from lagebild.coding.coder import Coder
from lagebild.coding.rejection import Rejection
from lagebild.coding.selection import Candidate

__all__ = ["Candidate", "Coder", "Rejection"]
