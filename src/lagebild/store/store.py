"""The store: one DuckDB file with reports, codings and events. The only module that knows DuckDB.

A report and its events are written in one transaction: whole or not at all. Ingesting a report again with the same versions changes
nothing; with other versions it adds a coding that supersedes the earlier one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from lagebild.codebook.actors import first_day, last_day
from lagebild.errors import StoreError, StoreLocked
from lagebild.model import Report

DEFAULT = "lagebild.duckdb"
MEMORY_LIMIT = "512MB"


def report_key(report: Report) -> str:
    """The report's identity in the store: a hash of id, time and text."""
    return hashlib.sha256("\x1f".join((report.id, report.published.isoformat(), report.text)).encode()).hexdigest()


class Store:
    """An open store; a context manager that closes it."""

    def __init__(self, path: str | Path = DEFAULT, *, read_only: bool = False) -> None:
        # DuckDB costs 0.2 s to import; commands without a store do not pay for it.
        import duckdb

        self.path = Path(path)
        if read_only and not self.path.is_file():
            raise StoreError(f"{path}: there is no store; fill one with: lagebild ingest FILE --store {path}")
        config: dict[str, Any] = {"memory_limit": MEMORY_LIMIT, "autoinstall_known_extensions": False, "autoload_known_extensions": False}
        try:
            self._db = duckdb.connect(str(self.path), read_only=read_only, config=config)
        except duckdb.IOException as error:
            holder = re.search(r"PID (\d+)", str(error))
            if "lock" in str(error):
                who = f"process {holder.group(1)}" if holder else "another process"
                raise StoreLocked(f"{path}: {who} holds the store; wait for it or end it, then try again") from error
            raise StoreError(f"{path}: the store cannot be opened ({str(error).splitlines()[0]}); check the folder and its permissions") from error
        if not read_only:
            self._migrate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; safe to call twice."""
        self._db.close()

    def _migrate(self) -> None:
        self._db.execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER NOT NULL)")
        row = self._db.execute("SELECT coalesce(max(number), 0) FROM migrations").fetchone()
        done = row[0] if row else 0
        folder = files("lagebild.store") / "migrations"
        for migration in sorted(folder.iterdir(), key=lambda entry: entry.name):
            number = int(migration.name[:4]) if migration.name[:4].isdigit() else 0
            if number > done:
                self._db.execute("BEGIN")
                self._db.execute(migration.read_text(encoding="utf8"))
                self._db.execute("INSERT INTO migrations VALUES (?)", [number])
                self._db.execute("COMMIT")

    def coded(self, report: Report, versions: Mapping[str, str]) -> bool:
        """Whether the report is stored and its latest coding was made with these versions."""
        row = self._db.execute("SELECT versions FROM codings WHERE report = ? ORDER BY number DESC LIMIT 1", [report_key(report)]).fetchone()
        return row is not None and row[0] == _versions(versions)

    def add(self, report: Report, records: Sequence[Mapping[str, Any]], versions: Mapping[str, str]) -> bool:
        """Store a report with its event records in one transaction; False if nothing had to be written."""
        if self.coded(report, versions):
            return False
        key = report_key(report)
        self._db.execute("BEGIN")
        try:
            if self._db.execute("SELECT 1 FROM reports WHERE key = ?", [key]).fetchone() is None:
                self._db.execute(
                    "INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [
                        key, report.id, report.published.isoformat(), report.language, report.title, report.outlet, report.url, report.dateline,
                        report.version, report.status, report.text,
                    ],
                )  # fmt: skip
            row = self._db.execute("SELECT nextval('coding_number')").fetchone()
            number = row[0] if row else 0
            self._db.execute("INSERT INTO codings VALUES (?, ?, ?)", [number, key, _versions(versions)])
            if records:
                self._db.executemany(
                    "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [_row(number, position, key, record) for position, record in enumerate(records)],
                )
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        return True

    def events(
        self, *, types: Sequence[str] = (), statuses: Sequence[str] = (), countries: Sequence[str] = (), start: str | None = None, end: str | None = None
    ) -> Iterator[dict[str, Any]]:
        """Event records of the latest coding of every report, by publication, report and position; filters are combined with "and".

        `start`/`end` are inclusive ISO dates compared with the event's date, or the day of publication where it has none.
        """
        query = (
            "SELECT e.record FROM events e JOIN reports r ON r.key = e.report WHERE e.coding = (SELECT max(number) FROM codings c WHERE c.report = e.report)"
        )
        values: list[Any] = []
        for column, wanted in (("e.type", types), ("e.status", statuses)):
            if wanted:
                query += f" AND {column} IN ({', '.join('?' * len(wanted))})"
                values += list(wanted)
        for country in countries:
            query += " AND list_contains(e.countries, ?)"
            values.append(country)
        if start:
            query += " AND coalesce(e.date_end, CAST(left(r.published, 10) AS DATE)) >= CAST(? AS DATE)"
            values.append(start)
        if end:
            query += " AND coalesce(e.date_start, CAST(left(r.published, 10) AS DATE)) <= CAST(? AS DATE)"
            values.append(end)
        for (record,) in self._db.execute(query + " ORDER BY r.published, r.id, r.key, e.position", values).fetchall():
            yield json.loads(record)

    def text_of(self, report_id: str) -> str | None:
        """Text of the stored report with this id, as received; the latest published if several share the id."""
        row = self._db.execute("SELECT text FROM reports WHERE id = ? ORDER BY published DESC LIMIT 1", [report_id]).fetchone()
        return row[0] if row else None

    def counts(self) -> tuple[int, int]:
        """Numbers of stored reports and of events in their latest codings."""
        reports = self._db.execute("SELECT count(*) FROM reports").fetchone()
        events = self._db.execute("SELECT count(*) FROM events e WHERE e.coding = (SELECT max(number) FROM codings c WHERE c.report = e.report)").fetchone()
        return (reports[0] if reports else 0), (events[0] if events else 0)


def _versions(versions: Mapping[str, str]) -> str:
    return json.dumps(dict(sorted(versions.items())))


def _row(number: int, position: int, key: str, record: Mapping[str, Any]) -> list[Any]:
    date = record["date"] or {}
    countries = sorted({one["country"] for one in (*record["actors"], *record["recipients"]) if one["country"]})
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return [
        number,
        position,
        record["id"],
        key,
        record["type"],
        record["mode"],
        record["status"],
        _first(date.get("start")),
        _last(date.get("end")),
        countries,
        line,
    ]


def _first(prefix: str | None) -> str | None:
    """First day of a date of any precision."""
    return first_day(prefix).isoformat() if prefix else None


def _last(prefix: str | None) -> str | None:
    """Last day of a date of any precision."""
    return last_day(prefix).isoformat() if prefix else None
