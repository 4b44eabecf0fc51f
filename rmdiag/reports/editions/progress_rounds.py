"""Set two rounds ready to be told together: both tellings, their comparison, and the words that every part needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.comparison import compare
from rmdiag.assessment.comparison_answers import Why
from rmdiag.assessment.comparison_results import Comparison, Delivery, LevelChange, Outcome, Verdict
from rmdiag.assessment.comparison_steps import RoundToCompare
from rmdiag.questionnaires.merging import Profile
from rmdiag.reports.compose import level_cell
from rmdiag.reports.editions.telling import Provenance, Telling, telling
from rmdiag.reports.model import Cell
from rmdiag.reports.public import gives_nothing_away, levels_of
from rmdiag.reports.rounding import printed_change, printed_level

CLOSED = ("verified", "dropped")  # what the earlier round had closed is no delivery since
FINISHED = (Outcome.DONE, Outcome.VERIFIED)


@dataclass(frozen=True, kw_only=True)
class Rounds:
    """Two rounds of one administration, and what stands between them."""

    tell: Telling  # this round
    before: Telling  # the earlier one, told in the same words
    comparison: Comparison

    @property
    def named(self) -> tuple[str, str]:
        """What the two rounds are called where room is short: their years, or their months within one year."""
        days = self.before.mission.as_of, self.tell.mission.as_of
        if days[0].year != days[1].year:
            return str(days[0].year), str(days[1].year)
        return self.tell.shown.month(days[0]), self.tell.shown.month(days[1])

    @property
    def on_paper(self) -> bool:
        """Whether a round has levels without answers, so that nothing says why they moved."""
        return self.comparison.old.on_paper or self.comparison.new.on_paper

    @cached_property
    def compared(self) -> tuple[LevelChange, ...]:
        """The indicators that have a level in both rounds."""
        return tuple(one for one in self.comparison.indicators if one.change is not None)

    @cached_property
    def fell(self) -> tuple[LevelChange, ...]:
        """The indicators that fell."""
        return tuple(one for one in self.compared if one.verdict is Verdict.DOWN)

    @cached_property
    def rose(self) -> tuple[LevelChange, ...]:
        """The indicators that rose."""
        return tuple(one for one in self.compared if one.verdict is Verdict.UP)

    @cached_property
    def hidden(self) -> tuple[LevelChange, ...]:
        """The indicators whose practice moved and whose level did not, as what is known of them moved too."""
        return tuple(
            one
            for one in self.compared
            if one.verdict is Verdict.SAME and one.parts is not None and one.parts.performance
        )

    @cached_property
    def moved(self) -> tuple[LevelChange, ...]:
        """The indicators that have another level."""
        return (*self.fell, *self.rose)

    @cached_property
    def whole(self) -> LevelChange:
        """The overall level, or the mean of what can be compared where there is no common whole."""
        whole = self.comparison.overall
        return whole if whole.change is not None else self.comparison.alike

    def gives_nothing_away(self, change: LevelChange) -> bool:
        """Whether no level of an indicator follows from that of a dimension, in neither round."""
        framework = self.tell.framework
        dimension = next((one for one in framework.dimensions if one.id == change.id), None)
        if dimension is None:
            return False
        old = {one.id: None if one.old is None else int(one.old) for one in self.comparison.indicators}
        new = {one.id: None if one.new is None else int(one.new) for one in self.comparison.indicators}
        return all(gives_nothing_away(self.tell.assessment, dimension, points) for points in (old, new))

    @cached_property
    def whole_may_be_shown(self) -> bool:
        """Whether the whole gives no dimension and no indicator away."""
        levels = [one for one in self.comparison.dimensions if one.old is not None or one.new is not None]
        both = levels_of(self.tell.assessment).overall and levels_of(self.before.assessment).overall
        return both and all(self.gives_nothing_away(one) for one in levels)

    @cached_property
    def open_deliveries(self) -> tuple[Delivery, ...]:
        """The actions that were open in the earlier round or have begun since."""
        return tuple(one for one in self.comparison.deliveries if one.before not in CLOSED)

    @cached_property
    def finished(self) -> tuple[Delivery, ...]:
        """Those of them that are done, by word or by evidence."""
        return tuple(one for one in self.open_deliveries if one.outcome in FINISHED)

    @cached_property
    def answers(self) -> Profile:
        """The answers of this round, on the thresholds of the framework."""
        return _answers(self.tell.assessment)

    @cached_property
    def earlier_answers(self) -> Profile:
        """The answers of the earlier round, in the same way."""
        return _answers(self.before.assessment)

    @cached_property
    def shorts(self) -> dict[str, str]:
        """The short names of indicators and dimensions of both editions; this round's count."""
        found: dict[str, str] = {}
        for tell in (self.before, self.tell):
            base = tell.questionnaire.base or tell.questionnaire
            for dimension in base.framework.dimensions:
                found[dimension.id] = dimension.short
                found |= {indicator.id: indicator.short for indicator in dimension.indicators}
        return found

    def named_in_full(self, change: LevelChange) -> str:
        """Name an indicator by id and short name."""
        return self.tell.say("indicator.short", id=change.id, short=self.shorts.get(change.id, change.title))

    def by_practice(self, change: LevelChange) -> bool:
        """Whether practice has a part in a change."""
        return change.parts is not None and change.parts.performance != 0

    def source(self, change: LevelChange) -> str:
        """Say where the level of a round on paper was read."""
        sides = ((self.before.mission.baseline, change.was or change.id), (self.tell.mission.baseline, change.id))
        found = (
            side.levels[identity].source for side, identity in sides if side is not None and identity in side.levels
        )
        return next(found, "")

    def indicative(self, change: LevelChange) -> tuple[bool, bool]:
        """Whether the level of the earlier round, and that of this one, rest on a part of the questions only."""
        before = self.before.result.indicators.get(change.was or change.id)
        after = self.tell.result.indicators.get(change.id)
        return (before is not None and before.indicative), (after is not None and after.indicative)


