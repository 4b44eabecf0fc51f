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
from rmdiag.screens.words import decimal, interval, shown
from rmdiag.tongue import heads, joined, phrase

if TYPE_CHECKING:
    from rmdiag.assessment.decisions import Decided
    from rmdiag.assessment.groupings import GroupOfView, ScoredView

VIEW_COLUMNS = heads("id", "group", "level", "interval", "coverage", "remark", "indicators")
SCORE_COLUMNS = heads("id", "title", "level", "interval", "coverage", "confidence", "held down by")


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
    score = one.score
    return (
        one.group.id,
        one.group.title,
        shown(score.state) if score.point is None else decimal(score.point, 1),
        _interval(score.low, score.high),
        percent_down(score.coverage) if score.state.counts else "",
        phrase("indicative") if one.indicative and score.state.counts else "",
        _members(one),
    )


def _members(one: GroupOfView) -> str:
    members, unasked = ", ".join(member.id for member in one.asked), len(one.members) - len(one.asked)
    if not unasked:
        return members
    if not members:
        return phrase("{unasked} that the set does not ask about", unasked=unasked)
    return phrase("{members}, and {unasked} that the set does not ask about", members=members, unasked=unasked)


def overlay_lines(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Name every overlay that scores stand under."""
    return tuple(
        phrase(
            "Under the overlay {overlay} ({title}): {changes}; --base scores without it.",
            overlay=one.id,
            title=one.title,
            changes=_changes(one),
        )
        for one in questionnaire.overlays
    )


def decision_lines(decided: Iterable[Decided]) -> tuple[str, ...]:
    """Say the outcome of every decision, with what keeps it from being met."""
    return tuple(_decision_line(one) for one in decided)


def _decision_line(one: Decided) -> str:
    held = [
        phrase(
            "{id} ({level} of {needed})",
            id=s.indicator.id,
            level="–" if s.score.point is None else s.score.point,
            needed=s.needed,
        )
        for s in one.short
    ]
    if one.unsettled and one.decision.settled:
        held.append(phrase("{unsettled} not settled", unsettled=one.unsettled))
    if one.assessors < one.decision.assessors:
        held.append(phrase("{present} of {needed} assessors", present=one.assessors, needed=one.decision.assessors))
    values = {"decision": one.decision.title, "outcome": shown(one.outcome)}
    if held:
        return phrase("{decision}: {outcome} ({reasons}).", **values, reasons=", ".join(held))
    return "{decision}: {outcome}.".format_map(values)


def _changes(overlay: Overlay) -> str:
    words = [
        f"{change.question} {_at(change.at)} {_number(change.before)} → {_number(change.after)}"
        for change in overlay.changes
    ]
    words += [phrase("dimension {identity} of its own", identity=identity) for identity in overlay.dimensions]
    return ", ".join(words) or phrase("other words for levels")


def _at(at: int | str) -> str:
    return phrase("level {level}", level=at) if isinstance(at, int) else at.replace("_", " ")


def _number(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"{float(value):g}"


def overall_line(administration: str, score: OverallScore) -> str:
    """Say the overall level in one sentence, with what limits it."""
    coverage = percent_down(score.coverage)
    if score.state is State.OUT_OF_SCOPE:
        return phrase(
            "{administration}: this set of questions records what was seen and scores nothing.",
            administration=administration,
        )
    if score.point is None:
        return phrase(
            "{administration}: no overall level: {reasons}; coverage {coverage}.",
            administration=administration,
            reasons=_withheld_words(score),
            coverage=coverage,
        )
    percent = (
        ""
        if score.percent is None
        else phrase(", {percent} % of the way from level 1 to level 5", percent=digits(score.percent))
    )
    cap = phrase(
        "; capped, as core indicators stand at level 1 or are not assessed: {capped_by}",
        capped_by=", ".join(score.capped_by),
    )
    values = {
        "administration": administration,
        "point": decimal(score.point, 1),
        "interval": _interval(score.low, score.high),
        "percent": percent,
        "coverage": coverage,
        "capped": cap if score.uncapped is not None and score.uncapped > score.point else "",
    }
    if score.indicative:
        return phrase(
            "{administration}: indicative overall level {point} {interval}{percent}; coverage {coverage}{capped}.",
            **values,
        )
    return phrase("{administration}: overall level {point} {interval}{percent}; coverage {coverage}{capped}.", **values)


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
    held = ", ".join(overall.capped_by) if overall.point is not None else _withheld_words(overall)
    rows.append(
        (
            "overall",
            phrase("Overall level"),
            "–" if overall.point is None else decimal(overall.point, 1),
            _interval(overall.low, overall.high),
            percent_down(overall.coverage),
            "",
            held,
        )
    )
    return rows


def _dimension_row(dimension: Dimension, scores: Scores) -> Sequence[str]:
    score = scores.dimensions[dimension.id]
    level = shown(score.state) if score.point is None else decimal(score.point, 1)
    interval, coverage = _interval(score.low, score.high), percent_down(score.coverage)
    return (dimension.id, dimension.title, level, interval, coverage, "", "")


def _indicator_row(indicator: Indicator, score: IndicatorScore) -> Sequence[str]:
    level = shown(score.state) if score.point is None else _level(score)
    interval = "" if score.low is None else f"[{score.low}–{score.high}]"
    coverage = percent_down(score.coverage) if score.state.counts else ""
    confidence = shown(score.confidence) if score.confidence else ""
    return (indicator.id, indicator.title, level, interval, coverage, confidence, held_by(score))


def _level(score: IndicatorScore) -> str:
    level = str(score.point)
    if score.judgement and score.indicative:
        return phrase("{level} judged indicative", level=level)
    if score.judgement:
        return phrase("{level} judged", level=level)
    return phrase("{level} indicative", level=level) if score.indicative else level


def held_by(score: IndicatorScore) -> str:
    """Name the blocking items, each with whether it is unmet or unknown."""
    return joined(", ", (joined(" ", (gate.question, shown(gate.low))) for gate in score.blocking))


def _interval(low: Fraction | None, high: Fraction | None) -> str:
    return "" if low is None or high is None else interval(low, high)


def _withheld_words(score: OverallScore) -> str:
    unasked = ", ".join(word for word in score.withheld if word != COVERAGE)
    if not unasked:
        return phrase("coverage under four fifths") if COVERAGE in score.withheld else ""
    if COVERAGE in score.withheld:
        return phrase("coverage under four fifths and the set does not ask about {unasked}", unasked=unasked)
    return phrase("the set does not ask about {unasked}", unasked=unasked)
