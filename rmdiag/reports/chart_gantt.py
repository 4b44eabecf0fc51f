"""Draw a plan on the calendar: a bar per action, a line per quarter, arrows to what waits, signs for what stands out.

Nothing is said by colour alone: looks differ in fill and edge, the critical path has a flag before its codes and a
thick edge, what is overdue has a sign behind its bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, shortened, width_of, wrapped
from rmdiag.reports.chart_values import BarLook, GanttChart, PlanBar, PlanSign, TimeSpan
from rmdiag.reports.marks import KEY_LINE, SMALL, SWATCH, Scale, Sheet, flowed

TIER = 4.0  # a line of the calendar above the bars
ROW = 5.6
BAR = 3.0
FLAG = 3.2  # room before the codes
CODES = 12.0
LABELS = 0.4  # share of the width that codes and labels take
NARROWEST = 2.2  # millimetres between the lines of two quarters
LAST = 4.5  # room behind the last day for a sign
WAVES = (BarLook.WAVE_1, BarLook.WAVE_2, BarLook.WAVE_3, BarLook.WAVE_4)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Where the bars stand."""

    chart: GanttChart
    scale: Scale
    head: float
    bars: dict[str, Box]
    sheet: Sheet

    @property
    def bottom(self) -> float:
        """The end of the last row."""
        return self.head + ROW * len(self.chart.bars)

    def x(self, day: date) -> float:
        """Where a day begins."""
        return self.scale.at(Fraction(day.toordinal()))

    def after(self, day: date) -> float:
        """Where a day ends."""
        return self.scale.at(Fraction(day.toordinal() + 1))


def draw_gantt(chart: GanttChart, sheet: Sheet) -> str:
    """Draw the bars in the order given."""
    plan = _placed(chart, sheet)
    keys = _key_places(chart, sheet)
    lines = 1 + max((line for _, line in keys), default=-1)
    canvas = Canvas(width=sheet.width, height=plan.bottom + 2 + KEY_LINE * lines)
    _draw_calendar(canvas, plan)
    for number, bar in enumerate(chart.bars):
        _draw_names(canvas, bar, plan.head + ROW * (number + 0.5), plan)
    _draw_today(canvas, plan)
    for bar in chart.bars:
        _draw_arrows(canvas, bar, plan)
    for bar in chart.bars:
        _draw_bar(canvas, bar, plan.bars[bar.code], sheet)
    for key, (x, line) in zip(chart.keys, keys, strict=True):
        y = plan.bottom + 2 + KEY_LINE * (line + 0.5)
        _draw_key(canvas, key.sign, (x, y), sheet)
        canvas.words(key.words, (x + SWATCH + 1.5, y), sheet.quiet())
    return canvas.svg()


def _placed(chart: GanttChart, sheet: Sheet) -> _Plan:
    first = min((span.first for span in chart.quarters), default=date(2000, 1, 1))
    last = max((span.last for span in chart.quarters), default=date(2000, 3, 31))
    start, end = Fraction(first.toordinal()), Fraction(last.toordinal() + 1)
    scale = Scale(left=LABELS * sheet.width, right=sheet.width - LAST, start=start, end=end)
    plan = _Plan(chart=chart, scale=scale, head=TIER * len(_tiers(chart, scale, sheet)) + 1, bars={}, sheet=sheet)
    for number, bar in enumerate(chart.bars):
        plan.bars[bar.code] = _box(plan, bar, plan.head + ROW * (number + 0.5))
    return plan


def _box(plan: _Plan, bar: PlanBar, middle: float) -> Box:
    left, right = plan.x(bar.first), plan.after(bar.last)
    return Box(x=left, y=middle - BAR / 2, width=max(right - left, 1.2), height=BAR)


def _tiers(chart: GanttChart, scale: Scale, sheet: Sheet) -> list[Sequence[TimeSpan]]:
    """Give what the calendar names: years, of which there is always room for some, and what has room for all names."""
    years = [chart.years] if chart.years else []
    return [*years, *(spans for spans in (chart.quarters, chart.months) if _fits(spans, scale, sheet))]


def _fits(spans: Sequence[TimeSpan], scale: Scale, sheet: Sheet) -> bool:
    if not spans:
        return False
    widest = max(width_of(span.label, sheet.quiet()) for span in spans)
    return widest + 0.8 <= (scale.right - scale.left) / len(spans)


