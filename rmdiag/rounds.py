"""Say whether two rounds can be set side by side: one administration, the older round first, something in common.

`rmdiag compare` and the report of progress ask it; each says in its own way what then.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rmdiag.terminal import Exit, Stop, say
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from rmdiag.assessment.assess import Assessment
    from rmdiag.assessment.mission import Mission


def doubts(old: Mission, new: Mission) -> Iterator[str]:
    """Say why two folders are hardly meant to be compared."""
    if (old.country, old.administration.casefold()) != (new.country, new.administration.casefold()):
        yield phrase(
            "{older} ({country}) and {newer} ({other_country}) are not one"
            " administration, and levels of two administrations are not a ranking.",
            older=old.administration,
            country=old.country,
            newer=new.administration,
            other_country=new.country,
        )
    if old.as_of >= new.as_of:
        yield phrase(
            "{older} is of {day} and {newer} of {other_day}: the older round comes first.",
            older=old.name,
            day=old.as_of,
            newer=new.name,
            other_day=new.as_of,
        )


def refuse_for_progress(old: Assessment, new: Assessment) -> None:
    """End where two rounds cannot be told as progress: one reads such a report as if they could be."""
    for doubt in doubts(old.mission, new.mission):
        say(
            phrase(
                "{doubt} A report of progress sets a round against an earlier one of the same administration.",
                doubt=doubt,
            )
        )
        raise Stop(Exit.USAGE)
    if not _with_a_level(old) & _with_a_level(new):
        say(
            phrase(
                "No indicator has a level both in {older} and in {newer}, so that there is no progress to report.",
                older=old.mission.name,
                newer=new.mission.name,
            )
        )
        raise Stop(Exit.USAGE)


def _with_a_level(assessment: Assessment) -> frozenset[str]:
    baseline = assessment.mission.baseline
    if baseline is not None:
        return frozenset(baseline.levels)
    scores = (assessment.base or assessment.scores).result
    return frozenset(identity for identity, score in scores.indicators.items() if score.point is not None)
