"""Put together what the rows of a question say: its own row, the rows of its options, the lines of its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rmdiag.problems import listed
from rmdiag.questionnaires.exchange import codes
from rmdiag.questionnaires.exchange.cells import Cell, text_of
from rmdiag.questionnaires.exchange.form_meanings import Sent
from rmdiag.questionnaires.exchange.form_rows import Row, Rows
from rmdiag.questionnaires.exchange.form_shown import says_no, shows
from rmdiag.questionnaires.exchange.form_values import (
    Reading,
    Unusable,
    confidence_in,
    evidence_in,
    marked_in,
    met_in,
    note_no_reason,
    reason_in,
    says_state,
    table_text,
    value_in,
)
from rmdiag.questionnaires.exchange.form_words import DO_NOT_KNOW, NO, NOT_APPLICABLE, PARTS, is_word
from rmdiag.questionnaires.forms import Entry
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.questionnaires.said import Said, Words, tidy
from rmdiag.tongue import phrase
from rmdiag.values import dataclass

Line = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question with its rows as they came back; `sent` is None where it is not known what was sent."""

    question: Question
    main: Row
    children: Sequence[Row]
    sent: Sent | None
    reading: Reading

    def unchanged(self, part: str) -> bool:
        """Whether the cell of a part shows what was sent, or its column is not there any more."""
        if self.sent is None:
            return False
        return part not in self.main.cells or shows(self.main.cells[part], self.sent.parts[part])


def entry_of(question: Question, rows: Rows, sent: Sent | None, reading: Reading) -> Entry | None:
    """Give what the rows of a question say; None, with the problem noted, where something cannot be read."""
    if rows.main is None:
        first = rows.children[0].cells["id"]
        reading.note(codes.QUESTION_ROW_MISSING, first, id=question.id)
        return None
    asked = Asked(question=question, main=rows.main, children=rows.children, sent=sent, reading=reading)
    before = len(reading.desk.problems.errors)
    said = _said(asked)
    if said is None or len(reading.desk.problems.errors) > before:
        return None
    cells = rows.main.cells
    places = {part: reading.place(cells[part]) for part in PARTS if part in cells}
    return Entry(said=said, places={**places, "row": reading.place(cells["id"])})


def _said(asked: Asked) -> Said | None:
    """Read all parts, so that every mistake of a row is shown at once."""
    cells, reading, before = asked.main.cells, asked.reading, Said() if asked.sent is None else asked.sent.said
    found: dict[str, object] = {}
    readers: Mapping[str, Callable[[Cell | None], object]] = {
        "not_applicable": lambda cell: reason_in(cell, asked.question, reading),
        "do_not_know": lambda cell: marked_in(cell, "do_not_know", reading),
        "met": lambda cell: met_in(cell, reading),
        "confidence": lambda cell: confidence_in(cell, reading),
        "evidence": lambda cell: evidence_in(cell, reading),
        "note": lambda cell: tidy(reading.sound(cell, "note")),
        "answer": lambda _: _answer(asked, found),
    }
    sound = True
    for part, read in readers.items():
        try:
            same = part != "answer" and asked.unchanged(part)
            value = getattr(before, part) if same else read(cells.get(part))
        except Unusable:
            sound = False
        else:
            found.setdefault(part, value) if part != "answer" else found.update(answer=value)
    return Said(**found) if sound else None  # type: ignore[arg-type]  # each reader gives what its part holds


def _answer(asked: Asked, found: dict[str, object]) -> Words | None:
    """Read the answer from the row of a question and those beneath it."""
    beneath, sent = _beneath(asked), asked.sent
    if sent is not None and beneath is None and not isinstance(sent.said.answer, tuple) and asked.unchanged("answer"):
        return sent.said.answer
    text = asked.reading.sound(asked.main.cells["answer"], "answer")
    return beneath if not text or _is_state(text, asked, found) else _typed(text, asked, beneath)


def _beneath(asked: Asked) -> Words | None:
    if asked.question.type is QuestionType.MULTI:
        return _marked(asked)
    return _table(asked) if asked.question.type is QuestionType.TABLE else None


def _is_state(text: str, asked: Asked, found: dict[str, object]) -> bool:
    """Whether the answer says that the question does not apply, or that nobody knows; then that is said instead."""
    question, cell = asked.question, asked.main.cells["answer"]
    if question.type is QuestionType.CHOICE and asked.reading.lexicon.options(question, text):
        return False
    if says_state(text, NOT_APPLICABLE):
        if not found.get("not_applicable"):
            note_no_reason(cell, question, asked.reading)
            raise Unusable
        return True
    if says_state(text, DO_NOT_KNOW):
        found["do_not_know"] = True
        return True
    return False


def _typed(text: str, asked: Asked, beneath: Words | None) -> Words:
    """Read what is typed beside a question."""
    question, cell = asked.question, asked.main.cells["answer"]
    known = question.type is QuestionType.CHOICE and asked.reading.lexicon.options(question, text)
    if says_no(question) and is_word(text, NO) and not known:
        return _none(asked, cell, beneath)
    if question.type in (QuestionType.MULTI, QuestionType.TABLE):
        no = phrase(NO) if says_no(question) else phrase(DO_NOT_KNOW)
        asked.reading.note(codes.TYPED_AND_MARKED, cell, id=question.id, no=no)
        raise Unusable
    return value_in(cell, question, asked.reading)


