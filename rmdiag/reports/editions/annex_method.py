"""Write annex E: one score of this mission worked in full, from its gates to the overall level and one priority."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from rmdiag.assessment.gaps import Gap
from rmdiag.assessment.results import Gate, GateState, IndicatorScore
from rmdiag.compendium.model import Dimension, Indicator
from rmdiag.reports.compose import cell, level_cell, para, row, total_row
from rmdiag.reports.editions.answers import merged_words, needed_words
from rmdiag.reports.editions.priorities import arithmetic, leading, open_gaps
from rmdiag.reports.editions.scope import leaves_out_dimensions, set_title
from rmdiag.reports.editions.telling import Telling, to_indicator
from rmdiag.reports.model import Align, Block, Column, Density, Row, Section, Table


def method_annex(tell: Telling, letter: str) -> Section:
    """Write annex E."""
    indicator = _example(tell)
    sections: tuple[Section, ...] = ()
    if indicator is not None:
        dimension = next(d for d in tell.framework.dimensions if d.id == indicator.dimension)
        parts = (
            ("indicator", tuple(_of_indicator(tell, indicator))),
            ("dimension", tuple(_of_dimension(tell, dimension))),
            ("overall", () if leaves_out_dimensions(tell) else tuple(_of_overall(tell))),
            ("priority", tuple(_of_priority(tell, indicator))),
        )
        sections = tuple(
            Section(
                id=f"worked-{key}",
                title=tell.say(f"worked.{key}.title", id=indicator.id, dimension=dimension.short),
                number=f"{letter}.{place}",
                blocks=blocks,
                listed=False,
            )
            for place, (key, blocks) in enumerate(((k, b) for k, b in parts if b), start=1)
        )
    return Section(
        id="annex-e",
        title=tell.say("annex.method"),
        number=letter,
        blocks=(_opening(tell) if sections else tell.para("worked.nothing"), tell.para("thresholds.working_values")),
        sections=sections,
    )


def _opening(tell: Telling) -> Block:
    if leaves_out_dimensions(tell):
        return tell.para("worked.opening_set", set=set_title(tell))
    return tell.para("worked.opening")


def _example(tell: Telling) -> Indicator | None:
    """Take the first priority that stands above the lowest level, where there is most to see; else the first level."""
    ranked = [gap.indicator for gap in open_gaps(tell)]
    risen = [i for i in ranked if (tell.score(i).point or 0) > tell.framework.lowest]
    assessed = [i for i in tell.framework.indicators.values() if tell.score(i).point is not None]
    return next(iter((*risen, *ranked, *assessed)), None)


def _of_indicator(tell: Telling, indicator: Indicator) -> Iterator[Block]:
    score = tell.score(indicator)
    yield tell.para("worked.gates", id=to_indicator(indicator), title=indicator.title)
    yield _gates(tell, score)
    questions = [q for q in tell.questionnaire.by_indicator[indicator.id] if q.id not in tell.asked]
    left_out = sum(len(question.gates) for question in questions)
    if left_out:
        yield para(tell.count("worked.left_out", left_out))
    levels = sorted({gate.level for gate in score.gates})
    yield tell.para(
        "worked.level",
        counts=tell.shown.listed(_level_count(tell, score, level) for level in levels),
        level=tell.shown.count(score.computed or tell.framework.lowest),
        high=tell.shown.count(_computed_high(score, tell)),
    )
    if score.judgement is not None:
        values = {"computed": tell.shown.count(score.judgement.from_level), "judged": tell.point(score)}
        yield tell.para("worked.judged", **values)
    if score.known == score.asked:
        yield para(tell.count("fact.coverage_all", score.asked))
        return
    yield tell.para(
        "worked.coverage",
        known=tell.shown.count(score.known),
        asked=tell.shown.count(score.asked),
        more=tell.shown.count(score.settled),
        exact=tell.shown.exact(score.coverage),
        coverage=tell.shown.share(score.coverage),
    )


def _computed_high(score: IndicatorScore, tell: Telling) -> int:
    return tell.framework.top if score.high is None else score.high


def _level_count(tell: Telling, score: IndicatorScore, level: int) -> str:
    gates = [gate for gate in score.gates if gate.level == level]
    met = sum(gate.low is GateState.MET for gate in gates)
    return tell.say(
        "worked.level_count",
        level=tell.shown.count(level),
        met=tell.shown.count(met),
        gates=tell.shown.count(len(gates)),
    )


def _gates(tell: Telling, score: IndicatorScore) -> Table:
    return Table(
        id="table-worked-gates",
        caption=tell.say("worked.gates_caption"),
        columns=(
            Column(title=tell.say("column.level"), width=12, align=Align.CENTRE, heads_rows=True),
            Column(title=tell.say("column.question"), width=58),
            Column(title=tell.say("column.needed"), width=46),
            Column(title=tell.say("column.counts"), width=34),
            Column(title=tell.say("column.gate"), width=18),
        ),
        rows=tuple(_gate(tell, gate) for gate in sorted(score.gates, key=lambda g: (g.level, g.question))),
        density=Density.COMPACT,
    )


def _gate(tell: Telling, gate: Gate) -> Row:
    question = tell.questionnaire.questions[gate.question]
    divergent = gate.low is GateState.UNMET and gate.high is GateState.MET
    return row(
        tell.shown.count(gate.level),
        cell(*tell.runs("question.titled", id=question.id, text=question.text)),
        needed_words(tell, question, gate.level),
        merged_words(tell, question, tell.result.answers[question.id]),
        tell.say("gate.divergent" if divergent else f"gate.{gate.low.value}"),
    )


def _of_dimension(tell: Telling, dimension: Dimension) -> Iterator[Block]:
    group, shown = tell.group(dimension), tell.shown
    counting = [i for i in dimension.indicators if tell.score(i).state.counts]
    yield tell.para("worked.mean", dimension=dimension.title)
    yield _members(tell, counting)
    pairs = [(i.weight, Fraction(tell.score(i).point or 0)) for i in counting if tell.score(i).point is not None]
    if group.point is not None:
        yield tell.para(
            "worked.sum", sum=_sum(tell, pairs), exact=shown.exact(group.point), shown=shown.mean(group.point)
        )
    if group.low is not None and group.high is not None:
        yield tell.para(
            "worked.interval",
            low=shown.exact(group.low),
            high=shown.exact(group.high),
            shown=shown.interval(group.low, group.high),
        )
    yield tell.para("worked.mean_coverage", exact=shown.exact(group.coverage), coverage=shown.share(group.coverage))


def _members(tell: Telling, indicators: list[Indicator]) -> Table:
    titles = ("weight", "low", "level", "high", "coverage")
    return Table(
        id="table-worked-dimension",
        caption=tell.say("worked.dimension_caption"),
        columns=(
            Column(title=tell.say("column.indicator"), width=88, heads_rows=True),
            *(Column(title=tell.say(f"column.{title}"), width=16, align=Align.CENTRE) for title in titles),
        ),
        rows=tuple(_member(tell, indicator) for indicator in indicators),
        density=Density.COMPACT,
    )


def _member(tell: Telling, indicator: Indicator) -> Row:
    score = tell.score(indicator)
    ends = [tell.say("sign.none") if end is None else tell.shown.count(end) for end in (score.low, score.high)]
    return row(
        cell(*tell.runs("indicator.title", id=indicator.id, title=indicator.title)),
        tell.shown.exact(indicator.weight),
        ends[0],
        level_cell(score.point, tell.point(score)),
        ends[1],
        tell.shown.exact(score.coverage),
    )


def _of_overall(tell: Telling) -> Iterator[Block]:
    overall, shown = tell.result.overall, tell.shown
    yield tell.para("worked.overall_opening")
    yield _dimensions(tell)
    if overall.point is None or overall.uncapped is None:
        yield tell.para("worked.withheld", coverage=shown.share(overall.coverage))
        return
    pairs = [(d.weight, p) for d in tell.framework.dimensions if (p := tell.group(d).point) is not None]
    values = {"exact": shown.exact(overall.uncapped), "shown": shown.mean(overall.uncapped)}
    total = sum((weight for weight, _ in pairs), Fraction(0))
    products = sum((weight * point for weight, point in pairs), Fraction(0))
    yield tell.para("worked.quotient", sum=shown.exact(products), weights=shown.exact(total), **values)
    if overall.point != overall.uncapped:
        causes = tell.say("list.comma").join(overall.capped_by)
        yield tell.para("worked.capped", causes=causes, cap=shown.mean(overall.point))
    if overall.percent is not None:
        yield tell.para(
            "worked.percent",
            point=shown.exact(overall.point),
            lowest=shown.count(tell.framework.lowest),
            range=shown.count(tell.framework.top - tell.framework.lowest),
            exact=shown.exact(overall.percent),
            percent=shown.percent(overall.percent),
        )
        yield tell.para("worked.mercator")


def _dimensions(tell: Telling) -> Table:
    titles = ("weight", "exact", "shown", "product", "coverage")
    return Table(
        id="table-worked-overall",
        caption=tell.say("worked.overall_caption"),
        columns=(
            Column(title=tell.say("column.dimension"), width=68, heads_rows=True),
            *(Column(title=tell.say(f"column.{title}"), width=20, align=Align.CENTRE) for title in titles),
        ),
        rows=(*(_dimension(tell, d) for d in tell.dimensions), _sums(tell)),
        density=Density.COMPACT,
    )


def _dimension(tell: Telling, dimension: Dimension) -> Row:
    group, shown = tell.group(dimension), tell.shown
    none = tell.say(f"sign.{group.state.value}") if group.point is None else ""
    return row(
        dimension.title,
        shown.exact(dimension.weight),
        none if group.point is None else shown.exact(group.point),
        shown.mean(group.point),
        none if group.point is None else shown.exact(dimension.weight * group.point),
        shown.exact(group.coverage),
    )


def _sums(tell: Telling) -> Row:
    pairs = [(d.weight, p) for d in tell.framework.dimensions if (p := tell.group(d).point) is not None]
    weights = sum((weight for weight, _ in pairs), Fraction(0))
    products = sum((weight * point for weight, point in pairs), Fraction(0))
    exact = tell.shown.exact
    return total_row(
        tell.say("worked.sums"), exact(weights), "", "", exact(products), exact(tell.result.overall.coverage)
    )


def _of_priority(tell: Telling, indicator: Indicator) -> Iterator[Block]:
    gap: Gap | None = next((gap for gap in open_gaps(tell) if gap.indicator.id == indicator.id), None)
    firing = None if gap is None else leading(gap)
    if gap is None or firing is None:
        return
    yield tell.para(
        "worked.priority",
        id=to_indicator(gap.indicator),
        target=tell.shown.count(gap.target),
        level=tell.point(gap.score),
        criticality=tell.say(f"criticality.{gap.indicator.criticality.value}"),
        step=firing.recommendation.id,
        arithmetic=arithmetic(tell, gap),
    )


def _sum(tell: Telling, pairs: Iterable[tuple[Fraction, Fraction]]) -> str:
    rows = list(pairs)
    terms = tell.say("worked.plus").join(
        tell.say("worked.term", weight=tell.shown.exact(weight), value=tell.shown.exact(value))
        for weight, value in rows
    )
    weights = sum((weight for weight, _ in rows), Fraction(0))
    return tell.say("worked.division", terms=terms, weights=tell.shown.exact(weights))
