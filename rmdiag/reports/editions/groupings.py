"""Write the other groupings of the results: the same indicators side by side as another instrument or reader sees them.

A grouping changes no level; the rule of a dimension gives the level of a group.
"""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.groupings import GroupOfView, ScoredView
from rmdiag.assessment.mission import Commitment
from rmdiag.assessment.results import State
from rmdiag.compendium.model import ViewGroup, cites
from rmdiag.reports.compose import cell, level_cell, para, quiet, row, runs
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
TFA, RKC = "TFA-", "RKC-"  # how references to the two agreements begin for which a mission notes its commitments
_TITLES = ("assessed", "level", "interval", "lowest", "coverage")
_WIDTHS = (16, 12, 17, 14, 17)
_NOTIFIED = 29


def groupings(tell: Telling, number: str) -> Section:
    """Write the chapter: one section for each grouping that the mission names, in its order."""
    sections = tuple(
        Section(
            id=f"view-{slug(scored.view.id)}",
            title=scored.view.title,
            number=f"{number}.{place}",
            blocks=tuple(_blocks(tell, scored)),
        )
        for place, scored in enumerate(tell.assessment.views, start=1)
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
    if not tell.assessment.views:
        return ()
    titles = tell.say("list.semicolon").join(_lower(scored.view.title) for scored in tell.assessment.views)
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
    if _names(scored, RKC):
        accession = tell.mission.rkc_accession
        key = "groupings.no_accession" if accession is None else "tfa.rkc"
        yield tell.para(key, date=tell.shown.date(accession))
    yield _table(tell, scored)


def _names(scored: ScoredView, agreement: str) -> bool:
    """Whether a grouping is by article of an agreement."""
    return any(standard.startswith(agreement) for one in scored.groups for standard in one.group.citing)


def _table(tell: Telling, scored: ScoredView) -> Table:
    notified = _names(scored, TFA)
    room = 168 - sum(_WIDTHS) - (_NOTIFIED if notified else 0)
    columns = [
        Column(title=tell.say("column.group"), width=room * 9 // 20, heads_rows=True),
        Column(title=tell.say("column.members"), width=room - room * 9 // 20),
    ]
    if notified:
        columns.append(Column(title=tell.say("column.notified"), width=_NOTIFIED))
    columns += [
        Column(title=tell.say(f"column.{title}"), width=width, align=Align.CENTRE)
        for title, width in zip(_TITLES, _WIDTHS, strict=True)
    ]
    return Table(
        id=f"table-view-{slug(scored.view.id)}",
        caption=scored.view.title,
        columns=tuple(columns),
        rows=tuple(_row(tell, one, notified=notified) for one in scored.groups),
        density=Density.COMPACT,
        note=tell.runs("groupings.note_tfa" if notified else "groupings.note"),
    )


def _row(tell: Telling, one: GroupOfView, *, notified: bool) -> Row:
    named = (one.group.title, cell(*_members(tell, one)))
    commitments = (_notified(tell, one.group),) if notified else ()
    if not one.score.state.counts:
        return row(*named, *commitments, Cell(runs=runs(quiet(_without_level(tell, one))), span=len(_TITLES)))
    score, shown = one.score, tell.shown
    counting = [tell.score(member) for member in one.members if tell.score(member).state.counts]
    assessed = sum(member.point is not None for member in counting)
    level = None if score.point is None else int(score.point)
    words = tell.say("sign.not_assessed") if score.point is None else shown.mean(score.point)
    return row(
        *named,
        *commitments,
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


def _notified(tell: Telling, group: ViewGroup) -> Cell:
    """Give the notified category and date of a group's articles; a paragraph falls under the article it belongs to."""
    articles = tuple(standard.removeprefix(TFA) for standard in group.citing if standard.startswith(TFA))
    over = [c for c in tell.mission.tfa if any(cites(article, (c.article,)) for article in articles)]
    nearest = [c for c in over if len(c.article) == max(len(other.article) for other in over)]
    within = [] if nearest else [c for c in tell.mission.tfa if cites(c.article, articles)]
    found = [_commitment(tell, c, "groupings.commitment") for c in nearest]
    found += [_commitment(tell, c, "groupings.commitment_of") for c in within]
    return cell(tell.say("list.semicolon").join(found)) if found else cell(quiet(tell.say("groupings.not_notified")))


def _commitment(tell: Telling, commitment: Commitment, key: str) -> str:
    date = tell.say("groupings.no_date") if commitment.date is None else tell.shown.date(commitment.date)
    return tell.say(key, article=commitment.article, category=commitment.category, date=date)
