"""Show what would move, and what would still hold levels down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rmdiag.assessment.results import GroupScore, IndicatorScore, OverallScore
from rmdiag.assessment.score_json import Json, profile_json
from rmdiag.assessment.whatif import Outcome
from rmdiag.compendium.model import Framework
from rmdiag.problems import listed
from rmdiag.screens.scores import Screen, held_by, overall_line
from rmdiag.screens.words import decimal, interval, shown
from rmdiag.tongue import heads, phrase

WHAT_IF_COLUMNS = heads("id", "title", "today", "then", "interval then", "then held down by")
FORMAT = "rmdiag what-if 1"


def what_if_screen(framework: Framework, outcome: Outcome) -> Screen:
    """Show what moves or is spoken of, each dimension before its indicators, and the overall level."""
    return Screen(columns=WHAT_IF_COLUMNS, rows=list(_rows(framework, outcome)), json=_outcome_json(framework, outcome))


def what_if_lines(administration: str, outcome: Outcome) -> Iterator[str]:
    """Say what the outcome rests on: what is taken as met, what would have to be done first, what has no effect."""
    yield phrase("Then: {overall}", overall=overall_line(administration, outcome.after.overall))
    for recommendation in dict.fromkeys(one.recommendation.id for one in outcome.taken):
        met = [
            phrase(
                "{question} (level {levels})",
                question=one.question,
                levels=", ".join(str(level) for level in one.levels),
            )
            for one in outcome.taken
            if one.recommendation.id == recommendation
        ]
        yield phrase("{recommendation} is taken to meet {met}.", recommendation=recommendation, met=", ".join(met))
    if outcome.first:
        waiting = listed(one.id for one in outcome.first)
        yield phrase("What is done there waits for {waiting}, not reached today and not supposed.", waiting=waiting)
    for judgement in outcome.lapsed:
        start, indicator = judgement.from_level, judgement.indicator
        yield phrase(
            "The judgement on {indicator} starts from {start}, which would no longer be its computed level.",
            indicator=indicator,
            start=start,
        )
    if outcome.idle:
        yield phrase(
            "Nothing would change by {idle}: met already, not asked, or not applicable.", idle=listed(outcome.idle)
        )
    yield phrase("Nothing was written.")


def _rows(framework: Framework, outcome: Outcome) -> Iterator[Sequence[str]]:
    moving = set(_moving(outcome)) | set(outcome.named)
    for dimension in framework.dimensions:
        inside = [indicator for indicator in dimension.indicators if indicator.id in moving]
        if inside or dimension.id in moving:
            today, then = (scores.dimensions[dimension.id] for scores in (outcome.before, outcome.after))
            yield (dimension.id, dimension.title, _level(today), _level(then), _interval(then), "")
        for one in inside:
            was, would = (scores.indicators[one.id] for scores in (outcome.before, outcome.after))
            yield (one.id, one.title, _level(was), _level(would), _interval(would), held_by(would))
    before, after = outcome.before.overall, outcome.after.overall
    held = ", ".join(after.capped_by)
    yield ("overall", phrase("Overall level"), _level(before), _level(after), _interval(after), held)


def _moving(outcome: Outcome) -> list[str]:
    return [*(then.id for _, then in outcome.dimensions), *(then.id for _, then in outcome.indicators)]


def _level(score: IndicatorScore | GroupScore | OverallScore) -> str:
    if score.point is None:
        return shown(score.state) if not score.state.counts or score.low is None else "–"
    if isinstance(score, IndicatorScore):
        return phrase("{level} judged", level=score.point) if score.judgement else str(score.point)
    return decimal(score.point, 1)


def _interval(score: IndicatorScore | GroupScore | OverallScore) -> str:
    if score.low is None or score.high is None:
        return ""
    if isinstance(score, IndicatorScore):
        return f"[{score.low}–{score.high}]"
    return interval(score.low, score.high)


def _outcome_json(framework: Framework, outcome: Outcome) -> Json:
    return {
        "format": FORMAT,
        "framework": {"id": framework.id, "edition": framework.edition},
        "moves": _moving(outcome),
        "today": {"nodes": profile_json(framework, outcome.before)},
        "then": {"nodes": profile_json(framework, outcome.after)},
        "taken_as_met": [
            {"recommendation": one.recommendation.id, "question": one.question, "levels": list(one.levels)}
            for one in outcome.taken
        ],
        "first": [one.id for one in outcome.first],
        "still_blocked": {one.id: [gate.question for gate in one.blocking] for one in outcome.blocked},
        "lapsed_judgements": [one.indicator for one in outcome.lapsed],
        "without_effect": list(outcome.idle),
    }
