"""Lay plans out on the calendar: the axis, the bars of proposed steps and of adopted actions, the key to the signs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from rmdiag.assessment.actions import STATUSES, PlannedAction
from rmdiag.assessment.proposal import Step
from rmdiag.assessment.proposal_make import later
from rmdiag.compendium.model import Horizon
from rmdiag.reports.chart_values import BarLook, GanttChart, PlanBar, PlanKey, PlanSign, TimeSpan
from rmdiag.reports.editions.plan_words import wave_name
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import Figure, Reference

BARS = 25  # of one chart
LONG = 60  # months; longer plans have in each part an axis of its own
QUARTER, YEAR = 3, 12
_WAVES = (BarLook.WAVE_1, BarLook.WAVE_2, BarLook.WAVE_3, BarLook.WAVE_4)
_LOOKS = {status: BarLook(status) for status in STATUSES}


def step_figures(tell: Telling, steps: Sequence[Step]) -> Iterator[Figure]:
    """Draw proposed steps, many of them in several charts of about the same length."""
    every = [step_bar(tell, step) for step in steps]
    parts = in_parts(every)
    for place, bars in enumerate(parts, start=1):
        looks = {bar.look for bar in bars}
        waves = [(look, wave_name(tell, wave)) for look, wave in zip(_WAVES, Horizon, strict=True) if look in looks]
        first = next(step for step in steps if step.id == bars[0].code)
        yield Figure(
            id=f"figure-plan-{place}",
            caption=_caption(tell, "plan.figure", (place, len(parts))),
            chart=replace(_calendar_for(tell, bars, every, ()), bars=tuple(bars), keys=_keys(tell, bars, waves)),
            alternative=tell.say("plan.alternative", **_ends(tell, bars)),
            data_at=Reference(target=f"table-{wave_slug(first.wave)}"),
            note=tell.runs("plan.arrows"),
        )


def action_figures(tell: Telling, actions: Sequence[PlannedAction], overdue: frozenset[str]) -> Iterator[Figure]:
    """Draw adopted actions by how far they have come, with a line at the mission's date."""
    every = [_action_bar(action, overdue) for action in actions if action.start or action.end]
    parts, today = in_parts(every), tell.mission.as_of
    for place, bars in enumerate(parts, start=1):
        looks = {bar.look for bar in bars}
        statuses = [(look, tell.say(f"status.{look.value}")) for look in _LOOKS.values() if look in looks]
        keys = (*_keys(tell, bars, statuses), PlanKey(sign=PlanSign.TODAY, words=tell.shown.date(today)))
        chart = _calendar_for(tell, bars, every, (today,))
        inside = bool(chart.quarters) and chart.quarters[0].first <= today <= chart.quarters[-1].last
        yield Figure(
            id=f"figure-adopted-{place}",
            caption=_caption(tell, "follow.figure", (place, len(parts))),
            chart=replace(chart, bars=tuple(bars), keys=keys if inside else keys[:-1], today=today if inside else None),
            alternative=tell.say("follow.alternative", **_ends(tell, bars)),
            data_at=Reference(target="table-earlier"),
        )


def _caption(tell: Telling, key: str, place: tuple[int, int]) -> str:
    part, parts = place
    if parts == 1:
        return tell.say(key)
    return tell.say(f"{key}_part", part=tell.shown.count(part), parts=tell.shown.count(parts))


def in_parts(bars: Sequence[PlanBar]) -> list[Sequence[PlanBar]]:
    """Part bars into charts of about the same length."""
    if not bars:
        return []
    parts = -(-len(bars) // BARS)
    size = -(-len(bars) // parts)
    return [bars[start : start + size] for start in range(0, len(bars), size)]


def wave_slug(wave: Horizon) -> str:
    """Name a wave as part of an id."""
    return wave.value.replace("_", "-")


def step_bar(tell: Telling, step: Step) -> PlanBar:
    """Give the bar of a step."""
    below = tell.framework.lowest if step.firing is None else step.firing.recommendation.below
    own = None if step.stretched_from is None else later(step.begins, step.stretched_from) - timedelta(days=1)
    return PlanBar(
        code=step.id,
        label=tell.say("plan.bar", short=step.indicator.short, level=tell.shown.count(below)),
        first=step.begins,
        last=step.ends,
        look=_WAVES[list(Horizon).index(step.wave)],
        own_last=own,
        critical=step.critical,
        after=step.waits_for,
    )


def _action_bar(action: PlannedAction, overdue: frozenset[str]) -> PlanBar:
    first = action.start or action.end or date.min
    return PlanBar(
        code=action.id,
        label=action.action,
        first=first,
        last=max(first, action.finished or action.end or first),
        look=_LOOKS[action.status],
        overdue=action.id in overdue,
        after=action.after,
    )


def calendar(tell: Telling, first: date, last: date) -> GanttChart:
    """Give a chart without bars that runs over the whole quarters from one day to another."""
    start = date(first.year, first.month - (first.month - 1) % QUARTER, 1)
    end = later(date(last.year, last.month - (last.month - 1) % QUARTER, 1), QUARTER) - timedelta(days=1)
    return GanttChart(
        bars=(),
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


def _keys(tell: Telling, bars: Sequence[PlanBar], looks: Sequence[tuple[BarLook, str]]) -> tuple[PlanKey, ...]:
    """Name the looks and the signs that occur."""
    codes = {bar.code for bar in bars}
    occurring = (
        (PlanSign.CRITICAL, any(bar.critical for bar in bars)),
        (PlanSign.STRETCHED, any(bar.own_last is not None for bar in bars)),
        (PlanSign.WAITS, any(codes & set(bar.after) for bar in bars)),
        (PlanSign.OVERDUE, any(bar.overdue for bar in bars)),
    )
    as_of = tell.shown.day(tell.mission.as_of)
    signs = [PlanKey(sign=s, words=tell.say(f"sign.{s.value}", date=as_of)) for s, occurs in occurring if occurs]
    return (*(PlanKey(sign=look, words=words) for look, words in looks), *signs)


def _ends(tell: Telling, bars: Sequence[PlanBar]) -> dict[str, str]:
    """Say in numbers what a chart shows, for who cannot see it."""
    period = tell.shown.period(min(bar.first for bar in bars), max(bar.last for bar in bars))
    return {"count": tell.shown.count(len(bars)), "period": period}
