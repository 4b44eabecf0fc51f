"""List every problem that a table of comments can come back with: codes with words and a way out."""

from __future__ import annotations

from rmdiag.problems import Kind, Severity

NO_TABLE = Kind(
    code="XLS042",
    message="There is no table of findings in this file: none has the columns {heads}.",
    fix="give a file that `rmdiag comments export` has written, with the heads of its columns as they were",
)
NO_FACTS = Kind(
    code="XLS043",
    message="The file does not say of which mission and which draft it is.",
    fix="look whether it belongs here; findings are told by their names alone, and their numbers are not trusted",
    severity=Severity.WARNING,
)
OTHER_DRAFT = Kind(
    code="XLS044",
    message="The draft has changed since this file was handed out.",
    fix="look at each comment beside what the draft says now; findings are told by their names, not by their numbers",
    severity=Severity.WARNING,
)
MERGED = Kind(
    code="XLS045",
    message="{cell} stands for several rows at once, so that it is not known of which finding it speaks.",
    fix="split the merged cells, and write in each row what is meant",
)
HEAD_TWICE = Kind(
    code="XLS046",
    message="{cell} is `{head}`, a head that stands in {first} too.",
    fix="keep one of the two columns, and give the other a head of its own",
)
NO_FINDING = Kind(
    code="XLS047",
    message="{cell} has a comment, and its row does not say on which finding.",
    fix="write the name of the finding into the column {head}, or `report/general` for the report as a whole",
)
TWO_FINDINGS = Kind(
    code="XLS048",
    message="{cell} has the number {number}, which is that of `{other}`, but its row has the name `{key}`.",
    fix="correct one of the two; a part of the table may have been sorted without the rest",
)
NOT_IN_DRAFT = Kind(
    code="XLS049",
    message="{cell} is on `{key}`, which the draft does not have as it is now; the comment is kept.",
    fix="{near}look whether the draft says it elsewhere, and answer the comment like any other",
    severity=Severity.WARNING,
)
NO_ROLE = Kind(
    code="XLS050",
    message="{cell}: nobody is named who makes the comment on {key}.",
    fix="write a role into the column {head}, or say it for all that have none with --by ROLE",
)
NOT_READ = Kind(
    code="XLS051",
    message="{cell} holds `{words}`, which is not read.",
    fix="move into the column {head} what is to be a comment",
    severity=Severity.WARNING,
)
WORDS_CHANGED = Kind(
    code="XLS052",
    message="{cell} is no longer what the draft says of {key}; what was written into it is not read.",
    fix="move into the column {head} what is to be a comment",
    severity=Severity.WARNING,
)
PINNED = Kind(
    code="XLS053",
    message="A comment is pinned to {cell} and is not read: `{words}`.",
    fix="move it into the column {head}",
    severity=Severity.WARNING,
)
PINNED_SOMEWHERE = Kind(
    code="XLS057",
    message="Comments are pinned to cells of the sheet {sheet}; they are not read.",
    fix="move into the column {head} what is to be a comment",
    severity=Severity.WARNING,
)
TRACKED = Kind(
    code="XLS054",
    message="{cell}: changes are tracked that nobody has accepted; they are read as if they all were.",
    fix="look at them, accept or reject them in Word, and bring the file in again if that changes a comment",
    severity=Severity.WARNING,
)
NOT_REGISTERED = Kind(
    code="XLS055",
    message="{cell} offers `{words}`, which names something that the register of evidence does not have.",
    fix="ask for it, register it in evidence.yaml, and name its id in comments.yaml; the words are kept as `offers`",
    severity=Severity.WARNING,
)
CELL_FAULT = Kind(
    code="XLS056",
    message="{cell} shows `{words}` where words are needed.",
    fix="write the words themselves into the cell",
)

CATALOGUE: tuple[Kind, ...] = (
    NO_TABLE,
    NO_FACTS,
    OTHER_DRAFT,
    MERGED,
    HEAD_TWICE,
    NO_FINDING,
    TWO_FINDINGS,
    NOT_IN_DRAFT,
    NO_ROLE,
    NOT_READ,
    WORDS_CHANGED,
    PINNED,
    TRACKED,
    NOT_REGISTERED,
    CELL_FAULT,
    PINNED_SOMEWHERE,
)
