"""Project a profile: the levels that would result if recommendations were carried out, by the gates that they close.

A projection says what a plan can reach, not what will be reached: it takes every gate that a recommendation closes, up
to the level below which it fires, as met, and leaves all else as it is answered now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rmdiag.assessment.mission import Mission
from rmdiag.assessment.results import Scores
from rmdiag.assessment.scoring import Round, score_profile
from rmdiag.compendium.model import Framework
from rmdiag.questionnaires.merging import Profile
from rmdiag.questionnaires.model import Merged, Question, Questionnaire, Standing


def closed_gates(framework: Framework, done: Iterable[str]) -> Mapping[str, int]:
    """Give for each question the highest level up to which its gates are closed; an unknown id closes nothing."""
    closed: dict[str, int] = {}
    carried_out = (framework.recommendations[identity] for identity in done if identity in framework.recommendations)
    for recommendation in carried_out:
        for question in recommendation.closes:
            closed[question] = max(recommendation.below, closed.get(question, 0))
    return closed


def project(mission: Mission, questionnaire: Questionnaire, profile: Profile, done: Iterable[str]) -> Scores:
    """Give the scores of a profile with everything closed that the recommendations in `done` close."""
    closed = closed_gates(questionnaire.framework, done)
    lifted = {
        identity: _lifted(questionnaire.questions[identity], merged, closed[identity]) if identity in closed else merged
        for identity, merged in profile.items()
    }
    conditions = Round(
        asked=questionnaire.in_set(mission.set), not_applicable=mission.not_applicable, judgements=mission.judgements
    )
    return score_profile(questionnaire, lifted, conditions)


def _lifted(question: Question, merged: Merged, level: int) -> Merged:
    """Take the gates of a question up to a level as met; what does not apply stays so."""
    gates = frozenset(gate for gate in question.gates if gate <= level)
    if merged.standing is Standing.NOT_APPLICABLE or not gates:
        return merged
    return replace(
        merged,
        standing=Standing.ANSWERED,
        met_low=merged.met_low | gates,
        met_high=merged.met_high | gates if merged.known else frozenset(question.gates),  # else higher gates stay open
        divergent=merged.divergent and not gates >= merged.met_high - merged.met_low,
    )
