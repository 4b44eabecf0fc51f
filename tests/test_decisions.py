"""A decision is met, unmet or open: one certain shortfall decides, whatever else is still open."""

from __future__ import annotations

from pathlib import Path

from written_rounds import SAID, assessed, framework, sheet

from rmdiag.assessment.decisions import Decided, Outcome
from rmdiag.opening import assessment_of

EXAMPLE = Path(__file__).parent.parent / "examples" / "toa-candidate-c07"

# LAW-01 is core and must stand at 3, the others at 2; all do in what is usually said.
DECISION = """\
decisions:
  - id: ready
    title: Ready
    preset: plain
    met: All is there.
    unmet: Something lacks.
    open: Not all is known.
"""
SETTLED = f"{DECISION}    settled: true\n"
THREE = f"{DECISION}    assessors: 3\n"


def decided(decision: str, *sheets: str, **texts: str) -> Decided:
    """Give what a round leads to; files of the mission are given by name."""
    files = {f"{name}.yaml": text for name, text in texts.items()}
    (one,) = assessed(framework(decision), files, sheets=sheets).decisions
    return one


def seen(**changes: str) -> str:
    """Write the sheet of an assessor, as usual less what a test says otherwise."""
    return sheet(SAID | {question.replace("_", "-"): words for question, words in changes.items()}, "mission")


def short(one: Decided) -> list[tuple[str, int, bool]]:
    return [(s.indicator.id, s.needed, s.certain) for s in one.short]


def test_a_framework_without_decisions_decides_nothing() -> None:
    assert assessed(framework(), sheets=[seen()]).decisions == ()


def test_it_is_met_when_every_indicator_stands_where_it_must() -> None:
    one = decided(DECISION, seen())
    assert (one.outcome, one.short, one.words) == (Outcome.MET, (), "All is there.")


def test_it_is_unmet_when_one_indicator_cannot_reach_what_it_must() -> None:
    one = decided(DECISION, seen(LAW_01_Q1="partly"))
    assert (one.outcome, short(one), one.words) == (Outcome.UNMET, [("LAW-01", 3, True)], "Something lacks.")


def test_it_is_open_while_an_answer_could_still_lift_an_indicator() -> None:
    one = decided(DECISION, seen(LAW_01_Q1="{do_not_know: true}"))
    assert (one.outcome, short(one), one.words) == (Outcome.OPEN, [("LAW-01", 3, False)], "Not all is known.")


def test_it_is_open_while_nothing_is_known_of_an_indicator() -> None:
    silent = {question: words for question, words in SAID.items() if not question.startswith("USE")}
    one = decided(DECISION, sheet(silent, "mission"))
    assert (one.outcome, short(one)) == (Outcome.OPEN, [("USE-01", 2, False)])


def test_unmet_outranks_open() -> None:
    said = seen(LAW_01_Q1="no", USE_01_Q1="{answer: }")
    one = decided(THREE, said, said, said)
    assert (one.outcome, short(one)) == (Outcome.UNMET, [("LAW-01", 3, True), ("USE-01", 2, False)])


def test_an_indicator_that_does_not_apply_stands_in_nobodys_way() -> None:
    none = {"LAW_02_Q1": "{not_applicable: No plan is needed}", "LAW_02_Q2": "{not_applicable: No plan is needed}"}
    assert decided(DECISION, seen(**none)).outcome is Outcome.MET


def test_it_is_open_while_too_few_have_assessed() -> None:
    two, three = decided(THREE, seen(), seen()), decided(THREE, seen(), seen(), seen())
    assert (two.outcome, two.assessors, two.short) == (Outcome.OPEN, 2, ())
    assert (three.outcome, three.assessors) == (Outcome.MET, 3)


def test_nothing_is_decided_while_assessors_are_missing() -> None:
    said = seen(LAW_01_Q1="no")
    assert [decided(THREE, *[said] * n).outcome for n in (1, 2, 3)] == [Outcome.OPEN, Outcome.OPEN, Outcome.UNMET]


def test_a_sheet_that_was_left_blank_is_nobodys_view() -> None:
    blank = sheet(dict.fromkeys(SAID, "{answer: }"), "mission")
    assert decided(THREE, seen(), seen(), blank).assessors == 2
    assert decided(THREE, seen(LAW_01_Q1="no"), blank, blank).outcome is Outcome.OPEN


def test_what_a_candidate_says_of_oneself_is_no_assessment() -> None:
    assert decided(THREE, seen(), seen(), sheet(SAID)).assessors == 2


# One assessor saw level 4 of the policy and the other level 5; both are above what is asked.
DIFFERING = (seen(LAW_01_Q2="60"), seen(LAW_01_Q2="95"))
AGREED = "consensus: {LAW-01-Q2: {answer: 60, layer: mission, reason: Both saw the list, by: The panel}}"


def test_where_all_must_be_settled_a_difference_between_assessors_keeps_it_open() -> None:
    one = decided(SETTLED, *DIFFERING)
    assert (one.outcome, one.unsettled, one.short) == (Outcome.OPEN, 1, ())
    settled = decided(SETTLED, *DIFFERING, consensus=AGREED)
    assert (settled.outcome, settled.unsettled) == (Outcome.MET, 0)


def test_elsewhere_such_a_difference_is_counted_and_decides_nothing() -> None:
    one = decided(DECISION, *DIFFERING)
    assert (one.outcome, one.unsettled) == (Outcome.MET, 1)


def test_a_judgement_can_lift_an_indicator_to_what_is_needed_and_take_the_certainty_from_a_shortfall() -> None:
    row = "judgements: [{{indicator: LAW-01, from: {0}, to: {1}, reason: Seen in the exercise, by: The panel}}]"
    lifted = decided(DECISION, seen(LAW_01_Q1="partly"), judgements=row.format(2, 3))
    assert (lifted.outcome, lifted.short) == (Outcome.MET, ())
    still_short = decided(DECISION, seen(LAW_01_Q1="no"), judgements=row.format(1, 2))
    assert (still_short.outcome, short(still_short)) == (Outcome.OPEN, [("LAW-01", 3, False)])


def test_the_candidate_of_the_example_is_decided_by_two_competencies() -> None:
    (one,) = assessment_of(EXAMPLE).decisions
    assert [short.indicator.id for short in one.short if short.certain] == ["PRF-01", "COM-01"]
    assert (one.outcome, one.assessors, one.unsettled) == (Outcome.UNMET, 3, 1)
