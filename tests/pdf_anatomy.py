"""Take a PDF apart into what a reader has of it, so that two files can be compared whatever their objects' numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

Place = tuple[int, tuple[float, ...]]  # page and coordinates
Pages = Mapping[object, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anatomy:
    """A document, page by page and as it is heard."""

    facts: Mapping[str, str]
    metadata: bytes
    language: str
    contents: tuple[bytes, ...]
    links: tuple[tuple[tuple[float, ...], str, str], ...]
    anchors: Mapping[str, Place]
    bookmarks: tuple[tuple[int, str, Place], ...]
    heard: tuple[str, ...]


def anatomy(pdf: bytes) -> Anatomy:
    """Take a PDF apart."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.check_pdf_syntax() == []
        pages: Pages = {page.objgen: number for number, page in enumerate(document.pages)}
        return Anatomy(
            facts={str(name): str(value) for name, value in document.docinfo.items()},
            metadata=document.Root.Metadata.read_bytes(),
            language=str(document.Root.Lang),
            contents=tuple(page.Contents.read_bytes() for page in document.pages),
            links=tuple(_links(document)),
            anchors=_anchors(document, pages),
            bookmarks=tuple(_bookmarks(document.Root.Outlines, pages, 0)) if "/Outlines" in document.Root else (),
            heard=tuple(_Hearing(document, pages).lines()),
        )


def _links(document: pikepdf.Pdf) -> Iterator[tuple[tuple[float, ...], str, str]]:
    for page in document.pages:
        for link in page.get("/Annots", ()):
            target = str(link.Dest) if "/Dest" in link else str(link.A.URI)
            yield tuple(float(edge) for edge in link.Rect), target, str(link.Contents)


def _anchors(document: pikepdf.Pdf, pages: Pages) -> dict[str, Place]:
    if "/Names" not in document.Root or "/Dests" not in document.Root.Names:
        return {}
    names = list(document.Root.Names.Dests.Names)
    words = [str(name) for name in names[::2]]
    assert words == sorted(set(words), key=str.encode), "names must be sorted and unique"
    return {name: _place(at, pages) for name, at in zip(words, names[1::2], strict=True)}


def _place(at: pikepdf.Object, pages: Pages) -> Place:
    return pages[at[0].objgen], tuple(float(value) for value in list(at)[2:])


def _bookmarks(parent: pikepdf.Object, pages: Pages, depth: int) -> Iterator[tuple[int, str, Place]]:
    if "/First" not in parent:
        return
    entry, before = parent.First, None
    while True:
        assert entry.Parent.objgen == parent.objgen
        assert before is None or entry.Prev.objgen == before
        yield depth, str(entry.Title), _place(entry.Dest, pages)
        yield from _bookmarks(entry, pages, depth + 1)
        if "/Next" not in entry:
            assert parent.Last.objgen == entry.objgen
            return
        before, entry = entry.objgen, entry.Next


class _Hearing:
    """Walks through what is read aloud, and checks on the way that marks and their owners know each other."""

    def __init__(self, document: pikepdf.Pdf, pages: Pages) -> None:
        self._pages = pages
        self._root = document.Root.StructTreeRoot
        owners = list(self._root.ParentTree.Nums)
        assert owners[::2] == list(range(len(owners) // 2)), "owners must be numbered through"
        self._owners = owners[1::2]
        self._parents = [int(page.StructParents) for page in document.pages]
        assert self._parents == list(range(len(self._parents)))
        self._names: dict[str, int] = {}
        self._headers: list[str] = []

    def lines(self) -> Iterator[str]:
        """Give a line for each element and mark, with names of heading cells counted through."""
        assert len(self._root.K) == 1
        yield from self._element(self._root.K[0], 0)
        assert set(self._headers) <= set(self._names), "every heading that a cell names must be there"

    def _element(self, element: pikepdf.Object, depth: int) -> Iterator[str]:
        page = self._pages[element.Pg.objgen] if "/Pg" in element else -1
        yield f"{depth} {element.S} p{page} {element.get('/Alt', '')} {self._attributes(element)}"
        for kid in element.K:
            if not hasattr(kid, "keys"):  # the number of a mark on the page
                assert self._owners[self._parents[page]][int(kid)].objgen == element.objgen
                yield f"{depth} mark {kid}"
            elif kid.get("/Type") == "/OBJR":
                assert self._owners[int(kid.Obj.StructParent)].objgen == element.objgen
                yield f"{depth} link {kid.Obj.Contents} {kid.Obj.StructParent} p{self._pages[kid.Pg.objgen]}"
            else:
                assert kid.P.objgen == element.objgen
                yield from self._element(kid, depth + 1)

    def _attributes(self, element: pikepdf.Object) -> str:
        said = []
        if "/ID" in element:
            name = str(element.ID)
            assert name not in self._names, "no two heading cells may have one name"
            said.append(f"named {self._names.setdefault(name, len(self._names))}")
        for key, value in sorted(element.get("/A", {}).items()):
            if key == "/Headers":
                headers = [str(header) for header in value]
                self._headers += headers
                said.append(f"under {[self._names.get(header) for header in headers]}")
            elif key == "/BBox":
                said.append(f"box {[float(edge) for edge in value]}")
            else:
                said.append(f"{key} {value}")
        return " ".join(said)
