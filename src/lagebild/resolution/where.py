"""Where: phrases of place in each sentence, with country and coordinates where they are known.

Names come from the gazetteer, then from the table of cities of the countries that the report speaks of. A name that both lack is still a place
after a preposition of place; it keeps its text and no country: unknown stays unknown. Nouns of place take what is known from a name in
their phrase ("in der Hauptstadt Tallinn"), from their adjective, or from the place spoken of before ("in der Stadt", "dort").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from lagebild.analysis.phrases import extent
from lagebild.analysis.tree import preposition
from lagebild.codebook import NameIndex
from lagebild.codebook.cities import Cities, Spelling, load_city_lines
from lagebild.codebook.places import Gazetteer, KnownPlace, Meanings
from lagebild.languages import Language
from lagebild.model import Document, Mention, Place, Sentence, Token
from lagebild.resolution.surroundings import Surroundings

_LABELS = frozenset({"obl", "nmod", "conj", "appos", "flat", "obj", "obl:arg", "nsubj:pass", "obl:agent"})
_IN_NAME = ("appos", "flat")
SURE_TAIL = 6
"""From this length on the tail of a word is a compound's last part without further proof."""
_UNKNOWN = KnownPlace("", None, None, None, None, "")


class PlaceResolver:
    """Built once over the gazetteer, the names of states, and a language's `places.toml`."""

    def __init__(self, language: Language, gazetteer: Gazetteer, names: NameIndex) -> None:
        data: dict[str, Any] = language.toml("places")
        self._gazetteer = gazetteer
        self._names = names
        self._cities = Cities(load_city_lines(), Spelling(data["spelling"]))
        self._nouns = tuple(word.lower() for word in data["nouns"])
        self._borders = tuple(word.lower() for word in data["borders"])
        self._relational = frozenset(word.lower() for word in data["relational"])
        self._directions = tuple(data["directions"])
        self._missions = tuple(word.lower() for word in data["missions"])
        self._towns = frozenset(word.lower() for word in data["towns"])
        self._regions = frozenset(word.lower() for word in data["regions"])
        self._capitals = tuple(word.lower() for word in data["capitals"])
        self._countries = frozenset(word.lower() for word in data["countries"])
        self._adverbs = frozenset(data["adverbs"])
        self._prepositions = frozenset(data["prepositions"])
        self._before_von = frozenset(data["before_von"])
        self._sure = frozenset(data["sure"])
        self._inner = frozenset(data["inner"])
        self._never = frozenset(word.lower() for word in data["never"])
        self._adjectives = {stem: country for country, stems in data["adjectives"].items() for stem in stems}
        self._home = tuple(data["home"])
        self._times = frozenset(data["times"])
        self._place_words: dict[str, bool] = {}

    def resolve(self, document: Document) -> Document:
        """The document with `places` filled: for each sentence, head token -> place."""
        around = Surroundings(document, self._gazetteer, self._home)
        return replace(document, places=tuple(self._sentence(document, sentence, around) for sentence in document.sentences))

    def _sentence(self, document: Document, sentence: Sentence, around: Surroundings) -> Mapping[int, Place]:
        tokens = sentence.tokens
        mentions = document.mentions[sentence.number] if document.mentions else {}
        named = {_head(sentence, first, last): (first, last, meanings) for first, last, meanings in self._gazetteer.scan([t.text for t in tokens])}
        within = {i for head, (first, last, _) in named.items() for i in range(first, last) if i != head}
        found: dict[int, Place] = {}
        for index, token in enumerate(tokens):
            match = named.get(index)
            if index in within or (match is None and not token.tag.startswith(("N", "FM", "XY", "ADV", "ADJD"))):
                continue
            if token.tag.startswith("AD"):
                if token.text.lower() in self._adverbs and ((known := around.before(sentence, index)) is not None or found):
                    known = known or _UNKNOWN
                    found[index] = _place(document, sentence, (index, index), known, "adverb", "in")
                continue
            prep = self._preposition(sentence, index)
            if prep is None and token.label not in _LABELS:
                continue
            if match is not None and not _is_party(mentions.get(index), match[1] - match[0] if prep is not None else 0):
                first, last, meanings = match
                if self._is_common(sentence, first, last, meanings):
                    if self._is_place_noun(token):
                        found[index] = self._described(document, sentence, index, named, around, prep)
                    continue
                known = self._meant(sentence, first, last, index, meanings, around)
                found[index] = _place(document, sentence, self._extent(sentence, index, first, last, spreads=known.kind == "landmark"), known, known.kind, prep)
                if prep is not None or token.label in _IN_NAME or token.label == "obj":
                    around.speak_of(sentence, index, known)
                continue
            if self._is_place_noun(token):
                # After a preposition of place; bare what force is used against: "besetzten die Stadt", "die Eroberung der Stadt".
                if (prep in self._prepositions or (prep is None and token.label in ("obj", "nsubj:pass", "nmod"))) and self._is_whole(sentence, index):
                    found[index] = self._described(document, sentence, index, named, around, prep)
            elif prep in self._sure and not _is_party(mentions.get(index)):
                known = self._unlisted(sentence, index, around)
                if known is not None:
                    last = index + len(_name(sentence, index).split())
                    found[index] = _place(document, sentence, self._extent(sentence, index, index, last), known, known.kind, prep)
                    around.speak_of(sentence, index, known)
        return MappingProxyType(found)

    def _is_place_noun(self, token: Token) -> bool:
        """Whether a noun is one of place or a compound of one; a short tail counts only where the parts of the compound show it ("Kosten")."""
        lower = token.lemma.lower()
        if lower not in self._place_words:
            tails = [noun for noun in self._nouns if lower.endswith(noun)]
            self._place_words[lower] = lower not in self._never and any(
                lower == noun or len(noun) >= SURE_TAIL or lower.endswith("-" + noun) or _is_part(token, noun) for noun in tails
            )
        return self._place_words[lower]

    def _is_whole(self, sentence: Sentence, index: int) -> bool:
        """Whether a noun that says where something is relative to another names that other ("in der Nähe der Stadt", not "in zeitlicher Nähe")."""
        if sentence.tokens[index].lemma.lower() not in self._relational:
            return True
        return any(sentence.tokens[c].label == "nmod" and preposition(sentence, c) in (None, "von", "zu") for c in sentence.children[index])

    def _preposition(self, sentence: Sentence, index: int) -> str | None:
        """The preposition of a noun; of a name in apposition that of its noun; "südlich von" is one."""
        tokens = sentence.tokens
        while tokens[index].label in _IN_NAME and tokens[index].head != index and not any(tokens[c].label == "case" for c in sentence.children[index]):
            index = tokens[index].head
            if tokens[index].lemma in self._times:
                # "besuchte am Montag Vilnius": a day has no name.
                return None
        found = preposition(sentence, index)
        if found == "von":
            case = next(c for c in sentence.children[index] if tokens[c].label == "case")
            before = tokens[case - 1].text.lower() if case else ""
            return before if before in self._before_von else found
        return found

    def _is_common(self, sentence: Sentence, first: int, last: int, meanings: Meanings) -> bool:
        """Whether a word with an article is no city after all: "in der Halle", "beim Essen" against "im syrischen Aleppo"."""
        if last - first > 1 or meanings[0].kind != "city":
            return False
        labels = {sentence.tokens[c].label: c for c in sentence.children[first]}
        contracted = "case" in labels and sentence.tokens[labels["case"]].text.lower() in ("im", "am", "beim", "zum", "zur", "ins", "ans", "vom")
        return ("det" in labels or contracted) and "amod" not in labels

    def _meant(self, sentence: Sentence, first: int, last: int, head: int, meanings: Meanings, around: Surroundings) -> KnownPlace:
        """Which of its meanings a name has here: by the words around it, then by the countries of the report and by size."""
        country = self._origin(sentence, head) or self._following(sentence, last)
        if country is not None and any(p.kind == "city" for p in meanings):
            found = next((p for p in meanings if p.country == country), None)
            name = " ".join(sentence.tokens[i].text for i in range(first, last))
            return found or self._cities.within(name, country) or (KnownPlace(name, country, None, None, None, "name") if meanings[0].country else meanings[0])
        if len(meanings) > 1 or around.is_foreign(meanings[0]):
            others = self._elsewhere(" ".join(sentence.tokens[i].text for i in range(first, last)), meanings, around)
            return around.likeliest((*meanings, *others), sentence.number)
        return meanings[0]

    def _elsewhere(self, name: str, meanings: Meanings, around: Surroundings) -> list[KnownPlace]:
        """Large cities of the same name in the country that most of the report is about."""
        country = around.main()
        other = self._cities.within(name, country) if country is not None and all(p.country != country for p in meanings) else None
        return [other] if other is not None and other.population >= around.LARGE else []

    def _following(self, sentence: Sentence, last: int) -> str | None:
        """Country of the larger place named right after: "Birmingham im US-Bundesstaat Alabama", "Tripoli (Libanon)"."""
        words = [token.text for token in sentence.tokens[last : last + 4]]
        if len(words) < 2 or words[0].lower() not in ("in", "im", "("):
            return None
        for start in range(1, min(3, len(words))):
            found = self._gazetteer.meanings(words, start)
            if found is not None and found[1][0].kind in ("country", "country-part", "region"):
                return found[1][0].country
            if words[start].startswith("US-"):
                return "USA"
        return None

    def _origin(self, sentence: Sentence, head: int) -> str | None:
        """Country of an adjective on a noun, or on the noun that a name is in apposition to ("in der syrischen Stadt Aleppo")."""
        tokens = sentence.tokens
        while True:
            for child in sentence.children[head]:
                if tokens[child].label == "amod" and "-" not in tokens[child].text:
                    country = self._adjective(tokens[child].lemma) or self._adjective(tokens[child].text)
                    if country is not None:
                        return country
            if tokens[head].text.startswith("US-"):
                return "USA"
            if tokens[head].label not in _IN_NAME or tokens[head].head == head:
                return None
            head = tokens[head].head

    def _adjective(self, word: str) -> str | None:
        state = self._names.adjective(word)
        if state is not None:
            return state.id
        lower = word.lower()
        return next((self._adjectives[s] for ending in ("", "e", "en", "er", "em", "es") if (s := lower.removesuffix(ending)) in self._adjectives), None)

    def _unlisted(self, sentence: Sentence, index: int, around: Surroundings) -> KnownPlace | None:
        """A name that the gazetteer lacks: a city of the country that the words around say, or that the report speaks of, or a large one;
        else a name alone. A word tagged as a noun is a name only where an adjective says so and there is such a city."""
        name = _name(sentence, index)
        country = self._origin(sentence, index)
        if not sentence.tokens[index].tag.startswith("NE"):
            return self._cities.within(name, country) if country is not None else None
        for direction in self._directions:
            whole = self._gazetteer.find([name.removeprefix(direction).capitalize()], 0) if name.startswith(direction) and name != direction else None
            if whole is not None and whole[1].kind in ("country", "country-part"):
                return KnownPlace(name, whole[1].country, None, None, None, "region")
        country = country or self._following(sentence, index + len(name.split()))
        if country is not None:
            return self._cities.within(name, country) or KnownPlace(name, country, None, None, None, "name")
        city = next((city for one in around.countries() if (city := self._cities.within(name, one))), None) or self._cities.large(name)
        return city or KnownPlace(name, None, None, None, None, "name")

    def _described(
        self, document: Document, sentence: Sentence, index: int, named: Mapping[int, tuple[int, int, Meanings]], around: Surroundings, prep: str | None
    ) -> Place:
        """A noun of place with what is known of it."""
        tokens = sentence.tokens
        first, last = self._extent(sentence, index, index, index + 1)
        span = (first, last)
        lemma = tokens[index].lemma.lower()
        inner = next((p for p in range(index + 1, last + 1) if p in named and tokens[p].label in (*_IN_NAME, "nmod", "conj")), None)
        origin = self._origin(sentence, index) if not lemma.endswith(self._missions) else None
        if lemma.endswith(self._borders):
            known = None
            if inner is not None and (tokens[inner].label in _IN_NAME or self._preposition(sentence, inner) in ("in", "bei")):
                known = self._meant(sentence, *named[inner][:2], inner, named[inner][2], around)
            return _place(document, sentence, span, known or replace(_UNKNOWN, country=origin), "noun", prep)
        if inner is not None and (tokens[inner].label != "nmod" or self._preposition(sentence, inner) is not None or lemma not in self._towns):
            known = self._meant(sentence, *named[inner][:2], inner, named[inner][2], around)
            if known.kind == "country" and lemma.endswith(self._capitals):
                known = self._gazetteer.capital(known.country or "") or known
            return _place(document, sentence, span, known, "noun", prep)
        other = next((c for c in sentence.children[index] if tokens[c].tag.startswith("NE") and self._names_it(sentence, index, c)), None)
        if other is not None and (known := self._unlisted(sentence, other, around)) is not None:
            return _place(document, sentence, span, known, "noun" if known.lat is not None else "name", prep)
        below = [tokens[c].lemma.lower() for c in sentence.children[index] if tokens[c].label == "nmod"]
        definite = any(tokens[c].label == "det" and tokens[c].lemma.lower() in ("der", "dieser", "die", "das") for c in sentence.children[index]) or (
            any(tokens[c].label == "case" and tokens[c].text.lower() in ("im", "am", "beim", "ins", "zur", "zum") for c in sentence.children[index])
        )
        country = origin
        if country is None and (any(one in self._countries for one in below) or (definite and (lemma in self._countries or lemma.endswith(self._capitals)))):
            country = around.country(sentence, index)
        capital = self._gazetteer.capital(country) if country is not None and lemma.endswith(self._capitals) else None
        known = capital or replace(_UNKNOWN, country=country)
        if country is None and definite and not below and not any(tokens[c].label == "amod" for c in sentence.children[index]):
            kinds = ("city",) if lemma in self._towns else ("country-part", "region") if lemma in self._regions else ()
            known = around.before(sentence, index, kinds) or known if kinds else known
        return _place(document, sentence, span, known, "noun", prep)

    def _names_it(self, sentence: Sentence, index: int, child: int) -> bool:
        """Whether a name below a noun of place says which it is: "Dorf Tremseh", "die Straßen von Jangon"."""
        label = sentence.tokens[child].label
        return label in _IN_NAME or child == index + 1 or (label == "nmod" and preposition(sentence, child) in ("von", "in", "bei"))

    def _extent(self, sentence: Sentence, index: int, first: int, last: int, *, spreads: bool = False) -> tuple[int, int]:
        """First and last token of the phrase, with the whole of the name in it and, for nouns of place and buildings, with what follows."""
        begin, end = extent(sentence, index)
        begin, end = min(begin, first), max(end, last - 1)
        while begin < min(first, index) and sentence.tokens[begin].label in ("amod", "acl") and any(c < begin for c in sentence.children[begin]):
            # "die von Flüchtlingen bewohnte Stadt": what is cut off from its article is left out.
            begin += 1
        noun = self._is_place_noun(sentence.tokens[index])
        if not noun and not spreads:
            end = last - 1
        if begin < end and sentence.tokens[end].text.isdigit():
            end -= 1
        if not spreads and not noun:
            return begin, end
        for child in sentence.children[index]:
            if sentence.tokens[child].label == "nmod" and child > end and preposition(sentence, child) in self._inner:
                whole = sentence.subtree(child, without=frozenset({"acl", "parataxis", "advcl"}))
                if whole[0] == end + 1 and whole[-1] - whole[0] + 1 == len(whole) and sentence.tokens[whole[-1]].text not in ",.;":
                    end = whole[-1]
        if end + 2 < len(sentence.tokens) and sentence.tokens[index].lemma.lower().endswith(self._borders):
            # "nahe der Grenze zu Südkorea": what stands after a border says which, wherever the parser hung it.
            case = sentence.tokens[end + 1]
            if case.label == "case" and case.text.lower() in ("zu", "zum", "zur", "zwischen", "mit") and case.head > end + 1:
                whole = sentence.subtree(case.head, without=frozenset({"acl", "parataxis", "advcl"}))
                if whole[0] == end + 1 and whole[-1] - whole[0] + 1 == len(whole):
                    end = whole[-1]
        return begin, end


