"""Write a schedule as MSPDI, the XML that MS Project and programs like it open.

Elements stand in the order of the published schema (Project 2007; `Active` and `Manual` where Project 2010 and later
write them), because MS Project passes over what stands elsewhere. Money is written in hundredths, as MS Project does.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import count
from xml.etree import ElementTree as ET

from rmdiag.assessment.exchange.outgoing import OutgoingPlan, plain, shortened
from rmdiag.assessment.exchange.schedule import (
    DAYS_A_WEEK,
    HOURS_A_DAY,
    HOURS_A_PERSON_MONTH,
    Heading,
    Schedule,
    Task,
    scheduled,
    working_bar,
)
from rmdiag.questionnaires.exchange.shown import decimal
from rmdiag.tongue import marked, phrase

NAMESPACE = "http://schemas.microsoft.com/project"
MARK = " Written by rmdiag plan export, which may replace this file. "
_OPENING = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LONGEST_TEXT = 255  # of a text field
_LONGEST_TITLE = 512
_LONGEST_NAME = 100  # of a task, so that its row can be read; its notes have all of it
_VERSION = 14  # Project 2010, the first that knows tasks without dates and tasks that are inactive
_CALENDAR = 1
_NOBODY = -65535  # the resource of tasks that have none
_MORNING, _NOON, _AFTERNOON, _EVENING = "08:00:00", "12:00:00", "13:00:00", "17:00:00"
_NO_CURRENCY = "XXX"  # as ISO 4217 writes it
_HUNDRED = 100
_SECONDS = 3600  # of an hour
_IN_DAYS, _IN_ESTIMATED_DAYS, _IN_HOURS = 7, 39, 2
_PRORATED, _FINISH_TO_START, _NOT_BEFORE, _WORK_RESOURCE = 3, 1, 4, 1
_FIXED_UNITS, _FIXED_DURATION = 0, 1
# Text fields of a task: the number by which MS Project knows each, its name there, and what it is called here.
_FIELDS = (
    (188743731, "Text1", marked("Action")),
    (188743734, "Text2", marked("Action status")),
    (188743737, "Text3", marked("Recommendation")),
    (188743740, "Text4", marked("Indicator")),
    (188743743, "Text5", marked("Funding")),
    (188743746, "Text6", marked("Support")),
    (188743747, "Text7", marked("Origin")),
    (188743748, "Text8", marked("Owner")),
)
_Value = str | int | Fraction | None
_Values = Mapping[str, _Value]  # by element, in the order of the schema; None leaves the element out


def is_ours(head: bytes) -> bool:
    """Say whether a file begins as one that was written here."""
    return NAMESPACE.encode() in head and f"<!--{MARK}-->".encode() in head


def to_msproject(plan: OutgoingPlan) -> bytes:
    """Write a plan as MSPDI."""
    schedule = scheduled(plan)
    project = ET.Element("Project", {"xmlns": NAMESPACE})
    project.append(ET.Comment(MARK))
    _fill(project, _properties(schedule))
    fields = ET.SubElement(project, "ExtendedAttributes")
    for field, name, alias in _FIELDS:
        _add(fields, "ExtendedAttribute", {"FieldID": field, "FieldName": name, "Alias": phrase(alias)})
    _add_calendar(ET.SubElement(project, "Calendars"))
    _add_tasks(ET.SubElement(project, "Tasks"), schedule)
    resources = ET.SubElement(project, "Resources")
    for row, (name, uid) in enumerate(schedule.owners.items(), 1):
        _add(resources, "Resource", _resource(row, name, uid))
    assignments = ET.SubElement(project, "Assignments")
    for task in schedule.tasks:
        _add(assignments, "Assignment", _assignment(task, schedule.owners))
    for empty in [part for part in project if part.text is None and not len(part)]:
        project.remove(empty)
    ET.indent(project)
    return _OPENING + bytes(ET.tostring(project, encoding="utf-8")) + b"\n"


def _properties(schedule: Schedule) -> _Values:
    mission, on, bar = schedule.plan.mission, schedule.plan.on, schedule.bar
    return {
        "SaveVersion": _VERSION,
        "Title": shortened(schedule.plan.title, _LONGEST_TITLE),
        "Company": shortened(mission.administration, _LONGEST_TITLE),
        "CreationDate": _at(on, _MORNING),
        "ScheduleFromStart": 1,
        "StartDate": _at(bar.first, _MORNING),
        "FinishDate": _at(bar.last, _EVENING),
        "FYStartDate": 1,
        "CriticalSlackLimit": 0,
        "CurrencyDigits": 2,
        "CurrencySymbol": mission.currency,
        "CurrencyCode": mission.currency or _NO_CURRENCY,
        "CurrencySymbolPosition": 3,
        "CalendarUID": _CALENDAR,
        "DefaultStartTime": _MORNING,
        "DefaultFinishTime": _EVENING,
        "MinutesPerDay": 60 * HOURS_A_DAY,
        "MinutesPerWeek": 60 * HOURS_A_DAY * DAYS_A_WEEK,
        "DaysPerMonth": HOURS_A_PERSON_MONTH // HOURS_A_DAY,
        "DefaultTaskType": _FIXED_UNITS,
        "DefaultFixedCostAccrual": _PRORATED,
        "DefaultStandardRate": 0,
        "DefaultOvertimeRate": 0,
        "DurationFormat": _IN_DAYS,
        "WorkFormat": _IN_HOURS,
        "HonorConstraints": 1,
        "NewTasksEffortDriven": 0,
        "NewTasksEstimated": 0,
        "WeekStartDay": 1,
        "StatusDate": _at(on, _EVENING),
        "CurrentDate": _at(on, _MORNING),
    }


def _add_calendar(calendars: ET.Element) -> None:
    """Add the calendar of a week of five days without holidays."""
    calendar = _add(calendars, "Calendar", {"UID": _CALENDAR, "Name": "Standard", "IsBaseCalendar": 1})
    week = ET.SubElement(calendar, "WeekDays")
    for day in range(1, 8):  # from Sunday
        working = 1 < day <= 1 + DAYS_A_WEEK
        weekday = _add(week, "WeekDay", {"DayType": day, "DayWorking": int(working)})
        if working:
            times = ET.SubElement(weekday, "WorkingTimes")
            _add(times, "WorkingTime", {"FromTime": _MORNING, "ToTime": _NOON})
            _add(times, "WorkingTime", {"FromTime": _AFTERNOON, "ToTime": _EVENING})


def _add_tasks(tasks: ET.Element, schedule: Schedule) -> None:
    rows = count(1)
    for place, heading in enumerate(schedule.headings, 1):
        _add(tasks, "Task", _heading(heading, next(rows), str(place)))
        for inside, task in enumerate(heading.tasks, 1):
            element = _add(tasks, "Task", _task(task, next(rows), f"{place}.{inside}"))
            _fill(element, _measures(task))
            _add_details(element, task, schedule.plan)


def _heading(heading: Heading, row: int, number: str) -> _Values:
    bar = heading.bar
    return {
        "UID": heading.uid,
        "ID": row,
        "Name": heading.name,
        "Active": 1,
        "Manual": 0,
        "Type": _FIXED_DURATION,
        "IsNull": 0,
        "WBS": number,
        "OutlineNumber": number,
        "OutlineLevel": 1,
        "Start": _at(bar.first, _MORNING),
        "Finish": _at(bar.last, _EVENING),
        "Duration": _duration(bar.hours),
        "DurationFormat": bar.hours and _IN_DAYS,
        "Milestone": 0,
        "Summary": 1,
    }


def _task(task: Task, row: int, number: str) -> _Values:
    """Give what a task is and when; one without both its days is scheduled by hand, with an estimated length."""
    bar, estimated = task.bar, task.bar.hours is None
    return {
        "UID": task.uid,
        "ID": row,
        "Name": shortened(task.action.action, _LONGEST_NAME),
        "Active": int(task.active),
        "Manual": int(estimated),
        "Type": _FIXED_UNITS,
        "IsNull": 0,
        "WBS": number,
        "OutlineNumber": number,
        "OutlineLevel": 2,
        "Priority": 500,
        "Start": _at(bar.first, _MORNING),
        "Finish": _at(bar.last, _EVENING),
        "Duration": _duration(task.length),
        "DurationFormat": _IN_ESTIMATED_DAYS if estimated else _IN_DAYS,
        "Work": _duration(task.work),
        "EffortDriven": 0,
        "Estimated": int(estimated),
        "Milestone": 0,
        "Summary": 0,
    }


def _measures(task: Task) -> _Values:
    """Give how far a task is, what it costs, and what holds it to its days."""
    bar, begun, ended, cost = task.bar, task.percent > 0, task.percent == _HUNDRED, _money(task.action.cost)
    return {
        "FixedCost": cost,
        "FixedCostAccrual": _PRORATED,
        "PercentComplete": task.percent,
        "PercentWorkComplete": task.percent,
        "Cost": cost,
        "ActualStart": _at(bar.first, _MORNING) if begun else None,
        "ActualFinish": _at(bar.last, _EVENING) if ended else None,
        "ActualDuration": _duration(_done(task, task.length)),
        "ActualWork": _duration(_done(task, task.work)),
        "RemainingDuration": _duration(_left(task, task.length)),
        "RemainingWork": _duration(_left(task, task.work)),
        "ConstraintType": bar.hours and _NOT_BEFORE,
        "ConstraintDate": bar.hours and _at(bar.first, _MORNING),
        "Deadline": _at(task.action.end, _EVENING),
    }


def _add_details(element: ET.Element, task: Task, plan: OutgoingPlan) -> None:
    """Add to a task its notes, what it waits for, the text fields and what was proposed."""
    _fill(element, {"Notes": "\n".join([*plan.words(task.action), *plan.remarks(task.action)])})
    for uid in task.waits_for:
        link = {"PredecessorUID": uid, "Type": _FINISH_TO_START, "CrossProject": 0, "LinkLag": 0}
        _add(element, "PredecessorLink", {**link, "LagFormat": _IN_DAYS})
    for (field, _, _), text in zip(_FIELDS, _texts(task), strict=True):
        if text:
            _add(element, "ExtendedAttribute", {"FieldID": field, "Value": shortened(text, _LONGEST_TEXT)})
    baseline = _baseline(task)
    if any(value is not None for value in baseline.values()):
        _add(element, "Baseline", {"Number": 0, **baseline})


def _texts(task: Task) -> tuple[str | None, ...]:
    """Give the texts of the fields in _FIELDS."""
    action = task.action
    known = (action.id, phrase(action.status), action.recommendation, action.indicator)
    return (*known, action.funding, action.support, action.origin, action.responsible)


def _baseline(task: Task) -> _Values:
    proposed = task.action.proposed
    if proposed is None:
        return {}
    bar = working_bar(proposed.start, proposed.end)
    return {
        "Start": _at(bar.first, _MORNING),
        "Finish": _at(bar.last, _EVENING),
        "Duration": _duration(bar.hours),
        "DurationFormat": bar.hours and _IN_DAYS,
        "Work": _duration(None if proposed.person_months is None else HOURS_A_PERSON_MONTH * proposed.person_months),
        "Cost": _money(proposed.cost),
    }


def _resource(row: int, name: str, uid: int) -> _Values:
    initials = "".join(word[0] for word in name.split() if word[0].isalnum()).upper()
    return {
        "UID": uid,
        "ID": row,
        "Name": name,
        "Type": _WORK_RESOURCE,
        "IsNull": 0,
        "Initials": initials[:5] or None,
        "IsGeneric": 1,  # a role, not a person
    }


def _assignment(task: Task, owners: Mapping[str, int]) -> _Values:
    """Give who does how much of a task, at a share of full time at which the work fills its days.

    Where the work is not known, nobody is assigned full time, which does not count as work: so MS Project writes tasks
    without resources, and without it takes neither their length nor how far they are.
    """
    bar, begun, ended, work = task.bar, task.percent > 0, task.percent == _HUNDRED, task.work or task.length
    return {
        "UID": task.uid,
        "TaskUID": task.uid,
        "ResourceUID": owners[task.owner] if task.owner and task.work else _NOBODY,
        "PercentWorkComplete": task.percent,
        "ActualFinish": _at(bar.last, _EVENING) if ended else None,
        "ActualStart": _at(bar.first, _MORNING) if begun else None,
        "ActualWork": _duration(_done(task, work)),
        "Finish": _at(bar.last, _EVENING),
        "RemainingWork": _duration(_left(task, work)),
        "Start": _at(bar.first, _MORNING),
        "Units": work / task.length,
        "Work": _duration(work),
    }


def _add(parent: ET.Element, name: str, values: _Values) -> ET.Element:
    element = ET.SubElement(parent, name)
    _fill(element, values)
    return element


def _fill(element: ET.Element, values: _Values) -> None:
    for name, value in values.items():
        if value is not None:
            ET.SubElement(element, name).text = decimal(value) if isinstance(value, Fraction) else plain(str(value))


def _at(day: date | None, hour: str) -> str | None:
    return None if day is None else f"{day.isoformat()}T{hour}"


def _duration(hours: Fraction | int | None) -> str | None:
    """Write hours as XML does, to the second."""
    if hours is None:
        return None
    minutes, seconds = divmod(round(hours * _SECONDS), 60)
    return f"PT{minutes // 60}H{minutes % 60}M{seconds}S"


def _done(task: Task, hours: Fraction) -> Fraction:
    """Give the part of some hours of a task that is done, in whole seconds."""
    return Fraction(round(hours * _SECONDS) * task.percent // _HUNDRED, _SECONDS)


def _left(task: Task, hours: Fraction) -> Fraction:
    """Give the part of some hours of a task that is left; with what is done it makes the whole."""
    return Fraction(round(hours * _SECONDS), _SECONDS) - _done(task, hours)


def _money(amount: Fraction | None) -> Fraction | None:
    return None if amount is None else amount * _HUNDRED
