"""Score a mission: both profiles, from answers to the overall level (SCORING 6 to 9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from rmdiag.assessment.indicators import Scope, score_indicator
from rmdiag.assessment.methods import Entry, apply, mean_of
from rmdiag.assessment.mission import Judgement, Mission
from rmdiag.assessment.results import (
    ConfidenceCounts,
    GroupScore,
    IndicatorScore,
    MissionScores,
    OverallScore,
    Scores,
    State,
)
from rmdiag.compendium.declared import Method
from rmdiag.compendium.model import Criticality, Dimension, Framework, Indicator
from rmdiag.questionnaires.merging import Profile, profiles
from rmdiag.questionnaires.model import Layer, Questionnaire

COVERAGE = "coverage"  # the reason for withholding the overall level that is not a dimension


class Round(NamedTuple):
    """What a profile is scored under: the set asked, indicators out of the question, and judgements."""

    asked: frozenset[str]
    not_applicable: Mapping[str, str]
    judgements: tuple[Judgement, ...] = ()


def score_mission(mission: Mission, questionnaire: Questionnaire) -> MissionScores:
    """Score the self profile and the result profile of a mission; judgements touch the result only."""
    asked = questionnaire.in_set(mission.set)
    plain = Round(asked=asked, not_applicable=mission.not_applicable)
    judged = Round(asked=asked, not_applicable=mission.not_applicable, judgements=mission.judgements)
    by_itself, over_it = profiles(questionnaire.questions, mission.answers)
    own = score_profile(questionnaire, by_itself, plain)
    result = score_profile(questionnaire, over_it, judged)
    heard = mission.answers.speaks(Layer.MISSION)
    return MissionScores(
        own=own,
        result=result,
        compared=_compared(questionnaire, result, asked) if heard else frozenset(),
        stale=_stale(mission.judgements, result),
    )


def score_profile(questionnaire: Questionnaire, profile: Profile, conditions: Round) -> Scores:
    """Score one profile: every indicator, every dimension, the overall level."""
    framework = questionnaire.framework
    indicators = {
        indicator.id: score_indicator(_scope(indicator, questionnaire, conditions), profile, conditions.judgements)
        for indicator in framework.indicators.values()
    }
    method = None if framework.scoring is None else framework.scoring.dimension
    dimensions = {d.id: score_group(d.id, _weighted(d, indicators), method) for d in framework.dimensions}
    unasked = unasked_dimensions(questionnaire, conditions.asked)
    overall = score_overall(framework, dimensions, indicators, unasked)
    return Scores(answers=profile, indicators=indicators, dimensions=dimensions, overall=overall)


def score_group(
    identity: str, members: Sequence[tuple[Fraction, IndicatorScore]], method: Method | None = None
) -> GroupScore:
    """Give the result of a dimension, or of any group of indicators (SCORING 6, 7 and 9).

    It is the weighted mean unless the framework declares another method.
    """
    counting = [(w, i) for w, i in members if i.state.counts]
    assessed = [(w, i, i.point) for w, i in counting if i.point is not None]
    points = [point for _, _, point in assessed]
    point = _combined(method, [(w, Fraction(point)) for w, _, point in assessed])
    high = _combined(method, [(w, Fraction(i.high)) for w, i in counting if i.high is not None])
    return GroupScore(
        id=identity,
        state=_group_state([i.state for _, i in members]),
        point=point,
        low=_combined(method, [(w, Fraction(i.low)) for w, i in counting if i.low is not None]),
        high=_holding(high, point),
        minimum=min(points, default=None),
        spread=max(points) - min(points) if points else None,
        coverage=weighted_mean([(w, i.coverage) for w, i in counting]) or Fraction(0),
        known=sum(i.known for _, i in counting),
        asked=sum(i.asked for _, i in counting),
        indicative=any(i.indicative for _, i in members),
        confidence=_counts(i for _, i, _ in assessed),
    )


def score_overall(
    framework: Framework,
    dimensions: Mapping[str, GroupScore],
    indicators: Mapping[str, IndicatorScore],
    unasked: tuple[str, ...],
) -> OverallScore:
    """Give the overall level of the dimensions with its interval, cap and coverage (SCORING 8)."""
    weights = {d.id: d.weight for d in framework.dimensions}
    counting = [(weights[d.id], d) for d in dimensions.values() if d.state.counts]
    coverage = weighted_mean([(w, d.coverage) for w, d in counting]) or Fraction(0)
    method = None if framework.scoring is None else framework.scoring.overall
    uncapped = _combined(method, [(w, d.point) for w, d in counting if d.point is not None])
    low = _combined(method, [(w, d.low) for w, d in counting if d.low is not None])
    high = _combined(method, [(w, d.high) for w, d in counting if d.high is not None])
    cap = _cap(framework, indicators)
    withheld = _withheld(method, coverage, unasked, uncapped)
    point = None if withheld else _capped(uncapped, cap.on_point)
    return OverallScore(
        state=_group_state([d.state for d in dimensions.values()]),
        point=point,
        uncapped=None if withheld else uncapped,
        low=_capped(low, cap.on_low),
        high=_capped(_holding(high, uncapped), cap.on_high),
        percent=_percent(framework, point),
        coverage=coverage,
        known=sum(d.known for _, d in counting),
        asked=sum(d.asked for _, d in counting),
        indicative=any(d.indicative for d in dimensions.values()),
        confidence=sum((d.confidence for d in dimensions.values()), ConfidenceCounts()),
        capped_by=cap.causes,
        withheld=withheld,
    )


def unasked_dimensions(questionnaire: Questionnaire, asked: frozenset[str]) -> tuple[str, ...]:
    """Give the dimensions of which the set holds no gating question."""
    heard = {q.indicator for q in questionnaire.questions.values() if q.gates and q.id in asked}
    return tuple(d.id for d in questionnaire.framework.dimensions if not any(i.id in heard for i in d.indicators))


def weighted_mean(values: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Give the weighted mean of (weight, value) pairs, None of nothing."""
    return mean_of(values) if values else None


