"""English: how firm results are, what would lift an indicator, and figures with their intervals."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

PROOF: Mapping[str, Message] = {
    # How firm the overall level is.
    "firm.title": "How firm this result is",
    "firm.weights": (
        "Nobody can prove that a dimension, or an indicator in it, counts exactly so much. In {draws} draws every "
        "weight was therefore taken anywhere between a half and twice what it is."
    ),
    "firm.overall": "In 90 of 100 of them the overall level of {level} would lie between {low} and {high}.",
    "firm.overall_same": "In 90 of 100 of them the overall level would still be {level}.",
    "firm.in_draws": "{name} (in {share} draws)",
    "firm.lowest": "The lowest dimension would be {list}.",
    "firm.highest": "The highest would be {name}, in {share} draws.",
    "firm.share": "{count} of 100",
    "firm.table": "Whether the order of dimensions hangs on the weights",
    "firm.table_note": "Rank 1 is the lowest dimension; dimensions level with each other share the smaller number.",
    "firm.answers": (
        "{label} How far the overall level would move if one answer were another and all others stayed as they are. {sentences}"
    ),
    "firm.answers_low": (
        "{label} How far the low end of the overall level would move if one answer were another and all others stayed as they are. "
        "{sentences}"
    ),
    "label.answers": "Single answers",
    "firm.open": "Worth finding out: {question} {id} ({effect}).",
    "firm.given": "Of the answers given, this one carries most: {question} {id} ({effect}).",
    "firm.given_alike": "Of the answers given, each of these carries most: {list} ({effect}).",
    "firm.lifting": "By itself this one could lift it most: {question} {id} ({effect}).",
    "firm.both": "up by {up} if all its conditions were met, down by {down} if none",
    "firm.up": "up by {up} if all its conditions were met",
    "firm.down": "down by {down} if none of its conditions were met",
    "firm.narrows": "it would narrow what is open by {narrows}",
    "firm.tiny": "less than 0.01",
    "column.rank_today": "Rank today",
    "column.rank_holds": "Rank holds in",
    "column.is_lowest": "Is lowest in",
    # What would lift an indicator.
    "lift.title": "What would lift it",
    "lift.missing": {
        "one": "For level {level}, one condition is not yet met: {list}.",
        "other": "For level {level}, {count} conditions are not yet met: {list}.",
    },
    "lift.unclosed": "No recommendation of the framework meets {list}.",
    "lift.one_set": "The smallest set of recommendations that meets all of it:",
    "lift.sets": "The smallest sets of recommendations that meet all of it, cheapest first:",
    "lift.more": {"one": "and {count} further set", "other": "and {count} further sets"},
    "lift.named": "{id} ({deliverable})",
    "lift.set": "{list}: {staff}, cost: {cost}.",
    "lift.first": "To be finished first: {list}; together {staff}.",
    "lift.reaches": "Leads to level {level}.",
    # Figures.
    "metrics.none": "No operational figures were given.",
    "metrics.opening": (
        "Figures as the administration gave them. Under each metric stand its formula, what to be careful of, and remarks, then "
        "its periods."
    ),
    "metrics.intervals": (
        "The 95% interval says how far a rate could lie from the practice behind it if cases came by chance (Wilson's for "
        "rates, the log method for a ratio of two). It says nothing of cases that were counted wrongly. A change is called "
        "possibly chance where the intervals of both periods meet."
    ),
    "metrics.figure": "Rates over the periods, with their 95% intervals",
    "metrics.figure_note": (
        "Every field has a scale of its own, from its lowest to its highest end. Where no bar is seen, the interval is "
        "narrower than the dot."
    ),
    "metrics.alternative": (
        "One small field per rate: a dot per period, joined by a line, with an error bar; the table gives the numbers."
    ),
    "metrics.caption": "Figures by metric and period",
    "metrics.note": "Counted: numerator and denominator, where they were given.",
    "metrics.parts": "{part} / {whole}",
    "metrics.at_least": "at least {value}",
    "metrics.computed": "computed here",
    "metrics.remark": "{period}: {note}.",
    "metrics.from": "Source: {source}.",
    "metrics.totals": "Shares that make up one whole:",
    "metrics.total_holds": "{period}: {list} give {total}, as they should.",
    "metrics.total_differs": "{period}: {list} give {total} and not {wanted} (rule {rule}).",
    "metrics.answers": {
        "one": "One question asks for what a figure counts. Its answer was not changed.",
        "other": "{count} questions ask for what a figure counts. None of their answers was changed.",
    },
    "metrics.answers_agree": {
        "one": "One answer agrees with its figure: {list}.",
        "other": "{count} answers agree with their figures: {list}.",
    },
    "metrics.answers_differ": "Where figure and answer differ, or nothing is answered yet:",
    "metrics.answers_caption": "Figures beside answers that differ or are open",
    "metrics.either": "{low} or {high}",
    "metrics.of_period": "{name}, {period}",
    "metric.points": {"one": "{sign}{number} point", "other": "{sign}{number} points"},
    "metric.changed": "{sign}{value}",
    "metric.interval": "{low}–{high}",
    "metric.between": "{value} [{interval}]",
    "change.same": "the same as {since}",
    "change.better": "better: {by} since {since}",
    "change.better_chance": "better: {by} since {since}, possibly chance",
    "change.worse": "worse: {by} since {since}",
    "change.worse_chance": "worse: {by} since {since}, possibly chance",
    "change.up": "{by} since {since}",
    "change.up_chance": "{by} since {since}, possibly chance",
    "change.down": "{by} since {since}",
    "change.down_chance": "{by} since {since}, possibly chance",
    "fit.differs": "differs",
    "fit.open": "open",
    "column.metric_period": "Period",
    "column.interval_95": "95% interval",
    "column.counted": "Counted",
    "column.change_since": "Change",
    "column.fit": "Fit",
    # Signs of an optimistic self-rating.
    "registers.optimism.title": "Signs of an optimistic self-rating",
    "registers.optimism.opening": (
        "Each is a question to ask and no proof. None of them changes a level. From which numbers on they are named is a "
        "working value of this project."
    ),
    "registers.optimism.caption": "Signs of an optimistic self-rating",
    "registers.optimism.absent": (
        "none of four patterns on the administration's sheets: one answer to nearly all, high levels without evidence, "
        "sheets that are alike, levels far above the mission's"
    ),
    "optimism.straight_lining": "One answer to nearly all",
    "optimism.straight_lining.seen": (
        "The sheet {sheets} gives one and the same answer to {alike} of its {answered} yes, partly or no questions."
    ),
    "optimism.straight_lining.ask": "Take five of them at random and ask to be shown what the answer rests on.",
    "optimism.high_without_evidence": "High without evidence",
    "optimism.high_without_evidence.seen": (
        "The administration claims level {level} or more on declared answers alone, without evidence: {list}."
    ),
    "optimism.high_without_evidence.ask": (
        "Ask to see one document or screen for each of them, dated within the last twelve months."
    ),
    "optimism.identical_sheets": "Sheets that are alike",
    "optimism.identical_sheets.seen": (
        "The sheets {sheets} give the same answer to every question that they share, {shared} or more."
    ),
    "optimism.identical_sheets.ask": (
        "Ask each department alone how it filled in its sheet, and to answer five questions again."
    ),
    "optimism.far_above_mission": "Far above the mission",
    "optimism.far_above_mission.seen": (
        "Of {compared} indicators compared, the administration stands two levels or more above the mission on {far}: {list}. "
        "The mean difference is {mean}."
    ),
    "optimism.far_above_mission.mean": (
        "On {compared} indicators compared, the administration stands {mean} levels above the mission in the mean."
    ),
    "optimism.far_above_mission.ask": "Go through these indicators together, condition by condition.",
    "optimism.claim": "{id} at {level}",
    "column.sign": "Sign",
    "column.seen": "What was seen",
    "column.to_ask": "What to ask",
}
