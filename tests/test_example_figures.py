"""In every example the sheets and metrics.csv agree, or the note beside the answer says what the other figure is."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from example_missions import assessed

from rmdiag.assessment.metric_answers import Fit, Proposal, propose_answers
from rmdiag.assessment.metrics import make_table
from rmdiag.questionnaires.merging import result_profile

EXAMPLES = Path(__file__).parent.parent / "examples"
COUNTED = sorted(path.parent for path in EXAMPLES.glob("*/metrics.csv"))
OTHER_SUBJECT = {  # what the administration reports and what the mission found: each is told in the story
    ("kestoria-2026", "TRT-04-Q1"),
    ("kestoria-2026-technology", "CGO-03-Q4"),
    ("kestoria-2026-technology", "DIG-05-Q1"),
    ("saint-orel-2028", "COO-01-Q2"),
    ("tambare-2026", "PER-04-Q2"),
    ("valdoria-2026", "TRT-04-Q1"),
    ("valdoria-2028", "TRT-06-Q1"),
}
OTHER_PERIOD = {  # counted on the day of the visit, and in metrics.csv at the end of the year
    ("kestoria-2026", "ANA-04-Q2"),
    ("kestoria-2028", "ANA-04-Q2"),
    ("valdoria-2026", "ANA-04-Q2"),
    ("valdoria-2028", "ANA-04-Q2"),
}


def proposals(folder: Path) -> tuple[Proposal, ...]:
    found = assessed(folder)
    table = make_table(found.questionnaire.framework, found.mission.figures)
    return propose_answers(found.mission, found.questionnaire, table)


def differing() -> dict[tuple[str, str], Proposal]:
    return {
        (folder.name, proposal.question.id): proposal
        for folder in COUNTED
        for proposal in proposals(folder)
        if proposal.fit is Fit.DIFFERS
    }


def notes(example: str, question: str) -> str:
    """Give what stands beside the answers to a question."""
    found = assessed(EXAMPLES / example)
    voices = result_profile(found.questionnaire.questions, found.mission.answers)[question].voices
    return " ".join(voice.response.note for voice in voices if voice.response.note)


def numbers(text: str) -> set[Fraction]:
    """Read the numbers of a note: `6 793` and `6,793` as one number, `61,1` and `61.1` as a decimal one."""
    whole = re.sub(r"(?<=\d)[\u202f,](?=\d{3}(?!\d))", "", text)
    return {Fraction(found.replace(",", ".")) for found in re.findall(r"\d+(?:[.,]\d+)?", whole)}


def test_an_answer_differs_from_the_latest_figure_only_where_period_or_subject_is_another() -> None:
    assert set(differing()) == OTHER_SUBJECT | OTHER_PERIOD


@pytest.mark.parametrize(("example", "question"), sorted(OTHER_SUBJECT))
def test_where_another_thing_is_counted_the_note_names_the_other_figure(example: str, question: str) -> None:
    figure = differing()[example, question].figure
    told = numbers(notes(example, question))
    assert told & {figure.value, figure.numerator}
    assert figure.note


@pytest.mark.parametrize(("example", "question"), sorted(OTHER_PERIOD))
def test_where_another_period_is_counted_the_note_says_which(example: str, question: str) -> None:
    year = str(assessed(EXAMPLES / example).mission.as_of.year)
    figure = differing()[example, question].figure
    assert year in notes(example, question)
    assert year not in str(figure.period)
