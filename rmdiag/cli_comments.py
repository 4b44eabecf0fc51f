"""Parse `rmdiag comments`: list the administration's comments on a draft, and answer them.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_group import Entry, LateGroup
from rmdiag.cli_options import FormatOption, FrameworkOption, MissionPath
from rmdiag.terminal import Exit, Format, Stop, day_of, give_table, say, say_written
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from rmdiag.assessment.comments import Comment
    from rmdiag.assessment.comments_text import Answer
    from rmdiag.assessment.journal import Change
    from rmdiag.assessment.mission import Mission

# In the order of `rmdiag comments --help`; each is imported when it is called.
COMMANDS: tuple[Entry, ...] = (
    Entry("export", "cli_comments_exchange:commands", "Hand the findings of the draft out for comment."),
    Entry("import", "cli_comments_exchange:commands", "Read comments that came back into comments.yaml."),
    Entry("list", "cli_comments:commands", "List the comments, and what became of each."),
    Entry("answer", "cli_comments:commands", "Write down what becomes of a comment, and why."),
)


class _Commands(LateGroup):
    entries = COMMANDS


comments = typer.Typer(
    cls=_Commands,
    help="Give the right of reply: hand findings out, take comments in, answer them.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
commands = typer.Typer()


@commands.command(name="list", epilog="Example: rmdiag comments list saint-orel-2028 --open")
def list_comments(
    mission: MissionPath,
    only_open: Annotated[bool, typer.Option("--open", help="Only those that nobody has answered.")] = False,
    framework: FrameworkOption = None,
    form: FormatOption = Format.TABLE,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 while any comment is open.")] = False,
) -> None:
    """List the comments, and what became of each."""
    from rmdiag.opening import mission_at
    from rmdiag.screens.comments import COLUMNS, SHOWN, comment_lines, comment_rows, for_people

    found, _ = mission_at(mission, framework)
    rows = comment_rows(one for one in found.comments if one.is_open or not only_open)
    if form is Format.TABLE and rows:
        give_table(SHOWN, for_people(rows), form)
    elif form is not Format.TABLE:
        give_table(COLUMNS, rows, form)
    for line in comment_lines(found.comments):
        say(line)
    if strict and any(one.is_open for one in found.comments):
        raise Stop(Exit.FINDINGS)


@commands.command(
    epilog="Example: rmdiag comments answer saint-orel-2028 C-03 --status partly --answer 'The figure was corrected.'"
)
def answer(
    mission: MissionPath,
    comment: Annotated[str, typer.Argument(metavar="ID", help="The comment, such as C-03.")],
    status: Annotated[str, typer.Option(metavar="accepted|partly|not_accepted", help="What becomes of the comment.")],
    words: Annotated[str, typer.Option("--answer", metavar="TEXT", help="The team's answer.")],
    by: Annotated[str | None, typer.Option(metavar="ROLE", help="Who answers, by role.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day of the answer; today unless given.")] = None,
    framework: FrameworkOption = None,
) -> None:
    """Write down what becomes of a comment, and why."""
    from dataclasses import replace

    from rmdiag.assessment.comments import ANSWERED
    from rmdiag.assessment.comments_text import Answer, with_answer
    from rmdiag.opening import mission_at
    from rmdiag.recording import Deed
    from rmdiag.replying import comments_at, keep_comments

    if status not in ANSWERED or not words.strip():
        known = ", ".join(ANSWERED)
        say(phrase("Write --status with one of {known}, and the reason with --answer.", known=known))
        raise Stop(Exit.USAGE)
    given = Answer(status=status, words=words.strip(), by=(by or "").strip() or None, on=day_of(on))
    found, questionnaire = mission_at(mission, framework)
    before = _comment(found, comment)
    after = replace(before, status=given.status, answer=given.words, answered_by=given.by, answered_on=given.on)
    _, text = comments_at(mission)
    meant = [after if one.id == before.id else one for one in found.comments]
    deed = Deed(command="comments answer", changes=_changes(before, given), by=given.by)
    written = keep_comments(mission, with_answer(text or "", before.id, given), (meant, found, questionnaire), deed)
    say_written(written)


def _comment(mission: Mission, identity: str) -> Comment:
    """Find a comment by its id, whatever its case."""
    from rmdiag.problems import did_you_mean

    for one in mission.comments:
        if one.id.casefold() == identity.casefold():
            return one
    near = did_you_mean(identity, [one.id for one in mission.comments])
    say(
        phrase(
            "There is no comment `{id}`; {near}to see them all: rmdiag comments list {mission}",
            id=identity,
            near=near,
            mission=mission.name,
        )
    )
    raise Stop(Exit.USAGE)


def _changes(before: Comment, given: Answer) -> tuple[Change, ...]:
    """Give what the journal keeps: each value before and after."""
    from rmdiag.assessment.journal import Change
    from rmdiag.assessment.mission import COMMENTS_FILE

    pairs = {
        "status": (before.status, given.status),
        "answer": (before.answer, given.words),
        "answered_by": (before.answered_by, given.by),
        "answered_on": (None if before.answered_on is None else before.answered_on.isoformat(), given.on.isoformat()),
    }
    return tuple(
        Change(file=COMMENTS_FILE, place=f"{before.id} {key}", old=old, new=new)
        for key, (old, new) in pairs.items()
        if old != new
    )
