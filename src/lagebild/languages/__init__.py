"""German and, later, English: words, rules and models as data, with the loader that checks them."""

from lagebild.languages.language import LANGUAGES, Language, load_language
from lagebild.languages.rules import Filler, ModeCue, Rule, TypeRules, load_rules

__all__ = ["LANGUAGES", "Filler", "Language", "ModeCue", "Rule", "TypeRules", "load_language", "load_rules"]
