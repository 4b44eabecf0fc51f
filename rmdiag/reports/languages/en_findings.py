"""English: dimensions and indicators, answers and what they need, contradictions and differences."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

FINDINGS: Mapping[str, Message] = {
    # Answers.
    "answer.yes": "yes",
    "answer.partly": "partly",
    "answer.no": "no",
    "answer.number": "{value} {unit}",
    "answer.number_one": "{value} ({unit})",
    "answer.table_rows": {"one": "a table of {count} row", "other": "a table of {count} rows"},
    "answer.table_at": "{table} (annex A)",
    "unit.bare.ratio": "",  # a figure that says nothing more with its unit
    **{
        f"unit.one.{plural}": one
        for plural, one in (
            ("actions", "action"),
            ("agencies", "agency"),
            ("agreements", "agreement"),
            ("cases", "case"),
            ("changes", "change"),
            ("days", "day"),
            ("decisions", "decision"),
            ("examinations", "examination"),
            ("indicators", "indicator"),
            ("meetings", "meeting"),
            ("months", "month"),
            ("officers", "officer"),
            ("operations", "operation"),
            ("practices", "practice"),
            ("products", "product"),
            ("proposals", "proposal"),
            ("quarters", "quarter"),
            ("reviews", "review"),
            ("risks", "risk"),
            ("trainers", "trainer"),
        )
    },
    "answer.text_yes": "“{words}” (judged sufficient)",
    "answer.text_partly": "“{words}” (judged partly sufficient)",
    "answer.text_no": "“{words}” (judged not sufficient)",
    "answer.text_open": "“{words}” (not judged)",
    "answer.not_applicable": "not applicable: {reason}",
    "answer.excused_by": "does not apply, because of the answer to {question}",
    "answer.do_not_know": "not known",
    "answer.blank": "not answered",
    "answer.waits": "open until {question} is settled",
    "answer.said": "{who}: {words}",
    "source.agreed": "agreed answer",
    "source.taken_over": "taken over from the administration",
    "source.mission": "mission team",
    "source.administration": "administration",
    "need.yes": "yes",
    "need.partly": "at least partly, that is: {facts}",
    "need.at_least": "{value} or more",
    "need.at_most": "{value} or less",
    "need.option": "“{option}” or better",
    "need.several": {
        "one": "at least {count} of the choices offered",
        "other": "at least {count} of the choices offered",
    },
    "need.several_with": {
        "one": "at least {count} of the choices offered, {options} included",
        "other": "at least {count} of the choices offered, {options} included",
    },
    "need.includes": "a choice that includes {options}",
    "need.date": "a date from {first} to {last}",
    "need.by_overlay": "{need} (by the overlay “{overlay}”)",
    # Dimensions.
    "dimension.certain": "The dimension stands at {level}; its target is {target}. {reached} Coverage is {coverage}.",
    "dimension.open": (
        "The dimension stands at {level}, with {interval} still open; its target is {target}. {reached} "
        "Coverage is {coverage}."
    ),
    "dimension.partly": {
        "one": "Only {count} of {all} could be assessed.",
        "other": "Only {count} of {all} could be assessed.",
    },
    "dimension.not_assessed": "Nothing is known of this dimension, so it has no level.",
    "dimension.not_applicable": "This dimension does not apply to the administration.",
    "dimension.out_of_scope": "The set of questions used does not ask about this dimension.",
    "reached.all": {
        "one": "Its only indicator has reached its target.",
        "other": "All {count} indicators have reached their targets.",
    },
    "reached.some": {
        "one": "Of {all}, {count} has reached its target.",
        "other": "Of {all}, {count} have reached their targets.",
    },
    "reached.none": "Of {all}, none has reached its target.",
    "dimension.asked_in_part": "Asked: {partly}. The set leaves out {names}, so the level of the dimension is indicative.",
    "dimension.caption": "{dimension}: indicators",
    "dimension.weight": "Weight of the dimension in the overall level: {weight}.",
    # Indicators.
    "scale.certain": "{level}. Target {target}.",
    "scale.open": "{level}. Open: {interval}. Target {target}.",
    "scale.not_assessed": "Not assessed: any level from {interval} is possible. Target {target}.",
    "indicator.now": "Now: {level}. It asks for at least:",
    "indicator.now_lowest": "Now: {level}. It means:",
    "indicator.next": "Next: {level}. It asks for:",
    "indicator.at_target": "Target: {level}. It asks for:",
    "indicator.not_applicable": "Not applicable: {reason}.",
    "indicator.out_of_scope": "Out of scope: the set of questions used does not ask about this indicator.",
    "indicator.recommendations": {"one": "Recommendation", "other": "Recommendations"},
    "indicator.nothing": "{label} None: the target is reached.",
    "indicator.find_out": "{label} None yet: first find out where this indicator stands.",
    "blocking.title": "What holds it at level {level}",
    "blocking.judged": "The answers reach level {computed}; the assessors judged otherwise ({on}): {reason}.",
    "blocking.judged_by": "The answers reach level {computed}; the assessors judged otherwise ({by}, {on}): {reason}.",
    "blocking.passed_over": "Conditions of level {level} that the judgement passes over",
    "blocking.further": "What level {level} would take",
    "blocking.beyond": "{text} {id} Answer: {answer}. Needed: {need}.",
    "blocking.unknown": "Not known, and needed for the next level",
    "blocking.not_assessed": "Not known, and needed to assess it",
    "blocking.answered": "{text} {id} Answer: {answer} ({source}). Needed: {need}.{note}",
    "blocking.divergent": "{text} {id} The sheets differ: {answers}. Needed: {need}.{note}",
    "blocking.open": "{text} {id} Answer: {why}. Needed: {need}.",
    "blocking.note": " {note}",
    "label.met": "Fully met",
    "label.confidence": "Confidence",
    "label.evidence": "Evidence",
    "label.figures": "Figures {period}",
    "label.standards": "Standards",
    "label.judgement": "Judgement",
    "label.divergent": "Disagreement",
    "label.agreed": "Agreed",
    "label.taken_over": "Taken over",
    "label.difference": "Self view",
    "label.indicative": "Indicative",
    "label.recommendations": "Recommendations",
    "label.expected": "Expected",
    "label.found": "Found",
    "fact.met": "{label} {list}.",
    "fact.confidence": "{label} {words}",
    "fact.held_verified": "The level rests on verified answers.",
    "fact.held_corroborated": "The weakest answer that decides the level is corroborated.",
    "fact.held_declared": "The weakest answer that decides the level is only declared.",
    "fact.held_judged": "The level is the assessors' judgement; the answers alone give level {computed}.",
    "fact.held_none": "No known answer decides the level.",
    "fact.nothing_verified": "No answer is verified.",
    "fact.all_verified": "Verified answers alone give the same level.",
    "fact.verified": "Verified answers alone would give level {level}.",
    "fact.coverage": "{known} of {count} questions that count are answered; coverage is {coverage}.",
    "fact.coverage_more": (
        "{known} of {count} questions that count are answered, and {more} more can no longer change the level; coverage is {coverage}."
    ),
    "fact.coverage_all": {
        "one": "The one question that counts is answered.",
        "other": "All {count} questions that count are answered.",
    },
    "fact.coverage_none": {
        "one": "The one question that counts is not answered.",
        "other": "None of the {count} questions that count is answered.",
    },
    "fact.coverage_settled": (
        "{known} of {count} questions that count are answered; what is open can no longer change the level."
    ),
    "fact.evidence": "{label} {list}.",
    "fact.no_evidence": "{label} None registered.",
    "fact.figures": "{label} {list}.",
    "fact.standards": "{label} {list}. Compendium: {sections}.",
    "evidence.named": "{id} {title}",
    "metric.named": "{name} {value}",
    "metric.with_unit": "{value} {unit}",
    "note.judged": "{label} Moved from the computed level {computed} to {judged} ({on}): {reason}.",
    "note.judged_by": "{label} Moved from the computed level {computed} to {judged} ({by}, {on}): {reason}.",
    "note.divergent": "{label} The sheets differ on {list}; the less favourable answer counts.",
    "note.agreed": "{label} The answer to {list} was settled in a meeting.",
    "note.taken_over": "{label} From the administration, as declared: {list}.",
    "note.difference": "{label} The administration sees itself at {own}.",
    "recommendation.entry": "{id} {action} {details}",
    "recommendation.planned": "When: {when}.",
    "recommendation.details": "Responsible: {responsible}. Done when: {completion}. When: {when}.",
    "standard.tfa": "TFA {number}",
    "standard.rkc": "RKC {number}",
    "standard.safe": "SAFE {number}",
    "standard.iso31000": "ISO 31000 {number}",
    "standard.iso31010": "IEC 31010",
    "standard.arusha": "Arusha {number}",
    # Other groupings.
    "groupings.title": "Other groupings of the same results",
    "groupings.opening": (
        "The tables of this chapter set the same indicators side by side in other ways. No score changes: the level of a "
        "group is the weighted mean of its indicators, as in a dimension. An indicator may stand in several groups, or in "
        "none."
    ),
    "groupings.pointer": "The same results are grouped in other ways in {chapter}: {titles}.",
    "groupings.notice": "How to take this reading",
    "groupings.assessed": "{assessed} of {counting}",
    "groupings.meaning": "{meaning}. ",
    "groupings.members_unasked": {
        "one": "{list}, and {count} that the set does not ask about",
        "other": "{list}, and {count} that the set does not ask about",
    },
    "groupings.empty": "No indicator of the framework bears on it.",
    "groupings.not_applicable": "Not applicable: none of its indicators applies here.",
    "groupings.out_of_scope": {
        "one": "Out of scope: the set does not ask about its only indicator.",
        "other": "Out of scope: the set asks about none of its {count} indicators.",
    },
    "groupings.note": (
        "Assessed: indicators that have a level, of those that apply and are asked. Lowest: lowest level of an indicator."
    ),
    "groupings.commitment_of": "{article}: {category}, {date}",
    "groupings.no_date": "no date",
    "groupings.not_notified": "–",
    "groupings.no_accession": "No date of accession to the Revised Kyoto Convention was given.",
    "column.group": "Group",
    "column.members": "Indicators",
    "column.notified": "Notified",
    "column.assessed": "Assessed",
    # Contradictions and differences.
    "differences.title": "Contradictions and differences",
    "contradictions.title": "Claims that do not fit together",
    "contradictions.none": (
        "Of {rules} rules of consistency, {inside} compare what was asked or given here. As far as both sides of each are "
        "known, none of them is broken."
    ),
    "contradictions.unchecked": "{rules} rules of consistency wait for answers; none of them can be checked yet.",
    "contradictions.opening": {
        "one": (
            "Of {rules} rules of consistency, {inside} compare what was asked or given here. Where both sides are known, "
            "{count} claim does not fit. It changes no level, and asks for an explanation."
        ),
        "other": (
            "Of {rules} rules of consistency, {inside} compare what was asked or given here. Where both sides are known, "
            "{count} claims do not fit. They change no level, and ask for an explanation."
        ),
    },
    "contradictions.callout": "{id} · {message}",
    "contradictions.found_in": "{label} (figures of {period})",
    "contradictions.claim": "{text} {id} {value}",
    "contradictions.expected": "{label} {rule}.",
    "contradictions.ask": "{label} {words}",
    "label.ask": "To ask:",
    "rule.adds_up": "{names} together give {total}",
    "rule.agree": "{names} agree to within {within}",
    "rule.agree_two": "The two agree to within {within}",
    "rule.points": {"one": "{number} percentage point", "other": "{number} percentage points"},
    "rule.first": "the first",
    "rule.second": "the second",
    "rule.expects": "If {when}, then {then}",
    # What a rule shuts out: one message for each number of answers, so that a language can fold them into one clause.
    "rule.not_1": "{left} is not {first_answer}",
    "rule.not_2": "{left} is not {first_answer} and {left} is not {second_answer}",
    "rule.not_3": "{left} is not {first_answer}, {left} is not {second_answer} and {left} is not {third_answer}",
    "rule.value": "{name}: {value}",
    "rule.question": "{id} ({text})",
    "rule.words": "“{words}”",
    "compare.<": "{left} is under {right}",
    "compare.<=": "{left} is at most {right}",
    "compare.=": "{left} is {right}",
    "compare.!=": "{left} is not {right}",
    "compare.includes": "{left} includes {right}",
    "compare.>=": "{left} is at least {right}",
    "compare.>": "{left} is over {right}",
    "sides.title": "The administration's view beside the mission's",
    "sides.nothing_answered": "Nothing is answered yet, so there is nothing to compare.",
    "sides.one_only": "Only one side has answered, so there is nothing to compare.",
    "sides.nothing_compared": "The two sides answered different questions, so there is nothing to compare.",
    "sides.opening": {
        "one": (
            "On {compared} indicators the team holds answers of its own and the administration's own give one level. On "
            "{count} of them the two sides come to different levels."
        ),
        "other": (
            "On {compared} indicators the team holds answers of its own and the administration's own give one level. On "
            "{count} of them the two sides come to different levels."
        ),
    },
    "sides.by_dimension": "Levels as the administration and as the mission see them",
    "sides.base": (
        "Over the indicators alone that both sides assessed, so that a level here may differ from that of the whole dimension."
    ),
    "sides.note": (
        "Means over the indicators on which both sides come to one level and the team holds an answer of its own. Differences "
        "are taken before rounding; one with + means that the administration sees itself higher."
    ),
    "sides.by_indicator": "Indicators that the two sides see differently",
    "sides.more": (
        "Questions on which sheets of one side disagree, and what was agreed or judged, are listed in {annex}."
    ),
    # Columns.
    "column.priority": "Priority",
    "column.level": "Level",
    "column.held_by": "What holds it down",
    "column.first_action": "First action",
    "column.meaning": "What it looks like",
    "column.dimension": "Dimension",
    "column.interval": "Interval",
    "column.lowest": "Lowest",
    "column.spread": "Spread",
    "column.target": "Target",
    "column.self": "Self",
    "column.coverage": "Coverage",
    "column.confidence": "Confidence",
    "column.indicator": "Indicator",
    "column.criticality": "Criticality",
    "column.figure": "Figure",
    "column.value": "Value",
    "column.year": "Year",
    "column.source": "Source",
    "column.article": "Article",
    "column.category": "Category",
    "column.tfa_date": "Date of implementation",
    "column.note": "Remark",
    "column.sheet": "Sheet",
    "column.role": "Role",
    "column.layer": "Speaks for",
    "column.date": "Date",
    "column.answers": "Answers",
    "column.kind": "Kind",
    "column.total": "Total",
    "column.compared": "Compared",
    "column.administration": "Administration",
    "column.mission": "Mission",
    "column.difference": "Difference",
}
