"""Write the one-page summary: where the administration stands, what is strong, what comes first, what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rmdiag.assessment.gaps import Gap
from rmdiag.assessment.results import OverallScore
from rmdiag.compendium.model import Indicator
from rmdiag.reports.compose import lead, runs, strong
from rmdiag.reports.editions.aims import targets_note
from rmdiag.reports.editions.figures import profile_chart
from rmdiag.reports.editions.proof import kinds_of, proof
from rmdiag.reports.editions.scope import (
    dimensions_words,
    is_indicative,
    leaves_out_dimensions,
    set_title,
    short_scope_notes,
    withheld_words,
)
from rmdiag.reports.editions.summary_priorities import asked, priorities
from rmdiag.reports.editions.telling import Telling, to_annex, to_indicator
from rmdiag.reports.model import (
    Block,
    Columns,
    Figure,
    KeyFigure,
    KeyFigures,
    List,
    ListEntry,
    Measure,
    Paragraph,
    Reference,
    Runs,
    Section,
    Start,
)

STRENGTHS = 3
NAMED = 4  # indicators that could not be assessed, named on the page; the others are counted
CAUSES = 4  # core indicators that cap the level, named; the others are counted
OPENING = 450  # characters of the team's own words that the page has room for
MISSING_TAKES, NOTES_TAKE, PLAN_TAKES = 150, 350, 10  # less room: what is not assessed, a part asked, a plan


def summary(tell: Telling) -> Section:
    """Write the page."""
    blocks: list[Block] = [
        replace(_headline(tell, ""), finding="overall/level"),  # a card says how many targets are reached
        KeyFigures(cards=_cards(tell.result.overall, tell)),
    ]
    blocks.append(Columns(left=(_profile(tell),), right=tuple(_aside(tell)), shares=(1, 1)))
    blocks += priorities(tell)
    return Section(id="summary", title=tell.say("summary.title"), blocks=tuple(blocks), start=Start.NEW_PAGE)


def headline(tell: Telling) -> Paragraph:
    """Say where the administration stands, and how many indicators have reached their targets."""
    return _headline(tell, _reached(tell))


def _headline(tell: Telling, reached: str) -> Paragraph:
    overall, shown, who = tell.result.overall, tell.shown, tell.mission.administration
    if overall.low is None or not overall.known:
        return tell.lead("summary.headline_nothing", administration=who)
    if leaves_out_dimensions(tell):
        values = {"set": set_title(tell), "dimensions": dimensions_words(tell), "reached": reached}
        return lead(tell.say("summary.headline_set", administration=who, **values).strip())
    scale = {"lowest": shown.count(tell.framework.lowest), "top": shown.count(tell.framework.top)}
    interval = shown.interval(overall.low, overall.high)
    if overall.point is None:
        return tell.lead("summary.headline_withheld", administration=who, interval=interval, **scale)
    level = shown.mean(overall.point)
    if is_indicative(tell):
        level = tell.say("summary.indicative_level", level=level)
    values = {"level": level, "interval": interval, "reached": reached, **scale}
    key = "summary.headline_open" if tell.open(overall.low, overall.high) else "summary.headline"
    return lead(tell.say(key, administration=who, **values).strip())


def _reached(tell: Telling) -> str:
    """Say how many indicators have reached their targets."""
    return tell.reached(*at_target(tell))


def at_target(tell: Telling) -> tuple[int, int]:
    """Count the indicators at their targets, and those that have a level."""
    counting = [gap for gap in tell.assessment.gaps if gap.gap is not None]
    return sum(gap.gap == 0 for gap in counting), len(counting)


def cap_words(tell: Telling, overall: OverallScore) -> Runs:
    """Say which core indicators cap the overall level, and what it would be without them."""
    causes, limit = _cap_parts(tell, overall)
    if overall.uncapped is None:
        return tell.runs("cap.withheld", causes=causes, limit=limit)
    if overall.point == overall.uncapped:
        return tell.runs("cap.idle", causes=causes, limit=limit)
    return tell.runs("cap.binding", causes=causes, limit=limit, uncapped=tell.shown.mean(overall.uncapped))


def _cap_parts(tell: Telling, overall: OverallScore) -> tuple[Runs, str]:
    """Give the core indicators that cap the overall level, and the cap."""
    indicators = tell.framework.indicators
    named = tuple(_references(indicators[identity] for identity in overall.capped_by[:CAUSES]))
    rest = len(overall.capped_by) - CAUSES
    causes = runs(*named) if rest <= 0 else runs(*named, tell.count("list.more", rest))
    scoring = tell.framework.scoring
    return causes, tell.shown.mean(None if scoring is None else scoring.overall.cap)


def _cards(overall: OverallScore, tell: Telling) -> tuple[KeyFigure, ...]:
    """Give the overall level first, or what a set without one covers; then what the levels rest on."""
    first = set_cards(tell) if leaves_out_dimensions(tell) else overall_cards(overall, tell)
    return (*first, answered_card(tell, overall), verified_card(tell))


def answered_card(tell: Telling, overall: OverallScore) -> KeyFigure:
    """Count the questions that are answered, those that need no answer any more, and those that are open."""
    return KeyFigure(
        value=tell.shown.count(overall.known),
        label=tell.count("card.answered", overall.asked),
        note=_unanswered(tell, overall),
    )


def answered(tell: Telling) -> str:
    """Say how many of the questions that count are answered, and what the others may still do."""
    overall, more, shown = tell.result.overall, settled(tell), tell.shown
    if overall.known == overall.asked:
        return tell.count("fact.coverage_all", overall.asked)
    return tell.say(
        "limits.answered",
        known=shown.count(overall.known),
        asked=shown.count(overall.asked),
        more=shown.count(more),
        open=shown.count(overall.asked - overall.known - more),
    )


def _unanswered(tell: Telling, overall: OverallScore) -> str:
    """Say of the questions without an answer how many are still open; nothing where all are answered."""
    more = settled(tell)
    still = overall.asked - overall.known - more
    if more and still:
        return tell.count("card.settled_and_open", more, open=tell.shown.count(still))
    if more:
        return tell.count("card.settled", more)
    return tell.count("card.open", still) if still else ""


def set_cards(tell: Telling) -> tuple[KeyFigure, ...]:
    """Say how far the set reaches, and how many indicators are where they should be."""
    shown = tell.shown
    reached, counting = at_target(tell)
    every = shown.count(len(tell.framework.dimensions))
    return (
        KeyFigure(
            value=shown.count(len(tell.dimensions)),
            label=tell.count("card.dimensions", len(tell.dimensions), all=every),
            note=tell.say("card.no_overall"),
        ),
        KeyFigure(
            value=shown.count(reached) if counting else tell.say("sign.none"),
            label=tell.count("card.at_target", counting),
            note=tell.say("card.at_target_note"),
        ),
    )


def overall_cards(overall: OverallScore, tell: Telling) -> tuple[KeyFigure, ...]:
    """Give the overall level with what limits it, and how many indicators are at their targets."""
    shown = tell.shown
    level = None if overall.point is None else int(overall.point)
    interval = shown.interval(overall.low, overall.high)
    note = _interval_note(tell, overall)
    if overall.point != overall.uncapped:
        note = tell.say("card.interval_capped", interval=interval, uncapped=shown.mean(overall.uncapped))
    if tell.assessment.base is not None:
        base = shown.mean(tell.assessment.base.result.overall.point)
        note = tell.say("card.on_base" if note else "card.on_base_only", note=note, base=base)
    return (
        KeyFigure(
            value=shown.mean(overall.point),
            label=_level_label(tell, overall),
            note=note if not overall.withheld else withheld_words(tell, overall),
            level=level,
        ),
        _targets_card(tell),
    )


def _level_label(tell: Telling, overall: OverallScore) -> str:
    if overall.point is None:
        return tell.say("card.level_withheld")
    if is_indicative(tell):
        return tell.say("card.level_indicative")
    return tell.say("card.level" if tell.assessment.base is None else "card.level_overlay")


def opening_fits(tell: Telling) -> bool:
    """Whether the page has room for the team's own words; they open the chapter on the mission if not."""
    taken = MISSING_TAKES * bool(tell.assessment.findings.not_assessed) + NOTES_TAKE * any(short_scope_notes(tell))
    taken += PLAN_TAKES * any(asked(tell))
    return len(tell.mission.summary or "") <= OPENING - taken


