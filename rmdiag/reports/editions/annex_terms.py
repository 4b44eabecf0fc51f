"""Write annexes F and G: the words of the report, the standards it cites, and what it was made from."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.compendium.model import Reference as Standard
from rmdiag.reports.compose import code, fact, group_row, row
from rmdiag.reports.editions.indicators import standard_words
from rmdiag.reports.editions.overlays import overlay_sections
from rmdiag.reports.editions.telling import Telling, folded
from rmdiag.reports.model import Block, Column, Definition, Definitions, Density, Row, Section, Table

_TERMS = (
    "agreed",
    "blocking",
    "confidence",
    "contradiction",
    "core",
    "coverage",
    "critical_path",
    "dimension",
    "divergence",
    "evidence",
    "gate",
    "grouping",
    "indicative",
    "indicator",
    "interval",
    "interval_95",
    "judgement",
    "level",
    "not_applicable",
    "not_assessed",
    "out_of_scope",
    "overlay",
    "point",
    "person_month",
    "priority",
    "projection",
    "quick_win",
    "self",
    "set",
    "spread",
    "taken_over",
    "target",
    "wave",
)

_ABBREVIATIONS = (
    "aeo",
    "cen",
    "fiu",
    "hs",
    "ict",
    "nii",
    "pca",
    "placi",
    "rilo",
    "rkc",
    "safe",
    "tfa",
    "wco",
)


def glossary(tell: Telling, letter: str) -> Section:
    """Write annex F."""
    terms = sorted(((tell.say(f"glossary.{term}"), term) for term in _TERMS), key=lambda pair: folded(pair[0]))
    entries = tuple(fact(name, tell.say(f"glossary.{term}.meaning")) for name, term in terms)
    standards = _standards(tell)
    parts: list[tuple[str, str, tuple[Block, ...]]] = []
    if standards:
        parts.append(
            (
                "standards",
                tell.say("standards.title"),
                (tell.para("standards.opening"), _standards_table(tell, standards)),
            )
        )
    parts.append(("abbreviations", tell.say("abbreviations.title"), (_abbreviations(tell),)))
    sections = tuple(
        Section(id=key, title=title, number=f"{letter}.{place}", blocks=blocks, listed=False)
        for place, (key, title, blocks) in enumerate(parts, start=1)
    )
    return Section(
        id="annex-f",
        title=tell.say("annex.glossary"),
        number=letter,
        blocks=(Definitions(entries=entries),),
        sections=sections,
    )


def versions(tell: Telling, letter: str) -> Section:
    """Write annex G."""
    return Section(
        id="annex-g",
        title=tell.say("annex.versions"),
        number=letter,
        blocks=(tell.para("versions.opening"), Definitions(entries=tuple(_versions(tell)))),
        sections=overlay_sections(tell, letter),
    )


def _standards(tell: Telling) -> list[Standard]:
    cited = {s for indicator in tell.indicators for s in indicator.standards}
    return [reference for reference in tell.framework.references.values() if reference.id in cited]


def _abbreviations(tell: Telling) -> Definitions:
    return Definitions(
        entries=tuple(
            fact(tell.say(f"abbreviation.{one}"), tell.say(f"abbreviation.{one}.meaning")) for one in _ABBREVIATIONS
        )
    )


def _standards_rows(tell: Telling, standards: list[Standard]) -> Iterator[Row]:
    """Give the places of every instrument under its full name."""
    sources: dict[str, list[Standard]] = {}
    for standard in standards:
        sources.setdefault(standard.source, []).append(standard)
    for identity, cited in sources.items():
        if tell.words.has(f"source.title.{identity}"):
            yield group_row(3, tell.say(f"source.title.{identity}"))
        for standard in cited:
            yield row(*_standard(tell, standard), standard.gist)


def _standards_table(tell: Telling, standards: list[Standard]) -> Table:
    return Table(
        id="table-standards",
        caption=tell.say("standards.caption"),
        columns=(
            Column(title=tell.say("column.standard"), width=46, heads_rows=True),
            Column(title=tell.say("column.place"), width=46),
            Column(title=tell.say("column.gist"), width=76),
        ),
        rows=tuple(_standards_rows(tell, standards)),
        density=Density.COMPACT,
    )


def _standard(tell: Telling, standard: Standard) -> tuple[str, str]:
    """Give the short form and the place; what has no short form is named once."""
    short = standard_words(tell, standard.id)
    return (short, "") if short == standard.locator else (short, standard.locator)


def _versions(tell: Telling) -> Iterator[Definition]:
    mission, framework, facts = tell.mission, tell.framework, tell.facts
    yield fact(tell.say("versions.program"), tell.say("versions.rmdiag", version=facts.version))
    yield fact(
        tell.say("cover.framework"),
        tell.say("versions.framework", title=framework.title, id=framework.id, edition=framework.edition),
    )
    if framework.traces_to:
        yield fact(tell.say("versions.traces_to"), framework.traces_to)
    chosen = tell.questionnaire.sets.get(mission.set)
    title = mission.set if chosen is None else chosen.title
    yield fact(tell.say("versions.set"), tell.say("versions.set_id", title=title, id=mission.set))
    named = (tell.say("overlay.named", title=o.title, file=o.file) for o in tell.questionnaire.overlays)
    overlays = tell.say("list.semicolon").join(named) or tell.say("versions.no_overlays")
    yield fact(tell.say("versions.overlays"), overlays)
    yield fact(tell.say("versions.mission"), mission.name)
    if mission.checksum:
        yield fact(tell.say("versions.checksum"), code(mission.checksum))
    yield fact(tell.say("versions.as_of"), tell.shown.date(mission.as_of))
    rendered = tell.say("versions.not_dated") if facts.rendered_on is None else tell.shown.date(facts.rendered_on)
    yield fact(tell.say("cover.rendered"), rendered)
    yield fact(tell.say("versions.notice"), framework.disclaimer or tell.say("cover.not_wco"))
