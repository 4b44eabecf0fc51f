"""Write the chapters on the competencies: what was shown, what the next level looks like, what is missing for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rmdiag.assessment.results import Gate, GateState, IndicatorScore, State
from rmdiag.compendium.model import Dimension, Indicator
from rmdiag.questionnaires.model import Question
from rmdiag.reports.compose import quiet, runs, strong
from rmdiag.reports.editions.answers import needed_words, unknown_words
from rmdiag.reports.editions.figures import level_scale
from rmdiag.reports.editions.indicators import next_level
from rmdiag.reports.editions.individual_result import at_needed, own_words, panel_spoke
from rmdiag.reports.editions.individual_voices import counted, differ, panel_voices, speaker, voices_table
from rmdiag.reports.editions.telling import Telling, dimension_id, following, indicator_id, sentence_part
from rmdiag.reports.model import (
    Block,
    Callout,
    CalloutKind,
    Descriptor,
    DescriptorPair,
    Group,
    Inline,
    Keep,
    LevelScale,
    List,
    ListEntry,
    Paragraph,
    ParagraphStyle,
    Runs,
    Section,
    Text,
)


def competency_chapter(tell: Telling, dimension: Dimension, number: str) -> Section:
    """Write the chapter of a competency."""
    return Section(
        id=dimension_id(dimension),
        title=dimension.title,
        number=number,
        blocks=(Paragraph(runs=runs(_opening(tell, dimension))), *_purpose(dimension)),
        sections=tuple(_section(tell, i, f"{number}.{place}") for place, i in enumerate(dimension.indicators, start=1)),
    )


def _purpose(dimension: Dimension) -> tuple[Block, ...]:
    if not dimension.purpose:
        return ()
    return (Paragraph(runs=runs(dimension.purpose), style=ParagraphStyle.SMALL),)


def _opening(tell: Telling, dimension: Dimension) -> str:
    group = tell.group(dimension)
    if group.point is None:
        return tell.say("individual.competency.none")
    reached, every = at_needed(tell, dimension)
    values = {
        "level": tell.shown.mean(group.point),
        "interval": tell.shown.interval(group.low, group.high),
        "own": own_words(tell, dimension),
        "reached": tell.shown.count(reached),
    }
    if not panel_spoke(tell):
        return tell.count("individual.competency.own_only", every, **values)
    open_ = tell.open(group.low, group.high)
    return tell.count("individual.competency.open" if open_ else "individual.competency.certain", every, **values)


def _section(tell: Telling, indicator: Indicator, number: str) -> Section:
    return Section(
        id=indicator_id(indicator),
        title=tell.say("indicator.title", id=indicator.id, title=indicator.title),
        number=number,
        blocks=tuple(_blocks(tell, indicator)),
    )


def _blocks(tell: Telling, indicator: Indicator) -> Iterator[Block]:
    score = tell.score(indicator)
    if not score.state.counts:
        yield _without_level(tell, score)
        return
    yield Group(blocks=(_scale(tell, indicator), _descriptors(tell, indicator, score)), keep=Keep.WHOLE)
    yield from _judged(tell, score)
    yield from _missing(tell, indicator, score)
    table = voices_table(tell, indicator.id)
    if table is not None:
        yield table
    yield from _actions(tell, indicator)


def _without_level(tell: Telling, score: IndicatorScore) -> Paragraph:
    if score.state is State.OUT_OF_SCOPE:
        return tell.para("individual.out_of_scope")
    return tell.para("individual.not_applicable", reason=sentence_part(score.reason or ""))


def _scale(tell: Telling, indicator: Indicator) -> LevelScale:
    """Show the level on the strip, in words that fit a person."""
    score, needed = tell.score(indicator), tell.shown.count(tell.assessment.targets[indicator.id])
    interval = tell.shown.levels(score.low, score.high)
    if score.point is None:
        words = tell.say("individual.scale.unknown", interval=interval, needed=needed)
    elif score.low == score.high:
        words = tell.say("individual.scale.certain", level=tell.level_title(score.point), needed=needed)
    else:
        level = tell.level_title(score.point)
        words = tell.say("individual.scale.open", level=level, interval=interval, needed=needed)
    return replace(level_scale(tell, indicator), words=words)


def _descriptors(tell: Telling, indicator: Indicator, score: IndicatorScore) -> DescriptorPair:
    if score.point is None:
        needed = tell.assessment.targets[indicator.id]
        return DescriptorPair(now=_descriptor(tell, indicator, "individual.at_needed", needed), next=None)
    above = next_level(tell.framework, score)
    return DescriptorPair(
        now=_descriptor(tell, indicator, "individual.now", score.point),
        next=None if above is None else _descriptor(tell, indicator, "individual.next", above),
    )


def _descriptor(tell: Telling, indicator: Indicator, key: str, level: int) -> Descriptor:
    words = indicator.descriptor(level) or ""
    return Descriptor(label=tell.say(key, level=tell.level(level)), level=level, runs=runs(words))


def _judged(tell: Telling, score: IndicatorScore) -> Iterator[Block]:
    judgement = score.judgement
    if judgement is not None:
        yield tell.para(
            "individual.judged",
            computed=tell.shown.count(judgement.from_level),
            judged=tell.shown.count(judgement.to_level),
            reason=sentence_part(judgement.reason),
        )


def _missing(tell: Telling, indicator: Indicator, score: IndicatorScore) -> Iterator[Block]:
    """Say what holds the level, or what the next one would take where the needed one is reached."""
    if not score.blocking:
        return
    entries = List(entries=tuple(ListEntry(runs=_gate(tell, gate)) for gate in score.blocking))
    level = tell.shown.count(score.blocking[0].level)
    if score.point is not None and score.point >= tell.assessment.targets[indicator.id]:
        title = runs(tell.say("individual.beyond", level=level))
        yield Group(title=title, blocks=(entries,))
        return
    key = "individual.find_out" if score.point is None else "individual.holds"
    yield Callout(kind=CalloutKind.GAP, title=tell.say(key, level=level), blocks=(entries,))


def _gate(tell: Telling, gate: Gate) -> Runs:
    """Say what was observed on one condition, and what the level asks for."""
    question = tell.questionnaire.questions[gate.question]
    merged = tell.result.answers[question.id]
    values: dict[str, str | Inline | Runs] = {
        "text": strong(question.text),
        "id": quiet(question.id),
        "need": needed_words(tell, question, gate.level),
    }
    if gate.low is GateState.UNKNOWN:
        return tell.runs("individual.gate.unknown", why=unknown_words(tell, question, merged), **values)
    answer = counted(tell, question)
    if gate.high is GateState.MET:
        return tell.runs("individual.gate.differ", answer=answer, **values)
    observed = tell.runs("individual.gate.observed", answer=answer, **values)
    return following((observed, *_remarks(tell, question)))


def _remarks(tell: Telling, question: Question) -> Iterator[Runs]:
    """Give what assessors noted; where they differ, the table below has it."""
    if differ(tell, question):
        return
    voices = panel_voices(tell.result.answers[question.id])
    noted = [voice for voice in voices if voice.response.note]
    for voice in noted:
        parts: tuple[Inline, ...] = tell.runs(
            "individual.gate.note", who=speaker(tell, voice.sheet), note=voice.response.note or ""
        )
        yield tuple(quiet(part.text) if isinstance(part, Text) else part for part in parts)


def _actions(tell: Telling, indicator: Indicator) -> Iterator[Block]:
    steps = [
        tell.say("individual.step", id=action.id, action=sentence_part(action.recommendation.action))
        for action in tell.actions.get(indicator.id, ())
        if action.recommendation is not None
    ]
    if steps:
        label = strong(tell.say("individual.steps_label"))
        yield tell.small("individual.steps", label=label, list=tell.say("list.semicolon").join(steps))
