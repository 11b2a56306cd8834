"""What an event becomes by the way it is said: announced force is a threat, an unwilling "nicht" is a refusal.

PLOVER codes the act. "Die Rebellen wollen nicht verhandeln" reports no meeting that failed to happen, it reports a refusal; and who
announces to attack has not attacked yet, but has threatened.
"""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.coding.matching import FrameView
from lagebild.coding.speakers import is_own_word
from lagebild.model import Attribution, Mention, Status

_HOSTILE = frozenset({"SANCTION", "COERCE", "MOBILIZE"})
_THREATENED = {"expel": "expel", "withdraw": "relations", "discontinue": "relations", "arrest": "arrest", "convict": "arrest"}
"""Mode of the threat by the mode of the step that is threatened."""
_REFUSED: dict[str, str | None] = {
    "AGREE": None,
    "SUPPORT": None,
    "CONSULT": "meet",
    "AID": "assist",
    "COOPERATE": "assist",
    "MOBILIZE": "assist",
    "RETREAT": "yield",
    "CONCEDE": "yield",
}
"""Types whose refusal is a REJECT, and the mode of that refusal."""
_OTHERWISE = frozenset({"andernfalls", "anderenfalls", "sonst", "ansonsten", "widrigenfalls", "notfalls"})
_UNWILLING = frozenset({"wollen", "mögen"})


@dataclass(frozen=True, slots=True)
class Reading:
    """Type, mode, status and attribution of an event, as far as they decide each other."""

    type: str
    mode: str | None
    status: Status
    attribution: Attribution | None


def converted(view: FrameView, reading: Reading, actors: list[Mention]) -> Reading:
    """The reading as a refusal or a threat, where its author says so; what others expect stays what it is."""
    if reading.status == "negated":
        return _refusal(view, reading, actors)
    return _threat(view, reading, actors)


def _refusal(view: FrameView, reading: Reading, actors: list[Mention]) -> Reading:
    """Not to want what one could do ("will keine Flüchtlinge aufnehmen"), or to say that one will not do it ("Wir werden nicht verhandeln")."""
    frame = view.frame
    if reading.type not in _REFUSED or frame.kind == "noun" or not actors or frame.embedding in ("conditional", "interrogative"):
        return reading
    own = _is_own_word(reading, actors)
    announced = frame.tense == "future" or (frame.finite is not None and view.sentence.tokens[frame.finite].text.lower().startswith(("werd", "würd")))
    if frame.modal not in _UNWILLING and not (announced and frame.modal is None and own):
        return reading
    mode = "change" if reading.mode == "resign" else _REFUSED[reading.type]
    return Reading("REJECT", mode, "actual", None if own else reading.attribution)


def _threat(view: FrameView, reading: Reading, actors: list[Mention]) -> Reading:
    """Force that its own author announces is a threat, made by being said, and so is any hostile step announced under a condition ("Sollte
    Oslo nicht einlenken, werde Rom Zölle verhängen")."""
    conditional = any(frame.embedding == "conditional" for frame in view.frames) or _is_alternative(view)
    if reading.status != "future" or not (reading.type == "ASSAULT" or (reading.type in _HOSTILE and conditional)):
        return reading
    if not _is_own_word(reading, actors):
        return reading
    mode = "violence" if reading.type == "ASSAULT" else _THREATENED.get(reading.mode or "", "restrict")
    return Reading("THREATEN", mode, "actual", None)


def _is_alternative(view: FrameView) -> bool:
    """Whether the step is announced for the case that the demand before is not met ("Andernfalls werde Rom Zölle verhängen")."""
    return any(view.sentence.tokens[filler.head].text.lower() in _OTHERWISE for filler in view.fillers("adverb"))


def _is_own_word(reading: Reading, actors: list[Mention]) -> bool:
    """Whether the event is told on the word of somebody of the party that acts in it."""
    source = reading.attribution.source if reading.attribution is not None else None
    if source is None:
        return False
    if is_own_word(source, actors):
        return True
    return source.country is not None and any(
        m.country == source.country and (m.sector == source.sector or m.sector is None or source.sector is None) for m in actors
    )
