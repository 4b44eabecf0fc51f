"""Write an empty response sheet: every question with its help, its possible answers and what each level asks of it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rmdiag.compendium.model import PERSON
from rmdiag.problems import listed
from rmdiag.questionnaires.model import Layer, Question, Questionnaire, QuestionSet, QuestionType
from rmdiag.tongue import any_of, marked, phrase

WIDTH = 110
_HEADS = {
    Layer.SELF: marked("""\
# What the administration says of itself. One sheet per respondent or department: copy this file under another
# name in responses/, such as ict.yaml, and take out the questions that are not for them.
"""),
    Layer.MISSION: marked("""\
# What the mission team found. An answer here replaces the administration's own; leave blank what you did not look at.
"""),
}
_OF_A_PERSON = {
    Layer.SELF: marked("# The candidate's own view. It stands beside the panel's and changes no result.\n"),
    Layer.MISSION: marked(
        "# What one assessor saw and heard. Fill it in alone; the panel compares the sheets afterwards.\n"
    ),
}
_OF_A_VISIT = marked("# What the delegation saw. Write in the evening of the day on which it was seen.\n")
_HOW = marked("""\
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
""")
_RANGE_OF_PERCENT = marked("a number from 0 to 100, without sign of percent")


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
        "  # name: " + phrase("left out unless the mission says that names may be kept"),
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
    return (
        phrase(_head(questionnaire, chosen, layer))
        + phrase(_HOW).replace("QUESTION", chosen.questions[0])
        + "\n".join(lines)
        + "\n"
    )


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
    yield phrase("Ask: {who}", who=question.ask if asked is None else asked.name)
    if question.see:
        yield phrase("See: {list}", list="; ".join(question.see))
    if question.help is not None:
        yield phrase("Help: {words}", words=question.help)
    condition = question.applies_when
    if condition is not None:
        yield phrase(
            "Applies only when {question} is answered {answers}.",
            question=condition.question,
            answers=any_of(condition.values),
        )
    if question.not_applicable_when is not None:
        yield phrase("Not applicable when: {words}", words=question.not_applicable_when)
    yield phrase("Answer: {allowed}", allowed=_allowed(question))
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
        return phrase("{yes}, {partly} or {no}", yes="yes", partly="partly", no="no")
    first = question.options[0].id if question.options else ""
    columns = ", ".join(f"{column.id}: …" for column in question.columns)
    words = {
        QuestionType.CHOICE: phrase("one of these ids"),
        QuestionType.MULTI: phrase("a list of these ids, as in [{id}]", id=first),
        QuestionType.DATE: phrase("a date as 2026-11-22"),
        QuestionType.TEXT: phrase("your own words"),
        QuestionType.TABLE: phrase("rows as in [{columns}]", columns=f"{{{columns}}}"),
    }
    allowed = words.get(question.type) or _number(question)
    return phrase("{allowed}, or {no}", allowed=allowed, no="no") if question.gates else allowed


def _number(question: Question) -> str:
    if question.type is QuestionType.PERCENT:
        return phrase(_RANGE_OF_PERCENT)
    number = phrase("a whole number") if question.whole else phrase("a number")
    if question.unit:
        number = phrase("{number} of {unit}", number=number, unit=question.unit)
    low, high = question.minimum, question.maximum
    if low is None:
        return number
    if high is None:
        return phrase("{number} from {low}", number=number, low=low)
    return phrase("{number} from {low} to {high}", number=number, low=low, high=high)


def _choices(question: Question) -> Iterator[str]:
    for option in question.options:
        words = f"{option.id}: {option.text}"
        if option.level is not None:
            words = phrase("{option} (level {level})", option=words, level=option.level)
        yield "- " + (phrase("{option} (alone)", option=words) if option.none else words)
    for column in question.columns:
        yield f"- {column.id}: {column.text}"


def _needs(question: Question) -> Iterator[str]:
    """Say what each gate of the question asks for (SCORING 3)."""
    if question.partly is not None:
        yield phrase("Partly means: {words}", words=question.partly)
    if question.met_when is not None:
        yield phrase(
            "Met when: {words} Write met: {yes}, {partly} or {no} beside the answer.",
            words=question.met_when,
            yes="yes",
            partly="partly",
            no="no",
        )
    if not question.gates:
        yield (
            phrase("Each row with an action becomes an action of the plan.")
            if question.becomes
            else phrase("Asked for context; it never counts.")
        )
        return
    if question.type is QuestionType.CHOICE:
        yield phrase("Counts: an option holds its own level and those below it.")
        return
    edge = marked("at most {value}") if question.lower_is_better else marked("at least {value}")
    needs = [(phrase(edge, value=value), level) for level, value in question.thresholds]
    if question.partly_for is not None:
        needs.append(("partly", question.partly_for))
    if question.needed_for is not None:
        needs.append((_test(question), question.needed_for))
    words = [phrase("{answer} for level {level}", answer=answer, level=level) for answer, level in needs]
    yield phrase("Counts: {list}.", list=", ".join(words))


def _test(question: Question) -> str:
    if question.within_months is not None:
        words = marked("a date within {number} months before the mission's date")
        return phrase(words, number=question.within_months)
    number, includes = question.at_least, listed(question.includes).replace("`", "")
    if number is not None and includes:
        return phrase("at least {number} of them and all of {list}", number=number, list=includes)
    if number is not None:
        return phrase("at least {number} of them", number=number)
    return phrase("all of {list}", list=includes) if includes else "yes"
