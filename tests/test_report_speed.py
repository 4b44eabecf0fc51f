"""Printing in two parts gives what printing in one gives, and each saving still saves."""

from __future__ import annotations

import cProfile
import hashlib
import logging
import os
import pstats
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pydyf  # type: ignore[import-untyped]  # ships no types
import pytest
from pages import images, texts
from pdf_anatomy import Anatomy, anatomy
from report_showcase import showcase
from test_diagnostic import kestoria
from weasyprint import CSS
from weasyprint.html import UA_STYLESHEET

from rmdiag.reports import division
from rmdiag.reports.division import parts_of
from rmdiag.reports.halves import printed
from rmdiag.reports.press import Press, Sheets, parsed, without_collecting
from rmdiag.reports.render import to_page
from rmdiag.reports.workers import Line, Worker

CALLS = 4_700_000  # to print the showcase's 11 pages; 4.45 million when this was written
FORM = re.compile(rb"/x\d+ Do")  # a drawing within a page; each part of a report counts its own


@pytest.fixture(scope="module")
def page() -> str:
    return to_page(showcase())


def chapters(*sizes: int, starts: str = "new-page") -> ET.Element:
    """Make a page with chapters of so many thousand letters; the first always begins a page."""
    texts = "".join(
        f'<section id="c{number}" class="section depth-1 {starts}"><h1 id="h{number}" class="title" '
        f'data-running="Chapter {number}">Chapter {number}</h1><p>See <a class="reference with-page" '
        f'data-on-page="page" href="#c{other}">chapter {other}</a>.</p>{"<p>" + "word " * 40 + "</p>"}'
        f"{('<p>' + 'other words ' * 80 + '</p>') * size}</section>"
        for number, (size, other) in enumerate(zip(sizes, [*range(1, len(sizes)), 0], strict=True))
    )
    contents = "".join(f'<li class="depth-1"><a href="#c{number}">{number}</a></li>' for number in range(len(sizes)))
    return parsed(
        '<html lang="en"><head><title>Test</title></head><body data-administration="A" data-page="Page" data-of="of">'
        f'<main><ul class="contents">{contents}</ul>{texts}</main></body></html>'
    )


def names(part: ET.Element) -> list[str]:
    return [name for chapter in part.iter("section") if (name := chapter.get("id"))]


def in_parts(page: str) -> bytes:
    return printed(page)


