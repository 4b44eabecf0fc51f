"""Parse `rmdiag framework translate`: show how far a translation has come, and keep its files.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_options import FormatOption, FrameworkOption, StrictOption
from rmdiag.terminal import Exit, Format, Stop, give_table, say, say_written
from rmdiag.tongue import phrase, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
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
        say_written(path)
    if not paths:
        say_written(None)


def _say_state(found: Sequence[Progress], language: str) -> None:
    total = sum(one.state.total for one in found)
    missing, outdated = (sum(len(getattr(one.state, name)) for one in found) for name in ("missing", "outdated"))
    say(
        phrases(
            "{language}: {translated} of {count} text translated, {missing} missing, {outdated} outdated"
            " (the English has changed since).",
            "{language}: {translated} of {count} texts translated, {missing} missing, {outdated} outdated"
            " (the English has changed since).",
            total,
            language=language,
            translated=total - missing,
            missing=missing,
            outdated=outdated,
        )
    )


def translations_at(framework: Path | None, language: str) -> tuple[Progress, ...]:
    """Give every document of a framework's content with its translation, as far as that has come."""
    from rmdiag.compendium.translation import read_translation, state_of
    from rmdiag.opening import framework_path, stop_on_errors
    from rmdiag.problems import Problems
    from rmdiag.questionnaires.files import originals_of
    from rmdiag.screens.translations import Progress

    path, problems, found = framework_path(framework), Problems(), []
    if path is not None and path.is_file():
        say(phrase("`{path}` is one file; only a framework in a folder has room for translations.", path=path))
        raise Stop(Exit.USAGE)
    for original in originals_of(path, language, problems):
        written = original.translated
        translation = None if written is None else read_translation(written, language, problems)
        found.append(
            Progress(
                document=original.document,
                place=original.place,
                text=None if written is None else written.text,
                translation=translation,
                state=state_of(original.document, translation),
            )
        )
    stop_on_errors(problems)
    return tuple(found)


def keep_translations(found: Iterable[Progress], language: str, accepted: tuple[str, ...]) -> list[Path]:
    """Put blanks for what is missing into files, note which English is translated, and give the files that changed."""
    from rmdiag.compendium.translation_text import begun, renewed
    from rmdiag.files import write_whole

    written = []
    for one in found:
        if one.text is None or one.translation is None:
            text = begun(one.document, language, {})
        else:
            chosen = one.state.outdated if "all" in accepted else [k for k in one.state.outdated if k in accepted]
            text = renewed(one.text, one.document, one.translation, chosen)
        if text != one.text:
            write_whole(one.place, text.encode())
            written.append(one.place)
    return written
