"""What the published schema of MS Project's XML allows, as far as this program writes it: a table and a check of it.

Facts of the Project 2007 XML Data Interchange Schema; `Active` and `Manual` stand where Project 2010 and later have
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from xml.etree import ElementTree as ET

from rmdiag.compendium.checks import find_cycles

SPACE = "{http://schemas.microsoft.com/project}"
FORMS = {
    "integer": r"-?[0-9]+",
    "boolean": r"0|1|true|false",
    "decimal": r"-?[0-9]+(\.[0-9]+)?",
    "dateTime": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}",
    "time": r"[0-9]{2}:[0-9]{2}:[0-9]{2}",
    "duration": r"PT[0-9]+H[0-9]+M[0-9]+S",
    "string": r"(?s:.*)",
}
NOBODY = "-65535"  # as MS Project writes an assignment of a task that has no resource
DURATION_FORMATS = "3 4 5 6 7 8 9 10 11 12 19 20 21 35 36 37 38 39 40 41 42 43 44 51 52 53"
# By element: its children in order, each with its form. A form is a name of FORMS, one with a longest length, or the
# values that are allowed. `!` behind a child: it must be there; `*`: there can be several; no form: it has children.
TABLE = {
    "Project": """
        SaveVersion! integer | Title string:512 | Company string:512 | CreationDate dateTime | ScheduleFromStart boolean
        StartDate dateTime | FinishDate dateTime | FYStartDate 1 2 3 4 5 6 7 8 9 10 11 12 | CriticalSlackLimit integer
        CurrencyDigits integer | CurrencySymbol string:20 | CurrencyCode! string:3 | CurrencySymbolPosition 0 1 2 3
        CalendarUID integer | DefaultStartTime time | DefaultFinishTime time | MinutesPerDay integer
        MinutesPerWeek integer | DaysPerMonth integer | DefaultTaskType 0 1 2 | DefaultFixedCostAccrual 1 2 3
        DefaultStandardRate decimal | DefaultOvertimeRate decimal | DurationFormat {durations} | WorkFormat 1 2 3 4 5
        HonorConstraints boolean | NewTasksEffortDriven boolean | NewTasksEstimated boolean | WeekStartDay 0 1 2 3 4 5 6
        StatusDate dateTime | CurrentDate dateTime | ExtendedAttributes | Calendars | Tasks | Resources | Assignments
    """,
    "Project/ExtendedAttributes": "ExtendedAttribute!*",
    "Project/ExtendedAttributes/ExtendedAttribute": "FieldID string | FieldName string | Alias string:50",
    "Project/Calendars": "Calendar!*",
    "Project/Calendars/Calendar": "UID! integer | Name string:512 | IsBaseCalendar boolean | WeekDays",
    "Project/Calendars/Calendar/WeekDays": "WeekDay*",
    "Project/Calendars/Calendar/WeekDays/WeekDay": "DayType! 0 1 2 3 4 5 6 7 | DayWorking boolean | WorkingTimes",
    "Project/Calendars/Calendar/WeekDays/WeekDay/WorkingTimes": "WorkingTime!*",
    "Project/Calendars/Calendar/WeekDays/WeekDay/WorkingTimes/WorkingTime": "FromTime time | ToTime time",
    "Project/Tasks": "Task!*",
    "Project/Tasks/Task": """
        UID! integer | ID integer | Name string:512 | Active boolean | Manual boolean | Type 0 1 2 | IsNull boolean
        WBS string | OutlineNumber string:512 | OutlineLevel integer | Priority integer | Start dateTime
        Finish dateTime | Duration duration | DurationFormat {durations} | Work duration | EffortDriven boolean
        Estimated boolean | Milestone boolean | Summary boolean | FixedCost decimal | FixedCostAccrual 1 2 3
        PercentComplete integer | PercentWorkComplete integer | Cost decimal | ActualStart dateTime
        ActualFinish dateTime | ActualDuration duration | ActualWork duration | RemainingDuration duration
        RemainingWork duration | ConstraintType 0 1 2 3 4 5 6 7 | ConstraintDate dateTime | Deadline dateTime
        Notes string | PredecessorLink* | ExtendedAttribute* | Baseline*
    """,
    "Project/Tasks/Task/PredecessorLink": """
        PredecessorUID integer | Type 0 1 2 3 | CrossProject boolean | LinkLag integer | LagFormat {durations}
    """,
    "Project/Tasks/Task/ExtendedAttribute": "FieldID string | Value string",
    "Project/Tasks/Task/Baseline": """
        Number integer | Start dateTime | Finish dateTime | Duration duration | DurationFormat {durations}
        Work duration | Cost decimal
    """,
    "Project/Resources": "Resource!*",
    "Project/Resources/Resource": """
        UID! integer | ID integer | Name string:512 | Type 0 1 | IsNull boolean | Initials string:512
        IsGeneric boolean
    """,
    "Project/Assignments": "Assignment!*",
    "Project/Assignments/Assignment": """
        UID! integer | TaskUID integer | ResourceUID integer | PercentWorkComplete integer | ActualFinish dateTime
        ActualStart dateTime | ActualWork duration | Finish dateTime | RemainingWork duration | Start dateTime
        Units decimal | Work duration
    """,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """One line of the table."""

    name: str
    form: str
    required: bool
    many: bool


def breaches(root: ET.Element) -> Iterator[str]:
    """Give everything in which a file does not keep to the schema, or names what is not there."""
    assert root.tag == f"{SPACE}Project"
    yield from _form(root, "Project")
    yield from _references(root)
    yield from _outline(root)
    yield from _work(root)
    for task in root.iterfind(f".//{SPACE}Task"):
        yield from _times(task)


def text(element: ET.Element, path: str) -> str | None:
    """Give the text of a descendant, None where it is not there."""
    return element.findtext("/".join(SPACE + name for name in path.split("/")))


def every(element: ET.Element, path: str) -> list[ET.Element]:
    """Give all descendants of a path."""
    return element.findall("/".join(SPACE + name for name in path.split("/")))


def seconds(duration: str) -> int:
    """Give the seconds of a duration."""
    h, m, s = map(int, re.findall(r"[0-9]+", duration))
    return h * 3600 + m * 60 + s


def children(path: str) -> list[Child]:
    lines = TABLE[path].format(durations=DURATION_FORMATS) if "{" in TABLE[path] else TABLE[path]
    rows = [row.split(maxsplit=1) for line in lines.splitlines() for row in line.split("|") if row.strip()]
    return [
        Child(
            name=row[0].rstrip("!*"), form=row[1].strip() if row[1:] else "", required="!" in row[0], many="*" in row[0]
        )
        for row in rows
    ]


def _form(element: ET.Element, path: str) -> Iterator[str]:
    allowed = children(path)
    order = [child.name for child in allowed]
    names = [child.tag.removeprefix(SPACE) for child in every(element, "*")]
    yield from (f"{path}: {name} is not in the table" for name in names if name not in order)
    if names != sorted(names, key=lambda name: order.index(name) if name in order else -1):
        yield f"{path}: not in order: {names}"
    for child in allowed:
        found = every(element, child.name)
        if child.required and not found:
            yield f"{path}: {child.name} is missing"
        if not child.many and len(found) > 1:
            yield f"{path}: {child.name} is there twice"
        for one in found:
            inside = f"{path}/{child.name}"
            yield from _form(one, inside) if not child.form else _value(inside, one.text or "", child.form)


def _value(path: str, value: str, form: str) -> Iterator[str]:
    name, _, longest = form.partition(":")
    if name in FORMS:
        if not re.fullmatch(FORMS[name], value):
            yield f"{path}: {value!r} is no {name}"
        elif name == "dateTime":
            datetime.fromisoformat(value)  # a day that exists
        if longest and len(value) > int(longest):
            yield f"{path}: longer than {longest}"
    elif value not in form.split():
        yield f"{path}: {value!r} is none of {form}"


def _references(root: ET.Element) -> Iterator[str]:
    numbers: dict[str, list[str | None]] = {}
    for kind in ("Calendar", "Task", "Resource", "Assignment"):
        numbers[kind] = [text(one, "UID") for one in every(root, f"{kind}s/{kind}")]
        if len(set(numbers[kind])) < len(numbers[kind]):
            yield f"two {kind}s share a UID"
        yield from (f"{kind} {uid}" for uid in numbers[kind] if not 0 < int(uid or 0) <= 2_097_151)
    fields = [text(one, "FieldID") for one in every(root, "ExtendedAttributes/ExtendedAttribute")]
    named = {
        "Calendar": [text(root, "CalendarUID")],
        "Task": [text(one, "TaskUID") for one in every(root, "Assignments/Assignment")],
        "Resource": [
            uid for one in every(root, "Assignments/Assignment") if (uid := text(one, "ResourceUID")) != NOBODY
        ],
    }
    waits_for = {
        text(task, "UID") or "": [text(link, "PredecessorUID") or "" for link in every(task, "PredecessorLink")]
        for task in every(root, "Tasks/Task")
    }
    named["Task"] += [uid for uids in waits_for.values() for uid in uids]
    for kind, uids in named.items():
        yield from (f"{kind} {uid} is named and not there" for uid in uids if uid not in numbers[kind])
    values = [text(one, "FieldID") for one in every(root, "Tasks/Task/ExtendedAttribute")]
    yield from (f"the field {field} is not defined" for field in values if field not in fields)
    yield from (f"a circle: {circle}" for circle in find_cycles(waits_for))


def _work(root: ET.Element) -> Iterator[str]:
    """Find tasks without an assignment, and assignments whose work does not fill the days of their task."""
    tasks = {text(task, "UID"): task for task in every(root, "Tasks/Task") if text(task, "Summary") == "0"}
    assigned = {text(one, "TaskUID"): one for one in every(root, "Assignments/Assignment")}
    yield from (f"task {uid} has no assignment" for uid in tasks.keys() - assigned.keys())
    for uid in tasks.keys() & assigned.keys():
        one = assigned[uid]
        length, work = text(tasks[uid], "Duration"), seconds(text(one, "Work") or "")
        if length is None or abs(seconds(length) * float(text(one, "Units") or 0) - work) > 2:
            yield f"task {uid}: {text(one, 'Units')} of {length} make no {text(one, 'Work')}"
        if sum(seconds(text(one, f"{part}Work") or "") for part in ("Actual", "Remaining")) != work:
            yield f"task {uid}: work done and left make no whole"
        if text(one, "ResourceUID") != NOBODY and text(one, "Work") != text(tasks[uid], "Work"):
            yield f"task {uid}: its work is not that of its resource"


def _outline(root: ET.Element) -> Iterator[str]:
    level, numbers = 0, []
    for row, task in enumerate(every(root, "Tasks/Task"), 1):
        if text(task, "ID") != str(row):
            yield f"row {row} has the ID {text(task, 'ID')}"
        number, own = text(task, "OutlineNumber") or "", int(text(task, "OutlineLevel") or 0)
        if own > level + 1 or own != number.count(".") + 1 or text(task, "WBS") != number:
            yield f"row {row}: outline {number} at level {own}"
        if (own == 1) is not (text(task, "Summary") == "1"):
            yield f"row {row}: a heading is a heading, and nothing else is"
        level = own
        numbers.append(number)
    if len(set(numbers)) < len(numbers):
        yield "two rows share an outline number"


def _times(task: ET.Element) -> Iterator[str]:
    """Find times that contradict each other; the working time is counted day by day."""
    name = text(task, "Name")
    for start, finish in (("Start", "Finish"), ("ActualStart", "ActualFinish"), ("Baseline/Start", "Baseline/Finish")):
        first, last = text(task, start), text(task, finish)
        if first and last and first >= last:
            yield f"{name}: {finish} is not after {start}"
        duration = text(task, start.replace("Start", "Duration"))
        if first and last and (duration is None or seconds(duration) != 8 * 3600 * _weekdays(first[:10], last[:10])):
            yield f"{name}: {duration} from {first} to {last}"
    percent = int(text(task, "PercentComplete") or 0)
    if (percent == 100) is (text(task, "ActualFinish") is None) and text(task, "Finish"):
        yield f"{name}: {percent} percent, finished {text(task, 'ActualFinish')}"
    parts = [text(task, f"{part}Duration") for part in ("Actual", "Remaining")]
    if all(parts) and sum(seconds(part or "") for part in parts) != seconds(text(task, "Duration") or ""):
        yield f"{name}: done and left make no whole"
    if (
        (text(task, "Manual") == "0")
        and text(task, "Summary") == "0"
        and text(task, "ConstraintDate") != text(task, "Start")
    ):
        yield f"{name}: nothing holds it to its start"


def _weekdays(first: str, last: str) -> int:
    start = date.fromisoformat(first)
    days = (date.fromisoformat(last) - start).days + 1
    return sum((start + timedelta(days=number)).weekday() < 5 for number in range(days))