def _draw_calendar(canvas: Canvas, plan: _Plan) -> None:
    """Draw the names of years, quarters and months, and lines where they begin."""
    chart, sheet = plan.chart, plan.sheet
    for span in chart.years[::2]:
        box = Box(x=plan.x(span.first), y=0, width=plan.after(span.last) - plan.x(span.first), height=plan.bottom)
        canvas.box(box, Paint(fill=sheet.tokens.colour("paper-tint")))
    for tier, spans in enumerate(_tiers(chart, plan.scale, sheet)):
        _draw_tier(canvas, spans, plan, (TIER * (tier + 0.5), tier == 0))
    for spans, top, paint in (
        (chart.quarters, plan.head - 0.5, sheet.rule()),
        (chart.years, 0.0, sheet.strong_rule()),
    ):
        for span in _apart(spans, plan):
            canvas.line([(plan.x(span.first), top), (plan.x(span.first), plan.bottom)], paint)
    for y in (plan.head - 0.5, plan.bottom):
        canvas.line([(0, y), (sheet.width, y)], sheet.strong_rule())


def _apart(spans: Sequence[TimeSpan], plan: _Plan) -> Sequence[TimeSpan]:
    """Give the spans whose beginnings get a line: no quarters that are too narrow, and of such years every few."""
    if not spans:
        return ()
    room = (plan.scale.right - plan.scale.left) / len(spans)
    if room >= NARROWEST:
        return spans
    return spans[:: ceil(NARROWEST / room)] if spans is plan.chart.years else ()


def _draw_tier(canvas: Canvas, spans: Sequence[TimeSpan], plan: _Plan, place: tuple[float, bool]) -> None:
    """Write each name in the middle of its span, or where spans are narrow at the beginning of every few of them."""
    y, bold = place
    type_ = replace(plan.sheet.quiet(), bold=bold)
    end = 0.0
    for span in spans:
        left, right = plan.x(span.first), plan.after(span.last)
        width = width_of(span.label, type_)
        x = (left + right - width) / 2 if width <= right - left else left + 0.5
        if x > end and x + width <= plan.sheet.width:
            canvas.words(span.label, (x, y), type_)
            end = x + width + 1


def _draw_names(canvas: Canvas, bar: PlanBar, y: float, plan: _Plan) -> None:
    sheet = plan.sheet
    canvas.line([(0, y + ROW / 2), (sheet.width, y + ROW / 2)], Paint(edge=sheet.tokens.colour("rule"), weight=0.12))
    if bar.critical:
        _draw_flag(canvas, (0.3, y), sheet)
    code = Type(size=SMALL, colour=sheet.tokens.colour("ink"), bold=True)
    label = Type(size=SMALL, colour=sheet.tokens.colour("ink"))
    longest = max([CODES, *(width_of(one.code, code) + 2 for one in plan.chart.bars)])
    codes = min(longest, plan.scale.left / 2)
    canvas.words(wrapped(bar.code, codes - 1, code, 1)[0], (FLAG, y), code)
    room = plan.scale.left - FLAG - codes - 1.5
    canvas.words(shortened(bar.label, room, label), (FLAG + codes, y), label)


def _draw_flag(canvas: Canvas, at: tuple[float, float], sheet: Sheet) -> None:
    x, y = at
    canvas.shape([(x, y - 1.2), (x + 2, y), (x, y + 1.2)], Paint(fill=sheet.tokens.colour("target")))


def _draw_bar(canvas: Canvas, bar: PlanBar, box: Box, sheet: Sheet) -> None:
    own = box
    if bar.own_last is not None and bar.last > bar.first:
        days = Fraction((bar.own_last - bar.first).days + 1, (bar.last - bar.first).days + 1)
        own = replace(box, width=max(float(days) * box.width, 0.8))
        canvas.box(box, _stretched(sheet))
    _fill(canvas, bar.look, own, sheet)
    if bar.critical:
        canvas.box(box, Paint(edge=sheet.tokens.colour("target"), weight=0.6, radius=0.6))
    if bar.overdue:
        _draw_overdue(canvas, (box.right + 1.4, box.y + box.height / 2), sheet)


