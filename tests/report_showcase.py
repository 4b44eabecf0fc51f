"""A report with every block and every chart, in the words of a real diagnostic; tests draw it, people look at it."""

from __future__ import annotations

from report_showcase_chapter import governance
from report_showcase_figures import (
    DIMENSIONS,
    confidence_figure,
    heat_figure,
    priorities_figure,
    profile_figure,
    waves_figure,
)

from rmdiag.reports.compose import (
    bullets,
    cell,
    fact,
    group_row,
    lead,
    level_cell,
    numbers,
    para,
    quiet,
    row,
    runs,
    strong,
    total_row,
)
from rmdiag.reports.model import (
    Align,
    Block,
    Callout,
    CalloutKind,
    Column,
    Columns,
    Contents,
    Cover,
    Density,
    KeyFigure,
    KeyFigures,
    Labels,
    List,
    ListEntry,
    ListStyle,
    Measure,
    Metadata,
    Reference,
    Report,
    Section,
    Start,
    Table,
)
from rmdiag.reports.spaces import PageBreak, Room

LABELS = Labels(
    page="Page",
    of="of",
    table="Table",
    figure="Figure",
    section="section",
    on_page="page",
    data="Numbers behind it",
    contents="Contents",
    skip="Skip to the report",
)
METADATA = Metadata(
    title="Customs risk management in Kestoria: a diagnostic of maturity",
    language="en",
    author="Diagnostic mission team",
    subject="Maturity of customs risk management, first round, 2026",
    keywords=("customs", "risk management", "maturity", "diagnostic"),
    administration="Kestoria Revenue and Customs Administration",
    confidentiality="Restricted: for the administration and the mission team",
    date="20 March 2026",
    identifier="KES-2026-R1 · 9f2c41d7",
)


def showcase() -> Report:
    """Build the report."""
    return Report(
        metadata=METADATA,
        labels=LABELS,
        cover=Cover(
            kicker="Diagnostic report · first round",
            title="Customs risk management in Kestoria",
            subtitle="How mature the practice is, what holds it down, and what to do first",
            facts=(
                fact("Administration", "Kestoria Revenue and Customs Administration"),
                fact("Mission", "9 to 13 March 2026, Port Alder and Kest"),
                fact("Answers as of", "13 March 2026"),
                fact("Framework", "Customs risk management, edition 2026.1, 45 indicators"),
            ),
            notice=runs(
                "This report was prepared by the mission team with the administration. It is not a publication of the "
                "World Customs Organization, and its levels are not the WCO’s."
            ),
            clearance="Draft for comment by the administration",
        ),
        sections=(_contents(), _at_a_glance(), _profile(), governance(), _plan(), _annex()),
    )


def _contents() -> Section:
    return Section(id="contents", title="Contents", start=Start.NEW_PAGE, listed=False, blocks=(Contents(depth=2),))


def _at_a_glance() -> Section:
    return Section(
        id="glance",
        title="At a glance",
        number="1",
        start=Start.NEW_PAGE,
        blocks=(
            lead(
                "Kestoria selects cargo by risk, but does not yet learn from what it finds. Its legal mandate and its "
                "channels are in place; data, analysis and feedback hold the whole system down."
            ),
            KeyFigures(
                cards=(
                    KeyFigure(
                        value="2.2", label="Overall level", note="Interval 2.1 to 2.7 on a scale of 1 to 5", level=2
                    ),
                    KeyFigure(value="92 %", label="Coverage", note="252 of 274 gating answers are known"),
                    KeyFigure(value="38 %", label="Verified", note="Share of answers proven by a document"),
                    KeyFigure(value="5", label="Blocking gates", note="Each one holds a core indicator at level 1"),
                )
            ),
            Columns(
                left=(profile_figure(Measure.HALF, "fig-glance"),),
                right=(
                    Callout(
                        kind=CalloutKind.STRENGTH,
                        title="Three strengths",
                        blocks=(
                            bullets(
                                "A risk committee chaired by the Deputy Director General meets every month.",
                                "Four control channels are applied at all 14 offices, with reasons recorded.",
                                "Audit after clearance has a legal basis and its own plan.",
                            ),
                        ),
                    ),
                    Callout(
                        kind=CalloutKind.GAP,
                        title="Five priorities",
                        blocks=(
                            numbers(
                                "Code every examination result.",
                                "Clean and date the 412 live profiles.",
                                "Publish one page of indicators a month.",
                                "Give analysts a daily copy of the data.",
                                "Record why an officer overrides a channel.",
                            ),
                        ),
                    ),
                ),
            ),
            Callout(
                kind=CalloutKind.NOTE,
                title="What could not be assessed",
                blocks=(
                    para(
                        "Clients and compliance: the trade liaison unit was not met. The dimension is left out of the "
                        "overall level, which therefore rests on nine of ten dimensions. See ",
                        Reference(target="tbl-profile", page=True),
                        ".",
                    ),
                ),
            ),
        ),
    )


