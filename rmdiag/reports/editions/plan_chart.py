"""Lay plans out on the calendar: the axis, the bars of proposed steps and of adopted actions, the names of signs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from rmdiag.assessment.actions import STATUSES, PlannedAction
from rmdiag.assessment.proposal_make import later
from rmdiag.compendium.model import Horizon
from rmdiag.reports.chart_values import BarLook, GanttChart, PlanBar, PlanGroup, PlanSign, TimeSpan
from rmdiag.reports.editions.plan_words import wave_name
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import Figure, Reference, Runs

BARS = 25  # of one chart
PAGE = 36  # of a chart that has a page to itself
LONG = 60  # months; longer plans have in each part an axis of its own
QUARTER, YEAR = 3, 12
_WAVES = (BarLook.WAVE_1, BarLook.WAVE_2, BarLook.WAVE_3, BarLook.WAVE_4)
_LOOKS = {status: BarLook(status) for status in STATUSES}
_STANDINGS = (BarLook.VERIFIED, BarLook.DONE, BarLook.STARTED, BarLook.PLANNED, BarLook.DROPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waves:
    """The wave of every action, and the days of every wave in words."""

    of: Mapping[str, Horizon]
    periods: Mapping[Horizon, str]


def plan_figures(tell: Telling, every: Sequence[PlanBar], waves: Waves, most: int) -> Iterator[Figure]:
    """Draw a whole plan under its waves, so many bars to a chart; what began before its first quarter is cut off."""
    start, order = tell.mission.plan_wish.start, list(Horizon)
    begins = quarter_of(start)
    shown = [replace(bar, first=max(bar.first, begins), last=max(bar.last, start)) for bar in every]
    parts = in_parts(sorted(shown, key=lambda bar: order.index(waves.of[bar.code])), most)
    for place, bars in enumerate(parts, start=1):
        inside = [(wave, tuple(own)) for wave, own in groupby(bars, key=lambda bar: waves.of[bar.code])]
        names = (*_names(tell, bars), (PlanSign.TODAY, tell.say("pe.first_day", day=tell.shown.day(start))))
        data, note = _data(tell, [wave for wave, _ in inside])
        yield Figure(
            id=f"figure-plan-{place}",
            caption=_caption(tell, "plan.figure", (place, len(parts))),
            chart=replace(
                _calendar_for(tell, bars, shown, ()),
                groups=tuple(
                    PlanGroup(
                        words=tell.say("plan.wave", wave=wave_name(tell, wave), period=waves.periods[wave]), bars=own
                    )
                    for wave, own in inside
                ),
                names=names,
                today=start,
            ),
            alternative=tell.say("plan.alternative", **_ends(tell, bars)),
            data_at=data,
            note=(*tell.runs("pe.arrows"), *note),
        )


def _data(tell: Telling, waves: Sequence[Horizon]) -> tuple[Reference | None, Runs]:
    """Lead to the table that gives the numbers, or to the first and the last of several."""
    first, last = (Reference(target=f"table-{wave_slug(waves[place])}") for place in (0, -1))
    return (first, ()) if first == last else (None, tell.runs("pe.data_range", first=first, last=last))


def quarter_of(day: date) -> date:
    """Give the first day of the quarter in which a day falls."""
    return date(day.year, day.month - (day.month - 1) % QUARTER, 1)


def wave_look(wave: Horizon) -> BarLook:
    """Give the look of the bars of a wave."""
    return _WAVES[list(Horizon).index(wave)]


def action_figures(tell: Telling, actions: Sequence[PlannedAction], overdue: frozenset[str]) -> Iterator[Figure]:
    """Draw adopted actions under how far they have come, with a line at the mission's date."""
    every = [_action_bar(tell, action, overdue) for action in actions if action.start or action.end]
    parts, today = in_parts(sorted(every, key=lambda bar: _STANDINGS.index(bar.look))), tell.mission.as_of
    for place, bars in enumerate(parts, start=1):
        groups = tuple(
            PlanGroup(words=tell.say(f"pe.follow.{look.value}"), bars=tuple(own))
            for look, own in groupby(bars, key=lambda bar: bar.look)
        )
        chart = _calendar_for(tell, bars, every, (today,))
        inside = bool(chart.quarters) and chart.quarters[0].first <= today <= chart.quarters[-1].last
        names = (*_names(tell, bars), (PlanSign.TODAY, tell.shown.date(today)))
        yield Figure(
            id=f"figure-adopted-{place}",
            caption=_caption(tell, "follow.figure", (place, len(parts))),
            chart=replace(chart, groups=groups, names=names, today=today if inside else None),
            alternative=tell.say("follow.alternative", **_ends(tell, bars)),
            data_at=Reference(target="table-earlier"),
            note=tell.runs("plan.arrows") if _waits(bars) else (),
        )


