"""Keep the looks of the cells of a report's workbook, named by what they mean; colours come from the tokens."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from rmdiag.reports.model import Align, Cell, Column, RowKind
from rmdiag.reports.shown import MINUS
from rmdiag.reports.shown_back import ShownNumber
from rmdiag.reports.tokens import Tokens

FONT, SIZE = "Calibri", 10
_ALIGNS = {Align.START: "left", Align.CENTRE: "center", Align.END: "right"}
_Key = tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """Make the formats of one workbook, each once."""

    book: Workbook
    tokens: Tokens
    made: dict[_Key, Format] = field(default_factory=dict)

    def title(self) -> Format:
        """Look for the title of a sheet."""
        return self._look(font_size=15, bold=True, font_color=self.tokens.colour("ink-heading"), valign="vcenter")

    def subtitle(self) -> Format:
        """Look for a line that says where a table comes from."""
        return self._look(font_color=self.tokens.colour("ink-quiet"), valign="vcenter")

    def link(self) -> Format:
        """Look for what leads to another sheet."""
        return self._look(font_color=self.tokens.colour("note"), underline=1)

    def term(self) -> Format:
        """Look for a word that names what stands beside it."""
        return self._look(bold=True)

    def words(self) -> Format:
        """Look for running words."""
        return self._look(text_wrap=True)

    def note(self) -> Format:
        """Look for the note beneath a table, whose words run on over the columns beside it."""
        return self._look(font_color=self.tokens.colour("ink-quiet"), text_wrap=True)

    def head(self, column: Column) -> Format:
        """Look for the heading of a column."""
        return self._look(
            bold=True,
            font_color=self.tokens.colour("paper"),
            bg_color=self.tokens.colour("accent"),
            text_wrap=True,
            valign="vcenter",
            **_aligned(column),
            **self._edges(),
        )

    def cell(self, column: Column, cell: Cell, kind: RowKind, number: ShownNumber | None) -> Format:
        """Look for a cell: as its column stands, in the colour of its level, in the weight of its row."""
        look: dict[str, object] = {"text_wrap": True, **_aligned(column), **self._edges()}
        if number is not None:
            look["num_format"] = number_format(number)
        if kind is RowKind.GROUP:
            look |= {"bg_color": self.tokens.colour("paper-tint"), "align": "left", "text_wrap": False}
        if cell.level is not None:
            look |= {"bg_color": self.tokens.level(cell.level), "font_color": self.tokens.level_ink(cell.level)}
        if kind is not RowKind.BODY or column.heads_rows:
            look["bold"] = True
        if kind is RowKind.TOTAL:
            look |= {"top": 2, "top_color": self.tokens.colour("rule-strong")}
        return self._look(**look)

    def _edges(self) -> dict[str, object]:
        return {"border": 1, "border_color": self.tokens.colour("rule")}

    def _look(self, **look: object) -> Format:
        basis = {"font_name": FONT, "font_size": SIZE, "font_color": self.tokens.colour("ink"), "valign": "top"}
        whole = {**basis, **look}
        key = tuple(sorted(whole.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(whole)
        return self.made[key]


def _aligned(column: Column) -> dict[str, object]:
    """Place words as their column does; those at its start keep away from numbers at the end of the one before."""
    place: dict[str, object] = {"align": _ALIGNS[column.align]}
    return {**place, "indent": 1} if column.align is Align.START else place


def number_format(number: ShownNumber) -> str:
    """Say in the language of spreadsheets how a number was printed; each shows it with its own signs."""
    digits = "#,##0" if number.grouped else "0"
    if number.places:
        digits += f".{'0' * number.places}"
    digits += "%" if number.percent else ""
    sections = (f"+{digits}" if number.signed else digits, f'"{MINUS}"{digits}')
    return ";".join((*sections, digits) if number.signed else sections)
