"""Say which indicator and question of an older edition is which of a newer one, where ids have changed.

Without a map the ids themselves say it: an id is permanent within a framework.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from rmdiag.assessment import codes
from rmdiag.assessment.asking import opened
from rmdiag.fields import Fields
from rmdiag.problems import Problems, did_you_mean
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.source import Document, Scalar
from rmdiag.tongue import marked, phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundMap:
    """The old id of each new one, where they differ."""

    indicators: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)

    def old_indicator(self, identity: str) -> str:
        """Give what an indicator of the newer round was called in the older one; "" when it went to another id."""
        return _before(self.indicators, identity)

    def new_indicator(self, identity: str) -> str:
        """Give what an indicator of the older round is called in the newer one; "" when another one took its id."""
        renamed = {before: after for after, before in self.indicators.items()}
        return _before(renamed, identity)

    def old_question(self, identity: str) -> str:
        """Give what a question of the newer round was called in the older one; "" when it went to another id."""
        return _before(self.questions, identity)


def complete(renamed: RoundMap, old: Questionnaire, new: Questionnaire) -> RoundMap:
    """Add the questions of renamed indicators that kept their words and their type, so that nobody has to list them."""
    found: dict[str, str] = {}
    said = {*renamed.questions, *renamed.questions.values()}
    for after, before in renamed.indicators.items():
        earlier = [q for q in old.by_indicator.get(before, ()) if q.id not in said]
        for question in (q for q in new.by_indicator.get(after, ()) if q.id not in said):
            alike = [one.id for one in earlier if (one.text, one.type) == (question.text, question.type)]
            if len(alike) == 1 and alike[0] != question.id:
                found[question.id] = alike[0]
    return replace(renamed, questions={**found, **renamed.questions})


def _before(pairs: Mapping[str, str], identity: str) -> str:
    moved = identity not in pairs and identity in pairs.values()
    return "" if moved else pairs.get(identity, identity)


class _Ends(NamedTuple):
    """The ids that the two ends of a map may name, and what they are ids of."""

    old: Iterable[str]
    new: Iterable[str]
    what: str


def read_map(document: Document, rounds: tuple[Questionnaire, Questionnaire], problems: Problems) -> RoundMap:
    """Read `indicators: {OLD: NEW}` and `questions: {OLD: NEW}`; ids that no round has are problems."""
    main = opened(document, problems)
    if main is None:
        return RoundMap()
    old, new = rounds
    of_indicators = _Ends(tuple(old.framework.indicators), tuple(new.framework.indicators), marked("an indicator"))
    of_questions = _Ends(tuple(old.questions), tuple(new.questions), marked("a question"))
    found = RoundMap(
        indicators=_pairs(main, "indicators", of_indicators), questions=_pairs(main, "questions", of_questions)
    )
    main.close()
    return found


def _pairs(main: Fields, key: str, ends: _Ends) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for before, node in main.entries(key, f"`{key}`"):
        after = node if isinstance(node, Scalar) else None
        if after is None:
            main.problems.add(
                codes.NOT_OF_THE_ROUND, node, id=phrase("this"), what=ends.what, side=marked("newer"), near=""
            )
        elif _is_known(before, ends.old, (ends.what, marked("older")), main.problems) and _is_known(
            after, ends.new, (ends.what, marked("newer")), main.problems
        ):
            first = pairs.setdefault(after.text, before.text)
            if first != before.text:
                values = {"id": after.text, "first": first, "second": before.text}
                main.problems.add(codes.MAPPED_TWICE, after, **values)
    return pairs


def _is_known(scalar: Scalar, known: Iterable[str], words: tuple[str, str], problems: Problems) -> bool:
    if scalar.text in known:
        return True
    what, side = words
    near = did_you_mean(scalar.text, known)
    problems.add(codes.NOT_OF_THE_ROUND, scalar, id=scalar.text, what=what, side=side, near=near)
    return False
