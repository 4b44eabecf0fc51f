"""Write the other groupings of the results: the same indicators side by side as another instrument or reader sees them.

A grouping changes no level; the rule of a dimension gives the level of a group.
"""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.groupings import GroupOfView, ScoredView
from rmdiag.assessment.results import State
from rmdiag.reports.compose import cell, level_cell, para, quiet, row, runs
from rmdiag.reports.editions.articles import views_by_article
from rmdiag.reports.editions.telling import Telling, sentence_part, slug
from rmdiag.reports.model import (
    Align,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Density,
    Inline,
    Reference,
    Row,
    Runs,
    Section,
    Table,
)

CHAPTER = "groupings"
_TITLES = ("assessed", "level", "interval", "lowest", "coverage")
_WIDTHS = (16, 12, 17, 14, 17)


def other_views(tell: Telling) -> tuple[ScoredView, ...]:
    """Give the views that the mission names, in its order; those by article have a chapter of their own."""
    by_article = {view.id for view in views_by_article(tell)}
    return tuple(scored for scored in tell.assessment.views if scored.view.id not in by_article)


def groupings(tell: Telling, number: str) -> Section:
    """Write the chapter: one section for each grouping that the mission names, in its order."""
    sections = tuple(
        Section(
            id=f"view-{slug(scored.view.id)}",
            title=scored.view.title,
            number=f"{number}.{place}",
            blocks=tuple(_blocks(tell, scored)),
            listed=False,
        )
        for place, scored in enumerate(other_views(tell), start=1)
    )
    return Section(
        id=CHAPTER,
        title=tell.say("groupings.title"),
        number=number,
        blocks=(tell.para("groupings.opening"),),
        sections=sections,
    )


def to_groupings(tell: Telling) -> Runs:
    """Point to the chapter, nothing when the mission names no grouping."""
    views = other_views(tell)
    if not views:
        return ()
    titles = tell.say("list.semicolon").join(_lower(scored.view.title) for scored in views)
    return tell.runs("groupings.pointer", chapter=Reference(target=CHAPTER), titles=titles)


def _lower(title: str) -> str:
    """Set a title inside a sentence: its first word begins small, unless it is all capitals."""
    first = title.partition(" ")[0]
    return title if first.isupper() and len(first) > 1 else f"{title[:1].lower()}{title[1:]}"


def _blocks(tell: Telling, scored: ScoredView) -> Iterator[Block]:
    view = scored.view
    yield para(view.meaning)
    if view.notice:
        yield Callout(kind=CalloutKind.NOTE, title=tell.say("groupings.notice"), blocks=(para(view.notice),))
    yield _table(tell, scored)


def _table(tell: Telling, scored: ScoredView) -> Table:
    room = 168 - sum(_WIDTHS)
    return Table(
        id=f"table-view-{slug(scored.view.id)}",
        caption=scored.view.title,
        columns=(
            Column(title=tell.say("column.group"), width=room * 9 // 20, heads_rows=True),
            Column(title=tell.say("column.members"), width=room - room * 9 // 20),
            *(
                Column(title=tell.say(f"column.{title}"), width=width, align=Align.CENTRE)
                for title, width in zip(_TITLES, _WIDTHS, strict=True)
            ),
        ),
        rows=tuple(_row(tell, one) for one in scored.groups),
        density=Density.COMPACT,
        note=tell.runs("groupings.note"),
    )


def _row(tell: Telling, one: GroupOfView) -> Row:
    named = (one.group.title, cell(*_members(tell, one)))
    if not one.score.state.counts:
        return row(*named, Cell(runs=runs(quiet(_without_level(tell, one))), span=len(_TITLES)))
    score, shown = one.score, tell.shown
    counting = [tell.score(member) for member in one.members if tell.score(member).state.counts]
    assessed = sum(member.point is not None for member in counting)
    level = None if score.point is None else int(score.point)
    words = tell.say("sign.not_assessed") if score.point is None else shown.mean(score.point)
    return row(
        *named,
        tell.say("groupings.assessed", assessed=shown.count(assessed), counting=shown.count(len(counting))),
        level_cell(level, words),
        shown.interval(score.low, score.high),
        tell.say("sign.none") if score.minimum is None else shown.count(score.minimum),
        shown.share(score.coverage),
    )


def _members(tell: Telling, one: GroupOfView) -> Iterator[Inline | str]:
    """Say what a group means, and list its indicators in quiet type."""
    if one.group.meaning:
        yield tell.say("groupings.meaning", meaning=sentence_part(one.group.meaning))
    told = [member for member in one.members if tell.is_asked(member)]
    unasked = len(one.members) - len(told)
    if told:
        listed = tell.say("list.comma").join(member.id for member in told)
        yield quiet(tell.count("groupings.members_unasked", unasked, list=listed) if unasked else listed)


def _without_level(tell: Telling, one: GroupOfView) -> str:
    if not one.members:
        return tell.say("groupings.empty")
    if one.score.state is State.NOT_APPLICABLE:
        return tell.say("groupings.not_applicable")
    return tell.count("groupings.out_of_scope", len(one.members))
