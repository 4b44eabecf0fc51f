"""Find the answers in the response file that the page saves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rmdiag.problems import Span, did_you_mean
from rmdiag.questionnaires.exchange import codes
from rmdiag.questionnaires.forms import VERSION, Desk, Entry, Head, Returned, base_from, checksum_of, head_from
from rmdiag.questionnaires.said import Said, said_from
from rmdiag.tongue import marked


def page_answers_in(plain: Mapping[str, object], name: str, desk: Desk) -> Returned | None:
    """Give what a response file says; None, with the problem noted, when it is damaged or of another version."""
    at, answers = Span(file=name), plain.get("answers")
    if plain.get("version") != VERSION or not isinstance(answers, Mapping):
        desk.problems.add(codes.NO_FORM, at, reason=marked("it is damaged, or was written by another version"))
        return None
    head, base = _sent(plain)
    entries: dict[str, Entry] = {}
    for identity, said in answers.items():
        entry = _entry(str(identity), said, name, desk)
        if entry is not None:
            entries[str(identity)] = entry
    return Returned(name=name, head=head, base=base, entries=entries, filled=_day(plain.get("filled")))


def _sent(plain: Mapping[str, object]) -> tuple[Head | None, Mapping[str, Said] | None]:
    """Give whose answers these are and what was sent; what was changed since says nothing any more."""
    try:
        head = head_from(plain.get("head"))
    except ValueError:
        return None, None
    try:
        base = base_from(plain.get("base"))
    except ValueError:
        return head, None
    return head, base if checksum_of(head, base) == plain.get("checksum") else None


def _entry(identity: str, said: object, name: str, desk: Desk) -> Entry | None:
    at = Span(file=f"{name}#{identity}")
    questions = desk.questionnaire.questions
    if identity not in questions:
        framework, near = desk.questionnaire.framework.id, did_you_mean(identity, questions)
        desk.problems.add(codes.UNKNOWN_QUESTION, at, id=identity, framework=framework, near=near)
        return None
    try:
        return Entry(said=said_from(said), places={"row": at})
    except ValueError:
        desk.problems.add(codes.DAMAGED_ANSWER, at, id=identity)
        return None


def _day(words: object) -> date | None:
    try:
        return date.fromisoformat(words) if isinstance(words, str) else None
    except ValueError:
        return None
