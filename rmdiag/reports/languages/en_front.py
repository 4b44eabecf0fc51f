"""English: cover, summary, how to read, mission, and the words used everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

FRONT: Mapping[str, Message] = {
    # Words used everywhere.
    "label.page": "Page",
    "label.of": "of",
    "label.table": "Table",
    "label.figure": "Figure",
    "label.section": "section",
    "label.on_page": "page",
    "label.data": "Data",
    "label.annex": "annex {letter}",
    "label.annex_opening": "Annex {letter}",
    "list.comma": ", ",
    "list.semicolon": "; ",
    "list.colon": ": ",
    "text.quoted": "“{words}”",
    "list.slash": " / ",
    "list.more": {"one": " and {count} more", "other": " and {count} more"},
    "list.others": {"one": "{count} other", "other": "{count} others"},
    "list.further": {"one": "{count} more question", "other": "{count} more questions"},
    "level.named": "level {level}, {name}",
    "level.titled": "Level {level}, {name}",
    "level.plain": "level {level}",
    "level.number_name": "{level} · {name}",
    "level.change": "{now} → {target}",
    "state.assessed": "assessed",
    "state.not_assessed": "not assessed",
    "state.not_applicable": "not applicable",
    "state.out_of_scope": "out of scope",
    "sign.none": "–",
    "sign.not_assessed": "?",
    "sign.not_applicable": "n/a",
    "sign.out_of_scope": "–",
    "confidence.verified": "verified",
    "confidence.corroborated": "corroborated",
    "confidence.declared": "declared",
    "confidence.none": "resting on no answer",
    "confidence.note": "{known} of {asked} answered",
    "criticality.core": "core",
    "criticality.standard": "standard",
    "criticality.advanced": "advanced",
    "count.indicators": {"one": "{count} indicator", "other": "{count} indicators"},
    "indicator.short": "{id} {short}",
    "indicator.title": "{id} {title}",
    "question.titled": "{id} {text}",
    "key.point": "level",
    "key.interval": "interval",
    "key.target": "target",
    "money": "{currency} {amount}",
    # Cover.
    "report.title": "{title}: {administration}",
    "report.author": "Mission team",
    "report.subject": "Diagnostic report, round {round}, as of {date}",
    "report.identifier": "{mission} · diagnostic · {checksum}",
    "report.identifier_unsigned": "{mission} · diagnostic",
    "cover.kicker": "Diagnostic report · round {round}",
    "cover.administration": "Administration",
    "header.draft": "Draft",
    "header.in_review": "Not yet cleared",
    "header.cleared_not": "{clearance} · {confidentiality}",
    "cover.country": "Country",
    "cover.country_code": "{code} (a code that ISO 3166 leaves to its users)",
    "cover.as_of": "As of",
    "cover.mission": "Mission",
    "cover.period": "{start} to {end}",
    "cover.team": "Team",
    "cover.set": "Questions",
    "cover.framework": "Framework",
    "cover.framework_edition": "{title}, edition {edition}",
    "cover.overlays": {"one": "Overlay", "other": "Overlays"},
    "cover.rendered": "Report made on",
    "cover.not_wco": "This report is not a publication of the World Customs Organization and does not give its views.",
    "team.role": "{role}",
    "team.role_of": "{role} ({organisation})",
    "team.named": "{name}, {role}",
    "team.named_of": "{name}, {role} ({organisation})",
    "confidentiality.public": "Public",
    "confidentiality.internal": "Internal: for the administration, its ministry and the mission's programme",
    "confidentiality.restricted": "Restricted: for the administration and the mission team",
    "confidentiality.confidential": "Confidential: for the readers named by the head of the administration",
    "contents.title": "Contents",
    # Summary.
    "summary.title": "Summary",
    "summary.headline": "{administration} stands at {level} on a scale of {lowest} to {top}. {reached}",
    "summary.headline_open": (
        "{administration} stands at {level} on a scale of {lowest} to {top}; what is unknown, disputed or judged leaves {interval} "
        "open. {reached}"
    ),
    "summary.headline_withheld": (
        "No overall level is given for {administration}; on a scale of {lowest} to {top} the answers so far allow "
        "{interval}."
    ),
    "summary.indicative_level": "an indicative {level}",
    "summary.headline_set": (
        "{administration} was assessed on {dimensions}. The set “{set}” covers nothing else; no overall level is given for "
        "that reason. {reached}"
    ),
    "summary.headline_nothing": "Nothing could be assessed for {administration}, so no level is given.",
    "summary.withheld_coverage": "Withheld: coverage is {coverage}, under 80%.",
    "summary.withheld_set": "Withheld: the set “{set}” does not ask about every dimension.",
    "summary.profile": "Level by dimension, with target",
    "summary.alternative": (
        "One row per dimension on a scale of levels, with interval and target; the table of the maturity profile gives "
        "the numbers."
    ),
    "summary.strengths": {"one": "Strength", "other": "Strengths"},
    "confidence.judged": "as judged by the team",
    "summary.strength": "{id} {title}: {level}, {confidence}",
    "summary.no_strengths": "No indicator is both at its target and at level 3 or above.",
    "summary.not_assessed": "What could not be assessed",
    "summary.all_assessed": "Every indicator in scope could be assessed.",
    "summary.none_assessed": "No indicator could be assessed: no question that counts is answered.",
    "summary.not_assessed_named": "{names}.",
    "summary.priorities": {"one": "First priority", "other": "The first {count} priorities"},
    "summary.priorities_term": "Priorities",
    "summary.no_gaps": "Every indicator that could be assessed has reached its target.",
    "summary.no_gaps_partly": (
        "What could be assessed has reached its target. The first thing to do is to find out where the other "
        "indicators stand."
    ),
    "summary.no_gaps_unknown": "Nothing can be ranked before questions are answered.",
    "summary.held_by": "{question} Answer: {answer}.",
    "summary.held_by_more": "{question} Answer: {answer}; and {more}.",
    "summary.held_by_judgement": "The assessors' judgement, against level {computed} by the answers (annex C).",
    "summary.held_by_nothing": "Nothing that was asked: the level was judged by the assessors.",
    "summary.first_action": "{id} {deliverable}. {when}",
    "summary.no_action": "No recommendation of the framework fits.",
    "card.level": "Overall level",
    "card.level_indicative": "Overall level, indicative",
    "card.level_withheld": "Overall level withheld",
    "card.dimensions": {"one": "of {all} dimensions is covered", "other": "of {all} dimensions are covered"},
    "card.no_overall": "The set gives no overall level",
    "card.at_target": {"one": "of {count} indicator at its target", "other": "of {count} indicators at their targets"},
    "card.at_target_note": "Of those that have a level",
    "card.scale": "A position on the scale, not a grade",
    "summary.asks_label": "What is asked of the head of the administration:",
    "summary.asks": (
        "{label} adopt {plan} of {steps} by {start}, name a post for each, and provide {cost} and {staff} of own staff until "
        "{end}."
    ),
    "summary.asks_unpriced": (
        "{label} adopt {plan} by {start}, name a responsible post for each of its {steps}, and provide {staff} of own staff until "
        "{end}; the cost is not known yet."
    ),
    "summary.asks_plan": "the plan",
    "summary.asks_steps": {"one": "{count} action", "other": "{count} actions"},
    "card.interval": "Interval {interval}",
    "card.interval_closed": "Open answers would not change it",
    "card.interval_capped": "Interval {interval}; without the cap {uncapped}",
    "card.answered": {
        "one": "of {count} question that counts is answered",
        "other": "of {count} questions that count are answered",
    },
    "card.settled": {
        "one": "The other one needs no answer any more",
        "other": "The other {count} need no answer any more",
    },
    "card.settled_and_open": {
        "one": "Still open: {open}; {count} other needs no answer",
        "other": "Still open: {open}; {count} others need no answer",
    },
    "card.open": {"one": "The other one is still open", "other": "The other {count} are still open"},
    "card.verified_none": "Levels that rest on verified answers",
    "card.proof": "{part} {count}",
    "card.confidence_none": "No indicator has a level yet",
    "card.verified": {
        "one": "of {count} level rests on verified answers",
        "other": "of {count} levels rest on verified answers",
    },
    "cap.summary": (
        "While core indicators stand at level {lowest} or are not assessed ({causes}), the overall level cannot pass "
        "{limit}."
    ),
    "cap.one_lowest": "{causes} stands at level {lowest}; while it does, the overall level cannot pass {limit}.",
    "cap.one_unknown": "{causes} is not assessed; while that is so, the overall level cannot pass {limit}.",
    "cap.binding": (
        "The overall level is capped at {limit} because core indicators stand at the lowest level or could not be "
        "assessed: {causes}. Without the cap it would be {uncapped}."
    ),
    "cap.idle": (
        "Core indicators at the lowest level or not assessed: {causes}. While that is so, the overall level cannot "
        "pass {limit}; it lies under that cap."
    ),
    "cap.withheld": (
        "Core indicators at the lowest level, or not assessed: {causes}. While that is so, an overall level cannot "
        "pass {limit}."
    ),
    # What the set leaves out.
    "scope.partly": "{asked} of {all}",
    "scope.dimension": "{dimension} ({partly})",
    "scope.indicative": (
        "{label} The set “{set}” asks {asked} of the {counting} questions that decide these levels. With the others, levels "
        "can come out higher or lower; these show where to look first and are not compared with a full diagnostic."
    ),
    "scope.indicative_short": (
        "{label} The set asks {asked} of the {counting} questions that decide these levels; the others may move them either "
        "way."
    ),
    "scope.partly_asked": (
        "{label} {names}. The level of such a dimension is indicative: it is the mean of what was asked."
    ),
    "label.asked_in_part": "Asked in part:",
    # How to read.
    "reading.originals": (
        "Passages that begin with a language in brackets, such as [es], stand as they were given, in that language."
    ),
    "reading.title": "How to read this report",
    "reading.opening": (
        "Each indicator is a question of practice, answered on a scale of levels. A level is earned by facts: it is "
        "reached when every condition for it, and for all levels below it, is met."
    ),
    "reading.levels": "The levels",
    "reading.level_names": "The names of the levels are those of this framework, not of the WCO.",
    "reading.level_names_overlay": (
        "The names of the levels are those of an overlay, not of the WCO; annex G sets them beside the framework's own."
    ),
    "term.point": "Level",
    "reading.point": (
        "What is demonstrated so far. An indicator has a whole level; a dimension and the overall level are means, "
        "shown to one decimal."
    ),
    "term.interval": "Interval",
    "reading.interval": (
        "The levels that are still possible, such as 2–4, because answers are unknown or disputed or the assessors judged "
        "otherwise than the answers. The level shown is the one that is demonstrated or judged; where both ends agree, nothing "
        "is open."
    ),
    "term.target": "Target",
    "reading.target": (
        "The level agreed for an indicator. The gap is the target minus the level; it ranks what to do first."
    ),
    "term.threshold": "Threshold",
    "reading.threshold": (
        "The figure from which an answer counts for a level. Thresholds are working values of this project and no "
        "international norm; an overlay may change them, and is then named."
    ),
    "term.indicative": "Indicative",
    "reading.indicative": (
        "Made from a part of the questions that count, because the set asks no more. It shows where to look first; the "
        "whole set may give another level, higher or lower."
    ),
    "term.coverage": "Coverage",
    "reading.coverage": (
        "The share of questions that are answered or can no longer change the level, weighted by indicator and "
        "dimension. Under 80% no overall level is given."
    ),
    "term.confidence": "Confidence",
    "reading.confidence": (
        "How the answers that decide a level are known: verified (seen by the team), corroborated (two independent "
        "sources), declared (one source). The weakest of them is shown. Confidence never changes a level."
    ),
    "term.not_applicable": "Not applicable (n/a)",
    "reading.not_applicable": "The matter does not arise here, for a stated reason. It enters no mean.",
    "term.not_assessed": "Not assessed (?)",
    "reading.not_assessed": "The matter arises, but nothing is known of it. It is not level 1: it has no level.",
    "term.out_of_scope": "Out of scope (–)",
    "reading.out_of_scope": "The set of questions used does not ask about it. It enters no mean.",
    "reading.where": "All terms are explained in {glossary}.",
    # The mission.
    "mission.title": "The mission and its evidence",
    "mission.round": "Round",
    "mission.round_of": "{round}, as of {date}",
    "mission.previous_round": "Previous round",
    "mission.targets": "Targets",
    "mission.readers": "Readers",
    "targets.preset": "{title}. {meaning}",
    "targets.own": "{id} {short} at level {level}",
    "targets.exceptions": "Agreed otherwise: {list}.",
    "targets.agreed": "Agreed with: {by}, {on}.",
    "context.caption": "The administration in figures",
    "tfa.caption": "Commitments under the WTO Trade Facilitation Agreement, as notified",
    "tfa.article": "Article {article}",
    "tfa.rkc": "Accession to the Revised Kyoto Convention: {date}.",
    "roles.title": "Who answered",
    "roles.opening": (
        "Every sheet below holds the answers of one respondent, department or team. The letters and numbers stand for "
        "the sheets throughout this report."
    ),
    "roles.caption": "Sheets of answers",
    "roles.note": "Answers: questions answered or called not applicable; what a sheet leaves open is not counted.",
    "roles.none": "No sheet of answers was received.",
    "roles.unnamed": "not named",
    "roles.named": "{role} ({name})",
    "sheet.self_code": "A{number}",
    "sheet.mission_code": "M{number}",
    "layer.self": "Administration, of itself",
    "layer.mission": "Mission team",
    "base.title": "What the answers rest on",
    "base.questions": {"one": "{count} question was asked", "other": "{count} questions were asked"},
    "base.answers": (
        "{asked}: {known} answered, {excused} not applicable, {open} open. {describing} All of them are printed in {annex}."
    ),
    "base.describing": {
        "one": "Of those that apply, {count} only describes the service; the others count for a level.",
        "other": "Of those that apply, {count} only describe the service; the others count for a level.",
    },
    "base.caption": "The evidence register, by kind and confidentiality",
    "base.note": "The entries are listed in {annex}.",
    "base.none": "No evidence was registered.",
    "kind.statement": "Statement",
    "kind.document": "Document",
    "kind.system_record": "System record",
    "kind.observation": "Observation on site",
    "class.public": "Public",
    "class.internal": "Internal",
    "class.restricted": "Restricted",
    "class.confidential": "Confidential",
    "limits.title": "Limits",
    "limits.set": "Questions were taken from the set “{title}”: {scope}.",
    "limits.answered": (
        "{known} of {asked} questions that count are answered; of the others, {more} can no longer change a level and {open} still can."
    ),
    "limits.coverage": (
        "Coverage is {coverage}: the weighted mean, over dimensions and their indicators, of the share of questions that are "
        "answered or can no longer change the level."
    ),
    "limits.coverage_terms": "{annex} gives the coverage and the weight of each dimension.",
    "limits.left_out": "Dimensions that the set does not ask about are left out of this report: {names}.",
    "limits.self_only": "No mission team has answered: this is the administration's view of itself.",
    "limits.not_assessed": {
        "one": "{count} indicator could not be assessed and has no level.",
        "other": "{count} indicators could not be assessed and have no level.",
    },
    "limits.taken_over": {
        "one": "{count} answer is the administration's own, taken over because the team has none of its own.",
        "other": "{count} answers are the administration's own, taken over because the team has none of its own.",
    },
    "limits.divergent": {
        "one": "On {count} question the sheets still disagree; the less favourable answer counts.",
        "other": "On {count} questions the sheets still disagree; the less favourable answers count.",
    },
    "limits.declared": {
        "one": "{count} level rests on a statement that nobody else confirmed.",
        "other": "{count} levels rest on statements that nobody else confirmed.",
    },
    "limits.unproven": {
        "one": "{count} answer was called verified without evidence that bears it and counts as declared.",
        "other": "{count} answers were called verified without evidence that bears it and count as declared.",
    },
    "thresholds.working_values": (
        "Thresholds are working values of this project, for discussion; they are not international norms, and an overlay "
        "of the mission may change them."
    ),
}
