"""Write help in the language spoken where Typer has words of its own that it does not offer for translation."""

from __future__ import annotations

from collections.abc import Sequence

from typer._click.core import Context
from typer._click.formatting import HelpFormatter

from rmdiag.tongue import heads, phrase

_OPTIONS = heads(
    "Show this message and exit.",
    "Install completion for the current shell.",
    "Show completion for the current shell, to copy it or customize the installation.",
)
_USAGE, _USAGE_ARGUMENTS = heads("Usage:", "[OPTIONS] COMMAND [ARGS]...")


class SpokenHelp(HelpFormatter):
    """What lays out help, with the words of Typer in the language spoken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        known = phrase(args) if args == _USAGE_ARGUMENTS else args
        super().write_usage(prog, known, prefix or f"{phrase(_USAGE)} ")

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options or commands with what they do."""
        known = [(name, phrase(words) if words in _OPTIONS else words) for name, words in rows]
        super().write_dl(known, col_max, col_spacing)


def speak() -> None:
    """Let every help that is shown from now on be laid out so."""
    Context.formatter_class = SpokenHelp
