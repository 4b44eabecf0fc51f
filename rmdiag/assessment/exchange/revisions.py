"""Make of a workbook that came back what each action says now, beside the values from which the workbook set out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rmdiag.assessment.exchange import codes
from rmdiag.assessment.exchange.checking import check_values
from rmdiag.assessment.exchange.columns import BY_KEY
from rmdiag.assessment.exchange.identities import KnownActions, identified
from rmdiag.assessment.exchange.returned import Returned, Row
from rmdiag.assessment.exchange.shown import alike
from rmdiag.assessment.exchange.values import Asking, Known, Unusable, value_of
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.plan_merge import FIELDS, Favour, Revision, Value, values_of
from rmdiag.compendium.model import Framework, Recommendation
from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.exchange.cells import text_of
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.tongue import phrase

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a workbook brings to a plan."""

    revisions: tuple[Revision, ...]
    rows: Mapping[str, Row]  # by action
    typed: Mapping[str, Values]  # of actions that were taken out of the plan: what somebody changed in their rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The plan to which a workbook comes back."""

    mission: Mission
    questionnaire: Questionnaire
    problems: Problems
    favour: Favour = Favour.PLAN

    @property
    def framework(self) -> Framework:
        """The framework of the mission."""
        return self.questionnaire.framework


@dataclass(frozen=True, slots=True, kw_only=True)
class _Of:
    """One action: its row, and its values where the workbook set out and in the plan, as far as it was there."""

    id: str
    row: Row
    base: Values | None
    plan: Values | None

    @property
    def known(self) -> Values | None:
        """What is known of it beside the workbook; None for a new one."""
        return self.base or self.plan


def revisions_of(returned: Returned, setting: Setting) -> Brought:
    """Give what a workbook says of every action; whatever in it cannot be meant is noted.

    An action that was taken out of the plan and changed in the workbook comes back where the workbook is favoured.
    """
    _check_currency(returned, setting)
    base = returned.base.values if returned.base else {}
    plan = {action.id: values_of(action) for action in setting.mission.actions}
    rows = identified(returned, KnownActions(base=base, plan=plan), setting.problems)
    asking = asking_of(returned, setting, (*plan, *rows))
    adopted = {action.id for action in setting.mission.adopted}
    revisions: list[Revision] = []
    typed: dict[str, Values] = {}
    for identity, row in rows.items():
        of = _Of(id=identity, row=row, base=base.get(identity), plan=plan.get(identity))
        now = _now(of, setting, asking)
        changed = {} if of.base is None else {name: value for name, value in now.items() if value != of.base[name]}
        if identity in adopted or (identity not in plan and of.base is not None and not _returns(changed, setting)):
            revisions.append(Revision(id=identity, base=of.base or {}, now=now))
            typed |= {identity: changed} if changed and identity not in plan else {}
        elif of.base is None or changed:  # new, brought back, or so far only in a sheet of the mission
            written = {name: value for name, value in now.items() if value is not None}
            revisions.append(Revision(id=identity, base=None, now={"status": "planned", **written}))
    return Brought(revisions=tuple(revisions), rows=rows, typed=typed)


def asking_of(returned: Returned, setting: Setting, actions: Iterable[str]) -> Asking:
    """Give what cells can name."""
    known = Known(
        indicators=setting.framework.indicators,
        recommendations=setting.framework.recommendations,
        evidence=setting.mission.evidence,
        actions=tuple(dict.fromkeys(actions)),
    )
    return Asking(file=returned.name, known=known, problems=setting.problems)


def read_row(row: Row, knowns: Iterable[Values | None], asking: Asking) -> dict[str, Value]:
    """Give the values of a row by field; a cell that cannot be used, and a column that is not there, gives none.

    What looks in its cell as one of the known values does is that value: a cell cannot hold every text and number.
    """
    every = [known for known in knowns if known is not None]
    found: dict[str, Value] = {}
    for name in FIELDS:
        cell = row.cells.get(name)
        if cell is None:
            continue
        listed = [known[name] for known in every if isinstance(known[name], tuple)]
        text = None if cell.blank or cell.error or cell.formula else text_of(cell)
        same = [value for value in listed if isinstance(value, tuple) and alike(text, ", ".join(value))]
        try:
            value = same[0] if same else value_of(cell, BY_KEY[name], asking)
        except Unusable:
            continue
        found[name] = next((known[name] for known in every if alike(value, known[name])), value)
    return found


def _returns(changed: Values, setting: Setting) -> bool:
    return bool(changed) and setting.favour is Favour.OTHER


def _now(of: _Of, setting: Setting, asking: Asking) -> Values:
    """Give what a row says now, with what it leaves to be understood, after checking that it goes together."""
    now = read_row(of.row, (of.base, of.plan), asking)
    recommended = setting.framework.recommendations.get(str(now.get("recommendation") or ""))
    if of.known is not None:
        _follow(now, of.known, recommended)
        if "status" in now and now["status"] is None and of.base is not None:
            asking.note(codes.NO_STATUS, of.row.cells["status"], id=of.id)
    unread = any(name in of.row.cells and name not in now for name in ("action", "recommendation"))
    typed = now if of.base is not None else {name: value for name, value in now.items() if value is not None}
    values = {"status": "planned", **(of.known or {}), **typed}
    if not (values.get("action") or values.get("recommendation") or unread):
        asking.problems.add(codes.NO_ACTION, of.row.at("action", asking.file), row=of.row.number)
    check_values(values, of.row, setting.framework, asking)
    return now


def _follow(now: dict[str, Value], known: Values, recommended: Recommendation | None) -> None:
    """Let words and indicator follow a recommendation where a row leaves them to it."""
    if recommended is None:
        return
    if "action" in now and now["action"] is None:
        now["action"] = recommended.action
    if now["recommendation"] != known["recommendation"] and now.get("indicator") == known["indicator"]:
        now["indicator"] = recommended.indicator


def _check_currency(returned: Returned, setting: Setting) -> None:
    """Note costs in another currency than the mission's: they would be taken as something else than they are."""
    currency = setting.mission.currency
    if returned.currency is not None and returned.currency != currency:
        head = returned.heads["cost"]
        at = Span(file=returned.name, line=head.row, column=head.column)
        told = {"cell": head.address, "words": returned.currency, "currency": currency or phrase("no currency")}
        setting.problems.add(codes.OTHER_CURRENCY, at, **told)
