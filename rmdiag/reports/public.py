"""Say what of a mission may stand in a public report: nothing that helps anybody to avoid a control.

Every edition asks here, so that all of them leave out the same. What the rule is and why: docs/reports.md.
A reader is taken to know the framework, this rule, and whatever else the public report tells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.gaps import fires
from rmdiag.assessment.proposal import Why
from rmdiag.assessment.results import Scores, State
from rmdiag.compendium.declared import Method
from rmdiag.compendium.model import Criticality, Dimension, Framework, Indicator, Recommendation
from rmdiag.reports.compose import runs
from rmdiag.reports.disclosure import Member, can_be_limited, stays_open
from rmdiag.reports.editions.plan_lines import Line, Lines
from rmdiag.reports.editions.telling import Telling, following
from rmdiag.reports.model import Runs

MEAN = "weighted_mean"  # the method of which is known what it gives away
FEWEST = 2  # indicators behind a level that is shown
ROUNDED_TO = 5  # the number of actions that are left out is told in fives
MANY = 5  # sensitive indicators that must be assessed before such a number is told


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicDimensions:
    """Which dimensions may be shown with their level, which are withheld, and whether the overall level is shown.

    Dimensions without a level are in neither; their state may be told. Those that an overlay adds are private, as its
    file is: they are not named.
    """

    shown: tuple[Dimension, ...]
    withheld: tuple[Dimension, ...]
    overall: bool

    def shows(self, dimension: Dimension) -> bool:
        """Whether the level of a dimension may be shown."""
        return any(dimension.id == one.id for one in self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicActions:
    """The actions of the plan that may be told, and how many more there are.

    Totals of staff, cost and time are told of these only: from a total of all, the others could be worked out.
    Nor is it told what an action waits for.
    """

    lines: Lines
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAction:
    """One action of an adopted plan that may be told, in the words of its recommendation."""

    action: PlannedAction  # its dates and its status may be told, its own words and notes may not
    recommendation: Recommendation


def public_dimensions(tell: Telling) -> PublicDimensions:
    """Say which levels may be shown in the public report of this round."""
    return levels_of(tell.assessment)


def levels_of(assessment: Assessment) -> PublicDimensions:
    """Say which levels may be shown of a round, this one or an earlier one."""
    framework, private = assessment.questionnaire.framework, private_dimensions(assessment)
    return shown_levels(framework, assessment.scores.result, assessment.targets, private)


def private_dimensions(assessment: Assessment) -> frozenset[str]:
    """Name the dimensions that overlays add."""
    return frozenset(one for overlay in assessment.questionnaire.overlays for one in overlay.dimensions)


def told_dimensions(tell: Telling) -> tuple[Dimension, ...]:
    """Give the dimensions that may be named, with or without their level."""
    private = private_dimensions(tell.assessment)
    return tuple(dimension for dimension in tell.dimensions if dimension.id not in private)


def gives_nothing_away(assessment: Assessment, dimension: Dimension, points: Mapping[str, int | None]) -> bool:
    """Whether a dimension may be shown with the mean of these levels, such as those that two rounds have in common."""
    framework = assessment.questionnaire.framework
    bucket = _Bucket(framework=framework, dimension=dimension, points=points, targets=assessment.targets)
    return dimension.id not in private_dimensions(assessment) and bucket.may_be_shown


def public_actions(tell: Telling) -> PublicActions:
    """Give the dated actions whose indicators are not sensitive, in the words of the framework, and count the others.

    What is there only because an action waits for it that is not told is left out with it. Actions that only find out
    where an indicator stands, and those that carry out no recommendation, are in neither.
    """
    lines = [line for line in tell.ahead.every if line.recommendation is not None]
    plain = [line for line in lines if not _is_guarded_line(tell, line)]
    told = {line.id for line in plain if line.adopted is not None or not _prepares(line)}
    before = 0
    while len(told) > before:  # a prerequisite of what is told, and what comes before that
        before = len(told)
        waited_for = {one for line in plain if line.id in told for one in line.after}
        told |= {line.id for line in plain if line.id in waited_for}
    public = tuple(_in_public_words(line) for line in plain if line.id in told and line.wave is not None)
    left_out = sum(line.step is not None and line.id not in told for line in lines)
    return PublicActions(lines=Lines(start=tell.ahead.lines.start, every=public), left_out=left_out)


def public_adopted(tell: Telling) -> tuple[PublicAction, ...]:
    """Give the actions of plan.yaml that carry out a recommendation of an indicator that is not sensitive.

    What the administration wrote in its own words is nobody's to publish but its own.
    """
    found = []
    for action in tell.mission.actions:
        recommendation = tell.framework.recommendations.get(action.recommendation or "")
        if recommendation is None:
            continue
        named = (recommendation.indicator, action.indicator or recommendation.indicator)
        if not any(_is_guarded(tell, tell.framework.indicators[one]) for one in named):
            found.append(PublicAction(action=action, recommendation=recommendation))
    return tuple(found)


def _prepares(line: Line) -> bool:
    """Whether an action is there only because others wait for it."""
    return line.step is not None and line.step.why is Why.PREREQUISITE


def _in_public_words(line: Line) -> Line:
    """Let an action be what the framework says of it; of an adopted one its days, staff and cost are kept."""
    advice = line.recommendation
    if advice is None:
        return line
    told = replace(line, id=advice.id, action=advice.action, responsible=advice.responsible)
    return replace(told, adopted=None, standing=None, earlier=None)


def _is_guarded_line(tell: Telling, line: Line) -> bool:
    """Whether an action is not told, for its recommendation or for what its owner says it is for."""
    own = None if line.adopted is None else line.adopted.indicator
    named = (line.recommendation.indicator if line.recommendation is not None else None, own)
    return any(_is_guarded(tell, tell.framework.indicators[one]) for one in named if one is not None)


def _is_guarded(tell: Telling, indicator: Indicator) -> bool:
    """Whether actions for an indicator are not told: it is sensitive, or its dimension private."""
    return indicator.sensitive or indicator.dimension in private_dimensions(tell.assessment)


def public_notice(tell: Telling) -> Runs:
    """Say that the report is the public form, and what it leaves out."""
    return tell.runs("public.notice")


def public_withheld(tell: Telling) -> Runs:
    """Say which levels are withheld, and why; nothing where none is."""
    levels = public_dimensions(tell)
    overall = tell.result.overall.point is not None and not levels.overall
    if not levels.withheld:
        return tell.runs("public.overall_withheld") if overall else ()
    names = tell.shown.listed(dimension.short for dimension in levels.withheld)
    said = tell.count("public.withheld", len(levels.withheld), names=names)
    return following(runs(words) for words in (said, *([tell.say("public.overall_too")] if overall else [])))


def public_left_out(tell: Telling, left_out: int) -> Runs:
    """Say in one sentence that further actions are not told; their number in fives, where it gives nothing away."""
    guarded = sum(i.sensitive and tell.score(i).point is not None for i in tell.indicators)
    number = left_out - left_out % ROUNDED_TO
    if not number or guarded < MANY:
        return tell.runs("public.left_out")
    return tell.runs("public.left_out_number", number=tell.shown.count(number))


def shown_levels(
    framework: Framework, scores: Scores, targets: Mapping[str, int], private: Collection[str] = ()
) -> PublicDimensions:
    """Say which levels of a profile may be shown.

    A dimension is shown when two or more of its indicators are assessed and none of their levels follows from its mean;
    nor that of a sensitive one from its mean together with the actions that are told. The overall level is shown when
    every dimension with a level is: else the one that is missing would be what remains.
    """
    mean = framework.scoring is None or framework.scoring.dimension.name == MEAN
    shown: list[Dimension] = []
    withheld: list[Dimension] = []
    for dimension in framework.dimensions:
        if scores.dimensions[dimension.id].point is None:
            continue
        points = {identity: one.point for identity, one in scores.indicators.items()}
        bucket = _Bucket(framework=framework, dimension=dimension, points=points, targets=targets)
        (shown if mean and dimension.id not in private and bucket.may_be_shown else withheld).append(dimension)
    overall = bool(shown) and not withheld and _overall(framework, scores, targets)
    withheld = [dimension for dimension in withheld if dimension.id not in private]
    return PublicDimensions(shown=tuple(shown), withheld=tuple(withheld), overall=overall)


def levels_told(framework: Framework, points: Mapping[str, int | None], targets: Mapping[str, int]) -> frozenset[str]:
    """Name the dimensions of a kept round whose level may be told to everybody, as in its own public report.

    Of a round that a programme keeps, the overall level is never told: what is kept does not say what limits it.
    """
    if framework.scoring is not None and framework.scoring.dimension.name != MEAN:
        return frozenset()
    buckets = (
        _Bucket(framework=framework, dimension=dimension, points=points, targets=targets)
        for dimension in framework.dimensions
    )
    return frozenset(bucket.dimension.id for bucket in buckets if bucket.may_be_shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bucket:
    """One dimension as a reader sees it: its assessed indicators, of which he knows nothing but what else is told."""

    framework: Framework
    dimension: Dimension
    points: Mapping[str, int | None]  # of its indicators; those without one are not assessed
    targets: Mapping[str, int]

    @property
    def may_be_shown(self) -> bool:
        """Whether its level gives no indicator away."""
        lowest, members = self.framework.lowest, self.members
        return len(members) >= FEWEST and stays_open(members, lowest) and stays_open(self.informed, lowest)

    @property
    def members(self) -> tuple[Member, ...]:
        """Its assessed indicators, all of them guarded."""
        return tuple(member for _, member in self._pairs())

    @property
    def informed(self) -> tuple[Member, ...]:
        """Its assessed indicators as one sees them who has read the actions: only sensitive ones are still guarded.

        Of the others he is granted which recommendations fire, and whether they are at their targets.
        """
        return tuple(self._informed(indicator, member) for indicator, member in self._pairs())

    def _pairs(self) -> Iterator[tuple[Indicator, Member]]:
        levels = tuple(range(self.framework.lowest, self.framework.top + 1))
        for indicator in self.dimension.indicators:
            level, caps = self.points.get(indicator.id), indicator.criticality is Criticality.CORE
            if level is not None:
                yield indicator, Member(weight=indicator.weight, level=level, levels=levels, caps=caps)

    def _informed(self, indicator: Indicator, member: Member) -> Member:
        if indicator.sensitive:
            return member
        target = self.targets.get(indicator.id, self.framework.lowest)
        seen = _seen(indicator, member.level, target)
        return member.unguarded(level for level in member.levels if _seen(indicator, level, target) == seen)


def _seen(indicator: Indicator, level: int, target: int) -> tuple[bool, frozenset[str]]:
    """Give what actions show of an indicator at a level: whether it falls short, and which recommendations fire."""
    fired = frozenset(r.id for r in indicator.recommendations if fires(r, indicator, level, target))
    return level < target, fired


def _overall(framework: Framework, scores: Scores, targets: Mapping[str, int]) -> bool:
    """Whether the overall level may stand beside the levels of all dimensions.

    It follows from them, but where it is limited by a core indicator at the lowest level: then it tells that there is
    one, and where it is not, that there is none.
    """
    method = None if framework.scoring is None else framework.scoring.overall
    if scores.overall.point is None or (method is not None and method.name != MEAN):
        return False
    if not _tells_of_core(framework, scores, method):
        return True
    points = {identity: one.point for identity, one in scores.indicators.items()}
    buckets = [
        _Bucket(framework=framework, dimension=dimension, points=points, targets=targets)
        for dimension in framework.dimensions
        if scores.dimensions[dimension.id].point is not None
    ]
    views = [bucket.members for bucket in buckets], [bucket.informed for bucket in buckets]
    return all(_stays_open_with_cap(view, framework.lowest) for view in views)


def _tells_of_core(framework: Framework, scores: Scores, method: Method | None) -> bool:
    """Whether the overall level could be limited, and nothing but the lowest level of a core indicator decides it."""
    cap, mean = None if method is None else method.cap, scores.overall.uncapped
    if cap is None or mean is None or mean <= cap:
        return False
    core = [i.id for i in framework.indicators.values() if i.criticality is Criticality.CORE]
    return not any(scores.indicators[i].state is State.NOT_ASSESSED for i in core)


def _stays_open_with_cap(buckets: Sequence[tuple[Member, ...]], lowest: int) -> bool:
    """Whether all stays open whichever of the two is told: that a core indicator is at the lowest level, or none."""
    if all(can_be_limited(bucket, lowest, limited=False) for bucket in buckets) and not all(
        stays_open(bucket, lowest, limited=False) for bucket in buckets
    ):
        return False
    suspects = [bucket for bucket in buckets if can_be_limited(bucket, lowest, limited=True)]
    return len(suspects) != 1 or stays_open(suspects[0], lowest, limited=True)
