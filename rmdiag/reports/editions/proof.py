"""Say on what levels rest: answers verified, corroborated or declared, the judgement of the team, or no answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rmdiag.assessment.results import IndicatorScore
from rmdiag.compendium.model import Indicator
from rmdiag.reports.editions.telling import Telling

KINDS = ("verified", "corroborated", "declared", "judged", "none")
ALWAYS = KINDS[:3]  # the others are named where they occur


def rests_on(score: IndicatorScore) -> str:
    """Name on what a level rests; a judged one is not what the answers give."""
    if score.judgement is not None:
        return "judged"
    return "none" if score.confidence is None else score.confidence.value


def proof(tell: Telling, indicators: Iterable[Indicator]) -> Counter[str]:
    """Count the indicators that have a level by what it rests on."""
    scores = map(tell.score, indicators)
    return Counter(rests_on(score) for score in scores if score.point is not None)


def kinds_of(tell: Telling) -> tuple[str, ...]:
    """Name what the levels of a mission rest on, in the order in which counts are written."""
    found = proof(tell, tell.indicators)
    return tuple(kind for kind in KINDS if kind in ALWAYS or found[kind])


def proof_words(tell: Telling, kinds: Iterable[str]) -> str:
    """Write how many levels of a mission rest on each of some kinds."""
    found = proof(tell, tell.indicators)
    return tell.shown.listed(tell.say(f"proof.on.{kind}", count=tell.shown.count(found[kind])) for kind in kinds)
