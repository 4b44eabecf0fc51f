"""Write lines of words for Word: styles of characters, references that lead, addresses, levels in their colours."""

from __future__ import annotations

from rmdiag.reports.model import Inline, LevelBadge, Link, Reference, Runs, Text, TextStyle
from rmdiag.reports.views import safe_address
from rmdiag.reports.word.pen import Pen
from rmdiag.reports.word.wordml import NO_BREAK, run, words

STYLES = {
    TextStyle.STRONG: "Strong",
    TextStyle.EMPHASIS: "Emphasis",
    TextStyle.CODE: "Report Code",
    TextStyle.QUIET: "Report Quiet",
}


def write_runs(pen: Pen, runs: Runs, ink: str = "") -> str:
    """Write runs one after another; `ink` is XML that colours them all, as on the colour of a level."""
    return "".join(_run(pen, one, ink) for one in runs)


def character_style(pen: Pen, name: str) -> str:
    """Set a run in a style of characters."""
    return f'<w:rStyle w:val="{words(pen.style(name))}"/>'


def leading_to(target: str, inner: str) -> str:
    """Let runs lead to a bookmark."""
    return f'<w:hyperlink w:anchor="{target}" w:history="1">{inner}</w:hyperlink>'


def _run(pen: Pen, one: Inline, ink: str) -> str:
    match one:
        case Text():
            style = STYLES.get(one.style)
            return run(one.text, ink or (character_style(pen, style) if style else ""))
        case Reference():
            shown = run(one.text or "", ink or character_style(pen, "Report Reference"))
            return leading_to(pen.bookmark(one.target), shown)
        case LevelBadge():
            name = f"Report Level {one.level}"
            style = character_style(pen, name if name.lower() in pen.base.styles else "Strong")
            return run(f"{NO_BREAK}{one.text}{NO_BREAK}", style)
        case Link():
            return _link(pen, one, ink)


def _link(pen: Pen, link: Link, ink: str) -> str:
    shown = run(link.text, ink or character_style(pen, "Hyperlink"))
    address = safe_address(link)
    if address is not None:
        shown = f'<w:hyperlink r:id="{pen.link(address)}" w:history="1">{shown}</w:hyperlink>'
    if link.address == link.text:
        return shown
    return shown + run(f" ({link.address})", ink or character_style(pen, "Report Quiet"))
