"""Merge a form that came back into its sheet, question by question, against what was sent: a three-way merge.

Who alone has changed an answer is right. Where both have, or where the form has emptied what was answered, nobody can
know: that is a conflict, and nothing is replaced until somebody decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from rmdiag.questionnaires.said import Said
from rmdiag.values import dataclass


class Outcome(StrEnum):
    """What becomes of a question."""

    SAME = "same"  # the form says what the sheet says
    NEW = "new"  # only the form has changed it
    KEPT = "kept"  # only the sheet has changed it, or somebody decided for the sheet
    CONFLICT = "conflict"


class Favour(StrEnum):
    """Who is right where both have changed an answer."""

    NOBODY = "nobody"
    FORM = "form"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What was sent, what the sheet says, what the form says; and what becomes of it.

    `decided` says that a conflict was decided now, by whom the command favours.
    """

    question: str
    outcome: Outcome
    sent: Said | None  # None: not known
    sheet: Said
    form: Said
    decided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The three sides of a merge; `decided` holds what earlier commands decided for the sheet: question and words."""

    sent: Mapping[str, Said] | None  # None: not known what was sent
    sheet: Mapping[str, Said]
    form: Mapping[str, Said]
    favour: Favour = Favour.NOBODY
    decided: frozenset[tuple[str, Said]] = frozenset()


def merge(sides: Sides) -> tuple[Merge, ...]:
    """Give what becomes of every question that the form has, in its order."""
    return tuple(_merge(question, sides) for question in sides.form)


def conflicts(merges: Iterable[Merge]) -> tuple[Merge, ...]:
    """Give those that are left open."""
    return tuple(one for one in merges if one.outcome is Outcome.CONFLICT)


def _merge(question: str, sides: Sides) -> Merge:
    sent = None if sides.sent is None else sides.sent.get(question, Said())
    sheet, form = sides.sheet.get(question, Said()), sides.form[question]
    outcome, decided = _outcome(sent, sheet, form), False
    if outcome is Outcome.CONFLICT:
        if sides.favour is Favour.FORM:
            outcome, decided = Outcome.NEW, True
        elif (question, form) in sides.decided:
            outcome = Outcome.KEPT
        elif sides.favour is Favour.SHEET:
            outcome, decided = Outcome.KEPT, True
    return Merge(question=question, outcome=outcome, sent=sent, sheet=sheet, form=form, decided=decided)


def _outcome(sent: Said | None, sheet: Said, form: Said) -> Outcome:
    if form == sheet:
        return Outcome.SAME
    if sent is None:  # what is blank in the form may never have been there
        if form.silent:
            return Outcome.KEPT
        return Outcome.NEW if sheet.silent else Outcome.CONFLICT
    if form == sent:
        return Outcome.KEPT
    return Outcome.NEW if sheet == sent and not form.silent else Outcome.CONFLICT
