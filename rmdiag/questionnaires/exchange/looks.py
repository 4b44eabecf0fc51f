"""Keep the looks that all workbooks share in one place, named by what they mean."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format

FONT = "Calibri"
INK, PALE_INK, PAPER = "#1F2A36", "#6B7280", "#FFFFFF"
HEAD, HEAD_READ_ONLY, LINE, READ_ONLY = "#1F4E5F", "#5F6B76", "#C8CED3", "#F1F3F4"
DAY = "yyyy-mm-dd"
BASIS = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top"}
FRAME = {"border": 1, "border_color": LINE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """Make the formats of one workbook."""

    book: Workbook

    def title(self) -> Format:
        """Look for the first line of a sheet."""
        return self.book.add_format({**BASIS, "font_size": 15, "bold": True, "font_color": HEAD, "valign": "vcenter"})

    def label(self) -> Format:
        """Look for a word that names what stands beside it."""
        return self.book.add_format({**BASIS, "bold": True, "valign": "vcenter"})

    def hint(self) -> Format:
        """Look for a quiet line."""
        return self.book.add_format({**BASIS, "font_color": PALE_INK, "valign": "vcenter"})

    def day(self) -> Format:
        """Look for a date that may be changed."""
        look = {"num_format": DAY, "align": "left", "locked": False, "bold": True}
        return self.book.add_format({**BASIS, **FRAME, **look, "valign": "vcenter"})

    def head(self, *, read: bool = True) -> Format:
        """Look for the head of a column."""
        look = {"bold": True, "font_color": PAPER, "bg_color": HEAD if read else HEAD_READ_ONLY, "text_wrap": True}
        return self.book.add_format({**BASIS, **FRAME, **look, "valign": "vcenter"})

    def words(self, *, bold: bool = False) -> Format:
        """Look for words of a side sheet."""
        return self.book.add_format({**BASIS, **FRAME, "text_wrap": True, "num_format": "@", "bold": bold})