def _stretched(sheet: Sheet) -> Paint:
    return Paint(
        fill=sheet.tokens.colour("paper"),
        edge=sheet.tokens.colour("wave-1"),
        weight=0.25,
        radius=0.6,
        dashes=(0.8, 0.6),
    )


def _fill(canvas: Canvas, look: BarLook, box: Box, sheet: Sheet) -> None:
    """Fill a bar: a tone for each wave; planned empty, started half, done light, verified dark, dropped crossed."""
    tokens = sheet.tokens
    edge = tokens.colour("wave-1")
    plain = Paint(fill=tokens.colour("paper"), edge=edge, weight=0.2, radius=0.6)
    if look in WAVES:
        canvas.box(box, replace(plain, fill=tokens.colour(look.value)))
        return
    match look:
        case BarLook.VERIFIED:
            canvas.box(box, replace(plain, fill=tokens.colour("verified")))
        case BarLook.DONE:
            canvas.box(box, replace(plain, fill=tokens.colour("corroborated")))
        case BarLook.STARTED:
            canvas.box(box, plain)
            lower = Box(x=box.x, y=box.y + box.height / 2, width=box.width, height=box.height / 2)
            canvas.box(lower, Paint(fill=tokens.colour("corroborated"), edge=edge, weight=0.2))
        case BarLook.DROPPED:
            canvas.box(box, replace(plain, edge=tokens.colour("rule-strong"), dashes=(0.6, 0.6)))
            middle = box.y + box.height / 2
            canvas.line([(box.x, middle), (box.right, middle)], Paint(edge=tokens.colour("ink-quiet"), weight=0.3))
        case _:
            canvas.box(box, plain)


def _draw_overdue(canvas: Canvas, at: tuple[float, float], sheet: Sheet) -> None:
    canvas.words("!", at, Type(size=9, colour=sheet.tokens.colour("blocking"), bold=True, anchor="center"))


def _draw_today(canvas: Canvas, plan: _Plan) -> None:
    today = plan.chart.today
    if today is not None:
        x = plan.x(today)
        canvas.line([(x, plan.head - 0.5), (x, plan.bottom)], _today(plan.sheet))


def _today(sheet: Sheet) -> Paint:
    return Paint(edge=sheet.tokens.colour("target"), weight=0.35, dashes=(1.2, 0.7))


def _draw_arrows(canvas: Canvas, bar: PlanBar, plan: _Plan) -> None:
    """Lead a line from the end of each action before this one, down or up, to the beginning of its bar."""
    paint = Paint(edge=plan.sheet.tokens.colour("ink-quiet"), weight=0.22)
    to = plan.bars[bar.code]
    for code in bar.after:
        if code not in plan.bars or code == bar.code:
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


def _key_places(chart: GanttChart, sheet: Sheet) -> list[tuple[float, int]]:
    widths = [SWATCH + 1.5 + width_of(key.words, sheet.quiet()) for key in chart.keys]
    return flowed(widths, 0, sheet.width)


def _draw_key(canvas: Canvas, sign: BarLook | PlanSign, at: tuple[float, float], sheet: Sheet) -> None:
    x, y = at
    box = Box(x=x, y=y - BAR / 2, width=SWATCH, height=BAR)
    match sign:
        case PlanSign.CRITICAL:
            _draw_flag(canvas, (x, y), sheet)
            canvas.box(
                replace(box, x=x + 2.6, width=SWATCH - 2.6), Paint(edge=sheet.tokens.colour("target"), weight=0.6)
            )
        case PlanSign.STRETCHED:
            canvas.box(box, _stretched(sheet))
        case PlanSign.WAITS:
            paint = Paint(edge=sheet.tokens.colour("ink-quiet"), weight=0.22)
            canvas.line([(x, y), (x + SWATCH, y)], paint)
            _draw_head(canvas, (x + SWATCH, y), (1, 0), paint)
        case PlanSign.OVERDUE:
            _draw_overdue(canvas, (x + SWATCH / 2, y), sheet)
        case PlanSign.TODAY:
            canvas.line([(x + SWATCH / 2, y - 2.2), (x + SWATCH / 2, y + 2.2)], _today(sheet))
        case BarLook():
            _fill(canvas, sign, box, sheet)
