"""Who: resolve each phrase that can take part in an event to an actor, as of the report's date.

The order of attempts is: pronoun, known person, role with its origin, organisation, state, people, group of states, name introduced
before in the report. A role without an origin ("die Polizei") belongs to the country that the report is speaking of there. What none of
these resolves stays unresolved. Each mention says in `how` which attempt succeeded.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from lagebild.analysis.phrases import attributes, extent, name_tokens
from lagebild.analysis.tree import coordinated
from lagebild.codebook import Name, NameIndex, Office, fame, office_on
from lagebild.codebook.governments import governs
from lagebild.codebook.places import Gazetteer
from lagebild.languages import Language
from lagebild.languages.roles import Role, Roles
from lagebild.model import Document, Mention, Sentence
from lagebild.resolution.compounds import CompoundReader
from lagebild.resolution.context import Memory
from lagebild.resolution.origins import FEDERAL, NO_CONTEXT, OriginReader
from lagebild.resolution.pronouns import antecedent
from lagebild.resolution.references import BESIDE, WORLD_FAME, ReferenceReader
from lagebild.resolution.sectors import FORMER, SectorReader
from lagebild.resolution.votes import VoteReader

SPOKEN_OF = "the country the report speaks of"
JUST_LEFT = timedelta(days=2)
_DOERS = ("nsubj", "obl:agent", "conj")
"""Where an unknown word in quotation marks is the name of a body; what is done to is as often a slogan or a plan."""
_PARTY_LABELS = ("nsubj", "nsubj:pass", "obl:agent", "obj", "obl:arg", "conj")


class ActorResolver:
    """Built once per language over the codebook's names."""

    def __init__(self, language: Language, names: NameIndex, gazetteer: Gazetteer) -> None:
        self._names = names
        self._gazetteer = gazetteer
        self._roles = Roles(language.folder / "roles.csv")
        data: dict[str, Any] = language.toml("actors")
        self._regions = tuple(data["regions"])
        self._collectives = frozenset(word.lower() for word in data["collectives"])
        self._carriers = frozenset(word.lower() for word in data["carriers"])
        self._carrier_tails = tuple(word.lower() for word in data["carrier_tails"])
        self._neighbour = frozenset(word.lower() for word in data["neighbour"])
        self._same_country = frozenset(word.lower() for word in data["same_country"])
        self._place_nouns = frozenset(word.lower() for word in data["place_nouns"])
        self._quantities = frozenset(word.lower() for word in data["quantities"])
        self._somebody = frozenset(data["somebody"])
        self._member_states = frozenset(data["federation"]["nouns"])
        self._domestic: dict[str, str] = data["domestic"]
        self._compounds = CompoundReader(names, data["compound"])
        self._pronouns: dict[str, Any] = data["pronouns"]
        self._origins = OriginReader(names, gazetteer, self._roles, self._compounds, data, self._nominal)
        self._references = ReferenceReader(names, self._origins, data["armed"])
        self._votes = VoteReader(names, gazetteer, self._roles, self._compounds, self._origins)
        self._sectors = SectorReader(self._roles, self._compounds, data, self._nominal)

    def resolve(self, document: Document) -> Document:
        """The document with `mentions` filled: for each sentence, head token -> mention."""
        memory = Memory(document.report.day, sentences=document.sentences)
        self._votes.count(document, memory)
        for sentence in document.sentences:
            memory.mentions.append({})
            wanted = {filler.head for frame in document.frames[sentence.number] for fillers in frame.slots.values() for filler in fillers}
            wanted |= {
                index
                for index, token in enumerate(sentence.tokens)
                if token.tag.startswith(("NE", "PPOSAT"))
                or token.label in ("nsubj", "obj", "obl", "obl:agent", "nmod", "conj", "nsubj:pass", "obl:arg", "appos")
            }
            for index in sorted(wanted):
                mention = self._mention(document, sentence, index, memory)
                if mention is not None:
                    memory.mentions[-1][index] = mention
            for index, token in enumerate(sentence.tokens):
                if token.tag.startswith("NN") and (token.parts or "-" in token.text[1:-1]) and (origin := self._compounds.origin(token.text, token.parts)):
                    # The first part of a compound is kept under a key of its own, beside the mention of the whole word.
                    memory.mentions[-1][-index - 1] = Mention(
                        token.start, token.end, token.text, country=origin[0], sector=origin[1], how="first part of the compound", kind="compound"
                    )
        return replace(document, mentions=tuple(MappingProxyType(one) for one in memory.mentions))

    def _mention(self, document: Document, sentence: Sentence, head: int, memory: Memory) -> Mention | None:
        token = sentence.tokens[head]
        tag = token.tag
        if tag.startswith(("PPER", "PPOSAT", "PDS", "PRELS")) or (tag.startswith("PIS") and token.text.lower() in self._pronouns["both"]):
            found = antecedent(sentence, head, memory.mentions, self._pronouns)
            return replace(found, start=token.start, end=token.end, text=token.text, how=f"pronoun for {found.text!r}") if found else None
        if tag.startswith("ADJ") and token.text[:1].isupper() and token.text.casefold() in memory.persons:
            known = memory.persons[token.text.casefold()]
            return replace(known, start=token.start, end=token.end, text=token.text, how=f"surname of {known.name or token.text}, introduced before")
        if tag.startswith("ADJ") and not (token.text[:1].isupper() and token.label in (*_PARTY_LABELS, "obl", "nmod")):
            state = self._names.adjective(token.lemma) or self._names.adjective(token.text)
            if state is not None:
                return Mention(token.start, token.end, token.text, country=state.id, how="adjective of origin", kind="adjective")
            state = self._names.opposed(token.lemma) or self._names.opposed(token.text)
            return Mention(token.start, token.end, token.text, country=state.id, how="adjective of opposition", kind="opposed") if state else None
        if not tag.startswith(("N", "FM", "TRUNC", "XY", "CARD", "PIS", "PIAT", "ADJ")):
            return None
        resolved = self._nominal(sentence, head, memory)
        if resolved is None:
            return None
        first, last = extent(sentence, head, person=resolved.kind == "person" and resolved.name is not None)
        if resolved.how.startswith(BESIDE):
            first = last = head
        for begin, end, _ in memory.names[sentence.number]:
            # A name is never cut, even where the parser takes its words for different phrases.
            words = [sentence.tokens[t] for t in range(begin, end)]
            if begin <= head < end and (words[0].text.endswith("-") or not any(word.tag == "KON" for word in words)):
                first, last = min(first, begin), max(last, end - 1)
        start, end = sentence.tokens[first].start, sentence.tokens[last].end
        return replace(resolved, start=start, end=end, text=document.report.text[start:end])

    def _nominal(self, sentence: Sentence, head: int, memory: Memory) -> Mention | None:
        """The mention of a noun phrase, without its extent."""
        token = sentence.tokens[head]
        name_part = name_tokens(sentence, head)
        role = self._roles.find(token.lemma, token.text) if token.tag.startswith(("N", "ADJ")) else None
        if role is not None and role.sector is None and role.kind == "institution" and role.lemma.lower() in self._place_nouns:
            role = None
        matches = [(first, last, name) for first, last, name in memory.names[sentence.number] if any(first <= t < last for t in name_part)]
        persons = [match for match in matches if match[2].offices]
        if persons:
            return self._known_person(sentence, head, role, persons[0][2].offices, memory)
        covering = next((name for first, last, name in matches if first <= head < last), None)
        if covering is not None:
            return self._named(covering, sentence, head, memory)
        lower = token.lemma.lower()
        domestic = self._names.by_id.get(self._domestic.get(lower, ""))
        if domestic is not None and not list(attributes(sentence, head)) and memory.context.at(sentence.number, head) == domestic.country:
            return self._named(Name(organisation=domestic), sentence, head, memory)
        if lower in self._neighbour:
            return self._neighbouring(sentence, head, memory)
        if lower in self._collectives or lower in self._same_country:
            return self._collective(sentence, head, memory)
        if lower in self._quantities and (counted := self._carried(sentence, head, memory)) is not None:
            return counted
        if role is not None:
            return self._role(sentence, head, role, name_part, memory)
        state = self._names.demonym(token.text)
        if state is not None:
            return Mention(0, 0, "", name=state.name, country=state.id, how="people of a state")
        surname = self._surname(sentence, name_part, memory)
        if surname is not None:
            return surname
        if token.tag.startswith("PIS") and lower in self._somebody and token.label in ("nsubj:pass", "obj") and not sentence.children[head]:
            country = None if memory.context.survey() else memory.context.at(sentence.number, head, NO_CONTEXT)
            return Mention(0, 0, "", country=country, sector="CVL", sectors=("CVL",), how=f"people, {SPOKEN_OF}", kind="group")
        if (
            lower in self._carriers
            or lower.split("-")[-1] in self._carriers
            or any(lower.endswith(tail) for tail in self._carrier_tails)
            or token.tag.startswith(("CARD", "PIS", "PIAT"))
        ):
            return self._carried(sentence, head, memory)
        for first, _, name in matches:
            if first > head and not name.offices:
                return replace(self._named(name, sentence, head, memory), carried=True)
        origin = self._compounds.origin(token.text, token.parts)
        if origin is not None and "-" in token.text:
            return Mention(0, 0, "", country=origin[0], sector=origin[1], how="first part of the compound", kind="compound")
        if (token.tag.startswith("NE") or (_quoted(sentence, head) and token.label in _DOERS)) and token.label in _PARTY_LABELS and len(token.text) > 2:
            words = [sentence.tokens[t].text for t in name_part]
            beside = next((t for t in name_part if sentence.tokens[t].label == "appos" and t != head), None)
            stated = self._origins.origin(sentence, beside, memory, guess=False)[0] if beside is not None else None
            country = stated or memory.context.only()
            if stated and token.tag.startswith("NE"):
                named = Mention(0, 0, "", name=" ".join(words), country=stated, how="a name with an apposition", kind="name")
                memory.persons.setdefault(_surname_of(sentence, name_part).casefold(), named)
            how = "a name that the tables do not know" + (f", in a report that speaks of {country} alone" if country else "")
            return Mention(0, 0, "", name=" ".join(words), country=country, how=how, kind="name")
        return None

    def _named(self, name: Name, sentence: Sentence, head: int, memory: Memory) -> Mention:
        if name.organisation is not None:
            one = name.organisation
            sectors = (one.sector,) if one.sector else ()
            elsewhere = self._origins.elsewhere(name, sentence, head, memory)
            own = self._names.body(sentence.tokens[head].text, elsewhere) if elsewhere is not None else None
            if own is not None:
                one, sectors = own, (own.sector,) if own.sector else ()
            elif elsewhere is not None:
                return Mention(
                    0, 0, "", country=elsewhere, sector=one.sector, sectors=sectors, how=f"like {one.id}, of the country that phrase or report names"
                )
            if one.country is None and one.kind == "ethnic":
                country, how = self._origins.origin(sentence, head, memory, guess=True)
                return Mention(0, 0, "", name=one.name, country=country, sector=one.sector, sectors=sectors, wikidata=one.wikidata, how=f"people, {how}")
            how = f"organisation {one.id}" + (", in government" if one.kind == "party" and governs(one.id, memory.day) else "")
            return Mention(0, 0, "", name=one.name, country=one.country, sector=one.sector, sectors=sectors, wikidata=one.wikidata, how=how)
        assert name.state is not None
        how = "seat of a state" if name.seat else "state"
        return Mention(0, 0, "", name=name.state.name, country=name.state.id, how=how)

    def _known_person(self, sentence: Sentence, head: int, role: Role | None, offices: tuple[Office, ...], memory: Memory) -> Mention:
        office = office_on(offices, memory.day) or offices[0]
        explicit = self._origins.origin(sentence, head, memory, guess=False)[0] if role else None
        if role is not None and explicit and explicit != office.country:
            # Two persons of one name: the text's title decides.
            office = next((one for one in offices if one.country == explicit), office)
        # A report speaks of the days before it, too: who has just left is still called by the office.
        held = office.held(memory.day) or (memory.day - date.min >= JUST_LEFT and office.held(memory.day - JUST_LEFT))
        former = self._sectors.former(sentence, head)
        sector = (role.sector if role is not None else None) or office.sector
        if former or (not held and role is None and office.last < memory.day):
            sector = FORMER
        elif not held and role is not None:
            sector = self._sectors.of_role(sentence, head, role, office.country, memory)
        mention = Mention(
            0, 0, "", name=office.person, country=office.country or explicit, sector=sector, sectors=(sector,) if sector else (),
            office=office.office if held else None, wikidata=office.wikidata, how=f"person, {office.office}" + ("" if held else ", former"), kind="person",
        )  # fmt: skip
        memory.persons.setdefault(office.person.split()[-1].casefold(), mention)
        for name in office.names:
            if name.startswith("="):
                memory.persons.setdefault(name[1:].casefold(), mention)
        return mention

    def _role(self, sentence: Sentence, head: int, role: Role, name_part: list[int], memory: Memory) -> Mention:
        if role.sector in (None, "CVL") and (state := self._apposed_state(sentence, head, name_part, memory)) is not None:
            return state
        surname = next((sentence.tokens[t].text for t in reversed(name_part) if t != head and sentence.tokens[t].text[:1].isupper()), None)
        if surname is not None and role.kind == "person":
            titled = self._titled(sentence, head, role, surname, memory)
            if titled is not None:
                return titled
        if (group := self._references.group_before(sentence, head, role, memory)) is not None:
            return replace(group, how=f"{role.lemma} for {group.name!r}, named before")
        country, how = self._origins.origin(sentence, head, memory, guess=True)
        sector = self._sectors.of_role(sentence, head, role, country, memory)
        party = self._compounds.party(sentence.tokens[head].text)
        if party is not None and role.sector in ("PTY", "GOV", "LEG") and role.kind == "person" and role.office in (None, "party leader"):
            country, how, sector = party, "party of the compound", "PTY" if role.sector != "LEG" else "LEG"
        kind = "person" if role.kind == "person" else "role"
        name = " ".join(sentence.tokens[t].text for t in name_part if t != head) or None
        if role.kind == "person" and surname is None:
            several = any(len(coordinated(sentence, child)) > 1 for child, prep in attributes(sentence, head) if prep is None)
            remembered = self._by_office(role, country, memory, several=several)
            if remembered is not None:
                return remembered
        mention = Mention(
            0,
            0,
            "",
            name=name,
            country=country,
            sector=sector,
            sectors=(sector,) if sector else (),
            office=role.office,
            how=f"role {role.lemma}, {how}",
            kind=kind,
        )
        if role.kind == "person" and (surname := surname or self._references.behind_place(sentence, head)):
            memory.persons.setdefault(surname.casefold(), mention)
        return mention

    def _apposed_state(self, sentence: Sentence, head: int, name_part: list[int], memory: Memory) -> Mention | None:
        """The state whose name stands beside a word that is no office: "Gastgeber Katar", "den Nachbarn Kolumbien"."""
        for first, last, name in memory.names[sentence.number]:
            if name.state is not None and not first <= head < last and any(first <= t < last for t in name_part):
                return Mention(0, 0, "", name=name.state.name, country=name.state.id, how=f"state, in apposition to {sentence.tokens[head].text!r}")
        return None

    def _titled(self, sentence: Sentence, head: int, role: Role, surname: str, memory: Memory) -> Mention | None:
        """A title with a surname: a person introduced before, or the one who holds that office ("Präsident Medwedew")."""
        stated = self._origins.stated(sentence, head, memory)
        for form in (surname, surname.removesuffix("s")):
            known = memory.persons.get(form.casefold())
            if known is not None and (stated is None or known.country == stated):
                return replace(known, sector=role.sector or known.sector, how=f"surname of {known.name or form}, introduced before")
        offices = [one for one in self._names.surname(surname) if one.held(memory.day) and one.office == role.office and stated in (None, one.country)]
        if offices and len({one.person for one in offices}) == 1:
            return self._known_person(sentence, head, role, tuple(offices), memory)
        return None

    def _by_office(self, role: Role, country: str | None, memory: Memory, *, several: bool) -> Mention | None:
        """The person named before in this report who holds the office ("der Außenminister" after "Außenminister Rau")."""
        if role.office is None or country is None or several:
            return None
        return next((m for m in memory.persons.values() if m.office == role.office and m.country == country), None)

    def _surname(self, sentence: Sentence, name_part: list[int], memory: Memory) -> Mention | None:
        """A bare name: a person introduced before, else the one office holder of that surname at the time."""
        words = [sentence.tokens[t].text for t in name_part if sentence.tokens[t].text[:1].isupper()]
        if not words or not any(sentence.tokens[t].tag.startswith(("NE", "NN", "FM", "XY")) for t in name_part):
            return None
        if len(words) == 2 and (two := self._references.two_persons(words, memory)) is not None:
            return two
        for word in reversed(words):
            for form in (word, word[:-1] if word.endswith(("s", "'", "’")) else word):
                if form.casefold() in memory.persons:
                    known = memory.persons[form.casefold()]
                    return replace(known, how=f"surname of {known.name or form}, introduced before")
        if len(words) > 1 or self._looks_common(sentence, name_part[0]):
            return None
        # Whoever is not known all over the world is meant only where the report speaks of the country.
        spoken_of = memory.context.total
        offices = [one for one in self._names.surname(words[0]) if one.held(memory.day) and (fame(one) <= WORLD_FAME or one.country in spoken_of)]
        offices = [one for one in offices if one.country in spoken_of] or offices
        highest = min((fame(one) for one in offices), default=0)
        offices = [one for one in offices if fame(one) == highest]
        if offices and len({one.person for one in offices}) == 1 and sentence.tokens[name_part[0]].tag.startswith(("NE", "NN")):
            return self._known_person(sentence, name_part[0], None, tuple(offices), memory)
        return None

    def _looks_common(self, sentence: Sentence, token: int) -> bool:
        """Whether a capitalised word is used like a common noun: with article or adjective ("im Sommer"), which surnames are not."""
        for child in sentence.children[token]:
            one = sentence.tokens[child]
            if one.label in ("det", "amod", "nummod") or one.tag == "APPRART":
                return True
        return False

    def _carried(self, sentence: Sentence, head: int, memory: Memory) -> Mention | None:
        """A quantity or an act that stands for the party in its attribute ("Hunderte Demonstranten", "das Vorgehen Khartums")."""
        for child in sentence.children[head]:
            if sentence.tokens[child].label in ("nmod", "appos", "flat") and sentence.tokens[child].tag.startswith("N"):
                found = self._nominal(sentence, child, memory)
                if found is not None:
                    return replace(found, how=f"{found.how}, through {sentence.tokens[head].text!r}", carried=True)
        for child in sentence.children[head]:
            token = sentence.tokens[child]
            state = self._names.adjective(token.lemma) if token.label == "amod" else None
            if state is not None:
                return Mention(0, 0, "", country=state.id, how="adjective of origin")
        origin = self._compounds.origin(sentence.tokens[head].text, sentence.tokens[head].parts)
        return Mention(0, 0, "", country=origin[0], sector=origin[1], how="first part of the compound") if origin else None

    def _collective(self, sentence: Sentence, head: int, memory: Memory) -> Mention | None:
        for child in sentence.children[head]:
            token = sentence.tokens[child]
            if token.label == "amod" and token.lemma.lower().startswith(self._regions):
                return Mention(0, 0, "", country=None, how="group of states", kind="group")
        country, how = self._origins.origin(sentence, head, memory, guess=False)
        if country is None and sentence.tokens[head].lemma.lower() in self._same_country and not sentence.tokens[head].text.endswith(("er", "ern", "en")):
            country, how = memory.context.at(sentence.number, head, NO_CONTEXT), "the country the report speaks of"
        if country is None and sentence.tokens[head].text in self._member_states and not any(True for _ in attributes(sentence, head)):
            federation = memory.context.only()
            if federation in FEDERAL and all(sentence.tokens[c].label in ("det", "case") for c in sentence.children[head]):
                return Mention(0, 0, "", country=federation, sector="GOV", sectors=("GOV",), how="the states of the federation the report speaks of")
        sector = self._sectors.of_delegates(sentence, head, country, memory)
        return Mention(0, 0, "", country=country, sector=sector, sectors=(sector,) if sector else (), how=how if country else "group of states", kind="group")

    def _neighbouring(self, sentence: Sentence, head: int, memory: Memory) -> Mention | None:
        for first, last, name in memory.names[sentence.number]:
            if name.state is not None and any(first <= t < last for t in name_tokens(sentence, head)):
                return Mention(0, 0, "", name=name.state.name, country=name.state.id, how="state")
        before = [m.country for _, m in sorted(memory.mentions[-1].items()) if m.country in self._names.states]
        centre = before[-1] if before else memory.context.at(sentence.number, head, NO_CONTEXT)
        if centre is None:
            return None
        neighbours = frozenset(self._names.states[centre].neighbours)
        country = memory.context.at(sentence.number, head, frozenset(set(memory.context.total) - neighbours))
        return Mention(0, 0, "", country=country, how=f"neighbour of {centre}", kind="group")


def _surname_of(sentence: Sentence, name_part: list[int]) -> str:
    """The last word of a name before its apposition."""
    return [sentence.tokens[t].text for t in name_part if sentence.tokens[t].tag.startswith("NE")][-1]


def _quoted(sentence: Sentence, head: int) -> bool:
    """Whether a phrase stands in quotation marks like a name ("die „Neue Rechte“")."""
    first = min([head, *(c for c in sentence.children[head] if sentence.tokens[c].label == "amod")])
    return first > 0 and sentence.tokens[first - 1].text in '„“"»«‚‘' and head + 1 < len(sentence.tokens) and sentence.tokens[head + 1].text in '“”"«»‘’'
