"""Show who is severe and who is lenient, on what, and how far each is from the key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rmdiag.assessment.agreement_calibration import Assessor, Calibration, Mean, Tendency
from rmdiag.assessment.score_json import Json
from rmdiag.screens.agreements import coefficient, coefficient_json, signed
from rmdiag.tongue import heads, joined, marked, phrase

FORMAT = "rmdiag calibration 1"
COLUMNS = heads("assessor", "cases", "levels", "from the others", "tendency", "from the key", "as the key")
EVERY_COLUMN = (
    "assessor",
    "indicator",
    "levels",
    "mean",
    "low",
    "high",
    "tendency",
    "key_levels",
    "key_mean",
    "key_same",
)
MOST_NAMED = 3
_TENDENCIES = {
    Tendency.SEVERE: marked("severe"),
    Tendency.LENIENT: marked("lenient"),
    Tendency.NEITHER: marked("neither shown"),
    Tendency.UNKNOWN: marked("not known"),
}


def assessor_rows(calibration: Calibration) -> list[Sequence[str]]:
    """Give a row per assessor, the most severe first."""
    return [
        (
            name,
            str(one.cases),
            str(one.from_others.count),
            mean_words(one.from_others),
            phrase(_TENDENCIES[one.from_others.tendency]),
            "-" if one.from_key is None else mean_words(one.from_key),
            "-"
            if one.from_key is None
            else phrase("{count} of {all}", count=one.from_key.exact, all=one.from_key.count),
        )
        for name, one in named(calibration)
    ]


def indicator_columns(calibration: Calibration) -> Sequence[str]:
    """Give the heads of the table of indicators: one for each assessor."""
    return (*heads("indicator"), *(name for name, _ in named(calibration)))


def indicator_rows(calibration: Calibration) -> list[Sequence[str]]:
    """Give how far each assessor is from the others, indicator by indicator."""
    ids = dict.fromkeys(i for case in calibration.cases for i in case.questionnaire.framework.indicators)
    own = [one.indicators for one in calibration.assessors]
    return [
        (i, *("-" if i not in means or (value := means[i].value) is None else signed(value) for means in own))
        for i in ids
        if any(i in means for means in own)
    ]


def calibration_lines(calibration: Calibration) -> Iterator[str]:
    """Say in sentences who stands out, on what, and what cannot be said."""
    yield phrase("Krippendorff's alpha of all, by ordered levels: {alpha}.", alpha=coefficient(calibration.together))
    for name, one in named(calibration):
        yield phrase("Without {assessor}: {alpha}.", assessor=name, alpha=coefficient(one.without))
    for name, one in named(calibration):
        yield from _tendency_lines(name, one)
    if calibration.key is not None:
        yield phrase(
            "The key is the sheet `{key}`; it gives {count} levels.", key=calibration.key, count=calibration.keyed
        )
    elif calibration.keyed:
        yield phrase("The key is what was settled; it gives {count} levels.", count=calibration.keyed)
    else:
        yield phrase("There is no key: nothing was settled, and no sheet was named by --key.")


def every_row(calibration: Calibration) -> list[Sequence[str]]:
    """Give everything in one table, exact; a row without an indicator is of all."""
    return [
        row
        for name, one in named(calibration)
        for row in (
            _row(name, "", one.from_others, one.from_key),
            *(_row(name, indicator, mean, None) for indicator, mean in one.indicators.items()),
        )
    ]


def calibration_json(calibration: Calibration) -> Json:
    """Give all of it as plain values; numbers are exact fractions as text (schema: calibration.schema.json)."""
    told = _attribution(calibration) != "none"
    return {
        "format": FORMAT,
        "missions": [case.mission.name for case in calibration.cases],
        "alpha": coefficient_json(calibration.together),
        "key": {"sheet": calibration.key, "levels": calibration.keyed},
        "assessors": [
            {
                "assessor": name,
                "sheet": one.sheet.id if told else None,
                "cases": one.cases,
                "from_others": _mean_json(one.from_others),
                "from_key": None if one.from_key is None else _mean_json(one.from_key),
                "alpha_without": coefficient_json(one.without),
                "indicators": {indicator: _mean_json(mean) for indicator, mean in one.indicators.items()},
            }
            for name, one in named(calibration)
        ],
    }


def named(calibration: Calibration) -> list[tuple[str, Assessor]]:
    """Give the assessors with what they may be called; under attribution `none` a number in this order is all."""
    attribution = _attribution(calibration)
    return [(_name(one, number, attribution), one) for number, one in enumerate(calibration.assessors, 1)]


def mean_words(mean: Mean) -> str:
    """Write a mean difference with its interval."""
    if mean.value is None:
        return "-"
    if mean.low is None or mean.high is None:
        return signed(mean.value)
    return joined("", (signed(mean.value), " [", signed(mean.low), "; ", signed(mean.high), "]"))


def _attribution(calibration: Calibration) -> str:
    """Take the closest of the missions' own words on attribution."""
    said = {case.mission.attribution for case in calibration.cases}
    return next(word for word in ("none", "roles", "names") if word in said)


def _name(one: Assessor, number: int, attribution: str) -> str:
    if attribution == "none":
        return phrase("assessor {number}", number=number)
    return f"{one.sheet.name}, {one.sheet.role}" if attribution == "names" and one.sheet.name else one.sheet.role


def _tendency_lines(name: str, one: Assessor) -> Iterator[str]:
    if one.from_others.tendency is Tendency.UNKNOWN:
        yield phrase("Of {assessor} nothing can be said: too few levels can be compared.", assessor=name)
        return
    if one.from_others.tendency is Tendency.NEITHER:
        return
    severe = one.from_others.tendency is Tendency.SEVERE
    values = [(mean.value, indicator) for indicator, mean in one.indicators.items() if mean.value is not None]
    ordered = sorted(values, key=lambda pair: pair[0] if severe else -pair[0])
    most = ", ".join(f"{indicator} ({signed(value)})" for value, indicator in ordered[:MOST_NAMED])
    if severe:
        yield phrase("{assessor} is severe, most on {list}.", assessor=name, list=most)
    else:
        yield phrase("{assessor} is lenient, most on {list}.", assessor=name, list=most)


def _row(name: str, indicator: str, mean: Mean, key: Mean | None) -> Sequence[str]:
    numbers = ("" if one is None else str(one) for one in (mean.value, mean.low, mean.high))
    keyed = (
        ("", "", "") if key is None else (str(key.count), "" if key.value is None else str(key.value), str(key.exact))
    )
    tendency = "" if indicator else mean.tendency.value
    return (name, indicator, str(mean.count), *numbers, tendency, *keyed)


def _mean_json(mean: Mean) -> Json:
    return {
        "levels": mean.count,
        "same": mean.exact,
        "mean": None if mean.value is None else str(mean.value),
        "interval": None if mean.low is None or mean.high is None else [str(mean.low), str(mean.high)],
        "tendency": mean.tendency.value,
    }
