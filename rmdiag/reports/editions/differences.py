"""Write what does not fit together: claims that contradict each other, and where administration and mission differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rmdiag.assessment.contradictions import Claim, Contradiction, is_id, latest_figures, names_of
from rmdiag.assessment.findings import Difference
from rmdiag.assessment.scoring import weighted_mean
from rmdiag.compendium.model import Comparison, ConsistencyRule, Dimension, Indicator
from rmdiag.questionnaires.model import Layer, QuestionType
from rmdiag.reports.chart_values import PairChart, PairRow
from rmdiag.reports.compose import cell, level_cell, para, quiet, row, runs, strong
from rmdiag.reports.editions.answers import value_words
from rmdiag.reports.editions.metrics import PERCENT, metric_value
from rmdiag.reports.editions.telling import Telling, sentence_part, to_annex, to_indicator
from rmdiag.reports.model import (
    Align,
    Block,
    Callout,
    CalloutKind,
    Column,
    Density,
    Figure,
    Group,
    Keep,
    List,
    ListEntry,
    Reference,
    Row,
    Runs,
    Section,
    Table,
)
from rmdiag.reports.rounding import printed_level

_PLACES = ("first_answer", "second_answer", "third_answer")  # of the answers that one side of a rule shuts out


def differences(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    return Section(
        id="differences",
        title=tell.say("differences.title"),
        number=number,
        sections=(
            Section(
                id="contradictions",
                title=tell.say("contradictions.title"),
                number=f"{number}.1",
                blocks=tuple(_contradictions(tell)),
                listed=False,
            ),
            Section(
                id="self-and-mission",
                title=tell.say("sides.title"),
                number=f"{number}.2",
                blocks=tuple(_sides(tell)),
                listed=False,
            ),
        ),
    )


def rule_words(tell: Telling, contradiction: Contradiction, places: Mapping[str, str] | None = None) -> str:
    """Say what a consistency rule expects; questions stand by their ids, or by the places that what was found gives."""
    rule = contradiction.rule
    if rule.adds_up:
        names = tell.shown.listed(_name(tell, name) for name in rule.adds_up)
        return tell.say("rule.adds_up", names=names, total=tell.shown.figure(rule.to))
    if rule.agree and places:
        return tell.say("rule.agree_two", within=_within(tell, rule))
    if rule.agree:
        names = tell.shown.listed(_side(tell, name) for name in rule.agree)
        return tell.say("rule.agree", names=names, within=_within(tell, rule))
    when = _conditions(tell, rule.when, places or {})
    return tell.say("rule.expects", when=when, then=_expected(tell, rule.then, places or {}))


def values_words(tell: Telling, contradiction: Contradiction) -> str:
    """Say what was found on every side of a rule."""
    found = [
        tell.say("rule.value", name=_name(tell, name), value=_value(tell, name, value))
        for name, value in contradiction.values
    ]
    return tell.say("list.semicolon").join(found)


def short_values_words(tell: Telling, contradiction: Contradiction) -> str:
    """Say the same with an indicator in place of each of its questions."""
    found = [
        tell.say("rule.value", name=_short_name(tell, name), value=_value(tell, name, value))
        for name, value in contradiction.values
    ]
    return tell.say("list.semicolon").join(found)


def _contradictions(tell: Telling) -> Iterator[Block]:
    found = tell.assessment.findings.contradictions
    rules = tell.shown.count(len(tell.framework.rules))
    inside = tell.shown.count(sum(_inside(tell, rule) for rule in tell.framework.rules))
    if not found:
        known = tell.result.overall.known or tell.mission.figures
        yield tell.para("contradictions.none" if known else "contradictions.unchecked", rules=rules, inside=inside)
        return
    yield para(tell.count("contradictions.opening", len(found), rules=rules, inside=inside))
    for one in found:
        expected = tell.para(
            "contradictions.expected",
            label=strong(tell.say("label.expected")),
            rule=rule_words(tell, one, _places(tell, one)),
        )
        callout = Callout(
            kind=CalloutKind.WARNING,
            title=tell.say("contradictions.callout", id=one.rule.id, message=one.rule.message),
            blocks=(*_found(tell, one), expected, *_remarks(tell, one), *_asking(tell, one)),
            finding=f"{one.rule.id}/contradiction",
        )
        yield Group(blocks=(callout,), keep=Keep.WHOLE)


def _inside(tell: Telling, rule: ConsistencyRule) -> bool:
    """Whether all that a rule compares was asked or given in this round."""
    counting = {i.id for i in tell.indicators if tell.score(i).state.counts}
    given = counting | tell.asked | set(latest_figures(tell.mission.figures)[1])
    return all(name in given for name in names_of(rule))


def _within(tell: Telling, rule: ConsistencyRule) -> str:
    """Write how far apart two figures may be; shares differ by percentage points."""
    question = tell.questionnaire.questions.get(rule.agree[-1])
    metric = tell.framework.metrics.get(rule.agree[-1])
    asked = question is not None and question.type is QuestionType.PERCENT
    if asked or (metric is not None and metric.unit == PERCENT):
        return tell.count("rule.points", tell.shown.plural_of(rule.within), number=tell.shown.figure(rule.within))
    return _value(tell, rule.agree[-1], rule.within)


def _places(tell: Telling, contradiction: Contradiction) -> dict[str, str]:
    """Call the two sides of a rule about questions the first and the second, as they stand in what was found."""
    names = [name for name, _ in contradiction.values]
    words = (tell.say("rule.first"), tell.say("rule.second"))
    if len(names) != len(words) or not any(name in tell.questionnaire.questions for name in names):
        return {}
    return dict(zip(names, words, strict=True))


def _found(tell: Telling, contradiction: Contradiction) -> Iterator[Block]:
    """List what was found, every side with its whole question."""
    label = strong(tell.say("label.found"))
    if contradiction.period is None:
        yield para(label)
    else:
        yield tell.para("contradictions.found_in", label=label, period=contradiction.period)
    yield List(entries=tuple(ListEntry(runs=_claim(tell, *one)) for one in contradiction.values))


def _claim(tell: Telling, name: str, value: Claim) -> Runs:
    question = tell.questionnaire.questions.get(name)
    if question is None:
        return runs(tell.say("rule.value", name=_name(tell, name), value=_value(tell, name, value)))
    said = strong(_value(tell, name, value))
    return tell.runs("contradictions.claim", text=question.text, id=quiet(question.id), value=said)


def _remarks(tell: Telling, contradiction: Contradiction) -> Iterator[Block]:
    """Give what the mission noted with the figures, which may already explain them."""
    compared = {name for name, _ in contradiction.values}
    notes = [
        tell.say("rule.value", name=_name(tell, figure.metric), value=sentence_part(figure.note))
        for figure in tell.mission.figures
        if figure.metric in compared and figure.period == contradiction.period and figure.note
    ]
    if notes:
        listed = tell.say("list.semicolon").join(notes)
        yield tell.para("contradictions.remarks", label=strong(tell.say("label.remarks")), list=listed)


def _asking(tell: Telling, contradiction: Contradiction) -> Iterator[Block]:
    """Give the words with which an interviewer can put both sides to the people who gave them."""
    words = contradiction.rule.say
    if words is not None:
        yield tell.para("contradictions.ask", label=strong(tell.say("label.ask")), words=words)


def _conditions(tell: Telling, conditions: tuple[Comparison, ...], places: Mapping[str, str]) -> str:
    return tell.shown.listed(_condition(tell, condition, places) for condition in conditions)


def _expected(tell: Telling, conditions: tuple[Comparison, ...], places: Mapping[str, str]) -> str:
    """Say what a rule expects; answers that it shuts out stand together, so that a language names their side once."""
    lefts = {condition.left for condition in conditions}
    shut_out = all(condition.operator == "!=" for condition in conditions)
    if len(lefts) != 1 or not shut_out or len(conditions) > len(_PLACES):
        return _conditions(tell, conditions, places)
    (left,) = lefts
    answers = {place: _other(tell, one, places) for place, one in zip(_PLACES, conditions, strict=False)}
    return tell.say(f"rule.not_{len(conditions)}", left=places.get(left) or _side(tell, left), **answers)


def _condition(tell: Telling, condition: Comparison, places: Mapping[str, str]) -> str:
    left = places.get(condition.left) or _side(tell, condition.left)
    return tell.say(f"compare.{condition.operator}", left=left, right=_other(tell, condition, places))


def _other(tell: Telling, condition: Comparison, places: Mapping[str, str]) -> str:
    """Give what the left side of a condition is compared with."""
    right = condition.right
    if isinstance(right, str):
        return places.get(right) or _side(tell, right) if is_id(right) else _value(tell, condition.left, (right,))
    return _value(tell, condition.left, right)


def _side(tell: Telling, identity: str) -> str:
    return identity if identity in tell.questionnaire.questions else _name(tell, identity)


def _name(tell: Telling, identity: str) -> str:
    if identity in tell.framework.indicators:
        indicator = tell.framework.indicators[identity]
        return tell.say("indicator.short", id=identity, short=indicator.short)
    question = tell.questionnaire.questions.get(identity)
    if question is not None:
        return tell.say("rule.question", id=identity, text=question.text)
    metric = tell.framework.metrics.get(identity)
    return identity if metric is None else metric.name


def _short_name(tell: Telling, identity: str) -> str:
    question = tell.questionnaire.questions.get(identity)
    indicator = tell.framework.indicators.get(identity if question is None else question.indicator)
    return _name(tell, identity) if indicator is None else indicator.short


def _value(tell: Telling, identity: str, value: Claim) -> str:
    """Write a level, a figure with its unit, or the words of an answer."""
    question = tell.questionnaire.questions.get(identity)
    if isinstance(value, tuple):
        options = {} if question is None else {option.id: option.text for option in question.options}
        words = [tell.say(f"answer.{w}") if tell.words.has(f"answer.{w}") else options.get(w, w) for w in value]
        return tell.say("rule.words", words=tell.shown.listed(words))
    metric = tell.framework.metrics.get(identity)
    if metric is not None:
        return metric_value(tell, metric, value)
    if question is not None:
        return value_words(tell, question, value)
    return tell.say("level.plain", level=tell.shown.figure(value))


def seen_by_both(tell: Telling) -> int:
    """Count the indicators on which administration and mission both come to one level."""
    return sum(len(_pairs(tell, dimension)) for dimension in tell.dimensions)


def _sides(tell: Telling) -> Iterator[Block]:
    answers = tell.mission.answers
    if not tell.result.overall.known:
        yield tell.para("sides.nothing_answered")
        return
    if not (answers.speaks(Layer.SELF) and answers.speaks(Layer.MISSION)):
        yield tell.para("sides.one_only")
        return
    compared = [d for d in tell.dimensions if _pairs(tell, d)]
    if not compared:
        yield tell.para("sides.nothing_compared")
        return
    found = tell.assessment.findings.differences
    yield para(tell.count("sides.opening", len(found), compared=tell.shown.count(seen_by_both(tell))))
    left = sum(_left_open(tell, indicator) for indicator in tell.indicators)
    if left:
        yield para(tell.count("sides.open", left))
    yield tell.para("sides.more", annex=to_annex(tell, "C"))
    yield _seen_by_both(tell, compared)
    yield _by_dimension(tell, compared)
    if found:
        yield _by_indicator(tell, found)


def _left_open(tell: Telling, indicator: Indicator) -> bool:
    """Whether the administration answered of an indicator, but so that several levels are possible."""
    own = tell.own.indicators[indicator.id]
    return indicator.id in tell.assessment.scores.compared and own.known > 0 and not tell.sees_itself(indicator)


def _pairs(tell: Telling, dimension: Dimension) -> list[tuple[Fraction, int, int]]:
    """Weight, self level and mission level of the indicators that both assessed."""
    compared = tell.assessment.scores.compared
    found = []
    for indicator in dimension.indicators:
        own, result = tell.own.indicators[indicator.id].point, tell.score(indicator).point
        if indicator.id in compared and tell.sees_itself(indicator) and own is not None and result is not None:
            found.append((indicator.weight, own, result))
    return found


def _by_dimension(tell: Telling, dimensions: list[Dimension]) -> Table:
    return Table(
        id="table-views",
        caption=tell.say("sides.by_dimension"),
        columns=(
            Column(title=tell.say("column.dimension"), width=60, heads_rows=True),
            Column(title=tell.say("column.compared"), width=34, align=Align.END),
            Column(title=tell.say("column.administration"), width=26, align=Align.CENTRE),
            Column(title=tell.say("column.mission"), width=24, align=Align.CENTRE),
            Column(title=tell.say("column.difference"), width=24, align=Align.END),
        ),
        rows=tuple(_dimension_row(tell, dimension) for dimension in dimensions),
        note=tell.runs("sides.note"),
        density=Density.COMPACT,
    )


def _seen_by_both(tell: Telling, dimensions: list[Dimension]) -> Figure:
    """Draw both views of each dimension, the widest difference first."""
    rows = []
    for dimension in dimensions:
        own, result = _both(tell, dimension)
        rows.append(PairRow(label=dimension.short, own=own, result=result, shown=tell.shown.difference(own - result)))
    return Figure(
        id="figure-sides",
        caption=tell.say("sides.figure"),
        chart=PairChart(
            rows=tuple(sorted(rows, key=lambda one: -abs(one.own - one.result))),
            levels=tell.level_names,
            own=tell.say("column.administration"),
            result=tell.say("column.mission"),
        ),
        alternative=tell.say("sides.alternative"),
        data_at=Reference(target="table-views"),
        note=tell.runs("sides.base"),
    )


def _both(tell: Telling, dimension: Dimension) -> tuple[Fraction, Fraction]:
    """Give the mean of a dimension as the administration and as the mission see it, over what both have seen."""
    pairs = _pairs(tell, dimension)
    own = weighted_mean([(weight, Fraction(level)) for weight, level, _ in pairs]) or Fraction(0)
    result = weighted_mean([(weight, Fraction(level)) for weight, _, level in pairs]) or Fraction(0)
    return own, result


def _dimension_row(tell: Telling, dimension: Dimension) -> Row:
    pairs = _pairs(tell, dimension)
    own, result = _both(tell, dimension)
    return row(
        dimension.short,
        tell.shown.count(len(pairs)),
        level_cell(printed_level(own), tell.shown.mean(own)),
        level_cell(printed_level(result), tell.shown.mean(result)),
        tell.shown.difference(own - result),
    )


def _by_indicator(tell: Telling, found: tuple[Difference, ...]) -> Table:
    return Table(
        id="table-differences",
        caption=tell.say("sides.by_indicator"),
        columns=(
            Column(title=tell.say("column.indicator"), width=90, heads_rows=True),
            Column(title=tell.say("column.administration"), width=28, align=Align.CENTRE),
            Column(title=tell.say("column.mission"), width=24, align=Align.CENTRE),
            Column(title=tell.say("column.difference"), width=26, align=Align.END),
        ),
        rows=tuple(
            row(
                cell(to_indicator(one.indicator), " ", one.indicator.title),
                level_cell(one.own.point, tell.point(one.own)),
                level_cell(one.result.point, tell.point(one.result)),
                tell.shown.steps(one.steps),
            )
            for one in found
        ),
        density=Density.COMPACT,
    )
