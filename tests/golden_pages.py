"""Hold printed pages against the ones that people have looked at and found good, as text and as images.

`RMDIAG_RENEW_GOLDEN=1 pytest` renews them; look at what changed before you commit it. When pages differ,
actual, expected and difference are kept under `tests/golden/differs/<name>/`, and the message says so.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pages import images, texts
from PIL import Image, ImageChops, ImageFilter

GOLDEN = Path(__file__).parent / "golden"
DPI = 50
VISIBLE = 40  # of 255: what a reader would notice; versions of poppler smooth letters a little differently
TOLERATED = 0.002  # share of pixels


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
