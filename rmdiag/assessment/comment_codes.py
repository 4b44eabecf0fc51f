"""The mistakes that comments on a draft can hold: permanent codes with words and a way out (STYLE rule 6)."""

from __future__ import annotations

from rmdiag.problems import Kind, Severity

COMMENT_TWICE = Kind(
    code="MIS150",
    message="{id} is the id of the comment in line {first} too.",
    fix="give one of the two comments another id",
)
NO_ANSWER = Kind(
    code="MIS151",
    message="{id} is {status}, and no answer says why.",
    fix="write `answer: …`, or `status: open` until there is one",
)
ANSWERED_OPEN = Kind(
    code="MIS152",
    message="{id} has an answer, but its status is open.",
    fix="write `status: accepted`, `partly` or `not_accepted`, or take the answer out",
)
ANSWERED_BEFORE = Kind(
    code="MIS153",
    message="{id} was answered on {answered}, before it was made on {made}.",
    fix="correct one of the two dates",
)
NO_FINDING = Kind(
    code="MIS154",
    message="{id} is on `{key}`, which is the name of no finding.",
    fix="{near}write the name as the table of the draft has it, or `report/general` for the report as a whole",
    severity=Severity.WARNING,
)
REPLY_DENIED = Kind(
    code="MIS155",
    message="The step `reply` is done: {done}, but comments.yaml holds what the administration replied.",
    fix="write `done: yes`, or take the step out: the comments say it",
    severity=Severity.WARNING,
)
NOT_FOLLOWED = Kind(
    code="MIS156",
    message="The step `comments_followed` is done: yes, but nobody has answered {list}.",
    fix="answer with `rmdiag comments answer`, or write `done: no`",
    severity=Severity.WARNING,
)

COMMENT_KINDS = (
    COMMENT_TWICE,
    NO_ANSWER,
    ANSWERED_OPEN,
    ANSWERED_BEFORE,
    NO_FINDING,
    REPLY_DENIED,
    NOT_FOLLOWED,
)
