"""An explanation names rule, gate, answer and place, exactly for machines and readably for people."""

from __future__ import annotations

from fractions import Fraction

import pytest
from written_rounds import MISSION, SAID, assessed, extended, framework, sheet, under

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.explain import Part, Said, Share, Step, explain
from rmdiag.screens.explanations import explanation_json, explanation_text, told

HEAD = "format: rmdiag overlay 1\nid: {id}\ntitle: Measures of {id}\nextends: small\nedition: '1'\nreason: A law.\n"
UNION = HEAD.format(id="union")
COUNTRY = HEAD.format(id="country")
AT_7 = " (overlays/overlay-1.yaml:7)"
OWN = """\
dimensions: [{id: OWN, title: Rules, indicators: [{id: OWN-01, title: Common profiles, criticality: core}]}]
questions:
  OWN-01:
    - {id: OWN-01-Q1, text: Is it used?, type: yes_partly_no, needed_for: 5, partly_for: 2, partly: A pilot, ask: unit}
    - {id: OWN-01-Q2, text: In what share?, type: percent, thresholds: {3: 20, 4: 50}, ask: unit}
"""
RECORDS = {
    "extension.yaml": "{format: rmdiag extension 1, id: deep, title: Deep, extends: small, dimensions: []}",
    "records.yaml": "records: [{id: SEEN, text: What was seen?, type: text, ask: unit}]",
}
DEEP = "{id: deep, title: Deep, scope: A test, extension: deep, covers: [], questions: [SEEN, LAW-01-Q1]}"


def explained(assessment: Assessment, identity: str) -> Step:
    step = explain(assessment, identity)
    assert step is not None
    return step


def lines(assessment: Assessment, identity: str) -> list[str]:
    """Give the explanation of an id as a terminal shows it, each line of it whole."""

    def walk(step: Step) -> list[str]:
        place = "" if step.span is None or not step.span.line else f" ({step.span.file}:{step.span.line})"
        return [f"{told(step)}{place}", *(line for inner in step.steps for line in walk(inner))]

    return walk(explained(assessment, identity))


# Gates


def test_a_question_says_how_its_gates_stand_alone_as_under_its_indicator() -> None:
    assessment = assessed(framework(), sheets=[sheet(SAID)])
    assert "Gates: level 2 met, level 3 met" in lines(assessment, "LAW-01-Q1")
    assert "Gates: level 4 unmet, level 5 unmet" in lines(assessment, "LAW-01-Q2")
    assert explained(assessment, "LAW-01-Q2") in explained(assessment, "LAW-01").steps


def test_a_question_that_turns_no_gate_says_so() -> None:
    assert lines(assessed(framework(), sheets=[sheet(SAID)]), "USE-01-Q3")[1] == (
        "Never scored: it turns no gate of USE-01"
    )


def test_a_question_outside_the_set_says_that_no_gate_of_it_counts() -> None:
    narrow = framework("", "{id: narrow, title: Narrow, scope: A test, questions: [LAW-01-Q1]}")
    mission = {"mission.yaml": MISSION.replace("set: everything", "set: narrow")}
    assessment = assessed(narrow, mission, sheets=[sheet({"LAW-01-Q1": "yes"})])
    assert lines(assessment, "USE-01-Q1")[1] == "No gate of it counts here; it would turn some of USE-01"


def test_a_record_is_never_scored_and_nothing_of_it_counts() -> None:
    deep = extended(framework("", DEEP), RECORDS)
    mission = {"mission.yaml": MISSION.replace("set: everything", "set: deep")}
    assessment = assessed(deep, mission, sheets=[sheet({"LAW-01-Q1": "yes", "SEEN": "A gate"})])
    shown = lines(assessment, "SEEN")
    assert shown[1] == "Never scored: it is a record of what was seen or said"
    assert shown[2].startswith("Said: A gate")


# Overlays


