"""Say how sure a result is: what the weights decide, and which single answer would move the overall level most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from rmdiag.assessment.indicators import Scope, score_indicator
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.results import OverallScore, Scores
from rmdiag.assessment.scoring import score_group, score_overall, unasked_dimensions
from rmdiag.assessment.sensitivity import DRAWS, SEED, Sensitivity, sensitivity_of
from rmdiag.questionnaires.merging import Profile
from rmdiag.questionnaires.model import Merged, Question, Questionnaire, Standing

MOST_INFLUENCES = 10
MOST_LIFTING = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """What the overall level would be if one answer met all of its gates, or none."""

    question: Question
    open: bool  # not answered today
    today: OverallScore
    met: OverallScore
    unmet: OverallScore

    @property
    def up(self) -> Fraction:
        """How far the overall level would rise if all its gates were met."""
        return self._level(self.met) - self._level(self.today)

    @property
    def down(self) -> Fraction:
        """How far the overall level would fall if none of its gates were met."""
        return self._level(self.today) - self._level(self.unmet)

    @property
    def moves(self) -> Fraction:
        """The wider of the two moves."""
        return max(abs(self.up), abs(self.down))

    @property
    def narrows(self) -> Fraction:
        """How much of the interval an answer takes away, whichever it is."""
        return _width(self.today) - max(_width(self.met), _width(self.unmet))

    def _level(self, score: OverallScore) -> Fraction:
        """Give the point, or where one of the three is withheld the low side of all, which is never withheld."""
        given = all(one.point is not None for one in (self.today, self.met, self.unmet))
        return (score.point if given else score.low) or Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """How sure the overall level and the order of dimensions are."""

    sensitivity: Sensitivity | None
    influences: tuple[Influence, ...]  # open questions first, then those that move most
    lifting: tuple[Influence, ...]  # answers that by themselves would lift the level, most first


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """How many draws to make, and from which seed."""

    draws: int = DRAWS
    seed: int = SEED


def certainty_of(mission: Mission, questionnaire: Questionnaire, scores: Scores, simulation: Simulation) -> Certainty:
    """Give what weights and single answers decide of a result profile."""
    drawn = sensitivity_of(questionnaire.framework, scores, simulation.draws, simulation.seed)
    found = [one for one in influences_of(mission, questionnaire, scores) if one.moves or (one.open and one.narrows)]
    ranked = sorted(found, key=lambda one: (not one.open, -one.moves, -one.narrows))
    lifting = sorted((one for one in found if one.up > 0), key=lambda one: -one.up)
    return Certainty(
        sensitivity=drawn,
        influences=tuple(ranked[:MOST_INFLUENCES]),
        lifting=tuple(lifting[:MOST_LIFTING]),
    )


def influences_of(mission: Mission, questionnaire: Questionnaire, scores: Scores) -> Iterable[Influence]:
    """Give the influence of every gating question that is asked and applies, in the order of the questions.

    Every other answer stays as it is, those to questions that this one decides about too.
    """
    asked = questionnaire.in_set(mission.set)
    again = _Again(
        mission=mission,
        questionnaire=questionnaire,
        scores=scores,
        asked=asked,
        unasked=unasked_dimensions(questionnaire, asked),
    )
    for question in questionnaire.questions.values():
        if not question.gates or question.id not in asked or not scores.indicators[question.indicator].state.counts:
            continue
        merged = scores.answers[question.id]
        if merged.standing is not Standing.NOT_APPLICABLE and not merged.by_condition:
            yield Influence(
                question=question,
                open=not merged.known,
                today=scores.overall,
                met=again.overall(question, frozenset(question.gates)),
                unmet=again.overall(question, frozenset()),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Again:
    """A scored profile in which one answer can be changed: only its indicator, dimension and the whole are scored."""

    mission: Mission
    questionnaire: Questionnaire
    scores: Scores
    asked: frozenset[str]
    unasked: tuple[str, ...]

    def overall(self, question: Question, met: frozenset[int]) -> OverallScore:
        """Give the overall level if a question met these gates and no others."""
        framework, indicator = self.questionnaire.framework, self.questionnaire.framework.indicators[question.indicator]
        scope = Scope(
            indicator=indicator.id,
            questions=self.questionnaire.by_indicator[indicator.id],
            asked=self.asked,
            lowest=framework.lowest,
            top=framework.top,
            not_applicable=self.mission.not_applicable.get(indicator.id),
        )
        profile: Profile = {
            q.id: _answered(self.scores.answers[q.id], met) if q.id == question.id else self.scores.answers[q.id]
            for q in scope.questions
        }
        again = score_indicator(scope, profile, self.mission.judgements)
        indicators = {**self.scores.indicators, indicator.id: again}
        dimension = next(d for d in framework.dimensions if d.id == indicator.dimension)
        method = None if framework.scoring is None else framework.scoring.dimension
        group = score_group(dimension.id, [(i.weight, indicators[i.id]) for i in dimension.indicators], method)
        dimensions = {**self.scores.dimensions, dimension.id: group}
        return score_overall(framework, dimensions, indicators, self.unasked)


def _answered(merged: Merged, met: frozenset[int]) -> Merged:
    return replace(merged, standing=Standing.ANSWERED, met_low=met, met_high=met, divergent=False)


def _width(score: OverallScore) -> Fraction:
    return Fraction(0) if score.low is None or score.high is None else score.high - score.low
