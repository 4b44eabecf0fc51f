"""Say what a mission's overlays change: in short before any level, in annex G each change and the scores without it."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.results import GroupScore, IndicatorScore, MissionScores
from rmdiag.compendium.model import Dimension
from rmdiag.questionnaires.model import Change, Overlay
from rmdiag.reports.compose import cell, level_cell, para, row, runs, strong, total_row
from rmdiag.reports.editions.answers import threshold_words
from rmdiag.reports.editions.telling import Telling, sentence_part, to_annex
from rmdiag.reports.model import (
    Align,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Density,
    Group,
    Keep,
    List,
    ListEntry,
    Row,
    Section,
    Table,
)
from rmdiag.reports.rounding import printed_level


def has_aliases(tell: Telling) -> bool:
    """Whether an overlay gives levels other words."""
    return any(overlay.aliases for overlay in tell.questionnaire.overlays)


def overlay_notice(tell: Telling) -> Iterator[Block]:
    """Tell a reader, before any level, that the framework was changed, by what and why."""
    overlays = tell.questionnaire.overlays
    if not overlays:
        return
    entries = tuple(
        ListEntry(
            runs=tell.runs(
                "overlay.entry",
                title=strong(overlay.title),
                reason=sentence_part(overlay.reason),
                changes=tell.shown.listed(_kinds(tell, overlay)),
            )
        )
        for overlay in overlays
    )
    key = "overlay.scores_stay" if tell.assessment.base is None else "overlay.scores_differ"
    yield Callout(
        kind=CalloutKind.NOTE,
        title=tell.count("overlay.title", len(overlays)),
        blocks=(List(entries=entries), tell.para(key, annex=to_annex(tell, "G"))),
    )


def overlay_sections(tell: Telling, letter: str) -> tuple[Section, ...]:
    """List every change, and set the scores beside those on the framework's own thresholds."""
    parts: list[tuple[str, tuple[Block, ...]]] = []
    if tell.questionnaire.overlays:
        parts.append(("overlays", tuple(_changes(tell))))
    if tell.assessment.base is not None:
        parts.append(("base", tuple(_on_base(tell, tell.assessment.base))))
    return tuple(
        Section(
            id=f"annex-g-{key}",
            title=tell.say(f"overlay.{key}_title"),
            number=f"{letter}.{place}",
            blocks=blocks,
            listed=False,
        )
        for place, (key, blocks) in enumerate(parts, start=1)
    )


def changes_words(tell: Telling, questions: set[str]) -> str | None:
    """Set the figures of the overlays beside the framework's for some questions, None where they changed none."""
    found = [
        tell.say(
            "note.changed_one",
            id=change.question,
            what=_changed_for(tell, change),
            after=threshold_words(tell, change, change.after),
            before=threshold_words(tell, change, change.before),
        )
        for overlay in tell.questionnaire.overlays
        for change in overlay.changes
        if change.question in questions
    ]
    return tell.say("list.semicolon").join(found) if found else None


def _changed_for(tell: Telling, change: Change) -> str:
    """Say of which level the threshold is, or what of the answer it measures."""
    if isinstance(change.at, int):
        return tell.say("overlay.at_level", level=tell.shown.count(change.at))
    return tell.say(f"overlay.{change.at}")


def _kinds(tell: Telling, overlay: Overlay) -> Iterator[str]:
    """Name the kinds of change that an overlay makes."""
    if overlay.changes:
        yield tell.count("overlay.thresholds", len(overlay.changes))
    if overlay.dimensions:
        names = tell.shown.listed(_dimension(tell, identity).title for identity in overlay.dimensions)
        yield tell.count("overlay.dimensions", len(overlay.dimensions), names=names)
    if overlay.aliases:
        yield tell.say("overlay.aliases")


def _dimension(tell: Telling, identity: str) -> Dimension:
    return next(dimension for dimension in tell.framework.dimensions if dimension.id == identity)


