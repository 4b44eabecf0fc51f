"""English: ranked gaps, the action plan, follow-up."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

PLAN: Mapping[str, Message] = {
    "gaps.title": "Ranked gaps",
    "gaps.opening": {
        "one": "Of {all} with a level, {count} is short of its target.",
        "other": "Of {all} with a level, {count} are short of their targets.",
    },
    "gaps.none": "Every indicator with a level has reached its target.",
    "gaps.formula": (
        "They are ranked by priority: gap (target minus level) × criticality (core 3, standard 2, advanced 1) × impact"
        " of the recommendation (1 to 3) ÷ its effort (under 3 months 1, up to 12 months 2, longer 3). The "
        "recommendation that gives the highest figure ranks its indicator."
    ),
    "gaps.benefit": "Benefit",
    "gaps.effort": "Effort",
    "effort.S": "under 3 months",
    "effort.M": "3 to 12 months",
    "effort.L": "over 12 months",
    "gaps.corner_first": "do first",
    "gaps.corner_plan": "plan well",
    "gaps.corner_fill": "fit in",
    "gaps.corner_later": "do later",
    "gaps.figure": "Benefit against effort of the leading recommendation of each indicator",
    "gaps.figure_note": (
        "Benefit: gap × criticality × impact. The first {count} indicators of the ranking, in the colour of their "
        "present level."
    ),
    "gaps.figure_note_all": (
        "Benefit: gap × criticality × impact. Every ranked indicator, in the colour of its present level."
    ),
    "gaps.alternative": "Indicators by benefit and effort; the table of ranked gaps gives the same numbers.",
    "gaps.table": "Gaps in order of priority",
    "gaps.note": (
        "Arithmetic: gap × criticality × impact ÷ effort. Waits for: indicators that must reach a level first; the "
        "plan puts them before."
    ),
    "gaps.quotient": "{gap} × {weight} × {impact} ÷ {effort} = {priority}",
    "gaps.product": "{gap} × {weight} = {priority}",
    "gaps.waits": "{id} at {level}",
    "gaps.unknown": {
        "one": "{count} indicator could not be assessed; the first thing to do is to find out where it stands: {list}.",
        "other": "{count} indicators could not be assessed; the first thing to do is to find out where they stand: {list}.",
    },
    "gaps.unknown_many": (
        "{count} indicators could not be assessed, marked “{sign}” in {figure}; the first thing to do is to find out "
        "where they stand."
    ),
    "gaps.nothing_counts": "No indicator is in scope, so there is no gap to rank.",
    "column.rank": "No.",
    "column.now": "Now",
    "column.step": "Step",
    "column.arithmetic": "Arithmetic",
    "column.requires": "Waits for",
    # Action plan.
    "plan.title": "Recommendations and action plan",
    "plan.none": "Every indicator that could be assessed has reached its target, so there is no action to plan.",
    "plan.none_unknown": "Without any answer there is no action to plan.",
    "plan.opening": "The plan holds {steps} and takes {months} person-months of the administration's own staff.",
    "plan.steps": {"one": "{count} recommended step", "other": "{count} recommended steps"},
    "plan.rules": (
        "Months count from the adoption of the plan. A step begins when all it waits for is done; it stands in the "
        "wave in which it ends. Within these bounds steps follow their priority."
    ),
    "plan.prerequisites": {
        "one": "{count} step is there because another one waits for it, not for a gap of its own.",
        "other": "{count} steps are there because others wait for them, not for gaps of their own.",
    },
    "plan.find_out": {
        "one": "{count} further step is to find out where an indicator stands.",
        "other": "{count} further steps are to find out where indicators stand.",
    },
    "plan.find_out_only": {
        "one": "The first step is to find out where {count} indicator stands; then recommendations can be made.",
        "other": "The first steps are to find out where {count} indicators stand; then recommendations can be made.",
    },
    "plan.late": {
        "one": (
            "{count} step ends after month {last}, because of what it waits for: {list}. It is listed in the last wave."
        ),
        "other": (
            "{count} steps end after month {last}, because of what they wait for: {list}. They are listed in the last "
            "wave."
        ),
    },
    "plan.late_step": "{id} (month {month})",
    "plan.totals": "The plan by wave",
    "plan.totals_note": (
        "Cost: the sum of the amounts that the mission has set for the cost classes of the steps; staff time is not "
        "included."
    ),
    "plan.totals_note_classes": "Cost: number of steps per cost class; the mission has set no amounts for them.",
    "plan.wave": "{wave}: {months}",
    "plan.months": "months {start}–{end}",
    "plan.months_long": "months {start} to {end}",
    "plan.figure": "The plan in time",
    "plan.figure_part": "The plan in time, part {part} of {parts}",
    "plan.unit": "Months from adoption",
    "plan.alternative": "One bar per step, from its first to its last month; the tables of the waves give the same.",
    "plan.arrows": "Arrows lead from a step to those in this figure that wait for it; the tables name all.",
    "plan.bar": "{short}, to level {level}",
    "plan.table": "{wave}: steps",
    "plan.deliverable": "Deliverable: {deliverable}.",
    "plan.after": "after {list}",
    "plan.person_months": {"one": "{number} person-month", "other": "{number} person-months"},
    "plan.takes": "{months}. Cost: {cost}.",
    "plan.takes_supported": "{months}. Cost: {cost}. Support: {support}.",
    "plan.find_out_action": "Find out where “{indicator}” stands: a short visit or a written question.",
    "plan.find_out_by": "Assessment team",
    "plan.find_out_done": "The open questions are answered.",
    "plan.done": "{completion}.",
    "column.wave": "Wave",
    "column.months": "Months",
    "column.steps": "Steps",
    "column.person_months": "Person-months",
    "column.money": "Cost",
    "column.cost": "Cost classes",
    "column.action": "Action",
    "column.responsible": "Responsible",
    "column.done_when": "Done when",
    "column.takes": "Staff and cost",
    "wave.quick_win": "Quick wins",
    "wave.short": "Short term",
    "wave.medium": "Medium term",
    "wave.long": "Long term",
    "cost.none": "none",
    "cost.low": "low",
    "cost.medium": "medium",
    "cost.high": "high",
    "cost.counted": "{count} {cost}",
    "cost.with_money": "{cost} ({money})",
    "support.national_budget": "national budget",
    "support.expert": "expert",
    "support.peer_visit": "peer visit",
    "support.training": "training",
    "support.donor_project": "donor project",
    # Follow-up.
    "follow.title": "Follow-up",
    "follow.opening": "So that the plan is carried out:",
    "follow.adopt": "The executive adopts the plan, names for each step one responsible post, and sets its date.",
    "follow.review": (
        "The executive reviews the plan when a wave ends, after {months} months, and minutes what it decides."
    ),
    "follow.proof": ("A step counts as done only when the evidence named under “Done when” has been seen."),
    "follow.find_out": "What could not be assessed is found out first, since it may change the order of the plan.",
    "follow.again": (
        "The next round uses the same edition of the framework ({edition}), so that levels can be compared."
    ),
    "follow.earlier": "Actions taken over from earlier work: {counts}.",
    "follow.counted": "{count} {status}",
    "follow.caption": "Earlier and adopted actions",
    "follow.origin": "Origin: {origin}.",
    "follow.note": "Done: declared by those responsible. Verified: evidence was seen.",
    "status.planned": "planned",
    "status.started": "started",
    "status.done": "done",
    "status.verified": "verified",
    "status.dropped": "dropped",
    "column.due": "Due",
    "column.status": "Status",
}
