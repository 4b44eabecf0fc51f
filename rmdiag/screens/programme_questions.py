"""Lay what a portfolio answers out as tables: administrations in the order of programme.yaml, never by level."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rmdiag.assessment.portfolio.model import Audience, Level, Moved, Portfolio, Snapshot
from rmdiag.assessment.portfolio.questions import Movement, movements, profiles, qualities
from rmdiag.assessment.portfolio.questions_tallies import (
    LEVELS,
    OVERALL,
    Group,
    blocking_tallies,
    gap_tallies,
    groups,
    logframe_counts,
    move_tallies,
    quality_tally,
)
from rmdiag.screens.programme_tables import Cell, Column, Table, columns_of
from rmdiag.screens.words import language_name
from rmdiag.tongue import heads, marked, phrase

_LEVEL_HEADS = (
    *heads("administration", "name", "round", "date", "part", "level", "low", "high"),
    *heads("coverage", "indicative"),
)
_INDICATOR_HEADS = heads(
    "administration", "round", "date", "indicator", "state", "level", "target", "gap", "confidence",
    "blocking questions",
)  # fmt: skip
_CHANGE_HEADS = heads(
    "administration", "name", "base round", "last round", "part", "old", "new", "change", "performance", "information",
    "verdict", "editions differ",
)  # fmt: skip
_MOVE_HEADS = heads(
    "part", "administrations", "compared", "up", "down", "same", "practice better", "practice worse",
)  # fmt: skip
_GAP_HEADS = heads(
    "indicator", "dimension", "administrations", "assessed", "short of target", "two or more levels short", "which"
)
_BLOCKING_HEADS = heads("question", "indicators", "administrations", "held down", "which")
_QUALITY_HEADS = heads(
    "administration", "name", "round", "date", "age in days", "coverage", "verified", "corroborated", "declared",
    "indicative", "indicative indicators", "on paper", "base thresholds", "edition",
)  # fmt: skip
_QUALITY_COUNT_HEADS = heads("criterion", "administrations", "counted")
_GROUP_HEADS = heads(
    "group", "id", "title", "administrations", "part", "median", "lowest", "highest", "median from", "median below",
    "with a level", "at least 2", "at least 3", "at least 4", "at least 5",
)  # fmt: skip
_LOGFRAME_HEADS = heads(
    "id", "title", "indicators", "level", "administrations", "first round", "now", "baseline", "target", "due", "met",
    "which",
)  # fmt: skip
_WHOLE = heads("overall")  # among the dimensions, whose ids are no words
_COVERED = marked("coverage of four fifths or more")
_INDICATIVE = marked("indicative as a whole")
_VERIFIED = marked("half or more of the levels verified")
_OLD = marked("last round more than two years ago")
_ALONE = marked("no earlier round to compare with")
_PAPER = marked("last round on paper")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked: of which portfolio, on which day, for whom."""

    portfolio: Portfolio
    on: date
    audience: Audience


def levels(asked: Asked) -> Table:
    """Give the whole and the dimensions of every round."""
    rows = [
        (profile.member.id, profile.member.name, kept.round, kept.as_of, node, *_level(level))
        for profile in profiles(asked.portfolio, asked.audience)
        for kept in (*profile.strange, *profile.rounds)
        for node, level in _nodes(kept)
    ]
    return Table(name="levels", columns=columns_of(_LEVEL_HEADS, "tttdwlllsb"), rows=tuple(rows))


def indicators(asked: Asked) -> Table:
    """Give every indicator of every round."""
    rows: list[tuple[Cell, ...]] = [
        (
            *(profile.member.id, kept.round, kept.as_of, one.id, one.state, one.level.point, one.target, one.gap),
            *(one.confidence, ", ".join(one.blocking)),
        )
        for profile in profiles(asked.portfolio, asked.audience)
        for kept in profile.rounds
        for one in kept.indicators.values()
    ]
    return Table(name="indicators", columns=columns_of(_INDICATOR_HEADS, "ttdtwlnnwt"), rows=tuple(rows))


def changes(asked: Asked) -> Table:
    """Give what moved since the base round: the whole, then the dimensions."""
    return _changes("changes", asked, lambda m: {OVERALL: m.change.overall, **m.change.dimensions} if m.change else {})


def indicator_changes(asked: Asked) -> Table:
    """Give what moved since the base round, indicator by indicator."""
    return _changes("indicator-changes", asked, lambda m: dict(m.change.indicators) if m.change else {})


def moves(asked: Asked) -> Table:
    """Count who moved how."""
    rows = [
        (
            *(tally.node, tally.of, tally.compared, tally.up, tally.down, tally.same),
            *(tally.performance_up, tally.performance_down),
        )
        for tally in move_tallies(asked.portfolio, asked.audience)
    ]
    return Table(name="moves", columns=columns_of(_MOVE_HEADS, "wncccccc"), rows=tuple(rows))


