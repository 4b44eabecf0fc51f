"""Hold what every chapter is told from: the assessment, where the report comes from, and the words of its language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.gaps import Firing
from rmdiag.assessment.metrics import MetricTable, make_table
from rmdiag.assessment.minimal_sets import Lifts, find_lifts
from rmdiag.assessment.plan import Action
from rmdiag.assessment.results import GroupScore, IndicatorScore, Scores, State
from rmdiag.compendium.model import Dimension, Indicator
from rmdiag.questionnaires.model import Layer, Merged, Question, Sheet
from rmdiag.reports.editions.ahead import Ahead, ahead_of
from rmdiag.reports.editions.assessed import Assessed
from rmdiag.reports.editions.speaking import words_in
from rmdiag.reports.model import Inline, Reference, Runs, Text

NO_ATTRIBUTION = "none"
NAMES = "names"
BOTH = 2  # things of which English says "both", not "all two"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a report comes from, apart from the mission itself, and in which form it is told."""

    version: str  # of rmdiag
    rendered_on: date | None = None  # None: not printed, so that the same mission always gives the same report
    public: bool = False  # leaves out what could help somebody to avoid a control (docs/reports.md)
    draft: bool = False  # findings bear numbers, for comments


@dataclass(frozen=True, kw_only=True)
class Telling(Assessed):
    """An assessment ready to be told in one language."""

    facts: Provenance
    earlier: Assessment | None = None  # the round before, where it is at hand

    @property
    def own(self) -> Scores:
        """The self profile."""
        return self.assessment.scores.own

    @cached_property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The dimensions of which the mission's set asks at least one indicator, or all where it asks of none."""
        found = tuple(d for d in self.framework.dimensions if any(self.is_asked(i) for i in d.indicators))
        return found or self.framework.dimensions

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators that the mission's set asks about, or all where it asks about none."""
        return tuple(i for d in self.dimensions for i in self.told(d))

    @cached_property
    def level_names(self) -> tuple[str, ...]:
        """The names of the levels, from the lowest up."""
        return tuple(self.framework.level_name(level.level) for level in self.framework.levels)

    @cached_property
    def asked(self) -> frozenset[str]:
        """The ids of the questions of the mission's set."""
        return self.questionnaire.in_set(self.mission.set)

    @cached_property
    def sheet_codes(self) -> Mapping[str, str]:
        """A short name for every sheet: A1, A2 … of the administration, M1 … of the mission."""
        codes: dict[str, str] = {}
        for layer, key in ((Layer.SELF, "sheet.self_code"), (Layer.MISSION, "sheet.mission_code")):
            for number, sheet in enumerate(self.sheets(layer), start=1):
                codes[sheet.id] = self.say(key, number=str(number))
        return codes

    @cached_property
    def actions(self) -> Mapping[str, tuple[Action, ...]]:
        """The steps of the plan by indicator."""
        found: dict[str, tuple[Action, ...]] = {}
        for action in self.assessment.plan.actions:
            found[action.indicator.id] = (*found.get(action.indicator.id, ()), action)
        return found

    @cached_property
    def ahead(self) -> Ahead:
        """The plan that is told everywhere: what is still to be done, and what it reaches."""
        return ahead_of(self)

    @cached_property
    def recommended(self) -> Mapping[str, tuple[Firing, ...]]:
        """What is recommended for each indicator: steps in the order of the plan, then what it leaves out."""
        fired = {step.id: step.firing for step in self.steps.values() if step.firing is not None}
        fired |= {a.id: a.firing for a in self.assessment.plan.actions if a.firing is not None and a.id not in fired}
        found: dict[str, tuple[Firing, ...]] = {}
        for firing in fired.values():
            indicator = firing.recommendation.indicator
            found[indicator] = (*found.get(indicator, ()), firing)
        return found

    @cached_property
    def lifts(self) -> Mapping[str, Lifts]:
        """The ways of every indicator that counts to its next level and to its target."""
        found = find_lifts(self.framework, self.result, self.assessment.targets)
        return {one.indicator.id: one for one in found}

    @cached_property
    def metric_table(self) -> MetricTable:
        """The operational figures with their intervals and what they did since the period before."""
        return make_table(self.framework, self.mission.figures)

    @cached_property
    def taken_over(self) -> tuple[Merged, ...]:
        """The administration's own answers that stand because the team has none; an agreed answer is not among them."""
        return tuple(one for one in self.assessment.findings.taken_over if one.consensus is None)

    @property
    def both_spoke(self) -> bool:
        """Whether administration and mission team have both answered."""
        return self.mission.answers.speaks(Layer.SELF) and self.mission.answers.speaks(Layer.MISSION)

    @property
    def indicative(self) -> bool:
        """Whether the set leaves out questions that count of indicators about which it asks."""
        return any(self.score(indicator).indicative for indicator in self.indicators)

    def caption(self, words: str) -> str:
        """Call what a caption names indicative where the levels are."""
        return self.say("caption.indicative", caption=words) if self.indicative else words

    def level_column(self) -> str:
        """Head a column of levels, saying whether they are indicative."""
        return self.say("column.level_indicative" if self.indicative else "column.level")

    def sees_itself(self, indicator: Indicator) -> bool:
        """Whether the administration's own answers give one level, so that it may be compared with the mission's."""
        return self.own.indicators[indicator.id].one_level

    def sheets(self, layer: Layer) -> tuple[Sheet, ...]:
        """Give the sheets of a layer, by name."""
        return tuple(sorted((s for s in self.mission.answers.sheets if s.layer is layer), key=lambda sheet: sheet.id))

    def questions(self, indicator: str) -> tuple[Question, ...]:
        """Give the questions of an indicator that the mission's set asks."""
        return tuple(q for q in self.questionnaire.by_indicator[indicator] if q.id in self.asked)

    def told(self, dimension: Dimension) -> tuple[Indicator, ...]:
        """Give the indicators of a dimension that the mission's set asks about, or all where it asks about none."""
        return tuple(i for i in dimension.indicators if self.is_asked(i)) or dimension.indicators

    def is_asked(self, indicator: Indicator) -> bool:
        """Whether the mission's set asks about an indicator."""
        return self.score(indicator).state is not State.OUT_OF_SCOPE

    def score(self, indicator: Indicator) -> IndicatorScore:
        """Give the result of an indicator."""
        return self.result.indicators[indicator.id]

    def group(self, dimension: Dimension) -> GroupScore:
        """Give the result of a dimension."""
        return self.result.dimensions[dimension.id]

    def target_mean(self, dimension: Dimension) -> Fraction | None:
        """Give the weighted mean of the targets of a dimension's indicators that count."""
        counting = [i for i in dimension.indicators if self.score(i).state.counts]
        weight = sum((i.weight for i in counting), Fraction(0))
        return (
            sum((i.weight * self.assessment.targets[i.id] for i in counting), Fraction(0)) / weight
            if counting
            else None
        )

    @cached_property
    def overall_target(self) -> Fraction | None:
        """Give the weighted mean of the targets of the dimensions, as the overall level is that of their levels."""
        known = [(d.weight, target) for d in self.dimensions if (target := self.target_mean(d)) is not None]
        weight = sum((weight for weight, _ in known), Fraction(0))
        return sum((weight * target for weight, target in known), Fraction(0)) / weight if weight else None

    def level(self, level: int) -> str:
        """Name a level in a sentence: "level 2, Developing"."""
        return self.say("level.named", level=self.shown.count(level), name=self.framework.level_name(level))

    def level_title(self, level: int) -> str:
        """Name a level at the beginning of a sentence: "Level 2, Developing"."""
        return self.say("level.titled", level=self.shown.count(level), name=self.framework.level_name(level))

    def state(self, state: State) -> str:
        """Name a state in words."""
        return self.say(f"state.{state.value}")

    def point(self, score: IndicatorScore) -> str:
        """Write the level of an indicator, or the sign of its state."""
        return self.say(f"sign.{score.state.value}") if score.point is None else self.shown.count(score.point)

    def reached(self, number: int, counting: int) -> str:
        """Say how many indicators have reached their targets."""
        if number == counting:
            if counting == BOTH and not self.indicative:
                return self.say("reached.both")
            return self.count("reached.all_asked" if self.indicative else "reached.all", counting)
        every = self.count("count.indicators", counting)
        if not number:
            return self.say("reached.none_asked" if self.indicative else "reached.none", all=every)
        return self.count("reached.some_asked" if self.indicative else "reached.some", number, all=every)

    def open(self, low: Fraction | None, high: Fraction | None) -> bool:
        """Tell whether an interval is seen to be open when its ends are shown."""
        return self.shown.mean(low) != self.shown.mean(high)

    def mean_or_state(self, group: GroupScore) -> str:
        """Write the level of a dimension, or its state in words."""
        return self.state(group.state) if group.point is None else self.shown.mean(group.point)


