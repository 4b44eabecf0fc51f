"""Trace a number to its rule, inputs, file, line, answer and evidence (SCORING 10)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.needs import decimal_words, need_words, needs
from rmdiag.assessment.quotes import words_of
from rmdiag.assessment.results import Gate, GateState, GroupScore, IndicatorScore, OverallScore, State
from rmdiag.compendium.model import Dimension
from rmdiag.problems import Span, place_of
from rmdiag.questionnaires.model import Change, Merged, Overlay, Question, Standing, Voice
from rmdiag.tongue import joined, marked, phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole, which people read as percent."""

    value: Fraction


Number = Fraction | Share


class Said(NamedTuple):
    """A message with the values that stand in it, numbers among them as they are."""

    words: str
    values: Mapping[str, Part]

    def told(self, write: Callable[[Number], str]) -> str:
        """Write it in the language spoken, its numbers as its readers need them."""
        return phrase(self.words, **{name: _told(part, write) for name, part in self.values.items()})


Part = str | int | Number | Said | tuple["Part", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of an explanation, where it is written, and the lines that it rests on.

    Numbers stand apart from the words around them, so that each form of output writes them as its readers need.
    """

    said: Said
    span: Span | None = None
    steps: tuple[Step, ...] = ()

    @property
    def text(self) -> str:
        """The whole line with exact numbers."""
        return self.said.told(lambda number: str(number.value if isinstance(number, Share) else number))


def _told(part: Part, write: Callable[[Number], str]) -> str:
    if isinstance(part, Said):
        return part.told(write)
    if isinstance(part, tuple):
        return joined("", (_told(one, write) for one in part))
    return write(part) if isinstance(part, Fraction | Share) else part if isinstance(part, str) else str(part)


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


def _step(words: str, /, *, span: Span | None = None, steps: Iterable[Step] = (), **values: Part) -> Step:
    return Step(said=Said(words, values), span=span, steps=tuple(steps))


def _overall(assessment: Assessment) -> Step:
    score = assessment.scores.result.overall
    framework = assessment.questionnaire.framework
    groups = [(d, assessment.scores.result.dimensions[d.id]) for d in framework.dimensions]
    terms = [(d.weight, g.point, d.id) for d, g in groups if g.point is not None]
    interval = _interval(score.low, score.high)
    steps = [
        *(_overlay(overlay) for overlay in assessment.questionnaire.overlays),
        _step(marked("Weighted mean of dimensions with an assessed indicator (rule 8): {mean}"), mean=_mean(terms)),
        _step(marked("Interval over all applicable dimensions in scope: {interval}"), interval=interval),
        _step(
            marked(
                "Coverage {coverage}, weighted mean of the dimensions; {known} of {asked} gating questions are answered"
            ),
            coverage=Share(value=score.coverage),
            known=score.known,
            asked=score.asked,
        ),
        *_limits(score),
        *(_dimension_line(d, g) for d, g in groups),
    ]
    return _step(marked("Overall level {level} {interval}"), level=_number(score.point), interval=interval, steps=steps)


def _limits(score: OverallScore) -> Iterable[Step]:
    if score.capped_by:
        binds = score.uncapped is not None and score.point is not None and score.uncapped > score.point
        words = (
            marked("The cap for core indicators at level 1 or not assessed ({list}) lowers the level")
            if binds
            else marked("The cap for core indicators at level 1 or not assessed ({list}) does not change the level")
        )
        yield _step(words, list=", ".join(score.capped_by))
    if score.withheld:
        yield _step(marked("No overall level is given because of: {list}"), list=", ".join(score.withheld))
    if score.percent is not None:
        words = marked("Percent = 100 x (level - 1) / 4 = {percent}; not comparable with Mercator's")
        yield _step(words, percent=score.percent)


def _overlay(overlay: Overlay) -> Step:
    """Say that a mission's overlay holds, and what it changes."""
    words = [
        phrase(
            "{question} {place} from {before} to {after}",
            question=change.question,
            place=_at(change),
            before=decimal_words(change.before),
            after=decimal_words(change.after),
        )
        for change in overlay.changes
    ]
    words += [phrase("dimension {identity} of its own", identity=identity) for identity in overlay.dimensions]
    words += [phrase("other names of levels")] if overlay.aliases else []
    return _step(
        marked("Under the overlay {title} ({file}), which changes: {list}"),
        title=overlay.title,
        file=overlay.file,
        list=joined(", ", words) or phrase("nothing"),
    )


def _at(change: Change) -> str:
    return phrase("level {level}", level=change.at) if isinstance(change.at, int) else change.at.replace("_", " ")


def _dimension_line(dimension: Dimension, score: GroupScore) -> Step:
    return _step(
        marked("{head}, weight {weight}, coverage {coverage}"),
        head=_group_head(dimension, score),
        weight=decimal_words(dimension.weight),
        coverage=Share(value=score.coverage),
        span=dimension.span,
    )


def _group_head(dimension: Dimension, score: GroupScore) -> Part:
    return (f"{dimension.id} {dimension.title}: ", _number(score.point), " ", _interval(score.low, score.high))


def _dimension(assessment: Assessment, dimension: Dimension) -> Step:
    score = assessment.scores.result.dimensions[dimension.id]
    scores = [(i, assessment.scores.result.indicators[i.id]) for i in dimension.indicators]
    terms = [(i.weight, Fraction(s.point), i.id) for i, s in scores if s.point is not None]
    brought = [o for o in assessment.questionnaire.overlays if dimension.id in o.dimensions]
    steps = [
        *map(_brought, brought),
        _step(marked("Weighted mean of assessed indicators (rule 6): {mean}"), mean=_mean(terms)),
        _step(
            marked("Minimum {minimum}, spread {spread}, coverage {coverage}"),
            minimum=str(score.minimum),
            spread=str(score.spread),
            coverage=Share(value=score.coverage),
        ),
        *(_indicator(assessment, i.id) for i in dimension.indicators),
    ]
    return _step("{head}", head=_group_head(dimension, score), span=dimension.span, steps=steps)


def _brought(overlay: Overlay) -> Step:
    return _step(marked("Brought by the overlay {title} ({file})"), title=overlay.title, file=overlay.file)


def _indicator(assessment: Assessment, identity: str) -> Step:
    indicator = assessment.questionnaire.framework.indicators[identity]
    score = assessment.scores.result.indicators[identity]
    overlays = [o for o in assessment.questionnaire.overlays if indicator.dimension in o.dimensions]
    asked = [q for q in assessment.questionnaire.by_indicator[identity] if q.gates]
    steps = [*map(_brought, overlays), *_verdict(score), *_judgement(score), *(_question(assessment, q) for q in asked)]
    level = (_number(score.point), " ", _interval(score.low, score.high))
    head = (f"{identity} {indicator.title}: ", level)
    return _step("{head}", head=head, span=indicator.span, steps=steps)


def _verdict(score: IndicatorScore) -> Iterable[Step]:
    if score.state is State.NOT_ASSESSED:
        yield _step(marked("Not assessed: no gating question is answered (rule 4)"))
    elif score.state is State.NOT_APPLICABLE:
        yield _step(marked("Not applicable: {reason} (rule 4)"), reason=score.reason or phrase("not in this set"))
    elif score.state is not State.ASSESSED:
        yield _step(marked("Out of scope: {reason} (rule 4)"), reason=score.reason or phrase("not in this set"))
    else:
        yield from _assessed(score)
    for gate in score.blocking:
        yield _step(
            marked("Blocking: {question} at level {level} is {state} (rule 10)"),
            question=gate.question,
            level=gate.level,
            state=_word(gate.low),
        )


def _assessed(score: IndicatorScore) -> Iterable[Step]:
    yield _step(
        marked("Level {level}: every gate up to it is met, and the next gated level is not (rule 4)"),
        level=str(score.computed),
    )
    yield _step(
        marked(
            "Coverage {coverage}: {known} of {asked} gating questions are answered, "
            "{settled} can no longer change the level (rule 7)"
        ),
        coverage=Share(value=score.coverage),
        known=score.known,
        settled=score.settled,
        asked=score.asked,
    )
    yield _step(
        marked("Confidence {confidence}; verified answers alone would give {verified} (rule 9)"),
        confidence=_word(score.confidence) if score.confidence else phrase("none: no answer decides the level"),
        verified=phrase("none") if score.verified is None else score.verified,
    )


def _judgement(score: IndicatorScore) -> Iterable[Step]:
    judgement = score.judgement
    if judgement is not None:
        yield _step(
            marked("Judged from {before} to {after} by {who}: {reason} (rule 5)"),
            before=judgement.from_level,
            after=judgement.to_level,
            who=judgement.by,
            reason=judgement.reason,
            span=judgement.span,
        )


def _question(assessment: Assessment, question: Question) -> Step:
    merged = assessment.scores.result.answers[question.id]
    steps = [
        _step("{gates}", gates=_gates(assessment, question)),
        *_needed(assessment, question),
        _step("{answer}", answer=_standing_words(question, merged), span=merged.span),
        *(_voice(assessment, voice) for voice in merged.voices),
    ]
    return _step("{question}", question=f"{question.id} {question.text}", steps=steps)


def _gates(assessment: Assessment, question: Question) -> str:
    """Say how each gate of a question stands, or why none counts."""
    if not question.indicator:
        return phrase("Never scored: it is a record of what was seen or said")
    if not question.gates:
        return phrase("Never scored: it turns no gate of {indicator}", indicator=question.indicator)
    score = assessment.scores.result.indicators[question.indicator]
    own = [gate for gate in score.gates if gate.question == question.id]
    if not own:
        return phrase("No gate of it counts here; it would turn some of {indicator}", indicator=question.indicator)
    return phrase("Gates: {list}", list=joined(", ", map(_gate_words, own)))


def _needed(assessment: Assessment, question: Question) -> Iterable[Step]:
    """Say what each gate needs and where that is written; what an overlay set is written in the overlay."""
    changes = _changes(assessment.questionnaire.overlays, question)
    kept = joined("; ", (need_words(level, words) for at, level, words in needs(question) if at not in changes))
    if kept:
        yield _step(marked("Needs: {list}"), list=kept, span=question.span)
    for at, level, words in needs(question):
        if at in changes:
            overlay, before = changes[at]
            place = place_of(question, "thresholds", str(at)) if isinstance(at, int) else place_of(question, at)
            yield _step(
                marked("Needs: {need}; set by the overlay {title} instead of {before}"),
                need=need_words(level, words),
                title=overlay.title,
                before=before,
                span=place,
            )


def _changes(overlays: Iterable[Overlay], question: Question) -> dict[int | str, tuple[Overlay, str]]:
    """Give by threshold the overlay that decides on it, and what stood there before any did."""
    found: dict[int | str, tuple[Overlay, str]] = {}
    for overlay in overlays:
        for change in overlay.changes:
            if change.question == question.id:
                before = found[change.at][1] if change.at in found else decimal_words(change.before)
                found[change.at] = (overlay, before)
    return found


def _gate_words(gate: Gate) -> str:
    state = _word(gate.low)
    if gate.low is not gate.high and gate.low is not GateState.UNKNOWN:
        return phrase("level {level} {state} (met by another answer)", level=gate.level, state=state)
    return phrase("level {level} {state}", level=gate.level, state=state)


def _standing_words(question: Question, merged: Merged) -> str:
    if merged.standing is Standing.NOT_APPLICABLE:
        return phrase("Not applicable: {reason}", reason=merged.reason)
    if merged.standing is Standing.UNKNOWN or merged.low is None:
        if merged.by_condition:
            return phrase("Unknown: the question that decides on it is unknown")
        return phrase("Unknown")
    answer = merged.low.words
    words = [phrase("Counts: {answer}", answer=answer) if question.gates else phrase("Said: {answer}", answer=answer)]
    if merged.divergent and merged.high is not None:
        words.append(phrase("divergent, the most favourable answer is {answer}", answer=merged.high.words))
    if merged.consensus is not None:
        agreed = merged.consensus
        words.append(phrase("agreed by {who}: {reason}", who=agreed.by, reason=agreed.reason))
    if merged.taken_over:
        words.append(phrase("taken over from the self-assessment"))
    if merged.confidence is not None:
        words.append(_word(merged.confidence))
    return joined("; ", words)


def _voice(assessment: Assessment, voice: Voice) -> Step:
    response = voice.response
    evidence = assessment.mission.evidence
    titles = [f"{e} {evidence[e].title}" if e in evidence else e for e in voice.evidence]
    layer = _word(voice.sheet.layer)
    parts = [phrase("{who} ({layer}): {answer}", who=voice.sheet.role, layer=layer, answer=words_of(response))]
    if response.standing is Standing.ANSWERED:
        parts.append(_word(voice.confidence))
    if titles:
        parts.append(phrase("evidence {list}", list="; ".join(titles)))
    if response.note:
        parts.append(response.note)
    return _step("{voice}", voice=joined(" - ", parts), span=response.span)


def _mean(terms: list[tuple[Fraction, Fraction, str]]) -> Part:
    if not terms:
        return phrase("nothing is assessed")
    total = sum((weight for weight, _, _ in terms), Fraction(0))
    value = sum((weight * point for weight, point, _ in terms), Fraction(0)) / total
    sum_of: list[Part] = []
    for weight, point, name in terms:
        sum_of += [" + " if sum_of else "", f"{decimal_words(weight)} x ", point, f" [{name}]"]
    return ("(", *sum_of, f") / {decimal_words(total)} = ", value)


def _number(value: Fraction | int | None) -> Part:
    return phrase("no level") if value is None else Fraction(value)


def _interval(low: Fraction | int | None, high: Fraction | int | None) -> Part:
    if low is None or high is None:
        return ""
    return Said(marked("[{low} to {high}]"), {"low": Fraction(low), "high": Fraction(high)})


def _word(word: str) -> str:
    """Show a word of a result; rmdiag/screens/words.py marks them all."""
    return phrase(word.replace("_", " "))
