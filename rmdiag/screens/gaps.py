"""Show the gaps to the target profile, widest priority first."""

from __future__ import annotations

from collections.abc import Sequence

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.gaps import Gap
from rmdiag.reports.rounding import digits
from rmdiag.screens.scores import held_by

GAP_COLUMNS = ("priority", "indicator", "title", "level", "target", "gap", "held down by", "first step")


def gap_rows(assessment: Assessment) -> list[Sequence[str]]:
    """Give a row per gap, widest priority first; indicators to find out about come last."""
    open_gaps = [g for g in assessment.gaps if g.gap or g.find_out]
    return [_gap_row(gap) for gap in sorted(open_gaps, key=lambda gap: gap.find_out)]


def _gap_row(gap: Gap) -> Sequence[str]:
    first = gap.firing[0].recommendation if gap.firing else None
    step = f"{first.id} {first.action}" if first else "find out where this stands" if gap.find_out else ""
    return (
        digits(gap.priority, 1),
        gap.indicator.id,
        gap.indicator.short,
        "–" if gap.score.point is None else str(gap.score.point),
        str(gap.target),
        "?" if gap.gap is None else str(gap.gap),
        held_by(gap.score),
        step,
    )
