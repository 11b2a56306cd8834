"""Who is meant by words that point back or stand together: "die Miliz" after its name, two bare surnames side by side, a name behind a place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lagebild.analysis.phrases import attributes, name_tokens
from lagebild.codebook import NameIndex, fame
from lagebild.languages.roles import Role
from lagebild.model import Mention, Sentence
from lagebild.resolution.context import Memory
from lagebild.resolution.origins import OriginReader

BESIDE = "surname beside that of another person, "
"""How a mention begins to say that the name after it is another person's."""
WORLD_FAME = 1
"""Rank of the offices (heads of state and government, foreign ministers) whose holders need no introduction."""
_GROUP_BACK = 12
"""How many sentences before an armed group or a society may have been named."""


class ReferenceReader:
    """Built once over the codebook's names; `words` is the table of nouns that take up a group or society."""

    def __init__(self, names: NameIndex, origins: OriginReader, words: dict[str, Any]) -> None:
        self._names = names
        self._origins = origins
        self._armed = tuple(word.lower() for word in words["tails"])
        self._societies = tuple(word.lower() for word in words["societies"])
        self._definite = frozenset(words["articles"])

    def group_before(self, sentence: Sentence, head: int, role: Role, memory: Memory) -> Mention | None:
        """The armed group or society named last, for "die Miliz", "die Menschenrechtsorganisation" without an attribute of its own."""
        token = sentence.tokens[head]
        lower = token.lemma.lower()
        armed, society = role.sector in ("REB", None) and lower.endswith(self._armed), lower.endswith(self._societies)
        if role.kind == "person" or not (armed or society):
            return None
        article = [sentence.tokens[c].text.lower() for c in sentence.children[head] if sentence.tokens[c].label == "det"]
        bare = not any(sentence.tokens[c].label in ("amod", "nmod", "appos", "flat", "nummod") for c in sentence.children[head])
        if not bare or not article or article[0] not in self._definite:
            return None
        for mentions in list(reversed(memory.mentions))[:_GROUP_BACK]:
            for number in sorted(mentions, reverse=True):
                one = mentions[number]
                meant = (armed and one.sector == "REB") or (society and (one.country == "NGO" or one.sector == "SOC"))
                if number >= 0 and meant and one.name is not None and one.kind == "actor" and one.how.startswith("organisation"):
                    return one
        return None

    def two_persons(self, words: list[str], memory: Memory) -> Mention | None:
        """The first of two persons whose bare surnames follow each other ("kritisierte Tusk Juncker")."""
        found = []
        for word in words:
            known = memory.persons.get(word.casefold())
            if known is None:
                offices = [one for one in self._names.surname(word) if one.held(memory.day) and fame(one) <= WORLD_FAME]
                if len({one.person for one in offices}) != 1:
                    return None
                sectors = (offices[0].sector,) if offices[0].sector else ()
                known = Mention(0, 0, "", name=offices[0].person, country=offices[0].country, sector=offices[0].sector, sectors=sectors, kind="person")
            found.append(known)
        first, second = found
        same = first.name == second.name or words[0] in (first.name or "").split()[:-1] or words[0] in (second.name or "").split()
        return None if same else replace(first, how=f"{BESIDE}{words[1]!r}")

    def behind_place(self, sentence: Sentence, head: int) -> str | None:
        """The surname that the parser hung on the place before it: "der Präsident der Region Elsass Jean Weber"."""
        for child, prep in attributes(sentence, head):
            names = [t for t in name_tokens(sentence, child) if sentence.tokens[t].tag.startswith("NE")]
            if prep is None and len(names) >= 3 and names[-1] - names[-3] == 2 and self._origins.place_country(sentence, names[-3]) is not None:
                return sentence.tokens[names[-1]].text
        return None
