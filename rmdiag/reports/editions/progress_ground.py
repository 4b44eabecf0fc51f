"""Write what is still open and comes next, and on what ground the two rounds are compared."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.comparison_answers import Why
from rmdiag.assessment.comparison_results import RoundSide
from rmdiag.reports.compose import cell, fact, level_cell, para, row, strong
from rmdiag.reports.editions.priorities import leading, open_gaps
from rmdiag.reports.editions.progress_plan import first_part
from rmdiag.reports.editions.progress_rounds import Rounds, level_words
from rmdiag.reports.editions.summary import at_target
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import (
    Align,
    Block,
    Column,
    Definition,
    Definitions,
    Density,
    List,
    ListEntry,
    ListStyle,
    Row,
    Section,
    Table,
)

STEPS = ("plan", "verify", "again")


def open_chapter(rounds: Rounds, number: str) -> Section:
    """Write what is still open."""
    return Section(id="open", title=rounds.tell.say("pr.open.title"), number=number, blocks=tuple(_open(rounds)))


def ground_chapter(rounds: Rounds, number: str) -> Section:
    """Write on what ground the rounds are compared."""
    tell = rounds.tell
    blocks: list[Block] = [tell.para("pr.ground.opening"), Definitions(entries=tuple(_ground(rounds)))]
    if not rounds.on_paper:
        blocks.append(tell.small("pr.ground.method"))
    return Section(id="ground", title=tell.say("pr.ground.title"), number=number, blocks=tuple(blocks))


def side_words(tell: Telling, side: RoundSide) -> str:
    """Name a round with its day."""
    key = "pr.ground.side_paper" if side.on_paper else "pr.ground.side"
    return tell.say(key, round=side.round, date=tell.shown.date(side.as_of))


def editions_words(rounds: Rounds) -> str:
    """Say which editions of the framework the rounds use."""
    tell, old, new = rounds.tell, rounds.comparison.old, rounds.comparison.new
    if (old.framework, old.edition) == (new.framework, new.edition):
        return tell.say("pr.ground.edition_same", framework=tell.framework.title, edition=new.edition)
    share = tell.shown.share(rounds.comparison.common)
    return tell.say("pr.ground.edition_other", old=old.edition, new=new.edition, share=share)


def sets_words(rounds: Rounds) -> str:
    """Say which sets of questions the rounds asked."""
    tell, old, new = rounds.tell, rounds.comparison.old, rounds.comparison.new
    if rounds.on_paper:
        return tell.say("pr.ground.set_paper")
    titles = [
        side.questionnaire.sets[one.set].title if one.set in side.questionnaire.sets else one.set
        for side, one in ((rounds.before, old), (tell, new))
    ]
    if old.set == new.set:
        return tell.say("pr.ground.set_same", set=titles[1])
    return tell.say("pr.ground.set_other", old=titles[0], new=titles[1])


def overlays_words(rounds: Rounds) -> str:
    """Say which overlays are left out."""
    tell = rounds.tell
    overlays = dict.fromkeys(overlay.title for side in (rounds.before, tell) for overlay in side.questionnaire.overlays)
    if not overlays:
        return tell.say("pr.ground.no_overlay")
    return tell.count("pr.ground.overlay", len(overlays), list=tell.shown.listed(overlays))


def _open(rounds: Rounds) -> Iterator[Block]:
    tell = rounds.tell
    gaps = open_gaps(tell)
    then, now = at_target(rounds.before), at_target(tell)
    if now[1]:
        said = [tell.reached(*now)]
        if then[1]:
            values = {"reached": tell.shown.count(then[0]), "all": tell.shown.count(then[1])}
            said.append(tell.say("pr.open.reached_then", **values))
        own = [one for one in tell.indicators if rounds.comparison.indicator(one.id) is None]
        if own:
            named = (tell.say("indicator.short", id=one.id, short=one.short) for one in own)
            said.append(tell.count("pr.open.of_overlay", len(own), list=tell.shown.listed(named)))
        yield para(" ".join(said))
    if not gaps:
        yield tell.para("pr.open.none")
    else:
        yield para(tell.count("pr.open.gaps", len(gaps)))
        yield _gap_table(rounds)
    unknown = sum(gap.find_out for gap in tell.assessment.gaps)
    if unknown:
        yield para(tell.count("pr.open.unknown", unknown))
    yield tell.para("pr.next.opening")
    entries = tuple(ListEntry(runs=tell.runs(f"pr.next.{step}", edition=tell.framework.edition)) for step in STEPS)
    yield List(entries=entries, style=ListStyle.NUMBERS)


def _gap_table(rounds: Rounds) -> Table:
    tell = rounds.tell
    gaps = open_gaps(tell)
    rows: list[Row] = []
    for gap in gaps:
        firing = leading(gap)
        before = rounds.comparison.indicator(gap.indicator.id)
        rows.append(
            row(
                cell(strong(gap.indicator.id), " ", gap.indicator.title),
                level_words(tell, None if before is None else before.old, places=False),
                level_cell(gap.score.point, tell.point(gap.score)),
                tell.shown.count(gap.target),
                tell.say("sign.none")
                if firing is None
                else cell(strong(firing.recommendation.id), " ", first_part(firing.recommendation.action)),
            )
        )
    return Table(
        id="table-open",
        caption=tell.say("pr.open.table"),
        columns=(
            Column(title=tell.say("column.indicator"), width=54, heads_rows=True),
            Column(title=rounds.named[0], width=13, align=Align.CENTRE),
            Column(title=rounds.named[1], width=13, align=Align.CENTRE),
            Column(title=tell.say("column.target"), width=14, align=Align.CENTRE),
            Column(title=tell.say("pr.column.first"), width=76),
        ),
        rows=tuple(rows),
        density=Density.COMPACT,
    )


def _ground(rounds: Rounds) -> Iterator[Definition]:
    tell, comparison = rounds.tell, rounds.comparison
    yield fact(tell.say("pr.ground.then"), side_words(rounds.before, comparison.old))
    yield fact(tell.say("pr.ground.now"), side_words(tell, comparison.new))
    every = sum(Why.INDICATOR_GONE not in one.why for one in comparison.indicators)
    values = {"compared": tell.shown.count(len(rounds.compared)), "all": tell.shown.count(every)}
    yield fact(
        tell.say("pr.ground.indicators"),
        tell.say("pr.ground.indicators_words", share=tell.shown.share(comparison.compared), **values),
    )
    without = [rounds.named_in_full(one) for one in comparison.indicators if one.change is None]
    if without:
        yield fact(tell.say("pr.ground.without"), tell.shown.listed(without))
    yield fact(tell.say("pr.ground.editions"), editions_words(rounds))
    yield fact(tell.say("pr.ground.sets"), sets_words(rounds))
    yield fact(tell.say("pr.ground.overlays"), overlays_words(rounds))
    yield fact(tell.say("pr.ground.indicative"), _indicative(rounds))
    yield fact(tell.say("pr.ground.judgements"), _judgements(rounds))
    if rounds.on_paper:
        yield fact(tell.say("pr.ground.paper"), tell.say("pr.ground.paper_words"))


def _indicative(rounds: Rounds) -> str:
    tell = rounds.tell
    counts = [sum(rounds.indicative(one)[side] for one in rounds.compared) for side in (0, 1)]
    if not any(counts):
        return tell.say("pr.ground.not_indicative")
    values = {"then": tell.shown.count(counts[0]), "now": tell.shown.count(counts[1])}
    return tell.say("pr.ground.indicative_words", all=tell.shown.count(len(rounds.compared)), **values)


def _judgements(rounds: Rounds) -> str:
    tell = rounds.tell
    counts = [len(side.mission.judgements) for side in (rounds.before, tell)]
    if not any(counts):
        return tell.say("pr.ground.no_judgement")
    return tell.say("pr.ground.judgement_words", then=tell.shown.count(counts[0]), now=tell.shown.count(counts[1]))
