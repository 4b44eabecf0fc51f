"""Show the gaps to the target profile, widest priority first, and the smallest sets of steps that close them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.gaps import Gap
from rmdiag.assessment.minimal_sets import Lift, Lifts, RecommendationSet, find_lifts
from rmdiag.assessment.results import Gate, GateState
from rmdiag.problems import listed
from rmdiag.screens.scores import held_by
from rmdiag.screens.words import decimal, shown
from rmdiag.tongue import heads, joined, phrase

GAP_COLUMNS = heads("priority", "indicator", "title", "level", "target", "gap", "held down by", "first step")
SET_COLUMNS = heads(
    "indicator",
    "level",
    "to",
    "gates to meet",
    "recommendations",
    "person-months",
    "cost",
    "effort",
    "leads to",
    "must be done first",
    "with these",
    "requires",
)


def gap_rows(assessment: Assessment) -> list[Sequence[str]]:
    """Give a row per gap, widest priority first; indicators to find out about come last."""
    return [_gap_row(gap) for gap in _open(assessment)]


def set_rows(assessment: Assessment) -> list[Sequence[str]]:
    """Give a row for every minimal set of every gap, to the next level and to the target, cheapest first."""
    return [row for gap, lift in _ways(assessment) for row in _way_rows(gap, lift)]


def cut_lines(assessment: Assessment) -> Iterator[str]:
    """Name the ways of which not every set was looked at."""
    for _, lift in _ways(assessment):
        if lift.cut:
            yield phrase(
                "{id} to level {level} has more sets than were looked at; these need not be all.",
                id=lift.indicator.id,
                level=lift.level,
            )


def _open(assessment: Assessment) -> list[Gap]:
    open_gaps = [g for g in assessment.gaps if g.gap or g.find_out]
    return sorted(open_gaps, key=lambda gap: gap.find_out)


def _ways(assessment: Assessment) -> list[tuple[Gap, Lift]]:
    framework = assessment.questionnaire.framework
    lifts: dict[str, Lifts] = {
        one.indicator.id: one for one in find_lifts(framework, assessment.scores.result, assessment.targets)
    }
    ways = [(gap, lifts[gap.indicator.id]) for gap in _open(assessment)]
    return [(gap, lift) for gap, way in ways for lift in (way.following, way.to_target) if lift is not None]


def _way_rows(gap: Gap, lift: Lift) -> Iterator[Sequence[str]]:
    level = "–" if gap.score.point is None else str(gap.score.point)
    head = (lift.indicator.id, level, str(lift.level), joined(", ", _gates(lift.gates)))
    if lift.unclosed:
        yield (*head, phrase("none closes {gates}", gates=listed(_gates(lift.unclosed))), *[""] * 7)
    for one in lift.sets:
        yield (*head, *_set_cells(one))


def _set_cells(one: RecommendationSet) -> tuple[str, ...]:
    return (
        ", ".join(r.id for r in one.recommendations),
        decimal(one.person_months, 1),
        shown(one.cost_class),
        "+".join(r.effort.value for r in one.recommendations),
        str(one.reaches),
        ", ".join(r.id for r in one.first),
        decimal(one.person_months_in_all, 1) if one.first else "",
        ", ".join(one.requires),
    )


def _gates(gates: Sequence[Gate]) -> list[str]:
    """Name each question once, with the levels that it must still meet and whether it is open."""
    levels: dict[str, list[str]] = {}
    for gate in gates:
        levels.setdefault(gate.question, []).append(str(gate.level))
    unknown = {gate.question for gate in gates if gate.low is GateState.UNKNOWN}
    return [
        phrase("{question} for {levels} unknown", question=name, levels="+".join(every))
        if name in unknown
        else phrase("{question} for {levels}", question=name, levels="+".join(every))
        for name, every in levels.items()
    ]


def _gap_row(gap: Gap) -> Sequence[str]:
    first = gap.firing[0].recommendation if gap.firing else None
    step = f"{first.id} {first.action}" if first else phrase("find out where this stands") if gap.find_out else ""
    return (
        decimal(gap.priority, 1),
        gap.indicator.id,
        gap.indicator.short,
        "–" if gap.score.point is None else str(gap.score.point),
        str(gap.target),
        "?" if gap.gap is None else str(gap.gap),
        held_by(gap.score),
        step,
    )
