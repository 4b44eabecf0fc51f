"""Write the chapter on country and administration: the team's own words, figures, where it stands with agreements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from rmdiag.reports.compose import para, row, runs
from rmdiag.reports.editions.articles import CHAPTER, views_by_article
from rmdiag.reports.editions.telling import Telling, following
from rmdiag.reports.model import Align, Block, Column, Paragraph, Reference, Runs, Section, Table

_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s?(?:%|percent|per cent|por ciento|pour cent)")
_GROUPED = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{4,})(?![\d.,])")
_GAP = re.compile(r"[ \u00a0\u202f]")


def has_context(tell: Telling) -> bool:
    """Whether the mission says anything of the country and the administration."""
    mission = tell.mission
    return bool(_background(tell) or mission.context or mission.tfa or mission.rkc_accession)


def country_and_administration(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    return Section(id="country", title=tell.say("country.title"), number=number, blocks=tuple(_blocks(tell)))


def _background(tell: Telling) -> str:
    account = tell.mission.account
    return "" if account is None else account.background or ""


def _blocks(tell: Telling) -> Iterator[Block]:
    for line in _background(tell).split("\n"):
        if line.strip():
            yield para(line.strip())
    if tell.mission.context:
        yield _figures(tell)
    standing = tuple(_standing(tell))
    if standing:
        yield Paragraph(runs=following(standing))
    if tell.mission.tfa and not views_by_article(tell):
        yield _commitments(tell)


def _standing(tell: Telling) -> Iterator[Runs]:
    """Say how many commitments there are, whose date has passed, and since when the convention binds."""
    mission = tell.mission
    if mission.tfa:
        counts = Counter(one.category for one in mission.tfa)
        named = (
            tell.say("country.category", count=tell.shown.count(number), category=category)
            for category, number in sorted(counts.items())
        )
        passed = sum(one.date is not None and one.date <= mission.as_of for one in mission.tfa)
        date = tell.shown.date(mission.as_of)
        yield runs(tell.count("country.tfa", len(mission.tfa), categories=tell.shown.listed(named)))
        yield runs(
            tell.count("country.passed", passed, date=date) if passed else tell.say("country.passed_none", date=date)
        )
    if mission.rkc_accession is not None:
        yield tell.runs("country.rkc", date=tell.shown.date(mission.rkc_accession))
    if (mission.tfa or mission.rkc_accession) and views_by_article(tell):
        yield tell.runs("country.articles", chapter=Reference(target=CHAPTER))


def _figures(tell: Telling) -> Table:
    return Table(
        id="table-context",
        caption=tell.say("context.caption"),
        columns=(
            Column(title=tell.say("column.figure"), width=60, heads_rows=True),
            Column(title=tell.say("column.value"), width=28, align=Align.END),
            Column(title=tell.say("column.year"), width=18, align=Align.END),
            Column(title=tell.say("column.source"), width=62),
        ),
        rows=tuple(
            row(c.label, _value(tell, c.value), "" if c.year is None else str(c.year), c.source or "")
            for c in tell.mission.context
        ),
    )


def _value(tell: Telling, words: str) -> str:
    """Write the numbers that somebody typed as the language writes them; other words stay as they are."""
    percent = _PERCENT.fullmatch(words.strip())
    if percent is not None:
        return tell.shown.figure_percent(Fraction(percent.group(1).replace(",", ".")))
    return _GROUPED.sub(lambda found: tell.shown.count(int(_GAP.sub("", found.group()))), words)


def _commitments(tell: Telling) -> Table:
    return Table(
        id="table-tfa",
        caption=tell.say("tfa.caption"),
        columns=(
            Column(title=tell.say("column.article"), width=25, heads_rows=True),
            Column(title=tell.say("column.category"), width=25),
            Column(title=tell.say("column.tfa_date"), width=45),
            Column(title=tell.say("column.note"), width=73),
        ),
        rows=tuple(
            row(tell.say("tfa.article", article=c.article), c.category, tell.shown.date(c.date), c.note or "")
            for c in tell.mission.tfa
        ),
    )
