"""Lay out a part of a report whose pages are numbered, and referred to, within the whole.

WeasyPrint lays out a document by rounds, as the number of a page in a reference is only known once the pages are made.
Here the parts of one report do their rounds in step and tell each other after each how many pages they have and where
their anchors stand, until nothing changes any more. Only then are running headers and page numbers made.

This follows `layout_document` of WeasyPrint 70, which is no public interface: its major version is pinned, and
tests/test_report_speed.py compares a divided report with an undivided one, word for word and pixel for pixel.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace

from weasyprint import CSS, DEFAULT_OPTIONS, HTML, Document
from weasyprint.css.counters import CounterStyle
from weasyprint.css.targets import TargetLookupItem
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.html import get_html_metadata
from weasyprint.layout import LayoutContext, initialize_page_maker
from weasyprint.layout.background import layout_backgrounds
from weasyprint.layout.page import make_all_pages, make_margin_boxes
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration

MOST_ROUNDS = 8  # as WeasyPrint: pages that never come to rest are printed as they are

Rounds = Generator["Found", "Found", None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a round of a part found."""

    pages: int
    anchors: Mapping[str, int]  # the page of each, the first of the part being 0
    restless: bool  # something on these pages changed while they were made


class Part:
    """A part of a report on its way to pages."""

    __slots__ = ("_boxes", "_context", "_foreign", "_html", "_is_first", "_made", "pages_before", "pages_in_all")

    def __init__(self, html: HTML, fonts: FontConfiguration, styles: list[CSS], foreign: frozenset[str]) -> None:
        """Make boxes of a part; `foreign` names the anchors of the other part that it refers to."""
        self._html, self._foreign = html, foreign
        options = {**DEFAULT_OPTIONS, "stylesheets": styles}
        counters = CounterStyle()
        self._context = Document._build_layout_context(html, fonts, counters, {}, options)  # noqa: SLF001 - as above
        targets = self._context.target_collector
        for name in sorted(foreign):
            targets.target_lookup_items[name] = _target_elsewhere()
        self._boxes = build_formatting_structure(
            html.etree_element,
            self._context.style_for,
            self._context.get_image_from_uri,
            html.base_url,
            targets,
            counters,
            self._context.footnotes,
        )
        initialize_page_maker(self._context, self._boxes)
        _, counts, scopes, _ = self._context.page_maker[0][3]
        counts["page"] = [0]
        scopes[0].add("page")
        self._made: list[boxes.PageBox] = []
        self.pages_before = self.pages_in_all = 0

    def rounds(self, *, follows: bool) -> Rounds:
        """Make pages round by round; give what each found, take what the other part found."""
        before: tuple[Found, Found] | None = None
        for _ in range(MOST_ROUNDS):
            mine = self._made_again()
            other = yield mine
            if (mine, other) == before and not (mine.restless or other.restless):
                return
            before = (mine, other)
            self._number(other, follows=follows)

    def document(self) -> Document:
        """Finish the pages: running headers, page numbers, bookmarks."""
        context = self._context
        _once_each(self._made, context)
        for number, page in enumerate(self._made, start=1):
            context.current_page = number
            page.children = (
                *(child for place, child in enumerate(page.children) if place == 0 or child.children),
                *make_margin_boxes(context, page, context.page_maker[number][3]),
            )
            layout_backgrounds(page, context.get_image_from_uri)
        pages = [Page(page) for page in self._made]
        metadata = DocumentMetadata(**get_html_metadata(self._html))
        return Document(pages, metadata, self._html.url_fetcher, context.font_config, {}, None)

    def _made_again(self) -> Found:
        """Make all pages that are new or have changed."""
        context = self._context
        self._made = list(make_all_pages(context, self._boxes, self._html, self._made))
        places = {name: item.page_maker_index for name, item in context.target_collector.target_lookup_items.items()}
        return Found(
            pages=len(self._made),
            anchors={n: place for n, place in places.items() if place is not None and n not in self._foreign},
            restless=any(made[-1]["content_changed"] for made in context.page_maker),
        )

    def _number(self, other: Found, *, follows: bool) -> None:
        """Give the pages their numbers within the whole, also where they are referred to."""
        maker, targets = self._context.page_maker, self._context.target_collector
        mine = len(self._made)
        self.pages_before, self.pages_in_all = (other.pages if follows else 0), mine + other.pages
        for place, made in enumerate(maker):
            made[3][1].update(page=[self.pages_before + place], pages=[self.pages_in_all])
        beyond = 0 if follows else mine
        for name, item in tuple(targets.target_lookup_items.items()):
            if name in self._foreign:
                number, place = beyond + other.anchors[name], 0
            elif item.page_maker_index is not None:
                number, place = self.pages_before + item.page_maker_index, item.page_maker_index
            else:
                continue
            counts = {**item.cached_page_counter_values, "page": [number + 1]}
            targets.cache_target_page_counters(name, counts, place, maker)


def _target_elsewhere() -> TargetLookupItem:
    """Make a target whose page is told later."""
    target = TargetLookupItem("up-to-date")
    target.target_box = SimpleNamespace(cached_counter_values={})
    return target


def _once_each(pages: list[boxes.PageBox], context: LayoutContext) -> None:
    """Keep one bookmark of each heading, and note what running headers show from which page on."""
    seen: set[tuple[int, str]] = set()
    for number, page in enumerate(pages, start=1):
        for box in page.descendants():
            if box.bookmark_label:
                key = (id(box.element), str(box.element_tag))
                box.bookmark_label = "" if key in seen else box.bookmark_label
                seen.add(key)
            if box.string_set and box.string_set != "none":
                for name, text in box.string_set:
                    context.string_set[name][number].append(text)
