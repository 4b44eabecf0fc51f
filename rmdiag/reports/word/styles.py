"""Define the styles of our reports for Word, from the tokens: type, spaces and colours as on the printed pages.

Styles that Word ships bear Word's own names, so that every Word shows them in its own language and its tools
(contents, navigation, captions) know them; ours begin with "Report". The fonts are Calibri and Cambria: whoever has
Word has them, and other programs set Carlito and Caladea, of the same widths, in their place. On most machines the
fonts of the PDF would be replaced by something that nobody chose.
"""

from __future__ import annotations

from rmdiag.reports.tokens import Tokens
from rmdiag.reports.word.style_values import Style, StyleKind
from rmdiag.reports.word.table_styles import table_styles
from rmdiag.reports.word.wordml import colour, shading, twips

SANS, SERIF = "Calibri", "Cambria"
LARGER = 1.08  # Calibri is smaller on the body than the type of the PDF
HEADINGS = (1, 2, 3, 4)
LEVELS = (1, 2, 3, 4, 5)
TICK = 5.5  # millimetres from a box to what it is for


def house_styles(tokens: Tokens, width: int) -> tuple[Style, ...]:
    """Give every style a report may use; `width` is that of the text, in twips."""
    return (
        *_foundations(tokens),
        *_prose(tokens),
        *_headings(tokens),
        *_cover(tokens),
        *_lists(),
        *_forms(tokens),
        *_contents(tokens, width),
        *_margins(tokens),
        *_in_tables(tokens),
        *_cards(tokens),
        *_characters(tokens),
        *table_styles(tokens),
    )


def fonts(family: str) -> str:
    """Set the font of a style."""
    return f'<w:rFonts w:ascii="{family}" w:hAnsi="{family}" w:eastAsia="{family}" w:cs="{family}"/>'


def size(tokens: Tokens, name: str) -> str:
    """Set the size of a style from a token, in half points."""
    points = half_points(tokens, name)
    return f'<w:sz w:val="{points}"/><w:szCs w:val="{points}"/>'


def half_points(tokens: Tokens, name: str) -> int:
    """Give the size of type that stands in a document for a size on paper, in half points."""
    return round(2 * LARGER * tokens.length(name))


def space(before: float = 0, after: float = 0, line: int = 259) -> str:
    """Set the space around a paragraph in millimetres, and its lines in 240ths of one."""
    return f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}" w:line="{line}" w:lineRule="auto"/>'


