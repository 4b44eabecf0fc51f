"""Keep the looks of a workbook's cells in one place, named by what they mean."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from rmdiag.assessment.exchange.columns import Column, Holds

FONT = "Calibri"
INK, PALE_INK, PAPER = "#1F2A36", "#6B7280", "#FFFFFF"
HEAD, HEAD_READ_ONLY, LINE, READ_ONLY = "#1F4E5F", "#5F6B76", "#C8CED3", "#F1F3F4"
LATE, LATE_INK = "#F9D6D0", "#8C1D18"
SOON, SOON_INK = "#FCE8B2", "#6B4E00"
DONE, VERIFIED, VERIFIED_INK = "#DDEFE0", "#B7DFC0", "#14532D"
DAY = "yyyy-mm-dd"
AMOUNT, BROKEN_AMOUNT = "#,##0_)", "#,##0.00_)"  # with a gap behind them, as wide as a bracket
NUMBERS = {Holds.DAY: DAY, Holds.NUMBER: "General", Holds.MONEY: AMOUNT}
BASIS = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Formats:
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
        """Look for the date of the sheet, which may be changed."""
        look = {"num_format": DAY, "align": "left", "locked": False, "border": 1, "border_color": LINE, "bold": True}
        return self.book.add_format({**BASIS, **look, "valign": "vcenter"})

    def head(self, *, read: bool = True) -> Format:
        """Look for the head of a column."""
        look = {"bold": True, "font_color": PAPER, "bg_color": HEAD if read else HEAD_READ_ONLY, "text_wrap": True}
        return self.book.add_format({**BASIS, **look, "border": 1, "border_color": LINE, "valign": "vcenter"})

    def cell(self, column: Column) -> Format:
        """Look for a cell of the plan.

        None is locked, as no program sorts a protected sheet with a locked cell in it; what is not to be changed
        refuses what is typed.
        """
        look: dict[str, object] = {"text_wrap": True, "border": 1, "border_color": LINE, "locked": False}
        look["num_format"] = NUMBERS.get(column.holds, "@") if column.key != "alert" else "General"
        if column.holds is Holds.DAY:
            look |= {"align": "center"}
        if column.holds in (Holds.NUMBER, Holds.MONEY):
            look |= {"align": "right", "indent": int(column.holds is Holds.NUMBER)}
        if not column.read or column.key == "id":
            look |= {"bg_color": READ_ONLY}
        if column.key == "id":
            look |= {"bold": True}
        return self.book.add_format({**BASIS, **look})

    def words(self, *, bold: bool = False) -> Format:
        """Look for words of a side sheet."""
        look = {"text_wrap": True, "border": 1, "border_color": LINE, "num_format": "@", "bold": bold}
        return self.book.add_format({**BASIS, **look})

    def late(self) -> Format:
        """Mark what is overdue."""
        return self.book.add_format({"bg_color": LATE, "font_color": LATE_INK, "bold": True})

    def soon(self) -> Format:
        """Mark what ends soon."""
        return self.book.add_format({"bg_color": SOON, "font_color": SOON_INK})

    def done(self) -> Format:
        """Mark what is done by declaration."""
        return self.book.add_format({"bg_color": DONE, "font_color": VERIFIED_INK})

    def verified(self) -> Format:
        """Mark what is done by evidence."""
        return self.book.add_format({"bg_color": VERIFIED, "font_color": VERIFIED_INK, "bold": True})

    def dropped(self) -> Format:
        """Mark what is done no more."""
        return self.book.add_format({"font_color": PALE_INK, "italic": True, "font_strikeout": True})

    def broken_amount(self) -> Format:
        """Show the fraction of an amount."""
        return self.book.add_format({"num_format": BROKEN_AMOUNT})
