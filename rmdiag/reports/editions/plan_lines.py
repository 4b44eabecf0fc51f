"""Make one list of what is still to be done: adopted actions that are open, then proposed steps that nobody adopted.

Where an adopted action carries out a step, the action stands for it, with the days, staff and money that were agreed.
Where its owner has not written down what it waits for, it waits for what its recommendation waits for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from rmdiag.assessment.actions import DECLARED, PlannedAction
from rmdiag.assessment.plan_status import Standing, status_of
from rmdiag.assessment.projection import project
from rmdiag.assessment.proposal import Outcome, Step
from rmdiag.assessment.proposal_make import later
from rmdiag.compendium.model import Dimension, Horizon, Indicator, Recommendation
from rmdiag.questionnaires.model import Question
from rmdiag.reports.editions.assessed import Assessed

OPEN = ("planned", "started")
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One action that is still to be done, adopted or proposed; `None` is what nobody has said."""

    id: str
    action: str
    responsible: str | None
    first: date | None
    last: date | None
    wave: Horizon | None  # None: it has no last day
    after: tuple[str, ...]  # ids of lines that must be finished first
    staff: Fraction | None
    cost: Fraction | None
    indicator: Indicator | None
    recommendation: Recommendation | None
    step: Step | None = None  # of the proposal, which it stands for or is
    adopted: PlannedAction | None = None
    standing: Standing | None = None  # of an adopted one, on the mission's date
    earlier: PlannedAction | None = None  # finished or dropped, and called for again
    chained: bool = False  # whether the longest chain of the plan is one of several actions
    reaches: bool = True  # whether its indicator stands at its level once it and all before it are done
    place: tuple[int, int] | None = None  # which it is of several that lead to one level of one indicator

    @property
    def critical(self) -> bool:
        """Whether it stands in the longest chain, where that is of several actions."""
        return self.chained and self.step is not None and self.step.critical and self.step.firing is not None

    @property
    def inherits(self) -> bool:
        """Whether its owner has not written down what it waits for, and its recommendation says so."""
        return self.adopted is not None and bool(self.after) and not self.adopted.after

    @property
    def unpaid(self) -> bool:
        """Whether it is adopted and costs money, and nobody is named who pays."""
        return self.adopted is not None and bool(self.cost) and not self.adopted.funding

    @property
    def overdue(self) -> bool:
        """Whether its last day has passed."""
        return self.standing is not None and self.standing.overdue

    def carries_out(self, recommendation: str) -> bool:
        """Whether it carries out a recommendation."""
        own = None if self.recommendation is None else self.recommendation.id
        return recommendation in (own, None if self.step is None else self.step.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """All lines, those of one wave together, with the first day of the plan."""

    start: date
    every: tuple[Line, ...]

    @property
    def waves(self) -> tuple[Horizon, ...]:
        """The waves in which something ends."""
        return tuple(wave for wave in Horizon if self.of(wave))

    @property
    def undated(self) -> tuple[Line, ...]:
        """The lines without a last day."""
        return self.of(None)

    @property
    def last(self) -> date | None:
        """The day on which the last line ends."""
        return max((line.last for line in self.every if line.last is not None), default=None)

    @property
    def ends(self) -> date:
        """The last day of the plan; its first one where all is overdue or nothing has dates."""
        return max(self.last or self.start, self.start)

    @property
    def unpaid(self) -> tuple[Line, ...]:
        """Adopted lines that cost money and name nobody who pays, those that are overdue first."""
        return tuple(sorted((line for line in self.every if line.unpaid), key=lambda line: not line.overdue))

    @property
    def again(self) -> tuple[Line, ...]:
        """The lines that do again what was said to be done."""
        return tuple(line for line in self.every if line.earlier is not None and line.earlier.status in DECLARED)

    def before(self, line: Line) -> tuple[Line, ...]:
        """Give the lines that must be finished before another one, and end only after it."""
        waited = (one for one in self.every if one.id in line.after and one.last is not None)
        return tuple(one for one in waited if line.last is not None and one.last and one.last > line.last)

    def of(self, wave: Horizon | None) -> tuple[Line, ...]:
        """Give the lines of a wave, or those without dates."""
        return tuple(line for line in self.every if line.wave is wave)

    def in_dimension(self, dimension: Dimension) -> tuple[Line, ...]:
        """Give the lines that are to lift an indicator of a dimension."""
        return tuple(
            line for line in self.every if line.indicator is not None and line.indicator.dimension == dimension.id
        )


def lines_of(tell: Assessed) -> Lines:
    """Give what is still to be done, in the order of waves and first days."""
    start = tell.mission.plan_wish.start
    standings = {one.action.id: one for one in status_of(tell.mission.adopted, tell.mission.as_of).standings}
    open_ones = [action for action in tell.mission.adopted if action.status in OPEN]
    carried = {step.id: found for step in tell.steps.values() if (found := _carrying(step, open_ones)) is not None}
    names = {identity: action.id for identity, action in carried.items()}
    steps = {action.id: tell.steps[identity] for identity, action in carried.items()}
    waits = {action.id: _waits(tell, action, steps.get(action.id), names) for action in open_ones}
    adopted = [
        replace(_adopted(tell, standings[action.id], steps.get(action.id), start), after=waits[action.id])
        for action in open_ones
    ]
    proposed = [_proposed(tell, step, names) for step in tell.steps.values() if step.id not in carried]
    order = [*Horizon, None]
    every = sorted(
        _delayed(start, (*adopted, *proposed)),
        key=lambda line: (order.index(line.wave), line.first or line.last or date.max, line.last or date.max, line.id),
    )
    return Lines(start=start, every=tuple(_placed(tell, every)))


def wave_of_day(start: date, last: date | None) -> Horizon | None:
    """Give the wave in which a day falls, counted from the first day of the plan; what is overdue is due at once."""
    if last is None:
        return None
    waves = (wave for wave in Horizon if last < later(start, wave.months[1]))
    return next(waves, Horizon.LONG)


def outcomes_of(tell: Assessed, lines: Lines) -> Iterator[Outcome]:
    """Give each wave with the profile that would stand once it and all waves before it are done."""
    done: list[str] = []
    for wave in lines.waves:
        here = lines.of(wave)
        done += [line.recommendation.id for line in here if line.recommendation is not None]
        costs = [line.cost for line in here if line.cost is not None]
        yield Outcome(
            wave=wave,
            steps=tuple(line.id for line in here),
            person_months=sum((line.staff or Fraction(0) for line in here), Fraction(0)),
            cost=sum(costs, Fraction(0)) if len(costs) == len(here) else None,
            scores=project(tell.mission, tell.questionnaire, tell.result.answers, done),
        )


def quarters_of(lines: Lines) -> Mapping[int, Fraction]:
    """Spread the staff of every dated line evenly over its months from the first day of the plan on, by quarters.

    Nobody has said how much of an action that has begun, or is overdue, is left: all of it is still to be given.
    """
    quarters: dict[int, Fraction] = {}
    for line in lines.every:
        if line.last is None or not line.staff:
            continue
        span = staffed_in(line, lines.start)
        for month in span:
            quarters[month // 3] = quarters.get(month // 3, Fraction(0)) + line.staff / len(span)
    return quarters


def staffed_in(line: Line, start: date) -> range:
    """Give the months of the plan in which the staff of a line is counted."""
    span = _months(line, start)
    return range(max(span.start, 0), span.stop) if span.stop > 0 else range(1 if line.last else 0)


def closes(tell: Assessed, line: Line) -> tuple[tuple[Question, int], ...]:
    """Give the missing items that a line closes: questions, each with the highest unmet level that it is to reach."""
    return () if line.recommendation is None else missing_items(tell, line.recommendation)


def missing_items(tell: Assessed, recommendation: Recommendation) -> tuple[tuple[Question, int], ...]:
    """Give the missing items that a recommendation closes, each with the level that it is to reach."""
    found = []
    for identity in recommendation.closes:
        question, merged = tell.questionnaire.questions.get(identity), tell.result.answers.get(identity)
        if question is None or merged is None:
            continue
        unmet = [gate for gate in question.gates if gate <= recommendation.below and gate not in merged.met_low]
        if unmet:
            found.append((question, max(unmet)))
    return tuple(found)


def longest_chain(tell: Assessed, lines: Sequence[Line]) -> tuple[str, ...]:
    """Give the longest chain of actions; none where one of them was adopted, with days of its own."""
    proposal = tell.planned.proposal
    chain = () if proposal is None else proposal.critical.steps
    adopted = {line.step.id for line in lines if line.adopted is not None and line.step is not None}
    return () if adopted & set(chain) else tuple(one for one in chain if tell.steps[one].firing is not None)


def _waits(tell: Assessed, action: PlannedAction, step: Step | None, names: Mapping[str, str]) -> tuple[str, ...]:
    """Give what an adopted action waits for: what its owner wrote, or else what its recommendation waits for."""
    recommendation = tell.framework.recommendations.get(action.recommendation or "")
    if action.after or recommendation is None:
        return action.after
    before = recommendation.after if step is None else step.waits_for
    known = {*tell.steps, *names}
    return tuple(names.get(one, one) for one in before if one in known and names.get(one, one) != action.id)


def _delayed(start: date, lines: Sequence[Line]) -> Iterator[Line]:
    """Put what is overdue, and waits for something that ends later, into the wave in which that ends."""
    ends = {line.id: line.last for line in lines}
    for line in lines:
        days = [day for one in line.after if (day := ends.get(one)) is not None]
        if line.overdue and line.last is not None and days:
            yield replace(line, wave=wave_of_day(start, max(line.last, *days)))
        else:
            yield line


def _placed(tell: Assessed, lines: Sequence[Line]) -> Iterator[Line]:
    """Say of each line whether its indicator reaches its level with it, and which it is of several to that level."""
    chained = len(longest_chain(tell, lines)) > 1
    done = [line.recommendation.id for line in lines if line.recommendation is not None]
    reached = project(tell.mission, tell.questionnaire, tell.result.answers, done).indicators
    for line in lines:
        if line.recommendation is None or line.indicator is None:
            yield replace(line, chained=chained)
            continue
        goal = (line.indicator.id, line.recommendation.below)
        same = [one.id for one in lines if one.recommendation is not None and _goal(one) == goal]
        reaches = (reached[line.indicator.id].point or 0) >= line.recommendation.below and line.id == same[-1]
        place = (same.index(line.id) + 1, len(same)) if len(same) > 1 else None
        yield replace(line, chained=chained, reaches=reaches, place=place)


def _goal(line: Line) -> tuple[str, int] | None:
    if line.recommendation is None or line.indicator is None:
        return None
    return line.indicator.id, line.recommendation.below


def _carrying(step: Step, actions: Sequence[PlannedAction]) -> PlannedAction | None:
    return next((action for action in actions if step.id in (action.recommendation, action.id)), None)


def _adopted(tell: Assessed, standing: Standing, step: Step | None, start: date) -> Line:
    action = standing.action
    recommendation = tell.framework.recommendations.get(action.recommendation or "")
    indicator = action.indicator if recommendation is None else recommendation.indicator
    return Line(
        id=action.id,
        action=action.action,
        responsible=action.responsible,
        first=action.start,
        last=action.end,
        wave=wave_of_day(start, action.end),
        after=action.after,
        staff=action.person_months,
        cost=action.cost,
        indicator=tell.framework.indicators.get(indicator or ""),
        recommendation=recommendation,
        step=step,
        adopted=action,
        standing=standing,
    )


def _proposed(tell: Assessed, step: Step, names: Mapping[str, str]) -> Line:
    recommendation = None if step.firing is None else step.firing.recommendation
    closed = [action for action in tell.mission.adopted if action.status not in OPEN]
    found = tell.say("plan.find_out_action", indicator=step.indicator.title)
    by = tell.say("plan.find_out_by_self" if tell.self_only else "plan.find_out_by")
    return Line(
        id=step.id,
        action=found if recommendation is None else recommendation.action,
        responsible=by if recommendation is None else recommendation.responsible,
        first=step.begins,
        last=step.ends,
        wave=step.wave,
        after=tuple(names.get(one, one) for one in step.waits_for),
        staff=step.person_months,
        cost=step.cost,
        indicator=step.indicator,
        recommendation=recommendation,
        step=step,
        earlier=_carrying(step, closed),
    )


def _months(line: Line, start: date) -> range:
    """Give the months of a line, counted from the first day of the plan."""
    if line.last is None:
        return range(0)
    if line.adopted is None and line.step is not None:
        return range(line.step.start, line.step.end)
    first, last = _month(start, line.first or line.last), _month(start, line.last)
    return range(first, max(last, first) + 1)


def _month(start: date, day: date) -> int:
    months = (day.year - start.year) * MONTHS + day.month - start.month
    return months - 1 if later(start, months) > day else months