def _caption(tell: Telling, key: str, place: tuple[int, int]) -> str:
    part, parts = place
    if parts == 1:
        return tell.say(key)
    return tell.say(f"{key}.part", part=tell.shown.count(part), parts=tell.shown.count(parts))


def in_parts(bars: Sequence[PlanBar], most: int = BARS) -> list[Sequence[PlanBar]]:
    """Part bars into charts of about the same length."""
    if not bars:
        return []
    parts = -(-len(bars) // most)
    size = -(-len(bars) // parts)
    return [bars[start : start + size] for start in range(0, len(bars), size)]


def wave_slug(wave: Horizon) -> str:
    """Name a wave as part of an id."""
    return wave.value.replace("_", "-")


def _action_bar(tell: Telling, action: PlannedAction, overdue: frozenset[str]) -> PlanBar:
    """Give the bar of an adopted action, named in short by what it leads to where that is known."""
    recommendation = tell.framework.recommendations.get(action.recommendation or "")
    label, indicator = action.action, tell.framework.indicators.get(action.indicator or "")
    if recommendation is not None:
        short = tell.framework.indicators[recommendation.indicator].short
        label = tell.say("plan.bar", short=short, level=tell.shown.count(recommendation.below))
    elif indicator is not None:
        label = indicator.short
    first = action.start or action.end or date.min
    return PlanBar(
        code=action.id,
        label=label,
        first=first,
        last=max(first, action.finished or action.end or first),
        look=_LOOKS[action.status],
        overdue=action.id in overdue,
        after=action.after,
    )


def calendar(tell: Telling, first: date, last: date) -> GanttChart:
    """Give a chart without bars that runs over the whole quarters from one day to another."""
    start = quarter_of(first)
    end = later(quarter_of(last), QUARTER) - timedelta(days=1)
    return GanttChart(
        groups=(),
        years=tuple(_spans((start, end), YEAR, lambda day: str(day.year))),
        quarters=tuple(_spans((start, end), QUARTER, tell.shown.quarter)),
        months=tuple(_spans((start, end), 1, tell.shown.month_initial)),
    )


def _spans(reach: tuple[date, date], months: int, name: Callable[[date], str]) -> Iterator[TimeSpan]:
    """Give every year, quarter or month between two days; the first and the last year may be cut."""
    start, end = reach
    day = date(start.year, start.month - (start.month - 1) % months, 1)
    while day <= end:
        following = later(day, months)
        yield TimeSpan(label=name(day), first=max(day, start), last=min(following - timedelta(days=1), end))
        day = following


def _calendar_for(tell: Telling, bars: Sequence[PlanBar], every: Sequence[PlanBar], also: Sequence[date]) -> GanttChart:
    """Give the calendar of one part of a plan: that of the whole plan, unless the plan is very long."""
    days = [*(bar.first for bar in every), *(bar.last for bar in every), *also]
    if later(min(days), LONG) < max(days):
        days = [*(bar.first for bar in bars), *(bar.last for bar in bars)]
    return calendar(tell, min(days), max(days))


def _names(tell: Telling, bars: Sequence[PlanBar]) -> tuple[tuple[PlanSign, str], ...]:
    """Name the signs that occur."""
    occurring = (
        (PlanSign.CRITICAL, any(bar.critical for bar in bars)),
        (PlanSign.STRETCHED, any(bar.own_last is not None for bar in bars)),
        (PlanSign.OVERDUE, any(bar.overdue for bar in bars)),
    )
    return tuple((s, tell.say(f"sign.{s.value}")) for s, occurs in occurring if occurs)


def _waits(bars: Sequence[PlanBar]) -> bool:
    """Tell whether some action waits for another one of the same chart."""
    codes = {bar.code for bar in bars}
    return any(codes & set(bar.after) for bar in bars)


def _ends(tell: Telling, bars: Sequence[PlanBar]) -> dict[str, str]:
    """Say in numbers what a chart shows, for who cannot see it."""
    period = tell.shown.period(min(bar.first for bar in bars), max(bar.last for bar in bars))
    return {"count": tell.shown.count(len(bars)), "period": period}
