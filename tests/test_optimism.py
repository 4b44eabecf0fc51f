"""Signs of an optimistic self-rating: each is seen by its numbers, asks something, and changes no score."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from written_rounds import EVERYTHING, FRAMEWORK, MISSION, SAID, assessed, framework, mission, sheet

from rmdiag.assessment.certainty import Simulation, certainty_of
from rmdiag.assessment.optimism import Kind, Sign
from rmdiag.assessment.scoring import score_mission
from rmdiag.compendium.read import read_framework
from rmdiag.problems import Problems
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.questionnaires.read import read_questionnaire
from rmdiag.screens.certainty import certainty_json, sign_lines
from rmdiag.source import Document

MANY = 24


def signs(*sheets: str, questionnaire: Questionnaire | None = None, **texts: str) -> dict[Kind, Sign]:
    files = {f"{name}.yaml": text for name, text in texts.items()}
    found = assessed(questionnaire or framework(), files, sheets=sheets).findings.optimism
    assert len({sign.kind for sign in found}) == len(found)
    return {sign.kind: sign for sign in found}


def long_framework() -> Questionnaire:
    """Give the small framework with many more yes/partly/no questions, so that a sheet is long enough to judge."""
    rows = "".join(
        f"    - {{id: LAW-01-Q{n}, text: And this?, type: yes_partly_no, ask: unit, needed_for: 3, partly_for: 2}}\n"
        for n in range(3, MANY + 3)
    )
    problems = Problems()
    document = Document("framework.yaml", FRAMEWORK.replace("  LAW-02:\n", f"{rows}  LAW-02:\n"))
    read = read_framework({"framework.yaml": document}, problems)
    assert read is not None
    questionnaire = read_questionnaire(read, [document], [Document("set.yaml", EVERYTHING)], problems)
    assert [str(problem) for problem in problems] == []
    return questionnaire


def answers(yes: int, no: int = 0, layer: str = "self") -> str:
    words = ["yes"] * yes + ["no"] * no
    return sheet({f"LAW-01-Q{n}": word for n, word in enumerate(words, 3)}, layer)


# Straight-lining


def test_one_answer_to_nine_tenths_of_twenty_questions_is_straight_lining() -> None:
    sign = signs(answers(18, 2), questionnaire=long_framework())[Kind.STRAIGHT_LINING]
    assert (sign.sheets, sign.figures) == (("sheet-1",), (("alike", Fraction(18)), ("answered", Fraction(20))))
    assert "`yes` to 18 of its 20" in sign.seen
    assert sign.ask.startswith("Take five of them at random")


def test_under_nine_tenths_or_under_twenty_answers_nothing_is_said() -> None:
    for filled in (answers(17, 3), answers(19)):
        assert Kind.STRAIGHT_LINING not in signs(filled, questionnaire=long_framework())


def test_what_the_mission_wrote_is_no_self_rating() -> None:
    assert Kind.STRAIGHT_LINING not in signs(answers(20, layer="mission"), questionnaire=long_framework())


# Identical sheets


def test_sheets_that_answer_fifteen_shared_questions_alike_are_named_together() -> None:
    found = signs(answers(15), answers(16), answers(17), questionnaire=long_framework())
    sign = found[Kind.IDENTICAL_SHEETS]
    assert sign.sheets == ("sheet-1", "sheet-2", "sheet-3")
    assert sign.figures == (("sheets", Fraction(3)), ("shared", Fraction(15)))


def test_one_other_answer_or_fourteen_shared_questions_are_not_identical() -> None:
    other = sheet({f"LAW-01-Q{n}": "no" if n == 3 else "yes" for n in range(3, 18)})
    for pair in ((answers(15), other), (answers(14), answers(20))):
        assert Kind.IDENTICAL_SHEETS not in signs(*pair, questionnaire=long_framework())


# A high level without evidence

HIGH = SAID | {"LAW-01-Q2": "60"}  # level 4 of LAW-01
REGISTER = """\
evidence:
  - {id: E-01, title: The policy, kind: document, confidentiality: public, supports: [LAW-01]}
