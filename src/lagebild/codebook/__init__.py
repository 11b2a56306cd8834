"""What the field has agreed on and what the world is: event types, sectors, contexts, actors."""

from lagebild.codebook.actors import Office, Organisation, State, fame, office_on
from lagebild.codebook.names import Name, NameIndex, load_names
from lagebild.codebook.ontology import EventType, Ontology, load_ontology

__all__ = ["EventType", "Name", "NameIndex", "Office", "Ontology", "Organisation", "State", "fame", "load_names", "load_ontology", "office_on"]
