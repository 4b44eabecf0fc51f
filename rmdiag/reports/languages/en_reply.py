"""English: the findings that are handed out for comment, and what became of each comment."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

REPLY: Mapping[str, Message] = {
    "reply.title": "Findings of the draft, for comment",
    "reply.round": "{administration}, round {round}, as of {date}",
    "reply.sheet": "Findings",
    "reply.guide": "Guide",
    "reply.key": "Name",
    "reply.by": "By",
    "reply.evidence": "Evidence offered",
    "reply.whole": "The report as a whole",
    "reply.how": "How to comment",
    "reply.how.comment": (
        "Write under “{comment}”, beside the finding, what is not right, what would be right, and why. What is not "
        "commented on stands."
    ),
    "reply.how.by": (
        "Write under “{by}” who says so, by role, such as Head of the risk unit. Names of persons are not needed."
    ),
    "reply.how.evidence": (
        "Write under “{evidence}” which document shows it: its number in the register of evidence where it has one, such "
        "as E-07, else its title and its date."
    ),
    "reply.how.whole": "For what concerns no single finding there is a last row: the report as a whole.",
    "reply.how.leave": (
        "Leave numbers, names and the heads of the columns as they are. Rows may be sorted, filtered and deleted. Comments "
        "pinned to the margin are pointed out and not read."
    ),
    "reply.how.back": (
        "Save the file in the format in which it came, and send it to the mission team by the day that was agreed: "
        "____________________."
    ),
    "reply.locked_title": "Not to be changed",
    "reply.locked": "This cell says which finding it is. Press Esc to leave it as it is, and write under “{comment}”.",
    "reply.made": {
        "one": "The administration made {count} comment on the draft of this report.",
        "other": "The administration made {count} comments on the draft of this report.",
    },
    "reply.became": (
        "Accepted: {accepted}; accepted in part: {partly}; not accepted: {not_accepted}; not answered yet: {open}."
    ),
    "reply.letter": (
        "Comments are printed to the letter, with the answer of the mission team. Where a comment changed a level or a "
        "sentence, the report has it as it stands now."
    ),
    "reply.caption": "Comments on the draft, and what became of each",
    "reply.finding": "Finding",
    "reply.outcome": "What became of it",
    "reply.status.open": "Not answered yet",
    "reply.status.accepted": "Accepted",
    "reply.status.partly": "Accepted in part",
    "reply.status.not_accepted": "Not accepted",
    "reply.on.level": "Level of {subject}",
    "reply.on.gap": "Gap of {subject}",
    "reply.on.blocking": "What holds {subject} down",
    "reply.on.unknown": "What is not known of {subject}",
    "reply.on.action": "Action {subject}",
    "reply.on.contradiction": "Contradiction {subject}",
    "reply.on.overall": "Overall level",
    "reply.on.other": "Finding {subject}",
    "reply.offered": "Offered: {list}.",
    "quality.said.reply_comments": (
        "Given. Comments: {count}; accepted: {accepted}; in part: {partly}; not accepted: {not_accepted}; not answered yet: "
        "{open} ({annex})."
    ),
    "public.reply": {
        "one": "The administration made {count} comment on the draft. Accepted: {accepted}; in part: {partly}.",
        "other": "The administration made {count} comments on the draft. Accepted: {accepted}; in part: {partly}.",
    },
}
