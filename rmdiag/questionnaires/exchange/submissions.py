"""Find the answers in what a phone server exports: submissions as CSV or JSON of Kobo or ODK Central."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import UTC, date, datetime

from rmdiag.files import LANGUAGES
from rmdiag.problems import Span, listed
from rmdiag.questionnaires.exchange import codes
from rmdiag.questionnaires.exchange.submission_records import (
    Export,
    Record,
    csv_export,
    elsewhere,
    json_export,
)
from rmdiag.questionnaires.exchange.submission_said import Reading, Written, entry_of
from rmdiag.questionnaires.exchange.xlsform_kept import as_sent, base_kept, head_kept
from rmdiag.questionnaires.exchange.xlsform_names import (
    ASKED,
    DAY_FIELD,
    HEAD_FIELD,
    Heading,
    Names,
    is_group,
    meaning,
    seems_a_question,
)
from rmdiag.questionnaires.forms import Desk, Returned
from rmdiag.questionnaires.model import QuestionType
from rmdiag.questionnaires.said import Rows, Said
from rmdiag.tongue import marked, spoken
from rmdiag.values import dataclass

_RECEIVED = ("_submission_time", "SubmissionDate", "submissionDate", "end")
_KEPT = "rmdiag_"
_EARLY = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(kw_only=True)
class _Desk:
    """A file that is read: what its columns are, each found out once."""

    name: str
    desk: Desk
    names: Names
    export: Export = field(default_factory=Export)
    headings: dict[str, Heading | None] = field(default_factory=dict)

    def heading(self, column: str) -> Heading | None:
        """Say what a column is."""
        if column not in self.headings:
            self.headings[column] = self.names.heading(column)
        return self.headings[column]

    def ours(self, column: str) -> bool:
        """Whether a column is one of a form of ours."""
        return _last(column) == HEAD_FIELD or self.heading(column) is not None


def submissions_in(plain: object, name: str, desk: Desk) -> tuple[Returned, ...]:
    """Give one returned form per submission, in the order in which the server received them.

    `plain` is the text of a CSV or the value of a JSON. Columns that are no question are passed over; of one that
    looks like a question and is none, and of what else cannot be read, a problem is noted.
    """
    at = _Desk(name=name, desk=desk, names=Names(questionnaire=desk.questionnaire))
    if isinstance(plain, str):
        export = csv_export(plain, name, at.ours, desk.problems)
    else:
        export = json_export(plain, name, desk.problems)
    if export is None:
        return ()
    at.export = export
    if export.records and not any(map(at.ours, export.columns)):
        desk.problems.add(codes.NO_FORM, Span(file=name), reason=marked("it is another kind of file"))
        return ()
    if not export.records:
        desk.problems.add(codes.NO_SUBMISSION, Span(file=name))
    _note_unknown(at)
    found = [(_received(record), _returned(record, at)) for record in export.records]
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _returned(record: Record, at: _Desk) -> Returned:
    fields = {_last(cell.column): cell.text.strip() for cell in record.cells if _last(cell.column).startswith(_KEPT)}
    head, base = head_kept(fields), base_kept(fields)
    written = _written(record, at)
    _note_elsewhere(record, written, at)
    reading = Reading(
        speaks=at.desk.speaks,
        languages=("en", *sorted(path.name for path in LANGUAGES.iterdir() if path.is_dir())),
        own=spoken() if head is None else head.language,
        problems=at.desk.problems,
    )
    entries = {}
    for identity, one in written.items():
        question = at.desk.questionnaire.questions[identity]
        entry = None if one.blank else entry_of(question, one, reading)
        if entry is not None:
            sent = (base or {}).get(identity, Said())
            entries[identity] = replace(entry, said=as_sent(question, entry.said, sent))
    return Returned(name=at.name, head=head, base=base, entries=entries, filled=_filled(fields, record))


def _written(record: Record, at: _Desk) -> dict[str, Written]:
    """Give what the columns of a submission hold, by question and part."""
    texts: dict[str, dict[str, str]] = {}
    spans: dict[str, dict[str, Span]] = {}
    marks: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for cell in record.cells:
        heading = at.heading(cell.column)
        if heading is None or heading.part == ASKED:
            continue
        span = Span(file=at.name, line=record.line, column=cell.number, words=cell.column)
        own, places = texts.setdefault(heading.question, {}), spans.setdefault(heading.question, {})
        if heading.option is not None:
            places.setdefault(heading.part, span)
            of_part = marks.setdefault(heading.question, {}).setdefault(heading.part, [])
            of_part.append((heading.option, cell.text))
        elif not own.get(heading.part, "").strip():
            own[heading.part], places[heading.part] = cell.text, span
        elif cell.text.strip() not in ("", own[heading.part].strip()):
            at.desk.problems.add(codes.COLUMN_TWICE, span, id=heading.question, first=places[heading.part].words)
    rows = dict(_rows(record, at))
    row = Span(file=at.name, line=record.line)
    return {
        question: Written(
            texts=texts.get(question, {}),
            spans=spans.get(question, {}),
            marks={part: tuple(found) for part, found in marks.get(question, {}).items()},
            rows=rows.get(question, ()),
            row=row,
        )
        for question in at.desk.questionnaire.questions
        if question in texts or question in rows
    }


def _rows(record: Record, at: _Desk) -> Iterator[tuple[str, Rows]]:
    """Give the rows of tables, their cells by the ids of the columns."""
    for column, rows in record.rows.items():
        heading = at.heading(column)
        question = None if heading is None else at.desk.questionnaire.questions[heading.question]
        if heading is None or question is None or question.type is not QuestionType.TABLE or heading.part != "answer":
            continue
        known = at.names.columns(question)
        found = (tuple((known[_last(c)], t.strip()) for c, t in row.items() if _last(c) in known) for row in rows)
        filled = (tuple((column, text) for column, text in row if text) for row in found)
        yield question.id, tuple(row for row in filled if row)


def _note_elsewhere(record: Record, written: Mapping[str, Written], at: _Desk) -> None:
    """Tell once of the tables of which this file does not hold the rows."""
    linked = {column for cell in record.cells if (column := elsewhere(cell.column)) is not None}
    if at.export.tables and not linked:
        return
    tables = [q for q, one in written.items() if at.desk.questionnaire.questions[q].type is QuestionType.TABLE]
    asked = [question for question in tables if meaning("state", written[question].text("state")) == "answer"]
    if asked:
        at.desk.problems.add(codes.ROWS_ELSEWHERE, Span(file=at.name), ids=listed(sorted(asked)))


def _note_unknown(at: _Desk) -> None:
    """Tell of columns that look like a question, are none, and hold something."""
    unknown = {
        column: number
        for number, column in enumerate(at.export.columns, 1)
        if at.heading(column) is None and seems_a_question(column) and not is_group(column)
    }
    for record in at.export.records if unknown else ():
        for cell in record.cells:
            if cell.column in unknown and cell.text.strip():
                span = Span(file=at.name, line=record.line, column=cell.number, words=cell.column)
                framework = at.desk.questionnaire.framework.id
                at.desk.problems.add(codes.UNKNOWN_COLUMN, span, column=cell.column, framework=framework)
                del unknown[cell.column]


def _received(record: Record) -> datetime:
    """Say when the server received a submission; long ago where the file does not tell."""
    for name in _RECEIVED:
        for cell in record.cells:
            if _last(cell.column) == name:
                try:
                    moment = datetime.fromisoformat(cell.text.strip())
                except ValueError:
                    continue
                return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return _EARLY


def _filled(fields: Mapping[str, str], record: Record) -> date | None:
    """Say on which day it was filled in: as the phone says, failing that the day on which the server received it."""
    try:
        return date.fromisoformat(fields.get(DAY_FIELD, "")[:10])
    except ValueError:
        received = _received(record)
        return None if received == _EARLY else received.date()


def _last(column: str) -> str:
    """Give the own name of a field, without the groups around it."""
    names = re.findall(r"[A-Za-z_][A-Za-z0-9_]*", column)
    return names[-1] if names else ""
