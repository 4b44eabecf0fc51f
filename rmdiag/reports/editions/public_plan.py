"""Write the plan in outline: who does what by when, as far as that helps nobody to avoid a control."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rmdiag.compendium.model import Horizon
from rmdiag.reports.compose import bullets, cell, quiet, row
from rmdiag.reports.editions.plan_chart import wave_slug
from rmdiag.reports.editions.plan_line_words import period_words, staff_sum_words, wave_ends
from rmdiag.reports.editions.plan_lines import Line, Lines
from rmdiag.reports.editions.plan_words import wave_name
from rmdiag.reports.editions.telling import Telling, sentence_part
from rmdiag.reports.model import (
    Block,
    Column,
    Density,
    List,
    ListEntry,
    ListStyle,
    Paragraph,
    Row,
    Section,
    Table,
)
from rmdiag.reports.public import PublicAction, PublicActions, public_actions, public_adopted, public_left_out

OWN = "national_budget"  # the only kind of support that does not come from outside
_STEPS = ("follow.adopt", "public.review", "public.proof", "follow.again")


def plan_in_outline(tell: Telling, number: str) -> Section:
    """Write the chapter: a section for each wave, and one for what has been adopted already."""
    actions = public_actions(tell)
    sections = [
        Section(
            id=f"wave-{wave_slug(wave)}",
            title=wave_name(tell, wave),
            number=f"{number}.{place}",
            blocks=(_wave(tell, wave, actions.lines.of(wave)),),
            listed=False,
        )
        for place, wave in enumerate(actions.lines.waves, start=1)
    ]
    adopted = public_adopted(tell)
    if adopted:
        place = f"{number}.{len(sections) + 1}"
        blocks = tuple(adopted_in_outline(tell, adopted))
        sections.append(
            Section(id="adopted", title=tell.say("public.adopted"), number=place, blocks=blocks, listed=False)
        )
    return Section(
        id="plan",
        title=tell.say("plan.title"),
        number=number,
        blocks=tuple(_opening(tell, actions)),
        sections=tuple(sections),
    )


def follow_up(tell: Telling, number: str) -> Section:
    """Say how the plan is followed."""
    lines = public_actions(tell).lines
    if not lines.every:
        blocks: tuple[Block, ...] = (tell.para("follow.again", edition=tell.framework.edition),)
    else:
        values = {"dates": _reviews(tell, lines), "edition": tell.framework.edition}
        entries = tuple(ListEntry(runs=tell.runs(key, **values)) for key in _STEPS)
        blocks = (tell.para("follow.opening"), List(entries=entries, style=ListStyle.NUMBERS))
    return Section(id="follow-up", title=tell.say("follow.title"), number=number, blocks=blocks)


def adopted_in_outline(tell: Telling, adopted: Sequence[PublicAction]) -> Iterator[Block]:
    """Tell the adopted actions that may be told, and how they stand."""
    yield tell.para("public.adopted_opening", date=tell.shown.date(tell.mission.as_of))
    yield Table(
        id="table-adopted",
        caption=tell.say("public.adopted"),
        columns=(
            Column(title=tell.say("column.due"), width=27, heads_rows=True),
            Column(title=tell.say("column.action"), width=84),
            Column(title=tell.say("column.responsible"), width=36),
            Column(title=tell.say("column.status"), width=27),
        ),
        rows=tuple(_adopted_row(tell, one) for one in adopted),
        density=Density.COMPACT,
    )


def _opening(tell: Telling, actions: PublicActions) -> Iterator[Block]:
    lines = actions.lines
    if not lines.every:
        yield tell.para("public.next_none")
        if actions.left_out:
            yield Paragraph(runs=public_left_out(tell, actions.left_out))
        return
    yield tell.para(
        "public.plan_opening",
        steps=tell.count("public.steps", len(lines.every)),
        period=tell.shown.period(lines.start, lines.ends),
        staff=staff_sum_words(tell, lines.every),
    )
    yield Paragraph(runs=public_left_out(tell, actions.left_out))
    kinds = (one for line in lines.every if line.recommendation for one in line.recommendation.support)
    wanted = Counter(one for one in kinds if one != OWN)
    if wanted:
        yield tell.para("public.support")
        yield bullets(
            *(
                tell.count("public.support_for", number, kind=tell.say(f"support.{one}"))
                for one, number in wanted.most_common()
            )
        )


def _wave(tell: Telling, wave: Horizon, lines: Sequence[Line]) -> Table:
    return Table(
        id=f"table-{wave_slug(wave)}",
        caption=tell.say("plan.table", wave=wave_name(tell, wave)),
        columns=(
            Column(title=tell.say("column.period"), width=27, heads_rows=True),
            Column(title=tell.say("column.action"), width=84),
            Column(title=tell.say("column.responsible"), width=36),
            Column(title=tell.say("public.with"), width=27),
        ),
        rows=tuple(_row(tell, line) for line in lines),
        density=Density.COMPACT,
    )


def _row(tell: Telling, line: Line) -> Row:
    advice = line.recommendation
    if advice is None:
        return row("", "", "", "")
    deliverable = tell.say("plan.deliverable", deliverable=sentence_part(advice.deliverable))
    support = tell.say("list.comma").join(tell.say(f"support.{one}") for one in advice.support)
    return row(period_words(tell, line), cell(advice.action, " ", quiet(deliverable)), advice.responsible, support)


def _adopted_row(tell: Telling, one: PublicAction) -> Row:
    advice, action = one.recommendation, one.action
    due = tell.say("sign.none") if action.end is None else tell.shown.date(action.end)
    return row(due, advice.action, advice.responsible, tell.say(f"status.{action.status}"))


def _reviews(tell: Telling, lines: Lines) -> str:
    """Name the days on which the waves end that have an action here, the last of them with its last action."""
    return tell.shown.listed(tell.shown.date(wave_ends(lines, wave)) for wave in lines.waves)
