"""English: ranked gaps, and where quick wins and the whole plan would lead."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

PLAN: Mapping[str, Message] = {
    "gaps.title": "Ranked gaps",
    "gaps.opening": {
        "one": "Of {all} with a level, {count} is short of its target.",
        "other": "Of {all} with a level, {count} are short of their targets.",
    },
    "gaps.none": "Every indicator with a level has reached its target.",
    "gaps.formula": (
        "They are ranked by priority: gap (target minus level) × criticality (core 3, standard 2, advanced 1) × impact"
        " of the recommendation (1 to 3) ÷ its effort (under 3 months 1, up to 12 months 2, longer 3). The "
        "recommendation that gives the highest figure ranks its indicator."
    ),
    "gaps.benefit": "Benefit",
    "gaps.effort": "Effort",
    "effort.S": "under 3 months",
    "effort.M": "3 to 12 months",
    "effort.L": "over 12 months",
    "gaps.corner_first": "do first",
    "gaps.corner_plan": "plan well",
    "gaps.corner_fill": "fit in",
    "gaps.corner_later": "do later",
    "gaps.figure": "Benefit against effort of the leading recommendation of each indicator",
    "gaps.figure_note": (
        "Benefit: gap × criticality × impact. The first {count} indicators of the ranking, in the colour of their "
        "present level."
    ),
    "gaps.figure_note_all": (
        "Benefit: gap × criticality × impact. Every ranked indicator, in the colour of its present level."
    ),
    "gaps.alternative": "Indicators by benefit and effort; the table of ranked gaps gives the same numbers.",
    "gaps.table": "Gaps in order of priority",
    "gaps.note": (
        "Arithmetic: gap × criticality × impact ÷ effort. Waits for: indicators that must reach a level first; the "
        "plan puts them before."
    ),
    "gaps.quotient": "{gap} × {weight} × {impact} ÷ {effort} = {priority}",
    "gaps.product": "{gap} × {weight} = {priority}",
    "gaps.waits": "{id} at {level}",
    "gaps.unknown": {
        "one": "{count} indicator could not be assessed; the first thing to do is to find out where it stands: {list}.",
        "other": "{count} indicators could not be assessed; the first thing to do is to find out where they stand: {list}.",
    },
    "gaps.unknown_many": (
        "{count} indicators could not be assessed, marked “{sign}” in {figure}; the first thing to do is to find out "
        "where they stand."
    ),
    "gaps.nothing_counts": "No indicator is in scope, so there is no gap to rank.",
    # What if.
    "what_if.title": "If this were done",
    "what_if.both": (
        "With the quick wins the overall level would be {quick} by {by}, with the whole plan ({plan}) {whole} by {end}."
    ),
    "what_if.whole": "With the whole plan ({plan}) the overall level would be {whole} by {end}.",
    "what_if.quick_wins": {"one": "The quick win is {list}.", "other": "The quick wins are {list}."},
    "what_if.caution": (
        "This takes every condition that a step closes as met and leaves all else as it is answered today: what can be "
        "reached, not what will be reached."
    ),
    "what_if.figure": "Each dimension today, after the quick wins and after the whole plan",
    "what_if.figure_whole": "Each dimension today and after the whole plan",
    "what_if.alternative": (
        "One row per dimension on a scale of levels: today, a numbered mark for each later time at which it would have "
        "risen, and the target; the table gives the numbers."
    ),
    "what_if.then": " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ",
    "what_if.key_quick": "after the quick wins",
    "what_if.key_whole": "after the whole plan",
    "column.rank": "No.",
    "column.now": "Now",
    "column.step": "Step",
    "column.arithmetic": "Arithmetic",
    "column.requires": "Waits for",
}
