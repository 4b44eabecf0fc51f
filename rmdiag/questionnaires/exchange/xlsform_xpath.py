"""Write texts where an XLSForm expects expressions, so that a text stays a text."""

from __future__ import annotations

import re

# Only what no tool can take for an expression stands in a form as it is.
_HARMLESS = re.compile(r"[\w \n.,;:!?]*\Z")
_OPERATORS = re.compile(r"\b(?:div|mod|and|or)\b")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})  # as pyxform changes them


def literal(text: str) -> str:
    """Give an XPath expression that is a text, whatever quotes or references are in it."""
    pieces = re.findall(r"[^'$]+|'+|\$", text.translate(_QUOTES))
    joined: list[str] = []
    for piece in pieces:
        # `${` is a reference even inside quotes: the two signs must not stand side by side.
        if joined and not piece.startswith("'") and not joined[-1].startswith("'") and not joined[-1].endswith("$"):
            joined[-1] += piece
        else:
            joined.append(piece)
    quoted = [f'"{piece}"' if piece.startswith("'") else f"'{piece}'" for piece in joined]
    return quoted[0] if len(quoted) == 1 else f"concat({', '.join(quoted) or _NOTHING})"


def default_of(text: str | None) -> str:
    """Give what the column `default` says for a text; empty for none."""
    if not text:
        return ""
    if _HARMLESS.match(text) and not _OPERATORS.search(text):
        return text
    found = literal(text)
    return found if found.startswith("concat(") else f"concat({found}, {_NOTHING})"


def plain_label(text: str) -> str:
    """Give a text for people without the sign of a reference in it."""
    return text.replace("${", "$\u2060{")


_NOTHING = "''"
