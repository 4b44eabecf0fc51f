"""Show an explanation as indented lines, or as nested plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from textwrap import fill

from rmdiag.assessment.explain import Number, Share, Step
from rmdiag.assessment.score_json import Json
from rmdiag.reports.rounding import percent_down
from rmdiag.screens.words import decimal
from rmdiag.tongue import decimals, heads, joined

EXPLANATION_COLUMNS = heads("depth", "text", "file", "line")
WIDTH = 110  # characters of running text on a terminal
_SHORT = 1000  # what ends after three places is written out, as it is exact


def explanation_text(step: Step, depth: int = 0) -> str:
    """Write an explanation as indented lines, each with the file and line where it stands.

    A number is rounded as in a report, with the exact one behind it.
    """
    place = f"  ({step.span.file}:{step.span.line})" if step.span is not None and step.span.line else ""
    indent = "  " * depth
    line = fill(
        f"{told(step)}{place}", WIDTH, initial_indent=indent, subsequent_indent=f"{indent}    ", break_on_hyphens=False
    )
    return "\n".join([line, *(explanation_text(inner, depth + 1) for inner in step.steps)])


def told(step: Step) -> str:
    """Write a line with its numbers as people read them."""
    return step.said.told(_told)


def explanation_json(step: Step) -> Json:
    """Give an explanation as nested plain values."""
    place = None if step.span is None else {"file": step.span.file, "line": step.span.line, "column": step.span.column}
    return {"text": step.text, "at": place, "steps": [explanation_json(inner) for inner in step.steps]}


def explanation_rows(step: Step, depth: int = 0) -> Iterator[Sequence[str]]:
    """Give an explanation as rows, each deeper one resting under the one before it."""
    file, line = (step.span.file, str(step.span.line)) if step.span is not None else ("", "")
    yield (str(depth), step.text, file, line)
    for inner in step.steps:
        yield from explanation_rows(inner, depth + 1)


def _told(part: Number) -> str:
    if isinstance(part, Share):
        whole = part.value * 100
        return f"{percent_down(part.value)}{'' if whole.denominator == 1 else f' (= {part.value})'}"
    return _figure(part)


def _figure(value: Fraction) -> str:
    if _SHORT % value.denominator == 0:
        return decimals(f"{float(value):.10g}")
    return joined("", (decimal(value, 1), f" (= {value})"))
