"""See signs of an optimistic or hasty self-rating; each is a question to ask, and none changes a score.

The thresholds are working values of our own: no published one was found for questionnaires of this kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rmdiag.assessment.finding_rules import FindingRule
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.results import IndicatorScore, MissionScores
from rmdiag.problems import listed
from rmdiag.questionnaires.model import (
    Answer,
    Confidence,
    Layer,
    Questionnaire,
    QuestionType,
    Sheet,
    Standing,
)
from rmdiag.tongue import phrase

STRAIGHT_SHARE = Fraction(9, 10)  # of a sheet's yes/partly/no answers that are one and the same
STRAIGHT_FROM = 20  # yes/partly/no answers; fewer say nothing of how a sheet was filled in
HIGH_FROM = 4  # "Managed": below it a claim without paper is no wonder
SHARED_FROM = 15  # questions that two sheets both answer
FAR_STEPS = 2  # levels by which the self view stands above the mission's
FAR_INDICATORS = 3  # indicators that far apart, or compared at all for a mean
FAR_MEAN = Fraction(1)  # level, mean over all indicators compared


class Kind(StrEnum):
    """What can be seen of a self-rating."""

    STRAIGHT_LINING = "straight_lining"
    HIGH_WITHOUT_EVIDENCE = "high_without_evidence"
    IDENTICAL_SHEETS = "identical_sheets"
    FAR_ABOVE_MISSION = "far_above_mission"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One sign with its numbers, what was seen in words, and what to ask."""

    kind: Kind
    sheets: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    figures: tuple[tuple[str, Fraction], ...]
    seen: str
    ask: str

    @property
    def rule(self) -> FindingRule:
        """The rule that saw it."""
        return FindingRule(f"optimism.{self.kind.value.replace('_', '-')}")


def find_optimism(mission: Mission, questionnaire: Questionnaire, scores: MissionScores) -> tuple[Sign, ...]:
    """Give every sign in the self sheets of a mission and in its self profile."""
    own = sorted((s for s in mission.answers.sheets if s.layer is Layer.SELF), key=lambda sheet: sheet.id)
    return (
        *(sign for sheet in own for sign in _straight(sheet, questionnaire)),
        *_identical(own),
        *_unproven(mission, questionnaire, scores),
        *_far_above(questionnaire, scores),
    )


def _straight(sheet: Sheet, questionnaire: Questionnaire) -> Iterator[Sign]:
    said = [
        answer.words
        for question, answer in _given(sheet).items()
        if questionnaire.questions[question].type is QuestionType.YES_PARTLY_NO
    ]
    if len(said) < STRAIGHT_FROM:
        return
    words, count = min(Counter(said).items(), key=lambda pair: (-pair[1], pair[0]))
    if Fraction(count, len(said)) >= STRAIGHT_SHARE:
        yield Sign(
            kind=Kind.STRAIGHT_LINING,
            sheets=(sheet.id,),
            figures=(("alike", Fraction(count)), ("answered", Fraction(len(said)))),
            seen=phrase(
                "The sheet {sheet} answers `{answer}` to {number} of its {all} yes, partly or no questions.",
                sheet=sheet.id,
                answer=words,
                number=count,
                all=len(said),
            ),
            ask=phrase("Take five of them at random and ask {role} to show what the answer rests on.", role=sheet.role),
        )


def _identical(sheets: Sequence[Sheet]) -> Iterator[Sign]:
    """Put sheets together that agree with each other on every question that they share."""
    groups: list[list[Sheet]] = []
    for sheet in sheets:
        group = next((g for g in groups if all(_same(sheet, other) for other in g)), None)
        if group is None:
            groups.append([sheet])
        else:
            group.append(sheet)
    for group in (group for group in groups if len(group) > 1):
        names = tuple(sheet.id for sheet in group)
        shared = min(_shared(a, b) for place, a in enumerate(group) for b in group[:place])
        yield Sign(
            kind=Kind.IDENTICAL_SHEETS,
            sheets=names,
            figures=(("sheets", Fraction(len(group))), ("shared", Fraction(shared))),
            seen=phrase(
                "The sheets {list} give the same answer to all questions that they share, {number} or more.",
                list=listed(names),
                number=shared,
            ),
            ask=phrase("Ask each department alone how it filled in its sheet, and to answer five questions again."),
        )


