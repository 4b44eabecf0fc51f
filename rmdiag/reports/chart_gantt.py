"""Draw a plan on the calendar: groups of bars, a line per quarter, arrows to what waits, signs for what stands out.

Nothing is said by colour alone: looks differ in fill and edge and are named over their group, the critical path has a
flag before its codes and a thick edge, what is overdue has a sign behind its bar. A sign bears its name once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import ceil

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, shortened, width_of, wrapped
from rmdiag.reports.chart_values import BarLook, GanttChart, PlanBar, PlanGroup, PlanSign, TimeSpan
from rmdiag.reports.marks import SMALL, SWATCH, Scale, Sheet

TIER = 4.0  # a line of the calendar above the bars
ROW = 5.2  # of up to so many bars as usually fill a page; more stand closer
CLOSE = 4.8
MANY = 25
GROUP = 4.8  # the row that names a group
BAR = 3.0
FLAG = 3.2  # room before the codes
CODES = 12.0
LABELS = 0.4  # share of the width that codes and labels take
NARROWEST = 2.2  # millimetres between the lines of two quarters
SIGN = 1.6  # between a sign and the line of the day
LAST = 4.5  # room behind the last day for a sign
FOOT = 4.4  # the words under the line of the day
AIR = 1.2  # between a bar and the name of its sign
NAME = 2.4  # height of that name
WAVES = (BarLook.WAVE_1, BarLook.WAVE_2, BarLook.WAVE_3, BarLook.WAVE_4)

Line = list[tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Where the bars stand, and the middles of the rows that name groups."""

    chart: GanttChart
    scale: Scale
    head: float
    bars: dict[str, Box]
    groups: tuple[tuple[float, PlanGroup], ...]
    bottom: float  # the end of the last row
    sheet: Sheet

    @property
    def row(self) -> float:
        """The height of a row."""
        return _row(self.chart)

    def x(self, day: date) -> float:
        """Where a day begins."""
        return self.scale.at(Fraction(day.toordinal()))

    def after(self, day: date) -> float:
        """Where a day ends."""
        return self.scale.at(Fraction(day.toordinal() + 1))


def draw_gantt(chart: GanttChart, sheet: Sheet) -> str:
    """Draw the groups and their bars in the order given."""
    plan = _placed(chart, sheet)
    canvas = Canvas(width=sheet.width, height=plan.bottom + (0.5 if chart.today is None else FOOT))
    _draw_calendar(canvas, plan)
    for middle, group in plan.groups:
        _draw_group(canvas, group, middle, plan)
    for bar in chart.bars:
        _draw_label(canvas, bar, plan)
    _draw_today(canvas, plan)
    paint = Paint(edge=sheet.tokens.colour("ink-quiet"), weight=0.22)
    for line in _arrows(plan):
        canvas.line(line, paint)
        _draw_head(canvas, line, paint)
    for bar in chart.bars:
        _draw_bar(canvas, bar, plan.bars[bar.code], sheet)
        if bar.overdue:
            _draw_overdue(canvas, _beside(plan, bar), sheet)
    _draw_names(canvas, plan)
    return canvas.svg()


def _row(chart: GanttChart) -> float:
    return ROW if len(chart.bars) <= MANY else CLOSE


def _placed(chart: GanttChart, sheet: Sheet) -> _Plan:
    first = min((span.first for span in chart.quarters), default=date(2000, 1, 1))
    last = max((span.last for span in chart.quarters), default=date(2000, 3, 31))
    start, end = Fraction(first.toordinal()), Fraction(last.toordinal() + 1)
    scale = Scale(left=LABELS * sheet.width, right=sheet.width - LAST, start=start, end=end)
    head = TIER * len(_tiers(chart, scale, sheet)) + 1
    plan = _Plan(chart=chart, scale=scale, head=head, bars={}, groups=(), bottom=head, sheet=sheet)
    top, groups = head, []
    for group in chart.groups:
        if group.words:
            groups.append((top + GROUP / 2, group))
            top += GROUP
        for bar in group.bars:
            plan.bars[bar.code] = _box(plan, bar, top + plan.row / 2)
            top += plan.row
    return replace(plan, groups=tuple(groups), bottom=top)


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
        whole = width <= right - left or not (bold and _fits(spans[1:-1], plan.scale, plan.sheet))
        if whole and x > end and x + width <= plan.sheet.width:
            canvas.words(span.label, (x, y), type_)
            end = x + width + 1


def _draw_group(canvas: Canvas, group: PlanGroup, middle: float, plan: _Plan) -> None:
    """Name what the bars of a group share, behind a bar that looks like them."""
    sheet = plan.sheet
    words = Type(size=SMALL, colour=sheet.tokens.colour("ink-heading"), bold=True)
    _fill(canvas, group.bars[0].look, Box(x=0, y=middle - BAR / 2, width=SWATCH, height=BAR), sheet)
    canvas.words(shortened(group.words, plan.scale.left - SWATCH - 3, words), (SWATCH + 1.5, middle), words)
    y = middle + GROUP / 2
    canvas.line([(0, y), (sheet.width, y)], sheet.rule())


def _draw_label(canvas: Canvas, bar: PlanBar, plan: _Plan) -> None:
    sheet = plan.sheet
    box = plan.bars[bar.code]
    y = box.y + box.height / 2
    canvas.line(
        [(0, y + plan.row / 2), (sheet.width, y + plan.row / 2)], Paint(edge=sheet.tokens.colour("rule"), weight=0.12)
    )
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


