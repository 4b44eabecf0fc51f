"""Write what the mission was, whom it met, what its answers rest on, and where its limits lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rmdiag.assessment.mission import CONFIDENTIALITIES, EVIDENCE_KINDS, Mission
from rmdiag.questionnaires.model import Layer, Sheet, Standing
from rmdiag.reports.compose import cell, fact, row, runs, total_row
from rmdiag.reports.editions.cover import confidentiality, country, period, team
from rmdiag.reports.editions.met import whom_it_met
from rmdiag.reports.editions.proof import proof
from rmdiag.reports.editions.quality import quality
from rmdiag.reports.editions.scope import leaves_out_dimensions, left_out, scope_notes
from rmdiag.reports.editions.summary import answered, opening_fits
from rmdiag.reports.editions.telling import NAMES, NO_ATTRIBUTION, Telling, following, sentence_part, to_annex
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
    """Write the chapter; whom the team met stands in it where that is written down."""
    parts = (
        ("met", "met.title", whom_it_met),
        ("roles", "roles.title", _roles),
        ("evidence", "base.title", _base),
        ("limits", "limits.title", _limits),
        ("quality", "quality.title", quality),
    )
    told = [(identity, key, blocks) for identity, key, write in parts if (blocks := tuple(write(tell)))]
    sections = tuple(
        Section(id=identity, title=tell.say(key), number=f"{number}.{place}", blocks=blocks, listed=False)
        for place, (identity, key, blocks) in enumerate(told, start=1)
    )
    return Section(
        id="mission", title=tell.say("mission.title"), number=number, blocks=tuple(_opening(tell)), sections=sections
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


def _facts(tell: Telling) -> Iterator[Definition]:
    mission = tell.mission
    yield fact(tell.say("cover.administration"), mission.administration)
    yield fact(tell.say("cover.country"), country(tell))
    yield fact(tell.say("mission.round"), mission.round)
    if mission.previous_round:
        yield fact(tell.say("mission.previous_round"), _previous(tell, mission.previous_round))
    yield fact(tell.say("cover.as_of"), tell.shown.date(mission.as_of))
    when = period(tell)
    if when is not None:
        yield fact(tell.say("cover.filled_in" if tell.self_only else "cover.mission"), when)
    members = team(tell)
    if members:
        yield fact(tell.say("cover.team"), tell.say("list.semicolon").join(members))
    yield fact(tell.say("mission.targets"), targets_words(tell))
    yield fact(tell.say("mission.readers"), confidentiality(tell))


def _previous(tell: Telling, folder: str) -> str:
    """Name the round before as its mission does; where that is not at hand, by its folder without what both share."""
    if tell.earlier is not None:
        return tell.say(
            "mission.round_of", round=tell.earlier.mission.round, date=tell.shown.date(tell.earlier.mission.as_of)
        )
    name = folder.rstrip("/").rpartition("/")[2]
    shared = tell.mission.name.partition("-")[0]
    return name.removeprefix(f"{shared}-").replace("-", " ")


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
    questions = tell.questionnaire.questions
    merged = [tell.result.answers[q] for q in questions if q in tell.asked]
    known = sum(one.known for one in merged)
    excused = sum(one.standing is Standing.NOT_APPLICABLE for one in merged)
    describing = sum(not questions[m.question].gates and m.standing is not Standing.NOT_APPLICABLE for m in merged)
    return tell.runs(
        "base.answers",
        describing=tell.count("base.describing", describing),
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


def _limits(tell: Telling) -> Iterator[Block]:
    yield List(entries=tuple(ListEntry(runs=one) for one in _limit_words(tell)))


def _coverage(tell: Telling) -> Runs:
    """Count the answers, and say how coverage comes out of them and where its terms stand."""
    coverage = tell.result.overall.coverage
    said = [runs(answered(tell))]
    if coverage < 1:
        said.append(tell.runs("limits.coverage", coverage=tell.shown.share(coverage)))
    if coverage < 1 and not leaves_out_dimensions(tell):
        said.append(tell.runs("limits.coverage_terms", annex=to_annex(tell, "E", opens=True)))
    return following(said)


def _limit_words(tell: Telling) -> Iterator[Runs]:
    mission, findings = tell.mission, tell.assessment.findings
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
        ("limits.declared", proof(tell, tell.indicators)["declared"]),
        ("limits.unproven", len(findings.unproven)),
    )
    for key, number in counted:
        if number:
            yield runs(tell.count(key, number))
    yield tell.runs("thresholds.working_values")
