"""`lagebild check`: is every rule, word list and table well-formed and consistent."""

from __future__ import annotations

import sys

import click

from lagebild.errors import LagebildError

FAILED = 7


@click.command()
@click.option("--rules", "with_rules", is_flag=True, help="Also run every rule's examples and counter-examples (about two minutes).")
def check(with_rules: bool) -> None:
    """Validate the codebook, the actor tables and the rules of every language; each finding names file, entry and remedy."""
    from lagebild.codebook.checks import check_codebook, check_roles
    from lagebild.languages import LANGUAGES, load_language
    from lagebild.languages.checks import check_language

    findings: list[str] = []
    try:
        findings += check_codebook()
        for code in LANGUAGES:
            language = load_language(code)
            findings += [*check_language(language), *check_roles(language)]
            anchors = sum(len(rule.anchors) for rule in language.rules)
            click.echo(f"{code}: {len(language.rules)} rules with {anchors} anchors in {len(language.types)} files", err=True)
    except LagebildError as error:
        findings.append(str(error))
    if with_rules and not findings:
        from lagebild.cli.rule_examples import faults

        for rule in load_language("de").rules:
            findings += list(faults(rule))
    for finding in findings:
        click.echo(finding)
    click.echo("everything is in order" if not findings else f"{len(findings)} findings", err=True)
    sys.exit(FAILED if findings else 0)