def _beside(plan: _Plan, bar: PlanBar) -> tuple[float, float]:
    """Give the place of the sign behind a bar, to the right of the line of the day where it would stand on that."""
    box = plan.bars[bar.code]
    x = box.right + 1.4
    today = None if plan.chart.today is None else plan.x(plan.chart.today)
    if today is not None and abs(x - today) < SIGN:
        x = today + SIGN
    return x, box.y + box.height / 2


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
    """Draw the line of the day, its name at its foot."""
    today = plan.chart.today
    if today is None:
        return
    x, sheet = plan.x(today), plan.sheet
    line = Paint(edge=sheet.tokens.colour("target"), weight=0.35, dashes=(1.2, 0.7))
    canvas.line([(x, plan.head - 0.5), (x, plan.bottom + 0.8)], line)
    words = dict(plan.chart.names).get(PlanSign.TODAY, "")
    width = width_of(words, sheet.quiet())
    left = min(max(x - width / 2, 0), sheet.width - width)
    canvas.words(words, (left, plan.bottom + FOOT / 2 + 0.3), sheet.quiet())


def _arrows(plan: _Plan) -> Iterator[Line]:
    """Lead a line from the end of each action before one, down or up, to the beginning of its bar."""
    for bar in plan.chart.bars:
        to = plan.bars[bar.code]
        for code in bar.after:
            if code in plan.bars and code != bar.code:
                yield _arrow(plan.bars[code], to)


def _arrow(before: Box, to: Box) -> Line:
    down = to.y > before.y
    x = min(before.right - 0.6, to.x + 0.6) if before.right > to.x + 1 else before.right - 0.6
    x = max(x, before.x + 0.4)
    start = before.bottom if down else before.y
    if x >= to.x:
        return [(x, start), (x, to.y if down else to.bottom)]
    middle = to.y + to.height / 2
    return [(x, start), (x, middle), (to.x, middle)]


def _draw_head(canvas: Canvas, line: Line, paint: Paint) -> None:
    (x0, y0), (x, y) = line[-2:]
    dx, dy = (x > x0) - (x < x0), (y > y0) - (y < y0)
    back = (x - 1.3 * dx, y - 1.3 * dy)
    side = (0.65 * dy, 0.65 * dx)
    shape = [(x, y), (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1])]
    canvas.shape(shape, Paint(fill=paint.edge))


def _draw_names(canvas: Canvas, plan: _Plan) -> None:
    """Write the name of each sign once, beside a bar that has it and where no line passes, or else in a wide one."""
    tokens, taken = plan.sheet.tokens, list(_lines(plan))
    colours = {PlanSign.CRITICAL: tokens.colour("target"), PlanSign.OVERDUE: tokens.colour("blocking")}
    for sign, words in plan.chart.names:
        bars = [bar for bar in plan.chart.bars if _has(bar, sign)]
        places = [place for bar in bars for place in _places(plan, bar, words)]
        free = [place for place in places if not any(place.meets(other) for other in taken)]
        inside = [place for bar in bars for place in _inside(plan, bar, words)]
        found = next(iter((*free, *inside, *places)), None)
        if found is None:
            continue
        if not free and inside:
            canvas.box(found, Paint(fill=tokens.colour("paper")))
        taken.append(found)
        type_ = replace(plan.sheet.quiet(), colour=colours.get(sign, tokens.colour("ink-quiet")))
        canvas.words(words, (found.x, found.y + found.height / 2), type_)


def _has(bar: PlanBar, sign: PlanSign) -> bool:
    match sign:
        case PlanSign.CRITICAL:
            return bar.critical
        case PlanSign.STRETCHED:
            return bar.own_last is not None
        case PlanSign.OVERDUE:
            return bar.overdue
        case PlanSign.TODAY:
            return False


def _lines(plan: _Plan) -> Iterator[Box]:
    """Give what a name must not stand on, beside bars: the lines of arrows, and that of the day."""
    lines = list(_arrows(plan))
    if plan.chart.today is not None:
        x = plan.x(plan.chart.today)
        lines.append([(x, plan.head), (x, plan.bottom)])
    for line in lines:
        for (x0, y0), (x1, y1) in pairwise(line):
            box = Box(x=min(x0, x1), y=min(y0, y1), width=abs(x1 - x0), height=abs(y1 - y0))
            yield Box(x=box.x - 0.4, y=box.y - 0.4, width=box.width + 0.8, height=box.height + 0.8)


def _places(plan: _Plan, bar: PlanBar, words: str) -> Iterator[Box]:
    """Give the places for a name behind and before a bar that are on the calendar."""
    box, width = plan.bars[bar.code], width_of(words, plan.sheet.quiet())
    behind = _beside(plan, bar)[0] + AIR if bar.overdue else box.right + AIR
    y = box.y + (box.height - NAME) / 2
    if behind + width <= plan.sheet.width:
        yield Box(x=behind, y=y, width=width, height=NAME)
    before = box.x - AIR - width
    if before >= plan.scale.left:
        yield Box(x=before, y=y, width=width, height=NAME)


def _inside(plan: _Plan, bar: PlanBar, words: str) -> Iterator[Box]:
    box, width = plan.bars[bar.code], width_of(words, plan.sheet.quiet())
    if width + 2 * AIR <= box.width:
        yield Box(x=box.x + (box.width - width) / 2, y=box.y + (box.height - NAME) / 2, width=width, height=NAME)
