"""Write which articles of agreements the framework reads, with the category and date that the state has notified.

These are public facts. No level stands beside an article: it would be the mean of other indicators than those of a
dimension, and from several means single indicators could be worked out.
"""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.groupings import GroupOfView, ScoredView
from rmdiag.assessment.mission import Commitment
from rmdiag.compendium.model import Indicator, ViewGroup, cites
from rmdiag.reports.compose import cell, para, quiet, row
from rmdiag.reports.editions.telling import Telling, slug
from rmdiag.reports.model import Align, Block, Callout, CalloutKind, Cell, Column, Section, Table
from rmdiag.reports.public import private_dimensions

TFA = "TFA-"  # how references to the agreement begin


def has_articles(tell: Telling) -> bool:
    """Whether the mission reads its results by article, or notes what its state has notified."""
    return bool(tell.assessment.views or tell.mission.tfa or tell.mission.rkc_accession)


def articles(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    opening: list[Block] = [tell.para("public.articles_opening")]
    if tell.mission.rkc_accession is not None:
        opening.append(tell.para("tfa.rkc", date=tell.shown.date(tell.mission.rkc_accession)))
    if tell.mission.tfa:
        opening.append(_commitments(tell))
    sections = tuple(
        Section(
            id=f"view-{slug(scored.view.id)}",
            title=scored.view.title,
            number=f"{number}.{place}",
            blocks=tuple(_view(tell, scored)),
        )
        for place, scored in enumerate(tell.assessment.views, start=1)
    )
    return Section(
        id="articles", title=tell.say("public.articles"), number=number, blocks=tuple(opening), sections=sections
    )


def _commitments(tell: Telling) -> Table:
    return Table(
        id="table-tfa",
        caption=tell.say("tfa.caption"),
        columns=(
            Column(title=tell.say("column.article"), width=40, heads_rows=True),
            Column(title=tell.say("column.category"), width=30),
            Column(title=tell.say("column.tfa_date"), width=60),
        ),
        rows=tuple(
            row(tell.say("tfa.article", article=one.article), one.category, tell.shown.date(one.date))
            for one in tell.mission.tfa
        ),
    )


def _view(tell: Telling, scored: ScoredView) -> Iterator[Block]:
    view = scored.view
    yield para(view.meaning)
    if view.notice:
        yield Callout(kind=CalloutKind.NOTE, title=tell.say("groupings.notice"), blocks=(para(view.notice),))
    notified = any(standard.startswith(TFA) for one in scored.groups for standard in one.group.citing)
    columns = [Column(title=tell.say("column.group"), width=110, heads_rows=True)]
    if notified:
        columns.append(Column(title=tell.say("column.notified"), width=46))
    columns.append(Column(title=tell.say("public.indicators_read"), width=24, align=Align.END))
    yield Table(
        id=f"table-view-{slug(view.id)}",
        caption=view.title,
        columns=tuple(columns),
        rows=tuple(row(*_cells(tell, one, notified=notified)) for one in scored.groups),
        note=tell.runs("public.indicators_note"),
    )


def _cells(tell: Telling, one: GroupOfView, *, notified: bool) -> Iterator[str | Cell]:
    """Give the cells of a group: what was notified stands there where any group has it."""
    title, meaning = one.group.title, one.group.meaning
    yield cell(title, quiet(f" {meaning}")) if meaning else title
    if notified:
        yield _notified(tell, one.group)
    yield tell.shown.count(len(_public(tell, one)))


def _public(tell: Telling, one: GroupOfView) -> tuple[Indicator, ...]:
    """Give the indicators of a group that were asked about and are not private."""
    private = private_dimensions(tell.assessment)
    return tuple(m for m in one.members if tell.is_asked(m) and m.dimension not in private)


def _notified(tell: Telling, group: ViewGroup) -> str:
    """Give the notified category and date of a group's articles; a paragraph falls under the article it belongs to."""
    asked = tuple(standard.removeprefix(TFA) for standard in group.citing if standard.startswith(TFA))
    over = [c for c in tell.mission.tfa if any(cites(article, (c.article,)) for article in asked)]
    nearest = [c for c in over if len(c.article) == max(len(other.article) for other in over)]
    found = nearest or [c for c in tell.mission.tfa if cites(c.article, asked)]
    return tell.say("list.semicolon").join(_words(tell, one) for one in found) or tell.say("sign.none")


def _words(tell: Telling, one: Commitment) -> str:
    date = tell.say("groupings.no_date") if one.date is None else tell.shown.date(one.date)
    return tell.say("groupings.commitment_of", article=one.article, category=one.category, date=date)
