"""Take a picture apart without drawing it: PNG or JPEG, of a decent size, with nothing in it but the picture.

A picture comes from whoever sends a mission folder. What it says of its own size is held against bounds before anybody
decodes it; what is no part of the picture (places, names, texts, profiles, comments) is left out; the odd is refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from rmdiag.values import dataclass

MAXIMUM_PICTURE = 2 * 1024 * 1024  # bytes of the file
LEAST_SIDE, MOST_SIDE = 16, 2_000  # pixels
MOST_RATIO = 8  # of the longer side to the shorter
PNG, JPEG = "image/png", "image/jpeg"
SUFFIXES = (".png", ".jpg", ".jpeg")

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by colour type
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_FRAMES = (0xC0, 0xC1, 0xC2)  # baseline, extended and progressive; the others are rare, and no browser shows them
_BARE = (0x01, *range(0xD0, 0xD8))  # markers that no length follows
_OF_THE_PICTURE = (0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, 0xE0, 0xEE)  # frames, tables, and what colours mean
_START_OF_SCAN, _END = 0xDA, b"\xff\xd9"
_DEPTHS = (1, 2, 4, 8, 16)  # bits of one channel
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # in a scan: not the byte FF itself, and no restart


@dataclass(frozen=True, slots=True, kw_only=True)
class Emblem:
    """A picture that may stand in a report: its bytes with nothing else in them, its kind, its size in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


class OddPictureError(ValueError):
    """The bytes are no picture that may stand in a report; what is odd about them decides the problem."""


class NoPictureError(OddPictureError):
    """The bytes are no PNG and no JPEG, or break off."""


class UnfitPictureError(OddPictureError):
    """It is a picture, but too small, too large or too long and thin."""


def emblem_of(data: bytes) -> Emblem:
    """Give the picture that the bytes hold; raise an `OddPictureError` for anything else."""
    if data.startswith(_PNG_HEAD):
        return _png(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    raise NoPictureError


def _png(data: bytes) -> Emblem:
    chunks = [(kind, content) for kind, content in _chunks(data) if kind in _KEPT]
    if len(chunks) < len(("IHDR", "IDAT", "IEND")) or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13:  # noqa: PLR2004 - the header's length
        raise NoPictureError
    head = chunks[0][1]
    width, height, depth, colour = int.from_bytes(head[:4]), int.from_bytes(head[4:8]), head[8], head[9]
    if colour not in _CHANNELS or depth not in _DEPTHS:
        raise NoPictureError
    _check_size(width, height)
    bits = depth * _CHANNELS[colour]
    _check_pixels(
        b"".join(content for kind, content in chunks if kind == b"IDAT"), height * (1 + width * bits // 8 + 1)
    )
    body = b"".join(_chunk(kind, content) for kind, content in chunks)
    return Emblem(data=_PNG_HEAD + body, media_type=PNG, width=width, height=height)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Walk through the chunks of a PNG up to its end; a wrong length or sum is no picture."""
    at = len(_PNG_HEAD)
    while at < len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        content, summed = data[at + 8 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if len(content) < length or summed != zlib.crc32(kind + content).to_bytes(4):
            raise NoPictureError
        yield kind, content
        if kind == b"IEND":
            return
        at += 12 + length
    raise NoPictureError


def _chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + kind + content + zlib.crc32(kind + content).to_bytes(4)


def _check_pixels(packed: bytes, most: int) -> None:
    """Refuse what unpacks to more than the picture needs; twice that leaves room for lines that are interlaced."""
    unpacking = zlib.decompressobj()
    try:
        unpacking.decompress(packed, 2 * most)
    except zlib.error as error:
        raise NoPictureError from error
    if not unpacking.eof:
        raise NoPictureError


def _jpeg(data: bytes) -> Emblem:
    kept, size, at = [b"\xff\xd8"], (0, 0), 2
    while data[at + 1 : at + 2] != bytes([_START_OF_SCAN]):
        marker, length = _segment(data, at)
        segment = data[at : at + 2 + length]
        if marker in _FRAMES and len(segment) > 9:  # noqa: PLR2004 - up to the number of colours
            size = int.from_bytes(segment[7:9]), int.from_bytes(segment[5:7])
            if segment[9] not in (1, 3):  # grey or colours of a screen
                raise NoPictureError
        if marker in _OF_THE_PICTURE:
            kept.append(segment)
        at += 2 + length
    if size == (0, 0):
        raise NoPictureError
    _check_size(*size)
    body = b"".join(kept) + data[at : _end_of_scans(data, at)]
    return Emblem(data=body, media_type=JPEG, width=size[0], height=size[1])


def _end_of_scans(data: bytes, at: int) -> int:
    """Give the place behind the end of the picture; a telephone may add a second one, with what it knows of itself."""
    while True:
        marker = data[at + 1 : at + 2]
        if data[at : at + 2] == _END:
            return at + len(_END)
        if data[at : at + 1] != b"\xff" or not marker:
            raise NoPictureError
        length = int.from_bytes(data[at + 2 : at + 4])
        following = _MARKER.search(data, at + 2 + max(length, 2))  # behind the segment, and the scan that it may open
        if following is None:
            raise NoPictureError
        at = following.start()


def _segment(data: bytes, at: int) -> tuple[int, int]:
    """Give the marker of a segment and the length that follows it."""
    if data[at : at + 1] != b"\xff" or at + 4 > len(data):
        raise NoPictureError
    marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
    if marker in _BARE or length < len("ff"):
        raise NoPictureError
    return marker, length


def _check_size(width: int, height: int) -> None:
    short, long = sorted((width, height))
    if short < LEAST_SIDE or long > MOST_SIDE or long > MOST_RATIO * short:
        raise UnfitPictureError
