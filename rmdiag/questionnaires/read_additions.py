"""Read what is laid over a framework: the extension of a deep set, and the overlays of a mission."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from rmdiag.compendium.model import Framework, Parts
from rmdiag.compendium.read import read_parts
from rmdiag.fields import WHOLE, Fields, as_fields, number
from rmdiag.problems import Problems
from rmdiag.questionnaires import codes
from rmdiag.questionnaires.additions import AT_LEAST, WITHIN_MONTHS, Addition, Threshold
from rmdiag.questionnaires.model import Question
from rmdiag.questionnaires.read import read_question, read_questions
from rmdiag.source import Document, Scalar, parse
from rmdiag.tongue import marked, phrase

EXTENSION_FORMAT = "rmdiag extension 1"
OVERLAY_FORMAT = "rmdiag overlay 1"
_TESTS = {WITHIN_MONTHS: (1, 600), AT_LEAST: (1, 99)}  # as a question may have them
EXTENSION, RECORDS = "extension.yaml", "records.yaml"


def read_extension(documents: Mapping[str, Document], framework: Framework, problems: Problems) -> Addition | None:
    """Give the extension of a deep set from the files of its folder, None when its main file cannot be read."""
    main = _opened(documents.get(EXTENSION), marked("the extension"), problems)
    if main is None:
        return None
    parts = read_parts(documents, main, framework.levels)
    indicators = (*framework.indicators, *(i.id for d in parts.dimensions for i in d.indicators))
    named = [d for inside, d in documents.items() if inside.startswith("questions/")]
    questions = [q for document in named for q in read_questions(document, indicators, problems) if q is not None]
    records = _records(documents.get(RECORDS), problems)
    extension = _addition(main, parts, (*questions, *records))
    main.word("format", [EXTENSION_FORMAT])
    main.close()
    return extension


def read_overlay(document: Document, framework: Framework, problems: Problems) -> Addition | None:
    """Give a mission's overlay, None when its file cannot be read."""
    main = _opened(document, marked("the overlay"), problems)
    if main is None:
        return None
    parts = read_parts({}, main, framework.levels)
    indicators = (*framework.indicators, *(i.id for d in parts.dimensions for i in d.indicators))
    questions = read_questions(document, indicators, problems) if main.has("questions") else []
    reason = main.text("reason", required=True) or ""
    overlay = _addition(main, parts, (q for q in questions if q is not None))
    aliases, thresholds = _aliases(main, framework, problems), tuple(_thresholds(main, problems))
    main.word("format", [OVERLAY_FORMAT])
    main.close()
    return Addition(
        id=overlay.id,
        title=overlay.title,
        extends=overlay.extends,
        edition=overlay.edition,
        reason=reason,
        aliases=aliases,
        thresholds=thresholds,
        parts=parts,
        questions=overlay.questions,
        span=overlay.span,
        places=overlay.places,
    )


def _opened(document: Document | None, place: str, problems: Problems) -> Fields | None:
    node = None if document is None else parse(document, problems)
    return None if node is None else as_fields(node, place, problems)


def _addition(main: Fields, parts: Parts, questions: Iterable[Question]) -> Addition:
    return Addition(
        id=main.text("id", required=True) or "",
        title=main.text("title", required=True) or "",
        extends=main.text("extends", required=True) or "",
        edition=main.text("edition"),
        parts=parts,
        questions=tuple(questions),
        span=main.at("id"),
        places=main.places("extends", "edition"),
    )


def _records(document: Document | None, problems: Problems) -> list[Question]:
    """Read questions that are asked and told, and belong to no indicator."""
    main = _opened(document, marked("the file of records"), problems)
    if main is None:
        return []
    found = [read_question(row, "", problems) for row in main.rows("records", "a question", required=True)]
    main.close()
    return [question for question in found if question is not None]


def _aliases(main: Fields, framework: Framework, problems: Problems) -> dict[int, str]:
    known = {str(step.level): step.level for step in framework.levels}
    found = {}
    row = main.fields("aliases", "the aliases")
    for key, _ in () if row is None else row.table.entries:
        alias = None if row is None else row.text(key.text)
        if key.text not in known:
            values = {"words": key.text, "low": framework.lowest, "high": framework.top}
            problems.add(codes.NO_ALIAS_LEVEL, key, **values)
        elif alias is not None:
            found[known[key.text]] = alias
    return found


def _thresholds(main: Fields, problems: Problems) -> Iterable[Threshold]:
    for key, node in main.entries("thresholds", "the thresholds"):
        row = as_fields(node, phrase("the thresholds of {id}", id=key.text), problems)
        for at, _ in () if row is None else row.table.entries:
            threshold = None if row is None else _threshold(row, key.text, at)
            if threshold is not None:
                yield threshold


def _threshold(row: Fields, question: str, at: Scalar) -> Threshold | None:
    if at.text in _TESTS:
        count = row.integer(at.text, *_TESTS[at.text])
        if count is None:
            return None
        return Threshold(question=question, at=at.text, value=Fraction(count), span=row.at(at.text))
    level = number(at, "level", row.problems, WHOLE)
    scalar = row.scalar(at.text)
    value = None if scalar is None else number(scalar, at.text, row.problems)
    if value is None or level is None:
        return None
    return Threshold(question=question, at=int(level), value=value, span=row.at(at.text))
