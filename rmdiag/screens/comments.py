"""Show the comments of a mission, and what files with comments bring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rmdiag.assessment.comments import OPEN, STATUSES, Comment, counted
from rmdiag.assessment.comments_merge import CommentMerge
from rmdiag.problems import harmless
from rmdiag.tongue import heads, phrase, phrases

COLUMNS = heads("id", "status", "finding", "by", "on", "comment", "evidence", "answer", "answered by", "answered on")
SHOWN = ("id", "status", "finding", "by", "comment", "answer")  # columns that fit on a terminal
IMPORT_COLUMNS = heads("comment", "what", "finding", "by", "in the mission", "in the file")
STATUS_WORDS = dict(zip(STATUSES, heads("open", "accepted", "accepted in part", "not accepted"), strict=True))
LONGEST_SHOWN = 300  # characters of a text in a table for people; JSON and CSV have all of it


def comment_rows(comments: Iterable[Comment]) -> list[Sequence[str]]:
    """Give one row per comment, all of it."""
    return [
        (
            one.id,
            one.status,
            one.finding,
            one.by,
            str(one.on or ""),
            one.comment,
            ", ".join([*one.evidence, *([one.offers] if one.offers else [])]),
            one.answer or "",
            one.answered_by or "",
            str(one.answered_on or ""),
        )
        for one in comments
    ]


def for_people(rows: Iterable[Sequence[str]]) -> list[Sequence[str]]:
    """Give the columns that fit on a terminal, each text on one line."""
    found: list[Sequence[str]] = []
    for row in rows:
        cells = dict(zip(COLUMNS, row, strict=True))
        cells["status"] = phrase(STATUS_WORDS[cells["status"]])
        found.append([_line(cells[name]) for name in SHOWN])
    return found


def comment_lines(comments: Sequence[Comment]) -> Iterator[str]:
    """Say how many comments there are and what became of them."""
    if not comments:
        yield phrase("There are no comments. To hand the findings out: rmdiag comments export MISSION")
        return
    counts = counted(comments)
    yield phrase(
        "{comments}: {accepted} accepted, {partly} in part, {refused} not accepted, {open} open.",
        comments=phrases("{count} comment", "{count} comments", len(comments)),
        accepted=counts["accepted"],
        partly=counts["partly"],
        refused=counts["not_accepted"],
        open=counts[OPEN],
    )


def import_rows(merge: CommentMerge) -> list[Sequence[str]]:
    """Give a row for every remark that clashes or is new; what somebody has to decide comes first."""
    return [
        *(
            (
                one.comment.id,
                phrase("said otherwise"),
                one.comment.finding,
                one.comment.by,
                harmless(_offered(one.comment.comment, one.comment.evidence, one.comment.offers)),
                harmless(_offered(one.remark.comment, one.remark.evidence, one.remark.offers)),
            )
            for one in merge.clashes
        ),
        *(
            (one.id, phrase("new"), one.finding, one.by, "", harmless(_offered(one.comment, one.evidence, one.offers)))
            for one in merge.added
        ),
    ]


def import_lines(merge: CommentMerge) -> Iterator[str]:
    """Say in sentences what the files brought."""
    yield phrase(
        "{new}, {same} there already, {clashes} otherwise than before.",
        new=phrases("{count} new comment", "{count} new comments", len(merge.added)),
        same=merge.same,
        clashes=len(merge.clashes),
    )
    for one in merge.clashes:
        yield phrase(
            "{id} stays as it is; if {place} of {file} is to count, write its words into comments.yaml.",
            id=one.comment.id,
            file=one.remark.span.file,
            place=one.remark.place,
        )


def _offered(words: str, evidence: Sequence[str], offers: str | None) -> str:
    """Put what is offered behind the words."""
    named = ", ".join([*evidence, *([offers] if offers else [])])
    return f"{words} [{named}]" if named else words


def _line(words: str) -> str:
    line = harmless(" ".join(words.split()))
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"
