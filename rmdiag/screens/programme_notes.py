"""Say beside the tables of a programme what they leave out, and whether they may be passed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rmdiag.assessment.portfolio.disclosure import panel_of
from rmdiag.assessment.portfolio.model import Audience, Member
from rmdiag.assessment.portfolio.questions import movements, visible
from rmdiag.screens.programme_questions import Asked
from rmdiag.tongue import marked, phrase

TITLES = {
    "levels": marked("Levels of every round"),
    "changes": marked("What moved since the base round; practice apart from what became known"),
    "moves": marked("How many administrations moved how since their base round"),
    "groups": marked("How levels lie; administrations are counted, not ranked"),
    "gaps": marked("Gaps, the commonest first"),
    "blocking": marked("Questions that hold levels below target, the commonest first"),
    "plans": marked("Delivery of plans"),
    "plan-counts": marked("How many administrations carry out how much of their plans"),
    "plan-sums": marked("Actions and money, per currency"),
    "donors": marked("What plans say of donors, per currency"),
    "quality": marked("How far the last rounds can be relied on"),
    "quality-counts": marked("How many last rounds can be relied on"),
    "logframe": marked("Counts of the logframe"),
    "needs": marked("Gaps, and who knows the way"),
    "visits": marked("Study visits to consider, in the order of programme.yaml, the nearest host first"),
    "workshops": marked("Workshops to consider: three or more share the gap"),
    "indicators": marked("Indicators of every round"),
    "indicator-changes": marked("What moved since the base round, by indicator"),
}


def title_of(table: str) -> str:
    """Give the heading of a table."""
    return phrase(TITLES[table])


def note_lines(asked: Asked) -> Iterator[str]:
    """Say of which administrations something is missing or compared in part; those are named that may be named."""
    portfolio, seen = asked.portfolio, visible(asked.portfolio, asked.audience)
    last = {member.id: portfolio.latest(member.id) for member in seen}
    found = movements(portfolio, asked.audience)
    ours = portfolio.programme.framework
    kept = {identity: one for identity, one in last.items() if one is not None}
    notes = {
        marked("No round: {names}."): [m for m in seen if m.id not in kept],
        marked("No earlier round can be compared with the last one: {names}."): [
            one.member for one in found if one.change is None
        ],
        marked("Rounds of different editions, compared on what both have: {names}."): [
            one.member for one in found if one.editions_differ and one.change is not None
        ],
        marked("The last round is of another framework and is not counted: {names}."): [
            m for m in seen if m.id in kept and kept[m.id].framework != ours
        ],
        marked("Scored on base thresholds, without overlays that change scores: {names}."): [
            m for m in seen if m.id in kept and kept[m.id].on_base
        ],
    }
    for words, members in notes.items():
        if members:
            yield phrase(words, names=_names(members))
    yield from _for_others(asked)


def day_line(day: date) -> str:
    """Say on which day that is counted which moves on by itself."""
    return phrase("What is overdue and how old rounds are is counted on {day}; `--on DATE` names another day.", day=day)


def _for_others(asked: Asked) -> Iterator[str]:
    if asked.audience is Audience.TEAM:
        return
    panel = panel_of(asked.portfolio, asked.audience)
    yield phrase(
        "{shown} of {of} administrations are shown one by one; the others are counted in bands of five,"
        " where at least nine of them stand together.",
        shown=len(panel.shown),
        of=len(panel.members),
    )


def pass_on_line(asked: Asked) -> str:
    """Say that a look at what others may see is no release."""
    return phrase(
        "This is a look. To pass it on: rmdiag programme export … --for {audience}, which records what went out.",
        audience=asked.audience.value,
    )


def _names(members: Iterable[Member]) -> str:
    return ", ".join(member.id for member in members)