def _profile() -> Section:
    return Section(
        id="profile",
        title="Maturity profile",
        number="2",
        start=Start.NEW_PAGE,
        blocks=(
            para(
                "Each dimension is the mean of its indicators, core ones counting three times. ",
                strong("A level is reached only when all its conditions are met"),
                "; a condition that nobody could answer widens the interval and never raises the level. The method is "
                "explained in ",
                Reference(target="method"),
                ".",
            ),
            profile_figure(Measure.FULL, "fig-profile"),
            _profile_table(),
            PageBreak(),
        ),
        sections=(
            Section(
                id="heat",
                title="All indicators at one look",
                number="2.1",
                blocks=(
                    para("Thirteen of 45 indicators stand at level 1, ten of them in three dimensions."),
                    heat_figure(),
                ),
            ),
            Section(
                id="confidence",
                title="How far the answers are proven",
                number="2.2",
                blocks=(
                    para(
                        "A document in the evidence register verifies an answer; a second, independent respondent "
                        "corroborates it; otherwise it is declared. Confidence never changes a level."
                    ),
                    confidence_figure(),
                ),
            ),
        ),
    )


def _profile_table() -> Table:
    rows = [
        row(
            name,
            level_cell(None if tenths is None else tenths // 10, shown if tenths is not None else "–"),
            f"{low / 10} to {high / 10}",
            "3.0",
            "–" if tenths is None else f"{(30 - tenths) / 10:.1f}".replace("-", "−"),
            "2.0",
        )
        for _, name, shown, tenths, low, high in DIMENSIONS
    ]
    return Table(
        id="tbl-profile",
        density=Density.COMPACT,
        caption="Levels, intervals, targets and gaps by dimension",
        columns=(
            Column(title="Dimension", width=36, heads_rows=True),
            Column(title="Level", width=10, align=Align.CENTRE),
            Column(title="Interval", width=16, align=Align.END),
            Column(title="Target", width=12, align=Align.END),
            Column(title="Gap", width=12, align=Align.END),
            Column(title="2023", width=12, align=Align.END),
        ),
        rows=(
            group_row(6, "Framework for managing risk"),
            *rows[:2],
            group_row(6, "The process"),
            *rows[2:5],
            group_row(6, "Means and results"),
            *rows[5:],
            total_row("Overall", level_cell(2, "2.2"), "2.1 to 2.7", "3.0", "0.8", "2.0"),
        ),
        note=runs("Overall: nine dimensions of ten; clients and compliance is not assessed and is left out."),
    )


def _plan() -> Section:
    return Section(
        id="plan",
        title="Priorities and action plan",
        short_title="Action plan",
        number="4",
        start=Start.NEW_PAGE,
        blocks=(
            para("The plan begins with what all else depends on: results that are coded, profiles that are clean."),
            waves_figure(),
            priorities_figure(),
        ),
    )


def _annex() -> Section:
    return Section(
        id="annex-a",
        title="Annexes",
        start=Start.SAME_PAGE,
        sections=(
            Section(id="answers", title="All answers", number="A", blocks=_answers()),
            Section(
                id="method",
                title="Method",
                number="B",
                blocks=(
                    para("A level is reached when all conditions of it and of the levels below are met."),
                    para("A share is rounded down, so 79.9 % is printed as 79 %; 2.25 ≥ 2.2 → printed as 2.2."),
                    List(
                        entries=(ListEntry(runs=runs("seen on screen")), ListEntry(runs=runs("heard from two people"))),
                        style=ListStyle.TICKS,
                    ),
                    Room(label="Notes", lines=3),
                ),
            ),
        ),
    )


def _answers() -> tuple[Block, ...]:
    questions = (
        "Is there a written risk management policy?",
        "Is it signed by the head of the administration, and does it cover import, export, transit and travellers?",
        "When was it last reviewed, and what changed?",
        "How many live profiles were reviewed in the last twelve months?",
    )
    answers = ("yes", "no", "October 2024", "118 of 412")
    rows = [
        row(
            f"{prefix}-{indicator:02}-Q{number}",
            question,
            answer,
            ("verified", "corroborated", "declared", "declared")[number - 1],
            cell(quiet("E-07, E-12") if number == 1 else ""),
            "Head of the risk unit",
        )
        for prefix, *_ in DIMENSIONS[:4]
        for indicator in range(1, 4)
        for number, (question, answer) in enumerate(zip(questions, answers, strict=True), start=1)
    ]
    return (
        Table(
            id="tbl-answers",
            caption="Answers, how far they are proven, and by whom they were given",
            density=Density.COMPACT,
            columns=(
                Column(title="Question", width=12, heads_rows=True),
                Column(title="What was asked", width=40),
                Column(title="Answer", width=14),
                Column(title="Confidence", width=12),
                Column(title="Evidence", width=10),
                Column(title="Answered by", width=14),
            ),
            rows=tuple(rows),
        ),
    )