def _none(asked: Asked, cell: Cell, beneath: Words | None) -> str:
    """Take `no`, there is none; nothing may be filled in beneath it."""
    if beneath is not None:
        start = asked.main.cells["answer"].column - 1
        rows = (row for row in asked.children if row.number)
        other = next(one for row in rows for one in row.line[start:] if not one.blank)
        asked.reading.note(codes.NO_AND_MORE, cell, other=other.address)
        raise Unusable
    return "no"


def _marked(asked: Asked) -> tuple[str, ...] | None:
    """Give the options that are marked, in their order; None where there is none."""
    question, reading = asked.question, asked.reading
    kept = reading.memory.options.get(question.id)
    order = tuple(kept) if kept else tuple(option.id for option in question.options)
    rows = {row.number: row for row in asked.children}
    found = []
    for row in asked.children:
        number = row.number or 0
        own = order[number - 1] if 0 < number <= len(order) else None
        if marked_in(row.cells["answer"], "answer", reading) and _is_row_of(row, own, asked, sure=bool(kept)):
            found.append(own or "")
    missing = [one for number, one in enumerate(order, 1) if number not in rows]
    lost = missing if asked.sent is None else [one for one in missing if one in asked.sent.chosen]
    if lost and (found or asked.sent is not None):
        reading.note(codes.OPTIONS_MISSING, asked.main.cells["id"], id=question.id, options=listed(lost, 12))
        raise Unusable
    if asked.sent is not None and frozenset(found) == asked.sent.chosen and found:
        return asked.sent.said.answer  # type: ignore[return-value]  # what was marked was a list
    return tuple(one for one in order if one in found) or None


def _is_row_of(row: Row, own: str | None, asked: Asked, *, sure: bool) -> bool:
    """Make sure that the words of a row are those of its option; raises Unusable where they are another's."""
    words = row.cells.get("question")
    said = set() if words is None or words.blank else asked.reading.lexicon.options(asked.question, text_of(words))
    if own is not None and (own in said or (sure and not said)):
        return True
    cell = words if words is not None and not words.blank else row.cells["id"]
    texts = {option.id: option.text for option in asked.question.options}
    values = {"row": row.cells["id"].words, "own": texts.get(own or "", phrase("none"))}
    asked.reading.note(codes.OTHER_OPTION, cell, **values)
    raise Unusable


def _table(asked: Asked) -> tuple[Line, ...] | None:
    """Give the lines of a table that are filled in; None where there is none."""
    lines = sorted((row for row in asked.children if row.number), key=lambda row: row.number or 0)
    filled = [row for row in lines if any(not cell.blank for cell in _table_cells(row, asked))]
    sent = asked.sent
    lost = [] if sent is None else [n for n in range(1, len(sent.rows) + 1) if n not in {row.number for row in lines}]
    if lost:
        numbers = listed((f"{asked.question.id}/{number}" for number in lost), 12)
        asked.reading.note(codes.OPTIONS_MISSING, asked.main.cells["id"], id=asked.question.id, options=numbers)
        raise Unusable
    if not filled:
        return None
    columns = _columns(asked)
    if sent is not None and _as_sent(filled, columns, sent, asked.question):
        return sent.said.answer  # type: ignore[return-value]  # what was sent was a table
    return tuple(_line(row, columns, asked) for row in filled) or None


def _table_cells(row: Row, asked: Asked) -> Sequence[Cell]:
    """Give the cells of a line that can belong to the table: all behind what is asked."""
    told = {cell.column for key, cell in row.cells.items() if key not in PARTS}
    return [cell for cell in row.line if cell.column not in told and cell.column >= _first(asked)]


def _first(asked: Asked) -> int:
    return min(cell.column for key, cell in asked.main.cells.items() if key in PARTS)


def _columns(asked: Asked) -> Mapping[int, str]:
    """Give the columns of a table by their place, as the row of its heads says."""
    heads = next((row for row in asked.children if row.number == 0), None)
    if heads is None:
        options = f"{asked.question.id}/0"
        asked.reading.note(codes.OPTIONS_MISSING, asked.main.cells["id"], id=asked.question.id, options=f"`{options}`")
        raise Unusable
    found: dict[int, str] = {}
    for cell in _table_cells(heads, asked):
        if cell.blank:
            continue
        meant = asked.reading.lexicon.columns(asked.question, text_of(cell)) - set(found.values())
        if len(meant) != 1:
            known = listed(column.text for column in asked.question.columns)
            asked.reading.note(codes.NO_SUCH_TABLE_COLUMN, cell, id=asked.question.id, near="", known=known)
            raise Unusable
        found[cell.column] = meant.pop()
    return found


def _as_sent(filled: Sequence[Row], columns: Mapping[int, str], sent: Sent, question: Question) -> bool:
    """Whether the lines show what was sent, cell by cell."""
    if len(filled) != len(sent.rows) or set(columns.values()) != {column.id for column in question.columns}:
        return False
    places = {identity: place for place, identity in columns.items()}
    return all(
        shows(row.line[places[column.id] - 1], value)
        for row, values in zip(filled, sent.rows, strict=True)
        for column, value in zip(question.columns, values, strict=True)
    )


def _line(row: Row, columns: Mapping[int, str], asked: Asked) -> Line:
    found: dict[str, str] = {}
    for cell in _table_cells(row, asked):
        if cell.blank:
            continue
        if cell.column not in columns:
            asked.reading.note(codes.LOOSE_CELL, cell)
            raise Unusable
        found[columns[cell.column]] = table_text(cell, asked.reading)
    return tuple((column.id, found[column.id]) for column in asked.question.columns if column.id in found)
