"""Find claims that cannot both be true: consistency rules over levels, answers and operational figures.

A rule flags both sides and never changes a score. One with an unknown side is not judged: an answer that is missing,
not applicable or divergent contradicts nothing.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rmdiag.assessment.mission import Figure
from rmdiag.assessment.results import Scores
from rmdiag.compendium.model import Comparison, ConsistencyRule
from rmdiag.questionnaires.merging import Profile
from rmdiag.questionnaires.model import Answer, Question, Questionnaire, Value

Claim = Fraction | tuple[str, ...]  # a level or a figure; the words of an answer
_COMPARE: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A consistency rule that does not hold, with what was found on every side."""

    rule: ConsistencyRule
    values: tuple[tuple[str, Claim], ...]
    period: str | None  # of the metrics, when any took part


def find_contradictions(
    questionnaire: Questionnaire, scores: Scores, figures: Iterable[Figure]
) -> tuple[Contradiction, ...]:
    """Give every consistency rule whose condition holds and whose consequence does not.

    Metrics are those of the latest period in which any figure was given.
    """
    framework, (latest, metrics) = questionnaire.framework, latest_figures(figures)
    levels = {i.id: Fraction(i.point) for i in scores.indicators.values() if i.point is not None}
    known: dict[str, Claim] = {**levels, **metrics, **_answers(questionnaire, scores.answers)}
    found = (_contradiction(rule, known, latest, metrics) for rule in framework.rules)
    return tuple(contradiction for contradiction in found if contradiction is not None)


def latest_figures(figures: Iterable[Figure]) -> tuple[str | None, dict[str, Fraction]]:
    """Give the latest period and the value of each metric in it."""
    rows = tuple(figures)
    latest = max((figure.period for figure in rows), default=None)
    return latest, {figure.metric: figure.value for figure in rows if figure.period == latest}


def names_of(rule: ConsistencyRule) -> tuple[str, ...]:
    """Give the ids that a rule compares, each once, in the order in which it names them."""
    return rule.adds_up or rule.agree or tuple(dict.fromkeys(n for c in (*rule.when, *rule.then) for n in _sides(c)))


def _answers(questionnaire: Questionnaire, profile: Profile) -> dict[str, Claim]:
    """Give the settled answers to the questions that rules name.

    Sheets may say different things that meet the same gates; what they do not agree on contradicts nothing.
    """
    wanted = {name for rule in questionnaire.framework.rules for name in names_of(rule)}
    found: dict[str, Claim] = {}
    for identity in sorted(wanted & set(profile)):
        merged = profile[identity]
        low = merged.low
        if not merged.known or low is None or merged.divergent:
            continue
        if not any(_differ(alike.value, low.value) for alike in merged.alike):
            found |= _claimed(questionnaire.questions[identity], low)
    return found


def _claimed(question: Question, answer: Answer) -> dict[str, Claim]:
    """Give what an answer claims; "does not exist" says of a choice what its lowest option says."""
    value = answer.value
    if answer.no:
        return {question.id: ("no", *(option.id for option in question.options if option.level == 1))}
    if isinstance(value, Fraction):
        return {question.id: value}
    if isinstance(value, date):
        return {}
    return {question.id: (value,) if isinstance(value, str) else tuple(w for w in value if isinstance(w, str))}


def _differ(one: Value, other: Value) -> bool:
    """Whether two answers say different things; the order of choices says nothing."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return frozenset(one) != frozenset(other)
    return one != other


def _contradiction(
    rule: ConsistencyRule, known: Mapping[str, Claim], latest: str | None, metrics: Mapping[str, Fraction]
) -> Contradiction | None:
    names = names_of(rule)
    if any(name not in known for name in names) or not _broken(rule, known):
        return None
    period = latest if any(name in metrics for name in names) else None
    return Contradiction(rule=rule, values=tuple((name, known[name]) for name in names), period=period)


def _broken(rule: ConsistencyRule, known: Mapping[str, Claim]) -> bool:
    if rule.adds_up:
        return abs(sum(_figures(rule.adds_up, known), Fraction(0)) - rule.to) > rule.within
    if rule.agree:
        figures = _figures(rule.agree, known)
        return bool(figures) and max(figures) - min(figures) > rule.within
    return all(_holds(c, known) for c in rule.when) and not all(_holds(c, known) for c in rule.then)


def _figures(names: Iterable[str], known: Mapping[str, Claim]) -> list[Fraction]:
    """Give the figures of names; "does not exist" is none, so nothing is compared with it."""
    return [value for name in names if isinstance(value := known[name], Fraction)]


def _sides(comparison: Comparison) -> tuple[str, ...]:
    right = comparison.right
    return (comparison.left, right) if isinstance(right, str) and is_id(right) else (comparison.left,)


def is_id(right: str) -> bool:
    """Whether the right side of a comparison names a metric; the words of answers begin with a small letter."""
    return right[:1].isupper()


def _holds(comparison: Comparison, known: Mapping[str, Claim]) -> bool:
    left, right = known[comparison.left], comparison.right
    if isinstance(right, str) and not is_id(right):
        among = isinstance(left, tuple) and right in left
        return not among if comparison.operator == "!=" else among
    value = known[right] if isinstance(right, str) else right
    if isinstance(left, Fraction) and isinstance(value, Fraction):
        return _COMPARE[comparison.operator](left, value)
    return False  # "does not exist" has no figure