def telling(assessment: Assessment, facts: Provenance, earlier: Assessment | None = None) -> Telling:
    """Get an assessment ready to be told in the language of its report, beside the round before it, if any."""
    words = words_in(assessment.mission.report_language)
    return Telling(assessment=assessment, facts=facts, words=words, earlier=earlier)


def slug(identity: str) -> str:
    """Make an id of the report from an id of a file: "ind-gov-01" from GOV-01."""
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in identity.lower())


def folded(words: str) -> str:
    """Give words as they are sorted: without accents and without case, so that É stands beside E."""
    parts = unicodedata.normalize("NFD", words)
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()


def indicator_id(indicator: Indicator) -> str:
    """Name the section of an indicator."""
    return f"ind-{slug(indicator.id)}"


def dimension_id(dimension: Dimension) -> str:
    """Name the chapter of a dimension."""
    return f"dim-{slug(dimension.id)}"


def to_indicator(indicator: Indicator) -> Reference:
    """Lead to the section of an indicator, by its id."""
    return Reference(target=indicator_id(indicator), text=indicator.id)


def to_annex(tell: Telling, letter: str, *, opens: bool = False) -> Reference:
    """Lead to an annex by its letter, at the beginning of a sentence or inside one."""
    key = "label.annex_opening" if opens else "label.annex"
    return Reference(target=f"annex-{letter.lower()}", text=tell.say(key, letter=letter))


def following(sentences: Iterable[Runs]) -> Runs:
    """Set whole sentences one after another."""
    line: list[Inline] = []
    for sentence in sentences:
        line += [Text(text=" "), *sentence] if line else sentence
    return tuple(line)


def cut(text: str, most: int) -> str:
    """Cut a long text at a word; the whole of it stands elsewhere."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def sentence_part(text: str) -> str:
    """Take the full stop off a sentence from a file, so that it can stand inside another one."""
    return text.strip().rstrip(".")
