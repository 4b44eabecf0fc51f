"""Read what a plan is asked to keep to, the key `plan` of mission.yaml."""

from __future__ import annotations

from datetime import date

from rmdiag.assessment import plan_codes
from rmdiag.assessment.asking import amount_of, day_in_reach, known_id
from rmdiag.assessment.wish import Wish
from rmdiag.compendium.model import Framework
from rmdiag.fields import Fields


def read_wish(main: Fields, framework: Framework, as_of: date) -> Wish | None:
    """Give what mission.yaml asks of a plan; unless it says when, the plan begins on the mission's date."""
    row = main.fields("plan", "`plan`")
    if row is None:
        return None
    capacity = amount_of(row, "capacity")
    if capacity == 0:
        row.problems.add(plan_codes.NO_STAFF, row.at("capacity"))
    wish = Wish(
        start=day_in_reach(row, "from", plan_codes.UNLIKELY_DAY) or as_of,
        capacity=capacity,
        budget=amount_of(row, "budget"),
        must=_recommendations(row, "must", framework),
        dropped=_recommendations(row, "not", framework),
    )
    row.close()
    return wish


def _recommendations(row: Fields, key: str, framework: Framework) -> tuple[str, ...]:
    known = framework.recommendations
    found = (known_id(one, plan_codes.NOT_RECOMMENDED, known, row.problems) for one in row.scalars(key))
    return tuple(identity for identity in found if identity is not None)
