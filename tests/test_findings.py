"""Each finding goes by the name of its rule, and what stands behind it is quoted: words, who, where, evidence."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from test_cli import EXAMPLE, rmdiag
from written_rounds import SAID, assessed, framework, sheet

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.finding_rules import FindingKind, FindingRule
from rmdiag.assessment.named_findings import NamedFinding, list_findings
from rmdiag.screens.findings import finding_rows, findings_text

ROOT = Path(__file__).parent.parent
DOCS = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
RULES = """\
rules:
  - {id: C1, if: LAW-01 >= 3, then: USE-01 >= 3, message: A policy that selects nothing., say: What does it change?}
  - {id: C2, if: LAW-01-Q1 = yes, then: LAW-02-Q1 = board, message: Signed and not kept., say: Who keeps it?}
"""
ANSWERED = SAID | {
    "LAW-01-Q1": "{answer: yes, confidence: verified, evidence: [E-01], note: Seen on Monday}",
    "USE-01-Q2": "2020-01-01",
}
EVIDENCE = "evidence:\n  - {id: E-01, title: The policy, kind: document, confidentiality: public}\n"
NAMED = "respondent: {role: Risk unit, name: A. Officer}\n"


def round_of(*sheets: str, rules: str = "", **texts: str) -> Assessment:
    files = {f"{name}.yaml": text for name, text in texts.items()}
    return assessed(framework(rules), {"evidence.yaml": EVIDENCE} | files, sheets=sheets)


def found(one: Assessment, rule: str) -> tuple[NamedFinding, ...]:
    return tuple(finding for finding in list_findings(one) if finding.rule == rule)


def only(one: Assessment, rule: str) -> NamedFinding:
    (finding,) = found(one, rule)
    return finding


# Both sides


def test_a_level_is_quoted_with_the_answers_that_hold_it_and_one_that_is_too_low_with_those_that_keep_it() -> None:
    high, low = only(round_of(NAMED + sheet(ANSWERED), rules=RULES), "C1").sides
    assert (high.about, high.value, high.holds) == ("LAW-01", "3", True)
    (quote,) = high.quotes
    assert (quote.about, quote.said, quote.who, quote.evidence) == ("LAW-01-Q1", "yes", "Risk unit", ("E-01",))
    assert quote.span is not None
    assert (quote.span.file, quote.span.words.strip()) == (
        "responses/sheet-1.yaml",
        "LAW-01-Q1: {answer: yes, confidence: verified, evidence: [E-01], note: Seen on Monday}",
    )
    assert (low.about, low.value, low.holds) == ("USE-01", "2", False)
    assert [(q.about, q.said) for q in low.quotes] == [("USE-01-Q2", "2020-01-01")]


def test_an_open_answer_that_keeps_a_level_down_is_quoted_as_open() -> None:
    _, low = only(round_of(sheet(SAID), rules=RULES), "C1").sides
    assert [(q.about, q.said, q.who) for q in low.quotes] == [("USE-01-Q2", "not answered", None)]


def test_an_answer_is_quoted_as_it_was_given_with_what_its_option_means() -> None:
    yes, unit = only(round_of(sheet(ANSWERED), rules=RULES), "C2").sides
    assert [(q.said, q.meaning) for side in (yes, unit) for q in side.quotes] == [
        ("yes", None),
        ("unit", "The risk unit"),
    ]
    assert unit.title == "Who keeps the plan?"


def test_what_was_agreed_is_quoted_from_the_consensus() -> None:
    agreed = "consensus:\n  LAW-01-Q1: {layer: self, answer: yes, reason: Both looked, by: Heads of unit}\n"
    one = round_of(sheet(ANSWERED), sheet({"LAW-01-Q1": "no"}), rules=RULES, consensus=agreed)
    (quote,) = only(one, "C2").sides[0].quotes
    assert (quote.said, quote.who, quote.agreed, quote.note) == ("yes", "Heads of unit", True, "Both looked")
    assert quote.span is not None
    assert quote.span.file == "consensus.yaml"
    assert "agreed by Heads of unit (self)" in findings_text([only(one, "C2")], one)


def test_a_judged_level_is_quoted_with_its_judgement() -> None:
    judged = "judgements:\n  - {indicator: USE-01, from: 3, to: 2, reason: It was never used, by: Team}\n"
    answers = ANSWERED | {"USE-01-Q2": "2026-10-01"}
    side = only(round_of(sheet(answers), rules=RULES, judgements=judged), "C1").sides[1]
    assert (side.quotes[0].said, side.quotes[0].who) == ("judged 2 where the gates give 3", "Team")


def test_where_the_mission_speaks_its_answer_is_quoted_and_not_the_one_that_it_replaced() -> None:
    one = round_of(sheet(ANSWERED | {"LAW-01-Q1": "no"}), sheet({"LAW-01-Q1": "yes"}, "mission"), rules=RULES)
    (quote,) = only(one, "C2").sides[0].quotes
    assert (quote.said, quote.layer) == ("yes", "mission")


@pytest.mark.parametrize(
    ("attribution", "who"),
    [("roles", "Risk unit (self)"), ("names", "A. Officer, Risk unit (self)"), ("none", "the administration")],
)
def test_who_said_it_is_told_as_the_mission_allows(attribution: str, who: str) -> None:
    head = "administration: K\ncountry: XK\nas_of: 2026-11-22\nframework: small\nedition: '1'\nset: everything\n"
    one = round_of(NAMED + sheet(ANSWERED), rules=RULES, mission=f"{head}attribution: {attribution}\n")
    text = findings_text([only(one, "C2")], one)
    assert f"“yes” - {who} - verified - evidence E-01 The policy - Seen on Monday" in " ".join(text.split())
    assert ("Officer" in text) is (attribution == "names")


def test_a_figure_is_quoted_with_its_period_source_and_line() -> None:
    one = assessed(
        framework("rules: [{id: C3, adds_up: [M-RED, M-GREEN], to: 100, message: Off., say: Which?}]\n"),
        {"metrics.csv": "period,metric,value,source\n2025,M-RED,12,Statistics\n2025,M-GREEN,80,Statistics\n"},
    )
    quotes = [quote for side in only(one, "C3").sides for quote in side.quotes]
    assert [(q.said, q.who, q.span.line if q.span else 0) for q in quotes] == [
        ("12 % in 2025", "Statistics", 2),
        ("80 % in 2025", "Statistics", 3),
    ]


# Every rule


def test_a_disagreement_quotes_all_who_disagree() -> None:
    one = round_of(sheet(SAID), sheet({"LAW-01-Q1": "no"}))
    finding = only(one, FindingRule.UNSETTLED)
    assert (finding.about, [quote.said for quote in finding.quotes]) == (("LAW-01-Q1",), ["yes", "no"])
    assert "`no` counts" in finding.seen


def test_what_is_called_verified_without_evidence_is_named() -> None:
    one = round_of(sheet(SAID | {"LAW-01-Q1": "{answer: yes, confidence: verified}"}))
    assert only(one, FindingRule.UNPROVEN).about == ("LAW-01-Q1",)


def test_what_was_not_foreseen_to_be_not_applicable_is_named_with_its_reason() -> None:
    one = round_of(sheet(SAID | {"LAW-02-Q2": "{not_applicable: There are no flows}"}))
    (quote,) = only(one, FindingRule.UNFORESEEN).quotes
    assert quote.said == "not applicable, There are no flows"


def test_what_the_mission_left_to_the_administration_is_named() -> None:
    one = round_of(sheet(SAID), sheet({"LAW-01-Q1": "yes"}, "mission"))
    assert [f.about[0] for f in found(one, FindingRule.TAKEN_OVER)] == [
        "LAW-01-Q2",
        "LAW-02-Q1",
        "LAW-02-Q2",
        "USE-01-Q1",
    ]


def test_a_judgement_that_no_longer_applies_is_named() -> None:
    judged = "judgements:\n  - {indicator: LAW-01, from: 4, to: 5, reason: Seen, by: team}\n"
    seen = only(round_of(sheet(SAID), judgements=judged), FindingRule.STALE).seen
    assert seen == "Judged 5 from 4 and not applied: the indicator is now at 3."


def test_both_ways_of_seeing_it_otherwise_have_their_name() -> None:
    one = round_of(sheet(SAID), sheet({"LAW-01-Q1": "no", "LAW-02-Q1": "office"}, "mission"))
    assert only(one, FindingRule.SELF_ABOVE).about == ("LAW-01",)
    assert only(one, FindingRule.SELF_BELOW).about == ("LAW-02",)


def capped(target: int) -> str:
    return (
        "administration: K\ncountry: XK\nas_of: 2026-11-22\nframework: small\nedition: '1'\nset: everything\n"
        f"targets: {{preset: plain, overrides: {{LAW-02: {target}}}}}\n"
    )


@pytest.mark.parametrize(
    ("keeps", "target", "rule"),
    [
        ("author", 3, FindingRule.BELOW_TARGET),
        ("author", 4, FindingRule.WIDE),
        ("unit", 3, FindingRule.AT_TARGET),
        ("unit", 2, FindingRule.ABOVE_TARGET),
    ],
)
def test_gaps_and_strengths_go_by_their_distance_to_the_target(keeps: str, target: int, rule: str) -> None:
    one = round_of(sheet(SAID | {"LAW-02-Q1": keeps}), mission=capped(target))
    (finding,) = (f for f in list_findings(one) if f.about == ("LAW-02",) and f.kind is not FindingKind.TAKEN_OVER)
    assert finding.rule == rule


def test_an_indicator_at_a_modest_target_under_level_three_is_no_strength() -> None:
    one = round_of(sheet(SAID | {"LAW-02-Q1": "author"}), mission=capped(2))
    assert not any(f.about == ("LAW-02",) for f in list_findings(one))


def test_what_nobody_answered_is_first_to_be_found_out() -> None:
    silent = {question: words for question, words in SAID.items() if not question.startswith("USE")}
    assert only(round_of(sheet(silent)), FindingRule.NOT_ASSESSED).about == ("USE-01",)


def test_a_core_indicator_at_the_lowest_level_is_named_for_its_cap() -> None:
    findings = json.loads(rmdiag("gaps", EXAMPLE, "--rule", "gap", "--format", "json").stdout)["findings"]
    first = [f for f in findings if f["rule"] == "gap.core-at-lowest"]
    assert [(f["about"], f["seen"][-26:]) for f in first] == [(["PER-02"], "It caps the overall level.")]


def test_signs_of_optimism_go_by_their_name() -> None:
    proud = {"LAW-01-Q1": "yes", "LAW-02-Q1": "unit", "USE-01-Q1": "2", "USE-01-Q2": "2026-10-01"}
    sober = sheet({"LAW-01-Q1": "no", "LAW-02-Q1": "nobody", "USE-01-Q1": "0"}, "mission")
    assert only(round_of(sheet(proud), sober), FindingRule.FAR_ABOVE_MISSION).about == ("LAW-01", "LAW-02", "USE-01")


def test_what_may_be_wrong_comes_before_what_is_weak_or_strong() -> None:
    kinds = [finding.kind for finding in list_findings(round_of(sheet(ANSWERED), rules=RULES))]
    assert kinds == sorted(kinds, key=list(FindingKind).index)
    assert kinds[0] is FindingKind.CONTRADICTION


# The manual


def test_the_manual_has_every_rule_and_no_other() -> None:
    tables = re.findall(r"^\| `([a-z]+\.[a-z-]+)` \|", DOCS, flags=re.MULTILINE)
    assert sorted(tables) == sorted(rule.value for rule in FindingRule)


# The command


def test_the_command_quotes_both_sides_of_the_example() -> None:
    shown = rmdiag("gaps", EXAMPLE, "--findings")
    assert shown.returncode == 0, shown.stderr
    text = " ".join(shown.stdout.split())
    assert (
        "Expected: if ANA-05 >= 4, then TEC-02 >= 3 ANA-05 Coverage of modes, flows and phases: level 4, held by"
        in text
    )
    assert "“34.0 %” - Mission team (mission) - verified - evidence E-19" in text
    assert "TEC-02 Advance and pre-arrival data: level 2, kept from the next level by" in text
    line = next(
        number
        for number, words in enumerate((EXAMPLE / "responses" / "mission.yaml").read_text("utf-8").splitlines(), 1)
        if words.startswith("  TEC-02-Q7:")
    )
    assert f"(kestoria-2026/responses/mission.yaml:{line})" in text
    assert "Answers taken over from the administration (123; to quote them: --rule taken-over)" in text


def test_json_follows_its_schema_and_csv_has_a_row_for_every_quote() -> None:
    told = json.loads(rmdiag("gaps", EXAMPLE, "--findings", "--format", "json").stdout)
    schema = json.loads((ROOT / "rmdiag" / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(told)) == []
    quotes = sum(len(f["quotes"]) + sum(len(s["quotes"]) for s in f["sides"]) or 1 for f in told["findings"])
    rows = list(csv.DictReader(rmdiag("gaps", EXAMPLE, "--findings", "--format", "csv").stdout.splitlines()))
    assert len(rows) == quotes
    assert {row["rule"] for row in rows} == {f["rule"] for f in told["findings"]}


@pytest.mark.parametrize(
    ("rules", "kinds"),
    [
        (("C09",), {"contradictions"}),
        (("optimism",), set()),
        (("strength", "divergences"), {"divergences", "strengths"}),
        (("answer.taken-over",), {"taken-over"}),
    ],
)
def test_rules_and_kinds_choose(rules: tuple[str, ...], kinds: set[str]) -> None:
    options = [word for rule in rules for word in ("--rule", rule)]
    told = json.loads(rmdiag("gaps", EXAMPLE, *options, "--format", "json").stdout)
    assert {finding["kind"] for finding in told["findings"]} == kinds


def test_a_rule_that_does_not_exist_is_answered_with_one_that_does() -> None:
    shown = rmdiag("gaps", EXAMPLE, "--rule", "optimism.straight-linning")
    assert (shown.returncode, shown.stdout) == (2, "")
    assert "did you mean `optimism.straight-lining`?" in shown.stderr


def test_strict_ends_with_one_where_there_is_more_than_strengths() -> None:
    assert rmdiag("gaps", EXAMPLE, "--findings", "--strict").returncode == 1
    assert rmdiag("gaps", EXAMPLE, "--rule", "strength", "--strict").returncode == 0


def test_a_mission_without_answers_has_findings_too(tmp_path: Path) -> None:
    mission = Path(shutil.copytree(EXAMPLE, tmp_path / "silent"))
    for inside in ("responses", "consensus.yaml", "judgements.yaml", "metrics.csv", "plan.yaml"):
        path = mission / inside
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shown = rmdiag("gaps", mission, "--findings", "--format", "csv")
    rules = {row["rule"] for row in csv.DictReader(shown.stdout.splitlines())}
    assert (shown.returncode, rules) == (0, {"gap.not-assessed"}), shown.stderr


def test_a_finding_without_quotes_is_one_row() -> None:
    one = round_of(sheet(SAID))
    assert all(len(row) == 17 for row in finding_rows(list_findings(one), one))
