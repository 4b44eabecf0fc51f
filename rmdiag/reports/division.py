"""Divide a long report in two where a chapter begins a new page, so that two processes can lay it out.

The rule looks at the page alone, never at the machine: the same report is divided alike everywhere, and so gives the
same bytes whether its parts are printed side by side or one after another.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from xml.etree import ElementTree as ET

NEW_PAGE = "new-page"  # as views and templates name a chapter that begins one
WEIGHT_OF_ELEMENT = 24  # what a box costs, in characters
LEAST_WEIGHT = 60_000  # about eight pages: below that a second process costs more than it saves
LEAST_SHARE = 0.2  # of the whole, for the smaller part
FIRST_SHARE = 0.45  # of the whole, for the first part, whose process also parses, joins and writes


def parts_of(root: ET.Element) -> tuple[ET.Element, ...]:
    """Give a page as one tree, or as two where that pays."""
    chapters = list(_main(root))
    weights = [_weight(chapter) for chapter in chapters]
    whole = sum(weights)
    if whole < LEAST_WEIGHT:
        return (root,)
    before = [0, *accumulate(weights)]
    places = [place for place, chapter in enumerate(chapters) if place and _begins_page(chapter)]
    fair = [place for place in places if whole * LEAST_SHARE <= before[place] <= whole * (1 - LEAST_SHARE)]
    if not fair:
        return (root,)
    return _divided(root, min(fair, key=lambda place: abs(before[place] - whole * FIRST_SHARE)))


def anchors_in(root: ET.Element) -> frozenset[str]:
    """Name every place that a reference can lead to."""
    return frozenset(name for element in root.iter() if (name := element.get("id")) is not None)


def references_in(root: ET.Element) -> frozenset[str]:
    """Name every place that a reference leads to."""
    return frozenset(_targets(root))


def _targets(root: ET.Element) -> Iterator[str]:
    for element in root.iter("a"):
        address = element.get("href", "")
        if address.startswith("#"):
            yield address.removeprefix("#")


def _main(root: ET.Element) -> ET.Element:
    main = root.find("body/main")
    return ET.Element("main") if main is None else main


def _begins_page(chapter: ET.Element) -> bool:
    return NEW_PAGE in chapter.get("class", "").split()


def _weight(chapter: ET.Element) -> int:
    """Say about how long a chapter takes: its words and its boxes."""
    texts = sum(len(text) for text in chapter.itertext())
    return texts + WEIGHT_OF_ELEMENT * sum(1 for _ in chapter.iter())


def _divided(root: ET.Element, place: int) -> tuple[ET.Element, ET.Element]:
    body, main = root.find("body"), _main(root)
    assert body is not None  # noqa: S101 - as main stands within it
    chapters = list(main)
    front = [element for element in body if element is not main]
    return (
        _page(root, body, [*front, _filled(main, chapters[:place])]),
        _page(root, body, [_filled(main, chapters[place:])]),
    )


def _page(root: ET.Element, body: ET.Element, children: list[ET.Element]) -> ET.Element:
    """Make a page of its own with the head of the whole."""
    return _filled(root, [*(element for element in root if element is not body), _filled(body, children)])


def _filled(element: ET.Element, children: list[ET.Element]) -> ET.Element:
    copy = ET.Element(element.tag, element.attrib)
    copy.text, copy.tail = element.text, element.tail
    copy.extend(children)
    return copy
