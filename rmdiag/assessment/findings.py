"""Say what stands out in a round: strengths, contradictions, divergences, differences, and what weakens the answers."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rmdiag.assessment.gaps import Gap
from rmdiag.assessment.mission import Figure, Mission
from rmdiag.assessment.results import IndicatorScore, MissionScores, Scores, State
from rmdiag.compendium.model import Comparison, ConsistencyRule, Framework, Indicator
from rmdiag.questionnaires.model import Confidence, Merged, Question, Questionnaire, Standing, Voice

STRENGTH_FROM = 3  # a strength is at least "Defined", our working value
_COMPARE: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A consistency rule that does not hold, with the values of every side."""

    rule: ConsistencyRule
    values: tuple[tuple[str, Fraction], ...]
    period: str | None  # of the metrics, when any took part


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergence:
    """A question on which sheets of one profile meet different gates and nothing was agreed."""

    question: Question
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An indicator that the administration and the mission see differently."""

    indicator: Indicator
    own: IndicatorScore
    result: IndicatorScore

    @property
    def steps(self) -> int:
        """How far the administration is above the mission; below it when negative."""
        return (self.own.point or 0) - (self.result.point or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that stands out, each kind in the framework's order unless said otherwise."""

    strengths: tuple[Gap, ...]  # strongest first
    contradictions: tuple[Contradiction, ...]
    divergences: tuple[Divergence, ...]
    differences: tuple[Difference, ...]  # widest first
    taken_over: tuple[Merged, ...]
    excused: tuple[Merged, ...]  # not applicable where the content does not foresee it
    unproven: tuple[Voice, ...]  # called verified without evidence
    not_assessed: tuple[Indicator, ...]


def find(mission: Mission, questionnaire: Questionnaire, scores: MissionScores, gaps: Iterable[Gap]) -> Findings:
    """Give the findings of a scored mission; none of them changes a score."""
    framework = questionnaire.framework
    result = scores.result
    merged = [result.answers[q] for q in questionnaire.questions if q in questionnaire.in_set(mission.set)]
    return Findings(
        strengths=_strengths(gaps),
        contradictions=find_contradictions(framework, result, mission.figures),
        divergences=tuple(_divergence(m, questionnaire) for m in merged if m.divergent),
        differences=_differences(framework, scores),
        taken_over=tuple(m for m in merged if m.taken_over and questionnaire.questions[m.question].gates),
        excused=tuple(m for m in merged if _unforeseen(m, questionnaire.questions[m.question])),
        unproven=_unproven(mission),
        not_assessed=tuple(
            i for i in framework.indicators.values() if result.indicators[i.id].state is State.NOT_ASSESSED
        ),
    )


def find_contradictions(framework: Framework, scores: Scores, figures: Iterable[Figure]) -> tuple[Contradiction, ...]:
    """Give every consistency rule whose condition holds and whose consequence does not.

    Metrics are those of the latest period in which any figure was given. A rule with an unknown side is not judged.
    """
    latest, metrics = latest_figures(figures)
    known = {i.id: Fraction(i.point) for i in scores.indicators.values() if i.point is not None} | metrics
    found = (_contradiction(rule, known, latest, metrics) for rule in framework.rules)
    return tuple(contradiction for contradiction in found if contradiction is not None)


def latest_figures(figures: Iterable[Figure]) -> tuple[str | None, dict[str, Fraction]]:
    """Give the latest period and the value of each metric in it."""
    rows = tuple(figures)
    latest = max((figure.period for figure in rows), default=None)
    return latest, {figure.metric: figure.value for figure in rows if figure.period == latest}


def _contradiction(
    rule: ConsistencyRule, known: Mapping[str, Fraction], latest: str | None, metrics: Mapping[str, Fraction]
) -> Contradiction | None:
    names = rule.adds_up or tuple(dict.fromkeys(n for c in (*rule.when, *rule.then) for n in _names(c)))
    if any(name not in known for name in names):
        return None
    if rule.adds_up:
        broken = abs(sum((known[n] for n in names), Fraction(0)) - rule.to) > rule.within
    else:
        broken = all(_holds(c, known) for c in rule.when) and not all(_holds(c, known) for c in rule.then)
    if not broken:
        return None
    period = latest if any(name in metrics for name in names) else None
    return Contradiction(rule=rule, values=tuple((name, known[name]) for name in names), period=period)


def _names(comparison: Comparison) -> tuple[str, ...]:
    right = comparison.right
    return (comparison.left, right) if isinstance(right, str) else (comparison.left,)


def _holds(comparison: Comparison, known: Mapping[str, Fraction]) -> bool:
    right = comparison.right
    value = known[right] if isinstance(right, str) else right
    return _COMPARE[comparison.operator](known[comparison.left], value)


def _strengths(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """At target or above, at least level 3; higher level, stronger confidence and core indicators first."""
    strong = [g for g in gaps if g.gap == 0 and g.score.point is not None and g.score.point >= STRENGTH_FROM]
    return tuple(sorted(strong, key=_strength_key))


def _strength_key(gap: Gap) -> tuple[int, int, int, str]:
    confidence = gap.score.confidence
    strength = 0 if confidence is None else confidence.strength
    return (-(gap.score.point or 0), -strength, -gap.indicator.criticality.weight, gap.indicator.id)


def _divergence(merged: Merged, questionnaire: Questionnaire) -> Divergence:
    speaking = tuple(v for v in merged.voices if v.response.standing is Standing.ANSWERED)
    return Divergence(question=questionnaire.questions[merged.question], voices=speaking)


def _differences(framework: Framework, scores: MissionScores) -> tuple[Difference, ...]:
    found = []
    for indicator in framework.indicators.values():
        own, result = scores.own.indicators[indicator.id], scores.result.indicators[indicator.id]
        if indicator.id in scores.compared and own.point is not None and result.point is not None:
            found.append(Difference(indicator=indicator, own=own, result=result))
    return tuple(sorted((d for d in found if d.steps), key=lambda d: (-abs(d.steps), d.indicator.id)))


def _unforeseen(merged: Merged, question: Question) -> bool:
    if merged.standing is not Standing.NOT_APPLICABLE or merged.by_condition or not question.gates:
        return False
    return question.applies_when is None and question.not_applicable_when is None


def _unproven(mission: Mission) -> tuple[Voice, ...]:
    return tuple(
        Voice(sheet=sheet, response=response)
        for sheet in sorted(mission.answers.sheets, key=lambda s: s.id)
        for response in sheet.responses.values()
        if response.confidence is Confidence.VERIFIED
        and not response.evidence
        and response.standing is Standing.ANSWERED
    )
