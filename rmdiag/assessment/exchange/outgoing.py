"""Hold an adopted plan as it leaves for another program, with what every format needs of it: words, numbers, identity.

Nothing here touches the world: the date of an export is a value, and so is what an earlier export held.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID, uuid5

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.mission import Mission
from rmdiag.compendium.model import Dimension, Framework, Recommendation
from rmdiag.questionnaires.exchange.shown import decimal
from rmdiag.tongue import marked, phrase

_SHORT = 60  # characters of an action that is only mentioned
_PLANS = UUID("6f0c1d0a-5f0e-5f3c-9f39-6f2a4c1a7d11")  # the space of names in which every plan has its identity
_ENDS_OF_LINES = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingPlan:
    """The adopted plan of a mission on the day of its export."""

    mission: Mission
    framework: Framework
    on: date

    @property
    def actions(self) -> tuple[PlannedAction, ...]:
        """Every action, in the order of the plan."""
        return self.mission.actions

    @property
    def title(self) -> str:
        """What the plan is called in other programs."""
        mission = self.mission
        words = marked("{administration}: risk management plan, round {round}")
        return one_line(phrase(words, administration=mission.administration, round=mission.round))

    @property
    def identity(self) -> UUID:
        """Which plan it is: of which administration, round, framework and set; never of which folder or day."""
        mission = self.mission
        names = (mission.country, mission.administration, mission.round, mission.framework, mission.set)
        return uuid5(_PLANS, json.dumps([unicodedata.normalize("NFC", name).casefold() for name in names]))

    def recommendation(self, action: PlannedAction) -> Recommendation | None:
        """Give the recommendation that an action carries out, None for one in the administration's own words."""
        return self.framework.recommendations.get(action.recommendation or "")

    def dimension(self, action: PlannedAction) -> Dimension | None:
        """Give the dimension whose level an action is to lift, None when it names no indicator."""
        indicator = self.framework.indicators.get(action.indicator or "")
        return next((one for one in self.framework.dimensions if indicator and one.id == indicator.dimension), None)

    def words(self, action: PlannedAction) -> Iterator[str]:
        """Give what everybody concerned may read of an action, a line each: its dates stand elsewhere."""
        recommendation = self.recommendation(action)
        indicator = self.framework.indicators.get(action.indicator or "")
        yield plain(f"{action.id}: {action.action}")
        yield from _line(marked("Owner: {text}"), action.responsible)
        yield phrase("Status: {text}", text=phrase(action.status))
        yield from _line(
            marked("Waits for: {text}"), "; ".join(shortened(before, _SHORT) for before in self._before(action))
        )
        yield from _line(marked("Yields: {text}"), recommendation.deliverable if recommendation else None)
        yield from _line(marked("Complete when: {text}"), recommendation.completion if recommendation else None)
        yield from _line(marked("Lifts: {text}"), f"{indicator.id} {indicator.title}" if indicator else None)
        if action.person_months is not None:
            yield phrase("Person-months: {text}", text=_shown(action.person_months))
        if action.cost is not None:
            yield phrase("Cost: {text}", text=f"{_shown(action.cost)} {self.mission.currency or ''}".rstrip())
        yield from _line(marked("Funding: {text}"), action.funding)
        yield from _line(marked("Support: {text}"), action.support)
        yield from _line(marked("Origin: {text}"), action.origin)

    def _before(self, action: PlannedAction) -> Iterator[str]:
        """Name the actions that one waits for, without their dates, which move by themselves."""
        named = {one.id: one.action for one in self.actions if one.id in action.after}
        yield from (f"{identity} {named.get(identity, '')}".strip() for identity in action.after)

    def remarks(self, action: PlannedAction) -> Iterator[str]:
        """Give what those who run the plan wrote for each other, a line each."""
        yield from _line(marked("Reason: {text}"), action.reason)
        yield from _line(marked("Note: {text}"), action.note)
        yield from _line(marked("Evidence: {text}"), ", ".join(action.evidence))


def plain(text: str) -> str:
    """Give a text as every format can hold it: lines end in one way, and no character steers a machine."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", _ENDS_OF_LINES.sub("\n", text))


def one_line(text: str) -> str:
    """Give a text on one line, with single spaces."""
    return " ".join(plain(text).split())


def shortened(text: str, longest: int) -> str:
    """Give a text on one line of at most so many characters, cut between words where that is possible."""
    line = one_line(text)
    if len(line) <= longest:
        return line
    head, _, _ = line[:longest].rpartition(" ")
    return f"{(head or line)[: longest - 1].rstrip(' ,;:.')}…"


def _shown(value: Fraction) -> str:
    """Write a number for people: thousands apart, two decimals at most."""
    whole, point, decimals = decimal(round(value, 2)).partition(".")
    return f"{int(whole):,}".replace(",", "\N{NO-BREAK SPACE}") + point + decimals


def _line(message: str, text: str | None) -> Iterator[str]:
    if text:
        yield phrase(message, text=plain(text))