@contextmanager
def divided_always() -> Iterator[None]:
    """Divide also what is too short to gain from it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(division, "LEAST_WEIGHT", 0)
        patch.setattr(division, "LEAST_SHARE", 0)
        yield


def without_counts(found: Anatomy) -> Anatomy:
    return replace(found, contents=tuple(FORM.sub(b"/x Do", content) for content in found.contents))


def same(page: str) -> Anatomy:
    """Print a page whole and in two parts, see that a reader can tell no difference, and give what both hold."""
    whole, parts = Press().pdf(page), in_parts(page)
    assert without_counts(anatomy(parts)) == without_counts(anatomy(whole))
    assert texts(parts) == texts(whole)
    for one, other in zip(images(parts, 40), images(whole, 40), strict=True):
        assert one.tobytes() == other.tobytes()
    assert len(parts) < 1.03 * len(whole) + 16_000  # as each part embeds the letters that it uses
    return anatomy(parts)


def python(program: str) -> str:
    tests = Path(__file__).parent
    surroundings = {**os.environ, "PYTHONPATH": f"{tests}{os.pathsep}{tests.parent}"}
    ran = subprocess.run([sys.executable, "-c", program], env=surroundings, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_a_long_report_is_divided_where_a_chapter_begins_a_page_near_its_middle() -> None:
    first, second = parts_of(chapters(40, 30, 40, 30))
    assert names(first) == ["c0", "c1"]
    assert names(second) == ["c2", "c3"]
    assert second.get("lang") == "en"
    assert second.findtext("head/title") == "Test"


@pytest.mark.parametrize(
    "root",
    [
        chapters(2, 2),
        chapters(140),
        chapters(40, 30, 40, 30, starts="same-page"),
        chapters(4, 136),
        parsed("<html><head/><body/></html>"),
    ],
    ids=["short", "one chapter", "no chapter begins a page", "nearly all in one chapter", "empty"],
)
def test_a_report_that_cannot_gain_stays_whole(root: ET.Element) -> None:
    assert parts_of(root) == (root,)


def test_two_parts_are_as_good_as_one(page: str) -> None:
    assert len(parts_of(parsed(page))) == 2
    found = same(page)
    assert len(found.contents) == 11
    assert len(found.bookmarks) > 10
    assert len(found.anchors) > 10


def test_the_whole_diagnostic_in_two_parts_is_as_good_as_in_one() -> None:
    page = to_page(kestoria())
    assert len(parts_of(parsed(page))) == 2
    assert len(same(page).contents) > 90


@pytest.mark.parametrize("sizes", [(0, 0), (3, 3), (1, 30), (60, 1), (9, 9, 9, 9, 9)])
def test_page_numbers_are_those_of_the_whole_however_it_is_divided(sizes: tuple[int, ...]) -> None:
    page = ET.tostring(chapters(*sizes), encoding="unicode")
    with divided_always():
        found = same(page)
    assert len(found.contents) >= len(sizes)


def test_a_number_that_grows_to_two_digits_is_the_right_one() -> None:
    """The second part learns late that its chapters begin after page nine, and its references grow by a digit."""
    page = ET.tostring(chapters(70, 30, 20, 6), encoding="unicode")
    with divided_always():
        words = " ".join("".join(texts(in_parts(page))).split())
        same(page)
    number = re.search(r"See chapter 3 \(page (\d+)\)", words)
    assert number is not None
    assert int(number[1]) > 9


def test_a_report_of_one_page_or_without_a_second_chapter_is_printed_whole() -> None:
    with divided_always():
        for size in (0, 6):
            root = chapters(size)
            main = root.find("body/main")
            assert main is not None
            main.remove(main[0])  # the contents
            page = ET.tostring(root, encoding="unicode")
            assert in_parts(page) == Press().pdf(page)


@pytest.mark.parametrize(
    ("circumstances", "forked"),
    [
        ("pass", 2),
        ("hasattr(os, 'sched_setaffinity') and os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})", 2),
        ("render.may_fork = halves.may_fork = lambda: False", 0),
        ("render._serve_printing = fail", 3),
        ("render._serve_drawing = fail", 3),
        ("halves._print_second = fail", 2),
    ],
    ids=["two cores", "one core", "no fork", "the printer fails", "the drawer fails", "the second printer fails"],
)
def test_the_bytes_are_the_same_whatever_the_machine_does(page: str, circumstances: str, forked: int) -> None:
    program = f"""
import hashlib, os
from rmdiag.reports import render, workers
from report_showcase import showcase
forks = []
begin = workers.Worker.__init__
def counted(self, *given, **named):
    forks.append(1)
    begin(self, *given, **named)
def fail(*_):
    raise RuntimeError
workers.Worker.__init__ = counted
{"from rmdiag.reports import halves" if "halves" in circumstances else ""}
{circumstances}
print(hashlib.sha256(render.to_pdf(showcase())).hexdigest(), len(forks))
"""
    assert python(program).split() == [hashlib.sha256(in_parts(page)).hexdigest(), str(forked)]


def test_what_a_worker_complains_of_is_said_here(caplog: pytest.LogCaptureFixture) -> None:
    def complain(line: Line) -> None:
        logging.getLogger("weasyprint").warning("a %s rule", "strange")
        line.send("done")

    with caplog.at_level(logging.WARNING), Worker(complain) as worker:
        assert worker.answer(str) == "done"
    assert caplog.messages == ["a strange rule"]


def test_a_worker_that_fails_is_noticed() -> None:
    def fail(_: Line) -> None:
        raise RuntimeError

    with Worker(fail) as worker, pytest.raises(EOFError):
        worker.answer(str)


def test_leaving_out_styles_that_no_page_has_changes_no_byte(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    spared = Press().pdf(page)

    def whole(_: Sheets, forms: object = False) -> list[CSS]:  # noqa: ARG001, FBT002 - as WeasyPrint calls it
        return [UA_STYLESHEET]

    monkeypatch.setattr(Sheets, "_ua_stylesheets", whole)
    assert Press().pdf(page) == spared


def test_pages_are_listed_again_when_there_are_more() -> None:
    pdf = pydyf.PDF()
    for number in (3, 4):
        pdf.add_page(pydyf.Dictionary())
        assert pdf.page_references[-1] == b"%d 0 R" % number
    assert pdf.page_references == (b"3 0 R", b"4 0 R")


def test_printing_takes_no_more_calls_than_it_may(page: str) -> None:
    Press().pdf(page)  # imports and caches are not counted
    profile = cProfile.Profile()
    with without_collecting():
        profile.enable()
        Press().pdf(page)
        profile.disable()
    assert pstats.Stats(profile).total_calls < CALLS  # type: ignore[attr-defined]  # the stubs lack it
