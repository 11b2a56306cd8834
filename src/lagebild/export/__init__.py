"""Events in the forms that people and programs read: JSON records, CSV rows, tables."""

from lagebild.export.record import event_record, to_line
from lagebild.export.rows import event_row, header
from lagebild.export.table import print_table
from lagebild.export.timex import time_record, timeml, timeml_all

__all__ = ["event_record", "event_row", "header", "print_table", "time_record", "timeml", "timeml_all", "to_line"]
