"""Write annex H: every comment that the administration made on the draft, to the letter, and what became of it."""

from __future__ import annotations

from rmdiag.assessment.comments import ALTOGETHER, AS_A_WHOLE, KINDS, STATUSES, Comment, counted
from rmdiag.reports.compose import cell, para, quiet, row, strong
from rmdiag.reports.editions.telling import NO_ATTRIBUTION, Telling, to_indicator
from rmdiag.reports.model import Cell, Column, Density, Inline, Row, Runs, Section, Start, Table, Text

ANNEX = "H"


def reply_annex(tell: Telling, letter: str) -> Section:
    """Write the annex; it is there only where there are comments."""
    comments = tell.mission.comments
    made = tell.count("reply.made", len(comments))
    return Section(
        id="annex-h",
        title=tell.say("quality.fact.reply"),
        number=letter,
        start=Start.NEW_PAGE,
        blocks=(para(made, " ", tell.say("reply.became", **became(tell))), tell.para("reply.letter"), _table(tell)),
    )


def became(tell: Telling) -> dict[str, str]:
    """Count the comments of a mission by what became of them, as messages name them."""
    counts = counted(tell.mission.comments)
    found = {status: tell.shown.count(counts[status]) for status in STATUSES}
    return {**found, "count": tell.shown.count(len(tell.mission.comments))}


def _table(tell: Telling) -> Table:
    return Table(
        id="table-reply",
        caption=tell.say("reply.caption"),
        columns=(
            Column(title=tell.say("reply.finding"), width=32, heads_rows=True),
            Column(title=tell.say("draft.comment"), width=68),
            Column(title=tell.say("reply.outcome"), width=68),
        ),
        rows=tuple(_row(tell, comment) for comment in tell.mission.comments),
        density=Density.COMPACT,
    )


def _row(tell: Telling, comment: Comment) -> Row:
    about = cell(comment.id, " ", *_about(tell, comment.finding))
    return row(about, _said(tell, comment), _answered(tell, comment))


def _about(tell: Telling, key: str) -> Runs:
    """Say in words what a finding is, with a way to the chapter of its indicator."""
    subject, _, kind = key.partition("/")
    if key == AS_A_WHOLE:
        return (quiet(tell.say("reply.whole")),)
    if subject == ALTOGETHER:
        return (quiet(tell.say("reply.on.overall")),)
    indicator = tell.framework.indicators.get(subject)
    named: Inline = Text(text=subject)
    if indicator is not None and any(one.id == subject for one in tell.indicators):
        named = to_indicator(indicator)
    known = kind in KINDS and (indicator is not None or kind in ("action", "contradiction"))
    return tell.runs(f"reply.on.{kind}", subject=named) if known else tell.runs("reply.on.other", subject=key)


def _said(tell: Telling, comment: Comment) -> Cell:
    """Print their words, then what they offer, and who spoke when, as far as the mission lets roles be named."""
    words: list[str | Inline] = [comment.comment]
    offered = [*comment.evidence, *([comment.offers] if comment.offers else [])]
    if offered:
        words += [" ", tell.say("reply.offered", list=tell.say("list.comma").join(offered).rstrip("."))]
    return cell(*words, *_by_on(tell, comment.by, tell.shown.date(comment.on) if comment.on else None))


def _answered(tell: Telling, comment: Comment) -> Cell:
    status = tell.say(f"reply.status.{comment.status}")
    if comment.answer is None:
        return cell(strong(status))
    on = tell.shown.date(comment.answered_on) if comment.answered_on else None
    said = _by_on(tell, comment.answered_by, on)
    return cell(strong(f"{status}."), " ", comment.answer, *said)


def _by_on(tell: Telling, by: str | None, on: str | None) -> Runs:
    named = None if tell.mission.attribution == NO_ATTRIBUTION else by
    known = tell.say("quality.by_on", on=on, by=named) if on and named else on or named or ""
    return (Text(text=" "), quiet(known)) if known else ()
