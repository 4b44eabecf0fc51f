"""Trace a number to its rule, inputs, file, line, answer and evidence (SCORING 10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.results import Gate, GateState, GroupScore, IndicatorScore, State
from rmdiag.compendium.model import Dimension
from rmdiag.problems import Span
from rmdiag.questionnaires.merging import effective_confidence
from rmdiag.questionnaires.model import Merged, Question, QuestionType, Standing, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of an explanation, where it is written, and the lines that it rests on."""

    text: str
    span: Span | None = None
    steps: tuple[Step, ...] = ()


def explain(assessment: Assessment, identity: str) -> Step | None:
    """Explain the overall level, a dimension, an indicator or a question; None when there is no such id."""
    framework = assessment.questionnaire.framework
    if identity == "overall":
        return _overall(assessment)
    dimension = next((d for d in framework.dimensions if d.id == identity), None)
    if dimension is not None:
        return _dimension(assessment, dimension)
    if identity in framework.indicators:
        return _indicator(assessment, identity)
    question = assessment.questionnaire.questions.get(identity)
    return None if question is None else _question(assessment, question, ())


def explained_ids(assessment: Assessment) -> tuple[str, ...]:
    """Give every id that can be explained."""
    framework = assessment.questionnaire.framework
    return (
        "overall",
        *(d.id for d in framework.dimensions),
        *framework.indicators,
        *assessment.questionnaire.questions,
    )


def _overall(assessment: Assessment) -> Step:
    score = assessment.scores.result.overall
    framework = assessment.questionnaire.framework
    groups = [(d, assessment.scores.result.dimensions[d.id]) for d in framework.dimensions]
    terms = [(d.weight, g.point, d.id) for d, g in groups if g.point is not None]
    steps = [
        Step(text=f"Weighted mean of dimensions with an assessed indicator (rule 8): {_mean(terms)}"),
        Step(text=f"Interval over all applicable dimensions in scope: {_interval(score.low, score.high)}"),
        Step(text=f"Coverage {score.coverage}; {score.known} of {score.asked} gating questions are answered"),
    ]
    if score.capped_by:
        names = ", ".join(score.capped_by)
        binds = score.uncapped is not None and score.point is not None and score.uncapped > score.point
        verb = "lowers the level" if binds else "does not change the level"
        steps.append(Step(text=f"The cap for core indicators at level 1 or not assessed ({names}) {verb}"))
    if score.withheld:
        steps.append(Step(text=f"No overall level is given because of: {', '.join(score.withheld)}"))
    if score.percent is not None:
        steps.append(Step(text=f"Percent = 100 x (level - 1) / 4 = {score.percent}; not comparable with Mercator's"))
    steps += [_dimension_line(d, g) for d, g in groups]
    return Step(text=f"Overall level {_number(score.point)} {_interval(score.low, score.high)}", steps=tuple(steps))


def _dimension_line(dimension: Dimension, score: GroupScore) -> Step:
    place = f"{dimension.id} {dimension.title}: {_number(score.point)} {_interval(score.low, score.high)}"
    return Step(text=f"{place}, weight {dimension.weight}, coverage {score.coverage}", span=dimension.span)


def _dimension(assessment: Assessment, dimension: Dimension) -> Step:
    score = assessment.scores.result.dimensions[dimension.id]
    scores = [(i, assessment.scores.result.indicators[i.id]) for i in dimension.indicators]
    terms = [(i.weight, Fraction(s.point), i.id) for i, s in scores if s.point is not None]
    steps = [
        Step(text=f"Weighted mean of assessed indicators (rule 6): {_mean(terms)}"),
        Step(text=f"Minimum {score.minimum}, spread {score.spread}, coverage {score.coverage}"),
        *(_indicator(assessment, i.id) for i in dimension.indicators),
    ]
    head = f"{dimension.id} {dimension.title}: {_number(score.point)} {_interval(score.low, score.high)}"
    return Step(text=head, span=dimension.span, steps=tuple(steps))


def _indicator(assessment: Assessment, identity: str) -> Step:
    indicator = assessment.questionnaire.framework.indicators[identity]
    score = assessment.scores.result.indicators[identity]
    steps = [*_verdict(score), *_judgement(score)]
    by_question: dict[str, list[Gate]] = {}
    for gate in score.gates:
        by_question.setdefault(gate.question, []).append(gate)
    questions = assessment.questionnaire.questions
    asked = [q for q in assessment.questionnaire.by_indicator[identity] if q.gates]
    steps += [_question(assessment, questions[q.id], by_question.get(q.id, ())) for q in asked]
    head = f"{identity} {indicator.title}: {_number(score.point)} {_interval(score.low, score.high)}"
    return Step(text=head, span=indicator.span, steps=tuple(steps))


def _verdict(score: IndicatorScore) -> Iterable[Step]:
    if score.state is State.NOT_ASSESSED:
        yield Step(text="Not assessed: no gating question is answered (rule 4)")
    elif score.state is not State.ASSESSED:
        yield Step(
            text=f"{score.state.value.replace('_', ' ').capitalize()}: {score.reason or 'not in this set'} (rule 4)"
        )
    else:
        yield Step(text=f"Level {score.computed}: every gate up to it is met, and the next gated level is not (rule 4)")
        yield Step(
            text=f"Coverage {score.coverage}: {score.known} of {score.asked} gating questions are answered (rule 7)"
        )
        confidence = score.confidence.value if score.confidence else "none: no answer decides the level"
        verified = "none" if score.verified is None else score.verified
        yield Step(text=f"Confidence {confidence}; verified answers alone would give {verified} (rule 9)")
    for gate in score.blocking:
        yield Step(text=f"Blocking: {gate.question} at level {gate.level} is {gate.low.value} (rule 10)")


