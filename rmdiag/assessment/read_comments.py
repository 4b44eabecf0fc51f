"""Read comments.yaml: what the administration said of the draft, and what the team answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rmdiag.assessment import comment_codes as codes
from rmdiag.assessment.asking import Reading, date_near, known_evidence, opened
from rmdiag.assessment.comments import AS_A_WHOLE, KINDS, OPEN, STATUSES, Comment, names_a_finding
from rmdiag.fields import Fields
from rmdiag.problems import Span, did_you_mean, listed
from rmdiag.source import Document
from rmdiag.tongue import phrase


def read_comments(document: Document, evidence: Mapping[str, object], reading: Reading) -> tuple[Comment, ...]:
    """Give the comments in their order; `evidence` holds the ids of the register."""
    main = opened(document, reading.problems)
    if main is None:
        return ()
    found: dict[str, Comment] = {}
    for row in main.rows("comments", "a comment"):
        comment = _comment(row, evidence, reading)
        first = found.setdefault(comment.id, comment)
        if first is not comment and comment.id:
            reading.problems.add(codes.COMMENT_TWICE, row.at("id"), id=comment.id, first=first.span.line)
    main.close()
    found.pop("", None)
    _check_steps(tuple(found.values()), reading)
    return tuple(found.values())


def _comment(row: Fields, evidence: Mapping[str, object], reading: Reading) -> Comment:
    identity = row.text("id", required=True) or ""
    what = phrase("The comment {id}", id=identity)
    comment = Comment(
        id=identity,
        finding=_finding(row, identity, reading),
        by=row.text("by", required=True) or "",
        on=date_near(row, what, reading.as_of),
        comment=row.text("comment", required=True) or "",
        evidence=known_evidence(row, identity, evidence),
        offers=row.text("offers"),
        status=row.word("status", STATUSES) or OPEN,
        answer=row.text("answer"),
        answered_by=row.text("answered_by"),
        answered_on=date_near(row, phrase("The answer to {id}", id=identity), reading.as_of, "answered_on"),
        span=row.span,
    )
    _check_answer(row, comment)
    row.close()
    return comment


def _finding(row: Fields, identity: str, reading: Reading) -> str:
    """Give the key; one that no draft can have is kept and pointed out, as the framework may have moved on."""
    scalar = row.scalar("finding", required=True)
    if scalar is None:
        return ""
    key = scalar.text.strip()
    if not names_a_finding(key, reading.questionnaire.framework):
        near = did_you_mean(key, _near(key, reading))
        reading.problems.add(codes.NO_FINDING, scalar, id=identity, key=key, near=near)
    return key


def _near(key: str, reading: Reading) -> Iterable[str]:
    framework = reading.questionnaire.framework
    subject = key.partition("/")[0]
    subjects = {*framework.indicators, *framework.recommendations, *(rule.id for rule in framework.rules), "overall"}
    likely = (f"{one}/{kind}" for one in subjects if one[:3] == subject[:3] for kind in KINDS)
    return (AS_A_WHOLE, *sorted(one for one in likely if names_a_finding(one, framework)))


def _check_answer(row: Fields, comment: Comment) -> None:
    """Note an answer that is missing, that nobody may have given yet, or that came before its comment."""
    if comment.is_open:
        said = next((key for key in ("answer", "answered_by", "answered_on") if row.node(key) is not None), None)
        if said is not None:
            row.problems.add(codes.ANSWERED_OPEN, row.at(said), id=comment.id)
    elif comment.answer is None:
        row.problems.add(codes.NO_ANSWER, row.at("status"), id=comment.id, status=comment.status)
    if comment.on is not None and comment.answered_on is not None and comment.answered_on < comment.on:
        days = {"answered": comment.answered_on, "made": comment.on}
        row.problems.add(codes.ANSWERED_BEFORE, row.at("answered_on"), id=comment.id, **days)


def _check_steps(comments: tuple[Comment, ...], reading: Reading) -> None:
    """Note where mission.yaml says of the steps of review what the comments do not."""
    account = None if reading.head is None else reading.head.account
    if account is None or not comments:
        return
    done = {check.step: check.done for check in account.checks}
    at = Span(file=comments[0].span.file)
    if done.get("reply", "yes") != "yes":
        reading.problems.add(codes.REPLY_DENIED, at, done=done["reply"])
    left = [comment.id for comment in comments if comment.is_open]
    if left and done.get("comments_followed") == "yes":
        reading.problems.add(codes.NOT_FOLLOWED, at, list=listed(left))
