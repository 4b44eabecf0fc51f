"""Say what targets a mission has: the profile that was chosen, and whether anybody agreed to it."""

from __future__ import annotations

from rmdiag.reports.editions.telling import Telling


def targets_note(tell: Telling) -> str:
    """Name the target profile, and say whether anybody agreed to it."""
    targets = tell.mission.targets
    preset = tell.framework.targets.get(targets.preset)
    if preset is None and not targets.overrides:
        return tell.say("brief.targets_none")
    name = targets.preset if preset is None else preset.title
    if targets.agreed_on is None:
        return tell.say("brief.targets_open", name=name)
    return tell.say("brief.targets_agreed", name=name, date=tell.shown.day(targets.agreed_on))


def has_targets(tell: Telling) -> bool:
    """Whether there is a target profile at all; without one every target would be the lowest level."""
    targets = tell.mission.targets
    return targets.preset in tell.framework.targets or bool(targets.overrides)
