"""Set forms in Word as tightly as on paper: smaller type, narrower margins, less room between what is filled in.

The sizes and spaces are those of sections whose id begins with "form-" in `styles/report.css`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from rmdiag.reports.model import Report
from rmdiag.reports.tokens import Tokens
from rmdiag.reports.word.style_values import Style
from rmdiag.reports.word.wordml import twips

FORM, LETTER = "form-", "form-letter"  # how the ids of their sections begin
_HEADINGS = {"size-heading-1": "17pt", "size-heading-2": "10.5pt"}
_WORDS = {"size-body": "8.5pt", "size-lead": "10pt", "size-heading-4": "8.75pt", "size-small": "7.5pt"}
_AROUND = {  # millimetres before and after a paragraph
    "heading 1": (0, 2),
    "heading 2": (3.5, 0.6),
    "caption": (2, 1.2),
    "Report Small Heading": (2.5, 0.8),
}
_AROUND_WORDS = {
    "Body Text": (0, 1.1),
    "Report Lead": (0, 2),
    "Report Small": (0, 1.1),
    "List Bullet": (0, 0.4),
    "Report Tick": (0, 0.4),
}
_IN_CELLS = {"Report Table": 0.7, "Report Table Compact": 0.5, "Report Definitions": 0.8}  # above and beneath words
_SPACES = re.compile(r'w:before="\d+" w:after="\d+"')
_UPRIGHT = re.compile(r'(<w:(?:top|bottom) w:w=")\d+')
_BAR = re.compile(r'(<w:bottom w:val="single" w:sz="14" w:space=)"\d+"')  # beneath the title


def is_form(report: Report) -> bool:
    """Tell whether a report is a form: a guide, a questionnaire, a letter, an agenda."""
    return any(section.id.startswith(FORM) for section in report.sections)


def form_tokens(report: Report, tokens: Tokens) -> Tokens:
    """Give the sizes of type of a form; a letter is read as a letter."""
    smaller = _HEADINGS if _is_letter(report) else _HEADINGS | _WORDS
    return replace(tokens, values={**tokens.values, **smaller})


def form_styles(report: Report, styles: tuple[Style, ...]) -> tuple[Style, ...]:
    """Give the styles of a form."""
    around = _AROUND if _is_letter(report) else _AROUND | _AROUND_WORDS
    return tuple(_tightened(style, around) for style in styles)


def _is_letter(report: Report) -> bool:
    return any(section.id == LETTER for section in report.sections)


def _tightened(style: Style, around: Mapping[str, tuple[float, float]]) -> Style:
    paragraph, table = style.paragraph, style.table
    if style.name in around:
        before, after = (twips(length) for length in around[style.name])
        paragraph = _SPACES.sub(f'w:before="{before}" w:after="{after}"', paragraph)
    if style.name in _IN_CELLS:
        table = _UPRIGHT.sub(rf"\g<1>{twips(_IN_CELLS[style.name])}", table)
    return replace(style, paragraph=_BAR.sub(r'\1"3"', paragraph), table=table)
