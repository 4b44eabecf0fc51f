"""Keep the looks of a form's cells, named by what they mean; each is made once for a workbook."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlsxwriter.format import Format

from rmdiag.questionnaires.exchange.looks import BASIS, DAY, FRAME, HEAD, PALE_INK, READ_ONLY, Looks

BAND, INPUT, CLOSED = "#DCE9ED", "#FFFFFF", "#E9ECEF"
OPEN, OPEN_INK = "#FFF4CC", "#6B4E00"
WRONG, WRONG_INK = "#F9D6D0", "#8C1D18"
DONE, DONE_INK = "#DDEFE0", "#14532D"
WAY = "#0B5394"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLooks(Looks):
    """Make the formats of a form's workbook."""

    made: dict[str, Format] = field(default_factory=dict)

    def asked(self) -> Format:
        """Look for a question."""
        return self._once("asked", {"text_wrap": True, "bold": True, "num_format": "@"})

    def told(self) -> Format:
        """Look for help beside a question."""
        return self._once("told", {"text_wrap": True, "num_format": "@", "font_size": 9, "bg_color": READ_ONLY})

    def quiet(self) -> Format:
        """Look for an id, a state, and what is repeated under a question."""
        return self._once("quiet", {"num_format": "@", "font_color": PALE_INK, "bg_color": READ_ONLY})

    def option(self) -> Format:
        """Look for the words of an option."""
        return self._once("option", {"text_wrap": True, "num_format": "@", "indent": 1})

    def band(self) -> Format:
        """Look for the row that names an indicator."""
        return self._once(
            "band", {"text_wrap": True, "bold": True, "bg_color": BAND, "font_color": HEAD, "valign": "vcenter"}
        )

    def band_words(self) -> Format:
        """Look for what an indicator is about."""
        return self._once(
            "band words", {"text_wrap": True, "bg_color": BAND, "font_size": 9, "num_format": "@", "valign": "vcenter"}
        )

    def link(self) -> Format:
        """Look for a way to another sheet."""
        return self._once("link", {"bg_color": BAND, "font_color": WAY, "underline": 1, "valign": "vcenter"})

    def way(self) -> Format:
        """Look for a way to a sheet with questions."""
        return self._once("way", {"font_color": WAY, "underline": 1})

    def way_back(self) -> Format:
        """Look for a way back to the first sheet."""
        return self._plain("way back", {**BASIS, "font_color": WAY, "underline": 1})

    def once_words(self, *, bold: bool = False) -> Format:
        """Look for words of a side sheet."""
        return self._once(f"words {bold}", {"text_wrap": True, "num_format": "@", "bold": bold})

    def text(self) -> Format:
        """Look for a cell into which words are typed; what is typed stays what it is."""
        return self._once("text", {"text_wrap": True, "num_format": "@", "bg_color": INPUT, "locked": False})

    def number(self) -> Format:
        """Look for a cell into which a number is typed."""
        return self._once("number", {"text_wrap": True, "bg_color": INPUT, "locked": False, "align": "left"})

    def date(self) -> Format:
        """Look for a cell into which a date is typed."""
        return self._once("date", {"num_format": DAY, "bg_color": INPUT, "locked": False, "align": "left"})

    def mark(self) -> Format:
        """Look for a cell that is marked or not."""
        return self._once("mark", {"num_format": "@", "bg_color": INPUT, "locked": False, "align": "center"})

    def closed(self) -> Format:
        """Look for a cell into which nothing is typed."""
        return self._once("closed", {"bg_color": CLOSED})

    def column_head(self) -> Format:
        """Look for the head of a column of a table beneath a question."""
        return self._once("column head", {"text_wrap": True, "bold": True, "bg_color": BAND, "num_format": "@"})

    def share(self) -> Format:
        """Look for a share of the whole."""
        return self._once("share", {"num_format": "0%", "align": "right"})

    def count(self, *, bold: bool = False) -> Format:
        """Look for a count."""
        return self._once(f"count {bold}", {"num_format": "0", "align": "right", "bold": bold})

    def still_open(self) -> Format:
        """Mark what is still to be filled in."""
        return self._plain("open", {"bg_color": OPEN, "font_color": OPEN_INK})

    def wrong(self) -> Format:
        """Mark what contradicts itself."""
        return self._plain("wrong", {"bg_color": WRONG, "font_color": WRONG_INK, "bold": True})

    def filled(self) -> Format:
        """Mark what is filled in."""
        return self._plain("filled", {"bg_color": DONE, "font_color": DONE_INK})

    def _once(self, name: str, look: dict[str, object]) -> Format:
        return self._plain(name, {**BASIS, **FRAME, **look})

    def _plain(self, name: str, look: dict[str, object]) -> Format:
        if name not in self.made:
            self.made[name] = self.book.add_format(look)
        return self.made[name]
