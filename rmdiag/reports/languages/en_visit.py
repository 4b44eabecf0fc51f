"""English: the report of a study visit."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

VISIT: Mapping[str, Message] = {
    # Cover.
    "visit.title": "Study visit",
    "visit.kicker": "Report of the delegation · {round}",
    "visit.subtitle": "{administration} at {host}",
    "visit.report_title": "Study visit of {administration} at {host}",
    "visit.author": "Delegation",
    "visit.subject": "Study visit, {round}, closed on {date}",
    "visit.identifier": "{mission} · visit · {checksum}",
    "visit.identifier_unsigned": "{mission} · visit",
    "visit.party": "{name} ({country})",
    "visit.host_unnamed": "a host that is not named",
    "visit.visiting": "Visiting administration",
    "visit.host": "Host",
    "visit.dates": "Dates of the visit",
    "visit.closed": "Record closed on",
    "visit.delegation": "Delegation",
    "visit.notice": (
        "{not_wco} Levels of the host are the delegation's reading of what was shown for single indicators. They are "
        "no assessment of the host, and nothing in this report shows a level of the visiting administration. "
        "{disclaimer}"
    ),
    "visit.confidentiality.public": "Public",
    "visit.confidentiality.internal": "Internal: for the visiting administration and its ministry",
    "visit.confidentiality.restricted": "Restricted: for the delegation and those who carry out its actions",
    "visit.confidentiality.confidential": "Confidential: for the readers named by the head of the administration",
    # Summary.
    "visit.summary.title": "Summary",
    "visit.headline_dated": "{administration} visited {host}, {period}. {result}",
    "visit.headline": "{administration} visited {host}. {result}",
    "visit.result_none": "No observation was recorded, so no action follows from the visit.",
    "visit.result_no_action": {
        "one": "The delegation recorded {count} observation, for information; no action follows from it.",
        "other": "The delegation recorded {count} observations, all for information; no action follows from them.",
    },
    "visit.result": {
        "one": "The delegation came back with {count} action, due on {first}.",
        "other": "The delegation came back with {count} actions; the first is due on {first}, the last on {last}.",
    },
    "visit.result_undated": {
        "one": "The delegation came back with {count} action, which has no date yet.",
        "other": "The delegation came back with {count} actions, none of which has a date yet.",
    },
    "visit.card.observations": {"one": "observation", "other": "observations"},
    "visit.card.linked": {"one": "linked to {count} indicator", "other": "linked to {count} indicators"},
    "visit.card.dimensions": {"one": "dimension touched", "other": "dimensions touched"},
    "visit.card.of": {"one": "of {count} in the framework", "other": "of {count} in the framework"},
    "visit.card.actions": {"one": "action to carry out", "other": "actions to carry out"},
    "visit.card.information": {
        "one": "{count} observation is for information",
        "other": "{count} observations are for information",
    },
    "visit.card.no_information": "Every observation has an action",
    "visit.card.taken": {"one": "action with owner and date", "other": "actions with owner and date"},
    "visit.card.all_taken": "None is left open",
    "visit.card.untaken": {
        "one": "{count} still lacks one of them",
        "other": "{count} still lack one of them",
    },
    "visit.dimensions": "Dimensions touched: {list}.",
    "visit.dimension": "{dimension} ({indicators})",
    "visit.actions.caption": "What we will do, by date",
    "visit.actions.note": (
        "Numbers in the first column lead to the observation. The actions stand in the plan of this visit; "
        "{section} says how they get into the plan of the administration."
    ),
    "visit.actions.none": "No action was recorded.",
    "visit.column.action": "What we will do",
    "visit.column.indicator": "Linked indicator",
    "visit.no_owner": "nobody yet",
    "visit.no_date": "no date yet",
    "visit.status": "{action} Status: {status}.",
    # The visit.
    "visit.about.title": "The visit",
    "visit.about.purpose": "In the words of the delegation",
    "visit.about.scope": "Scope and limits",
    # Observations.
    "visit.seen.title": "What was seen",
    "visit.seen.opening": (
        "Each observation is one practice of the host. The level is the highest whose description, with each below "
        "it, was met by what was shown; the description of the level above it stands beside it, to show what the next "
        "step could be, for the host as for us."
    ),
    "visit.seen.evidence": "What the observations rest on: {list}.",
    "visit.seen.none": "No observation was recorded.",
    "visit.seen.untitled": "Observation {id}",
    "visit.seen.link": "{label} {indicator} ({dimension}).",
    "visit.seen.no_link": "{label} none was recorded.",
    "visit.seen.unknown_link": "{label} {id}, which the framework does not have.",
    "visit.seen.label": "Linked indicator:",
    "visit.seen.host_level": "The host: {level}",
    "visit.seen.next_level": "The next level: {level}",
    "visit.seen.top": "This is the highest level of the framework.",
    "visit.seen.no_level": "No level of the host was recorded: too little was shown to say.",
    "visit.seen.level_kept": "The level of the host is left out of a report with this circle of readers.",
    "visit.seen.bare_level": "The host: {level}, by the reading of the delegation.",
    "visit.cell.seen": "What was shown",
    "visit.cell.makes_it_work": "What makes it work there",
    "visit.cell.conditions": "Conditions at home",
    "visit.cell.action": "What we will do",
    "visit.cell.owner": "Responsible",
    "visit.cell.due": "By when",
    "visit.cell.noted_by": "Noted by",
    "visit.numbered_action": "{action} {id}",
    "visit.information": "For information",
    "visit.information.meaning": "The delegation recorded no action for this observation.",
    # Other records.
    "visit.records.before": "Purpose and programme",
    "visit.records.after": "Further records of the visit",
    "visit.records.empty": "Nothing was recorded.",
    "visit.records.silent": "Left empty by the delegation: {list}.",
    "visit.records.caption": "{text} ({id})",
    "visit.records.by": "{who}:",
    "visit.records.note": "Remark: {note}",
    "visit.records.evidence": "Evidence: {list}.",
    "visit.records.sheet": "Noted by",
    # From visit to plan.
    "visit.plan.title": "From the visit to the plan",
    "visit.plan.opening": {
        "one": (
            "The action above stands in the plan of this visit, under the number of its observation. A "
            "visit is written once and not followed up by itself: the action belongs in the plan of the mission that "
            "the administration keeps up to date."
        ),
        "other": (
            "The {count} actions above stand in the plan of this visit, each under the number of its "
            "observation. A visit is written once and not followed up by itself: the actions belong in the plan of "
            "the mission that the administration keeps up to date."
        ),
    },
    "visit.plan.none": (
        "No action was recorded. An observation becomes an action of the visit's plan as soon as its row names what "
        "will be done."
    ),
    "visit.plan.name": "Name one responsible role and one date for each action; leave out what nobody takes.",
    "visit.plan.enter": (
        "Ask whoever keeps the plan of that mission to enter each action under its number, with the host as its origin."
    ),
    "visit.plan.report": "Look for the actions, with their status, in the next report of that mission.",
}
