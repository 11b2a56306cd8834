"""Events in the forms that people and programs read: JSON records, CSV rows, tables."""

from lagebild.export.record import event_record, to_line
from lagebild.export.rows import event_row, header
from lagebild.export.table import print_table

__all__ = ["event_record", "event_row", "header", "print_table", "to_line"]
