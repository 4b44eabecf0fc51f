"""English: the plan as a report of its own."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

PLAN_EDITION: Mapping[str, Message] = {
    # Cover and metadata.
    "pe.kicker": "Action plan · round {round}",
    "pe.kicker_public": "Public form of the action plan · round {round}",
    "pe.title": "Action plan for customs risk management",
    "pe.report_title": "Action plan: {administration}",
    "pe.subject": "Action plan, round {round}, as of {date}",
    "pe.identifier": "{mission} · plan · {checksum}",
    "pe.identifier_unsigned": "{mission} · plan",
    "pe.cover.period": "Period of the plan",
    # The page that says it all.
    "pe.page.title": "The plan in two minutes",
    "pe.lead": (
        "{actions} over {months}, from {start} to {end}, are to take customs risk management of {administration} from "
        "level {now} to level {then}."
    ),
    "pe.lead_no_level": (
        "{actions} over {months}, from {start} to {end}, are to bring customs risk management of {administration} to its "
        "targets."
    ),
    "pe.lead_undated": "{actions} are to bring customs risk management of {administration} to its targets; none has dates yet.",
    "pe.actions": {"one": "{count} action", "other": "{count} actions"},
    "pe.purpose": (
        "The plan follows from the diagnostic of {date}. For each action it says what is to be delivered, when it counts as "
        "done, who answers for it, from when to when, after what, and what it takes."
    ),
    "pe.purpose_public": (
        "The plan follows from the diagnostic of {date}. All sums here are of the actions that are described here."
    ),
    "pe.none": (
        "There is no action to plan: every indicator that could be assessed stands at its target or above it, and no adopted "
        "action is open."
    ),
    "pe.none_unknown": "Without any answer there is no action to plan.",
    "pe.made_of": {
        "one": (
            "Of the {every} actions one stands in the plan that the administration has adopted; the other {proposed} are proposed."
        ),
        "other": (
            "Of the {every} actions {count} stand in the plan that the administration has adopted; proposed and not adopted yet "
            "are {proposed}."
        ),
    },
    "pe.all_adopted": "All of them stand in the plan that the administration has adopted.",
    "pe.all_proposed": "All of them are proposed: the administration has not adopted any of them yet.",
    "pe.card.actions": {"one": "action", "other": "actions"},
    "pe.card.waves": {"one": "in {count} wave, over {months}", "other": "in {count} waves, over {months}"},
    "pe.card.undated": "none of them with dates",
    "pe.card.staff": "person-months of own staff",
    "pe.card.staff_note": {"one": "staff not given for {count} action", "other": "staff not given for {count} actions"},
    "pe.card.money": "cost",
    "pe.card.cost": "{currency}, own staff not included",
    "pe.card.cost_millions": "million {currency}, own staff not included",
    "pe.card.cost_note": {"one": "no amount for {count} action", "other": "no amount for {count} actions"},
    "pe.cost_partly": {"one": "{cost} + {count} unpriced", "other": "{cost} + {count} unpriced"},
    "pe.named": "{id} ({name})",
    "pe.card.level": "overall level, if all is done",
    "pe.card.level_note": "today {now}",
    "pe.card.targets": "indicators at target, if all is done",
    "pe.card.targets_note": "today {now}, of {every}",
    "pe.waves.caption": "The plan by wave",
    "pe.waves.note": "A wave holds what ends in it.",
    "pe.waves.undated": "Without dates",
    "pe.waves.unpaid": "without a payer",
    "pe.closing.all": "Each action closes missing items that hold a level down.",
    "pe.closing.some": {
        "one": "One action closes missing items that hold a level down.",
        "other": "{count} actions close missing items that hold a level down.",
    },
    "pe.closing.none": {
        "one": "One closes none, and its row says why it is there: {list}.",
        "other": "{count} close none, and their rows say why they are there: {list}.",
    },
    "pe.lead_sooner": {
        "one": "That level is reached on {day}, after {months}; one action goes on until {end}: {list}.",
        "other": "That level is reached on {day}, after {months}; {count} actions go on until {end}: {list}.",
    },
    "pe.card.unpaid": "of which {amount} that nobody pays",
    "pe.watch.more": {
        "one": "One more risk stands in the chapter on the risks of the plan.",
        "other": "{count} more risks stand in the chapter on the risks of the plan.",
    },
    "pe.watch.short": {
        "one": "One indicator stays short of its target even when all is done: {list}.",
        "other": "{count} indicators stay short of their targets even when all is done: {list}.",
    },
    "pe.reach.no_more": "After that ({waves}) no level rises any more.",
    "pe.arrows": (
        "A line stands at the beginning of every quarter. Arrows lead from an action to those that wait for it. What began, or "
        "should have ended, before the plan stands at the left edge."
    ),
    "pe.data_range": " Data: from {first} to {last}.",
    "pe.first_day": "first day of the plan, {day}",
    "pe.watch.title": "What to watch",
    "pe.watch.none": "The data show no risk of the plan itself.",
    "pe.calendar.title": "The plan on a page",
    "pe.calendar.none": "No action has dates, so that there is nothing to draw. The first thing to do is to date them.",
    "pe.calendar.undated_one": "One action has no last day and is not in the figure; {section} lists it.",
    "pe.calendar.undated": "{count} actions have no last day and are not in the figure; {section} lists them.",
    # How to read.
    "pe.reading.title": "What is in this plan",
    "pe.reading.terms": "Words that this plan uses",
    "pe.term.wave": "Wave",
    "pe.term.wave.meaning": (
        "Quick wins end in the first 3 months, the short term ends after 6 months, the medium term after 18, the long term "
        "after 36. An action that is overdue is due at once and stands in the first wave, or, where it waits for another, with "
        "that one."
    ),
    "pe.term.after": "After",
    "pe.term.after.meaning": (
        "An action begins when those behind this word are finished; exceptions stand among the risks of the plan."
    ),
    "pe.term.place": "(1/2), (2/2)",
    "pe.term.place.meaning": "The first, the second of the actions that only together lead an indicator to one level.",
    "pe.term.critical": "Critical path",
    "pe.term.critical.meaning": (
        "The chain of actions that wait for each other and together take most months. The plan cannot be shorter than that; "
        "where dates leave room between two of them, a delay need not move the next."
    ),
    "pe.term.closes": "Closes",
    "pe.term.closes.meaning": "The missing items of the diagnostic that the action supplies; {annex} gives them in words.",
    "pe.term.class": "≈",
    "pe.term.class.meaning": "The amount that stands for a cost class, and no estimate of the action itself.",
    "pe.term.proposed": "Proposed, adopted",
    "pe.term.proposed.meaning": (
        "Proposed is what follows from the diagnostic. Adopted is what the administration has put into its plan, with its own "
        "dates, owners and money."
    ),
    "pe.term.done": "Done, verified",
    "pe.term.done.meaning": (
        "Done is what those responsible say. Verified is what somebody has seen proven. Only what is verified counts as finished."
    ),
    # Actions, wave by wave.
    "pe.actions.title": "The actions, wave by wave",
    "pe.actions.opening": (
        "Within a wave actions stand in the order in which they begin. Under each stands what it delivers, when it counts as "
        "done and how it stands."
    ),
    "pe.wave.opening": "{actions}: {staff}, {cost}.",
    "pe.wave.table": "{wave}: actions",
    "pe.undated.title": "Without dates",
    "pe.undated.opening": {
        "one": "One action has no last day. Until it has one, nobody can say whether it is late.",
        "other": "{count} actions have no last day. Until they have one, nobody can say whether they are late.",
    },
    "pe.column.when": "Action, from – to",
    "pe.when.title": "{title};",
    "pe.when.special": "; {list}",
    "pe.column.what": "What is done, and when it counts",
    "pe.column.takes": "Takes and closes",
    "pe.no_dates": "no dates",
    "pe.from": "from {day}",
    "pe.until": "until {day}",
    "pe.nobody": "nobody named yet",
    "pe.proposed": "proposed",
    "pe.overdue": "overdue",
    "pe.status_overdue": "{status}, overdue",
    "pe.to_level": "{short}, to level {level}",
    "pe.bar": "{short}, level {level}",
    "pe.towards_level": "{short}, towards level {level}",
    "pe.one_of": "{title} ({place}/{places})",
    "pe.find_out": "Find out where it stands: {short}",
    "pe.adopted_status": "adopted; {status}.",
    "pe.done_adapted": "{id}: {need}.",
    "pe.done_unset": "Not set: to be agreed with whoever is responsible.",
    "pe.beside": {
        "one": "{list} is proposed for the same indicator ({indicator}): agree which of the two goes on.",
        "other": "{list} are proposed for the same indicator ({indicator}): agree which of them go on.",
    },
    "pe.label.deliverable": "Deliverable:",
    "pe.label.done_when": "Done when:",
    "pe.label.status": "Status:",
    "pe.label.remark": "Remark:",
    "pe.label.earlier": "Before:",
    "pe.label.cost": "Cost:",
    "pe.label.funding": "Paid by:",
    "pe.label.support": "Support:",
    "pe.label.closes": "Closes:",
    "pe.label.closes_none": "Closes no missing item:",
    "pe.after_inherited": "after {list}, as the recommendation asks",
    "pe.ends_later": "{id} ends later, on {end}",
    "pe.again.done": "Reported done as {id} ({day}).",
    "pe.again.done_undated": "Reported done as {id}.",
    "pe.again.verified": "Verified as {id} ({day}); that no longer holds.",
    "pe.again.verified_undated": "Verified as {id}; that no longer holds.",
    "pe.again.dropped": "Dropped as {id} ({day}).",
    "pe.again.dropped_undated": "Dropped as {id}.",
    "pe.again.paid": "It cost {cost}.",
    "pe.again.answer": "{id}, answered {answer}",
    "pe.again.missing": {"one": "Still missing: {list}.", "other": "Still missing: {list}."},
    "pe.again.nothing": "Nothing that it closes is missing: find out whether it is still needed.",
    "pe.there.prepares": "it prepares {list}.",
    "pe.there.adopted": "the administration has put it into its plan.",
    "pe.there.asked": "the mission asks for it.",
    "pe.there.judged": "the answers are there already, and the team's judgement holds {indicator} down.",
    "pe.there.met": (
        "what it closes is answered as needed, and {indicator} is below its target. Find out first whether it is still needed."
    ),
    "pe.there.met_others": {
        "one": (
            "what it closes is answered as needed already; {indicator} is below its target because of what {list} closes. Find out "
            "first whether it is still needed."
        ),
        "other": (
            "what it closes is answered as needed already; {indicator} is below its target because of what {list} close. Find out "
            "first whether it is still needed."
        ),
    },
    "pe.cost_class": "≈ {cost} (class “{name}”)",
    "pe.staff_unknown": "Staff not given.",
    "pe.staff": "{staff}.",
    "pe.cost_unknown": "not given",
    # What must come first.
    "pe.first_things.title": "What must come first",
    "pe.first.title": "The next deadlines",
    "pe.first.next": "{id} {what}: {who}, by {end}",
    "pe.first.next_nobody": "{id} {what}: nobody is named yet, by {end}",
    "pe.first.overdue": "{id} {what}: {who}, overdue since {end}",
    "pe.first.overdue_nobody": "{id} {what}: nobody is named yet, overdue since {end}",
    "pe.first.rest": "{annex} gives the deadlines of all actions.",
    "pe.path.one": "The longest action is {id}: {months}. No chain of actions that wait for each other is longer.",
    "pe.path.many": (
        "The longest chain of actions that wait for each other takes {months}; the plan cannot be shorter than that:"
    ),
    "pe.first_things.none": "No action waits for another one, so that all can begin when staff and money allow.",
    "pe.first_things.opening": {
        "one": "One action must be finished before others can begin. It is worth the attention of whoever steers the plan.",
        "other": (
            "{count} actions must be finished before others can begin. They are worth the attention of whoever steers the plan."
        ),
    },
    "pe.first_things.table": "Actions that others wait for",
    "pe.column.first": "Comes first",
    "pe.column.waiting": "What waits for it, and why",
    "pe.column.slack": "May end later by",
    "pe.waits": "{id} {short}: {why}.",
    "pe.waits_named": "{id} {short}.",
    "pe.waits_all": "In each case {why}.",
    "pe.why.builds_on": "it builds on what this delivers",
    "pe.why.same": "it raises the same indicator further",
    "pe.why.level": "it needs {indicator} at level {level}",
    "pe.why.known": "it depends on where that indicator stands",
    "pe.why.plan": "the plan says so",
    "pe.first_things.note": (
        "May end later by: whole months before the first action that waits for it would have to move."
    ),
    "pe.column.ends": "Ends",
    # Staff and money.
    "pe.means.title": "Staff and money",
    "pe.staff.title": "Staff",
    "pe.column.running": "Actions that run",
    "pe.staff.table": "Person-months by quarter",
    "pe.staff.table_years": "Person-months by year",
    "pe.staff.unknown": {
        "one": "Of one action nobody has said how much staff it takes; it is not counted.",
        "other": "Of {count} actions nobody has said how much staff they take; they are not counted.",
    },
    "pe.staff.fullest": "The fullest quarter, {period}, asks for {staff}.",
    "pe.staff.rounded": "Each figure is rounded on its own, the total too.",
    "pe.staff.none": "No dated action says how much staff it takes.",
    "pe.staff.begun": (
        "Of an action that has begun, or is overdue, all staff is counted from the first day of the plan on, as nobody has said "
        "how much of it is left."
    ),
    "pe.money.title": "Money",
    "pe.money.table": "Cost by wave and by the year in which actions begin",
    "pe.money.table_in": "Cost by wave and by the year in which actions begin, in {currency}",
    "pe.money.note": "An action is counted whole, in the year in which it begins. Own staff is not in it.",
    "pe.money.note_begun": (
        "An action is counted whole, in the year in which it begins; what began before the plan should be in the budgets of those "
        "years. Own staff is not in it."
    ),
    "pe.money.unknown": {
        "one": "Of one action the cost is not known; no sum holds it.",
        "other": "Of {count} actions the cost is not known; no sum holds them.",
    },
    "pe.money.none": "No amounts are known: neither the mission nor the plan gives any.",
    "pe.money.nothing": "No action costs money apart from own staff.",
    "pe.money.before": "Before {start}",
    "pe.money.paid": "of which a payer is named",
    "pe.money.unpaid": "of which adopted, without a payer",
    "pe.money.proposed": "of which proposed, to be found",
    "pe.money.class": "“{name}” {cost}",
    "pe.money.classes": (
        "A cost marked ≈ is the amount that the mission has set for a cost class, and no estimate of the action itself: {list}. "
        "Of {whole} such costs make up {part} ({share})."
    ),
    "pe.money.classes_all": (
        "All costs of the plan are amounts that the mission has set for cost classes, and no estimates of the actions themselves: "
        "{list}. At an action they are marked ≈; sums are made of them."
    ),
    "pe.money.later": "Later",
    "pe.money.undated": "No year",
    "pe.money.support_table": "Actions by funding and support",
    "pe.money.support_note": (
        "Who pays and who helps is what the adopted plan names; of a proposed action it is what the action can use. An amount is "
        "not divided among several payers."
    ),
    "pe.column.actions": "Actions",
    "pe.column.payer": "Who pays",
    "pe.column.helper": "Who helps",
    "pe.source.nobody": "nobody named",
    "pe.source.free": "costs nothing",
    "pe.source.unknown": "cost not known",
    "pe.source.proposed": "{list} (proposed)",
    "pe.source.open": "nobody named (proposed)",
    "pe.column.partners": "With",
    "pe.column.held_by": "What keeps it there",
    "pe.today.no_date": "no date",
    "pe.need.date": {
        "one": "a date within the month before the next assessment",
        "other": "a date within the {count} months before the next assessment",
    },
    "pe.closes.shared": "Also closed by {list}: whichever is finished first.",
    "pe.open.dropped": {
        "one": "The administration has dropped one adopted action:",
        "other": "The administration has dropped {count} adopted actions:",
    },
    "pe.open.dropped_one": "{id}: {what}.",
    "pe.open.asked_again": "The diagnostic calls for it again: {id}.",
    "pe.open.judged": (
        "The answers alone would give more; the team's judgement holds it at level {level}, and no action closes a judgement: "
        "{reason}."
    ),
    "pe.open.nothing": "Nothing that was asked.",
    "pe.open.question": "{id} {question} {why}",
    "pe.open.left_out": {
        "one": "The action that closes it is left out ({list}).",
        "other": "The actions that close it are left out ({list}).",
    },
    "pe.open.planned": {
        "one": "{list} closes it, and more is needed for this level.",
        "other": "{list} close it, and more is needed for this level.",
    },
    "pe.open.not_called": {
        "one": "{list} would close it, but this diagnostic does not call for it.",
        "other": "{list} would close it, but this diagnostic does not call for them.",
    },
    "pe.open.no_action": "No action of the framework closes it for this level: the administration has to find its own.",
    "pe.column.which": "Which",
    # Annexes.
    "pe.roles.title": "Who does what by when",
    "pe.roles.opening": "Actions by the post that leads them, those of each post in the order in which they are due.",
    "pe.roles.table": "Actions by responsible post",
    "pe.roles.head": {"one": "{role} ({count} action)", "other": "{role} ({count} actions)"},
    "pe.roles.nobody": {"one": "Nobody named yet ({count} action)", "other": "Nobody named yet ({count} actions)"},
    "pe.closes.title": "What each action closes",
    "pe.closes.opening": (
        "A missing item is a question whose answer holds a level down. The table gives what was answered and what the answer "
        "must be for the level to which the action leads."
    ),
    "pe.closes.none": "No open action closes a missing item that the questions know.",
    "pe.closes.table": "Missing items by action",
    "pe.column.today": "Today",
    # Public form.
    "pe.public.lead": "This public form describes {actions}, planned over {months}, from {start} to {end}.",
    "pe.public.counts": "Actions described here, by dimension and wave",
    "pe.public.levels_title": "Where the plan starts",
}
