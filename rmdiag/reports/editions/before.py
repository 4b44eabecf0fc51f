"""Say where dimensions stood in the previous round, where its levels can be compared with those of this one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rmdiag.assessment.assess import Assessment
from rmdiag.reports.editions.telling import Telling


def levels_before(tell: Telling) -> Mapping[str, Fraction]:
    """Give the level of every dimension in the previous round; none where that was indicative or of another body."""
    earlier = tell.earlier
    if earlier is None or not _comparable(earlier, tell):
        return {}
    from rmdiag.assessment.comparison import compare  # few reports have a round before them
    from rmdiag.assessment.comparison_results import Verdict
    from rmdiag.assessment.comparison_steps import RoundToCompare

    old = RoundToCompare(mission=earlier.mission, questionnaire=earlier.questionnaire)
    compared = compare(old, RoundToCompare(mission=tell.mission, questionnaire=tell.questionnaire))
    known = [one for one in compared.dimensions if one.old is not None and one.verdict is not Verdict.NOT_COMPARABLE]
    return {one.id: one.old for one in known if one.old is not None}


def _comparable(earlier: Assessment, tell: Telling) -> bool:
    old, new = earlier.mission, tell.mission
    same = (old.country, old.administration.casefold()) == (new.country, new.administration.casefold())
    indicative = any(score.indicative for score in earlier.scores.result.indicators.values())
    return same and old.as_of < new.as_of and not indicative
