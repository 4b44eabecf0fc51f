"""Hold what a report gathers while it is written for Word: pictures, addresses, lists, bookmarks, and the next of each.

The pen is the only thing here that changes; everything that writes takes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rmdiag.reports.model import Figure, Group, Report, Section, Table
from rmdiag.reports.numbering import blocks_of, sections_of
from rmdiag.reports.tokens import Tokens

FIRST_ID = 20_000  # of bookmarks and pictures: above those that a template may have
BOOKMARK = "_rm_"  # begins every bookmark; an underscore keeps it out of the list that people see
LONGEST_BOOKMARK = 40
PNG = "image/png"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture, the relation by which the document knows it, and its size in millimetres."""

    relation: str
    content: bytes
    width: float
    height: float
    media_type: str = PNG


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What the document is written into: the ids of its styles, the width of its text, the numbers of its lists."""

    styles: Mapping[str, str]  # id by name in small letters
    width: int  # twips
    bullets: int | None  # the list of bullets; None: the style of a template has one of its own
    counted: int  # the abstract list of numbers; each list of numbers is a new one of it, so that each begins at 1
    next_list: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where blocks stand: under which depth of headings, how wide, and whether they hold on to what follows."""

    depth: int
    width: int  # twips
    keep: bool = False
    ends_held: bool = False  # the last of the blocks holds on to what follows them
    at_top: bool = False  # of the first page, but for an emblem

    def within(self, width: int) -> Place:
        """Give the place in a cell of a width."""
        return replace(self, width=width)


class Pen:
    """Writes one report into one document."""

    __slots__ = ("_ids", "_links", "_lists", "_names", "_pictures", "_sequences", "base", "report", "tokens")

    def __init__(self, *, report: Report, tokens: Tokens, base: Base) -> None:
        self.report, self.tokens, self.base = report, tokens, base
        self._names = _bookmark_names(report)
        self._ids = FIRST_ID
        self._links: dict[str, str] = {}
        self._pictures: dict[bytes, Picture] = {}
        self._lists: list[int] = []
        self._sequences: dict[str, int] = {}

    def style(self, name: str) -> str:
        """Give the id of a style."""
        return self.base.styles[name.lower()]

    def next_id(self) -> int:
        """Give a number that nothing else in the document has."""
        self._ids += 1
        return self._ids

    def bookmark(self, target: str) -> str:
        """Give the name of the bookmark at a section, table, figure or group."""
        return self._names[target]

    def link(self, address: str) -> str:
        """Give the relation to an address outside."""
        return self._links.setdefault(address, f"rmLink{len(self._links) + 1}")

    def picture(self, content: bytes, size: tuple[float, float], media_type: str = PNG) -> Picture:
        """Give the relation to a picture; the same picture is kept once."""
        known = self._pictures.get(content)
        if known is None:
            relation = f"rmPicture{len(self._pictures) + 1}"
            width, height = size
            known = Picture(relation=relation, content=content, width=width, height=height, media_type=media_type)
            self._pictures[content] = known
        return known

    def numbers(self) -> int:
        """Begin a list of numbers, and give its number in the document."""
        self._lists.append(self.base.next_list + len(self._lists))
        return self._lists[-1]

    def counts_on(self, sequence: str, number: int) -> bool:
        """Note a table or figure, and tell whether its number is the one that Word would count to."""
        before = self._sequences.get(sequence, 0)
        self._sequences[sequence] = number
        return number == before + 1

    @property
    def links(self) -> Mapping[str, str]:
        """Every address with its relation."""
        return self._links

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture."""
        return tuple(self._pictures.values())

    @property
    def lists(self) -> tuple[int, ...]:
        """Every list of numbers that was begun."""
        return tuple(self._lists)


def listed_sections(sections: tuple[Section, ...], deepest: int, depth: int = 1) -> list[tuple[int, Section]]:
    """List the sections that the contents show, each with its depth."""
    found: list[tuple[int, Section]] = []
    for section in sections:
        if section.listed and depth <= deepest:
            found.append((depth, section))
            found.extend(listed_sections(section.sections, deepest, depth + 1))
    return found


def _bookmark_names(report: Report) -> dict[str, str]:
    """Name a bookmark for every id: letters, digits and underscores, at most forty, no two alike."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for target in _targets(report):
        name = BOOKMARK + re.sub(r"\W", "_", target, flags=re.ASCII)
        number = 0
        while name[:LONGEST_BOOKMARK].lower() in taken:
            number += 1
            name = f"{BOOKMARK}{number}_{re.sub(r'[^A-Za-z0-9]', '_', target)}"
        names[target] = name[:LONGEST_BOOKMARK]
        taken.add(names[target].lower())
    return names


def _targets(report: Report) -> Iterator[str]:
    yield from (section.id for section in sections_of(report.sections))
    for block in blocks_of(report):
        if isinstance(block, Table | Figure | Group) and block.id is not None:
            yield block.id
