"""Stand between `rmdiag report` and the Word documents on the disk: templates that are opened, and edits that are kept.

What somebody typed into a report is never overwritten. A report that was edited, or only saved by an office program, is
known by its seal, which no longer fits; the new one is then written beside it, under the next free name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from rmdiag.terminal import Exit, Stop, say
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from rmdiag.reports.model import Report
    from rmdiag.reports.word.template import Template


def template_at(path: Path) -> Template:
    """Open a template, or end with what is wrong with it; OSError goes to who called."""
    from rmdiag.reports.word.render import examined
    from rmdiag.reports.word.template_gate import MAXIMUM_FILE, Refusal

    with path.open("rb") as stream:
        content = stream.read(MAXIMUM_FILE + 1)
    template = examined(content)
    if isinstance(template, Refusal):
        say(phrase("The template `{path}` is not used: {reason}.", path=path, reason=template.reason))
        raise Stop(Exit.INVALID)
    return template


def written_in(report: Report, template: Template) -> bytes:
    """Write a report into a template."""
    from rmdiag.reports.word.render import to_docx_in

    return to_docx_in(report, template)


def beside_edited(path: Path, is_untouched: Callable[[bytes], bool]) -> Path:
    """Give the name under which a report may be written: its own, unless somebody has edited that file."""
    free = next(name for name in _names(path) if _is_free(name, is_untouched))
    if free != path:
        say(
            phrase(
                "`{path}` was changed since it was written, so it stays as it is; the new report is `{free}`.",
                path=path,
                free=free,
            )
        )
    return free


def _names(path: Path) -> Iterator[Path]:
    yield path
    for number in count(2):
        yield path.with_stem(f"{path.stem}-{number}")


def _is_free(path: Path, is_untouched: Callable[[bytes], bool]) -> bool:
    """Say whether nothing is lost when a file takes this name."""
    if not path.exists():
        return True
    return path.is_file() and (not path.stat().st_size or is_untouched(path.read_bytes()))
