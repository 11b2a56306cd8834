"""How good the coding is: coded events against gold events, with intervals, by type and status, and what went wrong where."""

from lagebild.evaluation.figures import Evaluation, Rate, evaluate
from lagebild.evaluation.gold import GoldReport, GoldSet, joined, read_gold
from lagebild.evaluation.listing import Mistake, mistakes
from lagebild.evaluation.predictions import Prediction, predicted, read_predictions

__all__ = [
    "Evaluation",
    "GoldReport",
    "GoldSet",
    "Mistake",
    "Prediction",
    "Rate",
    "evaluate",
    "joined",
    "mistakes",
    "predicted",
    "read_gold",
    "read_predictions",
]
