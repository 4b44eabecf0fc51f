"""See a PDF as its tags tell it: elements with their standard roles, the texts they hold, the pages they stand on.

Nothing here judges; `accessible.py` does. A hostile file costs little: what is counted is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pikepdf

from rmdiag.reports.pdf_files import MOST_PAGES

MOST_ELEMENTS = 2_000_000
# ISO 32000-1, 14.8.4: the roles that a reader knows.
STANDARD = frozenset(
    re.findall(
        r"\w+",
        """Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl
        LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu
        WT WP Figure Formula Form""",
    )
)


class TooMuchError(ValueError):
    """A file with more in it than a report can have."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Element:
    """One tag."""

    role: str  # the standard one, where there is one
    page: int | None  # from 1
    object: pikepdf.Dictionary
    kids: tuple[Element, ...]
    marks: tuple[tuple[int | None, int], ...]  # page and number of the texts that it holds

    def __iter__(self) -> Iterator[Element]:
        """Walk through this element and all beneath it, in reading order."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += reversed(one.kids)

    @property
    def alternative(self) -> str:
        """The words that stand for what it shows."""
        return str(self.object.get("/Alt", "") or self.object.get("/ActualText", "")).strip()

    def attribute(self, key: str) -> pikepdf.Object | None:
        """Give an attribute of its layout or table."""
        found = self.object.get("/A")
        sets = list(found) if isinstance(found, pikepdf.Array) else [found]
        return next((one[key] for one in sets if isinstance(one, pikepdf.Dictionary) and key in one), None)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A PDF that is being looked at."""

    pdf: pikepdf.Pdf

    @property
    def root(self) -> pikepdf.Object:
        """The catalogue of the document."""
        return self.pdf.Root

    @cached_property
    def pages(self) -> tuple[pikepdf.Dictionary, ...]:
        """The pages, in order."""
        if len(self.pdf.pages) > MOST_PAGES:
            raise TooMuchError
        return tuple(page.obj for page in self.pdf.pages)

    @cached_property
    def tree(self) -> pikepdf.Dictionary | None:
        """The root of the tags, None where there is none."""
        return dictionary_of(self.root.get("/StructTreeRoot"))

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """What the file says its own roles stand for."""
        found = None if self.tree is None else self.tree.get("/RoleMap")
        pairs = found.items() if isinstance(found, pikepdf.Dictionary) else ()
        return {key.lstrip("/"): str(value).lstrip("/") for key, value in pairs}

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """The tags at the top of the tree."""
        if self.tree is None:
            return ()
        numbers = {page.objgen: number for number, page in enumerate(self.pages, start=1)}
        return _Reading(numbers=numbers, roles=self.roles).beneath(self.tree)

    @cached_property
    def every(self) -> tuple[Element, ...]:
        """All tags, in reading order."""
        return tuple(one for top in self.elements for one in top)

    @cached_property
    def above(self) -> Mapping[Element, Element]:
        """The tag in which each tag stands; those at the top stand in none."""
        return {kid: one for one in self.every for kid in one.kids}

    @cached_property
    def by_object(self) -> Mapping[tuple[int, int], Element]:
        """The tags by the number of their object."""
        return {one.object.objgen: one for one in self.every}

    @cached_property
    def parents(self) -> Mapping[int, pikepdf.Object]:
        """What the tree of parents gives for each page and annotation."""
        found = None if self.tree is None else self.tree.get("/ParentTree")
        if not isinstance(found, pikepdf.Dictionary):
            return {}
        return dict(pikepdf.NumberTree(found).items())

    def owner(self, annotation: pikepdf.Dictionary) -> Element | None:
        """Give the tag that holds an annotation, None where none in the tree does."""
        key = number_of(annotation.get("/StructParent"))
        found = None if key is None else self.parents.get(key)
        return self.by_object.get(found.objgen) if isinstance(found, pikepdf.Dictionary) else None


def standard_role(role: str, roles: Mapping[str, str]) -> str | None:
    """Follow the map of roles to a standard one; None where it ends elsewhere or in a circle."""
    seen: set[str] = set()
    while role not in STANDARD:
        if role in seen or role not in roles:
            return None
        seen.add(role)
        role = roles[role]
    return role


def dictionary_of(value: object) -> pikepdf.Dictionary | None:
    """Give a dictionary of a PDF, None where something else stands, or nothing."""
    return value if isinstance(value, pikepdf.Dictionary) else None


def number_of(value: object) -> int | None:
    """Give a whole number of a PDF, None where something else stands, or nothing."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def is_true(value: object) -> bool:
    """Tell whether a PDF says yes."""
    return value is True


@dataclass(kw_only=True)
class _Reading:
    """Reads the tree of tags; it never meets an object twice, whatever a file says."""

    numbers: Mapping[tuple[int, int], int]
    roles: Mapping[str, str]
    count: int = 0

    def beneath(self, tree: pikepdf.Dictionary) -> tuple[Element, ...]:
        """Give the elements at the top, each with all beneath it."""
        return tuple(self._element(kid, None, frozenset()) for kid in _elements_in(tree))

    def _element(self, found: pikepdf.Dictionary, page: int | None, above: frozenset[tuple[int, int]]) -> Element:
        self.count += 1
        if self.count > MOST_ELEMENTS or (found.is_indirect and found.objgen in above):
            raise TooMuchError
        role = str(found.S).lstrip("/")
        own = self.numbers.get(found.Pg.objgen) if "/Pg" in found else page
        here = above | {found.objgen}
        kids = tuple(self._element(kid, own, here) for kid in _elements_in(found))
        return Element(
            role=standard_role(role, self.roles) or role,
            page=own,
            object=found,
            kids=kids,
            marks=tuple(self._marks(found, own)),
        )

    def _marks(self, found: pikepdf.Dictionary, page: int | None) -> Iterator[tuple[int | None, int]]:
        for kid in _kids(found):
            number = number_of(kid)
            if number is not None:
                yield page, number
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == pikepdf.Name.MCR:
                yield (self.numbers.get(kid.Pg.objgen) if "/Pg" in kid else page), int(kid.MCID)


def _elements_in(found: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    return (kid for kid in _kids(found) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid)


def _kids(found: pikepdf.Dictionary) -> list[pikepdf.Object]:
    inside = found.get("/K")
    if inside is None:
        return []
    return list(inside) if isinstance(inside, pikepdf.Array) else [inside]
