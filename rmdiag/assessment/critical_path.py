"""Find the longest chain of prerequisites in a plan, and how long each step may be late before the chain grows.

Only lengths and prerequisites count here. Horizons and staff may begin a step later than its prerequisites allow; they
change neither the chain nor the slack.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rmdiag.assessment.capacity import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalPath:
    """The longest chain: its steps from first to last, its length in months, and the slack of every step."""

    steps: tuple[str, ...] = ()
    months: int = 0
    slack: Mapping[str, int] = field(default_factory=dict)


def critical_path(works: Iterable[Work]) -> CriticalPath:
    """Give the longest chain of steps that come prerequisites first; of equally long ones one with most steps."""
    steps = {work.id: work for work in works}
    reach: dict[str, _Reach] = {}
    for work in steps.values():
        before = max((reach[w] for w in work.waits_for if w in reach), default=(0, 0))
        reach[work.id] = (before[0] + work.months, before[1] + 1)
    longest = max((months for months, _ in reach.values()), default=0)
    latest = dict.fromkeys(steps, longest)
    for work in reversed(steps.values()):
        for one in work.waits_for:
            if one in latest:
                latest[one] = min(latest[one], latest[work.id] - work.months)
    return CriticalPath(
        steps=_chain(steps, reach),
        months=longest,
        slack={identity: latest[identity] - months for identity, (months, _) in reach.items()},
    )


_Reach = tuple[int, int]  # of the longest chain that ends with a step: its months, and how many steps it has


def _chain(steps: Mapping[str, Work], reach: Mapping[str, _Reach]) -> tuple[str, ...]:
    """Follow the chain back from its last step; of equals the first in the order of the plan."""
    chain: list[str] = []
    choices = list(steps)
    while choices:
        step = max(choices, key=reach.__getitem__)
        chain.append(step)
        choices = [identity for identity in steps if identity in steps[step].waits_for]
    return tuple(reversed(chain))
