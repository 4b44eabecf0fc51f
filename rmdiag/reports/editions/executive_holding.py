"""Find the few missing things that hold most levels down, and say of each what it holds and who can settle it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from rmdiag.assessment.gaps import Gap
from rmdiag.assessment.proposal import Step
from rmdiag.assessment.results import Gate, GateState
from rmdiag.compendium.model import Indicator, Recommendation
from rmdiag.questionnaires.model import QuestionType
from rmdiag.reports.compose import runs, strong
from rmdiag.reports.editions.ahead import Ahead
from rmdiag.reports.editions.answers import merged_words, needed_words
from rmdiag.reports.editions.blocking import judged_down
from rmdiag.reports.editions.plan_line_words import who_words
from rmdiag.reports.editions.plan_lines import Line
from rmdiag.reports.editions.plan_words import first_of
from rmdiag.reports.editions.telling import Telling, following, sentence_part
from rmdiag.reports.model import Block, Callout, CalloutKind, Inline, ListEntry, Paragraph, Runs

HOLDING = 5
ROOM, LINE = 22, 49  # lines that the page has for all of them, and characters in a line of its column
WAITING_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What holds one indicator under its target, and whatever else waits for the same step."""

    gap: Gap
    gate: Gate | None  # the first condition that the step meets; None: a judgement, or nothing that was asked
    recommendation: Recommendation | None
    line: Line | None  # the action that carries it out; None: the plan leaves it out
    waiting: tuple[Indicator, ...]  # other indicators that cannot rise before
    beside: tuple[Line, ...]  # other actions that are adopted for the indicator


def holdings(tell: Telling, ahead: Ahead) -> tuple[Holding, ...]:
    """Give what holds each indicator down; first that for which most others wait, then by priority."""
    waiting = _waiting(tell)
    found = [_holding(tell, gap, waiting, ahead) for gap in tell.assessment.gaps if gap.gap]
    return tuple(sorted(found, key=lambda one: -len(one.waiting)))


def callout(tell: Telling, one: Holding) -> Callout:
    """Say what is missing, what it holds, and who can settle it."""
    score = one.gap.score
    return Callout(
        kind=CalloutKind.BLOCKING,
        title=tell.say(
            "holding.title",
            indicator=one.gap.indicator.short,
            level=tell.point(score),
            target=tell.shown.count(one.gap.target),
        ),
        blocks=tuple(_blocks(tell, one)),
        finding=f"{score.id}/blocking",
    )


def entries(tell: Telling, found: Sequence[Holding]) -> tuple[ListEntry, ...]:
    """Say the same in a few lines each; where the one page lacks room, the longest are told with fewer words."""
    told = [[_entry(tell, one, words) for words in _shorter(tell, one)] for one in found]
    while sum(_lines(ways[0]) for ways in told) > ROOM and any(len(ways) > 1 for ways in told):
        longest = max((ways for ways in told if len(ways) > 1), key=lambda ways: _lines(ways[0]))
        del longest[0]
    return tuple(ways[0] for ways in told)


def _lines(entry: ListEntry) -> int:
    return ceil(sum(len(run.text or "") for run in entry.runs) / LINE)


def _shorter(tell: Telling, one: Holding) -> Iterator[Runs]:
    """Give the missing thing in whole words, each way shorter than the one before."""
    told = _missing(tell, one)
    yield told
    if one.gate is None or judged_down(one.gap.score) is not None:
        return
    questions = dict.fromkeys(gate.question for gate in one.gap.score.blocking if gate.low is one.gate.low)
    briefest = min(questions, key=lambda identity: len(tell.questionnaire.questions[identity].text))
    if briefest != one.gate.question:
        yield _asked(tell, briefest)
    every = len(dict.fromkeys(gate.question for gate in one.gap.score.blocking))
    yield runs(tell.count("holding.unmet", every, level=tell.shown.count(one.gate.level)))


def _entry(tell: Telling, one: Holding, missing: Runs) -> ListEntry:
    """Name the indicator, its level and target, and the one missing thing."""
    return ListEntry(
        runs=tell.runs(
            "holding.entry",
            indicator=strong(one.gap.indicator.short),
            level=tell.point(one.gap.score),
            target=tell.shown.count(one.gap.target),
            missing=missing,
        ),
        finding=f"{one.gap.indicator.id}/blocking",
    )


def _blocks(tell: Telling, one: Holding) -> Iterator[Block]:
    said = [_missing(tell, one)]
    if one.gate is not None:
        said += _needed(tell, one.gate)
        further = sum(gate.question != one.gate.question for gate in one.gap.score.blocking)
        if further:
            said.append(runs(tell.count("holding.further", further, level=tell.shown.count(one.gate.level))))
    yield Paragraph(runs=following(said))
    yield Paragraph(runs=following([*_waits(tell, one), _settled_by(tell, one), *_beside(tell, one)]))


