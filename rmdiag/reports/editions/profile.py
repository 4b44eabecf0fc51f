"""Write the maturity profile: every dimension on one scale, every indicator at one look, how far answers are proven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from rmdiag.assessment.results import GroupScore, OverallScore, State
from rmdiag.compendium.model import Dimension, Indicator
from rmdiag.questionnaires.model import Layer
from rmdiag.reports.compose import cell, level_cell, row, runs, total_row
from rmdiag.reports.editions.before import levels_before
from rmdiag.reports.editions.certainty import firmness
from rmdiag.reports.editions.figures import confidence_bars, heat_map, profile_chart
from rmdiag.reports.editions.groupings import to_groupings
from rmdiag.reports.editions.proof import kinds_of, proof, proof_words
from rmdiag.reports.editions.scope import (
    asked_words,
    leaves_out_dimensions,
    partly_note,
    partly_words,
    scope_notes,
    withheld_words,
)
from rmdiag.reports.editions.summary import cap_words, headline
from rmdiag.reports.editions.telling import Telling, dimension_id, following, to_annex
from rmdiag.reports.model import (
    Align,
    Block,
    Cell,
    Column,
    Density,
    Figure,
    Paragraph,
    Reference,
    Row,
    Runs,
    Section,
    Table,
)

_COLUMNS = (
    ("dimension", 38),
    ("level", 15),
    ("interval", 18),
    ("lowest", 14),
    ("spread", 14),
    ("target", 14),
    ("previous", 16),
    ("self", 17),
    ("coverage", 17),
    ("confidence", 21),
)


def profile(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    return Section(
        id="profile",
        title=tell.say("profile.title"),
        number=number,
        blocks=(headline(tell), *_overall(tell), _figure(tell), _table(tell)),
        sections=(
            Section(
                id="heat", title=tell.say("heat.title"), number=f"{number}.1", blocks=tuple(_heat(tell)), listed=False
            ),
            Section(
                id="proof",
                title=tell.say("proof.title"),
                number=f"{number}.2",
                blocks=tuple(_proof(tell)),
                listed=False,
            ),
            *firmness(tell, f"{number}.3"),
        ),
    )


def compared_dimension(tell: Telling, dimension: Dimension) -> bool:
    """Whether the mission holds an answer of its own on a gate of the dimension, so that both may be compared."""
    compared = tell.assessment.scores.compared
    return tell.mission.answers.speaks(Layer.SELF) and any(i.id in compared for i in dimension.indicators)


def _proven(tell: Telling, indicators: Iterable[Indicator]) -> str:
    """Write on what levels rest, in the order that the note tells: "2 / 1 / 1"."""
    counts = proof(tell, indicators)
    return tell.say("list.slash").join(tell.shown.count(counts[kind]) for kind in kinds_of(tell))


def _overall(tell: Telling) -> Iterator[Block]:
    overall, whole = tell.result.overall, not leaves_out_dimensions(tell)
    said: list[Runs] = []
    if overall.withheld and whole:
        said.append(runs(withheld_words(tell, overall)))
    elif overall.percent is not None:
        percent = tell.shown.percent(overall.percent)
        said.append(tell.runs("profile.percent", percent=percent, annex=to_annex(tell, "E")))
    said += [*_ends(tell), *scope_notes(tell), to_groupings(tell)]
    if any(said):
        yield Paragraph(runs=following(sentence for sentence in said if sentence))
    if overall.capped_by and whole:
        yield Paragraph(runs=cap_words(tell, overall))


def _ends(tell: Telling) -> Iterator[Runs]:
    """Name the highest and the lowest dimension that is asked in whole, where there are two levels to tell apart."""
    whole = [dimension for dimension in tell.dimensions if partly_words(tell, dimension) is None]
    levels = [(p, d) for d in whole if (p := tell.group(d).point) is not None]
    ordered = sorted(levels, key=lambda pair: pair[0])
    if len({tell.shown.mean(point) for point, _ in levels}) > 1:
        low, high = (tell.shown.mean(ordered[place][0]) for place in (0, -1))
        lowest, highest = ([d.short for p, d in ordered if tell.shown.mean(p) == end] for end in (low, high))
        key = "profile.ends" if len(lowest) == len(highest) == 1 else "profile.ends_several"
        named = {"highest": tell.shown.listed(highest), "lowest": tell.shown.listed(lowest)}
        yield tell.runs(key, high=high, low=low, **named)


def _figure(tell: Telling) -> Figure:
    return Figure(
        id="figure-profile",
        caption=tell.caption(tell.say("profile.figure")),
        chart=profile_chart(tell),
        alternative=tell.say("profile.alternative"),
        data_at=Reference(target="table-profile"),
        note=() if partly_note(tell) is None else runs(partly_note(tell) or ""),
    )


def _table(tell: Telling) -> Table:
    before = levels_before(tell)
    columns = [
        Column(
            title=tell.level_column() if title == "level" else tell.say(f"column.{title}"),
            width=width,
            align=Align.START if title == "dimension" else Align.CENTRE,
            heads_rows=title == "dimension",
        )
        for title, width in _COLUMNS
        if (title != "self" or tell.both_spoke) and (title != "previous" or before)
    ]
    rows = [_row(tell, dimension, before) for dimension in tell.dimensions]
    return Table(
        id="table-profile",
        caption=tell.caption(tell.say("profile.table")),
        columns=tuple(columns),
        rows=(*rows, _total(tell, before)),
        density=Density.COMPACT,
        note=runs(" ".join(part for part in (_note(tell), _before_note(tell, before), partly_note(tell)) if part)),
    )


def _note(tell: Telling) -> str:
    kinds = tell.say("list.slash").join(tell.say(f"proof.part.{kind}") for kind in kinds_of(tell))
    return tell.say("profile.table_note" if tell.both_spoke else "profile.table_note_one", kinds=kinds)


def _before_note(tell: Telling, before: Mapping[str, Fraction]) -> str:
    """Say which round the levels before are of."""
    if tell.earlier is None or not before:
        return ""
    mission = tell.earlier.mission
    return tell.say("profile.before", round=mission.round, date=tell.shown.date(mission.as_of))


def _row(tell: Telling, dimension: Dimension, before: Mapping[str, Fraction]) -> Row:
    group, shown = tell.group(dimension), tell.shown
    return row(
        cell(Reference(target=dimension_id(dimension), text=dimension.short)),
        _level(tell, dimension),
        shown.interval(group.low, group.high),
        tell.say("sign.none") if group.minimum is None else shown.count(group.minimum),
        tell.say("sign.none") if group.spread is None else shown.count(group.spread),
        shown.mean(tell.target_mean(dimension)),
        *((shown.mean(before.get(dimension.id)),) if before else ()),
        *_own(tell, tell.own.dimensions[dimension.id], compared=compared_dimension(tell, dimension)),
        shown.share(group.coverage),
        _proven(tell, dimension.indicators),
    )


def _own(tell: Telling, own: GroupScore | OverallScore, *, compared: bool) -> tuple[str, ...]:
    """Give the administration's view of itself, a span where several levels are open; no cell without two sides."""
    if not tell.both_spoke:
        return ()
    return (tell.shown.interval(own.low, own.high) if compared and own.point is not None else tell.say("sign.none"),)


