"""English: method and maturity profile."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

PROFILE: Mapping[str, Message] = {
    # Method.
    "method.title": "Method",
    "method.opening": "The assessment follows the framework “{framework}”, edition {edition}. From answer to plan:",
    "method.evidence": (
        "Respondents answer questions of fact. Each answer carries its confidence and, where there is any, its "
        "evidence."
    ),
    "method.gates": (
        "Answers meet or miss conditions for levels. An indicator has the highest level whose conditions are all met, "
        "with those of every level below; failing that, level {lowest}."
    ),
    "method.layers": (
        "The administration and the mission team answer apart. An answer of the team replaces the administration's; "
        "where the team has no answer, the administration's own is taken over as declared. Where sheets of one side "
        "disagree and nothing was agreed, the answer that meets fewer conditions counts."
    ),
    "method.unknown": (
        "“No”, “not applicable”, “do not know” and no answer are four things. Unknown answers count as unmet "
        "for the level and give the interval its upper end."
    ),
    "method.means": (
        "A dimension is the weighted mean of its assessed indicators; the overall level that of the dimensions."
    ),
    "method.means_indicative": (
        "A dimension is the weighted mean of its assessed indicators; the overall level that of the dimensions. Where the set "
        "asks a part of what counts, levels are made from that part and are called indicative."
    ),
    "method.overall": (
        "The overall level is given at a coverage of {coverage} or more, by a set that asks about every dimension. It cannot pass {cap} while a core indicator "
        "stands at level {lowest} or is not assessed."
    ),
    "method.judgement": (
        "Assessors may move an indicator by one level with a written reason. The computed level stays printed beside "
        "it."
    ),
    "method.confidence": "Confidence, contradictions and differences are shown and never change a level.",
    "method.priority": ("Priority is gap × criticality × impact ÷ effort. The plan then puts prerequisites first."),
    "method.worked": "One score of this mission is worked in full, with exact fractions, in {annex}.",
    # Profile.
    "profile.title": "Maturity profile",
    "profile.figure": "Level of each dimension, what is still open, and its target",
    "profile.alternative": (
        "One row per dimension on a scale of levels, with interval and target; the table gives the numbers."
    ),
    "profile.table": "The profile in numbers",
    "profile.table_note": (
        "Lowest: lowest level of an indicator; spread: highest minus lowest. Target: weighted mean of the indicators' "
        "targets. Self: the administration's view of itself, a span where its answers leave levels open. Confidence: "
        "on what the levels rest: {kinds}."
    ),
    "profile.table_note_one": (
        "Lowest: lowest level of an indicator; spread: highest minus lowest. Target: weighted mean of the indicators' "
        "targets. Confidence: on what the levels rest: {kinds}."
    ),
    "profile.overall": "Overall",
    "profile.percent": (
        "That is {percent} of the way from the lowest to the highest level; the arithmetic is in {annex}."
    ),
    "profile.ends": "The highest dimension is {highest} ({high}), the lowest {lowest} ({low}).",
    "profile.ends_several": "Highest: {highest} ({high}). Lowest: {lowest} ({low}).",
    "heat.title": "All indicators at a glance",
    "heat.opening": "Of {indicators}: {counts}.",
    "heat.at_level": "{count} at level {level}",
    "heat.in_state": "{count} {state}",
    "heat.none": "none has a level yet",
    "heat.figure": "Level of every indicator",
    "heat.alternative": (
        "A bar counts the indicators at each level; below it, one cell per indicator has its level. The tables of the "
        "dimension chapters give the same levels."
    ),
    "heat.counted": "Number of indicators",
    "heat.note": "The title of every indicator stands in the table that opens the chapter of its dimension.",
    "proof.title": "How far the levels are proven",
    "proof.opening": (
        "{indicators} with a level: {list}. The weakest answer that decides a level is the one that counts."
    ),
    "proof.on.verified": "{count} on verified answers",
    "proof.on.corroborated": "{count} on corroborated answers",
    "proof.on.declared": "{count} on declared answers",
    "proof.on.judged": "{count} as the team judged",
    "proof.on.none": "{count} on no answer",
    "proof.part.verified": "verified",
    "proof.part.corroborated": "corroborated",
    "proof.part.declared": "declared",
    "proof.part.judged": "as judged",
    "proof.part.none": "no answer",
    "proof.indicators": {"one": "{count} indicator", "other": "{count} indicators"},
    "proof.figure": "Indicators by the confidence of their levels, per dimension",
    "proof.alternative": ("One bar per dimension, split by what the levels rest on; the table gives the numbers."),
    "proof.none": "No indicator has a level, so there is no confidence to show.",
}