def _judgement(score: IndicatorScore) -> Iterable[Step]:
    judgement = score.judgement
    if judgement is not None:
        move = f"from {judgement.from_level} to {judgement.to_level}"
        yield Step(text=f"Judged {move} by {judgement.by}: {judgement.reason} (rule 5)", span=judgement.span)


def _question(assessment: Assessment, question: Question, gates: Iterable[Gate]) -> Step:
    merged = assessment.scores.result.answers[question.id]
    states = ", ".join(f"level {g.level} {_gate_words(g)}" for g in gates)
    head = f"{question.id} {question.text}"
    needs = needed_words(question)
    steps = [
        Step(text=f"Gates: {states}" if states else "No gate of it counts here"),
        *((Step(text=f"Needs: {needs}", span=question.span),) if needs else ()),
        Step(text=_standing_words(merged), span=merged.span),
        *(_voice(assessment, question, voice) for voice in merged.voices),
    ]
    return Step(text=head, steps=tuple(steps))


def _gate_words(gate: Gate) -> str:
    divergent = gate.low is not gate.high and gate.low is not GateState.UNKNOWN
    return f"{gate.low.value} (met by another answer)" if divergent else gate.low.value


def needed_words(question: Question) -> str:
    """Say what each gate of a question needs, in one line of plain words."""
    if question.type in (QuestionType.NUMBER, QuestionType.PERCENT):
        sign = "at most" if question.lower_is_better else "at least"
        unit = " %" if question.type is QuestionType.PERCENT else f" {question.unit}" if question.unit else ""
        return "; ".join(f"level {level}: {sign} {_decimal(value)}{unit}" for level, value in question.thresholds)
    if question.type is QuestionType.CHOICE:
        return "; ".join(
            f"level {o.level}: {o.text}" for o in question.options if o.level and o.level in question.gates
        )
    return "; ".join(_needs(question))


def _needs(question: Question) -> Iterable[str]:
    if question.partly_for is not None:
        yield f"level {question.partly_for}: partly" + (f" ({question.partly})" if question.partly else "")
    if question.needed_for is None:
        return
    what = "yes"
    if question.type is QuestionType.DATE:
        what = f"a date within {question.within_months} months"
    elif question.type is QuestionType.MULTI:
        count = f"at least {question.at_least} of the choices" if question.at_least else ""
        includes = f"all of {', '.join(question.includes)}" if question.includes else ""
        what = " and ".join(part for part in (count, includes) if part)
    elif question.met_when:
        what = question.met_when
    yield f"level {question.needed_for}: {what}"


def _standing_words(merged: Merged) -> str:
    if merged.standing is Standing.NOT_APPLICABLE:
        return f"Not applicable: {merged.reason}"
    if merged.standing is Standing.UNKNOWN or merged.low is None:
        return "Unknown" + (": the question that decides on it is unknown" if merged.by_condition else "")
    words = [f"Counts: {merged.low.words}"]
    if merged.divergent and merged.high is not None:
        words.append(f"divergent, the most favourable answer is {merged.high.words}")
    if merged.consensus is not None:
        words.append(f"agreed by {merged.consensus.by}: {merged.consensus.reason}")
    if merged.taken_over:
        words.append("taken over from the self-assessment")
    if merged.confidence is not None:
        words.append(merged.confidence.value)
    return "; ".join(words)


def _voice(assessment: Assessment, question: Question, voice: Voice) -> Step:
    response = voice.response
    evidence = assessment.mission.evidence
    titles = [f"{e} {evidence[e].title}" if e in evidence else e for e in response.evidence]
    parts = [f"{voice.sheet.role} ({voice.sheet.layer.value}): {_said(voice)}"]
    if response.standing is Standing.ANSWERED:
        parts.append(effective_confidence(response, question, voice.sheet.layer).value)
    if titles:
        parts.append("evidence " + "; ".join(titles))
    if response.note:
        parts.append(response.note)
    return Step(text=" - ".join(parts), span=response.span)


def _said(voice: Voice) -> str:
    response = voice.response
    if response.standing is Standing.NOT_APPLICABLE:
        return f"not applicable, {response.reason}"
    if response.do_not_know:
        return "does not know"
    if response.answer is None:
        return "left blank"
    return response.answer.words + (f" (met: {response.answer.met})" if response.answer.met else "")


def _mean(terms: list[tuple[Fraction, Fraction, str]]) -> str:
    if not terms:
        return "nothing is assessed"
    total = sum((weight for weight, _, _ in terms), Fraction(0))
    value = sum((weight * point for weight, point, _ in terms), Fraction(0)) / total
    above = " + ".join(f"{_decimal(weight)} x {point} [{name}]" for weight, point, name in terms)
    return f"({above}) / {_decimal(total)} = {value}"


def _number(value: Fraction | int | None) -> str:
    return "no level" if value is None else str(value)


def _interval(low: Fraction | int | None, high: Fraction | int | None) -> str:
    return "" if low is None or high is None else f"[{low} to {high}]"


def _decimal(value: Fraction) -> str:
    """Write an exact decimal as one, any other fraction as a fraction."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}" if _finite(value) else str(value)


def _finite(value: Fraction) -> bool:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1
