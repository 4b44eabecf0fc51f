"""The dashboard is worked in a real Chromium, offline; it holds nothing that its readers may not see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browser_session import Session, session
from reported_portfolios import ON, examples, many
from test_portfolio_report import PLANTED, asked, planted

from rmdiag.assessment.portfolio.model import Audience, Disclosure, Portfolio
from rmdiag.reports.dashboard.page import is_dashboard, to_dashboard
from rmdiag.reports.editions.portfolio_telling import Occasion

pytestmark = pytest.mark.xdist_group("chromium")
NASTY = '</script><script>document.title = "taken"</script><img src=x onerror="document.title=1"> ="&'


@pytest.fixture(scope="module")
def browser() -> Iterator[Session]:
    with session() as opened:
        yield opened


def dashboard(portfolio: Portfolio, audience: str = "team", language: str = "en") -> str:
    occasion = Occasion(on=ON, audience=Audience(audience), language=language)
    return to_dashboard(portfolio, asked(language), occasion).decode()


def page(folder: Path, text: str) -> Path:
    path = folder / "dashboard.html"
    path.write_text(text, encoding="utf-8")
    return path


def choose(browser: Session, name: str, value: str) -> None:
    """Choose an entry of a list, as somebody does."""
    browser.ask(
        f"(s => {{ s.value = {value!r}; s.dispatchEvent(new Event('change', {{bubbles: true}})); }})"
        f"(document.getElementById({name!r}))"
    )


def shown(browser: Session, selector: str) -> list[str]:
    """Give the words of all elements that can be seen."""
    found = browser.ask(
        f"[...document.querySelectorAll({selector!r})].filter(e => e.offsetParent !== null)"
        ".map(e => e.textContent.trim())"
    )
    assert isinstance(found, list)
    return found


def test_the_fields_stand_in_the_order_of_the_programme_and_say_what_is_known(browser: Session, tmp_path: Path) -> None:
    browser.open(page(tmp_path, dashboard(examples())))
    assert shown(browser, ".field h3") == [member.name for member in examples().programme.members]
    latest = examples().latest("valdoria")
    assert latest is not None
    lines = shown(browser, ".field:nth-child(2) .rows li")
    assert [line[:3] for line in lines] == [*latest.dimensions, "All"]
    for line, level in zip(lines, (*latest.dimensions.values(), latest.overall), strict=True):
        assert level.point is not None
        assert line[3:].startswith(f"{float(level.point) + 1e-9:.1f}")


def test_a_region_a_dimension_and_a_round_are_chosen(browser: Session, tmp_path: Path) -> None:
    circles = "document.querySelectorAll('.field svg circle').length"
    browser.open(page(tmp_path, dashboard(examples())))
    choose(browser, "region", "Inner Sea")
    assert shown(browser, ".field h3") == ["Kestoria Customs Service"]
    assert shown(browser, "#count") == ["1 of 4 administrations"]
    assert shown(browser, "details.member summary") == ["Kestoria Customs Service · Inner Sea"]
    choose(browser, "dimension", "TRT")
    assert [line[:3] for line in shown(browser, ".field .rows li")] == ["TRT"]
    assert browser.ask(circles) == 3
    choose(browser, "year", "2026")
    assert browser.ask(circles) == 2
    assert shown(browser, ".field .against") == ["2026 · 16 Oct 2026 · not compared"]


def test_what_was_chosen_is_there_again_when_the_page_is_opened_by_its_address(
    browser: Session, tmp_path: Path
) -> None:
    browser.open(page(tmp_path, dashboard(examples())))
    choose(browser, "year", "2026")
    browser.click("input[value=table]")
    assert "year=2026" in str(browser.ask("location.hash"))
    browser.call("Page.reload")
    browser.until("document.readyState === 'complete' && document.getElementById('year').value === '2026'")
    assert browser.ask("document.querySelector('input[value=table]').checked") is True


def test_the_table_holds_the_same_numbers(browser: Session, tmp_path: Path) -> None:
    browser.open(page(tmp_path, dashboard(examples())))
    fields = {line[:3]: line for line in shown(browser, ".field:nth-child(1) .rows li")}
    assert len(fields) == 11
    browser.click("input[value=table]")
    assert shown(browser, ".field") == []
    cells = shown(browser, "#levels tbody tr:first-child td[data-dimension]")
    for (name, line), cell in zip(fields.items(), cells, strict=True):
        assert line == name + "".join(cell.split())


def test_it_is_worked_by_keyboard_alone(browser: Session, tmp_path: Path) -> None:
    browser.open(page(tmp_path, dashboard(examples())))
    browser.focus("#region")
    browser.keys("ArrowDown")
    browser.until("document.querySelectorAll('.field').length === 1")
    browser.keys("Tab", "Tab", "Tab", "ArrowDown")  # dimension, round, view
    browser.until("document.querySelector('input[value=table]').checked")
    browser.keys("Tab")
    assert browser.ask("document.activeElement.id") == "levels"
    nameless = "[...document.querySelectorAll('select, input')].filter(e => !e.labels.length).length"
    assert browser.ask(nameless) == 0


@pytest.mark.parametrize("width", [1200, 800, 380])
@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_nothing_runs_off_the_screen_and_nothing_is_fetched(
    width: int, language: str, browser: Session, tmp_path: Path
) -> None:
    text = dashboard(many(15), language=language)
    assert not re.search(r"""(?:src|href)=["'](?!#|data:)""", text)
    browser.open(page(tmp_path, text), width, 900)
    assert browser.ask(f"document.documentElement.scrollWidth <= {width}") is True
    browser.click("input[value=table]")
    assert browser.ask(f"document.documentElement.scrollWidth <= {width}") is True
    assert browser.ask("performance.getEntriesByType('resource').length") == 0


