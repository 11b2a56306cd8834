"""Every error that Lagebild raises on purpose, with the exit code the command line gives it.

    LagebildError
    ├── InputError        an input cannot be read as a report       4
    ├── RuleError         a rule file is wrong                       7
    ├── CodebookError     a codebook table is wrong                  7
    ├── ParserError       a parser that was named cannot be used     6
    └── StoreError        the store cannot be opened or written
        └── StoreLocked   another process holds it                   5

Messages say what is wrong, where, and what to do next.
"""

from __future__ import annotations


class LagebildError(Exception):
    """Base of all errors that Lagebild raises on purpose."""

    exit_code = 1


class InputError(LagebildError):
    """An input cannot be read as a report: `where` is the file or line, `what` the defect, `remedy` the next step."""

    exit_code = 4

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}; {remedy}")
        self.where, self.what, self.remedy = where, what, remedy


class RuleError(LagebildError):
    """A rule file is wrong."""

    exit_code = 7

    def __init__(self, file: str, rule: str, message: str) -> None:
        super().__init__(f"{file}, rule {rule}: {message}")


class CodebookError(LagebildError):
    """A codebook table is wrong."""

    exit_code = 7

    def __init__(self, file: str, row: str, message: str) -> None:
        super().__init__(f"{file}, {row}: {message}")


class ParserError(LagebildError):
    """A parser that the user named cannot be used: `where` is the parser, `what` the defect, `remedy` the next step."""

    exit_code = 6

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}; {remedy}")
        self.where, self.what, self.remedy = where, what, remedy


class StoreError(LagebildError):
    """The store cannot be opened, read or written."""

    exit_code = 1


class StoreLocked(StoreError):
    """Another process holds the store."""

    exit_code = 5
