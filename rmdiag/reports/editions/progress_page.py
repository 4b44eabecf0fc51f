"""Write the first page of the report of progress: what moved, whether practice did, and what came of the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rmdiag.assessment.comparison_results import Direction, LevelChange, Outcome
from rmdiag.reports.compose import fact, para, strong
from rmdiag.reports.editions.progress_levels import dimension_figure
from rmdiag.reports.editions.progress_rounds import Rounds, level_words
from rmdiag.reports.model import (
    Block,
    Definition,
    Definitions,
    Inline,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Runs,
    Section,
    Start,
    Text,
)


def progress_page(rounds: Rounds) -> Section:
    """Write the page."""
    return Section(
        id="summary",
        title=rounds.tell.say("pr.page.title"),
        blocks=tuple(_blocks(rounds)),
        start=Start.NEW_PAGE,
    )


def _blocks(rounds: Rounds) -> Iterator[Block]:
    yield _headline(rounds)
    yield _cards(rounds)
    if rounds.compared:
        yield para(" ".join((*_framework_alone(rounds), *_moved_words(rounds))))
    yield from dimension_figure(rounds)
    named = tuple(_named(rounds))
    if named:
        yield Definitions(entries=named)


def _headline(rounds: Rounds) -> Paragraph:
    tell, whole = rounds.tell, rounds.whole
    who = tell.mission.administration
    days = {"then": tell.shown.date(rounds.before.mission.as_of), "now": tell.shown.date(tell.mission.as_of)}
    if not rounds.compared or whole.old is None or whole.new is None:
        return tell.lead("pr.lead_nothing", administration=who, **days)
    old, new = tell.shown.mean(whole.old), tell.shown.mean(whole.new)
    values = {"administration": who, "old": old, "new": new, **days}
    common = whole is rounds.comparison.overall
    if old == new:
        return tell.lead("pr.lead_same" if common else "pr.lead_mean_same", **values)
    return tell.lead("pr.lead" if common else "pr.lead_mean", **values)


def _framework_alone(rounds: Rounds) -> Iterator[str]:
    """Say which levels the other reports print where an overlay, left out here, gives others."""
    tell, overall = rounds.tell, rounds.comparison.overall
    if rounds.whole is not overall:
        return
    alone = [tell.shown.mean(one) for one in (overall.old, overall.new)]
    told = [tell.shown.mean(one.result.overall.point) for one in (rounds.before, tell)]
    if alone != told:
        yield tell.say("pr.framework_alone", old=alone[0], new=alone[1], then=told[0], now=told[1])


def _moved_words(rounds: Rounds) -> Iterator[str]:
    """Say how many levels moved, and whether practice moved them."""
    tell, compared = rounds.tell, len(rounds.compared)
    every = tell.count("count.indicators", compared)
    if not rounds.moved:
        yield tell.say("pr.none_moved", all=every)
    else:
        counts = {
            "rose": tell.shown.count(len(rounds.rose)),
            "fell": tell.shown.count(len(rounds.fell)),
            "stayed": tell.shown.count(compared - len(rounds.moved)),
        }
        yield tell.say("pr.moved", all=every, **counts)
    if rounds.on_paper:
        yield tell.say("pr.on_paper")
        return
    if rounds.moved:
        by_practice = sum(rounds.by_practice(one) for one in rounds.moved)
        known = sum(one.parts is not None for one in rounds.moved)
        values = {"practice": tell.shown.count(by_practice), "known": tell.shown.count(known - by_practice)}
        yield tell.count("pr.by_practice", known, **values)


def _cards(rounds: Rounds) -> KeyFigures:
    tell, whole = rounds.tell, rounds.whole
    cards = []
    if whole.old is not None and whole.new is not None:
        label = "pr.card.overall" if whole is rounds.comparison.overall else "pr.card.mean"
        cards.append(
            KeyFigure(
                value=tell.shown.mean(whole.new),
                label=tell.say(label),
                note=tell.say("pr.card.was", old=tell.shown.mean(whole.old), round=rounds.named[0]),
                level=int(whole.new),
            )
        )
    cards += [_count_card(rounds, "rose", rounds.rose), _count_card(rounds, "fell", rounds.fell)]
    cards += _plan_card(rounds)
    cards += _figure_card(rounds)
    return KeyFigures(cards=tuple(cards))


def _count_card(rounds: Rounds, key: str, changes: Sequence[LevelChange]) -> KeyFigure:
    tell = rounds.tell
    practice = sum(rounds.by_practice(one) for one in changes)
    note = tell.count("pr.card.practice", practice) if changes and not rounds.on_paper else ""
    return KeyFigure(value=tell.shown.count(len(changes)), label=tell.count(f"pr.card.{key}", len(changes)), note=note)


def _plan_card(rounds: Rounds) -> Iterator[KeyFigure]:
    """Count the actions that the mission found done; those that are only declared, or dropped, stand beside them."""
    every = rounds.open_deliveries
    if every:
        tell = rounds.tell
        by = Counter(one.outcome for one in every)
        beside = {"declared": by[Outcome.DONE], "dropped": by[Outcome.DROPPED]}
        notes = [tell.count(f"pr.card.{key}", count) for key, count in beside.items() if count]
        yield KeyFigure(
            value=tell.shown.count(by[Outcome.VERIFIED]),
            label=tell.count("pr.card.actions", len(every)),
            note=tell.say("list.semicolon").join(notes),
        )


def _figure_card(rounds: Rounds) -> Iterator[KeyFigure]:
    trends = [one for one in rounds.comparison.trends if one.change is not None]
    if trends:
        tell = rounds.tell
        better = [one for one in trends if one.direction is Direction.BETTER]
        worse = sum(one.direction is Direction.WORSE for one in trends)
        counts = {
            "clear": sum(one.clear is True for one in better),
            "worse": worse,
            "others": len(trends) - len(better) - worse,
        }
        yield KeyFigure(
            value=tell.shown.count(len(better)),
            label=tell.count("pr.card.figures", len(trends)),
            note=tell.say("pr.card.ways", **{key: tell.shown.count(count) for key, count in counts.items()}),
        )


def _named(rounds: Rounds) -> Iterator[Definition]:
    """Name what rose and what fell, by practice and by what is known, and what moved behind a level that stayed."""
    for key, changes in _kinds(rounds):
        if changes:
            yield fact(rounds.tell.say(f"pr.named.{key}"), *_entries(rounds, changes))


def _kinds(rounds: Rounds) -> Iterator[tuple[str, Sequence[LevelChange]]]:
    for key, changes in (("fell", rounds.fell), ("rose", rounds.rose)):
        if rounds.on_paper:
            yield key, changes
        else:
            yield f"{key}_practice", [one for one in changes if rounds.by_practice(one)]
            yield f"{key}_known", [one for one in changes if not rounds.by_practice(one)]
    behind = [(one, one.parts.performance) for one in rounds.hidden if one.parts is not None]
    yield "strengthened", [one for one, practice in behind if practice > 0]
    yield "weakened", [one for one, practice in behind if practice < 0]


def _entries(rounds: Rounds, changes: Sequence[LevelChange]) -> Runs:
    """Give indicators with their levels then and now."""
    tell = rounds.tell
    told: list[Inline] = []
    for change in changes:
        values = {
            "short": rounds.shorts.get(change.id, change.title),
            "old": level_words(tell, change.old, places=False),
            "new": level_words(tell, change.new, places=False),
        }
        told += [Text(text=tell.say("list.semicolon"))] if told else []
        told += tell.runs("pr.entry" if change.change else "pr.entry_hidden", id=strong(change.id), **values)
    return tuple(told)
