"""Hold a report as a tree of values: every word and number in it is decided, only its looks are left open.

An edition builds a `Report`; a format walks it and escapes its plain texts. Identifiers (`id`) are short ASCII words.
Names and fields are added here, not changed. `compose.py` has short forms, `numbering.py` fills in the references.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rmdiag.reports.spaces import PageBreak, Room

if TYPE_CHECKING:
    from fractions import Fraction

    from rmdiag.reports.chart_values import Chart
    from rmdiag.reports.contested import NumberedFinding
    from rmdiag.reports.enclosed import Attachment
    from rmdiag.reports.picture import Picture


class TextStyle(StrEnum):
    """How a run of words is set."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"  # identifiers, file names, values as typed
    QUIET = "quiet"  # secondary: sources, units, dates


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A run of words in one style."""

    text: str
    style: TextStyle = TextStyle.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference to a section, group, table or figure of this report, which a reader may follow."""

    target: str
    text: str | None = None  # None: `numbered` writes the number of the target ("Table 4", "section 3.2")
    page: bool = False  # adds the page number where there are pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address outside the report; it is printed in words after the text, as paper cannot be clicked."""

    text: str
    address: str  # https: only


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelBadge:
    """A level in a line of text, in the colour of that level; the words say it too ("Level 2")."""

    level: int
    text: str


Inline = Text | Reference | Link | LevelBadge
Runs = tuple[Inline, ...]


class ParagraphStyle(StrEnum):
    """How a paragraph is set."""

    BODY = "body"
    LEAD = "lead"  # opens a chapter, a little larger
    SMALL = "small"  # notes and sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph."""

    runs: Runs
    style: ParagraphStyle = ParagraphStyle.BODY
    finding: str | None = None  # its key, where a reader may contest it: see `NumberedFinding`


class ListStyle(StrEnum):
    """What stands before each entry of a list."""

    BULLETS = "bullets"
    NUMBERS = "numbers"
    TICKS = "ticks"  # boxes, for somebody to tick


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """One entry of a list, and the list beneath it, if any."""

    runs: Runs
    nested: List | None = None
    finding: str | None = None  # its key, where a reader may contest it: see `NumberedFinding`


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A bulleted or numbered list, or boxes to tick."""

    entries: tuple[ListEntry, ...]
    style: ListStyle = ListStyle.BULLETS


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A term and what is said of it."""

    term: str
    meaning: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """Terms beside their meanings: a glossary, the facts of a mission, the parts of an indicator."""

    entries: tuple[Definition, ...]


class Align(StrEnum):
    """Where the words of a column stand."""

    START = "start"
    CENTRE = "centre"
    END = "end"  # numbers


class RowKind(StrEnum):
    """What a row is to the table."""

    BODY = "body"
    GROUP = "group"  # one cell across, heading the rows that follow
    TOTAL = "total"


class Density(StrEnum):
    """How tightly a table is set."""

    NORMAL = "normal"
    COMPACT = "compact"  # annexes: smaller type, less space


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its heading, about how wide it is, and how its words stand; see `columns.py`."""

    title: str
    width: int  # millimetres; where all columns are wider than the page together, it is shared in this proportion
    align: Align = Align.START
    heads_rows: bool = False  # its cells are the headings of their rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell; with a level it is filled in the colour of that level, and its words must say the level too."""

    runs: Runs
    level: int | None = None
    span: int = 1  # columns it covers


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row; it is never split over two pages unless it is longer than half of one."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.BODY
    finding: str | None = None  # its key, where a reader may contest it: see `NumberedFinding`


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its caption above and its note beneath; the headings are repeated on every page."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: Runs = ()
    label: str | None = None  # "Table 4"; None: `numbered` writes it
    density: Density = Density.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One number worth a card: "2.4", what it is, and what limits it."""

    value: str
    label: str
    note: str = ""
    level: int | None = None  # gives the card the colour of a level


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigures:
    """A row of two to five cards."""

    cards: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelScale:
    """A strip from level 1 to the top that shows where something stands; `words` say the same to who cannot see it."""

    levels: tuple[str, ...]  # names of the levels, from 1 up
    level: Fraction | None  # None: not assessed
    words: str
    shown: str  # beside the strip, large: "3", "2.6", "–"
    low: Fraction | None = None
    high: Fraction | None = None
    target: Fraction | None = None
    previous: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """What a level looks like: "Now: level 2, Developing" and its description."""

    label: str
    level: int | None
    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class DescriptorPair:
    """Where an indicator stands beside where it goes next; at the top there is no next."""

    now: Descriptor
    next: Descriptor | None
    finding: str | None = None  # its key, where a reader may contest it: see `NumberedFinding`


class CalloutKind(StrEnum):
    """What a callout is about; each kind has a colour and a sign."""

    NOTE = "note"
    WARNING = "warning"
    STRENGTH = "strength"
    GAP = "gap"
    BLOCKING = "blocking"  # what holds a level down


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """A finding or remark set apart from the text."""

    kind: CalloutKind
    title: str
    blocks: tuple[Block, ...]
    finding: str | None = None  # its key, where a reader may contest it: see `NumberedFinding`


class Measure(StrEnum):
    """How wide a figure is drawn."""

    FULL = "full"
    HALF = "half"  # in a column of `Columns`


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart, the words that stand for it, and its numbers: a table under it, or elsewhere (`data_at`)."""

    id: str
    caption: str
    chart: Chart
    alternative: str
    data: Table | None = None
    data_at: Reference | None = None
    note: Runs = ()
    label: str | None = None  # "Figure 2"; None: `numbered` writes it
    measure: Measure = Measure.FULL


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Two columns of blocks, side by side; neither is split over pages, so keep them short."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    shares: tuple[int, int] = (1, 1)


