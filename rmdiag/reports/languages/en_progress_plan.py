"""English: the report of progress, what came of the plan and of the figures."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

PROGRESS_PLAN: Mapping[str, Message] = {
    # The plan.
    "pr.plan.title": "What came of the plan",
    "pr.plan.none": "No plan had been adopted in the earlier round, and none has begun since, so that there is no delivery to tell.",
    "pr.plan.counted": {
        "one": "One action was open in the earlier round or has begun since: {list}.",
        "other": "{count} actions were open in the earlier round or have begun since: {list}.",
    },
    "pr.plan.before": {
        "one": "One more had been closed before.",
        "other": "{count} more had been closed before.",
    },
    "pr.plan.later": {
        "one": "One more has yet to begin and is not listed here: {list}.",
        "other": "{count} more have yet to begin and are not listed here: {list}.",
    },
    "pr.plan.promised": (
        "The plan of round {round}, carried out in full, would have led by {day} to level {level}, with {expected} of {then} "
        "indicators at their targets. This round finds level {now}, with {reached} of {every} at the targets of today. "
        "{adopted} of the {all} recommendations of that plan were adopted."
    ),
    "pr.plan.table": "Actions, and the levels that they were to lift",
    "pr.plan.note": (
        "To lift: the indicator of the action and the level to which it leads. Level: then and now. A level needs all of its "
        "conditions, and an action closes some of them. Only what was "
        "finished after the earlier round is given an effect."
    ),
    "pr.outcome.overdue": "overdue",
    "pr.outcome.verified": "done and verified",
    "pr.outcome.done": "declared done",
    "pr.outcome.started": "started",
    "pr.outcome.planned": "not started",
    "pr.outcome.dropped": "dropped",
    "pr.outcome.not_followed": "no longer mentioned",
    "pr.outcome_head.overdue": "Overdue ({count})",
    "pr.outcome_head.verified": "Done and verified ({count})",
    "pr.outcome_head.done": "Declared done, not verified ({count})",
    "pr.outcome_head.started": "Started, in time ({count})",
    "pr.outcome_head.planned": "Not started, in time ({count})",
    "pr.outcome_head.dropped": "Dropped ({count})",
    "pr.outcome_head.not_followed": "No longer mentioned in the plan ({count})",
    "pr.outcome_head.before": "Closed before the earlier round ({count})",
    "pr.by": "By: {who}.",
    "pr.aim": "{id} to level\N{NO-BREAK SPACE}{level}",
    "pr.overdue_since": "overdue since {day}",
    "pr.finished_on": "finished on {day}",
    "pr.due_on": "due on {day}",
    "pr.effect.none": "not compared",
    "pr.effect.before": "closed before, no effect counted",
    "pr.effect.dropped": "dropped, no effect counted",
    "pr.effect.unfinished": "not finished, no effect counted",
    "pr.effect.not_reached": "not finished; target level not reached",
    "pr.effect.reached": "not finished; target level reached without it",
    "pr.effect.rose": "level rose",
    "pr.effect.known": "level rose by what is known, not by practice",
    "pr.effect.stayed": "level stayed",
    "pr.effect.fell": "level fell",
    "pr.idle.title": "Done, and no level rose",
    "pr.idle.opening": {
        "one": "The indicator of a finished action did not rise. What holds it now:",
        "other": "The indicators of these finished actions did not rise. What holds each of them now:",
    },
    "pr.idle.entry": "{name} at level {level}",
    "pr.idle.held": "{name} at level {level}:",
    "pr.alone.title": "Risen without an action",
    "pr.alone.words": {
        "one": "One indicator rose although no finished action was to lift it: {list}.",
        "other": "{count} indicators rose although no finished action was to lift them: {list}.",
    },
    "pr.unadopted.title": "Recommended, and not adopted",
    "pr.unadopted.opening": {
        "one": "Of {all} recommendations of the earlier round, one was not adopted.",
        "other": "Of {all} recommendations of the earlier round, {count} were not adopted; those of the highest priority come first.",
    },
    "pr.unadopted.table": "Recommendations that were not adopted",
    "pr.unadopted.short": "Level not reached ({count})",
    "pr.unadopted.reached": "Level reached all the same ({count})",
    "pr.still.yes": "yes",
    "pr.still.no": "no",
    # Figures.
    "pr.figures.title": "Operational figures",
    "pr.figures.none": "Neither round has operational figures.",
    "pr.figures.one_sided": "No figure is known in both rounds for periods of the same length, so that none can be compared.",
    "pr.figures.opening": {
        "one": "One figure can be compared: {list}.",
        "other": "{count} figures can be compared: {list}.",
    },
    "pr.figures.chance": {
        "one": "The change of one of them may be chance: {list}.",
        "other": "The changes of {count} of them may be chance: {list}.",
    },
    "pr.figures.worse": {"one": "It got worse: {list}.", "other": "They got worse: {list}."},
    "pr.direction.better": "better",
    "pr.direction.worse": "worse",
    "pr.direction.same": "unchanged",
    "pr.direction.neither": "neither better nor worse by itself",
    "pr.figures.figure": "Rates that changed by more than chance may explain",
    "pr.figures.table": "Figures then and now, with 95% intervals",
    "pr.figures.note": ("In square brackets the 95% interval, where cases were counted; in round brackets the period."),
    "pr.figures.revised": "A revised figure is one to which this round gives another value than the earlier round did.",
    "pr.figures.periods": (
        "Answers to the questionnaire are counted over the months before a mission, these figures over the period in brackets; "
        "where the two differ, the answer stands under the name of the figure."
    ),
    "pr.figure.plain": "({period})",
    "pr.figure.plain_revised": "({period}, revised)",
    "pr.figure.interval": "[{interval}] ({period})",
    "pr.figure.interval_revised": "[{interval}] ({period}, revised)",
    "pr.figure.told": "{name}: {said}",
    "pr.figure.answered": "{id} was answered otherwise in round {round}: {answer}.",
    "pr.verdict.one_round": "known in one round only",
    "pr.verdict.better": "better",
    "pr.verdict.worse": "worse",
    "pr.verdict.same": "unchanged",
    "pr.verdict.neither": "context",
    "pr.verdict.better_clear": "better, beyond chance",
    "pr.verdict.worse_clear": "worse, beyond chance",
    "pr.verdict.neither_clear": "context, beyond chance",
    "pr.verdict.better_chance": "better, may be chance",
    "pr.verdict.worse_chance": "worse, may be chance",
    "pr.verdict.neither_chance": "context, may be chance",
}
