"""Show how far respondents agree, and which divergences move the result, in sentences, tables and exact values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rmdiag.assessment.agreement import Agreed, Agreement, Rated, Shares
from rmdiag.assessment.agreement_coefficients import Coefficient, Why
from rmdiag.assessment.agreement_effects import Effect, Extremes, overall_between
from rmdiag.assessment.quotes import Quote, quote_of
from rmdiag.assessment.score_json import Json
from rmdiag.screens.answers import quoted
from rmdiag.screens.findings import who_words
from rmdiag.screens.words import decimal, shown
from rmdiag.tongue import heads, joined, marked, phrase, phrases, side_by_side

FORMAT = "rmdiag agreement 1"
_AGREED_COLUMNS = heads("sheets", "levels", "same gates", "same words", "alpha", "title")
INDICATOR_COLUMNS = (*heads("indicator"), *_AGREED_COLUMNS)
QUESTION_COLUMNS = (*heads("question"), *_AGREED_COLUMNS)
DIVERGENCE_COLUMNS = heads("question", "what is said", "indicator", "dimension", "overall level")
_COEFFICIENTS = ("ordinal", "nominal", "cohen", "weighted", "fleiss")
EVERY_COLUMN = (
    *("kind", "mission", "id", "title", "raters", "units", "low", "high"),
    *("gates_alike", "gates_pairs", "words_alike", "words_pairs"),
    *(f"{name}{part}" for name in _COEFFICIENTS for part in ("", "_low", "_high", "_why")),
    *("indicator_low", "indicator_high", "dimension_low", "dimension_high", "overall_low", "overall_high"),
)
_WHY = {
    Why.FEW_RATERS: marked("fewer than two sheets answer"),
    Why.ONE_UNIT: marked("it needs two answers or more that can be compared"),
    Why.ONE_CATEGORY: marked("all say the same, so that agreement cannot be told from chance"),
    Why.NOT_TWO: marked("it is for two sheets exactly, and here are {count}"),
    Why.NOT_THREE: marked("it is for three sheets or more, and here are {count}"),
    Why.INCOMPLETE: marked("it needs an answer of every sheet to every question, and {count} questions lack one"),
    Why.FEW_UNITS: marked("no interval: only {count} can be compared"),
    Why.NO_DISAGREEMENT: marked("no interval: nothing differs, so that nothing can be drawn"),
    Why.OFTEN_ALIKE: marked("no interval: in {count} draws all would say the same"),
}


def agreement_lines(agreement: Agreement, effects: Sequence[Effect], extremes: Sequence[Extremes]) -> Iterator[str]:
    """Say in sentences what was compared, how far all agree, and what cannot be said."""
    whole, layer = agreement.whole, agreement.cases[0].layer
    yield phrases(
        "Compared: {count} sheet ({layer}), on {units} questions with gates that two or more answer.",
        "Compared: {count} sheets ({layer}), on {units} questions with gates that two or more answer.",
        whole.raters,
        layer=shown(layer),
        units=whole.units,
    )
    if not whole.on_words.pairs:
        yield phrase("No question is answered by two sheets, so that nothing can be said of agreement.")
        return
    yield phrase(
        "Pairs of sheets that say the same: {gates} on gates, {words} in words.",
        gates=share(whole.on_gates),
        words=share(whole.on_words),
    )
    yield phrase(
        "Krippendorff's alpha (1: all agree, 0: as by chance): {ordinal} by ordered levels, {nominal} by levels alike or not.",  # noqa: E501  # one sentence for translators
        ordinal=coefficient(whole.ordinal),
        nominal=coefficient(whole.nominal),
    )
    yield phrase("Cohen's kappa: {kappa}.", kappa=coefficient(whole.cohen))
    if whole.weighted.value is not None:
        yield phrase("Cohen's kappa, weighted by squared steps: {kappa}.", kappa=coefficient(whole.weighted))
    yield phrase("Fleiss' kappa: {kappa}.", kappa=coefficient(whole.fleiss))
    yield from _open_lines(agreement, effects, extremes)


def _open_lines(agreement: Agreement, effects: Sequence[Effect], extremes: Sequence[Extremes]) -> Iterator[str]:
    only = [one for one in agreement.rated if one.differs and not one.merged.divergent and not one.settled]
    settled = [one for one in agreement.rated if one.settled]
    if settled:
        yield phrases("{count} question is settled.", "{count} questions are settled.", len(settled))
    if only:
        yield phrases(
            "{count} question differs in words only, which moves no level.",
            "{count} questions differ in words only, which moves no level.",
            len(only),
        )
    if not effects:
        yield phrase("No divergence is open.")
        return
    yield phrases("{count} divergence is open.", "{count} divergences are open.", len(effects))
    if not any(effect.moves for effect in effects):
        yield phrase("None of them moves a level of the result, whichever answer is right.")
        return
    for one in extremes:
        low, high = overall_between(one.low, one.high)
        yield phrase(
            "{mission}: with the low answer to all of them the overall level is {low}, with the high one {high}.",
            mission=one.case.mission.name,
            low=decimal(low, 2),
            high=decimal(high, 2),
        )


def agreed_rows(agreed: Sequence[Agreed]) -> list[Sequence[str]]:
    """Give a row per indicator or question of which two sheets answer something."""
    return [
        (
            one.id,
            str(one.raters),
            _levels(one.low, one.high),
            _pairs(one.on_gates),
            _pairs(one.on_words),
            _short(one.ordinal),
            one.title,
        )
        for one in agreed
    ]


def divergence_rows(effects: Sequence[Effect], *, named: bool) -> list[Sequence[str]]:
    """Give a row per open divergence, those that move most first; `named` says of which mission each is."""
    return [
        (
            f"{effect.rated.case.mission.name} {effect.rated.question.id}" if named else effect.rated.question.id,
            said_words(effect.rated),
            *_moves(effect),
        )
        for effect in effects
    ]


def said_words(rated: Rated) -> str:
    """Write what each sheet says, as far as the mission lets it be told who said it."""
    attribution = rated.case.mission.attribution
    quotes = [quote_of(rated.question, voice) for voice in rated.voices]
    return side_by_side(joined(" ", (quoted(quote, rated.question), speaker(quote, attribution))) for quote in quotes)


def speaker(quote: Quote, attribution: str) -> str:
    """Say who said it as far as the mission lets that be told, without the layer, which is one for all."""
    if attribution == "none" or not quote.who:
        return who_words(quote, "none")
    return f"{quote.name}, {quote.who}" if attribution == "names" and quote.name else quote.who


def moves_words(effect: Effect) -> str:
    """Say in one line what a divergence moves."""
    indicator, dimension, overall = _moves(effect)
    return phrase(
        "With the low answer, then with the high one: {id} {indicator}, {dimension_id} {dimension}, overall {overall}.",
        id=effect.rated.question.indicator,
        indicator=indicator,
        dimension_id=effect.dimension.id,
        dimension=dimension,
        overall=overall,
    )


def coefficient(found: Coefficient) -> str:
    """Write a coefficient with its interval, or why there is none."""
    if found.value is None:
        return phrase("does not apply: {reason}", reason=_reason(found))
    value = signed(found.value)
    if found.low is not None and found.high is not None:
        return joined("", (value, " ", _between(found.low, found.high)))
    return value if found.why is None else joined("", (value, " (", _reason(found), ")"))


def signed(value: Fraction) -> str:
    """Write a number that may be below 0, with two places."""
    words = decimal(abs(value), 2)
    return joined("", ("−", words)) if value < 0 and float(words.replace(",", ".")) else words


def share(shares: Shares) -> str:
    """Write a share of pairs as percent, with the numbers behind it."""
    if not shares.pairs:
        return "-"
    percent = int(100 * Fraction(shares.alike, shares.pairs))
    return phrase("{percent} % ({alike} of {pairs})", percent=percent, alike=shares.alike, pairs=shares.pairs)


def every_row(agreement: Agreement, effects: Sequence[Effect]) -> list[Sequence[str]]:
    """Give everything in one table, exact, for programs that read CSV."""
    rows = [_agreed_row(one) for one in (agreement.whole, *agreement.indicators, *agreement.questions)]
    return [*rows, *(_effect_row(effect) for effect in effects)]


def agreement_json(agreement: Agreement, effects: Sequence[Effect], extremes: Sequence[Extremes]) -> Json:
    """Give all of it as plain values; numbers are exact fractions as text (schema: agreement.schema.json)."""
    framework = agreement.cases[0].questionnaire.framework
    return {
        "format": FORMAT,
        "missions": [case.mission.name for case in agreement.cases],
        "framework": {"id": framework.id, "edition": framework.edition},
        "layer": agreement.cases[0].layer.value,
        "whole": _agreed_json(agreement.whole),
        "indicators": [_agreed_json(one) for one in agreement.indicators],
        "questions": [_agreed_json(one) for one in agreement.questions],
        "divergences": [_effect_json(effect) for effect in effects],
        "extremes": [
            {"mission": one.case.mission.name, "overall": _pair(overall_between(one.low, one.high))} for one in extremes
        ],
    }


def coefficient_json(found: Coefficient) -> Json:
    """Give a coefficient as plain values."""
    return {
        "value": _exact(found.value),
        "interval": None if found.low is None or found.high is None else [str(found.low), str(found.high)],
        "why": None if found.why is None else found.why.value,
    }


def _reason(found: Coefficient) -> str:
    return "" if found.why is None else phrase(_WHY[found.why], count=found.count)


def _short(found: Coefficient) -> str:
    """Write a coefficient for a narrow column; why it is missing stands in the data for machines."""
    if found.value is None:
        return "-"
    if found.low is None or found.high is None:
        return signed(found.value)
    return joined("", (signed(found.value), " ", _between(found.low, found.high)))


def _between(low: Fraction, high: Fraction) -> str:
    return phrase("[{low}; {high}]", low=signed(low), high=signed(high))


def _pairs(shares: Shares) -> str:
    return phrase("{count} of {all}", count=shares.alike, all=shares.pairs) if shares.pairs else "-"


def _levels(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return "-"
    return str(low) if low == high else f"{low}–{high}"


def _moves(effect: Effect) -> tuple[str, str, str]:
    """Write indicator, dimension and overall level with the low and with the high answer."""
    indicators, dimensions = effect.indicators, effect.dimensions
    return (
        _step(_whole(indicators[0].point), _whole(indicators[1].point), 0),
        _step(dimensions[0].point, dimensions[1].point, 2),
        _step(*effect.overall, 2),
    )


def _whole(level: int | None) -> Fraction | None:
    return None if level is None else Fraction(level)


def _step(low: Fraction | None, high: Fraction | None, places: int) -> str:
    ends = [phrase("open") if one is None else decimal(one, places) for one in (low, high)]
    return ends[0] if low == high else joined(" → ", ends)


def _agreed_row(one: Agreed) -> Sequence[str]:
    counts = (one.on_gates.alike, one.on_gates.pairs, one.on_words.alike, one.on_words.pairs)
    ends = tuple("" if end is None else str(end) for end in (one.low, one.high))
    parts = [part for name in _COEFFICIENTS for part in _parts(getattr(one, name))]
    head = (one.scope.value, "", one.id, one.title, str(one.raters), str(one.units), *ends)
    return (*head, *map(str, counts), *parts, *[""] * 6)


def _parts(found: Coefficient) -> tuple[str, str, str, str]:
    value, low, high = ("" if one is None else str(one) for one in (found.value, found.low, found.high))
    return value, low, high, "" if found.why is None else found.why.value


def _effect_row(effect: Effect) -> Sequence[str]:
    rated = effect.rated
    levels = rated.levels.values()
    head = ("divergence", rated.case.mission.name, rated.question.id, rated.question.text, str(len(rated.levels)), "1")
    ends = (*(one.point for one in effect.indicators), *(one.point for one in effect.dimensions), *effect.overall)
    blank = [""] * (len(EVERY_COLUMN) - len(head) - 2 - len(ends))
    return (*head, str(min(levels)), str(max(levels)), *blank, *("" if end is None else str(end) for end in ends))


def _agreed_json(one: Agreed) -> Json:
    return {
        "id": one.id or None,
        "title": one.title or None,
        "raters": one.raters,
        "units": one.units,
        "levels": None if one.low is None or one.high is None else [one.low, one.high],
        "gates": {"alike": one.on_gates.alike, "pairs": one.on_gates.pairs},
        "words": {"alike": one.on_words.alike, "pairs": one.on_words.pairs},
        "alpha": {"ordinal": coefficient_json(one.ordinal), "nominal": coefficient_json(one.nominal)},
        "kappa": {
            "cohen": coefficient_json(one.cohen),
            "weighted": coefficient_json(one.weighted),
            "fleiss": coefficient_json(one.fleiss),
        },
    }


def _effect_json(effect: Effect) -> Json:
    rated = effect.rated
    quotes = [quote_of(rated.question, voice) for voice in rated.voices]
    return {
        "mission": rated.case.mission.name,
        "question": rated.question.id,
        "text": rated.question.text,
        "counts": effect.counts,
        "levels": [min(rated.levels.values()), max(rated.levels.values())],
        "indicator": {"id": rated.question.indicator, "between": [one.point for one in effect.indicators]},
        "dimension": {"id": effect.dimension.id, "between": [_exact(one.point) for one in effect.dimensions]},
        "overall": _pair(effect.overall),
        "overall_with_its_indicator": _pair(effect.overall_together),
        "voices": [
            {"said": quote.said, "who": who_words(quote, rated.case.mission.attribution) or None} for quote in quotes
        ],
    }


def _pair(pair: tuple[Fraction, Fraction]) -> list[str]:
    return [str(end) for end in pair]


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
