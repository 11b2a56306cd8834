"""On whose word: the source of an event that the sentence does not report in the reporter's own voice.

Looked for from the inside out, so that of nested sources the nearest wins: the reporting verb or noun above the event's clause, "laut X",
"X zufolge", "nach Angaben von X", "wie X mitteilte", "..., so X"; then hearsay ("soll ... haben", "angeblich").
"""

from __future__ import annotations

from typing import Any

from lagebild.analysis.phrases import extent
from lagebild.analysis.tree import preposition
from lagebild.coding.matching import FrameView
from lagebild.model import Attribution, Document, Frame, Mention, Span


class AttributionReader:
    """Built once from a language's `speech.toml`."""

    def __init__(self, data: dict[str, Any], states: frozenset[str] = frozenset()) -> None:
        """`states`: verbs with which "soll" is hearsay in the present ("soll sich unter den Toten befinden")."""
        self._states = states
        self.verbs = frozenset(data["verbs"])
        self._nouns = tuple(word.lower() for word in data["nouns"])
        self._prepositions = frozenset(data["prepositions"])
        self._with_nouns = frozenset(data["with_nouns"])
        self._hearsay_nouns = tuple(word.lower() for word in data["hearsay_nouns"])
        self._own = data["own"]
        self._hearsay = frozenset(word.lower() for word in data["hearsay"])
        self._parenthesis = frozenset(data["parenthesis"])
        self._impersonal = frozenset(data["impersonal"])
        self._unnamed = frozenset(data["unnamed"])

    def read(self, view: FrameView) -> Attribution | None:
        """The nearest source of the frame, None for the reporter's own voice."""
        return self._above(view) or self._adverbial(view) or self._parenthetical(view) or self._hearsay_cue(view)

    def _above(self, view: FrameView) -> Attribution | None:
        """The subject of a reporting verb whose content the event stands in."""
        frame: Frame = view.frame
        seen = 0
        while frame.parent is not None and seen < 6:
            parent = view.frames[frame.parent]
            seen += 1
            inside = (
                frame.embedding in ("content", "interrogative")
                or frame.parent_slot == "clause"
                or (frame.embedding == "main" and parent.kind == "verb" and frame.kind != "noun")
            )
            if parent.kind == "verb" and parent.lemma in self.verbs and inside and parent.head != view.frame.head:
                source = self._speaker(view, parent)
                if source is not None:
                    return source
            if (
                parent.kind == "verb"
                and parent.lemma in self.verbs
                and frame.kind == "noun"
                and frame.parent_slot in ("pp:von", "pp:über", "object")
                and parent.lemma in ("berichten", "melden", "sprechen", "bestätigen", "schildern")
            ):
                source = self._speaker(view, parent)
                if source is not None:
                    return source
            frame = parent
        return self._wrapped(view)

    def _wrapped(self, view: FrameView) -> Attribution | None:
        """A reporting clause that the parser hung below the reported one: "..., sagte der Minister", "wie die Polizei mitteilte"."""
        heads = {view.frame.head}
        frame = view.frame
        while frame.parent is not None:
            frame = view.frames[frame.parent]
            heads.add(frame.head)
        for one in view.frames:
            if one.kind == "verb" and one.lemma in self.verbs and one.head not in heads and view.sentence.tokens[one.head].head in heads:
                label = view.sentence.tokens[one.head].label
                comparing = one.marker == "wie" or any(view.sentence.tokens[f.head].text.lower() == "wie" for f in one.slots.get("adverb", ()))
                if label == "parataxis" or (label in ("advcl", "acl", "ccomp", "dep") and comparing):
                    return self._speaker(view, one)
        return None

    def _speaker(self, view: FrameView, frame: Frame) -> Attribution | None:
        cue = self._span(view.document, view, frame.trigger[0], frame.trigger[0])
        for filler in frame.slots.get("subject", ()):
            token = view.sentence.tokens[filler.head]
            word = token.text.lower()
            if word in (self._impersonal | self._unnamed) and token.tag.startswith(("PPER", "PIS", "PDS")):
                return Attribution(None, cue) if word in self._unnamed else None
            return Attribution(self._mention(view, filler.head), cue)
        return Attribution(None, cue) if frame.voice == "passive" and frame.lemma in ("berichten", "melden", "behaupten", "vermuten", "annehmen") else None

    def _adverbial(self, view: FrameView) -> Attribution | None:
        """ "laut X", "X zufolge", "nach Angaben von X", anywhere in the clauses above the event."""
        tokens = view.sentence.tokens
        for index, token in enumerate(tokens):
            if token.label != "case":
                continue
            word = token.text.lower()
            head = token.head
            lemma = tokens[head].lemma.lower()
            reporting = any(lemma == noun or lemma.endswith(noun) or lemma.removesuffix("n").endswith(noun) for noun in self._nouns)
            if word in self._prepositions or (word in self._with_nouns and reporting):
                if not self._covers(view, head):
                    continue
                cue = self._span(view.document, view, index, index)
                if not reporting:
                    return Attribution(self._mention(view, head), cue)
                for child in view.sentence.children[head]:
                    child_token = tokens[child]
                    if child_token.label == "nmod" and preposition(view.sentence, child) in (None, "von", "aus"):
                        return Attribution(self._mention(view, child), cue)
                    if child_token.tag.startswith("PPOSAT"):
                        return Attribution(self._mention(view, child), cue)
                if any(tokens[child].label == "amod" and tokens[child].lemma.lower() == self._own for child in view.sentence.children[head]):
                    return self._own_word(view, cue)
                if head not in view.mentions and any(lemma == noun or lemma.removesuffix("en") == noun for noun in self._hearsay_nouns):
                    return Attribution(None, cue)
                if any(tokens[c].label == "amod" for c in view.sentence.children[head]) or len(lemma) > 11:
                    return Attribution(self._mention(view, head), cue)
                return Attribution(None, cue)
        return None

    def _own_word(self, view: FrameView, cue: Span) -> Attribution:
        """ "Die Rebellen haben die Stadt nach eigenen Angaben eingenommen": the source is the subject of the clause."""
        frame: Frame | None = view.frame
        while frame is not None:
            if frame.kind == "verb" and frame.slots.get("subject"):
                return Attribution(self._mention(view, frame.slots["subject"][0].head), cue)
            frame = view.frames[frame.parent] if frame.parent is not None else None
        return Attribution(None, cue)

    def _covers(self, view: FrameView, head: int) -> bool:
        """Whether the phrase stands above or beside the event: the clause that it modifies contains the event's trigger."""
        tokens = view.sentence.tokens
        top = tokens[head].head
        if top == head:
            return True
        while tokens[top].label in ("nmod", "obl", "amod", "appos", "conj") and tokens[top].head != top:
            top = tokens[top].head
        return view.frame.head == top or view.frame.head in view.sentence.subtree(top)

    def _parenthetical(self, view: FrameView) -> Attribution | None:
        """ "..., so der Minister.": the particle, directly after a comma, and a nominative phrase."""
        tokens = view.sentence.tokens
        for index in range(1, len(tokens) - 1):
            if tokens[index].text in self._parenthesis and tokens[index - 1].text in (",", "“", '"', "«", "»"):
                follower = index + 1
                head = next((t for t in range(follower, min(len(tokens), follower + 6)) if tokens[t].tag.startswith("N") and t in view.mentions), None)
                between = [tokens[t].tag for t in range(follower, head)] if head is not None else []
                if head is not None and all(tag.startswith(("ART", "ADJ", "PPOSAT", "PDAT", "PIAT")) for tag in between):
                    return Attribution(self._mention(view, head), self._span(view.document, view, index, index))
        return None

    def _hearsay_cue(self, view: FrameView) -> Attribution | None:
        tokens = view.sentence.tokens
        chain: list[Frame] = [view.frame]
        while chain[-1].parent is not None and len(chain) < 4 and chain[-1].embedding not in ("relative",):
            chain.append(view.frames[chain[-1].parent])
        for frame in chain:
            if frame.reading in ("hearsay", "claim") and frame.modal_token is not None:
                cue = self._span(view.document, view, frame.modal_token, frame.modal_token)
                # "will ... gesehen haben" is on the word of the subject, "soll ... gesehen haben" on nobody's.
                claimant = next(iter(frame.slots.get("subject", ())), None) if frame.reading == "claim" else None
                return Attribution(self._mention(view, claimant.head) if claimant is not None else None, cue)
            standing = frame.modal == "sollen" and frame.lemma in self._states
            if standing and frame.modal_token is not None and not tokens[frame.modal_token].text.lower().startswith("sollte"):
                # "soll sich in der Stadt befinden"
                return Attribution(None, self._span(view.document, view, frame.modal_token, frame.modal_token))
            for filler in (*frame.slots.get("adverb", ()), *frame.slots.get("adjective", ())):
                if tokens[filler.head].lemma.lower() in self._hearsay or tokens[filler.head].text.lower() in self._hearsay:
                    return Attribution(None, self._span(view.document, view, filler.head, filler.head))
            if frame.kind == "verb" and frame.embedding != "content":
                break
        return None

    def _mention(self, view: FrameView, head: int) -> Mention:
        found = view.mentions.get(head)
        if found is not None:
            return found
        first, last = extent(view.sentence, head)
        tokens = view.sentence.tokens
        start, end = tokens[first].start, tokens[last].end
        return Mention(start, end, view.document.report.text[start:end], how="unresolved source")

    def _span(self, document: Document, view: FrameView, first: int, last: int) -> Span:
        tokens = view.sentence.tokens
        return Span.of(document.report.text, tokens[first].start, tokens[last].end)
