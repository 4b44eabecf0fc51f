"""Say which rounds of an administration are set side by side: each with the one before and with the first."""

from __future__ import annotations

from collections.abc import Sequence

Pair = tuple[str, str]  # the older round and the newer one, by name


def pairs_of(rounds: Sequence[str]) -> tuple[Pair, ...]:
    """Give the pairs of rounds, which stand in the order of time."""
    pairs = [pair for at in range(1, len(rounds)) for pair in ((rounds[0], rounds[at]), (rounds[at - 1], rounds[at]))]
    return tuple(dict.fromkeys(pairs))
