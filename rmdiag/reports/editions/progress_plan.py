"""Write what came of the plan: what was done, what each action moved, and what nobody took up."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.comparison_results import Delivery, LevelChange, Outcome
from rmdiag.assessment.gaps import Firing
from rmdiag.assessment.plan_status import Standing, status_of
from rmdiag.reports.compose import cell, group_row, level_cell, para, quiet, row, runs
from rmdiag.reports.editions.blocking import condition
from rmdiag.reports.editions.progress_promised import not_adopted, promised, recommendations
from rmdiag.reports.editions.progress_rounds import CLOSED, FINISHED, Rounds, level_words
from rmdiag.reports.editions.telling import sentence_part
from rmdiag.reports.model import (
    Align,
    Block,
    Cell,
    Column,
    Density,
    Group,
    List,
    ListEntry,
    Row,
    Section,
    Table,
)
from rmdiag.reports.shown import NO_BREAK

WORDS = 170  # characters of an action; of a longer one its first part stands, the plan has the whole of it
_PART = re.compile(r"[.;:]? (?=\()|[.;:] ")  # where a part of an action ends
GROUPS = ("overdue", *(outcome.value for outcome in Outcome), "before")


def plan_chapter(rounds: Rounds, number: str) -> Section:
    """Write the chapter."""
    return Section(id="delivery", title=rounds.tell.say("pr.plan.title"), number=number, blocks=tuple(_blocks(rounds)))


def _counted(rounds: Rounds) -> str:
    """Count the actions by what became of them."""
    tell, standings = rounds.tell, _standings(rounds)
    found = [_group(one, standings) for one in rounds.comparison.deliveries]
    every = tell.shown.listed(
        tell.say("cost.counted", count=tell.shown.count(found.count(key)), cost=tell.say(f"pr.outcome.{key}"))
        for key in GROUPS
        if key in found and key != "before"
    )
    closed, later = sum(one == "before" for one in found), _later(rounds)
    said = tell.count("pr.plan.counted", len(found) - closed, list=every) if len(found) > closed else ""
    before = tell.count("pr.plan.before", closed) if closed else ""
    after = tell.count("pr.plan.later", len(later), list=tell.say("list.semicolon").join(later)) if later else ""
    return " ".join(part for part in (said, before, after) if part)


def _later(rounds: Rounds) -> tuple[str, ...]:
    """Name the actions of today's plan that have yet to begin, and are therefore not told here."""
    known = _standings(rounds)
    told = {standing.action.id for one in rounds.comparison.deliveries if (standing := _now(one, known)) is not None}
    later = (one for one in rounds.tell.mission.actions if one.id not in told)
    return tuple(rounds.tell.say("indicator.title", id=one.id, title=first_part(one.action)) for one in later)


def _blocks(rounds: Rounds) -> Iterator[Block]:
    tell = rounds.tell
    yield from promised(rounds)
    if not rounds.comparison.deliveries:
        yield tell.para("pr.plan.none")
    else:
        yield para(" ".join((_counted(rounds), *_moved_words(rounds))))
        yield _table(rounds)
        yield from _effects(rounds)
    yield from _not_taken_up(rounds)


def _moved_words(rounds: Rounds) -> Iterator[str]:
    """Say in a sentence what the finished actions of the plan moved."""
    moved = [one.level for one in rounds.finished if one.level is not None and one.level.change is not None]
    if moved:
        tell, rose = rounds.tell, sum((level.change or 0) > 0 for level in moved)
        counts = {"rose": tell.shown.count(rose), "stayed": tell.shown.count(len(moved) - rose)}
        yield tell.count("pr.plan.moved", len(moved), **counts)


def _standings(rounds: Rounds) -> Mapping[str, Standing]:
    """Give how the actions of this round's plan stand, by their ids and by their recommendations."""
    status = status_of(rounds.tell.mission.actions, rounds.tell.mission.as_of)
    found = {one.action.recommendation: one for one in reversed(status.standings) if one.action.recommendation}
    return found | {one.action.id: one for one in status.standings}


def _now(delivery: Delivery, standings: Mapping[str, Standing]) -> Standing | None:
    """Find an action again in this round's plan."""
    action = delivery.action
    return standings.get(action.id) or standings.get(action.recommendation or "")


def _group(delivery: Delivery, standings: Mapping[str, Standing]) -> str:
    """Say under which word an action stands; what is late stands apart from what is only under way."""
    if delivery.before in CLOSED:
        return "before"
    standing = _now(delivery, standings)
    is_open = delivery.outcome in (Outcome.STARTED, Outcome.PLANNED)
    return "overdue" if is_open and standing is not None and standing.overdue else delivery.outcome.value


