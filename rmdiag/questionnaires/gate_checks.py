"""Check one question by itself: it asks one thing, and each gate is met by some legal answer and not by every one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from rmdiag.compendium.checks import Named, check_repeats
from rmdiag.compendium.model import Framework
from rmdiag.problems import Problems, did_you_mean, listed, place_of
from rmdiag.questionnaires import codes
from rmdiag.questionnaires.model import ACTION, ACTIONS, Question, QuestionType
from rmdiag.tongue import marked, phrase

_NEEDED_TESTS = {
    QuestionType.DATE: marked("`within_months:` counts back from the mission's date"),
    QuestionType.MULTI: marked("`at_least:` a number, or `includes:` the choices that are needed"),
    QuestionType.TEXT: marked("`met_when:` states the facts that decide"),
    QuestionType.TABLE: marked("`met_when:` states the facts that decide"),
}
# Two questions in one sentence: a second question word stands behind "and", a comma, a semicolon or a question mark.
# "For X, how many …" asks once, and so does "what to look for".
_ASKS = r"(?:how|what|which|when|who|where|why)\b(?! to\b)"
_SECOND_QUESTION = re.compile(
    rf"(?:\band (?:at |by |in |on |for |with |to |since )?|[,;] ?(?:or )?|\? *(?:if so, )?){_ASKS}"
    r"|\? *[A-Z]|; ?(?:is|are|do|does|has)\b|(?<=how many)[^?]* (?:was|were) \w+ed and \w+ed\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:for|in|of|by|on|during|at)\b[^?]*?, (?=(?:how|what|which|when|who)\b)", re.IGNORECASE)


def check_question(question: Question, framework: Framework, problems: Problems) -> None:
    """Note every problem that one question has by itself."""
    _check_text(question, problems)
    _check_named(question, framework, problems)
    check_repeats(Named(question, "options", [option.id for option in question.options]), marked("option"), problems)
    _check_range(question, problems)
    _check_levels(question, framework, problems)
    _check_thresholds(question, problems)
    _check_partly(question, problems)
    _check_test(question, problems)
    _check_options(question, framework, problems)
    _check_actions(question, problems)


def _check_text(question: Question, problems: Problems) -> None:
    lead = _LEAD.match(question.text)
    match = _SECOND_QUESTION.search(question.text, lead.end() if lead else 0)
    if match is not None:
        words = question.text[match.start() :].strip(" ,;:?")
        problems.add(codes.TWO_VALUES, place_of(question, "text"), id=question.id, words=words)


def _check_named(question: Question, framework: Framework, problems: Problems) -> None:
    people = framework.interlocutors
    if people and question.ask not in people:
        near = did_you_mean(question.ask, people)
        values = {"word": question.ask, "near": near, "known": listed(people, 30)}
        problems.add(codes.UNKNOWN_INTERLOCUTOR, place_of(question, "ask"), **values)
    if question.metric is None:
        return
    metric = framework.metrics.get(question.metric)
    at = place_of(question, "metric")
    if metric is None:
        near = did_you_mean(question.metric, framework.metrics)
        problems.add(codes.UNKNOWN_METRIC, at, id=question.metric, near=near)
        return
    for level in question.gates:
        if metric.highest_gate is not None and level > metric.highest_gate:
            place = place_of(question, "thresholds", str(level))
            values = {"id": question.id, "metric": metric.id}
            problems.add(codes.RATE_GATES_TOP, place, level=level, highest=metric.highest_gate, **values)


def _check_range(question: Question, problems: Problems) -> None:
    if question.minimum is not None and question.maximum is not None and question.minimum >= question.maximum:
        problems.add(codes.EMPTY_RANGE, question, id=question.id, low=question.minimum, high=question.maximum)


def _check_levels(question: Question, framework: Framework, problems: Problems) -> None:
    """Note a gate at the lowest level, which everybody has, or outside the scale."""
    first, last = framework.lowest + 1, framework.top
    written = [("thresholds", level) for level, _ in question.thresholds]
    written += [("needed_for", question.needed_for)] if question.needed_for else []
    written += [("partly_for", question.partly_for)] if question.partly_for else []
    written += [(f"options {o.id}", o.level) for o in question.options if o.level is not None and o.level > last]
    for key, level in written:
        if not first <= level <= last:
            at = place_of(question, *key.split(" ")) if " " in key else place_of(question, key, str(level))
            problems.add(codes.NO_GATE_LEVEL, at, id=question.id, level=level, first=first, last=last)


def _check_thresholds(question: Question, problems: Problems) -> None:
    sign = -1 if question.lower_is_better else 1
    easiest, hardest = (question.minimum, question.maximum)[::sign]
    before: Fraction | None = None
    for level, value in question.thresholds:
        at = place_of(question, "thresholds", str(level))
        if before is not None and sign * value <= sign * before:
            direction = phrase("less") if question.lower_is_better else phrase("more")
            values = {"level": level, "value": value, "before": before, "direction": direction}
            problems.add(codes.THRESHOLDS_ORDER, at, id=question.id, **values)
        if easiest is not None and sign * value <= sign * easiest:
            problems.add(codes.THRESHOLD_ALWAYS_MET, at, id=question.id, level=level, value=value)
        if hardest is not None and sign * value > sign * hardest:
            problems.add(codes.IMPOSSIBLE_GATE, at, id=question.id, value=value)
        before = value


def _check_partly(question: Question, problems: Problems) -> None:
    if question.partly_for is None:
        return
    if question.needed_for is None or question.partly_for >= question.needed_for:
        needed = marked("missing") if question.needed_for is None else question.needed_for
        values = {"partly": question.partly_for, "needed": needed}
        problems.add(codes.PARTLY_ORDER, place_of(question, "partly_for"), id=question.id, **values)
    if question.partly is None and "partly" not in (question.met_when or "").casefold():
        problems.add(codes.PARTLY_UNSAID, place_of(question, "partly_for"), id=question.id)


def _check_test(question: Question, problems: Problems) -> None:
    """Date, multi, text and table gate by a test of their own; test and gate go together."""
    tests = (question.within_months, question.at_least, question.includes or None, question.met_when)
    level = question.needed_for or question.partly_for
    hint = _NEEDED_TESTS.get(question.type)
    if hint is not None and level is not None and not any(tests):
        values = {"id": question.id, "level": level, "type": question.type.value, "way_out": hint}
        problems.add(codes.GATE_WITHOUT_TEST, place_of(question, "needed_for"), **values)
    if hint is not None and level is None and any(tests):
        problems.add(codes.TEST_WITHOUT_GATE, question, id=question.id)


def _check_actions(question: Question, problems: Problems) -> None:
    """Note a table that is to become actions and has no column that says what is to be done."""
    columns = [column.id for column in question.columns]
    if question.becomes == ACTIONS and question.type is QuestionType.TABLE and ACTION not in columns:
        near = did_you_mean(ACTION, columns)
        problems.add(codes.ACTIONLESS, place_of(question, "becomes"), id=question.id, column=ACTION, near=near)


def _check_options(question: Question, framework: Framework, problems: Problems) -> None:
    if question.type in (QuestionType.CHOICE, QuestionType.MULTI) and not question.options:
        problems.add(codes.NO_OPTIONS, question, id=question.id, type=question.type.value)
    if question.type is QuestionType.CHOICE:
        _check_choice_levels(question, framework, problems)
    if question.type is QuestionType.MULTI:
        _check_reach(question, problems)


def _check_choice_levels(question: Question, framework: Framework, problems: Problems) -> None:
    levels = {option.level for option in question.options if option.level is not None}
    if not levels:
        return
    for option in question.options:
        if option.level is None:
            at = place_of(question, "options", option.id)
            problems.add(codes.OPTION_WITHOUT_LEVEL, at, id=question.id, option=option.id)
    for level in range(framework.lowest, max(levels)):
        if level not in levels:
            problems.add(codes.OPTIONS_WITH_HOLES, place_of(question, "options"), id=question.id, level=level)


def _check_reach(question: Question, problems: Problems) -> None:
    """Note a multi-choice that asks for what is not among its choices."""
    countable = [option.id for option in question.options if not option.none]
    for word in _unreachable(question, countable):
        problems.add(codes.IMPOSSIBLE_GATE, place_of(question, "includes", word), id=question.id, value=f"`{word}`")
    if question.at_least is not None and question.at_least > len(countable):
        value = phrase("{number} of {choices} choices", number=question.at_least, choices=len(countable))
        problems.add(codes.IMPOSSIBLE_GATE, place_of(question, "at_least"), id=question.id, value=value)


def _unreachable(question: Question, countable: Iterable[str]) -> Iterable[str]:
    return [word for word in question.includes if word not in set(countable)]
