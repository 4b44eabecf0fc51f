"""Judge the name of a file that is to lie in evidence/, and find one that is free.

A name has to mean the same file on every system and for every reader: what Windows refuses, what a shell or a terminal
would take for something else, and what the reader of missions passes over, is told in plain words and never bent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from rmdiag.tongue import phrase

LONGEST_NAME = 180  # bytes in UTF-8: systems allow 255, and a number or a draft's name may be added
LEFT_BY_SYSTEMS = ("thumbs.db", "desktop.ini")
_ODD = '\\/:*?"<>|'
_OF_WINDOWS = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\Z)", re.IGNORECASE)  # names of devices there


def whole(name: str) -> str:
    """Give a name with its accents written one way, whatever the system."""
    return unicodedata.normalize("NFC", name)


def trouble_with(name: str) -> str | None:
    """Say in words why a file of this name may not lie in evidence/; None: it may."""
    return next(_troubles(name), None)


def _troubles(name: str) -> Iterator[str]:
    if not name.isprintable():
        yield phrase("its name has characters that cannot be seen")
    odd = "".join(mark for mark in _ODD if mark in name)
    if odd:
        yield phrase("its name has {marks}, which not every system can read", marks=odd)
    if name.startswith((".", "~$")) or name.casefold() in LEFT_BY_SYSTEMS:
        yield phrase("a file of this name is passed over as one that systems leave behind")
    if name != name.strip() or name.endswith("."):
        yield phrase("its name begins or ends with a space, or ends with a full stop")
    if _OF_WINDOWS.match(name):
        yield phrase("its name is that of a device on Windows")
    if len(name.encode()) > LONGEST_NAME:
        yield phrase("its name is longer than {most} bytes", most=LONGEST_NAME)


def free_name(name: str, taken: Iterable[str]) -> str:
    """Give a name that no file has yet, with a number where it must; capitals make no other name on some systems."""
    known = {one.casefold() for one in taken}
    path, number, found = PurePosixPath(name), 1, name
    while found.casefold() in known:
        number += 1
        found = f"{path.stem}-{number}{path.suffix}"
    return found
