"""Write what the plan costs: by wave and year, what somebody pays already, what is still to be found, and from whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rmdiag.compendium.model import COST_CLASSES
from rmdiag.reports.compose import para, row, total_row
from rmdiag.reports.editions.metrics import money
from rmdiag.reports.editions.plan_line_words import amounts, by_class, costs_of, ids_words
from rmdiag.reports.editions.plan_lines import Line, Lines
from rmdiag.reports.editions.plan_words import wave_name
from rmdiag.reports.editions.telling import Telling, sentence_part
from rmdiag.reports.model import Align, Block, Column, Density, Row, Table

YEARS = 4  # columns of the table of money; later years stand together
PAYERS = ("national_budget", "donor_project")  # kinds of support that are money


@dataclass(frozen=True, slots=True, kw_only=True)
class _Time:
    """A column of the table of money, and which actions fall into it."""

    title: str
    holds: Callable[[Line], bool]


def money_blocks(tell: Telling, lines: Lines) -> Iterator[Block]:
    """Write what is known of the cost, then who pays and helps."""
    unknown = sum(line.cost is None for line in lines.every)
    if unknown == len(lines.every) or not any(line.cost for line in lines.every):
        yield tell.para("pe.money.none" if unknown else "pe.money.nothing")
    else:
        if unknown:
            yield para(tell.count("pe.money.unknown", unknown))
        yield from _classes(tell, lines)
        yield money_by_wave(tell, lines)
    yield _sources(tell, lines)


def money_by_wave(tell: Telling, lines: Lines) -> Table:
    """Sum the cost up by wave and by the year in which actions begin, and part it by who pays."""
    times, currency = _times(tell, lines), tell.mission.currency or ""
    begun = any(_begins_before(line, lines) for line in lines.every)
    columns = [Column(title=tell.say("column.wave"), width=34, heads_rows=True)]
    columns += [Column(title=time.title, width=26, align=Align.END) for time in times]
    columns.append(Column(title=tell.say("column.total"), width=28, align=Align.END))
    waves = [(wave_name(tell, wave), lines.of(wave)) for wave in lines.waves]
    if lines.undated:
        waves.append((tell.say("pe.waves.undated"), lines.undated))
    rows = [row(name, *_by_time(tell, own, times)) for name, own in waves]
    rows.append(total_row(tell.say("column.total"), *_by_time(tell, lines.every, times)))
    rows += _by_payer(tell, lines, times)
    return Table(
        id="table-money",
        caption=tell.say("pe.money.table_in" if currency else "pe.money.table", currency=currency),
        columns=tuple(columns),
        rows=tuple(rows),
        note=tell.runs("pe.money.note_begun" if begun else "pe.money.note"),
    )


def budget_words(tell: Telling, lines: Lines) -> tuple[str, str, str] | None:
    """Give cost, budget and difference where the plan costs more than there is."""
    budget = tell.mission.plan_wish.budget
    cost = costs_of(lines.every)
    if budget is None or cost <= budget:
        return None
    return money(tell, cost), money(tell, budget), money(tell, cost - budget)


def _times(tell: Telling, lines: Lines) -> list[_Time]:
    """Give what began before the plan, then the years, of many the later ones together, then what has no dates."""
    begun = [line for line in lines.every if _begins_before(line, lines)]
    others = [line for line in lines.every if line not in begun]
    years = sorted({_year(line) for line in others if line.first or line.last})
    times = [_Time(title=str(year), holds=_in(lines, range(year, year + 1))) for year in years[:YEARS]]
    if begun:
        title = tell.say("pe.money.before", start=tell.shown.day(lines.start))
        times.insert(0, _Time(title=title, holds=lambda line: _begins_before(line, lines)))
    if len(years) > YEARS:
        times.append(_Time(title=tell.say("pe.money.later"), holds=_in(lines, range(years[YEARS], 9999))))
    if any(not (line.first or line.last) for line in lines.every):
        times.append(_Time(title=tell.say("pe.money.undated"), holds=lambda line: not (line.first or line.last)))
    return times


def _in(lines: Lines, years: range) -> Callable[[Line], bool]:
    return lambda line: _year(line) in years and not _begins_before(line, lines)


def _begins_before(line: Line, lines: Lines) -> bool:
    day = line.first or line.last
    return day is not None and day < lines.start


def _by_payer(tell: Telling, lines: Lines, times: Sequence[_Time]) -> Iterator[Row]:
    """Part the total where some of it is agreed already."""
    if all(line.adopted is None for line in lines.every):
        return
    parts: tuple[tuple[str, Callable[[Line], bool]], ...] = (
        ("pe.money.paid", lambda line: line.adopted is not None and not line.unpaid),
        ("pe.money.unpaid", lambda line: line.unpaid),
        ("pe.money.proposed", lambda line: line.adopted is None),
    )
    for key, holds in parts:
        own = [line for line in lines.every if holds(line)]
        if own:
            yield row(tell.say(key), *_by_time(tell, own, times))


def _by_time(tell: Telling, lines: Sequence[Line], times: Sequence[_Time]) -> Iterator[str]:
    for time in times:
        yield _sum(tell, [line for line in lines if time.holds(line)])
    yield _sum(tell, lines)


def _sum(tell: Telling, lines: Sequence[Line]) -> str:
    known = [line.cost for line in lines if line.cost is not None]
    return tell.shown.figure(sum(known, Fraction(0))) if known else tell.say("sign.none")


def _year(line: Line) -> int:
    day = line.first or line.last
    return 0 if day is None else day.year


def _classes(tell: Telling, lines: Lines) -> Iterator[Block]:
    """Define the cost classes, and say how much of the total is no estimate but the amount of a class."""
    own = [line for line in lines.every if by_class(line)]
    if not own:
        return
    used = {line.recommendation.cost_class for line in own if line.recommendation is not None}
    amounts_of = {one.id: one.amount for one in tell.mission.costs}
    listed = tell.shown.listed(
        tell.say("pe.money.class", name=tell.say(f"cost.{one}"), cost=money(tell, amounts_of[one]))
        for one in COST_CLASSES
        if one in used and one in amounts_of
    )
    part, whole = costs_of(own), costs_of(lines.every)
    values = {"part": money(tell, part), "whole": money(tell, whole), "share": tell.shown.percent(100 * part / whole)}
    yield tell.para("pe.money.classes_all" if part == whole else "pe.money.classes", list=listed, **values)


def _sources(tell: Telling, lines: Lines) -> Table:
    """Put together the actions for which the same pay and the same help."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines.every:
        groups.setdefault(_source(tell, line), []).append(line)
    ordered = sorted(groups.items(), key=lambda pair: (-sum(line.cost or 0 for line in pair[1]), -len(pair[1])))
    return Table(
        id="table-sources",
        caption=tell.say("pe.money.support_table"),
        columns=(
            Column(title=tell.say("pe.column.payer"), width=38, heads_rows=True),
            Column(title=tell.say("pe.column.helper"), width=30),
            Column(title=tell.say("pe.column.actions"), width=16, align=Align.END),
            Column(title=tell.say("column.person_months"), width=22, align=Align.END),
            Column(title=tell.say("column.money"), width=30, align=Align.END),
            Column(title=tell.say("pe.column.which"), width=42),
        ),
        rows=tuple(row(*names, *amounts(tell, own), ids_words(tell, own)) for names, own in ordered),
        density=Density.COMPACT,
        note=tell.runs("pe.money.support_note"),
    )


def _source(tell: Telling, line: Line) -> tuple[str, str]:
    """Name who pays for an action, and who helps."""
    none = tell.say("sign.none")
    if line.adopted is not None:
        helps = sentence_part(line.adopted.support or "") or none
        if line.adopted.funding:
            return sentence_part(line.adopted.funding), helps
        if line.cost is None:
            return tell.say("pe.source.unknown"), helps
        return tell.say("pe.source.nobody" if line.cost else "pe.source.free"), helps
    kinds = () if line.recommendation is None else line.recommendation.support
    pays = [tell.say(f"support.{one}") for one in kinds if one in PAYERS]
    helps = tell.shown.listed(tell.say(f"support.{one}") for one in kinds if one not in PAYERS) or none
    if not line.cost and line.cost is not None:
        return tell.say("pe.source.free"), helps
    return (tell.say("pe.source.proposed", list=tell.shown.listed(pays)) if pays else tell.say("pe.source.open")), helps
