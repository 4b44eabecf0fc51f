"""Write the page that sums up a study visit: who visited whom, what was seen, and who will do what by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.visits import Observation, observations
from rmdiag.compendium.model import Indicator
from rmdiag.reports.compose import cell, quiet, row, runs, strong
from rmdiag.reports.editions.cover import period
from rmdiag.reports.editions.telling import Telling, sentence_part, slug
from rmdiag.reports.model import (
    Block,
    Cell,
    Column,
    Density,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Reference,
    Row,
    Section,
    Start,
    Table,
)

OPENING = 600  # characters of the delegation's own words that the page has room for
PLAN = "visit-plan"  # the chapter on what becomes of the actions


def visit_summary(tell: Telling) -> Section:
    """Write the page."""
    return Section(
        id="summary",
        title=tell.say("visit.summary.title"),
        blocks=tuple(_blocks(tell)),
        start=Start.NEW_PAGE,
    )


def observed(tell: Telling) -> tuple[Observation, ...]:
    """Give every observation of the visit, in the order of the record."""
    return observations(tell.mission.answers, tell.questionnaire)


def host_name(tell: Telling) -> str:
    """Name the administration that was visited."""
    host = tell.mission.host
    return tell.say("visit.host_unnamed") if host is None else host.administration


def observation_id(observation: Observation) -> str:
    """Name the section of an observation."""
    return f"obs-{slug(observation.id)}"


def indicator_of(tell: Telling, observation: Observation) -> Indicator | None:
    """Give the indicator that an observation is linked to, when the framework has it."""
    return tell.framework.indicators.get(observation.indicator or "")


def due_words(tell: Telling, due: date | None) -> str:
    """Write by when, or that nobody has said."""
    return tell.say("visit.no_date") if due is None else tell.shown.date(due)


def by_date(actions: tuple[PlannedAction, ...]) -> tuple[PlannedAction, ...]:
    """Order actions by the day they are due, those without one last."""
    return tuple(sorted(actions, key=lambda action: (action.end is None, action.end or date.max)))


def _blocks(tell: Telling) -> Iterator[Block]:
    yield _headline(tell)
    yield KeyFigures(cards=_cards(tell))
    words = tell.mission.summary
    if words and len(words) <= OPENING:
        yield Paragraph(runs=runs(words))
    touched = _dimensions(tell)
    if touched:
        yield tell.para("visit.dimensions", list=touched)
    if not tell.mission.actions:
        yield tell.para("visit.actions.none")
        return
    yield _actions(tell)


def _headline(tell: Telling) -> Paragraph:
    values = {"administration": tell.mission.administration, "host": host_name(tell), "result": _result(tell)}
    when = period(tell)
    if when is None:
        return tell.lead("visit.headline", **values)
    return tell.lead("visit.headline_dated", period=when, **values)


def _result(tell: Telling) -> str:
    actions, seen = tell.mission.actions, observed(tell)
    if not actions:
        return tell.count("visit.result_no_action", len(seen)) if seen else tell.say("visit.result_none")
    dates = sorted(action.end for action in actions if action.end is not None)
    if not dates:
        return tell.count("visit.result_undated", len(actions))
    first, last = tell.shown.date(dates[0]), tell.shown.date(dates[-1])
    return tell.count("visit.result", len(actions), first=first, last=last)


def _cards(tell: Telling) -> tuple[KeyFigure, ...]:
    seen, actions = observed(tell), tell.mission.actions
    linked = {i.id: i for one in seen if (i := indicator_of(tell, one)) is not None}
    touched = {i.dimension for i in linked.values()}
    idle = sum(one.action is None for one in seen)
    taken = sum(action.end is not None and action.responsible is not None for action in actions)
    lacking = len(actions) - taken
    figures = (
        ("observations", len(seen), tell.count("visit.card.linked", len(linked))),
        ("dimensions", len(touched), tell.count("visit.card.of", len(tell.framework.dimensions))),
        ("actions", len(actions), _idle_words(tell, len(seen), idle)),
        ("taken", taken, tell.count("visit.card.untaken", lacking) if lacking else _all_taken(tell)),
    )
    return tuple(
        KeyFigure(value=tell.shown.count(number), label=tell.count(f"visit.card.{key}", number), note=note)
        for key, number, note in figures
    )


def _idle_words(tell: Telling, seen: int, idle: int) -> str:
    if idle:
        return tell.count("visit.card.information", idle)
    return tell.say("visit.card.no_information") if seen else ""


def _all_taken(tell: Telling) -> str:
    return tell.say("visit.card.all_taken") if tell.mission.actions else ""


def _dimensions(tell: Telling) -> str:
    """List the dimensions that the observations touch, with the indicators that they are linked to."""
    named: dict[str, dict[str, None]] = {}
    for one in observed(tell):
        indicator = indicator_of(tell, one)
        if indicator is not None:
            named.setdefault(indicator.dimension, {})[indicator.id] = None
    return tell.say("list.semicolon").join(
        tell.say("visit.dimension", dimension=d.short, indicators=tell.say("list.comma").join(named[d.id]))
        for d in tell.framework.dimensions
        if d.id in named
    )


def _actions(tell: Telling) -> Table:
    seen = {one.id: one for one in observed(tell)}
    return Table(
        id="table-actions",
        caption=tell.say("visit.actions.caption"),
        columns=(
            Column(title=tell.say("column.id"), width=17, heads_rows=True),
            Column(title=tell.say("visit.column.action"), width=68),
            Column(title=tell.say("visit.column.indicator"), width=28),
            Column(title=tell.say("column.responsible"), width=32),
            Column(title=tell.say("column.due"), width=23),
        ),
        rows=tuple(_action(tell, action, seen.get(action.id)) for action in by_date(tell.mission.actions)),
        note=tell.runs("visit.actions.note", section=Reference(target=PLAN)),
        density=Density.COMPACT,
    )


def _action(tell: Telling, action: PlannedAction, seen: Observation | None) -> Row:
    number = cell(action.id) if seen is None else cell(Reference(target=observation_id(seen), text=action.id))
    status = tell.say(f"status.{action.status}")
    words = action.action
    if action.status != "planned":
        words = tell.say("visit.status", action=words, status=status)
    return row(
        number,
        words,
        _linked(tell, seen),
        sentence_part(action.responsible) if action.responsible else cell(quiet(tell.say("visit.no_owner"))),
        cell(due_words(tell, action.end)) if action.end else cell(quiet(due_words(tell, None))),
    )


def _linked(tell: Telling, seen: Observation | None) -> Cell:
    indicator = None if seen is None else indicator_of(tell, seen)
    if indicator is None:
        return cell(tell.say("sign.none"))
    return cell(strong(indicator.id), " ", indicator.short)
