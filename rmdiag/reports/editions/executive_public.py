"""Write the public forms: where dimensions stand and how much is being done, and nothing that helps to avoid a control.

They are compositions of their own, made from what `public.py` lets through: levels of dimensions, and actions of
indicators that are not sensitive. No answer, question, level of an indicator, evidence, figure or person is in reach.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from rmdiag.assessment.results import State
from rmdiag.compendium.model import Dimension
from rmdiag.reports.chart_values import StandingChart, StandingMark, StandingRow
from rmdiag.reports.compose import runs, strong
from rmdiag.reports.editions.aims import has_targets
from rmdiag.reports.editions.cover import labels, logo
from rmdiag.reports.editions.executive_masthead import (
    colophon,
    edition_metadata,
    masthead,
    masthead_with_colophon,
    shortly_named,
    title,
)
from rmdiag.reports.editions.plan_lines import Line
from rmdiag.reports.editions.scope import leaves_out_dimensions
from rmdiag.reports.editions.telling import Telling, following, sentence_part
from rmdiag.reports.model import (
    Block,
    Columns,
    Figure,
    Group,
    KeyFigure,
    KeyFigures,
    List,
    ListEntry,
    Measure,
    Paragraph,
    ParagraphStyle,
    Report,
    Section,
)
from rmdiag.reports.public import (
    private_dimensions,
    public_actions,
    public_dimensions,
    public_left_out,
    public_notice,
    public_withheld,
    told_dimensions,
)


def public_executive(tell: Telling) -> Report:
    """Write the public form of the executive edition."""
    short = shortly_named(tell)
    parts = (
        Section(id="executive-standing", title=tell.say("brief_public.standing"), blocks=tuple(_standing(short))),
        Section(id="executive-done", title=tell.say("brief_public.done"), blocks=tuple(_done(short))),
        Section(id="executive-form", title=tell.say("brief_public.form"), blocks=(_notice(tell), colophon(tell))),
    )
    blocks = (*masthead(short, "executive"), *_opening(short))
    page = Section(id="executive", title=title(short), blocks=blocks, sections=parts if _known(short) else parts[2:])
    return Report(
        metadata=edition_metadata(tell, "executive"), labels=labels(tell), cover=None, sections=(page,), logo=logo(tell)
    )


def public_one_pager(tell: Telling) -> Report:
    """Write the public form of the one page."""
    short = shortly_named(tell)
    blocks: list[Block] = [*masthead_with_colophon(short, "one-pager"), *_opening(short)]
    if _known(short):
        done = Group(title=runs(tell.say("brief_public.done")), blocks=tuple(_brief_done(short)))
        form = Group(title=runs(tell.say("brief_public.form")), blocks=(_notice(tell),))
        blocks += [replace(_profile(short, Measure.FULL), label=""), *_withheld(short)]
        blocks.append(Columns(left=(done,), right=(form,)))
    else:
        blocks.append(_notice(tell))
    page = Section(id="one-pager", title=title(short), blocks=tuple(blocks))
    return Report(
        metadata=edition_metadata(tell, "one-pager"), labels=labels(tell), cover=None, sections=(page,), logo=logo(tell)
    )


def _notice(tell: Telling) -> Paragraph:
    return Paragraph(runs=public_notice(tell))


def _withheld(tell: Telling) -> Iterator[Paragraph]:
    """Say which levels are not shown, and why."""
    words = public_withheld(tell)
    if words:
        yield Paragraph(runs=words, style=ParagraphStyle.SMALL)


def _level(tell: Telling, dimension: Dimension) -> Fraction | None:
    return tell.group(dimension).point if public_dimensions(tell).shows(dimension) else None


def _overall(tell: Telling) -> Fraction | None:
    return tell.result.overall.point if public_dimensions(tell).overall else None


def _known(tell: Telling) -> bool:
    return bool(public_dimensions(tell).shown)


def _opening(tell: Telling) -> Iterator[Block]:
    who, overall = tell.mission.administration, _overall(tell)
    scale = {"lowest": tell.shown.count(tell.framework.lowest), "top": tell.shown.count(tell.framework.top)}
    if not _known(tell):
        yield tell.lead("brief_public.headline_nothing", administration=who)
        return
    if overall is None or leaves_out_dimensions(tell):
        yield tell.lead("brief_public.headline_dimensions", administration=who, **scale)
    else:
        key = "brief_public.headline_indicative" if tell.indicative else "brief_public.headline"
        yield tell.lead(key, administration=who, level=tell.shown.mean(overall), **scale)
    yield tell.para("brief_public.what")
    yield KeyFigures(cards=tuple(_cards(tell, overall)))


def _cards(tell: Telling, overall: Fraction | None) -> Iterator[KeyFigure]:
    if overall is not None:
        yield KeyFigure(
            value=tell.shown.mean(overall),
            label=tell.say("card.level_indicative" if tell.indicative else "card.level"),
            note=tell.say("card.scale"),
            level=int(overall),
        )
    shown, private = len(public_dimensions(tell).shown), private_dimensions(tell.assessment)
    every = sum(dimension.id not in private for dimension in tell.framework.dimensions)
    yield KeyFigure(
        value=tell.shown.count(shown),
        label=tell.count("brief_public.card_dimensions", shown, all=tell.shown.count(every)),
        note=tell.say("brief_public.card_all_shown" if shown == every else "brief_public.card_some_shown"),
    )
    steps = len(public_actions(tell).lines.every)
    yield KeyFigure(
        value=tell.shown.count(steps),
        label=tell.count("brief_public.card_steps", steps),
        note=tell.say("brief_public.card_steps_note"),
    )


def _standing(tell: Telling) -> Iterator[Block]:
    yield _profile(tell, Measure.FULL)
    yield from _withheld(tell)


def _profile(tell: Telling, measure: Measure) -> Figure:
    told = [dimension for dimension in told_dimensions(tell) if tell.group(dimension).state.counts]
    headings = [tell.say("brief.heading_level")]
    if has_targets(tell):
        headings.append(tell.say("key.target"))
    in_words = tell.say("list.semicolon").join(_in_words(tell, dimension) for dimension in told)
    return Figure(
        id="figure-standing",
        caption=tell.caption(tell.say("brief.profile")),
        chart=StandingChart(
            rows=tuple(_row(tell, dimension, len(headings)) for dimension in told),
            levels=tell.level_names,
            headings=tuple(headings),
        ),
        alternative=tell.say("brief.profile_alternative", list=in_words),
        measure=measure,
    )


def _row(tell: Telling, dimension: Dimension, marks: int) -> StandingRow:
    level, target = _level(tell, dimension), _target(tell, dimension)
    every = (
        StandingMark(value=level, shown=tell.shown.mean(level)),
        StandingMark(value=target, shown=tell.shown.mean(target)),
    )
    return StandingRow(label=dimension.short, marks=every[:marks], without=_state(tell, dimension))


def _state(tell: Telling, dimension: Dimension) -> str:
    """Say in place of a level that there is none, or that it is not shown."""
    state = tell.group(dimension).state
    if state is not State.ASSESSED:
        return tell.state(state)
    return "" if _level(tell, dimension) is not None else tell.say("brief_public.not_told")


def _target(tell: Telling, dimension: Dimension) -> Fraction | None:
    """Give the target of a dimension where its level is shown."""
    return None if _level(tell, dimension) is None else tell.target_mean(dimension)


def _in_words(tell: Telling, dimension: Dimension) -> str:
    level = _level(tell, dimension)
    return tell.say(
        "brief.profile_one",
        dimension=dimension.short,
        level=_state(tell, dimension) if level is None else tell.shown.mean(level),
        target=tell.shown.mean(_target(tell, dimension)),
    )


def _done(tell: Telling) -> Iterator[Block]:
    lines = public_actions(tell).lines
    yield from _plan(tell)
    if lines.every:
        yield List(entries=tuple(_done_in(tell, one, lines.in_dimension(one)) for one in told_dimensions(tell)))


def _done_in(tell: Telling, dimension: Dimension, lines: Sequence[Line]) -> ListEntry:
    """Say what a dimension is about, and what its actions bring, those that end first before others."""
    brings = [
        ListEntry(runs=runs(f"{sentence_part(line.recommendation.deliverable)}."))
        for line in sorted(lines, key=lambda one: (one.last or date.max, one.id))
        if line.recommendation is not None
    ]
    purpose = dimension.purpose.strip()
    about = tell.runs("brief_public.dimension", dimension=strong(dimension.short), purpose=purpose)
    if not brings:
        return ListEntry(runs=following([about, tell.runs("brief_public.none_told")]))
    return ListEntry(runs=about, nested=List(entries=tuple(brings)))


def _brief_done(tell: Telling) -> Iterator[Block]:
    yield from _plan(tell)
    lines = public_actions(tell).lines
    counts = {one.id: len(lines.in_dimension(one)) for one in told_dimensions(tell)}
    named = [
        tell.say("brief_public.steps_in", dimension=one.short, count=tell.shown.count(counts[one.id]))
        for one in sorted(told_dimensions(tell), key=lambda one: -counts[one.id])
        if counts[one.id]
    ]
    if named:
        yield tell.para("brief_public.steps_by", list=tell.shown.listed(named))


def _plan(tell: Telling) -> Iterator[Paragraph]:
    """Say how many steps are planned from when to when, and that there are others."""
    told = public_actions(tell)
    every = told.lines.every
    if not every and not told.left_out:
        yield tell.para("brief_public.no_plan")
    if every:
        values = {"start": tell.shown.date(told.lines.start), "end": tell.shown.date(told.lines.ends)}
        yield Paragraph(runs=runs(tell.count("brief_public.plan", len(every), **values)))
    if told.left_out:
        yield Paragraph(runs=public_left_out(tell, told.left_out))
