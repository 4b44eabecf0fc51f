"""Write the signs of a self-rating that was too kind, or hasty: what was seen, in numbers, and what to ask."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.assessment.optimism import HIGH_FROM, Kind, Sign
from rmdiag.reports.compose import cell, quiet, row
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import Block, Column, Density, Row, Table

NAMED = 12  # indicators of one sign; the others are counted


def optimism(tell: Telling) -> tuple[Block, ...]:
    """Write the table, nothing where no sign was seen."""
    signs = tell.assessment.findings.optimism
    if not signs:
        return ()
    table = Table(
        id="table-optimism",
        caption=tell.say("registers.optimism.caption"),
        columns=(
            Column(title=tell.say("column.sign"), width=38, heads_rows=True),
            Column(title=tell.say("column.seen"), width=74),
            Column(title=tell.say("column.to_ask"), width=56),
        ),
        rows=tuple(_row(tell, sign) for sign in signs),
        density=Density.COMPACT,
    )
    return (table,)


def _row(tell: Telling, sign: Sign) -> Row:
    key = f"optimism.{sign.kind.value}"
    values = _values(tell, sign)
    if sign.kind is Kind.FAR_ABOVE_MISSION and not sign.indicators:
        seen = tell.say("optimism.far_above_mission.mean", **values)
    else:
        seen = tell.say(f"{key}.seen", **values)
    return row(cell(tell.say(key), " ", quiet(sign.rule.value)), seen, tell.say(f"{key}.ask"))


def _values(tell: Telling, sign: Sign) -> Mapping[str, str]:
    """Give the numbers of a sign, its sheets by their codes, and its indicators with what the administration claims."""
    numbers = {name: tell.shown.short_figure(value) for name, value in sign.figures}
    claims = [_claim(tell, identity) for identity in sign.indicators[:NAMED]]
    rest = len(sign.indicators) - NAMED
    if rest > 0:
        claims.append(tell.count("list.others", rest))
    return {
        **numbers,
        "level": tell.shown.count(HIGH_FROM),
        "sheets": tell.shown.listed(tell.sheet_codes[sheet] for sheet in sign.sheets),
        "list": tell.shown.listed(claims),
    }


def _claim(tell: Telling, identity: str) -> str:
    own = tell.own.indicators[identity].point
    return tell.say(
        "optimism.claim", id=identity, level=tell.say("sign.none") if own is None else tell.shown.count(own)
    )
