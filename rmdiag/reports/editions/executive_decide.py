"""List what only the minister or the head of the administration can decide, with the sums of the plan edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from rmdiag.assessment.comparison_results import Verdict
from rmdiag.assessment.proposal import Cause
from rmdiag.reports.compose import runs
from rmdiag.reports.editions.ahead import Ahead
from rmdiag.reports.editions.aims import has_targets
from rmdiag.reports.editions.executive_standing import Earlier, comparable
from rmdiag.reports.editions.executive_steps import OUTSIDE
from rmdiag.reports.editions.executive_words import action_words, semicolons, sheet_roles
from rmdiag.reports.editions.metrics import money
from rmdiag.reports.editions.plan_line_words import costs_of, staff_sum
from rmdiag.reports.editions.plan_lines import Line, quarters_of
from rmdiag.reports.editions.plan_waves import doubtful
from rmdiag.reports.editions.plan_words import first_of, staff_words
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import ListEntry, Runs

NAMED = 4


def decisions(tell: Telling, ahead: Ahead, earlier: Earlier | None) -> tuple[ListEntry, ...]:
    """List them, what is overdue first."""
    return tuple(ListEntry(runs=one) for one in _decisions(tell, ahead, earlier))


def _decisions(tell: Telling, ahead: Ahead, earlier: Earlier | None) -> Iterator[Runs]:
    if tell.planned.conflict is not None:
        yield tell.runs("decide.conflict")
    if not has_targets(tell) or tell.mission.targets.agreed_on is None:
        yield tell.runs("decide.targets")
    yield from _overdue(tell, ahead.overdue)
    yield from _adopt(tell, ahead)
    if ahead.adopted or ahead.new:
        yield _money(tell, ahead)
        yield _staff(tell, ahead)
    yield from _help(tell, ahead.new)
    yield from _left_out(tell)
    yield from _fell(tell, ahead, earlier)
    yield from _divergences(tell)


def _overdue(tell: Telling, lines: Sequence[Line]) -> Iterator[Runs]:
    if lines:
        named = [
            tell.say("decide.overdue_one", action=action_words(tell, one), id=one.id, date=tell.shown.day(one.last))
            for one in lines
        ]
        yield runs(tell.count("decide.overdue", len(lines), list=semicolons(tell, named, len(named))))


def _adopt(tell: Telling, ahead: Ahead) -> Iterator[Runs]:
    new, adopted = len(ahead.new), len(ahead.adopted)
    start = tell.shown.date(ahead.lines.start)
    if new and adopted:
        already = tell.count("decide.already_adopted", adopted)
        yield runs(tell.count("decide.adopt_new", new, start=start, already=already))
    elif new:
        yield runs(tell.count("decide.adopt", new, start=start))
    elif adopted:
        yield runs(tell.count("decide.keep", adopted))


def _money(tell: Telling, ahead: Ahead) -> Runs:
    """Give the cost as far as it is known, that of the adopted actions within it, and what the first wave takes."""
    cost, unknown = _cost(ahead.every)
    if unknown and not cost:
        return tell.runs("decide.money_unknown")
    if not cost:
        return tell.runs("decide.money_none")
    first, first_unknown = _cost(ahead.lines.of(ahead.lines.waves[0])) if ahead.lines.waves else (Fraction(0), 0)
    adopted, _ = _cost(ahead.adopted)
    values = {
        "cost": money(tell, cost),
        "end": tell.shown.date(ahead.lines.ends),
        "first": money(tell, first),
    }
    known = not first_unknown and ahead.lines.waves  # of what has no dates, nobody can say what it costs at first
    key = "decide.money_later" if known else "decide.money_all"
    said = [tell.say("decide.money" if first else key, **values)]
    if ahead.adopted and adopted:
        said.append(tell.say("decide.money_adopted", adopted=money(tell, adopted)))
    if unknown:
        said.append(tell.count("decide.money_open", unknown))
    said += _doubtful(tell, ahead)
    return runs(" ".join(said))


def _doubtful(tell: Telling, ahead: Ahead) -> Iterator[str]:
    """Say how much of the money is for actions of which it is not known that they are needed."""
    found = [line for line in doubtful(tell, ahead.lines) if line.cost]
    if found:
        named = semicolons(tell, [f"{action_words(tell, line)} ({line.id})" for line in found], NAMED)
        yield tell.count("decide.money_doubt", len(found), cost=money(tell, costs_of(found)), list=named)


def _cost(lines: Sequence[Line]) -> tuple[Fraction, int]:
    """Add up what is known of the cost, and count the actions of which it is not."""
    return costs_of(lines), sum(one.cost is None for one in lines)


def _staff(tell: Telling, ahead: Ahead) -> Runs:
    fullest = max(quarters_of(ahead.lines).values(), default=None)
    values = {"staff": staff_words(tell, staff_sum(ahead.every))}
    if fullest is None:
        said = [tell.say("decide.staff", **values)]
    else:
        said = [tell.say("decide.staff_fullest", fullest=staff_words(tell, fullest), **values)]
    unknown = sum(line.staff is None for line in ahead.every)
    if unknown:
        said.append(tell.count("decide.staff_open", unknown))
    return runs(" ".join(said))


def _help(tell: Telling, lines: Sequence[Line]) -> Iterator[Runs]:
    """Count the new actions that need help from outside, by its kind."""
    kinds = Counter(kind for line in lines if line.recommendation for kind in line.recommendation.support)
    found = [
        tell.count("decide.help_kind", kinds[kind], kind=tell.say(f"support.{kind}")) for kind in OUTSIDE if kinds[kind]
    ]
    if found:
        unpriced = any(line.cost == 0 and _needs_help(line) for line in lines)
        yield tell.runs("decide.help_unpriced" if unpriced else "decide.help", list=tell.shown.listed(found))


def _needs_help(line: Line) -> bool:
    return line.recommendation is not None and any(one in OUTSIDE for one in line.recommendation.support)


def _left_out(tell: Telling) -> Iterator[Runs]:
    unpaid = [_short(tell, one.id) for one in tell.ahead.left_out if one.cause is Cause.BUDGET]
    if unpaid:
        yield runs(tell.count("decide.unpaid", len(unpaid), list=first_of(tell, unpaid, NAMED)))


def _fell(tell: Telling, ahead: Ahead, earlier: Earlier | None) -> Iterator[Runs]:
    """Name what stood higher in the round before and has no action that would bring it back."""
    if earlier is None or not comparable(tell, earlier):
        return
    planned = {line.indicator.id for line in ahead.every if line.indicator is not None}
    down = [one.id for one in earlier.moved.indicators if one.verdict is Verdict.DOWN and one.id not in planned]
    named = [tell.framework.indicators[one].short for one in down if one in tell.framework.indicators]
    if named:
        round_ = earlier.moved.old.round
        yield runs(tell.count("decide.fell", len(named), round=round_, list=tell.shown.listed(named)))


def _divergences(tell: Telling) -> Iterator[Runs]:
    """Name the indicators on which departments disagree, and whose answers differ."""
    found = tell.assessment.findings.divergences
    named = []
    for one in found:
        indicator = tell.framework.indicators[one.question.indicator].short
        named.append(tell.say("decide.divergence", indicator=indicator, roles=sheet_roles(tell, one.voices)))
    if named:
        listed = semicolons(tell, list(dict.fromkeys(named)), NAMED)
        yield runs(tell.count("decide.divergences", len(found), list=listed))


def _short(tell: Telling, identity: str) -> str:
    recommendation = tell.framework.recommendations.get(identity)
    return identity if recommendation is None else tell.framework.indicators[recommendation.indicator].short
