"""Say what the plan leaves out or open: actions that are not in it, indicators that stay short, and what holds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.gaps import Gap
from rmdiag.assessment.proposal import Proposal
from rmdiag.reports.compose import cell, level_cell, para, row, strong
from rmdiag.reports.editions.plan_bounds import conflict_note, left_out_blocks
from rmdiag.reports.editions.plan_lines import Lines
from rmdiag.reports.editions.telling import Telling, following, sentence_part, to_indicator
from rmdiag.reports.model import Align, Block, Column, Density, List, ListEntry, Row, Runs, Section, Table


def leaves_open(tell: Telling) -> bool:
    """Whether there is anything to say: otherwise every target can be reached, and the chapter before says so."""
    proposal, reached = tell.planned.proposal, tell.ahead.reached
    idle = proposal is not None and bool(proposal.idle)
    short = reached is not None and bool(reached.remaining)
    return idle or short or bool(tell.ahead.left_out) or tell.planned.conflict is not None or bool(_dropped(tell))


def open_chapter(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    lines, reached = tell.ahead.lines, tell.ahead.reached
    blocks = [*conflict_note(tell), *left_out_blocks(tell), *_dropped_blocks(tell, lines)]
    if reached is not None:
        blocks += _short(tell, lines, reached)
    return Section(id="bounds", title=tell.say("plan.bounds.title"), number=number, blocks=tuple(blocks))


def _dropped(tell: Telling) -> Sequence[PlannedAction]:
    return [action for action in tell.mission.adopted if action.status == "dropped"]


def _dropped_blocks(tell: Telling, lines: Lines) -> Iterator[Block]:
    dropped = _dropped(tell)
    if dropped:
        yield para(tell.count("pe.open.dropped", len(dropped)))
        yield List(entries=tuple(ListEntry(runs=_why_dropped(tell, lines, one)) for one in dropped))


def _why_dropped(tell: Telling, lines: Lines, action: PlannedAction) -> Runs:
    said = [tell.runs("pe.open.dropped_one", id=strong(action.id), what=sentence_part(action.action))]
    if action.reason:
        said.append(tell.runs("follow.said", words=sentence_part(action.reason)))
    asked = [line.id for line in lines.every if line.earlier is not None and line.earlier.id == action.id]
    if asked:
        said.append(tell.runs("pe.open.asked_again", id=asked[0]))
    return following(said)


def _short(tell: Telling, lines: Lines, reached: Proposal) -> Iterator[Block]:
    short = tell.ahead.short
    unknown = sum(gap.find_out for gap in reached.remaining)
    if not reached.remaining:
        yield tell.para("bounds.none_short")
    if short:
        yield para(tell.count("bounds.short", len(short)))
        yield _table(tell, lines, short)
    if unknown:
        yield para(tell.count("bounds.unknown", unknown))


def _table(tell: Telling, lines: Lines, short: Sequence[Gap]) -> Table:
    return Table(
        id="table-remaining",
        caption=tell.caption(tell.say("bounds.table")),
        columns=(
            Column(title=tell.say("column.indicator"), width=50, heads_rows=True),
            Column(title=tell.say("column.at_end"), width=17, align=Align.CENTRE),
            Column(title=tell.say("column.target"), width=14, align=Align.CENTRE),
            Column(title=tell.say("pe.column.held_by"), width=87),
        ),
        rows=tuple(_row(tell, lines, gap) for gap in short),
        density=Density.COMPACT,
    )


def _row(tell: Telling, lines: Lines, gap: Gap) -> Row:
    return row(
        cell(to_indicator(gap.indicator), " ", gap.indicator.title),
        level_cell(gap.score.point, tell.point(gap.score)),
        tell.shown.count(gap.target),
        cell(*following(list(_held_by(tell, lines, gap)))),
    )


def _held_by(tell: Telling, lines: Lines, gap: Gap) -> Iterator[Runs]:
    """Say what keeps an indicator down: a judgement of the team, or questions, each with why no action closes it."""
    judgement = gap.score.judgement
    if judgement is not None:
        level = tell.shown.count(judgement.to_level)
        yield tell.runs("pe.open.judged", level=level, reason=sentence_part(judgement.reason))
        return
    gates = {gate.question: gate.level for gate in gap.score.blocking if gate.level <= gap.target}
    if not gates:
        yield tell.runs("pe.open.nothing")
    for identity, gate in gates.items():
        why = _why_open(tell, lines, identity, gate)
        question = tell.questionnaire.questions[identity].text
        yield tell.runs("pe.open.question", id=strong(identity), question=question, why=why)


def _why_open(tell: Telling, lines: Lines, question: str, level: int) -> str:
    """Say why no action of the plan closes a question up to a level."""
    closing = [
        one.id for one in tell.framework.recommendations.values() if question in one.closes and one.below >= level
    ]
    left_out = [one.id for one in tell.ahead.left_out if one.id in closing]
    if left_out:
        return tell.count("pe.open.left_out", len(left_out), list=tell.shown.listed(left_out))
    planned = [line.id for line in lines.every if line.recommendation is not None and line.recommendation.id in closing]
    if planned:
        return tell.count("pe.open.planned", len(planned), list=tell.shown.listed(planned))
    if closing:
        return tell.count("pe.open.not_called", len(closing), list=tell.shown.listed(closing))
    return tell.say("pe.open.no_action")
