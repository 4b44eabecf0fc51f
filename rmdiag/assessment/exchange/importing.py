"""Bring a workbook that came back into the plan it set out from: what changed, what clashes, what is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rmdiag.assessment.exchange.checking import check_values, check_waiting, plan_after
from rmdiag.assessment.exchange.returned import Returned, read_workbook
from rmdiag.assessment.exchange.revisions import Setting, Values, asking_of, read_row, revisions_of
from rmdiag.assessment.exchange.values import Asking, Known
from rmdiag.assessment.plan_merge import Merge, merge, values_of
from rmdiag.assessment.plan_text import Entry, Rewriting
from rmdiag.problems import Problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What becomes of a plan when a workbook is brought into it."""

    merged: Merge
    typed: Mapping[str, Values]  # what was changed in rows of actions that were taken out of the plan
    rewriting: Rewriting  # what is to be written into plan.yaml

    @property
    def unsettled(self) -> bool:
        """Whether somebody has to decide."""
        return bool(self.merged.clashes or self.typed)


def import_into(returned: Returned, setting: Setting) -> Imported:
    """Give what a workbook changes in a plan; what must not be written is noted, with its cells."""
    brought = revisions_of(returned, setting)
    adopted = setting.mission.adopted
    merged = merge(adopted, brought.revisions, setting.favour)
    plan = plan_after({action.id: values_of(action) for action in adopted}, merged)
    rows = {identity: row for identity, row in brought.rows.items() if identity in plan}
    asking = asking_of(returned, setting, plan)
    for identity, row in rows.items():
        check_values(plan[identity], row, setting.framework, asking)
    check_waiting(plan, rows, asking)
    recommended = setting.framework.recommendations
    entries = []
    for revision in merged.added:
        found = recommended.get(str(revision.now.get("recommendation") or ""))
        entries.append(Entry(revision=revision, words=found.action if found else ""))
    return Imported(merged=merged, typed=brought.typed, rewriting=Rewriting(changes=merged.changes, added=entries))


def is_untouched(content: bytes) -> bool:
    """Say whether a file is a workbook of ours in which nobody has changed anything: only then may it be replaced."""
    problems = Problems()
    returned = read_workbook(content, "workbook", problems)
    if returned is None or returned.base is None or len(problems):
        return False
    base = returned.base.values
    every = {name: {values[name] for values in base.values()} for name in ("indicator", "recommendation")}
    known = Known(
        indicators=[str(one) for one in every["indicator"]],
        recommendations=[str(one) for one in every["recommendation"]],
        evidence=[],
        actions=[],
    )
    asking = Asking(file=returned.name, known=known, problems=problems)
    rows = {row.cells["id"].words: read_row(row, (base.get(row.cells["id"].words),), asking) for row in returned.rows}
    return rows == dict(base) and len(returned.rows) == len(base)
