"""Actor lists in foreign formats, read into the form of the actor tables: Wikidata items, PETRARCH dictionaries."""

from lagebild.codebook.importers.petrarch import read_petrarch
from lagebild.codebook.importers.rows import Imported, write_tables
from lagebild.codebook.importers.wikidata import read_wikidata

__all__ = ["Imported", "read_petrarch", "read_wikidata", "write_tables"]
