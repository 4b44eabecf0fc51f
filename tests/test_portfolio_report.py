"""The portfolio report: one page for the programme, one for each administration, no ranks, no secrets."""

from __future__ import annotations

import io
import json
import logging
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from golden_pages import assert_golden
from pages import clipped, overflows, texts
from reported_portfolios import ON, examples, many
from typer.testing import CliRunner
from weasyprint import Document

from rmdiag.assessment.portfolio.matching import Near, match
from rmdiag.assessment.portfolio.model import Audience, Disclosure, Portfolio
from rmdiag.cli import app
from rmdiag.problems import Problems
from rmdiag.questionnaires.files import load_questionnaire, shipped_at
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.reports.accessible import barriers_in
from rmdiag.reports.chart_values import StripChart
from rmdiag.reports.editions.portfolio import portfolio_report
from rmdiag.reports.editions.portfolio_telling import Occasion, shortly
from rmdiag.reports.formats import ReportFormat, written
from rmdiag.reports.model import Figure, Report, Table
from rmdiag.reports.numbering import blocks_of, numbered, sections_of
from rmdiag.reports.plain import report_as_json
from rmdiag.reports.press import Press
from rmdiag.reports.render import to_page, to_pdf
from rmdiag.terminal import Exit, Stop

pytestmark = pytest.mark.xdist_group("portfolio")  # one process reads the rounds of the examples once for all of them
EXAMPLE = Path(__file__).parent.parent / "examples" / "programme"
PLANTED = "Zyxwania Border Guard"


@cache
def asked(language: str) -> Questionnaire:
    found = load_questionnaire(shipped_at("crm-compendium"), Problems(), language)
    assert found is not None
    return found


def told(portfolio: Portfolio, audience: str = "team", language: str = "en", on: date = ON) -> Report:
    occasion = Occasion(on=on, audience=Audience(audience), language=language)
    return portfolio_report(portfolio, asked(language), occasion)


@cache
def laid_out(count: int, audience: str, language: str) -> Document:
    return Press().pages(to_page(told(many(count) if count else examples(), audience, language)))


def first_pages(document: Document) -> dict[str, int]:
    """Give the page on which each section begins."""
    return {name: number for number, page in enumerate(document.pages, start=1) for name in page.anchors}


def planted(disclosure: Disclosure) -> Portfolio:
    """Give the examples with one administration of another name and of that disclosure."""
    source = examples()
    members = [
        replace(m, name=PLANTED, id="zyxwania", disclosure=disclosure) if m.id == "saint-orel" else m
        for m in source.programme.members
    ]
    rename = {"saint-orel": "zyxwania"}
    return Portfolio(
        programme=replace(source.programme, members=tuple(members)),
        rounds={rename.get(one, one): rounds for one, rounds in source.rounds.items()},
        changes={rename.get(one, one): changes for one, changes in source.changes.items()},
    )


# ---------------------------------------------------------------------------------------------------------- the pages


@pytest.mark.parametrize(
    ("count", "audience", "language"),
    [(0, "team", "en"), (15, "team", "en"), (15, "team", "es"), (15, "team", "fr"), (20, "programme", "fr")],
)
def test_programme_and_administrations_have_one_page_each(count: int, audience: str, language: str) -> None:
    document = laid_out(count, audience, language)
    where = first_pages(document)
    members = [number for name, number in where.items() if name.startswith("member-")]
    assert where["portfolio"] == 1
    assert members == list(range(2, 2 + len(members)))
    assert where["portfolio-logframe"] == 2 + len(members)


def test_thirty_administrations_run_over_two_pages_in_order() -> None:
    where = first_pages(laid_out(30, "team", "en"))
    assert (where["figure-strips-1"], where["figure-strips-2"], where["member-a000"]) == (1, 2, 3)


@pytest.mark.parametrize(
    ("count", "audience", "language"), [(15, "team", "fr"), (0, "public", "es"), (30, "team", "en")]
)
def test_nothing_leaves_its_place(count: int, audience: str, language: str) -> None:
    document = laid_out(count, audience, language)
    assert overflows(document) == []
    assert clipped(document) == []


