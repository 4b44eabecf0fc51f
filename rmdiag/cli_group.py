"""Know every command by its name and one line of help; import and build only the one that is called.

Typer builds every option of every command before it looks at the first word, and so each command would slow all others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from typer import core
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group_from_info
from typer.models import TyperInfo

from rmdiag.tongue import ENGLISH, heads, phrase, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typer._click import Command, Context


_OF_TYPER = (
    *heads("Arguments", "Options", "Commands", "default: {default}", "required"),
    *heads("Aborted!", "Missing command.", "No such command {name!r}."),
)


class Entry(NamedTuple):
    """One command before anything of it is imported."""

    name: str
    home: (
        str  # module and name of the typer.Typer that holds the command, or that is the command with commands below it
    )
    help: str  # the first line of its docstring


class LateGroup(TyperGroup):
    """A group that lists its commands from entries, and has the real one built when it is called."""

    entries: ClassVar[tuple[Entry, ...]] = ()

    def __init__(self, **settings: object) -> None:
        """Hold a stand-in for each command: enough for help, completion and hints at a slip."""
        super().__init__(**settings)  # type: ignore[arg-type]  # Typer's own settings, handed through
        for entry in self.entries:
            self.add_command(TyperCommand(entry.name, help=phrase(entry.help)))
        _translate(self)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Find what the first word names, and build it."""
        name, _, rest = super().resolve_command(ctx, args)
        found = next((entry for entry in self.entries if entry.name == name), None)
        return name, None if found is None else build(found), rest


def build(entry: Entry) -> Command:
    """Import the module of a command and build its options."""
    module, _, name = entry.home.partition(":")
    holder = TyperInfo(getattr(import_module(f"rmdiag.{module}"), name), name=entry.name)
    group = get_group_from_info(holder, pretty_exceptions_short=True, rich_markup_mode=None, suggest_commands=True)
    command = group.commands.get(entry.name, group)
    _translate(command)
    return command


def helps(command: Command) -> Iterator[str]:
    """Give every text by which a command explains itself, in English."""
    yield from (words for words in (command.help, command.short_help) if words)
    for parameter in command.params:
        words = getattr(parameter, "help", None)
        if words:
            yield words


def _translate(command: Command) -> None:
    """Let a command explain itself in the language that is spoken."""
    if spoken() == ENGLISH:
        return
    from rmdiag.cli_help import speak

    speak()
    setattr(core, "_", phrase)  # noqa: B010  # what Typer takes for gettext; its words are _OF_TYPER
    command.help = command.help and phrase(command.help)
    command.epilog = command.epilog and command.epilog.replace("Example:", phrase("Example:"))
    for parameter in command.params:
        words = getattr(parameter, "help", None)
        if words:
            parameter.help = phrase(words)  # type: ignore[attr-defined]  # options and arguments have it
