"""Show how sure a result is, in plain sentences, tables and exact values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rmdiag.assessment.certainty import Certainty, Influence
from rmdiag.assessment.optimism import Sign
from rmdiag.assessment.results import OverallScore
from rmdiag.assessment.score_json import Json
from rmdiag.assessment.sensitivity import RankShares, Sensitivity
from rmdiag.reports.rounding import digits, down
from rmdiag.screens.words import decimal
from rmdiag.tongue import decimals, heads, joined, phrase, phrases

RANK_COLUMNS = heads("id", "dimension", "rank from the lowest", "rank holds in", "is lowest in")
INFLUENCE_COLUMNS = heads("question", "asks", "today", "all gates met", "no gate met", "what it says")
EVERY_COLUMN = ("kind", "id", "words", "today", "holds", "lowest", "rises", "falls", "narrows")
FORMAT = "rmdiag certainty 1"
OFTEN = Fraction(1, 10)  # a dimension is named as the lowest when it is so in a tenth of draws or more


def certainty_lines(certainty: Certainty, overall: OverallScore) -> Iterator[str]:
    """Say what weights and single answers decide."""
    drawn = certainty.sensitivity
    if drawn is None:
        yield phrase(
            "Weights decide nothing here: fewer than two dimensions are assessed, or no weighted mean is declared."
        )
    else:
        yield from _weight_lines(drawn, overall)
    for one in certainty.influences:
        if one.open:
            yield phrase("Finding out {id} moves the result: {moves}.", id=one.question.id, moves=_moves(one))
    given = [one for one in certainty.influences if not one.open]
    alike = [one for one in given if (one.up, one.down) == (given[0].up, given[0].down)]
    if alike:
        yield phrases(
            "Of the answers given, {names} moves it most: {moves}.",
            "Of the answers given, {names} move it most: {moves}.",
            len(alike),
            names=", ".join(one.question.id for one in alike),
            moves=_moves(alike[0]),
        )
    if certainty.lifting:
        first = certainty.lifting[0]
        yield phrase(
            "{id} by itself could lift it most: all its gates met, {change}.",
            id=first.question.id,
            change=_signed(first.up),
        )


def sign_lines(signs: Sequence[Sign]) -> Iterator[str]:
    """Say which signs of an optimistic self-rating there are, each with what to ask."""
    for sign in signs:
        yield f"{sign.seen} {sign.ask}"


def rank_rows(certainty: Certainty) -> list[Sequence[str]]:
    """Give a row per dimension, lowest first."""
    ranks = () if certainty.sensitivity is None else certainty.sensitivity.ranks
    return [
        (one.dimension.id, one.dimension.title, str(one.today), _share(one.holds), _share(one.lowest)) for one in ranks
    ]


def influence_rows(certainty: Certainty) -> list[Sequence[str]]:
    """Give a row per question whose answer moves the overall level or its interval."""
    return [
        (
            one.question.id,
            one.question.text,
            phrase("open") if one.open else phrase("answered"),
            _signed(one.up),
            _signed(-one.down),
            phrase("narrows the interval by {narrows}", narrows=decimal(one.narrows, 2)) if one.open else "",
        )
        for one in _every(certainty)
    ]


def every_row(certainty: Certainty) -> list[Sequence[str]]:
    """Give ranks and influences in one table, exact, for programs that read CSV."""
    ranks = () if certainty.sensitivity is None else certainty.sensitivity.ranks
    return [
        *(
            ("dimension", o.dimension.id, o.dimension.title, str(o.today), str(o.holds), str(o.lowest), "", "", "")
            for o in ranks
        ),
        *(
            (
                "question",
                one.question.id,
                one.question.text,
                "open" if one.open else "answered",
                "",
                "",
                str(one.up),
                str(one.down),
                str(one.narrows),
            )
            for one in _every(certainty)
        ),
    ]


def certainty_json(certainty: Certainty, signs: Sequence[Sign]) -> Json:
    """Give all of it as plain values; numbers are exact fractions as text."""
    drawn = certainty.sensitivity
    return {
        "format": FORMAT,
        "weights": None if drawn is None else _sensitivity_json(drawn),
        "answers": [_influence_json(one) for one in certainty.influences],
        "lifting": [_influence_json(one) for one in certainty.lifting],
        "optimism": [
            {
                "kind": sign.kind.value,
                "rule": sign.rule.value,
                "sheets": list(sign.sheets),
                "indicators": list(sign.indicators),
                "figures": {name: str(value) for name, value in sign.figures},
                "seen": sign.seen,
                "ask": sign.ask,
            }
            for sign in signs
        ],
    }


def _weight_lines(drawn: Sensitivity, overall: OverallScore) -> Iterator[str]:
    if overall.point is not None and drawn.low is not None and drawn.high is not None:
        yield (
            phrase(
                "Were every weight between a half and twice what it is, the overall level of {point}"
                " would lie between {low} and {high} in 90 of 100 draws.",
                point=decimal(overall.point, 1),
                low=decimal(drawn.low, 1),
                high=decimal(drawn.high, 1),
            )
        )
    for one in sorted(drawn.ranks, key=lambda one: -one.lowest):
        if one.lowest >= OFTEN:
            yield phrase(
                "{title} is the lowest dimension in {share} draws.", title=one.dimension.title, share=_share(one.lowest)
            )
    highest = max(drawn.ranks, key=_highest)
    yield phrase(
        "{title} is the highest dimension in {share} draws.",
        title=highest.dimension.title,
        share=_share(_highest(highest)),
    )


def _highest(one: RankShares) -> Fraction:
    return one.shares[-1]


def _every(certainty: Certainty) -> tuple[Influence, ...]:
    named = {one.question.id for one in certainty.influences}
    return (*certainty.influences, *(one for one in certainty.lifting if one.question.id not in named))


def _moves(one: Influence) -> str:
    return phrase(
        "{change} if it meets all its gates, {other_change} if it meets none",
        change=_signed(one.up),
        other_change=_signed(-one.down),
    )


def _signed(value: Fraction) -> str:
    words = digits(abs(value), 2)
    if Fraction(words) == 0:
        return phrase("under 0.01") if value else phrase("no change")
    return joined("", ("+" if value > 0 else "−", decimals(words)))


def _share(value: Fraction) -> str:
    return phrase("{number} of 100", number=int(down(value * 100)))


def _sensitivity_json(drawn: Sensitivity) -> Json:
    return {
        "draws": drawn.draws,
        "seed": drawn.seed,
        "interval": None if drawn.low is None or drawn.high is None else [str(drawn.low), str(drawn.high)],
        "ranks": {
            one.dimension.id: {"today": one.today, "holds": str(one.holds), "shares": [str(s) for s in one.shares]}
            for one in drawn.ranks
        },
    }


def _influence_json(one: Influence) -> Json:
    return {
        "question": one.question.id,
        "open": one.open,
        "rises": str(one.up),
        "falls": str(one.down),
        "narrows": str(one.narrows),
    }
