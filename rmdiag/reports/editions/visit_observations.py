"""Write what a delegation saw: one section for each practice, with the host's level and what will be done at home."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.visits import DUE, OWNER, Observation
from rmdiag.questionnaires.model import ACTION, Question
from rmdiag.reports.compose import code, fact, quiet, runs, strong
from rmdiag.reports.editions.telling import Telling, sentence_part
from rmdiag.reports.editions.visit_summary import due_words, indicator_of, observation_id, observed
from rmdiag.reports.model import (
    Block,
    Definition,
    Definitions,
    Descriptor,
    DescriptorPair,
    Group,
    Keep,
    Paragraph,
    ParagraphStyle,
    Runs,
    Section,
    Start,
)

PRACTICE = "practice"  # the column that names an observation
TOLD_APART = (PRACTICE, ACTION, OWNER, DUE)  # columns that have a place of their own
# What a delegation thinks of its host stays among the two administrations' own people.
RATES_A_HOST = ("restricted", "confidential")


def observations_chapter(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    seen = observed(tell)
    opening: tuple[Block, ...] = (tell.para("visit.seen.none"),)
    if seen:
        opening = (tell.para("visit.seen.opening"), *_evidence(tell, seen))
    sections = tuple(_observation(tell, one, f"{number}.{place}") for place, one in enumerate(seen, start=1))
    return Section(
        id="observations",
        title=tell.say("visit.seen.title"),
        number=number,
        blocks=opening,
        sections=sections,
        start=Start.NEW_PAGE,
    )


def _evidence(tell: Telling, seen: tuple[Observation, ...]) -> Iterator[Paragraph]:
    register = tell.mission.evidence
    cited = dict.fromkeys(e for one in seen for e in one.evidence)
    named = [tell.say("evidence.named", id=e, title=register[e].title) for e in cited if e in register]
    if named:
        yield tell.small("visit.seen.evidence", list=tell.say("list.semicolon").join(named))


def _observation(tell: Telling, one: Observation, number: str) -> Section:
    practice = one.cells.get(PRACTICE)
    title = tell.say("visit.seen.untitled", id=one.id) if practice is None else sentence_part(practice)
    blocks = (*_level(tell, one), Definitions(entries=tuple(_cells(tell, one))))
    return Section(id=observation_id(one), title=title, number=number, blocks=blocks)


def _level(tell: Telling, one: Observation) -> Iterator[Block]:
    """Say which indicator is meant and where the host stands on it, beside what it does not have yet."""
    linked = Paragraph(runs=_linked(tell, one))
    indicator = indicator_of(tell, one)
    if tell.mission.confidentiality not in RATES_A_HOST:
        yield linked
        yield _small(tell.runs("visit.seen.level_kept"))
        return
    if one.level is None:
        yield linked
        yield _small(tell.runs("visit.seen.no_level"))
        return
    words = None if indicator is None else indicator.descriptor(one.level)
    if indicator is None or words is None:
        yield linked
        yield _small(tell.runs("visit.seen.bare_level", level=tell.level(one.level)))
        return
    now = Descriptor(
        label=tell.say("visit.seen.host_level", level=tell.level(one.level)), level=one.level, runs=runs(words)
    )
    above = one.level + 1
    following = indicator.descriptor(above)
    if following is None:
        yield Group(blocks=(linked, DescriptorPair(now=now, next=None)), keep=Keep.WHOLE)
        yield _small(tell.runs("visit.seen.top"))
        return
    label = tell.say("visit.seen.next_level", level=tell.level(above))
    pair = DescriptorPair(now=now, next=Descriptor(label=label, level=above, runs=runs(following)))
    yield Group(blocks=(linked, pair), keep=Keep.WHOLE)


def _linked(tell: Telling, one: Observation) -> Runs:
    label = strong(tell.say("visit.seen.label"))
    if one.indicator is None:
        return tell.runs("visit.seen.no_link", label=label)
    indicator = indicator_of(tell, one)
    if indicator is None:
        return tell.runs("visit.seen.unknown_link", label=label, id=code(one.indicator))
    dimension = next(d for d in tell.framework.dimensions if d.id == indicator.dimension)
    title = tell.say("indicator.title", id=indicator.id, title=indicator.title)
    return tell.runs("visit.seen.link", label=label, indicator=title, dimension=dimension.title)


def _cells(tell: Telling, one: Observation) -> Iterator[Definition]:
    """Give what was written about the practice, then what will be done, by whom and when."""
    question = _question(tell, one)
    for column in question.columns:
        if column.id in one.cells and column.id not in TOLD_APART and column.holds not in ("indicator", "level"):
            key = f"visit.cell.{column.id}"
            term = tell.say(key) if tell.words.has(key) else column.text
            yield fact(term, one.cells[column.id])
    yield from _action(tell, one)
    if sum(question.id in sheet.responses for sheet in tell.mission.answers.sheets) > 1:
        yield fact(tell.say("visit.cell.noted_by"), one.sheet.role)


def _action(tell: Telling, one: Observation) -> Iterator[Definition]:
    planned = next((action for action in tell.mission.actions if action.id == one.id), None)
    if planned is None:
        yield fact(tell.say("visit.information"), tell.say("visit.information.meaning"))
        return
    words = tell.runs("visit.numbered_action", action=strong(planned.action), id=quiet(one.id))
    yield fact(tell.say("visit.cell.action"), *words)
    yield fact(tell.say("visit.cell.owner"), planned.responsible or tell.say("visit.no_owner"))
    yield fact(tell.say("visit.cell.due"), due_words(tell, planned.end))


def _question(tell: Telling, one: Observation) -> Question:
    return tell.questionnaire.questions[one.id.rpartition(".")[0]]


def _small(words: Runs) -> Paragraph:
    return Paragraph(runs=words, style=ParagraphStyle.SMALL)
