"""Check what no single row of metrics.csv shows: missing periods, totals that their parts do not give, unlike wholes.

A figure may be a count over a period or a state at its end. Of the first, a total is the sum of its parts; of the
second, it is the last of them; anything else is a problem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from rmdiag.assessment import metric_codes as codes
from rmdiag.assessment.metric_periods import kind_of, latest_first, missing_between, parts_of
from rmdiag.assessment.mission import Figure
from rmdiag.compendium.model import ConsistencyRule
from rmdiag.problems import Problems, Span, listed

PlaceOf = Callable[[Figure, str], Span]  # where a cell of a figure's row stands
_COUNTS = ("numerator", "denominator")


def check_series(
    figures: Sequence[Figure], rules: Sequence[ConsistencyRule], place_of: PlaceOf, problems: Problems
) -> None:
    """Note what is wrong with figures taken together; every row by itself was found sound."""
    by_metric: dict[str, dict[str, Figure]] = {}
    for figure in figures:
        by_metric.setdefault(figure.metric, {})[figure.period] = figure
    for series in by_metric.values():
        _check_holes(series, place_of, problems)
        _check_totals(series, place_of, problems)
    for rule in rules:
        if rule.adds_up:
            _check_wholes([by_metric.get(name, {}) for name in rule.adds_up], place_of, problems)


def _check_holes(series: Mapping[str, Figure], place_of: PlaceOf, problems: Problems) -> None:
    for kind in sorted({kind_of(period) for period in series}):
        for before, missing, after in missing_between(p for p in series if kind_of(p) == kind):
            figure = series[after]
            values = {"metric": figure.metric, "before": before, "after": after, "missing": ", ".join(missing)}
            problems.add(codes.PERIOD_MISSING, place_of(figure, "period"), **values)


def _check_totals(series: Mapping[str, Figure], place_of: PlaceOf, problems: Problems) -> None:
    for whole in series.values():
        parts = next((p for p in (_known(series, way) for way in parts_of(whole.period)) if p), ())
        for column in _COUNTS:
            total = getattr(whole, column)
            counts = [getattr(part, column) for part in parts]
            if total is None or not counts or None in counts or total in (sum(counts), counts[-1]):
                continue
            values = {"metric": whole.metric, "period": whole.period, "words": total, "total": sum(counts)}
            lines = ", ".join(str(part.span.line) for part in parts)
            problems.add(codes.TOTAL_DIFFERS, place_of(whole, column), **values, column=column, lines=lines)


def _known(series: Mapping[str, Figure], way: Sequence[str]) -> tuple[Figure, ...]:
    """Give the figures of all parts, or none when one is missing."""
    return tuple(series[period] for period in way) if all(period in series for period in way) else ()


def _check_wholes(parts: Sequence[Mapping[str, Figure]], place_of: PlaceOf, problems: Problems) -> None:
    """Find shares of one whole that were counted over different wholes."""
    for period in sorted({period for series in parts for period in series}, key=latest_first):
        known = [series[period] for series in parts if period in series and series[period].denominator is not None]
        for figure in _unlike(known):
            values = {"metric": figure.metric, "period": period, "words": figure.denominator, "other": known[0].metric}
            whole, every = known[0].denominator, listed(each.metric for each in known)
            problems.add(codes.OTHER_WHOLE, place_of(figure, "denominator"), **values, whole=whole, metrics=every)


def _unlike(figures: Sequence[Figure]) -> Iterator[Figure]:
    first: Fraction | None = figures[0].denominator if figures else None
    return (figure for figure in figures if figure.denominator != first)
