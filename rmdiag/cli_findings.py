"""Give the findings of a round, all of them or those of some rules.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmdiag.terminal import Exit, Format, Stop, give, give_json, give_table, say
from rmdiag.tongue import phrase, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rmdiag.assessment.assess import Assessment
    from rmdiag.assessment.named_findings import NamedFinding


def give_findings(assessment: Assessment, rules: Sequence[str], form: Format) -> bool:
    """Show findings; say whether there are any but strengths."""
    from rmdiag.assessment.finding_rules import FindingKind
    from rmdiag.assessment.named_findings import list_findings
    from rmdiag.screens import findings as screen

    every = list_findings(assessment)
    _stop_on_unknown(rules, every, assessment)
    chosen = [finding for finding in every if not rules or any(_named(finding, rule) for rule in rules)]
    if form is Format.JSON:
        give_json(screen.findings_json(chosen, assessment))
    elif form is Format.CSV:
        give_table(screen.FINDING_COLUMNS, screen.finding_rows(chosen, assessment), form)
    else:
        told = [finding for finding in chosen if rules or finding.kind is not FindingKind.TAKEN_OVER]
        give(screen.findings_text(told, assessment))
        if len(told) < len(chosen):
            give(f"\n{screen.ids_text([finding for finding in chosen if finding not in told])}")
    say(
        phrases(
            "{count} finding. What each rule means: docs/findings.md",
            "{count} findings. What each rule means: docs/findings.md",
            len(chosen),
        )
    )
    return any(finding.kind is not FindingKind.STRENGTH for finding in chosen)


def _named(finding: NamedFinding, rule: str) -> bool:
    """Whether a finding is of a rule, or of a kind, or of rules that begin so, as `optimism` does."""
    return rule in (finding.rule, finding.kind.value) or finding.rule.startswith(f"{rule}.")


def _stop_on_unknown(rules: Sequence[str], every: Sequence[NamedFinding], assessment: Assessment) -> None:
    """Refuse a rule that does not exist; one that found nothing is none of these."""
    from rmdiag.assessment.finding_rules import FindingKind, FindingRule
    from rmdiag.problems import did_you_mean, listed

    shared = [rule.value for rule in FindingRule]
    families = dict.fromkeys(rule.partition(".")[0] for rule in shared)
    known = [*shared, *families, *(kind.value for kind in FindingKind)]
    known += [rule.id for rule in assessment.questionnaire.framework.rules]
    for rule in rules:
        if rule not in known:
            found = dict.fromkeys(finding.rule for finding in every)
            say(
                phrase(
                    "There is no rule `{rule}`; {near}here these found something: {found}.",
                    rule=rule,
                    near=did_you_mean(rule, known),
                    found=listed(found),
                )
            )
            raise Stop(Exit.USAGE)
