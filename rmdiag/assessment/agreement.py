"""Say how far respondents agree: per question, per indicator and in all, on gates and on words.

All answers of a round stand side by side; here they are compared. An answer counts as the highest level whose gate it
meets, the lowest level where it meets none, so that answers to different questions stand on one scale. "Do not know"
and blank are no answers; "not applicable" is one in words and none in levels. Several missions of one framework may be
compared together, as where the same assessors see several candidates: then a unit is a question of one mission.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from rmdiag.assessment.agreement_coefficients import (
    Bootstrap,
    Coefficient,
    Metric,
    Unit,
    alphas,
    fleiss,
    kappa,
    pairs_of,
    squared,
)
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.results import IndicatorScore
from rmdiag.assessment.scoring import Round, score_profile
from rmdiag.compendium.model import Framework
from rmdiag.questionnaires.gates import levels_met
from rmdiag.questionnaires.merging import Answers, Profile, result_profile
from rmdiag.questionnaires.model import (
    Layer,
    Merged,
    Question,
    Questionnaire,
    QuestionType,
    Response,
    Sheet,
    Standing,
    Voice,
)


class Scope(StrEnum):
    """What a row speaks of."""

    ALL = "all"
    INDICATOR = "indicator"
    QUESTION = "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A mission with the framework that it answers, and the layer on which its sheets are compared."""

    mission: Mission
    questionnaire: Questionnaire
    layer: Layer

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets of the layer, by name."""
        return tuple(sheet for sheet in self.mission.answers.sheets if sheet.layer is self.layer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """One question of one mission with what each sheet says; `level` and `words` are by sheet."""

    case: Case
    question: Question
    merged: Merged  # of the layer alone
    levels: Unit  # the highest level met, of those who answer a question with gates
    words: Mapping[str, str]  # what was said, in one way of writing; prose is left out

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The sheets that say anything, the one that meets fewest gates first."""
        said = [voice for voice in self.merged.voices if voice.response.said]
        return tuple(sorted(said, key=lambda voice: (self.levels.get(voice.sheet.id, 0), voice.sheet.id)))

    @property
    def settled(self) -> bool:
        """Whether the respondents have agreed on an answer."""
        return self.merged.consensus is not None

    @property
    def differs(self) -> bool:
        """Whether not all say the same, in gates or in words."""
        return len(set(self.levels.values())) > 1 or len(set(self.words.values())) > 1

    @property
    def open(self) -> bool:
        """Whether sheets meet different gates and nothing is settled."""
        return self.merged.divergent and not self.settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How many pairs of sheets say the same, of how many."""

    alike: int = 0
    pairs: int = 0

    @staticmethod
    def of(units: Iterable[Mapping[str, object]]) -> Shares:
        """Count the pairs of all units."""
        counted = [pairs_of(unit) for unit in units]
        return Shares(alike=sum(alike for alike, _ in counted), pairs=sum(pairs for _, pairs in counted))


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """How far respondents agree on a question, on an indicator or in all.

    `low` and `high` are the lowest and highest level that any of them sees where they are farthest apart: of a question
    the levels met, of an indicator those to which a sheet alone leads, where it leads to one.
    """

    scope: Scope
    id: str
    title: str
    raters: int
    units: int  # that two rate or more
    low: int | None
    high: int | None
    on_gates: Shares
    on_words: Shares
    ordinal: Coefficient
    nominal: Coefficient
    cohen: Coefficient
    weighted: Coefficient  # Cohen's, by squared distance
    fleiss: Coefficient


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far all agree, with the answers that this rests on."""

    cases: tuple[Case, ...]
    whole: Agreed
    indicators: tuple[Agreed, ...]  # those of which two sheets or more answer something, in the framework's order
    questions: tuple[Agreed, ...]  # the same
    rated: tuple[Rated, ...]


def layer_to_compare(answers: Answers) -> Layer:
    """Give the layer with more sheets, the mission's where both have as many."""
    counts = [sum(sheet.layer is layer for sheet in answers.sheets) for layer in (Layer.MISSION, Layer.SELF)]
    return Layer.SELF if counts[1] > counts[0] else Layer.MISSION


def agreement_of(cases: Sequence[Case], bootstrap: Bootstrap) -> Agreement:
    """Compare the sheets of one mission, or of several that answer one framework; at least one is given."""
    framework = cases[0].questionnaire.framework
    rated = tuple(one for case in cases for one in rated_of(case))
    spans = _Spans(alone=[levels_alone(case) for case in cases])
    return Agreement(
        cases=tuple(cases),
        whole=_agreed(_About(Scope.ALL), rated, bootstrap),
        indicators=tuple(_by_indicator(framework, rated, spans, bootstrap)),
        questions=tuple(_by_question(rated, bootstrap if len(cases) > 1 else None)),
        rated=rated,
    )


def rated_of(case: Case) -> Iterator[Rated]:
    """Give every question of the mission's set with what the sheets of the layer say, in the framework's order."""
    profile, asked = layer_profile(case), case.questionnaire.in_set(case.mission.set)
    for question in case.questionnaire.questions.values():
        merged = profile[question.id]
        if question.id in asked and any(voice.response.said for voice in merged.voices):
            yield Rated(
                case=case,
                question=question,
                merged=merged,
                levels=_levels(case, question, merged),
                words={
                    voice.sheet.id: words
                    for voice in merged.voices
                    if (words := _words(question, voice.response)) is not None
                },
            )


