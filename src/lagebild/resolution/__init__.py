"""One report: who, when and where. Annotates a document; knows no events."""

from lagebild.resolution.actors import ActorResolver
from lagebild.resolution.when import Dated, MomentResolver
from lagebild.resolution.where import PlaceResolver

__all__ = ["ActorResolver", "Dated", "MomentResolver", "PlaceResolver"]