def _changes(tell: Telling) -> Iterator[Block]:
    for place, overlay in enumerate(tell.questionnaire.overlays, start=1):
        named = tell.say("overlay.named", title=overlay.title, file=overlay.file)
        reason = para(tell.say("overlay.reason", reason=sentence_part(overlay.reason)))
        yield Group(title=runs(named), blocks=(reason, *_added(tell, overlay)), keep=Keep.WHOLE)
        if overlay.changes:
            yield _thresholds(tell, overlay, place)
    if has_aliases(tell):
        words = [
            tell.say("overlay.alias", level=tell.shown.count(step.level), name=step.name, alias=step.alias)
            for step in tell.framework.levels
            if step.alias is not None
        ]
        yield tell.para("overlay.level_words", list=tell.say("list.semicolon").join(words))


def _added(tell: Telling, overlay: Overlay) -> Iterator[Block]:
    """List the dimensions of an overlay with their indicators."""
    for identity in overlay.dimensions:
        dimension = _dimension(tell, identity)
        members = tell.say("list.semicolon").join(
            tell.say("indicator.title", id=i.id, title=i.title) for i in dimension.indicators
        )
        yield tell.para("overlay.own_dimension", dimension=strong(dimension.title), indicators=members)


def _thresholds(tell: Telling, overlay: Overlay, place: int) -> Table:
    return Table(
        id=f"table-overlay-{place}",
        caption=tell.say("overlay.caption", title=overlay.title),
        columns=(
            Column(title=tell.say("column.question"), width=84, heads_rows=True),
            Column(title=tell.say("column.changed"), width=32),
            Column(title=tell.say("column.before"), width=26, align=Align.END),
            Column(title=tell.say("column.after"), width=26, align=Align.END),
        ),
        rows=tuple(_change(tell, change) for change in overlay.changes),
        density=Density.COMPACT,
    )


def _change(tell: Telling, change: Change) -> Row:
    question = tell.questionnaire.questions[change.question]
    return row(
        cell(*tell.runs("question.titled", id=question.id, text=question.text)),
        _changed_for(tell, change),
        threshold_words(tell, change, change.before),
        threshold_words(tell, change, change.after),
    )


def _on_base(tell: Telling, base: MissionScores) -> Iterator[Block]:
    before = base.result.indicators
    changed = [i for i in tell.indicators if i.id in before and tell.score(i).point != before[i.id].point]
    yield para(tell.count("overlay.base_opening", len(changed)) if changed else tell.say("overlay.base_same"))
    rows = [_base_row(tell, d.title, tell.group(d), base.result.dimensions.get(d.id)) for d in tell.dimensions]
    rows += [
        row(
            tell.say("indicator.title", id=i.id, title=i.title),
            _level(tell, tell.score(i)),
            _level(tell, before[i.id]),
        )
        for i in changed
    ]
    overall, without = tell.result.overall.point, base.result.overall.point
    total = total_row(tell.say("profile.overall"), tell.shown.mean(overall), tell.shown.mean(without))
    yield Table(
        id="table-base",
        caption=tell.say("overlay.base_caption"),
        columns=(
            Column(title=tell.say("column.dimension_or_indicator"), width=104, heads_rows=True),
            Column(title=tell.say("column.with_overlay"), width=32, align=Align.CENTRE),
            Column(title=tell.say("column.on_base"), width=32, align=Align.CENTRE),
        ),
        rows=(*rows, total),
        note=tell.runs("overlay.base_note"),
    )


def _base_row(tell: Telling, title: str, score: GroupScore, base: GroupScore | None) -> Row:
    return row(title, _mean(tell, score), cell(tell.say("overlay.not_there")) if base is None else _mean(tell, base))


def _mean(tell: Telling, score: GroupScore) -> Cell:
    if score.point is None:
        return cell(tell.say(f"sign.{score.state.value}"))
    return level_cell(printed_level(score.point), tell.shown.mean(score.point))


def _level(tell: Telling, score: IndicatorScore) -> Cell:
    return level_cell(score.point, tell.point(score))