"""


def test_level_four_on_declared_answers_alone_asks_for_a_document() -> None:
    sign = signs(sheet(HIGH))[Kind.HIGH_WITHOUT_EVIDENCE]
    assert sign.indicators == ("LAW-01",)
    assert "LAW-01 at 4" in sign.seen


def test_level_three_needs_no_document() -> None:
    assert Kind.HIGH_WITHOUT_EVIDENCE not in signs(sheet(SAID))


def test_one_corroborated_answer_or_one_entry_of_the_register_is_enough() -> None:
    corroborated = HIGH | {"LAW-01-Q2": "{answer: 60, confidence: corroborated}"}
    assert Kind.HIGH_WITHOUT_EVIDENCE not in signs(sheet(corroborated))
    assert Kind.HIGH_WITHOUT_EVIDENCE not in signs(sheet(HIGH), evidence=REGISTER)


def test_what_the_mission_found_as_high_on_more_than_words_is_no_sign() -> None:
    heard = {q: f"{{answer: {HIGH[q]}, confidence: corroborated}}" for q in ("LAW-01-Q1", "LAW-01-Q2")}
    assert Kind.HIGH_WITHOUT_EVIDENCE not in signs(sheet(HIGH), sheet(heard, "mission"))


# Far above the mission

PROUD = {"LAW-01-Q1": "yes", "LAW-02-Q1": "unit", "USE-01-Q1": "2", "USE-01-Q2": "2026-10-01"}  # 3, 3 and 3


def test_two_levels_on_three_indicators_is_far_above() -> None:
    sober = sheet({"LAW-01-Q1": "no", "LAW-02-Q1": "nobody", "USE-01-Q1": "0"}, "mission")
    sign = signs(sheet(PROUD), sober)[Kind.FAR_ABOVE_MISSION]
    assert sign.indicators == ("LAW-01", "LAW-02", "USE-01")
    assert sign.figures == (("compared", Fraction(3)), ("far", Fraction(3)), ("mean", Fraction(2)))


def test_a_mean_of_one_level_over_all_that_is_compared_is_far_above() -> None:
    sober = sheet({"LAW-01-Q1": "partly", "LAW-02-Q1": "author", "USE-01-Q1": "1"}, "mission")
    sign = signs(sheet(PROUD), sober)[Kind.FAR_ABOVE_MISSION]
    assert (sign.indicators, dict(sign.figures)["mean"]) == ((), Fraction(1))


def test_less_than_that_is_an_ordinary_difference() -> None:
    sober = sheet({"LAW-01-Q1": "partly", "LAW-02-Q1": "author", "USE-01-Q1": "2"}, "mission")
    assert Kind.FAR_ABOVE_MISSION not in signs(sheet(PROUD), sober)


def test_without_a_mission_nothing_is_compared() -> None:
    assert Kind.FAR_ABOVE_MISSION not in signs(sheet(PROUD))


def test_no_sign_changes_a_score() -> None:
    questionnaire = long_framework()
    read = mission(questionnaire, {"mission.yaml": MISSION}, sheets=[answers(20), answers(20)])
    one = assessed(questionnaire, sheets=[answers(20), answers(20)])
    assert one.findings.optimism
    assert replace(one.scores) == score_mission(read, questionnaire)


def test_a_sign_is_shown_with_what_was_seen_and_what_to_ask() -> None:
    one = assessed(long_framework(), sheets=[answers(20)])
    (line,) = sign_lines(one.findings.optimism)
    assert line == (
        "The sheet sheet-1 answers `yes` to 20 of its 20 yes, partly or no questions."
        " Take five of them at random and ask sheet-1 to show what the answer rests on."
    )
    found = certainty_of(one.mission, one.questionnaire, one.scores.result, Simulation(draws=100))
    assert certainty_json(found, one.findings.optimism)["optimism"] == [
        {
            "kind": "straight_lining",
            "rule": "optimism.straight-lining",
            "sheets": ["sheet-1"],
            "indicators": [],
            "figures": {"alike": "20", "answered": "20"},
            "seen": "The sheet sheet-1 answers `yes` to 20 of its 20 yes, partly or no questions.",
            "ask": "Take five of them at random and ask sheet-1 to show what the answer rests on.",
        }
    ]
