"""Write how to read the public form, and on what it rests, in general numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rmdiag.assessment.mission import EVIDENCE_KINDS
from rmdiag.questionnaires.model import Layer
from rmdiag.reports.compose import bullets, fact, para, row, total_row
from rmdiag.reports.editions.annex_reply import became
from rmdiag.reports.editions.cover import country, period
from rmdiag.reports.editions.reading import levels_table
from rmdiag.reports.editions.scope import leaves_out_dimensions, left_out, set_title
from rmdiag.reports.editions.telling import NO_ATTRIBUTION, Telling, sentence_part
from rmdiag.reports.model import Align, Block, Column, Definition, Definitions, Paragraph, Section, Table
from rmdiag.reports.public import public_notice, public_withheld


def how_to_read(tell: Telling, number: str) -> Section:
    """Explain what is shown and what is left out, and the levels."""
    withheld = fact(tell.say("public.term_withheld"), *tell.runs("public.read_withheld"))
    entries = (
        fact(tell.say("column.level"), *tell.runs("public.read_level")),
        fact(tell.say("term.target"), *tell.runs("public.read_target")),
        *((withheld,) if public_withheld(tell) else ()),
    )
    return Section(
        id="reading",
        title=tell.say("reading.title"),
        number=number,
        blocks=(Paragraph(runs=public_notice(tell)), levels_table(tell), Definitions(entries=entries)),
    )


def the_mission(tell: Telling, number: str) -> Section:
    """Write the chapter on the mission, those who answered, and the evidence."""
    return Section(id="mission", title=tell.say("public.mission"), number=number, blocks=tuple(_blocks(tell)))


def _blocks(tell: Telling) -> Iterator[Block]:
    yield Definitions(entries=tuple(_facts(tell)))
    sheets = [tell.sheets(layer) for layer in (Layer.SELF, Layer.MISSION)]
    if any(sheets):
        own, team = (tell.count("public.sheets", len(some)) for some in sheets)
        yield tell.para("public.sheets_of", own=own, team=team)
        yield from _roles(tell)
    else:
        yield tell.para("roles.none")
    yield from _evidence(tell)
    if tell.mission.comments:
        yield para(tell.count("public.reply", len(tell.mission.comments), **became(tell)))
    chosen = tell.questionnaire.sets.get(tell.mission.set)
    if chosen is not None:
        yield tell.para("limits.set", title=chosen.title, scope=sentence_part(chosen.scope))
    if leaves_out_dimensions(tell):
        yield tell.para("limits.left_out", names=left_out(tell))
    yield tell.para("thresholds.working_values")


def _facts(tell: Telling) -> Iterator[Definition]:
    mission = tell.mission
    yield fact(tell.say("cover.administration"), mission.administration)
    yield fact(tell.say("cover.country"), country(tell))
    yield fact(tell.say("mission.round"), mission.round)
    yield fact(tell.say("cover.as_of"), tell.shown.date(mission.as_of))
    when = period(tell)
    if when is not None:
        yield fact(tell.say("cover.filled_in" if tell.self_only else "cover.mission"), when)
    preset = tell.framework.targets.get(mission.targets.preset)
    if preset is not None:
        yield fact(
            tell.say("mission.targets"), tell.say("targets.preset", title=preset.title, meaning=preset.meaning).strip()
        )
    yield fact(tell.say("cover.set"), set_title(tell))


def _roles(tell: Telling) -> Iterator[Block]:
    """Name the roles that answered, where the mission lets roles be named; never a person."""
    if tell.mission.attribution == NO_ATTRIBUTION:
        return
    roles = dict.fromkeys(sheet.role for sheet in tell.sheets(Layer.SELF))
    if roles:
        yield tell.para("public.roles")
        yield bullets(*roles)


def _evidence(tell: Telling) -> Iterator[Block]:
    register = tell.mission.evidence.values()
    if not register:
        yield tell.para("base.none")
        return
    counts = Counter(entry.kind for entry in register)
    yield para(tell.count("public.evidence", len(register)))
    yield Table(
        id="table-evidence",
        caption=tell.say("public.evidence_table"),
        columns=(
            Column(title=tell.say("column.kind"), width=80, heads_rows=True),
            Column(title=tell.say("public.pieces"), width=30, align=Align.END),
        ),
        rows=(
            *(row(tell.say(f"kind.{kind}"), tell.shown.count(counts[kind])) for kind in EVIDENCE_KINDS if counts[kind]),
            total_row(tell.say("column.total"), tell.shown.count(len(register))),
        ),
    )
