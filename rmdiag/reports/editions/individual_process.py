"""Write how a candidate was assessed, how the result came about, and how it can be contested."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.questionnaires.model import Layer, Sheet, Standing
from rmdiag.reports.compose import fact, para, row, runs
from rmdiag.reports.editions.cover import country, period
from rmdiag.reports.editions.individual_result import LONGEST, candidate, panel_words
from rmdiag.reports.editions.individual_voices import speaker
from rmdiag.reports.editions.telling import NO_ATTRIBUTION, Telling, sentence_part, to_annex
from rmdiag.reports.model import (
    Align,
    Block,
    Callout,
    CalloutKind,
    Column,
    Definition,
    Definitions,
    Density,
    Group,
    List,
    ListEntry,
    ListStyle,
    Paragraph,
    Row,
    Section,
    Start,
    Table,
)

_STEPS = ("alone", "gates", "settled", "point", "decision")
_RIGHTS = ("read", "comment", "contest", "again")


def the_assessment(tell: Telling, number: str) -> Section:
    """Write who was assessed by whom and when, and what the levels mean."""
    blocks: list[Block] = [Definitions(entries=tuple(_facts(tell)))]
    words, scope = tell.mission.summary, tell.mission.scope_note
    if words and len(words) > LONGEST:
        blocks.append(panel_words(tell, words))
    if scope:
        blocks.append(Group(title=runs(tell.say("individual.scope")), blocks=(Paragraph(runs=runs(scope)),)))
    return Section(
        id="assessment",
        title=tell.say("individual.assessment.title"),
        number=number,
        blocks=(*blocks, tell.para("individual.levels.opening"), _levels(tell)),
        start=Start.NEW_PAGE,
    )


def process(tell: Telling, number: str) -> Section:
    """Write how the result came about and what the candidate can do about it."""
    rights = tuple(
        ListEntry(runs=tell.runs(f"individual.right.{right}", annex=to_annex(tell, "A"))) for right in _RIGHTS
    )
    contest = Section(
        id="contest",
        title=tell.say("individual.contest.title"),
        number=f"{number}.2",
        blocks=(tell.para("individual.contest.opening"), List(entries=rights), *_disclaimer(tell)),
    )
    came_about = Section(
        id="came-about",
        title=tell.say("individual.process.steps"),
        number=f"{number}.1",
        blocks=tuple(_came_about(tell)),
    )
    return Section(
        id="process",
        title=tell.say("individual.process.title"),
        number=number,
        blocks=(tell.para("individual.process.opening"),),
        sections=(came_about, contest),
    )


def _facts(tell: Telling) -> Iterator[Definition]:
    mission, found = tell.mission, tell.mission.candidate
    yield fact(tell.say("individual.candidate"), candidate(tell))
    if found is not None and found.role:
        yield fact(tell.say("individual.role"), found.role)
    sent = tell.say("individual.sender", administration=mission.administration, country=country(tell))
    yield fact(tell.say("individual.sent_by"), sent)
    when = period(tell)
    if when is not None:
        yield fact(tell.say("individual.when"), when)
    members = [sentence_part(member.role) for member in mission.team]
    if members:
        yield fact(tell.say("individual.panel"), tell.say("list.semicolon").join(members))
    preset = tell.framework.targets.get(mission.targets.preset)
    if preset is not None:
        meaning = tell.say("targets.preset", title=preset.title, meaning=preset.meaning)
        yield fact(tell.say("individual.needed_levels"), meaning)
    for figure in mission.context:
        yield fact(figure.label, figure.value)


def _levels(tell: Telling) -> Table:
    return Table(
        id="table-levels",
        caption=tell.say("individual.levels.caption"),
        columns=(
            Column(title=tell.say("individual.column.level"), width=40, heads_rows=True),
            Column(title=tell.say("individual.column.meaning"), width=128),
        ),
        rows=tuple(
            row(
                tell.say(
                    "level.number_name", level=tell.shown.count(one.level), name=tell.framework.level_name(one.level)
                ),
                one.meaning,
            )
            for one in tell.framework.levels
        ),
    )


def _came_about(tell: Telling) -> Iterator[Block]:
    steps = tuple(ListEntry(runs=tell.runs(f"individual.step.{step}")) for step in _STEPS)
    yield List(entries=steps, style=ListStyle.NUMBERS)
    sheets = (*tell.sheets(Layer.MISSION), *tell.sheets(Layer.SELF))
    if not sheets:
        yield tell.para("individual.sheets.none")
        return
    yield _sheets(tell, sheets)
    settled = sum(
        merged.consensus is not None and merged.consensus.layer is Layer.MISSION
        for merged in tell.result.answers.values()
    )
    left = len(tell.assessment.findings.divergences)
    if settled:
        yield para(tell.count("individual.settled", settled))
    if left:
        yield para(tell.count("individual.left_open", left))


def _sheets(tell: Telling, sheets: tuple[Sheet, ...]) -> Table:
    return Table(
        id="table-sheets",
        caption=tell.say("individual.sheets.caption"),
        columns=(
            Column(title=tell.say("individual.column.who"), width=34, heads_rows=True),
            Column(title=tell.say("individual.column.function"), width=62),
            Column(title=tell.say("column.date"), width=36),
            Column(title=tell.say("individual.column.answers"), width=18, align=Align.END),
            Column(title=tell.say("individual.column.unseen"), width=18, align=Align.END),
        ),
        rows=tuple(_sheet(tell, sheet) for sheet in sheets),
        note=tell.runs("individual.sheets.note"),
        density=Density.COMPACT,
    )


def _sheet(tell: Telling, sheet: Sheet) -> Row:
    answered = sum(r.standing is Standing.ANSWERED for r in sheet.responses.values())
    unseen = sum(r.do_not_know for r in sheet.responses.values())
    role = "" if tell.mission.attribution == NO_ATTRIBUTION else sheet.role
    return row(
        speaker(tell, sheet),
        role,
        tell.shown.date(sheet.on),
        tell.shown.count(answered),
        tell.shown.count(unseen),
    )


def _disclaimer(tell: Telling) -> tuple[Block, ...]:
    if not tell.framework.disclaimer:
        return ()
    return (
        Callout(
            kind=CalloutKind.NOTE,
            title=tell.say("individual.disclaimer"),
            blocks=(para(tell.framework.disclaimer),),
        ),
    )
