"""Hold reports against the ones that people have looked at and found good, at four depths.

What is decided (the report as values), how it is marked up (the page without its charts), what its pages say, and how
they look. `make golden` renews them; look at what changed before you commit it. When something differs, actual,
expected and difference are kept under `tests/golden/differs/<name>/`, and the message says so.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from pages import images, texts
from PIL import Image, ImageChops, ImageFilter

from rmdiag.reports.markup import to_xhtml
from rmdiag.reports.model import Figure, Report
from rmdiag.reports.numbering import blocks_of, numbered
from rmdiag.reports.plain import report_as_json
from rmdiag.reports.render import bundled_tokens, to_pdf

GOLDEN = Path(__file__).parent / "golden"
DPI = 50
VISIBLE = 40  # of 255: what a reader would notice; versions of poppler smooth letters a little differently
TOLERATED = 0.002  # share of pixels
LINES, SHOWN = 30, 160  # of a difference in a message: lines, and characters of each


def assert_golden(name: str, pdf: bytes, only: Sequence[int] = ()) -> None:
    """Compare a report with its golden pages, or make it the golden one when asked to.

    `only` names the pages to hold; all of them unless given.
    """
    pages = _Pages(numbers=only, words=texts(pdf), images=images(pdf, DPI))
    home = GOLDEN / name
    if os.environ.get("RMDIAG_RENEW_GOLDEN") == "1":
        _renew(home, pages)
        return
    assert home.is_dir(), f"no golden pages for {name}: make them with RMDIAG_RENEW_GOLDEN=1 and look at them"
    expected = sorted(home.glob("page-*.png"))
    differs = GOLDEN / "differs" / name
    shutil.rmtree(differs, ignore_errors=True)
    held = list(pages)
    assert len(held) == len(expected), f"{name} has {len(held)} pages to compare, not {len(expected)}"
    problems = []
    for number, words, image in held:
        problems += _compare_text(home, differs, number, words)
        problems += _compare_image(home, differs, number, image)
    assert not problems, "\n".join(problems)


def assert_golden_report(name: str, report: Report) -> None:
    """Compare a report with its golden one at all depths; the first that differs tells most of what has changed."""
    whole = numbered(report)
    depths = {"report.json": _as_values(whole), "page.xhtml": _as_markup(whole)}
    if os.environ.get("RMDIAG_RENEW_GOLDEN") == "1":
        assert_golden(name, to_pdf(report))
        for file, text in depths.items():
            (GOLDEN / name / file).write_text(text, encoding="utf-8")
        return
    differs = GOLDEN / "differs" / name
    shutil.rmtree(differs, ignore_errors=True)
    problems = [words for file, text in depths.items() for words in _compare_lines(name, differs, file, text)]
    assert not problems, "\n".join(problems)
    assert_golden(name, to_pdf(report))


def _as_values(whole: Report) -> str:
    return json.dumps(report_as_json(whole), ensure_ascii=False, indent=1) + "\n"


def _as_markup(whole: Report) -> str:
    """Give the page with a place for each chart, as charts are held by their looks; one element on a line."""
    charts = {block.id: f"<!-- {block.id} -->" for block in blocks_of(whole) if isinstance(block, Figure)}
    page = to_xhtml(whole, charts, bundled_tokens())
    return page.replace("><", ">\n<")


def _compare_lines(name: str, differs: Path, file: str, text: str) -> list[str]:
    expected = (GOLDEN / name / file).read_text(encoding="utf-8")
    if text == expected:
        return []
    changed = list(unified_diff(expected.splitlines(), text.splitlines(), "expected", "actual", lineterm="", n=2))
    _room(differs, file, "actual").write_text(text, encoding="utf-8")
    _room(differs, file, "expected").write_text(expected, encoding="utf-8")
    _room(differs, file, "difference").write_text("\n".join(changed) + "\n", encoding="utf-8")
    shown = "\n".join(line[:SHOWN] for line in changed[:LINES])
    return [f"{name} is not the same in {file}; see {differs}\n{shown}"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pages:
    """The pages of a report that are held: those of `numbers`, or all of them."""

    numbers: Sequence[int]
    words: Sequence[str]
    images: Sequence[Image.Image]

    def __iter__(self) -> Iterator[tuple[int, str, Image.Image]]:
        for number in self.numbers or range(1, len(self.images) + 1):
            yield number, self.words[number - 1], self.images[number - 1]


def _renew(home: Path, pages: _Pages) -> None:
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    for number, words, image in pages:
        (home / f"page-{number:02}.txt").write_text(words, encoding="utf-8")
        image.quantize(16).save(home / f"page-{number:02}.png", optimize=True)


def _compare_text(home: Path, differs: Path, number: int, words: str) -> list[str]:
    name = f"page-{number:02}.txt"
    expected = (home / name).read_text(encoding="utf-8")
    if words.split() == expected.split():  # versions of poppler break lines differently
        return []
    _room(differs, name, "actual").write_text(words, encoding="utf-8")
    _room(differs, name, "expected").write_text(expected, encoding="utf-8")
    return [f"page {number} says other words; see {differs}"]


def _compare_image(home: Path, differs: Path, number: int, image: Image.Image) -> list[str]:
    name = f"page-{number:02}.png"
    expected = Image.open(home / name).convert("L")
    share = 1.0 if image.size != expected.size else _visible_share(image, expected)
    if share <= TOLERATED:
        return []
    image.save(_room(differs, name, "actual"))
    expected.save(_room(differs, name, "expected"))
    ImageChops.difference(image, expected.resize(image.size)).save(_room(differs, name, "difference"))
    return [f"page {number} looks different in {share:.1%} of it; see {differs}"]


def _visible_share(one: Image.Image, other: Image.Image) -> float:
    soft = ImageFilter.GaussianBlur(1)
    difference = ImageChops.difference(one.filter(soft), other.filter(soft))
    seen = sum(difference.histogram()[VISIBLE:])
    return seen / (one.width * one.height)


def _room(differs: Path, name: str, kind: str) -> Path:
    differs.mkdir(parents=True, exist_ok=True)
    stem, _, ending = name.rpartition(".")
    return differs / f"{stem}-{kind}.{ending}"
