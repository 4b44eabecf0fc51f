"""Say what to do now: the first actions, new, adopted or overdue, with deliverable, who, by when, cost and help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil

from rmdiag.questionnaires.model import Answer, QuestionType
from rmdiag.reports.compose import cell, quiet, row, runs
from rmdiag.reports.editions.ahead import Ahead, in_order
from rmdiag.reports.editions.executive_words import action_words
from rmdiag.reports.editions.metrics import money
from rmdiag.reports.editions.plan_line_words import wave_ends, who_words
from rmdiag.reports.editions.plan_lines import Line
from rmdiag.reports.editions.plan_words import first_of, wave_name
from rmdiag.reports.editions.telling import Telling, sentence_part
from rmdiag.reports.model import Cell, Column, Row, Table

STEPS, BRIEF_STEPS = 4, 5
BRIEF_ROOM, BRIEF_LINES = 11, (56, 34, 14)  # lines that the page has for all rows, and characters in one of each column
OUTSIDE = ("expert", "peer_visit", "donor_project")  # help that somebody else has to agree to
HELP = (*OUTSIDE, "training")  # all support but the administration's own budget
PARTLY = "partly"
TAKEN, MANY, LONG_NAME = 2, 10, 45  # lines that more rows of the chart, or a name of two lines, take from the table
FOUND_OUT = 2  # indicators named of those that are to be found out


def first_steps(tell: Telling, ahead: Ahead) -> Table:
    """Give the actions that end in the first wave, first those that are overdue."""
    wave = ahead.lines.waves[0]
    inside = in_order(ahead.lines.of(wave))
    rows = _rows(inside)
    rest = len(rows) - STEPS
    note = tell.count("brief.more_steps", rest) if rest > 0 else tell.say("brief.step_ids")
    end = tell.shown.date(wave_ends(ahead.lines, wave))
    return Table(
        id="table-first-steps",
        caption=tell.say("brief.first_wave", wave=wave_name(tell, wave), end=end),
        columns=(
            Column(title=tell.say("brief.column_step"), width=94, heads_rows=True),
            Column(title=tell.say("column.responsible"), width=48),
            Column(title=tell.say("brief.column_by"), width=26),
            Column(title=tell.say("brief.column_takes"), width=34),
        ),
        rows=tuple(_contested(_full_row(tell, one), one) for one in rows[:STEPS]),
        note=runs(note),
    )


def brief_steps(tell: Telling, ahead: Ahead) -> Table:
    """Give the first actions with who and by when, as many of the first five as the page has room for."""
    rows: list[Row] = []
    room = BRIEF_ROOM
    room -= TAKEN * ((len(tell.dimensions) > MANY) + (len(tell.mission.administration) > LONG_NAME))
    for one in _rows(in_order(_dated(ahead)))[:BRIEF_STEPS]:
        found = _contested(_brief_row(tell, one), one)
        room -= max(ceil(_length(c) / line) for c, line in zip(found.cells, BRIEF_LINES, strict=True))
        if rows and room < 0:
            break
        rows.append(found)
    return Table(
        id="table-first-steps",
        caption=tell.count("brief.first_steps", len(rows)),
        columns=(
            Column(title=tell.say("brief.column_step"), width=92, heads_rows=True),
            Column(title=tell.say("column.responsible"), width=54),
            Column(title=tell.say("brief.column_by"), width=22),
        ),
        rows=tuple(rows),
        label="",  # the only table of its page
    )


def _dated(ahead: Ahead) -> Sequence[Line]:
    return [line for line in ahead.every if line.wave is not None]


def _length(found: Cell) -> int:
    return sum(len(run.text or "") for run in found.runs)


def _is_begun(tell: Telling, line: Line) -> bool:
    """Whether some of what an action is to bring is there already, so that its deliverable would ask for it again."""
    if line.recommendation is None:
        return False
    below = line.recommendation.below
    for identity in line.recommendation.closes:
        question, merged = tell.questionnaire.questions.get(identity), tell.result.answers.get(identity)
        if question is None or merged is None:
            continue
        if any(gate <= below and gate in merged.met_low for gate in question.gates):
            return True
        if question.type is QuestionType.YES_PARTLY_NO and _is_partly(merged.low):
            return True
    return False


def _is_partly(answer: Answer | None) -> bool:
    return answer is not None and answer.value == PARTLY


def _rows(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Give each action a row; all that only find something out share the first of theirs."""
    finding = tuple(line for line in lines if _finds_out(line))
    rows: list[tuple[Line, ...]] = []
    for line in lines:
        if not _finds_out(line):
            rows.append((line,))
        elif line is finding[0]:
            rows.append(finding)
    return rows


