"""Trace a number to its rule, inputs, file, line, answer and evidence (SCORING 10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.quotes import words_of
from rmdiag.assessment.results import Gate, GateState, GroupScore, IndicatorScore, State
from rmdiag.compendium.model import Dimension
from rmdiag.problems import Span, place_of
from rmdiag.questionnaires.additions import AT_LEAST, WITHIN_MONTHS
from rmdiag.questionnaires.merging import effective_confidence
from rmdiag.questionnaires.model import Change, Merged, Overlay, Question, QuestionType, Standing, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole, which people read as percent."""

    value: Fraction


Part = str | Fraction | Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of an explanation, where it is written, and the lines that it rests on.

    Numbers stand apart from the words around them, so that each form of output writes them as its readers need.
    """

    parts: tuple[Part, ...]
    span: Span | None = None
    steps: tuple[Step, ...] = ()

    @property
    def text(self) -> str:
        """The whole line with exact numbers."""
        return "".join(str(part.value if isinstance(part, Share) else part) for part in self.parts)


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
    return None if question is None else _question(assessment, question)


def explained_ids(assessment: Assessment) -> tuple[str, ...]:
    """Give every id that can be explained."""
    framework = assessment.questionnaire.framework
    return (
        "overall",
        *(d.id for d in framework.dimensions),
        *framework.indicators,
        *assessment.questionnaire.questions,
    )


def _step(*parts: Part, span: Span | None = None, steps: Iterable[Step] = ()) -> Step:
    return Step(parts=parts, span=span, steps=tuple(steps))


def _overall(assessment: Assessment) -> Step:
    score = assessment.scores.result.overall
    framework = assessment.questionnaire.framework
    groups = [(d, assessment.scores.result.dimensions[d.id]) for d in framework.dimensions]
    terms = [(d.weight, g.point, d.id) for d, g in groups if g.point is not None]
    interval, answered = _interval(score.low, score.high), f"{score.known} of {score.asked} gating questions"
    steps = [
        *(_overlay(overlay) for overlay in assessment.questionnaire.overlays),
        _step("Weighted mean of dimensions with an assessed indicator (rule 8): ", *_mean(terms)),
        _step("Interval over all applicable dimensions in scope: ", *interval),
        _step("Coverage ", Share(value=score.coverage), f"; {answered} are answered"),
    ]
    if score.capped_by:
        names = ", ".join(score.capped_by)
        binds = score.uncapped is not None and score.point is not None and score.uncapped > score.point
        verb = "lowers the level" if binds else "does not change the level"
        steps.append(_step(f"The cap for core indicators at level 1 or not assessed ({names}) {verb}"))
    if score.withheld:
        steps.append(_step(f"No overall level is given because of: {', '.join(score.withheld)}"))
    if score.percent is not None:
        steps.append(_step("Percent = 100 x (level - 1) / 4 = ", score.percent, "; not comparable with Mercator's"))
    steps += [_dimension_line(d, g) for d, g in groups]
    return _step("Overall level ", *_number(score.point), " ", *interval, steps=steps)


def _overlay(overlay: Overlay) -> Step:
    """Say that a mission's overlay holds, and what it changes."""
    words = [
        f"{change.question} {_at(change)} from {_decimal(change.before)} to {_decimal(change.after)}"
        for change in overlay.changes
    ]
    words += [f"dimension {identity} of its own" for identity in overlay.dimensions]
    words += ["other names of levels"] if overlay.aliases else []
    changes = ", ".join(words) or "nothing"
    return _step(f"Under the overlay {overlay.title} ({overlay.file}), which changes: {changes}")


def _at(change: Change) -> str:
    return f"level {change.at}" if isinstance(change.at, int) else change.at.replace("_", " ")


def _dimension_line(dimension: Dimension, score: GroupScore) -> Step:
    weight, coverage = f", weight {_decimal(dimension.weight)}, coverage ", Share(value=score.coverage)
    return _step(*_group_head(dimension, score), weight, coverage, span=dimension.span)


def _group_head(dimension: Dimension, score: GroupScore) -> tuple[Part, ...]:
    level = (*_number(score.point), " ", *_interval(score.low, score.high))
    return (f"{dimension.id} {dimension.title}: ", *level)


