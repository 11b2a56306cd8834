"""Which of a sentence's moments is the date of an event: one that hangs on its clause, on its phrase, or on its arguments."""

from __future__ import annotations

from lagebild.coding.attachment import HOLDING, carrying, chain_above, clause_above, top_of
from lagebild.coding.matching import FrameView
from lagebild.model import Moment


def moment_of(view: FrameView, reporting: frozenset[str], *, direct: bool = False) -> Moment | None:
    """The event's moment, the most exact of those that hang on it; `reporting` are verbs whose own date is that of the speech.

    `direct`: years, months and ranges count only where they hang on the verb itself, as for verbal acts, whose objects have dates of their
    own ("das Abkommen von 2005").
    """
    moments = [m for m in (view.document.moments[view.frame.sentence] if view.document.moments else ()) if m.start is not None]
    if not moments:
        return None
    chains = {moment: chain_above(view, top_of(view, moment.span_start, moment.span_end)) for moment in moments}
    for frame in carrying(view):
        if frame is not view.frame and frame.kind == "verb" and frame.lemma in reporting and view.frame.kind != "noun":
            # A verbal act is done by being said: "kündigte heute an, gegen Oslo vorzugehen".
            said = [m for m in moments if direct and chains[m][:1] == [frame.head]]
            if said:
                return max(said, key=_exactness)
            break
        nearest = direct and frame.kind != "noun"
        mine = [m for m in moments if frame.head in chains[m] and not (nearest and chains[m][0] != frame.head and _is_coarse(m))]
        if mine:
            return max(mine, key=lambda m: (-chains[m].index(frame.head), _exactness(m)))
    # "das am 16. Dezember in Brüssel stattfindet", "die heute stattfindende Konferenz"
    for child in view.frames:
        if child.parent == view.frame.number and child.embedding in ("attribute", "relative") and (child.embedding == "attribute" or child.lemma in HOLDING):
            mine = [m for m in moments if child.head in chains[m]]
            if mine:
                return max(mine, key=_exactness)
    above = clause_above(view)
    if above is not None and above.lemma not in reporting:
        mine = [m for m in moments if chains[m] and chains[m][0] == above.head]
        if mine:
            return max(mine, key=_exactness)
    return None


def _is_coarse(moment: Moment) -> bool:
    return moment.precision in ("year", "month", "range")


def _exactness(moment: Moment) -> tuple[int, int]:
    order = {"part-of-day": 5, "day": 5, "week": 3, "range": 2, "month": 3, "year": 2}
    return order.get(moment.precision, 1), -moment.span_start
