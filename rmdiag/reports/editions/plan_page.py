"""Write the first pages of the plan: what it is for and comes to, the plan on a page, and how to read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from rmdiag.assessment.proposal import Proposal
from rmdiag.assessment.proposal_make import later
from rmdiag.reports.chart_values import PlanBar
from rmdiag.reports.compose import fact, para, row, runs, strong, total_row
from rmdiag.reports.editions.ahead import until_it_helps
from rmdiag.reports.editions.plan_chart import PAGE, Waves, plan_figures, wave_look
from rmdiag.reports.editions.plan_first import deadlines
from rmdiag.reports.editions.plan_line_words import (
    NAMED,
    amounts,
    bar_words,
    by_class,
    costs_of,
    ids_words,
    named_words,
    staff_sum,
    wave_period,
)
from rmdiag.reports.editions.plan_lines import Line, Lines, closes
from rmdiag.reports.editions.plan_open import leaves_open
from rmdiag.reports.editions.plan_reach import at_target
from rmdiag.reports.editions.plan_risks import risks_of
from rmdiag.reports.editions.plan_words import wave_name
from rmdiag.reports.editions.telling import Telling, to_annex
from rmdiag.reports.model import (
    Align,
    Block,
    Column,
    Contents,
    Definitions,
    Group,
    KeyFigure,
    KeyFigures,
    List,
    ListEntry,
    Paragraph,
    ParagraphStyle,
    Reference,
    Section,
    Start,
    Table,
)

MILLION = 1_000_000
WATCHED = 5  # risks that the page has room for
BESIDE = 20  # bars of a chart that leave room for the deadlines on its page
TERMS = ("wave", "place", "after", "critical", "closes", "class", "proposed", "done")


def plan_page(tell: Telling, lines: Lines, reached: Proposal | None) -> Section:
    """Write the page that says it all."""
    return Section(
        id="plan-summary",
        title=tell.say("pe.page.title"),
        blocks=tuple(_blocks(tell, lines, reached)),
        start=Start.NEW_PAGE,
    )


def calendar_page(tell: Telling, lines: Lines) -> Section:
    """Draw the plan on a page, or on several where it is long."""
    blocks = list(calendar(tell, lines, PAGE))
    if not crowded(lines):
        blocks += deadlines(tell, lines)
    return Section(id="calendar", title=tell.say("pe.calendar.title"), blocks=tuple(blocks), start=Start.NEW_PAGE)


def crowded(lines: Lines) -> bool:
    """Whether the chart leaves no room for the next deadlines on its page."""
    return sum(line.wave is not None for line in lines.every) > BESIDE


def calendar(tell: Telling, lines: Lines, most: int) -> Iterator[Block]:
    """Draw the plan in charts of so many bars, and say what is not in them."""
    dated = [line for line in lines.every if line.wave is not None]
    if not dated:
        yield tell.para("pe.calendar.none")
        return
    waves = {line.id: line.wave for line in dated if line.wave is not None}
    periods = {wave: wave_period(tell, lines, wave) for wave in lines.waves}
    yield from plan_figures(tell, [_bar(tell, line) for line in dated], Waves(of=waves, periods=periods), most)
    missing = len(lines.undated)
    if missing:
        section = Reference(target="wave-undated")
        key = "pe.calendar.undated" if missing > 1 else "pe.calendar.undated_one"
        yield tell.para(key, count=tell.shown.count(missing), section=section)


def reading_page(tell: Telling, lines: Lines) -> Section:
    """List what is in the plan, and say what its words mean."""
    occurring = {
        "critical": any(line.critical for line in lines.every),
        "place": any(line.place is not None for line in lines.every),
        "class": any(by_class(line) for line in lines.every),
    }
    terms = tuple(
        fact(tell.say(f"pe.term.{term}"), *tell.runs(f"pe.term.{term}.meaning", annex=to_annex(tell, "B")))
        for term in TERMS
        if occurring.get(term, True)
    )
    return Section(
        id="contents",
        title=tell.say("pe.reading.title"),
        blocks=(
            Contents(depth=2),
            Group(title=runs(tell.say("pe.reading.terms")), blocks=(Definitions(entries=terms),)),
        ),
        start=Start.NEW_PAGE,
        listed=False,
    )


def headline(tell: Telling, lines: Lines, reached: Proposal | None) -> Paragraph:
    """Say in a sentence what the plan comes to."""
    values = {"actions": tell.count("pe.actions", len(lines.every)), "administration": tell.mission.administration}
    if lines.last is None:
        return tell.lead("pe.lead_undated", **values)
    values |= {"start": tell.shown.date(lines.start), "end": tell.shown.date(lines.ends)}
    values["months"] = tell.count("count.months", months_between(lines))
    now, then = tell.result.overall.point, None if reached is None else reached.outcomes[-1].scores.overall.point
    if now is None or then is None:
        return tell.lead("pe.lead_no_level", **values)
    said = [tell.say("pe.lead", now=tell.shown.mean(now), then=tell.shown.mean(then), **values)]
    said += _sooner(tell, lines, reached)
    return Paragraph(runs=runs(" ".join(said)), style=ParagraphStyle.LEAD)


def months_between(lines: Lines) -> int:
    """Give how many months the plan runs, the last one begun included."""
    return _months(lines.start, lines.ends)


def _months(first: date, last: date) -> int:
    months = (last.year - first.year) * 12 + last.month - first.month
    return months + (last.day >= first.day)


def _sooner(tell: Telling, lines: Lines, reached: Proposal | None) -> Iterator[str]:
    """Say when the level is reached, where the plan goes on after that, and with which actions."""
    if reached is None:
        return
    last = until_it_helps(reached)
    before = [line for line in lines.every if line.wave is not None and line.wave.months <= last.months]
    after = [line for line in lines.every if line.wave is not None and line.wave.months > last.months]
    if after:
        day = max(lines.start, *(line.last for line in before if line.last is not None))
        values = {"day": tell.shown.date(day), "months": tell.count("count.months", _months(lines.start, day))}
        values |= {"end": tell.shown.date(lines.ends), "list": named_words(tell, after)}
        yield tell.count("pe.lead_sooner", len(after), **values)


def cards(tell: Telling, lines: Lines, reached: Proposal | None) -> KeyFigures:
    """Give the numbers of the plan."""
    every = lines.every
    unknown = sum(line.staff is None for line in every)
    actions = KeyFigure(
        value=tell.shown.count(len(every)), label=tell.count("pe.card.actions", len(every)), note=_length(tell, lines)
    )
    staff = KeyFigure(
        value=tell.shown.short_figure(staff_sum(every)),
        label=tell.say("pe.card.staff"),
        note=tell.count("pe.card.staff_note", unknown) if unknown else "",
    )
    return KeyFigures(cards=(actions, staff, _cost(tell, lines), *_reached(tell, reached)))


def totals(tell: Telling, lines: Lines, reached: Proposal | None) -> Table:
    """Sum the plan up by wave."""
    scores = {} if reached is None else {outcome.wave: outcome.scores for outcome in reached.outcomes}
    known = tell.result.overall.point is not None and bool(scores)
    rows = []
    for wave in lines.waves:
        level = (tell.shown.mean(scores[wave].overall.point),) if known else ()
        rows.append(row(wave_name(tell, wave), wave_period(tell, lines, wave), *amounts(tell, lines.of(wave)), *level))
    none = (tell.say("sign.none"),) if known else ()
    if lines.undated:
        rows.append(row(tell.say("pe.waves.undated"), tell.say("sign.none"), *amounts(tell, lines.undated), *none))
    last = (tell.shown.mean(list(scores.values())[-1].overall.point),) if known else ()
    period = tell.shown.period(lines.start, lines.ends) if lines.last else tell.say("sign.none")
    rows.append(total_row(tell.say("column.total"), period, *amounts(tell, lines.every), *last))
    if lines.unpaid:
        rows.append(
            row(tell.say("pe.waves.unpaid"), ids_words(tell, lines.unpaid), *amounts(tell, lines.unpaid), *none)
        )
    columns = [
        Column(title=tell.say("column.wave"), width=33, heads_rows=True),
        Column(title=tell.say("column.period"), width=44),
        Column(title=tell.say("pe.column.actions"), width=19, align=Align.END),
        Column(title=tell.say("column.person_months"), width=29, align=Align.END),
        Column(title=tell.say("column.money"), width=40, align=Align.END),
    ]
    if known:
        columns.append(Column(title=tell.say("column.overall_after"), width=28, align=Align.END))
    return Table(
        id="table-waves",
        caption=tell.say("pe.waves.caption"),
        columns=tuple(columns),
        rows=tuple(rows),
        note=tell.runs("pe.waves.note"),
    )


def _blocks(tell: Telling, lines: Lines, reached: Proposal | None) -> Iterator[Block]:
    if not lines.every:
        if not leaves_open(tell):
            yield tell.lead("pe.none" if tell.result.overall.known else "pe.none_unknown")
        return
    yield headline(tell, lines, reached)
    yield cards(tell, lines, reached)
    date = tell.shown.date(tell.mission.as_of)
    yield para(" ".join((tell.say("pe.purpose", date=date), made_of(tell, lines), *_closing(tell, lines))))
    yield totals(tell, lines, reached)
    yield from _watch(tell, lines)


def _closing(tell: Telling, lines: Lines) -> Iterator[str]:
    """Say how many actions close missing items, and which close none."""
    none = [line for line in lines.every if not closes(tell, line)]
    if not none:
        yield tell.say("pe.closing.all")
        return
    closing = len(lines.every) - len(none)
    yield tell.count("pe.closing.some", closing)
    yield tell.count("pe.closing.none", len(none), list=named_words(tell, none))


def made_of(tell: Telling, lines: Lines) -> str:
    """Say how many actions are adopted, and how many only proposed."""
    adopted = sum(line.adopted is not None for line in lines.every)
    proposed = len(lines.every) - adopted
    if not adopted or not proposed:
        return tell.say("pe.all_proposed" if proposed else "pe.all_adopted")
    return tell.count(
        "pe.made_of", adopted, every=tell.shown.count(len(lines.every)), proposed=tell.shown.count(proposed)
    )


def _watch(tell: Telling, lines: Lines) -> Iterator[Block]:
    """Name the first risks, count the others, and name what stays short of its target."""
    yield Paragraph(runs=(strong(tell.say("pe.watch.title")),))
    risks = [risk.shows for risk in risks_of(tell, lines)]
    found, more = risks[:WATCHED], len(risks[WATCHED:])
    if more:
        found.append(tell.count("pe.watch.more", more))
    short = tell.ahead.short
    if short:
        named = (tell.say("pe.named", id=gap.indicator.id, name=gap.indicator.short) for gap in short)
        listed = tell.shown.listed(named if len(short) <= NAMED else (gap.indicator.id for gap in short))
        found.append(tell.count("pe.watch.short", len(short), list=listed))
    if found:
        yield List(entries=tuple(ListEntry(runs=runs(words)) for words in found))
    else:
        yield tell.para("pe.watch.none")


def _length(tell: Telling, lines: Lines) -> str:
    if not lines.waves:
        return tell.say("pe.card.undated")
    return tell.count("pe.card.waves", len(lines.waves), months=tell.count("count.months", months_between(lines)))


def _cost(tell: Telling, lines: Lines) -> KeyFigure:
    """Give the cost as far as it is known, large sums in millions."""
    unknown = sum(line.cost is None for line in lines.every)
    known = sum((line.cost or Fraction(0) for line in lines.every), Fraction(0))
    currency = tell.mission.currency or tell.say("pe.card.money")
    value, key = tell.shown.figure(known), "pe.card.cost"
    if not known and unknown:
        value = tell.say("sign.none")
    elif known >= MILLION:
        value, key = tell.shown.figure(known / MILLION), "pe.card.cost_millions"
    notes = [tell.count("pe.card.cost_note", unknown)] if unknown else []
    if lines.unpaid:
        unpaid = costs_of(lines.unpaid)
        amount = tell.shown.figure(unpaid / MILLION if key == "pe.card.cost_millions" else unpaid)
        notes.append(tell.say("pe.card.unpaid", amount=amount))
    note = tell.say("list.semicolon").join(notes)
    return KeyFigure(value=value, label=tell.say(key, currency=currency), note=note)


def _reached(tell: Telling, reached: Proposal | None) -> Iterator[KeyFigure]:
    """Give the overall level that the plan would reach; where there is none, the indicators at their targets."""
    if reached is None:
        return
    now, then = tell.result.overall.point, reached.outcomes[-1].scores.overall.point
    if now is not None and then is not None:
        yield KeyFigure(
            value=tell.shown.mean(then),
            label=tell.say("pe.card.level"),
            note=tell.say("pe.card.level_note", now=tell.shown.mean(now)),
            level=int(then),
        )
        return
    counts = [at_target(tell, scores) for scores in (tell.result, reached.outcomes[-1].scores)]
    every = tell.shown.count(sum(tell.score(i).state.counts for i in tell.indicators))
    yield KeyFigure(
        value=tell.shown.count(counts[1]),
        label=tell.say("pe.card.targets"),
        note=tell.say("pe.card.targets_note", now=tell.shown.count(counts[0]), every=every),
    )


def _bar(tell: Telling, line: Line) -> PlanBar:
    last = line.last or line.first
    first = line.first or last
    if first is None or last is None or line.wave is None:
        message = f"{line.id} has no dates to draw"
        raise ValueError(message)
    return PlanBar(
        code=line.id,
        label=bar_words(tell, line),
        first=first,
        last=max(first, last),
        look=wave_look(line.wave),
        own_last=_own_last(line),
        critical=line.critical,
        overdue=line.overdue,
        after=line.after,
    )


def _own_last(line: Line) -> date | None:
    """Give the day on which a proposed action would end if there were staff enough."""
    step = line.step
    if step is None or step.stretched_from is None or line.adopted is not None:
        return None
    return later(step.begins, step.stretched_from) - timedelta(days=1)
