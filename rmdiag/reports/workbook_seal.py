"""Finish the file of a workbook: the same report gives the same bytes, and a change by anybody shows.

The checksum of all its parts is kept among the properties of the file. Any program that saves the file writes its
parts anew, so that a workbook with a comment typed into it is never taken for one as it was rendered.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from rmdiag.problems import Problems
from rmdiag.questionnaires.exchange.package import open_package

PROPERTY = "rmdiag report workbook"
UNSEALED = "0" * 64
_HOME = "docProps/custom.xml"
_CORE = "docProps/core.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_END = b"</cp:coreProperties>"
_FIXED_HEIGHT = b' customHeight="1"'


def sealed(content: bytes, language: str) -> bytes:
    """Take the time out of a workbook, say its language, let its rows grow, and keep the checksum of its parts."""
    with ZipFile(BytesIO(content)) as written:
        parts = {name: written.read(name) for name in written.namelist()}
    parts[_CORE] = _TIMES.sub(b"", parts[_CORE]).replace(_END, f"<dc:language>{language}</dc:language>".encode() + _END)
    sheets = {name: part for name, part in parts.items() if name.startswith("xl/worksheets/")}
    parts |= {name: part.replace(_FIXED_HEIGHT, b"") for name, part in sheets.items()}
    parts[_HOME] = parts[_HOME].replace(UNSEALED.encode(), _checksum(parts.items()).encode())
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, part)
    return packed.getvalue()


def is_as_written(content: bytes) -> bool:
    """Say whether a file is a workbook of ours that nobody has saved since: only then may it be replaced."""
    if open_package(content, "workbook", Problems()) is None:
        return False
    with ZipFile(BytesIO(content)) as archive:
        if not all(info.filename.endswith((".xml", ".rels")) for info in archive.infolist()):
            return False  # a picture or a macro, which is none of ours and was not looked at
        parts = {name: archive.read(name) for name in archive.namelist()}
    home = parts.get(_HOME, b"")
    return PROPERTY.encode() in home and _checksum(parts.items()).encode() in home


def _checksum(parts: Iterable[tuple[str, bytes]]) -> str:
    """Give the SHA-256 over all parts but the one in which it is kept, each with its name and length."""
    summary = hashlib.sha256()
    for name, part in sorted(parts):
        if name != _HOME:
            summary.update(f"{name}:{len(part)}:".encode())
            summary.update(part)
    return summary.hexdigest()
