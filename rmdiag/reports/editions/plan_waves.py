"""Write the actions wave by wave: what is done, when it counts as done, who answers, what it takes and closes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.proposal import Why
from rmdiag.compendium.model import Horizon
from rmdiag.questionnaires.model import Question
from rmdiag.reports.compose import cell, para, quiet, row, runs, strong
from rmdiag.reports.editions.answers import merged_words
from rmdiag.reports.editions.metrics import money
from rmdiag.reports.editions.plan_chart import wave_slug
from rmdiag.reports.editions.plan_line_words import (
    by_class,
    cost_sum,
    done_words,
    period_words,
    staff_sum_words,
    title_words,
    wave_period,
    who_words,
)
from rmdiag.reports.editions.plan_lines import Line, Lines, closes
from rmdiag.reports.editions.plan_words import staff_words, wave_name
from rmdiag.reports.editions.telling import Telling, sentence_part
from rmdiag.reports.model import Cell, Column, Density, Inline, Row, Runs, Section, Table, Text


def waves_chapter(tell: Telling, number: str) -> Section:
    """Write a part for every wave, and one for what has no dates."""
    lines = tell.ahead.lines
    parts: list[tuple[str, Horizon | None]] = [(wave_slug(wave), wave) for wave in lines.waves]
    if lines.undated:
        parts.append(("undated", None))
    sections = tuple(_wave(tell, lines, wave, f"{number}.{place}") for place, (_, wave) in enumerate(parts, start=1))
    return Section(
        id="actions",
        title=tell.say("pe.actions.title"),
        number=number,
        blocks=(tell.para("pe.actions.opening"),),
        sections=sections,
    )


def _wave(tell: Telling, lines: Lines, wave: Horizon | None, number: str) -> Section:
    here = lines.of(wave)
    if wave is None:
        title, opening = tell.say("pe.undated.title"), tell.count("pe.undated.opening", len(here))
    else:
        title = tell.say("plan.wave", wave=wave_name(tell, wave), period=wave_period(tell, lines, wave))
        opening = tell.say(
            "pe.wave.opening",
            actions=tell.count("pe.actions", len(here)),
            staff=staff_sum_words(tell, here),
            cost=cost_sum(tell, here),
        )
    slug = "undated" if wave is None else wave_slug(wave)
    return Section(
        id=f"wave-{slug}",
        title=title,
        number=number,
        blocks=(para(opening), _table(tell, lines, slug, here)),
    )


def _table(tell: Telling, lines: Lines, slug: str, here: Sequence[Line]) -> Table:
    name = tell.say("pe.undated.title")
    if here[0].wave is not None:
        name = wave_name(tell, here[0].wave)
    return Table(
        id=f"table-{slug}",
        caption=tell.say("pe.wave.table", wave=name),
        columns=(
            Column(title=tell.say("pe.column.when"), width=32, heads_rows=True),
            Column(title=tell.say("pe.column.what"), width=74),
            Column(title=tell.say("column.responsible"), width=28),
            Column(title=tell.say("pe.column.takes"), width=36),
        ),
        rows=tuple(_row(tell, lines, line) for line in here),
        density=Density.COMPACT,
    )


def _row(tell: Telling, lines: Lines, line: Line) -> Row:
    said = row(_when(tell, lines, line), _what(tell, lines, line), who_words(tell, line), _takes(tell, lines, line))
    return said if line.step is None else replace(said, finding=f"{line.step.id}/action")


def _when(tell: Telling, lines: Lines, line: Line) -> Cell:
    """Name an action, its days, what it waits for, and what is special about it."""
    named = line.indicator is not None and (line.recommendation is not None or line.adopted is not None)
    title = tell.say("pe.when.title", title=title_words(tell, line)) if named else ""
    said = list(_special(tell, lines, line))
    rest = tell.say("pe.when.special", list=tell.say("list.semicolon").join(said)) if said else ""
    return cell(strong(line.id), *_quietly(title), " ", strong(period_words(tell, line)), quiet(rest))


def _special(tell: Telling, lines: Lines, line: Line) -> Iterator[str]:
    if line.after:
        key = "pe.after_inherited" if line.inherits else "plan.after"
        yield tell.say(key, list=tell.say("list.comma").join(line.after))
    for one in lines.before(line):
        yield tell.say("pe.ends_later", id=one.id, end=tell.shown.day(one.last))
    if line.critical:
        yield tell.say("plan.critical")
    step = line.step
    if step is not None and step.stretched_from is not None and line.adopted is None:
        length = {"own": tell.shown.count(step.stretched_from), "length": tell.shown.count(step.end - step.start)}
        yield tell.say("plan.stretched", **length)
    if line.overdue:
        yield tell.say("pe.overdue")


def _what(tell: Telling, lines: Lines, line: Line) -> Cell:
    """Say what is done; each of what is delivered, when it counts and how it stands is set on a line of its own."""
    inside: list[Inline] = [Text(text=line.action)]
    for label, words in _details(tell, lines, line):
        inside += [Text(text=" "), *_labelled(tell, label, words)]
    return cell(*inside)


def _labelled(tell: Telling, label: str, words: str) -> Runs:
    return runs(strong(tell.say(f"pe.label.{label}")), Text(text=" "), quiet(words))


def _details(tell: Telling, lines: Lines, line: Line) -> Iterator[tuple[str, str]]:
    recommendation = line.recommendation
    if recommendation is not None:
        yield "deliverable", tell.say("follow.said", words=sentence_part(recommendation.deliverable))
        yield "done_when", done_words(tell, recommendation)
    else:
        yield "done_when", tell.say("pe.done_unset" if line.adopted is not None else "plan.find_out_done")
    if line.adopted is not None:
        yield from _adopted_details(tell, lines, line, line.adopted)
    if line.earlier is not None:
        yield "earlier", " ".join(_earlier(tell, line))


def _adopted_details(tell: Telling, lines: Lines, line: Line, action: PlannedAction) -> Iterator[tuple[str, str]]:
    """Say how an adopted action stands, which recommendation it carries out, and what is proposed beside it."""
    status = tell.say("pe.adopted_status", status=tell.say(f"status.{action.status}"))
    if action.recommendation is not None and action.recommendation != line.id:
        status = f"{status} {tell.say('follow.recommendation', id=action.recommendation)}"
    yield "status", status
    for words in (action.reason, action.note):
        if words:
            yield "remark", tell.say("follow.said", words=sentence_part(words))
    beside = [one.id for one in lines.every if one.indicator == line.indicator and one.adopted is None]
    if line.indicator is not None and line.recommendation is None and beside:
        listed = tell.shown.listed(beside)
        yield "remark", tell.count("pe.beside", len(beside), indicator=line.indicator.id, list=listed)


def _earlier(tell: Telling, line: Line) -> Iterator[str]:
    """Say what was reported of an action that is called for again, and what is missing all the same."""
    earlier = line.earlier
    if earlier is None:
        return
    key = f"pe.again.{earlier.status}"
    if earlier.finished is None:
        yield tell.say(f"{key}_undated", id=earlier.id)
    else:
        yield tell.say(key, id=earlier.id, day=tell.shown.day(earlier.finished))
    if earlier.cost and earlier.status != "dropped":
        yield tell.say("pe.again.paid", cost=money(tell, earlier.cost))
    missing = [
        tell.say("pe.again.answer", id=question.id, answer=_today(tell, question)) for question, _ in closes(tell, line)
    ]
    if missing:
        yield tell.count("pe.again.missing", len(missing), list=tell.say("list.semicolon").join(missing))
    else:
        yield tell.say("pe.again.nothing")


def _today(tell: Telling, question: Question) -> str:
    return tell.say("text.quoted", words=merged_words(tell, question, tell.result.answers[question.id]))


def _takes(tell: Telling, lines: Lines, line: Line) -> Cell:
    """Say what an action takes, who pays and helps, and which missing items it closes, or why it is there."""
    if line.recommendation is None and line.adopted is None:
        return cell(tell.say("sign.none"))
    inside: list[Inline] = [Text(text=_staff(tell, line))]
    for label, words in _means(tell, line):
        inside += [Text(text=" "), *_labelled(tell, label, words)]
    items = [question.id for question, _ in closes(tell, line)]
    if items:
        closing = tell.say("follow.said", words=tell.say("list.comma").join(items))
        inside += [Text(text=" "), *_labelled(tell, "closes", closing)]
    else:
        inside += [Text(text=" "), *_labelled(tell, "closes_none", why_words(tell, lines, line))]
    return cell(*inside)


def why_words(tell: Telling, lines: Lines, line: Line) -> str:
    """Say why an action is in the plan that closes no missing item."""
    waiting = [one.id for one in lines.every if line.id in one.after]
    if waiting:
        return tell.say("pe.there.prepares", list=tell.shown.listed(waiting))
    if line.recommendation is None or line.indicator is None:
        return tell.say("pe.there.adopted")
    if line.step is not None and line.step.why is Why.MUST:
        return tell.say("pe.there.asked")
    if tell.score(line.indicator).judgement is not None:
        return tell.say("pe.there.judged", indicator=line.indicator.id)
    others = [one.id for one in lines.every if one.indicator == line.indicator and closes(tell, one)]
    if others:
        return tell.count(
            "pe.there.met_others", len(others), indicator=line.indicator.id, list=tell.shown.listed(others)
        )
    return tell.say("pe.there.met", indicator=line.indicator.id)


def doubtful(tell: Telling, lines: Lines) -> list[Line]:
    """Give the proposed actions of which it is not known whether they are still needed."""
    return [line for line in lines.every if _is_doubtful(tell, lines, line)]


def _is_doubtful(tell: Telling, lines: Lines, line: Line) -> bool:
    if line.adopted is not None or line.recommendation is None or line.indicator is None or closes(tell, line):
        return False
    return all(line.id not in one.after for one in lines.every) and tell.score(line.indicator).judgement is None


def _staff(tell: Telling, line: Line) -> str:
    if line.staff is None:
        return tell.say("pe.staff_unknown")
    return tell.say("pe.staff", staff=staff_words(tell, line.staff))


def _means(tell: Telling, line: Line) -> Iterator[tuple[str, str]]:
    yield "cost", tell.say("follow.said", words=_cost(tell, line))
    if line.adopted is not None:
        for label, words in (("funding", line.adopted.funding), ("support", line.adopted.support)):
            if words:
                yield label, tell.say("follow.said", words=sentence_part(words))
    elif line.recommendation is not None and line.recommendation.support:
        kinds = tell.say("list.comma").join(tell.say(f"support.{one}") for one in line.recommendation.support)
        yield "support", tell.say("follow.said", words=kinds)


def _cost(tell: Telling, line: Line) -> str:
    """Write what an action costs; the amount of a class is marked as such."""
    if line.cost is None:
        if line.adopted is None and line.recommendation is not None:
            return tell.say(f"cost.{line.recommendation.cost_class}")
        return tell.say("pe.cost_unknown")
    if not line.cost:
        return tell.say("cost.none")
    if by_class(line) and line.recommendation is not None:
        name = tell.say(f"cost.{line.recommendation.cost_class}")
        return tell.say("pe.cost_class", cost=money(tell, line.cost), name=name)
    return money(tell, line.cost)


def _quietly(words: str) -> tuple[Inline, ...]:
    return (Text(text=" "), quiet(words)) if words else ()