def _missing(tell: Telling, one: Holding) -> Runs:
    """Give the question that is not met with its answer; a judgement, or nothing that was asked, says so."""
    judgement = judged_down(one.gap.score)
    if judgement is not None:
        return tell.runs("holding.judged", computed=tell.shown.count(judgement.from_level))
    if one.gate is None:
        return tell.runs("holding.nothing_asked")
    return _asked(tell, one.gate.question)


def _asked(tell: Telling, identity: str) -> Runs:
    question = tell.questionnaire.questions[identity]
    answer = merged_words(tell, question, tell.result.answers[identity])
    return tell.runs("holding.asked", question=question.text, answer=strong(sentence_part(answer)))


def _needed(tell: Telling, gate: Gate) -> Iterator[Runs]:
    """Say which answer the next level needs, unless that is a plain yes."""
    question = tell.questionnaire.questions[gate.question]
    if question.type is not QuestionType.YES_PARTLY_NO:
        need = sentence_part(needed_words(tell, question, gate.level))
        yield tell.runs("holding.needed", level=tell.shown.count(gate.level), need=need)


def _waits(tell: Telling, one: Holding) -> Iterator[Runs]:
    if one.waiting:
        named = first_of(tell, [indicator.short for indicator in one.waiting], WAITING_NAMED)
        yield runs(tell.count("holding.waiting", len(one.waiting), list=named))


def _beside(tell: Telling, one: Holding) -> Iterator[Runs]:
    """Name what else is adopted for the indicator, so that nobody is asked twice for one thing."""
    for line in one.beside:
        day = tell.say("pe.no_dates") if line.last is None else tell.shown.day(line.last)
        yield tell.runs(
            "holding.beside", id=line.id, action=sentence_part(line.action), day=day, who=who_words(tell, line)
        )


def _settled_by(tell: Telling, one: Holding) -> Runs:
    """Say who can settle it and by when; or that the framework, or the plan, has no action for it."""
    if one.recommendation is None:
        return tell.runs("holding.nobody")
    line = one.line
    if line is None:
        return tell.runs("holding.settled_not_planned", who=strong(sentence_part(one.recommendation.responsible)))
    values: dict[str, str | Inline] = {
        "who": strong(who_words(tell, line)),
        "end": tell.say("sign.none") if line.last is None else tell.shown.date(line.last),
        "id": line.id,
    }
    if line.adopted is not None:
        return tell.runs("holding.settled_overdue" if line.overdue else "holding.settled_adopted", **values)
    return tell.runs("holding.settled", **values)


def _holding(tell: Telling, gap: Gap, waiting: Mapping[str, tuple[Indicator, ...]], ahead: Ahead) -> Holding:
    """Take the step that meets a condition of the next level and for which most others wait."""
    blocking = {gate.question for gate in gap.score.blocking}
    fired = [one.recommendation for one in tell.recommended.get(gap.indicator.id, ())]
    closing = [one for one in fired if blocking & set(one.closes)] or fired
    chosen = max(closing, key=lambda one: (one.id in tell.steps, len(waiting.get(one.id, ()))), default=None)
    line = None if chosen is None else ahead.carrying(chosen.id)
    return Holding(
        gap=gap,
        gate=_gate(gap, chosen),
        recommendation=chosen,
        line=line,
        beside=tuple(one for one in ahead.adopted if one.indicator == gap.indicator and one is not line),
        waiting=() if chosen is None else waiting.get(chosen.id, ()),
    )


def _gate(gap: Gap, chosen: Recommendation | None) -> Gate | None:
    """Take an unmet condition before an unknown one, and one that the step meets before others."""
    closes = () if chosen is None else chosen.closes
    ordered = sorted(
        gap.score.blocking, key=lambda gate: (gate.low is not GateState.UNMET, gate.question not in closes)
    )
    return ordered[0] if ordered else None


def _waiting(tell: Telling) -> Mapping[str, tuple[Indicator, ...]]:
    """Give the other indicators whose steps wait for a step, directly or through others."""
    followers: defaultdict[str, list[Step]] = defaultdict(list)
    for step in tell.steps.values():
        for earlier in step.waits_for:
            followers[earlier].append(step)
    return {identity: _others(step, followers) for identity, step in tell.steps.items()}


def _others(step: Step, followers: Mapping[str, list[Step]]) -> tuple[Indicator, ...]:
    seen: dict[str, Step] = {}
    queue = list(followers.get(step.id, ()))
    while queue:
        one = queue.pop(0)
        if one.id not in seen:
            seen[one.id] = one
            queue += followers.get(one.id, ())
    others = {one.indicator.id: one.indicator for one in seen.values() if one.indicator.id != step.indicator.id}
    return tuple(others.values())
