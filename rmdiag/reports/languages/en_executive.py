"""English: the executive edition and the one page for the debrief, each also in its public form."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

EXECUTIVE: Mapping[str, Message] = {
    # What they are.
    "executive.name": "Executive report",
    "executive.name_public": "Where customs risk management stands",
    "executive.title": "Executive report: {administration}",
    "executive.subject": "Executive report, round {round}, as of {date}",
    "executive.identifier": "executive report",
    "executive.start": "What to do first",
    "executive.strong": "What is strong",
    "executive.holding": "What holds levels down",
    "executive.now": "What to decide now",
    "executive.reach": "What the plan reaches, and what it takes",
    "executive.unknown": "What is not known",
    "executive.next": "What comes next",
    "one-pager.name": "Debrief on one page",
    "one-pager.name_public": "Where customs risk management stands, on one page",
    "one-pager.title": "Debrief on one page: {administration}",
    "one-pager.subject": "Debrief on one page, round {round}, as of {date}",
    "one-pager.identifier": "debrief on one page",
    "one-pager.strong": "What is strong",
    "one-pager.holding": "Main obstacles",
    "one-pager.unknown": "What we do not know",
    "one-pager.next": "Next date",
    # Masthead.
    "brief.facts": "{edition} · Round {round} · As of {date}.",
    "brief.facts_mission": "{edition} · Round {round} · Mission: {period} · As of {date}.",
    "brief.facts_filled_in": "{edition} · Round {round} · Filled in: {period} · As of {date}.",
    "brief.clearance": "{words}.",
    "brief.readers": "{words}.",
    "brief.draft": "Draft for comment.",
    "brief.indicative": "Indicative levels.",
    "brief.public_form": "Public form: without what could help somebody to avoid a control",
    "brief.identifier_full": "{mission} · {edition} · {checksum}",
    "brief.identifier_full_unsigned": "{mission} · {edition}",
    "brief.identifier_public": "{mission} · {edition}, public form · {checksum}",
    "brief.identifier_public_unsigned": "{mission} · {edition}, public form",
    # Where the administration stands.
    "brief.headline": "{administration}: level {level} on a scale of {lowest} to {top}. {reached}",
    "brief.headline_base": (
        "{administration}: level {level} on a scale of {lowest} to {top}; {alone} on the framework alone, without the overlay. "
        "{reached}"
    ),
    "brief.card_no_level": "Indicators at their targets",
    "brief.targets_none": "No targets are set",
    "brief.targets_open": "Targets “{name}”, not agreed yet",
    "brief.targets_agreed": "Targets “{name}”, agreed on {date}",
    "brief.profile": "Level of each dimension, beside its target",
    "brief.profile_alternative": "Level and target of each dimension. {list}.",
    "brief.profile_one": "{dimension}: level {level}, target {target}",
    "brief.profile_open": "Grey: levels still possible, as answers are unknown or disputed or a level was judged.",
    "brief.heading_level": "level",
    "brief.moved": (
        "In round {round}, as of {date}, the overall level was {old}; now it is {new}. Of {compared} with a level in both "
        "rounds, {up} stand higher and {down} lower."
    ),
    "brief.moved_base": (
        "On the framework alone, the only basis on which rounds are compared, the overall level was {old} in round {round}, as "
        "of {date}, and is {new} now; {stands} with the overlay. Of {compared} with a level in both rounds, {up} stand higher "
        "and {down} lower."
    ),
    "brief.moved_counts": (
        "Since round {round}, as of {date}, {up} of {compared} with a level in both rounds stand higher and {down} lower."
    ),
    "brief.not_compared": (
        "Levels are not compared with those of round {round}, as of {date}: one of the two rounds asked only a part of the "
        "questions."
    ),
    "brief.nothing": (
        "No question that counts is answered yet. So nothing can be said of where the administration stands, and there is "
        "nothing to plan. These are the first things to do:"
    ),
    "brief.start_name": "Name one person who collects the answers and settles by when.",
    "brief.start_ask": "Ask those who know: {list}.",
    "brief.start_evidence": "For every answer, keep the document, record or screen that proves it.",
    "brief.start_score": "When four fifths of the questions that count are answered, an overall level can be given.",
    "brief.ask_role": {"one": "{role} ({count} question)", "other": "{role} ({count} questions)"},
    "brief.ask_others": {"one": "{count} other role", "other": "{count} other roles"},
    # What is strong.
    "brief.asks_for": "Level {level} asks for this: {words}.",
    "brief.strength": "{indicator}: {level}, {confidence}.",
    "brief.strength_judged": "{indicator}: {level}, {confidence}, as judged by the team.",
    "brief.evidence": "Evidence: {list}.",
    "brief.no_evidence": "No evidence is registered for it.",
    # What holds levels down.
    "brief.holding_opening": {
        "one": (
            "This is the main obstacle. A level is reached only when everything asked for it, and for all levels below, is met."
        ),
        "other": (
            "These are the {count} main obstacles: first those for which most other indicators wait, then by priority. A level "
            "is reached only when everything asked for it, and for all levels below, is met."
        ),
    },
    "brief.holding_more": {
        "one": "{count} more indicator is short of its target; for it too the diagnostic report says what is missing.",
        "other": "{count} more indicators are short of their targets; for each the diagnostic report says what is missing.",
    },
    "brief.nothing_holds": "Nothing: every indicator has reached its target.",
    "brief.nothing_holds_partly": (
        "Nothing that is known: what could be assessed has reached its target. What could not comes first."
    ),
    "holding.title": "{indicator}: level {level}, target {target}",
    "holding.entry": "{indicator}, level {level}, target {target}: {missing}",
    "holding.asked": "{question} Answer: {answer}.",
    "holding.needed": "For level {level} the answer has to be: {need}.",
    "holding.further": {
        "one": "One more condition of level {level} is not met.",
        "other": "{count} more conditions of level {level} are not met.",
    },
    "holding.judged": "The answers would give level {computed}; the assessors judged otherwise, with a written reason.",
    "holding.nothing_asked": "No question that was asked holds it: the assessors judged it by its description.",
    "holding.waiting": {
        "one": "One other indicator cannot rise before this one does: {list}.",
        "other": "{count} other indicators cannot rise before this one does: {list}.",
    },
    "holding.unmet": {
        "one": "one condition of level {level} is not met.",
        "other": "{count} conditions of level {level} are not met.",
    },
    "holding.settled": "To be settled by {end}: {who}.",
    "holding.settled_adopted": "Action {id} is adopted for it, due by {end}: {who}.",
    "holding.settled_overdue": "Action {id} was adopted for it and is overdue since {end}: {who}.",
    "holding.settled_not_planned": "It could be settled by: {who}. It is not in the plan.",
    "holding.beside": "Also adopted for it: {id}, {action} ({day}, {who}).",
    "holding.nobody": "The framework has no recommendation for it.",
    # What to decide now.
    "brief.first_wave": "{wave}: the first actions, to be done by {end}",
    "brief.first_steps": {"one": "The first action", "other": "The first {count} actions"},
    "brief.column_step": "Action and deliverable",
    "brief.column_by": "By",
    "brief.column_takes": "Cost, outside help",
    "brief.action": "{action}: {what}",
    "brief.step_of": "{title}, step {place} of {places}",
    "brief.mark": "({words})",
    "brief.mark_adopted": "adopted",
    "brief.mark_overdue": "overdue since {date}",
    "brief.mark_begun": "partly there",
    "brief.step_ids": "The letters and numbers name the action in the action plan.",
    "brief.more_steps": {
        "one": "The letters and numbers name the action in the action plan, which has {count} more action of this wave.",
        "other": "The letters and numbers name the action in the action plan, which has {count} more actions of this wave.",
    },
    "brief.find_out": {
        "one": "What is not known yet is found out: {list}",
        "other": "What is not known yet is found out: {list}",
    },
    "decide.title": "Only the minister or the head of the administration can decide:",
    "decide.conflict": "What was asked of the plan contradicts itself; the diagnostic report says how. One of the wishes has to give way.",
    "decide.targets": "Agree on the targets: the gaps, the plan and its cost all follow from them.",
    "decide.overdue": {
        "one": "Give a new date and means to what is overdue from the adopted plan, or drop it: {list}.",
        "other": "Give a new date and means to each action that is overdue from the adopted plan, or drop it: {list}.",
    },
    "decide.overdue_one": "{action} ({id}), due on {date}",
    "decide.adopt": {
        "one": "Adopt the plan of {count} action, name the post that answers for it, and confirm that it begins on {start}.",
        "other": (
            "Adopt the plan of {count} actions, name for each of them one post that answers for it, and confirm that it begins on "
            "{start}."
        ),
    },
    "decide.adopt_new": {
        "one": "Adopt {count} new action, planned from {start}, beside {already}, and name the post that answers for it.",
        "other": "Adopt {count} new actions, planned from {start}, beside {already}, and name for each of them one post that answers for it.",
    },
    "decide.already_adopted": {"one": "{count} that is adopted already", "other": "{count} that are adopted already"},
    "decide.keep": {
        "one": "Confirm the adopted action, who answers for it and its date.",
        "other": "Confirm the {count} adopted actions, who answers for them and their dates.",
    },
    "decide.money": "Release the money: {cost} until {end}, of it {first} for the first actions.",
    "decide.money_all": "Release the money: {cost} until {end}.",
    "decide.money_later": "Release the money: {cost} until {end}. The first actions cost nothing but staff time.",
    "decide.money_adopted": "Actions that are adopted already take {adopted} of it.",
    "decide.money_open": {
        "one": "For {count} action no amount is set yet.",
        "other": "For {count} actions no amount is set yet.",
    },
    "decide.money_doubt": {
        "one": "{cost} of it is for an action that closes nothing that is missing; find out first whether it is still needed: {list}.",
        "other": "{cost} of it is for {count} actions that close nothing that is missing; find out first whether they are still needed: {list}.",
    },
    "decide.money_none": "No money is asked for: the plan costs staff time only.",
    "decide.money_unknown": "Say what money there is: no amounts are set for the actions, so that the cost of the plan is not known.",
    "decide.staff": "Release staff: {staff} over the whole plan.",
    "decide.staff_fullest": "Release staff: {staff} over the whole plan, at most {fullest} in one quarter.",
    "decide.staff_open": {
        "one": "For {count} action no staff is given yet.",
        "other": "For {count} actions no staff is given yet.",
    },
    "decide.help": "Ask partners for help with new actions: {list}.",
    "decide.help_unpriced": (
        "Ask partners for help with new actions: {list}. Of actions without cost the plan does not price it: agree first on who pays."
    ),
    "decide.help_kind": {"one": "{kind} ({count} action)", "other": "{kind} ({count} actions)"},
    "decide.unpaid": {
        "one": "Decide whether more money can be found: {count} action that a gap calls for is not paid for ({list}).",
        "other": "Decide whether more money can be found: {count} actions that gaps call for are not paid for ({list}).",
    },
    "decide.fell": {
        "one": "Fell since round {round} and not in the plan: {list}. Decide whether to restore it.",
        "other": "Fell since round {round} and not in the plan: {list}. Decide whether to restore them.",
    },
    "decide.divergence": "{indicator} ({roles})",
    "decide.divergences": {
        "one": "Have {count} question settled on which services differ: {list}. Until then the less favourable answer counts.",
        "other": "Have {count} questions settled on which services differ: {list}. Until then the less favourable answer counts.",
    },
    # What the plan reaches.
    "brief.promise": "With all of the plan carried out it can reach {level} by {end}.",
    "brief.promise_before": "With the plan carried out it can reach {level} by {end}; the plan goes on until {last}.",
    "brief.promise_same": "The plan, until {end}, lifts single indicators and leaves the overall level at {level}.",
    "brief.made_of": {
        "one": "Of these actions {count} is adopted already and {new} are new.",
        "other": "Of these actions {count} are adopted already and {new} are new.",
    },
    "brief.reach_opening": (
        "If every action is carried out and all else stays as it is, the levels can be these. The plan begins on {start}; each "
        "column gives the month in which a wave ends."
    ),
    "brief.reach_table": "Levels today, after each wave, and the target",
    "brief.waves_table": "What each wave takes",
    "brief.column_ends": "Ends on",
    "brief.wave_by": "{wave}, by {month}",
    "brief.staff": "Own staff, person-months",
    "brief.reach_short": {
        "one": "Even then, one indicator stays short of its target: {list}.",
        "other": "Even then, {count} indicators stay short of their targets: {list}.",
    },
    "brief.reach_left_out": {
        "one": "{count} action that a gap calls for is left out of the plan.",
        "other": "{count} actions that gaps call for are left out of the plan.",
    },
    # What is not known.
    "brief.not_assessed": {
        "one": "One indicator could not be assessed: {list}.",
        "other": "{count} indicators could not be assessed: {list}.",
    },
    "brief.declared": {
        "one": "{count} of {all} levels is only declared: it rests on the word of one source.",
        "other": "{count} of {all} levels are only declared: they rest on the word of one source.",
    },
    "brief.unproven": {
        "one": "One answer is called verified without evidence that bears it.",
        "other": "{count} answers are called verified without evidence that bears it.",
    },
    "brief.differences": {
        "one": (
            "Administration and mission have both assessed {compared}; the administration sees {count} of them otherwise than the "
            "mission, and {above} higher."
        ),
        "other": (
            "Administration and mission have both assessed {compared}; the administration sees {count} of them otherwise than the "
            "mission, {above} of them higher."
        ),
    },
    "brief.differences_below": {
        "one": (
            "Administration and mission have both assessed {compared}; the administration sees {count} lower than the mission, and "
            "none higher."
        ),
        "other": (
            "Administration and mission have both assessed {compared}; the administration sees {count} lower than the mission, and "
            "none higher."
        ),
    },
    "brief.differences_above": {
        "one": (
            "Administration and mission have both assessed {compared}; the administration sees {count} higher than the mission, and "
            "none lower."
        ),
        "other": (
            "Administration and mission have both assessed {compared}; the administration sees {count} higher than the mission, and "
            "none lower."
        ),
    },
    "brief.divergences": {
        "one": "Services answer {count} question differently: {list}. The less favourable answer counts.",
        "other": "Services answer {count} questions differently: {list}. The less favourable answer counts.",
    },
    "brief.contradictions": {
        "one": "One claim does not fit with what else is known: {list}.",
        "other": "{count} claims do not fit with what else is known: {list}.",
    },
    "brief.contradiction": "({number}) {message} ({values})",
    "brief.self_only": "All answers are the administration's own; no mission has looked at them.",
    "brief.overlay": "Levels are made with the overlay “{title}”.",
    "brief.overlay_base": "Levels are made with the overlay “{title}”; on the framework alone the overall level is {level}.",
    "brief.indicative_means": "Levels were made from a part of the questions; with the others they can come out higher or lower.",
    "brief.all_known": "Every indicator could be assessed, and nobody contradicts anybody.",
    # What comes next.
    "brief.next_review": "{date}: the first wave ends, and senior management reviews what was done.",
    "brief.whom_to_ask": "Whom to ask about this report: {team}.",
    # Public forms.
    "brief_public.standing": "Where the administration stands",
    "brief_public.done": "What is planned",
    "brief_public.form": "About this form",
    "brief_public.headline": "{administration} manages risk at level {level} on a scale of {lowest} to {top}.",
    "brief_public.headline_indicative": (
        "{administration} manages risk at an indicative level {level} on a scale of {lowest} to {top}, made from a part of "
        "the questions."
    ),
    "brief_public.headline_dimensions": (
        "This is where {administration} stands in managing risk, by dimension, on a scale of {lowest} to {top}."
    ),
    "brief_public.headline_nothing": "Too little is assessed of {administration} to say in public where it stands.",
    "brief_public.what": (
        "Customs cannot look into every consignment. It manages risk: it finds out where the dangers are, controls there, and "
        "lets lawful trade pass. Each level is earned by facts, and shows how far that practice has come."
    ),
    "brief_public.card_dimensions": {
        "one": "of {all} dimensions is shown",
        "other": "of {all} dimensions are shown",
    },
    "brief_public.card_all_shown": "With their levels",
    "brief_public.card_some_shown": "With their levels; the others are not assessed or not shown",
    "brief_public.card_steps": {
        "one": "planned action is described here",
        "other": "planned actions are described here",
    },
    "brief_public.card_steps_note": "So that dimensions reach their targets",
    "brief_public.none_told": "No action is described here.",
    "brief_public.not_told": "not shown",
    "brief_public.dimension": "{dimension}. {purpose}",
    "brief_public.steps_in": "{dimension} ({count})",
    "brief_public.steps_by": "By dimension: {list}.",
    "brief_public.plan": {
        "one": "This action is planned, from {start} to {end}.",
        "other": "{count} of the planned actions are described here; they last from {start} to {end}.",
    },
    "brief_public.no_plan": "No actions are planned in this round.",
}
