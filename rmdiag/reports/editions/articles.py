"""Read the results by article of the trade facilitation agreement, standard of the Kyoto convention and SAFE pillar.

Every view of the framework whose groups cite one of these instruments is read. A view that mission.yaml chooses is told
here with all its groups; of the others the groups nearest to risk management are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rmdiag.assessment.groupings import GroupOfView, ScoredView, score_view
from rmdiag.assessment.mission import Commitment
from rmdiag.compendium.model import Indicator, View, ViewGroup, cites
from rmdiag.reports.compose import cell, level_cell, para, quiet, row, runs, small
from rmdiag.reports.editions.telling import Telling, following, sentence_part, slug
from rmdiag.reports.model import (
    Align,
    Block,
    Cell,
    Column,
    Density,
    Inline,
    LevelBadge,
    Row,
    Runs,
    Section,
    Table,
    Text,
)

CHAPTER = "articles"
TFA, RKC, SAFE = "TFA-", "RKC-", "SAFE-"  # how references to the three instruments begin
NEAREST = ("TFA-7.1", "TFA-7.4", "TFA-7.5", "TFA-7.6", "TFA-7.7", "TFA-8", "TFA-10.4", "RKC-6")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Notified:
    """A commitment, and whether its date had passed when the mission looked."""

    commitment: Commitment
    passed: bool | None  # None: no date


def views_by_article(tell: Telling) -> tuple[View, ...]:
    """Give the views of the framework by article, in its order."""
    return tuple(view for view in tell.framework.views.values() if _instruments(view))


def articles(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    scored = [score_view(tell.framework, view, tell.result) for view in views_by_article(tell)]
    sections = tuple(
        Section(
            id=f"view-{slug(one.view.id)}",
            title=one.view.title,
            number=f"{number}.{place}",
            blocks=tuple(_blocks(tell, one)),
            listed=False,
        )
        for place, one in enumerate(scored, start=1)
    )
    return Section(
        id=CHAPTER,
        title=tell.say("articles.title"),
        number=number,
        blocks=(tell.lead("articles.opening"), tell.para("articles.how")),
        sections=sections,
    )


def _instruments(view: View) -> set[str]:
    """Name the instruments that all groups of a view cite."""
    cited = {standard for group in view.groups for standard in group.citing}
    return {begin for begin in (TFA, RKC, SAFE) if cited and all(standard.startswith(begin) for standard in cited)}


def _blocks(tell: Telling, scored: ScoredView) -> Iterator[Block]:
    told = _told(tell, scored)
    said: list[Runs] = []
    if len(told) < len(scored.groups):
        said.append(tell.runs("articles.extract"))
    if RKC in _instruments(scored.view):
        accession = tell.mission.rkc_accession
        key = "groupings.no_accession" if accession is None else "tfa.rkc"
        said.append(tell.runs(key, date=tell.shown.date(accession)))
    if TFA in _instruments(scored.view) and tell.mission.tfa:
        said += [runs(one) for one in (_due(tell, told), _late(tell, told), _without_step(tell, told)) if one]
    yield small(scored.view.meaning)
    if said:
        yield para(*following(said))
    yield _table(tell, scored.view, told)


def _told(tell: Telling, scored: ScoredView) -> tuple[GroupOfView, ...]:
    """Give the groups that are told: all of a view that is chosen or has no group nearer than others."""
    near = tuple(one for one in scored.groups if any(cites(standard, NEAREST) for standard in one.group.citing))
    return scored.groups if scored.view.id in tell.mission.views or not near else near


def _due(tell: Telling, groups: tuple[GroupOfView, ...]) -> str:
    """Say of how many articles the date has passed, and on which of them indicators are short of their targets."""
    passed = [one for one in _finest(groups) if (found := _notified(tell, one.group)) is not None and found.passed]
    short = [one for one in passed if _short(tell, one)]
    on = tell.shown.date(tell.mission.as_of)
    if not passed:
        return tell.say("articles.due_none", date=on)
    if not short:
        return tell.say("articles.due_met", date=on)
    return tell.count("articles.due", len(short), list=tell.shown.listed(_number(one.group) for one in short), date=on)


def _finest(groups: tuple[GroupOfView, ...]) -> list[GroupOfView]:
    """Leave out an article whose paragraphs are groups of their own, so that none is counted twice."""
    cited = [standard for one in groups for standard in one.group.citing]
    return [one for one in groups if not any(c not in one.group.citing and cites(c, one.group.citing) for c in cited)]


def _late(tell: Telling, groups: tuple[GroupOfView, ...]) -> str:
    """Name the articles whose date is still to come and lies before the last step that is planned for them."""
    found = []
    for one in _finest(groups):
        notified, ends = _notified(tell, one.group), _planned_until(tell, one)
        due = None if notified is None else notified.commitment.date
        if due is not None and ends is not None and tell.mission.as_of < due < ends:
            values = {"due": tell.shown.day(due), "ends": tell.shown.day(ends)}
            found.append(tell.say("articles.late_one", article=_number(one.group), **values))
    return tell.count("articles.late", len(found), list=tell.shown.listed(found)) if found else ""


def _without_step(tell: Telling, groups: tuple[GroupOfView, ...]) -> str:
    """Name the articles of which the plan has no action for an indicator that is short of its target."""
    found = []
    for one in _finest(groups):
        notified = _notified(tell, one.group)
        without = [member.id for member in _short(tell, one) if not tell.ahead.of(member)]
        if without:
            values = {"article": _number(one.group), "list": tell.say("list.comma").join(without)}
            category = None if notified is None else notified.commitment.category
            key = "articles.no_step_one" if category is None else "articles.no_step_dated"
            found.append(tell.say(key, category=category or "", **values))
    return tell.count("articles.no_step", len(found), list=tell.shown.listed(found)) if found else ""


def _number(group: ViewGroup) -> str:
    """Give the number of an article from its reference."""
    return group.citing[0].partition("-")[2]


def _table(tell: Telling, view: View, groups: tuple[GroupOfView, ...]) -> Table:
    notified = TFA in _instruments(view)
    columns = [Column(title=tell.say("content.column.article"), width=38, heads_rows=True)]
    if notified:
        columns.append(Column(title=tell.say("content.column.standing"), width=28))
    columns += [
        Column(title=tell.say("content.column.bearing"), width=50 if notified else 64),
        Column(title=tell.say("column.level"), width=12, align=Align.CENTRE),
        Column(title=tell.say("content.column.missing"), width=46 if notified else 60),
    ]
    return Table(
        id=f"table-view-{slug(view.id)}",
        caption=view.title,
        columns=tuple(columns),
        rows=tuple(_row(tell, one, notified=notified) for one in groups),
        density=Density.COMPACT,
        note=tell.runs("articles.note_tfa" if notified else "articles.note"),
    )


def _row(tell: Telling, one: GroupOfView, *, notified: bool) -> Row:
    standing = (_standing(tell, one.group),) if notified else ()
    point = one.score.point
    level = cell(tell.say("sign.none")) if point is None else level_cell(int(point), tell.shown.mean(point))
    return row(one.group.title, *standing, cell(*_bearing(tell, one)), level, cell(*_missing(tell, one)))


def _bearing(tell: Telling, one: GroupOfView) -> Iterator[Inline | str]:
    """List the indicators with their levels; what is not asked about, or has no level, stands in quiet words."""
    if not one.members:
        yield quiet(tell.say("groupings.empty"))
    elif not one.asked:
        yield quiet(tell.count("groupings.out_of_scope", len(one.members)))
    for place, member in enumerate(one.asked):
        if place:
            yield " "
        score = tell.score(member)
        words = tell.say("articles.badge", id=member.id, level=tell.point(score))
        yield quiet(words) if score.point is None else LevelBadge(level=score.point, text=words)


def _missing(tell: Telling, one: GroupOfView) -> Iterator[Inline | str]:
    """Say which indicators are short of their targets, and by when the plan would have lifted them."""
    short = _short(tell, one)
    if not short:
        yield quiet(tell.say("articles.nothing_missing" if one.asked else "sign.none"))
        return
    yield tell.say("list.semicolon").join(_distance(tell, member) for member in short)
    ends = _planned_until(tell, one)
    if ends is not None:
        yield Text(text=f". {tell.say('articles.until', date=tell.shown.day(ends))}")
    kept = {gap.indicator.id for gap in tell.ahead.short}
    missed = [member.id for member in short if member.id in kept]
    if missed:
        stop = " " if ends is not None else ". "
        yield quiet(f"{stop}{tell.say('articles.not_reached', list=tell.shown.listed(missed))}")


def _distance(tell: Telling, member: Indicator) -> str:
    score = tell.score(member)
    if score.point is None:
        return tell.say("articles.missing_unknown", id=member.id)
    return tell.say("articles.missing", id=member.id, target=tell.shown.count(tell.assessment.targets[member.id]))


def _short(tell: Telling, one: GroupOfView) -> list[Indicator]:
    """Give the indicators that count and stand under their targets, or nowhere."""
    counting = [member for member in one.asked if tell.score(member).state.counts]
    return [m for m in counting if (tell.score(m).point or 0) < tell.assessment.targets[m.id]]


def _planned_until(tell: Telling, one: GroupOfView) -> date | None:
    """Give the last day of the last action that is planned for the indicators that are short."""
    lines = (line for member in _short(tell, one) for line in tell.ahead.of(member))
    return max((line.last for line in lines if line.last is not None), default=None)


def _notified(tell: Telling, group: ViewGroup) -> _Notified | None:
    """Give the commitment over a group's article; a paragraph falls under the article it belongs to."""
    numbers = tuple(standard.removeprefix(TFA) for standard in group.citing if standard.startswith(TFA))
    over = [c for c in tell.mission.tfa if any(cites(number, (c.article,)) for number in numbers)]
    nearest = max(over, key=lambda one: len(one.article), default=None)
    if nearest is None:
        return None
    passed = None if nearest.date is None else nearest.date <= tell.mission.as_of
    return _Notified(commitment=nearest, passed=passed)


