"""Say how firm the overall level is: what the weights decide, and which single answers move it most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rmdiag.assessment.certainty import Certainty, Influence, Simulation, certainty_of
from rmdiag.assessment.sensitivity import RankShares, Sensitivity
from rmdiag.reports.compose import para, quiet, row, strong
from rmdiag.reports.editions.scope import leaves_out_dimensions
from rmdiag.reports.editions.telling import Telling, following
from rmdiag.reports.model import Align, Block, Column, Density, Inline, Row, Runs, Section, Table
from rmdiag.reports.rounding import down

OFTEN = Fraction(1, 10)  # a dimension is named as the lowest when it is so in a tenth of draws or more
TINY = Fraction(1, 200)  # what would be written as nothing
OPEN_NAMED = 3
ALIKE = 4  # answers that move the result as far as each other, named


def firmness(tell: Telling, number: str) -> Iterator[Section]:
    """Write the section; nothing where fewer than two dimensions have a level."""
    found = certainty_of(tell.mission, tell.questionnaire, tell.result, Simulation())
    blocks = tuple(_blocks(tell, found))
    if blocks:
        title = tell.say("firm.title")
        yield Section(id="firmness", title=title, number=number, blocks=blocks, listed=False)


def _blocks(tell: Telling, found: Certainty) -> Iterator[Block]:
    drawn = found.sensitivity
    if drawn is None:
        return
    opening = tell.say("firm.weights", draws=tell.shown.count(drawn.draws))
    yield para(" ".join((opening, *_weights(tell, drawn))))
    yield _ranks(tell, drawn)
    if leaves_out_dimensions(tell):
        return
    answers = tuple(_answers(tell, found))
    if answers:
        key = "firm.answers" if tell.result.overall.point is not None else "firm.answers_low"
        yield tell.small(key, label=strong(tell.say("label.answers")), sentences=following(answers))


def _weights(tell: Telling, drawn: Sensitivity) -> Iterator[str]:
    """Say where the overall level would lie, and which dimensions would be the lowest and the highest."""
    point = tell.result.overall.point
    if point is not None and drawn.low is not None and drawn.high is not None:
        level, low, high = (tell.shown.mean(value) for value in (point, drawn.low, drawn.high))
        key = "firm.overall_same" if level == low == high else "firm.overall"
        yield tell.say(key, level=level, low=low, high=high)
    often = sorted((one for one in drawn.ranks if one.lowest >= OFTEN), key=lambda one: -one.lowest)
    named = [tell.say("firm.in_draws", name=one.dimension.short, share=_share(tell, one.lowest)) for one in often]
    if named:
        yield tell.say("firm.lowest", list=tell.shown.listed(named))
    highest = max(drawn.ranks, key=lambda one: one.shares[-1])
    if highest.shares[-1]:
        yield tell.say("firm.highest", name=highest.dimension.short, share=_share(tell, highest.shares[-1]))


def _ranks(tell: Telling, drawn: Sensitivity) -> Table:
    return Table(
        id="table-firmness",
        caption=tell.say("firm.table"),
        columns=(
            Column(title=tell.say("column.dimension"), width=62, heads_rows=True),
            Column(title=tell.say("column.level"), width=20, align=Align.CENTRE),
            Column(title=tell.say("column.rank_today"), width=28, align=Align.CENTRE),
            Column(title=tell.say("column.rank_holds"), width=28, align=Align.CENTRE),
            Column(title=tell.say("column.is_lowest"), width=28, align=Align.CENTRE),
        ),
        rows=tuple(_rank(tell, one) for one in drawn.ranks),
        density=Density.COMPACT,
        note=tell.runs("firm.table_note"),
    )


def _rank(tell: Telling, one: RankShares) -> Row:
    level = tell.shown.mean(tell.group(one.dimension).point)
    shares = (_share(tell, one.holds), _share(tell, one.lowest))
    return row(one.dimension.short, level, tell.shown.count(one.today), *shares)


def _answers(tell: Telling, found: Certainty) -> Iterator[Runs]:
    """Name open questions worth finding out, the given answers that carry most, and the one that could lift most."""
    open_ones = [one for one in found.influences if one.open][:OPEN_NAMED]
    given = [one for one in found.influences if not one.open]
    alike = [one for one in given if (one.up, one.down) == (given[0].up, given[0].down)]
    for one in open_ones:
        yield tell.runs("firm.open", **_said(tell, one))
    if len(alike) == 1:
        yield tell.runs("firm.given", **_said(tell, alike[0]))
    elif alike:
        yield tell.runs("firm.given_alike", list=_named(tell, alike), effect=_effect(tell, alike[0]))
    for one in found.lifting[:1]:
        if one not in open_ones and [one] != alike:
            yield tell.runs("firm.lifting", **_said(tell, one))


def _said(tell: Telling, one: Influence) -> dict[str, str | Inline]:
    return {"question": one.question.text, "id": quiet(one.question.id), "effect": _effect(tell, one)}


def _named(tell: Telling, alike: Sequence[Influence]) -> str:
    rest = len(alike) - ALIKE
    more = [tell.count("list.others", rest)] if rest > 0 else []
    return tell.shown.listed([*(one.question.id for one in alike[:ALIKE]), *more])


def _effect(tell: Telling, one: Influence) -> str:
    """Say which way an answer could move the level, and how far."""
    values = {"up": _amount(tell, one.up), "down": _amount(tell, one.down), "narrows": _amount(tell, one.narrows)}
    if one.up > 0 and one.down > 0:
        return tell.say("firm.both", **values)
    if one.up > 0:
        return tell.say("firm.up", **values)
    return tell.say("firm.down" if one.down > 0 else "firm.narrows", **values)


def _amount(tell: Telling, value: Fraction) -> str:
    """Write a move of the overall level to two places, as most are small."""
    return tell.say("firm.tiny") if 0 < value < TINY else tell.shown.rounded(value, 2)


def _share(tell: Telling, value: Fraction) -> str:
    return tell.say("firm.share", count=tell.shown.count(int(down(value * 100))))
