"""Dates as option values."""

from __future__ import annotations

from datetime import date

import click


class IsoDate(click.ParamType[str]):
    """An ISO date; anything else is refused before work begins."""

    name = "YYYY-MM-DD"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            self.fail(f"{value!r} is not a date; write YYYY-MM-DD", param, ctx)


DATE = IsoDate()
