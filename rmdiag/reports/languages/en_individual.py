"""English: the report of a person's assessment, in words that the candidate will read."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

INDIVIDUAL: Mapping[str, Message] = {
    # Cover and identity.
    "individual.kicker": "Individual assessment · {round}",
    "individual.coded": "Candidate {code}",
    "individual.uncoded": "Candidate without a code",
    "individual.report_title": "Individual assessment: {candidate}",
    "individual.author": "Panel of assessors",
    "individual.subject": "Individual assessment, {round}, as of {date}",
    "individual.identifier": "{mission} · individual · {checksum}",
    "individual.identifier_unsigned": "{mission} · individual",
    "individual.confidentiality": "Confidential: for the candidate and the panel",
    "individual.readers": "Readers",
    "individual.readers.meaning": (
        "The candidate and the panel. The candidate decides who else may read it. The report names the candidate by a code."
    ),
    "individual.name": "Name",
    "individual.candidate": "Candidate",
    "individual.assessor": "Assessor {letter}",
    "individual.assessors_named": "Assessors {letters}",
    "individual.text_yes": "{words} (meets what is asked)",
    "individual.text_partly": "{words} (meets part of what is asked)",
    "individual.text_no": "{words} (does not meet what is asked)",
    "individual.text_open": "{words}",
    "individual.partly": "partly: {facts}",
    "unit.one.facts": "fact",
    "unit.one.listeners": "listener",
    "unit.one.weaknesses": "weakness",
    "unit.one.slides": "slide",
    "individual.key.open": "open",
    "individual.key.needed": "needed",
    # The result.
    "individual.result.title": "Result",
    "individual.no_panel.title": "No assessor has handed in a sheet",
    "individual.no_panel.own": (
        "What follows is the candidate's own view. It helps to prepare for the exercises and decides nothing."
    ),
    "individual.no_panel.nothing": "Nothing has been answered yet, so there is no result to tell.",
    "individual.outcome.met": "{title}: yes",
    "individual.outcome.unmet": "{title}: not yet",
    "individual.outcome.open": "{title}: not decided",
    "individual.asked": "What is asked: {meaning}",
    "individual.assessors": {
        "one": "{count} assessor handed in a sheet; at least {needed} are needed.",
        "other": "{count} assessors handed in sheets; at least {needed} are needed.",
    },
    "individual.assessors_none": "No assessor handed in a sheet; at least {needed} are needed.",
    "individual.unsettled": {
        "one": "They left one question open between them: {list}.",
        "other": "They left {count} questions open between them: {list}.",
    },
    "individual.question": "{text} ({id})",
    "individual.all_settled": "They left no question open between them.",
    "individual.short.caption": "{title}: what is not there yet",
    "individual.short.certain": "certain: what is still open could not change it",
    "individual.short.open": "open: levels {interval} are possible until it is settled",
    "individual.short.few": "open: more assessors have to be heard",
    "individual.short.unknown": "open: nothing is known yet",
    "individual.panel_words": "In the words of the panel",
    "individual.profile": "Competencies on the scale",
    "individual.profile.alternative": (
        "One row per competency on the scale of levels, with what is still open and the needed level; the table of "
        "competencies gives the numbers."
    ),
    "individual.competencies": "The competencies in numbers",
    "individual.competencies.note": (
        "At level: parts that stand at the needed level. Panel: the mean of the parts; a mean at its mark can hide a part "
        "below it, so the column At level decides. Open: what unsettled or unknown answers still allow. Own view: "
        "the candidate's own sheet, as a span where the candidate could not know a count. No "
        "overall number is formed: a person is not one number."
    ),
    "individual.of": "{count} of {all}",
    "individual.column.competency": "Competency",
    "individual.column.panel": "Panel",
    "individual.column.so_far": "So far",
    "individual.column.interval": "Open",
    "individual.column.own": "Own view",
    "individual.column.needed": "Needed",
    "individual.column.reached": "At level",
    "individual.column.behaviour": "What was looked at",
    "individual.column.shown": "Shown",
    "individual.column.certain": "How certain this is",
    # The assessment.
    "individual.assessment.title": "The assessment and its levels",
    "individual.role": "Function",
    "individual.sent_by": "Sent by",
    "individual.sender": "{administration}, {country}",
    "individual.when": "Exercises",
    "individual.panel": "Panel",
    "individual.needed_levels": "Needed levels",
    "individual.scope": "What was looked at, and what was not",
    "individual.levels.opening": (
        "Each part of a competency has five levels. They describe what was seen or heard in an exercise, never what "
        "somebody is like. A level counts when everything it asks for was seen, and everything the levels below it ask "
        "for."
    ),
    "individual.levels.caption": "The levels",
    "individual.column.level": "Level",
    "individual.column.meaning": "What it means",
    # A competency and its parts.
    "individual.competency.certain": {
        "one": "The panel saw level {level}. The candidate's own view: {own}. {reached} of {count} part is at its needed level.",
        "other": (
            "The panel saw level {level}, as the mean of {count} parts. At their needed level: {reached} of {count}. The "
            "candidate's own view: {own}."
        ),
    },
    "individual.competency.open": {
        "one": (
            "The panel saw level {level}, with {interval} still open. The candidate's own view: {own}. {reached} of "
            "{count} part is at its needed level."
        ),
        "other": (
            "The panel saw level {level}, as the mean of {count} parts, with {interval} still open. At their needed "
            "level: {reached} of {count}. The candidate's own view: {own}."
        ),
    },
    "individual.competency.own_only": {
        "one": "By the candidate's own view this competency lies within {own}. The panel has not spoken.",
        "other": "By the candidate's own view this competency, of {count} parts, lies within {own}. The panel has not spoken.",
    },
    "individual.competency.none": "Nothing is known of this competency yet, so it has no level.",
    "individual.out_of_scope": "The questions that were asked do not look at this.",
    "individual.not_applicable": "This does not apply: {reason}.",
    "individual.scale.certain": "{level}. Needed: {needed}.",
    "individual.scale.open": "{level}; {interval} is possible while answers are open. Needed: {needed}.",
    "individual.scale.unknown": "Not known yet: any level from {interval} is possible. Needed: {needed}.",
    "individual.now": "Shown: {level}",
    "individual.next": "Next: {level}",
    "individual.at_needed": "Needed: {level}",
    "individual.judged": "The answers reach level {computed}. The panel judged level {judged}: {reason}.",
    "individual.holds": "What level {level} still needs",
    "individual.beyond": "The needed level is reached. What level {level} would take",
    "individual.find_out": "Not known yet, and needed to say where this stands",
    "individual.gate.observed": "{text} {id} Observed: {answer}. Needed: {need}.",
    "individual.gate.differ": (
        "{text} {id} The assessors saw this differently and left it open; until it is settled, this counts: {answer}. "
        "Needed: {need}."
    ),
    "individual.gate.unknown": "{text} {id} Observed: {why}. Needed: {need}.",
    "individual.gate.note": "{who} noted: {note}",
    "individual.steps": "{label} {list}.",
    "individual.steps_label": "Development actions:",
    "individual.step": "{id} {action}",
    "individual.voices.caption": "{id}: where the assessors saw it differently",
    "individual.voices.said": "What the assessors answered",
    "individual.voices.settled": "What the panel settled",
    "individual.voices.noted": "{answer}. {note}",
    "individual.voices.agreed": "{answer}. {reason}.",
    "individual.voices.open": "Left open. Until it is settled, the less favourable answer counts: {answer}.",
    # Development.
    "individual.development.title": "Development actions",
    "individual.development.none": "Everything that was looked at stands at its needed level, so no action follows.",
    "individual.development.unknown": "As long as nothing is known, no action can be proposed.",
    "individual.development.agreed": "These actions were talked over with the candidate and have dates.",
    "individual.development.agreed_caption": "Agreed actions",
    "individual.development.from": "Recommendation {id}.",
    "individual.development.undated": "no dates yet ({status})",
    "individual.development.until": "by {end} ({status})",
    "individual.development.since": "from {start} ({status})",
    "individual.development.period": "{start} to {end} ({status})",
    "individual.development.opening": {
        "one": "The framework proposes {count} action for what is under its needed level.",
        "other": (
            "The framework proposes {count} actions for what is under its needed level, in the order in which they "
            "should begin."
        ),
    },
    "individual.development.not_agreed": {
        "one": "One of them is not among the agreed actions: {list}.",
        "other": "{count} of them are not among the agreed actions: {list}.",
    },
    "individual.development.caption": "Proposed actions",
    "individual.development.note": (
        "Months count from the day on which the actions are agreed. Time is the working time of all who take part."
    ),
    "individual.development.look": "Look at {indicator} in a further exercise, since nothing is known of it yet.",
    "individual.development.panel": "Panel",
    "individual.development.looked": "Three sheets answer the open questions.",
    "individual.development.takes": "{months}; {time}",
    "individual.column.action": "What to do",
    "individual.column.when": "When",
    "individual.column.time": "Months and time",
    # How the result came about.
    "individual.process.title": "How the result came about, and how to contest it",
    "individual.process.opening": (
        "Behaviour in exercises was judged, not the person. Another day, another case or another language may show "
        "something else, and a level is no statement about character, effort or worth."
    ),
    "individual.process.steps": "How the result came about",
    "individual.step.alone": "Each assessor filled in a sheet alone, before the panel met, on what was seen or heard.",
    "individual.step.gates": (
        "Each answer meets or misses what a level asks for. A level counts when everything up to it is met; the rule is "
        "the same for every candidate, and no assessor sets a level by hand without a written reason."
    ),
    "individual.step.settled": (
        "Where answers differed, the panel read the papers again and settled the answer with a reason, which stands "
        "beside it."
    ),
    "individual.step.point": (
        "What stayed open counts as not shown for the level, and as shown for the upper end of what is still open."
    ),
    "individual.step.decision": (
        "The decision compares each part with its needed level, asks for enough assessors, and asks whether they "
        "settled their differences. Strength in one part does not make up for another."
    ),
    "individual.sheets.none": "No sheet was handed in.",
    "individual.sheets.caption": "Sheets that were handed in",
    "individual.sheets.note": "Not seen: questions that its author could not answer and said so.",
    "individual.column.who": "Who",
    "individual.column.function": "As",
    "individual.column.answers": "Answers",
    "individual.column.unseen": "Not seen",
    "individual.settled": {
        "one": "On {count} question the panel settled what its members had answered differently.",
        "other": "On {count} questions the panel settled what its members had answered differently.",
    },
    "individual.left_open": {
        "one": "On {count} question the panel left the difference open.",
        "other": "On {count} questions the panel left the difference open.",
    },
    "individual.contest.title": "What the candidate can do",
    "individual.contest.opening": "Nobody is asked to accept a result in silence. The candidate can:",
    "individual.right.read": (
        "read every answer of every assessor in {annex}, and ask the organiser for the papers behind them;"
    ),
    "individual.right.comment": "comment on any answer in writing; the comment is kept with this report;",
    "individual.right.contest": (
        "contest an answer: name its number and the exercise, and say what was seen or said. The panel reads the papers "
        "again and gives its reason in writing. If the answer changes, levels and decision are computed anew from it;"
    ),
    "individual.right.again": (
        "show the same behaviour again. A further exercise looks at the parts that were not there yet; what was shown "
        "already does not have to be shown twice."
    ),
    "individual.disclaimer": "What this report is not",
    # Annex.
    "individual.answers.opening": (
        "Every question with every answer, as it was handed in. Where assessors saw something differently, the last "
        "line of the question says what counts and why."
    ),
    "individual.column.noted": "Noted with it",
    "individual.column.known": "How it is known",
    "individual.nobody": "Nobody",
    "individual.counts": "Counts",
    "individual.alike_counts": "The answers fulfil the same conditions, so that the difference changes no level.",
    "individual.own_counts": "The candidate's own answer, since no assessor could tell.",
    "individual.left_counts": "Left open; until it is settled, the less favourable answer counts.",
}