def _combined(method: Method | None, values: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
    if method is None or not values:
        return weighted_mean(values)
    return apply(method, [Entry(value=value, weight=weight) for weight, value in values]).value


def _scope(indicator: Indicator, questionnaire: Questionnaire, conditions: Round) -> Scope:
    return Scope(
        indicator=indicator.id,
        questions=questionnaire.by_indicator[indicator.id],
        asked=conditions.asked,
        lowest=questionnaire.framework.lowest,
        top=questionnaire.framework.top,
        not_applicable=conditions.not_applicable.get(indicator.id),
    )


def _holding(high: Fraction | None, point: Fraction | None) -> Fraction | None:
    """Stretch an interval to hold its point (SCORING 11c).

    A not assessed indicator whose gates end below the top can pull the mean of the high sides under the mean of what
    is assessed.
    """
    return high if high is None or point is None else max(high, point)


def _weighted(dimension: Dimension, indicators: Mapping[str, IndicatorScore]) -> list[tuple[Fraction, IndicatorScore]]:
    return [(i.weight, indicators[i.id]) for i in dimension.indicators]


def _group_state(states: Sequence[State]) -> State:
    if State.ASSESSED in states:
        return State.ASSESSED
    if State.NOT_ASSESSED in states:
        return State.NOT_ASSESSED
    return State.NOT_APPLICABLE if all(s is State.NOT_APPLICABLE for s in states) else State.OUT_OF_SCOPE


def _counts(scores: Iterable[IndicatorScore]) -> ConfidenceCounts:
    found = [score.confidence.value if score.confidence else "none" for score in scores]
    return ConfidenceCounts(**{name: found.count(name) for name in ("verified", "corroborated", "declared", "none")})


class _Cap(NamedTuple):
    """What a declared cap limits: the point, the low and the high side each for a reason of its own (SCORING 8)."""

    causes: tuple[str, ...] = ()
    on_point: Fraction | None = None
    on_low: Fraction | None = None
    on_high: Fraction | None = None


def _cap(framework: Framework, indicators: Mapping[str, IndicatorScore]) -> _Cap:
    limit = None if framework.scoring is None else framework.scoring.overall.cap
    if limit is None:
        return _Cap()
    core = [indicators[i.id] for i in framework.indicators.values() if i.criticality is Criticality.CORE]
    causes = tuple(i.id for i in core if i.state is State.NOT_ASSESSED or i.point == framework.lowest)
    return _Cap(
        causes=causes,
        on_point=limit if causes else None,
        on_low=limit if any(i.low == framework.lowest for i in core) else None,
        on_high=limit if any(i.high == framework.lowest for i in core) else None,
    )


def _withheld(
    method: Method | None, coverage: Fraction, unasked: tuple[str, ...], uncapped: Fraction | None
) -> tuple[str, ...]:
    """Withhold the overall level under the declared coverage: there it tells who answered rather than what is done."""
    needed = None if method is None else method.minimum_coverage
    thin = uncapped is None or (needed is not None and coverage < needed)
    return (*((COVERAGE,) if thin else ()), *unasked)


def _capped(value: Fraction | None, limit: Fraction | None) -> Fraction | None:
    return value if value is None or limit is None else min(value, limit)


def _percent(framework: Framework, point: Fraction | None) -> Fraction | None:
    return None if point is None else 100 * (point - framework.lowest) / (framework.top - framework.lowest)


def _compared(questionnaire: Questionnaire, result: Scores, asked: frozenset[str]) -> frozenset[str]:
    """Give the indicators on which the mission holds an answer of its own on a gate."""
    return frozenset(
        q.indicator
        for q in questionnaire.questions.values()
        if q.gates and q.id in asked and result.answers[q.id].known and not result.answers[q.id].taken_over
    )


def _stale(judgements: Iterable[Judgement], result: Scores) -> tuple[Judgement, ...]:
    applied = {id(i.judgement) for i in result.indicators.values() if i.judgement is not None}
    return tuple(j for j in judgements if id(j) not in applied)
