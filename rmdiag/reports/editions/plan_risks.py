"""Read the risks of a plan from its dates, staff, money and owners: what the data show, and what helps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from rmdiag.assessment.capacity import QUARTER
from rmdiag.assessment.plan_status import status_of
from rmdiag.assessment.proposal_make import later
from rmdiag.reports.compose import cell, row, strong
from rmdiag.reports.editions.metrics import money
from rmdiag.reports.editions.plan_line_words import costs_of, ids_words, named_words, post_and_partners
from rmdiag.reports.editions.plan_lines import Line, Lines, quarters_of
from rmdiag.reports.editions.plan_means import fullest
from rmdiag.reports.editions.plan_money import budget_words
from rmdiag.reports.editions.plan_waves import doubtful
from rmdiag.reports.editions.plan_words import staff_words
from rmdiag.reports.editions.telling import Telling, sentence_part
from rmdiag.reports.model import Block, Column, Section, Table

CROWD = 5  # actions of one post, or that wait for one, from which on they are a risk
FULL = Fraction(95, 100)  # of the staff there is, from which on a quarter has no room for anything unforeseen
AT_ONCE = 3  # of them at the same time


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One risk of the plan, with the sentence that the data allow."""

    key: str
    shows: str


def risks_of(tell: Telling, lines: Lines) -> tuple[Risk, ...]:
    """Give the risks that the data show, what stands still first."""
    stalled = _stalled(tell, lines)
    return (*stalled, *_past(tell, lines), *_dates(tell, lines), *_staff(tell, lines), *_money(tell, lines))


