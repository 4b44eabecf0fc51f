"""Write how to read the report, and by which method its levels are made."""

from __future__ import annotations

from rmdiag.assessment.originals import speaks_otherwise
from rmdiag.assessment.results import State
from rmdiag.reports.compose import cell, fact, level_cell, row
from rmdiag.reports.editions.overlays import has_aliases, overlay_notice
from rmdiag.reports.editions.scope import scope_notes
from rmdiag.reports.editions.telling import Telling, following, to_annex
from rmdiag.reports.model import (
    Block,
    Column,
    Definitions,
    List,
    ListEntry,
    ListStyle,
    Paragraph,
    Section,
    Table,
)

_TERMS = ("point", "interval", "target", "threshold", "coverage", "confidence")
_STATES = (State.NOT_APPLICABLE, State.NOT_ASSESSED, State.OUT_OF_SCOPE)
_STEPS = ("evidence", "gates", "layers", "unknown", "means", "overall", "judgement", "confidence", "priority")

_OF_A_TEAM = ("layers", "judgement")  # steps that take a mission team


def reading(tell: Telling, number: str) -> Section:
    """Explain levels, intervals, coverage, confidence and the states that are no level."""
    where = tell.runs("reading.where", glossary=to_annex(tell, "F"))
    opening = Paragraph(runs=following((tell.runs("reading.opening"), where)))
    blocks: list[Block] = [*overlay_notice(tell), opening, levels_table(tell)]
    terms = (*_TERMS, "indicative") if any(scope_notes(tell)) else _TERMS
    entries = [fact(tell.say(f"term.{term}"), tell.say(f"reading.{term}")) for term in terms]
    entries += [fact(tell.say(f"term.{state.value}"), tell.say(f"reading.{state.value}")) for state in _STATES]
    blocks.append(Definitions(entries=tuple(entries)))
    if speaks_otherwise(tell.mission):
        blocks.append(tell.para("reading.originals"))
    return Section(id="reading", title=tell.say("reading.title"), number=number, blocks=tuple(blocks))


def method(tell: Telling, number: str) -> Section:
    """Say in steps how answers become levels, priorities and a plan."""
    told = [step for step in _STEPS if step not in _OF_A_TEAM or not tell.self_only]
    keys = [f"method.{step}" for step in told]
    if any(scope_notes(tell)):
        keys[told.index("means")] = "method.means_indicative"
    steps = tuple(ListEntry(runs=tell.runs(key, **_values(tell))) for key in keys)
    return Section(
        id="method",
        title=tell.say("method.title"),
        number=number,
        blocks=(
            tell.para("method.opening", framework=tell.framework.title, edition=tell.framework.edition),
            List(entries=steps, style=ListStyle.NUMBERS),
            tell.para("method.worked", annex=to_annex(tell, "E")),
        ),
    )


def levels_table(tell: Telling) -> Table:
    """Explain the levels of the scale."""
    return Table(
        id="table-levels",
        caption=tell.say("reading.levels"),
        columns=(
            Column(title=tell.say("column.level"), width=22, heads_rows=True),
            Column(title=tell.say("column.meaning"), width=110),
        ),
        rows=tuple(
            row(
                level_cell(
                    level.level,
                    tell.say(
                        "level.number_name",
                        level=tell.shown.count(level.level),
                        name=tell.framework.level_name(level.level),
                    ),
                ),
                cell(level.meaning),
            )
            for level in tell.framework.levels
        ),
        note=tell.runs("reading.level_names_overlay" if has_aliases(tell) else "reading.level_names"),
    )


def _values(tell: Telling) -> dict[str, str]:
    scoring = tell.framework.scoring
    overall = None if scoring is None else scoring.overall
    return {
        "coverage": tell.shown.share(None if overall is None else overall.minimum_coverage),
        "cap": tell.shown.mean(None if overall is None else overall.cap),
        "lowest": tell.shown.count(tell.framework.lowest),
        "top": tell.shown.count(tell.framework.top),
    }
