"""Say what holds a level down: the question, what was answered, what is needed, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.mission import Judgement
from rmdiag.assessment.results import Gate, GateState, IndicatorScore, State
from rmdiag.compendium.model import Indicator
from rmdiag.questionnaires.model import Layer, Merged
from rmdiag.reports.compose import para, quiet, runs, strong
from rmdiag.reports.editions.answers import (
    brief_words,
    needed_words,
    source_words,
    unknown_words,
    voices_words,
)
from rmdiag.reports.editions.telling import NO_ATTRIBUTION, Telling, sentence_part
from rmdiag.reports.model import Block, Callout, CalloutKind, Group, Inline, List, ListEntry, Runs

LONGEST_NOTE = 220  # characters of a respondent's remark that an entry has room for


def held_down(tell: Telling, indicator: Indicator) -> Iterator[Block]:
    """Say what is unmet and, apart from it, what is unknown; an indicator at its target is held down by nothing."""
    score = tell.score(indicator)
    if judged_down(score) is not None:
        yield from _judged_down(tell, score)
        return
    unmet = [gate for gate in score.blocking if gate.low is GateState.UNMET]
    unknown = [gate for gate in score.blocking if gate.low is GateState.UNKNOWN]
    if score.point is not None and score.point >= tell.assessment.targets[indicator.id]:
        yield from _further(tell, [*unmet, *unknown], score.point)
    else:
        yield from _holding(tell, score, (unmet, unknown))
    if not score.blocking and score.point is not None and score.point < tell.framework.top:
        yield _nothing_more(tell, indicator, score.point)


def _nothing_more(tell: Telling, indicator: Indicator, point: int) -> Block:
    """Say why nothing is asked beyond a level: the set leaves it out, or the framework has no question for it."""
    questions = tell.questionnaire.by_indicator[indicator.id]
    left_out = [q for q in questions if q.id not in tell.asked and any(level > point for level in q.gates)]
    if left_out:
        return para(tell.count("blocking.none_asked", len(left_out), indicator=indicator.id))
    spoke = tell.mission.answers.speaks(Layer.MISSION)
    return tell.para("blocking.none" if spoke else "blocking.none_unjudged", indicator=indicator.id)


def judged_down(score: IndicatorScore) -> Judgement | None:
    """Give the judgement that holds an indicator under the level that its answers reach."""
    judgement = score.judgement
    return judgement if judgement is not None and judgement.to_level < judgement.from_level else None


def _judged_down(tell: Telling, score: IndicatorScore) -> Iterator[Block]:
    judgement = judged_down(score)
    if judgement is not None:
        title = tell.say("blocking.title", level=tell.shown.count(judgement.to_level))
        computed = tell.shown.count(judgement.from_level)
        words = tell.para(
            "blocking.judged" if tell.mission.attribution == NO_ATTRIBUTION else "blocking.judged_by",
            computed=computed,
            reason=sentence_part(judgement.reason),
            by=judgement.by,
            on=tell.shown.date(judgement.on),
        )
        yield Callout(kind=CalloutKind.BLOCKING, title=title, blocks=(words,), finding=f"{score.id}/blocking")


def _further(tell: Telling, gates: list[Gate], point: int | None) -> Iterator[Block]:
    """Say in short what the level beyond the target would take, or what a judgement passed over."""
    if gates:
        key = "blocking.passed_over" if gates[0].level <= (point or 0) else "blocking.further"
        title = tell.say(key, level=tell.shown.count(gates[0].level))
        entries = tuple(ListEntry(runs=condition(tell, gate)) for gate in gates)
        yield Group(title=runs(title), blocks=(List(entries=entries),))


def condition(tell: Telling, gate: Gate) -> Runs:
    """Give a condition of a level: its question, the answer, and what is needed."""
    question = tell.questionnaire.questions[gate.question]
    return tell.runs(
        "blocking.beyond",
        text=question.text,
        id=quiet(question.id),
        answer=brief_words(tell, question, tell.result.answers[question.id]),
        need=needed_words(tell, question, gate.level),
    )


def _holding(tell: Telling, score: IndicatorScore, gates: tuple[list[Gate], list[Gate]]) -> Iterator[Block]:
    unmet, unknown = gates
    if unmet:
        entries = tuple(ListEntry(runs=_unmet(tell, gate)) for gate in unmet)
        yield Callout(
            kind=CalloutKind.BLOCKING,
            title=_title(tell, score),
            blocks=(List(entries=entries),),
            finding=f"{score.id}/blocking",
        )
    if unknown:
        entries = tuple(ListEntry(runs=_unknown(tell, gate)) for gate in unknown)
        key = "blocking.not_assessed" if score.state is State.NOT_ASSESSED else "blocking.unknown"
        yield Callout(
            kind=CalloutKind.NOTE,
            title=tell.say(key),
            blocks=(List(entries=entries),),
            finding=f"{score.id}/unknown",
        )


def _title(tell: Telling, score: IndicatorScore) -> str:
    computed = tell.framework.lowest if score.computed is None else score.computed
    return tell.say("blocking.title", level=tell.shown.count(computed))


def _unmet(tell: Telling, gate: Gate) -> Runs:
    question = tell.questionnaire.questions[gate.question]
    merged = tell.result.answers[question.id]
    values: dict[str, str | Inline | Runs] = {
        "text": strong(question.text),
        "id": quiet(question.id),
        "need": needed_words(tell, question, gate.level),
        "note": _note(tell, merged),
    }
    if gate.high is GateState.MET:
        return tell.runs("blocking.divergent", answers=voices_words(tell, question, merged.voices), **values)
    answer = brief_words(tell, question, merged)
    return tell.runs("blocking.answered", answer=answer, source=source_words(tell, merged), **values)


def _unknown(tell: Telling, gate: Gate) -> Runs:
    question = tell.questionnaire.questions[gate.question]
    merged = tell.result.answers[question.id]
    return tell.runs(
        "blocking.open",
        text=strong(question.text),
        id=quiet(question.id),
        why=unknown_words(tell, question, merged),
        need=needed_words(tell, question, gate.level),
    )


def _note(tell: Telling, merged: Merged) -> Runs:
    """Give the mission's own remark on the answer that counts, when there is a short one."""
    remarks = [
        voice.response.note
        for voice in merged.voices
        if voice.sheet.layer is Layer.MISSION and voice.response.note and len(voice.response.note) <= LONGEST_NOTE
    ]
    return tell.runs("blocking.note", note=quiet(remarks[0])) if remarks else ()
