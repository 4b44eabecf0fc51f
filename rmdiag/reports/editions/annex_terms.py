"""Write annexes F and G: the words of the report, the standards it cites, and what it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rmdiag.compendium.model import Reference as Standard
from rmdiag.reports.compose import cell, code, fact, group_row, row, runs
from rmdiag.reports.editions.ahead import has_actions
from rmdiag.reports.editions.groupings import other_views
from rmdiag.reports.editions.indicators import standard_words
from rmdiag.reports.editions.overlays import overlay_sections
from rmdiag.reports.editions.scope import scope_notes
from rmdiag.reports.editions.telling import Telling, folded
from rmdiag.reports.model import Block, Cell, Column, Definition, Definitions, Density, Row, Section, Table

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
    "effort",
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
    "person_month",
    "priority",
    "quick_win",
    "self",
    "set",
    "spread",
    "taken_over",
    "target",
    "wave",
)

_OF_A_PLAN = ("critical_path", "effort", "person_month", "quick_win", "wave")

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

EVIDENCE = "evidence/"  # their checksums stand in the register


def glossary(tell: Telling, letter: str) -> Section:
    """Write annex F."""
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
    short = abbreviations_explained(tell, _ABBREVIATIONS)
    parts.append(("abbreviations", tell.say("abbreviations.title"), (short,)))
    sections = tuple(
        Section(id=key, title=title, number=f"{letter}.{place}", blocks=blocks, listed=False)
        for place, (key, title, blocks) in enumerate(parts, start=1)
    )
    return Section(
        id="annex-f",
        title=tell.say("annex.glossary"),
        number=letter,
        blocks=(terms_explained(tell, _terms(tell)),),
        sections=sections,
    )


def terms_explained(tell: Telling, terms: Iterable[str]) -> Definitions:
    """Explain terms, in the alphabetical order of the language of the report."""
    return _in_order(fact(tell.say(f"glossary.{one}"), tell.say(f"glossary.{one}.meaning")) for one in terms)


def abbreviations_explained(tell: Telling, short: Iterable[str]) -> Definitions:
    """Write out abbreviations, in the alphabetical order of the language of the report."""
    return _in_order(fact(tell.say(f"abbreviation.{one}"), tell.say(f"abbreviation.{one}.meaning")) for one in short)


def _in_order(entries: Iterable[Definition]) -> Definitions:
    return Definitions(entries=tuple(sorted(entries, key=lambda entry: folded(entry.term))))


def _terms(tell: Telling) -> Iterator[str]:
    """Give the terms that this report uses: those of a plan, of groupings and indicative levels where there are any."""
    left_out: set[str] = set()
    if not has_actions(tell.ahead):
        left_out |= {*_OF_A_PLAN}
    if not other_views(tell):
        left_out.add("grouping")
    if not any(scope_notes(tell)):
        left_out.add("indicative")
    return (term for term in _TERMS if term not in left_out)


def versions(tell: Telling, letter: str) -> Section:
    """Write annex G."""
    return Section(
        id="annex-g",
        title=tell.say("annex.versions"),
        number=letter,
        blocks=(tell.para("versions.opening"), Definitions(entries=tuple(_versions(tell))), *_files(tell)),
        sections=overlay_sections(tell, letter),
    )


def _files(tell: Telling) -> Iterator[Block]:
    """List the files that were read, each with its checksum."""
    digests = {inside: sha256 for inside, sha256 in tell.mission.digests.items() if not inside.startswith(EVIDENCE)}
    if not digests:
        return
    yield tell.para("files.opening")
    yield Table(
        id="table-files",
        caption=tell.say("files.caption"),
        columns=(
            Column(title=tell.say("content.column.file"), width=58, heads_rows=True),
            Column(title=tell.say("content.column.sum"), width=110),
        ),
        rows=tuple(row(inside, cell(code(digest))) for inside, digest in digests.items()),
        density=Density.COMPACT,
    )


def _standards(tell: Telling) -> list[Standard]:
    cited = {s for indicator in tell.indicators for s in indicator.standards}
    return [reference for reference in tell.framework.references.values() if reference.id in cited]


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


def _standard(tell: Telling, standard: Standard) -> tuple[str | Cell, ...]:
    """Give the short form and the place; what has no short form is named once, over both columns."""
    short = standard_words(tell, standard.id)
    if short == standard.locator:
        return (Cell(runs=runs(short), span=2),)
    return short, standard.locator


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
    yield fact(tell.say("versions.set"), title)
    named = (tell.say("overlay.named", title=o.title, file=o.file) for o in tell.questionnaire.overlays)
    overlays = tell.say("list.semicolon").join(named) or tell.say("versions.no_overlays")
    yield fact(tell.say("versions.overlays"), overlays)
    yield fact(tell.say("versions.mission"), mission.name)
    if mission.checksum:
        yield fact(tell.say("versions.checksum"), code(mission.checksum))
    yield fact(tell.say("versions.as_of"), tell.shown.date(mission.as_of))
    if facts.rendered_on is not None:
        yield fact(tell.say("cover.rendered"), tell.shown.date(facts.rendered_on))
    yield fact(tell.say("versions.notice"), framework.disclaimer or tell.say("cover.not_wco"))