def _table(rounds: Rounds) -> Table:
    tell, standings = rounds.tell, _standings(rounds)
    rows: list[Row] = []
    for key in GROUPS:
        own = [one for one in rounds.comparison.deliveries if _group(one, standings) == key]
        if own:
            head = tell.say(f"pr.outcome_head.{key}", count=tell.shown.count(len(own)))
            rows += [group_row(6, head), *(_row(rounds, one, standings) for one in own)]
    return Table(
        id="table-delivery",
        caption=tell.say("pr.plan.table"),
        columns=(
            Column(title=tell.say("column.id"), width=17, heads_rows=True),
            Column(title=tell.say("column.action"), width=66),
            Column(title=tell.say("pr.column.days"), width=27),
            Column(title=tell.say("pr.column.aim"), width=20),
            Column(title=tell.say("pr.column.level"), width=14, align=Align.CENTRE),
            Column(title=tell.say("pr.column.effect"), width=28),
        ),
        rows=tuple(rows),
        density=Density.COMPACT,
        note=tell.runs("pr.plan.note"),
    )


def _row(rounds: Rounds, delivery: Delivery, standings: Mapping[str, Standing]) -> Row:
    tell = rounds.tell
    standing = _now(delivery, standings)
    action = delivery.action if standing is None else standing.action
    said = " ".join(_said(rounds, action))
    aim = ""
    if delivery.level is not None:
        aim = delivery.level.id
        if delivery.towards is not None:
            aim = tell.say("pr.aim", id=delivery.level.id, level=tell.shown.count(delivery.towards))
    told = row(
        delivery.action.id,
        cell(tell.say("follow.said", words=first_part(action.action)), *((" ", quiet(said)) if said else ())),
        _days(rounds, action, standing),
        aim,
        _levels(rounds, delivery),
        _effect(rounds, delivery),
    )
    return told if action.recommendation is None else replace(told, finding=f"{action.recommendation}/action")


def _said(rounds: Rounds, action: PlannedAction) -> Iterator[str]:
    tell = rounds.tell
    if action.responsible:
        yield tell.say("pr.by", who=sentence_part(action.responsible))
    for words in (action.reason, action.note):
        if words:
            yield tell.say("follow.said", words=sentence_part(words))
    if action.evidence:
        yield tell.say("follow.evidence", list=tell.shown.listed(action.evidence))


def _days(rounds: Rounds, action: PlannedAction, standing: Standing | None) -> str:
    """Say when an action was due, and when it was finished or that it was closed."""
    tell = rounds.tell
    due, finished = (tell.shown.day(day).replace(" ", NO_BREAK) for day in (action.end, action.finished))
    if standing is not None and standing.overdue:
        return tell.say("pr.overdue_since", day=due)
    said = [tell.say("pr.finished_on", day=finished)] if action.finished is not None else []
    if not said and action.status in CLOSED:
        said.append(tell.say(f"pr.outcome.{action.status}"))
    if action.end is not None:
        said.append(tell.say("pr.due_on", day=due))
    return tell.say("list.semicolon").join(said) or tell.say("sign.none")


def first_part(text: str) -> str:
    """Give the whole of an action; of a long one as many of its parts as there is room for, none of them cut."""
    words = sentence_part(" ".join(text.split()))
    if len(words) <= WORDS:
        return words
    ends = [found.start() for found in _PART.finditer(words)]
    fitting = [end for end in ends if end <= WORDS]
    return words[: fitting[-1]] if fitting else words


def _levels(rounds: Rounds, delivery: Delivery) -> Cell:
    """Give the level then and now; in the colour of a level only where the action may have moved it."""
    tell, level = rounds.tell, delivery.level
    if level is None:
        return cell(tell.say("sign.none"))
    words = _ends(rounds, level)
    counted = delivery.outcome in FINISHED and delivery.before not in CLOSED
    return level_cell(None if level.new is None else int(level.new), words) if counted else cell(words)


def _ends(rounds: Rounds, level: LevelChange) -> str:
    ends = [level_words(rounds.tell, one, places=False) for one in (level.old, level.new)]
    return rounds.tell.say("level.change", now=ends[0], target=ends[1])


def _effect(rounds: Rounds, delivery: Delivery) -> str:
    """Say whether the level moved where the action was done since the earlier round; all else has no effect on it."""
    tell, level = rounds.tell, delivery.level
    if delivery.before in CLOSED:
        return tell.say("pr.effect.before")
    if level is None or level.change is None:
        return tell.say("pr.effect.none")
    if delivery.outcome not in FINISHED:
        return tell.say(f"pr.effect.{_unfinished(delivery, level)}")
    if level.change > 0:
        return tell.say("pr.effect.rose" if rounds.by_practice(level) or level.parts is None else "pr.effect.known")
    return tell.say("pr.effect.fell" if level.change < 0 else "pr.effect.stayed")


