"""List every problem that a workbook that comes back can have: permanent codes with words and a way out."""

from __future__ import annotations

from rmdiag.problems import Kind, Severity

TOO_LONG = Kind(
    code="XLS001",
    message="{head} of {id} has {size} characters, and a cell of a workbook holds {most} at most.",
    fix="shorten the text, or move a part of it into a document that you name",
)
CATALOGUE: tuple[Kind, ...] = (TOO_LONG,)
