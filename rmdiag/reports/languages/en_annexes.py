"""English: the annexes."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

ANNEXES: Mapping[str, Message] = {
    "annex.answers": "All answers",
    "annex.evidence": "Evidence register",
    "annex.findings": "Contradictions, disagreements, agreements and judgements",
    "annex.metrics": "Operational figures",
    "annex.method": "One score worked in full",
    "annex.glossary": "Glossary and standards",
    "annex.versions": "Versions and checksum",
    # A: answers.
    "answers.opening": (
        "Each row is one question. “Counts” is the answer that is scored, in bold; “Said by” names the sheets, with "
        "what each of them said where they differ. Evidence is listed by its number in the register. An answer that is a table is printed beneath."
    ),
    "answers.table_caption": "{id}, the table that {by} gave",
    "answers.caption": "{dimension}: answers",
    "answers.agreed": "agreed: {words}",
    "mark.divergent": "(sheets differ)",
    "mark.agreed": "(agreed)",
    "mark.taken_over": "(taken from the administration)",
    "mark.no_gate": "(asked for context, never scored)",
    "column.question": "Question",
    "column.counts": "Counts",
    "column.said": "Said by",
    "column.evidence": "Evidence",
    # B: evidence.
    "register.opening": "What the answers rest on.",
    "register.caption": "Evidence",
    "register.dash": " – ",
    "register.file": "File {file}.",
    "register.file_sum": "File {file}, SHA-256 {sum}…",
    "register.valid": "Valid until {until}.",
    "register.note": (
        "SHA-256: the first 12 of 64 digits of a checksum, which shows whether a file is still the one that was registered; the "
        "whole stands in the mission's register."
    ),
    "column.id": "No.",
    "column.evidence_title": "Title",
    "column.class": "Confidentiality",
    "column.supports": "Supports",
    # C: registers of findings.
    "registers.opening": "Nothing in this annex changes a level, except agreed answers and judgements, which say so.",
    "registers.contradictions.title": "Contradictions",
    "registers.contradictions.opening": (
        "Rules of consistency that do not hold. In brackets stand the sheets that gave an answer and its evidence."
    ),
    "registers.contradictions.caption": "Contradictions",
    "registers.contradictions.behind": "{id} rests on: {list}.",
    "registers.contradictions.quoted": "{id} {answer} ({by})",
    "registers.contradictions.said": "{id}: from {by}.",
    "registers.divergences.title": "Disagreements between sheets",
    "registers.divergences.opening": (
        "Sheets of one side gave answers that meet different conditions, and nothing was agreed. The less favourable "
        "counts."
    ),
    "registers.divergences.caption": "Disagreements",
    "registers.agreements.title": "Agreed answers",
    "registers.agreements.opening": "Answers that were settled with those concerned; they replace what the sheets say.",
    "registers.agreements.caption": "Agreed answers",
    "registers.judgements.title": "Judgements",
    "registers.judgements.opening": (
        "Levels that the assessors moved by one step. A judgement made from a level that is no longer the computed one"
        " is stale and not applied."
    ),
    "registers.judgements.caption": "Judgements",
    "registers.taken-over.title": "Answers taken over",
    "registers.taken-over.opening": (
        "The team has no answer of its own here; the administration's, printed in annex A, stand as declared."
    ),
    "registers.taken-over.caption": "Answers taken over",
    "registers.excused.title": "Not applicable without being foreseen",
    "registers.excused.opening": (
        "Questions called not applicable where the framework does not foresee it. The reason is accepted, and worth a "
        "look."
    ),
    "registers.excused.caption": "Not applicable, with reasons",
    "registers.unproven.title": "Called verified without evidence",
    "registers.unproven.opening": (
        "Answers called verified that name no evidence, or none that bears it; they count as declared."
    ),
    "registers.unproven.caption": "Verified without evidence",
    "judgement.applied": "applied",
    "judgement.stale": "stale, not applied",
    "column.message": "What does not fit",
    "column.rule": "Expected",
    "column.found": "Found",
    "column.answer": "Answer",
    "column.reason": "Reason",
    "column.by": "By",
    "column.change": "Change",
    "column.number": "Number",
    "column.questions": "Questions",
    "column.applied": "Effect",
    # E: worked score.
    "worked.opening": (
        "One priority of this mission, from its answers to the overall level. Fractions are exact; they are "
        "rounded once, where they are shown."
    ),
    "worked.opening_set": (
        "One priority of this mission, from its answers to the level of its dimension; the set “{set}” gives no overall "
        "level. Fractions are exact; they are rounded once, where they are shown."
    ),
    "worked.nothing": "No indicator has a level, so there is no score to work.",
    "worked.indicator.title": "From answers to the level of {id}",
    "worked.dimension.title": "From indicators to {dimension}",
    "worked.overall.title": "From dimensions to the overall level",
    "worked.priority.title": "From the gap to its priority",
    "worked.gates": "The conditions of {id} ({title}), lowest level first:",
    "worked.gates_caption": "Conditions of the indicator",
    "gate.met": "met",
    "gate.unmet": "not met",
    "gate.unknown": "unknown",
    "gate.divergent": "not met (disputed)",
    "worked.level_count": "level {level}: {met} of {gates} met",
    "worked.level": (
        "Conditions met: {counts}. The highest level that is complete, with all below it, is {level}. Were every "
        "unknown condition met and every dispute settled for the better, it would be {high}."
    ),
    "worked.judged": "The assessors moved the level from {computed} to {judged}; annex C gives the reason.",
    "worked.coverage": (
        "{known} of {asked} questions that count are answered. With the {more} that can no longer change the level, "
        "coverage is {exact}, shown {coverage}."
    ),
    "worked.mean": "{dimension} is the weighted mean of its assessed indicators:",
    "worked.dimension_caption": "Indicators of the dimension",
    "worked.plus": " + ",
    "worked.term": "{weight} × {value}",
    "worked.division": "({terms}) ÷ {weights}",
    "worked.sum": "{sum} = {exact}, shown {shown}.",
    "worked.interval": (
        "The same mean over all applicable indicators at their low ends is {low}, at their high ends {high}: {shown}."
    ),
    "worked.mean_coverage": "The weighted mean of their coverage is {exact}, shown {coverage}.",
    "worked.overall_opening": "The overall level is the weighted mean of the dimensions that have a level:",
    "worked.overall_caption": "Dimensions with weights and exact levels",
    "worked.sums": "Sums; coverage as weighted mean",
    "worked.quotient": "{sum} ÷ {weights} = {exact}, shown {shown}.",
    "worked.capped": "Core indicators at the lowest level or not assessed ({causes}) cap it at {cap}.",
    "worked.percent": "In percent: 100 × ({point} − {lowest}) ÷ {range} = {exact}, shown {percent}.",
    "worked.withheld": "No overall level is given; coverage is {coverage}.",
    "worked.priority": (
        "{id} has target {target} and level {level}, and is {criticality}. Its leading recommendation is {step}: "
        "{arithmetic}."
    ),
    "column.needed": "Needed",
    "column.gate": "Condition",
    "column.weight": "Weight",
    "column.low": "Low",
    "column.high": "High",
    "column.exact": "Level, exact",
    "column.shown": "Shown",
    "column.product": "Weight × level",
    # F: glossary and standards.
    "glossary.agreed": "Agreed answer",
    "glossary.agreed.meaning": (
        "An answer settled with those concerned, with reason and date; it replaces what sheets say."
    ),
    "glossary.blocking": "What holds a level down",
    "glossary.blocking.meaning": "The unmet and unknown conditions of the lowest level that is not reached.",
    "glossary.confidence": "Confidence",
    "glossary.confidence.meaning": (
        "Verified: seen by the assessors, with evidence. Corroborated: agreed by two independent sources. Declared: "
        "said by one."
    ),
    "glossary.contradiction": "Contradiction",
    "glossary.contradiction.meaning": "Two levels or figures that cannot both be right by a rule of the framework.",
    "glossary.core": "Core indicator",
    "glossary.core.meaning": (
        "An indicator without which the system does not stand; at the lowest level it caps the overall level."
    ),
    "glossary.coverage": "Coverage",
    "glossary.coverage.meaning": (
        "Share of questions that are answered or can no longer change the level; rounded down."
    ),
    "glossary.critical_path": "Critical path",
    "glossary.critical_path.meaning": (
        "The chain of actions that wait for each other and together take most months: the plan cannot be shorter."
    ),
    "glossary.dimension": "Dimension",
    "glossary.dimension.meaning": "A group of indicators on one subject; its level is their weighted mean.",
    "glossary.divergence": "Disagreement",
    "glossary.divergence.meaning": "Two sheets of one side whose answers to one question meet different conditions.",
    "glossary.effort": "Effort",
    "glossary.effort.meaning": (
        "How long a recommendation takes. Small effort: up to 3 months; medium effort: over 3, up to 12 months; large effort: "
        "longer."
    ),
    "glossary.evidence": "Evidence",
    "glossary.evidence.meaning": (
        "A document, record, observation or statement in the register, on which an answer rests."
    ),
    "glossary.gate": "Condition (gate)",
    "glossary.gate.meaning": "What an answer must be for a level to be reached.",
    "glossary.grouping": "Grouping",
    "glossary.grouping.meaning": "The same indicators set side by side in another way; it changes no level.",
    "glossary.indicative": "Indicative",
    "glossary.indicative.meaning": "Made from a part of the questions, or indicators, that count.",
    "glossary.indicator": "Indicator",
    "glossary.indicator.meaning": "One aspect of practice, described at each level and assessed by questions of fact.",
    "glossary.interval": "Interval",
    "glossary.interval.meaning": (
        "From the lowest to the highest level that is still possible: where an answer is unknown or disputed, or the assessors "
        "judged otherwise than the answers, the level may lie anywhere between the two."
    ),
    "glossary.interval_95": "Interval, 95%",
    "glossary.interval_95.meaning": (
        "Of a rate in square brackets: how far it could lie from the practice behind it if cases came by chance."
    ),
    "glossary.judgement": "Judgement",
    "glossary.judgement.meaning": "A move of one indicator by one level by the assessors, with a written reason.",
    "glossary.level": "Level",
    "glossary.level.meaning": "A step of the scale, reached when all its conditions and those below it are met.",
    "glossary.not_applicable": "Not applicable",
    "glossary.not_applicable.meaning": (
        "The matter does not arise in this administration; left out of means and coverage."
    ),
    "glossary.not_assessed": "Not assessed",
    "glossary.not_assessed.meaning": "Applicable and asked, but nothing is known: no level, and the widest interval.",
    "glossary.out_of_scope": "Out of scope",
    "glossary.out_of_scope.meaning": "Not asked by the set of questions that was used.",
    "glossary.overlay": "Overlay",
    "glossary.overlay.meaning": (
        "A private file of the mission that changes thresholds or level words of the framework, or adds dimensions."
    ),
    "glossary.person_month": "Person-month",
    "glossary.person_month.meaning": "The work of one person in one month.",
    "glossary.priority": "Priority",
    "glossary.priority.meaning": "Gap × criticality × impact ÷ effort; ranks what to do first.",
    "glossary.quick_win": "Quick win",
    "glossary.quick_win.meaning": "An action that ends within three months of the first day of the plan.",
    "glossary.self": "Self view",
    "glossary.self.meaning": "What the administration's own sheets say, without the mission team.",
    "glossary.set": "Set",
    "glossary.set.meaning": "The selection of questions that the mission asked.",
    "glossary.spread": "Spread",
    "glossary.spread.meaning": "Highest minus lowest level of a dimension's indicators.",
    "glossary.taken_over": "Taken over",
    "glossary.taken_over.meaning": (
        "The administration's answer, standing as declared where the mission team has no answer."
    ),
    "glossary.target": "Target",
    "glossary.target.meaning": "The level agreed for an indicator.",
    "glossary.wave": "Wave",
    "glossary.wave.meaning": "The part of the plan in which an action ends: within 3, 6, 18 or 36 months of its first day.",
    "standards.title": "Standards cited",
    "standards.opening": (
        "Places in the instruments that the indicators serve, with a gist in our own words: a reading, not a legal "
        "opinion."
    ),
    "standards.caption": "Standards cited in this report",
    "column.standard": "Cited as",
    "column.place": "Place",
    "column.gist": "Gist",
    # G: versions.
    "versions.opening": "The same files, read by the same version, give the same report, down to the byte.",
    "versions.program": "Program",
    "versions.rmdiag": "rmdiag {version}",
    "versions.framework": "{title} ({id}), edition {edition}",
    "versions.traces_to": "Traces to",
    "versions.set": "Set of questions",
    "versions.overlays": "Overlays",
    "versions.no_overlays": "none: the framework was used as published",
    "overlay.title": {
        "one": "The framework is used with an overlay",
        "other": "The framework is used with {count} overlays",
    },
    "overlay.entry": "{title} {changes}. Reason: {reason}.",
    "overlay.thresholds": {"one": "sets {count} threshold", "other": "sets {count} thresholds"},
    "overlay.dimensions": {
        "one": "adds the dimension {names}",
        "other": "adds the dimensions {names}",
    },
    "overlay.aliases": "gives levels other names",
    "overlay.scores_differ": (
        "The levels of this report are made with it. Every change, and the levels on the framework's own thresholds, stand "
        "in {annex}; only those may be compared with other rounds and countries."
    ),
    "overlay.scores_stay": "No score changes by it. Every change stands in {annex}.",
    "overlay.named": "{title} ({file})",
    "overlay.overlays_title": "What the overlay changes",
    "overlay.base_title": "On the framework's own thresholds",
    "overlay.reason": "Reason: {reason}.",
    "overlay.own_dimension": "Dimension of its own: {dimension}, with {indicators}.",
    "overlay.caption": "Thresholds set by “{title}”",
    "overlay.at_level": "level {level}",
    "overlay.within_months": "how recent",
    "overlay.at_least": "how many choices",
    "overlay.months": {"one": "{count} month", "other": "{count} months"},
    "overlay.choices": {"one": "{count} choice", "other": "{count} choices"},
    "overlay.level_words": "Names of levels: {list}.",
    "overlay.alias": "level {level} “{alias}” instead of “{name}”",
    "overlay.base_opening": {
        "one": "The same answers without the overlay: {count} indicator stands at another level.",
        "other": "The same answers without the overlay: {count} indicators stand at other levels.",
    },
    "overlay.base_same": "The same answers without the overlay: no indicator of the framework stands at another level.",
    "overlay.base_caption": "Levels with and without the overlay",
    "overlay.base_note": "Overall and every dimension; of the indicators, those whose level differs.",
    "overlay.not_there": "not in it",
    "column.changed": "Changed for",
    "column.before": "Framework",
    "column.after": "Overlay",
    "column.dimension_or_indicator": "Dimension or indicator",
    "column.with_overlay": "With the overlay",
    "column.on_base": "Framework alone",
    "versions.mission": "Mission folder",
    "versions.checksum": "Checksum of its files (SHA-256)",
    "versions.as_of": "As of",
    "versions.notice": "Notice",
}