def layer_profile(case: Case) -> Profile:
    """Give the answers of the layer alone, as if the other had not spoken."""
    answers = case.mission.answers
    own = replace(
        answers, sheets=case.sheets, consensus=tuple(one for one in answers.consensus if one.layer is case.layer)
    )
    return result_profile(case.questionnaire.questions, own)


def levels_alone(case: Case) -> Mapping[str, Mapping[str, int]]:
    """Give by sheet the indicators of which it alone leads to one level, whatever it leaves open."""
    return {sheet.id: dict(_one_levels(case, sheet)) for sheet in case.sheets}


def scored_alone(case: Case, answers: Answers) -> Mapping[str, IndicatorScore]:
    """Score some answers of a case and nothing else, without judgements."""
    conditions = Round(asked=case.questionnaire.in_set(case.mission.set), not_applicable=case.mission.not_applicable)
    profile = result_profile(case.questionnaire.questions, answers)
    return score_profile(case.questionnaire, profile, conditions).indicators


def _one_levels(case: Case, sheet: Sheet) -> Iterator[tuple[str, int]]:
    for name, score in scored_alone(case, Answers(sheets=(sheet,), as_of=case.mission.as_of)).items():
        if score.one_level and score.point is not None:
            yield name, score.point


def _levels(case: Case, question: Question, merged: Merged) -> Unit:
    if not question.gates or (merged.standing is Standing.NOT_APPLICABLE and merged.by_condition):
        return {}
    lowest = case.questionnaire.framework.lowest
    return {
        voice.sheet.id: max(levels_met(question, answer, case.mission.as_of), default=lowest)
        for voice in merged.voices
        if voice.response.standing is Standing.ANSWERED and (answer := voice.response.answer) is not None
    }


def _words(question: Question, response: Response) -> str | None:
    """Write an answer so that the same answers are written the same; of prose only how it was judged can be."""
    if response.standing is Standing.NOT_APPLICABLE:
        return Standing.NOT_APPLICABLE.value
    answer = response.answer
    if response.standing is not Standing.ANSWERED or answer is None:
        return None
    if answer.no:
        return "no"
    if question.type in (QuestionType.TEXT, QuestionType.TABLE):
        return answer.met if question.gates else None
    if question.type is QuestionType.MULTI and isinstance(answer.value, tuple):
        return ", ".join(sorted(map(str, answer.value)))
    return str(answer.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spans:
    """Between which levels sheets see an indicator, each sheet alone, case by case."""

    alone: Sequence[Mapping[str, Mapping[str, int]]] = field(default_factory=tuple)

    def of(self, indicator: str) -> tuple[int | None, int | None]:
        """Give the lowest and the highest level of the case in which they are farthest apart."""
        found = [[own[indicator] for own in case.values() if indicator in own] for case in self.alone]
        return _widest(levels for levels in found if len(levels) > 1)


def _widest(found: Iterable[Sequence[int]]) -> tuple[int | None, int | None]:
    ends = [(min(levels), max(levels)) for levels in found if levels]
    return max(ends, key=lambda pair: pair[1] - pair[0], default=(None, None))


def _by_indicator(
    framework: Framework, rated: Sequence[Rated], spans: _Spans, bootstrap: Bootstrap
) -> Iterator[Agreed]:
    for indicator in framework.indicators.values():
        own = [one for one in rated if one.question.indicator == indicator.id]
        if _compared(own):
            found = _agreed(_About(Scope.INDICATOR, indicator.id, indicator.title), own, bootstrap)
            low, high = spans.of(indicator.id)
            yield replace(found, low=low, high=high)


def _by_question(rated: Sequence[Rated], bootstrap: Bootstrap | None) -> Iterator[Agreed]:
    """Give the questions; of one mission a question is one unit, of which no coefficient can speak."""
    by_question: dict[str, list[Rated]] = {}
    for one in rated:
        by_question.setdefault(one.question.id, []).append(one)
    for name, own in by_question.items():
        if _compared(own):
            yield _agreed(_About(Scope.QUESTION, name, own[0].question.text), own, bootstrap)


def _compared(rated: Sequence[Rated]) -> bool:
    return any(len(one.levels) > 1 or len(one.words) > 1 for one in rated)


class _About(NamedTuple):
    scope: Scope
    id: str = ""
    title: str = ""


def _agreed(about: _About, rated: Sequence[Rated], bootstrap: Bootstrap | None) -> Agreed:
    units = [one.levels for one in rated if one.levels]
    ordinal, nominal = alphas(units, (Metric.ORDINAL, Metric.NOMINAL), bootstrap)
    low, high = (None, None) if about.scope is Scope.ALL else _widest([*one.levels.values()] for one in rated)
    return Agreed(
        scope=about.scope,
        id=about.id,
        title=about.title,
        raters=len({rater for one in rated for rater in {**one.levels, **one.words}}),
        units=sum(len(unit) > 1 for unit in units),
        low=low,
        high=high,
        on_gates=Shares.of(units),
        on_words=Shares.of(one.words for one in rated),
        ordinal=ordinal,
        nominal=nominal,
        cohen=kappa(units),
        weighted=kappa(units, squared),
        fleiss=fleiss(units),
    )
