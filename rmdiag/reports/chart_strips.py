"""Draw many administrations at one look: small fields on one scale, in the order given, never by their levels.

Each level stands on a line of its own with its number and its change at the end, so that no field needs the next one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, shortened, width_of, wrapped
from rmdiag.reports.chart_values import StripChart, StripPanel, StripRow
from rmdiag.reports.marks import SMALL, Scale, Sheet, interval_mark, level_of

ACROSS, ACROSS_SLIM, FEW, FEWEST = 5, 2, 8, 4  # fields side by side; a chart of few is set wider
WIDER = 4
GAP, BETWEEN = 4.6, 2.2  # millimetres between fields, across and down
NAME, LINE = 3.0, 2.8
ROWS = {1: 4.4, 2: 3.4}  # height of a row where the fields fill one line or two; more lines are set closer
ROW = 2.42
CODE, NUMBER, CHANGE = 7.0, 5.2, 6.6
DOT, EARLIER = 1.12, 1.15
ROUND = 3.0  # from the mark of a round to its name
NAME_LINES, ANY = 2, 99
MINUS, DASH = "\N{MINUS SIGN}", "\N{EN DASH}"  # the fonts of charts have the second only, and it looks the same


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """How the fields are set: how many side by side, how wide, and how many lines their names, rows and feet take."""

    across: int
    width: float
    names: int
    rows: int
    feet: int
    row: float  # height

    @property
    def head(self) -> float:
        return self.names * NAME + LINE + 0.9

    @property
    def height(self) -> float:
        return self.head + self.rows * self.row + self.feet * LINE + 0.7


def draw_strips(chart: StripChart, sheet: Sheet) -> str:
    """Draw the fields in lines; each names its rounds beside the marks that stand for them."""
    grid = _grid(chart, sheet)
    lines = -(-len(chart.panels) // grid.across)
    height = lines * (grid.height + BETWEEN)
    canvas = Canvas(width=sheet.width, height=height)
    for number, panel in enumerate(chart.panels):
        x = (number % grid.across) * (grid.width + GAP)
        y = (number // grid.across) * (grid.height + BETWEEN)
        _draw_panel(canvas, panel, (x, y), (chart, grid, sheet))
    return canvas.svg()


def _grid(chart: StripChart, sheet: Sheet) -> _Grid:
    many = len(chart.panels)
    across = ACROSS_SLIM if sheet.slim or many <= FEWEST else WIDER if many <= FEW else ACROSS
    width = (sheet.width - GAP * (across - 1)) / across
    names = max((len(_name(panel.title, width, _bold(sheet))) for panel in chart.panels), default=1)
    lines = -(-len(chart.panels) // across)
    return _Grid(
        across=across,
        width=width,
        names=names,
        rows=max((len(panel.rows) for panel in chart.panels), default=1),
        feet=max((len(panel.foot) for panel in chart.panels), default=0),
        row=ROWS.get(lines, ROW),
    )


def _draw_panel(
    canvas: Canvas, panel: StripPanel, at: tuple[float, float], context: tuple[StripChart, _Grid, Sheet]
) -> None:
    chart, grid, sheet = context
    x, y = at
    canvas.line([(x, y), (x + grid.width, y)], Paint(edge=sheet.tokens.colour("accent"), weight=0.4))
    for number, line in enumerate(_name(panel.title, grid.width, _bold(sheet))):
        canvas.words(line, (x, y + 0.7 + NAME * (number + 0.5)), _bold(sheet))
    quiet = sheet.quiet()
    top = y + grid.head
    _draw_rounds(canvas, panel, Box(x=x, y=top - LINE - 0.2, width=grid.width, height=LINE), sheet)
    if panel.without:
        canvas.lines(wrapped(panel.without, grid.width, quiet, 4), (x, top + 3 * LINE), quiet)
        return
    scale = Scale(
        left=x + CODE + DOT,
        right=x + grid.width - NUMBER - CHANGE - DOT,
        start=Fraction(1),
        end=Fraction(max(chart.top, 2)),
    )
    bottom = top + grid.row * len(panel.rows)
    for level in range(1, chart.top + 1):
        place = scale.at(Fraction(level))
        canvas.line([(place, top), (place, bottom)], sheet.rule())
    for number, row in enumerate(panel.rows):
        _draw_row(canvas, row, (x, top + grid.row * (number + 0.5)), (scale, grid, sheet))
    for number, line in enumerate(panel.foot):
        words = shortened(_plain(line), grid.width, quiet)
        canvas.words(words, (x, bottom + 0.6 + LINE * (number + 0.5)), quiet)


def _draw_row(canvas: Canvas, row: StripRow, at: tuple[float, float], context: tuple[Scale, _Grid, Sheet]) -> None:
    scale, grid, sheet = context
    x, y = at
    right = x + grid.width
    if row.whole:
        canvas.line([(x, y - grid.row / 2), (right, y - grid.row / 2)], sheet.strong_rule())
    ink = replace(_ink(sheet), bold=row.whole)
    canvas.words(shortened(row.label, CODE - 0.4, ink), (x, y), ink)
    if row.low is not None and row.high is not None and row.low != row.high:
        left, end = scale.at(row.low), scale.at(row.high)
        interval_mark(canvas, Box(x=left, y=y - 0.75, width=end - left, height=1.5), sheet.tokens)
    if row.earlier is not None and row.value is not None and row.earlier != row.value:
        edge = sheet.tokens.colour("strength" if row.value > row.earlier else "blocking")
        canvas.line([(scale.at(row.earlier), y), (scale.at(row.value), y)], Paint(edge=edge, weight=0.5))
    if row.earlier is not None:
        _earlier(canvas, (scale.at(row.earlier), y), sheet)
    if row.value is not None:
        _point(canvas, (scale.at(row.value), y), row.value, sheet)
    number = replace(_bold(sheet) if row.value is not None else sheet.quiet(), anchor="right")
    canvas.words(row.shown, (right - CHANGE, y), number)
    canvas.words(_plain(row.change), (right, y), replace(_ink(sheet), colour=_colour(row, sheet), anchor="right"))


def _point(canvas: Canvas, at: tuple[float, float], value: Fraction, sheet: Sheet) -> None:
    fill = sheet.tokens.level(level_of(value))
    canvas.disc(at, DOT, Paint(fill=fill, edge=sheet.tokens.colour("ink"), weight=0.25))


def _earlier(canvas: Canvas, at: tuple[float, float], sheet: Sheet) -> None:
    x, y = at
    shape = [(x, y - EARLIER), (x + EARLIER, y + EARLIER * 0.8), (x - EARLIER, y + EARLIER * 0.8)]
    canvas.shape(shape, Paint(fill=sheet.tokens.colour("paper"), edge=sheet.tokens.colour("ink-quiet"), weight=0.25))


def _draw_rounds(canvas: Canvas, panel: StripPanel, line: Box, sheet: Sheet) -> None:
    """Name the rounds, each behind its mark."""
    quiet, x, y = sheet.quiet(), line.x, line.y + line.height / 2
    white = Paint(fill=sheet.tokens.colour("paper"), edge=sheet.tokens.colour("ink"), weight=0.25)
    if panel.earlier:
        _earlier(canvas, (x + EARLIER, y), sheet)
        room = line.width - 2 * ROUND
        words = shortened(panel.earlier, max(room / 2, room - ROUND / 2 - width_of(panel.latest, quiet)), quiet)
        canvas.words(words, (x + ROUND, y), quiet)
        x += ROUND + width_of(words, quiet) + ROUND / 2
    if panel.latest:
        canvas.disc((x + DOT, y), DOT, white)
        canvas.words(shortened(panel.latest, line.right - x - ROUND, quiet), (x + ROUND, y), quiet)


def _name(words: str, width: float, type_: Type) -> tuple[str, ...]:
    """Break a name into two lines; a longer one keeps its beginning and its end, as many begin alike."""
    lines = wrapped(words, width, type_, ANY)
    if len(lines) <= NAME_LINES:
        return lines
    rest = " ".join(lines[1:]).split(" ")
    while len(rest) > 1 and width_of(f"… {' '.join(rest)}", type_) > width:
        rest = rest[1:]
    return lines[0], shortened(f"… {' '.join(rest)}", width, type_)


def _colour(row: StripRow, sheet: Sheet) -> str:
    if row.earlier is None or row.value is None or row.earlier == row.value:
        return sheet.tokens.colour("ink-quiet")
    return sheet.tokens.colour("strength" if row.value > row.earlier else "blocking")


def _plain(words: str) -> str:
    return words.replace(MINUS, DASH)


def _ink(sheet: Sheet) -> Type:
    return Type(size=SMALL, colour=sheet.tokens.colour("ink"))


def _bold(sheet: Sheet) -> Type:
    return Type(size=SMALL, colour=sheet.tokens.colour("ink"), bold=True)
