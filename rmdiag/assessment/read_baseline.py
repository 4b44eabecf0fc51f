"""Read baseline.yaml: the judged levels of a round that is known only on paper, each with its source."""

from __future__ import annotations

from rmdiag.assessment import codes
from rmdiag.assessment.asking import Reading, known_id, opened
from rmdiag.assessment.baseline import Baseline, PaperLevel
from rmdiag.fields import as_fields
from rmdiag.questionnaires.merging import Answers
from rmdiag.source import Document, Node, Scalar
from rmdiag.tongue import phrase


def read_baseline(document: Document, answers: Answers, reading: Reading) -> Baseline | None:
    """Give the levels on paper; a round that has answers as well is a problem, as it would have two levels of each."""
    main = opened(document, reading.problems)
    if main is None:
        return None
    levels = {}
    for key, node in main.entries("levels", "`levels`", required=True):
        level = _level(key, node, reading)
        if level is not None:
            levels[level.indicator] = level
    scale = main.text("scale")
    main.close()
    if answers.consensus or any(sheet.responses for sheet in answers.sheets):
        reading.problems.add(codes.PAPER_BESIDE_ANSWERS, main.span)
    return Baseline(levels=levels, scale=scale, span=main.span)


def _level(key: Scalar, node: Node, reading: Reading) -> PaperLevel | None:
    framework = reading.questionnaire.framework
    indicator = known_id(key, codes.UNKNOWN_INDICATOR, framework.indicators, reading.problems)
    row = as_fields(node, phrase("the level on paper of {id}", id=key.text), reading.problems)
    if row is None:
        return None
    level = row.integer("level", framework.lowest, framework.top, required=True)
    source, note = row.text("source"), row.text("note")
    if source is None:
        reading.problems.add(codes.NO_SOURCE, row.at("source"), id=key.text)
    row.close()
    if indicator is None or level is None or source is None:
        return None
    return PaperLevel(indicator=indicator, level=level, source=source, note=note, span=row.span)
