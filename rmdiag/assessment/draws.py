"""Draw from a seed: the same seed gives the same draws on every machine and every version of Python."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice


def splitmix(seed: int) -> Iterator[int]:
    """Give whole numbers from 0 to 2**64 - 1 without end: SplitMix64 (Steele, Lea and Flood 2014)."""
    state = seed % 2**64
    while True:
        state = (state + 0x9E3779B97F4A7C15) % 2**64
        mixed = state
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB % 2**64
        yield mixed ^ (mixed >> 31)


def resamples(count: int, draws: int, seed: int) -> Iterator[list[int]]:
    """Give `draws` samples with replacement of the places 0 to `count` - 1, each as large as the whole."""
    numbers = _halves(count * draws, seed)
    for start in range(0, count * draws, count):
        yield [number * count >> 32 for number in numbers[start : start + count]]


def middle(count: int, share: float) -> tuple[int, int]:
    """Give the places of `count` sorted values between which a share of them lies, as much left out on either side."""
    out = round((1 - share) / 2 * (count - 1))
    return out, count - 1 - out


def _halves(count: int, seed: int) -> Sequence[int]:
    """Give so many numbers of 32 bits or more; samples of nearly the same size share them."""
    return _powers(1 << count.bit_length(), seed)


@lru_cache(maxsize=4)
def _powers(count: int, seed: int) -> Sequence[int]:
    found = array("Q")
    for number in islice(splitmix(seed), count // 2):
        found.append(number >> 32)
        found.append(number & 0xFFFFFFFF)
    return found
