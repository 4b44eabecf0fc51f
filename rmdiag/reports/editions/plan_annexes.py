"""Write the annexes of the plan: the actions by the post that answers for them, and what each of them closes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.reports.compose import cell, group_row, quiet, row
from rmdiag.reports.editions.answers import merged_words, needed_words
from rmdiag.reports.editions.plan_line_words import period_words, post_and_partners, title_words
from rmdiag.reports.editions.plan_lines import Line, Lines, closes
from rmdiag.reports.editions.telling import Telling, folded
from rmdiag.reports.model import Block, Cell, Column, Density, Row, Section, Table


def roles_annex(tell: Telling, lines: Lines, letter: str) -> Section:
    """List the actions by the post that leads them, each post with its next deadline first."""
    posts: dict[str, list[Line]] = {}
    names: dict[str, str] = {}
    for line in sorted(lines.every, key=lambda line: line.last or date.max):
        post = post_and_partners(line.responsible)[0] if line.responsible else ""
        names.setdefault(folded(post), post)
        posts.setdefault(folded(post), []).append(line)
    rows: list[Row] = []
    for key in sorted(posts, key=lambda key: (not key, key)):
        own = posts[key]
        head = tell.count("pe.roles.nobody", len(own))
        if key:
            head = tell.count("pe.roles.head", len(own), role=names[key])
        rows += [group_row(5, head), *(_role_row(tell, line) for line in own)]
    table = Table(
        id="table-roles",
        caption=tell.say("pe.roles.table"),
        columns=(
            Column(title=tell.say("column.id"), width=20, heads_rows=True),
            Column(title=tell.say("column.action"), width=56),
            Column(title=tell.say("pe.column.partners"), width=36),
            Column(title=tell.say("column.period"), width=32),
            Column(title=tell.say("column.status"), width=24),
        ),
        rows=tuple(rows),
        density=Density.COMPACT,
    )
    return Section(
        id="annex-a",
        title=tell.say("pe.roles.title"),
        number=letter,
        blocks=(tell.para("pe.roles.opening"), table),
    )


def closes_annex(tell: Telling, lines: Lines, letter: str) -> Section:
    """Give the missing items of every action in words."""
    rows: list[Row] = []
    for line in lines.every:
        items = closes(tell, line)
        if items:
            rows.append(group_row(4, tell.say("indicator.title", id=line.id, title=title_words(tell, line))))
        for question, level in items:
            others = [one.id for one in lines.every if one is not line and _closes_too(tell, one, question, level)]
            asked = _asked(tell, question, others)
            rows.append(row(question.id, asked, *_today_and_needed(tell, question, level)))
    blocks: tuple[Block, ...] = (tell.para("pe.closes.none"),)
    if rows:
        blocks = (tell.para("pe.closes.opening"), _closes_table(tell, rows))
    return Section(id="annex-b", title=tell.say("pe.closes.title"), number=letter, blocks=blocks)


def _closes_too(tell: Telling, line: Line, question: Question, level: int) -> bool:
    return any(item == question and reached >= level for item, reached in closes(tell, line))


def _asked(tell: Telling, question: Question, others: Sequence[str]) -> Cell:
    """Give a question, and the other actions that may close it as well."""
    if not others:
        return cell(question.text)
    return cell(question.text, " ", quiet(tell.say("pe.closes.shared", list=tell.shown.listed(others))))


def _today_and_needed(tell: Telling, question: Question, level: int) -> tuple[str, str]:
    """Give the answer of today and the one that is needed; a date is counted from the next assessment."""
    merged = tell.result.answers[question.id]
    if question.type is not QuestionType.DATE or question.within_months is None:
        return merged_words(tell, question, merged), needed_words(tell, question, level)
    no = merged.low is not None and merged.low.no
    today = tell.say("pe.today.no_date") if no else merged_words(tell, question, merged)
    return today, tell.count("pe.need.date", question.within_months)


def _closes_table(tell: Telling, rows: Sequence[Row]) -> Table:
    return Table(
        id="table-closes",
        caption=tell.say("pe.closes.table"),
        columns=(
            Column(title=tell.say("column.id"), width=22, heads_rows=True),
            Column(title=tell.say("column.question"), width=66),
            Column(title=tell.say("pe.column.today"), width=40),
            Column(title=tell.say("column.needed"), width=40),
        ),
        rows=tuple(rows),
        density=Density.COMPACT,
    )


def _role_row(tell: Telling, line: Line) -> Row:
    partners = post_and_partners(line.responsible)[1] if line.responsible else ""
    status = tell.say("pe.proposed") if line.adopted is None else tell.say(f"status.{line.adopted.status}")
    if line.overdue and line.adopted is not None:
        status = tell.say("pe.status_overdue", status=status)
    return row(line.id, title_words(tell, line), partners, period_words(tell, line), status)