def risks_chapter(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    found = risks_of(tell, tell.ahead.lines)
    blocks: list[Block] = [tell.para("pe.risks.opening")]
    blocks.append(_table(tell, found) if found else tell.para("pe.risks.none"))
    return Section(id="risks", title=tell.say("pe.risks.title"), number=number, blocks=tuple(blocks))


def _table(tell: Telling, found: Sequence[Risk]) -> Table:
    return Table(
        id="table-risks",
        caption=tell.say("pe.risks.table"),
        columns=(
            Column(title=tell.say("pe.column.risk"), width=32, heads_rows=True),
            Column(title=tell.say("pe.column.shows"), width=76),
            Column(title=tell.say("pe.column.helps"), width=60),
        ),
        rows=tuple(
            row(cell(strong(tell.say(f"pe.risk.{one.key}"))), one.shows, tell.say(f"pe.risk.{one.key}.helps"))
            for one in found
        ),
    )


def _stalled(tell: Telling, lines: Lines) -> Iterator[Risk]:
    """Name what is overdue and has nobody who pays, each with what its owner wrote about it."""
    for line in lines.unpaid:
        if line.overdue and line.adopted is not None:
            words = line.adopted.reason or line.adopted.note
            key = "pe.risk.stalled.shows" if words else "pe.risk.stalled.bare"
            values = {"id": line.id, "cost": money(tell, line.cost or Fraction(0)), "end": tell.shown.date(line.last)}
            yield Risk(key="stalled", shows=tell.say(key, words=sentence_part(words or ""), **values))


def _dates(tell: Telling, lines: Lines) -> Iterator[Risk]:
    every = lines.every
    at_risk = [
        one for one in every if one.standing is not None and one.standing.at_risk and one.last and one.responsible
    ]
    ends = {one.id: one.last for one in every}
    early = [one for one in every if not one.overdue and _too_early(one, ends)]
    found: tuple[tuple[str, Iterable[Line]], ...] = (
        ("overdue", (one for one in every if one.overdue)),
        ("at_risk", at_risk),
        ("undated", lines.undated),
        ("nobody", (one for one in every if not one.responsible)),
        ("order", (one for one in early if one not in at_risk)),
    )
    for key, own in found:
        yield from _named(tell, key, tuple(own))
    late = [(one, before) for one in every if one.adopted is not None and (before := lines.before(one))]
    for one, before in late:
        listed = tell.shown.listed(
            tell.say("pe.ends_on", id=other.id, end=tell.shown.day(other.last)) for other in before
        )
        yield Risk(key="infeasible", shows=tell.say("pe.risk.infeasible.shows", id=one.id, list=listed))
    for one in every:
        waiting = [other for other in every if one.id in other.after]
        if len(waiting) >= CROWD:
            values = {"name": named_words(tell, [one]), "list": ids_words(tell, waiting)}
            yield Risk(key="hub", shows=tell.count("pe.risk.hub.shows", len(waiting), **values))
    if tell.mission.wish is None and any(one.adopted is None for one in every):
        yield Risk(key="start", shows=tell.say("pe.risk.start.shows", start=tell.shown.date(lines.start)))


def _too_early(line: Line, ends: Mapping[str, date | None]) -> bool:
    """Whether an action begins on a day on which something that it waits for has not ended."""
    before = [end for one in line.after if (end := ends.get(one)) is not None]
    return line.first is not None and any(line.first <= end for end in before)


def _staff(tell: Telling, lines: Lines) -> Iterator[Risk]:
    quarters, capacity = quarters_of(lines), tell.mission.plan_wish.capacity
    if quarters and capacity is None:
        yield Risk(key="no_capacity", shows=tell.say("pe.risk.no_capacity.shows", **fullest(tell, lines)))
    over = [quarter for quarter in sorted(quarters) if capacity is not None and quarters[quarter] > capacity]
    if over and capacity is not None:
        said = [_over(tell, lines, quarter, quarters[quarter]) for quarter in over]
        values = {"capacity": staff_words(tell, capacity), "list": tell.shown.listed(said)}
        yield Risk(key="capacity", shows=tell.count("pe.risk.capacity.shows", len(over), **values))
    full = [load for load in quarters.values() if capacity and FULL * capacity <= load <= capacity]
    if full and capacity:
        values = {"capacity": staff_words(tell, capacity), "share": tell.shown.share(FULL)}
        yield Risk(key="full", shows=tell.count("pe.risk.full.shows", len(full), **values))
    roles: dict[str, list[Line]] = {}
    for line in lines.every:
        if line.responsible and (line.adopted is not None or line.recommendation is not None):
            roles.setdefault(post_and_partners(line.responsible)[0], []).append(line)
    crowded = {role: own for role, own in roles.items() if len(own) >= CROWD and _at_once(own) >= AT_ONCE}
    for role, own in crowded.items():
        values = {
            "who": role,
            "number": tell.shown.count(len(own)),
            "most": tell.shown.count(_at_once(own)),
        }
        yield Risk(key="crowd", shows=tell.say("pe.risk.crowd.shows", **values))


def _over(tell: Telling, lines: Lines, quarter: int, load: Fraction) -> str:
    return tell.say("pe.over", period=_quarter(tell, lines, quarter), staff=tell.shown.short_figure(load))


def _quarter(tell: Telling, lines: Lines, quarter: int) -> str:
    first = later(lines.start, quarter * QUARTER)
    return tell.shown.period(first, later(lines.start, (quarter + 1) * QUARTER) - timedelta(days=1))


def _at_once(lines: Sequence[Line]) -> int:
    """Give how many of these actions run on the fullest day."""
    spans = [(line.first, line.last) for line in lines if line.first is not None and line.last is not None]
    return max((sum(one[0] <= first <= one[1] for one in spans) for first, _ in spans), default=0)


def _money(tell: Telling, lines: Lines) -> Iterator[Risk]:
    over = budget_words(tell, lines)
    if over is not None:
        cost, budget, difference = over
        values = {"cost": cost, "budget": budget, "difference": difference}
        yield Risk(key="budget", shows=tell.say("pe.risk.budget.shows", **values))
    yield from _named(tell, "cost", [line for line in lines.every if line.cost is None])
    unpaid = [one for one in lines.unpaid if not one.overdue]
    if unpaid:
        values = {"cost": money(tell, costs_of(unpaid)), "list": ids_words(tell, unpaid)}
        yield Risk(key="funding", shows=tell.count("pe.risk.funding.shows", len(unpaid), **values))

    proposed = [one for one in lines.every if one.adopted is None and one.cost]
    if proposed:
        values = {"cost": money(tell, costs_of(proposed))}
        yield Risk(key="to_find", shows=tell.count("pe.risk.to_find.shows", len(proposed), **values))
    doubted = doubtful(tell, lines)
    if doubted:
        values = {"cost": money(tell, costs_of(doubted)), "list": named_words(tell, doubted)}
        yield Risk(key="doubt", shows=tell.count("pe.risk.doubt.shows", len(doubted), **values))


def _past(tell: Telling, lines: Lines) -> Iterator[Risk]:
    """Look back: what is said to be done without evidence, and what was finished and is called for again."""
    unproven = status_of(tell.mission.adopted, tell.mission.as_of).unproven
    if unproven:
        values = {"list": tell.shown.listed(unproven)}
        yield Risk(key="unproven", shows=tell.count("pe.risk.unproven.shows", len(unproven), **values))
    if lines.again:
        yield _again(tell, lines)


def _again(tell: Telling, lines: Lines) -> Risk:
    """Name what repeats work that was said to be done, with what was paid for it and what is asked now."""
    named = [
        tell.say("pe.again_named", id=one.id, earlier=one.earlier.id, status=tell.say(f"status.{one.earlier.status}"))
        for one in lines.again
        if one.earlier is not None
    ]
    words = tell.count("pe.risk.again.shows", len(named), list=tell.shown.listed(named))
    paid = sum((one.earlier.cost or Fraction(0) for one in lines.again if one.earlier is not None), Fraction(0))
    asked = costs_of(lines.again)
    if paid and asked:
        sums = tell.say("pe.risk.again.money", paid=money(tell, paid), asked=money(tell, asked))
        words = f"{words} {sums}"
    return Risk(key="again", shows=words)


def _named(tell: Telling, key: str, lines: Sequence[Line]) -> Iterator[Risk]:
    if lines:
        values = {"date": tell.shown.date(tell.mission.as_of), "list": named_words(tell, lines)}
        yield Risk(key=key, shows=tell.count(f"pe.risk.{key}.shows", len(lines), **values))
