"""Keep characters out of a page that no page can show: controls, halves of pairs, switches of writing direction.

Texts come from answers that anyone may have typed; XML forbids some of these characters, others mislead readers.
"""

from __future__ import annotations

import re

SPACE = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
# Embeddings and overrides of direction can show a text other than the one that is there; marks (200E, 200F) cannot.
MISLEADING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """Make a text safe to print: line ends become spaces, forbidden characters a sign, misleading ones nothing."""
    return FORBIDDEN.sub(REPLACEMENT, MISLEADING.sub("", SPACE.sub(" ", text)))
