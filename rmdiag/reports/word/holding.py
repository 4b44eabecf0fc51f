"""Decide what stays on the page of what follows: words before what they introduce, and a chapter's first words."""

from __future__ import annotations

from rmdiag.reports.model import (
    Block,
    Callout,
    Definitions,
    DescriptorPair,
    Figure,
    LevelScale,
    List,
    Paragraph,
    Section,
    Start,
    Table,
    Text,
    TextStyle,
)

HELD_BY_WORDS = (Figure, Table, Callout, Definitions, DescriptorPair)  # the paragraph before them stays with them
OPENING = 2  # paragraphs at the start, which stay with a third that holds on
LEADING = 3  # paragraphs that only lead to the sections after them
COLONS = (":", "\N{FULLWIDTH COLON}")


def holding(blocks: tuple[Block, ...]) -> tuple[bool, ...]:
    """Tell of each block whether it stays on the page of the one that follows."""
    held: list[bool] = []
    for number in reversed(range(len(blocks))):
        after = blocks[number + 1] if held else None
        chained = number < OPENING and isinstance(after, Paragraph) and held[-1]
        held.append(_holds_on(blocks[number], after) or (chained and isinstance(blocks[number], Paragraph)))
    return tuple(reversed(held))


def leads_on(section: Section) -> bool:
    """Tell whether a section says but a few words before the sections within it, which stay with the first of them."""
    if not section.sections or section.sections[0].start is Start.NEW_PAGE:
        return False
    return len(section.blocks) <= LEADING and all(isinstance(block, Paragraph) for block in section.blocks)


def _holds_on(block: Block, after: Block | None) -> bool:
    match block:
        case Paragraph():
            return isinstance(after, HELD_BY_WORDS) or (isinstance(after, List) and _introduces(block))
        case LevelScale():
            return isinstance(after, DescriptorPair | Paragraph)
        case _:
            return False


def _introduces(words: Paragraph) -> bool:
    """Tell whether words end with a colon or are a title of their own."""
    said = "".join(run.text or "" for run in words.runs).rstrip()
    titled = all(isinstance(run, Text) and run.style is TextStyle.STRONG for run in words.runs)
    return bool(said) and (titled or said.endswith(COLONS))
