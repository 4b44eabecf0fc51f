"""Price one more level of a dimension: the cheapest recommendations whose projection lifts its point by a whole level.

Any recommendation of the dimension that is still open may be taken, whatever the target, always with what it waits for.
While there are at most MOST_SETS different sets, every one is weighed; past that, the recommendation that lifts most
for its price is taken again and again, and then what turned out not to be needed is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.plan import Draft, draft_steps
from rmdiag.assessment.projection import project
from rmdiag.assessment.proposal_choice import amounts, cost_of
from rmdiag.assessment.selection import with_prerequisites

MOST_SETS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Raise:
    """What one more level of a dimension takes.

    `steps` is empty where it cannot be had: `reached` then is what all recommendations together would give.
    """

    dimension: str
    before: Fraction | None  # None: no point today, so that there is nothing to add a level to
    wanted: Fraction
    reached: Fraction | None
    steps: tuple[str, ...] = ()
    person_months: Fraction = Fraction(0)
    cost: Fraction | None = None
    exact: bool = True


_Price = tuple[Fraction, Fraction, int, tuple[str, ...]]


def price_of_raise(assessment: Assessment, dimension: str, dropped: Iterable[str] = ()) -> Raise:
    """Give the cheapest way to one more level of a dimension, without what must not be done."""
    before = assessment.scores.result.dimensions[dimension].point
    wanted = (before or Fraction(0)) + 1
    search = _Search(assessment, dimension, frozenset(dropped))
    every = search.bundle(search.open)
    reached = search.point(every)
    if before is None or reached is None or reached < wanted:
        return Raise(dimension=dimension, before=before, wanted=wanted, reached=reached)
    sets = search.every_set()
    found = search.greedy(wanted) if sets is None else search.cheapest(sets, wanted)
    drafts = [draft for identity, draft in search.drafts.items() if identity in found]
    costs = [cost_of(draft, search.money) for draft in drafts]
    known = [cost for cost in costs if cost is not None]
    return Raise(
        dimension=dimension,
        before=before,
        wanted=wanted,
        reached=search.point(found),
        steps=tuple(draft.id for draft in drafts),
        person_months=sum((draft.person_months for draft in drafts), Fraction(0)),
        cost=sum(known, Fraction(0)) if len(known) == len(costs) else None,
        exact=sets is not None,
    )


class _Search:
    """The open recommendations of a dimension, and what sets of them cost and reach."""

    def __init__(self, assessment: Assessment, dimension: str, dropped: frozenset[str]) -> None:
        self._assessment, self._dimension = assessment, dimension
        framework, scores = assessment.questionnaire.framework, assessment.scores.result
        chosen = next(one for one in framework.dimensions if one.id == dimension)
        self._weights = {i.id: i.weight for i in chosen.indicators}
        rising = [
            r.id
            for i in chosen.indicators
            for r in i.recommendations
            if scores.indicators[i.id].state.counts and (scores.indicators[i.id].point or 0) < r.below
        ]
        self.drafts: Mapping[str, Draft] = draft_steps(framework, scores, (), rising)
        self._waits = {draft.id: draft.waits_for for draft in self.drafts.values()}
        self.open = [identity for identity in rising if not self.bundle([identity]) & dropped]
        self.money = amounts(assessment.mission)
        self._unpriced = any(cost_of(draft, self.money) is None for draft in self.drafts.values())
        self._concerned = {i.id: self._lifting(i.id) for i in chosen.indicators}
        self._levels: dict[tuple[str, frozenset[str]], int | None] = {}

    def bundle(self, wanted: Iterable[str]) -> frozenset[str]:
        """Give recommendations with all that they wait for."""
        return with_prerequisites(wanted, self._waits)

    def every_set(self) -> set[frozenset[str]] | None:
        """Give all sets of open recommendations with what they wait for, None where there are too many."""
        every: set[frozenset[str]] = {frozenset()}
        for identity in self.open:
            bundle = self.bundle([identity])
            every |= {some | bundle for some in every}
            if len(every) > MOST_SETS:
                return None
        return every

    def cheapest(self, sets: Iterable[frozenset[str]], wanted: Fraction) -> frozenset[str]:
        """Give the cheapest set that is enough."""
        return min((some for some in sets if self._enough(some, wanted)), key=self._price)

    def greedy(self, wanted: Fraction) -> frozenset[str]:
        """Add what lifts most for its price until it is enough, then leave out what is not needed."""
        taken: frozenset[str] = frozenset()
        while not self._enough(taken, wanted):
            offers = [self.bundle([*taken, identity]) for identity in self.open if identity not in taken]
            taken = min(offers, key=lambda some: (-self._lift(taken, some), self._price(some)))
        for identity in sorted(taken, key=lambda one: self._price(frozenset([one])), reverse=True):
            rest = taken - {identity}
            if self.bundle(rest) == rest and self._enough(rest, wanted):
                taken = rest
        return taken

    def point(self, done: frozenset[str]) -> Fraction | None:
        """Give the point of the dimension once recommendations are done (SCORING 6)."""
        levels = {indicator: self._level(indicator, done) for indicator in self._weights}
        assessed = {i: (self._weights[i], level) for i, level in levels.items() if level is not None}
        total = sum((weight for weight, _ in assessed.values()), Fraction(0))
        return sum((w * level for w, level in assessed.values()), Fraction(0)) / total if total else None

    def _level(self, indicator: str, done: frozenset[str]) -> int | None:
        """Give an indicator's level; it depends on nothing but the recommendations that close its own questions."""
        key = (indicator, done & self._concerned[indicator])
        if key not in self._levels:
            mission, questionnaire = self._assessment.mission, self._assessment.questionnaire
            scores = project(mission, questionnaire, self._assessment.scores.result.answers, sorted(done))
            for each, concerned in self._concerned.items():
                self._levels[each, done & concerned] = scores.indicators[each].point
        return self._levels[key]

    def _lifting(self, indicator: str) -> frozenset[str]:
        questions = self._assessment.questionnaire.questions
        own = {q.id for q in questions.values() if q.indicator == indicator}
        return frozenset(
            draft.id for draft in self.drafts.values() if draft.firing and own & set(draft.firing.recommendation.closes)
        )

    def _enough(self, done: frozenset[str], wanted: Fraction) -> bool:
        point = self.point(done)
        return point is not None and point >= wanted

    def _lift(self, taken: frozenset[str], more: frozenset[str]) -> Fraction:
        lift = (self.point(more) or Fraction(0)) - (self.point(taken) or Fraction(0))
        return lift / (1 + self._price(more)[0] - self._price(taken)[0])

    def _price(self, done: frozenset[str]) -> _Price:
        """Order sets by cost, person-months, number and ids; by person-months alone where amounts are missing."""
        drafts: Sequence[Draft] = [self.drafts[identity] for identity in done]
        staff = sum((draft.person_months for draft in drafts), Fraction(0))
        cost = sum((cost_of(draft, self.money) or Fraction(0) for draft in drafts), Fraction(0))
        return (staff if self._unpriced else cost, staff, len(done), tuple(sorted(done)))