def _is_part(token: Token, noun: str) -> bool:
    return any("".join(token.parts[start:]).startswith(noun) for start in range(1, len(token.parts)))


def _head(sentence: Sentence, first: int, last: int) -> int:
    """The token of a name that governs the rest of it."""
    return next((i for i in range(first, last) if not first <= sentence.tokens[i].head < last or sentence.tokens[i].head == i), first)


def _name(sentence: Sentence, index: int) -> str:
    """A name with the parts that follow it ("Deir Hafir")."""
    end = index + 1
    while end < len(sentence.tokens) and sentence.tokens[end].label == "flat" and sentence.tokens[end].head == index:
        end += 1
    return " ".join(token.text for token in sentence.tokens[index:end])


def _place(document: Document, sentence: Sentence, span: tuple[int, int], known: KnownPlace, kind: str, prep: str | None) -> Place:
    start, end = sentence.tokens[span[0]].start, sentence.tokens[span[1]].end
    text = document.report.text[start:end]
    return Place(start, end, text, known.name or text, known.country, known.lat, known.lon, known.geonames, kind, prep)


def _is_party(mention: Mention | None, size: int = 0) -> bool:
    """A newspaper or an office named after a city is not in that city; but "in Brüssel" is, though Brussels stands for a body: `size` is
    the number of words of the name after a preposition."""
    if mention is None or len(mention.text.split()) == size:
        return False
    return mention.kind == "person" or mention.how.startswith("organisation")
