"""Actor dictionaries of PETRARCH and its successors: names, synonyms and CAMEO codes with date restrictions.

    AMTSINHABERIN_BEISPIEL_            a name: underscores or blanks between words; one at the end forbids other endings
    +A._BEISPIEL                       a synonym of the name above
        [XYZELI >20190101]             a code from the day after,
        [XYZGOV 20150101-20190101]     between two days,
        [XYZ <150101]                  or up to the day before; years may have two digits

Codes may also follow the name on its line. `#` begins a comment, `<!--` and `-->` enclose one. A code is a country or body and what it is:
three letters each, in any number ("USAGOV", "IGOUNO"); `---` and its like are no code. Names with dates become persons, others
organisations; names that are only a country's are left out, since the tables have the states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from lagebild.codebook.importers.rows import Imported, country_codes, import_table, lines_of
from lagebild.errors import InputError

_COMMENT = re.compile(r"<!\s*--.*?-->")
_CODE = re.compile(r"\[([^\[\]]*)\]")
_DATES = re.compile(r"^(?P<code>[^\s<>]*?)\s*(?:(?P<sign>[<>])\s*(?P<one>\d+)|\s(?P<first>\d+)\s*-\s*(?P<last>\d+))?\s*$")
_NO_CODE = re.compile(r"[^A-Za-z0-9/]")
_CENTURY = 30
"""Years of two digits below this are of the 21st century."""
LONGEST_ABBREVIATION = 4


@dataclass(slots=True)
class _Entry:
    line: int
    names: list[str]
    codes: list[tuple[int, str]] = field(default_factory=list)
    """Line and content of each pair of brackets."""


def read_petrarch(path: Path) -> Imported:
    """Rows and findings of a dictionary; raises `InputError` if it cannot be read or holds no entry."""
    imported = Imported()
    seen = False
    for entry in _entries(path, imported):
        seen = True
        _add(path, entry, imported)
    if not seen:
        raise InputError(str(path), "holds no entry of an actor dictionary", "give lines like 'NAME [CODE]', with synonyms and dated codes below them")
    return imported


def _entries(path: Path, imported: Imported) -> Iterator[_Entry]:
    current: _Entry | None = None
    commented = False
    for number, raw in lines_of(path):
        line = _COMMENT.sub("", raw)
        if commented:
            if "-->" not in line:
                continue
            line, commented = line.split("-->", 1)[1], False
        if re.search(r"<!\s*--", line):
            line, commented = re.split(r"<!\s*--", line, maxsplit=1)[0], True
        line = line.split("#", 1)[0].rstrip()
        if not line.strip():
            continue
        codes = [(number, code.strip()) for code in _CODE.findall(line)]
        if line.count("[") != line.count("]") or len(codes) != line.count("["):
            imported.findings.append(f"{path}, line {number}: a bracket is not closed or stands in another; write [CODE] or [CODE dates]")
        name = line.split("[", 1)[0].strip()
        if not name or line[0] in " \t":
            if current is None:
                imported.findings.append(f"{path}, line {number}: stands before the first name; begin an entry with its name")
            else:
                current.codes += codes
        elif name.startswith("+"):
            if current is None:
                imported.findings.append(f"{path}, line {number}: the synonym {name[1:].strip()!r} has no name above it; begin an entry with its name")
            else:
                current.names.append(_name(name[1:]))
                current.codes += codes
        else:
            if current is not None:
                yield current
            current = _Entry(number, [_name(name)], codes)
    if current is not None:
        yield current


def _name(text: str) -> str:
    """ "AMTSINHABERIN_BEISPIEL_" -> "Amtsinhaberin Beispiel"; abbreviations keep their capitals."""
    words = text.replace("_", " ").split()
    if len(words) == 1 and len(words[0]) <= LONGEST_ABBREVIATION:
        return words[0]
    return " ".join(word if "." in word else "-".join(part.capitalize() for part in word.split("-")) for word in words)


def _add(path: Path, entry: _Entry, imported: Imported) -> None:
    name, others = entry.names[0], "|".join(dict.fromkeys(entry.names[1:]))
    if not entry.codes:
        imported.findings.append(f"{path}, line {entry.line}: {name!r} has no code; add [CODE] behind it; left out")
    dated = any(re.search(r"[<>\d]", code) for _, code in entry.codes)
    for line, content in entry.codes:
        match = _DATES.match(content)
        times = _times(match) if match is not None else None
        if match is None or times is None:
            imported.findings.append(f"{path}, line {line}: {content!r} is no code with dates; write CODE, CODE <DATE, CODE >DATE or CODE DATE-DATE; left out")
            continue
        for code in match["code"].split("/"):
            if not code or _NO_CODE.search(code):
                continue
            country, sector, unknown = _meaning(code.upper())
            if country is None:
                imported.findings.append(f"{path}, line {line}: no country begins {code!r}; add it to [cameo_countries] of imports.toml; left out")
                continue
            if unknown:
                kept = f"the sector is {sector}" if sector else "the sector stays empty"
                imported.findings.append(f"{path}, line {line}: {', '.join(unknown)} in {code!r} is no role of imports.toml; {kept}")
            row = {"name": name, "names": others, "country": country, "sector": sector, "from": times[0], "to": times[1], "wikidata": "", "source": "petrarch"}
            if dated:
                imported.persons.append({**row, "office": "actor"})
            elif sector or country not in country_codes() or len(code) > 3:
                imported.add_organisation({**row, "kind": import_table()["kinds"].get(sector, "igo" if country in ("IGO", "UNO", "EUR") else "ngo")}, name)


def _times(match: re.Match[str]) -> tuple[str, str] | None:
    """First and last day as ISO dates, empty where open; None for impossible ones."""
    try:
        if match["sign"] == "<":
            return "", (_day(match["one"]) - timedelta(days=1)).isoformat()
        if match["sign"] == ">":
            return (_day(match["one"]) + timedelta(days=1)).isoformat(), ""
        if match["first"]:
            first, last = _day(match["first"]), _day(match["last"])
            return (first.isoformat(), last.isoformat()) if first <= last else None
    except ValueError:
        return None
    return "", ""


def _day(digits: str) -> date:
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) < _CENTURY else "19") + digits
    if len(digits) != 8:
        raise ValueError(digits)
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def _meaning(code: str) -> tuple[str | None, str, list[str]]:
    """Country and sector of a CAMEO code, and the parts of it that say nothing that Lagebild knows; the first known role counts."""
    table = import_table()
    for size in (6, 3):
        head = table["cameo_countries"].get(code[:size], code[:size] if code[:size] in country_codes() else None)
        if len(code) >= size and head is not None:
            parts = [code[i : i + 3] for i in range(size, len(code), 3)]
            if head in ("IGO", "NGO", "UNO", "EUR", "IMG", "MNC"):
                # What follows a body's code names the body, not its sector.
                return head, "UAF" if head == "IMG" else "", []
            known = [table["cameo_sectors"][part] for part in parts if part in table["cameo_sectors"]]
            return head, next((one for one in known if one), ""), [part for part in parts if part not in table["cameo_sectors"]]
    return None, "", []
