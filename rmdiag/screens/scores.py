"""Show scores: one row per dimension, indicator and the overall level, with what holds each level down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from rmdiag.assessment.mission import Mission
from rmdiag.assessment.results import IndicatorScore, MissionScores, OverallScore, Scores, State
from rmdiag.assessment.score_json import Json, mission_json, view_json
from rmdiag.assessment.scoring import COVERAGE
from rmdiag.compendium.model import PERSON, Dimension, Framework, Indicator
from rmdiag.questionnaires.model import Overlay, Questionnaire
from rmdiag.reports.rounding import digits, percent_down

if TYPE_CHECKING:
    from rmdiag.assessment.decisions import Decided
    from rmdiag.assessment.groupings import GroupOfView, ScoredView

VIEW_COLUMNS = ("id", "group", "level", "interval", "coverage", "remark", "indicators")
SCORE_COLUMNS = ("id", "title", "level", "interval", "coverage", "confidence", "held down by")


class Screen(NamedTuple):
    """A table with the JSON that says the same exactly."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    json: Json


def mission_screen(mission: Mission, questionnaire: Questionnaire, scores: MissionScores) -> Screen:
    """Show the result profile of a mission."""
    return Screen(
        columns=SCORE_COLUMNS,
        rows=profile_rows(questionnaire.framework, scores.result),
        json=mission_json(mission, questionnaire, scores),
    )


def view_screen(scored: ScoredView) -> Screen:
    """Show the groups of a view."""
    return Screen(columns=VIEW_COLUMNS, rows=[_group_row(one) for one in scored.groups], json=view_json(scored))


def _group_row(one: GroupOfView) -> Sequence[str]:
    score, unasked = one.score, len(one.members) - len(one.asked)
    shown = _state_words(score.state) if score.point is None else digits(score.point, 1)
    members = ", ".join(member.id for member in one.asked)
    more = f"{', and ' if members else ''}{unasked} that the set does not ask about" if unasked else ""
    return (
        one.group.id,
        one.group.title,
        shown,
        _interval(score.low, score.high),
        percent_down(score.coverage) if score.state.counts else "",
        "indicative" if one.indicative and score.state.counts else "",
        f"{members}{more}",
    )


def overlay_lines(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Name every overlay that scores stand under."""
    return tuple(
        f"Under the overlay {one.id} ({one.title}): {_changes(one)}; --base scores without it."
        for one in questionnaire.overlays
    )


def decision_lines(decided: Iterable[Decided]) -> tuple[str, ...]:
    """Say the outcome of every decision, with what keeps it from being met."""
    lines = []
    for one in decided:
        short = [
            f"{s.indicator.id} ({'–' if s.score.point is None else s.score.point} of {s.needed})" for s in one.short
        ]
        unsettled = [f"{one.unsettled} not settled"] if one.unsettled and one.decision.settled else []
        few = [f"{one.assessors} of {one.decision.assessors} assessors"]
        held = ", ".join((*short, *unsettled, *(few if one.assessors < one.decision.assessors else ())))
        lines.append(f"{one.decision.title}: {one.outcome.value}{f' ({held})' if held else ''}.")
    return tuple(lines)


def _changes(overlay: Overlay) -> str:
    words = [
        f"{change.question} {_at(change.at)} {_number(change.before)} → {_number(change.after)}"
        for change in overlay.changes
    ]
    words += [f"dimension {identity} of its own" for identity in overlay.dimensions]
    return ", ".join(words) or "other words for levels"


def _at(at: int | str) -> str:
    return f"level {at}" if isinstance(at, int) else at.replace("_", " ")


def _number(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"{float(value):g}"


def overall_line(administration: str, score: OverallScore) -> str:
    """Say the overall level in one sentence, with what limits it."""
    coverage = f"coverage {percent_down(score.coverage)}"
    if score.state is State.OUT_OF_SCOPE:
        return f"{administration}: this set of questions records what was seen and scores nothing."
    if score.point is None:
        return f"{administration}: no overall level: {_withheld_words(score)}; {coverage}."
    percent = "" if score.percent is None else f", {digits(score.percent)} % of the way from level 1 to level 5"
    cap = f"; capped, as core indicators stand at level 1 or are not assessed: {', '.join(score.capped_by)}"
    capped = cap if score.uncapped is not None and score.uncapped > score.point else ""
    indicative = "indicative " if score.indicative else ""
    level = f"{indicative}overall level {digits(score.point, 1)} {_interval(score.low, score.high)}"
    return f"{administration}: {level}{percent}; {coverage}{capped}."


def profile_rows(framework: Framework, scores: Scores) -> list[Sequence[str]]:
    """Give the rows of one profile, each dimension before its indicators."""
    rows: list[Sequence[str]] = []
    for dimension in framework.dimensions:
        if scores.dimensions[dimension.id].state is State.OUT_OF_SCOPE:
            continue  # the set does not ask about it; the last row says so
        rows.append(_dimension_row(dimension, scores))
        asked = [i for i in dimension.indicators if scores.indicators[i.id].state is not State.OUT_OF_SCOPE]
        rows += [_indicator_row(i, scores.indicators[i.id]) for i in asked]
    if framework.subject == PERSON:  # no overall number is formed of a person
        return rows
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
    shown = _state_words(score.state) if score.point is None else f"{score.point}{_remark(score)}"
    interval = "" if score.low is None else f"[{score.low}–{score.high}]"
    coverage = percent_down(score.coverage) if score.state.counts else ""
    confidence = score.confidence.value if score.confidence else ""
    return (indicator.id, indicator.title, shown, interval, coverage, confidence, held_by(score))


def _remark(score: IndicatorScore) -> str:
    judged, indicative = " judged" if score.judgement else "", " indicative" if score.indicative else ""
    return judged + indicative


def held_by(score: IndicatorScore) -> str:
    """Name the blocking items, each with whether it is unmet or unknown."""
    return ", ".join(f"{gate.question} {gate.low.value}" for gate in score.blocking)


def _state_words(state: State) -> str:
    return state.value.replace("_", " ")


def _interval(low: Fraction | None, high: Fraction | None) -> str:
    return "" if low is None or high is None else f"[{digits(low, 1)}–{digits(high, 1)}]"


def _withheld_words(score: OverallScore) -> str:
    thin = ["coverage under four fifths"] if COVERAGE in score.withheld else []
    unasked = [word for word in score.withheld if word != COVERAGE]
    return " and ".join([*thin, *([f"the set does not ask about {', '.join(unasked)}"] if unasked else [])])
