"""Parse `rmdiag framework translate`: show how far a translation has come, and keep its files.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_options import FormatOption, FrameworkOption, StrictOption
from rmdiag.terminal import Exit, Format, Stop, counted, give_table, say
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rmdiag.screens.translations import Progress

_LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"


commands = typer.Typer()


@commands.command(epilog="Example: rmdiag framework translate pt --write")
def translate(
    language: Annotated[str, typer.Argument(metavar="LANG", help="The language, such as es, fr or pt.")],
    framework: FrameworkOption = None,
    keys: Annotated[bool, typer.Option("--keys", help="List every key that is missing or outdated.")] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Put blanks for what is missing into the files, and begin new ones.")
    ] = False,
    accept: Annotated[
        list[str] | None,
        typer.Option("--accept", metavar="KEY", help="The text fits the changed English; `all` for every one."),
    ] = None,
    form: FormatOption = Format.TABLE,
    strict: StrictOption = False,
) -> None:
    """Show what a translation lacks, and keep its files."""
    from rmdiag.opening import keep_translations, translations_at
    from rmdiag.screens.translations import COLUMNS, KEY_COLUMNS, key_rows, progress_rows

    if language == "en" or re.fullmatch(_LANGUAGE, language) is None:
        say(
            phrase(
                "`{language}` is not a language to translate into; write its code, such as es, fr or pt.",
                language=language,
            )
        )
        raise Stop(Exit.USAGE)
    found = translations_at(framework, language)
    if write or accept:
        _say_written(keep_translations(found, language, tuple(accept or ())))
        found = translations_at(framework, language)
    give_table(KEY_COLUMNS if keys else COLUMNS, key_rows(found) if keys else progress_rows(found), form)
    _say_state(found, language)
    if strict and any(not one.finished for one in found):
        raise Stop(Exit.FINDINGS)


def _say_written(paths: Sequence[Path]) -> None:
    for path in paths:
        say(f"Written: {path}")
    if not paths:
        say(phrase("Nothing to write."))


def _say_state(found: Sequence[Progress], language: str) -> None:
    total = sum(one.state.total for one in found)
    missing, outdated = (sum(len(getattr(one.state, name)) for one in found) for name in ("missing", "outdated"))
    say(
        phrase(
            "{language}: {words} of {counted} translated, {missing} missing, {outdated} outdated"
            " (the English has changed since).",
            language=language,
            words=total - missing,
            counted=counted(total, "text", "texts"),
            missing=missing,
            outdated=outdated,
        )
    )
