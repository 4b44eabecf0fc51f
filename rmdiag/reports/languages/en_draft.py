"""English: drafts whose findings are numbered for comments."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

DRAFT: Mapping[str, Message] = {
    "draft.header": "Draft for comment · {confidentiality}",
    "draft.clearance": "Draft for comment: nothing in it is final",
    "draft.annex": "Findings and comments",
    "draft.opening": (
        "Levels, obstacles, gaps and proposed actions bear a number in this draft. The table lists them in the order in which "
        "they are read. A statement that stands in several places has one number. What bears none can be commented on too: "
        "name its page."
    ),
    "draft.sending": (
        "To comment, write beside the number what is not right, what would be right, and which document shows it. One "
        "comment per number is enough; what is not commented on stands. Send the table back to the mission team "
        "before the day that was agreed. The code beside the section names the statement for good: it stays the same if "
        "numbers change with a later draft."
    ),
    "draft.table": "Numbered findings, with room for comments",
    "draft.number": "No.",
    "draft.place": "Where",
    "draft.words": "What the draft says",
    "draft.comment": "Comment",
}
