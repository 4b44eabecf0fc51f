"""Write what happens next: what became of earlier actions, who reviews the plan and reports on it, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rmdiag.assessment.account import FollowUp, Progress
from rmdiag.reports.compose import cell, para, quiet, row
from rmdiag.reports.editions.adopted import adopted
from rmdiag.reports.editions.plan_line_words import ids_words, wave_ends
from rmdiag.reports.editions.plan_words import wave_name
from rmdiag.reports.editions.telling import Telling, sentence_part
from rmdiag.reports.model import Block, Column, Density, List, ListEntry, ListStyle, Row, Section, Table

_STEPS = ("adopt", "proof", "find_out", "again")

_Dated = tuple[date, Row]


def follow_up(tell: Telling, number: str) -> Section:
    """Write the chapter: what became of earlier actions, if there are any, and what is arranged."""
    earlier, arranged = tuple(adopted(tell)), tuple(arrangements(tell))
    if not earlier:
        return Section(id="follow-up", title=tell.say("follow.title"), number=number, blocks=arranged)
    parts = (("earlier", "after.earlier", earlier), ("arranged", "after.arrangements", arranged))
    sections = tuple(
        Section(id=identity, title=tell.say(key), number=f"{number}.{place}", blocks=blocks, listed=False)
        for place, (identity, key, blocks) in enumerate(parts, start=1)
    )
    return Section(id="follow-up", title=tell.say("follow.title"), number=number, sections=sections)


def arrangements(tell: Telling) -> Iterator[Block]:
    """Say who reviews the plan and reports on it, when, and by which rules."""
    said = _said(tell)
    planned = bool(tell.ahead.every)
    if said is not None and said.note:
        yield para(said.note)
    if planned:
        yield tell.para("after.who", by=said.by) if said is not None and said.by else tell.para("after.nobody")
    rows = sorted((*_reviews(tell), *_rows(tell, said)), key=lambda one: one[0])
    if rows:
        yield _calendar(tell, [line for _, line in rows])
    if said is None or said.next_round is None:
        yield tell.para("after.no_next")
    if not planned:
        yield tell.para("follow.again", edition=tell.framework.edition)
        return
    yield tell.para("follow.opening")
    steps = [step for step in _STEPS if step != "find_out" or tell.assessment.findings.not_assessed]
    entries = tuple(ListEntry(runs=tell.runs(f"follow.{step}", edition=tell.framework.edition)) for step in steps)
    yield List(entries=entries, style=ListStyle.NUMBERS)


def _said(tell: Telling) -> FollowUp | None:
    return None if tell.mission.account is None else tell.mission.account.follow_up


def _reviews(tell: Telling) -> Iterator[_Dated]:
    """Give the day by which the plan is adopted, and the reviews at the ends of waves with what is due by then."""
    lines, executive = tell.ahead.lines, tell.say("after.executive")
    if not lines.every:
        return
    yield lines.start, row(tell.shown.date(lines.start), tell.say("after.adopt"), executive, "")
    for wave in lines.waves:
        own, day = lines.of(wave), wave_ends(lines, wave)
        what = tell.say("after.wave", wave=wave_name(tell, wave))
        due = tell.say("after.due", steps=tell.count("pe.follow.due", len(own), list=ids_words(tell, own)))
        yield day, row(tell.shown.date(day), cell(what, quiet(due)), executive, "")


def _rows(tell: Telling, said: FollowUp | None) -> Iterator[_Dated]:
    """Give the reports and the round that the mission wrote down."""
    if said is None:
        return
    for report in said.reports:
        if report.on is not None:
            yield report.on, _report(tell, report, report.on)
    if said.next_round is not None:
        what = tell.say("after.next", edition=tell.framework.edition)
        yield said.next_round, row(tell.shown.date(said.next_round), what, said.by or "", "")


def _report(tell: Telling, report: Progress, day: date) -> Row:
    what = report.what or tell.say("after.report")
    return row(tell.shown.date(day), sentence_part(what), report.by or "", report.to or "")


def _calendar(tell: Telling, rows: list[Row]) -> Table:
    return Table(
        id="table-follow-up",
        caption=tell.say("after.caption"),
        columns=(
            Column(title=tell.say("content.column.on"), width=34, heads_rows=True),
            Column(title=tell.say("content.column.review"), width=64),
            Column(title=tell.say("content.column.from"), width=35),
            Column(title=tell.say("content.column.to"), width=35),
        ),
        rows=tuple(rows),
        density=Density.COMPACT,
    )
