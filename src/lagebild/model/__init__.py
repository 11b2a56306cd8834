"""Plain frozen records that every other package speaks; imports nothing of ours."""

from lagebild.model.document import Document, Embedding, Frame, FrameKind, Sentence, Slot, Token
from lagebild.model.event import STATUSES, Attribution, Event, Reduced, Status, Trace
from lagebild.model.moment import Moment
from lagebild.model.participant import Mention, Place
from lagebild.model.report import PUBLICATION_STATUSES, PublicationStatus, Report
from lagebild.model.span import Span

__all__ = [
    "PUBLICATION_STATUSES",
    "STATUSES",
    "Attribution",
    "Document",
    "Embedding",
    "Event",
    "Frame",
    "FrameKind",
    "Mention",
    "Moment",
    "Place",
    "PublicationStatus",
    "Reduced",
    "Report",
    "Sentence",
    "Slot",
    "Span",
    "Status",
    "Token",
    "Trace",
]
