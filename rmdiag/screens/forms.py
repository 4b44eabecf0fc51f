"""Show what became of forms that came back, and who has not answered what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rmdiag.questionnaires.said import in_words, plain_said
from rmdiag.questionnaires.sheet_merge import Merge, Outcome
from rmdiag.tongue import heads, marked, phrase, phrases

if TYPE_CHECKING:
    from rmdiag.assessment.form_import import Import
    from rmdiag.assessment.form_status import Standing
    from rmdiag.questionnaires.model import Sheet

IMPORT_COLUMNS = heads("sheet", "question", "outcome", "sheet says", "form says", "form")
STATUS_COLUMNS = heads("respondent", "role", "asked", "answered", "not applicable", "do not know", "blank", "conflicts")
_LONGEST = 60  # characters of an answer in a table
_OUTCOMES = {
    Outcome.NEW: marked("new"),
    Outcome.KEPT: marked("kept"),
    Outcome.SAME: marked("same"),
    Outcome.CONFLICT: marked("conflict"),
}


def import_rows(imported: Import, *, whole: bool) -> Iterator[tuple[str, ...]]:
    """Give what is new or in conflict, one row per question; cut to what a table holds unless the whole is wanted."""
    for one in imported.brought:
        for m in one.merges:
            if m.outcome in (Outcome.NEW, Outcome.CONFLICT) or m.decided:
                sheet, form = (_short(in_words(said), whole=whole) for said in (m.sheet, m.form))
                yield one.sheet, m.question, phrase(_OUTCOMES[m.outcome]), sheet, form, one.form


def import_json(imported: Import, written: Iterable[str]) -> dict[str, object]:
    """Give what became of every question of every form."""
    return {
        "forms": [
            {"form": one.form, "sheet": one.sheet, "questions": [_merge_json(m) for m in one.merges]}
            for one in imported.brought
        ],
        "written": list(written),
    }


def import_words(imported: Import) -> Iterator[str]:
    """Say in a sentence per form what became of it."""
    for one in imported.brought:
        count = {outcome: sum(m.outcome is outcome for m in one.merges) for outcome in Outcome}
        yield phrase(
            "{form} → {sheet}: {new} new, {kept} kept, {same} the same, {conflict} in conflict.",
            form=one.form,
            sheet=one.sheet,
            new=count[Outcome.NEW],
            kept=count[Outcome.KEPT],
            same=count[Outcome.SAME],
            conflict=count[Outcome.CONFLICT],
        )
    left = sum(m.outcome is Outcome.CONFLICT for one in imported.brought for m in one.merges)
    if left:
        yield phrases(
            "{count} conflict is left open: both answers count until somebody decides. --take is for the form, "
            "--keep for the sheet; `rmdiag settle` records what is agreed.",
            "{count} conflicts are left open: both answers count until somebody decides. --take is for the form, "
            "--keep for the sheet; `rmdiag settle` records what is agreed.",
            left,
        )


def status_rows(standings: Iterable[Standing]) -> Iterator[tuple[str, ...]]:
    """Give one row per respondent."""
    for one in standings:
        numbers = (len(one.asked), len(one.answered), len(one.excused), len(one.unknown), len(one.blank))
        yield one.respondent.id, one.respondent.role, *map(str, numbers), str(len(one.conflicts))


def other_words(others: Sequence[Sheet]) -> Iterator[str]:
    """Name the sheets of no respondent, with how many answers each brought."""
    if others:
        yield phrase("Sheets under another name, counted for whoever is asked their questions:")
    for sheet in others:
        count = sum(response.said for response in sheet.responses.values())
        yield "  " + phrases(
            "{role} ({id}): {count} answer", "{role} ({id}): {count} answers", count, role=sheet.role, id=sheet.id
        )


def status_json(standings: Iterable[Standing], others: Iterable[Sheet], silent: Iterable[str]) -> dict[str, object]:
    """Give per respondent which questions stand how, which sheets are of none, and what nobody has answered."""
    return {
        "respondents": [
            {
                "id": one.respondent.id,
                "role": one.respondent.role,
                "asked": list(one.asked),
                "answered": list(one.answered),
                "not_applicable": list(one.excused),
                "do_not_know": list(one.unknown),
                "blank": list(one.blank),
                "conflicts": list(one.conflicts),
            }
            for one in standings
        ],
        "other_sheets": [
            {"id": sheet.id, "role": sheet.role, "said": [q for q, one in sheet.responses.items() if one.said]}
            for sheet in others
        ],
        "answered_by_nobody": list(silent),
    }


def open_words(standings: Iterable[Standing]) -> Iterator[str]:
    """Name what each respondent has left blank, a line per indicator."""
    for one in standings:
        if one.blank:
            yield phrase("{role} ({id}):", role=one.respondent.role, id=one.respondent.id)
            for _, questions in groupby(one.blank, key=lambda question: question.rpartition("-")[0]):
                yield f"  {' '.join(questions)}"


def _merge_json(m: Merge) -> dict[str, object]:
    return {
        "question": m.question,
        "outcome": m.outcome.value,
        "sent": None if m.sent is None else plain_said(m.sent),
        "sheet": plain_said(m.sheet),
        "form": plain_said(m.form),
        "decided": m.decided,
    }


def _short(words: str, *, whole: bool) -> str:
    return words if whole or len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
