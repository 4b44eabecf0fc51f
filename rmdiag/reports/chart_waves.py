"""Draw the plan in time: a bar per action, the waves behind, an arrow from each action to those that wait for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, shortened, width_of, wrapped
from rmdiag.reports.chart_values import PlannedAction, WaveChart
from rmdiag.reports.marks import SMALL, Scale, Sheet

TIER = 3.6  # a line of names above the plan
FOOT = 9.0
ROW = 7.2
BAR = 3.2
CODES = 20.0
LABELS = 0.45  # share of the width that codes and labels take
MONTHS_PER_TICK = (1, 2, 3, 6, 12, 24)
TICKS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Where the bars stand."""

    scale: Scale
    head: float
    bars: dict[str, Box]
    sheet: Sheet


def draw_waves(chart: WaveChart, sheet: Sheet) -> str:
    """Draw the bars in the order given."""
    end = max((wave.end for wave in chart.waves), default=Fraction(1))
    end = max([end, *(action.start + action.months for action in chart.actions)])
    scale = Scale(left=LABELS * sheet.width, right=sheet.width - 2, start=Fraction(0), end=end)
    names = _names(chart, scale, sheet)
    head = TIER * (1 + max((tier for _, _, tier in names), default=0)) + 1.5
    bars = {
        action.code: _bar(action, head + ROW * (number + 0.5), scale) for number, action in enumerate(chart.actions)
    }
    plan = _Plan(scale=scale, head=head, bars=bars, sheet=sheet)
    bottom = head + ROW * len(chart.actions)
    canvas = Canvas(width=sheet.width, height=bottom + FOOT)
    _draw_waves(canvas, chart, plan, bottom)
    for words, x, tier in names:
        canvas.words(words, (x, TIER * (tier + 0.5)), _name(sheet))
    _draw_months(canvas, chart, plan, bottom)
    for number, action in enumerate(chart.actions):
        _draw_action(canvas, action, head + ROW * (number + 0.5), plan)
    for action in chart.actions:
        _draw_arrows(canvas, action, plan)
    return canvas.svg()


def _bar(action: PlannedAction, middle: float, scale: Scale) -> Box:
    left, right = scale.at(action.start), scale.at(action.start + action.months)
    return Box(x=left, y=middle - BAR / 2, width=max(right - left, 1.2), height=BAR)


def _name(sheet: Sheet) -> Type:
    return Type(size=SMALL, colour=sheet.tokens.colour("ink"), bold=True)


def _names(chart: WaveChart, scale: Scale, sheet: Sheet) -> list[tuple[str, float, int]]:
    """Place the name of each wave at its beginning, on the lowest tier where it meets no other."""
    ends: list[float] = []
    placed: list[tuple[str, float, int]] = []
    for wave in chart.waves:
        words = shortened(wave.label, sheet.width / 4, _name(sheet))
        width = width_of(words, _name(sheet))
        x = min(scale.at(wave.start) + 0.8, sheet.width - width)
        tier = next((number for number, end in enumerate(ends) if end <= x), len(ends))
        ends[tier : tier + 1] = [x + width + 1]
        placed.append((words, x, tier))
    return placed


def _draw_waves(canvas: Canvas, chart: WaveChart, plan: _Plan, bottom: float) -> None:
    tokens = plan.sheet.tokens
    for number, wave in enumerate(chart.waves):
        left, right = plan.scale.at(wave.start), plan.scale.at(wave.end)
        tint = tokens.colour("paper-tint") if number % 2 == 0 else tokens.colour("paper")
        canvas.box(Box(x=left, y=0, width=right - left, height=bottom), Paint(fill=tint))
        canvas.line([(left, plan.head - 0.5), (left, bottom)], plan.sheet.rule())  # not through the names
    for y in (plan.head - 0.5, bottom):
        canvas.line([(0, y), (plan.sheet.width, y)], plan.sheet.strong_rule())


def _draw_months(canvas: Canvas, chart: WaveChart, plan: _Plan, bottom: float) -> None:
    months = ceil(plan.scale.end)
    step = next((one for one in MONTHS_PER_TICK if months / one <= TICKS), MONTHS_PER_TICK[-1])
    number = replace(plan.sheet.quiet(), anchor="center")
    for month in range(0, months + 1, step):
        x = plan.scale.at(Fraction(month))
        canvas.line([(x, bottom), (x, bottom + 1)], plan.sheet.rule())
        canvas.words(str(month), (x, bottom + 2.8), number)
    canvas.words(chart.unit, ((plan.scale.left + plan.scale.right) / 2, bottom + 6.6), number)


def _draw_action(canvas: Canvas, action: PlannedAction, y: float, plan: _Plan) -> None:
    sheet = plan.sheet
    canvas.line([(0, y + ROW / 2), (sheet.width, y + ROW / 2)], sheet.rule())
    code = Type(size=SMALL, colour=sheet.tokens.colour("ink"), bold=True)
    label = Type(size=SMALL, colour=sheet.tokens.colour("ink"))
    codes = max([CODES, *(width_of(one, code) + 3 for one in plan.bars)]) if plan.bars else CODES
    codes = min(codes, plan.scale.left / 2)
    canvas.words(wrapped(action.code, codes - 1, code, 1)[0], (0, y), code)
    canvas.lines(wrapped(action.label, plan.scale.left - codes - 3, label, 2), (codes, y), label)
    fill = sheet.tokens.colour(f"wave-{(action.wave - 1) % 4 + 1}")
    edge = sheet.tokens.colour("wave-1")
    canvas.box(plan.bars[action.code], Paint(fill=fill, edge=edge, weight=0.15, radius=0.8))


def _draw_arrows(canvas: Canvas, action: PlannedAction, plan: _Plan) -> None:
    """Lead a line from the end of each action before this one, down or up, to the beginning of its bar."""
    paint = Paint(edge=plan.sheet.tokens.colour("ink-quiet"), weight=0.22)
    to = plan.bars[action.code]
    for code in action.after:
        if code not in plan.bars:
            continue
        before = plan.bars[code]
        down = to.y > before.y
        x = min(before.right - 0.6, to.x + 0.6) if before.right > to.x + 1 else before.right - 0.6
        x = max(x, before.x + 0.4)
        start = before.bottom if down else before.y
        if x >= to.x:
            end = to.y if down else to.bottom
            canvas.line([(x, start), (x, end)], paint)
            _draw_head(canvas, (x, end), (0, 1 if down else -1), paint)
            continue
        middle = to.y + to.height / 2
        canvas.line([(x, start), (x, middle), (to.x, middle)], paint)
        _draw_head(canvas, (to.x, middle), (1, 0), paint)


def _draw_head(canvas: Canvas, tip: tuple[float, float], towards: tuple[int, int], paint: Paint) -> None:
    x, y = tip
    dx, dy = towards
    back = (x - 1.3 * dx, y - 1.3 * dy)
    side = (0.65 * dy, 0.65 * dx)
    shape = [tip, (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1])]
    canvas.shape(shape, Paint(fill=paint.edge))
