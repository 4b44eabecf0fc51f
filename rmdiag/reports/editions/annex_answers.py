"""Write the annexes of what was said and shown: all answers, and the evidence register."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.mission import Evidence
from rmdiag.compendium.model import Dimension
from rmdiag.questionnaires.model import Question, Standing
from rmdiag.reports.compose import cell, group_row, quiet, row, strong
from rmdiag.reports.editions.answers import TableRow, merged_words, response_words, table_of, voices_words
from rmdiag.reports.editions.telling import Telling, slug
from rmdiag.reports.model import Block, Column, Density, Row, Runs, Section, Table


def answers_annex(tell: Telling, letter: str) -> Section:
    """Write annex A: every question with what counts and who said what."""
    sections = tuple(
        Section(
            id=f"answers-{slug(d.id)}",
            title=d.title,
            number=f"{letter}.{place}",
            blocks=(_answers(tell, d), *_tables(tell, d)),
            listed=False,
        )
        for place, d in enumerate(_asked(tell), start=1)
    )
    return Section(
        id="annex-a",
        title=tell.say("annex.answers"),
        number=letter,
        blocks=(tell.para("answers.opening"),),
        sections=sections,
    )


def evidence_annex(tell: Telling, letter: str) -> Section:
    """Write annex B: the register."""
    register = tuple(tell.mission.evidence.values())
    blocks: tuple[Block, ...] = (tell.para("register.opening"), _register(tell, register))
    if not register:
        blocks = (tell.para("base.none"),)
    return Section(id="annex-b", title=tell.say("annex.evidence"), number=letter, blocks=blocks)


def _asked(tell: Telling) -> tuple[Dimension, ...]:
    return tuple(d for d in tell.framework.dimensions if any(tell.questions(i.id) for i in d.indicators))


def _answers(tell: Telling, dimension: Dimension) -> Table:
    rows: list[Row] = []
    for indicator in dimension.indicators:
        questions = tell.questions(indicator.id)
        if questions:
            title = tell.say("indicator.title", id=indicator.id, title=indicator.title)
            rows.append(group_row(6, title))
        rows += [_answer_row(tell, question) for question in questions]
    return Table(
        id=f"table-answers-{slug(dimension.id)}",
        caption=tell.say("answers.caption", dimension=dimension.short),
        columns=(
            Column(title=tell.say("column.id"), width=18, heads_rows=True),
            Column(title=tell.say("column.question"), width=54),
            Column(title=tell.say("column.counts"), width=37),
            Column(title=tell.say("column.said"), width=33),
            Column(title=tell.say("column.confidence"), width=20),
            Column(title=tell.say("column.evidence"), width=14),
        ),
        rows=tuple(rows),
        density=Density.COMPACT,
    )


def _tables(tell: Telling, dimension: Dimension) -> Iterator[Table]:
    """Print each answer that is a table, once for all sheets that give it."""
    for indicator in dimension.indicators:
        for question in tell.questions(indicator.id):
            given: dict[tuple[TableRow, ...], list[str]] = {}
            for voice in tell.result.answers[question.id].voices:
                rows = table_of(voice.response.answer) if voice.response.answer is not None else ()
                if rows:
                    given.setdefault(rows, []).append(tell.sheet_codes[voice.sheet.id])
            for place, (rows, codes) in enumerate(given.items(), start=1):
                yield _given(tell, question, rows, (place, tell.shown.listed(codes)))


def _given(tell: Telling, question: Question, rows: tuple[TableRow, ...], by: tuple[int, str]) -> Table:
    place, codes = by
    return Table(
        id=f"table-answer-{slug(question.id)}-{place}",
        caption=tell.say("answers.table_caption", id=question.id, by=codes),
        columns=tuple(Column(title=column.text, width=1) for column in question.columns),
        rows=tuple(row(*(dict(cells).get(column.id, "") for column in question.columns)) for cells in rows),
        density=Density.COMPACT,
    )


def _answer_row(tell: Telling, question: Question) -> Row:
    merged = tell.result.answers[question.id]
    words = merged_words(tell, question, merged)
    counted: Runs = (strong(words) if merged.known else quiet(words),)
    marks = [
        key
        for key, holds in (
            ("mark.divergent", merged.divergent),
            ("mark.agreed", merged.consensus is not None),
            ("mark.taken_over", merged.taken_over and merged.consensus is None),
            ("mark.no_gate", not question.gates),
        )
        if holds
    ]
    said = tell.say("list.semicolon").join(tell.say(mark) for mark in marks)
    return row(
        question.id,
        question.text,
        cell(*counted, " ", quiet(said)) if said else cell(*counted),
        _said(tell, question, words),
        tell.say(f"confidence.{merged.confidence.value}") if merged.known and merged.confidence else "",
        tell.say("list.comma").join(merged.evidence),
    )


def _said(tell: Telling, question: Question, counted: str) -> str:
    """Say who said what; only who, when all say what counts."""
    merged = tell.result.answers[question.id]
    words = {response_words(tell, question, voice.response) for voice in merged.voices}
    if words <= {counted} and merged.consensus is None:
        return tell.say("list.comma").join(tell.sheet_codes[voice.sheet.id] for voice in merged.voices)
    said = voices_words(tell, question, merged.voices)
    if merged.consensus is None:
        return said
    agreed = tell.say("answers.agreed", words=counted) if merged.standing is not Standing.UNKNOWN else ""
    return tell.say("list.semicolon").join(part for part in (said, agreed) if part)


def _register(tell: Telling, register: tuple[Evidence, ...]) -> Table:
    return Table(
        id="table-register",
        caption=tell.say("register.caption"),
        columns=(
            Column(title=tell.say("column.id"), width=12, heads_rows=True),
            Column(title=tell.say("column.evidence_title"), width=66),
            Column(title=tell.say("column.kind"), width=22),
            Column(title=tell.say("column.class"), width=24),
            Column(title=tell.say("column.date"), width=25),
            Column(title=tell.say("column.supports"), width=30),
        ),
        rows=tuple(_evidence_row(tell, entry) for entry in register),
        density=Density.COMPACT,
        note=tell.runs("register.note") if any(entry.sha256 for entry in register) else (),
    )


def _evidence_row(tell: Telling, entry: Evidence) -> Row:
    title = [entry.title]
    more = [part for part in (entry.note, _file(tell, entry), _valid(tell, entry)) if part]
    said = " ".join(more)
    return row(
        entry.id,
        cell(*title, tell.say("register.dash"), quiet(said)) if said else cell(*title),
        tell.say(f"kind.{entry.kind}"),
        tell.say(f"class.{entry.confidentiality}"),
        tell.shown.date(entry.on),
        tell.say("list.comma").join(entry.supports),
    )


def _file(tell: Telling, entry: Evidence) -> str | None:
    if entry.file is None:
        return None
    if entry.sha256 is None:
        return tell.say("register.file", file=entry.file)
    return tell.say("register.file_sum", file=entry.file, sum=entry.sha256[:12])


def _valid(tell: Telling, entry: Evidence) -> str | None:
    if entry.valid_until is None:
        return None
    return tell.say("register.valid", until=tell.shown.date(entry.valid_until))