def gaps(asked: Asked) -> Table:
    """Count who is short of target where, the commonest first."""
    rows = [
        (t.indicator, t.dimension, t.of, t.assessed, t.short, t.far, ", ".join(t.members))
        for t in gap_tallies(asked.portfolio, asked.audience)
    ]
    return Table(name="gaps", columns=columns_of(_GAP_HEADS, "ttnccct"), rows=tuple(rows))


def blocking(asked: Asked) -> Table:
    """Count whom a question holds down, the commonest first."""
    rows = [
        (t.question, ", ".join(t.indicators), t.of, t.holds, ", ".join(t.members))
        for t in blocking_tallies(asked.portfolio, asked.audience)
    ]
    return Table(name="blocking", columns=columns_of(_BLOCKING_HEADS, "ttnct"), rows=tuple(rows))


def quality(asked: Asked) -> Table:
    """Give how far each last round can be relied on."""
    rows: list[tuple[Cell, ...]] = [
        (
            *(one.member.id, one.member.name, one.latest.round, one.latest.as_of, one.age, one.coverage),
            *(one.confidence.get(name, Fraction(0)) for name in ("verified", "corroborated", "declared")),
            *(one.indicative, one.indicative_indicators, one.latest.on_paper, one.latest.on_base, one.latest.edition),
        )
        for one in qualities(asked.portfolio, asked.on, asked.audience)
    ]
    return Table(name="quality", columns=columns_of(_QUALITY_HEADS, "tttdnssssbnbbt"), rows=tuple(rows))


def quality_counts(asked: Asked) -> Table:
    """Count the rounds that can be relied on."""
    tally = quality_tally(asked.portfolio, asked.on, asked.audience)
    counted = [
        *((_COVERED, tally.covered), (_INDICATIVE, tally.indicative), (_VERIFIED, tally.half_verified)),
        *((_OLD, tally.old), (_ALONE, tally.not_compared), (_PAPER, tally.on_paper)),
    ]
    rows = tuple((phrase(what), tally.of, count) for what, count in counted)
    return Table(name="quality-counts", columns=columns_of(_QUALITY_COUNT_HEADS, "tnc"), rows=rows)


def spreads(asked: Asked) -> Table:
    """Give how levels lie in the whole, the regions and the languages."""
    rows: list[tuple[Cell, ...]] = [
        (
            *(group.kind, group.id, _title(group), group.of, spread.node, spread.median, spread.lowest, spread.highest),
            *((spread.median_from, spread.median_below) if spread.median is None else (None, None)),
            *(spread.at_least[level] for level in LEVELS),
        )
        for group in groups(asked.portfolio, asked.audience)
        for spread in group.spreads.values()
    ]
    return Table(name="groups", columns=columns_of(_GROUP_HEADS, "wttnwlllnnccccc"), rows=tuple(rows))


def logframe(asked: Asked) -> Table:
    """Give the counts of the logframe."""
    rows: list[tuple[Cell, ...]] = [
        (
            *(one.asked.id, one.asked.title, ", ".join(one.asked.indicators), one.asked.at_least, one.of, one.first),
            *(one.now, one.asked.baseline, one.asked.target, one.asked.due, one.met, ", ".join(one.members)),
        )
        for one in logframe_counts(asked.portfolio, asked.audience)
    ]
    return Table(name="logframe", columns=columns_of(_LOGFRAME_HEADS, "tttnnccnndbt"), rows=tuple(rows))


def _changes(name: str, asked: Asked, moved_of: Callable[[Movement], dict[str, Moved]]) -> Table:
    rows = [
        (
            *_who(one),
            node,
            moved.old,
            moved.new,
            moved.change,
            moved.performance,
            moved.information,
            moved.verdict,
            differ,
        )
        for one in movements(asked.portfolio, asked.audience)
        for differ in (one.editions_differ,)
        for node, moved in moved_of(one).items()
    ]
    return Table(name=name, columns=_change_columns(), rows=tuple(rows))


def _change_columns() -> tuple[Column, ...]:
    return columns_of(_CHANGE_HEADS, "ttttwllmmmwb")


def _who(one: Movement) -> tuple[str, str, str, str]:
    return one.member.id, one.member.name, "" if one.baseline is None else one.baseline.round, one.latest.round


def _title(group: Group) -> str:
    return language_name(group.id) if group.kind == "language" else group.title


def _nodes(kept: Snapshot) -> Iterator[tuple[str, Level]]:
    yield OVERALL, kept.overall
    yield from kept.dimensions.items()


def _level(level: Level) -> tuple[Cell, ...]:
    return level.point, level.low, level.high, level.coverage, level.indicative
