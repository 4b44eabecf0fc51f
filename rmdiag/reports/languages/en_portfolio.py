"""English: the portfolio report of a programme."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

PORTFOLIO: Mapping[str, Message] = {
    # The whole report.
    "pf.report_title": "Portfolio report: {title}",
    "pf.subject": "Progress of a programme across administrations and rounds, as of {date}",
    "pf.identifier": "{date} · {readers}",
    "pf.plain": "{words}",
    "pf.readers.team": "For the programme team only",
    "pf.readers.programme": "For the administrations of the programme",
    "pf.readers.public": "Public",
    "pf.disclosure.public": "May be seen by everybody",
    "pf.disclosure.programme": "May be seen within the programme",
    "pf.disclosure.private": "For the team and the administration only",
    "pf.untold": "not told",
    "pf.count_of": "{count} of {all}",
    "pf.months": {"one": "{count} month", "other": "{count} months"},
    "pf.whole": "All",
    "pf.whole_long": "All dimensions",
    # The page of the programme.
    "pf.masthead": "Portfolio report · {date} · {readers}. {notice}",
    "pf.lead.rounds": {
        "one": "{count} administration; assessed so far: {with_round}.",
        "other": "{count} administrations; assessed so far: {with_round}.",
    },
    "pf.lead.members": {"one": "{count} administration.", "other": "{count} administrations."},
    "pf.lead.hidden": {
        "one": "{count} is not shown by itself, only counted.",
        "other": "{count} are not shown by themselves, only counted.",
    },
    "pf.lead.moved": (
        "In {compared} the overall level can be compared with that of an earlier round: it rose in {up} and fell in {down}. "
        "Practice itself became better in {practice} and worse in {worse}."
    ),
    "pf.lead.not_compared": "In none of them can the last round be compared with an earlier one yet.",
    "pf.lead.untold": "How many rose or fell is not told, as it could say something about one administration.",
    "pf.strips": "Levels of each administration, and their change; in the order of the programme, not ranked",
    "pf.strips_part": "Levels of each administration, and their change; in the order of the programme, not ranked ({number} of {all})",
    "pf.strips_alternative": "Levels by dimension, one small field for each administration. {list}",
    "pf.alternative.no_round": "{name}: no round yet.",
    "pf.alternative.levels": "{name}: {list}.",
    "pf.alternative.overall": "{name}: overall {level}; {list}.",
    "pf.alternative.moved": "{name}: overall {level}, {change} since {round}; {list}.",
    "pf.codes": "{list}.",
    "pf.no_round": "No round yet",
    "pf.strips_scale": "Every line is the scale of levels: {levels}.",
    "pf.key.level": "{level} {name}",
    "pf.strips_open": "Grey: levels still possible, as questions are unanswered or answers differ.",
    "pf.key.scale": "Levels {lowest} to {top}",
    "pf.foot.practice": "practice {change}",
    "pf.foot.information": "information {change}",
    "pf.foot.unknown": "practice not told apart",
    "pf.gaps.title": "Commonest gaps: short of the target",
    "pf.gaps.none": "No indicator is short of its target.",
    "pf.gaps.untold": "How many share a gap is not told, as it could say something about one administration.",
    "pf.gaps.one": "{title}: {count}",
    "pf.gaps.alike": {
        "one": "{count} more gap is as common as the last one",
        "other": "{count} more gaps are as common as the last one",
    },
    "pf.blocking.title": "What holds levels down most often",
    "pf.blocking.holds": "({count})",
    "pf.blocking.alike": {
        "one": "{count} more question holds down as many as the last one",
        "other": "{count} more questions hold down as many as the last one",
    },
    "pf.plans.title": "Plans",
    "pf.plans.with": "With adopted actions: {count}.",
    "pf.plans.carried": {
        "one": "{count} action: declared done {declared}, of these verified {verified}; overdue {overdue}.",
        "other": "{count} actions: declared done {declared}, of these verified {verified}; overdue {overdue}.",
    },
    "pf.plans.shown": "In the administrations shown here: {words}",
    "pf.plans.overdue": "With overdue actions: {count}.",
    "pf.plans.cost": "Written cost: {cost}.",
    "pf.plans.none": "No administration has an adopted plan in its last round.",
    "pf.plans.untold": "How plans are carried out is not told, as it could say something about one administration.",
    "pf.plans.table": "How each plan is carried out",
    "pf.plans.note": (
        "Dropped actions count in no other column. Costs and person-months are those that plans write down; in brackets: how many "
        "actions have none; a dash: no action has one."
    ),
    "pf.money": "{currency} {amount}",
    "pf.with_rest": "{figure} (+{count})",
    "pf.exchanges.title": "Proposed exchanges",
    "pf.exchanges.none": (
        "None is proposed: on no gap of one administration shown here does another one stand two levels above it, having come there by "
        "better practice."
    ),
    "pf.exchanges.public": "Exchanges are proposed within the programme only, as each names a gap.",
    "pf.exchanges.member_none": (
        "None is proposed: on none of its gaps does another administration shown here stand two levels above it, having come there "
        "by better practice."
    ),
    "pf.exchanges.visit": "{learner} could visit {host}: {reason}; {near}.",
    "pf.exchanges.learns": "Could visit {host}: {reason}; {near}.",
    "pf.exchanges.helps": "Could help {names} (gaps: see there).",
    "pf.exchanges.helps_more": "Could help {names} and {rest} more (gaps: see there).",
    "pf.exchanges.way": "{indicator} {title} (visitor at level {learner}; host from {was} to {now} since {since})",
    "pf.exchanges.further": {"one": "{words}, and {count} more gap", "other": "{words}, and {count} more gaps"},
    "pf.exchanges.workshop": "Workshop on {indicator} {title}: {count} administrations share the gap ({place}).",
    "pf.exchanges.more": {"one": "{count} more in the annex", "other": "{count} more in the annex"},
    "pf.exchanges.annex": "Proposed exchanges",
    "pf.exchanges.intro": (
        "A host stands two levels or more above the visitor on an indicator in which the visitor is short of its target, and "
        "came there by better practice since an earlier round: it knows the way. The same region comes first, then a shared language."
    ),
    "pf.near.region_and_language": "same region and language",
    "pf.near.region": "same region",
    "pf.near.language": "shared language",
    "pf.near.neither": "another region, no shared language",
    "pf.visits.table": "Study visits, with reasons",
    "pf.visits.note": "Whether to travel is for the two administrations to decide; nothing here was agreed with them.",
    "pf.workshops.none": "No workshop is proposed, as no gap is shared by three or more of one region or language.",
    "pf.workshops.table": "Workshops for those who share a gap",
    "pf.teachers.none": "from outside the programme",
    "pf.caveat.title": "What to keep in mind",
    "pf.caveat.not_compared": "Not compared with an earlier round: {count}.",
    "pf.caveat.old": "Last round older than two years: {count}.",
    "pf.caveat.indicative": "Overall level indicative: {count}.",
    "pf.caveat.on_paper": "Last round known only on paper: {count}.",
    "pf.caveat.half_verified": "At least half of the levels verified: {count}.",
    "pf.caveat.compared": (
        "Rounds are compared on the thresholds of the framework alone, and only in indicators that both have, matched where editions "
        "differ. Levels are those of different missions: they say where each administration stands, not who is better."
    ),
    "pf.caveat.round": {
        "one": (
            "The last round is {age} old; it covers {coverage} of the framework. It has the level of {count} indicator: "
            "{verified} verified, {corroborated} corroborated, {declared} declared only."
        ),
        "other": (
            "The last round is {age} old; it covers {coverage} of the framework. It has the levels of {count} indicators: "
            "{verified} verified, {corroborated} corroborated, {declared} declared only."
        ),
    },
    "pf.caveat.indicative_levels": {
        "one": "The level of {count} indicator is indicative, as the set asks only a part of the questions that count.",
        "other": "The levels of {count} indicators are indicative, as the set asks only a part of the questions that count.",
    },
    "pf.caveat.on_base": (
        "Levels here are those on the thresholds of the framework; its own report uses its national thresholds and can differ."
    ),
    "pf.unlike.framework": "Levels are not compared with those of round {round}: it was assessed by another framework.",
    "pf.unlike.on_paper": "Levels are not compared with those of round {round}: it is known on paper only.",
    "pf.unlike.part": (
        "Levels are not compared with those of round {round}: one of the two rounds asked only a part of the questions."
    ),
    "pf.unlike.little": "Levels are not compared with those of round {round}: too little is known in both.",
    "pf.caveat.common": "{share} of the weight of indicators could be compared.",
    # The page of an administration.
    "pf.member.facts": "{facts}",
    "pf.member.round": "{round} ({date})",
    "pf.member.rounds": {"one": "Round: {list}", "other": "Rounds: {list}"},
    "pf.member.no_round": "This administration has no round in the programme yet. Nothing can be said of its levels.",
    "pf.member.lead": "In round {round} the overall level is {level}; {reached} of {all} with a level have reached their targets.",
    "pf.member.lead_none": "Round {round} gives no overall level; {reached} of {all} with a level have reached their targets.",
    "pf.member.lead_public": "Levels of round {round}, as far as everybody may see them.",
    "pf.member.change": "Since round {round} it moved by {change}: practice {practice}, information {information}.",
    "pf.member.change_unknown": "Since round {round} it moved by {change}; practice cannot be told apart from what is known of it.",
    "pf.member.public": (
        "To everybody the levels of dimensions are shown, where no single indicator can be worked out from them. Gaps, what holds "
        "them, plans and exchanges are for the programme."
    ),
    "pf.member.withheld": "not told",
    "pf.member.profile": "Level and target by dimension",
    "pf.member.profile_before": "Level, target and earlier round by dimension",
    "pf.member.moved": "What moved",
    "pf.member.one_round": "There is one round so far.",
    "pf.member.nothing_moved": "No indicator moved that both rounds have.",
    "pf.member.more_moved": {"one": "{count} more indicator moved", "other": "{count} more indicators moved"},
    "pf.step": "{title}: {old} → {new}",
    "pf.step.same": "{title}: {new} as before",
    "pf.step.better": "practice better",
    "pf.step.worse": "practice worse",
    "pf.step.better_unseen": "practice better; what became known hides it",
    "pf.step.worse_unseen": "practice worse; what became known hides it",
    "pf.step.information": "known better, practice as before",
    "pf.step.unknown": "practice not told apart",
    "pf.member.holds": "Gaps, and the question that holds each",
    "pf.member.no_gap": "No indicator that has a level is short of its target.",
    "pf.member.more_gaps": {"one": "{count} more gap", "other": "{count} more gaps"},
    "pf.gap": "{title}: {level}, target {target}.",
    "pf.member.plan": "Plan",
    "pf.member.no_plan": "The last round has no adopted plan.",
    # Logframe.
    "pf.logframe.title": "Logframe",
    "pf.logframe.intro": (
        "Each row counts the administrations, out of {all} with a round, in which all indicators named stand at the level or above. "
        "Where one of them has no level, the administration is not counted."
    ),
    "pf.logframe.left_out": "Counts of what could help somebody to avoid a control are left out.",
    "pf.logframe.table": "Administrations that have reached what the logframe asks",
    "pf.logframe.note": (
        "Baseline and target are numbers that were agreed; “first” counts the first rounds, “now” the last ones. {names}"
    ),
    "pf.logframe.note_bands": (
        "Baseline and target are numbers that were agreed; “first” counts the first rounds, “now” the last ones. “Not "
        "told”, or two numbers with a dash: the number itself would say something about one administration. {names}"
    ),
    "pf.logframe.asked": "({list} at level {level} or above)",
    "pf.logframe.met": "reached",
    "pf.logframe.not_met": "not reached",
    "pf.logframe.not_yet": "not yet reached",
    "pf.logframe.open": "cannot be said",
    # Donors.
    "pf.donors.title": "Plans and donors",
    "pf.donors.intro": (
        "What plans say of their actions, staff and cost, and who pays. Amounts are in the currency of each plan and are never added "
        "across currencies."
    ),
    "pf.donors.table": "What each donor is said to pay, by currency",
    "pf.donors.note": (
        "A donor pays for the actions that name it under funding, and supports those that name it under support. In brackets: how many "
        "actions have no figure; a dash: no action has one."
    ),
    "pf.donors.unsaid": "No donor of the programme",
    # All together.
    "pf.together.title": "All administrations together",
    "pf.together.intro": (
        "How many administrations moved, are short of their targets, and are held by the same question. Numbers count "
        "administrations; none is ranked."
    ),
    "pf.moves.table": "How many moved since an earlier round",
    "pf.moves.note": "“Practice” counts those in which practice itself changed, whatever became known.",
    "pf.gaps.table": "How many are short of their targets, the commonest first",
    "pf.blocking.table": "Questions whose answers hold levels down, the commonest first",
    "pf.bands_note": (
        "{names} Administrations that may not be seen by themselves are counted in bands of five or more, and not named. “Not told”: "
        "it could say something about one of them."
    ),
    "pf.names_note": "Administrations are named in short; {annex} has their full names.",
    # Levels and rounds.
    "pf.levels.title": "Levels by administration",
    "pf.levels.intro": (
        "Levels of dimensions on the thresholds of the framework, in the order of the programme. The interval holds the levels still "
        "possible, as questions are unanswered or answers differ. A change is that between the levels printed; of it, practice is what is "
        "done differently, information is what became known of a practice that is as before."
    ),
    "pf.levels.public": (
        "Levels of dimensions on the thresholds of the framework, where no single indicator can be worked out from them. Overall "
        "levels are not told."
    ),
    "pf.data.title": "Rounds behind this report",
    "pf.data.intro": (
        "Every round that was brought into the programme, of the administrations that may be seen by themselves. Coverage is the share "
        "of the framework that has an answer; verified is the share of levels that evidence proves. Shares are rounded down."
    ),
    "pf.data.table": "Rounds, with what they rest on",
    "pf.remark.on_paper": "known on paper only",
    "pf.remark.indicative": "some levels indicative",
    "pf.remark.on_base": "on the thresholds of the framework, without its overlay",
    "pf.remark.strange": "another framework, not compared",
    # Columns.
    "pf.column.level_of": "Level of",
    "pf.column.compared": "Compared",
    "pf.column.up": "Rose",
    "pf.column.down": "Fell",
    "pf.column.same": "Stayed",
    "pf.column.practice_up": "Practice better",
    "pf.column.practice_down": "Practice worse",
    "pf.column.assessed": "With a level",
    "pf.column.short": "Short of target",
    "pf.column.far": "By two or more",
    "pf.column.members": "Which",
    "pf.column.question": "Question",
    "pf.column.holds": "Held down",
    "pf.column.count": "What is counted",
    "pf.column.agreed_baseline": "Baseline",
    "pf.column.first": "First",
    "pf.column.now": "Now",
    "pf.column.target": "Target",
    "pf.column.due": "Due",
    "pf.column.state": "State",
    "pf.column.administration": "Administration",
    "pf.column.administrations": "Administrations",
    "pf.column.donor": "Donor",
    "pf.column.currency": "Currency",
    "pf.column.supported": "Actions supported",
    "pf.column.actions": "Actions",
    "pf.column.declared": "Declared",
    "pf.column.verified": "Verified",
    "pf.column.overdue": "Overdue",
    "pf.column.dropped": "Dropped",
    "pf.column.staff": "Person-months",
    "pf.column.cost": "Cost",
    "pf.column.learner": "Visitor",
    "pf.column.host": "Host",
    "pf.column.near": "Shared",
    "pf.column.reasons": "Reasons",
    "pf.column.shared_gap": "Shared gap",
    "pf.column.place": "Region or language",
    "pf.column.learners": "For whom",
    "pf.column.teachers": "Who knows the way",
    "pf.column.interval": "Interval",
    "pf.column.change": "Change",
    "pf.column.practice": "Practice",
    "pf.column.information": "Information",
    "pf.column.round": "Round",
    "pf.column.as_of": "As of",
    "pf.column.edition": "Edition",
    "pf.column.set": "Set",
    "pf.column.coverage": "Coverage",
    "pf.column.verified_share": "Verified",
    "pf.column.remarks": "Remarks",
    # The dashboard.
    "db.skip": "Go to the levels",
    "db.filters": "What is shown",
    "db.region": "Region",
    "db.every_region": "Every region",
    "db.dimension": "Dimension",
    "db.every_dimension": "Every dimension",
    "db.year": "Round",
    "db.latest": "The last of each",
    "db.view": "As",
    "db.fields": "Fields",
    "db.table": "Table",
    "db.levels": "Levels of each administration",
    "db.rounds": "Every round",
    "db.no_script": "This browser runs no scripts: the tables are all here, the filters are not.",
    "db.order": (
        "In the order of the programme; nothing is ranked. A round chosen by its year stands for the last one up to the end of that "
        "year."
    ),
    "db.interval": "Levels still possible",
    "db.round": "Round",
    "db.key_colour": "A filled mark or a cell has the colour of the level that this round has reached.",
    "db.key_indicative": "indicative and not compared: only a part was asked, or known on paper only",
    "db.key_before": "earlier round that it is compared with",
    "db.key_band": "levels still possible, as questions are unanswered or answers differ",
    "db.key_line": "joins rounds that can be compared",
    "db.shown_count": "{shown} of {all} administrations",
    "db.shown_without": "{shown} of {all} administrations; without a round: {without}",
    "db.compared": "compared with {round}",
    "db.not_compared": "not compared",
    "db.no_round": "No round yet",
    "db.no_round_then": "No round up to the end of {year}",
    "db.only_paper": "All that is known is an earlier report, which gives too little for the level of a dimension.",
    "db.no_level": "This round has too few answers for the level of a dimension.",
    "db.untold": "No level is told to everybody, as that of a single indicator could be worked out from it.",
    "db.whole": "All",
    "db.whole_level": "Overall level",
    "db.whole_means": "{whole}: overall level.",
    "db.level_at": "{round}: level {level}",
    "db.level_since": "{round}: level {level}, compared with {since}",
    "db.level_indicative": "{round}: level {level}, indicative",
    "db.part.together": "All together",
    "db.part.plans": "Plans and donors",
    "db.part.exchanges": "Proposed exchanges",
    "db.part.logframe": "Logframe",
    "db.part.data": "Rounds behind this page",
}
