"""English: clearance, the country, who was met, how quality was assured, articles, figures in the body, follow-up."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

CONTENT: Mapping[str, Message] = {
    # Cover.
    "clearance.draft": "Draft for comment",
    "clearance.draft_on": "Draft of {on}, for comment",
    "clearance.in_review": "Sent to the administration for comment",
    "clearance.in_review_on": "Sent to the administration for comment on {on}",
    "clearance.in_review_by": "Sent to {by} for comment",
    "clearance.in_review_by_on": "Sent to {by} for comment on {on}",
    "clearance.cleared": "Cleared for its readers",
    "clearance.cleared_on": "Cleared for its readers on {on}",
    "clearance.cleared_by": "Cleared by {by}",
    "clearance.cleared_by_on": "Cleared by {by} on {on}",
    "cover.logo": "Emblem of {administration}",
    # Country and administration.
    "country.title": "Country and administration",
    "country.tfa": {
        "one": "One commitment under the WTO Trade Facilitation Agreement is noted: {categories}.",
        "other": "{count} commitments under the WTO Trade Facilitation Agreement are noted: {categories}.",
    },
    "country.passed": {
        "one": "On {date} the date of one of them had passed.",
        "other": "On {date} the dates of {count} of them had passed.",
    },
    "country.passed_none": "On {date} no date of theirs had passed.",
    "country.category": "{count} in category {category}",
    "country.rkc": "The country acceded to the Revised Kyoto Convention on {date}.",
    "country.articles": "What the results say of each article stands in {chapter}.",
    # Who was met.
    "met.title": "Who was met",
    "met.opening": {
        "one": "The team held one meeting. What was said there is in the answers, which rest on more than one voice where they can.",
        "other": (
            "The team held {count} meetings. What was said there is in the answers, which rest on more than one voice where "
            "they can."
        ),
    },
    "met.unnamed": {
        "one": "The team met one source, which this mission does not name.",
        "other": "The team met {count} sources, which this mission does not name.",
    },
    "met.caption": "Posts that the team met",
    "met.named": "{role}, {name}",
    "content.column.place": "Where",
    "content.column.organisation": "Service",
    # How quality was assured.
    "quality.title": "How quality was assured",
    "quality.opening": (
        "The first table says which steps of review were taken, as the mission wrote them down; what it did not write down "
        "counts as not recorded. The second says what the files themselves show. The steps are this project's own: they follow "
        "the idea of a checklist such as PEFA Check, and no conformity with it or with any other scheme is claimed."
    ),
    "quality.nothing_said": (
        "The mission wrote down no step of review. Take this report as one that nobody has reviewed. The table says what the "
        "files themselves show; no conformity with any scheme of review is claimed."
    ),
    "quality.counts": {
        "one": "One of {all} steps was taken.",
        "other": "{count} of {all} steps were taken.",
    },
    "quality.open": "Not taken, or not recorded: {list}.",
    "quality.caption": "Steps of review",
    "quality.yes": "yes",
    "quality.no": "no",
    "quality.not_applicable": "does not apply",
    "quality.not_said": "not recorded",
    "quality.step.concept": "Purpose, scope, dates and team were agreed in writing before the work began",
    "quality.step.concept_review": "People from outside the administration read that agreement and commented on it",
    "quality.step.first_results": "First results were discussed with the administration before the report was written",
    "quality.step.draft_review": "People from outside the administration and the team read the draft",
    "quality.step.reply": "The administration had the draft, and time to comment on it",
    "quality.step.comments_followed": "What became of each comment was written down",
    "quality.step.second_reading": "Somebody else than its author compared the report with the answers and the evidence",
    "quality.step.clearance": "The report was cleared before it went to its readers",
    "quality.short.concept": "written agreement",
    "quality.short.concept_review": "review of that agreement",
    "quality.short.first_results": "discussion of first results",
    "quality.short.draft_review": "review of the draft",
    "quality.short.reply": "comments of the administration",
    "quality.short.comments_followed": "follow-up of comments",
    "quality.short.second_reading": "second reading",
    "quality.short.clearance": "clearance",
    "quality.by_on": "{on}, {by}",
    "quality.reviewers": {
        "one": "One reviewer is named, {outside}: {list}.",
        "other": "{count} reviewers are named, {outside}: {list}.",
    },
    "quality.outside_none": "0 from outside",
    "quality.outside": {"one": "{count} from outside", "other": "{count} from outside"},
    "quality.outside_all": {"one": "{count} from outside", "other": "{count} from outside"},
    "quality.no_reviewer": "No reviewer is named.",
    "quality.reviewer": "{role} ({what})",
    "quality.reviewer_of": "{role}, {organisation} ({what})",
    "quality.reviewed": "{of}, {on}",
    "quality.of.concept": "concept",
    "quality.of.draft": "draft",
    "quality.of.answers": "answers",
    "quality.facts_caption": "What the files show",
    "quality.fact.complete": "Answers fit their questions",
    "quality.said.complete": (
        "All of them: every answer was read against the framework and the set of questions; a report is not made while one "
        "does not fit."
    ),
    "quality.fact.verified": "Levels rest on what was seen",
    "quality.said.verified": ("The {all} levels: {list}."),
    "quality.fact.sources": "More than one voice",
    "quality.said.sources": {
        "one": "On one of {all} indicators two sheets or more have answered.",
        "other": "On {count} of {all} indicators two sheets or more have answered.",
    },
    "quality.said.sources_none": "No indicator has answers on more than one sheet.",
    "quality.fact.taken_over": "Answers of one side alone",
    "quality.said.taken_over": {
        "one": "One answer is the administration's own, since the team has none.",
        "other": "{count} answers are the administration's own, since the team has none.",
    },
    "quality.said.taken_over_none": "No answer was taken over from the administration without a look of the team's own.",
    "quality.said.taken_over_all": "All answers are the administration's own: this is an assessment of itself by itself.",
    "quality.fact.contradictions": "Contradictions are shown",
    "quality.said.contradictions_one": "One claim does not fit another; it is printed in {chapter} and changed no level.",
    "quality.said.contradictions_other": (
        "{count} claims do not fit others; they are printed in {chapter} and changed no level."
    ),
    "quality.said.contradictions_none": "None was found by the rules of the framework.",
    "quality.fact.judgements": "Judgements have reasons",
    "quality.said.judgements": {
        "one": "One level was moved by the assessors, with a written reason; the computed one stands beside it.",
        "other": "{count} levels were moved by the assessors, each with a written reason; the computed ones stand beside them.",
    },
    "quality.said.judgements_none": "No level was moved: all are as computed.",
    "quality.fact.evidence": "Evidence is registered",
    "quality.said.evidence": {
        "one": "One piece, {files} with its file and the sum by which a change would show.",
        "other": "{count} pieces, {files} of them with a file and the sum by which a change would show.",
    },
    "quality.said.evidence_none": "None is registered.",
    "quality.fact.independence": "Who is not independent",
    "quality.said.independent": {
        "one": "Nobody of the team of one belongs to the administration, as the mission says.",
        "other": "Nobody of the team of {count} belongs to the administration, as the mission says.",
    },
    "quality.said.dependent": {
        "one": "One member of the team belongs to the administration that is assessed.",
        "other": "{count} members of the team belong to the administration that is assessed.",
    },
    "quality.said.self_only": "Everybody: the administration answered about itself, and nobody from outside took part.",
    "quality.said.no_team": "Not recorded: the mission names no team.",
    "quality.fact.reply": "Right of reply",
    "quality.said.reply_yes": "Given, as the mission wrote down.",
    "quality.said.reply_no": "Not given yet.",
    "quality.said.reply_no_note": "Not given yet: {note}.",
    "quality.said.reply_running": "Running until {on}.",
    "quality.said.reply_unsaid": "Not recorded.",
    "quality.fact.again": "Can be made again",
    "quality.said.again": "The same files give the same levels and the same report; their checksum begins {sum} ({annex}).",
    "quality.said.again_unsigned": "The same files give the same levels and the same report.",
    "content.column.check": "Step",
    "content.column.done": "Taken",
    "content.column.when_by": "When, by whom",
    "content.column.assured": "Point",
    "content.column.fact": "Fact",
    # Reading by article.
    "articles.title": "Reading by article and standard",
    "articles.opening": (
        "The same answers, read by the articles and standards of international instruments. This is a reading, not a legal "
        "opinion: a level says how far a practice has come, not whether an obligation is met."
    ),
    "articles.how": (
        "Each indicator stands with its level, in the colour of it, and with its target where it is short of it. A grouped "
        "level is the weighted mean of the indicators, as in a dimension."
    ),
    "articles.extract": "What is nearest to risk management is shown.",
    "articles.due": {
        "one": (
            "On one article or paragraph whose date had passed on {date}, indicators are still short of their targets: {list}."
        ),
        "other": (
            "On {count} articles or paragraphs whose dates had passed on {date}, indicators are still short of their targets: {list}."
        ),
    },
    "articles.due_none": "No date of these articles had passed on {date}.",
    "articles.due_met": "Where a date had passed on {date}, every indicator has reached its target.",
    "articles.late": {
        "one": "The plan ends after the date of one article that is still to come: {list}.",
        "other": "The plan ends after the dates of {count} articles that are still to come: {list}.",
    },
    "articles.no_step": {
        "one": "On one article or paragraph the plan has no action for an indicator short of its target: {list}.",
        "other": "On {count} articles or paragraphs the plan has no action for an indicator short of its target: {list}.",
    },
    "articles.no_step_one": "{article} ({list})",
    "articles.no_step_dated": "{article}, category {category} ({list})",
    "articles.late_one": "{article} (due {due}, last action {ends})",
    "content.column.article": "Article or standard",
    "content.column.standing": "Notified",
    "content.column.bearing": "Indicators and levels",
    "content.column.missing": "Short of target; last action of the plan",
    "articles.notified": "{category}, {date}",
    "articles.passed": " (passed)",
    "articles.to_come": " (to come)",
    "articles.badge": "{id} {level}",
    "articles.nothing_missing": "none",
    "articles.missing": "{id}: target {target}",
    "articles.missing_unknown": "{id}: not assessed",
    "articles.until": "Last action: {date}.",
    "articles.not_reached": "The plan does not reach the target of {list}.",
    "articles.note_tfa": (
        "Notified: category and definitive date as the mission took them over; a paragraph falls under its article; passed or "
        "to come on the date of this report. Last action: the last day of what is planned for the indicators named before it."
    ),
    "articles.note": "Last action: the last day of what is planned for the indicators named before it.",
    # Operational metrics in the body.
    "body_metrics.title": "What the figures say",
    "body_metrics.opening": {
        "one": "One operational figure answers a question that decides a level. Annex D has all figures of all periods.",
        "other": (
            "{count} operational figures answer questions that decide levels. They are told here with what they count and "
            "what to be careful of; annex D has all figures of all periods."
        ),
    },
    "body_metrics.shown": "To keep this short, {count} of them stand here: those of indicators short of their targets before others.",
    "body_metrics.clear": {
        "one": "One of them moved further than chance explains: {list}.",
        "other": "{count} of them moved further than chance explains: {list}.",
    },
    "body_metrics.figure": "How the figures moved",
    "body_metrics.figure_note": (
        "Each field has a scale of its own; a figure of one period alone has none. Thin bars: 95% intervals. Where none is "
        "seen, it is narrower than the dot, or the figure is no share of cases."
    ),
    "body_metrics.caption": "Figures of the latest period",
    "content.column.figure": "Figure",
    "content.column.formula": "What it counts, and what to be careful of",
    "content.column.latest": "Latest",
    "content.column.trend": "Change",
    "content.column.bears": "Bears on",
    "body_metrics.interval": "[{interval}]",
    "body_metrics.of": "{part} of {whole}, {period}",
    "body_metrics.in": "{period}",
    "body_metrics.note": "In square brackets: 95% interval. Bears on: the indicators whose questions ask for the figure, with their levels.",
    # Maturity profile.
    "column.previous": "Before",
    "profile.before": "Before: the level that the round “{round}” gave, as of {date}, where it can be compared.",
    # Self beside mission.
    "sides.figure": "How the two sides see each dimension",
    "sides.alternative": (
        "One row per dimension on the scale of levels, with the administration's view of itself and the mission's; the table "
        "gives the numbers."
    ),
    # Follow-up.
    "after.who": "The plan is followed up by: {by}.",
    "after.nobody": "Nobody is named yet who follows the plan up: name a post before the plan is adopted.",
    "after.caption": "Reports and reviews",
    "after.wave": "Review at the end of the wave “{wave}”",
    "after.adopt": "The plan is adopted by this day at the latest, and begins",
    "after.report": "Report on the plan",
    "after.next": "Next round, under the same edition of the framework ({edition})",
    "after.executive": "Executive",
    "after.due": " {steps}",
    "after.no_next": "No date is set for the next round.",
    "after.arrangements": "Arrangements",
    "after.earlier": "What became of earlier actions",
    "content.column.on": "When",
    "content.column.review": "What",
    "content.column.from": "Who",
    "content.column.to": "To whom",
    # Files.
    "files.opening": (
        "Whoever holds the mission folder can take the SHA-256 of each file and compare it. The files of evidence stand in the evidence register."
    ),
    "files.caption": "Files that were read",
    "content.column.file": "File",
    "content.column.sum": "SHA-256",
}
