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

from rmdiag.assessment.portfolio.model import Audience, Disclosure, Level, Portfolio
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


def lines(browser: Session) -> list[list[list[str]]]:
    """Give for each field the years between which lines run, told by where they begin and end."""
    found = browser.ask(
        "[...document.querySelectorAll('.field')].map(field => {"
        " const circles = [...field.querySelectorAll('circle')], years = [...field.querySelectorAll('text.year')];"
        " const year = ([x, y]) => years[circles.findIndex(c => c.getAttribute('cx') === x"
        " && c.getAttribute('cy') === y)].textContent;"
        " return [...field.querySelectorAll('polyline')].map(line =>"
        " line.getAttribute('points').split(' ').map(point => year(point.split(',')))); })"
    )
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("dimension", ["all", "GOV", "PCA", "PER"])
def test_no_line_joins_rounds_that_cannot_be_compared(dimension: str, browser: Session, tmp_path: Path) -> None:
    browser.open(page(tmp_path, dashboard(examples())))
    choose(browser, "dimension", dimension)
    compared = [["2026", "2028"]]
    assert lines(browser) == [compared, compared, compared, []]  # nothing to the rapid rounds of the first and the last
    assert browser.ask("[...document.querySelectorAll('.field')].map(f => f.querySelectorAll('circle').length)") == [
        3,
        2,
        2,
        2,
    ]
    hollow = "[...document.querySelectorAll('.field')].map(f => f.querySelectorAll('circle.hollow').length)"
    assert browser.ask(hollow) == [1, 0, 0, 1]
    said = browser.ask("document.querySelector('.field svg').getAttribute('aria-label')")
    assert re.fullmatch(
        r"2024 rapid: level \d\.\d, indicative; 2026: level \d\.\d; 2028: level \d\.\d, compared with 2026", str(said)
    )


def test_a_line_passes_over_a_rapid_round_between_two_that_can_be_compared(browser: Session, tmp_path: Path) -> None:
    source = examples()
    first, last = source.rounds["valdoria"]
    rapid = source.rounds["kestoria"][1]
    between = replace(rapid.snapshot, round="2027 rapid", as_of=first.snapshot.as_of.replace(year=2027))
    rounds = {**source.rounds, "valdoria": (first, replace(rapid, snapshot=between), last)}
    browser.open(page(tmp_path, dashboard(replace(source, rounds=rounds))))
    choose(browser, "dimension", "TRT")
    assert lines(browser)[1] == [["2026", "2028"]]
    assert browser.ask("document.querySelectorAll('.field')[1].querySelectorAll('circle').length") == 3


def test_levels_that_are_still_possible_are_drawn_over_the_rounds(browser: Session, tmp_path: Path) -> None:
    browser.open(page(tmp_path, dashboard(examples())))
    choose(browser, "dimension", "PCA")
    for number, rounds in enumerate(examples().rounds.values(), start=1):
        levels = [one.snapshot.dimensions["PCA"] for one in rounds]
        wide = [level for level in levels if level.point is not None and level.low != level.high]
        assert browser.ask(f"document.querySelectorAll('.field:nth-child({number}) rect').length") == len(wide)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_no_list_offers_the_same_words_twice(language: str, browser: Session, tmp_path: Path) -> None:
    browser.open(page(tmp_path, dashboard(examples(), language=language)))
    for name in ("region", "dimension", "year"):
        offered = browser.ask(f"[...document.getElementById({name!r}).options].map(o => o.textContent)")
        assert isinstance(offered, list)
        assert len(offered) == len(set(offered)), offered


def test_the_overall_level_is_named_in_the_list_of_dimensions(browser: Session, tmp_path: Path) -> None:
    browser.open(page(tmp_path, dashboard(examples())))
    assert browser.ask("[...document.getElementById('dimension').options].at(-1).textContent") == "Overall level"
    browser.open(page(tmp_path, dashboard(examples(), "public")))
    assert "Overall level" not in str(browser.ask("document.getElementById('dimension').textContent"))


