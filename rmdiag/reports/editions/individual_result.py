"""Write the first page of a candidate's report: what was decided, what keeps it, and where each competency stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rmdiag.assessment.decisions import Decided, Outcome, Shortfall
from rmdiag.compendium.model import Dimension, TargetPreset
from rmdiag.questionnaires.model import Layer
from rmdiag.reports.chart_values import ProfileChart
from rmdiag.reports.compose import cell, level_cell, para, row, runs
from rmdiag.reports.editions.figures import profile_chart
from rmdiag.reports.editions.telling import Telling, slug, to_indicator
from rmdiag.reports.model import (
    Align,
    Block,
    Callout,
    CalloutKind,
    Column,
    Columns,
    Density,
    Figure,
    Group,
    Measure,
    Paragraph,
    ParagraphStyle,
    Reference,
    Row,
    Section,
    Start,
    Table,
)

LONGEST = 900  # characters of the panel's own words that the page has room for
_KINDS = {Outcome.MET: CalloutKind.STRENGTH, Outcome.UNMET: CalloutKind.GAP, Outcome.OPEN: CalloutKind.WARNING}


def result_page(tell: Telling) -> Section:
    """Write the page; it gives no overall level, for a person is not one number."""
    return Section(
        id="result", title=tell.say("individual.result.title"), blocks=tuple(_blocks(tell)), start=Start.NEW_PAGE
    )


def candidate(tell: Telling) -> str:
    """Call the candidate by the code."""
    found = tell.mission.candidate
    return tell.say("individual.uncoded") if found is None else tell.say("individual.coded", code=found.code)


def panel_spoke(tell: Telling) -> bool:
    """Tell whether any assessor has handed in a sheet; without one the levels are the candidate's own view."""
    return tell.mission.answers.speaks(Layer.MISSION)


def own_words(tell: Telling, dimension: Dimension) -> str:
    """Write the candidate's own view of a competency as far as it goes, or that there is none."""
    own = tell.own.dimensions[dimension.id]
    if not tell.sheets(Layer.SELF) or not own.known:
        return tell.say("sign.none")
    return tell.shown.interval(own.low, own.high)


def at_needed(tell: Telling, dimension: Dimension) -> tuple[int, int]:
    """Count the indicators that stand at the needed level, and all that count."""
    counting = [i for i in dimension.indicators if tell.score(i).state.counts]
    targets = tell.assessment.targets
    return sum((tell.score(i).point or 0) >= targets[i.id] for i in counting), len(counting)


def _blocks(tell: Telling) -> Iterator[Block]:
    if not panel_spoke(tell):
        known = tell.result.overall.known
        yield Callout(
            kind=CalloutKind.WARNING,
            title=tell.say("individual.no_panel.title"),
            blocks=(tell.para("individual.no_panel.own" if known else "individual.no_panel.nothing"),),
        )
    for decided in tell.assessment.decisions:
        yield _decision(tell, decided)
        if decided.short:
            yield _keeping(tell, decided)
    words = tell.mission.summary
    chart = _chart(tell)
    if words and len(words) <= LONGEST:
        yield Columns(left=(chart,), right=(panel_words(tell, words),))
    else:
        yield replace(chart, measure=Measure.FULL)
    yield _competencies(tell)


def panel_words(tell: Telling, words: str) -> Group:
    """Give the panel's own words to the candidate."""
    title = runs(tell.say("individual.panel_words"))
    return Group(title=title, blocks=(Paragraph(runs=runs(words)),))


def _decision(tell: Telling, decided: Decided) -> Callout:
    outcome = decided.outcome
    blocks = (para(decided.words), Paragraph(runs=runs(*_conditions(tell, decided)), style=ParagraphStyle.SMALL))
    title = tell.say(f"individual.outcome.{outcome.value}", title=decided.decision.title)
    return Callout(kind=_KINDS[outcome], title=title, blocks=blocks)


