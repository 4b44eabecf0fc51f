"""A public report tells nothing that helps to avoid a control: it is attacked with words, numbers and levels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from pages import texts
from pikepdf import Pdf
from planted import planted, words_planted
from test_cli import rmdiag

from rmdiag.assessment.assess import Assessment, assess
from rmdiag.opening import assessment_of, mission_at, reported
from rmdiag.reporting import Order, path_of
from rmdiag.reports.editions.telling import Provenance, Telling, telling
from rmdiag.reports.formats import ReportFormat, written
from rmdiag.reports.model import Report
from rmdiag.reports.numbering import check, numbered, sections_of
from rmdiag.reports.plain import Plain, report_as_json
from rmdiag.reports.public import public_actions, public_dimensions, public_left_out
from rmdiag.reports.report_for import (
    OF_ADMINISTRATIONS,
    PRIVATE,
    Edition,
    NoPublicFormError,
    edition_of,
    report_for,
)

EXAMPLES = Path(__file__).parent.parent / "examples"
ROUNDS = (
    ("kestoria-2028", "en"),
    ("valdoria-2028", "es"),
    ("tambare-2028", "fr"),
    ("saint-orel-2028", "fr"),
    ("saint-orel-2026", "es"),
)
PUBLIC = Provenance(version="1", public=True)
WHOLE = Provenance(version="1")
EARLIER = {"kestoria-2028": "kestoria-2026", "valdoria-2028": "valdoria-2026"}
EARLIER |= {"tambare-2028": "tambare-2026", "saint-orel-2028": "saint-orel-2026"}
TOLD = [
    (edition, mission, language)
    for edition in OF_ADMINISTRATIONS
    for mission, language in ROUNDS
    if edition is not Edition.PROGRESS or mission in EARLIER
]
OVERALL_WITHHELD = ("tambare-2028", "saint-orel-2028")  # for the dimension that their overlays add
ONE_INDICATOR = ("HeatMap", "LevelScale", "DescriptorPair", "PriorityChart")  # parts that show single indicators
SINGLE = re.compile(r"\b[A-Z]{3}-\d{2}(?!\d)")  # GOV-01, and what is named after it
FIGURE = re.compile(r"73[.,]\d")


@cache
def attacked(mission: str, language: str) -> Assessment:
    """Give a round in which every free text and every figure can be told from all others."""
    found = reported(EXAMPLES / mission, None, language)
    return assess(planted(found.mission), found.questionnaire)


@cache
def told(edition: Edition, mission: str, language: str) -> Report:
    earlier = attacked(EARLIER[mission], language) if edition is Edition.PROGRESS else None
    return report_for(attacked(mission, language), PUBLIC, edition, earlier)


@cache
def said(edition: Edition, mission: str, language: str) -> str:
    return json.dumps(report_as_json(told(edition, mission, language)), ensure_ascii=False)


def inside(packed: bytes) -> Iterator[str]:
    """Give all texts of a file: its parts where it is a package, else itself."""
    if not is_zipfile(BytesIO(packed)):
        yield packed.decode("utf-8", errors="replace")
        return
    with ZipFile(BytesIO(packed)) as package:
        for name in package.namelist():
            yield name
            yield from inside(package.read(name))


def objects(value: Plain) -> Iterator[dict[str, Plain]]:
    """Give every part of a report."""
    match value:
        case dict():
            yield value
            for one in value.values():
                yield from objects(one)
        case list():
            for one in value:
                yield from objects(one)


def telling_of(mission: str, language: str) -> Telling:
    return telling(attacked(mission, language), PUBLIC)


def test_the_planted_words_and_numbers_would_be_seen_in_the_whole_report() -> None:
    whole = json.dumps(report_as_json(report_for(attacked("kestoria-2028", "en"), WHOLE)), ensure_ascii=False)
    assert len(words_planted(whole)) > 100
    assert FIGURE.search(whole)
    assert SINGLE.search(whole)
    assert all(f'"kind": "{kind}"' in whole for kind in ONE_INDICATOR)


@pytest.mark.parametrize(("edition", "mission", "language"), TOLD)
def test_nothing_that_people_wrote_and_no_figure_is_told(edition: Edition, mission: str, language: str) -> None:
    assert words_planted(said(edition, mission, language)) == []
    assert FIGURE.findall(said(edition, mission, language)) == []


@pytest.mark.parametrize(("edition", "mission", "language"), TOLD)
def test_no_single_indicator_is_named_or_shown(edition: Edition, mission: str, language: str) -> None:
    assert SINGLE.findall(said(edition, mission, language)) == []
    kinds = {str(one.get("kind")) for one in objects(report_as_json(told(edition, mission, language)))}
    assert kinds.isdisjoint(ONE_INDICATOR)


@pytest.mark.parametrize(("edition", "mission", "language"), TOLD)
def test_no_level_stands_beside_a_dimension_that_is_withheld(edition: Edition, mission: str, language: str) -> None:
    tell = telling_of(mission, language)
    hidden = {name: tell.group(d).point for d in public_dimensions(tell).withheld for name in (d.short, d.title)}
    for one in objects(report_as_json(told(edition, mission, language))):
        names = _words(one) if one.get("kind") == "Row" else [one.get("label"), one.get("title")]
        levels = {hidden[name] for name in names if isinstance(name, str) and name in hidden}
        exact = one.get("kind") != "Row"  # whose numbers may count something else
        values = {tell.shown.mean(level) for level in levels} | {str(level) for level in levels if exact}
        assert values.isdisjoint(_texts(one)), names


@pytest.mark.parametrize(("edition", "mission", "language"), [one for one in TOLD if one[1] in OVERALL_WITHHELD])
def test_an_overall_level_from_which_another_follows_is_not_told(edition: Edition, mission: str, language: str) -> None:
    tell = telling_of(mission, language)
    overall = tell.result.overall.point
    assert overall is not None
    assert not public_dimensions(tell).overall
    cards = [one for one in objects(report_as_json(told(edition, mission, language))) if one.get("kind") == "KeyFigure"]
    assert tell.shown.mean(overall) not in {card["value"] for card in cards}


@pytest.mark.parametrize(("edition", "mission", "language"), TOLD)
def test_no_action_of_a_sensitive_indicator_is_told(edition: Edition, mission: str, language: str) -> None:
    sensitive = [i for i in attacked(mission, language).questionnaire.framework.indicators.values() if i.sensitive]
    words = said(edition, mission, language)
    actions = [(r.id, text) for i in sensitive for r in i.recommendations for text in (r.action, r.deliverable)]
    assert [identity for identity, text in actions if json.dumps(text, ensure_ascii=False)[1:-2] in words] == []


@pytest.mark.parametrize(("edition", "mission", "language"), TOLD)
def test_it_is_whole_and_says_that_it_is_the_public_form(edition: Edition, mission: str, language: str) -> None:
    report = told(edition, mission, language)
    check(numbered(report))
    words = {"en": "public", "es": "públic", "fr": "publi"}
    assert words[language] in report.metadata.confidentiality.lower()


@pytest.mark.parametrize("edition", OF_ADMINISTRATIONS)
def test_names_of_people_stay_out_even_where_the_whole_report_gives_them(edition: Edition) -> None:
    mission, _ = mission_at(EXAMPLES / "kestoria-2028")
    questionnaire = attacked("kestoria-2028", "en").questionnaire
    named = replace(planted(mission), attribution="names")
    earlier = attacked("kestoria-2026", "en") if edition is Edition.PROGRESS else None
    report = report_for(assess(named, questionnaire), PUBLIC, edition, earlier)
    assert words_planted(json.dumps(report_as_json(report), ensure_ascii=False)) == []


def test_a_printed_report_holds_nothing_in_its_words_its_attachments_or_its_properties() -> None:
    pdf = written(told(Edition.DIAGNOSTIC, "saint-orel-2026", "es"), ReportFormat.PDF)
    words = "\n".join(texts(pdf))
    assert "versión pública" in words.lower()
    opened = Pdf.open(BytesIO(pdf))
    attached = [name + text for name, one in opened.attachments.items() for text in inside(one.get_file().read_bytes())]
    held = "\n".join([words, str(opened.docinfo), opened.open_metadata().__str__(), *attached])
    assert words_planted(held) == []
    assert FIGURE.findall(held) == []
    assert SINGLE.findall(held) == []


@pytest.mark.parametrize("form", [form for form in ReportFormat if form is not ReportFormat.PDF])
def test_no_other_format_says_more(form: ReportFormat) -> None:
    packed = written(told(Edition.DIAGNOSTIC, "saint-orel-2026", "es"), form)
    held = "\n".join(inside(packed))
    assert words_planted(held) == []
    known = {d.id for d in attacked("saint-orel-2026", "es").questionnaire.framework.dimensions}
    assert [found for found in SINGLE.findall(held) if found[:3] in known] == []


def test_the_totals_of_the_plan_are_those_of_the_actions_that_are_told() -> None:
    tell = telling_of("kestoria-2028", "en")
    actions = public_actions(tell)
    assert actions.left_out > 0
    assert f"{len(actions.lines.every)} actions" in said(Edition.DIAGNOSTIC, "kestoria-2028", "en")
    assert not any(line.indicator is None or line.indicator.sensitive for line in actions.lines.every)


@pytest.mark.parametrize(
    ("left_out", "words"), [(0, "Actions that"), (4, "Actions that"), (5, "At least 5"), (9, "At least 5")]
)
def test_the_number_of_actions_left_out_is_told_in_fives(left_out: int, words: str) -> None:
    tell = telling_of("kestoria-2028", "en")
    assert "".join(run.text or "" for run in public_left_out(tell, left_out)).startswith(words)


def test_a_public_report_has_every_part_of_its_own() -> None:
    parts = {section.id for section in sections_of(told(Edition.DIAGNOSTIC, "kestoria-2028", "en").sections)}
    assert {"summary", "contents", "reading", "mission", "profile", "articles", "plan", "follow-up", "method"} <= parts
    assert {"annex-a", "annex-b"} <= parts


def test_the_results_of_a_person_and_of_a_visit_have_no_public_form(tmp_path: Path) -> None:
    for mission in ("toa-candidate-c07", "kestoria-2027-study-visit"):
        assessment = assessment_of(EXAMPLES / mission)
        assert edition_of(assessment) in PRIVATE
        with pytest.raises(NoPublicFormError):
            report_for(assessment, PUBLIC)
        asked = rmdiag("report", str(EXAMPLES / mission), "--public", "-o", "out.pdf", where=tmp_path)
        assert asked.returncode == 2
        assert "has no public form" in asked.stderr


def test_the_file_of_a_public_report_is_named_so(tmp_path: Path) -> None:
    assessment = assessment_of(EXAMPLES / "saint-orel-2026")
    order = Order(mission=tmp_path, public=True)
    assert path_of(assessment, order, ReportFormat.PDF).name == "saint-orel-2026-diagnostic-public-en.pdf"


def _words(row: dict[str, Plain]) -> list[str]:
    """Give the words of every cell of a row."""
    cells = row["cells"]
    assert isinstance(cells, list)
    return ["".join(_texts({"runs": cell["runs"]})) for cell in cells if isinstance(cell, dict) and "runs" in cell]


def _texts(value: Plain) -> list[str]:
    """Give every text that stands within a part of a report, but not what kind of part it is."""
    match value:
        case str():
            return [value]
        case list():
            return [text for one in value for text in _texts(one)]
        case dict():
            return [
                text for key, one in value.items() if key not in ("kind", "style", "target") for text in _texts(one)
            ]
        case _:
            return []
