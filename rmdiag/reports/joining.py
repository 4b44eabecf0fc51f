"""Join the second part of a report to the first: pages, tags, links, anchors and bookmarks as of one document.

Works on objects of a PDF before they are written. The second part's objects get numbers after those of the first; what
there is once in a document (catalogue, root of the structure) is the first's. Each part keeps its own fonts, of which
only the letters that it uses are embedded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pydyf  # type: ignore[import-untyped]  # ships no types
from weasyprint import Document
from weasyprint.anchors import make_page_bookmark_tree
from weasyprint.matrix import Matrix
from weasyprint.pdf.anchors import add_outlines

REFERENCE = re.compile(rb"(\d+) 0 R")
POINTS = 0.75  # of a CSS pixel
PAGES = 1  # the number of the object that lists the pages, in every document

Bookmark = tuple[int, str, tuple[float, float], str]
Value = object  # what stands in a dictionary or array of a PDF


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where the second part is to go in the first."""

    number: int  # of its first object
    structure: int  # of the object that is the root of what is read aloud
    pages: int
    annotations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The bookmarks of a page, and its height to count from."""

    bookmarks: tuple[Bookmark, ...]
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """A second part, numbered as the first wants it and ready to be joined."""

    objects: tuple[tuple[bytes, bool], ...]  # each with whether it may be compressed with others
    pages: tuple[int, ...]
    structure: tuple[bytes, ...]
    marked: tuple[tuple[bytes, ...], ...]  # what each page's marks belong to
    annotated: tuple[bytes, ...]  # what each annotation belongs to
    anchors: Mapping[str, bytes]
    marks: tuple[Marks, ...]


class Ready(pydyf.Object):  # type: ignore[misc]  # as above
    """An object that is written as it is."""

    def __init__(self, data: bytes, *, compressible: bool) -> None:
        super().__init__()
        self._data, self._compressible = data, compressible

    @property
    def data(self) -> bytes:
        """Give what is written."""
        return self._data

    @property
    def compressible(self) -> bool:
        """Say whether it may be compressed together with others."""
        return self._compressible


def shelf_in(pdf: pydyf.PDF) -> Shelf:
    """Say where a second part goes in a first."""
    structure = _object(pdf, _root(pdf)["K"][0])
    pages = pdf.pages["Count"]
    return Shelf(
        number=len(pdf.objects), structure=structure.number, pages=pages, annotations=len(_owners(pdf)) // 2 - pages
    )


def marks_of(document: Document) -> tuple[Marks, ...]:
    """Give the bookmarks of every page."""
    return tuple(Marks(bookmarks=tuple(page.bookmarks), height=page.height) for page in document.pages)


def loose(pdf: pydyf.PDF, shelf: Shelf, marks: tuple[Marks, ...], foreign: frozenset[str]) -> Loose:
    """Take a second part out of its own document, numbered for the first; `foreign` names anchors of the first."""
    root, owners = _root(pdf), _owners(pdf)
    structure = _object(pdf, root["K"][0])
    once = {0, PAGES, pdf.catalog.number, root.number, structure.number, _object(pdf, root["ParentTree"]).number}
    kept = [one for one in pdf.objects if one.number not in once]
    numbers = {one.number: shelf.number + place for place, one in enumerate(kept)}
    numbers |= {PAGES: PAGES, structure.number: shelf.structure}
    pages = pdf.pages["Count"]
    move = _Mover(numbers, shelf.pages, shelf.pages + shelf.annotations)
    return Loose(
        objects=tuple((move.written(one), one.compressible) for one in kept),
        pages=tuple(numbers[number] for number in pdf.pages["Kids"][::3]),
        structure=tuple(map(move.reference, structure["K"])),
        marked=tuple(tuple(map(move.reference, marks)) for marks in owners[1 : 2 * pages : 2]),
        annotated=tuple(map(move.reference, owners[2 * pages + 1 :: 2])),
        anchors={name: move.moved(at).data for name, at in _anchors(pdf).items() if name not in foreign},
        marks=marks,
    )


def join(pdf: pydyf.PDF, second: Loose, marks: tuple[Marks, ...], foreign: frozenset[str]) -> None:
    """Add a second part to the first, whose own bookmarks are given."""
    pages = pdf.pages["Count"]
    for data, compressible in second.objects:
        pdf.add_object(Ready(data, compressible=compressible))
    for number in second.pages:
        pdf.pages["Kids"].extend([number, 0, "R"])
    pdf.pages["Count"] += len(second.pages)
    _object(pdf, _root(pdf)["K"][0])["K"].extend(second.structure)
    _join_owners(pdf, second, pages)
    anchors = {name: at.data for name, at in _anchors(pdf).items() if name not in foreign} | dict(second.anchors)
    if anchors:
        listed = (part for name in sorted(anchors) for part in (pydyf.String(name), anchors[name]))
        pdf.catalog["Names"]["Dests"] = pydyf.Dictionary({"Names": pydyf.Array(listed)})
    add_outlines(pdf, _tree((*marks, *second.marks)))


@dataclass(frozen=True, slots=True)
class _Mover:
    """Gives objects of a second part the numbers that they have in the whole."""

    numbers: Mapping[int, int]
    pages_before: int
    annotations_before: int

    def written(self, one: pydyf.Object) -> bytes:
        """Give an object as it will be written."""
        if isinstance(one, pydyf.Stream):
            one.extra = self.moved(pydyf.Dictionary(one.extra))
            data: bytes = one.data
        else:
            data = self.moved(one).data
        return data

    def moved(self, value: Value) -> pydyf.Object:
        """Give a value with every reference in it moved."""
        if isinstance(value, bytes):
            return self.reference(value)
        if isinstance(value, dict):
            return pydyf.Dictionary({key: self._entry(key, within) for key, within in value.items()})
        if isinstance(value, list):
            return pydyf.Array(map(self.moved, value))
        return value

    def reference(self, value: bytes) -> bytes:
        """Give a reference to an object where it is moved to."""
        found = REFERENCE.fullmatch(value)
        return b"%d 0 R" % self.numbers[int(found[1])] if found else value

    def _entry(self, key: str, value: Value) -> Value:
        match key, value:
            case "StructParents", int():
                return value + self.pages_before
            case "StructParent", int():
                return value + self.annotations_before
            case "ID", _:
                return self._header(value)
            case "Headers", list():
                return pydyf.Array(map(self._header, value))
            case _:
                return self.moved(value)

    def _header(self, value: pydyf.String) -> pydyf.String:
        """Name a heading cell anew, as no two in a document may have one name."""
        table, place = value.string.split("-", 1)  # its table's number; its row and column
        return pydyf.String(f"{self.numbers[int(table)]}-{place}")


def _object(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    return pdf.objects[int(reference.split()[0])]


def _root(pdf: pydyf.PDF) -> pydyf.Dictionary:
    """Give the root of what is read aloud."""
    return _object(pdf, pdf.catalog["StructTreeRoot"])


def _owners(pdf: pydyf.PDF) -> pydyf.Array:
    """Give what marks on pages and then annotations belong to, each after its number."""
    return _object(pdf, _root(pdf)["ParentTree"])["Nums"]


def _anchors(pdf: pydyf.PDF) -> dict[str, pydyf.Array]:
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    return {name.string: at for name, at in zip(names[::2], names[1::2], strict=True)}


def _join_owners(pdf: pydyf.PDF, second: Loose, pages: int) -> None:
    """List what marks and annotations belong to: first of all pages, then all annotations."""
    owners, further = _owners(pdf), len(second.pages)
    of_pages, of_annotations = owners[1 : 2 * pages : 2], owners[2 * pages + 1 :: 2]
    for one in pdf.objects:
        if isinstance(one, dict) and "StructParent" in one:
            one["StructParent"] += further
    every = [*of_pages, *map(pydyf.Array, second.marked), *of_annotations, *second.annotated]
    owners[:] = _numbered(every)


def _numbered(values: Iterable[Value]) -> Iterator[Value]:
    for number, value in enumerate(values):
        yield number
        yield value


def _tree(marks: tuple[Marks, ...]) -> list[object]:
    """Give the tree of bookmarks over all pages."""
    root: list[object] = []
    by_depth, skipped, level = [root], [], 0  # type: ignore[var-annotated]  # filled by WeasyPrint
    for number, page in enumerate(marks):
        matrix = Matrix(a=POINTS, d=-POINTS, f=page.height * POINTS)
        level = make_page_bookmark_tree(page, skipped, by_depth, level, number, matrix)
    return root
