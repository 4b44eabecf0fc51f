"""Write comments and answers into the text of comments.yaml; every other character stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rmdiag.assessment.comments import OPEN, Comment
from rmdiag.splice import Knot, extended, folded, knots, newline, plain, plain_line, spliced, valued
from rmdiag.tongue import marked, phrase

HEAD = marked("# What the administration said of the draft, to the letter, and what became of each comment.\n")
SHORT = 60  # characters of a text that stands in one line with its key
ENTRY_COLUMN = 4  # where the keys of a new entry stand, unless the list stands elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the team answers to a comment."""

    status: str  # one of ANSWERED
    words: str
    by: str | None = None
    on: date


def with_comments(text: str | None, comments: Sequence[Comment]) -> str:
    """Give the text of comments.yaml with comments more; a file that is not there yet is begun."""
    root = None if text is None else knots(text)
    rows = None if root is None else root.get("comments")
    flow = rows is not None and rows.flow and bool(rows.rows)
    column = rows.column + 2 if rows is not None and rows.rows else ENTRY_COLUMN
    entries = [_lines(comment, _Place(column=column, end=newline(text or ""), flow=flow)) for comment in comments]
    return extended(text, "comments", entries, phrase(HEAD))


def with_answer(text: str, identity: str, answer: Answer) -> str:
    """Give the text of comments.yaml with the answer to a comment in it.

    Raises ValueError where the comment is not there.
    """
    row = _row(text, identity)
    place = _Place(column=row.column, end=newline(text), flow=row.flow)
    values = {"status": answer.status, "answer": place.words(answer.words), "answered_by": ""}
    if answer.by:
        values["answered_by"] = place.words(answer.by)
    elif row.get("answered_by") is None:
        del values["answered_by"]
    return spliced(text, valued(text, row, {**values, "answered_on": answer.on.isoformat()}))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a value is written: the column of its mapping, how lines end there, whether all stands in brackets."""

    column: int
    end: str
    flow: bool

    def words(self, text: str) -> str:
        """Write a text so that it reads back to the letter."""
        if self.flow:
            return plain(text)
        if len(text) <= SHORT and "\n" not in text:
            return plain_line(text)
        return folded(text, self.column, self.end) or plain_line(text)


def _lines(comment: Comment, place: _Place) -> list[str]:
    """Give the lines of a new entry, its id first."""
    values: Mapping[str, str] = {
        "id": plain(comment.id),
        "finding": plain(comment.finding),
        "by": place.words(comment.by),
        "on": "" if comment.on is None else comment.on.isoformat(),
        "comment": place.words(comment.comment),
        "evidence": f"[{', '.join(map(plain, comment.evidence))}]" if comment.evidence else "",
        "offers": place.words(comment.offers) if comment.offers else "",
        "status": OPEN,
    }
    return [f"{key}: {words}" for key, words in values.items() if words]


def _row(text: str, identity: str) -> Knot:
    root = knots(text)
    rows = None if root is None else root.get("comments")
    for row in () if rows is None else rows.rows:
        knot = row.get("id")
        if knot is not None and knot.words.strip() == identity:
            return row
    raise ValueError(identity)
