"""Show the levels of many administrations side by side, each in a field of its own, in the order of programme.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rmdiag.assessment.portfolio.model import Level, Member, Moved, Snapshot
from rmdiag.reports.chart_values import StripChart, StripPanel, StripRow
from rmdiag.reports.compose import runs
from rmdiag.reports.editions.portfolio_telling import PortfolioTelling
from rmdiag.reports.model import Figure, Reference
from rmdiag.reports.shown import NOTHING

PER_FIGURE = 15  # administrations that fit on a page with what is said of them all
LEVELS, LETTER = "portfolio-levels", "A"  # the annex that holds the numbers


def strip_figures(tell: PortfolioTelling) -> Iterator[Figure]:
    """Show every administration that may be seen by itself; many of them in several figures."""
    every = tell.members
    groups = [every[start : start + PER_FIGURE] for start in range(0, len(every), PER_FIGURE)]
    for number, members in enumerate(groups, start=1):
        values = {"number": tell.shown.count(number), "all": tell.shown.count(len(groups))}
        caption = tell.say("pf.strips" if len(groups) == 1 else "pf.strips_part", **values)
        chart = _chart(tell, members)
        yield Figure(
            id=f"figure-strips-{number}",
            caption=caption,
            chart=chart,
            alternative=tell.say("pf.strips_alternative", list=_in_words(tell, members)),
            data_at=Reference(target=LEVELS, text=tell.say("label.annex", letter=LETTER)),
            note=runs(" ".join(_note(tell, chart, number))),
        )


def code_words(tell: PortfolioTelling) -> str:
    """Say what the codes of dimensions stand for."""
    names = tell.say("list.semicolon").join(f"{one.id} {one.short}" for one in tell.framework.dimensions)
    return tell.say("pf.codes", list=names)


def scale_words(tell: PortfolioTelling) -> str:
    """Name the ends of the scale."""
    lowest, top = tell.framework.lowest, tell.framework.top
    return tell.say("pf.key.scale", lowest=tell.shown.count(lowest), top=tell.shown.count(top))


def _note(tell: PortfolioTelling, chart: StripChart, number: int) -> Iterator[str]:
    """Say what the codes stand for, how far the lines run, and what is grey on them."""
    if number == 1:
        yield code_words(tell)
    names = [
        tell.say("pf.key.level", level=tell.shown.count(one.level), name=tell.framework.level_name(one.level))
        for one in tell.framework.levels
    ]
    yield tell.say("pf.strips_scale", levels=tell.say("list.comma").join(names))
    if any(row.low != row.high for panel in chart.panels for row in panel.rows):
        yield tell.say("pf.strips_open")


def _chart(tell: PortfolioTelling, members: Sequence[Member]) -> StripChart:
    return StripChart(panels=tuple(_panel(tell, member) for member in members), top=tell.framework.top)


def _panel(tell: PortfolioTelling, member: Member) -> StripPanel:
    latest = tell.latest(member)
    if latest is None:
        return StripPanel(title=member.name, rows=(), without=tell.say("pf.no_round"))
    return StripPanel(
        title=member.name,
        rows=_rows(tell, member, latest),
        latest=latest.round,
        earlier="" if (change := tell.change(member)) is None else change.old_round,
        foot=_foot(tell, member),
    )


def _rows(tell: PortfolioTelling, member: Member, latest: Snapshot) -> tuple[StripRow, ...]:
    told, moves = tell.levels(latest), tell.moves(member, tell.change(member))
    rows = [_row(tell, one.id, told.get(one.id), moves.get(one.id)) for one in tell.framework.dimensions]
    if not tell.public:
        change = tell.change(member)
        moved = None if change is None else change.overall
        rows.append(replace(_row(tell, tell.say("pf.whole"), latest.overall, moved), whole=True))
    return tuple(rows)


def _row(tell: PortfolioTelling, label: str, level: Level | None, moved: Moved | None) -> StripRow:
    if level is None or level.point is None:
        return StripRow(label=label, value=None, shown=NOTHING)
    printed = tell.printed(moved)
    return StripRow(
        label=label,
        value=level.point,
        shown=tell.shown.mean(level.point),
        low=None if tell.public else level.low,
        high=None if tell.public else level.high,
        earlier=None if printed is None or moved is None else moved.old,
        change="" if printed is None else tell.signed(printed.moved),
    )


def _foot(tell: PortfolioTelling, member: Member) -> tuple[str, ...]:
    """Say how much of the change is practice, and how much only what is known of it."""
    change = tell.change(member)
    printed = None if change is None else tell.printed(change.overall)
    if tell.public or printed is None:
        return ()
    if printed.practice is None or printed.information is None:
        return (tell.say("pf.foot.unknown"),)
    return (
        tell.say("pf.foot.practice", change=tell.signed(printed.practice)),
        tell.say("pf.foot.information", change=tell.signed(printed.information)),
    )


def _in_words(tell: PortfolioTelling, members: Sequence[Member]) -> str:
    """Say in words what a seeing reader would take from the figure, administration by administration."""
    return " ".join(_sentence(tell, member) for member in members)


def _sentence(tell: PortfolioTelling, member: Member) -> str:
    latest = tell.latest(member)
    if latest is None:
        return tell.say("pf.alternative.no_round", name=member.name)
    told = tell.levels(latest).items()
    levels = tell.say("list.comma").join(f"{identity} {tell.shown.mean(level.point)}" for identity, level in told)
    if tell.public or latest.overall.point is None:
        return tell.say("pf.alternative.levels", name=member.name, list=levels)
    values = {"name": member.name, "list": levels, "level": tell.shown.mean(latest.overall.point)}
    change = tell.change(member)
    printed = None if change is None else tell.printed(change.overall)
    if change is None or printed is None:
        return tell.say("pf.alternative.overall", **values)
    moved = tell.signed(printed.moved)
    return tell.say("pf.alternative.moved", change=moved, round=change.old_round, **values)
