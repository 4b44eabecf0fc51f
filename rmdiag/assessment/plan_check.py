"""Read a plan back before it is written, and compare it with what was meant: no slip of ours reaches anybody's file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rmdiag.assessment.asking import Reading
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.plan_merge import FIELDS, Value, values_of
from rmdiag.assessment.plan_text import Rewriting, rewritten
from rmdiag.assessment.read_plan import read_plan
from rmdiag.problems import Problems
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.source import Document

_FOLLOWING = ("action", "indicator")  # from the recommendation, where they are not written


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """A plan.yaml that is to be changed, and the mission that it belongs to; `text` is None where there is none yet."""

    text: str | None
    mission: Mission
    questionnaire: Questionnaire


def revised(plan: PlanFile, rewriting: Rewriting) -> str:
    """Give the text of plan.yaml with all changes in it, after reading it back.

    Raises ValueError where the text does not say what was meant; nothing may be written then.
    """
    if rewriting.empty and plan.text is not None:
        return plan.text
    text, problems = rewritten(plan.text, rewriting), Problems()
    reading = Reading(questionnaire=plan.questionnaire, problems=problems, head=plan.mission)
    actions = read_plan(Document(name="plan.yaml", text=text), plan.mission.evidence, reading)
    said = {action.id: values_of(action) for action in actions}
    wrong = [str(problem) for problem in problems.errors]
    for identity, values in _meant(plan, rewriting).items():
        differing = [name for name, value in values.items() if said.get(identity, {}).get(name) != value]
        wrong += [f"{identity}: {name}" for name in differing]
    wrong += [one for one in rewriting.removed if one in said]
    if wrong:
        message = f"plan.yaml would not say what was meant: {'; '.join(wrong)}"
        raise ValueError(message)
    return text


def _meant(plan: PlanFile, rewriting: Rewriting) -> Mapping[str, Mapping[str, Value]]:
    """Give what every action must say afterwards, by field."""
    meant = {a.id: dict(values_of(a)) for a in plan.mission.adopted if a.id not in rewriting.removed}
    for change in rewriting.changes:
        meant[change.action][change.field] = change.after
        if change.field == "recommendation":
            for name in _FOLLOWING:
                meant[change.action].pop(name, None)
    added = {e.revision.id: {n: v for n, v in e.revision.now.items() if n in FIELDS} for e in rewriting.added}
    return {**meant, **added}