def _finds_out(line: Line) -> bool:
    return line.adopted is None and line.recommendation is None


def _contested(found: Row, lines: tuple[Line, ...]) -> Row:
    """Let a reader comment on what the diagnostic proposes; that something is to be found out is no statement."""
    step = lines[0].step
    return found if step is None or step.firing is None else replace(found, finding=f"{step.id}/action")


def _full_row(tell: Telling, lines: tuple[Line, ...]) -> Row:
    line = lines[0]
    if _finds_out(line):
        return row(_find_out(tell, lines), who_words(tell, line), _last(tell, lines), tell.say("sign.none"))
    words = _marked(tell, line, (line.id, *_marks(tell, line)))
    takes = filter(None, (_cost(tell, line), _support(tell, line)))
    return row(words, who_words(tell, line), _last(tell, lines), tell.say("list.comma").join(takes))


def _brief_row(tell: Telling, lines: tuple[Line, ...]) -> Row:
    line = lines[0]
    if _finds_out(line):
        return row(_find_out(tell, lines), who_words(tell, line), _last(tell, lines))
    return row(_marked(tell, line, tuple(_marks(tell, line))), who_words(tell, line), _last(tell, lines))


def _marked(tell: Telling, line: Line, marks: Sequence[str]) -> Cell:
    if not marks:
        return cell(_what(tell, line))
    mark = tell.say("brief.mark", words=tell.say("list.comma").join(marks))
    return cell(*runs(_what(tell, line)), " ", quiet(mark))


def _last(tell: Telling, lines: Sequence[Line]) -> str:
    days = [line.last for line in lines if line.last is not None]
    return tell.shown.day(max(days)) if days else tell.say("sign.none")


def _cost(tell: Telling, line: Line) -> str:
    if line.cost is not None:
        return money(tell, line.cost) if line.cost != Fraction(0) else tell.say("cost.none")
    if line.adopted is not None or line.recommendation is None:
        return tell.say("pe.cost_unknown")
    return tell.say(f"cost.{line.recommendation.cost_class}")


def _support(tell: Telling, line: Line) -> str:
    if line.adopted is not None:
        return sentence_part(line.adopted.support or "")
    support = () if line.recommendation is None else line.recommendation.support
    return tell.say("list.comma").join(tell.say(f"support.{one}") for one in support if one in HELP)


def _what(tell: Telling, line: Line) -> str:
    """Name an action with its deliverable."""
    if line.recommendation is None:
        return sentence_part(line.action)
    deliverable = sentence_part(line.recommendation.deliverable)
    return tell.say("brief.action", action=action_words(tell, line), what=deliverable)


def _marks(tell: Telling, line: Line) -> Iterator[str]:
    """Say whether an action is adopted, or overdue since when, and whether some of its deliverable is there already."""
    if line.overdue:
        yield tell.say("brief.mark_overdue", date=tell.shown.day(line.last))
    elif line.adopted is not None:
        yield tell.say("brief.mark_adopted")
    if _is_begun(tell, line):
        yield tell.say("brief.mark_begun")


def _find_out(tell: Telling, lines: Sequence[Line]) -> Cell:
    named = first_of(tell, [line.indicator.short for line in lines if line.indicator is not None], FOUND_OUT)
    return cell(tell.count("brief.find_out", len(lines), list=named))
