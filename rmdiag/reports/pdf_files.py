"""Open a PDF from somebody's disk with care: damaged, locked and swollen files are told apart, and none does harm."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf

MAXIMUM_PDF = 256 * 1024 * 1024  # bytes as they lie on the disk; the longest report has about two million
MAXIMUM_STREAM = 64 * 1024 * 1024  # bytes of one part when it is unpacked
MOST_PAGES = 5_000
# What a broken file makes of the library.
BROKEN = (pikepdf.PdfError, RecursionError, LookupError, AttributeError, TypeError, ValueError)
FLATE = pikepdf.Name.FlateDecode


class UnreadablePdfError(ValueError):
    """A file that cannot be read as a PDF."""


class LockedPdfError(UnreadablePdfError):
    """A PDF that opens with a password only."""


def open_pdf(content: bytes) -> pikepdf.Pdf:
    """Open a PDF; raise an `UnreadablePdfError` where it cannot be read."""
    try:
        return pikepdf.open(BytesIO(content))
    except pikepdf.PasswordError as error:
        raise LockedPdfError from error
    except (pikepdf.PdfError, RecursionError, ValueError) as error:
        raise UnreadablePdfError from error


def unpacked(stream: pikepdf.Stream, most: int = MAXIMUM_STREAM) -> bytes:
    """Give the content of a stream; of one packed in another way than ours, as it lies in the file.

    Raises an `UnreadablePdfError` for a stream that is damaged or swells beyond all measure.
    """
    raw = stream.read_raw_bytes()
    packing = stream.get("/Filter")
    if isinstance(packing, pikepdf.Array) and len(packing) == 1:
        packing = packing[0]
    if packing != FLATE or "/DecodeParms" in stream:
        return raw
    try:
        machine = zlib.decompressobj()
        content = machine.decompress(raw, most)
    except zlib.error as error:
        raise UnreadablePdfError from error
    if machine.unconsumed_tail:
        raise UnreadablePdfError
    return content
