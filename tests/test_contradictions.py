"""Rules flag claims that cannot both be true, with both sides; one with an unknown side says nothing."""

from __future__ import annotations

import textwrap
from fractions import Fraction

import pytest
from written_rounds import SAID, assessed, framework, sheet

from rmdiag.assessment.contradictions import Contradiction

FIGURES = "period,metric,value\n2025,M-RATE,{rate}\n2025,M-RED,12\n2025,M-GREEN,80\n2024,M-RATE,90\n"


def found(rule: str, *sheets: str, rate: str = "", consensus: str = "") -> tuple[Contradiction, ...]:
    """Give the contradictions that one rule finds in what was said; figures of 2025 are there when a rate is given."""
    body = textwrap.indent(textwrap.dedent(rule).strip(), "    ").strip()
    questionnaire = framework(f"rules:\n  - id: C1\n    message: One of the two is off.\n    say: Which?\n    {body}\n")
    texts = {"metrics.csv": FIGURES.format(rate=rate)} if rate else {}
    texts |= {"consensus.yaml": consensus} if consensus else {}
    return assessed(questionnaire, texts, sheets=sheets).findings.contradictions


def broken(rule: str, *sheets: str, rate: str = "", consensus: str = "") -> bool:
    return bool(found(rule, *sheets, rate=rate, consensus=consensus))


def said(**changes: str) -> str:
    """Write a sheet in which everything is answered as usual, less what a test says otherwise."""
    return sheet(SAID | {question.replace("_", "-"): words for question, words in changes.items()})


# Levels


def test_a_level_that_another_one_does_not_allow_is_shown_with_both_sides() -> None:
    (one,) = found("if: LAW-01 >= 3\nthen: USE-01 >= 3", said())
    assert (one.rule.id, one.values, one.period) == ("C1", (("LAW-01", Fraction(3)), ("USE-01", Fraction(2))), None)


@pytest.mark.parametrize("rule", ["if: LAW-01 >= 3\nthen: USE-01 >= 2", "if: LAW-01 >= 4\nthen: USE-01 >= 3"])
def test_a_rule_that_holds_or_whose_condition_does_not_hold_says_nothing(rule: str) -> None:
    assert not broken(rule, said())


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("LAW-01 = 3", True),
        ("LAW-01 != 3", False),
        ("LAW-01 < 4", True),
        ("LAW-01 <= 2", False),
        ("LAW-01 > 2 and LAW-02 >= 3", True),
        ("LAW-01 > 2 and LAW-02 >= 4", False),
    ],
)
def test_of_several_conditions_all_must_hold(condition: str, *, holds: bool) -> None:
    assert broken(f"if: {condition}\nthen: USE-01 >= 5", said()) is holds


def test_of_several_consequences_one_that_fails_is_enough() -> None:
    assert broken("if: LAW-01 >= 3\nthen: LAW-02 >= 3 and USE-01 >= 3", said())


def test_an_indicator_that_is_not_assessed_contradicts_nothing() -> None:
    silent = {question: words for question, words in SAID.items() if not question.startswith("USE")}
    assert not broken("if: LAW-01 >= 3\nthen: USE-01 >= 3", sheet(silent))


# Answers


@pytest.mark.parametrize(
    "rule",
    [
        "if: LAW-01-Q1 = yes\nthen: LAW-02-Q1 != unit",
        "if: LAW-01-Q1 != no\nthen: LAW-02-Q1 = board",
        "if: LAW-02-Q2 includes export\nthen: LAW-02-Q2 includes transit",
        "if: LAW-01-Q2 = 40\nthen: USE-01-Q1 > 2",
        "if: LAW-01-Q2 >= 40\nthen: LAW-01 >= 4",
    ],
)
def test_answers_are_compared_as_what_they_are(rule: str) -> None:
    assert broken(rule, said())


@pytest.mark.parametrize(
    "rule",
    [
        "if: LAW-01-Q1 = partly\nthen: LAW-02-Q1 = board",
        "if: LAW-01-Q1 = yes\nthen: LAW-02-Q1 = unit",
        "if: LAW-02-Q2 includes transit\nthen: LAW-02-Q1 = board",
        "if: LAW-01-Q2 < 40\nthen: LAW-02-Q1 = board",
    ],
)
def test_answers_that_fit_each_other_are_no_contradiction(rule: str) -> None:
    assert not broken(rule, said())


def test_a_contradiction_of_answers_gives_their_words_and_figures() -> None:
    rule = "if: LAW-02-Q2 includes export and LAW-01-Q2 >= 40\nthen: LAW-01-Q1 = no"
    (one,) = found(rule, said())
    assert one.values == (
        ("LAW-02-Q2", ("import", "export")),
        ("LAW-01-Q2", Fraction(40)),
        ("LAW-01-Q1", ("yes",)),
    )


def test_what_does_not_exist_is_the_word_no_for_every_type() -> None:
    rule = "if: LAW-01-Q1 = yes\nthen: {} != no"
    for question in ("LAW-02-Q1", "LAW-02-Q2"):
        assert broken(rule.format(question), said(**{question: "no"}))
        assert not broken(rule.format(question), said())


def test_what_does_not_exist_says_of_a_choice_what_its_lowest_option_says() -> None:
    rule = "if: LAW-01-Q1 = yes\nthen: LAW-02-Q1 != nobody"
    assert broken(rule, said(LAW_02_Q1="nobody"))
    assert broken(rule, said(LAW_02_Q1="no"))