def rounds_of(assessment: Assessment, facts: Provenance, earlier: Assessment) -> Rounds:
    """Compare an assessment with an earlier one, on what both have."""
    tell = telling(assessment, facts)
    old, new = (RoundToCompare(mission=a.mission, questionnaire=a.questionnaire) for a in (earlier, assessment))
    return Rounds(
        tell=tell,
        before=Telling(assessment=earlier, facts=facts, words=tell.words),
        comparison=compare(old, new, assessment.mission.views),
    )


def level_words(tell: Telling, value: Fraction | None, *, places: bool) -> str:
    """Write a level: whole for an indicator, to one decimal for a mean."""
    if value is None:
        return tell.say("sign.none")
    return tell.shown.mean(value) if places else tell.shown.figure(value)


def level_cells(rounds: Rounds, change: LevelChange, *, places: bool) -> tuple[Cell, Cell]:
    """Give the two levels as cells in their colours, indicative ones marked."""
    tell = rounds.tell
    marks = (False, False) if places else rounds.indicative(change)
    cells = []
    for value, marked in zip((change.old, change.new), marks, strict=True):
        words = level_words(tell, value, places=places)
        if marked and value is not None:
            words = tell.say("pr.indicative_mark", level=words)
        cells.append(level_cell(None if value is None else printed_level(value), words))
    return cells[0], cells[1]


def signed(tell: Telling, value: Fraction | None, *, places: bool) -> str:
    """Write a change with its sign; nought has none."""
    if value is None:
        return tell.say("sign.none")
    if places:
        return tell.shown.difference(value)
    return tell.shown.steps(int(value)) if value.denominator == 1 else tell.shown.difference(value)


def printed_parts(change: LevelChange) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """Give the change of a mean, and its two parts, as they follow from the levels that are printed."""
    if change.change is None or change.old is None or change.new is None:
        return change.change, None, None
    parts = change.parts
    return printed_change(change.old, change.new, None if parts is None else (parts.performance, parts.information))


def why_words(tell: Telling, why: Iterable[Why]) -> str:
    """Say why levels or answers differ."""
    return tell.say("list.comma").join(tell.say(f"pr.why.{one.value}") for one in why)


def _answers(assessment: Assessment) -> Profile:
    return (assessment.base or assessment.scores).result.answers
