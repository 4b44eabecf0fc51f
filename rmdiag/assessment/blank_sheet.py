"""Write an empty response sheet: every question with its help, its possible answers and what each level asks of it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rmdiag.compendium.model import PERSON
from rmdiag.problems import listed
from rmdiag.questionnaires.model import Layer, Question, Questionnaire, QuestionSet, QuestionType

WIDTH = 110
_HEADS = {
    Layer.SELF: """\
# What the administration says of itself. One sheet per respondent or department: copy this file under another
# name in responses/, such as ict.yaml, and take out the questions that are not for them.
""",
    Layer.MISSION: """\
# What the mission team found. An answer here replaces the administration's own; leave blank what you did not look at.
""",
}
_OF_A_PERSON = {
    Layer.SELF: "# The candidate's own view. It stands beside the panel's and changes no result.\n",
    Layer.MISSION: "# What one assessor saw and heard. Fill it in alone; the panel compares the sheets afterwards.\n",
}
_OF_A_VISIT = "# What the delegation saw. Write in the evening of the day on which it was seen.\n"
_HOW = """\
#
# Behind each question write one of
#   {answer: yes}                         the answer; what is allowed stands above each question
#   {not_applicable: Why}                 it does not apply, with the reason
#   {do_not_know: true}                   you were asked and do not know
# and leave {answer: } as it is while nobody was asked: "no", not applicable, not known and blank are four things.
# `no` to a question that counts always means: this does not exist.
# Beside an answer, as you like:  confidence: verified, corroborated or declared (declared unless you say more),
# evidence: [E-01] with ids of evidence.yaml, and note: a remark in your own words. So for example
#   QUESTION: {answer: yes, confidence: verified, evidence: [E-01], note: seen on the first day}
"""
_RANGE_OF_PERCENT = "a number from 0 to 100, without sign of percent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """For whom a sheet is laid out."""

    role: str
    layer: Layer


def blank_sheet(questionnaire: Questionnaire, chosen: QuestionSet, respondent: Respondent) -> str:
    """Give the text of a sheet in which every question of a set is left blank."""
    framework, layer = questionnaire.framework, respondent.layer
    lines = [
        "",
        *(f"# {line}" for line in textwrap.wrap(f"{chosen.title}. {chosen.scope}", WIDTH)),
        "",
        "respondent:",
        f"  role: {respondent.role}",
        "  # name: left out unless the mission says that names may be kept",
        f"layer: {layer.value}",
        f'edition: "{framework.edition}"',
        "# date: 2026-11-22",
        "responses:",
    ]
    before = None
    for identity in chosen.questions:
        question = questionnaire.questions[identity]
        if question.indicator != before and question.indicator:
            lines += ["", *_heading(questionnaire, question.indicator)]
        before = question.indicator
        lines += ["", *_comments(explained(questionnaire, question)), f"  {identity}: {{answer: }}"]
    return _head(questionnaire, chosen, layer) + _HOW.replace("QUESTION", chosen.questions[0]) + "\n".join(lines) + "\n"


def visits(questionnaire: Questionnaire, chosen: QuestionSet) -> bool:
    """Whether a set records observations, from which actions come."""
    return any(questionnaire.questions[q].becomes is not None for q in chosen.questions if q in questionnaire.questions)


def _head(questionnaire: Questionnaire, chosen: QuestionSet, layer: Layer) -> str:
    if questionnaire.framework.subject == PERSON:
        return _OF_A_PERSON[layer]
    return _OF_A_VISIT if visits(questionnaire, chosen) else _HEADS[layer]


def explained(questionnaire: Questionnaire, question: Question) -> Iterator[str]:
    """Give all that an interviewer needs for a question, one text per line or paragraph."""
    asked = questionnaire.framework.interlocutors.get(question.ask)
    yield question.text
    yield f"Ask: {question.ask if asked is None else asked.name}"
    if question.see:
        yield f"See: {'; '.join(question.see)}"
    if question.help is not None:
        yield f"Help: {question.help}"
    condition = question.applies_when
    if condition is not None:
        yield f"Applies only when {condition.question} is answered {' or '.join(condition.values)}."
    if question.not_applicable_when is not None:
        yield f"Not applicable when: {question.not_applicable_when}"
    yield f"Answer: {_allowed(question)}"
    yield from _choices(question)
    yield from _needs(question)


def _heading(questionnaire: Questionnaire, indicator: str) -> list[str]:
    found = questionnaire.framework.indicators.get(indicator)
    title = indicator if found is None else f"{indicator}  {found.title}"
    return [f"  # {'=' * (WIDTH - 4)}", *_comments([title])]


def _comments(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        indent = "    " if paragraph.startswith("- ") else "  "
        yield from textwrap.wrap(
            " ".join(paragraph.split()),
            WIDTH,
            initial_indent=f"  # {indent[2:]}",
            subsequent_indent=f"  #   {indent[2:]}",
            break_long_words=False,
            break_on_hyphens=False,
        )


def _allowed(question: Question) -> str:
    """Say what may be written behind `answer:`."""
    if question.type is QuestionType.YES_PARTLY_NO:
        return "yes, partly or no"
    first = question.options[0].id if question.options else ""
    columns = ", ".join(f"{column.id}: …" for column in question.columns)
    words = {
        QuestionType.CHOICE: "one of these ids",
        QuestionType.MULTI: f"a list of these ids, as in [{first}]",
        QuestionType.DATE: "a date as 2026-11-22",
        QuestionType.TEXT: "your own words",
        QuestionType.TABLE: f"rows as in [{{{columns}}}]",
    }
    return words.get(question.type, _number(question)) + (", or no" if question.gates else "")


def _number(question: Question) -> str:
    if question.type is QuestionType.PERCENT:
        return _RANGE_OF_PERCENT
    kind = "a whole number" if question.whole else "a number"
    low, high = question.minimum, question.maximum
    bounds = "" if low is None else f" from {low}" + ("" if high is None else f" to {high}")
    return kind + (f" of {question.unit}" if question.unit else "") + bounds


def _choices(question: Question) -> Iterator[str]:
    for option in question.options:
        level = f" (level {option.level})" if option.level is not None else ""
        alone = " (alone)" if option.none else ""
        yield f"- {option.id}: {option.text}{level}{alone}"
    for column in question.columns:
        yield f"- {column.id}: {column.text}"


def _needs(question: Question) -> Iterator[str]:
    """Say what each gate of the question asks for (SCORING 3)."""
    if question.partly is not None:
        yield f"Partly means: {question.partly}"
    if question.met_when is not None:
        yield f"Met when: {question.met_when} Write met: yes, partly or no beside the answer."
    if not question.gates:
        record = "Each row with an action becomes an action of the plan." if question.becomes else ""
        yield record or "Asked for context; it never counts."
        return
    if question.type is QuestionType.CHOICE:
        yield "Counts: an option holds its own level and those below it."
        return
    most = "at most" if question.lower_is_better else "at least"
    needs = [f"{most} {value} for level {level}" for level, value in question.thresholds]
    if question.partly_for is not None:
        needs.append(f"partly for level {question.partly_for}")
    if question.needed_for is not None:
        needs.append(f"{_test(question)} for level {question.needed_for}")
    yield f"Counts: {', '.join(needs)}."


def _test(question: Question) -> str:
    if question.within_months is not None:
        return f"a date within {question.within_months} months before the mission's date"
    at_least = [] if question.at_least is None else [f"at least {question.at_least} of them"]
    includes = [f"all of {listed(question.includes).replace('`', '')}"] if question.includes else []
    return " and ".join(at_least + includes) or "yes"
