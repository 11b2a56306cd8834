"""Status of an event from grammar and cues: actual, future, hypothetical, negated, historical.

The cue nearest to the event decides: its own negation, modal and mood, then what governs it (a planning verb, a conditional clause, "im
Falle eines ..."). The cues are data (`status.toml`); each decision keeps the tokens that made it.
"""

from __future__ import annotations

from typing import Any

from lagebild.coding.matching import FrameView
from lagebild.model import Frame, Status

_TEMPORAL = frozenset(
    {"nach", "vor", "seit", "während", "wegen", "trotz", "aufgrund", "angesichts", "infolge", "bei", "durch", "aus", "mit", "von", "neben", "ohne", "laut"}
)
_ABOUT = frozenset({"zu", "über", "auf", "an", "um", "mit", "vor"})
"""Prepositions of what a verb is about; "in" and "bei" only say when or where."""
_OPEN_SLOTS = frozenset({"genitive", "pp:zu", "pp:über", "pp:um", "pp:für", "pp:auf"})
"""Slots of a noun for what it is about: as uncertain as the noun itself."""
_ERA_SLOTS = frozenset({"pp:in", "pp:während", "pp:unter", "pp:zu"})
_INHERITING = ("object", "subject", "complement", "genitive")


class StatusReader:
    """Built once from a language's `status.toml`."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._verbs: dict[str, Status] = {
            **dict.fromkeys(data["hypothetical_verbs"], "hypothetical"),
            **dict.fromkeys(data["future_verbs"], "future"),
            **dict.fromkeys(data["negating_verbs"], "negated"),
        }
        self._adjectives: dict[Status, tuple[str, ...]] = {
            "negated": tuple(data["negated_adjectives"]),
            "future": tuple(data["future_adjectives"]),
            "hypothetical": tuple(data["hypothetical_adjectives"]),
            "historical": tuple(data["historical_adjectives"]),
        }
        self._adverbs: dict[str, Status] = {
            **dict.fromkeys(data["future_adverbs"], "future"),
            **dict.fromkeys(data["hypothetical_adverbs"], "hypothetical"),
            **dict.fromkeys(data["historical_adverbs"], "historical"),
        }
        self._nouns: dict[str, Status] = {
            **{word.lower(): "hypothetical" for word in data["hypothetical_nouns"]},
            **{word.lower(): "future" for word in data["future_nouns"]},
            **{word.lower(): "negated" for word in data["negating_nouns"]},
        }
        self._phrases: dict[str, Status] = dict.fromkeys(data["hypothetical_phrases"], "hypothetical")
        self._agreed = tuple(word.lower() for word in data["content_nouns"])
        self._until = frozenset(data["open_markers"])
        self._spans = frozenset(word.lower() for word in data["historical_spans"])
        self._eras = tuple(word.lower() for word in data["historical_eras"])
        self._judged: frozenset[str] = frozenset(data["judging_verbs"])
        self._judgements = tuple(data["hypothetical_judgements"])
        self._modals: dict[str, Status] = data["modals"]
        self.states = frozenset(data["state_verbs"])
        self.scheduling = frozenset(data["scheduling_verbs"])
        self.continuing = frozenset(data["continuing_adverbs"])
        self._failing = frozenset(data["failing_verbs"])
        self._endured = frozenset(data["endured_verbs"])

    def read(self, view: FrameView) -> tuple[Status, list[int]]:
        """Status of the frame and the tokens (numbers in its sentence) that are its cues."""
        return self._noun(view, view.frame, 0) if view.frame.kind == "noun" else self._clause(view, view.frame, 0)

    def _clause(self, view: FrameView, frame: Frame, depth: int) -> tuple[Status, list[int]]:
        tokens = view.sentence.tokens
        if frame.embedding == "conditional" or frame.embedding == "interrogative":
            # A condition stays one if it is negated: "wenn sie nicht einlenken".
            cue = frame.marker_token if frame.marker_token is not None else frame.finite
            return "hypothetical", [cue] if cue is not None else []
        if frame.negation is not None:
            return "negated", [frame.negation]
        if frame.marker in self._until and frame.marker_token is not None and frame.embedding == "time" and self._is_open(frame):
            return "hypothetical", [frame.marker_token]
        own = self._modal(view, frame)
        if own is not None and own[0] == "hypothetical":
            # "könnte schon bald angreifen" stays a possibility.
            return own
        for filler in frame.slots.get("adverb", ()):
            status = self._adverbs.get(tokens[filler.head].text.lower())
            if status is not None:
                return status, [filler.head]
        era = self._era(view, frame)
        if era is not None:
            return "historical", [era]
        if frame.embedding == "purpose":
            return "future", [frame.marker_token] if frame.marker_token is not None else []
        if own is not None:
            return own
        if frame.embedding in ("content", "attribute") and frame.parent is not None and frame.mood == "infinitive" and frame.embedding == "content":
            governed = self._governor(view, frame, depth)
            if governed is not None:
                return governed
        if frame.embedding == "content" and frame.parent is not None:
            parent = view.frames[frame.parent]
            if parent.lemma == "ankündigen" and frame.tense == "present":
                return "future", list(parent.trigger)
            if parent.kind == "verb" and self._verbs.get(parent.lemma) in ("hypothetical", "negated") and frame.mood != "konjunktiv1":
                return self._verbs[parent.lemma], list(parent.trigger)
            if parent.kind == "noun" and self._nouns.get(parent.lemma.lower()) == "hypothetical":
                return "hypothetical", list(parent.trigger)
        if frame.embedding == "attribute" and frame.parent is not None and frame.tense == "present":
            return "actual", []
        return "actual", []

    def _is_open(self, frame: Frame) -> bool:
        """Whether what a clause waits for ("bis die Regierung nachgegeben hat") has not come yet."""
        return frame.tense in ("present", "future") or (frame.tense == "perfect" and frame.mood in ("konjunktiv1", "indicative"))

    def _era(self, view: FrameView, frame: Frame) -> int | None:
        """The noun that puts a clause into a time long past: "vor Jahren", "im Zweiten Weltkrieg", "unter der Militärdiktatur"."""
        if frame.tense == "present" or frame.tense == "future":
            return None
        tokens = view.sentence.tokens
        for slot, fillers in frame.slots.items():
            for filler in fillers:
                noun = tokens[filler.head]
                numbered = any(tokens[c].label == "nummod" or tokens[c].text.isdigit() for c in view.sentence.children[filler.head])
                if slot == "pp:vor" and noun.lemma.lower() in self._spans and not numbered:
                    return filler.head
                if slot in _ERA_SLOTS and noun.lemma.lower().endswith(self._eras):
                    return filler.head
        return None

    def _modal(self, view: FrameView, frame: Frame) -> tuple[Status, list[int]] | None:
        """What modal verb, future and Konjunktiv II say."""
        if frame.modal is not None and frame.modal_token is not None:
            form = view.sentence.tokens[frame.modal_token].text.lower()
            if frame.reading in ("hearsay", "claim"):
                return None
            if frame.modal == "sollen" and frame.lemma in self.states and form in ("soll", "sollen"):
                return None
            if frame.modal == "müssen" and frame.lemma in self._endured and form.startswith(("muss", "müss")) and not form.startswith("müsst"):
                return None
            if frame.modal in ("wollen", "sollen") and frame.tense == "pluperfect":
                return None
            if form.startswith(("könnt", "dürft")):
                return ("future" if form.startswith("dürft") else "hypothetical"), [frame.modal_token]
            if frame.modal in ("können", "müssen") and frame.tense in ("past", "perfect", "pluperfect") and not form.startswith("müsst"):
                return None
            if form.startswith("möcht"):
                return "future", [frame.modal_token]
            status = self._modals.get(frame.modal)
            if status is not None:
                return status, [frame.modal_token]
        if frame.tense == "future" and frame.finite is not None:
            return "future", [frame.finite]
        if frame.mood == "konjunktiv2" and frame.finite is not None:
            form = view.sentence.tokens[frame.finite].text.lower()
            if form.startswith("würd") and not self._is_passive_auxiliary(view, frame):
                return ("future" if self._reported(view, frame) else "hypothetical"), [frame.finite]
            if not self._reported(view, frame):
                return "hypothetical", [frame.finite]
        return None

    def _is_passive_auxiliary(self, view: FrameView, frame: Frame) -> bool:
        """Whether "würden" only makes the passive ("dass sie freigesprochen würden"): a future would have "werden" beside it."""
        if frame.voice != "passive":
            return False
        return not any(view.sentence.tokens[c].text.lower() == "werden" for c in view.sentence.children[frame.head])

    def _reported(self, view: FrameView, frame: Frame) -> bool:
        """Whether Konjunktiv II can be a mere substitute of Konjunktiv I: in content, or with other Konjunktiv I in the sentence."""
        return frame.embedding == "content" or frame.parent is not None or any(f.mood == "konjunktiv1" for f in view.frames)

    def _governor(self, view: FrameView, frame: Frame, depth: int) -> tuple[Status, list[int]] | None:
        """What an infinitive takes from the verb or noun that governs it."""
        if frame.parent is None or depth > 3:
            return None
        parent = view.frames[frame.parent]
        table = self._nouns if parent.kind == "noun" else self._verbs
        status = table.get(parent.lemma.lower() if parent.kind == "noun" else parent.lemma)
        if status is not None:
            return status, list(parent.trigger)
        if parent.kind == "adjective" or parent.lemma in ("haben", "sein"):
            return "future", list(parent.trigger)
        status, cues = self._clause(view, parent, depth + 1) if parent.kind != "noun" else self._noun(view, parent, depth + 1)
        return (status, cues) if status != "actual" else None

    def _noun(self, view: FrameView, frame: Frame, depth: int) -> tuple[Status, list[int]]:
        tokens = view.sentence.tokens
        if frame.negation is not None:
            return "negated", [frame.negation]
        stopped = self._stopped(view, frame)
        if stopped is not None:
            return stopped
        for filler in frame.slots.get("adjective", ()):
            lemma, text = tokens[filler.head].lemma.lower(), tokens[filler.head].text.lower()
            for status, words in self._adjectives.items():
                if lemma.startswith(words) or text.startswith(words):
                    return status, [filler.head]
        if frame.parent is None or depth > 3:
            return "actual", []
        parent = view.frames[frame.parent]
        slot = frame.parent_slot
        if parent.kind == "noun":
            governing = self._nouns.get(parent.lemma.lower())
            if governing is not None and slot in ("genitive", "pp:auf", "pp:vor", "pp:zu", "pp:für", "pp:über", "pp:um", "pp:an", None):
                return governing, list(parent.trigger)
            if slot == "genitive" and parent.lemma.lower() in ("reihe", "serie", "runde", "beginn", "ende", "fortsetzung", "aufnahme", "wiederaufnahme"):
                return self._noun(view, parent, depth + 1)
            if slot in _OPEN_SLOTS and parent.lemma.lower().endswith(self._agreed):
                # "ein geplantes Abkommen zur Entsendung von Truppen", "die Verhandlungen über eine Freilassung"
                status, cues = self._noun(view, parent, depth + 1)
                return (status, cues) if status in ("future", "hypothetical") else ("actual", [])
            return "actual", []
        if slot is None:
            return "actual", []
        preposition = slot[3:] if slot.startswith("pp:") else None
        expected = self._phrases.get(f"{parent.lemma} {preposition}")
        if expected is not None:
            return ("negated", [parent.negation]) if parent.negation is not None else (expected, list(parent.trigger))
        if preposition in _TEMPORAL and not (preposition == "bei" and (parent.modal is not None or parent.embedding == "conditional")):
            if preposition == "vor" and self._modal(view, parent) is not None:
                return "future", list(parent.trigger)
            if preposition == "vor" and self._verbs.get(parent.lemma) is not None and parent.lemma in ("warnen", "fürchten"):
                return "hypothetical", list(parent.trigger)
            return "actual", []
        governed = self._verbs.get(parent.lemma)
        if governed == "future" and slot in ("object", "subject") and parent.negation is not None:
            return "negated", [parent.negation]
        if governed is not None and (slot == "object" or (preposition in _ABOUT and governed != "future")):
            return governed, list(parent.trigger)
        if governed == "negated" and slot == "subject":
            return governed, list(parent.trigger)
        if slot == "object" and parent.lemma in self._judged:
            # "hält einen Abzug für möglich"
            judgement = self._judgement(view, parent)
            if judgement is not None:
                return "hypothetical", [judgement]
        if slot in _INHERITING or preposition in ("zu", "über", "auf", "in", "an", "um", "bei"):
            status, cues = self._clause(view, parent, depth + 1)
            if status in ("negated",) and slot == "subject" and parent.lemma not in ("stattfinden", "zustandekommen", "kommen", "geben", "erfolgen", "folgen"):
                return "actual", []
            return status, cues
        return "actual", []

    def _stopped(self, view: FrameView, frame: Frame) -> tuple[Status, list[int]] | None:
        """A planned event that is called off does not take place: "die geplante Kundgebung wurde abgesagt"."""
        parent = view.frames[frame.parent] if frame.parent is not None else None
        if parent is None or parent.kind != "verb" or frame.parent_slot not in ("object", "subject") or parent.negation is not None:
            return None
        if self._verbs.get(parent.lemma) != "negated" or (frame.parent_slot == "subject" and parent.lemma not in self._failing):
            return None
        return ("negated", list(parent.trigger)) if self._modal(view, parent) is None else None

    def _judgement(self, view: FrameView, frame: Frame) -> int | None:
        """The word by which a verb calls something possible or not: "für unwahrscheinlich halten"."""
        tokens = view.sentence.tokens
        fillers = (*frame.slots.get("complement", ()), *frame.slots.get("pp:für", ()), *frame.slots.get("adverb", ()))
        return next((one.head for one in fillers if tokens[one.head].lemma.lower().startswith(self._judgements)), None)