def _unproven(mission: Mission, questionnaire: Questionnaire, scores: MissionScores) -> Iterator[Sign]:
    supported = {one for evidence in mission.evidence.values() for one in evidence.supports}
    high = [
        own
        for name, own in scores.own.indicators.items()
        if own.point is not None
        and own.point >= HIGH_FROM
        and not _shown(questionnaire, scores, own, supported)
        and not _confirmed(own, scores.result.indicators[name])
    ]
    if high:
        claims = listed(
            (phrase("{indicator} at {level}", indicator=score.id, level=score.point) for score in high), most=len(high)
        )
        yield Sign(
            kind=Kind.HIGH_WITHOUT_EVIDENCE,
            indicators=tuple(score.id for score in high),
            figures=(("indicators", Fraction(len(high))), ("from_level", Fraction(HIGH_FROM))),
            seen=phrase(
                "The administration claims level {level} or more on declared answers alone, without evidence: {list}.",
                level=HIGH_FROM,
                list=claims,
            ),
            ask=phrase("Ask to see one document or screen for each of them, dated within the last twelve months."),
        )


def _far_above(questionnaire: Questionnaire, scores: MissionScores) -> Iterator[Sign]:
    steps = {
        name: own - result
        for name in questionnaire.framework.indicators
        if name in scores.compared
        and (own := scores.own.indicators[name].point) is not None
        and (result := scores.result.indicators[name].point) is not None
    }
    far = tuple(name for name, step in steps.items() if step >= FAR_STEPS)
    mean = Fraction(sum(steps.values()), len(steps)) if steps else Fraction(0)
    if len(steps) < FAR_INDICATORS or (len(far) < FAR_INDICATORS and mean < FAR_MEAN):
        return
    where = f": {listed(far, most=len(far))}" if far else ""
    yield Sign(
        kind=Kind.FAR_ABOVE_MISSION,
        indicators=far,
        figures=(("compared", Fraction(len(steps))), ("far", Fraction(len(far))), ("mean", mean)),
        seen=phrase(
            "Of {compared} indicators compared, the administration stands {levels} levels or more above the"
            " mission on {number}{where}.",
            compared=len(steps),
            levels=FAR_STEPS,
            number=len(far),
            where=where,
        ),
        ask=phrase("Go through these indicators together, gate by gate, before the report is handed over."),
    )


def _given(sheet: Sheet) -> dict[str, Answer]:
    return {
        question: response.answer
        for question, response in sheet.responses.items()
        if response.standing is Standing.ANSWERED and response.answer is not None
    }


def _shared(one: Sheet, other: Sheet) -> int:
    return len(_given(one).keys() & _given(other).keys())


def _same(one: Sheet, other: Sheet) -> bool:
    said, heard = _given(one), _given(other)
    shared = said.keys() & heard.keys()
    return len(shared) >= SHARED_FROM and all(_value(said[q]) == _value(heard[q]) for q in shared)


def _value(answer: Answer) -> object:
    """Give what two answers are compared by: choices in any order are the same."""
    value = answer.value
    return (frozenset(value) if isinstance(value, tuple) else value, answer.no, answer.met)


def _shown(questionnaire: Questionnaire, scores: MissionScores, own: IndicatorScore, supported: set[str]) -> bool:
    """Whether any answer behind a claim is more than declared, or any paper supports it."""
    questions = [q.id for q in questionnaire.by_indicator[own.id] if q.gates]
    answers = [scores.own.answers[q] for q in questions if scores.own.answers[q].known]
    if own.id in supported or not supported.isdisjoint(questions):
        return True
    return any(one.evidence or one.confidence is not Confidence.DECLARED for one in answers)


def _confirmed(own: IndicatorScore, result: IndicatorScore) -> bool:
    """Whether the mission came to the same level, or a higher one, on more than declarations."""
    same = own.point is not None and result.point is not None and result.point >= own.point
    return same and result.confidence not in (None, Confidence.DECLARED)
