"""Draw a chart: values in, one SVG element out.

Each kind of chart has a drawer of its own; all share the canvas, the tokens and the marks of `marks.py`.
"""

from __future__ import annotations

from html import escape

from rmdiag.reports.characters import printable
from rmdiag.reports.chart_heat import draw_heat_map
from rmdiag.reports.chart_priority import draw_priorities
from rmdiag.reports.chart_profile import draw_confidence, draw_profile
from rmdiag.reports.chart_values import Chart, ConfidenceBars, HeatMap, PriorityChart, ProfileChart, WaveChart
from rmdiag.reports.chart_waves import draw_waves
from rmdiag.reports.marks import Sheet


def draw(chart: Chart, sheet: Sheet, alternative: str) -> str:
    """Draw a chart to the width of a sheet; the alternative text becomes the title that a screen reader speaks."""
    opening, rest = _drawn(chart, sheet).split(">", 1)
    title = escape(printable(alternative), quote=False)
    return f'{opening} role="img"><title>{title}</title>{rest}'


def _drawn(chart: Chart, sheet: Sheet) -> str:
    match chart:
        case ProfileChart():
            return draw_profile(chart, sheet)
        case HeatMap():
            return draw_heat_map(chart, sheet)
        case PriorityChart():
            return draw_priorities(chart, sheet)
        case WaveChart():
            return draw_waves(chart, sheet)
        case ConfidenceBars():
            return draw_confidence(chart, sheet)
