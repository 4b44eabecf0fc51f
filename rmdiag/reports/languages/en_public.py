"""English: the public form of reports."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

PUBLIC: Mapping[str, Message] = {
    "public.notice": (
        "This is the public form of the report. It leaves out what could help somebody to avoid a control: levels of single "
        "indicators, answers, evidence, operational figures, and actions that concern how controls are chosen and "
        "secured. The whole report stays with the administration."
    ),
    "public.kicker": "Public form of the diagnostic · round {round}",
    "public.kicker_indicative": "Public form of the diagnostic, indicative levels · round {round}",
    "public.confidentiality": "Public form",
    "public.glance": "At a glance",
    "public.headline": "{administration} stands at {level} on a scale of {lowest} to {top}.",
    "public.headline_indicative": "{administration} stands at an indicative {level} on a scale of {lowest} to {top}.",
    "public.headline_span": (
        "The dimensions of risk management at {administration} stand between {low} and {high} on a scale of {lowest} to {top}."
    ),
    "public.headline_none": (
        "{administration} has had its risk management looked at. No level of it is shown in this public form."
    ),
    "public.card_dimensions": {"one": "dimension shown", "other": "dimensions shown"},
    "public.card_indicators": {"one": "indicator behind it", "other": "indicators behind them"},
    "public.card_actions": {"one": "action described here", "other": "actions described here"},
    "public.strong": "What is strong",
    "public.at_target": "{dimension}: {level}, target {target}",
    "public.highest": "Highest stands {names}, at {level}. No dimension is at its target yet.",
    "public.next": "What comes next",
    "public.next_steps": "This report describes {steps} of the plan; the last of them ends on {end}.",
    "public.next_none": "No action is described here.",
    "public.steps": {"one": "{count} action", "other": "{count} actions"},
    "public.first": "First results, with their dates",
    "public.result": "Result",
    "public.figure": "Level of each dimension and its target",
    "public.figure_before": "Level of each dimension, its target, and the round before",
    "public.alternative": "One row per dimension with its level on the scale and its target; the table gives the same.",
    "public.levels_opening": (
        "Each dimension brings together several aspects of practice. Its level is the weighted mean of theirs."
    ),
    "public.levels_none": "No level is shown in this public form.",
    "public.indicative": (
        "The levels are indicative: the questions that were asked are a part of all that decide them."
    ),
    "public.table": "Dimensions, their levels and targets",
    "public.table_note": "Target: the mean of the levels that were agreed for the aspects of the dimension.",
    "public.about": "What it is about",
    "public.before": "Round before",
    "public.not_shown": "not shown",
    "public.term_withheld": "Not shown",
    "public.read_level": (
        "Where practice stands, from the first steps to constant improvement. The level of a dimension may lie between two "
        "steps."
    ),
    "public.read_target": "The level that was agreed as the aim, from a profile that the framework offers.",
    "public.read_withheld": (
        "The level of a dimension is left out where that of one of its aspects could be worked out from it. It may be high "
        "or low."
    ),
    "public.mission": "The mission and its evidence",
    "public.sheets": {"one": "{count} sheet of answers", "other": "{count} sheets of answers"},
    "public.sheets_of": "The result rests on {own} from the administration and {team} from the mission team.",
    "public.roles": "Those who answered for the administration:",
    "public.evidence": {
        "one": "One piece of evidence was registered.",
        "other": "{count} pieces of evidence were registered.",
    },
    "public.evidence_table": "Evidence by kind",
    "public.pieces": "Pieces",
    "public.proof": "An action counts as done only when the evidence of it has been seen.",
    "public.review": "The executive reviews the plan when a wave ends ({dates}), and minutes what it decides.",
    "public.articles": "Readings by article and pillar",
    "public.articles_opening": (
        "The same answers can be read by the articles of agreements on trade and customs, and in other groupings. What a "
        "state has notified is public; how far an article is met is not told here."
    ),
    "public.indicators_read": "Indicators read",
    "public.indicators_note": "Indicators read: aspects of this framework that bear on the group and were asked about. One may bear on several groups.",
    "public.plan_opening": "This report describes {steps} of the plan, {period}, which take {staff} together.",
    "public.support": "Support that would help, by the number of actions that ask for it:",
    "public.support_for": {"one": "{kind}: {count} action", "other": "{kind}: {count} actions"},
    "public.with": "Support",
    "public.adopted": "Actions adopted",
    "public.adopted_opening": "Of what the administration has adopted, these actions can be told, as they stood on {date}.",
    "public.glossary": "Glossary",
    "public.abbreviations": "{title}:",
    "public.versions": "This report was made from the following. The checksum names the answers that it rests on.",
    "public.withheld": {
        "one": "The level of {names} is not shown: that of a single indicator could be worked out from it.",
        "other": "The levels of {names} are not shown: those of single indicators could be worked out from them.",
    },
    "public.overall_too": "Nor is the overall level shown, from which they would follow.",
    "public.overall_withheld": (
        "The overall level is not shown: the level of a single indicator could be worked out from it."
    ),
    "public.left_out": (
        "Actions that concern how controls are chosen and secured are part of the plan, and are not described here."
    ),
    "public.left_out_number": (
        "At least {number} further actions concern how controls are chosen and secured. They are part of the plan, and "
        "are not described here."
    ),
}
