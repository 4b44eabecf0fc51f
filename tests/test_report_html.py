"""A report leaves as one page for browsers: it holds all that it needs, runs nothing, and can be read on a phone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from browser import printed, seen, shot
from fontTools.ttLib import TTFont
from pages import texts
from report_showcase import showcase
from tinyhtml5.parser import HTMLParser

from rmdiag.opening import reported
from rmdiag.reporting import Order, report_of
from rmdiag.reports.compose import cell, para, row
from rmdiag.reports.guide import Notice, Watched
from rmdiag.reports.languages.files import messages_of, report_languages
from rmdiag.reports.model import Column, Figure, Group, Paragraph, Report, Row, RowKind, Section, Table
from rmdiag.reports.numbering import blocks_of, numbered
from rmdiag.reports.render import to_pdf
from rmdiag.reports.report_for import Edition
from rmdiag.reports.screen import PIECES, Screen, to_html

EXAMPLES = Path(__file__).parent.parent / "examples"
HOSTILE = "</style></title><script>alert(1)</script><img src=http://evil.example/x onerror=alert(2)>\"'\x00\u202e\\ }"
PHONE, DESK = 360, 1280


@cache
def page() -> str:
    return to_html(showcase()).decode()


@cache
def told(name: str, edition: Edition | None = None, language: str | None = None) -> str:
    mission = EXAMPLES / name
    return to_html(report_of(reported(mission, None, language), Order(mission=mission, edition=edition))).decode()


def of(*blocks: Paragraph | Table | Group) -> Report:
    return replace(showcase(), cover=None, sections=(Section(id="one", title="One", blocks=blocks),))


def parsed(text: str) -> ET.Element:
    """Read a page as browsers do, without mercy for mistakes."""
    parser = HTMLParser(namespace_html_elements=False)
    tree: ET.Element = parser.parse(text)
    assert parser.errors == []
    return tree


def elements(tree: ET.Element) -> Iterator[ET.Element]:
    return tree.iter()


@pytest.mark.parametrize("text", [page(), to_html(of(para("short"))).decode()], ids=["whole", "without a cover"])
def test_a_page_is_html_without_a_mistake(text: str) -> None:
    tree = parsed(text)
    assert text.startswith("<!doctype html>\n<html lang=")
    assert tree.get("lang") == "en"
    assert [element.tag for element in elements(tree) if element.tag in {"header", "nav", "main", "footer", "h1"}] == [
        "header",
        "h1",
        "nav",
        "main",
        "footer",
    ]


def test_a_page_runs_nothing_and_fetches_nothing() -> None:
    text = page()
    tree = parsed(text)
    policy = next(e for e in elements(tree) if e.get("http-equiv") == "Content-Security-Policy")
    assert policy.get("content", "").startswith("default-src 'none'; ")
    assert "script" not in {element.tag for element in elements(tree)}
    assert [name for element in elements(tree) for name in element.attrib if name.startswith("on")] == []
    assert set(re.findall(r"url\(\"?([a-z]+:)", text)) == {"data:"}
    assert "@import" not in text
    fetched = [e.get(name) for e in elements(tree) for name in ("src", "srcset", "data", "action") if e.get(name)]
    assert fetched == []
    linked = [(e.tag, e.get("href", "")) for e in elements(tree) if e.get("href")]
    assert {tag for tag, _ in linked} == {"a", "link"}
    assert [address for tag, address in linked if tag == "link"] == ["data:,"]


def test_whatever_somebody_typed_stays_text() -> None:
    whole = showcase()
    assert whole.cover is not None
    noted = replace(
        whole.metadata, title=HOSTILE, subject=HOSTILE, administration=HOSTILE, confidentiality=HOSTILE, author=HOSTILE
    )
    figure = next(block for block in blocks_of(whole) if isinstance(block, Figure))
    table = Table(
        id="t",
        caption=HOSTILE,
        columns=(Column(title=HOSTILE, width=1),),
        rows=(row(HOSTILE),),
        note=para(HOSTILE).runs,
    )
    section = Section(
        id="one", title=HOSTILE, blocks=(para(HOSTILE), table, replace(figure, alternative=HOSTILE, data_at=None))
    )
    report = replace(
        whole, metadata=noted, cover=replace(whole.cover, title=HOSTILE, kicker=HOSTILE), sections=(section,)
    )
    notice = Notice(title=HOSTILE, details=f"{HOSTILE}\n{HOSTILE}")
    text = Screen().page(report, Watched(seconds=2, notice=notice))
    tree = parsed(text)
    assert {"script", "img"} & {element.tag for element in elements(tree)} == set()
    assert [name for element in elements(tree) for name in element.attrib if name.startswith("on")] == []
    styles = [element.text or "" for element in elements(tree) if element.tag == "style"]
    assert len(styles) == 1
    assert "<" not in styles[0]
    assert styles[0].count("{") == styles[0].count("}")
    said = next(element for element in elements(tree) if element.tag == "p" and element.get("class") == "body")
    assert "".join(said.itertext()).startswith("</style></title><script>alert(1)</script><img src=http")
    assert "\x00" not in text
    assert "\u202e" not in text


def test_the_same_report_gives_the_same_bytes_in_any_process() -> None:
    code = "import sys; sys.path.insert(0, 'tests'); from report_showcase import showcase; from hashlib import sha256; "
    code += "from rmdiag.reports.screen import to_html; print(sha256(to_html(showcase())).hexdigest())"
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=EXAMPLES.parent,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_headings_follow_each_other_without_a_gap() -> None:
    ranks = [int(e.tag[1]) for e in elements(parsed(page())) if re.fullmatch("h[1-6]", e.tag)]
    assert ranks[0] == 1
    assert ranks.count(1) == 1
    assert [after for before, after in pairwise(ranks) if after > before + 1] == []


def test_every_heading_of_a_table_says_what_it_heads() -> None:
    rows = (
        Row(cells=(replace(cell("Governance"), span=2),), kind=RowKind.GROUP),
        row("GOV-01", "2"),
        row("GOV-02", "3"),
    )
    columns = (Column(title="Indicator", width=3, heads_rows=True), Column(title="Level", width=1))
    text = to_html(of(Table(id="t", caption="Levels", columns=columns, rows=rows))).decode()
    scopes = [(e.get("scope"), "".join(e.itertext())) for e in elements(parsed(text)) if e.tag == "th"]
    assert scopes == [
        ("col", "Indicator"),
        ("col", "Level"),
        ("rowgroup", "Governance"),
        ("row", "GOV-01"),
        ("row", "GOV-02"),
    ]


def test_every_reference_leads_to_one_place() -> None:
    tree = parsed(page())
    ids = [element.get("id", "") for element in elements(tree) if element.get("id")]
    targets = {e.get("href", "")[1:] for e in elements(tree) if e.get("href", "").startswith("#")}
    assert sorted(set(ids)) == sorted(ids)
    assert targets - set(ids) == set()


def test_no_reference_speaks_of_pages_where_there_are_none() -> None:
    assert "data-on-page" not in page()


def test_the_contents_stand_beside_the_report_and_not_in_it() -> None:
    tree = parsed(page())
    listed = [section.id for section in numbered(showcase()).sections if section.listed]
    guide = next(element for element in elements(tree) if element.tag == "nav")
    main = next(element for element in elements(tree) if element.tag == "main")
    links = [e.get("href", "")[1:] for e in elements(guide) if e.tag == "a"]
    assert [link for link in links if link in listed] == [*listed, *listed]  # on a phone, and on a wide screen
    assert guide.get("id") == "contents"
    assert "contents" not in {element.get("id") for element in elements(main)}


def test_a_chart_has_its_words_as_its_name() -> None:
    figures = [block for block in blocks_of(showcase()) if isinstance(block, Figure)]
    drawings = [e for e in elements(parsed(page())) if e.tag.endswith("}svg") and e.get("class") != "strip"]
    assert [(e.get("role"), e.get("aria-label")) for e in drawings] == [("img", f.alternative) for f in figures]


def test_a_page_carries_the_alphabets_in_which_it_is_written() -> None:
    def faces(text: str) -> int:
        return to_html(of(para(text))).decode().count("@font-face")

    assert faces("Київ") == faces("Kiel") + 4
    assert faces("Αθήνα") == faces("Kiel") + 4
    assert faces("الجمارك") == faces("Kiel")  # the machine's own font


def test_every_letter_of_every_sentence_of_the_reports_is_in_a_font_that_the_page_can_carry() -> None:
    regular = [PIECES / f"{name}.woff2" for name in ("NotoSans-Regular-latin", "NotoSans-Regular-latin-more")]
    signs = [PIECES / f"{name}.woff2" for name in ("NotoSansMath-Subset", "NotoSansSymbols2-Subset")]
    known = {code for path in (*regular, *signs) for code in TTFont(path).getBestCmap()}
    letters = {
        ord(letter)
        for language in report_languages()
        for message in messages_of(language).values()
        for form in ([message] if isinstance(message, str) else message)
        for letter in form
    }
    assert {chr(code) for code in letters - known - {0x0A}} == set()


def test_public_and_draft_are_read_from_the_report_and_stand_on_the_page() -> None:
    whole = showcase()
    assert whole.cover is not None
    noted = replace(whole.metadata, confidentiality="Public form")
    report = replace(whole, metadata=noted, cover=replace(whole.cover, clearance="Draft for comment"))
    text = to_html(report).decode()
    assert '<p class="cover-clearance">Draft for comment</p>' in text
    assert text.count('confidentiality">Public form</p>') == 2  # above and below the report
    assert '@top-right { content: "Public form";' in text  # on every page that is printed


@pytest.mark.parametrize("width", [PHONE, 768, DESK])
def test_a_page_never_moves_sideways(width: int) -> None:
    questions = {
        "wide": "page.documentElement.scrollWidth",
        "outside": "[...page.querySelectorAll('main *')].filter(e => !e.closest('.scroll')"
        " && e.getBoundingClientRect().right > view.innerWidth + 1).map(e => e.outerHTML.slice(0, 80))",
    }
    for text in (page(), told("saint-orel-2026"), told("toa-candidate-c07", None, "fr")):
        assert seen(text, width, questions) == {"wide": width, "outside": []}


def test_the_contents_fold_on_a_phone_and_stand_beside_the_report_on_a_wide_screen() -> None:
    questions = {
        "folded": "view.getComputedStyle(page.querySelector('.folded')).display",
        "open": "view.getComputedStyle(page.querySelector('.guide > .open')).display",
        "beside": "page.querySelector('.guide').getBoundingClientRect().right"
        " <= page.querySelector('main').getBoundingClientRect().left + 1",
    }
    assert seen(page(), PHONE, questions) == {"folded": "block", "open": "none", "beside": False}
    assert seen(page(), DESK, questions) == {"folded": "none", "open": "block", "beside": True}


def test_words_on_a_phone_are_large_enough_to_read() -> None:
    words = "[...page.querySelectorAll('main p, main td, main th, main li')]"
    size = f"Math.min(...{words}.map(e => parseFloat(view.getComputedStyle(e).fontSize)))"
    answers = seen(page(), PHONE, {"smallest": size})
    assert isinstance(answers["smallest"], int | float)
    assert answers["smallest"] >= 13


def test_a_page_is_drawn_in_its_own_fonts() -> None:
    loaded = {"loaded": "['Report Sans', 'Report Serif'].map(name => page.fonts.check(`16px '${name}'`))"}
    faces = {"faces": "[...page.fonts].filter(face => face.status === 'error').length"}
    assert seen(page(), DESK, {**loaded, **faces}) == {"loaded": [True, True], "faces": 0}


@pytest.mark.parametrize(("width", "height"), [(PHONE, 800), (DESK, 900)])
def test_a_window_shows_the_cover_in_the_colours_of_the_house(width: int, height: int) -> None:
    image = shot(page(), width, height)
    assert image.size == (width, height)
    assert image.getpixel((2, height // 4)) == (0x14, 0x30, 0x4D)  # the bar at its left
    assert len(set(image.resize((60, 60)).get_flattened_data())) > 20


def test_a_browser_prints_it_as_pages_of_a_report() -> None:
    pages = [" ".join(words.split()) for words in texts(printed(page()))]
    noted = showcase().metadata
    assert abs(len(pages) - len(texts(to_pdf(showcase())))) <= 2
    for number, words in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in words
        assert noted.confidentiality in words
        assert noted.identifier in words
    headings = ["".join(e.itertext()) for e in elements(parsed(page())) if re.fullmatch("h[1-6]", e.tag)]
    whole = " ".join(pages)
    assert [heading for heading in headings if " ".join(heading.split()) not in whole] == []
    assert "Skip to the report" not in whole


def test_a_table_that_is_printed_on_two_pages_has_its_headings_on_both() -> None:
    rows = tuple(row(f"Indicator {number}", "2") for number in range(80))
    columns = (Column(title="What is asked", width=3, heads_rows=True), Column(title="Level", width=1))
    pages = texts(printed(to_html(of(Table(id="t", caption="All", columns=columns, rows=rows))).decode()))
    assert len(pages) > 1
    assert all("What is asked" in words and "Indicator" in words for words in pages)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_whole_reports_are_valid_and_small_in_every_language(language: str) -> None:
    text = told({"en": "kestoria-2026", "es": "valdoria-2026", "fr": "tambare-2026"}[language])
    assert parsed(text).get("lang") == language
    assert len(text.encode()) < 1_500_000
