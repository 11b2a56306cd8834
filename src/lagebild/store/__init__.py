"""Keep reports and events: the only package that knows DuckDB."""

from lagebild.store.store import DEFAULT, Store, report_key

__all__ = ["DEFAULT", "Store", "report_key"]
