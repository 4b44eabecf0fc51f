"""Find the answers in a workbook that came back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.exchange import codes
from rmdiag.questionnaires.exchange.cells import Book, read_sheet, read_values, text_of
from rmdiag.questionnaires.exchange.form_answers import entry_of
from rmdiag.questionnaires.exchange.form_meanings import Lexicon, Memory, Sent, sent_of, sent_said
from rmdiag.questionnaires.exchange.form_rows import Finding, rows_in
from rmdiag.questionnaires.exchange.form_untouched import is_as_sent
from rmdiag.questionnaires.exchange.form_values import Reading, Unusable, day_in
from rmdiag.questionnaires.exchange.form_words import BASE, FILLED_ON, INSTRUCTIONS, is_word, names_of
from rmdiag.questionnaires.exchange.form_workbook import KEPT_FORMAT
from rmdiag.questionnaires.exchange.kept import Kept, read_kept, version_of
from rmdiag.questionnaires.exchange.package import open_package
from rmdiag.questionnaires.forms import VERSION, Desk, Entry, Returned, base_from, head_from
from rmdiag.questionnaires.model import Question
from rmdiag.tongue import marked, phrase


def workbook_in(content: bytes, name: str, desk: Desk) -> Returned | None:
    """Give what a workbook says; None, with the problem noted, when it is none of ours or must not be read.

    Rows that are not there any more are not in `entries`; a question with a mistake in one of its cells is left out.
    """
    package = open_package(content, name, desk.problems)
    if package is None:
        return None
    book, finding = Book(package=package), Finding(file=name, desk=desk)
    before = len(desk.problems.errors)
    memory = _memory(book, finding)
    rows = None if memory is None else rows_in(book, finding)
    if memory is None or rows is None:
        if len(desk.problems.errors) == before:
            desk.problems.add(codes.NO_FORM, finding.at, reason=marked("no sheet of it has the heads of a form"))
        return None
    reading = Reading(file=name, desk=desk, memory=memory, lexicon=Lexicon(desk=desk, memory=memory))
    sent = sent_of(memory, desk)
    entries: dict[str, Entry] = {}
    for identity, found in rows.items():
        question = desk.questionnaire.questions[identity]
        entry = entry_of(question, found, _sent(question, sent), reading)
        if entry is not None:
            entries[identity] = entry
    return Returned(name=name, head=memory.head, base=memory.base, entries=entries, filled=_filled(book, finding))


def is_untouched(content: bytes) -> bool:
    """Say whether a workbook is a form in which nothing was written since it was handed out."""
    package = open_package(content, "", Problems())
    if package is None:
        return False
    book = Book(package=package)
    kept = read_kept(_kept_rows(book))
    return kept is not None and is_as_sent(book, str(kept.facts.get("print")))


def _sent(question: Question, sent: Mapping[str, Sent] | None) -> Sent | None:
    """Give what was sent of a question: where nothing had been said, blank cells."""
    return None if sent is None else sent.get(question.id) or sent_said(question)


def _memory(book: Book, finding: Finding) -> Memory | None:
    """Read the sheet that is out of sight; None, with the problem noted, where it is of another version."""
    rows = _kept_rows(book)
    version = version_of(rows, KEPT_FORMAT)
    if version is not None and version != str(VERSION):
        finding.desk.problems.add(codes.FORM_OF_OTHER_VERSION, finding.at, version=version, known=VERSION)
        return None
    kept = None if version is None else read_kept(rows)
    return Memory() if kept is None else _remembered(kept)


def _kept_rows(book: Book) -> list[list[str]]:
    if BASE not in book.package.sheets:
        return []
    sheet = read_values(book, BASE, Span(file=""), Problems())
    return [] if sheet is None else [[str(cell.value or "") for cell in row] for row in sheet.rows]


def _remembered(kept: Kept) -> Memory:
    options: dict[str, Mapping[str, str]] = {}
    plain: dict[str, object] = {}
    for key, value in kept.values.items():
        kind, _, identity = key.partition(" ")
        if kind == "options" and isinstance(value, Mapping):
            options[identity] = {str(one): str(words) for one, words in value.items()}
        elif kind == "base":
            plain[identity] = value
    evidence = kept.facts.get("evidence")
    try:
        return Memory(
            head=head_from(kept.facts.get("head")),
            base=base_from(plain),
            options=options,
            evidence=tuple(map(str, evidence)) if isinstance(evidence, list) else (),
        )
    except ValueError:  # written by another hand
        return Memory()


def _filled(book: Book, finding: Finding) -> date | None:
    """Give the day on which the respondent says to have filled in the form."""
    name = next((one for one in book.package.sheets if one in names_of(INSTRUCTIONS)), None)
    sheet = None if name is None else read_sheet(book, name, finding.at, Problems())
    for row in () if sheet is None else sheet.rows:
        labels = [cell for cell in row if isinstance(cell.value, str) and is_word(text_of(cell), FILLED_ON)]
        said = next((cell for cell in row if labels and cell.column > labels[0].column and not cell.blank), None)
        if said is not None:
            try:
                return day_in(said, finding, phrase(FILLED_ON))
            except Unusable:
                return None
    return None
