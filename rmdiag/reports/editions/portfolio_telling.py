"""Hold what every page of the portfolio report is told from: programme, framework, for whom and on which day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from rmdiag.assessment.originals import mark_of
from rmdiag.assessment.portfolio.model import Audience, Change, Disclosure, Level, Member, Moved, Portfolio, Snapshot
from rmdiag.assessment.portfolio.questions import seen_on, visible
from rmdiag.compendium.model import Dimension, Framework
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.reports.editions.speaking import Speaking, words_in
from rmdiag.reports.editions.telling import cut, slug
from rmdiag.reports.public import levels_told
from rmdiag.reports.rounding import printed_change

LONGEST_NAME = 90  # characters of a name over a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """For whom the report is written, on which day, and in which language."""

    on: date
    audience: Audience = Audience.TEAM
    language: str | None = None  # None: that of programme.yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A change as it is printed: the whole, and its parts where they can be told apart."""

    moved: Fraction
    practice: Fraction | None
    information: Fraction | None


@dataclass(frozen=True, kw_only=True)
class PortfolioTelling(Speaking):
    """A programme ready to be told in one language, for one audience."""

    portfolio: Portfolio
    questionnaire: Questionnaire
    occasion: Occasion

    @property
    def framework(self) -> Framework:
        """The framework under which administrations are set side by side."""
        return self.questionnaire.framework

    @property
    def public(self) -> bool:
        """Whether everybody may read it, so that nothing in it may help somebody to avoid a control."""
        return self.occasion.audience is Audience.PUBLIC

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """The administrations that may be seen by themselves, in the order of programme.yaml."""
        return visible(self.portfolio, self.occasion.audience)

    @property
    def mark(self) -> str:
        """What stands before sentences of programme.yaml where it is written in another language: "[en] ", else ""."""
        programme = self.portfolio.programme
        return mark_of(programme.language, self.occasion.language or programme.language)

    @cached_property
    def hidden(self) -> int:
        """How many administrations are not shown by themselves."""
        return len(self.portfolio.programme.members) - len(self.members)

    def latest(self, member: Member) -> Snapshot | None:
        """Give the last round of an administration."""
        return self.portfolio.latest(member.id)

    def change(self, member: Member) -> Change | None:
        """Give what moved up to the last round."""
        return self.portfolio.since_baseline(member.id)

    def change_to(self, member: Member, kept: Snapshot) -> Change | None:
        """Give what moved up to a round since the earliest that it can be set beside."""
        return next(iter(self.portfolio.changes_to(member.id, kept)), None)

    def levels(self, snapshot: Snapshot) -> Mapping[str, Level]:
        """Give the levels of dimensions that may be told of a round."""
        if not self.public:
            return snapshot.dimensions
        points = {
            i: None if one.level.point is None else int(one.level.point) for i, one in snapshot.indicators.items()
        }
        targets = {identity: one.target for identity, one in snapshot.indicators.items()}
        told = levels_told(self.framework, points, targets)
        return {identity: level for identity, level in snapshot.dimensions.items() if identity in told}

    def moves(self, member: Member, change: Change | None) -> Mapping[str, Moved]:
        """Give what moved in the dimensions of an administration, those that may be told of the round before."""
        old = None if change is None else self.portfolio.kept(member.id, change.old_round)
        if change is None or old is None:
            return {}
        before = self.levels(old)
        return {identity: moved for identity, moved in change.dimensions.items() if identity in before}

    def printed(self, moved: Moved | None) -> Printed | None:
        """Give a change as it follows from the levels that are printed; None where nothing can be compared."""
        if moved is None or moved.old is None or moved.new is None or moved.change is None:
            return None
        parts = None
        if moved.performance is not None and moved.information is not None and not self.public:
            parts = (moved.performance, moved.information)
        change, practice, information = printed_change(moved.old, moved.new, parts)
        return Printed(moved=change, practice=practice, information=information)

    def target(self, snapshot: Snapshot, dimension: Dimension) -> Fraction | None:
        """Give the weighted mean of the targets of a dimension's indicators that count."""
        counting = [
            (indicator.weight, snapshot.indicators[indicator.id].target)
            for indicator in dimension.indicators
            if indicator.id in snapshot.indicators and snapshot.indicators[indicator.id].state in COUNTING
        ]
        weight = sum((weight for weight, _ in counting), Fraction(0))
        return sum((w * target for w, target in counting), Fraction(0)) / weight if weight else None

    def region(self, member: Member) -> str:
        """Name the region of an administration, "" where it has none."""
        regions = self.portfolio.programme.regions
        return next((region.title for region in regions if region.id == member.region), "")

    def language(self, code: str) -> str:
        """Name a language; a code that has no name here stands for itself."""
        return self.shown.language_name(code)

    def named(self, member: Member) -> str:
        """Name an administration in the room that a page has."""
        return shortly(member.name, LONGEST_NAME)

    def country(self, member: Member) -> str:
        """Name the country of an administration, "" where its code has no name."""
        named = self.shown.territory(member.country)
        return "" if named == member.country else named

    def called(self, identities: Iterable[str]) -> str:
        """Name administrations in the room of a cell."""
        members = (self.portfolio.programme.member(identity) for identity in identities)
        return ", ".join(member.called for member in members if member is not None)

    def signed(self, value: Fraction | None) -> str:
        """Write a change with its sign."""
        return self.say("sign.none") if value is None else self.shown.difference(value)

    def disclosed(self, disclosure: Disclosure) -> str:
        """Say who may see what is said of an administration alone."""
        return self.say(f"pf.disclosure.{disclosure.value}")


COUNTING = ("assessed", "not_assessed")


def told_for(portfolio: Portfolio, questionnaire: Questionnaire, occasion: Occasion) -> PortfolioTelling:
    """Get a programme ready to be told."""
    words = words_in(occasion.language or portfolio.programme.language)
    seen = seen_on(portfolio, occasion.on)
    return PortfolioTelling(portfolio=seen, questionnaire=questionnaire, occasion=occasion, words=words)


def shortly(name: str, most: int) -> str:
    """Cut a long name in its middle, as the names of many administrations begin alike."""
    if len(name) <= most:
        return name
    words, head, tail = name.split(" "), "", ""
    while words and len(head) + len(tail) + len(words[-1]) + 4 <= most:
        if len(head) <= len(tail) and len(head) + len(tail) + len(words[0]) + 4 <= most:
            head = f"{head} {words.pop(0)}".strip()
        else:
            tail = f"{words.pop()} {tail}".strip()
    return f"{head} … {tail}".strip() if head or tail else cut(name, most)


def page_of(member: Member) -> str:
    """Name the page of an administration."""
    return f"member-{slug(member.id)}"


def table_of(member: Member) -> str:
    """Name the table of the levels of an administration."""
    return f"levels-{slug(member.id)}"
