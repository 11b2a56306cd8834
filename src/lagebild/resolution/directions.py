"""Whether a time expression looks back or ahead: by tense, mood, modality and announcing words of the clause it hangs on."""

from __future__ import annotations

from lagebild.languages import Language
from lagebild.model import Document, Frame, Sentence
from lagebild.model.moment import Direction, Expression

SUBORDINATORS = frozenset({"dass", "ob", "wenn", "falls", "weil", "bevor", "ehe", "sobald", "damit"})
SINGLE_DAYS = frozenset({"weekday", "weekend"})


class DirectionReader:
    """Built once from the planning words of a language's `status.toml` and the directions of its `moments.toml`."""

    def __init__(self, language: Language) -> None:
        words = language.toml("moments")["directions"]
        self._future_verbs = frozenset(language.status["future_verbs"]) - frozenset(words["announced"])
        self._announced = frozenset(words["announced"])
        self._future_adjectives = tuple(language.status["future_adjectives"])
        self._done_infinitives = frozenset(words["done_infinitives"])
        self._ahead, self._behind = frozenset(words["ahead"]), frozenset(words["behind"])
        self._held = tuple(words["held"])
        self._toward, self._after = frozenset(words["toward"]), frozenset(words["after"])

    def of_preposition(self, expression: Expression) -> Direction | None:
        """What the preposition alone says: "für Samstag" is to come, whatever the tense of the announcing verb; "vom Sonntag" is known."""
        word = (expression.preposition or "").split(" ")[0]
        if word == "für" or (word in self._ahead and expression.form in SINGLE_DAYS):
            return "future"
        return "past" if word in self._behind and expression.form in SINGLE_DAYS else None

    def read(self, document: Document, sentence: Sentence, start: int, end: int) -> Direction:
        """The direction of the words at `start` to `end` (code points of the report): that of the nearest clause above that has one."""
        tokens = sentence.tokens
        inside = [i for i, t in enumerate(tokens) if t.start < end and t.end > start]
        if not inside:
            return "unknown"
        span = set(inside)
        frames = document.frames[sentence.number]
        current = next((i for i in inside if tokens[i].head not in span or tokens[i].head == i), inside[0])
        for _ in range(len(tokens)):
            # A noun with a copula heads two frames: what it says as a noun goes before its clause.
            for frame in sorted((one for one in frames if one.head == current and current not in span), key=lambda one: one.kind != "noun"):
                found = self._of_noun(frame, sentence) if frame.kind == "noun" else self._of_clause(frames, frame, sentence)
                if found is not None:
                    return found
            if tokens[current].head == current:
                break
            current = tokens[current].head
        return "unknown"

    def _of_noun(self, frame: Frame, sentence: Sentence) -> Direction | None:
        """ "Bevorstehende Treffen" are ahead, and so is the vote that somebody speaks before; the attack that follows "nach" is past."""
        for filler in frame.slots.get("adjective", ()):
            if sentence.tokens[filler.head].lemma.lower().startswith(self._future_adjectives):
                return "future"
        slot = (frame.parent_slot or "").removeprefix("pp:")
        definite = any(sentence.tokens[child].tag.startswith(("ART", "PPOSAT")) for child in sentence.children[frame.head])
        held = sentence.tokens[frame.head].text.lower().endswith(self._held)
        if slot in self._toward and held:
            return "future"
        return "past" if slot in self._after and (definite or held) else None

    def _of_clause(self, frames: tuple[Frame, ...], frame: Frame, sentence: Sentence) -> Direction | None:
        if frame.embedding == "attribute":
            if frame.lemma in self._future_verbs:
                return "future"
            return "past" if frame.tense == "perfect" else None
        finite = sentence.tokens[frame.finite].lemma.lower() if frame.finite is not None else frame.lemma
        if finite == "haben" != frame.lemma and frame.modal is None and frame.mood == "indicative":
            # "hat beraten": a participle that looks like the infinitive.
            return "past"
        if frame.modal is not None and frame.tense not in ("perfect", "pluperfect"):
            # "hätte kommen sollen", "hat kommen wollen": a perfect with the infinitive of the modal.
            if finite == "haben":
                return "past"
            return "past" if frame.tense == "past" and frame.modal in ("können", "müssen", "dürfen") and frame.mood == "indicative" else "future"
        if frame.tense in ("past", "perfect", "pluperfect"):
            return "past"
        if frame.tense == "future" or frame.mood == "konjunktiv2":
            return "future"
        if frame.mood != "infinitive" or frame.marker in SUBORDINATORS:
            # What stands after "dass" is finite, whatever the tagger took it for.
            return "present"
        parent = frames[frame.parent] if frame.parent is not None else None
        if frame.embedding == "purpose" or (frame.embedding == "content" and (parent is None or parent.lemma not in self._done_infinitives)):
            return "future"
        return None
