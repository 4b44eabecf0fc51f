"""Pack and seal the parts of a Word document: the same parts give the same bytes, and a change of any is seen later.

The seal is a property of the document that holds the SHA-256 of all its parts. Whoever edits the document, or only
saves it in an office program, writes other parts: the seal no longer fits, and the file is no more ours to replace.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

Parts = Mapping[str, bytes]

SEAL = "rmdiag seal"
OPEN = "0" * 64  # stands in the property while the seal is worked out
FIRST = ("[Content_Types].xml", "_rels/.rels")  # where readers look first
PACKED_ON = (1980, 1, 1, 0, 0, 0)  # the first day a ZIP knows: no clock is asked
REGULAR_FILE = 0o600 << 16
LARGEST = 256 * 1024 * 1024  # bytes of all parts that are unpacked to look at a seal
_PROPERTY = re.compile(rb'name="' + SEAL.encode() + rb'"[^>]*>\s*<(?:\w+:)?lpwstr>([0-9a-f]{64})<')


def sealed(parts: Parts) -> bytes:
    """Pack parts, with their seal in the property that waits for it."""
    seal = _seal_of(parts).encode()
    return pack({name: _with_seal(part, seal) for name, part in parts.items()})


def is_untouched(content: bytes) -> bool:
    """Say whether a file is a Word document of ours that nobody has changed since it was written."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > LARGEST or len({i.filename for i in infos}) < len(infos):
                return False
            parts = {info.filename: archive.read(info) for info in infos}
    except (BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError, RuntimeError):
        return False
    found = [match[1] for part in parts.values() if (match := _PROPERTY.search(part))]
    opened = {name: _with_seal(part, OPEN.encode()) for name, part in parts.items()}
    return len(found) == 1 and found[0].decode() == _seal_of(opened)


def pack(parts: Parts) -> bytes:
    """Write parts into a ZIP in an order and with a date that never change."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name not in FIRST, name)):
            info = ZipInfo(name, date_time=PACKED_ON)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = REGULAR_FILE
            archive.writestr(info, parts[name])
    return stream.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    """Give the parts of a document that was found fit to be opened."""
    with ZipFile(BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}


def _with_seal(part: bytes, seal: bytes) -> bytes:
    found = _PROPERTY.search(part)
    return part if found is None else part[: found.start(1)] + seal + part[found.end(1) :]


def _seal_of(parts: Parts) -> str:
    summary = hashlib.sha256()
    for name, part in sorted(parts.items()):
        summary.update(f"{len(name)}:{name}:{len(part)}:".encode())
        summary.update(part)
    return summary.hexdigest()