@pytest.mark.parametrize(
    ("threshold", "question", "needs"),
    [
        (
            "LAW-01-Q2: {4: 40}",
            "LAW-01-Q2",
            [
                "Needs: level 5: at least 90 % (framework.yaml:{line})",
                f"Needs: level 4: at least 40 %; set by the overlay Measures of union instead of 50{AT_7}",
            ],
        ),
        (
            "LAW-02-Q2: {at_least: 3}",
            "LAW-02-Q2",
            [
                f"Needs: level 4: at least 3 of the choices; set by the overlay Measures of union instead of 2{AT_7}",
            ],
        ),
        (
            "USE-01-Q2: {within_months: 24}",
            "USE-01-Q2",
            [
                f"Needs: level 3: a date within 24 months; set by the overlay Measures of union instead of 12{AT_7}",
            ],
        ),
    ],
)
def test_a_threshold_of_an_overlay_stands_with_the_overlay_s_file_and_line(
    threshold: str, question: str, needs: list[str]
) -> None:
    laid = under(framework(), f"{UNION}thresholds: {{{threshold}}}\n")
    shown = [line for line in lines(assessed(laid, sheets=[sheet(SAID)]), question) if line.startswith("Needs")]
    assert shown == [words.replace("{line}", str(laid.questions[question].span.line)) for words in needs]


def test_of_two_overlays_the_last_one_decides_and_the_framework_s_figure_is_told() -> None:
    laid = under(
        framework(),
        f"{UNION}thresholds: {{LAW-01-Q2: {{4: 40}}}}\n",
        f"{COUNTRY}thresholds: {{LAW-01-Q2: {{4: 30}}}}\n",
    )
    shown = lines(assessed(laid, sheets=[sheet(SAID)]), "LAW-01-Q2")
    assert (
        "Needs: level 4: at least 30 %; set by the overlay Measures of country instead of 50"
        " (overlays/overlay-2.yaml:7)" in shown
    )


def test_the_overall_level_names_every_overlay_and_what_it_changes() -> None:
    laid = under(framework(), f"{UNION}aliases: {{1: Begun}}\nthresholds: {{LAW-01-Q2: {{4: 40}}}}\n{OWN}")
    shown = lines(assessed(laid, sheets=[sheet(SAID)]), "overall")
    assert shown[1] == (
        "Under the overlay Measures of union (overlays/overlay-1.yaml), which changes: LAW-01-Q2 level 4 from 50 to 40,"
        " dimension OWN of its own, other names of levels"
    )
    assert not any("overlay" in line for line in lines(assessed(framework(), sheets=[sheet(SAID)]), "overall"))


@pytest.mark.parametrize("identity", ["OWN", "OWN-01"])
def test_what_an_overlay_brought_says_so(identity: str) -> None:
    laid = under(framework(), f"{UNION}{OWN}")
    shown = lines(assessed(laid, sheets=[sheet(SAID)]), identity)
    assert shown[1] == "Brought by the overlay Measures of union (overlays/overlay-1.yaml)"


# Numbers


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Fraction(7451, 3120), "2.4 (= 7451/3120)"),
        (Fraction(3), "3"),
        (Fraction(9, 4), "2.25"),
        (Share(value=Fraction(29, 36)), "80 % (= 29/36)"),
        (Share(value=Fraction(4, 5)), "80 %"),
    ],
)
def test_people_read_a_decimal_with_the_exact_number_behind_it(part: Fraction | Share, words: str) -> None:
    assert explanation_text(Step(said=Said("Level {level}", {"level": part}))) == f"Level {words}"


def test_machines_read_the_exact_number_alone() -> None:
    values: dict[str, Part] = {"level": Fraction(7451, 3120), "coverage": Share(value=Fraction(29, 36))}
    step = Step(said=Said("Level {level}, coverage {coverage}", values))
    assert explanation_json(step)["text"] == "Level 7451/3120, coverage 29/36"