def settled(tell: Telling) -> int:
    """Count the open questions that can no longer change a level; for them coverage is more than the share answered."""
    return sum(score.settled for score in tell.result.indicators.values() if score.state.counts)


def _interval_note(tell: Telling, overall: OverallScore) -> str:
    if overall.low is None or overall.known == overall.asked:
        return ""
    if not tell.open(overall.low, overall.high):
        return tell.say("card.interval_closed")
    return tell.say("card.interval", interval=tell.shown.interval(overall.low, overall.high))


def _targets_card(tell: Telling) -> KeyFigure:
    """Count the indicators at their targets, and say whose targets these are."""
    reached, counting = at_target(tell)
    return KeyFigure(
        value=tell.shown.count(reached) if counting else tell.say("sign.none"),
        label=tell.count("card.at_target", counting),
        note=targets_note(tell),
    )


def verified_card(tell: Telling) -> KeyFigure:
    """Say how many levels rest on answers that the team has seen proof of."""
    counts = proof(tell, tell.indicators)
    if not counts:
        return KeyFigure(
            value=tell.say("sign.none"), label=tell.say("card.verified_none"), note=tell.say("card.confidence_none")
        )
    return KeyFigure(
        value=tell.shown.count(counts["verified"]),
        label=tell.count("card.verified", counts.total()),
        note=tell.say("list.comma").join(
            tell.say("card.proof", part=tell.say(f"proof.part.{kind}"), count=tell.shown.count(counts[kind]))
            for kind in kinds_of(tell)[1:]
        ),
    )