class Keep(StrEnum):
    """How a group meets the end of a page."""

    START = "start"  # its title and first block stay together
    WHOLE = "whole"  # all of it stays on one page; for less than half a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Blocks under a small title that is not in the contents: an indicator, a recommendation, a question."""

    blocks: tuple[Block, ...]
    id: str | None = None  # None: nothing refers to it
    title: Runs = ()
    keep: Keep = Keep.START
    finding: str | None = None  # its key, where a reader may contest it: see `NumberedFinding`


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The table of contents of the report, down to a depth of sections."""

    depth: int = 2


Prose = Paragraph | List | Definitions
Finding = KeyFigures | LevelScale | DescriptorPair | Callout
Arrangement = Columns | Group | Contents | PageBreak | Room
Block = Prose | Table | Finding | Figure | Arrangement


class Start(StrEnum):
    """Where a section begins."""

    SAME_PAGE = "same-page"
    NEW_PAGE = "new-page"
    WITH_LAST = "with-last"  # never parted from what ends the section before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A chapter or a part of one: blocks first, then the sections within; up to four deep."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    number: str | None = None  # "3.2", "A"; None: not numbered
    short_title: str | None = None  # for the running header of a first-level section; None: the title
    start: Start = Start.SAME_PAGE
    listed: bool = True  # in the contents


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first page."""

    kicker: str  # above the title: "Diagnostic report · first round"
    title: str
    subtitle: str
    facts: tuple[Definition, ...]  # administration, dates, team
    notice: Runs  # who publishes, what this is not
    clearance: str = ""  # "Draft for comment", "Cleared by the administration"
    logo: Picture | None = None  # the emblem of whoever publishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a library or a file manager would note of this report."""

    title: str
    language: str  # BCP 47: "en", "fr", "es-CO"
    author: str
    subject: str
    keywords: tuple[str, ...]
    administration: str  # in the footer
    confidentiality: str  # in the header: "Restricted: for the administration and the mission team"
    date: str  # as printed
    identifier: str  # names edition and content: "KES-2026-R1 · diagnostic · 9f2c…"
    accent: str | None = None  # colour of lines and edges, "#14304d", dark enough for words; None: the house colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The few words that a format writes by itself, in the language of the report."""

    page: str  # "Page"
    of: str  # "of", as in "Page 3 of 40"
    table: str  # "Table", before its number
    figure: str  # "Figure"
    section: str  # "section", in a reference to a numbered one
    on_page: str  # "page", in a reference that gives the page
    data: str  # "Data", before a reference to the table behind a figure
    contents: str  # "Contents", over the list that leads to every part
    skip: str  # "Skip to the report", for readers who use the keyboard


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report, ready to be drawn."""

    metadata: Metadata
    labels: Labels
    cover: Cover | None  # None: an edition of one or two pages
    sections: tuple[Section, ...]
    findings: tuple[NumberedFinding, ...] = ()  # of a draft
    attachments: tuple[Attachment, ...] = ()
    logo: Picture | None = None  # over the title of an edition without a cover, whose emblem stands there otherwise