def _standing(tell: Telling, group: ViewGroup) -> Cell:
    """Give category and date of what was notified for an article, or for parts of it alone."""
    found = _notified(tell, group)
    if found is None:
        within = [c for c in tell.mission.tfa if cites(c.article, tuple(one.removeprefix(TFA) for one in group.citing))]
        parts = tell.say("list.semicolon").join(_part(tell, one) for one in within)
        return cell(parts or quiet(tell.say("groupings.not_notified")))
    whole = f"{TFA}{found.commitment.article}" in group.citing  # its paragraphs need not say the remark again
    remark = found.commitment.note if whole else None
    said = cell(*_dated(tell, found))
    return said if not remark else cell(*said.runs, " ", quiet(tell.say("follow.said", words=sentence_part(remark))))


def _dated(tell: Telling, found: _Notified) -> Iterator[Inline | str]:
    category, due = found.commitment.category, found.commitment.date
    yield tell.say("articles.notified", category=category, date=_day(tell, due))
    if found.passed is not None:
        yield quiet(tell.say("articles.passed" if found.passed else "articles.to_come"))


def _part(tell: Telling, commitment: Commitment) -> str:
    values = {"article": commitment.article, "category": commitment.category, "date": _day(tell, commitment.date)}
    return tell.say("groupings.commitment_of", **values)


def _day(tell: Telling, due: date | None) -> str:
    return tell.say("groupings.no_date") if due is None else tell.shown.day(due)