def _dimension(assessment: Assessment, dimension: Dimension) -> Step:
    score = assessment.scores.result.dimensions[dimension.id]
    scores = [(i, assessment.scores.result.indicators[i.id]) for i in dimension.indicators]
    terms = [(i.weight, Fraction(s.point), i.id) for i, s in scores if s.point is not None]
    brought = [o for o in assessment.questionnaire.overlays if dimension.id in o.dimensions]
    steps = [
        *(_step(f"Brought by the overlay {overlay.title} ({overlay.file})") for overlay in brought),
        _step("Weighted mean of assessed indicators (rule 6): ", *_mean(terms)),
        _step(f"Minimum {score.minimum}, spread {score.spread}, coverage ", Share(value=score.coverage)),
        *(_indicator(assessment, i.id) for i in dimension.indicators),
    ]
    return _step(*_group_head(dimension, score), span=dimension.span, steps=steps)


def _indicator(assessment: Assessment, identity: str) -> Step:
    indicator = assessment.questionnaire.framework.indicators[identity]
    score = assessment.scores.result.indicators[identity]
    overlays = [o for o in assessment.questionnaire.overlays if indicator.dimension in o.dimensions]
    brought = [_step(f"Brought by the overlay {o.title} ({o.file})") for o in overlays]
    asked = [q for q in assessment.questionnaire.by_indicator[identity] if q.gates]
    steps = [*brought, *_verdict(score), *_judgement(score), *(_question(assessment, q) for q in asked)]
    level = (*_number(score.point), " ", *_interval(score.low, score.high))
    return _step(f"{identity} {indicator.title}: ", *level, span=indicator.span, steps=steps)


def _verdict(score: IndicatorScore) -> Iterable[Step]:
    if score.state is State.NOT_ASSESSED:
        yield _step("Not assessed: no gating question is answered (rule 4)")
    elif score.state is not State.ASSESSED:
        state = score.state.value.replace("_", " ").capitalize()
        yield _step(f"{state}: {score.reason or 'not in this set'} (rule 4)")
    else:
        yield _step(f"Level {score.computed}: every gate up to it is met, and the next gated level is not (rule 4)")
        answered = f": {score.known} of {score.asked} gating questions are answered (rule 7)"
        yield _step("Coverage ", Share(value=score.coverage), answered)
        confidence = score.confidence.value if score.confidence else "none: no answer decides the level"
        verified = "none" if score.verified is None else score.verified
        yield _step(f"Confidence {confidence}; verified answers alone would give {verified} (rule 9)")
    for gate in score.blocking:
        yield _step(f"Blocking: {gate.question} at level {gate.level} is {gate.low.value} (rule 10)")


def _judgement(score: IndicatorScore) -> Iterable[Step]:
    judgement = score.judgement
    if judgement is not None:
        move = f"from {judgement.from_level} to {judgement.to_level}"
        yield _step(f"Judged {move} by {judgement.by}: {judgement.reason} (rule 5)", span=judgement.span)


def _question(assessment: Assessment, question: Question) -> Step:
    merged = assessment.scores.result.answers[question.id]
    steps = [
        _step(_gates(assessment, question)),
        *_needed(assessment, question),
        _step(_standing_words(question, merged), span=merged.span),
        *(_voice(assessment, question, voice) for voice in merged.voices),
    ]
    return _step(f"{question.id} {question.text}", steps=steps)


def _gates(assessment: Assessment, question: Question) -> str:
    """Say how each gate of a question stands, or why none counts."""
    if not question.indicator:
        return "Never scored: it is a record of what was seen or said"
    if not question.gates:
        return f"Never scored: it turns no gate of {question.indicator}"
    score = assessment.scores.result.indicators[question.indicator]
    own = [gate for gate in score.gates if gate.question == question.id]
    states = ", ".join(f"level {gate.level} {_gate_words(gate)}" for gate in own)
    return f"Gates: {states}" if own else f"No gate of it counts here; it would turn some of {question.indicator}"


def _needed(assessment: Assessment, question: Question) -> Iterable[Step]:
    """Say what each gate needs and where that is written; what an overlay set is written in the overlay."""
    changes = _changes(assessment.questionnaire.overlays, question)
    kept = "; ".join(words for at, words in _needs(question) if at not in changes)
    if kept:
        yield _step(f"Needs: {kept}", span=question.span)
    for at, words in _needs(question):
        if at in changes:
            overlay, before = changes[at]
            place = place_of(question, "thresholds", str(at)) if isinstance(at, int) else place_of(question, at)
            yield _step(f"Needs: {words}; set by the overlay {overlay.title} instead of {before}", span=place)


