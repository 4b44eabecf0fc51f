"""English: the report of progress."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

PROGRESS: Mapping[str, Message] = {
    # Cover and metadata.
    "pr.kicker": "Progress report · round {new} against round {old}",
    "pr.kicker_public": "Public form of the progress report · round {new} against round {old}",
    "pr.title": "Progress in customs risk management",
    "pr.report_title": "Progress report: {administration}, {then} to {now}",
    "pr.subject": "Progress report, round {new} ({now}) against round {old} ({then})",
    "pr.identifier": "{mission} · since {against} · {checksum}",
    "pr.identifier_unsigned": "{mission} · since {against}",
    "pr.cover.against": "Compared with",
    "pr.cover.round": "round {round}, as of {date}",
    # The page that says it all.
    "pr.page.title": "What moved",
    "pr.lead": "Between {then} and {now} the overall level of risk management at {administration} went from {old} to {new}.",
    "pr.lead_same": "Between {then} and {now} the overall level of risk management at {administration} stayed at {new}.",
    "pr.lead_mean": (
        "Between {then} and {now} the mean level of the indicators that both rounds share went from {old} to {new} at "
        "{administration}. There is no overall level that both rounds share."
    ),
    "pr.lead_mean_same": (
        "Between {then} and {now} the mean level of the indicators that both rounds share stayed at {new} at "
        "{administration}. There is no overall level that both rounds share."
    ),
    "pr.lead_nothing": (
        "No indicator of {administration} has a level both on {then} and on {now}, so that nothing can be said of its progress."
    ),
    "pr.none_moved": "Nothing moved: of {all} that can be compared, every one stands at the level of the earlier round.",
    "pr.moved": "Of {all} that can be compared, {rose} rose, {fell} fell and {stayed} stayed.",
    "pr.on_paper": "A round is known only on paper: nothing says whether practice moved, or only what is known of it.",
    "pr.by_practice": {
        "one": "Of the one that moved, practice itself changed in {practice}; only what is known of it changed in {known}.",
        "other": (
            "Of the {count} that moved, practice itself changed in {practice}; only what is known of it changed in {known}."
        ),
    },
    "pr.card.overall": "overall level",
    "pr.card.mean": "mean of what is compared",
    "pr.card.was": "{old} in {round}",
    "pr.card.rose": {"one": "indicator rose", "other": "indicators rose"},
    "pr.card.fell": {"one": "indicator fell", "other": "indicators fell"},
    "pr.card.practice": {"one": "{count} by practice", "other": "{count} by practice"},
    "pr.card.actions": {"one": "of {count} action done and verified", "other": "of {count} actions done and verified"},
    "pr.card.declared": {"one": "{count} declared, not confirmed", "other": "{count} declared, not confirmed"},
    "pr.card.dropped": {"one": "{count} dropped", "other": "{count} dropped"},
    "pr.card.figures": {"one": "of {count} figure better", "other": "of {count} figures better"},
    "pr.card.ways": "{clear} of them beyond chance; worse: {worse}; neutral or unchanged: {others}",
    "pr.named.rose": "Rose",
    "pr.named.fell": "Fell",
    "pr.named.rose_practice": "Rose, practice",
    "pr.named.rose_known": "Rose, information",
    "pr.named.fell_practice": "Fell, practice",
    "pr.named.fell_known": "Fell, information",
    "pr.named.strengthened": "Stayed, stronger",
    "pr.named.weakened": "Stayed, weaker",
    "pr.entry": "{id} {short} {old} → {new}",
    "pr.entry_hidden": "{id} {short} {new}",
    "pr.framework_alone": (
        "Overlays may differ from round to round and are left out here: {old} then, {new} now. With the overlay of its round, "
        "as in the other reports, the level was {then} then and is {now} now."
    ),
    "pr.plan.moved": {
        "one": "One finished action belongs to an indicator that is compared. Levels that rose: {rose}; that did not: {stayed}.",
        "other": (
            "{count} finished actions belong to indicators that are compared: the level rose for {rose} of them and did not for "
            "{stayed}."
        ),
    },
    # Public form.
    "pr.public.lead": "This public form shows how dimensions of risk management at {administration} moved between {then} and {now}.",
    "pr.public.lead_none": (
        "Of what moved at {administration} between {then} and {now} no level can be shown without giving the level of a single "
        "indicator away."
    ),
    "pr.public.moved": {
        "one": "One dimension can be shown in both rounds. Rose: {rose}; fell: {fell}; stayed: {stayed}.",
        "other": "{count} dimensions can be shown in both rounds: {rose} rose, {fell} fell and {stayed} stayed.",
    },
    "pr.public.none_done": "No action of the plan can be told here.",
    # How to read.
    "pr.reading.title": "What is in this report",
    "pr.reading.terms": "Words that this report uses",
    "pr.term.practice": "Practice",
    "pr.term.practice.meaning": (
        "The part of a change that comes from what the service does differently: both rounds had an answer, and only the "
        "answer is another one. Example with invented figures: 20% of results were coded then, 60% are now. Only this is progress, or "
        "decline."
    ),
    "pr.term.information": "Information",
    "pr.term.information.meaning": (
        "The part of a change that comes from knowing more or less, from other questions, or from a judgement of the mission. "
        "Example: a share that nobody could give in the earlier round is known now. The service need not have changed."
    ),
    "pr.term.different": "Answer changed, no threshold passed",
    "pr.term.different.meaning": (
        "The answer is another one, but it fulfils neither more nor fewer of the conditions for a level. It moves no level."
    ),
    "pr.term.same": "Levels of the earlier round",
    "pr.term.same.meaning": "They stand as they were found then, judgements included. Nothing of them was rated again.",
    "pr.term.chance": "Beyond chance",
    "pr.term.chance.meaning": "The 95% intervals of two rates do not meet. Where they meet, the change may be chance.",
    "pr.term.verified": "Done, verified",
    "pr.term.verified.meaning": "Done is what those responsible say. Verified is what somebody has seen proven.",
    # Dimensions.
    "pr.dimensions.title": "What moved, by dimension",
    "pr.dimensions.opening": (
        "A change of level is the sum of two parts: practice, and information on it. A dimension may stay while both move in "
        "opposite directions."
    ),
    "pr.dimensions.figure": "Level of each dimension then and now",
    "pr.dimensions.target": "target",
    "pr.dimensions.alternative": (
        "One small field per dimension with a line from its level in the earlier round to its level now, and its target; the "
        "table gives the numbers."
    ),
    "pr.dimensions.same": {
        "one": "The dimension that can be shown stands where it stood.",
        "other": "All {count} dimensions that can be shown stand where they stood.",
    },
    "pr.dimensions.table": "Dimensions then and now",
    "pr.dimensions.note": (
        "Without a change: the two levels are not of the same indicators, or one round gives none, so that they cannot be "
        "compared."
    ),
    "pr.views.table": "{view}: groups then and now",
    "pr.alike": {"one": "The {count} indicator compared", "other": "Mean of the {count} indicators compared"},
    "pr.column.change": "Change",
    "pr.column.practice": "Practice",
    "pr.column.information": "Information",
    "pr.column.why": "Why",
    "pr.column.source": "Where the level on paper stands",
    "pr.column.then": "Then",
    "pr.column.now": "Now",
    "pr.column.first": "First action",
    "pr.column.days": "Date",
    "pr.column.aim": "To lift",
    "pr.column.level": "Level",
    "pr.column.effect": "What it moved",
    "pr.column.still": "Called for today",
    "pr.column.chance": "What the change says",
    # Indicators.
    "pr.indicators.title": "What moved, by indicator",
    "pr.indicators.opening": "First come the indicators that fell, then those that rose, each with the answers that made it.",
    "pr.indicators.paper": (
        "A round is known only on paper. Its levels stand beside the others with the place from which they were read, and "
        "nothing says why a level moved."
    ),
    "pr.indicators.none": "No indicator has another level than in the earlier round.",
    "pr.indicators.fell": "What fell or weakened",
    "pr.indicators.rose": "What rose or grew stronger",
    "pr.indicators.all": "All indicators",
    "pr.indicators.table": "Every indicator then and now, what fell first",
    "pr.indicator.moved": "{name}: level {old} → {new}",
    "pr.indicator.stayed": "{name}: level {new}, as before",
    "pr.indicator.means": "{level} requires at least: {words}.",
    "pr.because.practice": "Practice: {change}.",
    "pr.because.no_practice": "No change of practice moved the level.",
    "pr.because.practice_better": "Practice improved, but not enough to move the level by itself.",
    "pr.because.practice_worse": "Practice got worse, but not enough to move the level by itself.",
    "pr.because.practice_both": "Practice improved in part and got worse in part; together this did not move the level.",
    "pr.because.knowledge": "What is known of it: {change}.",
    "pr.because.rules": "Other questions or conditions: {change}.",
    "pr.because.judgement": "Change by a judgement of the mission: {change}.",
    "pr.because.judgement_now": "Judgement of this round: {reason}.",
    "pr.because.judgement_then": "Judgement of the earlier round: {reason}.",
    "pr.because.unknown": "The two rounds have no answers in common that could say why it moved.",
    "pr.indicative_mark": "{level}*",
    "pr.indicative_note": "* Indicative: the set of that round asks only a part of the questions that count.",
    "pr.was": "was {id}",
    # Questions that changed.
    "pr.questions.title": "All questions that changed",
    "pr.questions.of": "{id}: questions that changed",
    "pr.questions.caption": "Questions whose answer, or what is known of it, differs",
    "pr.questions.opening": {
        "one": "One question that counts differs between the rounds. Reasons: {list}.",
        "other": "{count} questions that count differ between the rounds. Reasons: {list}.",
    },
    "pr.questions.reason": "{why} ({count})",
    "pr.questions.several": "A question may have several reasons, so that they add up to more than the questions.",
    "pr.either": "“{low}” or “{high}”, as the sheets differ",
    "pr.questions.alone": {
        "one": "One more question was asked in one round only and is not listed.",
        "other": "{count} more questions were asked in one round only and are not listed.",
    },
    "pr.questions.none": "No question that counts differs between the rounds, or a round has no answers.",
    "pr.proof": "({list})",
    "pr.not_asked": "not asked",
    "pr.why.better": "answer better",
    "pr.why.worse": "answer worse",
    "pr.why.different": "answer changed, no threshold passed",
    "pr.why.different_higher": "higher, no threshold passed",
    "pr.why.different_lower": "lower, no threshold passed",
    "pr.why.lapsed": "date lapsed",
    "pr.why.became_known": "became known",
    "pr.why.became_unknown": "became unknown",
    "pr.why.evidence_stronger": "evidence stronger",
    "pr.why.evidence_weaker": "evidence weaker",
    "pr.why.missions_own": "answered by the mission this time",
    "pr.why.taken_over": "taken over from the administration this time",
    "pr.why.disagreement_settled": "disagreement settled",
    "pr.why.disagreement_new": "new disagreement",
    "pr.why.applicability": "applies in one round only",
    "pr.why.gates_changed": "conditions changed",
    "pr.why.question_new": "new question",
    "pr.why.question_gone": "question no longer asked",
    "pr.why.set_changed": "asked in one round only",
    "pr.why.judgement_made": "judgement made",
    "pr.why.judgement_dropped": "judgement no longer made",
    "pr.why.judged_on_paper": "level on paper",
    "pr.why.no_common_question": "no question in common",
    "pr.why.indicator_new": "new indicator",
    "pr.why.indicator_gone": "indicator no longer there",
    # What is open.
    "pr.open.title": "What is still open, and what comes next",
    "pr.open.reached_then": "In the earlier round, with the targets of that time, {reached} of {all} had reached theirs.",
    "pr.open.of_overlay": {
        "one": "One of them comes from an overlay and is not compared above: {list}.",
        "other": "{count} of them come from an overlay and are not compared above: {list}.",
    },
    "pr.open.none": "No indicator with a level is short of its target.",
    "pr.open.gaps": {
        "one": "One indicator is short of its target:",
        "other": "{count} indicators are short of their targets, in order of priority:",
    },
    "pr.open.unknown": {
        "one": "One indicator could not be assessed; the first thing is to find out where it stands.",
        "other": "{count} indicators could not be assessed; the first thing is to find out where they stand.",
    },
    "pr.open.table": "Open gaps in order of priority",
    "pr.next.opening": "What comes next:",
    "pr.next.plan": "The executive looks at what is overdue, gives it a new date or drops it with a reason, and adopts what is new.",
    "pr.next.verify": "What is declared done is verified by evidence before it is counted.",
    "pr.next.again": (
        "The next round uses the same edition of the framework ({edition}) and the same questions, so that its levels can be "
        "set beside these."
    ),
    # Ground of the comparison.
    "pr.ground.title": "On what ground the rounds are compared",
    "pr.ground.opening": "Levels are compared on what both rounds have. What limits the comparison is named here.",
    "pr.ground.then": "Earlier round",
    "pr.ground.now": "This round",
    "pr.ground.side": "round {round}, as of {date}",
    "pr.ground.side_paper": "round {round}, as of {date}, known only on paper",
    "pr.ground.indicators": "Indicators",
    "pr.ground.indicators_words": "{compared} of {all} have a level in both rounds ({share}).",
    "pr.ground.without": "Not compared",
    "pr.ground.editions": "Framework",
    "pr.ground.edition_same": "Both rounds use the same framework: {framework}, edition {edition}.",
    "pr.ground.edition_other": (
        "The editions differ: {old} then, {new} now. Of the indicators of this round, {share} are in the earlier edition too."
    ),
    "pr.ground.sets": "Questions",
    "pr.ground.set_same": "Both rounds asked the same set of questions: {set}.",
    "pr.ground.set_other": (
        "The sets differ: {old} then, {new} now. What only one of them asked counts as a change of questions, not of practice."
    ),
    "pr.ground.set_paper": "A round on paper has no questions.",
    "pr.ground.overlays": "Overlays",
    "pr.ground.no_overlay": "None: both rounds stand on the thresholds of the framework.",
    "pr.ground.overlay": {
        "one": (
            "Left out on both sides, so that both rounds stand on the thresholds of the framework: {list}. Levels may therefore "
            "differ from those of the diagnostic reports."
        ),
        "other": (
            "Left out on both sides, so that both rounds stand on the thresholds of the framework: {list}. Levels may therefore "
            "differ from those of the diagnostic reports."
        ),
    },
    "pr.ground.indicative": "Indicative levels",
    "pr.ground.not_indicative": "None: both rounds asked all questions that decide the levels compared.",
    "pr.ground.indicative_words": (
        "Of the {all} levels compared, {then} then and {now} now are indicative: the set of that round asks only a part of the "
        "questions that count. A full set may give other levels."
    ),
    "pr.ground.judgements": "Judgements",
    "pr.ground.no_judgement": "None in either round.",
    "pr.ground.judgement_words": "{then} then, {now} now. What they changed counts as information, not as practice.",
    "pr.ground.paper": "On paper",
    "pr.ground.paper_words": (
        "The levels of a round on paper were read out of an earlier report and stand beside the others. There are no answers "
        "that could tell practice from what is known of it."
    ),
    "pr.ground.method": (
        "How practice is told apart: the level of the earlier round is computed again several times, and each time one more "
        "thing is taken from this round: its questions, what is known, the answers that differ, its judgements. What the level "
        "moves by when the answers that differ are taken over is practice; the rest is information. Example: a level goes from 2 "
        "to 3 when a figure that nobody knew becomes known, and stays at 3 with the other answers: practice 0, information +1. "
        "Changes are those between the printed levels."
    ),
}
