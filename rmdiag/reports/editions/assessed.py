"""Hold an assessment with the plan that is proposed for it, in the words of one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.planned import Planned, plan_of
from rmdiag.assessment.proposal import Step
from rmdiag.assessment.results import Scores
from rmdiag.compendium.model import Framework
from rmdiag.questionnaires.model import Layer, Questionnaire
from rmdiag.reports.editions.speaking import Speaking


@dataclass(frozen=True, kw_only=True)
class Assessed(Speaking):
    """What the plan is made from, before anything is told of it."""

    assessment: Assessment

    @property
    def mission(self) -> Mission:
        """The mission that is told."""
        return self.assessment.mission

    @property
    def questionnaire(self) -> Questionnaire:
        """The framework with its questions."""
        return self.assessment.questionnaire

    @property
    def framework(self) -> Framework:
        """The framework of the mission."""
        return self.assessment.questionnaire.framework

    @property
    def result(self) -> Scores:
        """The result profile, which the report is about."""
        return self.assessment.scores.result

    @property
    def self_only(self) -> bool:
        """Whether the administration alone has answered, so that nothing can be said of a mission team."""
        return self.mission.answers.speaks(Layer.SELF) and not self.mission.answers.speaks(Layer.MISSION)

    @cached_property
    def planned(self) -> Planned:
        """The plan that the mission asks for, made once, when a chapter asks for it."""
        return plan_of(self.assessment)

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """The steps of that plan by their ids, in its order."""
        proposal = self.planned.proposal
        return {} if proposal is None else {step.id: step for step in proposal.steps}
