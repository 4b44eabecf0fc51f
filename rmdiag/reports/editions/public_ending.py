"""Write the method of the public form in short, its words, and what it was made from."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.reports.compose import code, fact, strong
from rmdiag.reports.editions.annex_terms import abbreviations_explained, terms_explained
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import (
    Definition,
    Definitions,
    List,
    ListEntry,
    ListStyle,
    Section,
)

_STEPS = ("evidence", "gates", "means", "overall")
_TERMS = ("dimension", "evidence", "indicator", "level", "not_assessed", "person_month", "quick_win", "target", "wave")
_ABBREVIATIONS = ("aeo", "hs", "ict", "nii", "pca", "rkc", "safe", "tfa", "wco")


def method_in_short(tell: Telling, number: str) -> Section:
    """Say in steps how answers become levels."""
    framework = tell.framework
    overall = None if framework.scoring is None else framework.scoring.overall
    values = {
        "coverage": tell.shown.share(None if overall is None else overall.minimum_coverage),
        "cap": tell.shown.mean(None if overall is None else overall.cap),
        "lowest": tell.shown.count(framework.lowest),
        "top": tell.shown.count(framework.top),
    }
    keys = ["method.means_indicative" if step == "means" and tell.indicative else f"method.{step}" for step in _STEPS]
    steps = tuple(ListEntry(runs=tell.runs(key, **values)) for key in keys)
    return Section(
        id="method",
        title=tell.say("method.title"),
        number=number,
        blocks=(
            tell.para("method.opening", framework=framework.title, edition=framework.edition),
            List(entries=steps, style=ListStyle.NUMBERS),
        ),
    )


def words_used(tell: Telling, letter: str) -> Section:
    """Write the glossary: the terms, then the abbreviations."""
    terms = _TERMS if not tell.indicative else (*_TERMS, "indicative")
    return Section(
        id="annex-a",
        title=tell.say("public.glossary"),
        number=letter,
        blocks=(
            terms_explained(tell, terms),
            tell.para("public.abbreviations", title=strong(tell.say("abbreviations.title"))),
            abbreviations_explained(tell, _ABBREVIATIONS),
        ),
    )


def versions_in_short(tell: Telling, letter: str) -> Section:
    """Say what the report was made from, so that a later reader can ask for the same."""
    return Section(
        id="annex-b",
        title=tell.say("annex.versions"),
        number=letter,
        blocks=(tell.para("public.versions"), Definitions(entries=tuple(_versions(tell)))),
    )


def _versions(tell: Telling) -> Iterator[Definition]:
    mission, framework = tell.mission, tell.framework
    yield fact(tell.say("versions.program"), tell.say("versions.rmdiag", version=tell.facts.version))
    yield fact(
        tell.say("cover.framework"),
        tell.say("versions.framework", title=framework.title, id=framework.id, edition=framework.edition),
    )
    if framework.traces_to:
        yield fact(tell.say("versions.traces_to"), framework.traces_to)
    overlays = tell.say("list.semicolon").join(overlay.title for overlay in tell.questionnaire.overlays)
    yield fact(tell.say("versions.overlays"), overlays or tell.say("versions.no_overlays"))
    yield fact(tell.say("versions.mission"), mission.name)
    if mission.checksum:
        yield fact(tell.say("versions.checksum"), code(mission.checksum))
    yield fact(tell.say("versions.as_of"), tell.shown.date(mission.as_of))
    yield fact(tell.say("versions.notice"), framework.disclaimer or tell.say("cover.not_wco"))
