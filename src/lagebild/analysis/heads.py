"""Repair of heads that German grammar rules out, between the parser and the labelling of arguments in `agreement`.

Two common nouns side by side without article and comma are no apposition, unless the
first is a measure or a word that is named by what follows. A name before a noun that lacks the -s is no genitive. A phrase that can only be
dative is no genitive either, but an argument of the verb.
"""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.analysis.cases import CaseReader
from lagebild.analysis.clause_words import ClauseWords
from lagebild.analysis.parser import Tree, Words
from lagebild.analysis.verbs import VerbForms

_OBJECT = ("obj", "ccomp", "xcomp")
_GENITIVE_ENDINGS = ("s", "x", "z", "ß", "'", "’")


@dataclass
class _Draft:
    """A tree while it is repaired."""

    words: Words
    heads: list[int]
    labels: list[str]

    def below(self, token: int) -> list[int]:
        return [child for child, head in enumerate(self.heads) if head == token and child != token]

    def has(self, token: int, *labels: str) -> bool:
        return any(self.labels[child] in labels for child in self.below(token))

    def predicate(self, token: int) -> int | None:
        """The nearest verb above a token, None if there is none."""
        while self.heads[token] != token:
            token = self.heads[token]
            if self.words.tagged[token].tag.startswith("V"):
                return token
        return None


class HeadRepair:
    """Built once from a language's nouns, verbs and clause words."""

    def __init__(self, cases: CaseReader, forms: VerbForms, words: ClauseWords) -> None:
        self._cases = cases
        self._forms = forms
        self._words = words

    def correct(self, words: Words, tree: Tree) -> Tree:
        """The tree with impossible heads replaced; the same tree if there are none."""
        draft = _Draft(words, list(tree.heads), list(tree.labels))
        for token, label in enumerate(tree.labels):
            tag = words.tagged[token].tag
            if label == "appos" and tag.startswith("NN"):
                self._object_beside(draft, token)
            elif label == "appos" and tag.startswith("NE"):
                self._genitive_name(draft, token)
            elif label == "nmod" and tag.startswith("NE"):
                self._name_before(draft, token)
                self._name_after(draft, token)
            if draft.labels[token] == "nmod":
                self._dative(draft, token)
        return Tree(tuple(draft.heads), tuple(draft.labels)) if draft.heads != list(tree.heads) or draft.labels != list(tree.labels) else tree

    def _object_beside(self, draft: _Draft, token: int) -> None:
        """ "nahm von dem Gesetz Abstand", "leistete den Opfern des Bebens Hilfe": the bare noun after another's phrase is the verb's object."""
        head = draft.heads[token]
        tagged = draft.words.tagged
        bare = head == token - 1 and not draft.has(token, "det", "case", "amod", "nummod")
        if not bare or not tagged[head].tag.startswith("NN") or tagged[head].lemma.lower() in self._words.named_by_next:
            return
        verb = draft.predicate(token)
        above = draft.heads[head]
        genitive = draft.labels[head] == "nmod" and draft.has(head, "det") and not draft.has(head, "case")
        if verb is None or (not (above == verb and draft.has(head, "case")) and not (genitive and draft.heads[above] == verb)):
            return
        if not draft.has(verb, *_OBJECT) and not draft.has(verb, "aux:pass", "nsubj:pass"):
            draft.heads[token], draft.labels[token] = verb, "obj"

    def _genitive_name(self, draft: _Draft, token: int) -> None:
        """ "die Exporte Deutschlands": a name in -s after a noun that is nobody's title is a genitive."""
        head = draft.heads[token]
        text, lemma = draft.words.words[token], draft.words.tagged[token].lemma
        one = draft.words.tagged[head]
        titled = not one.tag.startswith("NN") or self._words.roles.find(one.lemma, draft.words.words[head]) is not None
        if head == token - 1 and not titled and text == lemma + "s":
            draft.labels[token] = "nmod"

    def _name_after(self, draft: _Draft, token: int) -> None:
        """ "die Stadt Palmyra": a name right after a noun that has neither -s nor preposition is an apposition."""
        head = draft.heads[token]
        bare = head == token - 1 and draft.words.tagged[head].tag.startswith("NN") and not draft.has(token, "case", "det")
        if bare and not draft.words.words[token].endswith(_GENITIVE_ENDINGS):
            draft.labels[token] = "appos"

    def _name_before(self, draft: _Draft, token: int) -> None:
        """ "haben mit Israel Informationen ausgetauscht": the preposition is the name's, the noun after it the verb's object."""
        head = draft.heads[token]
        text = draft.words.words[token]
        if head != token + 1 or token == 0 or draft.heads[token - 1] != head or draft.labels[token - 1] != "case" or text.endswith(_GENITIVE_ENDINGS):
            return
        verb = draft.heads[head]
        if draft.has(token, "case") or draft.labels[head] != "obl" or not draft.words.tagged[verb].tag.startswith("V") or draft.has(verb, *_OBJECT):
            return
        draft.heads[token - 1] = token
        draft.heads[token], draft.labels[token] = verb, "obl"
        draft.labels[head] = "obj"

    def _dative(self, draft: _Draft, token: int) -> None:
        """ "stimmten 89 Prozent der Delegierten dem Vertrag zu": what has no genitive form and no preposition is the verb's dative."""
        below = draft.below(token)
        if draft.heads[token] > token or draft.has(token, "case") or not any(draft.labels[one] == "det" and one < token for one in below):
            return
        readings = self._cases.readings(draft.words.words, draft.words.tagged, draft.labels, token, below)
        if any(one.startswith("gen") for one in readings) or not any(one.startswith("dat") for one in readings):
            return
        verb = draft.predicate(token)
        if verb is None or draft.has(verb, "obl:arg"):
            return
        particles = [draft.words.words[child].lower() for child in draft.below(verb) if draft.labels[child] == "compound:prt"]
        lemma = draft.words.tagged[verb].lemma.lower()
        if {lemma, *(particle + lemma for particle in particles)} & self._forms.takes_dative:
            draft.heads[token], draft.labels[token] = verb, "obl:arg"
