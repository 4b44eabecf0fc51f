"""Write captions whose numbers Word counts itself, so that a table that somebody adds is numbered among ours."""

from __future__ import annotations

import re

from rmdiag.reports.model import Figure, Table
from rmdiag.reports.word.pen import Pen
from rmdiag.reports.word.runs import character_style
from rmdiag.reports.word.wordml import Setting, bookmark, field, paragraph, run

LABEL = re.compile(r"(.*?)([0-9]+)\Z", re.DOTALL)
SEQUENCE = re.compile(r"[^\W\d_]+")  # the name of a sequence is one word, as Word names it after the label


def write_caption(pen: Pen, block: Table | Figure) -> str:
    """Write the caption of a table or figure, with the bookmark that references lead to."""
    label = _label(pen, block)
    title = run(block.caption)
    marked = bookmark(pen.bookmark(block.id), pen.next_id(), label or title)
    inner = f"{marked}{run(' ')}{title}" if label else marked
    return paragraph(pen.style("caption"), inner, Setting(keep=True))


def _label(pen: Pen, block: Table | Figure) -> str:
    """Write "Table 4" so that the 4 is a field; a label without a number is words."""
    quiet = character_style(pen, "Report Quiet")
    found = LABEL.match(block.label or "")
    if found is None:
        return run(block.label, quiet) if block.label else ""
    kind = pen.report.labels.table if isinstance(block, Table) else pen.report.labels.figure
    sequence = kind if SEQUENCE.fullmatch(kind) else type(block).__name__
    number = int(found[2])
    restart = "" if pen.counts_on(sequence, number) else f" \\r {number}"
    return run(found[1], quiet) + field(f"SEQ {sequence} \\* ARABIC{restart}", found[2], quiet)
