"""English: the plan as a report of its own, its risks, its status so far and how it is followed."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

PLAN_RISKS: Mapping[str, Message] = {
    # Risks.
    "pe.risks.title": "Risks of the plan that the data show",
    "pe.risks.opening": (
        "These are risks of the plan itself, read from its dates, staff, money and owners. Risks of the surroundings, such as "
        "a change of government, stand in no data and are for the steering committee to add."
    ),
    "pe.risks.none": "No action is undated, overdue or without an owner, and staff and money are kept to.",
    "pe.risks.table": "Risks, with what helps",
    "pe.column.risk": "Risk",
    "pe.column.shows": "What the plan shows",
    "pe.column.helps": "What helps",
    "pe.risk.stalled": "Overdue and unpaid",
    "pe.risk.stalled.shows": "{id} ({cost}) has been overdue since {end}, and nobody is named who pays. Its owner writes: {words}.",
    "pe.risk.stalled.bare": "{id} ({cost}) has been overdue since {end}, and nobody is named who pays.",
    "pe.risk.stalled.helps": "Decide now: find who pays and set a new date, or drop it and say why.",
    "pe.risk.infeasible": "Due too early",
    "pe.risk.infeasible.shows": "{id} waits for what ends later: {list}.",
    "pe.risk.infeasible.helps": "Set its last day after what it waits for.",
    "pe.ends_on": "{id} ({end})",
    "pe.risk.overdue": "Overdue",
    "pe.risk.overdue.shows": {
        "one": "One action is overdue on {date}: {list}.",
        "other": "{count} actions are overdue on {date}: {list}.",
    },
    "pe.risk.overdue.helps": "Ask each owner for a new date and for what stands in the way; drop what is no longer wanted, and say why.",
    "pe.risk.at_risk": "May end late",
    "pe.risk.at_risk.shows": {"one": "One action is at risk: {list}.", "other": "{count} actions are at risk: {list}."},
    "pe.risk.at_risk.helps": "Look first at what they wait for.",
    "pe.risk.undated": "No dates",
    "pe.risk.undated.shows": {
        "one": "One action has no last day: {list}.",
        "other": "{count} actions have no last day: {list}.",
    },
    "pe.risk.undated.helps": "Agree a date with whoever is responsible before the plan is approved.",
    "pe.risk.nobody": "Nobody responsible",
    "pe.risk.nobody.shows": {
        "one": "One action has nobody who answers for it: {list}.",
        "other": "{count} actions have nobody who answers for them: {list}.",
    },
    "pe.risk.nobody.helps": "Name one post for each action; two names are as good as none.",
    "pe.risk.order": "Begins too early",
    "pe.risk.order.shows": {
        "one": "One action begins before what it waits for has ended: {list}.",
        "other": "{count} actions begin before what they wait for has ended: {list}.",
    },
    "pe.risk.order.helps": "Move its beginning, or say what can be done without waiting.",
    "pe.risk.capacity": "More staff than there is",
    "pe.risk.capacity.shows": {
        "one": "In one quarter the plan asks for more than the {capacity} that can be given: {list}.",
        "other": "In {count} quarters the plan asks for more than the {capacity} that can be given: {list}.",
    },
    "pe.risk.capacity.helps": "Move what has room, or give more staff for that time.",
    "pe.risk.no_capacity": "Staff not confirmed",
    "pe.risk.no_capacity.shows": (
        "The administration has not yet stated its capacity; the fullest quarter, {period}, asks for {staff}."
    ),
    "pe.risk.no_capacity.helps": "Say how many person-months a quarter can be given; the plan is then levelled to that.",
    "pe.risk.budget": "More money than there is",
    "pe.risk.budget.shows": "What is planned costs {cost}, and the budget is {budget}: {difference} are missing.",
    "pe.risk.budget.helps": "Choose again within the budget, or find what is missing.",
    "pe.over": "{period} ({staff})",
    "pe.risk.cost": "Cost not known",
    "pe.risk.cost.shows": {
        "one": "Of one action the cost is not known: {list}.",
        "other": "Of {count} actions the cost is not known: {list}.",
    },
    "pe.risk.cost.helps": "Have them priced before money is asked for.",
    "pe.risk.funding": "Money not named",
    "pe.risk.funding.shows": {
        "one": "One action that costs money, {cost}, names nobody who pays: {list}.",
        "other": "{count} actions that cost money, {cost} together, name nobody who pays: {list}.",
    },
    "pe.risk.funding.helps": "Write down which budget or partner pays.",
    "pe.risk.full": "No staff to spare",
    "pe.risk.full.shows": {
        "one": "In one quarter the plan takes {share} or more of the {capacity} that can be given.",
        "other": "In {count} quarters the plan takes {share} or more of the {capacity} that can be given.",
    },
    "pe.risk.full.helps": "Agree beforehand what waits if something unforeseen takes staff in that time.",
    "pe.risk.to_find": "Money to be found",
    "pe.risk.to_find.shows": {
        "one": "Of {cost} for one proposed action nobody has agreed to pay anything yet.",
        "other": "Of {cost} for {count} proposed actions nobody has agreed to pay anything yet.",
    },
    "pe.risk.to_find.helps": "Agree who pays before the actions that cost money are adopted.",
    "pe.risk.doubt": "Perhaps not needed",
    "pe.risk.doubt.shows": {
        "one": "One proposed action, {cost}, closes no missing item, and may not be needed: {list}.",
        "other": "{count} proposed actions, {cost} together, close no missing item, and may not be needed: {list}.",
    },
    "pe.risk.doubt.helps": "Find out whether they are still needed before money is asked for them.",
    "pe.risk.hub": "Much waits for one action",
    "pe.risk.hub.shows": {
        "one": "One action waits for {name}: {list}.",
        "other": "{count} actions wait for {name}: {list}.",
    },
    "pe.risk.hub.helps": "Let whoever steers the plan ask for it at every meeting until it is verified.",
    "pe.risk.crowd": "One owner for much",
    "pe.risk.crowd.shows": "{who} answers for {number} actions, up to {most} of them at the same time.",
    "pe.risk.crowd.helps": "Give some of them to a deputy, or spread them over time.",
    "pe.risk.start": "First day not agreed",
    "pe.risk.start.shows": "The dates suppose that the plan begins on {start}, the date of the mission.",
    "pe.risk.start.helps": "Agree the first day; all proposed dates move with it.",
    "pe.risk.unproven": "Done without evidence",
    "pe.risk.unproven.shows": {
        "one": "One action is said to be done and names no evidence: {list}.",
        "other": "{count} actions are said to be done and name no evidence: {list}.",
    },
    "pe.risk.unproven.helps": "Check the evidence, and register it.",
    "pe.risk.again": "Done, and asked for again",
    "pe.risk.again.shows": {
        "one": "One action repeats work that was said to be done: {list}.",
        "other": "{count} actions repeat work that was said to be done: {list}.",
    },
    "pe.risk.again.money": "{paid} was spent on it, and {asked} is asked for again.",
    "pe.risk.again.helps": "Find out what was missing the first time before it is begun anew.",
    "pe.again_named": "{id} (earlier {earlier}, {status})",
    # Status so far.
    "pe.status.title": "Status so far",
    "pe.status.groups": "Adopted actions by how they stand",
    "pe.status.head": "{group} ({count})",
    "pe.status.overdue": "Overdue",
    "pe.status.at_risk": "At risk",
    "pe.status.open": "Under way or still to come, on time",
    "pe.status.done": "Done by declaration, not yet verified",
    "pe.status.verified": "Verified",
    "pe.status.dropped": "Dropped",
    "pe.status.unproven": {
        "one": "Of those done by declaration, one names no evidence: {list}.",
        "other": "Of those done by declaration, {count} name no evidence: {list}.",
    },
    "pe.column.stands": "How it stands",
    # How it is followed.
    "pe.follow.title": "How the plan is followed",
    "pe.follow.due": {"one": "To be done by then: {list}.", "other": "To be done by then: {list}."},
    "pe.follow.statuses": "What each status means",
    "pe.follow.planned": "Planned",
    "pe.follow.planned.meaning": "It is agreed and has not begun.",
    "pe.follow.started": "Started",
    "pe.follow.started.meaning": "Work has begun. It does not count until it is done.",
    "pe.follow.done": "Done",
    "pe.follow.done.meaning": "Those responsible say so. It counts as declared.",
    "pe.follow.verified": "Verified",
    "pe.follow.verified.meaning": "Somebody other than its owner has seen the evidence named under “Done when”.",
    "pe.follow.dropped": "Dropped",
    "pe.follow.dropped.meaning": "It will not be done. The reason is written down, and what waited for it is looked at again.",
    "pe.follow.overdue": "Overdue",
    "pe.follow.overdue.meaning": "Its last day has passed, and nobody says that it is done.",
    "pe.follow.at_risk": "At risk",
    "pe.follow.at_risk.meaning": (
        "It may end late: it should have begun, what it waits for is late or dropped, or it lacks a last day or an owner."
    ),
}