def _conditions(tell: Telling, decided: Decided) -> Iterator[str]:
    """Say what is asked, and how far it holds."""
    preset = tell.framework.targets.get(decided.decision.preset)
    if preset is not None:
        yield _asked(tell, preset)
    key = "individual.assessors" if decided.assessors else "individual.assessors_none"
    needed = tell.shown.count(decided.decision.assessors)
    yield f" {tell.count(key, decided.assessors, needed=needed)}"
    divergences = tell.assessment.findings.divergences
    if divergences:
        named = tell.say("list.semicolon").join(
            tell.say("individual.question", text=one.question.text, id=one.question.id) for one in divergences
        )
        yield f" {tell.count('individual.unsettled', decided.unsettled, list=named)}"
    elif panel_spoke(tell):
        yield f" {tell.say('individual.all_settled')}"


def _asked(tell: Telling, preset: TargetPreset) -> str:
    return tell.say("individual.asked", meaning=preset.meaning)


def _keeping(tell: Telling, decided: Decided) -> Table:
    return Table(
        id=f"table-short-{slug(decided.decision.id)}",
        caption=tell.say("individual.short.caption", title=decided.decision.title),
        columns=(
            Column(title=tell.say("individual.column.behaviour"), width=76, heads_rows=True),
            Column(title=tell.say("individual.column.shown"), width=18, align=Align.CENTRE),
            Column(title=tell.say("individual.column.needed"), width=18, align=Align.CENTRE),
            Column(title=tell.say("individual.column.certain"), width=56),
        ),
        rows=tuple(_short(tell, one, _certainty(tell, decided, one)) for one in decided.short),
        density=Density.COMPACT,
    )


def _certainty(tell: Telling, decided: Decided, one: Shortfall) -> str:
    """Say whether a level could still be lifted by what is open, or by assessors who have not spoken."""
    if one.score.point is None:
        return tell.say("individual.short.unknown")
    if decided.assessors < decided.decision.assessors:
        return tell.say("individual.short.few")
    if one.certain:
        return tell.say("individual.short.certain")
    return tell.say("individual.short.open", interval=tell.shown.levels(one.score.low, one.score.high))


def _short(tell: Telling, one: Shortfall, certainty: str) -> Row:
    score = one.score
    return row(
        cell(to_indicator(one.indicator), " ", one.indicator.title),
        level_cell(score.point, tell.point(score)),
        tell.shown.count(one.needed),
        certainty,
    )


def _chart(tell: Telling) -> Figure:
    return Figure(
        id="figure-profile",
        caption=tell.say("individual.profile"),
        chart=_on_the_scale(tell),
        alternative=tell.say("individual.profile.alternative"),
        data_at=Reference(target="table-competencies"),
        measure=Measure.HALF,
    )


def _on_the_scale(tell: Telling) -> ProfileChart:
    """Draw the competencies, the marks named in the words of this report."""
    chart = profile_chart(tell)
    heads = replace(chart.heads, interval=tell.say("individual.key.open"), target=tell.say("individual.key.needed"))
    return replace(chart, heads=heads)


def _competencies(tell: Telling) -> Table:
    panel = "individual.column.panel" if panel_spoke(tell) else "individual.column.so_far"
    return Table(
        id="table-competencies",
        caption=tell.say("individual.competencies"),
        columns=(
            Column(title=tell.say("individual.column.competency"), width=52, heads_rows=True),
            Column(title=tell.say("individual.column.reached"), width=24, align=Align.CENTRE),
            Column(title=tell.say(panel), width=20, align=Align.CENTRE),
            Column(title=tell.say("individual.column.interval"), width=24, align=Align.CENTRE),
            Column(title=tell.say("individual.column.own"), width=24, align=Align.CENTRE),
            Column(title=tell.say("individual.column.needed"), width=24, align=Align.CENTRE),
        ),
        rows=tuple(_competency(tell, dimension) for dimension in tell.framework.dimensions),
        note=tell.runs("individual.competencies.note"),
        density=Density.COMPACT,
    )


def _competency(tell: Telling, dimension: Dimension) -> Row:
    group = tell.group(dimension)
    reached, every = at_needed(tell, dimension)
    level = None if group.point is None else int(group.point)
    return row(
        dimension.title,
        tell.say("individual.of", count=tell.shown.count(reached), all=tell.shown.count(every)),
        level_cell(level, tell.shown.mean(group.point)),
        tell.shown.interval(group.low, group.high),
        own_words(tell, dimension),
        tell.shown.mean(tell.target_mean(dimension)),
    )
