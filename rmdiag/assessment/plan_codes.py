"""The mistakes that plans can hold: permanent codes with words and a way out (STYLE rule 6)."""

from __future__ import annotations

from rmdiag.problems import Kind

OTHER_INDICATOR = Kind(
    code="MIS100",
    message="{id} is for {written}, but its recommendation {recommendation} is for {own}.",
    fix="take `indicator` out, or name another recommendation",
)
UNLIKELY_DAY = Kind(
    code="MIS101",
    message="`{key}` is {words}, which no plan can mean.",
    fix="write a date from {first} to {last}",
)
NOT_FINISHED = Kind(
    code="MIS102",
    message="{id} has a day on which it was finished, but its status is {status}.",
    fix="write `status: done`, or take `finished` out",
)
UNKNOWN_ACTION = Kind(
    code="MIS103",
    message="`{id}` is no action of this plan.",
    fix="{near}write the id of an action: {known}",
)
ACTION_CIRCLE = Kind(
    code="MIS104",
    message="These actions wait for each other: {path}.",
    fix="take one of them out of an `after`",
)
NO_STAFF = Kind(
    code="MIS105",
    message="`capacity` is 0, and a plan needs staff.",
    fix="write the person-months that the administration can give in a quarter, such as 12, or take the line out",
)
NOT_RECOMMENDED = Kind(
    code="MIS106",
    message="`{id}` is not a recommendation of the framework.",
    fix="{near}name one that exists, or take it out",
)

PLAN_KINDS: tuple[Kind, ...] = (
    OTHER_INDICATOR,
    UNLIKELY_DAY,
    NOT_FINISHED,
    UNKNOWN_ACTION,
    ACTION_CIRCLE,
    NO_STAFF,
    NOT_RECOMMENDED,
)