@pytest.mark.parametrize(("audience", "language"), [("team", "en"), ("programme", "fr"), ("public", "es")])
def test_no_barrier_and_no_warning(audience: str, language: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        pdf = to_pdf(told(examples(), audience, language))
    assert [(one.rule.id, one.page, one.object) for one in barriers_in(pdf)] == []
    assert caplog.records == []


def test_the_first_pages_are_those_that_were_looked_at() -> None:
    assert_golden("portfolio", to_pdf(told(examples())), only=(1, 2))


def test_the_same_programme_gives_the_same_bytes() -> None:
    assert to_pdf(told(examples(), "public")) == to_pdf(told(examples(), "public"))


def test_every_figure_has_words_and_a_table() -> None:
    report = numbered(told(examples()))
    figures = [block for block in blocks_of(report) if isinstance(block, Figure)]
    places = {section.id for section in sections_of(report.sections)}
    places |= {block.id for block in blocks_of(report) if isinstance(block, Table)}
    assert len(figures) == 5
    for figure in figures:
        assert len(figure.alternative) > 60
        assert figure.data_at is not None
        assert figure.data_at.target in places


# -------------------------------------------------------------------------------------------------- what the pages say


def strips(report: Report) -> list[StripChart]:
    figures = [block for block in blocks_of(report) if isinstance(block, Figure)]
    return [figure.chart for figure in figures if isinstance(figure.chart, StripChart)]


@pytest.mark.parametrize("step", [1, -1])
def test_administrations_stand_as_in_the_programme_and_never_by_level(step: int) -> None:
    source = examples()
    members = source.programme.members[::step]
    report = told(replace(source, programme=replace(source.programme, members=members)))
    assert [panel.title for chart in strips(report) for panel in chart.panels] == [member.name for member in members]
    pages = [section.title for section in report.sections if section.id.startswith("member-")]
    assert pages == [member.name for member in members]


def test_a_field_shows_the_levels_of_the_last_round_and_what_moved() -> None:
    panel = next(p for c in strips(told(examples())) for p in c.panels if p.title.startswith("Servicio"))
    latest, change = examples().latest("valdoria"), examples().since_baseline("valdoria")
    assert latest is not None
    assert change is not None
    rows = {row.label: row for row in panel.rows}
    for identity, level in latest.dimensions.items():
        assert (rows[identity].value, rows[identity].earlier) == (level.point, change.dimensions[identity].old)
    assert rows["All"].value == latest.overall.point
    assert panel.foot == ("practice +0.1", "information 0.0")


def test_a_round_on_paper_is_no_base_and_that_is_said() -> None:
    report = told(examples())
    panel = next(p for c in strips(report) for p in c.panels if p.title.startswith("Kestoria"))
    assert (panel.earlier, panel.latest) == ("2026", "2028")
    assert "not compared with those of round 2023: it is known on paper only" in json.dumps(report_as_json(report))


def test_rounds_after_the_day_are_left_out() -> None:
    report = told(examples(), on=date(2027, 6, 1))
    rounds = {(p.earlier, p.latest) for c in strips(report) for p in c.panels}
    assert rounds == {("", "2026"), ("", "2026 rapid")}


def test_a_round_that_asked_only_a_part_is_compared_nowhere() -> None:
    report = told(examples(), on=date(2027, 6, 1))
    tables = {block.id for block in blocks_of(report) if isinstance(block, Table)}
    words = json.dumps(report_as_json(report))
    assert "In none of them can the last round be compared" in words
    assert "not compared with those of round 2024 rapid: one of the two rounds asked only a part" in words
    assert not any(row.change for chart in strips(report) for panel in chart.panels for row in panel.rows)
    assert "table-moves" not in tables
    assert "table-visits" not in tables


def test_currencies_are_never_added() -> None:
    report = told(examples())
    tables = {block.id: block for block in blocks_of(report) if isinstance(block, Table)}
    costs = ["".join(run.text or "" for run in row.cells[-1].runs) for row in tables["table-plans"].rows]
    assert [cost.split(" ")[0] for cost in costs] == ["QMD", "QVP", "XBF", "XCO"]
    assert all(row.kind.value == "body" for row in tables["table-plans"].rows + tables["table-donors"].rows)


# --------------------------------------------------------------------------------------------------- what may be told


@pytest.mark.parametrize(
    ("disclosure", "audience", "seen"),
    [
        (Disclosure.PRIVATE, "team", True),
        (Disclosure.PRIVATE, "programme", False),
        (Disclosure.PRIVATE, "public", False),
        (Disclosure.PROGRAMME, "programme", True),
        (Disclosure.PROGRAMME, "public", False),
        (Disclosure.PUBLIC, "public", True),
    ],
)
def test_an_administration_that_may_not_be_seen_is_in_no_format(
    disclosure: Disclosure, audience: str, *, seen: bool
) -> None:
    report = told(planted(disclosure), audience)
    page, book = (written(report, form) for form in (ReportFormat.HTML, ReportFormat.XLSX))
    sheets = zipfile.ZipFile(io.BytesIO(book))
    everything = [
        json.dumps(report_as_json(report)),
        page.decode(),
        "".join(sheets.read(name).decode("utf-8", "replace") for name in sheets.namelist()),
        "".join(texts(to_pdf(report))),
    ]
    for text in everything:
        assert (PLANTED in text) is seen
        if not seen:
            assert "zyxwania" not in text.lower()
            assert "Halcyon Isles" not in text  # where it alone lies


def test_what_is_for_everybody_holds_no_gap_no_question_and_no_overall_level() -> None:
    found = told(examples(), "public")
    report = json.dumps(report_as_json(found))
    ids = {block.id for block in blocks_of(found) if isinstance(block, Table)}
    assert not ids & {"table-blocking", "table-plans", "table-donors", "table-visits", "table-workshops"}
    sensitive = [one.id for one in asked("en").framework.indicators.values() if one.sensitive]
    assert sensitive
    assert not [one for one in sensitive if one in report]
    rows = [row for chart in strips(found) for panel in chart.panels for row in panel.rows]
    assert rows
    assert all(row.label != "All" and row.low is None for row in rows)


def test_long_names_keep_their_beginning_and_their_end() -> None:
    name = "Dirección General de Aduanas y Control de Fronteras de la República Unida de Montaña"
    assert len(shortly(name, 40)) <= 40
    assert shortly(name, 40).startswith("Dirección General")
    assert shortly(name, 40).endswith("Montaña")


# ------------------------------------------------------------------------------------------------------ the command


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "programme.sqlite"
    result = CliRunner().invoke(app, ["programme", "add", str(EXAMPLE), "--store", str(path)])
    assert result.exit_code == 0, result.output
    return path


def run(store: Path, *words: str) -> tuple[int, str]:
    line = ["programme", "report", str(EXAMPLE), "--store", str(store), "--on", "2028-12-01", *words]
    result = CliRunner().invoke(app, line)
    return (result.exception.code if isinstance(result.exception, Stop) else result.exit_code), result.output


@pytest.mark.parametrize(
    ("name", "begins"), [("p.pdf", b"%PDF-"), ("p.html", b"<!doctype html>"), ("p.xlsx", b"PK\x03\x04")]
)
def test_the_ending_of_a_file_says_its_format(name: str, begins: bytes, store: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    assert run(store, "-o", str(path)) == (0, f"{path}\n")
    assert path.read_bytes().startswith(begins)
    assert run(store, "-o", str(path))[0] == 0  # our own is renewed


def test_rounds_after_the_day_are_named_as_they_are_left_out(store: Path, tmp_path: Path) -> None:
    code, words = run(store, "--on", "2027-01-01", "-o", str(tmp_path / "p.html"))
    assert code == 0
    late = "Kestoria 2028, Valdoria 2028, Tambaré 2028, Saint Orel 2028"
    assert f"Left out, as they are later than 2027-01-01: {late}." in words


def test_the_examples_show_who_can_help_whom() -> None:
    (one,) = match(examples()).visits
    assert (one.learner.id, one.host.id, one.near, one.languages) == ("tambare", "kestoria", Near.LANGUAGE, ("fr",))
    assert [way.indicator for way in one.ways] == ["CLI-04"]


@pytest.mark.parametrize(("to", "name"), [("pdf", "p.pdf"), ("dashboard", "p.html"), ("html", "p.html")])
def test_a_file_that_is_not_ours_stays(to: str, name: str, store: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("mine", encoding="utf-8")
    code, words = run(store, "--to", to, "-o", str(path))
    assert code is Exit.DEVICE
    assert "not overwritten" in words
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_dashboard_does_not_replace_a_report(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.html"
    assert run(store, "--to", "html", "-o", str(path))[0] == 0
    assert run(store, "--to", "dashboard", "-o", str(path))[0] is Exit.DEVICE


def test_a_language_without_reports_is_refused(store: Path) -> None:
    assert run(store, "--language", "de")[0] is Exit.USAGE


def test_a_programme_without_rounds_says_what_to_do(tmp_path: Path) -> None:
    code, words = run(tmp_path / "empty.sqlite")
    assert code is Exit.USAGE
    assert "programme add" in words