def test_what_does_not_exist_lies_above_no_figure_and_below_none() -> None:
    for comparison in ("> 0", "< 100", "= 0"):
        assert not broken(f"if: LAW-01-Q2 {comparison}\nthen: LAW-01-Q1 = no", said(LAW_01_Q2="no"))
    assert broken("if: LAW-01-Q1 = yes\nthen: LAW-01-Q2 > 0", said(LAW_01_Q2="no"))


# Figures


def test_shares_that_do_not_make_up_a_whole_are_a_contradiction_of_their_period() -> None:
    rule = "adds_up: [M-RED, M-GREEN]\nto: 100\nwithin: {}"
    (one,) = found(rule.format(5), rate="10")
    assert (one.values, one.period) == ((("M-RED", Fraction(12)), ("M-GREEN", Fraction(80))), "2025")
    assert not broken(rule.format(8), rate="10")


def test_an_answer_and_a_figure_agree_to_within_what_the_rule_allows() -> None:
    rule = "agree: [USE-01-Q3, M-RATE]\nwithin: 5"
    assert not broken(rule, said(USE_01_Q3="15"), rate="20")
    (one,) = found(rule, said(USE_01_Q3="14.9"), rate="20")
    assert one.values == (("USE-01-Q3", Fraction(149, 10)), ("M-RATE", Fraction(20)))


def test_figures_are_those_of_the_latest_period() -> None:
    assert not broken("agree: [USE-01-Q3, M-RATE]\nwithin: 5", said(USE_01_Q3="20"), rate="20")  # 90 a year before


def test_a_metric_is_compared_with_an_answer_or_with_another_metric() -> None:
    assert broken("if: M-RATE > M-RED\nthen: USE-01-Q3 <= 10", said(USE_01_Q3="15"), rate="20")
    assert not broken("if: M-RATE < M-RED\nthen: USE-01-Q3 <= 10", said(USE_01_Q3="15"), rate="20")


@pytest.mark.parametrize("rule", ["agree: [USE-01-Q3, M-RATE]", "if: M-RATE > 1\nthen: USE-01-Q3 > 50"])
def test_a_figure_that_nobody_gave_contradicts_nothing(rule: str) -> None:
    assert not broken(rule, said(USE_01_Q3="15"))
    assert not broken(rule, said(), rate="20")


# What is not settled

ANSWERS = "if: LAW-01-Q2 >= 1\nthen: LAW-02-Q1 = board"


@pytest.mark.parametrize("unknown", ["{answer: }", "{do_not_know: true}"])
def test_what_is_unknown_contradicts_nothing(unknown: str) -> None:
    assert broken(ANSWERS, said())
    assert not broken(ANSWERS, said(LAW_01_Q2=unknown))


def test_what_does_not_apply_contradicts_nothing() -> None:
    assert not broken(ANSWERS, said(LAW_01_Q2="{not_applicable: There is no staff}"))
    assert not broken("if: LAW-01-Q1 = yes\nthen: LAW-02-Q1 = board", said(LAW_02_Q1="{not_applicable: No plan}"))


def test_while_sheets_meet_different_gates_nothing_is_contradicted() -> None:
    divergent = (said(LAW_01_Q2="40"), said(LAW_01_Q2="95"))
    assert not broken(ANSWERS, *divergent)
    settled = "consensus: {LAW-01-Q2: {answer: 40, reason: Both saw the list, by: Both units}}"
    assert broken(ANSWERS, *divergent, consensus=settled)


def test_nor_while_they_say_different_things_that_meet_the_same_gates() -> None:
    assert broken(ANSWERS, said(LAW_01_Q2="60"), said(LAW_01_Q2="60"))
    assert not broken(ANSWERS, said(LAW_01_Q2="60"), said(LAW_01_Q2="70"))


def test_the_order_of_choices_says_nothing() -> None:
    rule = "if: LAW-02-Q2 includes import\nthen: LAW-02-Q1 = board"
    assert broken(rule, said(LAW_02_Q2="[import, export]"), said(LAW_02_Q2="[export, import]"))
    assert not broken(rule, said(LAW_02_Q2="[import, export]"), said(LAW_02_Q2="[import, transit]"))


def test_a_sheet_that_is_silent_does_not_unsettle_the_others() -> None:
    assert broken(ANSWERS, said(), sheet({"LAW-01-Q1": "yes"}))


def test_what_the_mission_saw_is_compared_and_not_what_was_claimed() -> None:
    assert not broken("if: LAW-01-Q1 = yes\nthen: LAW-02-Q1 = board", said(), sheet({"LAW-01-Q1": "no"}, "mission"))
    assert broken("if: LAW-01-Q1 = no\nthen: LAW-02-Q1 = board", said(), sheet({"LAW-01-Q1": "no"}, "mission"))


def test_no_rule_changes_a_score() -> None:
    ruled = framework("rules: [{id: C1, if: LAW-01 >= 1, then: USE-01 >= 5, message: Off., say: Which?}]")
    plain = framework()
    with_rule, without = assessed(ruled, sheets=[said()]), assessed(plain, sheets=[said()])
    assert len(with_rule.findings.contradictions) == 1
    assert with_rule.scores == without.scores
