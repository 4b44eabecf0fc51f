"""Lay an adopted plan out as a schedule of tasks: headings, working days, hours, and numbers by which tasks are known.

A working day is any day from Monday to Friday, eight hours; holidays are not known here. A task begins on the first
working day of its action and ends on the last one, so that programs which count working time come to the same days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from hashlib import sha256

from rmdiag.assessment.actions import DECLARED, PlannedAction
from rmdiag.assessment.exchange.outgoing import OutgoingPlan, one_line, shortened
from rmdiag.assessment.proposal_make import later
from rmdiag.compendium.model import Horizon
from rmdiag.tongue import marked, phrase

HOURS_A_DAY = 8
DAYS_A_WEEK = 5
HOURS_A_PERSON_MONTH = 20 * HOURS_A_DAY  # twenty days, as MS Project counts a month
HIGHEST_UID = 0x1FFFFF  # MS Project takes no higher one
STARTED_PERCENT = 50  # half for having begun, half for being done: nobody has measured what lies between
LONGEST_NAME = 255  # of a resource; MS Project takes no longer one
NO_OWNER = marked("No owner yet")
_ONE_DAY = timedelta(days=1)
_WAVES = {
    Horizon.QUICK_WIN: marked("Quick wins: due by {day}"),
    Horizon.SHORT: marked("Short term: due by {day}"),
    Horizon.MEDIUM: marked("Medium term: due by {day}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """From the first to the last working day of a task or of several; a day that is not known is None."""

    first: date | None
    last: date | None

    @property
    def hours(self) -> int | None:
        """The working hours in it."""
        if self.first is None or self.last is None:
            return None
        return HOURS_A_DAY * working_days(self.first, self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One action as a task."""

    uid: int
    action: PlannedAction
    bar: Bar
    percent: int
    owner: str | None  # the name of a resource
    waits_for: tuple[int, ...] = ()

    @property
    def work(self) -> Fraction:
        """The hours of work in it."""
        return HOURS_A_PERSON_MONTH * (self.action.person_months or Fraction(0))

    @property
    def length(self) -> Fraction:
        """Its working hours: those between its days, else those that one person needs, else those of one day."""
        return Fraction(self.bar.hours or self.work or HOURS_A_DAY)

    @property
    def active(self) -> bool:
        """Whether it is still part of the plan."""
        return self.action.status != "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading over tasks that are due in the same wave or year."""

    uid: int
    name: str
    tasks: tuple[Task, ...]

    @property
    def bar(self) -> Bar:
        """From the first to the last day of its tasks, those that were dropped left out while others are there."""
        tasks = [task for task in self.tasks if task.active] or self.tasks
        days = [day for task in tasks for day in (task.bar.first, task.bar.last) if day is not None]
        return Bar(first=min(days, default=None), last=max(days, default=None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The whole plan: headings with their tasks, and who does the work, each with its number."""

    plan: OutgoingPlan
    headings: tuple[Heading, ...]
    owners: Mapping[str, int]  # name of the resource to its UID

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Every task in the order of the schedule."""
        return tuple(task for heading in self.headings for task in heading.tasks)

    @property
    def bar(self) -> Bar:
        """From the first to the last day of all tasks; the day on which plans begin, where no task has days."""
        days = [day for h in self.headings for day in (h.bar.first, h.bar.last) if day is not None]
        start = next_working_day(self.plan.mission.plan_wish.start)
        return Bar(first=min(days, default=start), last=max(days, default=start))

    @property
    def moved(self) -> tuple[Task, ...]:
        """The tasks that a scheduling program will move, as they begin before what they wait for has ended."""
        last = {task.uid: task.bar.last for task in self.tasks if task.active}
        return tuple(
            task
            for task in self.tasks
            if task.active and task.percent == 0 and any(_overlaps(last.get(uid), task) for uid in task.waits_for)
        )


def scheduled(plan: OutgoingPlan) -> Schedule:
    """Lay a plan out."""
    groups = _grouped(plan)
    actions = [action for group in groups.values() for action in group]
    uids = stable_uids([*(f"action {action.id}" for action in plan.actions), *(f"heading {name}" for name in groups)])
    owners = dict.fromkeys(owner for action in actions if (owner := _owner(action)))
    return Schedule(
        plan=plan,
        headings=tuple(
            Heading(uid=uids[f"heading {name}"], name=name, tasks=tuple(_task(one, uids, plan.on) for one in group))
            for name, group in groups.items()
        ),
        owners=stable_uids(owners),
    )


def stable_uids(names: Iterable[str]) -> dict[str, int]:
    """Give each name a number that it has in every export; where two would share one, the later name moves on."""
    given: dict[str, int] = {}
    taken: set[int] = set()
    for name in names:
        number = int.from_bytes(sha256(name.encode("utf-8", "backslashreplace")).digest()[:8], "big") % HIGHEST_UID
        while number in taken:
            number = (number + 1) % HIGHEST_UID
        taken.add(number)
        given[name] = number + 1
    return given


def working_days(first: date, last: date) -> int:
    """Count the days from Monday to Friday between two days, both included."""
    weeks, rest = divmod((last - first).days + 1, 7)
    return weeks * DAYS_A_WEEK + sum((first.weekday() + day) % 7 < DAYS_A_WEEK for day in range(rest))


def next_working_day(day: date) -> date:
    """Give the day itself, or the Monday after a weekend."""
    return day if day.weekday() < DAYS_A_WEEK else day + (7 - day.weekday()) * _ONE_DAY


def last_working_day(day: date) -> date:
    """Give the day itself, or the Friday before a weekend."""
    return day if day.weekday() < DAYS_A_WEEK else day - (day.weekday() - DAYS_A_WEEK + 1) * _ONE_DAY


def working_bar(start: date | None, end: date | None) -> Bar:
    """Give the working days between two days; a period that has none takes the next working day."""
    first = None if start is None else next_working_day(start)
    last = None if end is None else last_working_day(end)
    if first is not None and last is not None:
        last = max(first, last)
    return Bar(first=first, last=last)


def _task(action: PlannedAction, uids: Mapping[str, int], on: date) -> Task:
    return Task(
        uid=uids[f"action {action.id}"],
        action=action,
        bar=working_bar(*_days(action, on)),
        percent={"started": STARTED_PERCENT, **dict.fromkeys(DECLARED, 100)}.get(action.status, 0),
        owner=_owner(action),
        waits_for=tuple(uids[f"action {one}"] for one in action.after if f"action {one}" in uids),
    )


def _days(action: PlannedAction, on: date) -> tuple[date | None, date | None]:
    """Give the days of an action; one that is done ended when the plan says so, else when it was due, or by now."""
    start, end = action.start, action.end
    if action.status in DECLARED:
        end = action.finished or (None if end is None else min(end, on))
        start = min(start, end) if start and end else start
    return start, end


def _owner(action: PlannedAction) -> str | None:
    """Name who does the work, without the marks by which MS Project tells several names apart."""
    name = re.sub("[ ]*[,;][ ]*", " – ", one_line(action.responsible or ""))
    name = shortened(name.replace("[", "(").replace("]", ")"), LONGEST_NAME)
    return name or (phrase(NO_OWNER) if action.person_months else None)


def _grouped(plan: OutgoingPlan) -> dict[str, Sequence[PlannedAction]]:
    """Group actions by the wave or the year in which they are due, each group in the order in which actions begin."""
    groups: dict[str, Sequence[PlannedAction]] = {}
    for name, until in _headings(plan):
        earlier = {action.id for group in groups.values() for action in group}
        group = [a for a in plan.actions if a.end is not None and a.end <= until and a.id not in earlier]
        groups[name] = sorted(group, key=lambda action: action.start or action.end or until)
    undated = [action for action in plan.actions if action.end is None]
    groups[phrase("No due date")] = sorted(undated, key=lambda action: action.start or date.max)
    return {name: group for name, group in groups.items() if group}


def _headings(plan: OutgoingPlan) -> Iterator[tuple[str, date]]:
    """Name groups with their last day: waves of a plan that is all new, years of one in which older actions live on."""
    mission = plan.mission
    begins = min((day for a in plan.actions if (day := a.start or a.end) is not None), default=mission.as_of)
    if begins < mission.plan_wish.start:
        return _years({action.end.year for action in plan.actions if action.end is not None})
    return _waves(mission.wish.start if mission.wish else begins)


def _waves(start: date) -> Iterator[tuple[str, date]]:
    """Name the waves of a plan with the last day of each."""
    ends = {name: later(start, wave.months[1]) - _ONE_DAY for wave, name in _WAVES.items()}
    for name, until in ends.items():
        yield phrase(name, day=until), until
    yield phrase("Long term: due after {day}", day=max(ends.values())), date.max


def _years(years: Iterable[int]) -> Iterator[tuple[str, date]]:
    for year in sorted(years):
        yield phrase("Due in {year}", year=year), date(year, 12, 31)


def _overlaps(before: date | None, task: Task) -> bool:
    return before is not None and task.bar.first is not None and task.bar.first <= before