def _level(tell: Telling, dimension: Dimension) -> Cell:
    group = tell.group(dimension)
    if group.point is None:
        return cell(tell.say(f"sign.{group.state.value}"))
    return level_cell(int(group.point), asked_words(tell, dimension, tell.shown.mean(group.point)))


def _total(tell: Telling, before: Mapping[str, Fraction]) -> Row:
    overall, shown = tell.result.overall, tell.shown
    whole = not leaves_out_dimensions(tell)  # the mean of some dimensions is no overall level, nor is its interval
    return total_row(
        tell.say("profile.overall"),
        shown.mean(overall.point),
        shown.interval(overall.low, overall.high) if whole else tell.say("sign.none"),
        "",
        "",
        shown.mean(tell.overall_target) if whole else "",
        *(("",) if before else ()),
        *_own(tell, tell.own.overall, compared=bool(tell.assessment.scores.compared)),
        shown.share(overall.coverage),
        _proven(tell, tell.indicators),
    )


def _heat(tell: Telling) -> Iterator[Block]:
    levels = [i for i in tell.indicators if tell.score(i).point is not None]
    yield tell.para(
        "heat.opening",
        indicators=tell.count("count.indicators", len(tell.indicators)),
        counts=tell.shown.listed(_heat_counts(tell)) if levels else tell.say("heat.none"),
    )
    yield Figure(
        id="figure-heat",
        caption=tell.caption(tell.say("heat.figure")),
        chart=heat_map(tell),
        alternative=tell.say("heat.alternative"),
        note=tell.runs("heat.note"),
    )


def _heat_counts(tell: Telling) -> Iterator[str]:
    """Count the indicators at every level that occurs, and in every state without a level."""
    scores = tuple(tell.score(indicator) for indicator in tell.indicators)
    levels = [score.point for score in scores]
    for step in tell.framework.levels:
        if step.level in levels:
            yield tell.count("heat.at_level", levels.count(step.level), level=tell.shown.count(step.level))
    for state in State:
        number = sum(score.state is state and score.point is None for score in scores)
        if number:
            yield tell.say("heat.in_state", count=tell.shown.count(number), state=tell.state(state))


def _proof(tell: Telling) -> Iterator[Block]:
    levels = proof(tell, tell.indicators).total()
    if not levels:
        yield tell.para("proof.none")
        return
    yield tell.para(
        "proof.opening",
        indicators=tell.count("proof.indicators", levels),
        list=proof_words(tell, kinds_of(tell)),
    )
    yield Figure(
        id="figure-proof",
        caption=tell.caption(tell.say("proof.figure")),
        chart=confidence_bars(tell),
        alternative=tell.say("proof.alternative"),
        data_at=Reference(target="table-profile"),
    )
