"""Repair of trees: "bekam die Akkreditierung entzogen" is one predicate, a passive of the one who gets.

Parsers make "bekam" the head and the participle its complement, as they do with other verbs. Here the participle becomes the head, as it is beside
"wurde", and "bekam" its auxiliary.
"""

from __future__ import annotations

from lagebild.analysis.clause_words import ClauseWords
from lagebild.analysis.parser import Tree, Words

_BELOW = ("xcomp", "ccomp", "obj", "advcl", "conj", "compound:prt")


def raise_participles(words: Words, tree: Tree, known: ClauseWords) -> Tree:
    """The tree with participles raised over the verbs of getting that they depend on; the same tree if there are none."""
    heads, labels = list(tree.heads), list(tree.labels)
    for token, head in enumerate(tree.heads):
        if head == token or tree.labels[token] not in _BELOW or not words.tagged[token].tag.endswith("(PP)"):
            continue
        governor = words.tagged[head]
        if not governor.tag.startswith("V") or governor.lemma.lower() not in known.recipient_passive:
            continue
        below = [child for child, above in enumerate(heads) if above == token and child != token]
        # A clause of its own ("bekam zu hören, dass ...") or a participle with an auxiliary is no part of the predicate.
        if any(labels[child] in ("aux", "aux:pass", "cop", "mark", "cc", "nsubj") for child in below):
            continue
        above = heads[head]
        for child, one in enumerate(heads):
            if one == head and child not in (token, head):
                heads[child] = token
        heads[token], labels[token] = (token if above == head else above), labels[head]
        heads[head], labels[head] = token, "aux"
    return Tree(tuple(heads), tuple(labels)) if tuple(heads) != tree.heads else tree
