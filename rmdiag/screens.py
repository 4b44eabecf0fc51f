"""Decide what each command shows: columns, rows, JSON and lines of text. Nothing is printed here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from textwrap import fill

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.explain import Step, needed_words
from rmdiag.assessment.gaps import Gap
from rmdiag.assessment.instruments import score_instrument
from rmdiag.assessment.results import IndicatorScore, OverallScore, Scores, State
from rmdiag.assessment.score_json import Json, instrument_json, mission_json, profile_json
from rmdiag.assessment.scoring import COVERAGE, Round, score_profile
from rmdiag.compendium.model import Dimension, Framework, Indicator
from rmdiag.problems import Problems
from rmdiag.questionnaires.leaves import read_leaf_answers
from rmdiag.questionnaires.merging import Answers, result_profile
from rmdiag.questionnaires.model import Question, Questionnaire
from rmdiag.questionnaires.responses import read_sheet
from rmdiag.reports.rounding import digits, percent_down
from rmdiag.source import Document

SCORE_COLUMNS = ("id", "title", "level", "interval", "coverage", "confidence", "held down by")
NODE_COLUMNS = ("id", "score", "label", "interval", "coverage")
GAP_COLUMNS = ("priority", "indicator", "title", "level", "target", "gap", "held down by", "first step")
WIDTH = 110  # characters of running text on a terminal


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A table with the JSON that says the same exactly."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    json: Json


def mission_screen(assessment: Assessment) -> Screen:
    """Show the result profile of a mission."""
    framework = assessment.questionnaire.framework
    rows = _profile_rows(framework, assessment.scores.result)
    return Screen(columns=SCORE_COLUMNS, rows=rows, json=mission_json(framework, assessment.scores))


def profile_screen(questionnaire: Questionnaire, document: Document, as_of: date, problems: Problems) -> Screen:
    """Show what one sheet by itself gives."""
    sheet = read_sheet(document, "sheet", questionnaire, problems)
    answers = Answers(sheets=() if sheet is None else (sheet,), as_of=as_of)
    profile = result_profile(questionnaire.questions, answers)
    scores = score_profile(questionnaire, profile, Round(asked=questionnaire.in_set(None), not_applicable={}))
    framework = questionnaire.framework
    json: Json = {
        "format": "rmdiag score 1",
        "framework": {"id": framework.id, "edition": framework.edition},
        "nodes": profile_json(framework, scores),
    }
    return Screen(columns=SCORE_COLUMNS, rows=_profile_rows(framework, scores), json=json)


def instrument_screen(questionnaire: Questionnaire, document: Document, as_of: date, problems: Problems) -> Screen:
    """Show every node of an instrument; the date plays no part in its answers."""
    del as_of
    framework = questionnaire.framework
    nodes = score_instrument(framework, read_leaf_answers(document, framework.leaves, framework.id, problems))
    rows = [
        (
            node.id,
            "–" if node.score is None else str(node.score),
            node.label or "–",
            "–" if node.low is None or node.high is None else f"{node.low} to {node.high}",
            percent_down(node.coverage),
        )
        for node in nodes.values()
    ]
    return Screen(columns=NODE_COLUMNS, rows=rows, json=instrument_json(framework, nodes))


def overall_line(assessment: Assessment) -> str:
    """Say the overall level in one sentence, with what limits it."""
    score = assessment.scores.result.overall
    name = assessment.mission.administration
    coverage = f"coverage {percent_down(score.coverage)}"
    if score.point is None:
        return f"{name}: no overall level, because of {_withheld_words(score)}; {coverage}."
    percent = "" if score.percent is None else f", {digits(score.percent)} % of the way from level 1 to level 5"
    cap = f"; capped, as core indicators stand at level 1 or are not assessed: {', '.join(score.capped_by)}"
    capped = cap if score.uncapped is not None and score.uncapped > score.point else ""
    level = f"overall level {digits(score.point, 1)} {_interval(score.low, score.high)}"
    return f"{name}: {level}{percent}; {coverage}{capped}."


def gap_rows(assessment: Assessment) -> list[Sequence[str]]:
    """Give a row per gap, widest priority first; indicators to find out about come last."""
    open_gaps = [g for g in assessment.gaps if g.gap or g.find_out]
    return [_gap_row(gap) for gap in sorted(open_gaps, key=lambda gap: gap.find_out)]


def explanation_text(step: Step, depth: int = 0) -> str:
    """Write an explanation as indented lines, each with the file and line where it stands."""
    place = f"  ({step.span.file}:{step.span.line})" if step.span is not None and step.span.line else ""
    indent = "  " * depth
    line = fill(f"{step.text}{place}", WIDTH, initial_indent=indent, subsequent_indent=f"{indent}    ")
    return "\n".join([line, *(explanation_text(inner, depth + 1) for inner in step.steps)])


def explanation_json(step: Step) -> Json:
    """Give an explanation as nested plain values."""
    place = None if step.span is None else {"file": step.span.file, "line": step.span.line, "column": step.span.column}
    return {"text": step.text, "at": place, "steps": [explanation_json(inner) for inner in step.steps]}


def framework_summary(questionnaire: Questionnaire) -> str:
    """Count what a framework holds, per dimension and in all."""
    framework = questionnaire.framework
    lines = [
        f"{framework.title} ({framework.id}), edition {framework.edition}",
        *(f"  {d.id}  {d.title}: {_counts(questionnaire, d.indicators)}" for d in framework.dimensions),
        f"  In all {len(framework.dimensions)} dimensions, {_counts(questionnaire, framework.indicators.values())}",
        f"  {len(framework.metrics)} metrics, {len(framework.rules)} rules, {len(framework.references)} references",
    ]
    if framework.nodes:
        lines.append(f"  {len(framework.nodes)} nodes over {len(framework.leaves)} leaves")
    return "\n".join(lines)


def framework_text(questionnaire: Questionnaire, identity: str | None) -> str | None:
    """Write a framework, one of its dimensions or one indicator as readable text; None when there is no such id."""
    framework = questionnaire.framework
    indicators = [i for i in framework.indicators.values() if identity in (None, i.id, i.dimension)]
    if not indicators:
        return framework_summary(questionnaire) if identity is None else None
    return "\n\n".join(_indicator_text(questionnaire, indicator) for indicator in indicators)


def _profile_rows(framework: Framework, scores: Scores) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = []
    for dimension in framework.dimensions:
        rows.append(_dimension_row(dimension, scores))
        rows += [_indicator_row(i, scores.indicators[i.id]) for i in dimension.indicators]
    overall = scores.overall
    shown = "–" if overall.point is None else digits(overall.point, 1)
    held = ", ".join(overall.capped_by) if overall.point is not None else _withheld_words(overall)
    rows.append(
        (
            "overall",
            "Overall level",
            shown,
            _interval(overall.low, overall.high),
            percent_down(overall.coverage),
            "",
            held,
        )
    )
    return rows


def _dimension_row(dimension: Dimension, scores: Scores) -> Sequence[str]:
    score = scores.dimensions[dimension.id]
    shown = _state_words(score.state) if score.point is None else digits(score.point, 1)
    interval, coverage = _interval(score.low, score.high), percent_down(score.coverage)
    return (dimension.id, dimension.title, shown, interval, coverage, "", "")


def _indicator_row(indicator: Indicator, score: IndicatorScore) -> Sequence[str]:
    shown = _state_words(score.state) if score.point is None else f"{score.point}{' judged' if score.judgement else ''}"
    interval = "" if score.low is None else f"[{score.low}–{score.high}]"
    coverage = percent_down(score.coverage) if score.state.counts else ""
    confidence = score.confidence.value if score.confidence else ""
    return (indicator.id, indicator.title, shown, interval, coverage, confidence, _held_by(score))


def _held_by(score: IndicatorScore) -> str:
    return ", ".join(f"{gate.question} {gate.low.value}" for gate in score.blocking)


def _state_words(state: State) -> str:
    return state.value.replace("_", " ")


def _interval(low: Fraction | None, high: Fraction | None) -> str:
    return "" if low is None or high is None else f"[{digits(low, 1)}–{digits(high, 1)}]"


def _withheld_words(score: OverallScore) -> str:
    words = ["coverage under four fifths" if w == COVERAGE else f"{w} is not asked" for w in score.withheld]
    return ", ".join(words)


def _gap_row(gap: Gap) -> Sequence[str]:
    first = gap.firing[0].recommendation if gap.firing else None
    step = f"{first.id} {first.action}" if first else "find out where this stands" if gap.find_out else ""
    return (
        digits(gap.priority, 1),
        gap.indicator.id,
        gap.indicator.short,
        "–" if gap.score.point is None else str(gap.score.point),
        str(gap.target),
        "?" if gap.gap is None else str(gap.gap),
        _held_by(gap.score),
        step,
    )


def _counts(questionnaire: Questionnaire, indicators: Iterable[Indicator]) -> str:
    every = list(indicators)
    questions = [q for i in every for q in questionnaire.by_indicator.get(i.id, ())]
    gates = sum(len(q.gates) for q in questions)
    recommendations = sum(len(i.recommendations) for i in every)
    return f"{len(every)} indicators, {len(questions)} questions, {gates} gates, {recommendations} recommendations"


def _indicator_text(questionnaire: Questionnaire, indicator: Indicator) -> str:
    lines = [f"{indicator.id}  {indicator.title}  ({indicator.criticality.value})", _wrapped(indicator.assesses, 2)]
    names = {level.level: level.name for level in questionnaire.framework.levels}
    lines += [_wrapped(f"{level} {names.get(level, '')}: {text}", 2) for level, text in indicator.descriptors]
    lines += [_question_text(question) for question in questionnaire.by_indicator[indicator.id]]
    lines += [
        _wrapped(
            f"{r.id}  below {r.below}, {r.horizon.value.replace('_', ' ')}, effort {r.effort.value}: {r.action}", 2
        )
        for r in indicator.recommendations
    ]
    return "\n".join(lines)


def _question_text(question: Question) -> str:
    needs = needed_words(question)
    return "\n".join(
        [_wrapped(f"{question.id}  {question.text}", 2), *([_wrapped(f"Gates: {needs}", 6)] if needs else [])]
    )


def _wrapped(text: str, indent: int) -> str:
    return fill(text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 4))