def test_only_those_with_a_round_are_counted_and_a_round_on_paper_is_told_in_words(
    browser: Session, tmp_path: Path
) -> None:
    browser.open(page(tmp_path, dashboard(examples())))
    choose(browser, "year", "2023")
    assert shown(browser, "#count") == ["1 of 4 administrations; without a round: 3"]
    assert shown(browser, ".field .rows li, .field svg") == []
    assert shown(browser, ".field .told") == [
        "All that is known is an earlier report, which gives too little for the level of a dimension."
    ]
    assert shown(browser, ".field .against")[1:] == ["No round up to the end of 2023"] * 3
    choose(browser, "dimension", "GOV")
    assert shown(browser, ".field svg") == []
    browser.click("input[value=table]")
    assert shown(browser, "#levels td[data-dimension]") == []
    assert [words.startswith("2023 · All that") for words in shown(browser, "#levels td.round")] == [True, *[False] * 3]
    choose(browser, "year", "2026")
    assert shown(browser, "#count") == ["4 of 4 administrations"]
    assert len(shown(browser, "#levels td[data-dimension]")) == 4


def test_for_everybody_a_round_whose_levels_are_not_told_says_so(browser: Session, tmp_path: Path) -> None:
    source = examples()
    first, last = source.rounds["valdoria"]
    found = last.snapshot.indicators.values()
    alone = {one.dimension: one.id for one in found}  # one indicator of each dimension has a level
    unknown = Level(point=None, low=None, high=None)
    indicators = {one.id: one if alone[one.dimension] == one.id else replace(one, level=unknown) for one in found}
    told = replace(last, snapshot=replace(last.snapshot, indicators=indicators))
    text = dashboard(replace(source, rounds={**source.rounds, "valdoria": (first, told)}), "public")
    browser.open(page(tmp_path, text))
    assert shown(browser, ".field .told") == [
        "No level is told to everybody, as that of a single indicator could be worked out from it."
    ]


def test_levels_still_possible_stand_where_they_differ_and_what_is_not_compared_has_dashes(
    browser: Session, tmp_path: Path
) -> None:
    browser.open(page(tmp_path, dashboard(examples())))
    kept = examples().rounds["kestoria"][2].snapshot
    cells = browser.ask(
        "[...document.querySelectorAll('details')[0].querySelectorAll('table')[1].querySelectorAll('tbody tr')]"
        ".map(row => [...row.querySelectorAll('td')].map(cell => cell.textContent))"
    )
    assert isinstance(cells, list)
    for (_, possible, *moved), level in zip(cells, (*kept.dimensions.values(), kept.overall), strict=True):
        assert (possible != "–") is (level.low != level.high)
        assert moved == ["–", "–", "–"]


def test_the_colours_of_levels_and_the_lines_of_a_card_are_named(browser: Session, tmp_path: Path) -> None:
    browser.open(page(tmp_path, dashboard(examples())))
    names = [f"{one.level} · {one.name}" for one in asked("en").framework.levels]
    assert [word for word in shown(browser, ".key span") if " · " in word] == names
    assert shown(browser, ".field:first-child .axis i") == ["1", "2", "3", "4", "5"]
    browser.click("input[value=table]")
    assert [word for word in shown(browser, ".key span") if " · " in word] == names


def test_a_table_that_goes_on_says_so_and_its_caption_stays_on_the_screen(browser: Session, tmp_path: Path) -> None:
    browser.open(page(tmp_path, dashboard(examples())), 390, 900)
    browser.click("input[value=table]")
    goes_on = "document.getElementById('levels').parentNode.classList.contains('more')"
    assert browser.ask(goes_on) is True
    browser.ask("document.getElementById('levels').scrollLeft = 9999")
    browser.until(f"!{goes_on}")
    browser.ask("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    off = "[...document.querySelectorAll('caption .held')].filter(e => e.getBoundingClientRect().right > 390).length"
    assert browser.ask(off) == 0


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_the_table_of_levels_fits_a_common_screen(language: str, browser: Session, tmp_path: Path) -> None:
    browser.open(page(tmp_path, dashboard(examples(), language=language)), 1280, 900)
    browser.click("input[value=table]")
    assert browser.ask("(e => e.scrollWidth <= e.clientWidth)(document.getElementById('levels'))") is True


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
    heads = shown(browser, "#levels thead th")
    assert heads[2] == "Overall level"  # beside the name, where no narrow screen hides it
    cells = shown(browser, "#levels tbody tr:first-child td[data-dimension]")
    for (name, line), cell in zip(fields.items(), (*cells[1:], cells[0]), strict=True):
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
        assert browser.ask("document.querySelectorAll('table.state').length") == 9
        assert len(shown(browser, "details.member .told")) == 1  # a round without levels
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