def _changes(overlays: Iterable[Overlay], question: Question) -> dict[int | str, tuple[Overlay, str]]:
    """Give by threshold the overlay that decides on it, and what stood there before any did."""
    found: dict[int | str, tuple[Overlay, str]] = {}
    for overlay in overlays:
        for change in overlay.changes:
            if change.question == question.id:
                before = found[change.at][1] if change.at in found else _decimal(change.before)
                found[change.at] = (overlay, before)
    return found


def _gate_words(gate: Gate) -> str:
    divergent = gate.low is not gate.high and gate.low is not GateState.UNKNOWN
    return f"{gate.low.value} (met by another answer)" if divergent else gate.low.value


def needed_words(question: Question) -> str:
    """Say what each gate of a question needs, in one line of plain words."""
    return "; ".join(words for _, words in _needs(question))


def _needs(question: Question) -> Iterable[tuple[int | str, str]]:
    """Say what each gate needs, each beside the key under which an overlay may set it."""
    if question.type in (QuestionType.NUMBER, QuestionType.PERCENT):
        sign = "at most" if question.lower_is_better else "at least"
        unit = " %" if question.type is QuestionType.PERCENT else f" {question.unit}" if question.unit else ""
        yield from ((level, f"level {level}: {sign} {_decimal(value)}{unit}") for level, value in question.thresholds)
        return
    if question.type is QuestionType.CHOICE:
        gating = [option for option in question.options if option.level in question.gates]
        yield from ((option.id, f"level {option.level}: {option.text}") for option in gating)
        return
    if question.partly_for is not None:
        partly = f" ({question.partly})" if question.partly else ""
        yield "partly_for", f"level {question.partly_for}: partly{partly}"
    if question.needed_for is not None:
        at, what = _test(question)
        yield at, f"level {question.needed_for}: {what}"


def _test(question: Question) -> tuple[str, str]:
    if question.type is QuestionType.DATE:
        return WITHIN_MONTHS, f"a date within {question.within_months} months"
    if question.type is QuestionType.MULTI:
        count = f"at least {question.at_least} of the choices" if question.at_least else ""
        includes = f"all of {', '.join(question.includes)}" if question.includes else ""
        return AT_LEAST, " and ".join(part for part in (count, includes) if part)
    return "needed_for", question.met_when or "yes"


def _standing_words(question: Question, merged: Merged) -> str:
    if merged.standing is Standing.NOT_APPLICABLE:
        return f"Not applicable: {merged.reason}"
    if merged.standing is Standing.UNKNOWN or merged.low is None:
        return "Unknown" + (": the question that decides on it is unknown" if merged.by_condition else "")
    words = [f"{'Counts' if question.gates else 'Said'}: {merged.low.words}"]
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
    parts = [f"{voice.sheet.role} ({voice.sheet.layer.value}): {words_of(response)}"]
    if response.standing is Standing.ANSWERED:
        parts.append(effective_confidence(response, question, voice.sheet.layer).value)
    if titles:
        parts.append("evidence " + "; ".join(titles))
    if response.note:
        parts.append(response.note)
    return _step(" - ".join(parts), span=response.span)


def _mean(terms: list[tuple[Fraction, Fraction, str]]) -> tuple[Part, ...]:
    if not terms:
        return ("nothing is assessed",)
    total = sum((weight for weight, _, _ in terms), Fraction(0))
    value = sum((weight * point for weight, point, _ in terms), Fraction(0)) / total
    sum_of: list[Part] = []
    for weight, point, name in terms:
        sum_of += [" + " if sum_of else "", f"{_decimal(weight)} x ", point, f" [{name}]"]
    return ("(", *sum_of, f") / {_decimal(total)} = ", value)


def _number(value: Fraction | int | None) -> tuple[Part, ...]:
    return ("no level",) if value is None else (Fraction(value),)


def _interval(low: Fraction | int | None, high: Fraction | int | None) -> tuple[Part, ...]:
    return () if low is None or high is None else ("[", Fraction(low), " to ", Fraction(high), "]")


def _decimal(value: Fraction) -> str:
    """Write an exact decimal as one, any other fraction as a fraction."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}" if _finite(value) else str(value)


def _finite(value: Fraction) -> bool:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1
