"""Read iCalendar with a few lines of its own (RFC 5545, 3.1 to 3.3.11), as a check on the library that writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST_LINE = 75  # octets
_ESCAPED = {"n": "\n", "N": "\n"}


@dataclass(slots=True)
class Component:
    """A component: its properties by name, each as its value was written, and the components inside."""

    name: str
    properties: dict[str, str] = field(default_factory=dict)
    inside: list[Component] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Give the text of a property."""
        return re.sub(r"\\(.)", lambda found: _ESCAPED.get(found[1], found[1]), self.properties[name])

    def texts(self, name: str) -> list[str]:
        """Give the texts of a property that is a list."""
        every = re.findall(r"(?:[^,\\]|\\.)+", self.properties[name])
        return [re.sub(r"\\(.)", lambda found: _ESCAPED.get(found[1], found[1]), one) for one in every]


def read(content: bytes) -> Component:
    """Give the one component of a file; a form that the standard does not allow is an error."""
    open_ones = [Component("")]
    for line in _unfolded(content):
        name, value = re.fullmatch(r"([A-Z-]+(?:;[A-Z-]+=[^;:\x00-\x1f]+)*):(.*)", line, flags=re.DOTALL).groups()  # type: ignore[union-attr] # anything else is an error here
        if name == "BEGIN":
            open_ones.append(Component(value))
        elif name == "END":
            done = open_ones.pop()
            assert done.name == value
            open_ones[-1].inside.append(done)
        else:
            assert name not in open_ones[-1].properties
            open_ones[-1].properties[name] = value
    (nothing,) = open_ones
    (whole,) = nothing.inside
    return whole


def _unfolded(content: bytes) -> Iterator[str]:
    assert content.endswith(b"\r\n")
    raw = content.removesuffix(b"\r\n").split(b"\r\n")
    for line in raw:
        assert len(line) <= LONGEST_LINE
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
        line.decode()  # no character is cut in two
    yield from re.sub(rb"\r\n ", b"", b"\r\n".join(raw)).decode().split("\r\n")
