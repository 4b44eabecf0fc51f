"""Write what moved: dimensions and groups of views, then every indicator with the answers that made the change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rmdiag.assessment.comparison_answers import Why
from rmdiag.assessment.comparison_results import LevelChange, Parts, Verdict
from rmdiag.reports.chart_values import ChangeChart, ChangePanel
from rmdiag.reports.compose import cell, para, quiet, row, runs, strong, total_row
from rmdiag.reports.editions.progress_answers import asked_in_both, question_table
from rmdiag.reports.editions.progress_rounds import (
    Rounds,
    level_cells,
    level_words,
    printed_parts,
    signed,
    why_words,
)
from rmdiag.reports.editions.telling import sentence_part, slug
from rmdiag.reports.model import (
    Align,
    Block,
    Cell,
    Column,
    Density,
    Figure,
    Group,
    Keep,
    Paragraph,
    Reference,
    Row,
    Section,
    Table,
)

TOGETHER = 2  # questions of an indicator that stay on one page


def dimension_figure(rounds: Rounds) -> Iterator[Block]:
    """Draw every dimension then and now; nothing where no dimension is known in both rounds."""
    yield from changes_figure(rounds, [one for one in rounds.comparison.dimensions if one.change is not None])


def changes_figure(rounds: Rounds, shown: Sequence[LevelChange]) -> Iterator[Block]:
    """Draw some dimensions then and now; a sentence where none of them moved."""
    tell = rounds.tell
    if not shown:
        return
    if all(one.verdict is Verdict.SAME for one in shown):
        yield para(tell.count("pr.dimensions.same", len(shown)))
        return
    yield Figure(
        id="figure-dimensions",
        caption=tell.say("pr.dimensions.figure"),
        chart=ChangeChart(
            panels=tuple(_panel(rounds, one) for one in shown),
            levels=tell.level_names,
            rounds=rounds.named,
            target=tell.say("pr.dimensions.target"),
        ),
        alternative=tell.say("pr.dimensions.alternative"),
        data_at=Reference(target="table-dimensions"),
    )


def dimensions_chapter(rounds: Rounds, number: str) -> Section:
    """Write the dimensions, and the groups of the views that the mission names."""
    tell = rounds.tell
    blocks: list[Block] = [] if rounds.on_paper else [tell.para("pr.dimensions.opening")]
    blocks.append(_means_table(rounds, "dimensions", rounds.comparison.dimensions))
    views = tell.framework.views
    blocks += [_view(rounds, views[view].title, view) for view in rounds.comparison.views if view in views]
    return Section(id="dimensions", title=tell.say("pr.dimensions.title"), number=number, blocks=tuple(blocks))


def indicators_chapter(rounds: Rounds, number: str) -> Section:
    """Write what fell, what rose, and all indicators in one table."""
    tell = rounds.tell
    weakened = [one for one in rounds.hidden if one.parts is not None and one.parts.performance < 0]
    strengthened = [one for one in rounds.hidden if one not in weakened]
    parts: list[tuple[str, Sequence[LevelChange]]] = [
        ("fell", (*rounds.fell, *weakened)),
        ("rose", (*rounds.rose, *strengthened)),
    ]
    told = [(key, changes) for key, changes in parts if changes and not rounds.on_paper]
    sections = [
        Section(
            id=f"indicators-{key}",
            title=tell.say(f"pr.indicators.{key}"),
            number=f"{number}.{place}",
            blocks=tuple(_indicator(rounds, one) for one in changes),
        )
        for place, (key, changes) in enumerate(told, start=1)
    ]
    sections.append(
        Section(
            id="indicators-all",
            title=tell.say("pr.indicators.all"),
            number=f"{number}.{len(told) + 1}",
            blocks=(_every_indicator(rounds),),
        )
    )
    key = "paper" if rounds.on_paper else "opening" if told else "none"
    opening = tell.para(f"pr.indicators.{key}")
    return Section(
        id="indicators",
        title=tell.say("pr.indicators.title"),
        number=number,
        blocks=(opening,),
        sections=tuple(sections),
    )


def _panel(rounds: Rounds, change: LevelChange) -> ChangePanel:
    tell = rounds.tell
    dimension = next((d for d in tell.framework.dimensions if d.id == change.id), None)
    return ChangePanel(
        title=rounds.shorts.get(change.id, change.title),
        old=change.old,
        new=change.new,
        shown=(tell.shown.mean(change.old), tell.shown.mean(change.new)),
        change=signed(tell, printed_parts(change)[0], places=True),
        target=None if dimension is None else tell.target_mean(dimension),
    )


def _view(rounds: Rounds, title: str, view: str) -> Group:
    return Group(title=runs(title), blocks=(_means_table(rounds, view, rounds.comparison.views[view]),))


def _means_table(rounds: Rounds, key: str, changes: Sequence[LevelChange]) -> Table:
    tell = rounds.tell
    of_dimensions = key == "dimensions"
    columns = [
        Column(title=tell.say("column.dimension" if of_dimensions else "column.group"), width=62, heads_rows=True),
        *(Column(title=name, width=18, align=Align.CENTRE) for name in rounds.named),
        Column(title=tell.say("pr.column.change"), width=18, align=Align.END),
    ]
    if not rounds.on_paper:
        columns.append(Column(title=tell.say("pr.column.practice"), width=22, align=Align.END))
        columns.append(Column(title=tell.say("pr.column.information"), width=30, align=Align.END))
    rows = [row(*_means_cells(rounds, change, change.title)) for change in changes]
    if of_dimensions:
        rows += [total_row(*_means_cells(rounds, one, name)) for one, name in _wholes(rounds)]
    views = tell.framework.views
    caption = tell.say("pr.dimensions.table") if of_dimensions else tell.say("pr.views.table", view=views[key].title)
    return Table(
        id=f"table-{slug(key)}",
        caption=caption,
        columns=tuple(columns),
        rows=tuple(rows),
        density=Density.COMPACT,
        note=tell.runs("pr.dimensions.note") if of_dimensions and any(r.change is None for r in changes) else (),
    )


def _wholes(rounds: Rounds) -> Iterator[tuple[LevelChange, str]]:
    """Give the overall level, and the mean of what can be compared where there is no common whole."""
    tell, overall, alike = rounds.tell, rounds.comparison.overall, rounds.comparison.alike
    if overall.old is not None or overall.new is not None:
        yield overall, tell.say("profile.overall")
    if overall.change is None and alike.change is not None:
        yield alike, tell.count("pr.alike", len(rounds.compared))


def _means_cells(rounds: Rounds, change: LevelChange, name: str) -> list[str | Cell]:
    tell = rounds.tell
    moved, practice, information = (signed(tell, part, places=True) for part in printed_parts(change))
    cells: list[str | Cell] = [name, *level_cells(rounds, change, places=True), moved]
    return cells if rounds.on_paper else [*cells, practice, information]


def _indicator(rounds: Rounds, change: LevelChange) -> Group:
    """Tell one indicator: its levels, what moved it, and the answers that differ."""
    tell = rounds.tell
    values = {
        "name": rounds.named_in_full(change),
        "old": level_words(tell, change.old, places=False),
        "new": level_words(tell, change.new, places=False),
    }
    title = tell.say("pr.indicator.stayed" if change.change == 0 else "pr.indicator.moved", **values)
    blocks: list[Block] = [Paragraph(runs=runs(" ".join(_because(rounds, change))))]
    indicator = tell.framework.indicators.get(change.id)
    words = None if indicator is None or change.new is None else indicator.descriptor(int(change.new))
    if words and change.change:
        level = tell.level_title(int(change.new or 1))
        blocks.append(tell.small("pr.indicator.means", level=level, words=sentence_part(words)))
    blocks += question_table(rounds, change)
    keep = Keep.WHOLE if len(asked_in_both(change)) <= TOGETHER else Keep.START
    return Group(title=runs(title), blocks=tuple(blocks), id=f"moved-{slug(change.id)}", keep=keep)


def _because(rounds: Rounds, change: LevelChange) -> Iterator[str]:
    """Say how much of a change is practice, and what the rest is made of."""
    tell, parts = rounds.tell, change.parts
    if parts is None:
        yield tell.say("pr.because.unknown")
    else:
        yield from _parts(rounds, change, parts)
    score = tell.result.indicators.get(change.id)
    if score is not None and score.judgement is not None:
        yield tell.say("pr.because.judgement_now", reason=sentence_part(score.judgement.reason))
    before = rounds.before.result.indicators.get(change.was or change.id)
    if before is not None and before.judgement is not None:
        yield tell.say("pr.because.judgement_then", reason=sentence_part(before.judgement.reason))


def _parts(rounds: Rounds, change: LevelChange, parts: Parts) -> Iterator[str]:
    tell = rounds.tell
    if parts.performance:
        yield tell.say("pr.because.practice", change=signed(tell, parts.performance, places=False))
    else:
        yield tell.say(f"pr.because.{_no_practice(change)}")
    for key, part in (("knowledge", parts.knowledge), ("rules", parts.rules), ("judgement", parts.judgement)):
        if part:
            yield tell.say(f"pr.because.{key}", change=signed(tell, part, places=False))


def _no_practice(change: LevelChange) -> str:
    """Say which way single answers moved where practice moved no level."""
    found = {why for question in change.questions for why in question.why}
    better, worse = Why.BETTER in found, bool(found & {Why.WORSE, Why.LAPSED})
    if better and worse:
        return "practice_both"
    return "practice_better" if better else "practice_worse" if worse else "no_practice"


def _every_indicator(rounds: Rounds) -> Table:
    tell = rounds.tell
    columns = [
        Column(title=tell.say("column.indicator"), width=60, heads_rows=True),
        *(Column(title=name, width=13, align=Align.CENTRE) for name in rounds.named),
        Column(title=tell.say("pr.column.change"), width=17, align=Align.CENTRE),
    ]
    if not rounds.on_paper:
        columns.append(Column(title=tell.say("pr.column.practice"), width=17, align=Align.CENTRE))
        columns.append(Column(title=tell.say("pr.column.information"), width=23, align=Align.CENTRE))
    columns.append(Column(title=tell.say("pr.column.source" if rounds.on_paper else "pr.column.why"), width=44))
    marked = any(any(rounds.indicative(one)) for one in rounds.comparison.indicators)
    return Table(
        id="table-indicators",
        caption=tell.say("pr.indicators.table"),
        columns=tuple(columns),
        rows=tuple(_indicator_row(rounds, one) for one in rounds.comparison.indicators),
        density=Density.COMPACT,
        note=tell.runs("pr.indicative_note") if marked else (),
    )


def _indicator_row(rounds: Rounds, change: LevelChange) -> Row:
    tell = rounds.tell
    was = () if change.was is None else (" ", quiet(tell.say("pr.was", id=change.was)))
    cells: list[str | Cell] = [
        cell(strong(change.id), " ", change.title, *was),
        *level_cells(rounds, change, places=False),
    ]
    cells.append(signed(tell, change.change, places=False))
    if not rounds.on_paper:
        parts = change.parts
        cells.append("" if parts is None else signed(tell, parts.performance, places=False))
        cells.append("" if parts is None else signed(tell, parts.information, places=False))
    said = rounds.source(change) if rounds.on_paper else why_words(tell, change.why)
    cells.append(cell(quiet(said)))
    return replace(row(*cells), finding=f"{change.id}/level")
