"""Write how the quality of the assessment was assured: which steps of review were taken, and what the files show."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.account import STEPS, Check, Reviewer
from rmdiag.questionnaires.model import Layer
from rmdiag.reports.compose import cell, para, quiet, row, runs
from rmdiag.reports.editions.annex_reply import ANNEX, became
from rmdiag.reports.editions.cover import CHECKSUM_SHOWN
from rmdiag.reports.editions.proof import kinds_of, proof, proof_words
from rmdiag.reports.editions.telling import Telling, sentence_part, to_annex
from rmdiag.reports.model import Block, Cell, Column, Density, Reference, Row, Runs, Table

_YES = "yes"
_REPLY, _FOLLOWED = "reply", "comments_followed"


def quality(tell: Telling) -> Iterator[Block]:
    """Give the two tables, and before them what was not done."""
    checks = _checks(tell)
    if checks:
        yield tell.para("quality.opening")
        yield para(" ".join(_summed_up(tell, checks)))
        yield _steps(tell, checks)
    else:
        yield tell.para("quality.nothing_said")
    yield _facts(tell, checks.get(_REPLY))


def _checks(tell: Telling) -> dict[str, Check]:
    """Give the steps that were taken or not: what the mission says, and of comments what comments.yaml shows."""
    comments = tell.mission.comments
    said = {} if tell.mission.account is None else {check.step: check for check in tell.mission.account.checks}
    if not comments:
        return said
    if _REPLY not in said or said[_REPLY].done != _YES:
        said[_REPLY] = Check(step=_REPLY, done=_YES, on=max((c.on for c in comments if c.on), default=None))
    answered = not any(comment.is_open for comment in comments)
    if not answered or _FOLLOWED not in said or said[_FOLLOWED].done != _YES:
        on = max((c.answered_on for c in comments if c.answered_on), default=None) if answered else None
        said[_FOLLOWED] = Check(step=_FOLLOWED, done=_YES if answered else "no", on=on)
    return said


def _summed_up(tell: Telling, checks: dict[str, Check]) -> Iterator[str]:
    taken = sum(check.done == _YES for check in checks.values())
    asked = [step for step in STEPS if step not in checks or checks[step].done != "not_applicable"]
    yield tell.count("quality.counts", taken, all=tell.shown.count(len(asked)))
    left = [tell.say(f"quality.short.{step}") for step in asked if step not in checks or checks[step].done != _YES]
    if left:
        yield tell.say("quality.open", list=tell.shown.listed(left))
    reviewers = () if tell.mission.account is None else tell.mission.account.reviewers
    if not reviewers:
        yield tell.say("quality.no_reviewer")
        return
    listed = tell.say("list.semicolon").join(_reviewer(tell, reviewer) for reviewer in reviewers)
    yield tell.count("quality.reviewers", len(reviewers), outside=_outside(tell, reviewers), list=listed)


def _outside(tell: Telling, reviewers: tuple[Reviewer, ...]) -> str:
    """Say how many of the reviewers came from outside; none and all have words of their own in some languages."""
    number = sum(reviewer.outside for reviewer in reviewers)
    if not number:
        return tell.say("quality.outside_none")
    return tell.count("quality.outside_all" if number == len(reviewers) else "quality.outside", number)


def _reviewer(tell: Telling, reviewer: Reviewer) -> str:
    what = tell.say(f"quality.of.{reviewer.of}")
    if reviewer.on is not None:
        what = tell.say("quality.reviewed", of=what, on=tell.shown.day(reviewer.on))
    key = "quality.reviewer_of" if reviewer.organisation else "quality.reviewer"
    return tell.say(key, role=sentence_part(reviewer.role), organisation=reviewer.organisation or "", what=what)


def _steps(tell: Telling, checks: dict[str, Check]) -> Table:
    return Table(
        id="table-quality",
        caption=tell.say("quality.caption"),
        columns=(
            Column(title=tell.say("content.column.check"), width=80, heads_rows=True),
            Column(title=tell.say("content.column.done"), width=22),
            Column(title=tell.say("content.column.when_by"), width=66),
        ),
        rows=tuple(_step(tell, step, checks.get(step)) for step in STEPS),
        density=Density.COMPACT,
    )


def _step(tell: Telling, step: str, check: Check | None) -> Row:
    words = tell.say(f"quality.step.{step}")
    if check is None:
        return row(words, tell.say("quality.not_said"), "")
    return row(words, tell.say(f"quality.{check.done}"), _when(tell, check))


def _when(tell: Telling, check: Check) -> Cell:
    on = None if check.on is None else tell.shown.day(check.on)
    known = tell.say("quality.by_on", on=on, by=check.by) if on and check.by else on or check.by or ""
    if not check.note:
        return cell(known)
    note = tell.say("follow.said", words=sentence_part(check.note))
    return cell(known, quiet(f" {note}")) if known else cell(quiet(note))


def _facts(tell: Telling, reply: Check | None) -> Table:
    facts = (
        ("complete", tell.runs("quality.said.complete")),
        ("verified", _verified(tell)),
        ("sources", _sources(tell)),
        ("taken_over", _taken_over(tell)),
        ("contradictions", _contradictions(tell)),
        ("judgements", _counted(tell, "judgements", len(tell.mission.judgements))),
        ("evidence", _evidence(tell)),
        ("independence", _independence(tell)),
        ("reply", _reply(tell, reply)),
        ("again", _again(tell)),
    )
    return Table(
        id="table-assured",
        caption=tell.say("quality.facts_caption"),
        columns=(
            Column(title=tell.say("content.column.assured"), width=48, heads_rows=True),
            Column(title=tell.say("content.column.fact"), width=120),
        ),
        rows=tuple(row(tell.say(f"quality.fact.{key}"), Cell(runs=said)) for key, said in facts),
        density=Density.COMPACT,
    )


def _verified(tell: Telling) -> Runs:
    levels = proof(tell, tell.indicators).total()
    return tell.runs("quality.said.verified", all=tell.shown.count(levels), list=proof_words(tell, kinds_of(tell)))


def _sources(tell: Telling) -> Runs:
    """Count the indicators on which more than one sheet gave an answer."""
    several = 0
    for indicator in tell.indicators:
        voices = (voice for q in tell.questions(indicator.id) for voice in tell.result.answers[q.id].voices)
        several += len({voice.sheet.id for voice in voices}) > 1
    return _counted(tell, "sources", several, all=tell.shown.count(len(tell.indicators)))


def _taken_over(tell: Telling) -> Runs:
    if tell.self_only:
        return tell.runs("quality.said.taken_over_all")
    return _counted(tell, "taken_over", len(tell.taken_over) if tell.both_spoke else 0)


def _contradictions(tell: Telling) -> Runs:
    found = len(tell.assessment.findings.contradictions)
    if not found:
        return tell.runs("quality.said.contradictions_none")
    form = "one" if found == 1 else "other"
    return tell.runs(
        f"quality.said.contradictions_{form}", count=tell.shown.count(found), chapter=Reference(target="differences")
    )


def _evidence(tell: Telling) -> Runs:
    register = tell.mission.evidence.values()
    files = sum(entry.sha256 is not None for entry in register)
    return _counted(tell, "evidence", len(register), files=tell.shown.count(files))


def _independence(tell: Telling) -> Runs:
    mission = tell.mission
    if tell.self_only or not mission.answers.speaks(Layer.MISSION):
        return tell.runs("quality.said.self_only")
    if not mission.team:
        return tell.runs("quality.said.no_team")
    own = mission.administration.casefold()
    inside = sum((member.organisation or "").casefold() == own for member in mission.team)
    key, number = ("dependent", inside) if inside else ("independent", len(mission.team))
    return runs(tell.count(f"quality.said.{key}", number))


def _reply(tell: Telling, reply: Check | None) -> Runs:
    """Say whether the administration could comment; a date still to come is a deadline, not a refusal."""
    if tell.mission.comments:
        return tell.runs("quality.said.reply_comments", **became(tell), annex=to_annex(tell, ANNEX))
    if reply is None or reply.done == "not_applicable":
        return tell.runs("quality.said.reply_unsaid")
    if reply.done == _YES:
        return tell.runs("quality.said.reply_yes")
    if reply.on is not None:
        return tell.runs("quality.said.reply_running", on=tell.shown.date(reply.on))
    if reply.note:
        return tell.runs("quality.said.reply_no_note", note=sentence_part(reply.note))
    return tell.runs("quality.said.reply_no")


def _again(tell: Telling) -> Runs:
    checksum = tell.mission.checksum[:CHECKSUM_SHOWN]
    if not checksum:
        return tell.runs("quality.said.again_unsigned")
    return tell.runs("quality.said.again", sum=checksum, annex=to_annex(tell, "G"))


def _counted(tell: Telling, point: str, number: int, **values: str) -> Runs:
    """Say how many there are, in words of their own where there is none."""
    key = f"quality.said.{point}"
    return runs(tell.count(key, number, **values)) if number else tell.runs(f"{key}_none")