def test_without_a_script_all_is_there_to_be_read(browser: Session, tmp_path: Path) -> None:
    path = page(tmp_path, dashboard(examples()))
    browser.open(path)
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(path)
        assert shown(browser, "#filters") == []
        assert len(shown(browser, "#levels tbody tr")) == 4
        assert shown(browser, "details.member summary")[0].startswith("Kestoria")
        assert browser.ask("document.querySelectorAll('table.state').length") == 10
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


def test_a_name_runs_nothing(browser: Session, tmp_path: Path) -> None:
    source = examples()
    members = tuple(replace(member, name=f"{member.name} {NASTY}") for member in source.programme.members)
    told = replace(source, programme=replace(source.programme, members=members, title=f"Programme {NASTY}"))
    text = dashboard(told)
    assert text.count("<script") == 2
    browser.open(page(tmp_path, text))
    assert browser.ask("document.title") == f"Portfolio report: Programme {NASTY}"
    assert shown(browser, ".field h3")[0].endswith(NASTY)


@pytest.mark.parametrize(
    ("disclosure", "audience", "seen"),
    [
        (Disclosure.PRIVATE, "team", True),
        (Disclosure.PRIVATE, "programme", False),
        (Disclosure.PROGRAMME, "public", False),
        (Disclosure.PUBLIC, "public", True),
    ],
)
def test_what_may_not_be_seen_is_not_in_the_file(disclosure: Disclosure, audience: str, *, seen: bool) -> None:
    text = dashboard(planted(disclosure), audience)
    assert (PLANTED in text) is seen
    assert ("zyxwania" in text.lower()) is seen
    assert ("Halcyon Isles" in text) is seen  # where it alone lies


def test_for_everybody_no_overall_level_no_interval_and_no_gap_is_in_the_file() -> None:
    text, band = dashboard(examples(), "public"), re.compile(r'\["\d\.\d", \d, "[\d.]+", \[')
    assert band.search(dashboard(examples()))  # there is something to hide
    assert not band.search(text)
    assert '"all": [' not in text
    assert 'data-dimension="all"' not in text
    assert "table-blocking" not in text


def test_the_same_programme_gives_the_same_page_and_the_page_is_known_as_ours() -> None:
    text = dashboard(examples())
    assert text == dashboard(examples())
    assert is_dashboard(text.encode())
    assert not is_dashboard(b"<!doctype html><html>")
