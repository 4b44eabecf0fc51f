"""Understand `styles/tokens.css`, the only home of the colours and sizes of the reports; `render.py` opens it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

DECLARATION = re.compile(r"--([a-z0-9-]+)\s*:\s*([^;]+);")
LENGTH = re.compile(r"([0-9.]+)(pt|mm)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Every token by its name, as written in the style sheet."""

    values: Mapping[str, str]

    def colour(self, name: str) -> str:
        """Give a colour, such as `level-3` or `ink`."""
        return self.values[name]

    def level(self, level: int | None) -> str:
        """Give the colour of a level, or of none."""
        return self.values["level-none" if level is None else f"level-{level}"]

    def level_ink(self, level: int | None) -> str:
        """Give the colour of words that stand on a level's colour."""
        return self.values["level-none-ink" if level is None else f"level-{level}-ink"]

    def length(self, name: str) -> float:
        """Give a size in the unit it is written in: points for type, millimetres for measures."""
        match = LENGTH.fullmatch(self.values[name])
        if match is None:
            message = f"--{name} is not a length in pt or mm"
            raise ValueError(message)
        return float(match[1])


def parse(css: str) -> Tokens:
    """Read the custom properties of a style sheet."""
    return Tokens(values={name: value.strip() for name, value in DECLARATION.findall(css)})
