"""Where the parties come from: the country that a noun phrase belongs to, and how the text says so.

Adjective ("russische Truppen"), compound ("US-Truppen"), attribute ("Truppen aus Russland"), possessive ("ihre Truppen"), and as the last
resort the country that the report is speaking of there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lagebild.analysis.phrases import attributes, name_tokens
from lagebild.codebook import Name, NameIndex
from lagebild.codebook.actors import Organisation
from lagebild.codebook.places import Gazetteer
from lagebild.languages.roles import Roles
from lagebild.model import Mention, Sentence, Token
from lagebild.resolution.compounds import CompoundReader
from lagebild.resolution.context import Memory
from lagebild.resolution.pronouns import antecedent

_ORIGIN_PREPOSITIONS = ("in", "aus", "von", "bei", "im", "der")
_COMMON_NAMES = frozenset({"party", "government", "parliament", "court", "igo-organ"})
FEDERAL = frozenset({"DEU", "AUT", "CHE"})
FEWEST_VOTES = 2
"""So often a report must name another country before a common name is taken for a body of that country."""
NO_CONTEXT = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"})


class OriginReader:
    """Reads origins for the resolver, which gives `nominal` to resolve the noun phrases in attributes."""

    def __init__(
        self,
        names: NameIndex,
        gazetteer: Gazetteer,
        roles: Roles,
        compounds: CompoundReader,
        data: dict[str, Any],
        nominal: Callable[[Sentence, int, Memory], Mention | None],
    ) -> None:
        self._names = names
        self._gazetteer = gazetteer
        self._roles = roles
        self._compounds = compounds
        self._pronouns: dict[str, Any] = data["pronouns"]
        self._regions = tuple(data["regions"])
        self._stateless = tuple(word.lower() for word in data["stateless"])
        self._common_tails = tuple(data["common_tails"])
        self._manifold = frozenset(data["manifold"])
        self._about = tuple(data["about"])
        self._abroad = frozenset(word.lower() for word in data["abroad"])
        self._nominal = nominal

    def origin(self, sentence: Sentence, head: int, memory: Memory, *, guess: bool) -> tuple[str | None, str]:
        """Country that a phrase belongs to and how that is known; with `guess` the country the report speaks of is the last resort."""
        token = sentence.tokens[head]
        for owner in name_tokens(sentence, head):
            found = self._adjective(sentence, owner)
            if found is not None:
                return found
        federal = token.text.startswith("Bundes")
        compound = None if self._is_about(token) else self._compounds.origin(token.text, token.parts)
        if compound is not None and not federal:
            return compound[0], "first part of the compound"
        hosts: set[str] = set()
        person = (role := self._roles.find(token.lemma, token.text)) is not None and role.kind == "person"
        for child, prep in attributes(sentence, head):
            # "die Regierung in Kiew" is Ukraine's; "die Minister in Wien" are only there.
            if prep in ("in", "bei") and token.lemma.lower() in self._abroad:
                host = self.place_country(sentence, child) or getattr(memory.mentions[-1].get(child) if memory.mentions else None, "country", None)
                hosts |= {host} if host is not None else set()
                continue
            if prep is None or (prep in _ORIGIN_PREPOSITIONS and not (person and prep in ("in", "bei"))):
                mention = memory.mentions[-1].get(child) if memory.mentions else None
                mention = mention or self._nominal(sentence, child, memory)
                country = (mention.country if mention is not None else None) or self.place_country(sentence, child)
                if country:
                    return country, f"attribute {sentence.tokens[child].text!r}"
        for first, last, name in memory.names[sentence.number]:
            if any(first <= t < last for t in name_tokens(sentence, head)) and (name.state or name.organisation):
                country = name.state.id if name.state else name.organisation.country  # type: ignore[union-attr]
                if country:
                    return country, f"name {sentence.tokens[first].text!r}"
        for child in sentence.children[head]:
            if sentence.tokens[child].tag.startswith("PPOSAT"):
                owner_mention = antecedent(sentence, child, memory.mentions, self._pronouns)
                if owner_mention is not None and owner_mention.country:
                    return owner_mention.country, f"possessive for {owner_mention.text!r}"
        if compound is not None:
            federation = _federation(sentence, head, memory)
            return (federation, "the federation the report speaks of") if federation else (compound[0], "first part of the compound")
        regions = [sentence.tokens[c].lemma.lower() for c in sentence.children[head] if sentence.tokens[c].label == "amod"]
        if any(region.startswith("europäisch") for region in regions):
            return "EUR", "adjective 'europäisch'"
        if (
            not guess
            or token.text.removesuffix("n") in self._manifold
            or token.text in self._manifold
            or any(region.startswith(self._regions) for region in regions)
            or token.lemma.lower().endswith(self._stateless)
        ):
            return None, "unknown origin"
        if role is not None and role.countries:
            spoken = memory.context.at(sentence.number, head, only=role.countries)
            return spoken or role.countries[0], f"the only states with such an office or body: {', '.join(role.countries)}"
        if memory.context.survey():
            return memory.context.alone(sentence.number), "the only country named there, in a report that goes from country to country"
        # Ministers, parliaments and their committees can be the European Union's; police, armies and people cannot.
        exclude = NO_CONTEXT - {"EUR"} if role is not None and role.sector in ("GOV", "LEG") else NO_CONTEXT
        return memory.context.at(sentence.number, head, exclude | hosts), "the country the report speaks of"

    def _is_about(self, token: Token) -> bool:
        """Whether the first part of a compound is what somebody is about or against ("G8-Gegner"), not whose he is."""
        return token.text.lower().endswith(self._about) or token.lemma.lower().endswith(self._about)

    def stated(self, sentence: Sentence, head: int, memory: Memory) -> str | None:
        """Country that adjective or attribute of a phrase name, not the name itself ("kirgisischer Sicherheitsrat", "Behörden in Mumbai")."""
        for owner in name_tokens(sentence, head):
            found = self._adjective(sentence, owner)
            if found is not None:
                return found[0]
        for child, prep in attributes(sentence, head):
            if prep is None or prep in ("in", "aus", "von"):
                named = next((n for first, last, n in memory.names[sentence.number] if first <= child < last), None)
                country = named.state.id if named is not None and named.state is not None else self.place_country(sentence, child)
                if country is not None:
                    return country
        return None

    def elsewhere(self, name: Name, sentence: Sentence, head: int, memory: Memory) -> str | None:
        """The country of a body with a common name ("Sicherheitskabinett", "Christdemokraten"), where the phrase or the report speaks of
        another country than the one whose body is best known by it; None if the best known is meant."""
        one, text = name.organisation, sentence.tokens[head].text
        if one is None:
            return None
        if (foreign := self._of_another_state(one, sentence, head)) is not None:
            return foreign
        if not self._common(name, text):
            return None
        several = any(found is name and last - first > 1 and sentence.tokens[first].tag != "ART" for first, last, found in memory.names[sentence.number])
        if several or (one.country not in self._names.states and one.kind != "igo-organ"):
            return None
        stated = self.stated(sentence, head, memory)
        if stated is not None and stated != one.country:
            return stated
        if one.country not in self._names.states:
            return None
        if text.startswith("Bundes"):
            federation = _federation(sentence, head, memory)
            return federation if federation != one.country else None
        # What bodies with common names say of their country is no evidence: "die Grünen" and "der Landtag" do not make a report German.
        own = sum(
            other.organisation is not None and other.organisation.country == one.country and self._common(other, words[last - 1].text)
            for words, found in memory.named()
            for _, last, other in found
        )
        country, votes = max(memory.context.total.items(), key=lambda item: (item[1], item[0]), default=(one.country, 0))
        if memory.context.total[one.country or ""] > own:
            return None
        if memory.context.home in self._names.states and memory.context.home != one.country:
            return memory.context.home
        return country if country != one.country and votes >= FEWEST_VOTES else None

    def _of_another_state(self, one: Organisation, sentence: Sentence, head: int) -> str | None:
        """The state whose adjective stands at a word that is a name in one state and a common noun in all ("der belgische Bauernverband")."""
        token = sentence.tokens[head]
        role = self._roles.find(token.lemma, token.text)
        if role is None or role.kind != "institution" or one.country not in self._names.states:
            return None
        found = self._adjective(sentence, head)
        return found[0] if found is not None and found[0] in self._names.states and found[0] != one.country else None

    def _common(self, name: Name, text: str) -> bool:
        """Whether a body bears a name that is an ordinary word, which bodies of other countries bear as well."""
        one, role = name.organisation, self._roles.find(text, text)
        return (
            one is not None
            and (role is None or len(role.countries) != 1)
            and one.kind in _COMMON_NAMES
            and not text.isupper()
            and "-" not in text
            and text.lower().removesuffix("s").endswith(self._common_tails)
        )

    def _adjective(self, sentence: Sentence, owner: int) -> tuple[str, str] | None:
        """Country of an adjective of origin on a noun, the first or one coordinated with it ("politische und russische Kreise")."""
        for child in sentence.children[owner]:
            if sentence.tokens[child].label == "amod":
                for one in (child, *[c for c in sentence.children[child] if sentence.tokens[c].label == "conj"]):
                    state = self._names.adjective(sentence.tokens[one].lemma) or self._names.adjective(sentence.tokens[one].text)
                    if state is not None:
                        return state.id, f"adjective {sentence.tokens[one].text!r}"
        return None

    def place_country(self, sentence: Sentence, token: int) -> str | None:
        """Country of a place that the gazetteer knows at a token."""
        place = self._gazetteer.find([one.text for one in sentence.tokens], token) if sentence.tokens[token].tag.startswith(("NE", "NN")) else None
        return place[1].country if place is not None else None


def _federation(sentence: Sentence, head: int, memory: Memory) -> str | None:
    """The federation that "Bundes-" means here: it is Germany's unless the report speaks of another that uses the word."""
    spoken = memory.context.home or memory.context.at(sentence.number, head, NO_CONTEXT)
    return spoken if spoken in FEDERAL else None