def _cap(tell: Telling) -> Iterator[Block]:
    overall = tell.result.overall
    if overall.capped_by and not leaves_out_dimensions(tell):
        causes, limit = _cap_parts(tell, overall)
        lowest = tell.shown.count(tell.framework.lowest)
        key = "cap.summary"
        if len(overall.capped_by) == 1:
            unknown = tell.result.indicators[overall.capped_by[0]].point is None
            key = "cap.one_unknown" if unknown else "cap.one_lowest"
        yield tell.para(key, causes=causes, limit=limit, lowest=lowest)


def _profile(tell: Telling) -> Figure:
    chart = profile_chart(tell)
    return Figure(
        id="figure-summary",
        caption=tell.caption(tell.say("summary.profile")),
        chart=replace(chart, rows=tuple(replace(row, previous=None) for row in chart.rows)),
        alternative=tell.say("summary.alternative"),
        measure=Measure.HALF,
    )


def _aside(tell: Telling) -> Iterator[Block]:
    words = tell.mission.summary
    if words and opening_fits(tell):
        yield Paragraph(runs=runs(words))
    for note in short_scope_notes(tell):
        yield Paragraph(runs=note)
    yield from _overlays(tell)
    yield from _cap(tell)
    if tell.result.overall.confidence.total:
        yield from _strengths(tell)
    if tell.assessment.findings.not_assessed:
        yield Paragraph(runs=(strong(tell.say("summary.not_assessed")),))
    yield Paragraph(runs=_not_assessed(tell))
    yield from asked(tell)


def _overlays(tell: Telling) -> Iterator[Block]:
    """Say on the page itself with which changes the levels are made."""
    laid = [overlay for overlay in tell.questionnaire.overlays if overlay.scores_differ]
    if laid:
        number = sum(len(overlay.changes) for overlay in laid)
        yield tell.small(
            "summary.overlay",
            label=strong(tell.say("label.overlay")),
            names=tell.shown.listed(tell.say("summary.overlay_named", title=overlay.title) for overlay in laid),
            changes=tell.count("summary.overlay_changes", number) if number else tell.say("summary.overlay_adds"),
            annex=to_annex(tell, "G", opens=True),
        )


def _strengths(tell: Telling) -> Iterator[Block]:
    laid = any(
        overlay.scores_differ for overlay in tell.questionnaire.overlays
    )  # told above, so that there is less room
    strengths = tell.assessment.findings.strengths[: STRENGTHS - laid]
    yield Paragraph(runs=(strong(tell.caption(tell.count("summary.strengths", len(strengths)))),))
    if strengths:
        yield List(
            entries=tuple(
                ListEntry(runs=_strength(tell, gap), finding=f"{gap.indicator.id}/level") for gap in strengths
            )
        )
    else:
        yield tell.para("summary.no_strengths")


def _strength(tell: Telling, gap: Gap) -> Runs:
    score, indicator = gap.score, gap.indicator
    level = score.point or tell.framework.lowest
    confidence = tell.say("confidence.none" if score.confidence is None else f"confidence.{score.confidence.value}")
    judged = score.judgement is not None
    return tell.runs(
        "summary.strength",
        id=to_indicator(indicator),
        title=strong(indicator.short),
        level=tell.say("level.plain", level=tell.shown.count(level)),
        confidence=tell.say("confidence.judged") if judged else confidence,
    )


def _not_assessed(tell: Telling) -> Runs:
    missing = tell.assessment.findings.not_assessed
    if not missing:
        return tell.runs("summary.all_assessed")
    if len(missing) == sum(tell.score(i).state.counts for i in tell.indicators):
        return tell.runs("summary.none_assessed")
    named = tell.shown.listed(
        [tell.say("indicator.short", id=i.id, short=i.short) for i in missing[:NAMED]]
        + ([tell.count("list.others", len(missing) - NAMED)] if len(missing) > NAMED else [])
    )
    return tell.runs("summary.not_assessed_named", names=named)


def _references(indicators: Iterator[Indicator]) -> Iterator[Reference | str]:
    for number, indicator in enumerate(indicators):
        if number:
            yield ", "
        yield to_indicator(indicator)
        yield f" {indicator.short}"
