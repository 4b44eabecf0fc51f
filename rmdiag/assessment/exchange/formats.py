"""Keep the looks of the plan's cells in one place, named by what they mean."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.format import Format

from rmdiag.assessment.exchange.columns import Column, Holds
from rmdiag.questionnaires.exchange.looks import BASIS, DAY, LINE, PALE_INK, READ_ONLY, Looks

LATE, LATE_INK = "#F9D6D0", "#8C1D18"
SOON, SOON_INK = "#FCE8B2", "#6B4E00"
DONE, VERIFIED, VERIFIED_INK = "#DDEFE0", "#B7DFC0", "#14532D"
AMOUNT, BROKEN_AMOUNT = "#,##0_)", "#,##0.00_)"  # with a gap behind them, as wide as a bracket
NUMBERS = {Holds.DAY: DAY, Holds.NUMBER: "General", Holds.MONEY: AMOUNT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Formats(Looks):
    """Make the formats of a plan's workbook."""

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
