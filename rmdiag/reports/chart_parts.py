"""Draw bars cut into parts; each part is named above the first bar that has it, so that no legend is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, width_of, wrapped
from rmdiag.reports.chart_values import ConfidenceBars, LevelBars
from rmdiag.reports.marks import SMALL, Sheet

ROW = 6.4
AIR = 0.8  # above and below a bar
LABELS, NOTES = 0.27, 0.2  # shares of the width that the words before and behind the bars take
LINE = 3.1  # of a name
LEADER, CLOSE = 1.9, 0.4  # room between names and their bar, with lines to narrow parts and without
BETWEEN = 2.0  # names, at least
SHORT = 2  # words of a name that is never broken where it has room


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of part: what it is called, and how it looks."""

    name: str
    fill: Paint
    ink: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CutBar:
    """One bar: for each kind its share of the bar and the words in it; none of a kind is a share of nothing."""

    label: str
    kinds: tuple[Kind, ...]
    parts: tuple[tuple[Fraction, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The name of a part: its lines, where they begin, how wide they are, and the part from edge to edge."""

    lines: tuple[str, ...]
    left: float
    width: float
    part: tuple[float, float]

    @property
    def touches(self) -> bool:
        """Tell whether some of it stands over its part."""
        start, end = self.part
        return self.left < end and self.left + self.width > start

    @property
    def leaves(self) -> bool:
        """Tell whether some of it stands beside its part, so that a line has to lead to that."""
        start, end = self.part
        return self.left < start - 0.1 or self.left + self.width > end + 0.1


def draw_confidence(chart: ConfidenceBars, sheet: Sheet) -> str:
    """Draw one bar per row, cut by how far its answers are proven."""
    paper = sheet.tokens.colour("paper")
    kinds = tuple(
        Kind(
            name=words,
            fill=Paint(fill=sheet.tokens.colour(name), edge=paper, weight=0.3),
            ink=sheet.tokens.colour(f"{name}-ink"),
        )
        for name, words in chart.parts
    )
    bars = [
        CutBar(label=row.label, kinds=kinds, parts=tuple(zip(row.shares, row.shown, strict=True)), note=row.note)
        for row in chart.rows
    ]
    return _drawn(bars, sheet)


def draw_level_bars(chart: LevelBars, sheet: Sheet) -> str:
    """Draw a bar per time, cut by how many indicators stand at each level; every part says how many."""
    names = [*enumerate(chart.levels, start=1), (None, chart.without)]
    kinds = tuple(level_kind(level, name, sheet) for level, name in names)
    bars = [
        CutBar(label=row.label, kinds=kinds, parts=cut_by((*row.counts, row.without)), note=row.note)
        for row in chart.rows
    ]
    return _drawn(bars, sheet)


def level_kind(level: int | None, name: str, sheet: Sheet) -> Kind:
    """Give the look of what stands at a level, or at none."""
    edge = sheet.tokens.colour("rule-strong")
    dashes = (1.2, 0.8) if level is None else None
    fill = Paint(fill=sheet.tokens.level(level), edge=edge, weight=0.15, dashes=dashes)
    return Kind(name=name, fill=fill, ink=sheet.tokens.level_ink(level))


def cut_by(counts: Sequence[int]) -> tuple[tuple[Fraction, str], ...]:
    """Cut a bar by counts, each of which stands in its part."""
    whole = sum(counts) or 1
    return tuple((Fraction(count, whole), str(count)) for count in counts)


def names_above(bar: CutBar, place: Box, sheet: Sheet) -> tuple[Name, ...]:
    """Set the names of the parts of a bar beside each other, in two lines where one would push a name off its part."""
    found = [
        (kind.name, part) for kind, part in zip(bar.kinds, _parts(bar, place), strict=True) if part.width and kind.name
    ]
    whole = _side_by_side([((name,), part) for name, part in found], sheet)
    if all(name.touches for name in whole) and (not whole or whole[0].left >= 0):
        return whole
    room = (sheet.width - BETWEEN * (len(found) - 1)) / len(found)
    return _side_by_side([(_narrow(name, (part.width, room), sheet), part) for name, part in found], sheet)


def _narrow(name: str, rooms: tuple[float, float], sheet: Sheet) -> tuple[str, ...]:
    """Break a name that is wider than its part into two lines of about the same length; a number stays by its word."""
    part, most = rooms
    width = width_of(name, sheet.quiet())
    if width <= most and (width <= part or len(name.split()) <= SHORT):
        return (name,)
    longest = max(width_of(word, sheet.quiet()) for word in name.split())
    return wrapped(name, min(most, max(longest, width * 0.6)), sheet.quiet(), 2)


def _side_by_side(found: Sequence[tuple[tuple[str, ...], Box]], sheet: Sheet) -> tuple[Name, ...]:
    """Place names, each as near to the middle of its part as the others let it."""
    widths = [max(width_of(line, sheet.quiet()) for line in lines) for lines, _ in found]
    lefts, end = [], 0.0
    for width, (_, part) in zip(widths, found, strict=True):
        lefts.append(max(part.x + (part.width - width) / 2, end))
        end = lefts[-1] + width + BETWEEN
    end = sheet.width
    for number in reversed(range(len(lefts))):
        lefts[number] = min(lefts[number], end - widths[number])
        end = lefts[number] - BETWEEN
    return tuple(
        Name(lines=lines, left=left, width=width, part=(part.x, part.right))
        for (lines, part), left, width in zip(found, lefts, widths, strict=True)
    )


def height_of(names: Sequence[Name]) -> float:
    """Give the room that the names above a bar need."""
    return LINE * max((len(name.lines) for name in names), default=0) + _leader(names)


def draw_names(canvas: Canvas, names: Sequence[Name], top: float, sheet: Sheet) -> None:
    """Write names, with a line to its part from each that is wider than that."""
    middle = replace(sheet.quiet(), anchor="center")
    leader = _leader(names)
    foot = top + height_of(names) - leader
    for name in names:
        for number, line in enumerate(reversed(name.lines)):
            canvas.words(line, (name.left + name.width / 2, foot - LINE * (number + 0.5)), middle)
        start, end = name.part
        centre = (start + end) / 2
        if name.leaves:
            near = min(max(centre, name.left + 0.6), name.left + name.width - 0.6)
            canvas.line([(near, foot + 0.1), (centre, foot + leader + AIR)], sheet.strong_rule())


def draw_cut_bar(canvas: Canvas, bar: CutBar, place: Box, sheet: Sheet) -> None:
    """Draw a bar with its words; a number stands in its part where it fits."""
    middle = place.y + place.height / 2
    canvas.lines(wrapped(bar.label, place.x - 3, sheet.ink(), 2), (0, middle), sheet.ink())
    behind = sheet.width - place.right - 3
    if bar.note:
        canvas.lines(wrapped(bar.note, behind, sheet.quiet(), 2), (place.right + 3, middle), sheet.quiet())
    for kind, part, (_, shown) in zip(bar.kinds, _parts(bar, place), bar.parts, strict=True):
        if not part.width:
            continue
        canvas.box(part, kind.fill)
        words = Type(size=SMALL, colour=kind.ink, bold=True, anchor="center")
        if width_of(shown, words) + 0.4 <= part.width:
            canvas.words(shown, (part.x + part.width / 2, middle), words)


def _drawn(bars: Sequence[CutBar], sheet: Sheet) -> str:
    place = Box(x=LABELS * sheet.width, y=0, width=(1 - LABELS - NOTES) * sheet.width, height=ROW)
    named: set[int] = set()
    rows, top = [], 0.0
    for bar in bars:
        new = (replace(kind, name="") if number in named else kind for number, kind in enumerate(bar.kinds))
        names = names_above(replace(bar, kinds=tuple(new)), place, sheet)
        named |= {number for number, (share, _) in enumerate(bar.parts) if share}
        rows.append((bar, names, top))
        top += height_of(names) + ROW
    canvas = Canvas(width=sheet.width, height=top + 1)
    for bar, names, start in rows:
        draw_names(canvas, names, start, sheet)
        draw_cut_bar(canvas, bar, replace(place, y=start + height_of(names)), sheet)
    return canvas.svg()


def _leader(names: Sequence[Name]) -> float:
    if not names:
        return 0
    return LEADER if any(name.leaves for name in names) else CLOSE


def _parts(bar: CutBar, place: Box) -> list[Box]:
    shares = [float(share) * place.width for share, _ in bar.parts]
    starts = accumulate([place.x, *shares[:-1]])
    inner = replace(place, y=place.y + AIR, height=place.height - 2 * AIR)
    return [replace(inner, x=start, width=share) for start, share in zip(starts, shares, strict=True)]
