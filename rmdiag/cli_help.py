"""Write help in the language spoken where Typer has words of its own that it does not offer for translation."""

from __future__ import annotations

from collections.abc import Sequence

from typer._click.core import Context
from typer._click.exceptions import BadParameter, MissingParameter, NoSuchOption, UsageError
from typer._click.formatting import HelpFormatter
from typer._types import TyperChoice

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


def usage_error_words(error: UsageError) -> str:
    """Say what is wrong with a command line, after its usage; a kind that is not known here keeps Typer's words."""
    lines = [phrase("Error: {words}", words=_wrong(error))]
    if error.ctx is not None:
        command, option = error.ctx.command_path, error.ctx.help_option_names[0]
        hint = phrase("Try '{command} {option}' for help.", command=command, option=option)
        lines = [error.ctx.get_usage(), hint, "", *lines]
    return "\n".join(lines)


def _wrong(error: UsageError) -> str:
    if isinstance(error, NoSuchOption) and error.option_name in error.message:
        words = phrase("No such option: {option}", option=error.option_name)
        known = ", ".join(sorted(error.possibilities or ()))
        return phrase("{words} (Possible options: {list})", words=words, list=known) if known else words
    parameter = getattr(error, "param", None)
    if parameter is None:
        return error.format_message()
    name = parameter.get_error_hint(error.ctx)
    if isinstance(error, MissingParameter) and parameter.param_type_name == "argument":
        return phrase("Missing argument {name}.", name=name)
    if isinstance(error, MissingParameter):
        return phrase("Missing option {name}.", name=name)
    if isinstance(error, BadParameter):
        words = error.message
        if isinstance(parameter.type, TyperChoice):
            given, _, known = words.partition(" is not one of ")
            words = phrase("{given} is not one of {list}", given=given, list=known) if known else words
        return phrase("Invalid value for {name}: {words}", name=name, words=words)
    return error.format_message()
