"""Write the dashboard of a programme: one file for any browser, with filters, that asks for nothing but itself.

What a reader may not see is left out before anything is written. The tables are there without a script, which only
chooses among them and draws the small fields.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rmdiag.assessment.portfolio.model import Portfolio
from rmdiag.questionnaires.exchange.scripted import for_script, part_of
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.reports.characters import printable
from rmdiag.reports.dashboard.states import WHOLE, Row, Standing, State, standings
from rmdiag.reports.editions.portfolio import portfolio_report
from rmdiag.reports.editions.portfolio_page import opening_words
from rmdiag.reports.editions.portfolio_strips import code_words, scale_words
from rmdiag.reports.editions.portfolio_telling import Occasion, PortfolioTelling, told_for
from rmdiag.reports.markup import SCREEN, Page
from rmdiag.reports.model import Report, Section, Table
from rmdiag.reports.numbering import blocks_of, numbered
from rmdiag.reports.render import bundled_tokens

MARK = b'<meta name="generator" content="rmdiag dashboard">'
_HEAD = 2048  # bytes within which the mark stands
# Tables of the report that stand in the page too, in this order, those that there are.
PARTS = (
    ("together", ("table-moves", "table-gaps", "table-blocking")),
    ("plans", ("table-plans", "table-donors")),
    ("exchanges", ("table-visits", "table-workshops")),
    ("logframe", ("table-logframe",)),
    ("data", ("table-rounds",)),
)


def to_dashboard(portfolio: Portfolio, questionnaire: Questionnaire, occasion: Occasion) -> bytes:
    """Give the bytes of the page; the same programme, day, audience and language give the same bytes."""
    tell = told_for(portfolio, questionnaire, occasion)
    report = portfolio_report(portfolio, questionnaire, occasion)
    every = standings(tell)
    rows = [row for one in every for state in one.states for row in state.rows]
    script = part_of(_environment(), "dashboard.js")
    text = (
        _environment()
        .get_template("dashboard.html.j2")
        .render(
            report=report.metadata,
            words=_words(tell),
            lead=" ".join(opening_words(tell)),
            regions=tuple(dict.fromkeys(one.region for one in every if one.region)),
            years=sorted({state.year for one in every for state in one.states}, reverse=True),
            dimensions=[(one.id, one.short) for one in tell.framework.dimensions],
            columns=_columns(tell),
            standings=every,
            whole=WHOLE,
            levels=_levels(tell),
            open=any(row.band for row in rows),
            indicative=any(state.indicative and not state.without for one in every for state in one.states),
            public=tell.public,
            parts=_parts(tell, report),
            css=part_of(_environment(), "dashboard.css"),
            colours=_colours(),
            script=script,
            policy=_policy(script),
            data=for_script(_data(tell, every)),
        )
    )
    return text.encode()


def is_dashboard(head: bytes) -> bool:
    """Say whether a file begins as such a page."""
    return MARK in head[:_HEAD]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("rmdiag.reports.dashboard", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_printable,
    )


def _printable(value: object) -> object:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _policy(script: str) -> str:
    """Let this one script run and nothing else; nothing is fetched, whatever a name in the programme holds."""
    digest = b64encode(sha256(f"\n{script}\n".encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _colours() -> Markup:
    """Give the colours of the reports, so that a level looks alike in both."""
    named = bundled_tokens().values.items()
    lines = "".join(f" --{name}: {value};" for name, value in named if value.startswith("#"))
    return Markup(f":root {{{lines} }}")  # noqa: S704  # our own style sheet


def _data(tell: PortfolioTelling, every: Sequence[Standing]) -> Mapping[str, object]:
    names = (
        "shown_count", "compared", "not_compared", "no_round", "no_round_then", "whole", "level_at", "level_since",
        "level_indicative", "shown_without",
    )  # fmt: skip
    return {
        "top": tell.framework.top,
        "lowest": tell.framework.lowest,
        "whole": WHOLE,
        "order": [*(one.id for one in tell.framework.dimensions), WHOLE],
        "words": {name: _template(tell, f"db.{name}") for name in names},
        "members": [_plain(one) for one in every],
    }


def _plain(one: Standing) -> Mapping[str, object]:
    states = [_plain_state(state) for state in one.states]
    return {"id": one.member.id, "name": printable(one.member.name), "region": one.region, "states": states}


def _plain_state(state: State) -> Mapping[str, object]:
    rows = {row.id: _plain_row(row) for row in state.rows}
    plain = {"round": state.round, "day": state.day, "year": state.year, "against": state.against}
    said = {"remarks": state.remarks, "without": state.without, "indicative": state.indicative}
    return {**plain, **said, "rows": rows}


def _plain_row(row: Row) -> Sequence[object]:
    return [row.shown, row.level, row.at, row.band, row.earlier, row.change, row.way, row.since]


def _levels(tell: PortfolioTelling) -> list[tuple[int, str]]:
    """Name the levels, the lowest first, for the key of their colours."""
    numbers = sorted(one.level for one in tell.framework.levels)
    return [
        (one, tell.say("level.number_name", level=tell.shown.count(one), name=tell.framework.level_name(one)))
        for one in numbers
    ]


def _columns(tell: PortfolioTelling) -> list[tuple[str, str]]:
    """Name the columns: all dimensions together first, so that no narrow screen hides them."""
    found = [(one.id, one.short) for one in tell.framework.dimensions]
    return found if tell.public else [(WHOLE, tell.say("db.whole_level")), *found]


def _parts(tell: PortfolioTelling, report: Report) -> list[Markup]:
    """Mark up tables of the report under headings of the page, numbered anew."""
    tables = {block.id: block for block in blocks_of(report) if isinstance(block, Table)}
    sections = [
        Section(
            id=f"part-{key}",
            title=tell.say(f"db.part.{key}"),
            blocks=tuple(tables[name] for name in names if name in tables),
        )
        for key, names in PARTS
    ]
    chosen = numbered(replace(report, sections=tuple(section for section in sections if section.blocks)))
    page = Page(report=chosen, charts={}, tokens=bundled_tokens(), medium=SCREEN)
    return [page.section(section, 1) for section in chosen.sections]


def _words(tell: PortfolioTelling) -> Mapping[str, str]:
    names = (
        "skip", "filters", "region", "every_region", "dimension", "every_dimension", "year", "latest", "view", "fields",
        "table", "levels", "rounds", "no_script", "order", "interval", "round", "key_before",
        "key_band", "key_colour", "key_line", "key_indicative", "whole_level",
    )  # fmt: skip
    said = {name: tell.say(f"db.{name}") for name in names}
    return {
        **said,
        "masthead": tell.say(
            "pf.masthead",
            date=tell.shown.date(tell.occasion.on),
            readers=tell.say(f"pf.readers.{tell.occasion.audience.value}"),
            notice=tell.say("cover.not_wco"),
        ),
        "scale": scale_words(tell),
        "codes": code_words(tell),
        "administration": tell.say("pf.column.administration"),
        "no_round": tell.say("pf.no_round"),
        **{key: tell.say(f"pf.column.{key}") for key in ("change", "practice", "information")},
        "level": tell.say("column.level"),
        "whole_means": tell.say("db.whole_means", whole=tell.say("db.whole")),
        "compared": _template(tell, "db.compared"),
    }


def _template(tell: PortfolioTelling, key: str) -> str:
    """Give a message whose values are filled in later, in the page."""
    names = ("shown", "all", "without", "round", "since", "level", "year")
    return tell.say(key, **{name: f"{{{name}}}" for name in names})
