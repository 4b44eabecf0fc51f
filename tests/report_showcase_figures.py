"""The charts of the showcase, with the numbers of a fictional administration."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from rmdiag.reports.chart_values import (
    Axis,
    BarLook,
    CellState,
    ConfidenceBars,
    ConfidenceRow,
    GanttChart,
    HeatCell,
    HeatKey,
    HeatMap,
    HeatRow,
    PlanBar,
    PlanGroup,
    PlanSign,
    PriorityChart,
    PriorityPoint,
    ProfileChart,
    ProfileRow,
    ProfileWords,
    TimeSpan,
)
from rmdiag.reports.compose import (
    level_cell,
    row,
    runs,
)
from rmdiag.reports.model import (
    Align,
    Column,
    Density,
    Figure,
    Measure,
    Reference,
    Table,
)

DIMENSIONS: tuple[tuple[str, str, str, int | None, int, int], ...] = (
    # code, name, level in tenths as shown, tenths (None: not assessed), low, high
    ("GOV", "Governance and mandate", "2.6", 26, 26, 31),
    ("ORG", "Organisation and people", "2.1", 21, 21, 24),
    ("IDN", "Identification of risks", "2.4", 24, 24, 30),
    ("ANA", "Analysis and assessment", "1.8", 18, 18, 26),
    ("TRT", "Treatment and selectivity", "3.0", 30, 30, 33),
    ("TEC", "Technology and data", "1.5", 15, 15, 19),
    ("CTL", "Controls and cargo monitoring", "2.8", 28, 28, 28),
    ("PCA", "Post-clearance audit", "2.2", 22, 20, 29),
    ("CLI", "Clients and compliance", "not assessed", None, 10, 40),
    ("PER", "Performance and feedback", "1.4", 14, 14, 17),
)


WAVE_NAMES = ("Quick wins", "Short", "Medium", "Long")
LEVELS = ("Ad hoc", "Developing", "Defined", "Managed", "Optimised")


def profile_figure(measure: Measure, identifier: str) -> Figure:
    rows = tuple(
        ProfileRow(
            label=name,
            shown=ProfileWords(point=shown, interval=f"{low / 10}–{high / 10}", target="3.0", previous="2.0"),
            point=None if tenths is None else Fraction(tenths, 10),
            low=Fraction(low, 10),
            high=Fraction(high, 10),
            target=Fraction(3),
            previous=Fraction(2) if identifier == "fig-profile" and tenths else None,
        )
        for _, name, shown, tenths, low, high in DIMENSIONS
    )
    return Figure(
        id=identifier,
        caption="Level of each dimension against its target",
        chart=ProfileChart(
            rows=rows,
            levels=LEVELS,
            heads=ProfileWords(point="level", interval="interval", target="target", previous="2023 round"),
        ),
        alternative="Levels of ten dimensions on a scale of 1 to 5. Treatment reaches its target of 3; technology and "
        "performance are the furthest below it; clients and compliance is not assessed.",
        data_at=Reference(target="tbl-profile"),
        measure=measure,
    )


def heat_figure() -> Figure:
    levels: tuple[tuple[int | None, ...], ...] = (
        (3, 3, 2, 2, 4),
        (2, 2, 3, 1),
        (2, 3, 2, 3, 2),
        (1, 2, 2, 2),
        (3, 3, 3, 4, 2),
        (1, 1, 2, 2),
        (3, 3, 2, 3, 3),
        (2, 3, 2, None),
        (None, None, None, None, None),
        (1, 1, 2, 2),
    )
    rows = []
    for (prefix, name, *_), row_levels in zip(DIMENSIONS, levels, strict=True):
        cells = tuple(
            HeatCell(
                label=f"{prefix}-{number:02}",
                shown="–" if level is None else str(level),
                level=level,
                state=CellState.NOT_ASSESSED if level is None else CellState.ASSESSED,
            )
            for number, level in enumerate(row_levels, start=1)
        )
        rows.append(HeatRow(label=name, cells=cells))
    gone = HeatCell(label="TEC-05", shown="n/a", level=None, state=CellState.NOT_APPLICABLE)
    rows[5] = HeatRow(label=rows[5].label, cells=(*rows[5].cells, gone))
    return Figure(
        id="fig-heat",
        caption="Level of every indicator",
        chart=HeatMap(
            rows=tuple(rows),
            levels=LEVELS,
            counted="Number of indicators",
            states=(
                HeatKey(state=CellState.NOT_ASSESSED, shown="–", words="not assessed"),
                HeatKey(state=CellState.NOT_APPLICABLE, shown="n/a", words="not applicable, with a reason"),
            ),
        ),
        alternative="Ten rows of indicators with their levels. Level 1 is most frequent in technology and performance.",
        data_at=Reference(target="tbl-answers"),
    )


def confidence_figure() -> Figure:
    rows = tuple(
        ConfidenceRow(
            label=name,
            shares=tuple(Fraction(0 if tenths is None else part, 100) for part in (verified, 30, 70 - verified)),
            shown=(f"{verified} %", "30 %", f"{70 - verified} %"),
            note="no answer known" if tenths is None else f"{20 + index} of {22 + index} answers known",
        )
        for index, ((_, name, _, tenths, _, _), verified) in enumerate(
            zip(DIMENSIONS, (62, 44, 30, 24, 51, 18, 55, 40, 0, 12), strict=True)
        )
    )
    return Figure(
        id="fig-confidence",
        caption="Share of answers verified, corroborated and declared",
        chart=ConfidenceBars(
            rows=rows,
            parts=(("verified", "verified"), ("corroborated", "corroborated"), ("declared", "declared only")),
        ),
        alternative="Governance has the largest verified share, 62 %; performance the smallest, 12 %.",
    )


def _axis(*words: str, first: int) -> tuple[tuple[Fraction, str], ...]:
    step = -1 if first > 1 else 1
    return tuple((Fraction(first + step * place), word) for place, word in enumerate(words))


def priorities_figure() -> Figure:
    names: tuple[str, ...] = ("GOV-01-R1", "TRT-04-R2", "TEC-01-R1", "ANA-01-R1", "PER-01-R1", "PER-02-R1")
    names += (
        "IDN-03-R1",
        "ORG-02-R1",
        "PCA-01-R1",
        "CTL-02-R1",
        "ANA-03-R2",
        "TEC-04-R1",
        "ORG-05-R1",
        "GOV-03-R1",
        "IDN-02-R1",
        "TRT-01-R1",
    )
    places: tuple[tuple[int, int], ...] = ((3, 1), (3, 1), (3, 2), (3, 3), (3, 1), (2, 1), (2, 2), (2, 2))
    places += ((1, 2), (2, 2), (3, 3), (3, 3), (1, 1), (2, 1), (2, 3), (1, 3))
    return Figure(
        id="fig-priorities",
        caption="What each recommendation changes, and what it takes",
        chart=PriorityChart(
            points=tuple(
                PriorityPoint(label=name, impact=Fraction(impact), effort=Fraction(effort), level=number % 3 + 1)
                for number, (name, (impact, effort)) in enumerate(zip(names, places, strict=True))
            ),
            impact=Axis(title="Impact", values=_axis("strong", "marked", "some", first=3)),
            effort=Axis(title="Effort", values=_axis("small", "medium", "large", first=1)),
        ),
        alternative="Three combine strong impact with small effort: GOV-01-R1, PER-01-R1 and TRT-04-R2.",
        data=Table(
            id="tbl-priorities",
            caption="Recommendations by priority",
            density=Density.COMPACT,
            columns=(
                Column(title="Recommendation", width=14, heads_rows=True),
                Column(title="Action", width=50),
                Column(title="Level now", width=10, align=Align.CENTRE),
                Column(title="Impact", width=12),
                Column(title="Effort", width=12),
            ),
            rows=tuple(
                row(
                    name,
                    "Do what the indicator asks next, with a named owner and a date that the committee follows up",
                    level_cell(number % 3 + 1, str(number % 3 + 1)),
                    ("some", "marked", "strong")[impact - 1],
                    ("small", "medium", "large")[effort - 1],
                )
                for number, (name, (impact, effort)) in enumerate(zip(names, places, strict=True))
            ),
        ),
        note=runs("A place holds several recommendations where their impact and effort are the same."),
    )


def waves_figure() -> Figure:
    actions: tuple[tuple[str, str, int, int, int, tuple[str, ...]], ...] = (
        ("GOV-01-R1", "Sign and publish the risk policy", 0, 2, 1, ()),
        ("TRT-04-R2", "Clean and date all live profiles; retire those without a hit in a year", 0, 3, 1, ()),
        ("PER-01-R1", "Code every examination result at the place of examination", 1, 2, 1, ()),
        ("PER-02-R1", "Publish one page of indicators a month", 3, 3, 2, ("PER-01-R1",)),
        ("ORG-02-R1", "Appoint and train analysts for the three largest offices", 2, 4, 2, ("GOV-01-R1",)),
        ("TEC-01-R1", "Give analysts a daily copy of declarations and results", 6, 8, 3, ("PER-01-R1", "ORG-02-R1")),
        ("ANA-01-R1", "Assess risks once a year by sector, with a register", 8, 10, 3, ("TEC-01-R1",)),
        ("ANA-03-R2", "Test profiles against random examinations each quarter", 9, 9, 3, ("TRT-04-R2",)),
        ("TEC-04-R1", "Pilot a learned model beside the profiles", 18, 14, 4, ("TEC-01-R1", "ANA-03-R2")),
    )
    critical = ("GOV-01-R1", "ORG-02-R1", "TEC-01-R1", "TEC-04-R1")
    looks = (BarLook.WAVE_1, BarLook.WAVE_2, BarLook.WAVE_3, BarLook.WAVE_4)
    return Figure(
        id="fig-waves",
        caption="The plan in four waves",
        chart=GanttChart(
            groups=tuple(
                PlanGroup(
                    words=wave_name,
                    bars=tuple(
                        PlanBar(
                            code=name,
                            label=label,
                            first=first_of(start),
                            last=first_of(start + months) - timedelta(days=1),
                            look=look,
                            critical=name in critical,
                            own_last=first_of(start + 6) - timedelta(days=1) if name == "ANA-03-R2" else None,
                            after=after,
                        )
                        for name, label, start, months, wave, after in actions
                        if wave == number
                    ),
                )
                for number, (wave_name, look) in enumerate(zip(WAVE_NAMES, looks, strict=True), start=1)
            ),
            years=tuple(span(str(2027 + year), 12 * year, 12) for year in range(3)),
            quarters=tuple(span(f"Q{quarter % 4 + 1}", 3 * quarter, 3) for quarter in range(12)),
            months=tuple(span("JFMAMJJASOND"[month % 12], month, 1) for month in range(36)),
            names=(
                (PlanSign.CRITICAL, "critical path"),
                (PlanSign.STRETCHED, "longer for lack of staff"),
            ),
        ),
        alternative="Nine actions over 36 months; coding of results comes before indicators, data and models.",
    )


def first_of(month: int) -> date:
    """Give the first day of a month that counts from January 2027."""
    return date(2027 + month // 12, month % 12 + 1, 1)


def span(label: str, start: int, months: int) -> TimeSpan:
    return TimeSpan(label=label, first=first_of(start), last=first_of(start + months) - timedelta(days=1))
