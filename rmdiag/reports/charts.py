"""Draw a chart: values in, one SVG element out.

Each kind of chart has a drawer of its own; all share the canvas, the tokens and the marks of `marks.py`.
"""

from __future__ import annotations

from html import escape

from rmdiag.reports.characters import printable
from rmdiag.reports.chart_change import draw_changes
from rmdiag.reports.chart_gantt import draw_gantt
from rmdiag.reports.chart_heat import draw_heat_map
from rmdiag.reports.chart_pairs import draw_pairs
from rmdiag.reports.chart_parts import draw_confidence, draw_level_bars
from rmdiag.reports.chart_plan import draw_load
from rmdiag.reports.chart_priority import draw_priorities
from rmdiag.reports.chart_profile import draw_profile
from rmdiag.reports.chart_rates import draw_rates
from rmdiag.reports.chart_standing import draw_standing
from rmdiag.reports.chart_strips import draw_strips
from rmdiag.reports.chart_values import (
    ChangeChart,
    Chart,
    ConfidenceBars,
    GanttChart,
    HeatMap,
    LevelBars,
    LevelChart,
    LoadChart,
    PairChart,
    PlanChart,
    PriorityChart,
    ProfileChart,
    RateChart,
    StandingChart,
    StripChart,
)
from rmdiag.reports.marks import Sheet


def draw(chart: Chart, sheet: Sheet, alternative: str) -> str:
    """Draw a chart to the width of a sheet; the alternative text becomes the title that a screen reader speaks."""
    opening, rest = _drawn(chart, sheet).split(">", 1)
    title = escape(printable(alternative), quote=False)
    return f'{opening} role="img"><title>{title}</title>{rest}'


def _drawn(chart: Chart, sheet: Sheet) -> str:
    match chart:
        case HeatMap():
            return draw_heat_map(chart, sheet)
        case PriorityChart():
            return draw_priorities(chart, sheet)
        case RateChart():
            return draw_rates(chart, sheet)
        case ConfidenceBars():
            return draw_confidence(chart, sheet)
        case GanttChart() | LoadChart() | LevelBars():
            return _drawn_plan(chart, sheet)
        case _:
            return _drawn_levels(chart, sheet)


def _drawn_levels(chart: LevelChart, sheet: Sheet) -> str:
    match chart:
        case ProfileChart():
            return draw_profile(chart, sheet)
        case StandingChart():
            return draw_standing(chart, sheet)
        case PairChart():
            return draw_pairs(chart, sheet)
        case ChangeChart():
            return draw_changes(chart, sheet)
        case StripChart():
            return draw_strips(chart, sheet)


def _drawn_plan(chart: PlanChart, sheet: Sheet) -> str:
    match chart:
        case GanttChart():
            return draw_gantt(chart, sheet)
        case LoadChart():
            return draw_load(chart, sheet)
        case LevelBars():
            return draw_level_bars(chart, sheet)