def _unfinished(delivery: Delivery, level: LevelChange) -> str:
    """Say of an action that is not finished whether it was dropped, and whether its level is reached without it."""
    if delivery.outcome is Outcome.DROPPED:
        return "dropped"
    if delivery.towards is None or level.new is None:
        return "unfinished"
    return "reached" if level.new >= delivery.towards else "not_reached"


def _effects(rounds: Rounds) -> Iterator[Block]:
    """Set actions and levels against each other: done without effect, and effect without an action."""
    tell = rounds.tell
    idle = {
        one.level.id: one.level
        for one in rounds.finished
        if one.level is not None and one.level.change is not None and one.level.change <= 0
    }
    if idle:
        held = List(entries=tuple(_held(rounds, one) for one in idle.values()))
        opening = para(tell.count("pr.idle.opening", len(idle)))
        yield Group(title=runs(tell.say("pr.idle.title")), blocks=(opening, held))
    lifted = {
        one.level.id
        for one in rounds.comparison.deliveries
        if one.level is not None and (one.outcome in FINISHED or one.before in CLOSED)
    }
    alone = [one for one in rounds.rose if one.id not in lifted]
    if alone:
        listed = tell.shown.listed(rounds.named_in_full(one) for one in alone)
        words = para(tell.count("pr.alone.words", len(alone), list=listed))
        yield Group(title=runs(tell.say("pr.alone.title")), blocks=(words,))


def _held(rounds: Rounds, level: LevelChange) -> ListEntry:
    """Say what still holds a level down: each question with its answer, and what is needed."""
    tell = rounds.tell
    score = tell.result.indicators.get(level.id)
    gates = () if score is None else score.blocking
    values = {"name": rounds.named_in_full(level), "level": level_words(tell, level.new, places=False)}
    conditions = tuple(ListEntry(runs=condition(tell, gate)) for gate in gates)
    nested = List(entries=conditions) if conditions else None
    return ListEntry(runs=tell.runs("pr.idle.held" if nested else "pr.idle.entry", **values), nested=nested)


def _not_taken_up(rounds: Rounds) -> Iterator[Block]:
    """List what the earlier round recommended and no plan took up."""
    tell = rounds.tell
    if rounds.on_paper:
        return
    idle = not_adopted(rounds)
    if idle:
        every = tell.shown.count(len(recommendations(rounds)))
        opening = para(tell.count("pr.unadopted.opening", len(idle), all=every))
        yield Group(title=runs(tell.say("pr.unadopted.title")), blocks=(opening, _unadopted(rounds, idle)))


def _unadopted(rounds: Rounds, idle: Sequence[Firing]) -> Table:
    tell = rounds.tell
    again = {one.id for one in tell.assessment.plan.actions}
    rows: list[Row] = []
    for key in ("short", "reached"):
        own = [one for one in idle if _is_reached(rounds, one) is (key == "reached")]
        if own:
            rows.append(group_row(4, tell.say(f"pr.unadopted.{key}", count=tell.shown.count(len(own)))))
            rows += [_unadopted_row(rounds, one, again) for one in own]
    return Table(
        id="table-unadopted",
        caption=tell.say("pr.unadopted.table"),
        columns=(
            Column(title=tell.say("column.id"), width=26, heads_rows=True),
            Column(title=tell.say("column.action"), width=92),
            Column(title=tell.say("pr.column.level"), width=20, align=Align.CENTRE),
            Column(title=tell.say("pr.column.still"), width=34),
        ),
        rows=tuple(rows),
        density=Density.COMPACT,
    )


def _is_reached(rounds: Rounds, firing: Firing) -> bool:
    """Tell whether an indicator has reached the level to which a recommendation leads."""
    level = rounds.comparison.indicator(firing.recommendation.indicator)
    return level is not None and level.new is not None and level.new >= firing.recommendation.below


def _unadopted_row(rounds: Rounds, firing: Firing, again: Collection[str]) -> Row:
    tell, recommendation = rounds.tell, firing.recommendation
    level = rounds.comparison.indicator(recommendation.indicator)
    told = row(
        recommendation.id,
        first_part(recommendation.action),
        tell.say("sign.none") if level is None else _ends(rounds, level),
        tell.say("pr.still.yes" if recommendation.id in again else "pr.still.no"),
    )
    return replace(told, finding=f"{recommendation.id}/action")
