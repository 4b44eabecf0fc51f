"""Mark up a report: as XHTML, from which paper is printed, and as HTML, which a browser shows.

XHTML is well-formed XML without namespaces, but for the charts, so that no HTML parser is needed to read it. HTML has
the same blocks but for those that a screen shows in another way. Every text passes through `printable` and is escaped;
only the charts, which this package drew, go in as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from rmdiag.reports import views
from rmdiag.reports.characters import printable
from rmdiag.reports.guide import Frame
from rmdiag.reports.kept import Kept
from rmdiag.reports.model import (
    Block,
    Callout,
    Columns,
    Contents,
    Definitions,
    DescriptorPair,
    Figure,
    Group,
    Inline,
    KeyFigures,
    LevelBadge,
    LevelScale,
    Link,
    List,
    Paragraph,
    Reference,
    Report,
    Section,
    Table,
    Text,
    TextStyle,
)
from rmdiag.reports.spaces import PageBreak, Room
from rmdiag.reports.tokens import Tokens
from rmdiag.reports.views import Entry

Macro = Callable[..., Markup]

BLOCKS: Mapping[type[Block], str] = {
    Paragraph: "paragraph",
    List: "list",
    Definitions: "definitions",
    Table: "table",
    KeyFigures: "key_figures",
    LevelScale: "level_scale",
    DescriptorPair: "descriptor_pair",
    Callout: "callout",
    Figure: "figure",
    Columns: "columns",
    Group: "group",
    Contents: "contents",
    PageBreak: "page_break",
    Room: "room",
}
MOVABLE = (TextStyle.STRONG, TextStyle.EMPHASIS, TextStyle.QUIET)  # a space inside does not show
WHOLE = re.compile(  # what stands in one line besides what `unbroken` keeps together: ids and intervals
    r"\b[A-Z]{1,4}-\d{2}(?:-[A-Z]\d{1,2})?\b|\b(?=[A-Z0-9-]{5,16}(?![A-Z0-9-]))M-[A-Z]{3,}(?:-[A-Z0-9]+)*\b"
    r"|(?:\[\b)?\b\d+(?:[.,]\d+)?–\d+(?:[.,]\d+)?\b\]?"
)
LOWEST_HEADING = 6
RUNS: Mapping[type[Inline], str] = {Text: "text", Reference: "reference", Link: "link", LevelBadge: "badge"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """What a report is marked up for."""

    blocks: tuple[str, ...]  # templates in which a block is looked for, the first that has it counts
    heading: int  # of a chapter: on a screen the title of the report is the first


PAPER = Medium(blocks=("blocks.xhtml",), heading=1)
SCREEN = Medium(blocks=("screen_blocks.html", "blocks.xhtml"), heading=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the templates see besides the value they print, and how they print what stands within it."""

    report: Report
    charts: Mapping[str, Markup]
    tokens: Tokens
    medium: Medium = PAPER
    kept: Kept | None = None  # sections that were marked up before

    def heading(self, depth: int) -> int:
        """Give the rank of the heading of a section at a depth."""
        return min(depth + self.medium.heading - 1, LOWEST_HEADING)

    def guide(self, entries: tuple[Entry, ...]) -> Markup:
        """Mark up the list that leads to every part."""
        return _printed("guide", self, entries)

    def block(self, block: Block, depth: int) -> Markup:
        """Mark up one block; depth is that of the section it stands in."""
        return _printed(BLOCKS[type(block)], self, block, depth)

    def blocks(self, blocks: tuple[Block, ...], depth: int) -> Markup:
        """Mark up blocks, one after another."""
        return Markup("").join(self.block(block, depth) for block in blocks)

    def runs(self, runs: tuple[Inline, ...]) -> Markup:
        """Mark up a line of words."""
        return Markup("").join(_printed(RUNS[type(run)], self, run) for run in _spaced(runs))

    def words(self, text: str) -> Markup:
        """Mark up words so that no id and no interval is cut at the end of a line."""
        return Markup(WHOLE.sub(r'<span class="whole">\g<0></span>', str(escape(printable(text)))))  # noqa: S704 - escaped here

    def section(self, section: Section, depth: int) -> Markup:
        """Mark up a section and those within it."""
        make = partial(_printed, "section", self, section, depth)
        return make() if self.kept is None else Markup(self.kept.made(section.id, section, make))  # noqa: S704 - made here


def _spaced(runs: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Move a space at the end of plain words into the styled words that follow.

    WeasyPrint ends a line too early where plain words that just fit it end in a space before a styled run.
    """
    moved = list(runs)
    for place, (run, following) in enumerate(pairwise(runs)):
        if not (isinstance(run, Text) and isinstance(following, Text)):
            continue
        if run.style is TextStyle.PLAIN and run.text.endswith(" ") and following.style in MOVABLE:
            moved[place] = replace(run, text=run.text.removesuffix(" "))
            moved[place + 1] = replace(following, text=f" {following.text}")
    return tuple(moved)


def to_xhtml(report: Report, charts: Mapping[str, str], tokens: Tokens) -> str:
    """Mark up a whole report; `charts` holds the SVG of each figure by its id."""
    drawn = {name: Markup(svg) for name, svg in charts.items()}  # noqa: S704 - drawn and escaped by charts.py
    page = Page(report=report, charts=drawn, tokens=tokens)
    return _environment().get_template("report.xhtml").render(page=page, report=report)


def to_screen(page: Page, frame: Frame) -> str:
    """Mark up a whole report for a browser."""
    return _environment().get_template("screen.html").render(page=page, report=page.report, frame=frame)


def _printed(name: str, page: Page, *values: Block | Inline | Section | int | tuple[Entry, ...]) -> Markup:
    """Let the macro of a name print values; what it gives is escaped already."""
    return _macro(page.medium, name)(page, *values)


@cache
def _macro(medium: Medium, name: str) -> Macro:
    """Find the macro of a name among the templates of a medium."""
    modules = (_environment().get_template(template).module for template in medium.blocks)
    macro: Macro = next(getattr(module, name) for module in modules if hasattr(module, name))
    return macro


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("rmdiag.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.globals["view"] = views
    return environment


def _printable(value: object) -> object:
    """Clean every text on its way into the page; what is marked up already has been cleaned."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return printable(value)
    return value
