"""Make a PDF of a report: draw its charts, mark it up, print it. The caller writes the bytes to a file.

Where this process can be forked, one worker draws the charts and another prints; `making_ready` starts them early,
so that they import matplotlib and WeasyPrint, about a second's work, while the mission is still being read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path

from rmdiag.reports.markup import to_xhtml
from rmdiag.reports.model import Figure, Measure, Report
from rmdiag.reports.numbering import blocks_of, check, numbered
from rmdiag.reports.tokens import Tokens, parse
from rmdiag.reports.workers import Worker, may_fork

Charts = dict[str, str]

TOKENS = Path(__file__).parent / "styles" / "tokens.css"
WIDTHS = {Measure.FULL: "measure-full", Measure.HALF: "measure-half"}
GAP = re.compile(r"<\?chart (\S+)\?>")  # stands in the page where a chart will; no text can, as texts are escaped
_ready: list[tuple[Worker, Worker]] = []  # who draws and who prints, while they wait for a report


def to_pdf(report: Report) -> bytes:
    """Print a report as PDF/UA-1; the same report gives the same bytes."""
    whole = numbered(report)
    check(whole)
    printed = _printed(whole)
    if not whole.attachments:
        return printed
    from rmdiag.reports.sealing import with_attachments

    return with_attachments(printed, whole.attachments)


def to_page(report: Report) -> str:
    """Give the XHTML that a PDF is printed from."""
    whole = numbered(report)
    check(whole)
    return _page(whole)


@contextmanager
def making_ready() -> Iterator[None]:
    """Start workers that the next PDF made within will need, unless they are there or cannot be forked."""
    if _ready or not may_fork():
        yield
        return
    with ExitStack() as until:
        pair = until.enter_context(Worker(_serve_drawing)), until.enter_context(Worker(_serve_printing))
        _ready.append(pair)
        try:
            yield
        finally:
            _ready.clear()


def bundled_tokens() -> Tokens:
    """Read the colours and sizes that ship with the package."""
    return parse(TOKENS.read_text(encoding="utf-8"))


def draw_charts(report: Report, tokens: Tokens) -> Charts:
    """Draw every figure of a report, by its id."""
    figures = _figures(report)
    return _drawn(figures, tokens) if figures else {}


def _printed(whole: Report) -> bytes:
    with making_ready():
        if _ready:
            try:
                return _with_workers(whole, *_ready.pop())
            except (EOFError, OSError):  # a worker failed: what it met is met again here, and shown
                pass
    from rmdiag.reports.halves import printed

    return printed(_page(whole))


def _page(whole: Report) -> str:
    tokens = bundled_tokens()
    return to_xhtml(whole, draw_charts(whole, tokens), tokens)


def _with_workers(whole: Report, drawer: Worker, printer: Worker) -> bytes:
    """Mark up the page while its charts are being drawn, and have it printed."""
    tokens = bundled_tokens()
    figures = _figures(whole)
    drawer.ask((figures, tokens))
    page = to_xhtml(whole, {figure.id: f"<?chart {figure.id}?>" for figure in figures}, tokens)
    charts = drawer.answer(dict)
    printer.ask(GAP.sub(lambda gap: charts[gap[1]], page))
    return printer.answer(bytes)


def _figures(report: Report) -> tuple[Figure, ...]:
    return tuple(block for block in blocks_of(report) if isinstance(block, Figure))


def _drawn(figures: tuple[Figure, ...], tokens: Tokens) -> Charts:
    from rmdiag.reports.charts import draw
    from rmdiag.reports.marks import Sheet

    sheets = {measure: Sheet(width=tokens.length(name), tokens=tokens) for measure, name in WIDTHS.items()}
    return {figure.id: draw(figure.chart, sheets[figure.measure], figure.alternative) for figure in figures}


def _serve_drawing(line: Connection) -> None:
    import_module("rmdiag.reports.charts")  # before anything is asked, as it takes half a second
    figures, tokens = line.recv()
    line.send(_drawn(figures, tokens) if figures else {})


def _serve_printing(line: Connection) -> None:
    from rmdiag.reports.halves import printed

    line.send(printed(line.recv()))
