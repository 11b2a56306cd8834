"""How a clause hangs on its governor: main, content, conditional, purpose, cause, time, concession, relative, interrogative."""

from __future__ import annotations

from lagebild.analysis.clause import Clause
from lagebild.analysis.clause_words import ClauseWords
from lagebild.analysis.tree import dependents, is_relative
from lagebild.model import Sentence


def embed(sentence: Sentence, clause: Clause, words: ClauseWords) -> None:
    """Set embedding, marker and parent token."""
    tokens = sentence.tokens
    token = tokens[clause.head]
    marker = next((c for c in dependents(sentence, clause.head, "mark") if tokens[c].tag != "PTKZU"), None)
    if marker is None:
        marker = _opener(sentence, clause, words)
    if marker is not None:
        clause.marker, clause.marker_token = tokens[marker].text.lower(), marker
    if token.head != clause.head:
        clause.parent_token = token.head
    if clause.embedding == "attribute":
        return
    by_marker = words.embedding.get(clause.marker or "")
    if token.label == "acl":
        relative = any(is_relative(sentence, one) for one in sentence.subtree(clause.head, without=frozenset({"acl", "ccomp", "advcl"})))
        question = by_marker is None and not relative and _asks(sentence, clause, words)
        clause.embedding = "interrogative" if question else by_marker or ("relative" if relative else "content")
    elif token.label in ("ccomp", "xcomp", "csubj"):
        question = _asks(sentence, clause, words) or by_marker == "interrogative"
        clause.embedding = "interrogative" if question else by_marker if by_marker == "conditional" else "content"
        if clause.embedding == "content" and marker is None and _is_condition(sentence, clause, words):
            clause.embedding = "conditional"
    elif token.label == "advcl":
        if by_marker in (None, "time") and _asks(sentence, clause, words):
            clause.embedding = "interrogative"
        else:
            clause.embedding = by_marker or ("conditional" if _verb_first(sentence, clause) else "time")
    elif by_marker is not None and token.label != "conj":
        clause.embedding = by_marker
    elif clause.head == token.head and tokens[-1].text == "?" and (_verb_first(sentence, clause) or _asks(sentence, clause, words)):
        clause.embedding = "interrogative"


def _asks(sentence: Sentence, clause: Clause, words: ClauseWords) -> bool:
    """Whether the clause has an interrogative word: "wer", "warum", "wie viele Soldaten"; a bare "wie" only under a verb that takes a clause."""
    tokens = sentence.tokens
    for child in sentence.children[clause.head]:
        if not tokens[child].tag.startswith("PW"):
            continue
        if tokens[child].text.lower() != "wie" or tokens[clause.head].label in ("ccomp", "csubj"):
            # "wo", "was" may be relative.
            asking = tokens[child].tag.startswith(("PWS", "PWAT")) and tokens[child].text.lower() != "was"
            return asking or tokens[clause.head].label not in ("advcl", "acl")
        if child + 1 < len(tokens) and tokens[child + 1].text.lower() in words.quantity:
            return True
    return False


def _opener(sentence: Sentence, clause: Clause, words: ClauseWords) -> int | None:
    """ "damit" tagged as an adverb, at the beginning of a clause with its verb at the end."""
    tokens = sentence.tokens
    if tokens[clause.head].label not in ("advcl", "ccomp", "parataxis"):
        return None
    inside = [one for one in sentence.subtree(clause.head) if tokens[one].label != "punct"]
    first, last = inside[0], clause.head if clause.finite is None else clause.finite
    return first if tokens[first].text.lower() in words.purpose_openers and first < clause.head <= last else None


def _is_condition(sentence: Sentence, clause: Clause, words: ClauseWords) -> bool:
    """A clause without conjunction that begins with its verb: "Sollte Russland angreifen, ...", "Greift die Armee ein, droht ..."."""
    if clause.finite is None or not _verb_first(sentence, clause):
        return False
    tokens = sentence.tokens
    if clause.mood == "konjunktiv2" or tokens[clause.finite].text.lower() in words.conditional_forms:
        return True
    # At the head of the sentence, followed by the verb of the main clause; a quoted question or command has its marks.
    end = max(sentence.subtree(clause.head))
    after = next((one for one in range(end, len(tokens)) if tokens[one].label != "punct" and one > end), None)
    opened = any(token.text in ("„", "»", '"') for token in tokens[: clause.finite])
    return clause.finite == 0 and not opened and clause.mood == "indicative" and after is not None and tokens[after].tag.endswith("(FIN)")


def _verb_first(sentence: Sentence, clause: Clause) -> bool:
    first = next((t for t in sentence.subtree(clause.head) if sentence.tokens[t].label not in ("punct", "cc")), clause.head)
    return clause.finite is not None and first == clause.finite
