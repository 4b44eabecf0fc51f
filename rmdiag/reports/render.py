"""Make a PDF of a report: draw its charts, mark it up, print it. The caller writes the bytes to a file.

Charts are drawn in a forked child while this process imports WeasyPrint, each of which takes about a second.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from rmdiag.reports.markup import to_xhtml
from rmdiag.reports.model import Figure, Measure, Report
from rmdiag.reports.numbering import blocks_of, check, numbered
from rmdiag.reports.tokens import Tokens, parse

Charts = dict[str, str]
Drawing = Callable[[], Charts]

TOKENS = Path(__file__).parent / "styles" / "tokens.css"
WIDTHS = {Measure.FULL: "measure-full", Measure.HALF: "measure-half"}


def to_pdf(report: Report) -> bytes:
    """Print a report as PDF/UA-1; the same report gives the same bytes."""
    whole = numbered(report)
    check(whole)
    tokens = bundled_tokens()
    with _beside(partial(draw_charts, whole, tokens)) as drawn:
        from rmdiag.reports.press import Press

        press = Press()
        charts = drawn()
    return press.pdf(to_xhtml(whole, charts, tokens))


def to_page(report: Report) -> str:
    """Give the XHTML that a PDF is printed from."""
    whole = numbered(report)
    check(whole)
    tokens = bundled_tokens()
    return to_xhtml(whole, draw_charts(whole, tokens), tokens)


def bundled_tokens() -> Tokens:
    """Read the colours and sizes that ship with the package."""
    return parse(TOKENS.read_text(encoding="utf-8"))


def draw_charts(report: Report, tokens: Tokens) -> Charts:
    """Draw every figure of a report, by its id."""
    figures = [block for block in blocks_of(report) if isinstance(block, Figure)]
    if not figures:
        return {}
    from rmdiag.reports.charts import draw
    from rmdiag.reports.marks import Sheet

    sheets = {measure: Sheet(width=tokens.length(name), tokens=tokens) for measure, name in WIDTHS.items()}
    return {figure.id: draw(figure.chart, sheets[figure.measure], figure.alternative) for figure in figures}


@contextmanager
def _beside(draw: Drawing) -> Iterator[Drawing]:
    """Begin to draw in a child and give what waits for it; where that gains nothing, drawing waits to be asked for."""
    if not _child_gains():
        yield draw
        return
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_send, args=(receiver, sender, draw), daemon=True)
    child.start()
    sender.close()
    try:
        yield partial(_receive, receiver, draw)
    finally:
        receiver.close()
        child.terminate()
        child.join()


def _child_gains() -> bool:
    """Tell whether there is an import to draw beside, and whether this process can be forked without harm."""
    forks = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    fresh = not {"weasyprint", "numpy"} & set(sys.modules)
    return forks and fresh and threading.active_count() == 1


def _send(receiver: Connection, sender: Connection, draw: Drawing) -> None:
    receiver.close()  # the child's own copy: with it open, a child whose parent was killed would wait for ever
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # an interrupted report ends without a word from here
    with suppress(Exception):  # the parent draws again and shows what went wrong
        sender.send(draw())


def _receive(receiver: Connection, draw: Drawing) -> Charts:
    try:
        charts: Charts = receiver.recv()
    except EOFError:
        return draw()
    return charts
