"""Put right what WeasyPrint's tags lack for a reader who hears the pages, while the PDF is still in its hands.

- Only a link itself leads anywhere: the boxes within it, such as its number, would each be a link of their own.
- A link is described by its words, not by the name of the place it leads to.
- The heading of a column says that it is one, the heading of a row too: both then stand for the cells they head.
- What stands in the margin of every page is an artifact: it is no part of the text (ISO 14289-1, 7.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pydyf  # type: ignore[import-untyped]  # ships no types

if TYPE_CHECKING:
    from weasyprint import Document

LINK = "a"
_PAGINATION = {"Type": "/Pagination"}


def keep_whole_links(document: Document) -> None:
    """Leave out the links of boxes within a link; the whole of it is one already."""
    for page in document.pages:
        page.links = [link for link in page.links if link[3].element_tag == LINK]


def finish_tags(document: Document, pdf: pydyf.PDF) -> None:
    """Describe links by their words, and take the margins out of the text; to be called before the PDF is written."""
    _describe_links(document)
    elements = [one for one in pdf.objects if isinstance(one, pydyf.Dictionary) and one.get("Type") == "/StructElem"]
    _scope_headings(pdf, elements)
    margins = _margins(pdf, elements)
    for page, marks in margins.items():
        _make_artifacts(pdf.objects[_number(pdf.objects[page]["Contents"])], marks)
        _forget(pdf, pdf.objects[page], marks)


def _describe_links(document: Document) -> None:
    for page in document.pages:
        for _, _, _, box in page.links:
            words = " ".join("".join(box.element.itertext()).split())
            if box.link_annotation and words:
                box.link_annotation["Contents"] = pydyf.String(words)


def _scope_headings(pdf: pydyf.PDF, elements: Iterable[pydyf.Dictionary]) -> None:
    """Say which way a heading heads; WeasyPrint names for each cell the headings of its column only, if any."""
    for one in elements:
        if one["S"] == "/TH":
            row = pdf.objects[_number(one["P"])]
            within = pdf.objects[_number(row["P"])]["S"]
            one["A"]["Scope"] = "/Column" if within == "/THead" else "/Row"
        elif one["S"] == "/TD":
            one["A"].pop("Headers", None)


def _margins(pdf: pydyf.PDF, elements: Iterable[pydyf.Dictionary]) -> dict[int, set[int]]:
    """Find the marks of what is tagged and not in the tree of tags: by the number of its page, those of its texts."""
    root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    (document,) = (pdf.objects[_number(kid)] for kid in root["K"])
    listed = set(document["K"])
    found: dict[int, set[int]] = {}
    for one in elements:
        if one["P"] == document.reference and one.reference not in listed:
            for page, mark in _marks(pdf, one):
                found.setdefault(page, set()).add(mark)
    return found


def _marks(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[tuple[int, int]]:
    for kid in element["K"]:
        if isinstance(kid, int):
            yield _number(element["Pg"]), kid
        elif _is_element(pdf.objects[_number(kid)]):
            yield from _marks(pdf, pdf.objects[_number(kid)])


def _is_element(one: object) -> bool:
    return isinstance(one, pydyf.Dictionary) and one.get("Type") == "/StructElem"


def _make_artifacts(stream: pydyf.Stream, marks: set[int]) -> None:
    parts = stream.stream
    for place, part in enumerate(parts):
        if isinstance(part, pydyf.Dictionary) and part.get("MCID") in marks:
            parts[place - 1], parts[place] = "/Artifact", pydyf.Dictionary(_PAGINATION)


def _forget(pdf: pydyf.PDF, page: pydyf.Dictionary, marks: set[int]) -> None:
    """Take marks out of the tree that leads from texts to their tags."""
    root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    numbers = pdf.objects[_number(root["ParentTree"])]["Nums"]
    tags = numbers[2 * page["StructParents"] + 1]
    for mark in marks:
        tags[mark] = b"null"


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
