"""Every rule's examples yield its event, its counter-examples do not."""

from __future__ import annotations

import pytest

from lagebild.cli.rule_examples import faults
from lagebild.languages import Rule, load_language


@pytest.mark.parametrize("rule", load_language("de").rules, ids=lambda rule: rule.id)
def test_examples(rule: Rule) -> None:
    assert list(faults(rule)) == []
