"""The command line. Sub-commands are loaded when they are called, so that `lagebild --version` answers at once."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from lagebild import __version__
from lagebild.errors import LagebildError

COMMANDS = {
    "actors": "Import actor lists: Wikidata, PETRARCH.",
    "check": "Validate rules, word lists and actor tables.",
    "code": "Code reports: text or JSONL in, events out.",
    "demo": "Code the example reports and show the picture.",
    "evaluate": "Measure the coding on gold reports.",
    "events": "List the events of a store.",
    "explain": "Show why each sentence was coded as it was.",
    "ingest": "Code reports and keep them in a store.",
    "times": "Find the time expressions of reports: TIMEX3 inline, JSONL, table.",
}
"""Each command with its line of help; it lives in the module of its name in this package."""


class LazyGroup(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"lagebild.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="lagebild", message="%(prog)s %(version)s")
def cli() -> None:
    """Lagebild reads German wire reports and keeps the situation picture of a political crisis: who did, said, threatened, promised or
    denied what to whom, when, where and on whose word; what happened and what is only planned, conditional or alleged.

    Try: lagebild demo
    """


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line; deliberate errors end with their message on stderr and their exit code."""
    try:
        return cli.main(args=arguments, prog_name="lagebild", standalone_mode=True)
    except LagebildError as error:
        click.echo(f"lagebild: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of a pipe ("| head") has gone; that is no error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
