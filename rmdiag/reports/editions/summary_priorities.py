"""Write the priorities of the summary, as many as fit on its page: what holds each down, and its first step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from math import ceil

from rmdiag.assessment.gaps import Gap
from rmdiag.assessment.results import GateState
from rmdiag.compendium.model import Recommendation
from rmdiag.reports.compose import cell, fact, level_cell, row, strong
from rmdiag.reports.editions.ahead import has_actions
from rmdiag.reports.editions.answers import brief_words
from rmdiag.reports.editions.blocking import judged_down
from rmdiag.reports.editions.plan_line_words import cost_sum, costs_of, staff_sum_words, when_words
from rmdiag.reports.editions.plan_lines import Line
from rmdiag.reports.editions.plan_reach import reached_words
from rmdiag.reports.editions.telling import Telling, cut, sentence_part, to_indicator
from rmdiag.reports.model import Block, Column, Definitions, Density, Reference, Row, Runs, Table

PRIORITIES, FEWEST_PRIORITIES = 5, 3
ROOM = 12  # lines that the table of priorities has on the page beneath a chart of ten dimensions
DIMENSIONS, DIMENSION_TAKES = 10, 3  # each further dimension takes lines from it
HELD_WIDTH, ACTION_WIDTH = 46, 52  # characters in a line of its two wide columns
LONGEST_ANSWER = 60  # characters of an answer; annex A has the whole


def priorities(tell: Telling) -> Iterator[Block]:
    """Give the indicators that come first, with what holds each down; or say that there is no gap."""
    first = _fitting(tell, [gap for gap in tell.assessment.gaps if gap.gap][:PRIORITIES])
    if not first:
        key = "summary.no_gaps"
        if tell.assessment.findings.not_assessed:
            key = "summary.no_gaps_partly" if tell.result.overall.known else "summary.no_gaps_unknown"
        yield Definitions(entries=(fact(tell.say("summary.priorities_term"), *tell.runs(key)),))
        return
    yield Table(
        id="table-priorities",
        caption=tell.caption(tell.count("summary.priorities", len(first))),
        columns=(
            Column(title=tell.say("column.priority"), width=30, heads_rows=True),
            Column(title=tell.say("column.level"), width=11),
            Column(title=tell.say("column.held_by"), width=60),
            Column(title=tell.say("column.first_action"), width=67),
        ),
        rows=tuple(_priority(tell, gap) for gap in first),
        density=Density.COMPACT,
        note=() if tell.indicative else reached_words(tell),
    )


def asked(tell: Telling) -> Iterator[Block]:
    """Say what the plan asks of the head of the administration: a decision, money, staff and the first day."""
    every, lines = tell.ahead.every, tell.ahead.lines
    if not has_actions(tell.ahead) or tell.indicative:
        return
    known = bool(costs_of(every)) or all(line.cost is not None for line in every)
    yield tell.small(
        "summary.asks" if known else "summary.asks_unpriced",
        label=strong(tell.say("summary.asks_label")),
        plan=Reference(target="plan", text=tell.say("summary.asks_plan")),
        steps=tell.count("summary.asks_steps", len(every)),
        start=tell.shown.date(lines.start),
        cost=cost_sum(tell, every),
        staff=staff_sum_words(tell, every),
        end=tell.shown.date(lines.ends),
    )


def _fitting(tell: Telling, gaps: list[Gap]) -> list[Gap]:
    """Keep as many priorities as the page has room for: some languages need more lines for the same."""
    kept: list[Gap] = []
    lines = 0
    further = max(0, len(tell.dimensions) - DIMENSIONS)
    room, fewest = ROOM - DIMENSION_TAKES * further, FEWEST_PRIORITIES - bool(further)
    for gap in gaps:
        held, action = _length(_held_by(tell, gap)), _length(_first_action(tell, gap))
        lines += max(ceil(held / HELD_WIDTH), ceil(action / ACTION_WIDTH))
        if lines > room and len(kept) >= fewest:
            break
        kept.append(gap)
    return kept


def _length(words: Runs) -> int:
    return sum(len(run.text or "") for run in words)


def _priority(tell: Telling, gap: Gap) -> Row:
    score = gap.score
    change = tell.say("level.change", now=tell.point(score), target=tell.shown.count(gap.target))
    cells = row(
        cell(to_indicator(gap.indicator), " ", gap.indicator.short),
        level_cell(score.point, change),
        cell(*_held_by(tell, gap)),
        cell(*_first_action(tell, gap)),
    )
    return replace(cells, finding=f"{gap.indicator.id}/gap")


def _held_by(tell: Telling, gap: Gap) -> Runs:
    judgement = judged_down(gap.score)
    if judgement is not None:
        return tell.runs("summary.held_by_judgement", computed=tell.shown.count(judgement.from_level))
    blocking = gap.score.blocking
    if not blocking:
        return tell.runs("summary.held_by_nothing")
    unmet = [gate for gate in blocking if gate.low is GateState.UNMET]
    gate = (unmet or list(blocking))[0]
    question = tell.questionnaire.questions[gate.question]
    answer = brief_words(tell, question, tell.result.answers[question.id])
    more = len(blocking) - 1
    said = cut(answer, LONGEST_ANSWER)
    if not more:
        return tell.runs("summary.held_by", question=question.text, answer=strong(said))
    return tell.runs(
        "summary.held_by_more", question=question.text, answer=strong(said), more=tell.count("list.further", more)
    )


def _first_action(tell: Telling, gap: Gap) -> Runs:
    """Name the step that begins first, with its days; what ranks first need not come first, nor be in the plan."""
    fired = tell.recommended.get(gap.indicator.id, ())
    if not fired:
        return tell.runs("summary.no_action")
    planned = [
        (line, one.recommendation) for one in fired if (line := tell.ahead.carrying(one.recommendation.id)) is not None
    ]
    if not planned:
        first = fired[0].recommendation
        return _first(tell, first, tell.say("summary.first_not", why=when_words(tell, first.id)))
    line, first = min(planned, key=lambda one: (one[0].first or date.max, one[0].last or date.max, one[0].id))
    return _first(tell, first, _first_when(tell, line))


def _first(tell: Telling, recommendation: Recommendation, when: str) -> Runs:
    deliverable = sentence_part(recommendation.deliverable)
    return tell.runs("summary.first_action", id=strong(recommendation.id), deliverable=deliverable, when=when)


def _first_when(tell: Telling, line: Line) -> str:
    """Say by when an action is done and after which others, or as what it is adopted."""
    if line.last is None:
        return tell.say("summary.first_undated", id=line.id)
    end = tell.shown.day(line.last)
    if line.adopted is not None:
        return tell.say("summary.first_overdue" if line.overdue else "summary.first_adopted", id=line.id, end=end)
    if not line.after:
        return tell.say("summary.first_when", end=end)
    return tell.say("summary.first_when_after", end=end, list=tell.shown.listed(line.after))
