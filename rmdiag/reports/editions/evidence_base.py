"""Write what the mission was, whom it met, what its answers rest on, and where its limits lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rmdiag.assessment.mission import CONFIDENTIALITIES, EVIDENCE_KINDS, Mission
from rmdiag.questionnaires.model import Layer, Sheet, Standing
from rmdiag.reports.compose import cell, fact, row, runs, total_row
from rmdiag.reports.editions.cover import confidentiality, country, period, team
from rmdiag.reports.editions.scope import leaves_out_dimensions, left_out, scope_notes
from rmdiag.reports.editions.summary import opening_fits, settled
from rmdiag.reports.editions.telling import NAMES, NO_ATTRIBUTION, Telling, sentence_part, to_annex
from rmdiag.reports.model import (
    Align,
    Block,
    Column,
    Definition,
    Definitions,
    List,
    ListEntry,
    Paragraph,
    Row,
    Runs,
    Section,
    Table,
)


def the_mission(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    return Section(
        id="mission",
        title=tell.say("mission.title"),
        number=number,
        blocks=tuple(_opening(tell)),
        sections=(
            Section(
                id="roles",
                title=tell.say("roles.title"),
                number=f"{number}.1",
                blocks=tuple(_roles(tell)),
                listed=False,
            ),
            Section(
                id="evidence",
                title=tell.say("base.title"),
                number=f"{number}.2",
                blocks=tuple(_base(tell)),
                listed=False,
            ),
            Section(
                id="limits", title=tell.say("limits.title"), number=f"{number}.3", blocks=(_limits(tell),), listed=False
            ),
        ),
    )


def role_of(tell: Telling, sheet: Sheet) -> str:
    """Name a respondent as far as the mission allows: role, role and name, or neither."""
    if tell.mission.attribution == NO_ATTRIBUTION:
        return tell.say("roles.unnamed")
    if tell.mission.attribution == NAMES and sheet.name:
        return tell.say("roles.named", role=sheet.role, name=sheet.name)
    return sheet.role


def _opening(tell: Telling) -> Iterator[Block]:
    mission = tell.mission
    if mission.summary and not opening_fits(tell):
        yield Paragraph(runs=runs(mission.summary))
    yield Definitions(entries=tuple(_facts(tell)))
    if mission.context:
        yield _context(tell)
    if mission.tfa or mission.rkc_accession is not None:
        yield from _commitments(tell)


def _facts(tell: Telling) -> Iterator[Definition]:
    mission = tell.mission
    yield fact(tell.say("cover.administration"), mission.administration)
    yield fact(tell.say("cover.country"), country(tell))
    yield fact(tell.say("mission.round"), mission.round)
    if mission.previous_round:
        yield fact(tell.say("mission.previous_round"), mission.previous_round.rstrip("/").rpartition("/")[2])
    yield fact(tell.say("cover.as_of"), tell.shown.date(mission.as_of))
    when = period(tell)
    if when is not None:
        yield fact(tell.say("cover.filled_in" if tell.self_only else "cover.mission"), when)
    members = team(tell)
    if members:
        yield fact(tell.say("cover.team"), tell.say("list.semicolon").join(members))
    yield fact(tell.say("mission.targets"), targets_words(tell))
    yield fact(tell.say("mission.readers"), confidentiality(tell))


def targets_words(tell: Telling) -> str:
    """Say which target profile was agreed, by whom, with which exceptions."""
    targets = tell.mission.targets
    preset = tell.framework.targets.get(targets.preset)
    title = targets.preset if preset is None else preset.title
    meaning = "" if preset is None else preset.meaning
    agreed = ""
    if targets.agreed_on is not None and targets.agreed_by is not None:
        agreed = tell.say("targets.agreed", by=targets.agreed_by, on=tell.shown.date(targets.agreed_on))
    own = [
        tell.say("targets.own", id=key, short=tell.framework.indicators[key].short, level=tell.shown.count(level))
        for key, level in targets.overrides.items()
        if key in tell.framework.indicators
    ]
    exceptions = tell.say("targets.exceptions", list=tell.shown.listed(own)) if own else ""
    parts = (tell.say("targets.preset", title=title, meaning=meaning), exceptions, agreed)
    return " ".join(part for part in parts if part)


def _context(tell: Telling) -> Table:
    return Table(
        id="table-context",
        caption=tell.say("context.caption"),
        columns=(
            Column(title=tell.say("column.figure"), width=60, heads_rows=True),
            Column(title=tell.say("column.value"), width=28, align=Align.END),
            Column(title=tell.say("column.year"), width=18, align=Align.END),
            Column(title=tell.say("column.source"), width=62),
        ),
        rows=tuple(
            row(c.label, c.value, "" if c.year is None else str(c.year), c.source or "") for c in tell.mission.context
        ),
    )


def _commitments(tell: Telling) -> Iterator[Block]:
    mission = tell.mission
    accession = tell.runs("tfa.rkc", date=tell.shown.date(mission.rkc_accession))
    if mission.tfa:
        yield Table(
            id="table-tfa",
            caption=tell.say("tfa.caption"),
            columns=(
                Column(title=tell.say("column.article"), width=25, heads_rows=True),
                Column(title=tell.say("column.category"), width=25),
                Column(title=tell.say("column.tfa_date"), width=45),
                Column(title=tell.say("column.note"), width=73),
            ),
            rows=tuple(
                row(tell.say("tfa.article", article=c.article), c.category, tell.shown.date(c.date), c.note or "")
                for c in mission.tfa
            ),
            note=accession if mission.rkc_accession is not None else (),
        )
    elif mission.rkc_accession is not None:
        yield Paragraph(runs=accession)


def _roles(tell: Telling) -> Iterator[Block]:
    if not tell.mission.answers.sheets:
        yield tell.para("roles.none")
        return
    yield tell.para("roles.opening")
    yield Table(
        id="table-roles",
        caption=tell.say("roles.caption"),
        columns=(
            Column(title=tell.say("column.sheet"), width=14, heads_rows=True),
            Column(title=tell.say("column.role"), width=58),
            Column(title=tell.say("column.layer"), width=40),
            Column(title=tell.say("column.date"), width=36),
            Column(title=tell.say("column.answers"), width=20, align=Align.END),
        ),
        rows=tuple(_role_row(tell, sheet) for layer in Layer for sheet in tell.sheets(layer)),
        note=tell.runs("roles.note"),
    )


def _role_row(tell: Telling, sheet: Sheet) -> Row:
    given = sum(response.standing is not Standing.UNKNOWN for response in sheet.responses.values())
    return row(
        tell.sheet_codes[sheet.id],
        role_of(tell, sheet),
        tell.say(f"layer.{sheet.layer.value}"),
        tell.shown.date(sheet.on),
        tell.shown.count(given),
    )


def _base(tell: Telling) -> Iterator[Block]:
    yield Paragraph(runs=_answers_words(tell))
    register = tell.mission.evidence
    if not register:
        yield tell.para("base.none")
        return
    yield _register_counts(tell, tell.mission)


def _answers_words(tell: Telling) -> Runs:
    merged = [tell.result.answers[q] for q in tell.questionnaire.questions if q in tell.asked]
    known = sum(one.known for one in merged)
    excused = sum(one.standing is Standing.NOT_APPLICABLE for one in merged)
    return tell.runs(
        "base.answers",
        asked=tell.count("base.questions", len(merged)),
        known=tell.shown.count(known),
        excused=tell.shown.count(excused),
        open=tell.shown.count(len(merged) - known - excused),
        annex=to_annex(tell, "A"),
    )


def _register_counts(tell: Telling, mission: Mission) -> Table:
    counts = Counter((entry.kind, entry.confidentiality) for entry in mission.evidence.values())
    classes = [c for c in CONFIDENTIALITIES if any(key[1] == c for key in counts)]
    kinds = [k for k in EVIDENCE_KINDS if any(key[0] == k for key in counts)]
    number = tell.shown.count
    body = [
        row(
            tell.say(f"kind.{kind}"),
            *(number(counts[kind, one]) for one in classes),
            number(sum(counts[kind, one] for one in classes)),
        )
        for kind in kinds
    ]
    sums = (number(sum(counts[kind, one] for kind in kinds)) for one in classes)
    body.append(total_row(cell(tell.say("column.total")), *sums, number(len(mission.evidence))))
    return Table(
        id="table-evidence",
        caption=tell.say("base.caption"),
        columns=(
            Column(title=tell.say("column.kind"), width=50, heads_rows=True),
            *(Column(title=tell.say(f"class.{one}"), width=26, align=Align.END) for one in classes),
            Column(title=tell.say("column.total"), width=20, align=Align.END),
        ),
        rows=tuple(body),
        note=tell.runs("base.note", annex=to_annex(tell, "B")),
    )


def _limits(tell: Telling) -> List:
    return List(entries=tuple(ListEntry(runs=one) for one in _limit_words(tell)))


def _coverage(tell: Telling) -> Runs:
    overall, more = tell.result.overall, settled(tell)
    values = {
        "coverage": tell.shown.share(overall.coverage),
        "known": tell.shown.count(overall.known),
        "asked": tell.shown.count(overall.asked),
    }
    if more:
        return tell.runs("limits.coverage_settled", more=tell.shown.count(more), **values)
    return tell.runs("limits.coverage_asked" if tell.indicative else "limits.coverage", **values)


def _limit_words(tell: Telling) -> Iterator[Runs]:
    mission, findings, overall = tell.mission, tell.assessment.findings, tell.result.overall
    chosen = tell.questionnaire.sets.get(mission.set)
    if chosen is not None:
        yield tell.runs("limits.set", title=chosen.title, scope=sentence_part(chosen.scope))
    if mission.scope_note:
        yield runs(mission.scope_note)
    yield _coverage(tell)
    if leaves_out_dimensions(tell):
        yield tell.runs("limits.left_out", names=left_out(tell))
    yield from scope_notes(tell)
    if not mission.answers.speaks(Layer.MISSION):
        yield tell.runs("limits.self_only")
    counted = (
        ("limits.not_assessed", len(findings.not_assessed)),
        ("limits.taken_over", len(tell.taken_over) if tell.both_spoke else 0),
        ("limits.divergent", len(findings.divergences)),
        ("limits.declared", overall.confidence.declared),
        ("limits.unproven", len(findings.unproven)),
    )
    for key, number in counted:
        if number:
            yield runs(tell.count(key, number))
    yield tell.runs("thresholds.working_values")