def in_list(kind: str, depth: int) -> str:
    """Put the paragraphs of a style into the list of a kind, which the document numbers later."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{kind}"/></w:numPr>'


def ink(tokens: Tokens, name: str) -> str:
    """Set the colour of a style from a token."""
    return f'<w:color w:val="{colour(tokens.colour(name))}"/>'


def _foundations(tokens: Tokens) -> tuple[Style, ...]:
    normal = f"{fonts(SANS)}{ink(tokens, 'ink')}{size(tokens, 'size-body')}"
    return (
        Style(name="Normal", paragraph=f"<w:widowControl/>{space()}", run=normal, default=True),
        Style(name="Default Paragraph Font", kind=StyleKind.CHARACTER, default=True, hidden=True),
        Style(
            name="Normal Table",
            kind=StyleKind.TABLE,
            default=True,
            hidden=True,
            table='<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>',
        ),
    )


def _prose(tokens: Tokens) -> tuple[Style, ...]:
    lead = f"{ink(tokens, 'ink-heading')}{size(tokens, 'size-lead')}"
    note = f"{ink(tokens, 'ink-quiet')}{size(tokens, 'size-small')}"
    caption = f"<w:b/><w:bCs/>{ink(tokens, 'ink-heading')}{size(tokens, 'size-table')}"
    return (
        Style(name="Body Text", base="Normal", paragraph=space(after=2.4)),
        Style(name="Report Lead", base="Body Text", following="Body Text", paragraph=space(after=4), run=lead),
        Style(name="Report Small", base="Body Text", paragraph=space(after=2), run=note),
        Style(
            name="caption",
            base="Normal",
            following="Body Text",
            paragraph=f"<w:keepNext/>{space(before=4, after=1.6)}",
            run=caption,
        ),
        Style(name="Report Figure", base="Normal", paragraph=space(after=1.5, line=240), hidden=True),
        Style(name="Report Table Note", base="Normal", paragraph=space(before=1.4, after=5), run=note),
        Style(
            name="Report Gap",
            base="Normal",
            hidden=True,
            paragraph='<w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/>',
            run='<w:sz w:val="8"/><w:szCs w:val="8"/>',
        ),
        Style(
            name="Report End",
            base="Normal",
            hidden=True,
            paragraph='<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>',
            run='<w:sz w:val="2"/><w:szCs w:val="2"/>',
        ),
    )


def _headings(tokens: Tokens) -> tuple[Style, ...]:
    bar = (
        f'<w:pBdr><w:bottom w:val="single" w:sz="14" w:space="8" w:color="{colour(tokens.colour("accent"))}"/></w:pBdr>'
    )
    first = f"{fonts(SERIF)}{ink(tokens, 'ink-heading')}{size(tokens, 'size-heading-1')}"
    spaces = {2: (8, 3), 3: (6, 2), 4: (4.5, 1.5)}
    small = f"<w:b/><w:bCs/>{ink(tokens, 'ink-heading')}{size(tokens, 'size-heading-4')}"
    return (
        Style(
            name="heading 1",
            base="Normal",
            following="Body Text",
            paragraph=f'<w:keepNext/><w:keepLines/>{bar}{space(before=14, after=7, line=240)}<w:outlineLvl w:val="0"/>',
            run=first,
        ),
        *(
            Style(
                name=f"heading {depth}",
                base="Normal",
                following="Body Text",
                paragraph=f'<w:keepNext/><w:keepLines/>{space(before, after)}<w:outlineLvl w:val="{depth - 1}"/>',
                run=f"<w:b/><w:bCs/>{ink(tokens, 'ink-heading')}{size(tokens, f'size-heading-{depth}')}",
            )
            for depth, (before, after) in spaces.items()
        ),
        Style(
            name="Report Small Heading",
            base="Normal",
            following="Body Text",
            paragraph=f"<w:keepNext/><w:keepLines/>{space(before=5, after=1.5)}",
            run=small,
        ),
        Style(
            name="TOC Heading",
            base="Normal",
            following="Body Text",
            paragraph=f"<w:keepNext/><w:keepLines/>{bar}{space(before=14, after=7, line=240)}",
            run=first,
        ),
    )


def _cover(tokens: Tokens) -> tuple[Style, ...]:
    heading, quiet = ink(tokens, "ink-heading"), ink(tokens, "ink-quiet")
    return (
        Style(
            name="Title",
            base="Normal",
            following="Subtitle",
            paragraph=space(before=5, after=7, line=240),
            run=f"{fonts(SERIF)}{heading}{size(tokens, 'size-cover')}",
        ),
        Style(
            name="Subtitle",
            base="Normal",
            following="Body Text",
            paragraph=space(after=9),
            run=f'{ink(tokens, "ink")}<w:sz w:val="30"/><w:szCs w:val="30"/>',
        ),
        Style(
            name="Report Kicker",
            base="Normal",
            following="Title",
            paragraph=space(before=9),
            run=f"<w:b/><w:bCs/>{quiet}{size(tokens, 'size-lead')}",
        ),
        Style(
            name="Report Clearance",
            base="Normal",
            paragraph=space(after=4),
            run=f"<w:b/><w:bCs/>{ink(tokens, 'target')}",
        ),
        Style(name="Report Confidentiality", base="Normal", paragraph=space(before=8, after=2), run="<w:b/><w:bCs/>"),
    )


def _lists() -> tuple[Style, ...]:
    """Set the entries of lists; the signs before them are those of the numbering (`numbering.py`)."""
    return tuple(
        Style(name=f"List {kind}{suffix}", base="Body Text", paragraph=f"{in_list(kind, depth)}{space(after=1)}")
        for kind in ("Bullet", "Number")
        for depth, suffix in enumerate(("", " 2", " 3"))
    )


def _forms(tokens: Tokens) -> tuple[Style, ...]:
    """Set what a form leaves open: boxes to tick, and lines to write on."""
    rule = f'w:val="single" w:sz="4" w:space="1" w:color="{colour(tokens.colour("rule-strong"))}"'
    return (
        Style(
            name="Report Tick",
            base="Body Text",
            paragraph=f'{space(after=1)}<w:ind w:left="{twips(TICK)}" w:hanging="{twips(TICK)}"/>',
        ),
        Style(
            name="Report Room",
            base="Normal",
            paragraph=f"<w:pBdr><w:bottom {rule}/><w:between {rule}/></w:pBdr>{space(before=3, after=0.8)}",
            run=f"{ink(tokens, 'ink-quiet')}{size(tokens, 'size-small')}",
        ),
    )


def _contents(tokens: Tokens, width: int) -> tuple[Style, ...]:
    page = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
    looks = {
        1: (f"{space(before=2.5, after=0.8)}", "<w:b/><w:bCs/>"),
        2: (f'{space(before=0.7)}<w:ind w:left="{twips(7)}"/>', size(tokens, "size-table")),
        3: (f'{space(before=0.3)}<w:ind w:left="{twips(14)}"/>', size(tokens, "size-small")),
        4: (f'{space(before=0.3)}<w:ind w:left="{twips(21)}"/>', size(tokens, "size-small")),
    }
    return tuple(
        Style(name=f"toc {depth}", base="Normal", following="Normal", paragraph=page + spaces, run=looks_of)
        for depth, (spaces, looks_of) in looks.items()
    )


def _margins(tokens: Tokens) -> tuple[Style, ...]:
    tiny = f"{ink(tokens, 'ink-quiet')}{size(tokens, 'size-tiny')}"
    return tuple(Style(name=name, base="Normal", paragraph=space(line=240), run=tiny) for name in ("header", "footer"))


def _in_tables(tokens: Tokens) -> tuple[Style, ...]:
    kinds = (("", "size-table", 252), (" Compact", "size-tiny", 245))
    return tuple(
        Style(
            name=f"Report Table {role}{suffix}",
            base="Normal",
            paragraph=space(line=line),
            run=f"{'<w:b/><w:bCs/>' if role == 'Heading' else ''}"
            f"{ink(tokens, 'ink-heading' if role == 'Heading' else 'ink')}{size(tokens, name)}",
        )
        for suffix, name, line in kinds
        for role in ("Text", "Heading")
    )


def _cards(tokens: Tokens) -> tuple[Style, ...]:
    large = f'{fonts(SERIF)}{ink(tokens, "ink-heading")}<w:sz w:val="44"/><w:szCs w:val="44"/>'
    label, note = size(tokens, "size-table"), f"{ink(tokens, 'ink-quiet')}{size(tokens, 'size-small')}"
    return (
        Style(name="Report Figure Value", base="Normal", paragraph=f"<w:keepNext/>{space(line=240)}", run=large),
        Style(
            name="Report Figure Label",
            base="Normal",
            paragraph=f"<w:keepNext/>{space(before=0.6, line=240)}",
            run=f"<w:b/><w:bCs/>{label}",
        ),
        Style(name="Report Figure Note", base="Normal", paragraph=space(before=0.6, line=240), run=note),
        Style(
            name="Report Callout Title",
            base="Normal",
            following="Body Text",
            paragraph=f"<w:keepNext/>{space(after=1)}",
            run="<w:b/><w:bCs/>",
        ),
    )


def _characters(tokens: Tokens) -> tuple[Style, ...]:
    note = ink(tokens, "note")
    looks = {
        "Strong": "<w:b/><w:bCs/>",
        "Emphasis": "<w:i/><w:iCs/>",
        "Hyperlink": f'{note}<w:u w:val="single"/>',
        "Report Code": shading(tokens.colour("paper-code")),
        "Report Quiet": ink(tokens, "ink-quiet"),
        "Report Reference": note,
    }
    levels = {
        f"Report Level {level}": f'<w:b/><w:bCs/><w:color w:val="{colour(tokens.level_ink(level))}"/>'
        f"{shading(tokens.level(level))}"
        for level in LEVELS
    }
    return tuple(
        Style(name=name, kind=StyleKind.CHARACTER, base="Default Paragraph Font", run=run)
        for name, run in (looks | levels).items()
    )
