"""English: the action plan on the calendar, what it reaches, takes and leaves out, and what became of adopted actions."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

PLANNING: Mapping[str, Message] = {
    "plan.title": "Recommendations and action plan",
    "plan.none": "Every indicator that could be assessed has reached its target, so there is no action to plan.",
    "plan.none_unknown": "Without any answer there is no action to plan.",
    "plan.from_wish": "It begins on {start}, as the mission asks.",
    "plan.from_mission": (
        "Its dates suppose that it begins on {start}, the date of the mission; if it begins later, all of them move."
    ),
    "plan.budget_exact": (
        "What is proposed was chosen for a budget of {budget}: no other choice of actions that this pays for has a higher sum of "
        "priorities."
    ),
    "plan.budget_greedy": (
        "What is proposed was chosen for a budget of {budget}: actions were taken one by one, by priority per cost. No solver was "
        "installed where this report was made, so a better choice may exist."
    ),
    "plan.must": "In it because the mission asks for them: {list}.",
    "plan.find_out": {
        "one": "One further action is to find out where an indicator stands.",
        "other": "{count} further actions are to find out where indicators stand.",
    },
    "plan.find_out_only": {
        "one": "The first action is to find out where one indicator stands; then recommendations can be made.",
        "other": "The first actions are to find out where {count} indicators stand; then recommendations can be made.",
    },
    "plan.wave": "{wave}: {period}",
    "plan.months": "months {start}–{end}",
    "plan.figure": "The plan on the calendar",
    "plan.figure.part": "The plan on the calendar, part {part} of {parts}",
    "plan.alternative": (
        "{count} bars under their waves, one per action, from its first to its last day, {period}; the tables of the waves give "
        "the same dates."
    ),
    "plan.arrows": (
        "A line stands at the beginning of every quarter. Arrows lead from an action to those in this figure that wait for it; "
        "the tables name all."
    ),
    "plan.bar": "{short}, to level {level}",
    "plan.table": "{wave}: actions",
    "plan.deliverable": "Deliverable: {deliverable}.",
    "plan.after": "after {list}",
    "plan.critical": "on the critical path",
    "plan.stretched": "for lack of staff {length} months, not {own}",
    "plan.person_months": {"one": "{number} person-month", "other": "{number} person-months"},
    "plan.find_out_action": "Find out where “{indicator}” stands: a short visit or a written question.",
    "plan.find_out_by": "Assessment team",
    "plan.find_out_done": "The open questions are answered.",
    "plan.done": "{completion}.",
    "column.wave": "Wave",
    "column.period": "From – to",
    "column.person_months": "Person-months",
    "column.money": "Cost",
    "column.cost": "Cost classes",
    "column.overall_after": "Overall level after it",
    "column.action": "Action",
    "column.responsible": "Responsible",
    "column.done_when": "Done when",
    "wave.quick_win": "Quick wins",
    "wave.short": "Short term",
    "wave.medium": "Medium term",
    "wave.long": "Long term",
    "cost.none": "none",
    "cost.low": "low",
    "cost.medium": "medium",
    "cost.high": "high",
    "cost.counted": "{count} {cost}",
    "support.national_budget": "national budget",
    "support.expert": "expert",
    "support.peer_visit": "peer visit",
    "support.training": "training",
    "support.donor_project": "donor project",
    "count.months": {"one": "{count} month", "other": "{count} months"},
    # When a recommendation is carried out.
    "when.budget": "not in the plan, as the budget of {budget} does not reach",
    "when.not": "not in the plan, as the mission asks",
    "when.waits": "not in the plan, as it waits for {id}, which the mission leaves out",
    "when.idle": "not in the plan, as nothing in it waits for this",
    "when.adopted": "{period}, adopted as {id}",
    "when.overdue": "{period}, adopted as {id} and overdue",
    "when.circle": "no date, as actions wait for each other in a circle",
    # Signs of a plan on the calendar.
    "sign.critical": "critical path",
    "sign.stretched": "longer for lack of staff",
    "sign.overdue": "overdue",
    # What the plan can reach.
    "plan.reach.title": "What the plan can reach",
    "reach.opening": (
        "After each wave stands the profile that would result if all its actions were carried out: every condition that they "
        "close counts as met, and all else stays as it is answered today. That is what the plan can reach, not what will be "
        "reached."
    ),
    "reach.figure": "Indicators by level, today and after each wave",
    "reach.alternative": "One bar per time, cut by how many indicators stand at each level; the table gives the numbers.",
    "reach.table": "Levels today and after each wave",
    "reach.today": "Today",
    "reach.after.quick_win": "After the quick wins",
    "reach.after.short": "After the short term",
    "reach.after.medium": "After the medium term",
    "reach.after.long": "After the long term",
    "reach.note": "{reached} of {every} at their targets",
    "reach.overall": "Overall is the weighted mean of the dimensions, not of the indicators.",
    "reach.above": (
        "Where an indicator ends above its target, no recommendation leads to just that level: the next one leads further."
    ),
    "reach.counts": "Indicators",
    "reach.without": "Not assessed",
    "reach.at_target": "At or above their targets",
    # Critical path and staff.
    "path.link": "{id} {short}: {period}, {months}",
    "load.no_capacity": (
        "The fullest quarter, {period}, asks for {staff}. The administration has not stated its capacity."
    ),
    "load.opening": "Of the {capacity} that can be given in a quarter, the fullest one, {period}, asks for {staff}.",
    "load.figure": "Person-months asked for",
    "load.capacity": "there are {staff}",
    "load.alternative": "One column per period with the person-months that it asks for; the table gives the numbers.",
    "load.table": "Staff against what there is",
    "column.of_capacity": "Of capacity",
    # What the plan leaves out.
    "plan.bounds.title": "What the plan leaves out or open",
    "bounds.left_out": {
        "one": "One recommended action is not in it:",
        "other": "{count} recommended actions are not in it:",
    },
    "bounds.step": "{id} {short}: {why}.",
    "bounds.step_priced": "{id} {short} ({cost}): {why}.",
    "bounds.idle": {
        "one": "The mission asks to leave out {list}, and no gap calls for it.",
        "other": "The mission asks to leave out {list}, and no gap calls for them.",
    },
    "bounds.none_short": "Once all of the plan is done, every target can be reached.",
    "bounds.short": {
        "one": "With all of the plan done, one indicator would still be short of its target:",
        "other": "With all of the plan done, {count} indicators would still be short of their targets:",
    },
    "bounds.unknown": {
        "one": "Of one indicator that could not be assessed, no level can be foreseen.",
        "other": "Of {count} indicators that could not be assessed, no level can be foreseen.",
    },
    "bounds.table": "Short of the target at the end of the plan",
    "column.at_end": "At the end",
    # Wishes that contradict each other.
    "conflict.title": "No plan can keep to what the mission asks",
    "conflict.other_plan": (
        "Until that is settled, the plan of this report keeps to the first day only, and to nothing else that was asked."
    ),
    "conflict.no_plan": "Until that is mended there is no plan; the recommendations stand with their indicators.",
    "conflict.arrow": " → ",
    "conflict.waits": " waits for ",
    "conflict.circle": "Actions wait for each other in a circle, which the framework has to mend: {chain}.",
    "conflict.must_and_not_itself": "{id} is asked for and is to be left out.",
    "conflict.must_and_not": "{chain}; so {first}, which is asked for, cannot be in a plan without {last}, which is to be left out.",
    "conflict.not_here": {
        "one": (
            "{list} is asked for, and its indicator does not apply here or is left out by the mission's set of questions."
        ),
        "other": (
            "{list} are asked for, and their indicators do not apply here or are left out by the mission's set of questions."
        ),
    },
    "conflict.no_costs": "There is a budget, and no amount is set for any cost class, so nobody can say what it pays for.",
    "conflict.no_amount": {
        "one": "There is a budget, and no amount is set for the cost class {classes}, in which {list} fall.",
        "other": "There is a budget, and no amounts are set for the cost classes {classes}, in which {list} fall.",
    },
    "conflict.over_budget": "What must be done costs {asked} with all that it waits for ({list}), and the budget is {limit}.",
    "conflict.staff": "The plan needs {asked}; with {limit} a quarter it would take over fifty years.",
    # Follow-up.
    "follow.title": "Follow-up",
    "follow.opening": "So that the plan is carried out:",
    "follow.adopt": "The executive adopts the plan, names for each action one responsible post, and confirms its dates.",
    "follow.proof": "An action counts as done only when the evidence named under “Done when” has been seen.",
    "follow.find_out": "What could not be assessed is found out first, since it may change the order of the plan.",
    "follow.again": (
        "The next round uses the same edition of the framework ({edition}), so that levels can be compared."
    ),
    "follow.earlier": {
        "one": "One action was adopted or taken over from earlier work. As it stood on {date}: {counts}.",
        "other": "{count} actions were adopted or taken over from earlier work. As they stood on {date}: {counts}.",
    },
    "follow.counted": "{count} {status}",
    "follow.counted_overdue": {
        "one": "{number} {status} ({count} overdue)",
        "other": "{number} {status} ({count} overdue)",
    },
    "follow.implemented": {
        "one": (
            "The one that was not dropped is done by the administration's own word, and {verified} is verified by evidence."
        ),
        "other": (
            "Of the {count} that were not dropped, {declared} are done by the administration's own word ({declared_share}), and "
            "{verified} of these are verified by evidence."
        ),
    },
    "follow.all_verified": {
        "one": "The one that was not dropped is done and verified by evidence.",
        "other": "Of the {count} that were not dropped, {declared} are done ({declared_share}), all of them verified by evidence.",
    },
    "follow.none_done": {
        "one": "The one that was not dropped is not done yet.",
        "other": "Of the {count} that were not dropped, none is done yet.",
    },
    "follow.by_staff": "By staff time that is {declared_share} done and {verified_share} verified.",
    "follow.by_cost": "By cost that is {declared_share} done and {verified_share} verified.",
    "follow.caption": "Earlier and adopted actions",
    "follow.figure": "Earlier and adopted actions on the calendar",
    "follow.figure.part": "Earlier and adopted actions on the calendar, part {part} of {parts}",
    "follow.alternative": (
        "{count} bars, one per action, from its first to its last day, {period}, by status; the table gives the same."
    ),
    "follow.undated": {
        "one": "One action has no dates and is not in the figure.",
        "other": "{count} actions have no dates and are not in the figure.",
    },
    "follow.said": "{words}.",
    "follow.recommendation": "Carries out {id}.",
    "follow.after": "After {list}.",
    "follow.staff": "Takes {staff}.",
    "follow.free": "Costs nothing.",
    "follow.cost": "Costs {cost}.",
    "follow.funding": "Paid by: {funding}.",
    "follow.support": "Support: {support}.",
    "follow.origin": "Origin: {origin}.",
    "follow.evidence": "Evidence: {list}.",
    "follow.proposed": "Proposed for {period}.",
    "follow.from": "from {start}",
    "follow.until": "until {end}",
    "follow.overdue": "{status}, overdue since {due}",
    "follow.at_risk": "{status}, at risk:",
    "risk.not_begun": "its first day has passed",
    "risk.waits_for_dropped": "it waits for {id}, which was dropped",
    "risk.waits_for_late": "it waits for {id}, which is overdue or at risk",
    "risk.too_early": "it is to begin before {id} ends",
    "risk.no_end": "it has no last day",
    "risk.no_owner": "nobody is responsible",
    "follow.finished": "{status}, on {on}",
    "follow.note": (
        "Done: declared by those responsible. Verified: evidence was seen. Overdue and at risk as on the date of the mission."
    ),
    "status.planned": "planned",
    "status.started": "started",
    "status.done": "done",
    "status.verified": "verified",
    "status.dropped": "dropped",
    "column.due": "Due",
    "column.status": "Status",
}
