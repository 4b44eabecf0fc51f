"""English: what goes on paper before and during a mission: guides, questionnaires, the letter, the agenda."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

GUIDES: Mapping[str, Message] = {
    # Every form.
    "form.author": "Mission team",
    "form.identifier": "{mission} · {form} · {checksum}",
    "form.identifier_unsigned": "{mission} · {form}",
    "form.title": "{title} · {round}",
    "form.masthead": "{administration} · {round}",
    "form.masthead_dated": "{administration} · {round} · mission {period}",
    "form.running": "{interlocutor} · {round}",
    "form.running_part": "{interlocutor} · {part}/{parts} · {round}",
    "form.subject": "{administration}, {round}",
    "form.role_and_name": "{name} ({role})",
    "form.the_administration": "the administration",
    "form.the_team": "the mission team",
    "form.readers_outside": "Only for those who answer and the mission team",
    "form.numbers_skip": "Numbers may skip: the other questions go to other people, or are not asked in this round.",
    # One question.
    "asking.yes": "Yes",
    "asking.partly": "Partly",
    "asking.no": "No",
    "asking.absent_figure": "No, not measured",
    "asking.absent_date": "No, has not taken place",
    "asking.absent_thing": "No, there is none",
    "asking.do_not_know": "Not known",
    "asking.not_applicable": "Not applicable",
    "asking.number": "Number",
    "asking.number_of": "Number ({unit})",
    "asking.number_range": "{number}, {low} to {high}",
    "asking.percent": "Per cent, 0 to 100",
    "asking.counted": "Counts and their period",
    "asking.date": "Date: day, month, year",
    "asking.words": "Answer in words",
    "asking.grid": "To fill in; further rows on a separate sheet",
    "asking.rows": "For each one: {columns}",
    "asking.tick_one": "(tick one)",
    "asking.tick_all": "(tick all that apply)",
    "asking.alone": "{option} (tick nothing else)",
    "asking.see": "{label} {list}.",
    "asking.see.label": "Ask to see:",
    "asking.enclose.label": "Please enclose, or have ready to show:",
    "asking.partly_means": "{label} {words}",
    "asking.partly_means.label": "Partly:",
    "asking.met_when": "{label} {words}",
    "asking.met_when.label": "Sufficient when:",
    "asking.formula": "{label} {formula}.",
    "asking.formula.label": "Counted as:",
    "asking.applies": "{label} {question} (“{text}”) was answered: {answers}.",
    "asking.applies.label": "Ask only if",
    "asking.applies.for_reader": "Answer only if",
    "asking.not_applicable_when": "{label} {words}",
    "asking.not_applicable_when.label": "Not applicable when:",
    "asking.before": "Answered before, by {who}: {words}",
    "asking.notes": "Notes",
    "asking.remarks": "Remarks; why it does not apply",
    "asking.confidence": "{label} {boxes}",
    "asking.confidence.label": "Confidence:",
    "asking.evidence": "Evidence seen: title, date, number",
    "asking.enclosed": "Enclosed: title and date",
    # The interview guide.
    "guide.form": "interview guide",
    "guide.title": "Interview guide: {interlocutor}",
    "guide.title_part": "Interview guide: {interlocutor}, session {part} of {parts}",
    "guide.count": {
        "one": "{count} question, about {minutes} minutes.",
        "other": "{count} questions, about {minutes} minutes.",
    },
    "guide.count_part": {
        "one": "{count} question of {all}, about {minutes} minutes; the others are asked in the other sessions.",
        "other": "{count} questions of {all}, about {minutes} minutes; the others are asked in the other sessions.",
    },
    "guide.when": "Date, time, place",
    "guide.who": "Who is in the room: posts",
    "guide.who_unnamed": "Who is in the room: kinds of post only, no names",
    "guide.who_named": "Who is in the room: names and posts",
    "guide.asked_by": "Asked by",
    "guide.how.title": "Before you begin",
    "guide.how.purpose": (
        "Say what the interview is for, who will read the answers, and whether anybody will be named. {attribution}"
    ),
    "guide.attribution.roles": "In the report, sources are named by post.",
    "guide.attribution.names": "In the report, sources are named by post and name.",
    "guide.attribution.none": "In the report, sources are not named at all.",
    "guide.how.four": (
        "No, not applicable, not known and not asked are four different things: tick what was said, and leave blank what "
        "was not asked."
    ),
    "guide.how.confidence": (
        "Verified: you saw the evidence yourself. Corroborated: two independent people say the same. Declared: one person "
        "says so."
    ),
    "guide.how.no_promise": "Note what is said, not what you think of it; promise no level and no recommendation.",
    "guide.end.title": "Before you leave",
    "guide.end.promised": "What they will send, to whom, by when",
    "guide.end.added": "What they want to add; whom else to ask",
    "guide.no_dimension": "Further questions",
    # The advance questionnaire.
    "advance.form": "advance questionnaire",
    "advance.title": "Questionnaire before the mission: {interlocutor}",
    "advance.opening": {
        "one": (
            "A mission will look at the risk management of {administration}. This is the question that concerns "
            "you. Your answer is what the interview will begin from."
        ),
        "other": (
            "A mission will look at the risk management of {administration}. These are the {count} questions that concern "
            "you. Your answers are what the interview will begin from."
        ),
    },
    "advance.opening_person": {
        "one": "This is the question that concerns you. Your answer is what the interview will begin from.",
        "other": "These are the {count} questions that concern you. Your answers are what the interview will begin from.",
    },
    "advance.return": "Please send it back {by}, by e-mail or on paper, with those documents asked for that can be sent.",
    "advance.by": "by {date}",
    "advance.readers": "{confidentiality}. {attribution}",
    "advance.how.title": "How to answer",
    "advance.how.as_is": "Answer for the situation today, as it is and not as it is planned.",
    "advance.how.four": (
        "“No” means that something does not exist, is not measured or has not taken place. “Not applicable” means that what "
        "is asked about cannot exist here, such as a land border on an island; say why. “Not known” means that another "
        "service would know, or nobody. Leave blank what you did not get to."
    ),
    "advance.how.evidence": (
        "For each answer, name the document that shows it and enclose a copy where you can. What cannot leave the building, "
        "or can only be seen at work, such as a screen or a query being run, is shown during the mission."
    ),
    "advance.how.figures": "For each percentage, give the two counts that it is made of and the period.",
    "advance.filled_by": "Filled in by: department and post",
    "advance.filled_by_named": "Filled in by: name, department and post",
    "advance.filled_by_outside": "Filled in by: organisation and post",
    "advance.filled_by_outside_named": "Filled in by: name, organisation and post",
    "advance.filled_on": "Date",
    "advance.send_to": "To be sent back to (e-mail or address)",
    "advance.enclosed.title": "Documents enclosed",
    "advance.enclosed": "Title, date, and the number of the question",
    # The letter.
    "letter.form": "data request",
    "letter.title": "Documents and figures for the mission",
    "letter.short": "Data request · {round}",
    "letter.from": "From",
    "letter.from_team": "The mission team",
    "letter.from_of": "The mission team: {organisations}",
    "letter.to": "To",
    "letter.to_lead": "{lead}, {administration}",
    "letter.to_head": "The head of {administration}",
    "letter.subject": "Subject",
    "letter.subject_words": "{framework}, {round}: documents and figures to have ready",
    "letter.by": "Needed by",
    "letter.by_undated": "To be ready",
    "letter.by_weeks": "two weeks before the mission begins",
    "letter.readers": "Distribution",
    "letter.place": "Place and date",
    "letter.salutation": "Dear Sir or Madam,",
    "letter.purpose": (
        "The mission will assess how {administration} manages risk, with the question set “{set}”. It asks the people who "
        "do the work, and it looks at the documents and figures on which the work rests. The more is ready beforehand, the "
        "more time the mission has to talk with people."
    ),
    "letter.purpose_dated": (
        "The mission ({period}) will assess how {administration} manages risk, with the question set “{set}”. It asks the "
        "people who do the work, and it looks at the documents and figures on which the work rests. The more is ready "
        "beforehand, the more time the mission has to talk with people."
    ),
    "letter.asks": "May we ask you to have ready, {by}:",
    "letter.asks.documents": {
        "one": "what is to be sent or shown for {count} question, in {section};",
        "other": "what is to be sent or shown for {count} questions, listed by department in {section};",
    },
    "letter.asks.figures": {
        "one": "{count} figure with the counts behind it, in {section};",
        "other": "{count} figures with the counts behind them, in {section};",
    },
    "letter.asks.extract": "an extract of declarations, as described in {section};",
    "letter.asks.contact": "one contact post for each department, and a room in which people can speak freely.",
    "letter.as_they_are": (
        "Please send documents and extracts as they are; nothing needs to be written for the mission. What can only be seen at "
        "work, such as a screen, a desk or a query being run, is shown to the mission on the spot, and so is what may not "
        "leave the building. Where a document does not exist, or a figure is not measured, saying so is a complete answer."
    ),
    "letter.confidentiality.public": (
        "The report may be published. Single documents, and what single persons say, are not passed on."
    ),
    "letter.confidentiality.internal": (
        "What you send is read by the mission team alone. The report goes to the administration, its ministry and the programme."
    ),
    "letter.confidentiality.restricted": (
        "What you send is read by the mission team alone. The report goes to the administration alone, unless you decide "
        "otherwise."
    ),
    "letter.confidentiality.confidential": (
        "What you send is read by the mission team alone. The report goes to the readers whom you name, and to nobody else."
    ),
    "letter.close": "With our thanks and kind regards,",
    "letter.signed": "For the mission team: name, function, signature",
    "letter.documents.title": "What to send and what to show, by department",
    "letter.documents.opening": (
        "The list names both: documents, records and extracts, which are sent beforehand, and what can only be seen at work, "
        "such as a screen, a desk or a query being run, which is shown to the mission on the spot."
    ),
    "letter.codes": "The codes in the last column are the numbers of the questions in the enclosed questionnaires.",
    "letter.documents.caption": "{interlocutor}: to send or to show",
    "letter.documents.none": "No document is asked for.",
    "letter.column.document": "To send beforehand, or to show on the spot",
    "letter.column.questions": "For question",
    "letter.column.ready": "Ready",
    "letter.figures.title": "Figures, by department",
    "letter.figures.opening": (
        "Please give the figures in a spreadsheet or on a separate sheet, one line for each figure and each period: the name "
        "of the figure, the period, the value, for a rate also its numerator and its denominator, the source, and how it "
        "was counted."
    ),
    "letter.figures.periods": (
        "Periods: {first}, {second}, and {current} up to the last full month. A figure that names a period of its own is given "
        "for that period."
    ),
    "letter.figures.codes_own": (
        "The codes in the last column are the numbers of the questions in the enclosed questionnaires. A dash stands beside "
        "a figure for which no question asks."
    ),
    "letter.figures.caption": "Figures",
    "letter.figures.none": "No figure is asked for.",
    "letter.column.figure": "Figure",
    "letter.column.formula": "How it is counted",
    "letter.column.unit": "Unit",
    "letter.unit.percent": "%",
    "letter.unit.ratio": "ratio",
    "letter.unit.hours": "hours",
    "letter.unit.days": "days",
    "letter.unit.currency": "national currency",
    "letter.extract.title": "Extract of declarations",
    "letter.extract.opening": (
        "One row for each import declaration of {first} and {second}, as CSV or Parquet, taken from the system as it is. No names "
        "of traders or officers are needed: a number may stand in their place. The extract stays with the mission team, is "
        "used to count the figures above, and is deleted when the report is cleared. Columns that the system does not have "
        "are left out."
    ),
    "letter.extract.caption": "Columns of the extract",
    "letter.column.column": "Column",
    "letter.column.holds": "What it holds",
    "letter.extract.declaration": "number of the declaration",
    "letter.extract.date": "when the declaration was lodged",
    "letter.extract.office": "office of clearance",
    "letter.extract.mode": "mode of transport",
    "letter.extract.channel": "channel: green, yellow, red or blue, in the words of the system",
    "letter.extract.examined": "whether the goods were physically examined by Customs",
    "letter.extract.result": "coded result of the control; blank where there is none",
    "letter.extract.random": "whether the examination came from random selection",
    "letter.extract.added": "whether an officer added the examination",
    "letter.extract.mandatory": "whether it was examined only because a provision requires it",
    "letter.extract.override": "whether a person changed the channel after the system’s decision",
    "letter.extract.profile": "the risk profile that caused the control, by number",
    "letter.extract.arrived": "when the goods arrived",
    "letter.extract.released": "when the goods were released",
    "letter.extract.aeo": "whether an authorised operator declared",
    # The agenda.
    "agenda.form": "agenda",
    "agenda.title": "Agenda of the mission",
    "agenda.short": "Agenda · {round}",
    "agenda.opening": {
        "one": "In {count} day every question of “{set}” is asked once: {questions}, in {sittings}.",
        "other": "In {count} days every question of “{set}” is asked once: {questions}, in {sittings}.",
    },
    "agenda.questions": {"one": "{count} question", "other": "{count} questions"},
    "agenda.sittings": {"one": "{count} interview", "other": "{count} interviews"},
    "agenda.caption": "Programme",
    "agenda.day": "Day {number}",
    "agenda.day_dated": "Day {number} · {date}",
    "agenda.beyond_day": "Beyond the mission, day {number}",
    "agenda.half.morning": "{day} · morning",
    "agenda.half.afternoon": "{day} · afternoon",
    "agenda.time": "{start}–{end}",
    "agenda.clock": "{hour}:{minutes}",
    "agenda.column.time": "Time",
    "agenda.column.who": "With whom",
    "agenda.column.about": "What about",
    "agenda.column.questions": "Questions",
    "agenda.column.team": "Team",
    "agenda.part": "{interlocutor} ({part} of {parts})",
    "agenda.team": "Team {number} is",
    "agenda.everybody": "Everybody who was interviewed, as needed",
    "agenda.row.opening": "Opening: purpose, programme, who reads the answers, who is named",
    "agenda.row.field": "On site: follow declarations, controls and their results from arrival to release",
    "agenda.row.free": "Kept free: documents, second visits, what came up",
    "agenda.row.validation": "Validation: open answers, and those that differ, are settled with the people who gave them",
    "agenda.row.debrief": "Debrief: first results, and the first steps",
    "agenda.row.closing": "Validation and debrief: what differs, first results, first steps",
    "agenda.on_site": "The offices that are visited",
    "agenda.mission_team": "Mission team",
    "agenda.pace.title": "What the programme rests on",
    "agenda.pace.question": "A question, evidence included",
    "agenda.pace.shortest": "An interview, however few its questions",
    "agenda.pace.half_day": "Interviews in a half-day",
    "agenda.pace.minutes": {"one": "at most {count} minute", "other": "at most {count} minutes"},
    "agenda.pace.break": {"one": "{count} minute", "other": "{count} minutes"},
    "agenda.pace.teams": "Interviews at the same time",
    "agenda.pace.teams_one": "one; the whole team is in each of them",
    "agenda.pace.teams_more": "{count} at most; the team divides itself",
    "agenda.pace.begins": "A half-day begins",
    "agenda.pace.begins_at": "at {morning} and {afternoon}; whoever has more questions than a half-day holds is asked in several sessions",
    "agenda.pace.free": "Days left free",
    "agenda.pace.between": "Between two interviews",
    "agenda.beyond.title": "The programme does not fit into the days of the mission",
    "agenda.beyond": {
        "one": (
            "{count} half-day is missing. Begin before the mission, add people or days, or take a shorter question set; what "
            "the questionnaires bring back needs less time."
        ),
        "other": (
            "{count} half-days are missing. Begin before the mission, add people or days, or take a shorter question set; "
            "what the questionnaires bring back needs less time."
        ),
    },
    "agenda.check.title": "Every question, once",
    "agenda.check.purpose": (
        "For the mission team: where each question is asked. The codes are the numbers of the questions in the guides."
    ),
    "agenda.check.caption": "Questions by interview",
    "agenda.check.complete": {
        "one": "The set has {count} question. It stands in the table once, and no other does.",
        "other": "The set has {count} questions. Each of them stands in the table once, and no other does.",
    },
    "agenda.check.broken": "The programme does not cover the set: missing {missing}; repeated {repeated}; added {added}.",
    "agenda.check.column.when": "When",
    "agenda.check.column.number": "Number",
    "agenda.check.when": "{day}, {half}",
    "agenda.check.total": "All",
    "agenda.half_word.morning": "morning",
    "agenda.half_word.afternoon": "afternoon",
}
