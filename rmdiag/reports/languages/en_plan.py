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
        " of the recommendation (1 to 3) ÷ its effort (1 small, up to 3 months; 2 medium, over 3 and up to 12 months; 3 large, "
        "longer). The "
        "recommendation that gives the highest figure ranks its indicator."
    ),
    "gaps.benefit": "Benefit",
    "gaps.effort": "Effort",
    "effort.S": "small effort: up to 3 months",
    "effort.M": "medium effort: over 3, up to 12 months",
    "effort.L": "large effort: over 12 months",
    "gaps.figure": "Benefit against effort of the leading recommendation of each indicator",
    "gaps.figure_note": (
        "Benefit: gap × criticality × impact, one row for each value. The first {count} indicators of the ranking; the number "
        "before a code is its level today."
    ),
    "gaps.figure_note_all": (
        "Benefit: gap × criticality × impact, one row for each value. Every ranked indicator; the number before a code is its "
        "level today."
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
        "After the quick wins ({by}) {quick_reached} of {every} indicators would be at their targets ({today} today), and the "
        "overall level at {quick} ({now} today); after the whole plan ({plan}; {end}) {whole_reached}, and the overall level at "
        "{whole}."
    ),
    "what_if.both_stays": (
        "After the quick wins ({by}) {quick_reached} of {every} indicators would be at their targets ({today} today); the "
        "overall level stays at {quick}. After the whole plan ({plan}; {end}) it would be {whole_reached}, and the overall level "
        "at {whole}."
    ),
    "what_if.whole": (
        "After the whole plan ({plan}; {end}) {whole_reached} of {every} indicators would be at their targets ({today} today), "
        "and the overall level at {whole} ({now} today)."
    ),
    "what_if.quick_wins": {"one": "The quick win is {list}.", "other": "The quick wins are {list}."},
    "what_if.caution": (
        "This takes every condition that an action closes as met and leaves all else as it is answered today: what can be "
        "reached, not what will be reached."
    ),
    "what_if.figure": "Each dimension today, after the quick wins and after the whole plan",
    "what_if.figure_whole": "Each dimension today and after the whole plan",
    "what_if.alternative": (
        "One row per dimension on a scale of levels: today, a numbered mark for each later time at which it would have "
        "risen, and the target; the table gives the numbers."
    ),
    "what_if.key_quick": "after the quick wins",
    "what_if.key_whole": "after the whole plan",
    "column.rank": "No.",
    "column.now": "Now",
    "column.step": "Action",
    "column.arithmetic": "Arithmetic",
    "column.requires": "Waits for",
}
